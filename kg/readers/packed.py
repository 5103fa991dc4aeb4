"""Compressed files as streams of bytes: never held whole, bounded against bombs, and told where they are cut off."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from kg.errors import ReadError

RATIO: Final = 200
"""How many times their packed size bytes may have; text packs to a third or a tenth, and the best of tables to 1/50."""
FLOOR: Final = 256 << 20
"""Unpacked bytes up to which any ratio will do."""
_PIECE: Final = 4096  # packed bytes at a time: zstd may make 32,000 times as many of them
_BUFFER: Final = 1 << 17


@contextmanager
def opened(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give the bytes of `file`, unpacked where `name` ends in .gz or .zst, as a stream; both are closed at the end.

    Reading from it raises `ReadError` where the packed file is cut off, damaged, or unpacks to more than `RATIO` times
    its size; what came before can be read.  A name inside the packed file means nothing.

    >>> import gzip
    >>> with opened(io.BytesIO(gzip.compress(b"Ann said no.")), "a.txt.gz") as stream:
    ...     stream.read()
    b'Ann said no.'
    """
    unpacker = _UNPACKERS.get(Path(name).suffix.casefold())
    with file:
        yield io.BufferedReader(_Unpacked(file, unpacker()), _BUFFER) if unpacker else file


def is_packed(path: Path) -> bool:
    """Return whether `opened` unpacks a file of that name."""
    return path.suffix.casefold() in _UNPACKERS


class _Frame:
    """One member of a packed file while it is unpacked, with the two answers that zlib and zstd spell alike."""

    decompress: Callable[..., bytes]
    eof: bool
    unused_data: bytes


class _Unpacked(io.RawIOBase):
    """Unpacks member after member of `file`, a bounded piece at a time."""

    def __init__(self, file: BinaryIO, start: Callable[[], _Frame]) -> None:
        self._file, self._start = file, start
        self._frame: _Frame | None = None
        self._waiting, self._ready = b"", memoryview(b"")
        self._packed = self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready and self._more():
            pass
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self) -> bool:
        """Unpack another piece; return False at the end of the file."""
        if self._size > max(FLOOR, RATIO * self._packed):
            raise ReadError(
                f"it unpacks to more than {RATIO} times its size, as a bomb does; the rest was not read: "
                "unpack it yourself if it is none"
            )
        piece = self._waiting or self._file.read(_PIECE)
        self._packed += 0 if self._waiting else len(piece)
        self._waiting = b""
        if not piece:
            if self._frame is not None:
                raise ReadError("it is cut off here, and what comes after is missing; fetch it again")
            return False
        if self._frame is None and not piece.strip(b"\0"):
            return True  # tapes and tar pad with zeros
        self._unpack(piece)
        return True

    def _unpack(self, piece: bytes) -> None:
        self._frame = self._frame or self._start()
        try:
            data = self._frame.decompress(piece)
        except Exception as error:  # zlib.error, or what zstd raises: the module is there only where it is needed
            raise ReadError(f"it is damaged here ({str(error)[:80]}); fetch it again") from error
        if self._frame.eof:
            self._waiting, self._frame = self._frame.unused_data, None
        self._size += len(data)
        self._ready = memoryview(data)


def _gzip() -> Callable[[], _Frame]:
    return lambda: zlib.decompressobj(wbits=31)  # type: ignore[return-value]


def _zstd() -> Callable[[], _Frame]:
    try:
        import zstandard
    except ModuleNotFoundError as error:
        raise ReadError(
            f"reading .zst needs {error.name}, which is not installed: pip install 'saidgraph[zst]'"
        ) from error
    return zstandard.ZstdDecompressor().decompressobj  # type: ignore[return-value]


_UNPACKERS: Final[dict[str, Callable[[], Callable[[], _Frame]]]] = {".gz": _gzip, ".zst": _zstd}
