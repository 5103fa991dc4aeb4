"""Running the service on uvicorn."""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.server.app import application
from kg.server.settings import Limits, Settings

_KEEP_SECONDS = 30


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until a signal ends it; the log goes to standard error, a line of JSON for every request."""
    _write_log()
    limits = settings.limits
    config = uvicorn.Config(
        application(settings),
        host=host,
        port=port,
        http=patient(limits),
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=limits.connections,
        timeout_keep_alive=_KEEP_SECONDS,
        timeout_graceful_shutdown=int(limits.seconds) + 1,
        h11_max_incomplete_event_size=64 * 1024,
    )
    uvicorn.Server(config).run()


def patient(limits: Limits) -> type[H11Protocol]:
    """Return uvicorn's protocol with an end to its patience: a connection must have sent a whole head in time."""

    class Protocol(H11Protocol):
        _due: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._due = self.loop.call_later(limits.head_seconds, self._give_up)

        def connection_lost(self, exc: Exception | None) -> None:
            if self._due is not None:
                self._due.cancel()
            super().connection_lost(exc)

        def _give_up(self) -> None:
            # a cycle is there as soon as a head was whole; later heads fall under the keep-alive
            if self.cycle is None and not self.transport.is_closing():
                self.transport.close()

    return Protocol


def _write_log() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log = logging.getLogger("kg.server")
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False
