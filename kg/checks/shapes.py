"""SHACL shapes asked in plain SPARQL: one query a shape and property, in seconds where SHACL processors take minutes.

A shape is read from its file and becomes a filter that holds where a node breaks it; what this module does not know of
SHACL is an `OntologyError`, so that nothing a shape asks is passed over in silence.  The one exception are constraints
in SPARQL (`sh:sparql`), for which `ontology/checks/` has queries.  Classes are those that a node is said to be of: this
package writes superclasses out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

from kg.errors import OntologyError
from kg.files.resources import ontology_file
from kg.terms import KG

if TYPE_CHECKING:
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, order=True)
class Shape:
    """One thing asked of some nodes: in words, of which property (its local name, or ""), and as a SPARQL query.

    The query gives the nodes (`?this`) that break it.  `across` tells whether documents can break it together that keep
    it alone: "links" where it is about what links them, "names" where it is about what they share, else "".
    """

    message: str
    path: str
    query: str
    across: str = ""


@cache
def shapes() -> tuple[Shape, ...]:
    """Return everything that `ontology/shapes.ttl` asks, but for constraints in SPARQL.

    >>> [shape.path for shape in shapes() if "needs its text" in shape.message]
    ['text']
    """
    return tuple(read(Graph().parse(ontology_file("shapes.ttl"))))


def read(graph: Graph) -> Iterator[Shape]:
    """Yield what the node shapes in `graph` ask.  Raises `OntologyError` for what is not understood."""
    for node in _ordered(graph.subjects(RDF.type, SH.NodeShape)):
        targets = list(_targets(graph, node))
        for part in (node, *graph.objects(node, SH.property)):
            broken = _broken(graph, part, "?this")
            if targets and broken:
                message, path = _message(graph, part), graph.value(part, SH.path)
                place = str(path).rpartition("#")[2].rpartition("/")[2] if isinstance(path, URIRef) else ""
                query = f"SELECT DISTINCT ?this WHERE {{ {{ {' } UNION { '.join(targets)} }} FILTER({broken}) }}"
                yield Shape(message, place, query, _across(graph, node))


def _across(graph: Graph, shape: Node) -> str:
    found = {_ACROSS.get(value, "") for kind in _TARGETS for value in graph.objects(shape, kind)}
    return max(found, default="")


def _targets(graph: Graph, shape: Node) -> Iterator[str]:
    for kind, pattern in _TARGETS.items():
        yield from (pattern.format(_term(value)) for value in _ordered(graph.objects(shape, kind)))


_TARGETS: Final = {
    SH.targetClass: "?this a {}",
    SH.targetSubjectsOf: "?this {} ?of",
    SH.targetObjectsOf: "?of {} ?this",
}
_ACROSS: Final[Mapping[Node, str]] = {
    URIRef(KG.Likeness): "links",
    URIRef(KG.RemarkLink): "links",
    URIRef(KG.ActorLink): "links",
    URIRef(KG.topicKey): "names",
}
"""What shapes are for that documents can break together."""
_NO_CONSTRAINTS: Final = frozenset(_TARGETS) | {RDF.type, RDFS.label, SH.path, SH.message, SH.property, SH.sparql}
_ALONGSIDE: Final = frozenset({SH.qualifiedMinCount, SH.qualifiedMaxCount})
"""Parameters of a constraint that another parameter names."""


def _broken(graph: Graph, shape: Node, focus: str) -> str:
    """Return a SPARQL expression: true where the node `focus` breaks `shape` itself (not its properties)."""
    found = []
    for kind in _ordered(set(graph.predicates(shape)) - _NO_CONSTRAINTS - _ALONGSIDE):
        if kind not in _OF_A_VALUE and kind not in _OF_ALL_VALUES:
            raise OntologyError(
                f"ontology/shapes.ttl: <{kind}> is not understood; teach it to kg.checks.shapes, or say it else"
            )
        for value in graph.objects(shape, kind):
            found.append(_constraint(graph, shape, focus, kind, value))
    return " || ".join(sorted(found))


def _constraint(graph: Graph, shape: Node, focus: str, kind: Node, value: Any) -> str:
    path = _path(graph, shape)
    if kind in _OF_ALL_VALUES:
        return _OF_ALL_VALUES[kind](graph, shape, focus, path, value)
    if path is None:
        return _OF_A_VALUE[kind](graph, focus, focus, value)
    name = f"{focus}_v"
    return f"EXISTS {{ {path(focus, name)} FILTER({_OF_A_VALUE[kind](graph, focus, name, value)}) }}"


def _breaks(graph: Graph, shape: Node, focus: str) -> str:
    """Return an expression that is true where `focus` breaks `shape` or one of its properties."""
    parts = [_broken(graph, part, focus) for part in (shape, *graph.objects(shape, SH.property))]
    return "(" + " || ".join(part for part in parts if part) + ")"


Path = Callable[[str, str], str]


def _path(graph: Graph, shape: Node) -> Path | None:
    """Return how two variables stand at the ends of the shape's path; None for a shape of nodes."""
    path = graph.value(shape, SH.path)
    if path is None:
        return None
    if isinstance(path, URIRef):
        return lambda start, end: f"{start} {_term(path)} {end} ."
    inverse = graph.value(path, SH.inversePath)
    if not isinstance(inverse, URIRef):
        raise OntologyError(
            "ontology/shapes.ttl: a path is neither a property nor the inverse of one; write such a path"
        )
    return lambda start, end: f"{end} {_term(inverse)} {start} ."


def _class(graph: Graph, focus: str, value: str, wanted: Node) -> str:
    return f"NOT EXISTS {{ {value} a {_term(wanted)} }}"


def _datatype(graph: Graph, focus: str, value: str, wanted: Node) -> str:
    # "high"^^xsd:decimal has the datatype, but no value
    is_right = f"isLiteral({value}) && datatype({value}) = {_term(wanted)}"
    if wanted in (XSD.integer, XSD.decimal):
        is_right += f" && isNumeric({value})"
    elif wanted == XSD.boolean:
        is_right += f' && STR({value}) IN ("true", "false", "1", "0")'
    elif wanted != XSD.string:
        raise OntologyError(
            f"ontology/shapes.ttl: the datatype <{wanted}> is not understood; teach it to kg.checks.shapes"
        )
    return f"!COALESCE({is_right}, false)"


def _node_kind(graph: Graph, focus: str, value: str, wanted: Node) -> str:
    known: dict[Node, str] = {SH.IRI: "isIRI", SH.Literal: "isLiteral", SH.BlankNode: "isBlank"}
    if wanted not in known:
        raise OntologyError(
            f"ontology/shapes.ttl: the node kind <{wanted}> is not understood; teach it to kg.checks.shapes"
        )
    return f"!{known[wanted]}({value})"


def _in(graph: Graph, focus: str, value: str, head: Node) -> str:
    return " && ".join(f"!sameTerm({value}, {_term(item)})" for item in Collection(graph, head))


def _least(graph: Graph, focus: str, value: str, bound: Node) -> str:
    return f"!COALESCE({value} >= {_term(bound)}, false)"


def _most(graph: Graph, focus: str, value: str, bound: Node) -> str:
    return f"!COALESCE({value} <= {_term(bound)}, false)"


def _shortest(graph: Graph, focus: str, value: str, length: Node) -> str:
    return f"(isBlank({value}) || STRLEN(STR({value})) < {length})"


def _less_than(graph: Graph, focus: str, value: str, other: Node) -> str:
    name = f"{focus}_o"
    return f"EXISTS {{ {focus} {_term(other)} {name} FILTER(!COALESCE({value} < {name}, false)) }}"


def _or(graph: Graph, focus: str, value: str, head: Node) -> str:
    return "(" + " && ".join(_breaks(graph, item, value) for item in Collection(graph, head)) + ")"


def _has_value(graph: Graph, shape: Node, focus: str, path: Path | None, wanted: Node) -> str:
    return f"NOT EXISTS {{ {path(focus, _term(wanted))} }}" if path else f"!sameTerm({focus}, {_term(wanted)})"


def _least_values(graph: Graph, shape: Node, focus: str, path: Path | None, number: Node) -> str:
    return f"NOT EXISTS {{ {_several(focus, path, int(str(number)))} }}" if int(str(number)) else "false"


def _most_values(graph: Graph, shape: Node, focus: str, path: Path | None, number: Node) -> str:
    return f"EXISTS {{ {_several(focus, path, int(str(number)) + 1)} }}"


def _qualified(graph: Graph, shape: Node, focus: str, path: Path | None, wanted: Node) -> str:
    """Return what is true where too few or too many values are as `wanted` says."""

    def holds(name: str) -> str:
        return f"FILTER(!{_breaks(graph, wanted, name)})"

    least, most = (graph.value(shape, bound) for bound in (SH.qualifiedMinCount, SH.qualifiedMaxCount))
    found = []
    if least is not None and int(str(least)):
        found.append(f"NOT EXISTS {{ {_several(focus, path, int(str(least)), holds)} }}")
    if most is not None:
        found.append(f"EXISTS {{ {_several(focus, path, int(str(most)) + 1, holds)} }}")
    return " || ".join(found)


def _several(focus: str, path: Path | None, number: int, holds: Callable[[str], str] = lambda name: "") -> str:
    """Return the pattern of `number` different values that each hold."""
    if path is None:
        raise OntologyError("ontology/shapes.ttl: values are counted where there is no path; write sh:path")
    names = [f"{focus}_{place}" for place in range(number)]
    values = " ".join(f"{path(focus, name)} {holds(name)}" for name in names)
    return values + " ".join(f"FILTER(!sameTerm({a}, {b}))" for a, b in combinations(names, 2))


_OF_A_VALUE: Final[Mapping[Node, Callable[[Graph, str, str, Any], str]]] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH["in"]: _in,
    SH.minInclusive: _least,
    SH.maxInclusive: _most,
    SH.minLength: _shortest,
    SH.lessThan: _less_than,
    SH["or"]: _or,
}
"""What is asked of each value by itself."""
_OF_ALL_VALUES: Final[Mapping[Node, Callable[[Graph, Node, str, Path | None, Any], str]]] = {
    SH.hasValue: _has_value,
    SH.minCount: _least_values,
    SH.maxCount: _most_values,
    SH.qualifiedValueShape: _qualified,
}
"""What is asked of all values of a path together."""


def _ordered(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=str)


def _message(graph: Graph, shape: Node) -> str:
    message = graph.value(shape, SH.message)
    if message is None:
        raise OntologyError(f"ontology/shapes.ttl: {shape} does not say in words what it asks; give it a sh:message")
    return " ".join(str(message).split())


def _term(term: Node) -> str:
    if not isinstance(term, URIRef | Literal):
        raise OntologyError(f"ontology/shapes.ttl: {term} stands where a name or a value is needed; write one")
    return term.n3()
