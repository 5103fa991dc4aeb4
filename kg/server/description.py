"""What the service says about itself: a SPARQL 1.1 Service Description."""

from __future__ import annotations

import json
from typing import Final

import pyoxigraph as ox

from kg.server.results import GRAPHS, ROWS

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/rdf+xml": "RDF_XML",
    "application/ld+json": "JSON-LD",
}


def describe(endpoint: str, media: str, graphs: bytes) -> bytes:
    """Return what the service at `endpoint` is, in a media type of `GRAPHS`; `graphs` is what a worker told."""
    service, dataset, default = (ox.NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default"))
    triples = [
        (service, "a", _sd("Service")),
        (service, "endpoint", ox.NamedNode(endpoint)),
        (service, "supportedLanguage", _sd("SPARQL11Query")),
        (service, "defaultDataset", dataset),
        *((service, "resultFormat", ox.NamedNode(_FORMATS + _NAMES[kind])) for kind in (*ROWS, *GRAPHS)),
        (dataset, "a", _sd("Dataset")),
        (dataset, "defaultGraph", default),
        (default, "a", _sd("Graph")),
    ]
    for name in json.loads(graphs)["named"]:
        node = ox.NamedNode(f"{endpoint}#{len(triples)}")
        triples += [(dataset, "namedGraph", node), (node, "a", _sd("NamedGraph")), (node, "name", ox.NamedNode(name))]
    facts = [ox.Triple(subject, _predicate(name), value) for subject, name, value in triples]
    written = ox.serialize(facts, format=GRAPHS[media], prefixes={"sd": _SD, "formats": _FORMATS})
    assert written is not None
    return written


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SD + name)


def _predicate(name: str) -> ox.NamedNode:
    return ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type") if name == "a" else _sd(name)
