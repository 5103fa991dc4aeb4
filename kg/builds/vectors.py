"""Vectors of claims that earlier builds asked the sentence encoder for: only new sentences are read again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.likeness.encoder import WIDTH, Encoder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_AT_ONCE: Final = 500
"""Vectors that a build which is killed loses at most."""
_TABLE: Final = "CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, numbers BLOB, build INTEGER) WITHOUT ROWID"
_KEPT: Final = 2
"""Builds in which a sentence may be missing before it is forgotten: one may have been cut off."""


class Remembered:
    """An encoder with a memory, an SQLite file at `path`; what is not asked for in two builds is forgotten.

    `watch` is told how many sentences have their vectors.
    """

    def __init__(self, encoder: Encoder, path: Path, watch: Callable[[int], None] = lambda _: None) -> None:
        self._encoder = encoder
        self._path = path
        self._watch = watch
        self._done = 0
        with closing(self._opened()) as data, data:
            (latest,) = data.execute("SELECT IFNULL(MAX(build), 0) FROM vector").fetchone()
            self._build = latest + 1
            data.execute("DELETE FROM vector WHERE build < ?", (self._build - _KEPT,))

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.int8]:
        """Return the vectors of `texts`, as the encoder does."""
        import numpy as np

        out = np.empty((len(texts), WIDTH), np.int8)
        with closing(self._opened()) as data:
            for start in range(0, len(texts), _AT_ONCE):
                part = texts[start : start + _AT_ONCE]
                with data:
                    out[start : start + len(part)] = self._part(data, part)
                self._done += len(part)
                self._watch(self._done)
        return out

    def _part(self, data: sqlite3.Connection, texts: Sequence[str]) -> npt.NDArray[np.int8]:
        import numpy as np

        keys = [self._key(text) for text in texts]
        marks = ",".join("?" * len(keys))
        known = dict(data.execute(f"SELECT key, numbers FROM vector WHERE key IN ({marks})", keys))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        known |= zip(missing, (vector.tobytes() for vector in self._encoder(list(missing.values()))), strict=True)
        rows = ((key, known[key], self._build) for key in keys)
        data.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)
        return np.frombuffer(b"".join(known[key] for key in keys), np.int8).reshape(len(keys), WIDTH)

    def _opened(self) -> sqlite3.Connection:
        data = sqlite3.connect(self._path)
        try:
            data.execute(_TABLE)
            data.execute("SELECT key, numbers, build FROM vector LIMIT 1")
        except sqlite3.DatabaseError:  # no memory at all: it costs time, and nothing else
            data.close()
            self._path.unlink()
            return self._opened()
        return data

    def _key(self, text: str) -> bytes:
        """A digest of the encoder and the sentence."""
        return hashlib.blake2b(
            f"{self._encoder.digest} {text}".encode("utf-8", "surrogatepass"), digest_size=16
        ).digest()
