"""Records on their way: read back from a statements file, told from failures, thinned, chosen for a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.errors import RecordError
from kg.model import Failure, Record, depth, record_from_json, renumbered

PAGE_STATEMENTS: Final = 20_000
"""Statements among which the graph page chooses the best connected 2,000 nodes; a bound, so that memory has one."""


def reopen(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file that `kg extract` or `kg build` wrote.

    Raises `RecordError` with path and line where a line is not a record.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield record_from_json(json.loads(line))
                except (json.JSONDecodeError, RecordError) as error:
                    raise RecordError(f"{path}:{number}: {error}") from error


def successes(found: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    """Yield the records among `found`, and append what failed to `failures`."""
    for item in found:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


def surest(record: Record, least: float) -> Record:
    """Return `record` without attributions of less confidence than `least`, and without what stands inside those.

    What is only told inside a doubtful attribution must not stand there as if the document itself told it.  Links to
    what is gone become None.  What a person accepted is never in doubt.

    >>> from kg.model import Attribution, Document
    >>> doubtful = Attribution(content=((4, 20),), confidence=0.4)
    >>> inside = Attribution(content=((9, 20),), parent=0, confidence=0.9)
    >>> surest(Record(Document(id="a", text="Ann: Bo said no, once."), (doubtful, inside)), 0.5).attributions
    ()
    """
    if least <= 0:
        return record
    accepted = {index for verdict in record.verdicts if verdict.what == "accept" for index in verdict.about}
    sure: set[int | None] = {None}
    for index in sorted(range(len(record.attributions)), key=lambda i: depth(record, i)):
        attribution = record.attributions[index]
        if attribution.parent in sure and (attribution.confidence >= least or index in accepted):
            sure.add(index)
    kept = [index for index in range(len(record.attributions)) if index in sure]
    place = {old: new for new, old in enumerate(kept)}
    verdicts = tuple(replace(v, about=tuple(place[i] for i in v.about if i in place)) for v in record.verdicts)
    attributions = tuple(renumbered(record.attributions[old], place.get) for old in kept)
    return replace(record, attributions=attributions, verdicts=verdicts)


def first_page(records: Iterable[Record]) -> list[Record]:
    """Return the first of `records` that fit on one graph page (at least one, if there is any)."""
    chosen: list[Record] = []
    room = PAGE_STATEMENTS
    for record in records:
        room -= len(record.attributions)
        if room < 0 and chosen:
            break
        chosen.append(record)
    return chosen
