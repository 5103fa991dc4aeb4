"""How one name may be a shorter way of calling another: without the middle name, by initials, spelt otherwise.

Names are compared in plain letters: without marks, capitals, dots and hyphens.  What tells a son from his father (Jr.,
III) must be the same in both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

_SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL: Final = frozenset({"and", "of", "the", "for", "on", "in", "de", "des", "du", "la", "le"})
_FEWEST: Final = 2
_LETTERS: Final = range(_FEWEST, 9)
"""How many letters a body may be called by."""


class Person(NamedTuple):
    """The name of a person in plain letters: what is given, the last name, and what tells a son from his father."""

    given: tuple[str, ...]
    last: str
    suffix: str


def plain(name: str) -> str:
    """Return a name in small letters without marks and signs.

    >>> plain("Felipe Calderón-Hinojosa"), plain("U.S. Steel")
    ('felipe calderon hinojosa', 'us steel')
    """
    letters = unicodedata.normalize("NFKD", name.replace(".", "" if re.search(r"\b\w\.\w\.", name) else " "))
    return " ".join(re.findall(r"\w+", "".join(sign for sign in letters if not unicodedata.combining(sign)).casefold()))


@lru_cache(maxsize=65_536)
def person(name: str) -> Person:
    """Return the parts of a person's name.

    >>> person("Harry B. Harris Jr.")
    Person(given=('harry', 'b'), last='harris', suffix='jr')
    """
    words = plain(name).split() or [""]
    suffix = words.pop() if len(words) > _FEWEST and words[-1] in _SUFFIXES else ""
    return Person(tuple(words[:-1]), words[-1], suffix)


def groups_of(name: str, kind: str) -> Iterator[str]:
    """Yield the groups in which a name (of a "person" or "body") is put beside others: its last name; it, its letters.

    >>> list(groups_of("Barack Obama", "person")), list(groups_of("National Bank of Ruritania", "body"))
    (['obama'], ['national bank of ruritania', 'nbr'])
    """
    if kind == "person":
        yield person(name).last
        return
    yield plain(name)
    if letters := initials(name):
        yield letters


def initials(name: str) -> str:
    """Return what the letters of a body of several words are, in small letters, or nothing."""
    words = [word for word in re.findall(r"\w+", name) if word.casefold() not in _SMALL]
    letters = "".join(word[0] for word in words if word[0].isupper()).casefold()
    return plain(letters) if len(words) == len(letters) and len(letters) in _LETTERS else ""


def way(one: str, other: str, kind: str = "person") -> str | None:
    """Return how the name `one` of a "person" or "body" may be a lesser way of calling `other`, or None.

    >>> way("Donald Trump", "Donald J. Trump"), way("J. Powell", "Jerome H. Powell"), way("Ann Lee", "Amy Lee")
    ('middle name', 'initials', None)
    """
    if kind != "person":
        return "spelling" if plain(one) == plain(other) else None
    mine, others = person(one), person(other)
    if mine[1:] != others[1:] or not mine.given or len(mine.given) > len(others.given):
        return None
    if mine == others:
        return "spelling"
    first, its = mine.given[0], others.given[0]
    if not _fits(first, its) or not _in_order(mine.given[1:], others.given[1:]):
        return None
    return "middle name" if first == its and mine.given[1:] == () else "initials"


def _fits(one: str, other: str) -> bool:
    """ "j" and "jerome" fit, "jerome" and "j" do not: the second must tell more."""
    return one == other or (len(one) == 1 and other.startswith(one))


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(any(_fits(name, there) for there in rest) for name in few)
