"""What made a record: a digest of this program, of what it reads, and of the libraries that it stands on.

A record may be kept from one build to the next only where nothing that could have made it otherwise has changed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from kg.files.resources import ontology_folder

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


@cache
def program() -> str:
    """Return a digest of the package's files, the ontology, the weights, and the versions of all dependencies."""
    found = hashlib.sha256()
    for root in (_PACKAGE, ontology_folder()):
        for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            found.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    for name, number in _libraries():
        found.update(f"{name} {number}\n".encode())
    return found.hexdigest()


def _libraries() -> Iterator[tuple[str, str]]:
    try:
        needed = requires("saidgraph") or []
    except PackageNotFoundError:  # run from a folder that was never installed
        needed = []
    for name in sorted({match[0] for line in needed if (match := _NAME.match(line))} - {"saidgraph"}):
        try:
            yield name, version(name)
        except PackageNotFoundError:  # an extra that is not there
            yield name, ""
