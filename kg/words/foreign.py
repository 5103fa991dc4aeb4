"""Texts in other languages than English: they are searched like any other, and somebody is told."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from kg.errors import LanguageWarning
from kg.model import Record

Item = TypeVar("Item")

_SAMPLE: Final = 5_000
_LEAST_LETTERS: Final = 200
_LEAST_SHARE: Final = 0.08
"""Of English news and talk every third word is one of `_SMALL_WORDS`, of other languages not one in thirty."""
_SMALL_WORDS: Final = re.compile(
    r"\b(?:the|of|and|to|that|for|with|said|is|by|from|as|it|his|her|has|have|had|will|would|not|they|are|were|which|be"
    r"|this|you|we|our|what|who)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_NAMED: Final = 5


def looks_english(text: str) -> bool:
    """Tell whether `text` is English by its small words; what has too few letters to tell counts as English.

    >>> looks_english("Der Minister sagte am Montag, die Brücke sei sicher und bleibe offen. " * 5)
    False
    """
    words = _WORD.findall(text[:_SAMPLE])
    if sum(map(len, words)) < _LEAST_LETTERS:
        return True
    return len(_SMALL_WORDS.findall(text[:_SAMPLE])) >= _LEAST_SHARE * len(words)


def telling_foreign(items: Iterable[Item]) -> Iterator[Item]:
    """Yield `items`; at the end a `LanguageWarning` says which records among them do not look English."""
    count, named = 0, list[str]()
    for item in items:
        if isinstance(item, Record) and not looks_english(item.document.text):
            count += 1
            if len(named) < _NAMED:
                named.append(item.document.id)
        yield item
    if count:
        which = ", ".join(named) + (" …" if count > len(named) else "")
        warnings.warn(
            f"{count} of the documents {'does' if count == 1 else 'do'} not look English ({which}); "
            "the finders know English alone, and find little there that is right",
            LanguageWarning,
            stacklevel=2,
        )
