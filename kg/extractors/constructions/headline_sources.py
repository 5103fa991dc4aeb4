"""Headlines with their source behind them: "Minister to resign: sources", "We will win – Smith"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extractors.prepared import Candidate, Unit
from kg.words.lexicon import outlet_named

_PARTED: Final = re.compile(
    r"(?P<said>\S.{14,200}?\S)\s?(?P<mark>:(?=\s)|(?<=[a-z’'”\"]):|(?<=\s)[–—-](?=\s))\s*"
    r"(?P<who>[^:–—“”\"?!]{2,80})$"
)
_TEXTS: Final = re.compile(
    r"(?:(?:[A-Z][\w.’'&-]*|new|official|state|government|police|media|medical|local|leaked) ){0,3}"
    r"(?:study|studies|reports?|poll|survey|research|data|documents?|media|sources?|lawsuit|indictment|filing)",
    re.IGNORECASE,
)
_OWN: Final = re.compile(
    r"\b(?:full|special|annual|live|weekly|daily|photo|video|match|book|our|the|this|in|key)\b", re.I
)
""" "Results: the full report" offers something to read."""
_PEOPLE: Final = re.compile(
    r"(?:officials?|officers?|police|experts?|analysts?|scientists?|researchers?|economists?|witness(?:es)?|suspect"
    r"|victims?|doctors?|lawyers?|attorneys?|prosecutors?|judge|court|army|military|government|govt|ministry|minister"
    r"|president|premier|pm|cm|governor|mayor|commissioner|secretary|chief|chair\w*|ceo|director|manager|coach|captain"
    r"|spokes\w+|senator|lawmakers?|mps?|ambassador|envoy|union|regulator|watchdog|opposition|authorit(?:y|ies)|source"
    r"|sources|reports|lawyer|mother|father|family|widow|aide|adviser|founder|head|boss|leader|un|who|imf|eu|nato)",
    re.IGNORECASE,
)
_FINITE: Final = frozenset({"VBZ", "VBP", "VBD", "MD", "VBN"})
_ASKS: Final = re.compile(r"(?:why|how|what|who|when|where|which|inside|meet|watch|read|listen)\b", re.IGNORECASE)
_MINE: Final = re.compile(r"(?:we|i|my|our)\b|[“\"‘'](?:we|i|my|our)\b", re.IGNORECASE)
_LEAST: Final = 4  # words of what a headline says
_LONGEST: Final = 9  # words of a source


def headline_sources(unit: Unit) -> Iterator[Candidate]:
    """Yield what a headline says, said by whoever stands behind its last colon or dash.

    It is a clause, no name and no question, and what stands behind it can speak; behind a dash an outlet is where the
    page stands ("Floods in Bern - BBC News").
    """
    if "\n" in unit.text or (unit.kind == "text" and not unit.text.isupper()):
        return
    match = _PARTED.fullmatch(unit.text)
    while match and (later := _PARTED.fullmatch(unit.text, match.start("who"))):
        match = later  # the last mark counts, where a clause stands before it
    if match and _is_clause(unit, match) and _can_speak(unit, match):
        spans = [(unit.start + match.start(name), unit.start + match.end(name)) for name in ("who", "mark", "said")]
        yield Candidate((spans[0],), (spans[1],), (spans[2],), "headline_sources", 0.6)


def _is_clause(unit: Unit, match: re.Match[str]) -> bool:
    said = unit.doc.char_span(*match.span("said"), alignment_mode="expand")
    if said is None or _ASKS.match(match["said"]) or match["said"].endswith("?"):
        return False
    is_plain = match["mark"] == ":" and match["who"][0].islower() and len(match["said"].split()) >= _LEAST
    return is_plain or any(token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX") for token in said)


def _can_speak(unit: Unit, match: re.Match[str]) -> bool:
    who = match["who"].rstrip(" .")
    words = who.split()
    if len(words) > _LONGEST or (match["mark"] != ":" and outlet_named(who) is not None):
        return False
    if _TEXTS.fullmatch(who):
        return not _OWN.search(who)
    if _PEOPLE.fullmatch(words[-1]) and (len(words) < 4 or words[0][0].isupper()):
        return not _OWN.search(words[0])
    if _MINE.match(match["said"]):
        return len(words) < 4 and all(word[0].isupper() for word in words)
    return _is_name(unit, match)


def _is_name(unit: Unit, match: re.Match[str]) -> bool:
    """A person's name closes it ("assistant coach Ann Lee"), or before a colon it is the name of a body or country."""
    start, end = match.span("who")
    names = [entity for entity in unit.doc.ents if entity.start_char >= start and entity.end_char >= end - 1]
    is_body = (
        match["mark"] == ":"
        and "," not in match["who"]
        and any(e.label_ in ("ORG", "GPE") and e.start_char <= start + 4 for e in names)
    )
    return is_body or any(e.label_ == "PERSON" for e in names)
