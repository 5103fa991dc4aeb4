"""ZIP archives that are the same bytes for the same members: one date, one kind of system, members in a given order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import BinaryIO, Final

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP file can carry."""
_UNIX: Final = 3


def pack(file: BinaryIO, members: Iterable[tuple[str, bytes]]) -> None:
    """Write a ZIP archive of (name, data) to `file`.

    >>> import io
    >>> first, second = io.BytesIO(), io.BytesIO()
    >>> pack(first, [("a.txt", b"no")]), pack(second, [("a.txt", b"no")])
    (None, None)
    >>> first.getvalue() == second.getvalue()
    True
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
