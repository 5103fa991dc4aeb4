"""The application: every route, and every guard in the order in which a request passes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.server import api, pages, sparql
from kg.server.guards import Log, SafeHeaders, SmallRequests
from kg.server.metrics import MEDIA, Metrics
from kg.server.pool import AnswerError
from kg.server.service import GoneError, Service
from kg.server.settings import LOOPBACK, Settings

_RETRY_SECONDS = 5
_GONE = 499  # nobody reads it but the log, where it is what others write as well


def application(settings: Settings) -> FastAPI:
    """Return the service as an ASGI application; it opens the graph when it is started."""
    metrics = Metrics()
    service = Service(settings, metrics)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        try:
            yield
        finally:
            await service.stop()

    app = FastAPI(
        title="Saidgraph",
        version=version("saidgraph"),
        description="Who said what, who reported which reading of it, and where exactly it stands in the text.",
        docs_url=None,  # these two load their programs from elsewhere
        redoc_url=None,
        lifespan=running,
        root_path=settings.root,
    )
    app.include_router(api.router(service))
    _allow_corrections(app, settings)
    shown = pages.routes(settings.pages, corrections=_are_allowed(settings))
    app.router.routes += [*sparql.routes(service), *_state(service, metrics), *shown]
    _explain_errors(app)
    _guard(app, settings, metrics)
    return app


def _are_allowed(settings: Settings) -> bool:
    return settings.decisions is not None and bool(settings.token)


def _allow_corrections(app: FastAPI, settings: Settings) -> None:
    if settings.decisions is not None and settings.token:
        from kg.server import corrections

        # before the pages and behind nothing: the other routes below /api are other paths
        app.include_router(corrections.router(settings.decisions, settings.token))


def _state(service: Service, metrics: Metrics) -> list[Route]:
    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "workers": service.pool.size, "waiting": service.pool.waiting})

    async def figures(request: Request) -> Response:
        return PlainTextResponse(metrics.text(service.gauges()), media_type=MEDIA)

    return [Route("/health", health), Route("/metrics", figures)]


def _explain_errors(app: FastAPI) -> None:
    @app.exception_handler(AnswerError)
    async def refused(request: Request, error: AnswerError) -> Response:
        headers = {"retry-after": str(_RETRY_SECONDS)} if error.problem == "busy" else None
        return _told(request, error.status, str(error), headers)

    @app.exception_handler(QueryError)
    async def wrong(request: Request, error: QueryError) -> Response:
        return _told(request, 404 if str(error).startswith("unknown query") else 400, str(error))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, error: RequestValidationError) -> Response:
        # what was sent is not sent back: it may be anything, and is known to who sent it
        faults = (f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors())
        return _told(request, 422, "; ".join(faults))

    @app.exception_handler(GoneError)
    async def gone(request: Request, error: GoneError) -> Response:
        return Response(status_code=_GONE)


def _told(request: Request, status: int, message: str, headers: Any = None) -> Response:
    """Return an error as JSON where JSON was asked for, else as a line of text; never as a page."""
    if request.scope.get("path", "").startswith("/api"):
        return JSONResponse({"detail": message}, status, headers)
    return PlainTextResponse(message + "\n", status, headers)


def _guard(app: FastAPI, settings: Settings, metrics: Metrics) -> None:
    """Put the guards around the routes; the last one added is the first that a request passes."""
    app.add_middleware(SmallRequests, limits=settings.limits)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.origins),
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type"],
        )
    # a page elsewhere could otherwise give its own name this machine's address, and read what is served on loopback
    if "*" not in settings.hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *settings.hosts], www_redirect=False)
    app.add_middleware(SafeHeaders)
    fixed = {path for route in app.routes if "{" not in (path := getattr(route, "path", "{"))}
    app.add_middleware(Log, metrics=metrics, fixed=frozenset(fixed))
