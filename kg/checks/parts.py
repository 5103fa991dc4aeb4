"""Checking a graph while it is made: what documents say a part at a time in memory, what links them when all is there.

In memory a check takes a fifteenth of what it takes on the disk, and of a part no more memory for more documents.  What
a document's attributions, evidence and contents must be is said of that document alone; what could be wrong only where
documents meet (`across`) is asked of the whole graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.checks import Problem, found_across, validate
from kg.graph import ntriples
from kg.model import Record
from kg.stores.oxigraph import open_memory_of

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.model.claims import Link

PART: Final = 8_000_000
"""Bytes of N-Triples that are checked at once: 40,000 triples, 60 MB of memory."""


class Parts:
    """What is wrong with the records that `watched` has passed on; `problems` adds what is wrong between them."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()
        self._lines = bytearray()

    def watched(self, items: Iterable[Record | Link]) -> Iterator[Record | Link]:
        """Yield `items` as they are, and check the records among them.

        Raises `GraphError` where evidence has other words than the text at its place.
        """
        for item in items:
            if isinstance(item, Record):
                self._lines += ntriples(item)
                if len(self._lines) >= PART:
                    self._check()
            yield item
        self._check()

    def problems(self, graph: Graph) -> list[Problem]:
        """Return everything that is wrong with `graph`, which was made of these items, as `validate` would."""
        return sorted(self._found | set(found_across(graph)))

    def _check(self) -> None:
        self._found.update(validate(open_memory_of(bytes(self._lines)), evidence=True))
        self._lines.clear()
