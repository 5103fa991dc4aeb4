"""Where a graph is kept: in memory, or on disk in Oxigraph.  Both are rdflib graphs and say the same.

To add a store, write the two functions of a `Store` and one line in `STORES`; the tests run over all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import StoreError
from kg.model import Record

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True)
class Store:
    """A way of keeping a graph.

    `build` makes a graph of records, kept at a path where the store keeps anything at all, and returns it for reading.
    `open` opens what stands at a path, or an empty graph that lives in memory for `None`.
    """

    build: Callable[[Iterable[Record], Path | None], Graph]
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
        return _open_file(path)
    inner = path / "store"
    return open_store(inner if inner.is_dir() else path, read_only=True)


def _build_memory(records: Iterable[Record], path: Path | None) -> Graph:
    """Return a graph in memory; nothing is kept at `path`."""
    from kg.graph import add

    graph = _open_memory(None, False)
    for record in records:
        add(graph, record)
    return graph


def _open_memory(path: Path | None, read_only: bool) -> Graph:
    from rdflib import Graph

    from kg.terms import prefixes

    if path is not None:
        return _open_file(path)
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, namespace)
    return graph


def _build_oxigraph(records: Iterable[Record], path: Path | None) -> Graph:
    from kg import oxigraph
    from kg.graph import add

    if path is not None:
        return oxigraph.build(records, path)
    graph = oxigraph.open_memory()
    for record in records:
        add(graph, record)
    return graph


def _open_oxigraph(path: Path | None, read_only: bool) -> Graph:
    from kg import oxigraph

    if path is None:
        return oxigraph.open_memory()
    return oxigraph.open_read_only(path) if read_only else oxigraph.open_writable(path)


def _open_file(path: Path) -> Graph:
    graph = _open_memory(None, False)
    try:
        return graph.parse(path)
    except Exception as error:  # every parser has errors of its own
        raise StoreError(
            f"{path} cannot be read as RDF: {error}; name a store's folder or a file such as .ttl"
        ) from error


STORES: Final[dict[str, Store]] = {
    "memory": Store(_build_memory, _open_memory, "rdflib's own graph; gone when the program ends"),
    "oxigraph": Store(_build_oxigraph, _open_oxigraph, "Oxigraph in a folder; any size, no server"),
}
