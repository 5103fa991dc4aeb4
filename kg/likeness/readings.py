"""Which remark in another document an interpretation is about: by whose it is, by quotation, wording and time.

Inside a document `kg.remarks` tells that; the remark that an outlet reads mostly stands elsewhere, in its speaker's
words.  A reading is compared with what the one it speaks of said that shares a rare word with it, and of that with the
nearest in time alone, so that the work grows with the number of readings.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

from kg.ids import actor_key
from kg.likeness.blocks import RAREST
from kg.likeness.figures import words_of
from kg.likeness.meaning import base, meaning
from kg.likeness.pieces import cut
from kg.model import Attribution, Record, text_of
from kg.model.claims import Reading, Spot

LEAST: Final = 0.5
"""The score from which a remark comes into question."""
MOST: Final = 3
"""Remarks that are kept of those that come into question."""
NEAREST: Final = 24
"""Remarks of one block that a reading is compared with: those nearest in time."""
_PRIOR: Final = 1_000
"""Texts that are reckoned with besides those there are: in a few, a word that two of them share is not common yet."""
_QUOTED: Final = re.compile('[“"«]([^“”"«»]{4,200}?)[”"»]')
_ALONE: Final = 4
"""Quoted words from which on a remark is found without knowing whose it is."""
_SPEAKER: Final = 0.4
"""What it tells that a remark is by the one whose remark is read."""
_SHARED: Final = 1.0
"""What the words that a reading and a remark share must tell where no quotation links them: one alone tells less."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An interpretation: whose remark it is about, the stems of its words, what it quotes, when it was given."""

    spot: Spot
    owner: str | None
    stems: frozenset[str]
    quoted: tuple[tuple[str, ...], ...]
    date: str


@dataclass(frozen=True, slots=True)
class _Remark:
    spot: Spot
    actor: str
    is_person: bool
    is_nested: bool
    date: str
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a remark."""

    remark: _Remark
    stems: frozenset[str]
    words: str


class Readings:
    """The interpretations of some records, and what they may be about in other documents."""

    def __init__(self) -> None:
        self._read: list[_Read] = []
        self._remarks: list[_Remark] = []
        self.compared = 0

    def add(self, record: Record) -> None:
        """Take in what a record says, and what it reads into what was said."""
        for attribution in record.attributions:
            if attribution.cue_negated or attribution.kind == "question":
                continue
            if attribution.kind == "interpretation":
                self._read.append(_read(record, attribution))
            elif attribution.actor and attribution.actor_type != "anonymous":
                self._remarks.append(_remark(record, attribution))

    def links(self) -> list[Reading]:
        """Return the remarks that each reading may be about, in order; `compared` is then how many were looked at."""
        blocks, weights = self._blocks()
        return sorted(link for read in self._read for link in self._links_of(read, blocks, weights))

    def _links_of(
        self, read: _Read, blocks: Mapping[str, Sequence[_Piece]], weights: Mapping[str, float]
    ) -> Iterator[Reading]:
        best: dict[Spot, Reading] = {}
        for piece in _candidates(read, blocks, weights):
            if piece.remark.spot[0] == read.spot[0]:
                continue
            self.compared += 1
            if (found := _scored(read, piece, weights)) is not None:
                known = best.setdefault(found.remark, found)
                best[found.remark] = max(known, found, key=lambda link: (link.score, link.method))
        kept = sorted(best.values(), key=lambda link: (-link.score, link.remark))[:MOST]
        for place, link in enumerate(kept):
            yield Reading(link.reading, link.remark, link.method, link.score, place == 0)

    def _blocks(self) -> tuple[Mapping[str, Sequence[_Piece]], Mapping[str, float]]:
        """Return the sentences by what a reading can ask for, each block by time, and how much each stem tells."""
        names = {_surname(read.owner) for read in self._read if read.owner}
        wanted = {key for read in self._read for key in (*_owned(read, read.stems), *_runs_of(read.quoted))}
        has_runs = any(read.quoted for read in self._read)
        blocks: dict[str, list[_Piece]] = {}
        counts = Counter(stem for read in self._read for stem in read.stems)
        for remark in self._remarks:
            name = _surname(remark.actor)
            if not has_runs and name not in names:
                continue
            for text in remark.pieces:
                said = meaning(text)
                counts.update(said.kinds)
                keys = {f"{name} {stem}" for stem in said.kinds} if name in names else set()
                keys.update(_runs([said.words]) if has_runs else ())
                for key in keys & wanted:
                    blocks.setdefault(key, []).append(_Piece(remark, said.kinds, f" {' '.join(said.words)} "))
        for block in blocks.values():
            block.sort(key=lambda piece: (piece.remark.date, piece.remark.spot, piece.words))
        total = _PRIOR + len(self._read) + len(self._remarks)
        return blocks, {stem: log(1 + total / count) / log(1 + total) for stem, count in counts.items()}


def _read(record: Record, attribution: Attribution) -> _Read:
    """What a reading says with the remark that it is about in its own document, whose words may tell it elsewhere."""
    about = record.attributions[attribution.interprets] if attribution.interprets is not None else None
    known = about is not None and about.actor_type != "anonymous"
    owner = attribution.about_remark_of or (about.actor if about is not None and known else None)
    texts = [text_of(record.document.text, a.content, " ") for a in (attribution, about) if a is not None]
    named = {base(word) for word in words_of(owner or "")}
    quoted = {tuple(words_of(found[1])) for text in texts for found in _QUOTED.finditer(text)}
    if about is not None and about.form in ("direct", "turn"):
        quoted |= {tuple(words_of(piece)) for piece in cut(texts[1])}
    return _Read(
        _spot(record, attribution),
        actor_key(owner) if owner else None,
        frozenset(stem for text in texts for piece in cut(text) for stem in meaning(piece).kinds) - named,
        tuple(sorted(words for words in quoted if len(words) > 1)),
        _date(record, attribution),
    )


def _remark(record: Record, attribution: Attribution) -> _Remark:
    return _Remark(
        _spot(record, attribution),
        actor_key(attribution.actor or ""),
        attribution.actor_type == "person",
        attribution.parent is not None,
        _date(record, attribution),
        tuple(cut(text_of(record.document.text, attribution.content, " "))),
    )


def _spot(record: Record, attribution: Attribution) -> Spot:
    return record.document.id, attribution.source, attribution.cue, attribution.content


def _date(record: Record, attribution: Attribution) -> str:
    return (attribution.date or record.document.date or "")[:10]


def _candidates(read: _Read, blocks: Mapping[str, Sequence[_Piece]], weights: Mapping[str, float]) -> Iterator[_Piece]:
    """Yield each sentence once that shares a rare word or a quotation with the reading, the nearest in time."""
    rarest = sorted(read.stems, key=lambda stem: (-weights.get(stem, 0.0), stem))[:RAREST]
    seen: set[int] = set()
    for key in (*_owned(read, rarest), *_runs_of(read.quoted)):
        for piece in _nearest(blocks.get(key, ()), read.date):
            if id(piece) not in seen:
                seen.add(id(piece))
                yield piece


def _nearest(block: Sequence[_Piece], day: str) -> Sequence[_Piece]:
    """Return the last before a day and the first behind it; without a day the first."""
    if len(block) <= NEAREST:
        return block
    place = bisect_right(block, day, key=lambda piece: piece.remark.date) if day else 0
    start = min(max(0, place - NEAREST * 3 // 4), len(block) - NEAREST)
    return block[start : start + NEAREST]


def _scored(read: _Read, piece: _Piece, weights: Mapping[str, float]) -> Reading | None:
    """Return the opinion that a reading is about a remark, or None where too little speaks for it."""
    shared = piece.stems & read.stems
    told = sum(map(weights.__getitem__, shared)) if len(shared) > 1 else 0.0
    quoted = max((len(words) for words in read.quoted if f" {' '.join(words)} " in piece.words), default=0)
    whose = _whose(read.owner, piece.remark)
    if whose is None or (whose == 0.0 and quoted < _ALONE) or (not quoted and told < _SHARED):
        return None
    evidence = {
        "actor": whose,
        "quotation": 0.3 + min(quoted, 10) * 0.03 if quoted else 0.0,
        "wording": 0.6 * _overlap(shared, read.stems, piece.stems, weights),
        "time": _by_time(read.date, piece.remark.date),
    }
    score = sum(evidence.values()) - (0.05 if piece.remark.is_nested else 0.0)
    if score < LEAST:
        return None
    method = ", ".join(name for name, weight in evidence.items() if weight >= 0.05)
    return Reading(read.spot, piece.remark.spot, method, round(min(score, 1.0), 2))


def _whose(owner: str | None, remark: _Remark) -> float | None:
    """Return how much tells that a remark is the one's it should be; None where it is somebody else's."""
    if owner is None:
        return 0.0
    if owner == remark.actor:
        return _SPEAKER
    (*mine, last), (*others, name) = owner.split(), remark.actor.split()
    fits = all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in zip(mine, others, strict=False))
    return _SPEAKER if remark.is_person and last == name and fits else None


def _overlap(shared: Iterable[str], one: Iterable[str], other: Iterable[str], weights: Mapping[str, float]) -> float:
    both, left, right = (sum(map(weights.__getitem__, stems)) for stems in (shared, one, other))
    return both / (min(left, right) + 1.0)


def _by_time(read: str, said: str) -> float:
    """A remark is read in the days behind it, hardly before it."""
    if not read or not said:
        return 0.0
    length = min(len(read), len(said))
    if said[:length] > read[:length]:
        return -0.4
    try:
        days = (date.fromisoformat(read) - date.fromisoformat(said)).days
    except ValueError:
        return 0.0
    return 0.1 if days <= 7 else 0.05 if days <= 60 else -0.1 if days > 365 else 0.0


def _surname(actor: str | None) -> str:
    return (actor or "").rpartition(" ")[2]


def _owned(read: _Read, stems: Iterable[str]) -> Iterator[str]:
    if read.owner:
        yield from (f"{_surname(read.owner)} {stem}" for stem in stems)


def _runs_of(quoted: Sequence[Sequence[str]]) -> Iterator[str]:
    """What leads from a quotation of some length to what it quotes, whoever said it: its runs of words."""
    yield from _runs(words[:12] for words in quoted)


def _runs(sentences: Iterable[Sequence[str]]) -> Iterator[str]:
    for words in sentences:
        yield from ("\t".join(words[place : place + _ALONE]) for place in range(len(words) - _ALONE + 1))
