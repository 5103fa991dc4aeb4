"""What kind of somebody each name of a document is: the entity finder's word, weighed with what the text says.

A finder trained on the news of some years takes a name it has never met for anything.  The document knows better: who
has a title or an age is a person, what has an embassy or a demonym is a country, what ends in "Gazette" is a body; and
a name is the same thing wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.outlets import is_called_like_an_outlet
from kg.linking.words import (
    BODIES,
    COMPANY_NAMES,
    FEMALE_NAMES,
    FOR_OTHERS,
    MALE_NAMES,
    ORGANIZATION_WORDS,
    OUTLET_NAMES,
    PAPER_NAMES,
    PRONOUNS,
    ROLES,
    STATE_WORDS,
    THINGS,
    TITLES,
)
from kg.model import Span
from kg.words.gazetteer import country_of_capital, entry_named
from kg.words.lexicon import outlet_named

NAMED: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""The labels of those who can speak."""
_UNSURE: Final = frozenset({"NAME", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_WORD: Final = r"[A-Z][\w’'.-]{0,60}[\w’']"
_TITLED: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(word.capitalize() for word in TITLES | ROLES))})\.?\s+"
    rf"((?:{_WORD}|[A-Z]\.)(?:\s+(?:(?:de|van|von|al|bin|del|der|la)\s+)*(?:{_WORD}|[A-Z]\.)){{0,3}})"
)
_MASTHEAD: Final = re.compile(
    rf"(?:{_WORD} ){{1,3}}(?:{'|'.join(sorted(word.capitalize() for word in PAPER_NAMES))})\b(?! [A-Z])"
)
_BEFORE: Final = re.compile(r"([\w’'-]+)\.?(,?)\s+$")
_AGE_OR_OFFICE: Final = re.compile(
    r",\s+(?:aged\s+)?(?:\d\d,|(?:(?:an?|the|its|then|now)\s+)?((?:[\w’'-]+\s+){0,3}?[\w’'-]+)[,.;]?)"
)
_WHO: Final = re.compile(r",?\s+(?:who|whose|himself|herself)\b")
_ITSELF: Final = re.compile(r",?\s+(?:which|itself)\b")
_POSSESSED: Final = re.compile(r"[’']s?\s+((?:[\w-]+\s+){0,2}[\w-]+)")
_TO_A_STATE: Final = re.compile(
    r"\b(?:ambassador|envoy) to\s+$|\bgovernments? of\s+(?:the\s+)?$|\b(?:citizens|republic|people) of\s+$",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"(?:[A-Z]\.?){2,4}")
_OF_BODIES: Final = ORGANIZATION_WORDS | COMPANY_NAMES | OUTLET_NAMES | THINGS
_NUMBER: Final = re.compile(r"\d\s*$")
_OFFICE_OF: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(ROLES))})\s+(?:of|for|at|in)\s+[^,.;:\n]{{2,60}},\s+$", re.IGNORECASE
)
"""An office before a comma: the name behind it is a person's, whatever the office is of."""
_OF_PLACE: Final = re.compile(r"\w (?:of|from|in)\s+$")
_IN: Final = re.compile(r"\b(?:in|at|near|outside)\s+$")
_DEMONYMS: Final = ("n", "an", "ian", "ic", "ish", "ese", "i")


def spotted(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the mentions in text order, names with the label that the whole document supports; NOUN ones as given.

    >>> text = "Velmark's ambassador left. Velmark said no."
    >>> [m.label for m in spotted(text, [Mention((0, 7), "NORP", "Velmark"), Mention((27, 34), "PERSON", "Velmark")])]
    ['GPE', 'GPE']
    """
    given = sorted(mentions, key=lambda mention: (mention.span, mention.label))
    titled = _titled(text, given)
    ends = {mention.span[1]: mention.span[0] for mention in titled}
    plain = [_before_role(m) for m in given if m.label in NAMED | _UNSURE and not _is_no_name(text, m)]
    plain = [m for m in plain if m.span[0] >= ends.get(m.span[1], 0)]  # "Governor Ilse Maradon" has its title in it
    names = _without_overlaps([*titled, *_mastheads(text), *plain])
    votes: dict[str, Counter[str]] = {}
    told: set[str] = set()
    words = frozenset(re.findall(r"[A-Z][\w-]+", text))
    for mention in names:
        key, said = _key(mention.text), _votes(text, mention)
        told |= {key} if any(number > 0 for number in said.values()) else set()
        said.update({mention.label: 2} if mention.label in NAMED else {})
        votes.setdefault(key, Counter()).update(said)
    labels = {key: _elected(key, tally, words) for key, tally in votes.items()}
    _share(labels, told, Counter(_key(mention.text) for mention in names))
    decided = [replace(m, label=labels.get(_key(m.text)) or m.label) for m in names]
    rest = [m for m in given if m.label not in NAMED | _UNSURE]
    return tuple(sorted([*decided, *rest], key=lambda mention: (mention.span, mention.label)))


def _is_no_name(text: str, mention: Mention) -> bool:
    """ "GMT" of "18.15 GMT", letters behind a number, are a unit or a zone; "the Lune Bridge" cannot speak."""
    start, end = mention.span
    if " " in mention.text and mention.text.split()[-1].lower() in THINGS and mention.label != "PERSON":
        return True
    return bool(_LETTERS.fullmatch(text[start:end]) and _NUMBER.search(text[max(0, start - 6) : start]))


def _before_role(mention: Mention) -> Mention:
    """ "Ministry of Water" of "Ministry of Water Spokesperson Daria Velic": the body before whoever speaks for it."""
    words = mention.text.split()
    for place in range(1, len(words) - 1):
        if mention.label != "PERSON" and words[place].lower() in FOR_OTHERS:
            name = " ".join(words[:place])
            if mention.text.startswith(name):
                return replace(mention, span=(mention.span[0], mention.span[0] + len(name)), text=name, label="ORG")
    return mention


def _titled(text: str, given: Sequence[Mention]) -> list[Mention]:
    """Names behind a title, where the entity finder saw none or too much: "Governor Ilse Maradon"."""
    subjects = {mention.span[1] for mention in given if mention.subject}
    found = []
    for match in _TITLED.finditer(text):
        words = match[1].split()
        while words and (words[0].rstrip(".").lower() in TITLES | ROLES):
            words.pop(0)
        if not words or {word.lower() for word in words} & (ORGANIZATION_WORDS | STATE_WORDS | PRONOUNS):
            continue
        owner = next((place for place, word in enumerate(words, 1) if word.endswith(("'s", "’s"))), len(words))
        words = words[:owner]
        words[-1] = re.sub(r"[’']s$", "", words[-1])
        name = " ".join(words)
        start = text.find(words[0], match.start(1), match.end(1))
        span = start, start + len(name)
        if text[slice(*span)].split() == words:
            found.append(Mention(span, "PERSON", name, span[1] in subjects))
    return found


def _mastheads(text: str) -> list[Mention]:
    """Names like those of newspapers, also where nothing is parsed: "PORT ADEL (Sorn Courier) -"."""
    return [Mention(match.span(), "ORG", match[0]) for match in _MASTHEAD.finditer(text)]


def _without_overlaps(names: Sequence[Mention]) -> list[Mention]:
    """Those that come first where names overlap, but for a longer one with the same end ("Barack Obama", "Obama")."""
    kept: dict[Span, Mention] = {}
    taken: list[Mention] = []
    for mention in sorted(names, key=lambda m: (m.span[0], -m.span[1])):
        if mention.span in kept or (taken and mention.span[0] < taken[-1].span[1]):
            continue
        kept[mention.span] = mention
        taken.append(mention)
    return taken


def _votes(text: str, mention: Mention) -> Counter[str]:
    """What the words around a name say of its kind."""
    start, end = mention.span
    votes: Counter[str] = Counter()
    before = _BEFORE.search(text, max(0, start - 30), start)
    word = before[1].lower() if before else ""
    if word in TITLES | ROLES and before is not None and (before[2] or before[1][0].isupper() or " " in mention.text):
        votes["PERSON"] += 4
    if _OFFICE_OF.search(text, max(0, start - 90), start):
        votes["PERSON"] += 4
    elif word in BODIES and before is not None and (before[2] or not before[1][0].isupper()):
        votes["ORG"] += 4
    if _IN.search(text, max(0, start - 10), start) and " " not in mention.text:
        votes["GPE"] += 3
    if word == "the" or mention.text[:4].lower() == "the ":
        votes["PERSON"] -= 2
    if _TO_A_STATE.search(text[max(0, start - 24) : start]):
        votes["GPE"] += 4
    after = _votes_after(text[end : end + 60])
    if _OF_PLACE.search(text, max(0, start - 10), start):
        after.pop("PERSON", None)  # "Ron Paul of Texas, who"
    votes.update(after)
    return votes


def _votes_after(after: str) -> dict[str, int]:
    votes: dict[str, int] = {}
    if (match := _AGE_OR_OFFICE.match(after)) and (match[1] is None or match[1].split()[-1].lower() in ROLES):
        votes["PERSON"] = 4
    if _WHO.match(after):
        votes["PERSON"] = 4
    if _ITSELF.match(after):
        votes["ORG"] = 2
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
    if first == "team" and len(parts) > 1:
        tally["ORG"] += 6
    if len(parts) in (2, 3) and first in MALE_NAMES | FEMALE_NAMES:
        tally["PERSON"] += 4
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
        is_plain = labels[key] == "ORG" and len(words) == 2 and not set(words) & _OF_BODIES
        if is_plain and "PERSON" in (labels.get(words[0]), labels.get(words[1])):
            labels[key] = "PERSON"
    people = {word for key, label in labels.items() if label == "PERSON" for word in key.split()[1:][-1:]}
    people |= {key.split()[0] for key, label in labels.items() if label == "PERSON" and " " in key} - {"the"}
    bodies = {key.split()[0] for key, label in labels.items() if label == "ORG" and " " in key}
    for key in labels:
        is_in_both = key in people and key in bodies
        if key in people and (not is_in_both or _is_rather_a_person(key, labels, counts)):
            labels[key] = "PERSON"
        elif key in bodies and key not in people and labels[key] not in ("GPE",) and not is_place(key):
            labels[key] = "ORG"


def _is_rather_a_person(key: str, labels: Mapping[str, str | None], counts: Mapping[str, int]) -> bool:
    """ "Trump", where Donald Trump is named oftener than Trump Tower and the Trump Organization."""
    whole = {"PERSON": 0, "ORG": 0}
    for other, label in labels.items():
        words = other.split()
        if label in whole and len(words) > 1 and key == words[-1 if label == "PERSON" else 0]:
            whole[label] += counts[other]
    return whole["PERSON"] >= whole["ORG"]


def is_place(name: str) -> bool:
    """Tell whether the gazetteer knows a country or its capital of this name."""
    entry = entry_named(name)
    return (entry is not None and entry.type == "country") or country_of_capital(name) is not None


def _key(name: str) -> str:
    return re.sub(r"^the |[’']s?$", "", actor_key(name))
