"""Text that was read in a wrong encoding, mended piece by piece with ftfy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.repair.characters import Edit, decode, is_plain

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]{2,3000}|[\x80-\x84\x86-\x9f]|(?<![A-ZÀ-Þ])[ÂÃ] ")


def mojibake(text: str) -> Iterator[Edit]:
    """Yield the edits that mend mojibake, one a character where that is possible."""
    if text.isascii():
        return
    for match in _FOREIGN.finditer(text):
        at = match.start()
        for start, end, new in _demojibake(match[0]):
            yield at + start, at + end, new


@lru_cache(maxsize=4096)
def _demojibake(run: str) -> tuple[Edit, ...]:
    """Return the edits that mend one unbroken run of non-ASCII characters, one a character where that is possible."""
    import ftfy

    fixed = ftfy.fixes.fix_c1_controls(run) if len(run) == 1 else _fix_long(run)
    if fixed == run or not is_plain(fixed):
        return ()
    if len(fixed) == len(run):
        return tuple((i, i + 1, new) for i, (old, new) in enumerate(zip(run, fixed, strict=True)) if old != new)
    pieces: list[Edit] = []
    at = 0
    while at < len(run):
        width = _sequence(run, at)
        pieces.append((at, at + width, decode(_bytes(run[at : at + width]), "utf-8")))
        at += width
    if "".join(new for _, _, new in pieces) == fixed:
        return tuple(pieces)
    return ((0, len(run), fixed),)


def _fix_long(run: str) -> str:
    import ftfy
    from ftfy.badness import is_bad

    return str(ftfy.fix_encoding(run)) if is_bad(run) else run


def _bytes(run: str) -> bytes:
    import ftfy  # noqa: F401  (registers the codec)

    try:
        return run.encode("sloppy-windows-1252")
    except UnicodeEncodeError:
        return b"\xff"


def _sequence(run: str, at: int) -> int:
    """Return how many characters of `run` from `at` on were the bytes of one UTF-8 sequence."""
    lead = _bytes(run[at])[0]
    return 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 1
