"""Checking a graph (`kg validate`): SHACL shapes, the queries in `ontology/checks/`, and no undeclared term.

A check is a query that finds what is wrong, with problem, reason and remedy in its header.  To add one, add a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import GraphError, OntologyError
from kg.files.resources import ontology_folder
from kg.terms import NAMESPACE, declared

if TYPE_CHECKING:
    from rdflib import Graph

LARGE: Final = 100_000
"""Triples of a graph that is checked in parts."""
_EVIDENCE: Final = "evidence-differs-from-text"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a graph: what, where (an IRI), what to do; `severity` is "violation" or "warning"."""

    what: str
    where: str
    remedy: str
    severity: str = "violation"


@dataclass(frozen=True, slots=True)
class Check:
    """A query for something wrong, with its header."""

    name: str
    problem: str
    why: str
    remedy: str
    text: str
    across: bool = False
    """Whether documents can break it together that keep it alone."""


def validate(graph: Graph, *, shapes: bool = True, evidence: bool = False) -> list[Problem]:
    """Return everything that is wrong with `graph`, in a fixed order; an empty list where all is well.

    `shapes` says whether the SHACL shapes are asked as well (`kg.checks.shapes`).  With `evidence`, a span with other
    words than its document's text at that place raises `GraphError`.
    """
    from kg.checks.stored import in_parts
    from kg.stores.oxigraph import holds, in_oxigraph, size

    graph = in_oxigraph(graph)
    found = in_parts(graph) if shapes and holds(graph) and size(graph) > LARGE else None
    if found is None:
        found = validate_whole(graph, shapes)
    if evidence:
        _refuse(sorted(problem for problem in found if problem.what.startswith(_evidence().problem)))
    return sorted(found)


def validate_whole(graph: Graph, shapes: bool = True) -> set[Problem]:
    """Return everything that is wrong with a graph that Oxigraph holds, each thing asked of all of it."""
    found = set(undeclared(graph))
    for check in checks():
        found.update(run(graph, check))
    return found.union(_shape_problems(graph)) if shapes else found


def found_across(graph: Graph) -> Iterator[Problem]:
    """Yield what is wrong where documents meet: in a graph of which every document by itself is without fault."""
    yield from found_in_links(graph)
    yield from found_in_names(graph)


def found_in_links(graph: Graph) -> Iterator[Problem]:
    """Yield what is wrong with that which links documents."""
    for check in checks():
        if check.across:
            yield from run(graph, check)
    yield from _shape_problems(graph, across=("links",))


def found_in_names(graph: Graph) -> Iterator[Problem]:
    """Yield what is wrong with that which documents share."""
    yield from _shape_problems(graph, across=("names",))


def check_evidence(graph: Graph) -> None:
    """Raise `GraphError` where any span of `graph` has other words than its document's text at that place."""
    _refuse(run(graph, _evidence()))


def _evidence() -> Check:
    return next(check for check in checks() if check.name == _EVIDENCE)


def _refuse(wrong: Sequence[Problem]) -> None:
    if wrong:
        first = wrong[0]
        raise GraphError(
            f"{len(wrong)} spans differ from the text, the first {first.where}: {first.what}; {first.remedy}"
        )


@cache
def checks() -> tuple[Check, ...]:
    """Return the checks of `ontology/checks/`, by name.

    >>> "evidence-differs-from-text" in [check.name for check in checks()]
    True
    """
    return tuple(_read(path) for path in sorted((ontology_folder() / "checks").glob("*.rq")))


def run(graph: Graph, check: Check) -> list[Problem]:
    """Return what `check` finds in `graph`."""
    from rdflib import URIRef

    from kg.terms import prefixes

    spaces = {prefix: URIRef(namespace) for prefix, namespace in prefixes().items()}
    result = graph.query(check.text, initNs=spaces)
    found = []
    for row in result.bindings:
        cells = {str(variable): str(value) for variable, value in row.items()}
        found.append(Problem(f"{check.problem} ({cells.get('what', '')})", cells["where"], check.remedy))
    return found


def _read(path: Path) -> Check:
    text = path.read_text(encoding="utf-8")
    header = dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# ") and ": " in line)
    try:
        across = header.get("Across") == "documents"
        return Check(path.stem, header["Problem"], header["Why"], header["Remedy"], text, across)
    except KeyError as missing:
        raise OntologyError(
            f"ontology/checks/{path.name}: the header lacks `# {missing.args[0]}: …`; add it"
        ) from missing


def undeclared(graph: Graph) -> Iterable[Problem]:
    """Yield the terms of this vocabulary in `graph` that it does not have."""
    query = f"""SELECT DISTINCT ?term WHERE {{
        {{ ?s ?term ?o }} UNION {{ ?s a ?term }} FILTER(STRSTARTS(STR(?term), "{NAMESPACE}")) }}"""
    for row in graph.query(query).bindings:
        (term,) = (str(value) for value in row.values())
        if term.removeprefix(NAMESPACE) not in declared():
            remedy = "declare it in ontology/kg.ttl, or correct its spelling"
            yield Problem("a term that the ontology does not declare is used", term, remedy)


def _shape_problems(graph: Graph, across: Sequence[str] = ("", "links", "names")) -> Iterable[Problem]:
    from kg.checks.shapes import shapes

    for shape in shapes():
        if shape.across not in across:
            continue
        what = f"shape: {shape.message}{f' at {shape.path}' if shape.path else ''}"
        for row in graph.query(shape.query).bindings:
            (where,) = row.values()
            yield Problem(what, str(where), _OF_SHAPES)


_OF_SHAPES: Final = "see ontology/shapes.ttl for what is asked, and correct the node or build the graph again"
