"""What it takes to find what links documents: claims that are alike, and which remark elsewhere a reading is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.corpus import Corpus
from bench.harness import Clock, Figure, peak_memory
from kg.files.resources import weights_folder
from kg.likeness import Comparison
from kg.likeness.encoder import Encoder
from kg.likeness.readings import Readings
from kg.model import Record, text_of
from kg.pipeline import reopen

if TYPE_CHECKING:
    from kg.likeness.encoder import Vectors

_READINGS = 10
"""One in so many attributions is taken for a reading of what the source before it said: the corpus marks none."""


def measure(corpus: Corpus) -> list[Figure]:
    """Compare all claims of the corpus, whose paragraphs come again and again, and look for what is read."""
    encode = _Timed(weights_folder())
    comparison, readings = Comparison(lambda: encode), Readings()
    alike, read = Clock(), Clock()
    claims = 0
    for record in _records(corpus):
        claims += len(record.attributions)
        with alike.running():
            comparison.add(record)
        with read.running():
            readings.add(record)
    with alike.running():
        likenesses = list(comparison.likenesses())
    with read.running():
        links = list(readings.links())
    return [
        Figure("claims", claims),
        Figure("likenesses", len(likenesses)),
        Figure("likenesses: compared / claim", comparison.compared / max(claims, 1)),
        Figure("likenesses: sentences encoded", encode.sentences),
        Figure("likenesses: time / sentence encoded", 1e3 * encode.clock.cpu / max(encode.sentences, 1), "CPU-ms"),
        Figure("likenesses: other time / claim", 1e3 * (alike.cpu - encode.clock.cpu) / max(claims, 1), "CPU-ms"),
        Figure("readings elsewhere", len(links)),
        Figure("readings: compared / claim", readings.compared / max(claims, 1)),
        Figure("readings: time / claim", 1e3 * read.cpu / max(claims, 1), "CPU-ms"),
        Figure("peak memory", peak_memory(), "MB"),
    ]


class _Timed(Encoder):
    """The sentence encoder with a clock."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.clock = Clock()
        self.sentences = 0

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return what the encoder returns."""
        self.sentences += len(texts)
        with self.clock.running():
            return super().__call__(texts)


def _records(corpus: Corpus) -> Iterator[Record]:
    """Yield the documents with sources for actors and some attributions for readings."""
    number = 0
    for record in reopen(corpus.annotated):
        found, before = [], None
        for attribution in record.attributions:
            number += 1
            actor = text_of(record.document.text, attribution.source, " ") or None
            given = replace(attribution, actor=actor, actor_type="person" if actor else None)
            if number % _READINGS == 0:
                given = replace(given, kind="interpretation", about_remark_of=before)
            found.append(given)
            before = actor or before
        yield replace(record, attributions=tuple(found))
