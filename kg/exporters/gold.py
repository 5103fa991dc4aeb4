"""What people judged, as training data: texts with all attributions of which somebody said that they are right.

A document whose every attribution was judged is written whole.  Of one that was judged in part, only the lines are
written that judged attributions stand in, with no line of an unjudged one among them: what nobody looked at must teach
nothing.  A rejected attribution is left out, so that its line teaches that there is none.  Such passages are called
`DOCUMENT#char=START,END`, and their offsets begin anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Final

from kg.exporters.source import Source
from kg.model import ROLES, Attribution, Document, Record, Span, Spans, record_to_json, renumbered

_CONFIRMING: Final = frozenset({"accept", "add", "kind", "split"})
"""Whoever corrects the actor or the kind of an attribution takes it for one."""


def write(source: Source, file: BinaryIO) -> None:
    """Write one line a text, in the form of `kg extract`, which `training` and `kg evaluate` read."""
    for record in source.records():
        for gold in judged(record):
            file.write((json.dumps(record_to_json(gold), ensure_ascii=False) + "\n").encode())


def judged(record: Record) -> Iterator[Record]:
    """Yield the parts of `record` that people judged."""
    right = {i for verdict in record.verdicts if verdict.what in _CONFIRMING for i in verdict.about}
    wrong = [span for verdict in record.verdicts for span in verdict.rejected]
    if not right and not wrong:
        return
    if len(right) == len(record.attributions):
        yield replace(record, verdicts=())
        return
    for start, end in _passages(record, right, wrong):
        yield _part(record, right, (start, end))


def _passages(record: Record, right: set[int], wrong: list[Span]) -> Iterator[Span]:
    """Yield the runs of lines that judged attributions alone stand in."""
    lines = _lines(record.document.text)
    looked, open_ = set[int](), set[int]()
    for index, attribution in enumerate(record.attributions):
        touched = _touched(lines, [span for role in attribution.key for span in role])
        (looked if index in right else open_).update(touched)
    for span in wrong:
        looked |= _touched(lines, [span])
    kept = sorted(looked - _with_neighbours(record, right, lines, open_))
    for place, number in enumerate(kept):
        if place == 0 or kept[place - 1] != number - 1:
            start = lines[number][0]
        if place + 1 == len(kept) or kept[place + 1] != number + 1:
            yield start, lines[number][1]


def _with_neighbours(record: Record, right: set[int], lines: list[Span], open_: set[int]) -> set[int]:
    """Return the lines of unjudged attributions, and of judged ones that stand in one of those lines too."""
    while True:
        grown = set(open_)
        for index in right:
            touched = _touched(lines, [span for role in record.attributions[index].key for span in role])
            if touched & grown:
                grown |= touched
        if grown == open_:
            return open_
        open_ = grown


def _lines(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, start + len(line)))
        start += len(line)
    return found


def _touched(lines: list[Span], spans: list[Span]) -> set[int]:
    """Return the lines from the first to the last that `spans` touch."""
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    return {number for number, (start, end) in enumerate(lines) if start < high and low < end}


def _part(record: Record, right: set[int], passage: Span) -> Record:
    start, end = passage
    inside = [i for i in sorted(right) if start <= record.attributions[i].start < end]
    place = {old: new for new, old in enumerate(inside)}

    def moved(spans: Spans) -> Spans:
        return tuple((s - start, e - start) for s, e in spans)

    def shifted(found: Attribution) -> Attribution:
        roles: dict[str, Any] = {name: moved(getattr(found, name)) for name in (*ROLES, "speaker_role")}
        # what it is about is a later opinion, which nothing here is trained on
        return renumbered(replace(found, topics=(), mentions=(), **roles), place.get)

    document = record.document
    name = f"{document.id}#char={start},{end}"
    cut = Document(id=name, text=document.text[start:end], publisher=document.publisher, language=document.language)
    return Record(cut, tuple(shifted(record.attributions[i]) for i in inside))
