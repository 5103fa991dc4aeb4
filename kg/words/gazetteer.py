"""Countries, international bodies and metonyms: whom names that every paper uses stand for, in every document alike.

Names of countries come from ISO 3166 (pycountry) and `ontology/countries.ttl`, the rest from `bodies.ttl` and
`metonyms.ttl`; people edit the Turtle.  Outlets are in `kg.words.lexicon`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from kg.ids import actor_key
from kg.words.lexicon import concepts_in, outlet_named

_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_KG: Final = "https://w3id.org/saidgraph#"
_WITH_ARTICLE: Final = re.compile(
    r"^(?:United|Netherlands|Philippines|Maldives|Bahamas|Gambia|Holy See|Czech|Democratic|Central African|Dominican)"
    r"|(?:Islands|Republic)$"
)
CAPITAL_SCORE: Final = 0.8
PEOPLE_SCORE: Final = 0.7
COUNTRY_SCORE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """Something every paper knows by name: canonical name, type (`kg.model.ACTOR_TYPES`), Wikidata item if certain.

    `called` is what texts call a body in turn ("central bank"), `country` the code of its own country where it has one.
    """

    name: str
    type: str
    match: str | None = None
    called: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Who is meant where a name speaks for others: the name, how that is known, how sure it is in [0, 1]."""

    name: str
    method: str
    score: float


def entry_named(name: str) -> Entry | None:
    """Return the country or international body called `name` (case, dots and a leading "the" do not count), or None.

    >>> entry_named("the U.S.").name, entry_named("WTO").name, entry_named("Beijing")
    ('United States', 'World Trade Organization', None)
    """
    return _entries().get(_key(name))


def country_of_people(demonym: str) -> Entry | None:
    """Return the country whose people, or adjective, `demonym` is, in singular or plural; or None.

    >>> country_of_people("Danes").name, country_of_people("Chinese").name, country_of_people("Peter")
    ('Denmark', 'China', None)
    """
    key = _key(demonym)
    return _demonyms().get(key) or _demonyms().get(key.removesuffix("s"))


def country_of_capital(city: str) -> Entry | None:
    """Return the country whose government is called by the name of `city`, or None.

    >>> country_of_capital("Beijing").name
    'China'
    """
    return _capitals().get(_key(city))


def reading_of(name: str) -> Reading | None:
    """Return who is meant where `name`, a capital, house, people or country, speaks; None where it means itself.

    >>> reading_of("Kremlin"), reading_of("Washington").name
    (Reading(name='government of Russia', method='house', score=0.85), 'government of the United States')
    """
    if (known := _metonyms().get(_key(name))) is not None:
        return known[1]
    if country := country_of_capital(name):
        return Reading(government_of(country.name), "capital", CAPITAL_SCORE)
    entry = entry_named(name)
    if entry is not None and entry.type == "country":
        return Reading(government_of(entry.name), "country", COUNTRY_SCORE)
    return None


def metonym_named(name: str) -> str | None:
    """Return the canonical name of a house, street or city that speaks for others, or None.

    >>> metonym_named("10 Downing Street")
    'Downing Street'
    """
    found = _metonyms().get(_key(name))
    return found[0] if found else None


def government_of(country: str) -> str:
    """Return what the government of a country is called.

    >>> government_of("China"), government_of("United States")
    ('government of China', 'government of the United States')
    """
    return f"government of {'the ' if _WITH_ARTICLE.search(country) else ''}{country}"


@lru_cache(maxsize=16_384)
def exact_match(name: str) -> str | None:
    """Return the IRI of the Wikidata item of a country, international body or outlet, where it is certain.

    >>> exact_match("Denmark"), exact_match("Ann Lee")
    ('http://www.wikidata.org/entity/Q35', None)
    """
    if (entry := entry_named(name)) is not None:
        return entry.match if entry.name == name else None
    outlet = outlet_named(name)
    return outlet.match if outlet is not None and outlet.name == name else None


def _key(name: str) -> str:
    return re.sub(r"^the |[’']$", "", actor_key(name)).replace(".", "")


@cache
def _entries() -> Mapping[str, Entry]:
    """Countries and bodies by every name and alias; letters with dots and without."""
    found: dict[str, Entry] = {}
    for entry, concept in (*_countries(), *_bodies()):
        for alias in (entry.name, *concept.get(_SKOS + "altLabel", ())):
            found.setdefault(_key(alias), entry)
            found.setdefault(_key(alias.replace(".", "")), entry)
            if alias.isupper() and alias.isalpha() and len(alias) < 5:
                found.setdefault(_key(".".join(alias) + "."), entry)
    known = {concept[_KG + "country"][0]: entry for entry, concept in _countries()}
    for code, names in _iso():
        entry = known.get(code) or Entry(names[0], "country")
        for name in names:
            found.setdefault(_key(name), entry)
    return found


@cache
def _countries() -> tuple[tuple[Entry, Mapping[str, list[str]]], ...]:
    return tuple((_entry(concept, "country"), concept) for concept in concepts_in("countries.ttl").values())


def _bodies() -> tuple[tuple[Entry, Mapping[str, list[str]]], ...]:
    return tuple((_entry(concept, "organization"), concept) for concept in concepts_in("bodies.ttl").values())


def _entry(concept: Mapping[str, list[str]], kind: str) -> Entry:
    name, called = concept[_SKOS + "prefLabel"][0], tuple(concept.get(_KG + "calledBy", ()))
    match, country = (next(iter(concept.get(key, ())), None) for key in (_SKOS + "exactMatch", _KG + "country"))
    return Entry(name, kind, match, called, country)


def _iso() -> list[tuple[str, list[str]]]:
    """Every country of ISO 3166 with its code and its names, the usual one first; those turned round left out."""
    import pycountry

    found = []
    for country in pycountry.countries:
        names = [getattr(country, kind, None) for kind in ("common_name", "name", "official_name")]
        found.append((country.alpha_2, [name for name in names if name and ", " not in name]))
    return [(code, names) for code, names in found if names]


@cache
def _demonyms() -> Mapping[str, Entry]:
    return {_key(word): entry for entry, concept in _countries() for word in concept.get(_KG + "demonym", ())}


@cache
def _capitals() -> Mapping[str, Entry]:
    return {_key(city): entry for entry, concept in _countries() for city in concept.get(_KG + "capital", ())}


@cache
def _metonyms() -> Mapping[str, tuple[str, Reading]]:
    found: dict[str, tuple[str, Reading]] = {}
    for concept in concepts_in("metonyms.ttl").values():
        name = concept[_SKOS + "prefLabel"][0]
        who, how, sure = (concept[f"{_KG}standsFor{part}"][0] for part in ("Name", "Method", "Score"))
        for alias in (name, *concept.get(_SKOS + "altLabel", ())):
            found[_key(alias)] = name, Reading(who, how, float(sure))
    return found
