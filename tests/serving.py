"""A service started as a user starts it, for tests that speak to it over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

PATIENCE = 180.0
"""Seconds after which something is not coming any more: no measure of speed, for a machine may be slow and busy."""


class Served:
    """A running `kg serve`: its address, what it has written to standard error, and a client."""

    def __init__(self, process: subprocess.Popen[str], url: str, lines: list[str]) -> None:
        self.process, self.url, self.lines = process, url, lines
        self.http = httpx.Client(base_url=url, timeout=PATIENCE, trust_env=False)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **params: Any) -> httpx.Response:
        return self.http.get("/sparql", params={"query": query, **params}, headers={"accept": accept})

    def rows(self, query: str) -> list[dict[str, str]]:
        answer = self.ask(query)
        assert answer.status_code == 200, answer.text
        return [{k: v["value"] for k, v in row.items()} for row in answer.json()["results"]["bindings"]]

    def children(self) -> list[int]:
        task = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in task.read_text().split()]


@contextmanager
def serving(store: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Served]:
    """Start `kg serve` on a free port of the loopback and end it at the end of the block."""
    port = _free_port()
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **(env or {})})
    lines: list[str] = []
    url = f"http://127.0.0.1:{port}"
    assert process.stderr is not None
    reader = Thread(target=lambda: lines.extend(iter(process.stderr.readline, "")), daemon=True)  # type: ignore[union-attr]
    reader.start()
    served = Served(process, url, lines)
    try:
        _wait(served)
        yield served
    finally:
        served.http.close()
        process.terminate()
        process.wait(PATIENCE)
        reader.join(PATIENCE)
        process.stderr.close()


def eventually(what: str, is_so: Callable[[], bool]) -> None:
    """Wait until `is_so`, and fail with `what` where it does not come to be."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, f"waited in vain: {what}"
        time.sleep(0.02)


def _wait(served: Served) -> None:
    def answers() -> bool:
        assert served.process.poll() is None, "".join(served.lines)
        try:
            return served.http.get("/health").status_code == 200
        except httpx.TransportError:
            return False

    eventually("the service starts", answers)


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def metric(served: Served, pattern: str) -> float:
    """Return the value of the first metric whose name and labels match `pattern`; 0 where there is none."""
    found = re.search(rf"^{pattern} (\S+)$", served.http.get("/metrics").text, re.M)
    return float(found[1]) if found else 0.0


def idle(served: Served) -> int:
    """Return how many workers wait for a query."""
    return int(metric(served, "kg_workers_idle"))
