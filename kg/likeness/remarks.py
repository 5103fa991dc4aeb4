"""Remarks, sentence by sentence, by what a reading in another document can ask for: their speaker, rare words, wording.

Sentences wait on the disk; what is kept of each is its number, in the blocks that some reading asks for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import Final, NamedTuple

from kg.likeness.blocks import RAREST
from kg.likeness.kept import Queue, Shelf
from kg.likeness.meaning import meaning
from kg.model.claims import Spot

NEAREST: Final = 24
"""Remarks of one block that a reading is compared with: those nearest in time."""
ALONE: Final = 4
"""Quoted words from which on a remark is found without knowing whose it is."""
_PRIOR: Final = 1_000
"""Texts that are reckoned with besides those there are: in a few, a word that two of them share is not common yet."""


class Read(NamedTuple):
    """An interpretation: whose remark it is about, the stems of its words, what it quotes, when it was given."""

    spot: Spot
    owner: str | None
    stems: frozenset[str]
    quoted: tuple[tuple[str, ...], ...]
    date: str


class Remark(NamedTuple):
    """What somebody said, in sentences."""

    spot: Spot
    actor: str
    is_person: bool
    is_nested: bool
    date: str
    pieces: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence of a remark: its stems, and its words between spaces."""

    remark: Remark
    stems: frozenset[str]
    words: str


class Sentences:
    """The sentences of `remarks`, for `reads`; `weights` is how much each stem tells."""

    def __init__(self, remarks: Queue[Remark], reads: Queue[Read]) -> None:
        self._remark = lru_cache(maxsize=4_096)(remarks.__getitem__)
        self._sentence = lru_cache(maxsize=4_096)(self._loaded)
        self._kept: Shelf[tuple[int, frozenset[str], str]] = Shelf()
        self._days: list[str] = []
        self._day_of = array("i")
        counts = Counter(stem for read in reads for stem in read.stems)
        self._put_away(remarks, reads, counts)
        total = _PRIOR + len(reads) + len(remarks)
        self.weights: Mapping[str, float] = {s: log(1 + total / n) / log(1 + total) for s, n in counts.items()}
        self._blocks = {key: array("q") for read in reads for key in self._keys(read)}
        self._fill({surname(read.owner) for read in reads if read.owner})

    def candidates(self, read: Read) -> Iterator[Sentence]:
        """Yield each sentence once that shares a rare word or a quotation with `read`, the nearest in time."""
        found = (number for key in self._keys(read) for number in self._nearest(self._blocks[key], read.date))
        return map(self._sentence, dict.fromkeys(found))

    def _put_away(self, remarks: Queue[Remark], reads: Queue[Read], counts: Counter[str]) -> None:
        """Put sentences that can be asked for on the shelf, in the order of their remarks, and count their stems."""
        names = {surname(read.owner) for read in reads if read.owner}
        has_runs = any(read.quoted for read in reads)
        days: dict[str, int] = {}
        for number in remarks.order():
            remark = remarks[number]
            if not has_runs and surname(remark.actor) not in names:
                continue
            for words, said in sorted((f" {' '.join(m.words)} ", m.kinds) for m in map(meaning, remark.pieces)):
                counts.update(said)
                self._kept.add((number, said, words))
                self._day_of.append(days.setdefault(remark.date, len(days)))
        self._days = sorted(days)
        ranks = {days[day]: rank for rank, day in enumerate(self._days)}
        self._day_of = array("i", map(ranks.__getitem__, self._day_of))

    def _fill(self, names: set[str]) -> None:
        """Put the number of each sentence into the blocks that are asked for, and each block in the order of time."""
        for place, (number, stems, words) in enumerate(self._kept):
            name = surname(self._remark(number).actor)
            keys = {f"{name} {stem}" for stem in stems} if name in names else set()
            for key in keys.union(_runs([words.split()])) & self._blocks.keys():
                self._blocks[key].append(place)
        for key, block in self._blocks.items():
            self._blocks[key] = array("q", sorted(block, key=self._day_of.__getitem__))

    def _loaded(self, place: int) -> Sentence:
        number, stems, words = self._kept[place]
        return Sentence(self._remark(number), stems, words)

    def _keys(self, read: Read) -> Iterator[str]:
        """Yield what leads from a reading to remarks: their speaker with its rarest words, and the wording it quotes.

        A quotation of some length leads to what it quotes, whoever said it.
        """
        if read.owner:
            rarest = sorted(read.stems, key=lambda stem: (-self.weights.get(stem, 0.0), stem))[:RAREST]
            yield from (f"{surname(read.owner)} {stem}" for stem in rarest)
        yield from _runs(words[:12] for words in read.quoted)

    def _nearest(self, block: Sequence[int], day: str) -> Sequence[int]:
        """Return the last before a day and the first behind it; without a day the first."""
        if len(block) <= NEAREST:
            return block
        place = bisect_right(block, day, key=lambda number: self._days[self._day_of[number]]) if day else 0
        start = min(max(0, place - NEAREST * 3 // 4), len(block) - NEAREST)
        return block[start : start + NEAREST]


def surname(actor: str | None) -> str:
    """Return the last of the words of a name."""
    return (actor or "").rpartition(" ")[2]


def _runs(sentences: Iterable[Sequence[str]]) -> Iterator[str]:
    for words in sentences:
        yield from ("\t".join(words[place : place + ALONE]) for place in range(len(words) - ALONE + 1))
