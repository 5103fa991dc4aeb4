"""Triples in the one order and the one spelling that every RDF writer of this package uses.

Sorted by subject, predicate (`rdf:type` first) and object, with the prefixes of the ontology: so the same graph gives
the same bytes, whatever store it comes from and in whatever order that store hands it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from typing import BinaryIO, Final
from urllib.parse import quote

from rdflib import BNode, Dataset, Graph, Literal
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.exporters.clean import whole
from kg.exporters.source import Source
from kg.graph import triples as triples_of
from kg.graph.iris import BASE, document_iri
from kg.terms import prefixes as declared_prefixes

Triple = tuple[Node, Node, Node]
Described = tuple[Node, list[tuple[Node, list[Node]]]]
"""A subject with its predicates, each with its objects."""

_TYPE: Final = str(RDF.type)
_STRING: Final = XSD.string
_DECIMAL: Final = XSD.decimal
MEMORY: Final = 1 << 13
"""Names whose short forms are at hand: they come again near to each other, and eight times as many save no time."""
_DATA: Final = ("actor", "attribution", "claim", "doc")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_ENDS_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


@cache
def prefixes() -> Mapping[str, str]:
    """Return prefix → namespace, sorted: those of `ontology/prefixes.ttl`, and one a kind of thing in the data.

    >>> prefixes()["kg"], prefixes()["claim"]
    ('https://w3id.org/saidgraph#', 'https://w3id.org/saidgraph/id/claim/')
    """
    return dict(sorted({**{name: f"{BASE}{name}/" for name in _DATA}, **declared_prefixes()}.items()))


def sorted_triples(triples: Iterable[Triple]) -> list[Triple]:
    """Return `triples`, each once, in the order all writers use.

    Half surrogates and the needless `xsd:string` are gone.  Blank nodes, which this package never writes, are renamed
    by what is said about them.
    """
    unique = {(s, p, plain(o)) for s, p, o in triples}
    if any(isinstance(s, BNode) or isinstance(o, BNode) for s, _, o in unique):
        unique = _canonical(unique)
    return sorted(unique, key=_rank)


def described(triples: Sequence[Triple]) -> Iterator[Described]:
    """Yield every subject of sorted `triples` with what is said about it."""
    for subject, own in groupby(triples, key=lambda triple: triple[0]):
        yield subject, [(p, [o for _, _, o in same]) for p, same in groupby(own, key=lambda triple: triple[1])]


def triples_in(graph: Graph) -> Iterable[Triple]:
    """Return all triples of `graph`; of a dataset, those of all its graphs."""
    return ((s, p, o) for s, p, o, _ in graph.quads()) if isinstance(graph, Dataset) else graph


def named_graphs(source: Source) -> Iterator[tuple[Node | None, list[Triple]]]:
    """Yield the default graph (named None), then a named graph a document, sorted; together they are the graph.

    A document's graph is named by the document's IRI.  What several documents say (that an actor has a name) is in the
    graph of each; what belongs to no document is in the default graph.
    """
    everything = {(s, p, plain(o)) for s, p, o in triples_in(source.graph)}
    rest = set(everything)
    parts: list[tuple[Node, list[Triple]]] = []
    for record in source.records():
        own = {(s, p, plain(o)) for s, p, o in triples_of(record)} & everything
        rest -= own
        parts.append((document_iri(record.document.id), sorted_triples(own)))
    if rest:
        yield None, sorted_triples(rest)
    yield from sorted(parts, key=lambda part: str(part[0]))


def plain(term: Node) -> Node:
    """Return `term` in the one spelling of its value, whatever store it comes from.

    Oxigraph gives strings back as `^^xsd:string` and 1.0 as 1; rdflib holds neither equal to what was put in.
    """
    if not isinstance(term, Literal):
        return term
    text = whole(str(term))
    if term.datatype == _STRING:
        return Literal(text)
    if term.datatype == _DECIMAL and _NUMBER.fullmatch(text):
        text = format(Decimal(text).normalize(), "f")
        text = text if "." in text else f"{text}.0"
    same = text == str(term)
    return term if same else Literal(text, lang=term.language, datatype=term.datatype, normalize=False)


def iri_text(term: Node | str) -> str:
    """Return the text of an IRI without a character that could end it early (they are percent-encoded)."""
    return _iri_text(str(term))


def short(term: Node) -> str | None:
    """Return `prefix:local` where a prefix fits and the local part needs no escape, else None."""
    return _short(str(term))


@lru_cache(maxsize=MEMORY)
def _iri_text(iri: str) -> str:
    return _ENDS_IRI.sub(lambda found: quote(found[0]), whole(iri))


def short_text(iri: str) -> str | None:
    """Return the same of an IRI as a string."""
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _prefix_of().get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and _LOCAL.fullmatch(iri, cut) else None


_short = lru_cache(maxsize=MEMORY)(short_text)


@cache
def _prefix_of() -> Mapping[str, str]:
    return {namespace: prefix for prefix, namespace in prefixes().items()}


def write(file: BinaryIO, text: str) -> None:
    """Write `text` to `file` as UTF-8."""
    file.write(text.encode("utf-8"))


def _canonical(triples: Iterable[Triple]) -> set[Triple]:
    from rdflib.compare import to_canonical_graph

    graph = Graph()
    for triple in triples:
        graph.add(triple)
    return set(to_canonical_graph(graph))


def _rank(triple: Triple) -> tuple[str, str, str, str]:
    s, p, o = triple
    kind = f"{o.datatype} {o.language}" if isinstance(o, Literal) else ""
    predicate = str(p)
    return str(s), "" if predicate == _TYPE else predicate, str(o), kind
