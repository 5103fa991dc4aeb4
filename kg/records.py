"""Records on their way: read back from a statements file, told from failures, chosen for a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from kg.errors import RecordError
from kg.model import Failure, Record, record_from_json

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
