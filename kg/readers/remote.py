"""Files anywhere: whatever has an address that fsspec knows (`s3://bucket/news-*.jsonl.gz`, `gs://…`, `hdfs://…`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from kg.errors import ReadError


def is_address(name: str) -> bool:
    """Return whether `name` is an address and no path.

    >>> is_address("s3://bucket/a.jsonl"), is_address("news/a.jsonl")
    (True, False)
    """
    scheme, found, _ = name.partition("://")
    return bool(found) and scheme.replace("+", "").isalnum()


def listed(address: str) -> Iterator[tuple[str, str]]:
    """Yield the files at `address` (a file, folder or glob), each with its address and its name below the fixed part.

    Raises `ReadError` where they cannot be listed.
    """
    system, path = _system(address)
    try:
        is_glob = any(sign in path for sign in "*?[")
        if is_glob:
            found, root = system.glob(path), _fixed(path)
        elif system.isdir(path):
            found, root = system.find(path), path.rstrip("/") + "/"
        else:
            found, root = [path], path[: path.rfind("/") + 1]
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be listed ({error}); check address and permissions") from error
    for place in sorted(found):
        yield system.unstrip_protocol(place), place.removeprefix(root)


def opened(address: str) -> BinaryIO:
    """Return the bytes at `address` as a stream; raises `OSError` where they cannot be read."""
    system, path = _system(address)
    return cast(BinaryIO, system.open(path, "rb"))


def _fixed(pattern: str) -> str:
    """Return the folders of a glob before its first sign that is none."""
    first = min(pattern.find(sign) for sign in "*?[" if sign in pattern)
    return pattern[: pattern.rfind("/", 0, first) + 1]


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise ReadError(
            f"cannot be read ({error}); pip install 'saidgraph[cluster]', and what fsspec asks for"
        ) from error
    return system, str(path)
