"""Who of a document is "he" and who "she": learnt from titles, from pronouns beside names, from first names."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from kg.linking.cast.named import SHARED
from kg.linking.cast.people import surname_of
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import (
    FEMALE_NOUNS,
    FEMALE_TITLES,
    HE,
    MALE_NOUNS,
    MALE_TITLES,
    SHE,
)
from kg.words.first_names import MEN_IN_A, gender_of_name

_PRONOUN: Final = re.compile(r"\b(?:he|his|him|himself|she|her|herself)\b", re.IGNORECASE)
_OF_A_WOMAN: Final = re.compile(r"\b(?:she|her|herself)\b", re.IGNORECASE)
"""Without these words nobody of a text is told to be a woman, by which first names in -a are taken for women's."""
_OWNERS: Final = frozenset({"his", "her"})
_PREDICATE: Final = re.compile(r"\b(?:is|was|became|as)\s+$")
_WORD: Final = re.compile(r"[A-Za-z]+")
_REACH: Final = 200


def learn(scene: Scene) -> dict[str, str]:
    """Return "he" or "she" for each person of whom the document, or a first name, tells without contradiction."""
    votes: dict[str, Counter[str]] = {}
    people = [figure for figure in scene.standing if figure.link.actor_type == "person"]
    scene.names.people.couples = _couples(scene.text, people)
    for place, figure in enumerate(people):
        following = people[place + 1].span[0] if place + 1 < len(people) else len(scene.text)
        tally = votes.setdefault(figure.link.actor, Counter())
        if is_shared(figure) or _is_of_couple(scene, figure):
            continue  # "Ms Kessler", where two are called Kessler: whose title it is is what we want to know
        tally.update(_by_title(scene.text, figure))
        before = people[place - 1] if place else figure
        is_alone = before.link.actor == figure.link.actor or scene.sentences_between(before.span[1], figure.span[0]) > 1
        if figure.subject:
            tally.update(_by_pronoun(scene, figure, following, 1 if is_alone else 0))
    for actor, tally in votes.items():
        first, told = actor.split()[0].lower(), gender_of_name(actor)
        tally.update({told: 6} if told else {})
        if not tally and first.endswith("a") and first not in MEN_IN_A and _OF_A_WOMAN.search(scene.text):
            tally["she"] = 1
    return {actor: gender for actor, tally in votes.items() if (gender := _decided(tally))}


def _couples(text: str, people: list[Figure]) -> frozenset[str]:
    """Who alone is named in full where "Mr. Khan" and "Ms. Khan" are two."""
    titles: dict[str, set[str]] = {}
    bearers: dict[str, set[str]] = {}
    for figure in people:
        surname, is_whole = surname_of(figure.link.actor), " " in figure.link.actor
        if figure.link.method == "surname" or not is_whole:
            titles.setdefault(surname, set()).update(_by_title(text, figure))
        if is_whole:
            bearers.setdefault(surname, set()).add(figure.link.actor)
    both = (bearers.get(surname, set()) for surname, told in titles.items() if len(told) > 1)
    return frozenset(next(iter(names)) for names in both if len(names) == 1)


def _is_of_couple(scene: Scene, figure: Figure) -> bool:
    return figure.link.method == "surname" and figure.link.actor in scene.names.people.couples


def is_unsure(scene: Scene, figure: Figure) -> bool:
    """Tell whether it can be said better who a surname is, once genders are known."""
    return is_shared(figure) or _is_of_couple(scene, figure)


def is_shared(figure: Figure) -> bool:
    """Tell whether a figure is a surname that several bear, so that it is not known yet who it is."""
    return figure.link.method.startswith("surname") and figure.link.score < SHARED


def _by_title(text: str, figure: Figure) -> dict[str, int]:
    """ "Mrs. Clinton", "spokeswoman Ann Lee", "Ann Lee, a spokeswoman"."""
    start, end = figure.span
    before = {word.lower() for word in _WORD.findall(text[max(0, start - 20) : start])[-1:]}
    after = re.match(r", (?:an? |the )?([^.,;“\"\n]{1,60})", text[end : end + 70])
    near = before | ({word.lower() for word in _WORD.findall(after[1])[:4]} if after else set())
    relation = {said for word in before if (said := said_of(word))}  # "his wife, Ann Lee"
    is_he, is_she = near & MALE_TITLES or "he" in relation, near & FEMALE_TITLES or "she" in relation
    return {"he": 5} if is_he else {"she": 5} if is_she else {}


def _by_pronoun(scene: Scene, figure: Figure, following: int, sentences: int) -> dict[str, int]:
    """The first pronoun after a subject, in its sentence or, with nobody else near, at the head of the next."""
    end = figure.span[1]
    for match in _PRONOUN.finditer(scene.text, end, min(following, end + _REACH)):
        distance = scene.sentences_between(end, match.start())
        quoted = scene.quotation(match.start())
        if quoted is not None and quoted != scene.quotation(end):
            continue
        if distance > sentences or (distance == 1 and not match[0][0].isupper()):
            return {}
        word = match[0].lower()
        if word in _OWNERS and _PREDICATE.search(scene.text, end, match.start()):
            continue  # "Ann Lee, who was his deputy"
        return {"he" if word in HE or word == "himself" else "she": 2 if word.endswith("self") else 1}
    return {}


def _decided(tally: Counter[str]) -> str | None:
    he, she = tally["he"], tally["she"]
    return "he" if he > 2 * she else "she" if she > 2 * he else None


def gender_of(word: str) -> str | None:
    """Return "he" or "she" for a pronoun that says so, else None.

    >>> gender_of("his"), gender_of("she"), gender_of("they")
    ('he', 'she', None)
    """
    return "he" if word in HE else "she" if word in SHE else None


_HONOURED: Final = re.compile(
    r"(?P<whose>his|her) (?:majesty|grace|highness|excellency|holiness|honou?r|eminence)", re.IGNORECASE
)


def honoured(words: str) -> str | None:
    """Return the pronoun that an address of honour stands for: "he" for "His Grace".

    >>> honoured("Her Majesty"), honoured("His friend")
    ('she', None)
    """
    match = _HONOURED.fullmatch(words.strip(" ,"))
    return None if match is None else "he" if match["whose"].lower() == "his" else "she"


def said_of(noun: str) -> str | None:
    """Return "he" or "she" for a noun that says so, else None.

    >>> said_of("spokeswoman"), said_of("minister")
    ('she', None)
    """
    return "he" if noun in MALE_NOUNS else "she" if noun in FEMALE_NOUNS else None
