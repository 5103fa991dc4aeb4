r"""Finds in a query the words that would have an engine ask elsewhere, however they are written.

An engine reads a query from left to right and takes a keyword wherever the grammar lets it: right behind a full stop, a
number or another word, and before a colon.  So a query is read here as it is there, sign by sign, and whatever might be
read in two ways counts as the worse one.

>>> leaves("SELECT * { ?s ?p ?o.SERVICE <http://a/> { } }"), leaves("ASK { ?from ex:service 'from service' } # from")
(True, False)
"""

from __future__ import annotations

import re
from typing import Final

_LOCAL: Final = r"(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])"
_TOKEN: Final = re.compile(
    rf"""
    "{{3}}(?:"{{0,2}}(?:[^"\\]|\\.))*+(?:"{{3}})? | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*+(?:'{{3}})?  # long strings
    | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?                                            # short ones
    | \#[^\n\r]*                                      # comments
    | [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)*+         # variables, languages
    | <(?P<name>[^<>"{{}}|^`\\\s]*)>                  # names in angle brackets, or an operator and what follows
    | (?=[^\W\d]|:)(?P<word>[^\W\d](?:[\w-]|\.+(?=[\w-]))*+)?(?::(?:{_LOCAL}(?:\.*{_LOCAL})*+)?+)?  # words, names
    """,
    re.VERBOSE | re.DOTALL,
)
_OUTSIDE: Final = re.compile("service|from", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][\w+.-]*://", re.ASCII)
_COULD_BE_CODE: Final = frozenset("#)'")
"""Signs by which what looks like a name may be the end of an expression: "FILTER(1<2)#>"."""


def leaves(text: str) -> bool:
    """Tell whether `text`, a query, has or may have a word that asks another server or names a graph to be fetched."""
    # an engine may take an escape like \\u005c before it looks for strings, or after: neither may hide a word
    return any(_has_word(reading) for reading in {text, unescaped(text)})


def _has_word(text: str) -> bool:
    if not _OUTSIDE.search(text):
        return False
    return any(_is_outside(token) for token in _TOKEN.finditer(text))


def _is_outside(token: re.Match[str]) -> bool:
    if name := token["name"]:  # no expression has // behind a colon
        return not _ABSOLUTE.match(name) and not _COULD_BE_CODE.isdisjoint(name)
    return _OUTSIDE.search(token["word"] or "") is not None  # "trueSERVICE:a" may be three things


def unescaped(text: str) -> str:
    r"""Return `text` with the signs for which \\uXXXX and \\UXXXXXXXX stand."""
    return re.sub(r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})", lambda found: _sign(found[1] or found[2]), text)


def _sign(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else " "
