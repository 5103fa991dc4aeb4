"""A graph that a server holds: asked by the SPARQL 1.1 Protocol, loaded by the Graph Store Protocol."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

import pyoxigraph
from rdflib import Graph, URIRef
from rdflib.query import Result
from rdflib.store import Store

from kg.errors import StoreError
from kg.files import atomic_write
from kg.queries.binding import NO_CODE
from kg.stores.http import send
from kg.stores.oxigraph import as_graph, plain_result
from kg.terms import prefixes

BATCH: Final = 4_000_000
"""Bytes of N-Triples sent at once."""
_ROWS: Final = "application/sparql-results+json"
_GRAPH: Final = "application/n-triples"
_FORM: Final = "application/x-www-form-urlencoded"
_SKIPPED: Final = re.compile(NO_CODE, re.VERBOSE | re.DOTALL)
_FORMS: Final = re.compile(r"(?<![\w?$:])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)


def open_remote(url: str) -> Graph:
    """Return the graph behind the SPARQL endpoint `url`; it can be asked and nothing else (see `fetch`)."""
    return Graph(store=_Endpoint(url), bind_namespaces="none")


def fetch(url: str) -> Graph:
    """Return a copy, in memory, of the graph behind the SPARQL endpoint `url`.

    A server that cuts its answers short gives a part of it; raises `StoreError` where it gives no graph.
    """
    media, data = _ask(url, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", _GRAPH)
    format = pyoxigraph.RdfFormat.from_media_type(media)
    if format is None:
        raise StoreError(f"{url} answered {media or 'nothing'} where a graph was asked for; name a SPARQL endpoint")
    store = pyoxigraph.Store()
    store.bulk_load(data, format)
    return as_graph(store)


def load(lines: Path, url: str, state: Path, watch: Callable[[int], None] = lambda count: None) -> None:
    """Put the triples of the N-Triples file `lines` in place of the graph that the graph store at `url` holds.

    `url` names a graph by `?default` (which it is where nothing is said) or `?graph=IRI`.  The first batch replaces
    what is there, the others are added.  How far it came is kept in the file `state`: a load that was cut off goes on
    from there, where the triples are still the same.  `watch` is told the triples sent.  Raises `StoreError`.
    """
    target, digest = _graph_address(url), _digest(lines)
    done = _done(state, target, digest)
    sent = 0
    for start, batch in _batches(lines):
        if start >= done:
            method = "POST" if start else "PUT"
            send(target, method=method, body=batch, headers={"Content-Type": _GRAPH})
            with atomic_write(state) as file:
                json.dump({"url": target, "digest": digest, "done": start + len(batch)}, file)
        sent += batch.count(b"\n")
        watch(sent)
    state.unlink(missing_ok=True)


class _Endpoint(Store):
    """A SPARQL endpoint as an rdflib store that only answers queries."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> Result:  # noqa: N803
        head = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes().items())
        # one kind alone is asked for: Virtuoso would write a graph as rows where it may
        form = _FORMS.search(_SKIPPED.sub(" ", str(query)))
        wants_graph = form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")
        media, data = _ask(self._url, head + str(query), f"{_GRAPH}, text/turtle;q=0.8" if wants_graph else _ROWS)
        if media in (_ROWS, "application/json"):
            return plain_result(Result.parse(io.BytesIO(data), format="json"))
        result = Result("CONSTRUCT")
        result.graph = Graph().parse(data=data, format="nt" if media == _GRAPH else media)
        return plain_result(result)

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        raise StoreError(f"{self._url} is asked by queries alone; fetch a copy of the graph first")

    def __len__(self, context: Any = None) -> int:
        raise StoreError(f"{self._url} is asked by queries alone; fetch a copy of the graph first")

    def namespaces(self) -> Iterator[tuple[str, URIRef]]:
        return iter(())


def _ask(url: str, query: str, accept: str) -> tuple[str, bytes]:
    body = urlencode({"query": query}).encode()
    return send(url, method="POST", body=body, headers={"Content-Type": _FORM, "Accept": accept})


def _graph_address(url: str) -> str:
    asked = urlsplit(url).query
    names = {name for name, _ in parse_qsl(asked, keep_blank_values=True)}
    return url if names & {"default", "graph"} else f"{url}{'&' if asked else '?'}default"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _done(state: Path, target: str, digest: str) -> int:
    """Return how many bytes an earlier load of the same triples to the same place came through with."""
    try:
        found = json.loads(state.read_text(encoding="utf-8"))
        return int(found["done"]) if (found["url"], found["digest"]) == (target, digest) else 0
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _batches(lines: Path) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines of about `BATCH` bytes, each with where it starts; one that is empty for an empty file."""
    with lines.open("rb") as file:
        start = 0
        while (batch := b"".join(file.readlines(BATCH))) or not start:
            yield start, batch
            if not batch:
                return
            start += len(batch)
