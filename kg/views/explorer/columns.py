"""Columns that grow: lists of values kept as the JSON that will be written, on the disk where there is much of it."""

from __future__ import annotations

from codecs import iterdecode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final

from kg.graph.literals import short
from kg.views.content import visible
from kg.views.page import embed

LONGEST_NAME = 300
LONGEST_ROLE = 200
LONGEST_QUOTATION = 400
"""Code points of what is shown in a table; the reader has the words whole."""
_IN_MEMORY: Final = 1 << 16
"""Bytes of a column that are not worth a file."""
_AT_ONCE: Final = 1 << 20


class Columns:
    """Columns of equal length under fixed names.

    >>> columns = Columns(("a", "b"))
    >>> columns.extend([{"a": 1, "b": "x"}, {"a": 2, "b": "</script>"}])
    >>> "".join(columns.json())
    '{"a":[1,2],"b":["x","\\\\u003c/script\\\\u003e"]}'
    """

    def __init__(self, names: Iterable[str]) -> None:
        # they are gone with the columns
        self._parts: dict[str, IO[bytes]] = {name: SpooledTemporaryFile(_IN_MEMORY) for name in names}  # noqa: SIM115
        self.length = 0

    def __del__(self) -> None:
        for part in self._parts.values():
            part.close()

    def extend(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add `rows`, each with a value for every column."""
        if not rows:
            return
        for name, part in self._parts.items():
            values = embed([row[name] for row in rows])[1:-1]
            part.write(f"{',' if self.length else ''}{values}".encode())
        self.length += len(rows)

    def json(self) -> Iterator[str]:
        """Yield the pieces of one JSON object with a list a column."""
        for number, (name, part) in enumerate(self._parts.items()):
            yield f"{',' if number else '{'}{embed(name)}:["
            part.seek(0)
            yield from iterdecode(iter(partial(part.read, _AT_ONCE), b""), "utf-8")
            yield "]"
        yield "}"


class Numbers:
    """Values numbered in the order in which they are first met.

    >>> numbers = Numbers()
    >>> [numbers[word] for word in ("b", "a", "b")], numbers.values
    ([0, 1, 0], ['b', 'a'])
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._known = {value: number for number, value in enumerate(values)}

    def __getitem__(self, value: str) -> int:
        return self._known.setdefault(value, len(self._known))

    @property
    def values(self) -> list[str]:
        """The values, by number."""
        return list(self._known)


def shown(text: str, length: int) -> str:
    """Return the beginning of `text` on one line, at most `length` code points, with nothing that hides or reverses.

    >>> shown("one\\ntwo\\u202e three", 8)
    'one two…'
    """
    return short(visible(text[: 4 * length]), length)


def shown_or_nothing(text: str | None, length: int = LONGEST_NAME) -> str | int:
    """Return `text` as `shown`, or 0, which is the shortest way to say that there is none."""
    return shown(text, length) or 0 if text else 0
