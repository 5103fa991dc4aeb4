"""Which remark in another document an interpretation is about: by whose it is, by quotation, wording and time.

Inside a document `kg.remarks` tells that; the remark that an outlet reads mostly stands elsewhere, in its speaker's
words.  A reading is compared with what the one it speaks of said that shares a rare word with it, and of that with the
nearest in time alone, so that the work grows with the number of readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from kg.ids import actor_key
from kg.likeness.figures import words_of
from kg.likeness.kept import Queue
from kg.likeness.meaning import base, meaning
from kg.likeness.pieces import cut
from kg.likeness.remarks import ALONE, Read, Remark, Sentence, Sentences
from kg.model import Attribution, Record, text_of
from kg.model.claims import Reading, Spot

LEAST: Final = 0.5
"""The score from which a remark comes into question."""
MOST: Final = 3
"""Remarks that are kept of those that come into question."""
_QUOTED: Final = re.compile('[“"«]([^“”"«»]{4,200}?)[”"»]')
_SPEAKER: Final = 0.4
"""What it tells that a remark is by the one whose remark is read."""
_SHARED: Final = 1.0
"""What the words that a reading and a remark share must tell where no quotation links them: one alone tells less."""


class Readings:
    """The interpretations of some records, and what they may be about in other documents."""

    def __init__(self) -> None:
        self._reads: Queue[Read] = Queue(_by_spot)
        self._remarks: Queue[Remark] = Queue(_by_spot)
        self.compared = 0

    def add(self, record: Record) -> None:
        """Take in what a record says, and what it reads into what was said, in the least memory if by document id."""
        said = [a for a in record.attributions if not a.cue_negated and a.kind != "question"]
        for read in sorted((_read(record, a) for a in said if a.kind == "interpretation"), key=_by_spot):
            self._reads.add(read)
        remarks = (a for a in said if a.kind != "interpretation" and a.actor and a.actor_type != "anonymous")
        for remark in sorted((_remark(record, a) for a in remarks), key=_by_spot):
            self._remarks.add(remark)

    def links(self) -> Iterator[Reading]:
        """Yield the remarks that each reading may be about, in order; `compared` is then how many were looked at."""
        if len(self._reads):
            sentences = Sentences(self._remarks, self._reads)
            for number in self._reads.order():
                yield from sorted(self._links_of(self._reads[number], sentences))

    def _links_of(self, read: Read, sentences: Sentences) -> Iterator[Reading]:
        best: dict[Spot, Reading] = {}
        for sentence in sentences.candidates(read):
            if sentence.remark.spot[0] == read.spot[0]:
                continue
            self.compared += 1
            if (found := _scored(read, sentence, sentences.weights)) is not None:
                known = best.setdefault(found.remark, found)
                best[found.remark] = max(known, found, key=lambda link: (link.score, link.method))
        kept = sorted(best.values(), key=lambda link: (-link.score, link.remark))[:MOST]
        for place, link in enumerate(kept):
            yield Reading(link.reading, link.remark, link.method, link.score, place == 0)


def _read(record: Record, attribution: Attribution) -> Read:
    """What a reading says with the remark that it is about in its own document, whose words may tell it elsewhere."""
    about = record.attributions[attribution.interprets] if attribution.interprets is not None else None
    known = about is not None and about.actor_type != "anonymous"
    owner = attribution.about_remark_of or (about.actor if about is not None and known else None)
    texts = [text_of(record.document.text, a.content, " ") for a in (attribution, about) if a is not None]
    named = {base(word) for word in words_of(owner or "")}
    quoted = {tuple(words_of(found[1])) for text in texts for found in _QUOTED.finditer(text)}
    if about is not None and about.form in ("direct", "turn"):
        quoted |= {tuple(words_of(piece)) for piece in cut(texts[1])}
    return Read(
        _spot(record, attribution),
        actor_key(owner) if owner else None,
        frozenset(stem for text in texts for piece in cut(text) for stem in meaning(piece).kinds) - named,
        tuple(sorted(words for words in quoted if len(words) > 1)),
        _date(record, attribution),
    )


def _remark(record: Record, attribution: Attribution) -> Remark:
    return Remark(
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


def _scored(read: Read, piece: Sentence, weights: Mapping[str, float]) -> Reading | None:
    """Return the opinion that a reading is about a remark, or None where too little speaks for it."""
    shared = piece.stems & read.stems
    told = sum(map(weights.__getitem__, shared)) if len(shared) > 1 else 0.0
    quoted = max((len(words) for words in read.quoted if f" {' '.join(words)} " in piece.words), default=0)
    whose = _whose(read.owner, piece.remark)
    if whose is None or (whose == 0.0 and quoted < ALONE) or (not quoted and told < _SHARED):
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


def _whose(owner: str | None, remark: Remark) -> float | None:
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


def _by_spot(thing: Read | Remark) -> Spot:
    return thing.spot
