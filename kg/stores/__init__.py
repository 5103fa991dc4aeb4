"""Where a graph is kept: in memory, or in a folder on disk.  Both are rdflib graphs and say the same.

Oxigraph answers in both, because rdflib's own engine takes twenty to a hundred times as long for the same queries.

To add a store, write the two functions of a `Store` and one line in `STORES`; the tests run over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.model import Record
from kg.model.claims import Link

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Store:
    """A way of keeping a graph.

    `build` makes a graph of records and of likenesses between their claims, or of what these are as N-Triples, kept at
    a path where the store keeps anything at all, and returns it for reading.
    `open` opens what stands at a path, or an empty graph that lives in memory for `None`.
    """

    build: Callable[[Iterable[Record | Link | bytes], Path | None], Graph]
    open: Callable[[Path | None, bool], Graph]
    describes: str


def open_store(path: Path | None, *, read_only: bool = False) -> Graph:
    """Open the Oxigraph store in the folder `path`; `None` gives an empty one in memory.

    Without `read_only` an empty store is made where none is, and no other process may have it open.  Raises
    `StoreError` where that is so, or where there is no store to read.
    """
    return STORES["oxigraph"].open(path, read_only)


def open_graph(path: Path) -> Graph:
    """Open what stands at `path` for reading: a store's folder, the folder that holds it, or a file of RDF.

    A file is read into memory; its suffix tells the format (.ttl, .nt, .jsonld, .rdf …).  Raises `StoreError`.
    """
    if path.is_file():
        return STORES["memory"].open(path, True)
    inner = path / "store"
    return open_store(inner if inner.is_dir() else path, read_only=True)


def check_place(path: Path) -> None:
    """Raise `StoreError` where a process writes to the store at `path`, `OutputError` where something else is there."""
    from kg.stores import oxigraph

    oxigraph.check_target(path)


def _build_memory(records: Iterable[Record | Link | bytes], path: Path | None) -> Graph:
    """Return a graph in memory; nothing is kept at `path`."""
    from kg.stores import oxigraph

    return oxigraph.build_memory(records)


def _open_memory(path: Path | None, read_only: bool) -> Graph:
    from kg.stores import oxigraph

    return oxigraph.open_memory() if path is None else oxigraph.open_file(path)


def _build_oxigraph(records: Iterable[Record | Link | bytes], path: Path | None) -> Graph:
    from kg.stores import oxigraph

    return oxigraph.build_memory(records) if path is None else oxigraph.build(records, path)


def _open_oxigraph(path: Path | None, read_only: bool) -> Graph:
    from kg.stores import oxigraph

    if path is None:
        return oxigraph.open_memory()
    return oxigraph.open_read_only(path) if read_only else oxigraph.open_writable(path)


STORES: Final[dict[str, Store]] = {
    "memory": Store(_build_memory, _open_memory, "Oxigraph in memory; gone when the program ends"),
    "oxigraph": Store(_build_oxigraph, _open_oxigraph, "Oxigraph in a folder; any size, no server"),
}
