"""Claims taken in one record at a time, and compared when all are there."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import log
from typing import Final

from kg.likeness.blocks import pairs_of, rare_keys, run_keys
from kg.likeness.meaning import meaning
from kg.likeness.pieces import Claim, apart, claims_of
from kg.likeness.scoring import Opinion, compare
from kg.model import Record
from kg.model.claims import Likeness, Place, likeness

_SURE: Final = ("verbatim", "contradicts", "paraphrase")
"""Of two equally sure opinions on two claims, the one of which relation stands."""


class Comparison:
    """All claims of some records; of each it keeps the words, not the text around them."""

    def __init__(self) -> None:
        self._claims: list[Claim] = []
        self.compared = 0

    def add(self, record: Record) -> None:
        """Take in the claims of a record."""
        self._claims.extend(claims_of(record))

    def likenesses(self) -> list[Likeness]:
        """Return what the claims are to one another, in order; `compared` is then how many pairs were looked at."""
        self._claims.sort(key=lambda claim: claim.place)
        pieces = [(claim, text) for claim in self._claims for text in claim.pieces]
        weights = _Weights(_stems(*piece) for piece in pieces)
        best: dict[tuple[Place, Place], Opinion] = {}
        for one, other in _candidates(pieces, weights):
            (first, mine), (second, others) = pieces[one], pieces[other]
            if first.relays != second.relays or not apart(first.place, second.place):
                continue
            self.compared += 1
            opinion = compare(meaning(mine), meaning(others), _same(first, second), weights.weights)
            if opinion is not None:
                opinion = _as_held(opinion, first, second)
                key = first.place, second.place
                best[key] = max(best.get(key, opinion), opinion, key=_sureness)
        return sorted(likeness(*key, o.relation, o.method, o.score) for key, o in best.items())


class _Weights:
    """How much each stem tells: the fewer pieces have it, the more; who speaks counts as a stem."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        counts: Counter[str] = Counter()
        total = 1
        for stems in texts:
            counts.update(set(stems))
            total += 1
        self.numbers = {stem: number for number, stem in enumerate(sorted(counts))}
        self.counts = [counts[stem] for stem in self.numbers]
        self.weights = {stem: log(1 + total / count) for stem, count in counts.items()}


def _stems(claim: Claim, text: str) -> Sequence[str]:
    stems = meaning(text).stems
    return stems if claim.actor is None else (*stems, f"@{_surname(claim.actor)}")


def _candidates(pieces: Sequence[tuple[Claim, str]], weights: _Weights) -> Iterator[tuple[int, int]]:
    """Yield the pieces worth comparing, by their numbers."""
    import numpy as np

    keys, members = array("q"), array("q")
    words: dict[str, int] = {}
    for number, (claim, text) in enumerate(pieces):
        before = len(keys)
        keys.extend(run_keys(meaning(text).words, words))
        stems = (weights.numbers[stem] for stem in _stems(claim, text))
        keys.extend(-1 - key for key in rare_keys(stems, weights.counts))
        members.extend([number] * (len(keys) - before))
    return pairs_of(np.array(keys, np.int64), np.array(members, np.int64))


def _surname(actor: str) -> str:
    return actor.rpartition(" ")[2]


def _same(one: Claim, other: Claim) -> float:
    """1 for one actor, also by surname or with an initial, 0 for two, between where one of them has no name."""
    if one.actor is None or other.actor is None:
        return 0.5
    if one.actor == other.actor:
        return 1.0
    (*mine, last), (*others, name) = one.actor.split(), other.actor.split()
    return 1.0 if last == name and all(_is_short_for(a, b) for a, b in zip(mine, others, strict=False)) else 0.0


def _is_short_for(one: str, other: str) -> bool:
    """ "J." and "Jane", but not "John" and "Jane": a surname and a first letter in common are no proof."""
    initial = min(len(one.rstrip(".")), len(other.rstrip("."))) == 1
    return one == other or (initial and one[0] == other[0])


def _as_held(opinion: Opinion, one: Claim, other: Claim) -> Opinion:
    """What is said and what is denied contradict each other where their words are the same."""
    if one.denied == other.denied:
        return opinion
    if opinion.relation == "contradicts":
        return replace(opinion, relation="paraphrase")
    return replace(opinion, relation="contradicts", method="denial")


def _sureness(opinion: Opinion) -> tuple[float, int]:
    return opinion.score, -_SURE.index(opinion.relation)
