"""A service started as a user starts it, for tests that speak to it over HTTP."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import httpx


class Served:
    """A running `kg serve`: its address, what it has written to standard error, and a client."""

    def __init__(self, process: subprocess.Popen[str], url: str, lines: list[str]) -> None:
        self.process, self.url, self.lines = process, url, lines
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)

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
        process.wait(20)
        reader.join(5)
        process.stderr.close()


def _wait(served: Served) -> None:
    import time

    until = time.monotonic() + 60
    while time.monotonic() < until:
        if served.process.poll() is not None:
            raise AssertionError("".join(served.lines))
        try:
            if served.http.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the service did not start: " + "".join(served.lines))


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def metric(served: Served, pattern: str) -> float:
    """Return the value of the first metric whose name and labels match `pattern`; 0 where there is none."""
    found = re.search(rf"^{pattern} (\S+)$", served.http.get("/metrics").text, re.M)
    return float(found[1]) if found else 0.0
