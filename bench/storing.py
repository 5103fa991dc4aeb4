"""Triples a second from statements to the store on disk, against Oxigraph loading the same triples from a file."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph

from bench.corpus import Corpus
from bench.harness import Clock, Figure, peak_memory

ROUNDS = 3


def measure(corpus: Corpus) -> list[Figure]:
    """Build the store from the statements' file, then load its triples as N-Triples, by turns."""
    whole, bare = Clock(), Clock()
    with TemporaryDirectory() as name:
        folder = Path(name)
        store, lines = folder / "store", folder / "triples.nt"
        _build(corpus.annotated, store)
        memory = peak_memory()
        triples = _dump(store, lines)
        for _ in range(ROUNDS):
            with whole.running():
                _build(corpus.annotated, store)
            with bare.running():
                loaded = _load(lines, folder / "bare")
            if loaded != triples:
                raise RuntimeError(f"{triples} triples were built, {loaded} loaded")
            shutil.rmtree(folder / "bare")
    return [
        Figure("triples", triples),
        Figure("statements → store", ROUNDS * triples / whole.cpu, "triples/CPU-s"),
        Figure("bare bulk load", ROUNDS * triples / bare.cpu, "triples/CPU-s"),
        Figure("statements → store / bare", bare.cpu / whole.cpu, "×"),
        Figure("peak memory", memory, "MB"),
    ]


def _build(records: Path, store: Path) -> None:
    from kg.pipeline import reopen
    from kg.stores import STORES

    STORES["oxigraph"].build(reopen(records), store).close()


def _dump(store: Path, lines: Path) -> int:
    opened = pyoxigraph.Store.read_only(str(store))
    opened.dump(lines, format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())
    return len(opened)


def _load(lines: Path, folder: Path) -> int:
    store = pyoxigraph.Store(folder)
    store.bulk_load(path=lines, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return len(store)
