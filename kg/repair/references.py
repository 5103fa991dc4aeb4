"""Characters written out: escapes such as `\\u201c`, and HTML entities whole or torn (`& ldquo;`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5, name2codepoint
from typing import Final

from kg.repair.characters import Edit, decode, is_plain

_ESCAPES: Final = re.compile(r"(?:\\x[0-9a-fA-F]{2})+|(?:\\u[0-9a-fA-F]{4})+")
_WORD: Final = re.compile(r"\\x(..)|\\u(....)")


def escapes(text: str) -> Iterator[Edit]:
    """Yield the edits that turn escapes written out into their characters."""
    if "\\x" not in text and "\\u" not in text:
        return
    for match in _ESCAPES.finditer(text):
        units = [(m.start(), m.end(), int(m[1] or m[2], 16)) for m in _WORD.finditer(match[0])]
        group = _utf8_groups(units) if match[0][1] == "x" else _utf16_groups(units)
        for start, end, new in group:
            if new and is_plain(new):
                yield match.start() + start, match.start() + end, new


def _utf8_groups(units: list[tuple[int, int, int]]) -> Iterator[Edit]:
    """Yield one edit a character; bytes that are no UTF-8 are read as Windows-1252."""
    index = 0
    while index < len(units):
        lead = units[index][2]
        width = 1 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        group = units[index : index + width]
        new = decode(bytes(unit[2] for unit in group), "utf-8") if width > 1 else ""
        if not new:
            group = units[index : index + 1]
            new = decode(bytes([lead]), "cp1252")
        yield group[0][0], group[-1][1], new
        index += len(group)


def _utf16_groups(units: list[tuple[int, int, int]]) -> Iterator[Edit]:
    index = 0
    while index < len(units):
        width = 2 if 0xD800 <= units[index][2] < 0xDC00 else 1
        group = units[index : index + width]
        yield group[0][0], group[-1][1], decode(b"".join(u[2].to_bytes(2, "big") for u in group), "utf-16-be")
        index += len(group)


_ENTITY: Final = re.compile(
    r"&(?P<torn>\ ?)(?:amp;\ ?){0,4}(?:\#(?P<number>x[0-9a-fA-F]{1,6}|[0-9]{1,7})\ ?(?P<numberend>;)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31})(?P<gap>\ ?)(?P<end>;?))",
)
_AMPERSAND: Final = re.compile(r"&(?:amp;)+")
# written without its semicolon or torn by spaces, an entity must not be an English word ("cost & image; price")
_WORDS: Final = set(
    re.findall(
        r"\w+",
        "and or not sub sup int sum prop part image real cap cup ne ni pi mu nu xi chi psi eta rho tau phi piv alpha"
        " beta gamma delta theta lambda sigma omega empty exist forall there4 ang lang rang le ge",
    )
)
_TORN: Final = name2codepoint.keys() - _WORDS | {"apos"}
_OPEN: Final = {"nbsp", "quot", "sbquo", "bull", "laquo", "raquo", "ndash", "mdash", "hellip"} | {
    f"{side}{kind}quo" for side in "lrsb" for kind in "sd" if f"{side}{kind}quo" in name2codepoint
}


def entities(text: str) -> Iterator[Edit]:
    """Yield the edits that turn HTML entities into their characters."""
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        new, end = _entity(match)
        if not new and (alone := _AMPERSAND.match(text, match.start())):
            new, end = "&", alone.end()  # "Morrow &amp; Finch": what follows is a word
        if new and is_plain(new):
            yield match.start(), end, new


def _entity(match: re.Match[str]) -> tuple[str, int]:
    """Return what the entity means ("" for none) and where it ends."""
    if match["numberend"]:
        number = match["number"]
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        known = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        # browsers read 128 to 159 as Windows-1252
        new = decode(bytes([code]), "cp1252") if 0x80 <= code < 0xA0 else chr(code) if known else ""
        return new, match.end()
    name = match["name"]
    if not match["end"]:
        return _unclosed(match, name)
    if match["torn"] or match["gap"]:
        lower = name if name in _TORN else name.lower()
        return (html5.get(lower + ";", "") if lower in _TORN else ""), match.end()
    return html5.get(name + ";") or html5.get(name.lower() + ";", ""), match.end()


def _unclosed(match: re.Match[str], name: str) -> tuple[str, int]:
    """Return the meaning of `&nbsp` and its like; a query string (`?a=1&copy=2`) and `R&D` have none.

    The next word may run on (`&nbspBut`); it must then begin with a capital.
    """
    end = match.end("name")
    following = match.string[end : end + 1]
    if name in _OPEN and following != "=":
        return html5[name + ";"], end
    for length in range(4, 7):
        if name[:length] in _OPEN and name[length : length + 1].isupper():
            return html5[name[:length] + ";"], match.start("name") + length
    return "", end
