"""Quotations of several paragraphs: what stands in marks below a quotation is said by whoever was quoted last.

`“A,” says Ann.` with `“B.”` below it: nobody else is named for the second paragraph, so Ann goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.extractors.constructions.direct_quotation import joined
from kg.extractors.nearby import Nearby
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Span

_LEAST: Final = 5
"""Words of a paragraph that is speech, no title."""
_LABELLED: Final = re.compile(r"[“\"«]\s*[A-Z][A-Z. ]+:")
_REST: Final = 25
_CLOSING: Final = 2
_STOP: Final = re.compile(r"[.!?][”\"’]?\s+[A-Z“\"]")
_EDGES: Final = " \t\r\n,.;:–—-"


def with_blocks(prepared: Prepared, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates`, each quoted speech with the paragraphs in marks below it that are nobody else's.

    A paragraph in marks that says again what the text quotes elsewhere is a pull quote, and has no source of its own.
    """
    found = list(candidates)
    pulled = set(_pulled(prepared))
    if pulled:
        found = [cut for c in found if (cut := _without(c, pulled)).content]
        found += [Candidate((), (), (block,), "pull_quotes", 0.5) for block in sorted(pulled)]
    contents = Nearby([candidate.content for candidate in found])
    cues = Nearby([candidate.cue for candidate in found])
    speaks: int | None = None
    for before, unit in pairwise(prepared.units):
        block = None if before.turn is not None or unit.turn is not None else _block(unit)
        if block in pulled:
            continue
        if block is None:
            speaks = None
        elif held := contents.holding((block,)):
            speaks = held[0]
        else:
            speaks = _speech_before(before, found, contents) if speaks is None else speaks
            speaks = _report_before(before, found, cues) if speaks is None else speaks
            speaks = None if cues.overlapping((block,)) else speaks
            if speaks is not None:
                found[speaks] = replace(found[speaks], content=joined([*found[speaks].content, block]))
    return found


def _pulled(prepared: Prepared) -> Iterator[Span]:
    """The blocks whose words stand in the text once more, in a longer paragraph."""
    blocks = [(unit, block) for unit in prepared.units if unit.turn is None and (block := _block(unit)) is not None]
    said = [_words(unit.text) for unit in prepared.units] if blocks else []
    for unit, block in blocks:
        words = _words(unit.text)
        if any(words in other and len(other) > len(words) for other in said):
            yield block


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without(candidate: Candidate, blocks: set[Span]) -> Candidate:
    if not any(low <= start and end <= high for start, end in candidate.content for low, high in blocks):
        return candidate
    left = (span for span in candidate.content if not any(low <= span[0] and span[1] <= high for low, high in blocks))
    return replace(candidate, content=tuple(left))


def _block(unit: Unit) -> Span | None:
    """The quotation that is the whole of a paragraph, its closing mark or none."""
    if len(unit.quotes) != 1 or unit.kind != "text" or _LABELLED.match(unit.text):
        return None
    start, end = unit.quotes[0]
    rest = unit.text[: start - unit.start] + unit.text[end - unit.start :]
    return unit.quotes[0] if not rest.strip(_EDGES) and len(unit.text.split()) >= _LEAST else None


def _speech_before(unit: Unit, found: Sequence[Candidate], contents: Nearby) -> int | None:
    """The speech with which a paragraph ends: behind its last mark stands but the rest of its sentence."""
    if not unit.quotes or unit.kind != "text":
        return None
    quote = unit.quotes[-1]
    if len(unit.text[quote[0] - unit.start : quote[1] - unit.start].split()) < _LEAST:
        return None  # a word in marks
    speeches = contents.holding((quote,))
    return next((i for i in speeches if _is_rest(_left(unit, quote[1], _roles(found[i])))), None)


def _report_before(unit: Unit, found: Sequence[Candidate], cues: Nearby) -> int | None:
    """The report that a paragraph without marks is: “…” below "Ann Lee said that wages fell." is what she said."""
    if unit.quotes or unit.kind != "text":
        return None
    inside = cues.overlapping(((unit.start, unit.end),))
    outer = [i for i in inside if not any(_holds(found[j], found[i]) for j in inside if j != i)]
    if len(outer) != 1 or not found[outer[0]].source or not found[outer[0]].cue:
        return None
    report = found[outer[0]]
    is_whole = report.content[-1][1] >= unit.end - _CLOSING and _STOP.search(unit.text) is None
    return outer[0] if is_whole and report.source[0][0] < report.cue[0][0] < report.content[0][0] else None


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return any(start <= inner.cue[0][0] < end for start, end in outer.content)


def _is_rest(words: str) -> bool:
    """Of the same sentence: "said Ann Lee *on Monday*", so that nobody else comes in."""
    return len(words.split()) <= _REST and not _STOP.search(words.strip(_EDGES))


def _roles(candidate: Candidate) -> Iterator[Span]:
    yield from sorted((*candidate.source, *candidate.cue))


def _left(unit: Unit, place: int, roles: Iterator[Span]) -> str:
    """What stands behind `place` in a paragraph beside the roles of a speech."""
    rest = []
    for start, end in roles:
        if place <= start < unit.end:
            rest.append(unit.text[place - unit.start : start - unit.start])
            place = end
    return "".join([*rest, unit.text[place - unit.start :]])
