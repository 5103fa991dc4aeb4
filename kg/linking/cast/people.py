"""The people of one document: full names, the surnames and first names they are called by, spelling variants."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from kg.ids import actor_key
from kg.linking.words import ARABIC_ARTICLES, PARTICLES
from kg.words.first_names import FEMALE_NAMES, MALE_NAMES

Place = tuple[int, str]
"""Where a full name stands, and whom it names."""

_SUFFIX: Final = re.compile(r"(?:[JS]r\.?|II|III|IV)")
_NEAR: Final = 400
"""Code points in which the last full mention of a surname is alone before it counts as the one meant."""


@dataclass
class People:
    """Who is named in a document.

    `canonical` maps every full name to the spelling its bearer is known by, `surnames` and `first_names` a part of a
    name to all who bear it, `places` tells where full names stand, `alone` where a single word does, `genders` what is
    known of "he" and "she", `couples` who has the surname of somebody else who is named nowhere in full.
    """

    canonical: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    first_names: dict[str, list[str]] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    alone: dict[str, list[int]] = field(default_factory=dict)
    couples: frozenset[str] = frozenset()

    def known_as(self, name: str) -> str | None:
        """Return the spelling that the document prefers for the bearer of a full name, or None."""
        if name in self.canonical:
            return self.canonical[name]
        words = name.split()
        near = [*self.surnames.get(actor_key(surname_of(name)), ()), *self.first_names.get(actor_key(words[0]), ())]
        return _one_of(near, name)

    def called(self, part: str) -> list[str]:
        """Return all who have this surname, or else this first name, in the order of the text."""
        key = actor_key(part)
        return self.surnames.get(key) or self.first_names.get(key) or self._sounding_like(key)

    def _sounding_like(self, key: str) -> list[str]:
        """The one whose surname is read aloud the same: "Kobashvilly", where Yuri Kobashvili was named."""
        near = {name for last, bearers in self.surnames.items() if _sounds_like(key, last) for name in bearers}
        return list(near) if len(near) == 1 else []

    def _plainly(self, bearers: Iterable[str], position: int) -> str | None:
        """Who was called by the surname alone before any other who bears it came in: the name stays his."""
        wanted = set(bearers)
        firsts = {name: start for start, name in reversed(self.places) if name in wanted}
        early = sorted(firsts, key=lambda name: firsts[name])
        second = firsts[early[1]] if len(early) > 1 else 0
        own = {start for key in {actor_key(surname_of(name)) for name in wanted} for start in self.alone.get(key, ())}
        return early[0] if second < position and any(firsts[early[0]] < start < second for start in own) else None

    def last_of(self, bearers: Iterable[str], position: int) -> tuple[str | None, bool]:
        """Return which of `bearers` was named in full last before `position`, and whether nobody else of them near."""
        wanted = set(bearers)
        place = bisect_left(self.places, (position, ""))
        before = [item for item in self.places[max(0, place - 40) : place] if item[1] in wanted]
        if not before:
            return None, False
        if first := self._plainly(bearers, position):
            return first, True
        end, last = before[-1]
        return last, all(name == last or end - start > _NEAR for start, name in before)


def people_of(named: Iterable[Place]) -> People:
    """Return the people whom `named`, names without titles by place, are about; names of one word only add nobody.

    >>> people_of([(0, "Kobe Bryant"), (30, "Coby Bryant"), (60, "Kobe Bryant")]).canonical["Coby Bryant"]
    'Kobe Bryant'
    """
    given = sorted(named)
    full = [(start, name) for start, name in given if 2 <= len(name.split()) <= 5]
    people = People()
    for start, name in given:
        if " " not in name:
            people.alone.setdefault(actor_key(name), []).append(start)
    counts = Counter(name for _, name in full)
    by_part: dict[str, list[str]] = {}
    firsts = {name: start for start, name in reversed(full)}
    # "Vargas Llosa" is less than "Mario Vargas Llosa", but "Hillary Clinton" is all of "Crooked Hillary Clinton"
    ends = {name.partition(" ")[2] for name in counts}
    ends = {name for name in ends if name.partition(" ")[0].lower() not in MALE_NAMES | FEMALE_NAMES}
    for name in sorted(counts, key=lambda name: (name in ends or is_initialled(name), -counts[name], firsts[name])):
        words = name.split()
        near = [*by_part.get(actor_key(surname_of(name)), ()), *by_part.get(actor_key(words[0]), ())]
        same = _one_of(near, name) or name
        people.canonical[name] = same
        for part in {*_surnames(name), actor_key(words[0])} if same == name else ():
            by_part.setdefault(part, []).append(name)
    for start, name in full:
        known, words = people.canonical[name], name.split()
        people.places.append((start, known))
        keys = [(key, people.surnames) for key in _surnames(name)]
        for key, index in (*keys, (actor_key(words[0]), people.first_names)):
            bearers = index.setdefault(key, [])
            if known not in bearers:
                bearers.append(known)
    return people


def is_initialled(name: str) -> bool:
    """Tell whether nothing but an initial stands before a surname.

    >>> is_initialled("R. Slane"), is_initialled("Rodney Slane"), is_initialled("Slane")
    (True, False, False)
    """
    parts = _parts(name)
    return len(parts) == 2 and len(parts[0]) == 1


def _one_of(known: Iterable[str], name: str) -> str | None:
    """Which of the known names is the same person's; an initial may be anybody's of several."""
    same = list(dict.fromkeys(other for other in known if is_same_person(name, other)))
    return same[0] if same and (len(same) == 1 or not is_initialled(name)) else None


def surname_of(name: str) -> str:
    """Return the last word of a name, with the particles before it, but for what tells a son from his father.

    >>> surname_of("Luther Stan Pate IV"), surname_of("Donald Trump Jr."), surname_of("Ann Lee")
    ('Pate', 'Trump', 'Lee')
    >>> surname_of("Ursula von der Leyen"), surname_of("Marine Le Pen"), surname_of("Le Pen")
    ('von der Leyen', 'Le Pen', 'Pen')
    """
    words = name.split()
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


def _surnames(name: str) -> tuple[str, ...]:
    """The keys of a surname, with its particles and without: "le pen", "pen"; "al-mansur", "mansur"."""
    surname = surname_of(name)
    article, _, bare = surname.partition("-")
    keys = [surname, surname.split()[-1], *([bare] if bare and article.lower() in ARABIC_ARTICLES else [])]
    return tuple(dict.fromkeys(map(actor_key, keys)))


def is_same_person(name: str, other: str) -> bool:
    """Tell whether two full names are spellings of one: with a middle name, or one part spelt a little differently.

    >>> is_same_person("Donald J. Trump", "Donald Trump"), is_same_person("Coby Bryant", "Kobe Bryant")
    (True, True)
    >>> is_same_person("Vargas Llosa", "Mario Vargas Llosa")
    True
    >>> is_same_person("R. Slane", "Rodney Slane"), is_same_person("R. Slane", "Ann Slane")
    (True, False)
    >>> is_same_person("John Smith", "Joan Smith"), is_same_person("Daniel Ruiz", "Daniela Ruiz")
    (False, False)
    """
    parts, other_parts = _parts(name), _parts(other)
    if min(len(parts), len(other_parts)) < 2:
        return False
    first, *middle, last = parts
    other_first, *other_middle, other_last = other_parts
    shorter, longer = sorted((parts, other_parts), key=len)
    if len(shorter) > 1 and longer[-len(shorter) :] == shorter:
        return True
    if first == other_first and last == other_last:
        return not middle or not other_middle or middle[0][0] == other_middle[0][0]
    if middle or other_middle:
        return False
    if last == other_last and 1 in (len(first), len(other_first)):
        return first[0] == other_first[0]
    return (last == other_last and _sounds_like(first, other_first)) or (
        first == other_first and _sounds_like(last, other_last)
    )


def _parts(name: str) -> list[str]:
    """The words of a name that say anything; a lone dot or dash does not."""
    return [key for word in name.split() if (key := actor_key(word))]


def _sounds_like(word: str, other: str) -> bool:
    """One letter apart in a long word that ends the same, or read aloud the same: "Coby", "Kobe"."""
    if min(len(word), len(other)) < 4:
        return False
    if _aloud(word) == _aloud(other):
        return True
    return min(len(word), len(other)) >= 6 and word[-1] == other[-1] and word[0] == other[0] and _one_apart(word, other)


@lru_cache(maxsize=16_384)
def _aloud(word: str) -> str:
    for pattern, sound in (("ph", "f"), ("ck", "k"), ("c(?=[aouklr])", "k"), ("(?:ey|ie|y|e)$", "i"), ("y", "i")):
        word = re.sub(pattern, sound, word)
    return re.sub(r"(.)\1", r"\1", word)


def _one_apart(word: str, other: str) -> bool:
    """One letter put in, left out or exchanged."""
    if len(word) > len(other):
        word, other = other, word
    if len(other) - len(word) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    rest = other[start + 1 :]
    return word[start:] == rest or word[start + 1 :] == rest
