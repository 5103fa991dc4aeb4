"""Checking a graph while it is made: documents, then what links them, a part at a time in memory.

In memory a check takes a fifteenth of what it takes on the disk, and of a part no more memory for more documents.  What
a document's attributions, evidence and contents must be is said of that document alone, and what links documents must
be is said of the link and its two ends (`kg.checks.places`).  The whole graph is asked only what documents share by
name, which is one look at each name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from kg.checks import Problem, found_in_links, found_in_names, validate
from kg.checks.places import Places
from kg.files.memory import give_back
from kg.graph import ntriples
from kg.model import Record
from kg.model.claims import ActorLink, Likeness, Link
from kg.stores.lines import Lines
from kg.stores.oxigraph import add_lines, dump, open_memory_of

if TYPE_CHECKING:
    from rdflib import Graph

PART: Final = 8_000_000
"""Bytes of N-Triples that are checked at once: 40,000 triples, 60 MB of memory."""


class Parts:
    """What is wrong with what `watched` has passed on; `problems` adds what is wrong with what documents share.

    What is passed on is kept in `kept` as well, as a store spells it: that is how it leaves the part that is checked.
    """

    def __init__(self, kept: Lines | None = None) -> None:
        self._kept = kept
        self._found: set[Problem] = set()
        self._lines, self._links = bytearray(), bytearray()
        self._last: Link | None = None
        self._places = Places()

    def watched(self, items: Iterable[Record | Link]) -> Iterator[bytes]:
        """Yield the N-Triples of each of `items`, records and then the links between them in order, and check them.

        Raises `GraphError` where evidence has other words than the text at its place.
        """
        for item in items:
            lines = ntriples(item)
            if isinstance(item, Record):
                self._add(lines)
            else:
                self._add_link(item, lines)
            yield lines
        self._check()
        self._check_links()

    def problems(self, graph: Graph) -> list[Problem]:
        """Return everything that is wrong with `graph`, which was made of these items, as `validate` would."""
        return sorted(self._found | set(found_in_names(graph)))

    def _add(self, lines: bytes) -> None:
        self._lines += lines
        if len(self._lines) >= PART:
            self._check()

    def _add_link(self, link: Link, lines: bytes) -> None:
        self._check()
        # opinions on one pair stand together: they are one node of the graph
        if len(self._links) >= PART and _pair(link) != _pair(self._last):
            self._check_links()
        self._links += lines
        self._last = link

    def _check(self) -> None:
        if self._lines:
            # a graph is in a circle with its namespaces, and would hold its triples until these are collected
            with closing(open_memory_of(bytes(self._lines))) as graph:
                self._lines.clear()
                self._keep(graph)
                self._found.update(validate(graph, evidence=True))
                self._places.add(graph)
            give_back()

    def _check_links(self) -> None:
        if self._links:
            lines = bytes(self._links)
            self._links.clear()
            with closing(open_memory_of(lines)) as graph:
                self._keep(graph)
                add_lines(graph, self._places.named_in(lines))
                self._found.update(found_in_links(graph))
            give_back()

    def _keep(self, graph: Graph) -> None:
        if self._kept is not None:
            dump(graph, self._kept)


def _pair(link: Link | None) -> object:
    if link is None:
        return None
    if isinstance(link, ActorLink):
        return link.name, link.known_as
    return (link.first, link.second) if isinstance(link, Likeness) else (link.reading, link.remark)
