"""How the server and a worker talk over a pipe: a job is a line of JSON, an answer a run of frames.

A frame is a letter and the length of what follows.  `HEAD` holds JSON (`media`, or `problem` and `message`), `DATA` a
part of the answer, `END` nothing.
"""

from __future__ import annotations

import struct
from asyncio import StreamReader
from typing import BinaryIO, Final

HEAD: Final = b"h"
DATA: Final = b"d"
END: Final = b"e"
MOST: Final = 1 << 18
"""Bytes of the largest frame that is written."""

_SHAPE: Final = struct.Struct(">cI")


def write(file: BinaryIO, kind: bytes, payload: bytes | memoryview = b"") -> None:
    """Write one frame, or several where `payload` is long."""
    view = memoryview(payload)
    for start in range(0, max(len(view), 1), MOST):
        part = view[start : start + MOST]
        file.write(_SHAPE.pack(kind, len(part)))
        file.write(part)
    file.flush()


async def read(reader: StreamReader) -> tuple[bytes, bytes]:
    """Return kind and payload of the next frame; raises `asyncio.IncompleteReadError` where the writer has ended."""
    kind, length = _SHAPE.unpack(await reader.readexactly(_SHAPE.size))
    return kind, await reader.readexactly(length)
