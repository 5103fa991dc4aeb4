"""Cues that a question asks about: "Did Ann say that …?" tells of nothing that Ann said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRESUPPOSING: Final = frozenset({"why", "when", "where", "how"})
"""Who asks why somebody said something tells that it was said."""
_OPEN: Final = frozenset(
    {"think", "believe", "say", "suppose", "expect", "guess", "reckon", "true", "possible", "likely"}
)
"""Words that leave open what stands below them: "Do you think Ann said so?", but not "Did you know Ann said so?"."""
_ENDS: Final = frozenset(".?!")
_LONGEST: Final = 300  # tokens from a cue to the end of its sentence; nested without end they would cost the square


def is_asked(cue: Sequence[Token]) -> bool:
    """Tell whether the words of a cue belong to a clause that asks whether, or by whom, something is said.

    "Did Ann say …?", "Is Ann worried that …?", "Who said …?", "It is unclear whether Ann said …"; not "Why did Ann
    say …?", which takes it as said.
    """
    verb = _main(cue)
    if verb is None:
        return False
    if any(child.lower_ == "whether" and child.i < verb.i for child in verb.lefts):
        return True
    if _end_of(verb) != "?":
        return False
    for _ in range(6):
        subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if subject is not None and verb.dep_ != "relcl" and _asks(verb, subject):
            return True
        if not _passes_on(verb, subject):
            return False
        verb = verb.head
    return False


def _main(cue: Iterable[Token]) -> Token | None:
    """The verb of a cue: "say" of "Did … say", the "is" above "worried"."""
    own = list(cue)
    places = {token.i for token in own}
    for token in own:
        if token.head.i in places and token.head.i != token.i:
            continue
        if token.pos_ in ("VERB", "AUX"):
            return token.head if token.dep_ in ("aux", "auxpass", "acomp") else token
        if token.dep_ in ("acomp", "oprd"):
            return token.head
    return None


def _end_of(verb: Token) -> str | None:
    """The mark at which the sentence ends."""
    return next((token.text for token in verb.doc[verb.i : verb.i + _LONGEST] if token.text in _ENDS), None)


def _asks(verb: Token, subject: Token) -> bool:
    if subject.tag_ in ("WP", "WDT") or any(child.tag_ == "WDT" for child in subject.children):
        return True
    if any(child.lower_ in _PRESUPPOSING and child.i < subject.i for child in verb.lefts):
        return False
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(token.i < subject.i for token in (*helpers, *([verb] if verb.lemma_ == "be" else [])))


def _passes_on(verb: Token, subject: Token | None) -> bool:
    """What is asked of the verb above is asked of this one too."""
    if verb.dep_ == "ccomp":
        return any(token.lemma_ in _OPEN for token in (verb.head, *verb.head.rights) if token.i < verb.i)
    if verb.dep_ == "acomp":
        return True
    return subject is None and verb.dep_ in ("conj", "xcomp", "advcl")


_UNCLEAR: Final = re.compile(r"(?:not|n[’']t|nor)\b.*\bclear|unclear|uncertain", re.IGNORECASE)
_WHAT: Final = frozenset({"whether", "if", "who", "whom", "what", "how", "why", "when", "where", "which"})


def is_left_open(source: Sequence[Token], cue: Sequence[Token], content: Sequence[Token]) -> bool:
    """Tell whether nobody says anything: "It was not immediately clear whether …" leaves it open."""
    if source or not content or content[0].lower_ not in _WHAT:
        return False
    return _UNCLEAR.search(" ".join(token.text for token in cue)) is not None
