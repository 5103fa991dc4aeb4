"""Whatever is given for a parameter, it is refused or it is a value: the question stays the question that it was."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, Literal
from rdflib.plugins.sparql import prepareQuery
from typer.testing import CliRunner

from builders import alike, all_records
from fuzzing import SAYINGS, tries
from kg import cli, queries
from kg.errors import QueryError
from kg.graph.literals import scalar_text
from kg.queries.binding import fill
from kg.stores import STORES
from kg.terms import prefixes

INJECTIONS = [
    '"', "'", '"""', "\\", "\\u0022", "\\U00000022", '" } #', '" } ; DROP ALL #', "} UNION { ?s ?p ?o }", "?s", "$s",
    '"))) || true || (("', "SERVICE <http://127.0.0.1:1/>", "<x:y>", "# ", "\n", "\r", "\t", "\x00", "\ud800", "{{",
    "((((", ".rq", "[", ".*", "(a+)+$", "$1", "\\1", "^", "|", "rare earth", "China", "Ann Lee", "NDRC", "U.S.",
    "2019-05", "2019-99", "--topic", "-", "=", "%00", "threatening", "ſ", "İ", "ß", "e\u0301",
]  # fmt: skip
VALUES = st.lists(
    st.sampled_from(INJECTIONS) | st.sampled_from(SAYINGS) | st.text(max_size=4), min_size=1, max_size=4
).map("".join)
ASKED = [(name, param.name) for name in queries.names() for param in queries.describe(name).params]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return STORES["memory"].build([*all_records(), *alike()], None)


def given_with(name: str, param: str, value: str) -> dict[str, str]:
    """Return what is needed to ask, and `value` for one parameter."""
    return {p.name: p.example for p in queries.describe(name).params if p.default is None} | {param: value}


def test_a_question_with_any_value_is_the_same_question() -> None:
    @tries(3)
    @given(asked=st.sampled_from(ASKED), value=VALUES)
    def try_it(asked: tuple[str, str], value: str) -> None:
        query = queries.describe(asked[0])
        try:
            bound = queries.bind(query, given_with(*asked, value))
        except QueryError:
            return
        plain = {name: f"value {number}" for number, name in enumerate(bound)}
        wanted = shape(fill(query.text, plain))
        for name in bound:
            wanted = wanted.replace(repr(Literal(plain[name])), repr(Literal(scalar_text(bound[name]))))
        assert shape(fill(query.text, bound)) == wanted

    try_it()


@cache
def shape(text: str) -> str:
    """Return what a query comes to, as rdflib reads it."""
    return _written(prepareQuery(text, initNs=dict(prefixes())).algebra)


def _written(part: Any) -> str:
    if isinstance(part, dict):
        return f"({', '.join(f'{key}: {_written(part[key])}' for key in sorted(part) if not key.startswith('_'))})"
    return f"[{', '.join(map(_written, part))}]" if isinstance(part, list | tuple) else repr(part)


def test_a_library_call_answers_or_refuses(graph: Graph) -> None:
    @tries(15)
    @given(asked=st.sampled_from(ASKED), value=VALUES)
    def try_it(asked: tuple[str, str], value: str) -> None:
        try:
            found = queries.ask(graph, asked[0], given_with(*asked, value))
        except QueryError as error:
            assert "--" + asked[1] in str(error), "a value that is taken never makes a query wrong"
            return
        if not found.is_graph:
            assert json.loads(found.write("json")) is not None
            assert found.write("csv").startswith(",".join(found.columns))

    try_it()


def test_a_command_line_answers_or_says_what_is_wrong() -> None:
    known = st.sampled_from(["--topic", "--actor", "--list", "who-said-what-about", "denials"])

    @tries(8)
    @given(words=st.lists(VALUES | known, max_size=5))
    def try_it(words: list[str]) -> None:
        done = CliRunner().invoke(cli.app, ["query", *words, "--store", "no-such-store"])
        assert done.exit_code in (0, 1, 2, 3)
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception

    try_it()
