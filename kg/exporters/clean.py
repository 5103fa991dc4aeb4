"""What a format cannot carry, or a program would run, is made harmless here and nowhere else.

Two rules.  Where offsets matter, a character that cannot be written becomes U+FFFD, one for one, so that every offset
still points at its place.  Where a spreadsheet would run a cell, an apostrophe goes before it; `uncell` takes it off.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("[\\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN: Final = re.compile("[<\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_RUNS: Final = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_RAN: Final = re.compile("''*[=+\\-@\t\r\n＝＋－＠]")


def whole(text: str) -> str:
    r"""Return `text` without half surrogate pairs, which no encoding of Unicode can carry; its length stays.

    >>> whole("a\ud83d!") == "a\ufffd!"
    True
    """
    return text if text.isascii() else _SURROGATES.sub(REPLACEMENT, text)


def xml_text(text: str) -> str:
    r"""Return `text` with what XML 1.0 cannot carry, even escaped, as U+FFFD; its length stays.

    >>> xml_text("a\x00b\x1b\n") == "a\ufffdb\ufffd\n"
    True
    """
    return _NOT_XML.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    r"""Return `text` on one line: line breaks, tabs and control characters become single spaces.

    >>> one_line(" Ann\r\nsaid\x00no ")
    'Ann said no'
    """
    return whole(_BREAKS.sub(" ", text)).strip()


def cell(text: str) -> str:
    """Return `text` as a spreadsheet may read it: what it would run as a formula begins with an apostrophe.

    That is a cell whose first character after any apostrophes is `=`, `+`, `-`, `@` (also in full width), a tab or a
    line break.  All other text stays as it is, but for control characters, which become U+FFFD, and line breaks, all
    of which become `\\n`: readers of CSV disagree about a carriage return.

    >>> cell("=cmd()"), cell("'=cmd()"), cell("'twas")
    ("'=cmd()", "''=cmd()", "'twas")
    """
    text = xml_text(text).replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if _RUNS.match(text) else text


def uncell(text: str) -> str:
    """Return what `cell` was given, control characters and kinds of line breaks apart.

    >>> [uncell(cell(text)) for text in ("=cmd()", "'=cmd()", "'twas")]
    ['=cmd()', "'=cmd()", "'twas"]
    """
    return text[1:] if _RAN.match(text) else text


def dump_json(value: Any) -> str:
    r"""Return `value` as one line of JSON, harmless inside a page's `<script>` element too.

    `<`, control characters and those that turn the direction of text are escaped; a program reads the same.

    >>> dump_json({"a": "</script>"})
    '{"a": "\\u003c/script>"}'
    """
    text = whole(json.dumps(value, ensure_ascii=False, allow_nan=False))
    # these stand only inside strings, where an escape means the same
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
