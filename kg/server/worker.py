"""A process that holds one snapshot of the graph and answers one query after another: `python -m kg.server.worker`.

Its standard input gives jobs, its standard output takes answers (`frames`).  It is killed where a query takes too long
or nobody waits for it any more: nothing else stops a query that Oxigraph has begun.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyoxigraph as ox

from kg.server import confinement, frames
from kg.server.results import GRAPHS, RDF_XML, ROWS, fit_for_xml

Job = Mapping[str, Any]


class RefusedError(Exception):
    """A job that is not done: `problem` is one of the words in `kg.server.pool.PROBLEMS`."""

    def __init__(self, problem: str, message: str) -> None:
        super().__init__(message)
        self.problem = problem


def main() -> None:
    """Open the graph named on the command line, give up what is not needed, say so, and answer until stdin ends."""
    store, memory = Path(sys.argv[1]), int(sys.argv[2])
    closed = confinement.close_network()
    graph = open_graph(store)
    bounded = confinement.bound_memory(memory)
    out = sys.stdout.buffer
    frames.write(out, frames.HEAD, json.dumps({"network": not closed, "bounded": bounded}).encode())
    for line in sys.stdin.buffer:
        answer(graph, json.loads(line), out)


def open_graph(path: Path) -> ox.Store:
    """Return the graph in the store's folder `path`, or what the file of RDF there says."""
    if path.is_dir():
        return ox.Store.read_only(str(path))
    store = ox.Store()
    store.bulk_load(path=str(path))
    return store


def answer(graph: ox.Store, job: Job, out: BinaryIO) -> None:
    """Do one job and write what came of it."""
    try:
        JOBS[job["do"]](graph, job, out)
    except RefusedError as refused:
        _refuse(out, refused.problem, str(refused))
    except MemoryError:
        _refuse(out, "memory", "the query needs more memory than it may have")
    except (SyntaxError, ValueError) as error:
        _refuse(out, "query", " ".join(str(error).split()))
    except (OSError, RuntimeError) as error:
        _refuse(out, "query", f"it cannot be evaluated: {' '.join(str(error).split())}")


def _refuse(out: BinaryIO, problem: str, message: str) -> None:
    frames.write(out, frames.HEAD, json.dumps({"problem": problem, "message": message}).encode())


def _ask(graph: ox.Store, job: Job, out: BinaryIO) -> None:
    """Evaluate a query and write its whole answer, once it is known to keep to the limits."""
    result = graph.query(
        job["query"],
        prefixes=job.get("prefixes"),
        default_graph=[ox.NamedNode(name) for name in job["default"]] if job.get("default") else None,
        named_graphs=[ox.NamedNode(name) for name in job["named"]] if job.get("named") else None,
    )
    whole = _Whole(job["bytes"])
    media = job["graphs"] if isinstance(result, ox.QueryTriples) else job["rows"]
    if media is None:
        kinds = GRAPHS if isinstance(result, ox.QueryTriples) else ROWS
        raise RefusedError("media", f"this query's answer can be had as {', '.join(kinds)}")
    if isinstance(result, ox.QueryTriples):
        _write_graph(_at_most(result, job["most"]), whole, job, media)
    elif isinstance(result, ox.QueryBoolean):
        whole.write(ROWS[media][1](bool(result)).encode())
    else:
        names = [variable.value for variable in result.variables]
        for part in ROWS[media][0](names, _at_most(result, job["most"])):
            whole.write(part.encode("utf-8", "replace"))
    frames.write(out, frames.HEAD, json.dumps({"media": media}).encode())
    frames.write(out, frames.DATA, whole.getbuffer())
    frames.write(out, frames.END)


def _dump(graph: ox.Store, job: Job, out: BinaryIO) -> None:
    """Write a whole graph, part by part."""
    name = ox.NamedNode(job["graph"]) if job.get("graph") else ox.DefaultGraph()
    if isinstance(name, ox.NamedNode) and not graph.contains_named_graph(name):
        raise RefusedError("graph", f"there is no graph <{name.value}> here; ask for ?default")
    frames.write(out, frames.HEAD, json.dumps({"media": job["media"]}).encode())
    parts = io.BufferedWriter(_Parts(out), frames.MOST)
    if job["media"] == RDF_XML:
        _write_graph((quad.triple for quad in graph.quads_for_pattern(None, None, None, name)), parts, job, RDF_XML)
    else:
        graph.dump(parts, GRAPHS[job["media"]], from_graph=name, prefixes=job.get("prefixes"))
    parts.flush()
    frames.write(out, frames.END)


def _write_graph(triples: Iterator[Any], out: Any, job: Job, media: str) -> None:
    written = map(fit_for_xml, triples) if media == RDF_XML else triples
    ox.serialize(written, out, GRAPHS[media], prefixes=job.get("prefixes"))


def _graphs(graph: ox.Store, job: Job, out: BinaryIO) -> None:
    """Write which named graphs there are, and how many triples the default graph has where `count` is asked for."""
    names = sorted(name.value for name in graph.named_graphs() if isinstance(name, ox.NamedNode))
    found: dict[str, Any] = {"named": names}
    if job.get("count"):
        found["triples"] = sum(1 for _ in graph.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    _write_json(out, found)


def _record(graph: ox.Store, job: Job, out: BinaryIO) -> None:
    """Write a document with its attributions in the form of the statements' file, or null."""
    from kg.graph import record
    from kg.model import record_to_json
    from kg.stores.oxigraph import as_graph

    found = record(as_graph(graph), job["document"])
    _write_json(out, None if found is None else record_to_json(found))


JOBS: Final[Mapping[str, Callable[[ox.Store, Job, BinaryIO], None]]] = {
    "ask": _ask,
    "dump": _dump,
    "graphs": _graphs,
    "record": _record,
}


def _write_json(out: BinaryIO, value: Any) -> None:
    frames.write(out, frames.HEAD, json.dumps({"media": "application/json"}).encode())
    frames.write(out, frames.DATA, json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    frames.write(out, frames.END)


def _at_most(items: Iterator[Any], most: int) -> Iterator[Any]:
    for count, item in enumerate(items, 1):
        if count > most:
            raise RefusedError("rows", f"the answer has more than {most:,} rows; add LIMIT, or ask for less")
        yield item


class _Whole(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, part: Any) -> int:
        written = super().write(part)
        if self.tell() > self._most:
            raise RefusedError("rows", f"the answer is longer than {self._most:,} bytes; add LIMIT, or ask for less")
        return written


class _Parts(io.RawIOBase):
    """Writes what it is given as frames of data."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        frames.write(self._out, frames.DATA, part)
        return len(part)


if __name__ == "__main__":
    main()
