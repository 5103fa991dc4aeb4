"""N-Quads, a named graph a document: from the records where they are at hand, else read back from the graph.

A document's graph is named by the document's IRI.  What several documents say (that an actor has a name) is in the
graph of each; what belongs to no document, the links between them, is in the default graph.  Graphs stand in the order
of their names, lines in that of subject, predicate and object.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

from kg.exporters.rdf import line_term, quoted
from kg.exporters.source import Source
from kg.exporters.triples import Triple, named_graphs
from kg.graph import facts
from kg.graph.iris import document_name
from kg.graph.literals import Fact
from kg.model import Record
from kg.stores.oxigraph import holds, links_between
from kg.terms import prefixes

_ROOM: Final = 1 << 20


def write_nquads(source: Source, file: BinaryIO) -> None:
    """Write the graph as N-Quads."""
    if source.given is not None and holds(source.graph):
        _write_lines(file, map(_line_of_triple, links_between(source.graph)), None)
        _write_records(source.records(), file)
        return
    for name, found in named_graphs(source):
        _write_lines(file, map(_line_of_triple, found), None if name is None else str(name))


def _write_records(records: Iterable[Record], file: BinaryIO) -> None:
    """Write the graph of each, in the order of their names, which is not that of their ids."""
    places = []
    with tempfile.TemporaryFile() as parts:
        for record in records:
            name, start = document_name(record.document.id), parts.tell()
            _write_lines(parts, _lines(record), name)
            places.append((name, start, parts.tell() - start))
        for _, start, length in sorted(places):
            parts.seek(start)
            for size in [_ROOM] * (length // _ROOM) + [length % _ROOM]:
                file.write(parts.read(size))


def _write_lines(file: BinaryIO, lines: Iterable[str], graph: str | None) -> None:
    end = " .\n" if graph is None else f" <{graph}> .\n"
    # without these signs a subject sorts before those that begin as it does
    found = sorted(set(lines), key=lambda line: line.replace("> <", " ", 1))
    file.write("".join([line + end for line in found]).encode())


def _lines(record: Record) -> Iterator[str]:
    return map(_line, facts(record))


def _line(fact: Fact) -> str:
    subject, predicate, value = fact
    if isinstance(value, str):
        return f"<{subject}> <{predicate}> <{value}>"
    if value.datatype == "string":
        return f'<{subject}> <{predicate}> "{quoted(value.lexical)}"'
    return f'<{subject}> <{predicate}> "{quoted(value.lexical)}"^^<{prefixes()["xsd"]}{value.datatype}>'


def _line_of_triple(triple: Triple) -> str:
    return " ".join(map(line_term, triple))
