"""What every pass of the repair needs: the edit, and which characters may stand in a view."""

from __future__ import annotations

import re
from typing import Final

Edit = tuple[int, int, str]
"""Start and end in the text before a pass, and what stands there afterwards."""

SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


_HALVES: Final = re.compile("[\ud800-\udfff]")


def mended(text: str) -> str:
    """Return `text` with every half surrogate, which no file can hold, replaced by U+FFFD: offsets stay.

    Broken fonts give them, and JSON may write them.
    """
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


def decode(data: bytes, encoding: str) -> str:
    """Return what `data` says, "" where it is not in that encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def is_plain(new: str) -> bool:
    """Return whether `new` may stand in a view: no control character, no line break of any kind, no backslash."""
    return all((c.isprintable() and c != "\\") or c in SPACES or c in "\u00ad\u200b\u200c\u200d\ufeff" for c in new)
