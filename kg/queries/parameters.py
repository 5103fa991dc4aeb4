r"""What a person gives as a query's parameter, made into the literal that is bound to the query's variable.

A type says how it is read.  `words` and `name` become regular expressions of the small language that every SPARQL
engine shares; whatever is special in the given text is escaped first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from kg.errors import QueryError, unknown
from kg.terms import concepts
from kg.words.wording import SMALL_WORDS, stems

MOST_WORDS: Final = 4
_LINKING: Final = r"((and|of|the|for)\W+)*"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter as a query's header declares it; `default` is `None` where it must be given."""

    name: str
    type: str
    default: str | None
    description: str
    example: str

    def read(self, value: str) -> str:
        """Return the string to bind; raise `QueryError` where `value` is not of the parameter's type."""
        try:
            return TYPES[self.type](value)
        except QueryError as error:
            raise QueryError(f"parameter --{self.name}: {error}; for example --{self.name} {self.example!r}") from None


def words(value: str) -> str:
    """Return an expression that finds texts with all words of `value`, in any order; a final s does not count.

    >>> words("rare earths"), words("policies")
    ('rare.*earth|earth.*rare', 'polic(y|ie)')
    """
    stems = list(dict.fromkeys(_stem(word) for word in value.split()))
    if len(stems) > MOST_WORDS:
        raise QueryError(f"{len(stems)} words are too many; give at most {MOST_WORDS}")
    return "|".join(".*".join(order) for order in permutations(stems))


def topic(value: str) -> str:
    """Return an expression that finds texts with all words of `value`, and topic keys with their stems.

    Small words do not count, hyphens part words, and every form of a word will do.

    >>> topic("exports of rare-earths").split("|")[::6]
    ['export.*rare.*earth', '=export=.*=rare=.*=earth=']
    """
    parts = [part for part in re.split(r"[\s\-–]+", value.strip()) if part]
    parts = [part for part in parts if part.lower() not in SMALL_WORDS] or parts
    keys = list(dict.fromkeys(f"={key}=" for part in parts for key in stems(part)))
    text = words(" ".join(parts))
    return "|".join([text, *(".*".join(order) for order in permutations(keys))]) if keys else text


def any_word(value: str) -> str:
    """Return an expression that finds texts with at least one of the words of `value`.

    >>> any_word("threat weapons")
    'threat|weapon'
    """
    return "|".join(dict.fromkeys(_stem(word) for word in value.split()))


def name(value: str) -> str:
    r"""Return an expression that finds names with the words of `value` in their order, an acronym also spelled out.

    >>> bool(re.search(name("NDRC"), "the National Development and Reform Commission", re.I))
    True
    >>> bool(re.search(name("US"), "Reuters", re.I)), bool(re.search(name("U.S."), "the United States", re.I))
    (False, True)
    """
    parts = value.split()
    if not parts:
        return ""
    plain = r"(^|\W)" + r".*\W".join(escape(part) for part in parts)
    letters = value.strip().replace(".", "")
    if not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 8):
        return plain
    spelled = (r"\w*\W+" + _LINKING).join(letters)
    return rf"{plain}(\W|$)|(^|\W){letters}(\W|$)|(^|\W){spelled}"


def date(value: str) -> str:
    """Return `value`, a date as exact as it is known: year, month or day.

    >>> date("2019-05")
    '2019-05'
    """
    if value and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII):
        raise QueryError(f"{value!r} is no date; give YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def speech_act(value: str) -> str:
    """Return `value`, a word of the scheme of speech acts."""
    if value and value not in concepts("speech-acts"):
        raise QueryError(unknown("speech act", value, concepts("speech-acts")))
    return value


def escape(text: str) -> str:
    r"""Return `text` with everything escaped that means something in a regular expression.

    >>> escape("(a.b)")
    '\\(a\\.b\\)'
    """
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", text)


def _stem(word: str) -> str:
    if ending := re.fullmatch(r"(?i)(.{2,}[^aeiou])(?:y|ies)", word):
        return escape(ending[1]) + "(y|ie)"
    plural = len(word) > 3 and word[-1] in "sS" and word[-2] not in "sS"
    return escape(word[:-1] if plural else word)


def _text(value: str) -> str:
    return value


TYPES: Final[Mapping[str, Callable[[str], str]]] = {
    "text": _text,
    "words": words,
    "topic": topic,
    "any-word": any_word,
    "name": name,
    "date": date,
    "speech-act": speech_act,
}
