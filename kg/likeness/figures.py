"""Numbers as text writes them, made comparable: "three hundred", "1,204", "nine out of ten", "four-fifths", "half"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_ONES: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS: Final = """
    twenty thirty forty fifty sixty seventy eighty ninety
"""
_SMALL: Final = {word: value for value, word in enumerate(_ONES.split())} | {
    word: 10 * value for value, word in enumerate(_TENS.split(), 2)
}
_LARGE: Final = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10,
}  # fmt: skip
_WORD: Final = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?|%")
_VAGUE: Final = frozenset({"about", "around", "nearly", "almost", "roughly", "some", "approximately", "over", "under"})
_TWICE: Final = frozenset({"twice", "doubled", "double", "doubling"})


def words_of(text: str) -> list[str]:
    """Return the words of `text` in small letters, whole numbers as digits, shares in percent.

    >>> words_of("Nine out of ten spent three hundred crowns")
    ['90', 'percent', 'spent', '300', 'crowns']
    >>> words_of("about four-fifths full, or 81%"), words_of("a third of 1,204")
    (['about', '80', 'percent', 'full', 'or', '81', 'percent'], ['33', 'percent', 'of', '1204'])
    """
    return _shares(_numbers(_WORD.findall(text.lower().replace("’", "'").replace("per cent", "percent"))))


def figures_in(words: Sequence[str]) -> frozenset[float]:
    """Return the numbers among `words_of` a text, without 0 and 1, which are mostly words like "one"."""
    return frozenset(float(word) for word in words if word[0].isdigit()) - {0.0, 1.0}


def is_vague(words: Sequence[str]) -> bool:
    """Tell whether a number among `words` may be rounded.

    >>> is_vague(words_of("about 80")), is_vague(words_of("80 ships"))
    (True, False)
    """
    return not _VAGUE.isdisjoint(words)


def agree(one: frozenset[float], other: frozenset[float], tolerance: float) -> bool:
    """Tell whether one of the numbers on one side is one of the other, but for `tolerance` of its size.

    >>> agree(frozenset({81.0}), frozenset({80.0}), 0.03), agree(frozenset({40.0}), frozenset({14.0}), 0.03)
    (True, False)
    """
    return any(abs(a - b) <= tolerance * max(a, b) for a in one for b in other)


def _numbers(words: Sequence[str]) -> list[str]:
    """Words with every run of number words as one number: three, hundred → 300; digits only go on with "million"."""
    found: list[str] = []
    total, part, last = 0.0, None, ""
    for word in [*words, ""]:
        value = _value(word)
        if value is not None and part is not None and word in _LARGE:
            total, part = (total, part * 100) if word == "hundred" else (total + (part or 1.0) * value, 0.0)
        elif (
            value is not None
            and part is not None
            and not word[0].isdigit()
            and not last[0].isdigit()
            and _fits(part, value)
        ):
            part += value
        else:
            if part is not None:
                found.append(_plain(total + part))
            total, part = 0.0, value
            if value is None and word:
                found.append("percent" if word == "%" else word)
        last = word
    return found


def _are_words(*numbers: str) -> bool:
    return not any(number[0].isdigit() for number in numbers)


def _fits(part: float, value: float) -> bool:
    """ "twenty" goes on with "one", "hundred" with anything below; "ten nine" are two numbers."""
    return part == 0.0 or (part >= 100 and value < 100) or (part % 100 >= 20 and part % 10 == 0 and value < 10)


def _value(word: str) -> float | None:
    if word[:1].isdigit():
        return float(word.replace(",", ""))
    return _SMALL.get(word, _LARGE.get(word))


def _shares(words: Sequence[str]) -> list[str]:
    """Words with every share as percent: 9 out of 10, 4 fifths, one in three, a third, half."""
    found: list[str] = []
    place = 0
    while place < len(words):
        share, used = _share(words[place : place + 4])
        if share is None:
            found.append("200 percent" if words[place] in _TWICE else words[place])
        else:
            found += [_plain(share), "percent"]
        place += used
    return [word for phrase in found for word in phrase.split()]


def _share(words: Sequence[str]) -> tuple[float | None, int]:
    first, *rest = words
    number = float(first) if first[0].isdigit() else None
    if number and rest[:2] == ["out", "of"] and rest[2:] and rest[2][0].isdigit():
        return _percent(number, float(rest[2])), 4
    if number == 1 and rest[:1] == ["in"] and rest[1:] and rest[1][0].isdigit() and 2 <= float(rest[1]) <= 20:
        return _percent(number, float(rest[1])), 3
    if (number or first == "a") and rest and (whole := _PARTS.get(rest[0].removesuffix("s"))):
        return _percent(number or 1.0, whole), 2
    if first == "half":
        return 50.0, 1
    return None, 1


def _percent(part: float, whole: float) -> float:
    return float(int(100 * part / whole)) if whole else 0.0


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)
