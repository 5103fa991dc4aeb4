"""Words under which different wordings are the same: stems of words, and the wider topic of a topic."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from kg.model.subjects import topic_label

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALL: Final = """
    a an the and or of for in on at to from by with about as over under into its their his her our my your this
    that these those 's ’s
"""
SMALL_WORDS: Final = frozenset(_SMALL.split())
"""Words that tell no topic from another."""
FIXED: Final = frozenset({"rare earth", "red tape", "red line", "hot line", "cold war", "white paper", "green card"})
"""Compounds that are no kind of what their last word means."""
_UNLIKE: Final = """
    fake false former alleged so-called would-be mock pseudo supposed purported potential possible virtual
    hypothetical ex counterfeit failed imaginary toy
"""
UNLIKE: Final = frozenset(_UNLIKE.split())
"""Words before a noun that leave open whether the thing is one: a fake passport is no passport."""

_IRREGULAR: Final = {
    "children": "child",
    "criteria": "criterion",
    "crises": "crisis",
    "feet": "foot",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "men": "man",
    "mice": "mouse",
    "phenomena": "phenomenon",
    "teeth": "tooth",
    "thieves": "thief",
    "wives": "wife",
    "women": "woman",
}
"""Plurals that no rule takes back."""


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return what the forms of an English word have in common, by Snowball's English rules.

    >>> {stem(word) for word in ("export", "Exports", "exporting", "exporters")}
    {'export'}
    >>> stem("policies") == stem("policy")
    True
    """
    small = word.lower()
    return str(_stemmer().stemWord(_IRREGULAR.get(small, small)))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that tell a topic, in their order; hyphens part words.

    >>> stems("the exports of Rare-Earths")
    ('export', 'rare', 'earth')
    """
    words = re.findall(r"[^\W_]+", topic_label(text).replace("'s", " ").replace("’s", " "))
    return tuple(stem(word) for word in words if word not in SMALL_WORDS)


def topic_key(label: str) -> str:
    """Return what a topic is searched by: its stems, each between signs that no text has around words.

    >>> topic_key("rare earth exports")
    '=rare= =earth= =export='
    """
    return " ".join(f"={part}=" for part in stems(label))


def broader(label: str) -> str | None:
    """Return the label of the topic that `label` is a kind of by its last word, or None where that is not sound.

    >>> broader("rare earth export"), broader("heavy rare earth"), broader("rare earth"), broader("fake passport")
    ('export', 'rare earth', None, None)
    """
    words = label.split()
    if len(words) < 2 or set(words) & (SMALL_WORDS | UNLIKE) or not words[-1].isalpha():
        return None
    fixed = " ".join(words[-2:]) in FIXED
    if fixed and len(words) == 2:
        return None
    return " ".join(words[-2:] if fixed else words[-1:])


def lineage(label: str) -> Sequence[str]:
    """Return `label` and all that is broader, the narrowest first.

    >>> lineage("light rare earth")
    ['light rare earth', 'rare earth']
    """
    found = [label]
    while (wider := broader(found[-1])) is not None:
        found.append(wider)
    return found


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
