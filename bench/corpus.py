"""Makes documents of any number: paragraphs of a corpus drawn anew, with the attributions that stand in them.

The corpus (PolNeAR as JSON Lines) is read where it lies; what is made of it goes to a temporary folder, never into the
repository.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.model import ROLES, Attribution, Document, Record, Spans, dump_jsonl

Paragraph = tuple[str, list[Attribution]]
BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that was made: how many documents and words, and where they are, bare and with attributions."""

    documents: int
    words: int
    bare: Path
    """JSON Lines of id and text."""
    annotated: Path
    """The same documents in the form that `kg extract` writes."""


def make(source: Path, folder: Path, documents: int, *, paragraphs: int, seed: int) -> Corpus:
    """Write `documents` documents of `paragraphs` paragraphs each to `folder`; equal arguments give equal bytes.

    Raises `ReadError` where `source` has no `train.jsonl` or that holds something else.
    """
    pool = _pool(source / "train.jsonl")
    chance = random.Random(seed)
    corpus = Corpus(documents, 0, folder / f"bare-{documents}.jsonl", folder / f"annotated-{documents}.jsonl")
    words = 0
    with corpus.bare.open("w", encoding="utf-8") as bare, corpus.annotated.open("w", encoding="utf-8") as annotated:
        for number in range(documents):
            record = recombine(f"{number:06}", chance.choices(pool, k=paragraphs))
            words += count_words(record.document.text)
            line = {"id": record.document.id, "text": record.document.text}
            bare.write(json.dumps(line, ensure_ascii=False) + "\n")
            annotated.writelines(dump_jsonl([record]))
    return Corpus(documents, words, corpus.bare, corpus.annotated)


def _pool(path: Path) -> list[Paragraph]:
    """Return the paragraphs of a corpus, each with the attributions that stand in it whole."""
    try:
        with path.open(encoding="utf-8") as lines:
            pool = [paragraph for line in lines for paragraph in split(json.loads(line))]
        if not pool:
            raise ValueError("it has no paragraph")
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ReadError(
            f"no corpus to measure with in {path} ({problem}); name the folder that holds PolNeAR's train.jsonl: "
            "python -m bench --corpus FOLDER"
        ) from problem
    return pool


def split(data: dict[str, Any]) -> Iterator[Paragraph]:
    """Yield each paragraph of a document and its attributions, offsets counted from the paragraph's start.

    An attribution without content, as a few are marked, is left out: the waist refuses it.
    """
    roles = [[moved(given[role], 0) for role in ROLES] for given in data["attributions"] if given["content"]]
    found = [Attribution(source=source, cue=cue, content=content) for source, cue, content in roles]
    for match in re.finditer(r"[^\n]+", data["text"]):
        start, end = match.span()
        inside = [a for a in found if all(start <= s and e <= end for role in a.key for s, e in role)]
        yield match[0], [shifted(attribution, -start) for attribution in inside]


def recombine(identity: str, paragraphs: list[Paragraph]) -> Record:
    """Return one document of these paragraphs, with their attributions in place."""
    attributions: list[Attribution] = []
    offset = 0
    for text, found in paragraphs:
        attributions += [shifted(attribution, offset) for attribution in found]
        offset += len(text) + len(BREAK)
    return Record(Document(id=identity, text=BREAK.join(text for text, _ in paragraphs)), tuple(attributions))


def shifted(attribution: Attribution, offset: int) -> Attribution:
    """Return `attribution` with all its spans moved by `offset`."""
    source, cue, content = (moved(spans, offset) for spans in attribution.key)
    return replace(attribution, source=source, cue=cue, content=content)


def moved(spans: Iterable[Sequence[int]], offset: int) -> Spans:
    """Return `spans` moved by `offset`."""
    return tuple((start + offset, end + offset) for start, end in spans)


def count_words(text: str) -> int:
    """Return how many words (runs of letters and digits) a text has."""
    return len(re.findall(r"\w+", text))
