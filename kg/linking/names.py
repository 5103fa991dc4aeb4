"""How sources are called: names without titles and articles, and the names one document uses for one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.model import Span
from kg.repair import repair

_ARTICLES: Final = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|his|her|our)\s+", re.IGNORECASE)
_EDGE: Final = ' \t\r\n,;:.–—-“”"«»()[]*_'
_ACRONYM: Final = re.compile(
    r"((?:[A-Z][\w’'&.-]*)(?:\s+(?:of|and|for|the|on|&)|\s+[A-Z][\w’'&.-]*){1,9})\s*\(([A-Z][A-Z&]{1,9})\)"
)
_SMALL: Final = frozenset({"of", "and", "for", "the", "on", "&"})
_TITLES: Final = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "lord",
        "lady",
        "dame",
        "prof",
        "professor",
        "sen",
        "rep",
        "gov",
        "gen",
        "col",
        "lt",
        "capt",
        "rev",
        "pres",
    }
)
_LETTERS: Final = {
    **dict.fromkeys(("q", "question", "记者", "问"), "reporter"),
    **dict.fromkeys(("a", "ans", "answer", "答"), "interviewee"),
}
_ROLE_WORDS: Final = """
    reporter reporters journalist journalists correspondent correspondents interviewer interviewee questioner respondent
    moderator host presenter anchor operator chair chairman chairwoman chairperson speaker voice audience member press
    media minister president premier chancellor secretary ambassador governor senator mayor spokesman spokeswoman
    spokesperson director commissioner official officer judge lawyer attorney witness analyst expert participant
"""
_ROLES: Final = frozenset(_ROLE_WORDS.split())
_RANK_WORDS: Final = """
    the a an prime foreign vice deputy assistant first chief senior press unidentified unknown male female defense
    defence finance interior attorney general secretary-general another second third
"""
_RANKS: Final = frozenset(_RANK_WORDS.split())
_RELATION: Final = re.compile(r"\b(?:of|for|at|in|from|with|to|by|near)\b|['’]s\b")
ORGANIZATION_WORDS: Final = frozenset(
    {
        "commission",
        "ministry",
        "office",
        "committee",
        "department",
        "university",
        "corporation",
        "corp",
        "inc",
        "ltd",
        "company",
        "council",
        "party",
        "bank",
        "group",
        "agency",
        "association",
        "institute",
        "government",
        "administration",
        "campaign",
        "team",
        "house",
        "senate",
        "congress",
        "court",
        "parliament",
        "authority",
        "bureau",
        "union",
        "federation",
        "foundation",
        "center",
        "centre",
        "organization",
        "organisation",
        "college",
        "police",
        "army",
        "board",
        "service",
        "services",
        "society",
        "fund",
        "league",
        "club",
        "shimbun",
        "news",
    }
)


def plain_name(text: str) -> str:
    """Return a source's words with entities repaired, spaces single, articles and edge punctuation gone.

    >>> plain_name("the  United States,")
    'United States'
    """
    words = re.sub(r"\s*\([A-Z&]{2,10}(?:\)|$)", "", re.sub(r"\s+", " ", repair(text).text)).strip(_EDGE)
    return _ARTICLES.sub("", words).strip(_EDGE) or words


def role_named(label: str) -> str | None:
    """Return whom a speaker's label describes where it names nobody, in small letters; None for a name.

    >>> role_named("Q"), role_named("Prime Minister"), role_named("Xiao Yaqing"), role_named("Minister Xiao")
    ('reporter', 'prime minister', None, None)
    """
    words = re.sub(r"\s*\d+$", "", label).strip(_EDGE).split()
    if len(words) == 1 and words[0].lower() in _LETTERS:
        return _LETTERS[words[0].lower()]
    last = words[-1].lower() if words else ""
    if last in _ROLES and (len(words) == 1 or all(word.lower() in _RANKS | _ROLES for word in words[:-1])):
        return _ARTICLES.sub("", " ".join(words)).lower()
    return None


def main_part(text: str) -> str:
    """Return a source's words before the apposition: "Bruno" of "Bruno, an independent analyst".

    >>> main_part("Bruno, an independent analyst")
    'Bruno'
    """
    return re.split(r",\s|\s[–—(]", text, maxsplit=1)[0].strip(_EDGE) or text.strip(_EDGE)


def without_titles(name: str) -> str:
    """Return a person's name without the titles before it.

    >>> without_titles("Mr. Earnest")
    'Earnest'
    """
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").lower() in _TITLES:
        words = words[1:]
    return " ".join(words)


def without_possessive(name: str) -> str:
    """Return a name without a final 's."""
    return re.sub(r"['’]s?$", "", name)


def is_capitalised(name: str) -> bool:
    """Tell whether a phrase is written like a name: every word capitalised but the small ones."""
    words = name.split()
    return bool(words) and all(word[0].isupper() or word.lower() in _SMALL for word in words) and words[0][0].isupper()


def is_related(prefix: str) -> bool:
    """Tell whether the words before a name say that something else is meant: "the head of", "a spokesman for"."""
    return bool(_RELATION.search(prefix))


@dataclass
class Names:
    """The names of one document: people by surname, organisations by acronym, entities by place."""

    mentions: tuple[Mention, ...] = ()
    surnames: dict[str, set[str]] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)

    def inside(self, span: Span) -> list[Mention]:
        """Return the mentions inside `span`, in text order."""
        return [mention for mention in self.between(*span) if mention.span[1] <= span[1]]

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in `[start, end)`, in text order."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.span[0])
        last = bisect_left(self.mentions, end, lo=first, key=lambda mention: mention.span[0])
        return list(self.mentions[first:last])

    def full_name(self, surname: str) -> str | None:
        """Return the one full name in the document that ends in `surname`, or None where none or several do."""
        found = self.surnames.get(actor_key(surname), set())
        return next(iter(found)) if len(found) == 1 else None

    def long_form(self, acronym: str) -> str | None:
        """Return what the document says an acronym stands for, or None."""
        return self.acronyms.get(acronym)


def names_of(text: str, mentions: Iterable[Mention], speakers: Iterable[str] = ()) -> Names:
    """Return the names that a document uses; `speakers` are names known from its layout."""
    names = Names(tuple(sorted(mentions, key=lambda m: m.span)))
    people = [without_titles(without_possessive(plain_name(m.text))) for m in names.mentions if m.label == "PERSON"]
    for person in [*people, *speakers]:
        words = person.split()
        if 2 <= len(words) <= 4 and is_capitalised(person):
            names.surnames.setdefault(actor_key(words[-1]), set()).add(person)
    for match in _ACRONYM.finditer(text):
        if long := _matching_words(match[1].split(), match[2]):
            names.acronyms.setdefault(match[2], long)
    return names


def _matching_words(words: list[str], acronym: str) -> str | None:
    """The last words whose initials spell the acronym: "China's National … Commission", NDRC: without "China's"."""
    letters = [sign for sign in acronym if sign.isalpha()]
    for start in (place for place, word in enumerate(words) if word.lower() not in _SMALL):
        initials = [word[0] for word in words[start:] if word.lower() not in _SMALL]
        if initials == letters:
            return " ".join(words[start:])
    return None
