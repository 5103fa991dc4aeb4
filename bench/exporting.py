"""Triples a second from the store on disk to a file, against Oxigraph's own writers, which keep no order."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph

from bench.corpus import Corpus
from bench.harness import Clock, Figure, peak_memory

ROUNDS = 3
FORMATS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
}


def measure(corpus: Corpus) -> list[Figure]:
    """Write the graph of the corpus in each format, both ways by turns; the records are at hand, as in a build."""
    from kg.exporters import export
    from kg.exporters.source import Source
    from kg.exporters.triples import prefixes
    from kg.model.streams import reopen
    from kg.stores import STORES

    figures = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        graph = STORES["oxigraph"].build(reopen(corpus.annotated), folder / "store")
        bare = pyoxigraph.Store.read_only(str(folder / "store"))
        triples = len(bare)
        spaces = {"turtle": dict(prefixes()), "ntriples": None, "nquads": None}
        for name, format in FORMATS.items():
            ours, theirs = Clock(), Clock()
            for _ in range(ROUNDS):
                with theirs.running():
                    bare.dump(folder / "bare", format, from_graph=pyoxigraph.DefaultGraph(), prefixes=spaces[name])
                with ours.running():
                    export(Source(graph, partial(reopen, corpus.annotated)), name, folder / "own")
            figures.append(Figure(name, ROUNDS * triples / ours.cpu, "triples/CPU-s"))
            figures.append(Figure(f"{name}, time / Oxigraph's", ours.cpu / theirs.cpu, "×"))
    return [Figure("triples", triples), *figures, Figure("peak memory", peak_memory(), "MB")]
