"""Who a person's name stands for: spelling variants, surnames, first names, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.cast.names import Names, person_name
from kg.linking.cast.outlets import is_called_like_an_outlet, is_introduced_as_an_outlet
from kg.linking.words import (
    EVERYWHERE,
    FEMALE_TITLES,
    MALE_TITLES,
    ORGANIZATION_WORDS,
    PARTY_NAMES,
)
from kg.model import Span
from kg.words.first_names import gender_of_name
from kg.words.gazetteer import country_of_capital, country_of_people, entry_named, metonym_named
from kg.words.lexicon import outlet_named

OF_SEVERAL: Final = re.compile(r"(?:s|ish|ese|ch|sh)$")
""" "the Danes", "the British", "the Chinese", "the French"; "the German" is one of them."""
SHARED: Final = 0.8
"""The score from which a surname is sure: of one that nobody else bears, or that a title decides."""
ENTITY_TYPES: Final = {"PERSON": "person", "ORG": "organization", "GPE": "country", "NORP": "group"}
OWNED: Final = re.compile(r"^[A-Z][\w-]+[’']s\s+(?=[A-Z])")
"""Whose a body is: "Zemlia's National Planning Council"."""


@dataclass(frozen=True, slots=True)
class Link:
    """An opinion on who a source is: name, type (see `kg.model.ACTOR_TYPES`), by which method, how sure in [0, 1]."""

    actor: str
    actor_type: str
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class Source:
    """The source of one attribution as the methods see it."""

    words: str
    span: Span
    names: Names
    is_inside: bool = False
    """Whether a word in small letters stands right before, so that a capital is no sentence's."""

    def before(self, mention: Mention) -> str:
        """Return the source's words before a mention."""
        return self.words[: mention.span[0] - self.span[0]]

    def after(self, mention: Mention) -> str:
        """Return the source's words after a mention."""
        return self.words[mention.span[1] - self.span[0] :]


def well_known(name: str) -> Link | None:
    """Return the country, capital, house or body that every paper calls by this name, or None.

    >>> well_known("U.S.")
    Link(actor='United States', actor_type='country', method='acronym', score=0.9)
    >>> well_known("Kremlin").actor_type, well_known("Beijing").actor_type
    ('organization', 'country')
    """
    if (entry := entry_named(name)) is not None:
        is_letters = name.replace(".", "").isupper() and len(name) < 8
        return Link(entry.name, entry.type, "acronym" if is_letters else "gazetteer", 0.9)
    if (house := metonym_named(name)) is not None:
        return Link(house, "organization", "gazetteer", 0.85)
    return Link(name, "country", "gazetteer", 0.85) if country_of_capital(name) else None


def body(name: str, label: str, before: str = "") -> Link:
    """Return the body, outlet, country or people that a name with the label of an entity stands for.

    `before` are the words before it, which may say what it is.

    >>> body("NRT", "GPE", "the Norlandic broadcaster ").actor_type
    'outlet'
    """
    if not all(word.lower() in EVERYWHERE for word in OWNED.sub("", name).split()):
        name = OWNED.sub("", name)  # the Bundesbank of "Germany's Bundesbank", but "China's Foreign Ministry"
    if (known := well_known(name)) is not None:
        return known
    if label == "ORG" and (outlet := outlet_named(name)) is not None and not outlet.needs_context:
        return Link(outlet.name, "outlet", "gazetteer", 0.9)
    if (
        label == "NORP"
        and before.strip().lower() == "the"
        and OF_SEVERAL.search(name)
        and (country := country_of_people(name)) is not None
    ):
        return Link(country.name, "country", "people", 0.8)
    if label != "NORP" and (is_called_like_an_outlet(name) or is_introduced_as_an_outlet(before)):
        return Link(name, "outlet", "entity", 0.8)
    is_body = name.split()[-1].lower() in ORGANIZATION_WORDS or (label != "NORP" and name.lower() in PARTY_NAMES)
    return Link(name, "organization" if is_body else ENTITY_TYPES[label], "entity", 0.85)


def person(source: Source, mention: Mention) -> Link:
    """Return who a person's name in a source stands for."""
    before = source.before(mention)
    return named_person(person_name(mention.text), f"{before} {mention.text}", mention.span[0], source.names)


def named_person(name: str, words: str, position: int, names: Names) -> Link:
    """Return who a name without titles stands for at `position`, `words` being the name with what stands before it.

    Of several with one surname, a title that tells "he" or "she" decides, then who alone was named in full just
    before; else the last of them, with a score that says so.
    """
    people = names.people
    if " " in name and actor_key(name) not in people.surnames:  # no surname with its particle: "Le Pen"
        known = people.known_as(name) or name
        is_respelt = actor_key(known.split()[0] + known.split()[-1]) != actor_key(name.split()[0] + name.split()[-1])
        return Link(known, "person", *(("spelling variant", 0.75) if is_respelt else ("entity", 0.85)))
    bearers = people.called(name)
    if not bearers:
        return Link(name, "person", "entity", 0.85)
    gender = gender_of_titles(words)
    told = people.genders.get(bearers[0]) or gender_of_name(bearers[0])
    is_relative = bearers[0] in people.couples or gender_of_name(bearers[0]) is not None
    if len(bearers) == 1 and bearers[0] in people.couples and not gender:
        return Link(name, "person", "entity", 0.5)  # "President Obama", beside "Mr. Obama" and Michelle Obama
    if len(bearers) == 1 and gender not in (None, told) and is_relative:
        return Link(name, "person", "entity", 0.7)  # "Mr. Obama", where only Michelle Obama was named in full
    if len(bearers) == 1:
        is_last = actor_key(name) in people.surnames
        return Link(bearers[0], "person", "surname" if is_last else "first name", 0.85 if is_last else 0.75)
    fitting = [one for one in bearers if gender and people.genders.get(one) == gender]
    fitting = fitting or [one for one in bearers if gender and people.genders.get(one) is None]
    if len(fitting) == 1:
        return Link(fitting[0], "person", "surname", 0.8)
    possible = [one for one in bearers if not gender or people.genders.get(one) in (gender, None)]
    last, alone = people.last_of(possible or bearers, position)
    if last is None:
        return Link(name, "person", "surname ambiguous", 0.3)
    return Link(last, "person", "surname", 0.65) if alone else Link(last, "person", "surname ambiguous", 0.35)


def gender_of_titles(words: str) -> str | None:
    """Return "he" or "she" where a title before a name tells, else None.

    >>> gender_of_titles("Mrs. Clinton"), gender_of_titles("President Clinton")
    ('she', None)
    """
    found = {word.rstrip(".").lower() for word in words.split()[:-1]}
    return "he" if found & MALE_TITLES else "she" if found & FEMALE_TITLES else None
