"""The organisations of one document: what its letters stand for, in both directions, and short forms of long names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.linking.cast.outlets import is_called_like_an_outlet
from kg.linking.words import ORGANIZATION_WORDS, OUTLETS, PAPER_NAMES

_NAME: Final = r"[A-Z][\w’'&.-]{0,60}(?:\s+(?:of|and|for|the|on|&)|\s+[A-Z][\w’'&.-]{0,60}){1,9}"
_LONG_FIRST: Final = re.compile(rf"({_NAME})\s*[(\[]\s*[\"“”]?(?:the )?([A-Z][A-Z&]{{1,9}})[\"“”]?\s*[)\]]")
_SHORT_FIRST: Final = re.compile(rf"\b([A-Z][A-Z&]{{1,9}})\s*\(\s*(?:the )?({_NAME})\s*\)")
_FOR_SHORT: Final = re.compile(
    rf"({_NAME}),\s+(?:or\s+|known as\s+)?(?:the )?([A-Z][A-Z&]{{1,9}})(?:\s+for short)?\s*,"
)
_SMALL: Final = frozenset({"of", "and", "for", "the", "on", "in", "&"})
_LETTERS: Final = re.compile(r"(?:[A-Z]\.?){2,10}")


@dataclass
class Bodies:
    """The organisations of a document: `acronyms` maps letters to the long form, `shorts` a first word to a name."""

    acronyms: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, set[str]] = field(default_factory=dict)

    def long_form(self, name: str) -> str | None:
        """Return the long form of an acronym, or `name` itself where it is one; else None."""
        long = self.acronyms.get(name.replace(".", ""))
        return long or (name if name in self.acronyms.values() else None)

    def whole_name(self, short: str) -> str | None:
        """Return the one organisation whose name begins with the word `short`, or is its words turned round."""
        found = self.shorts.get(short, set()) | self.shorts.get(_turned(short), set())
        return next(iter(found)) if len(found) == 1 and short not in found else None


def bodies_of(text: str, organizations: Iterable[str]) -> Bodies:
    """Return what `text` says of acronyms, by "X (Y)", "Y (X)", or letters used beside a name with these initials.

    >>> bodies_of("the Department of Justice (DOJ)", []).acronyms
    {'DOJ': 'Department of Justice'}
    """
    bodies, named = Bodies(), list(dict.fromkeys(organizations))
    pairs = [(m[2], m[1]) for m in _LONG_FIRST.finditer(text)] + [(m[1], m[2]) for m in _SHORT_FIRST.finditer(text)]
    pairs += [(m[2], m[1]) for m in _FOR_SHORT.finditer(text)]
    for letters, words in pairs:
        if long := spelt_out(words.split(), letters):
            bodies.acronyms.setdefault(letters, long)
    longs = [name for name in named if len(name.split()) > 1]
    for letters in (name.replace(".", "") for name in named if _LETTERS.fullmatch(name) and len(name) > 2):
        meant = {name for name in longs if spelt_out(name.split(), letters) == name}
        if letters not in bodies.acronyms and len(meant) == 1:
            bodies.acronyms[letters] = meant.pop()
    for name in longs:
        bodies.shorts.setdefault(_turned(name), set()).add(name)
        if is_called_like_an_outlet(name) or name.split()[-1].lower() in ORGANIZATION_WORDS:
            bodies.shorts.setdefault(name.split()[-1], set()).add(name)
        first = name.split()[0]
        is_paper = name.split()[-1].lower() in PAPER_NAMES - OUTLETS.keys()  # "the Navy" is not the Navy Times
        if len(first) > 3 and first.lower() not in _SMALL and not is_paper:
            bodies.shorts.setdefault(first, set()).add(name)
    return bodies


def spelt_out(words: list[str], acronym: str) -> str | None:
    """Return the last of `words` whose initials spell the acronym: of "China's National … Commission" not "China's".

    Small words may count or not; one capital may be missing ("Prevention" in CDC).
    """
    letters = [sign for sign in acronym if sign.isalpha()]
    starts = [place for place, word in enumerate(words) if word.lower() not in _SMALL and word[0] == letters[0]]
    for missing in (0, 1):
        for start in starts:
            if _spells(words[start:], letters, missing if len(letters) > 2 else 0):
                return " ".join(words[start:])
    return None


def _spells(words: list[str], letters: list[str], missing: int) -> bool:
    place = 0
    for word in words:
        if place < len(letters) and word[0].upper() == letters[place]:
            place += 1
        elif word.lower() not in _SMALL:
            missing -= 1
    return place == len(letters) and missing >= 0


def _turned(name: str) -> str:
    """One form of "Ministry of Commerce" and "Commerce Ministry"."""
    head, _, rest = name.partition(" of ")
    return f"{rest.removeprefix('the ')} {head}" if rest and len(head.split()) == 1 else name
