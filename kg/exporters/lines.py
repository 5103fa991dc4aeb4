"""A graph as sorted lines, however large it is: Oxigraph writes them, and they are put in order a part at a time.

This is the quick way to files whose bytes do not depend on the store: Oxigraph's own writers are far faster than any
loop over rdflib's terms, but keep no order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Final

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.exporters.source import Source
from kg.exporters.triples import Described, Triple, iri_text, plain, sorted_triples, triples_in
from kg.stores.lines import Lines
from kg.stores.oxigraph import dump, holds, open_memory

_MANY: Final = 1_000
_TYPE: Final = str(RDF.type)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SIGNS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LITERAL: Final = re.compile(r'"(.*)"(?:\^\^<([^<>"]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)


def sorted_lines(source: Source) -> Iterable[bytes]:
    """Return the triples of a graph, of a dataset those of all its graphs, as `kg.stores.lines` has them.

    Only a part of them is in memory at a time; but all of a graph that has blank nodes or is not held by Oxigraph.
    """
    if source.lines is not None:
        return source.lines
    graph, lines = source.graph, Lines()
    if holds(graph):
        dump(graph, lines)
    if not holds(graph) or (lines.may_have_blank_nodes and _has_blank_nodes(graph)):
        lines = Lines()
        dump(_copy(sorted_triples(triples_in(graph))), lines)
    return lines


def triples(source: Source) -> Iterator[tuple[str, str, str]]:
    """Yield the same as subject, bare IRI of the predicate, and object, as N-Triples spells them."""
    for line in texts(sorted_lines(source)):
        subject, predicate, value = line.split(" ", 2)
        yield whole_subject(subject), predicate[:-1], value[:-2]


def texts(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield `lines` as text, decoded many at a time."""
    for part in parts(lines):
        yield from b"\n".join(part).decode().split("\n")


def parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield `lines` many at a time."""
    left = iter(lines)
    while part := list(islice(left, _MANY)):
        yield part


def whole_subject(text: str) -> str:
    """Return the first part of a sorted line as N-Triples spells it."""
    return text if text.startswith("_:") else f"{text}>"


def blocks(source: Source) -> Iterator[Described]:
    """Yield every subject of a graph with what is said about it, `rdf:type` first, in the order of `sorted_lines`."""
    for subject, lines in groupby(triples(source), key=itemgetter(0)):
        values: dict[str, list[Node]] = {}
        for _, predicate, value in lines:
            values.setdefault(predicate, []).append(node(value))
        yield node(subject), [(URIRef(p), values[p]) for p in sorted(values, key=_type_first)]


def _type_first(predicate: str) -> str:
    return "" if predicate == _TYPE else predicate


def node(text: str) -> Node:
    r"""Return the rdflib term that N-Triples spells so.

    >>> node('"no\\n"'), node("<http://example.org/x>"), node("_:a")
    (rdflib.term.Literal('no\n'), rdflib.term.URIRef('http://example.org/x'), rdflib.term.BNode('a'))
    """
    if text.startswith("<"):
        return URIRef(_unescaped(text[1:-1]))
    if text.startswith("_:"):
        return BNode(text[2:])
    found = _LITERAL.fullmatch(text)
    assert found, text
    words, datatype, language = found.groups()
    return plain(Literal(_unescaped(words), lang=language, datatype=datatype and URIRef(datatype), normalize=False))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIGNS.get(found[3], found[3])


def _has_blank_nodes(graph: Graph) -> bool:
    return bool(graph.query("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }").askAnswer)


def _copy(found: list[Triple]) -> Graph:
    copy = open_memory()
    copy.addN((_safe(s), URIRef(iri_text(p)), _safe(o), copy) for s, p, o in found)
    return copy


def _safe(term: Node) -> Node:
    return URIRef(iri_text(term)) if isinstance(term, URIRef) else term
