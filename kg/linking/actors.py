"""The methods by which a source becomes an actor, each small and named; the first that knows an answer gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.lexicon import outlet_named
from kg.linking.names import (
    ORGANIZATION_WORDS,
    Names,
    is_capitalised,
    is_related,
    main_part,
    plain_name,
    role_named,
    without_possessive,
    without_titles,
)
from kg.model import Attribution, Span

PRONOUNS: Final = frozenset(
    {
        "i",
        "we",
        "you",
        "he",
        "she",
        "it",
        "they",
        "me",
        "us",
        "him",
        "her",
        "them",
        "who",
        "which",
        "that",
        "one",
        "this",
        "my",
        "our",
        "your",
        "his",
        "its",
        "their",
        "whose",
    }
)


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


Method = Callable[[Source], Link | None]


def by_gazetteer(source: Source) -> Link | None:
    """An outlet of the gazetteer: "Reuters", "the New York Times".

    A name that is a common word too counts where it is capitalised: it stands as a source here, which is its context.
    """
    for words in (source.words, main_part(source.words)):
        outlet = outlet_named(words)
        if outlet is not None and (not outlet.needs_context or is_capitalised(plain_name(words))):
            return Link(outlet.name, "outlet", "gazetteer", 0.8 if outlet.needs_context else 0.95)
    return None


def by_acronym(source: Source) -> Link | None:
    """What the document itself says the letters stand for: "NDRC"; or the long form itself."""
    name = plain_name(main_part(source.words))
    long = source.names.long_form(name) or (name if name in source.names.acronyms.values() else None)
    return Link(long, "organization", "acronym", 0.95) if long else None


def by_surname(source: Source) -> Link | None:
    """The full name elsewhere in the document that ends in this surname: "Mr. Trump", "Clinton"."""
    name = without_titles(plain_name(main_part(source.words)))
    if " " in name or not is_capitalised(name):
        return None
    full = source.names.full_name(name)
    return Link(full, "person", "surname", 0.85) if full else None


def by_entity(source: Source) -> Link | None:
    """The named entity that the source ends in: "General Secretary Xi Jinping" but not "the head of the NDRC"."""
    main = main_part(source.words)
    start = source.span[0]
    end = start + source.words.find(main) + len(main)
    for mention in source.names.inside((start, end)):
        before = plain_name(source.words[: mention.span[0] - start]) if mention.span[0] > start else ""
        kind = _ENTITY_TYPES.get(mention.label)
        if kind is None or mention.span[1] < end or (before and (is_related(before) or kind != "person")):
            continue
        name = plain_name(mention.text)
        if kind == "person":
            short = without_titles(name)
            full = source.names.full_name(short) if " " not in short else None
            return Link(full or short, kind, "surname" if full else "entity", 0.85)
        return Link(name, _better_type(name, kind), "entity", 0.85)
    return None


def by_spelling(source: Source) -> Link | None:
    """A phrase written like a name, where no entity was seen: "Xiao Yaqing", "Trump government"."""
    name = plain_name(main_part(source.words))
    words = name.split()
    if not words or len(words) > 8 or name.lower() in PRONOUNS:
        return None
    if words[0][0].isupper() and words[-1].lower() in _BODIES and not is_related(name):
        return Link(name, "organization", "spelling", 0.6)
    if not is_capitalised(name) or is_related(name):
        return None
    if len(words) == 1 and not source.names.between(source.span[0], source.span[0] + 1):
        return None
    kind = "organization" if words[-1].lower() in ORGANIZATION_WORDS or len(words) > 3 else "person"
    return Link(without_titles(name) if kind == "person" else name, kind, "spelling", 0.6)


def by_description(source: Source) -> Link | None:
    """Nobody by name: the words themselves, without article ("some countries", "officials")."""
    words = plain_name(source.words)
    if not words or words.lower() in PRONOUNS:
        return None
    first = source.span[0] + max(0, source.words.find(words))
    named = any(mention.label in _ENTITY_TYPES for mention in source.names.between(first, first + 1))
    if not named and words[1:2].islower():
        words = words[0].lower() + words[1:]
    return Link(words, "anonymous", "description", 0.5)


METHODS: Final[Sequence[Method]] = (by_gazetteer, by_acronym, by_surname, by_entity, by_spelling, by_description)
"""In the order in which they are asked."""

_ENTITY_TYPES: Final = {"PERSON": "person", "ORG": "organization", "GPE": "country", "NORP": "group"}
_BODIES: Final = frozenset({"government", "administration", "campaign", "team", "side", "camp"})


def named(source: Source) -> Link | None:
    """Return the first answer of `METHODS`, or None for a pronoun."""
    if without_possessive(source.words).strip().lower() in PRONOUNS:
        return None
    return next((link for method in METHODS if (link := method(source))), None)


def speaker(attribution: Attribution, label: str) -> Link | None:
    """Return who a turn's label stands for, from what the layout says in `attribution.actor`."""
    name = attribution.actor or plain_name(label)
    if not name:
        return None
    if (role := role_named(name)) is not None:
        return Link(role, "anonymous", "label", 0.5)
    outlet = outlet_named(name)
    if outlet is not None:
        return Link(outlet.name, "outlet", "label", 0.95)
    method = "label" if label and name.split()[-1].lower() in label.lower() else "introduction"
    if is_capitalised(name):
        kind = "organization" if name.split()[-1].lower() in ORGANIZATION_WORDS else "person"
        return Link(without_titles(name), kind, method, 0.95)
    plural = any(word.endswith("s") for word in name.split(" of ")[0].split()[-1:])
    return Link(name, "group" if plural and is_related(name) else "anonymous", method, 0.9)


def _better_type(name: str, kind: str) -> str:
    return "organization" if name.split()[-1].lower() in ORGANIZATION_WORDS else kind
