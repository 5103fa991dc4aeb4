"""Whom a phrase is about: "the opposition leader, Peter Nash", "Ann Lee of Reuters", "Trump adviser Ann Lee"."""

from __future__ import annotations

import re
from typing import Final

from kg.linking.cast.cutting import is_house
from kg.linking.words import BODIES, FIRMS, ORGANIZATION_WORDS, ROLES, TITLES

_OF: Final = re.compile(
    r"\b(?:of|for|at|in|from|with|to|by|near|on|against|about|than|like|including|around|under|but|except)\b"
)
_OFFICE: Final = re.compile(
    r"\b(?:(?:[Dd]eputy|[Vv]ice|[Aa]ssistant|[Aa]cting|[Ff]ormer)\s+){0,3}"
    r"(?:[Ss]ecretary|[Mm]inister|[Cc]hief|[Dd]irector|[Ss]peaker|[Ll]eader|[Gg]overnor|[Mm]ayor|[Pp]resident|[Hh]ead|[Cc]hair|[Cc]hair(?:man|woman|person))"
    r"(?:[- ][Gg]eneral)?"
    r"(?:\s+of\s+(?:the\s+)?(?:[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+){0,11}|state|staff|defen[cs]e|police|policy)"
    r"|\s+(?:of|for|in)\s+(?:the\s+)?[A-Z]\w+(?:(?:,|,?\s+and|\s+of|\s+for|\s+of the)?\s+[A-Z]\w+){0,15})\s*$"
)
_AFTER: Final = re.compile(
    r"\s*(?:$|[,;(–—-]|['’]s?\s*$|(?:of|from|at|for|in|with|on|who|himself|herself|and (?:his|her))\b)"
)
_DOING: Final = re.compile(r"\w \b(?!leading|visiting|acting|sitting|retiring|serving)[a-z]+ing$")
_APPOSITION: Final = re.compile(r"[,–—(:-]\s*$")
_JOINED: Final = re.compile(
    r"\s*(?:,\s*(?:and|or)?|and|or|&|as well as|along with|together with)\s+(?:the\s+)?", re.IGNORECASE
)
_AND: Final = re.compile(r"\b(?:and|or|as well as|along with|together with)\b|&")


_OF_A_HOUSE: Final = re.compile(
    r"(?:^|(?<=\s))(?i:spokes(?:man|woman|person)|representative|ambassador|envoy|consul"
    r"|(?:head|chief|director) of the press (?:service|office|department))"
    r" (?:of|to|for|at) (?:the )?((?:[A-Z][\w’'-]+(?: (?:of|and|for|on|of the))?\s*){1,9})$"
)
""" "The spokesman to the Ministry of Water ", before a name."""


def is_head(before: str, after: str) -> bool:
    """Tell whether a person's name is whom a phrase is about, from the words `before` and `after` it in the phrase.

    >>> is_head("The opposition leader, ", ""), is_head("", " of Reuters"), is_head("Trump adviser ", "")
    (True, True, True)
    >>> is_head("a spokesman for ", ""), is_head("the ", " campaign"), is_head("Secretary of State ", "")
    (False, False, True)
    """
    if not _AFTER.match(after) or re.match(r"\s*+(?:,\s*+)?(?:and|or)\s+(?!his|her)", after):
        return False
    if not before.strip() or _is_house(before):
        return True
    untitled = _without_titles(before)
    if _APPOSITION.search(untitled):
        return _introduces(_APPOSITION.sub("", untitled).strip())
    rest = _OFFICE.sub("", untitled).strip()
    if (house := _OF_A_HOUSE.search(rest)) and is_house(house[1]):
        rest = rest[: house.start()].strip()
    if _DOING.search(rest):
        return False  # "a pastor supporting Mr. Cruz"
    return not _OF.search(rest) and not re.search(r"\b(?:and|or)$", rest)


def _is_house(before: str) -> bool:
    """ "Bank of England governor ", "Fraternal Order of Police President ": whose house, and the office in it."""
    words = before.split()
    if words[-1].lower() not in ROLES | TITLES or not words[0][0].isupper():
        return False
    house = [word for word in words[:-1] if word.lower() not in ("of", "and", "for", "the")]
    return bool(house) and all(word[0].isupper() and word.lower() not in ROLES | TITLES for word in house)


def _introduces(phrase: str) -> bool:
    """ "The leader", "a spokeswoman for the ministry": one person, so that what follows is the name."""
    head = _OF.split(phrase, maxsplit=1)[0].strip(" ,").lower()
    words = head.split()
    is_one = bool(words) and (words[-1] in ROLES or not words[-1].endswith("s")) and words[0] not in ("some", "many")
    return is_one and words[-1] not in ORGANIZATION_WORDS  # "the campaign for the challenger, Ann Lee"


def joins(between: str) -> bool:
    """Tell whether the words between two names only join them: " and ", ", ", " and President "."""
    between = _OFFICE.sub("", between)
    match = _JOINED.match(between)
    if match is None:
        return False
    words = [word.rstrip(".").lower() for word in between[match.end() :].split()]
    return all(word in TITLES for word in words) or (
        len(words) < 4 and words[-1] in ROLES | TITLES and not _OF.search(between)
    )


def role_ends(before: str) -> bool:
    """Tell whether the words before a comma are a role, so that a name may follow: "the Commission's president, "."""
    words = _OF.split(before, maxsplit=1)[0].rstrip(" ,").lower().split()
    return bool(words) and (words[-1] in ROLES or words[-1] == "speaker")


def introduces_several(before: str) -> bool:
    """Tell whether the words before names introduce more than one: "the show's producers, "."""
    return before.rstrip().endswith(",") and _OF.split(before, maxsplit=1)[0].rstrip(" ,").endswith("s")


def has_and(between: str) -> bool:
    """Tell whether an "and" is among the words."""
    return bool(_AND.search(between))


def is_title(before: str) -> bool:
    """Tell whether only titles, offices and modifiers stand before a name, no relation: "Senators "."""
    return not _OF.search(_OFFICE.sub("", before)) and not _APPOSITION.search(before) and not has_and(before)


def is_kind_of_body(before: str) -> bool:
    """Tell whether the words before a name end in what it is: "the rights group ", "state news agency "."""
    words = before.split()
    return bool(words) and words[-1] in BODIES | FIRMS and not _OF.search(before)


def _without_titles(before: str) -> str:
    words = before.split()
    while words and words[-1].rstrip(".").lower() in TITLES and words[-1][0].isupper():
        if len(words) > 2 and (words[-2] in ("of", "for") or words[-3:-1] == ["of", "the"]):
            break
        words.pop()
    return " ".join(words)
