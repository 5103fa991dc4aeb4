"""What two pieces of claims are to one another: the same words, the same in other words, the opposite, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from kg.likeness.figures import agree
from kg.likeness.meaning import Meaning, opposed, turned

LEAST: Final = 0.5
"""The score from which two claims are linked."""
VERBATIM: Final = 90.0
"""Of 100: how much of the shorter piece must stand in the longer one, letter by letter, to be the same words."""
_FEWEST: Final = 2
"""Telling words that a piece must have to be compared."""
_TELLING: Final = 3
"""Telling words that pieces must share to say the same."""
_PARTLY: Final = 0.45
_MOSTLY: Final = 0.6
_CLEARLY: Final = 0.68
_NEARLY: Final = 0.78
"""Share of both pieces' weight that must be common: where a number agrees, as a rule, of contradictions, and where two
words alone are common or a piece has no verb."""
_IN_ORDER: Final = 0.6
_COMPARABLE: Final = 0.55
"""Of contradictions: how much must stand in one order, and how long the shorter piece must be beside the longer."""
_LITTLE: Final = 0.35
"""Share of the lesser piece's weight below which nothing is looked at any further."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What two pieces are to one another, how that was told, and how sure it is in [0, 1]."""

    relation: str
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two pieces are, as their vectors tell.

    `cosine` is that of the vectors; `usual` the mean one of either and what else the other's document says.  `left` is
    how many telling words the piece with fewer of them has that are not in the other, and `left_cosine` the cosine of
    what is left of both.
    """

    cosine: float
    usual: float
    left: int
    left_cosine: float

    @property
    def unexplained(self) -> float:
        """How many words are left that mean nothing that is left of the other piece."""
        alike = min(1.0, max(0.0, (self.left_cosine - _UNLIKE) / (_ALIKE - _UNLIKE)))
        return self.left * (1 - alike)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two pieces saying the same, each from 0 to 1; `features` are the same in a row.

    `common` is how many telling words they share, a word and its opposite counted as one; `plain` how many of these
    name nobody.
    """

    common: int
    plain: int
    shared: float
    contained: float
    order: float
    figures: float
    names: float
    actor: float

    @property
    def features(self) -> tuple[float, ...]:
        """The figures that are weighed."""
        return self.shared, self.contained, self.order, self.figures, self.names, self.actor


NEAR: Final = 0.75
"""The cosine from which vectors may be of the same meaning."""
_FAR: Final = 0.65
"""The cosine below which two pieces do not say the same, whatever words they share."""
_SURELY: Final = 0.6
"""The score from which what only vectors tell is linked."""
_COSINE: Final = 16.0
_USUAL: Final = -5.0
_UNEXPLAINED: Final = -0.4
_ACTOR: Final = 0.7
_MEANT: Final = -10.3
"""Weights of the cosine, of the usual one, of each word unexplained and of one actor, and the bias: near those that a
logistic regression gave for 85 pairs of real claims at cosines of 0.70 to 0.95, judged by hand."""
_UNLIKE: Final = 0.3
_ALIKE: Final = 0.7
"""Cosines of what is left of two pieces, up to which its words are all unexplained, and from which none is."""
_FULL: Final = 4
_FULLER: Final = 7
"""Telling words of a piece that is read for its meaning, with a word of the form of a verb and without."""

WEIGHTS: Final = (3.0, 2.0, 1.0, 1.0, 1.0, 0.5)
BIAS: Final = -4.0


def compare(
    one: Meaning, other: Meaning, same_actor: float, weights: Mapping[str, float], cosine: float | None = None
) -> Opinion | None:
    """Return what two pieces are to one another by their words, or None where these say different things.

    `same_actor` is 1 where both are said by one actor, 0 by two, between where that is open; `weights` tell how much a
    stem tells; `cosine` is that of their vectors, where they have some.
    """
    opinion = _by_words(one, other, same_actor, weights)
    is_far = cosine is not None and cosine < _FAR
    return None if is_far and opinion and opinion.method == "wording" else opinion


def _by_words(one: Meaning, other: Meaning, same_actor: float, weights: Mapping[str, float]) -> Opinion | None:
    evidence = weigh(one, other, same_actor, weights)
    if evidence is None or evidence.names < 0 or is_turned(one, other):
        return None
    is_opposite = opposed(one, other)
    if evidence.figures >= 0 and not is_opposite and _is_whole(one, other):
        letters = fuzz.partial_ratio(" ".join(one.words), " ".join(other.words))
        if letters >= VERBATIM:
            return Opinion("verbatim", "words", letters / 100)
    score = probability(evidence)
    if score < LEAST:
        return None
    if is_opposite or evidence.figures < 0:
        method = "negation" if is_opposite else "number"
        return Opinion("contradicts", method, score) if _is_counter(one, other, evidence) else None
    is_clear = evidence.shared >= _NEARLY or (one.is_clause and other.is_clause)
    return Opinion("paraphrase", "wording", score) if is_clear and _is_same(evidence) else None


def may_agree(one: Meaning, other: Meaning) -> bool:
    """Tell whether no word speaks against two pieces saying the same.

    A vector hardly tells yes from no, 14 from 40 or Tarn from Orsel: where words do, it is not heard.
    """
    if one.asks or other.asks or opposed(one, other) or is_turned(one, other):
        return False
    return _figures(one, other) >= 0 and _names(one, other) >= 0


def by_meaning(nearness: Nearness, same_actor: float) -> Opinion | None:
    """Return the opinion that two pieces say the same in other words, or None."""
    told = _COSINE * nearness.cosine + _USUAL * nearness.usual + _UNEXPLAINED * nearness.unexplained
    score = 1 / (1 + exp(-(told + _ACTOR * (same_actor - 0.5) + _MEANT)))
    return Opinion("paraphrase", "meaning", score) if score >= _SURELY else None


def is_statement(piece: Meaning) -> bool:
    """Tell whether a piece says so much, beside names, that others can say the same."""
    if piece.is_named:
        return False
    enough = _FULL if piece.is_clause else _FULLER
    return len(piece.kinds) >= enough and len(piece.kinds - piece.names) >= _TELLING


def _is_same(evidence: Evidence) -> bool:
    """Tell whether two pieces share enough to say the same: a name or a noun phrase in both is no claim in both."""
    if evidence.actor == 1 and evidence.contained == 1:
        return evidence.plain >= _FEWEST and evidence.shared >= _MOSTLY
    if evidence.common < _TELLING or evidence.plain < _FEWEST:
        return False
    return evidence.shared >= (_MOSTLY if evidence.figures <= 0 else _PARTLY)


def _is_counter(one: Meaning, other: Meaning, evidence: Evidence) -> bool:
    """Tell whether two pieces are alike but for what turns one against the other: the no must belong to the same words.

    A question denies nothing; in a piece much longer than the other the no may belong to the rest of it.
    """
    if one.asks or other.asks or evidence.order < _IN_ORDER:
        return False
    fewer, more = sorted((len(one.kinds), len(other.kinds)))
    if fewer < _COMPARABLE * more:
        return False
    return evidence.shared >= (_CLEARLY if evidence.common >= _TELLING else _NEARLY)


def weigh(one: Meaning, other: Meaning, same_actor: float, weights: Mapping[str, float]) -> Evidence | None:
    """Return what speaks for two pieces saying the same; None where their words have too little in common."""
    both = one.kinds & other.kinds
    if not both or min(len(one.kinds), len(other.kinds)) < _FEWEST:
        return None
    facing = both | turned(one, other)
    shared, left, right = (sum(map(weights.__getitem__, words)) for words in (facing, one.kinds, other.kinds))
    shared = min(shared, left, right)
    if shared < _LITTLE * min(left, right):
        return None
    order = LCSseq.similarity(one.stems, other.stems) / min(len(one.stems), len(other.stems))
    figures, names = _figures(one, other), _names(one, other)
    plain = len(both - one.names - other.names)
    return Evidence(
        len(both), plain, 2 * shared / (left + right), shared / min(left, right), order, figures, names, same_actor
    )


def probability(evidence: Evidence) -> float:
    """Return how sure it is, in [0, 1], that two pieces are about one and the same thing said."""
    return 1 / (1 + exp(-(BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence.features, strict=True)))))


def is_turned(one: Meaning, other: Meaning) -> bool:
    """Tell whether the same words stand in another order, so that who does it to whom has changed.

    >>> from kg.likeness.meaning import meaning
    >>> is_turned(meaning("Tarn beat Orsel"), meaning("Orsel beat Tarn"))
    True
    >>> is_turned(meaning("Tarn beat Orsel"), meaning("Orsel was beaten by Tarn"))
    False
    """
    if one.kinds != other.kinds or ("by" in one.words) != ("by" in other.words):
        return False
    return LCSseq.similarity(one.stems, other.stems) < 0.75 * len(one.stems)


def _figures(one: Meaning, other: Meaning) -> float:
    """1 where a number agrees, -1 where both have numbers and none does, 0 where there is nothing to compare."""
    if not one.figures or not other.figures:
        return 0.0
    return 1.0 if agree(one.figures, other.figures, 0.05 if one.vague or other.vague else 0.001) else -1.0


def _names(one: Meaning, other: Meaning) -> float:
    """1 where the one names nobody whom the other does not, -1 where each names somebody else, else 0."""
    mine, others = one.names - other.all_stems, other.names - one.all_stems
    if mine and others:
        return -1.0
    return 1.0 if (one.names or other.names) and not mine and not others else 0.0


def _is_whole(one: Meaning, other: Meaning) -> bool:
    """Tell whether every telling word of the shorter piece stands in the longer one, at least in another spelling."""
    short, long = sorted((one, other), key=lambda piece: len(piece.words))
    if len(short.words) < _SHORTEST or not (short.is_clause or len(short.words) > len(long.words) / 2):
        return False
    spare, joined = set(long.words) - set(short.words), "".join(long.words)
    return all(
        stem in long.all_stems
        or (word.isalpha() and (word in joined or any(fuzz.ratio(word, known) >= _SPELLING for known in spare)))
        for word, stem in short.telling
    )


_SPELLING: Final = 75.0
_SHORTEST: Final = 4
