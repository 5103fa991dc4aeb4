"""An answer of the graph: rows of plain Python values, or a graph, and how each is written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError, unknown

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.query import Result
    from rdflib.term import Node

Value = str | int | float | bool | None
"""A cell: names and words are strings, numbers numbers; `None` where nothing is bound."""

FORMATS: Final = ("csv", "json", "markdown", "turtle")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `columns` and `rows` (SELECT, ASK), or `graph` (CONSTRUCT, DESCRIBE).

    `also` are other names that actors were asked for by, beside the given ones.
    """

    columns: tuple[str, ...] = ()
    rows: Sequence[Mapping[str, Value]] = ()
    graph: Graph | None = field(default=None)
    also: tuple[str, ...] = ()

    @property
    def is_graph(self) -> bool:
        """Whether the answer is a graph."""
        return self.graph is not None

    def write(self, format: str) -> str:
        """Return the answer as text: "csv", "json" or "markdown" for rows, "turtle" for a graph.

        Raises `QueryError` for an unknown format and for one that does not fit the answer.

        >>> Answer(("who",), [{"who": "Ann | Lee"}]).write("markdown")
        '| who |\\n| --- |\\n| Ann \\\\| Lee |\\n'
        """
        if format not in FORMATS:
            raise QueryError(unknown("output", format, FORMATS))
        if self.is_graph != (format == "turtle"):
            kind, fit = ("a graph", "turtle") if self.is_graph else ("rows", "csv, json or markdown")
            raise QueryError(f"the answer is {kind}, which cannot be written as {format}; valid is {fit}")
        if self.graph is not None:
            from kg.queries.turtle import turtle

            return turtle(self.graph)
        return {"csv": self._csv, "json": self._json, "markdown": self._markdown}[format]()

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows([_safe(_shown(row.get(column))) for column in self.columns] for row in self.rows)
        return out.getvalue()

    def _json(self) -> str:
        rows = [{column: row.get(column) for column in self.columns} for row in self.rows]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    def _markdown(self) -> str:
        lines = [self.columns, tuple("---" for _ in self.columns)]
        lines += [tuple(_cell(_shown(row.get(column))) for column in self.columns) for row in self.rows]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def from_result(result: Result) -> Answer:
    """Return rdflib's `result` as an answer."""
    if result.type == "ASK":
        return Answer(("answer",), [{"answer": bool(result.askAnswer)}])
    if result.type != "SELECT":
        from kg.terms import prefixes

        graph = result.graph
        assert graph is not None  # CONSTRUCT and DESCRIBE always come with one
        for prefix, namespace in prefixes().items():
            graph.bind(prefix, namespace)
        return Answer(graph=graph)
    columns = tuple(str(variable) for variable in result.vars or ())
    rows = []
    for found in result.bindings:
        cells = {str(variable): value for variable, value in found.items()}
        # rdflib's own engine gives one empty row where there is nothing to group
        if cells.keys() & set(columns):
            rows.append({column: _value(cells.get(column)) for column in columns})
    return Answer(columns, rows)


def _value(term: Node | None) -> Value:
    from rdflib import Literal

    if not isinstance(term, Literal):
        return None if term is None else str(term)
    kind = str(term.datatype or "").rpartition("#")[2]
    if kind == "integer":
        return int(term)
    if kind in ("decimal", "double", "float"):
        return float(term)
    return str(term) == "true" if kind == "boolean" else str(term)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _safe(text: str) -> str:
    """Return `text` so that a spreadsheet takes it for text: it would run what begins like a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(escaped.split())
