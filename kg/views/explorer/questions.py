"""Every question of `ontology/queries/` with its answer, for readers who have no store to ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from kg import queries
from kg.graph.literals import short
from kg.queries import Query
from kg.queries.answers import Answer, Value
from kg.views.content import visible

if TYPE_CHECKING:
    from rdflib import Graph

ROWS: Final = 200
"""Rows of an answer that travel to the page."""
LARGEST: Final = 2_000
"""Statements of a graph up to which every question is asked beforehand; of a larger one only a service answers."""
SMALL: Final = 50
_SMALL_GRAPHS_ALONE: Final = ("coverage",)
"""It holds every remark against every outlet, which takes minutes where the others take seconds."""
_LONGEST: Final = 400
_TRIED: Final = 3


def answered(graph: Graph, statements: int, topics: Sequence[str], actors: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield each query with parameters, SPARQL and answer.

    A parameter that must be given is one of `topics` or `actors`, the first of each with which anything is found.
    """
    for name in queries.names():
        query = queries.describe(name)
        most = SMALL if name in _SMALL_GRAPHS_ALONE else LARGEST
        chosen: dict[str, str] = {}
        answer = None
        for chosen in _choices(query, topics, actors):
            answer = queries.ask(graph, name, chosen) if statements <= most else None
            if answer is None or answer.is_graph or answer.rows:
                break
        yield _question(query, chosen, answer)


def _choices(query: Query, topics: Sequence[str], actors: Sequence[str]) -> Iterator[dict[str, str]]:
    offered = {"topic": topics, "words": topics, "name": actors}
    needed = [param for param in query.params if param.default is None]
    lists = [[*offered.get(param.type, ())][:_TRIED] or [param.example] for param in needed]
    for number in range(max(map(len, lists), default=1)):
        yield {param.name: values[min(number, len(values) - 1)] for param, values in zip(needed, lists, strict=True)}


def _question(query: Query, chosen: dict[str, str], answer: Answer | None) -> dict[str, Any]:
    columns, rows = _table(query, answer)
    return {
        "name": query.name,
        "question": query.question,
        "note": query.note,
        "parameters": [
            {"name": p.name, "help": p.description, "value": visible(chosen.get(p.name, p.default or ""))}
            for p in query.params
        ],
        "columns": columns,
        "sparql": queries.written_out(query, chosen),
        "rows": None if rows is None else [[_cell(value) for value in row] for row in rows[:ROWS]],
        "truncated": rows is not None and len(rows) > ROWS,
    }


def _table(query: Query, answer: Answer | None) -> tuple[list[str], list[Sequence[Value]] | None]:
    if answer is None:
        return list(query.columns), None
    if answer.graph is None:
        return list(answer.columns), [[row.get(column) for column in answer.columns] for row in answer.rows]
    return ["subject", "predicate", "object"], [list(triple) for triple in sorted(_triples(answer.graph))]


def _triples(graph: Graph) -> Iterable[tuple[str, ...]]:
    from rdflib import Literal

    names = graph.namespace_manager
    for triple in graph:
        yield tuple(str(term) if isinstance(term, Literal) else term.n3(names) for term in triple)


def _cell(value: Value) -> Value:
    return short(visible(value[: 4 * _LONGEST]), _LONGEST) if isinstance(value, str) else value
