"""What a service is told when it starts: where the graph is, whom it listens to, and its limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""Host names that are answered wherever the service listens; others must be named (see `Settings.hosts`)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask for; each has a test.

    `seconds` of a query and `export_seconds` of a whole graph, `rows` (or triples) and `answer_bytes` of an answer,
    `memory` in MB beyond what a worker has at its start, `request_bytes` of a body, `waiting` queries in the queue and
    `wait_seconds` there, `kept_bytes` of answers that may be asked for again,
    `head_seconds` for the head of a request and again for its body, `connections` at once.
    """

    seconds: float = 30.0
    rows: int = 100_000
    memory: int = 1024
    answer_bytes: int = 64_000_000
    request_bytes: int = 1_000_000
    export_seconds: float = 600.0
    waiting: int = 64
    wait_seconds: float = 60.0
    kept_bytes: int = 64_000_000
    head_seconds: float = 15.0
    connections: int = 256


@dataclass(frozen=True, slots=True)
class Settings:
    """How a service runs.

    `store` is a store's folder, the folder above it, or a file of RDF; `pages` the folder whose pages are shown;
    `origins` the web origins that may read answers from elsewhere (CORS); `hosts` the names under which the service is
    reached, beside those of the loopback; `decisions` the file that corrections go to, with the `token` that allows
    them: without a token nothing can be corrected.
    """

    store: Path
    pages: Path | None = None
    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    decisions: Path | None = None
    token: str | None = field(default=None, repr=False)
    root: str = ""
