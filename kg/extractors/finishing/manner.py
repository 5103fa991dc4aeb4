"""How something is said: by which word of the lexicon, negated or not, in which tense, how certain the content is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import agent_of, is_passive
from kg.extractors.constructions.reporting_verbs import EVIDENTIALS, is_gerund_of
from kg.words.lexicon import Cue, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_POSSIBLE: Final = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "potentially", "possible"})
_PROBABLE: Final = frozenset({"probably", "likely", "should", "ought", "presumably"})
UNDECIDED: Final = frozenset({"asking", "requesting", "ordering", "intending", "hoping", "promising", "thanking"})
"""Acts whose content is neither true nor false."""
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "without"})
_NOBODY: Final = frozenset({"nobody", "none", "neither", "no", "not", "hardly", "scarcely"})
_NO_SUBJECT: Final = frozenset({"nobody", "none", "neither", "nothing", "no"})
_SILENCES: Final = frozenset({"decline", "refuse", "fail", "neglect", "unable", "unwilling", "forget", "stop", "yet"})
""" "declined to say", "stopped short of saying", "has yet to say": it was not said."""
_WISHES: Final = frozenset({"want", "like", "hope", "wish", "plan", "intend", "mean", "aim", "seek", "try", "love"})
_COMING: Final = frozenset({"expect", "due", "set", "about", "ready", "schedule", "slate"})
_FUTURE: Final = frozenset({"will", "'ll", "’ll", "shall", "wo", "would", "'d", "’d"})
_OPEN: Final = frozenset({"may", "might", "could"})
_ASIDE: Final = frozenset({"aux", "advmod", "acomp"})


def cue_of(tokens: Sequence[Token]) -> Cue | None:
    """Return the entry of the cue lexicon that the words of a cue fit best, or None.

    Of "denies calling" it is the denial: what is denied has not been done; "were encouraged" that it will rain tells of
    those who were.
    """
    lexicon = cues()
    for verb in tokens:
        known = lexicon.word("verb", verb.lemma_.lower()) if verb.pos_ == "VERB" else None
        state = lexicon.word("adjective", verb.lower_) if is_passive(verb) and agent_of(verb) is None else None
        if state and any(child.dep_ in ("ccomp", "prep") for child in verb.rights):
            return state
        if known and known.speech_act == "denying" and any(is_gerund_of(verb, token) for token in tokens):
            return known
    return lexicon.best([token.lemma_.lower() for token in tokens])


def is_negated(cue: Sequence[Token], source: Sequence[Token]) -> bool:
    """Tell whether it is said not to have been said: "did not say", "declined to say", "nobody said"."""
    return (any(token.lower_ in _NEGATIONS for token in cue) or _is_silence(cue)) != _is_nobody(source)


def certainty_of(content: Sequence[Token], cue: Cue | None) -> str | None:
    """Return how certain the content is said to be: by its main verb's modal, else by the cue; None for no claim.

    Orders, wishes, topics and names are no claims: there has to be a finite verb, or a claim in the passive ("rain is
    said to be rare").
    """
    verb = main_verb(content)
    if verb is None or (cue is not None and cue.speech_act in UNDECIDED):
        return None
    words = {child.lower_ for child in verb.children if child.dep_ in _ASIDE} | {verb.lower_}
    if words & _POSSIBLE:
        return "possible"
    if words & _PROBABLE:
        return "probable"
    return (cue.certainty if cue else None) or "certain"


def is_content_negated(content: Sequence[Token]) -> bool:
    """Tell whether the main clause of a content is in the negative: "will not rise", "no one was hurt"."""
    verb = main_verb(content)
    if verb is None:
        return False
    for child in verb.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and (
            child.lower_ in _NO_SUBJECT or any(c.lower_ == "no" and c.dep_ == "det" for c in child.children)
        ):
            return True
    return False


def main_verb(content: Sequence[Token]) -> Token | None:
    """Return the verb that makes the content a claim: its topmost finite one, or that of a claim in the passive."""
    own = {token.i for token in content}
    roots = (token for token in content if token.head.i not in own or token.head.i == token.i)
    return next((token for token in roots if _is_finite(token) or _is_raised(token)), None)


def cue_verb(cue: Iterable[Token]) -> Token | None:
    """Return the verb of a cue: "say" of "would like to say", "is" of "is worried"; None for a noun or a colon."""
    verbs = [token for token in cue if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")]
    return next((verb for verb in reversed(verbs) if verb.dep_ not in ("aux", "auxpass")), verbs[-1] if verbs else None)


def is_passive_alone(cue: Sequence[Token]) -> bool:
    """Tell whether a cue is a participle that opens a clause: "Asked whether …"."""
    verb = cue_verb(cue)
    return verb is not None and verb.tag_ in ("VBN", "VBD") and verb is cue[0] and verb.dep_ == "advcl"


def tense_of(cue: Sequence[Token]) -> str | None:
    """Return whether it was said, is said, will be said or is wanted to be said; None where no verb tells.

    "May say" and "could say" leave it open, and so does a noun without a verb ("the fear that").
    """
    verb = cue_verb(cue)
    for _ in range(4):
        if verb is None or verb.lower_ == "according":
            return None
        helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
        words = {child.lower_ for child in helpers}
        if words & _OPEN:
            return None
        if words & _FUTURE and "have" not in words and not _is_wish(verb):
            return "future"
        if (own := _by_form([verb, *helpers])) is not None:
            return own
        governor = verb.head if verb.head is not verb else None
        if governor is None or verb.dep_ not in ("xcomp", "pcomp", "acl", "advcl", "conj", "prep", "ccomp", "acomp"):
            return None
        if "to" in words and governor.lemma_ in _WISHES:
            return "wanted"
        if "to" in words and (governor.lemma_ in _COMING or (governor.lower_ == "going")):
            return "future"
        verb = governor
    return None


def _by_form(verbs: Sequence[Token]) -> str | None:
    """The tense that the finite verb of a group has; None for an infinitive or a participle alone."""
    tags = {token.tag_ for token in verbs}
    if "VBD" in tags:
        return "past"
    if any(token.lemma_ in ("have", "'ve") and token.dep_ == "aux" for token in verbs):
        return "past"
    return "present" if tags & {"VBP", "VBZ"} else None


def _is_wish(verb: Token) -> bool:
    return verb.lemma_ in ("like", "love", "prefer")


def _is_silence(cue: Sequence[Token]) -> bool:
    """The governing word of a cue tells that it was left unsaid; alone it is an act of its own ("refused to pay")."""
    words = [token.lemma_.lower() for token in cue]
    verbs = sum(token.pos_ == "VERB" for token in cue)
    return bool(_SILENCES & set(words[:-1])) and (verbs > 1 or "yet" in words or "unable" in words)


def _is_finite(token: Token) -> bool:
    if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return token.pos_ in ("VERB", "AUX") and any(
        child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in token.children
    )


def _is_raised(token: Token) -> bool:
    """ "to be" of "is said to be": what is claimed has become an infinitive."""
    return token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_ in EVIDENTIALS and is_passive(token.head)


def _is_nobody(source: Sequence[Token]) -> bool:
    """ "Nobody", "no one", "none of them", "no official", "hardly anyone"; not "No 10", "not only Ann"."""
    if not source or source[0].lower_ not in _NOBODY:
        return False
    return (
        len(source) < 2
        or (source[1].pos_ not in ("NUM", "PUNCT") and source[1].lower_ not in ("only", "just"))
        or source[1].lower_ == "one"
    )
