"""Words that somebody is said to have used: "used the word “traitor”", "his use of the phrase “too late”"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, owner_phrase, parts, subject_of, verb_group
from kg.extractors.prepared import Candidate, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS: Final = re.compile(r"(?:words?|phrases?|terms?|expressions?|lines?|slogans?|slurs?|language)", re.IGNORECASE)
_USES: Final = frozenset(
    {"use", "employ", "utter", "choose", "repeat", "drop", "say", "shout", "read", "invoke", "write", "hurl"}
)
"""Verbs of one who uses words."""
_OF_USE: Final = frozenset({"use", "choice", "repetition", "mention"})
_NEAR: Final = re.compile(r"[\s:,]{0,2}(?:such as |like |as )?$")


def words_used(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each quotation that is called the words somebody used; the quotation is the content."""
    for noun in unit.doc:
        if _WORDS.fullmatch(noun.text) is None or (quote := _quoted(unit, noun)) is None:
            continue
        leads = next((t for t in _before(noun) if t.lemma_ in _USES or t.lower_ in _OF_USE), None)
        if leads is None:
            continue
        source, first = _user(unit, leads)
        if source:
            cue = parts(unit, unit.doc[first.i : noun.i + 1])
            yield Candidate(source, cue, (quote,), "words_used", 0.6)


def _quoted(unit: Unit, noun: Token) -> Span | None:
    """The quotation that follows at once, or behind "such as"."""
    end = unit.start + noun.idx + len(noun)
    for quote in unit.quotes:
        if 0 <= quote[0] - end <= 10 and _NEAR.fullmatch(unit.text[end - unit.start : quote[0] - unit.start]):
            return quote
    return None


def _before(noun: Token) -> Iterator[Token]:
    """What stands before "the word", nearest first: up to four tokens of the same sentence."""
    for n in range(1, min(5, noun.i - noun.sent.start + 1)):
        yield noun.nbor(-n)


def _user(unit: Unit, leads: Token) -> tuple[Spans, Token]:
    """Who uses the words, and where the cue begins: "has used", or "use" of "his use"."""
    if leads.pos_ in ("VERB", "AUX"):
        speaker, first = subject_of(leads), verb_group(leads)[0]
    else:
        speaker, first = next((child for child in leads.lefts if child.dep_ == "poss"), None), leads
    if speaker is None or not (can_speak(speaker) or speaker.pos_ == "PRON"):
        return (), first
    span = owner_phrase(unit, speaker)
    return ((span,) if span else ()), first
