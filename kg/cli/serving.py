"""The command that serves the graph."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg.cli.base import FAILED, STORE, USAGE, Decisions, Store, alone, stop

if TYPE_CHECKING:
    from kg.server.settings import Settings

TOKEN: Final = "KG_TOKEN"
WORKERS: Final = min(8, max(2, os.cpu_count() or 2))
_SHORTEST_TOKEN: Final = 16


@alone
def serve(
    store: Store = STORE,
    host: Annotated[str, typer.Option("--host", help="The address to listen on; others than loopback are open.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on.")] = 8642,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Queries at once, a process each.")] = WORKERS,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds a query may take.")] = 30.0,
    rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows an answer may have.")] = 100_000,
    memory: Annotated[int, typer.Option("--memory", min=64, help="MB a query may use.")] = 1024,
    allowed_host: Annotated[
        list[str] | None,
        typer.Option("--allowed-host", metavar="NAME", help="A name the service is reached by; repeatable."),
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", metavar="URL", help="A site whose pages may read answers (CORS); repeatable."),
    ] = None,
    root_path: Annotated[str, typer.Option("--root-path", help="The prefix a reverse proxy takes off.")] = "",
    allow_corrections: Annotated[
        bool, typer.Option("--allow-corrections", help="Let those who hold the token enter decisions.")
    ] = False,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help=f"The token; without it {TOKEN}, else one is made up."),
    ] = None,
    decisions: Decisions = None,
) -> None:
    """Serve the graph: SPARQL, statements and documents as JSON, the pages; read-only, on this machine alone.

    kg build may replace the graph meanwhile; it is taken over without dropping a query.
    """
    try:
        from kg.server.running import run
    except ImportError as error:
        stop(f"serving needs more packages ({error.name}): pip install 'saidgraph[serve]'", FAILED)
    from kg.server.settings import Limits, Settings

    folder = _outputs(store)
    settings = Settings(
        store=store,
        pages=folder,
        workers=workers,
        limits=Limits(seconds=timeout, rows=rows, memory=memory),
        origins=tuple(allow_origin or ()),
        hosts=tuple(allowed_host or ()) or _name(host),
        decisions=decisions or folder / "decisions.jsonl" if allow_corrections else None,
        token=_token(token_file) if allow_corrections else None,
        root=root_path.rstrip("/"),
    )
    _check(settings)
    print(f"http://{host}:{port}/  (SPARQL at /sparql; Ctrl-C ends it)", file=sys.stderr)
    run(settings, host, port)


def _outputs(store: Path) -> Path:
    """Return the folder of a build: the one that was named, or the one in which the store or the file stands."""
    return store if (store / "store").is_dir() else store.parent


def _name(host: str) -> tuple[str, ...]:
    """Return the name that an address on another interface is reached by; one that stands for all needs names."""
    return () if host in ("0.0.0.0", "::", "127.0.0.1", "::1", "localhost") else (host,)


def _token(file: Path | None) -> str:
    try:
        given = file.read_text(encoding="utf-8").strip() if file else os.environ.get(TOKEN, "").strip()
    except (OSError, UnicodeDecodeError) as error:
        stop(f"the token cannot be read from {file}: {error}; name a file that holds it", USAGE)
    if not given and file is None:
        given = secrets.token_urlsafe(32)
        print(f"token for corrections, shown this once: {given}", file=sys.stderr)
    if len(given) < _SHORTEST_TOKEN or not given.isascii():
        stop(f"the token must have at least {_SHORTEST_TOKEN} ASCII characters; leave it out to have one made", USAGE)
    return given


def _check(settings: Settings) -> None:
    """Open the graph once before anything is promised: a place without a store is told here, with what to do."""
    from kg.server import snapshot

    snapshot.take(settings.store).remove()
