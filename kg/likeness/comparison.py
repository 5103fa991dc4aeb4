"""Claims taken in one record at a time, and compared when all are there."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import merge
from itertools import groupby
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from kg.files.memory import give_back
from kg.likeness.blocks import Blocks, rare_keys, run_keys
from kg.likeness.kept import Queue, Shelf
from kg.likeness.meaning import Meaning
from kg.likeness.meant import Meant
from kg.likeness.pieces import Claim, Pieces, apart, claims_of
from kg.likeness.scoring import NEAR, Opinion, by_meaning, compare, may_agree
from kg.model import Record
from kg.model.claims import Likeness, Place, likeness

if TYPE_CHECKING:
    from kg.likeness.encoder import Encoding

Told = tuple[int, int, Opinion]
"""The numbers of two pieces, and what they are to one another."""
_SURE: Final = ("verbatim", "contradicts", "paraphrase")
"""Of two equally sure opinions on two claims, the one of which relation stands."""


class Comparison:
    """All claims of some records; they are kept on the disk, and of each the words, not the text around them.

    `encoding` gives what makes vectors of pieces; without it what is alike is told by words alone.
    """

    def __init__(self, encoding: Encoding | None = None) -> None:
        self._encoding = encoding
        self._claims: Queue[Claim] = Queue(_place)
        self.compared = 0

    def add(self, record: Record) -> None:
        """Take in the claims of a record; records that come by document id are compared in the least memory."""
        for claim in sorted(claims_of(record), key=_place):
            self._claims.add(claim)

    def likenesses(self) -> Iterator[Likeness]:
        """Yield what the claims are to one another, in order; `compared` is then how many pairs were looked at."""
        for first, found in groupby(self._opinions(), key=itemgetter(0)):
            best: dict[Place, Opinion] = {}
            for _, second, opinion in found:
                best[second] = max(best.get(second, opinion), opinion, key=_sureness)
            yield from sorted(likeness(first, second, o.relation, o.method, o.score) for second, o in best.items())

    def _opinions(self) -> Iterator[tuple[Place, Place, Opinion]]:
        """Yield the opinions on pieces with the places of their claims, by the first of these."""
        pieces = Pieces(self._claims, self._claims.order())
        weights = _Weights()
        blocks = _blocks(pieces, weights)
        meant = Meant(pieces, self._encoding() if self._encoding else None)
        by_words = self._by_words(blocks.pairs(), pieces, meant, weights)
        near = _in_order(self._near(pieces, meant, weights))
        for one, other, opinion in merge(by_words, near, key=_numbers):
            (first, _), (second, _) = pieces[one], pieces[other]
            yield first.place, second.place, _as_held(opinion, first, second)

    def _by_words(
        self, pairs: Iterator[tuple[int, int]], pieces: Pieces, meant: Meant, weights: _Weights
    ) -> Iterator[Told]:
        for one, other in pairs:
            if self._is_compared(pieces, one, other):
                opinion = _told(pieces, meant, weights, one, other)
                if opinion is not None:
                    yield one, other, opinion

    def _near(self, pieces: Pieces, meant: Meant, weights: _Weights) -> Iterator[Told]:
        """Yield what pieces with near vectors are: by their words, or, what these leave open, by their meaning."""
        left = array("q")
        for one, other in meant.pairs(NEAR):
            if self._is_compared(pieces, one, other):
                opinion = _told(pieces, meant, weights, one, other)
                if opinion is not None:
                    yield one, other, opinion
                elif may_agree(pieces.said(one), pieces.said(other)):
                    left.append(_pair(one, other))
        for one, other, nearness in meant.nearness(map(_two, left)):
            opinion = by_meaning(nearness, _same(pieces[one][0], pieces[other][0]))
            if opinion is not None:
                yield one, other, opinion

    def _is_compared(self, pieces: Pieces, one: int, other: int) -> bool:
        """Tell whether two pieces may be alike at all, and count those that may."""
        first, second = pieces[one][0], pieces[other][0]
        is_compared = first.relays == second.relays and apart(first.place, second.place)
        self.compared += is_compared
        return is_compared


class _Weights:
    """How much each stem tells: the fewer pieces have it, the more; who speaks counts as a stem."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._counts = array("q")
        self._pieces = 0
        self.weights: Mapping[str, float] = {}

    def add(self, stems: Iterable[str]) -> tuple[int, ...]:
        """Count the stems of a piece; return their numbers."""
        numbers = tuple(self._known.setdefault(stem, len(self._known)) for stem in dict.fromkeys(stems))
        self._counts.extend([0] * (len(self._known) - len(self._counts)))
        for number in numbers:
            self._counts[number] += 1
        self._pieces += 1
        return numbers

    def settle(self) -> tuple[Sequence[int], Sequence[int]]:
        """Set `weights`; return by the number of each stem its place in the alphabet, and by that place its count."""
        total = 1 + self._pieces
        self.weights = {stem: log(1 + total / self._counts[number]) for stem, number in self._known.items()}
        ranks, counts = array("q", [0] * len(self._known)), array("q")
        for rank, stem in enumerate(sorted(self._known)):
            ranks[self._known[stem]] = rank
            counts.append(self._counts[self._known[stem]])
        return ranks, counts


def _told(pieces: Pieces, meant: Meant, weights: _Weights, one: int, other: int) -> Opinion | None:
    same, cosine = _same(pieces[one][0], pieces[other][0]), meant.cosine(one, other)
    return compare(pieces.said(one), pieces.said(other), same, weights.weights, cosine)


def _blocks(pieces: Pieces, weights: _Weights) -> Blocks:
    """Return the blocks of pieces that share words, by their numbers; `weights` are settled then."""
    words: dict[str, int] = {}
    rows: Shelf[tuple[int, ...]] = Shelf()
    blocks = Blocks()
    for number, (claim, _) in enumerate(pieces):
        said = pieces.said(number)
        blocks.add(number, run_keys(said.words, words))
        rows.add(weights.add(_stems(claim, said)))
    ranks, counts = weights.settle()
    for number, row in enumerate(rows):
        blocks.add(number, (-1 - key for key in rare_keys((ranks[stem] for stem in row), counts)))
    return blocks


def _stems(claim: Claim, said: Meaning) -> Sequence[str]:
    return said.stems if claim.actor is None else (*said.stems, f"@{_surname(claim.actor)}")


def _in_order(told: Iterable[Told]) -> Iterator[Told]:
    """Yield what is told, of each pair once, in the order of the pairs; opinions wait on the disk."""
    import numpy as np

    pairs, opinions = array("q"), Shelf[Opinion]()
    for one, other, opinion in told:
        pairs.append(_pair(one, other))
        opinions.add(opinion)
    give_back()
    for number in np.argsort(np.array(pairs, np.int64), kind="stable"):
        yield *_two(pairs[number]), opinions[number]


def _pair(one: int, other: int) -> int:
    return one << 32 | other


def _two(pair: int) -> tuple[int, int]:
    return pair >> 32, pair & 0xFFFFFFFF


def _numbers(told: Told) -> tuple[int, int]:
    return told[:2]


def _place(claim: Claim) -> Place:
    return claim.place


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
