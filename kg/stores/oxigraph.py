"""Oxigraph as an rdflib graph, on disk or in memory, without a server.

A store on disk is built as a whole, in a folder beside the one that is meant, and takes its place by renaming: a crash
or a bad record leaves the earlier store as it was.  It is opened for reading by any number of processes at once, or for
writing by one alone; whoever comes second gets a `StoreError`.

The whole graph stands in the default graph.  A named graph a document would cost nothing, but then every reader would
have to ask for the union; which triples a document contributes is known without it (`kg.graph.triples`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from traceback import clear_frames
from typing import Any, Final

import pyoxigraph
from oxrdflib._converter import from_ox
from oxrdflib.store import OxigraphStore
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result
from rdflib.term import Node, Variable

from kg.errors import OutputError, StoreError
from kg.files import recover_folder, replace_folder
from kg.files.memory import give_back
from kg.graph import ntriples
from kg.model import Record
from kg.model.claims import Link
from kg.terms import prefixes

_BATCH = 16_000_000
"""Bytes of N-Triples that are loaded at once: 130 MB of memory; half of it makes more files, which slows queries."""


def build(records: Iterable[Record | Link | bytes], path: Path) -> Graph:
    """Make a store of `records`, or what they are as N-Triples, in the folder `path`, and return it for reading.

    It replaces the one that may be there.

    Raises what `kg.graph.triples` raises for a bad record, `StoreError` where a process writes to the store that is
    there, and `OutputError` where something else stands at `path` or it cannot be written; in each case what is there
    stays as it was.
    """
    return build_of(_batches(records), path)


def build_of(parts: Iterable[bytes], path: Path, check: Callable[[Graph], None] = lambda graph: None) -> Graph:
    """Make a store of N-Triples as `build` does of records; where `check` raises, what is at `path` stays as it was."""
    check_target(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent))
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; choose another place") from error
    try:
        _fill(folder, parts, check)
        _swap(folder, path)
    except BaseException as error:
        clear_frames(error.__traceback__)  # a store that they hold open would write into the folder while it goes
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return open_read_only(path)


def _fill(folder: Path, parts: Iterable[bytes], check: Callable[[Graph], None]) -> None:
    store = pyoxigraph.Store(folder)
    _load(parts, store)
    graph = as_graph(store)
    try:
        check(graph)
    finally:
        graph.close()  # it is in a circle with its namespaces, and would hold the store until these are collected


def open_writable(path: Path) -> Graph:
    """Open the store in the folder `path` for reading and writing, making an empty one where there is none."""
    if path.exists() and not is_store(path) and any(path.iterdir() if path.is_dir() else [path]):
        raise StoreError(f"{path} is no store; name a folder that `kg build` wrote, or one that is not there yet")
    try:
        return _graph(PlainStore(store=pyoxigraph.Store(path)))
    except OSError as error:
        raise StoreError(_explain(path, error)) from error


def open_read_only(path: Path) -> Graph:
    """Open the store in the folder `path` for reading; others may read it at the same time, none may write."""
    recover_folder(path)
    if not is_store(path):
        raise StoreError(f"no store at {path}; build one with `kg build`, or name the folder that it wrote")
    lock = _share(path)
    try:
        return _graph(PlainStore(store=pyoxigraph.Store.read_only(str(path)), lock=lock))
    except OSError as error:
        raise StoreError(_explain(path, error)) from error


def build_memory(records: Iterable[Record | Link | bytes]) -> Graph:
    """Return a graph of `records`, as `build` takes them, that lives in memory; raises what it raises for a bad one."""
    store = pyoxigraph.Store()
    _load(_batches(records), store)
    return _graph(PlainStore(store=store))


def relink(graph: Graph, links: Iterable[Link]) -> None:
    """Put `links` in the place of all that link claims or remarks of different documents in a graph of this module."""
    assert isinstance(graph.store, OxigraphStore)
    for update in _UNLINKING:
        graph.store._inner.update(update, prefixes=dict(prefixes()))
    _load(_batches(links), graph.store._inner)


def links_between(graph: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the triples that link documents or their claims, all that `kg.model.claims.Link` puts into a graph."""
    for query in _LINKING:
        yield from graph.query(query).graph or ()


def open_memory() -> Graph:
    """Return an empty graph that lives in memory."""
    return _graph(PlainStore(store=pyoxigraph.Store()))


def open_memory_of(lines: bytes) -> Graph:
    """Return a graph of N-Triples that lives in memory."""
    graph = open_memory()
    add_lines(graph, lines)
    return graph


def add_lines(graph: Graph, lines: bytes) -> None:
    """Add N-Triples to a graph of this module."""
    assert isinstance(graph.store, OxigraphStore)
    _load([lines], graph.store._inner)


def open_file(path: Path) -> Graph:
    """Return what the file of RDF at `path` says, in memory; its suffix (.ttl, .nt, .rdf …) tells the format."""
    known = pyoxigraph.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if known is None:
        raise StoreError(f"{path}: the suffix names no RDF format; valid are .ttl, .nt, .nq, .trig, .rdf, .jsonld")
    store = pyoxigraph.Store()
    try:
        store.bulk_load(path=str(path), format=known)
    except (OSError, SyntaxError, ValueError) as error:
        raise StoreError(f"{path} cannot be read as {known.name}: {error}; correct or export it again") from error
    return _graph(PlainStore(store=store))


def in_oxigraph(graph: Graph) -> Graph:
    """Return `graph` itself where Oxigraph holds it, else a copy in memory: rdflib answers queries far more slowly."""
    if isinstance(graph.store, OxigraphStore):
        return graph
    copy = open_memory()
    copy.addN((subject, predicate, value, copy) for subject, predicate, value in graph)
    return copy


def holds(graph: Graph) -> bool:
    """Return whether `graph` is the default graph of a store of Oxigraph's, as all that this module opens are."""
    is_whole = graph.identifier == DATASET_DEFAULT_GRAPH_ID and not isinstance(graph, Dataset)
    return is_whole and isinstance(graph.store, OxigraphStore)


def size(graph: Graph) -> int:
    """Return how many triples a graph has that Oxigraph `holds`."""
    assert isinstance(graph.store, OxigraphStore)
    return len(graph.store._inner)


def constructed(graph: Graph, query: str) -> str:
    """Return, as N-Triples, what a CONSTRUCT of a graph of this module gives; a triple may come again."""
    assert isinstance(graph.store, OxigraphStore)
    found = graph.store._inner.query(query, prefixes=dict(prefixes()))
    assert isinstance(found, pyoxigraph.QueryTriples)
    return (found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b"").decode()


def dump(graph: Graph, file: Any) -> None:
    """Write a graph that Oxigraph `holds` to `file`, which needs `write` and `flush`, as N-Triples in no order."""
    assert isinstance(graph.store, OxigraphStore)
    graph.store._inner.dump(file, format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph())


def as_graph(store: pyoxigraph.Store) -> Graph:
    """Return an Oxigraph store that is open already as an rdflib graph."""
    return _graph(PlainStore(store=store))


def plain_result(result: Result) -> Result:
    """Return `result` with its terms as rdflib itself would write them."""
    if result.type == "SELECT":
        result.bindings = [_plain_row(row) for row in result.bindings]
    elif result.graph is not None:
        plain = Graph()
        for subject, predicate, value in result.graph:
            plain.add((subject, predicate, _plain(value)))
        result.graph = plain
    return result


def hold_unchanged(path: Path) -> int | None:
    """Keep writers away from the store in the folder `path` until `let_go`; raises `StoreError` where one is there."""
    return _share(path)


def let_go(lock: int | None) -> None:
    """Let writers in again."""
    if lock is not None:
        os.close(lock)


def is_store(path: Path) -> bool:
    """Return whether the folder `path` holds an Oxigraph store."""
    return (path / "CURRENT").is_file()


class PlainStore(OxigraphStore):
    """Oxigraph with its terms written as the rest of rdflib writes them.

    Oxigraph gives every plain string the datatype xsd:string, which rdflib takes for another term, and drops the point
    of a whole xsd:decimal.
    """

    def __init__(self, *, store: pyoxigraph.Store, lock: int | None = None) -> None:
        super().__init__(store=store)
        self._unlock = None if lock is None else weakref.finalize(self, os.close, lock)

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        for (subject, predicate, value), contexts in super().triples(triple_pattern, context):
            yield (subject, predicate, _plain(value)), contexts

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> Result:  # noqa: N803
        if initBindings or options or queryGraph != DATASET_DEFAULT_GRAPH_ID or not isinstance(query, str):
            return plain_result(super().query(query, initNs, initBindings, queryGraph, **options))
        found = self._inner.query(query, prefixes=dict(self._namespace_for_prefix, **initNs))
        if isinstance(found, pyoxigraph.QueryTriples):
            return _constructed(found)
        return _asked(found) if isinstance(found, pyoxigraph.QueryBoolean) else _selected(found)

    def close(self, commit_pending_transaction: bool = False) -> None:
        self._store = None
        if self._unlock is not None:
            self._unlock()


def _load(parts: Iterable[bytes], store: pyoxigraph.Store) -> None:
    for lines in parts:
        try:
            # lenient: the IRIs are made here, and need not be checked a second time
            store.bulk_load(lines, pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
            give_back()  # what sorting took: it would not be taken again as it is
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(_unwritten(error)) from error
    try:
        store.flush()
    except OSError as error:
        raise StoreError(_unwritten(error)) from error


def _batches(records: Iterable[Record | Link | bytes]) -> Iterator[bytes]:
    """Yield the N-Triples of `records` in parts of about `_BATCH` bytes.

    Of a stream Oxigraph would hold a million triples at a time, which is a gigabyte of memory.
    """
    lines = bytearray()
    for record in records:
        lines += record if isinstance(record, bytes) else ntriples(record)
        if len(lines) >= _BATCH:
            part = bytes(lines)
            lines.clear()
            yield part
    if lines:
        yield bytes(lines)


def _unwritten(error: Exception) -> str:
    return f"the store could not be written: {error}; see that the disk has room, and build again"


def _swap(folder: Path, path: Path) -> None:
    try:
        replace_folder(folder, path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; choose another place") from error


def check_target(path: Path) -> None:
    """Raise `StoreError` where a process writes to the store at `path`, `OutputError` where that is no store."""
    recover_folder(path)
    if is_store(path):
        let_go(_share(path))
    elif path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise OutputError(f"{path} is there and is no store; it will not be replaced: choose another place")


def _share(path: Path) -> int | None:
    """Return the descriptor of the store's lock file, locked so that others can read and none can write.

    Oxigraph itself lets a reader in beside a writer and then reads nonsense.
    """
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        return None
    try:
        lock = os.open(path / "LOCK", os.O_RDONLY)
    except OSError:
        return None  # a copied store may lack the file, and then nobody holds it
    try:
        fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise StoreError(_explain(path, error)) from error
    return lock


def _graph(store: PlainStore) -> Graph:
    # without this identifier a store reads empty after it is opened again
    graph = Graph(store=store, identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in prefixes().items():
        graph.bind(prefix, URIRef(namespace))
    return graph


def _explain(path: Path, error: OSError) -> str:
    if "lock" in str(error).lower() or isinstance(error, BlockingIOError | PermissionError):
        return f"the store at {path} is in use by another process; wait until that has ended (one alone may write)"
    return f"the store at {path} cannot be opened: {error}; build it again with `kg build`"


def _constructed(found: pyoxigraph.QueryTriples) -> Result:
    """Return the graph of `found` in a store of its own: Oxigraph hands it the triples, none becomes Python's."""
    result = Result("CONSTRUCT")
    result.graph = open_memory_of(found.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
    return result


def _asked(found: pyoxigraph.QueryBoolean) -> Result:
    result = Result("ASK")
    result.askAnswer = bool(found)
    return result


def _selected(found: pyoxigraph.QuerySolutions) -> Result:
    result = Result("SELECT")
    result.vars = [Variable(variable.value) for variable in found.variables]
    result.bindings = [
        {name: _plain_of_oxigraph(value) for name, value in zip(result.vars, row, strict=True) if value is not None}
        for row in found
    ]
    return result


def _plain_row(row: Mapping[Any, Any]) -> dict[Any, Any]:
    # a variable that is not bound is left out, as rdflib's own engine does
    return {variable: _plain(value) for variable, value in row.items() if value is not None}


def _plain_of_oxigraph(term: Any) -> Any:
    found: Any = from_ox(term)
    return _plain(found)


def _plain(term: Node) -> Node:
    if isinstance(term, Literal) and term.datatype is not None:
        if term.datatype == _STRING:
            return Literal(str(term))
        if term.datatype == _DECIMAL and "." not in term:
            return Literal(f"{term}.0", datatype=_DECIMAL, normalize=False)
    return term


_STRING = URIRef("http://www.w3.org/2001/XMLSchema#string")
_DECIMAL = URIRef("http://www.w3.org/2001/XMLSchema#decimal")
_LINKING: Final = (
    """CONSTRUCT { ?link ?p ?o } WHERE { ?link a kg:Likeness ; ?p ?o }""",
    """CONSTRUCT { ?one ?relation ?other } WHERE {
         VALUES ?relation { skos:closeMatch kg:contradicts } ?link a kg:Likeness ; kg:between ?one , ?other .
         ?one ?relation ?other }""",
    """CONSTRUCT { ?link ?p ?o } WHERE {
         ?link kg:reading/kg:inDocument ?here ; kg:remark/kg:inDocument ?there ; ?p ?o FILTER(?here != ?there) }""",
    """CONSTRUCT { ?one kg:interprets ?other } WHERE {
         ?link kg:reading ?reading ; kg:remark ?remark .
         ?reading kg:inDocument ?here ; kg:content ?one . ?remark kg:inDocument ?there ; kg:content ?other .
         ?one kg:interprets ?other FILTER(?here != ?there) }""",
    """CONSTRUCT { ?link ?p ?o . ?one kg:alsoKnownAs ?other } WHERE {
         ?link a kg:ActorLink ; kg:alias ?one ; kg:fullName ?other ; ?p ?o }""",
)
"""What gives the triples that links between documents put into a graph."""
_UNLINKING: Final = (
    """DELETE { ?link ?p ?o } WHERE { ?link a kg:ActorLink ; ?p ?o }""",
    """DELETE { ?one kg:alsoKnownAs ?other } WHERE { ?one kg:alsoKnownAs ?other }""",
    """DELETE { ?link ?p ?o } WHERE { ?link a kg:Likeness ; ?p ?o }""",
    """DELETE { ?one ?relation ?other } WHERE {
         VALUES ?relation { skos:closeMatch kg:contradicts } ?one ?relation ?other . ?attribution kg:content ?one }""",
    """DELETE { ?one kg:interprets ?other } WHERE {
         ?one kg:interprets ?other . ?reading kg:content ?one ; kg:inDocument ?here .
         FILTER NOT EXISTS { ?remark kg:content ?other ; kg:inDocument ?here } }""",
    """DELETE { ?link ?p ?o } WHERE {
         ?link kg:reading/kg:inDocument ?here ; kg:remark/kg:inDocument ?there ; ?p ?o FILTER(?here != ?there) }""",
)
"""What takes out of a graph all that `kg.model.claims.Link` puts in."""
