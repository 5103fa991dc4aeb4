"""Whom "the Japanese leader" and "the Kremlin chief" stand for: who was introduced as what leads that country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kg.linking.cast.introductions import Introduction
from kg.linking.cast.named import Link
from kg.words.gazetteer import country_of_capital, country_of_people, entry_named, government_of, reading_of

_LEAD: Final = frozenset({"president", "premier", "chancellor", "king", "queen", "leader", "prince", "pope"})
_CALLED: Final = frozenset({"leader", "chief", "ruler", "strongman"})
_NOT_FIRST: Final = frozenset({"vice", "deputy", "opposition", "former", "ex-president", "ex-premier", "then"})


def leader(head: str, modifiers: frozenset[str], introduced: Sequence[tuple[str, Introduction]]) -> Link | None:
    """Return who of `introduced` (nearest first) leads the country that the words before "leader" or "chief" name.

    Whoever leads a state of which nothing is said beside his name may be meant where nobody else leads one.
    """
    country = _country(" ".join(sorted(modifiers)), modifiers) if head in _CALLED else None
    if country is None:
        return None
    leading = [(actor, said) for actor, said in introduced if _leads(said)]
    own = list(dict.fromkeys(actor for actor, said in leading if country in _countries(said.words)))
    if own:
        return Link(own[0], "person", "nominal", 0.7 if len(own) == 1 else 0.5)
    placed = {actor for actor, said in introduced if _countries(said.words)}
    others = {actor for actor, _ in leading} - placed
    return Link(others.pop(), "person", "nominal", 0.5) if len(others) == 1 else None


def is_of_another(modifiers: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether the `words` of an introduction name another country than `modifiers` do."""
    meant, told = _countries(modifiers), _countries(words)
    return bool(meant and told) and not meant & told


def _leads(said: Introduction) -> bool:
    first = bool(said.heads & _LEAD) or ("minister" in said.heads and "prime" in said.words)
    return first and not said.words & _NOT_FIRST


def _countries(words: frozenset[str]) -> set[str]:
    """The countries that the words of an introduction name, by one word or by two ("north korean")."""
    found = {_country(word, frozenset({word})) for word in words}
    pairs = {_country(f"{one} {other}", frozenset({one})) for one in words & _FIRST_WORDS for other in words}
    return {name for name in (pairs if any(pairs) else found) if name}


_FIRST_WORDS: Final = frozenset({"north", "south", "new", "saudi", "united", "sri", "costa", "el"})


@lru_cache(maxsize=4_096)
def _country(words: str, parts: frozenset[str]) -> str | None:
    """Return the country that a demonym, a name, a capital or a house means; `parts` may stand in another order."""
    for name in {words, " ".join(reversed(words.split()))} if len(parts) > 1 else {words}:
        if (entry := country_of_people(name) or entry_named(name) or country_of_capital(name)) is not None:
            return entry.name if entry.type == "country" else None
        reading = reading_of(name)
        if reading is not None and reading.name.startswith(_GOVERNMENT):
            return reading.name.removeprefix(_GOVERNMENT).removeprefix("the ")
    return None


_GOVERNMENT: Final = government_of("")
