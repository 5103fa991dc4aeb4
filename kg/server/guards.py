"""What every request passes, whatever it asks: limits on its size and pace, headers of safety, a line in the log."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from datetime import UTC, datetime
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.metrics import Metrics
from kg.server.settings import Limits

log = logging.getLogger("kg.server")

STRICT: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The policy of everything that does not bring its own: nothing inline, nothing from elsewhere, in nobody's frame."""

_HEADERS: Final = {
    "content-security-policy": STRICT,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache",
}


class SafeHeaders:
    """Adds the headers of safety to every answer that does not carry its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if "access-control-allow-origin" in headers:
                    headers["cross-origin-resource-policy"] = "cross-origin"
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class SmallRequests:
    """Stops a body that is larger, or comes more slowly, than the limits allow."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app, self.limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        size, coming = 0, True
        until = time.monotonic() + self.limits.head_seconds

        async def receiving() -> Message:
            nonlocal size, coming
            if not coming:  # what comes now is that the client has gone, whenever that is
                return await receive()
            try:
                async with asyncio.timeout(until - time.monotonic()):
                    message = await receive()
            except TimeoutError as error:
                raise HTTPException(408, "the body did not arrive in time") from error
            size += len(message.get("body", b""))
            coming = message.get("more_body", False)
            if size > self.limits.request_bytes:
                raise HTTPException(413, f"a request may have {self.limits.request_bytes:,} bytes")
            return message

        await self.app(scope, receiving, send)


class Log:
    """Counts every answer and writes a line of JSON for it: route, status, time, size; no word of query or document."""

    def __init__(self, app: ASGIApp, metrics: Metrics, fixed: frozenset[str]) -> None:
        self.app, self.metrics, self.fixed = app, metrics, fixed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            status = 500
            raise
        finally:
            seconds = time.perf_counter() - begun
            method = scope["method"] if scope["method"] in _METHODS else "other"
            path: str = scope["path"]
            # a path may be a document's id, which is somebody's words: only patterns and known paths are written down
            route: str = getattr(scope.get("route"), "path", path if path in self.fixed else "other")
            self.metrics.request(method, route, status, seconds)
            note("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1), bytes=size)


def note(event: str, **values: Any) -> None:
    """Write a line of JSON to the log."""
    if log.isEnabledFor(logging.INFO):
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        log.info(json.dumps({"time": now, "event": event, **values}, ensure_ascii=False))


_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
