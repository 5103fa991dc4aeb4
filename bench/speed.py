"""Words a second of the whole way from file to attributed statements, against the bare spaCy pipeline it uses."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import Corpus, count_words
from bench.harness import Clock, Figure

SLICE = 20
COMPARED = 400
"""Documents that are compared; more would not make the ratio surer."""


def measure(corpus: Corpus) -> list[Figure]:
    """Run both by turns over slices of the corpus, after one slice that warms both up."""
    import spacy

    from kg.language import PIPELINE
    from kg.model import Record
    from kg.pipeline import observe

    language = spacy.load(PIPELINE)  # as it comes: `kg.language.load` makes it faster
    bare, whole = Clock(), Clock()
    words = 0
    with corpus.bare.open(encoding="utf-8") as lines, TemporaryDirectory() as folder:
        path = Path(folder) / "slice.jsonl"
        for number, chunk in enumerate(_slices(list(islice(lines, COMPARED)))):
            path.write_text("".join(chunk), encoding="utf-8")
            if number == 0:
                _discard(language.pipe(json.loads(line)["text"] for line in chunk))
                _discard(observe([path]))
            with bare.running():
                _discard(language.pipe(json.loads(line)["text"] for line in chunk))
            with whole.running():
                found = sum(isinstance(item, Record) for item in observe([path]))
            words += sum(count_words(json.loads(line)["text"]) for line in chunk)
            if found != len(chunk):
                raise RuntimeError(f"{len(chunk) - found} of {len(chunk)} documents failed")
    return [
        Figure("kg extract", words / whole.cpu, "words/CPU-s"),
        Figure("bare nlp.pipe", words / bare.cpu, "words/CPU-s"),
        Figure("kg extract / bare", bare.cpu / whole.cpu, "×"),
    ]


def _slices(lines: list[str]) -> list[list[str]]:
    return [lines[start : start + SLICE] for start in range(0, len(lines), SLICE)]


def _discard(items: Iterable[object]) -> None:
    for _ in items:
        pass
