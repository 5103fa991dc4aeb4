"""What kind of somebody each name of a document is: the entity finder's word, weighed with what the text says.

A finder trained on the news of some years takes a name it has never met for anything.  The document knows better: who
has a title or an age is a person, what has an embassy or a demonym is a country, what ends in "Gazette" is a body; and
a name is the same thing wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.cast.cutting import NAMED, OF_BODIES, is_name, names_in
from kg.linking.cast.outlets import is_called_like_an_outlet
from kg.linking.cast.people import surname_of
from kg.linking.words import (
    BODIES,
    COMPANY_NAMES,
    ORGANIZATION_WORDS,
    PARTIES,
    ROLES,
    STATE_WORDS,
    TITLES,
)
from kg.words.first_names import FEMALE_NAMES, MALE_NAMES
from kg.words.gazetteer import country_of_capital, country_of_people, entry_named, metonym_named
from kg.words.lexicon import outlet_named

_BEFORE: Final = re.compile(r"(?<![\w’'-])([\w’'-]+)\.?(,?)\s+$")
_AGE_OR_OFFICE: Final = re.compile(
    r",\s+(?:aged\s+)?(?:\d\d,|(?:(?:an?|the|its|then|now)\s+)?((?:[\w’'-]+\s+){0,3}?[\w’'-]+)"
    r"(?:[,.;]|(?=\s+(?:of|to|for|at)\b)|$))"
)
_WHO: Final = re.compile(r",?\s+(?:who|whose|himself|herself)\b")
_SAYS: Final = (
    r"(?:says|said|tells|told|asks|asked|adds|added|accuses|accused|argues|argued|claims|claimed|insists|insisted)"
)
_SAID_HE: Final = re.compile(r" (?:said|says|thinks?|thought|believes?|believed|hopes?|hoped|added) (?:that )?s?he\b")
_THEN_SHE: Final = re.compile(
    rf" {_SAYS}\b[^.!?\n]{{3,160}}[.!?][”\"]?\s+(?:\n\s*)?(?:She|He) (?:also |then |later )?{_SAYS}\b"
)
""" "Badenoch says … She adds": who goes on as she is a person."""
_OF_A_FIRM: Final = re.compile(
    r"(?:[’']s?)? (?:shares?|stock|customers|subscribers|shareholders|chief executive|CEO|revenues?|profits?|earnings"
    r"|sales|(?:user|product|wireless|retail|software|car)s? \w+|said it would (?:cut|hire|buy|sell|acquire|lay off))\b"
)
""" "Verizon's shares", "Nokia customers": what a company has."""
_FOLLOWED: Final = re.compile(r" (?:administration|campaign|camp|allies|aides|supporters|voters|rall(?:y|ies))\b")
_ITSELF: Final = re.compile(r",?\s+(?:which|itself)\b")
_POSSESSED: Final = re.compile(r"[’']s?\s+((?:[\w-]+\s+){0,2}[\w-]+)")
_TO_A_STATE: Final = re.compile(
    r"\b(?:ambassador|envoy) to\s+$|\bgovernments? of\s+(?:the\s+)?$|\b(?:citizens|republic|people) of\s+$",
    re.IGNORECASE,
)
_OFFICE_OF: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLES))})\s+(?:of|for|at|in)\s+[^,.;:\n]{{2,60}},\s+$", re.IGNORECASE
)
"""An office before a comma: the name behind it is a person's, whatever the office is of."""
_SITE: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,4}")
_OF_PLACE: Final = re.compile(r"\w (?:of|from|in)\s+$")
_IN: Final = re.compile(r"\b(?:in|at|near|outside)\s+$")
_MOST_HEARD: Final = 6
"""What an entity finder's word counts at most, however often it says it: two things that the text says count more."""
_DEMONYMS: Final = ("n", "an", "ian", "ic", "ish", "ese", "i")


def spotted(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions in text order, names with the label that the whole document supports; NOUN ones as given.

    >>> text = "Velmark's ambassador left. Velmark said no."
    >>> [m.label for m in spotted(text, [Mention((0, 7), "NORP", "Velmark"), Mention((27, 34), "PERSON", "Velmark")])]
    ['GPE', 'GPE']
    """
    given = sorted(mentions, key=lambda mention: (mention.span, mention.label))
    names = names_in(text, given)
    votes: dict[str, Counter[str]] = {}
    heard: dict[str, Counter[str]] = {}
    told: set[str] = set()
    words = frozenset(re.findall(r"[A-Z][\w-]+", text))
    for mention in names:
        key, said = _key(mention.text), _votes(text, mention)
        told |= {key} if any(number > 0 for number in said.values()) else set()
        votes.setdefault(key, Counter()).update(said)
        heard.setdefault(key, Counter()).update({mention.label: 2} if mention.label in NAMED else {})
    for key, tally in heard.items():
        votes[key].update({label: min(number, _MOST_HEARD) for label, number in tally.items()})
    labels = {key: _elected(key, tally, words) for key, tally in votes.items()}
    _share(labels, told, Counter(_key(mention.text) for mention in names))
    decided = [replace(m, label=labels.get(_key(m.text)) or m.label) for m in names]
    rest = [m for m in given if not is_name(m)]
    return tuple(sorted([*decided, *rest], key=lambda mention: (mention.span, mention.label)))


def _votes(text: str, mention: Mention) -> Counter[str]:
    """What the words around a name say of its kind."""
    start, end = mention.span
    votes: Counter[str] = Counter()
    before = _BEFORE.search(text[max(0, start - 30) : start])
    word = before[1].lower() if before else ""
    is_people = " " not in mention.text and country_of_people(mention.text) is not None
    if (
        not is_people
        and word in TITLES | ROLES
        and before is not None
        and (before[2] or before[1][0].isupper() or " " in mention.text)
    ):
        votes["PERSON"] += 4
    if _is_behind_comma(text, start) and _OFFICE_OF.search(text, max(0, start - 90), start):
        votes["PERSON"] += 4
    elif word in BODIES and before is not None and (before[2] or not before[1][0].isupper()):
        votes["ORG"] += 4
    if _IN.search(text, max(0, start - 10), start) and " " not in mention.text:
        votes["GPE"] += 3
    if word == "the" or mention.text[:4].lower() == "the ":
        votes["PERSON"] -= 2
    if _TO_A_STATE.search(text[max(0, start - 24) : start]):
        votes["GPE"] += 4
    if _SITE.fullmatch(mention.text):
        votes["ORG"] += 9
    after = _votes_after(text[end : end + 260])
    if _OF_PLACE.search(text, max(0, start - 10), start):
        after.pop("PERSON", None)  # "Ron Paul of Texas, who"
    votes.update(after)
    return votes


def _is_behind_comma(text: str, start: int) -> bool:
    before = text[max(0, start - 90) : start]
    return before[-1:].isspace() and before.rstrip().endswith(",")


def _votes_after(after: str) -> dict[str, int]:
    votes: dict[str, int] = {}
    if (match := _AGE_OR_OFFICE.match(after)) and (match[1] is None or match[1].split()[-1].lower() in ROLES):
        votes["PERSON"] = 4
    if _WHO.match(after):
        votes["PERSON"] = 4
    if _SAID_HE.match(after):
        votes["PERSON"] = max(3, votes.get("PERSON", 0))
    if _FOLLOWED.match(after):
        votes["PERSON"] = max(3, votes.get("PERSON", 0))
    if _ITSELF.match(after):
        votes["ORG"] = 2
    if _OF_A_FIRM.match(after):
        votes["ORG"] = 4
    if _THEN_SHE.match(after):
        votes["PERSON"] = 4
    if (match := _POSSESSED.match(after)) and STATE_WORDS & {w.lower() for w in match[1].split()}:
        votes["GPE"] = 4
    return votes


def _elected(key: str, tally: Counter[str], words: frozenset[str]) -> str | None:
    """The label with most votes, those that the name itself casts among them; None where there is none."""
    parts = key.split()
    if not parts:
        return None
    last, first = parts[-1].strip(".,"), parts[0]
    if last in ORGANIZATION_WORDS | COMPANY_NAMES or is_called_like_an_outlet(key) or outlet_named(key):
        tally["ORG"] += 5
    if last.removesuffix("s") in PARTIES and last.endswith("s"):
        tally["NORP"] += 6
    if first == "team" and len(parts) > 1:
        tally["ORG"] += 6
    if len(parts) in (2, 3) and first in MALE_NAMES | FEMALE_NAMES:
        tally["PERSON"] += 4
    if len(parts) > 1 and metonym_named(key) is not None:
        tally["ORG"] += 6  # "Wall Street"
    if is_place(key):
        tally["GPE"] += 6
    elif len(parts) == 1 and any(f"{key}{ending}".capitalize() in words for ending in _DEMONYMS):
        tally["GPE"] += 3
    best = max(sorted(tally), key=lambda label: tally[label], default=None)
    return best if best is not None and tally[best] > 0 else None


def _share(labels: dict[str, str | None], told: Set[str], counts: Mapping[str, int]) -> None:
    """A word that is part of one longer name alone is of its kind: "Ilves" beside "Goran Ilves", "Orrin" of a firm.

    And the other way round, where nothing but the finder's word (not `told`) makes "Nadia Fenwick" a body.
    """
    for key in labels.keys() - told:
        words = key.split()
        is_plain = labels[key] == "ORG" and len(words) == 2 and not set(words) & OF_BODIES
        if is_plain and "PERSON" in (labels.get(words[0]), labels.get(words[1])):
            labels[key] = "PERSON"
    people = {surname_of(key) for key, label in labels.items() if label == "PERSON" and " " in key}
    people |= {key.split()[0] for key, label in labels.items() if label == "PERSON" and " " in key} - {"the"}
    bodies = {key.split()[0] for key, label in labels.items() if label == "ORG" and " " in key}
    as_surname, as_firm = _counted(labels, counts)
    for key in labels:
        # "Trump" is a person where Donald Trump is named as often as Trump Tower and the Trump Organization
        if key in people and (key not in bodies or as_surname[key] >= as_firm[key]):
            labels[key] = "PERSON"
        elif key in bodies and key not in people and not _is_told_apart(key, labels, told) and not is_place(key):
            labels[key] = "ORG"


def _is_told_apart(key: str, labels: Mapping[str, str | None], told: Set[str]) -> bool:
    return labels[key] == "GPE" or (labels[key] == "PERSON" and key in told)


def _counted(labels: Mapping[str, str | None], counts: Mapping[str, int]) -> tuple[Counter[str], Counter[str]]:
    """How often a word ends the names of people, and how often it begins those of bodies."""
    people: Counter[str] = Counter()
    bodies: Counter[str] = Counter()
    for name, label in labels.items():
        first, _, rest = name.partition(" ")
        if rest and label == "PERSON":
            people[rest.split()[-1]] += counts[name]
        elif rest and label == "ORG":
            bodies[first] += counts[name]
    return people, bodies


def is_place(name: str) -> bool:
    """Tell whether the gazetteer knows a country or its capital of this name."""
    entry = entry_named(name)
    return (entry is not None and entry.type == "country") or country_of_capital(name) is not None


def _key(name: str) -> str:
    return re.sub(r"^the |[’']s?$", "", actor_key(name))
