"""An output folder as bytes: what two builds must have in common."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph


def contents(out: Path) -> dict[str, str]:
    """Return a digest of every file in the output folder `out`, and of the triples in its store."""
    found = {path.name: _digest(path.read_bytes()) for path in sorted(out.iterdir()) if path.is_file()}
    if (out / "store").is_dir():
        found["store"] = store_contents(out / "store")
    if (out / "explorer").is_dir():
        found |= {f"explorer/{path.name}": _digest(path.read_bytes()) for path in sorted((out / "explorer").iterdir())}
    return found


def store_contents(path: Path) -> str:
    """Return a digest of the triples in the store at `path`."""
    store = pyoxigraph.Store.read_only(str(path))
    lines = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
    return _digest(b"\n".join(sorted(lines.split(b"\n"))))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
