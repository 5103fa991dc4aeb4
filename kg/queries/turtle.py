"""A graph that answers a question as Turtle: the same bytes for the same graph, by Oxigraph's own parser and writer."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.graph.iris import BASE
from kg.stores.oxigraph import dump, in_oxigraph
from kg.terms import prefixes

if TYPE_CHECKING:
    from rdflib import Graph

_HIDDEN: Final = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What turns the direction of text or cannot be seen; none of these may stand in a name with a prefix."""


def turtle(graph: Graph) -> str:
    """Return `graph` as Turtle, sorted by subject and predicate, with the prefixes that it needs.

    Blank nodes are named by what is said about them.
    """
    lines = _sorted_lines(graph)
    spaces = {prefix: space for prefix, space in _spaces().items() if f"<{space}".encode() in lines}
    triples = pyoxigraph.parse(lines, RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(triples, format=RdfFormat.TURTLE, prefixes=spaces)
    assert written is not None
    *head, body = written.decode().split("\n", len(spaces))
    return "\n".join([*sorted(head), _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04X}", body)])


def _spaces() -> dict[str, str]:
    """Return prefix → namespace; names of documents are written out, as a short form would be full of escapes."""
    data = {name: f"{BASE}{name}/" for name in ("actor", "attribution", "claim")}
    return {prefix: space for prefix, space in {**prefixes(), **data}.items() if space != BASE}


def _sorted_lines(graph: Graph) -> bytes:
    file = io.BytesIO()
    dump(in_oxigraph(graph), file)
    lines = file.getvalue()
    if b"_:" in lines:
        lines = _with_lasting_names(lines)
    return b"\n".join(sorted(lines.split(b"\n"))).lstrip(b"\n")


def _with_lasting_names(lines: bytes) -> bytes:
    found = pyoxigraph.Dataset(pyoxigraph.parse(lines, RdfFormat.N_TRIPLES))
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    written = pyoxigraph.serialize(found, format=RdfFormat.N_QUADS)
    assert written is not None
    return written
