"""How alike two pieces of text are worded: stems weighted by how rare they are, and quotations they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from kg.words.wording import stem

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*|\d[\d.,]*")
_QUOTED: Final = re.compile('[“"«‘]([^“”"«»]{4,200}?)[”"»’]')
_EMPTY_WORDS: Final = """
    a about above after again against all also although am an and any are as at be because been before being
    between both but by can could did do does doing down during each even few for from further had has have
    having he her here hers him his how however i if in into is it its itself just like made make many may me
    might more most much must my no nor not now of off on once one only or other our out over own per said
    same say saying says she should since so some such than that the their them then there these they this
    those though through to told too under until up us very was we were what when where whether which while
    who whom whose why will with would yet you your remark remarks comment comments statement statements word
    words message speech mean means meant signal signals suggest suggests think thinks
"""
EMPTY: Final = frozenset(_EMPTY_WORDS.split())
"""Words that tell nothing about a topic."""


def stems(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that tell something."""
    return frozenset(stem(word) for word in _WORD.findall(text) if word.lower() not in EMPTY and len(word) > 2)


def rarity(texts: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each stem tells: the fewer of `texts` have it, the more."""
    counts: Counter[str] = Counter()
    total = 0
    for words in texts:
        counts.update(words)
        total += 1
    return {word: log(1 + total / count) for word, count in counts.items()}


def likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return how much of the shorter text's weight the two share, from 0 to 1; one shared word is never much.

    >>> likeness(stems("they restrict exports"), stems("we never restricted exports"), {})
    0.66...
    """
    shared = sum(weights.get(word, 1.0) for word in one & other)
    least = min(sum(weights.get(word, 1.0) for word in words) for words in (one, other)) if one and other else 0.0
    return round(shared / (least + 1.0), 4) if least else 0.0


def quotations_in(text: str) -> list[str]:
    """Return what stands in quotation marks in `text`, in lower case, marks and edges left out."""
    return [match[1].lower().strip(" ,.!?;:") for match in _QUOTED.finditer(text)]
