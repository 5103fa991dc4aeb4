"""Whom "the central bank" and "the UN's nuclear watchdog" stand for: bodies that the gazetteer knows by that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure
from kg.words.gazetteer import country_of_people, entry_named

_ANYWHERE: Final = frozenset({"un", "u.n.", "united nations", "global", "international", "world", "powerful"})
_OWNED: Final = re.compile(r"[’']s?(?=\s|$)")


def by_calling(words: str, named: Iterable[Figure]) -> Link | None:
    """Return the nearest of the bodies `named` that is called by `words` ("central bank", "Japan's central bank").

    Words before tell whose it is: then the body must be of that country.
    """
    phrase = _OWNED.sub("", words).lower().strip()
    found: list[str] = []
    for figure in named:
        entry = entry_named(figure.link.actor)
        called = next((c for c in entry.called if phrase == c or phrase.endswith(f" {c}")), None) if entry else None
        if entry is None or called is None or entry.name in found:
            continue
        if _is_whose(phrase[: -len(called)].strip(), entry.country):
            found.append(entry.name)
    return Link(found[0], "organization", "nominal", 0.75 if len(found) == 1 else 0.5) if found else None


def _is_whose(words: str, code: str | None) -> bool:
    if not words or words in _ANYWHERE:
        return True
    country = country_of_people(words) or entry_named(words)
    return country is not None and country.country is not None and country.country == code
