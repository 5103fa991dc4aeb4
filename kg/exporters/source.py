"""What an exporter writes from: the graph, and its records where somebody has them at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg import graph as graphs
from kg.graph.literals import whole
from kg.model import Record
from kg.model.record import in_text_order
from kg.stores.lines import Lines

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Source:
    """A graph that is to leave; `given` yields what it was built of, documents by id, where that need not be read back.

    To read a record back takes forty times as long as to read it from its file.  `lines` are the graph's triples where
    they were kept while it was made.
    """

    graph: Graph
    given: Callable[[], Iterable[Record]] | None = None
    lines: Lines | None = None

    def records(self) -> Iterator[Record]:
        """Yield the records, documents by id, attributions in text order: the same ones wherever they come from."""
        if self.given is None:
            return graphs.records(self.graph)
        return (in_text_order(whole(record)) for record in self.given())
