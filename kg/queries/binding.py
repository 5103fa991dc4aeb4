r"""Puts values where a query has variables, as literals between the query's other words, and never inside them.

The engines' own ways of binding a variable are not used.  To them a bound variable is one more column that happens to
have a single value: a regular expression is then compiled again for every row (six times the time of a whole query),
and a server asked over HTTP has no way to be given one at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg.errors import QueryError
from kg.graph.literals import scalar_text

NO_CODE: Final = r"""
    "{3}(?:"{0,2}(?:[^"\\]|\\.))*+(?:"{3})? | '{3}(?:'{0,2}(?:[^'\\]|\\.))*+(?:'{3})?  # strings
    | "(?:[^"\\\n\r]|\\.)*+"? | '(?:[^'\\\n\r]|\\.)*+'?
    | <[^<>"{}|^`\\\s]*>                                                           # names in angle brackets
    | \#[^\n\r]*                                                                   # comments
"""
"""What stands in a query and is not to be read as words of SPARQL, as a verbose regular expression.

A string that does not end, which no engine takes, goes on to the end of its line, or of the query if it is a long one:
so every sign is looked at once.
"""

_TOKEN: Final = re.compile(
    rf"(?P<skip>{NO_CODE}) | (?P<word>[A-Za-z][\w:.-]*) | [?$](?P<variable>\w+) | (?P<sign>[(){{}}*])",
    re.VERBOSE | re.DOTALL,
)
_LISTS: Final = {"SELECT": "selected", "BY": "grouped or sorted by"}
_ENDS: Final = frozenset({"WHERE", "HAVING", "GROUP", "ORDER", "LIMIT", "OFFSET", "VALUES", "{", "}"})
_SAYS_HOW: Final = frozenset({"DISTINCT", "REDUCED"})


def fill(text: str, values: Mapping[str, str]) -> str:
    r"""Return the query `text` with every variable that `values` names replaced by its value, a plain literal.

    A variable that has a value is no column and no key to group or sort by any more.  Raises `QueryError` where nothing
    else is selected, or stands in such a list.

    >>> fill('SELECT ?s ?n { ?s rdfs:label ?n } # ?n', {"n": 'x" } #\\'})
    'SELECT ?s  { ?s rdfs:label "x\\" } #\\\\" } # ?n'
    >>> fill("SELECT ?d (COUNT(?s) AS ?c) { ?s ?p ?d, ?t } GROUP BY ?d ?t", {"t": "a"})
    'SELECT ?d (COUNT(?s) AS ?c) { ?s ?p ?d, "a" } GROUP BY ?d '
    """
    place = _Place()
    parts, end = [], 0
    for token in _TOKEN.finditer(text):
        parts.append(text[end : token.start()])
        end = token.end()
        value = values.get(token["variable"] or "")
        place.pass_by(token, value is not None)
        if value is None:
            parts.append(token[0])
        elif not place.is_list:
            parts.append(literal(value))
    place.end()
    return "".join([*parts, text[end:]])


def literal(value: str) -> str:
    r"""Return `value` as a plain literal of SPARQL.

    >>> literal('say "no"\n')
    '"say \\"no\\"\\n"'
    >>> print(literal(r"\u0022"))
    "\\\U000000750022"
    """
    escaped = scalar_text(value).translate(_ESCAPES)
    # some engines take \\u0022 for a character before they look for strings: behind a backslash u is an escape itself
    return '"' + _BEFORE_U.sub(lambda u: f"\\\\\\U{ord(u[1]):08X}", escaped) + '"'


_BEFORE_U: Final = re.compile(r"\\\\([uU])")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class _Place:
    """Where in a query a token stands: `is_list` in a list of columns or keys itself, not inside its parentheses."""

    def __init__(self) -> None:
        self.is_list = False
        self._list = ""
        self._open = self._others = 0

    def pass_by(self, token: re.Match[str], bound: bool) -> None:
        word = (token["word"] or token["sign"] or "").upper()
        if self._list and not self._open and word in _ENDS:
            self.end()
        if word in _LISTS and not self._open:
            self._list, self._others = _LISTS[word], 0
        elif self._list:
            self._open += (word == "(") - (word == ")")
            self._others += not (bound or token["skip"] or word in _SAYS_HOW)
        self.is_list = bool(self._list) and not self._open

    def end(self) -> None:
        """Leave the list, if this is one."""
        if self._list and not self._others:
            raise QueryError(f"everything that is {self._list} is given already; name something else as well")
        self._list = ""
