"""Who a person's name stands for: spelling variants, surnames, first names, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.names import Names, person_name
from kg.linking.words import FEMALE_TITLES, MALE_TITLES, WELL_KNOWN
from kg.model import Span


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

    def before(self, mention: Mention) -> str:
        """Return the source's words before a mention."""
        return self.words[: mention.span[0] - self.span[0]]

    def after(self, mention: Mention) -> str:
        """Return the source's words after a mention."""
        return self.words[mention.span[1] - self.span[0] :]


def well_known(name: str) -> Link | None:
    """Return the country or body that letters everybody knows stand for, or None.

    >>> well_known("U.S.")
    Link(actor='United States', actor_type='country', method='acronym', score=0.9)
    """
    found = WELL_KNOWN.get(name.replace(".", ""))
    return Link(*found, "acronym", 0.9) if found else None


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
    if " " in name:
        known = people.known_as(name) or name
        is_respelt = actor_key(known.split()[0] + known.split()[-1]) != actor_key(name.split()[0] + name.split()[-1])
        return Link(known, "person", *(("spelling variant", 0.75) if is_respelt else ("entity", 0.85)))
    bearers = people.called(name)
    if not bearers:
        return Link(name, "person", "entity", 0.85)
    if len(bearers) == 1:
        is_last = actor_key(name) in people.surnames
        return Link(bearers[0], "person", "surname" if is_last else "first name", 0.85 if is_last else 0.75)
    gender = gender_of_titles(words)
    fitting = [one for one in bearers if gender and people.genders.get(one) == gender]
    if len(fitting) == 1:
        return Link(fitting[0], "person", "surname", 0.8)
    last, alone = people.last_of(bearers, position)
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
