"""The SPARQL 1.1 Protocol (query operation) and what the Graph Store Protocol reads.

Everything that would change the graph is refused, and so is everything that would fetch another one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from kg.server.description import describe
from kg.server.negotiation import choose
from kg.server.results import GRAPHS, ROWS
from kg.server.service import Service, unless_gone

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_VARY: Final = {"vary": "Accept"}
_RDFLIBS_DEFAULT: Final = "urn:x-rdflib:default"
"""How rdflib calls the default graph when it asks a server for it."""

_NO_UPDATE: Final = "updates are refused, because this service only reads; change the documents and run `kg build`"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the protocol lets a client name beside it."""

    query: str | None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def routes(service: Service) -> list[Route]:
    """Return the routes `/sparql` and `/store`."""

    async def sparql(request: Request) -> Response:
        asked = await _asked(request)
        if asked.query is None:
            return await _about(request, service)
        accept = request.headers.get("accept")
        rows, graphs = choose(accept, list(ROWS)), choose(accept, list(GRAPHS))
        if rows is None and graphs is None:
            raise HTTPException(406, f"answers come as {', '.join([*ROWS, *GRAPHS])}")
        await _must_hold(service, (*asked.default, *asked.named))
        work = service.ask(asked.query, rows=rows, graphs=graphs, default=asked.default, named=asked.named)
        answer = await unless_gone(request, work)
        return Response(answer.body, media_type=answer.media, headers=_VARY)

    async def store(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            raise HTTPException(405, _NO_UPDATE, {"allow": "GET, HEAD"})
        graph = _graph_named(_pairs(request.scope["query_string"]))
        media = choose(request.headers.get("accept"), list(GRAPHS))
        if media is None:
            raise HTTPException(406, f"a graph comes as {', '.join(GRAPHS)}")
        if request.method == "HEAD":
            if graph is not None:
                await _must_hold(service, (graph,), 404)
            return Response(media_type=media, headers=_VARY)
        media, parts = await unless_gone(request, service.export(graph, media))
        return StreamingResponse(parts, media_type=media, headers=_VARY)

    everything = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]
    return [
        Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
        Route("/store", store, methods=everything, name="store"),
    ]


async def _about(request: Request, service: Service) -> Response:
    """Return the service's description; people with a browser are shown the editor."""
    media = choose(request.headers.get("accept"), [*GRAPHS, "text/html"])
    if media is None:
        raise HTTPException(406, f"the description of this service comes as {', '.join(GRAPHS)}")
    if media == "text/html":
        return RedirectResponse(f"{request.scope.get('root_path', '')}/editor", status_code=303, headers=_VARY)
    graphs = await service.do("graphs")
    return Response(describe(str(request.url.replace(query="")), media, graphs.body), media_type=media, headers=_VARY)


async def _must_hold(service: Service, names: Sequence[str], status: int = 400) -> None:
    """Refuse names of graphs that are not here: the protocol would let a server fetch them from the web."""
    if names:
        known = await service.do("graphs")
        for name in names:
            if name not in _named(known.body):
                raise HTTPException(status, f"there is no graph <{name}> here, and none is fetched; leave it out")


def _named(body: bytes) -> list[str]:
    import json

    found: list[str] = json.loads(body)["named"]
    return found


async def _asked(request: Request) -> Asked:
    pairs = _pairs(request.scope["query_string"])
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _UPDATE:
            raise HTTPException(403, _NO_UPDATE)
        if kind not in (_FORM, _QUERY):
            raise HTTPException(415, f"a query is posted as {_QUERY} or {_FORM}, not as {kind or 'nothing'}")
        body = await request.body()
        pairs = [*pairs, ("query", _decoded(body))] if kind == _QUERY else [*pairs, *_pairs(body)]
    return _read(pairs, must=request.method == "POST")


def _read(pairs: Sequence[tuple[str, str]], *, must: bool) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise HTTPException(403, _NO_UPDATE)
    queries = values.get("query", [])
    if len(queries) > 1 or (must and not queries):
        raise HTTPException(400, f"one query is asked at a time, found {len(queries)}")
    default = tuple(name for name in values.get("default-graph-uri", ()) if name != _RDFLIBS_DEFAULT)
    return Asked(queries[0] if queries else None, default, tuple(values.get("named-graph-uri", ())))


def _graph_named(pairs: Sequence[tuple[str, str]]) -> str | None:
    values: Mapping[str, str] = dict(pairs)
    if ("default" in values) == ("graph" in values) or len(pairs) != len(values):
        raise HTTPException(400, "name one graph: ?default, or ?graph=IRI")
    return values.get("graph")


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(data), keep_blank_values=True, errors="strict", max_num_fields=64)
    except ValueError as error:
        raise HTTPException(400, f"the parameters cannot be read: {error}") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"it is not UTF-8: {error.reason} at byte {error.start}") from error
