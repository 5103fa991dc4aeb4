"""Quotations that are called somebody's remark: "“We build one.”  Ann Lee's remark has …", "Her line was: “…”"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase
from kg.extractors.prepared import Candidate, Unit
from kg.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(
    r"(?:remarks?|comments?|statements?|words|phrase|sentence|line|answer|reply|quip|outburst)", re.IGNORECASE
)
_CLOSED: Final = re.compile(r"[.!?…,]?[”\"»][.!?]?\s{0,2}$|[.!?…][”\"»’]\s{0,2}$")
_WAS: Final = re.compile(r"^(?: of [^,:“\"]{2,40})? (?:was|is|reads?|went)[,:]? (?=[“\"‘«„])")
_GAP: Final = 2
"""Signs between a quotation and the phrase behind it: spaces, or a line's end."""
_LEAST: Final = 3
"""Words from which a quotation is a remark and no name."""


def owned_remarks(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each quotation that the sentence behind it, or before it, calls somebody's remark."""
    for noun in unit.doc:
        if _REMARK.fullmatch(noun.text) is None:
            continue
        owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        if owner is None or not (can_speak(owner) or owner.pos_ == "PRON"):
            continue
        quote = _before(unit, noun) or _behind(unit, noun)
        source = noun_phrase(unit, owner)
        if quote is None or source is None:
            continue
        mark = next((child for child in owner.rights if child.tag_ == "POS"), None)
        if mark is not None:
            source = source[0], min(source[1], unit.start + mark.idx + len(mark))
        cue = unit.span(noun, noun)
        yield Candidate((source,), (cue,), (quote,), "owned_remarks", 0.7)


def _before(unit: Unit, noun: Token) -> Span | None:
    """The quotation that ends right before the phrase, which opens its sentence."""
    place = unit.start + noun.left_edge.idx
    before = unit.text[: place - unit.start]
    if _CLOSED.search(before) is None:
        return None
    return next((quote for quote in unit.quotes if 0 <= place - quote[1] <= _GAP and _is_a_remark(unit, quote)), None)


def _behind(unit: Unit, noun: Token) -> Span | None:
    """The quotation that the sentence leads to: "the line was: “…”"."""
    end = noun.idx + len(noun)
    match = _WAS.match(unit.text[end:])
    place = unit.start + end + match.end() if match else -1
    return next((quote for quote in unit.quotes if quote[0] == place and _is_a_remark(unit, quote)), None)


def _is_a_remark(unit: Unit, quote: Span) -> bool:
    return len(unit.text[quote[0] - unit.start : quote[1] - unit.start].split()) >= _LEAST
