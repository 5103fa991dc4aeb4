"""What stands in an output folder of `kg build`: the names, and how such a folder and its files are recognised.

A folder of articles may hold an output folder, or be one: what was built must not be read as if it were an article.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

STATEMENTS: Final = "statements.jsonl"
LIKENESSES: Final = "likenesses.jsonl"
DECISIONS: Final = "decisions.jsonl"
LOADING: Final = ".build/loading.json"
"""How far a load into a server came."""
MANIFEST: Final = "manifest.json"
REPORT: Final = "report.json"
PAGE: Final = "graph.html"
EXPLORER: Final = "index.html"
EXPLORER_DATA: Final = "explorer"
STORE: Final = "store"

_LINES: Final = (".jsonl", ".ndjson")


def is_output_folder(path: Path) -> bool:
    """Return whether `kg build` wrote the folder `path`."""
    return (path / STATEMENTS).is_file() and ((path / MANIFEST).is_file() or (path / REPORT).is_file())


def is_statements_file(path: str | Path) -> bool:
    """Return whether `path` is a file in the form that `kg extract` writes (its first line carries "format")."""
    first = _first_line(Path(path))
    return "format" in first and "attributions" in first


def is_decisions_file(path: str | Path) -> bool:
    """Return whether `path` is a file of decisions (`kg.decisions`): its first line says what is decided about whom."""
    first = _first_line(Path(path))
    return "what" in first and "subject" in first and "text" not in first


def _first_line(path: Path) -> dict[str, Any]:
    if path.suffix not in _LINES or not path.is_file():
        return {}
    try:
        with path.open("rb") as lines:
            first = json.loads(next(lines, b"null"))
    except (OSError, ValueError, RecursionError):
        return {}
    return first if isinstance(first, dict) else {}
