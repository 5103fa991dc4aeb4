"""Records become triples: for rdflib, or as N-Triples without it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.facts import facts
from kg.model import Record
from kg.model.claims import Link
from kg.terms import prefixes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


def triples(record: Record | Link) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the rdflib triples of `record`; shared nodes may repeat between records, which a graph does not mind.

    Raises `RecordError` where the record is not well-formed and `OntologyError` for a speech act that is in no scheme.
    """
    from rdflib import Literal, URIRef

    xsd = prefixes()["xsd"]
    for subject, predicate, value in facts(record):
        if isinstance(value, str):
            node: Node = URIRef(value)
        elif value.datatype == "string":
            node = Literal(value.lexical)
        else:
            node = Literal(value.lexical, datatype=URIRef(xsd + value.datatype))
        yield URIRef(subject), URIRef(predicate), node


def ntriples(record: Record | Link) -> bytes:
    """Return the triples of `record` as N-Triples in UTF-8: the quick way into a store on disk.

    Raises as `triples` does.
    """
    xsd = prefixes()["xsd"]
    lines = []
    for subject, predicate, value in facts(record):
        if isinstance(value, str):
            lines.append(f"<{subject}> <{predicate}> <{value}> .\n")
        elif value.datatype == "integer":
            lines.append(f'<{subject}> <{predicate}> "{value.lexical}"^^<{xsd}integer> .\n')
        else:
            suffix = "" if value.datatype == "string" else f"^^<{xsd}{value.datatype}>"
            lines.append(f'<{subject}> <{predicate}> "{_escaped(value.lexical)}"{suffix} .\n')
    return "".join(dict.fromkeys(lines)).encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")


def add(graph: Graph, record: Record | Link) -> None:
    """Add the triples of `record` to `graph`: all of them, or none where the record is refused (see `triples`)."""
    graph.addN([(s, p, o, graph) for s, p, o in triples(record)])
