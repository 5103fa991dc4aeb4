"""Whatever a parameter holds, it is a value to every engine, and never words of the query."""

from __future__ import annotations

from typing import Any

import pyoxigraph
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg import queries
from kg.errors import QueryError
from kg.graph.literals import scalar_text
from kg.queries.binding import fill

PIECES = ['"', "'", '"""', "\\", "\\u0022", "\\U00000022", "\\n", "\n", "\r", "\t", "#", "}", "<x:y>", "?param_v"]
VALUES = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=6).map("".join)
QUERY = "SELECT ?s (?param_v AS ?x) { VALUES ?s { 1 } FILTER(?param_v = ?param_v) } GROUP BY ?s ?param_v"


@settings(max_examples=20, deadline=None)
@given(VALUES)
@example('" } ; DROP ALL #')
@example("\\u0022 } #")
def test_a_value_comes_back_as_it_was_from_both_engines(value: str) -> None:
    text = fill(QUERY, {"param_v": value})
    rows: list[Any] = [*pyoxigraph.Store().query(text), *Graph().query(text)]  # type: ignore[misc]
    assert [row[1].value for row in rows] == [scalar_text(value)] * 2


@settings(max_examples=40, deadline=None)
@given(st.data(), VALUES)
def test_every_parameter_of_every_question_is_a_value_or_is_refused(data: st.DataObject, value: str) -> None:
    store = pyoxigraph.Store()
    name = data.draw(st.sampled_from(queries.names()))
    query = queries.describe(name)
    for param in query.params:
        given_ = {p.name: p.example for p in query.params if p.default is None} | {param.name: value}
        try:
            bound = queries.bind(query, given_)
        except QueryError:
            continue
        store.query(fill(query.text, bound))


@pytest.mark.parametrize("text", ["SELECT ?v { ?s ?p ?v }", "SELECT ?s { ?s ?p ?v } ORDER BY ?v"])
def test_a_list_of_nothing_but_given_values_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is given already; name something else as well"):
        fill(text, {"v": "x"})
