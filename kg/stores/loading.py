"""Puts a graph on a server by the Graph Store Protocol, beside the one that is there, which it then replaces whole.

The copy at the end is an update (SPARQL 1.1 Update), which a server does at once: readers see the earlier graph or the
new one.  Where a server takes no updates the graph itself is loaded into, and readers see a part of it meanwhile.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kg.errors import StoreError
from kg.files import atomic_write
from kg.stores.http import send

BATCH: Final = 4_000_000
"""Bytes of N-Triples sent at once."""
MOST_BESIDE: Final = 64_000_000
"""Bytes of N-Triples that are copied where nothing is said: an Oxigraph server takes 90 CPU seconds, 1.4 GB."""
_LINES: Final = "application/n-triples"
_UPDATE: Final = "application/sparql-update"
_UPDATED_AT: Final = {"/sparql-graph-crud-auth": "/sparql-auth", "/store": "/update", "/data": "/update"}
"""How the address of a graph store ends, and that of the same server's updates: Virtuoso, Oxigraph, Fuseki."""
_PLAIN_IRI: Final = re.compile(r'[^<>"{}|^`\\\s\x00-\x20]+')


@dataclass(slots=True)
class _Load:
    """How far a load came: bytes sent, to `beside` (a graph's name) or into the graph itself, and copied from there."""

    url: str
    digest: str
    beside: str | None = None
    sent: int = 0
    is_copied: bool = False


def load(
    lines: Path,
    url: str,
    state: Path,
    watch: Callable[[int], None] = lambda count: None,
    *,
    beside: bool | None = None,
) -> str | None:
    """Put the triples of the N-Triples file `lines` in place of the graph that the graph store at `url` holds.

    `url` names a graph by `?default` (which it is where nothing is said) or `?graph=IRI`.  The triples are sent in
    batches to a graph beside it, which is then copied over it at once, or, without the room and the time that this
    takes, into the graph itself: `beside` says which; where it is `None`, files of more than `MOST_BESIDE` bytes are
    not copied.  Returns why readers saw a part of the graph meanwhile, `None` where they did not.

    How far it came is kept in the file `state`: a load that was cut off goes on from there, where the triples are still
    the same.  `watch` is told the triples sent.  Raises `StoreError`.
    """
    target = _graph_address(url)
    now = _begun(state, target, _digest(lines))
    reason = "it was begun so, or that was asked for"
    if not now.sent:
        if beside is None and lines.stat().st_size > MOST_BESIDE:
            reason = f"it has more than {MOST_BESIDE // 1_000_000} MB, which are dear to copy (--beside does so)"
        elif beside is not False:
            now.beside, reason = _beside(target)
    _send(lines, now, state, watch)
    if now.beside is not None:
        _replace(now, state)
    state.unlink(missing_ok=True)
    return reason if now.beside is None else None


def _send(lines: Path, now: _Load, state: Path, watch: Callable[[int], None]) -> None:
    place = now.url if now.beside is None else _with_graph(now.url, now.beside)
    done, count = now.sent, 0
    for start, batch in _batches(lines):
        if start >= done and not now.is_copied:
            send(place, method="POST" if start else "PUT", body=batch, headers={"Content-Type": _LINES})
            now.sent = start + len(batch)
            _keep(now, state)
        count += batch.count(b"\n")
        watch(count)


def _replace(now: _Load, state: Path) -> None:
    """Copy the graph beside over the one that is meant, and drop it; each step may be done twice."""
    if not now.is_copied:
        _update(now.url, f"COPY GRAPH <{now.beside}> TO {_named(now.url)}")
        now.is_copied = True
        _keep(now, state)  # once it is dropped, a second copy would be one of nothing
    _update(now.url, f"DROP SILENT GRAPH <{now.beside}>")


def _beside(target: str) -> tuple[str | None, str]:
    """Return the name of a graph beside the one at `target`; else `None`, and why there can be none."""
    name = f"urn:saidgraph:loading:{hashlib.sha256(target.encode()).hexdigest()[:16]}"
    if _updates(target) is None:
        return None, "it is not known where this server takes updates"
    if not _PLAIN_IRI.fullmatch(_graph(target) or "a:a"):
        return None, "the name of its graph cannot stand in an update"
    try:
        _update(target, f"DROP SILENT GRAPH <{name}>")
    except StoreError as error:
        return None, f"this server takes no update ({error})"
    return name, ""


def _update(target: str, text: str) -> None:
    where = _updates(target)
    assert where is not None
    send(where, method="POST", body=text.encode(), headers={"Content-Type": _UPDATE, "Accept": "*/*"})


def _updates(target: str) -> str | None:
    """Return where the server takes updates whose graph store is at `target`.

    >>> _updates("http://127.0.0.1:7878/store?default")
    'http://127.0.0.1:7878/update'
    """
    parts = urlsplit(target)
    for end, other in _UPDATED_AT.items():
        if parts.path.endswith(end):
            return urlunsplit((parts.scheme, parts.netloc, parts.path.removesuffix(end) + other, "", ""))
    return None


def _graph_address(url: str) -> str:
    names = {name for name, _ in _pairs(url)}
    return url if names & {"default", "graph"} else f"{url}{'&' if urlsplit(url).query else '?'}default"


def _with_graph(target: str, name: str) -> str:
    others = [pair for pair in _pairs(target) if pair[0] not in ("default", "graph")]
    return urlsplit(target)._replace(query=urlencode([("graph", name), *others])).geturl()


def _graph(target: str) -> str | None:
    """Return the name of the graph at `target`; `None` for the default graph."""
    return dict(_pairs(target)).get("graph")


def _named(target: str) -> str:
    name = _graph(target)
    return "DEFAULT" if name is None else f"GRAPH <{name}>"


def _pairs(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _begun(state: Path, target: str, digest: str) -> _Load:
    """Return how far an earlier load of the same triples to the same place came, else one that has to begin."""
    try:
        found = _Load(**json.loads(state.read_text(encoding="utf-8")))
        if (found.url, found.digest) == (target, digest):
            return found
    except (OSError, ValueError, TypeError):
        pass
    return _Load(target, digest)


def _keep(now: _Load, state: Path) -> None:
    with atomic_write(state) as file:
        json.dump(asdict(now), file)


def _batches(lines: Path) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines of about `BATCH` bytes, each with where it starts; one that is empty for an empty file."""
    with lines.open("rb") as file:
        start = 0
        while (batch := b"".join(file.readlines(BATCH))) or not start:
            yield start, batch
            if not batch:
                return
            start += len(batch)
