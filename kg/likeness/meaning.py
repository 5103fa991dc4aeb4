"""What a piece of a claim says, as far as its words tell: stems, numbers, names, and whether it says yes or no."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.likeness.figures import figures_in, is_vague, words_of
from kg.likeness.opposites import OPPOSITES
from kg.likeness.verbs import BASES
from kg.words.wording import stem

_NEGATING: Final = """
    not no never none nobody nothing neither nor cannot without hardly nowhere fail failed fails refuse refused refuses
    refusing lack lacks lacked lacking unable
"""
_FILLING: Final = """
    a an the and or of for in on at to from by with as into about that this these those there here it its he she they
    we i you his her their our my your him them us me who whom which what when where how is are was were be been being
    am has have had having do does did doing will would shall should can could may might must ought going go so such
    than then too very also just only any some one own ever yet if whether because while during after before until till
    but out up off over under again even still all both each other more most much many few per mr mrs ms dr
"""
_AUXILIARIES: Final = """
    is are was were be been being am has have had having do does did doing will would shall should can could may might
    must ought going not
"""
_VERBS: Final = frozenset(_AUXILIARIES.split())
_VERBAL: Final = ("ed", "ing", "n't", "'ll", "'ve", "'re")
_NEGATORS: Final = frozenset(_NEGATING.split())
_EMPTY: Final = frozenset(_FILLING.split()) | _NEGATORS
_NO: Final = re.compile(
    rf"\b(?:{'|'.join(sorted(_NEGATORS))})\b(?! (?:less|fewer|more|later|longer|earlier|lower|higher) than)"
)
"""Words that say no; "no less than" says yes."""
_NAME: Final = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+")
_THING: Final = re.compile(
    r"""\W{0,3}(?:(?:a|an|his|her|their|its|my|our|this|these)\b
    |(?:\w+[ ]){0,5}(?!(?:s?he|it|that|there|here|who|what|let)['’])\w+['’]s\b)
    (?P<rest>.*?)\b(?:about|of|on|for|in|at|over|with|to|while|as|that|who|which|by|from|into|because|when|$)\b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_WORD: Final = re.compile(r"[\w'’-]+|[^\w\s]")
_SHORT: Final = {"won't": "will not", "can't": "can not", "shan't": "shall not", "cannot": "can not"}


class Meaning(NamedTuple):
    """A piece, read: all words; those that tell something with their stems, the stems alone in a row and as a set.

    `all_stems` are those of all words, `names` of words that name somebody, `figures` the numbers.  `negative` tells
    whether an odd number of words say no, `vague` whether the numbers may be rounded, `asks` whether it is a
    question, `is_clause` whether one of its words has the form of a verb, `is_named` whether it starts like the name of
    a thing ("an inquiry about …", "her call for …") and has no such word before its first preposition.
    """

    words: tuple[str, ...]
    telling: tuple[tuple[str, str], ...]
    stems: tuple[str, ...]
    kinds: frozenset[str]
    all_stems: frozenset[str]
    figures: frozenset[float]
    names: frozenset[str]
    negative: bool
    vague: bool
    asks: bool
    is_clause: bool
    is_named: bool


@lru_cache(maxsize=4_096)
def meaning(text: str) -> Meaning:
    """Return what `text` says.

    >>> found = meaning("Karvenia won't sell three of its mines to Ilmar")
    >>> found.stems, sorted(found.figures), sorted(found.names), found.negative
    (('karvenia', 'sell', '3', 'mine', 'ilmar'), [3.0], ['ilmar'], True)
    """
    words = tuple(part for word in words_of(text) for part in _whole(word).split())
    telling = tuple((word, base(word)) for word in words if word not in _EMPTY and (len(word) > 2 or word.isdigit()))
    names = frozenset(stem(word.removesuffix("'s").removesuffix("’s")) for word in _NAME.findall(text))
    return Meaning(
        words,
        telling,
        tuple(found for _, found in telling),
        frozenset(found for _, found in telling),
        frozenset(map(base, words)),
        figures_in(words),
        names - {stem(word) for word in _EMPTY},
        len(_NO.findall(" ".join(words))) % 2 == 1,
        is_vague(words),
        text.rstrip("”\"’' ").endswith("?"),
        any(_is_verbal(word) and stem(word) not in names for word in words),
        _is_named(text),
    )


def opposed(one: Meaning, other: Meaning) -> bool:
    """Tell whether one says the opposite of the other, by an odd number of negations and of opposite words.

    >>> opposed(meaning("prices rose"), meaning("prices fell"))
    True
    >>> opposed(meaning("he is ill"), meaning("he is not healthy"))
    False
    """
    mine, others = one.all_stems - other.all_stems, other.all_stems - one.all_stems
    flips = any(not others.isdisjoint(OPPOSITES.get(word, ())) for word in mine)
    return (one.negative != other.negative) != flips


def turned(one: Meaning, other: Meaning) -> frozenset[str]:
    """Return the telling stems of one whose opposites are telling stems of the other.

    >>> turned(meaning("prices rose"), meaning("prices fell"))
    frozenset({'rise'})
    """
    return frozenset(word for word in one.kinds - other.kinds if not other.kinds.isdisjoint(OPPOSITES.get(word, ())))


def without(text: str, other: Meaning) -> str:
    """Return what is left of `text` without the words that `other` has in any form.

    >>> without("the theatre burned down for want of care", meaning("fire destroyed theatres"))
    'the burned down for want of care'
    """
    return " ".join(word for word in _WORD.findall(text) if len(word) < 3 or other.all_stems.isdisjoint(_stems(word)))


def _stems(word: str) -> frozenset[str]:
    return meaning(word).all_stems


def base(word: str) -> str:
    """Return what the forms of a word have in common.

    >>> base("knew") == base("knows") == base("knowing")
    True
    """
    return stem(BASES.get(word, word))


def _is_named(text: str) -> bool:
    start = _THING.match(text)
    return start is not None and not any(map(_is_verbal, words_of(start["rest"])))


def _is_verbal(word: str) -> bool:
    return word in BASES or word in _VERBS or word.endswith(_VERBAL)


def _whole(word: str) -> str:
    """A word without its apostrophe: don't → do not, Ann's → ann."""
    if word in _SHORT:
        return _SHORT[word]
    return f"{word[:-3]} not" if word.endswith("n't") else word.partition("'")[0]
