"""A graph that a server holds: asked by the SPARQL 1.1 Protocol (`loading` writes)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

import pyoxigraph
from rdflib import Graph, URIRef
from rdflib.query import Result
from rdflib.store import Store

from kg.errors import StoreError
from kg.queries.binding import NO_CODE
from kg.stores.http import send
from kg.stores.oxigraph import as_graph, plain_result
from kg.terms import prefixes

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
