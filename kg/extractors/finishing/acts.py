"""What is done by saying it, and whether that is a statement, a question or a reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import is_passive
from kg.extractors.constructions.taken_as import means
from kg.extractors.prepared import Candidate, Prepared
from kg.model import text_of
from kg.words.speech_words import ACTS, MEANINGS, REMARKS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.words.lexicon import Cue

_SENT: Final = frozenset({"send signal", "send message"})
_SUGGESTED: Final = frozenset({"suggest", "indicate", "imply"})
_STRONGLY: Final = frozenset({"strongly", "heavily", "clearly"})
_KINDS: Final = {"asking": "question", "interpreting": "interpretation"}
_BLIND: Final = frozenset({"asserting", "knowing", "believing"})
"""Acts of verbs that read a remark only by their "as": see, take, describe."""
_READS: Final = frozenset({"taken_as", "signs", "signs.hung", "signs.said"})
_OF_THINGS: Final = frozenset(
    {"analyze", "attribute", "cast", "compare", "depict", "equate", "evoke", "frame", "herald", "liken", "paint"}
    | {"point finger", "portend", "spin", "symbolize", "translate"}
)
"""Cues of reading that are as often about persons and things as about remarks."""
_READ: Final = re.compile(rf"\b(?:{REMARKS})\b|^(?:this|that|it|these|which)\b|[“\"]", re.IGNORECASE)
"""What is read, before the "as": a remark, not "cast her rival as …"."""
_AS: Final = re.compile(rf"\bas {MEANINGS}", re.IGNORECASE)
_WAY: Final = re.compile(r"\bas (?:an?|the|his|her|their) (?:\w+ )?(?:way|means|chance)\b", re.IGNORECASE)
""" "The bridge as a way to win votes" is said of things as well."""
_OF_ONESELF: Final = frozenset({"allude", "allude to", "foreshadow", "signal"})
"""Cues of reading of which that is no more than what is spoken of: "alluded to her failings", "signalled support"."""
_SUBJECTS: Final = ("nsubj", "nsubjpass", "expl", "csubj")
_OF_ITSELF: Final = frozenset({"point to", "suggestion"})
"""Cues of reading that are said of a remark: "the words point to a deal", not "she pointed to her words"."""
_IMPERSONAL: Final = frozenset({"it", "this", "that", "which", "these", "those"})
_LOOKED_FOR: Final = frozenset(
    {"see", "find", "seek", "want", "await", "watch", "notice", "observe", "detect", "expect"}
)
"""What one does who waits for a sign, and has read none yet."""
_IS_WORD: Final = re.compile(r"(?:it|this|that)", re.IGNORECASE)
_SEEN: Final = re.compile(
    rf"(?:the|this|that|his|her|their|its|an?) (?:\w+ )?(?:{ACTS})\b.*?\b{MEANINGS}", re.IGNORECASE
)
"""An act seen as a sign, where the "as" is in the cue: "the move" … "an attempt to gain time"."""


def act_of(candidate: Candidate, known: Cue | None, content: Sequence[Token]) -> str:
    """Return what the cue's word does; "wants to go" oneself is meant, what is wanted of others is hoped for."""
    if candidate.construction == "to_somebody":
        return "believing"
    act = known.speech_act if known else "asserting"
    if candidate.construction in _READS and act in _BLIND:
        return "interpreting"
    if known is not None and known.lemma == "want" and content and content[0].lower_ == "to":
        return "intending"
    if known is not None and known.lemma == "ask" and act == "asking" and _is_request(content):
        return "requesting"
    return act


def _is_request(content: Sequence[Token]) -> bool:
    """ "Asked us to stop", "asked not to be named": an infinitive without a question word."""
    head = next((token for token in content if token.tag_ == "TO"), None)
    asks = any(token.tag_ in ("WRB", "WP", "WDT") or token.lower_ in ("whether", "if") for token in content[:2])
    return head is not None and not asks and (head.i - content[0].i <= 1 or head.head.dep_ in ("xcomp", "ccomp"))


def kind_of(prepared: Prepared, candidate: Candidate, known: Cue | None, act: str) -> str:
    """Return the kind that goes with an act.

    An interpretation reads a remark; "seen as a leader" and "compared her to a lamp" are said of persons and things.
    """
    kind = _KINDS.get(act, "statement")
    if kind == "statement" and known is not None and _is_read_at_once(prepared, candidate, known):
        return "interpretation"
    if kind == "interpretation" and known is not None and not _is_of_a_remark(prepared, candidate, known):
        return "statement"
    return kind


def _is_read_at_once(prepared: Prepared, candidate: Candidate, known: Cue) -> bool:
    """ "The bank is sending a signal that", "strongly suggested that": what nobody says of herself in so many words."""
    words = text_of(prepared.text, candidate.content)
    if known.lemma in _SENT:
        return words.startswith("that ")
    strongly = any(child.lower_ in _STRONGLY for token in prepared.tokens(candidate.cue) for child in token.children)
    return known.lemma in _SUGGESTED and strongly and words[:1] not in '“"‘'


def _is_of_a_remark(prepared: Prepared, candidate: Candidate, known: Cue) -> bool:
    """Tell whether a cue of reading may have a remark before it; most have, these only by their company."""
    cue, source = prepared.tokens(candidate.cue), text_of(prepared.text, candidate.source)
    if known.lemma == "mean" and source.lower() in _IMPERSONAL:
        return False  # what was said before decides, elsewhere
    if known.lemma == "mean" and source.lower() == "i" and any(token.tag_ == "VBP" for token in cue):
        return False  # "I mean that": said once more
    if known.lemma == "mean" and any(child.tag_ == "WDT" for token in cue for child in token.lefts):
        return False  # "a bond which means that …"
    if known.lemma in _OF_ONESELF and not _has_clause(prepared.tokens(candidate.content)):
        return False
    if not all(means(token) for token in cue) or (known.lemma == "mean" and _follows(cue)):
        return False
    if known.lemma == "sign":
        return any(_is_given(token) for token in cue)
    if known.lemma in _OF_ITSELF:
        return _READ.search(source) is not None
    takes = candidate.construction == "taken_as" and known.speech_act in _BLIND
    if not takes and known.lemma not in _OF_THINGS and not known.lemma.endswith(" as"):
        return True
    if known.lemma == "analyze" and text_of(prepared.text, candidate.content).startswith("that "):
        return True
    passive = any(is_passive(token) for token in cue if token.tag_.startswith("VB"))
    read = source if passive or not _IS_WORD.fullmatch(source) else ""
    words = f"{read} {text_of(prepared.text, candidate.content)}".strip()
    if _READ.search(words.partition(" as ")[0]):
        return True
    return not _WAY.search(words) and bool(_AS.search(words) or _SEEN.match(words))


def _follows(cue: Sequence[Token]) -> bool:
    """ "…, meaning that she will not come": what follows from what was said, unless words were quoted just before."""
    verb = cue[0]
    return verb.tag_ == "VBG" and verb.i > 1 and verb.nbor(-1).text == "," and not verb.nbor(-2).is_quote


def _has_clause(content: Sequence[Token]) -> bool:
    return any(token.dep_ in _SUBJECTS and token.head.dep_ not in ("relcl", "acl") for token in content)


def _is_given(sign: Token) -> bool:
    """ "Read as a sign", "was a sign", "sent a sign": not "looked for signs", "there are signs"."""
    if sign.dep_ in ("attr", "oprd"):
        return not any(child.dep_ == "expl" for child in sign.head.lefts)
    if sign.dep_ == "dobj":
        return sign.head.lemma_ not in _LOOKED_FOR
    return sign.dep_ == "pobj" and sign.head.lower_ == "as"
