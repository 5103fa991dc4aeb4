"""The documents' texts, in shards of about a megabyte: a reader loads the one that holds the document it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from kg.views.page import embed

SHARD: Final = 1_000_000
"""Characters of JSON after which a shard is full."""
_LONE_SURROGATES: Final = re.compile("[\ud800-\udfff]")

Sink = Callable[[str, Iterable[str]], None]
"""Takes the name of a piece of data and its JSON, in pieces."""


class Texts:
    """Hands texts on, a shard at a time."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: list[str] = []
        self._size = 0
        self._first = 0
        self._shard = 0

    def add(self, text: str) -> int:
        """Take in the text of the next document; return the number of its shard."""
        # one code point for one code point: offsets must still fit
        written = embed(_LONE_SURROGATES.sub("\ufffd", text))
        shard = self._shard
        self._waiting.append(written)
        self._size += len(written)
        if self._size >= SHARD:
            self.flush()
        return shard

    def flush(self) -> None:
        """Hand on what is waiting."""
        if self._waiting:
            texts = ",".join(self._waiting)
            self._sink(f"text-{self._shard:03}", [f'{{"first":{self._first},"texts":[', texts, "]}"])
            self._first += len(self._waiting)
            self._shard += 1
            self._waiting, self._size = [], 0
