"""The named questions put to a graph, against pyoxigraph itself asked the same SPARQL; rows a query, CPU by turns."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pyoxigraph

from bench.corpus import Corpus
from bench.dressing import dressed
from bench.harness import Clock, Figure, peak_memory

NARROWED: Final[dict[str, dict[str, str]]] = {
    "coverage": {"actor": "Trump", "topic": "tax"},
    "chain-of-custody": {"topic": "tax plan"},
    "interpretations": {"topic": "tax"},
    "questions-and-answers": {"topic": "tax"},
    "read-as": {"remark": "Trump"},
    "reported-in-answers": {"topic": "tax"},
    "statements-between": {"from": "2010-05", "to": "2010-06"},
    "statements-of": {"actor": "Trump"},
    "unnamed-sources": {"document": "000003"},
    "where-it-stands": {"document": "000003"},
    "who-quotes-whom": {"actor": "Trump"},
    "who-said-what-about": {"topic": "tax plan"},
}
"""What a desk would narrow a question by; the others are asked of the whole graph."""


def measure(corpus: Corpus) -> list[Figure]:
    """Ask every question of a store of the corpus, once of pyoxigraph and once by `kg.queries`."""
    from kg import queries
    from kg.pipeline import reopen
    from kg.stores import STORES

    with TemporaryDirectory() as name:
        store = Path(name) / "store"
        STORES["oxigraph"].build(dressed(reopen(corpus.annotated), seed=1), store).close()
        figures = [Figure("triples", len(pyoxigraph.Store.read_only(str(store))))]
        for query in queries.names():
            figures += _ask(store, query, NARROWED.get(query, {}))
        return [*figures, Figure("peak memory", peak_memory(), "MB")]


def _ask(store: Path, name: str, given: dict[str, str]) -> list[Figure]:
    from kg.queries import ask, bind, describe
    from kg.queries.binding import fill
    from kg.stores import open_graph
    from kg.terms import prefixes

    ours, direct = Clock(), Clock()
    query = describe(name)
    bare = pyoxigraph.Store.read_only(str(store))
    text, spaces = fill(query.text, bind(query, given)), dict(prefixes())
    with direct.running():
        result: Any = bare.query(text, prefixes=spaces)
        found = sum(1 for _ in result)
    graph = open_graph(store)
    with ours.running():
        answer = ask(graph, name, given)
    rows = len(answer.rows) if answer.graph is None else len(answer.graph)
    if rows > found:  # a graph says a triple once
        raise RuntimeError(f"{name}: {found} rows of pyoxigraph, {rows} of ours")
    ratio = ours.cpu / direct.cpu
    return [Figure(f"{name}, {rows:,} rows", ours.cpu, "CPU-s"), Figure(f"{name} / pyoxigraph", ratio, "×")]
