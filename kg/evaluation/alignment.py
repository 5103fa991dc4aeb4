"""Which predicted attribution stands for which gold one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.model import ROLES, Attribution, Record, Spans


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with the numbers of the words that its roles cover."""

    index: int
    attribution: Attribution
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


class Pair:
    """One document's gold and predicted attributions, and `match`, from places in one to places in the other."""

    def __init__(self, gold: Record, predicted: Record, *, direct: bool, outermost: bool) -> None:
        self.text = text = gold.document.text
        self._words = [match.span() for match in re.finditer(r"\w+", text)]
        self._starts = [start for start, _ in self._words]
        self._ends = [end for _, end in self._words]
        self.gold, self.predicted = self._found(gold, outermost), self._found(predicted, outermost)
        self.match = _match(self.gold, self.predicted)
        if direct:
            self._keep_direct(self._covered(_quoted(text)))

    def _found(self, record: Record, outermost: bool) -> list[Found]:
        found = []
        for index, attribution in enumerate(record.attributions):
            words = [self._covered(getattr(attribution, role)) for role in ROLES]
            if words[2] and not (outermost and attribution.parent is not None):
                found.append(Found(index, attribution, *words))
        return found

    def _covered(self, spans: Spans) -> frozenset[int]:
        ranges = (range(bisect_right(self._ends, start), bisect_left(self._starts, end)) for start, end in spans)
        return frozenset(word for words in ranges for word in words)

    def _keep_direct(self, quoted: frozenset[int]) -> None:
        """Drop what is not quoted: gold, its matches, and unmatched predictions outside quotation marks."""

        def is_direct(found: Found) -> bool:
            return 2 * len(found.content & quoted) >= len(found.content)

        gold = [i for i, found in enumerate(self.gold) if is_direct(found)]
        wanted = {self.match[i] for i in gold if i in self.match}
        elsewhere = set(self.match.values()) - wanted
        predicted = [j for j, f in enumerate(self.predicted) if j in wanted or (j not in elsewhere and is_direct(f))]
        place = {old: new for new, old in enumerate(predicted)}
        self.match = {new: place[self.match[old]] for new, old in enumerate(gold) if old in self.match}
        self.gold = [self.gold[i] for i in gold]
        self.predicted = [self.predicted[j] for j in predicted]


def _quoted(text: str) -> Spans:
    """Return what stands inside double quotation marks; an unclosed one ends with its line."""
    return tuple(match.span() for match in re.finditer('[“"][^”"\n]*[”"]?', text))


def _match(gold: list[Found], predicted: list[Found]) -> dict[int, int]:
    overlaps = sorted(
        (
            (len(g.content & p.content) / len(g.content | p.content), i, j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if g.content & p.content
        ),
        reverse=True,
    )
    match: dict[int, int] = {}
    taken: set[int] = set()
    for jaccard, i, j in overlaps:
        if jaccard >= 0.5 and i not in match and j not in taken:
            match[i] = j
            taken.add(j)
    return match
