"""The annotated corpus as labelled paragraphs: one tag and one attribution number for every word."""

from __future__ import annotations

import bisect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.attribution_model.windows import Paragraph, paragraphs_of

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))  # O, B-source, I-source, B-cue, …
NOBODY = -1


@dataclass
class Labelled:
    """A paragraph with, for every word, its tag and the attributions it belongs to: one source may say two things."""

    paragraph: Paragraph
    tags: list[int]
    owners: list[tuple[int, ...]]


@dataclass
class Article:
    """One labelled document."""

    id: str
    paragraphs: list[Labelled]


def read_documents(path: Path) -> list[dict[str, Any]]:
    """Documents of a JSON Lines file: ``{"id", "text", "attributions": [{"source", "cue", "content"}]}``."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def label(text: str, attributions: Sequence[dict[str, list[list[int]]]]) -> list[Labelled]:
    """Give every word of a text its tag; a word that two different roles claim keeps the first."""
    paragraphs = [Labelled(p, [0] * len(p.words), [()] * len(p.words)) for p in paragraphs_of(text)]
    first_offsets = [labelled.paragraph.spans[0][0] for labelled in paragraphs]
    for number, attribution in enumerate(attributions):
        for role_number, role in enumerate(ROLES):
            for begin, end in attribution.get(role) or ():
                _mark(paragraphs, first_offsets, begin, end, 1 + 2 * role_number, number)
    return paragraphs


def _mark(paragraphs: list[Labelled], first_offsets: list[int], begin: int, end: int, tag: int, owner: int) -> None:
    """Tag the words that overlap ``[begin, end)``; a span over several paragraphs begins anew in each."""
    for labelled in paragraphs[max(0, bisect.bisect_right(first_offsets, begin) - 1) :]:
        spans = labelled.paragraph.spans
        if spans[0][0] >= end:
            return
        inside = False
        for i, (word_begin, word_end) in enumerate(spans):
            if word_end > begin and word_begin < end:
                if labelled.tags[i] == 0:
                    labelled.tags[i], labelled.owners[i] = tag + inside, (owner,)
                    inside = True
                elif (labelled.tags[i] - 1) // 2 == (tag - 1) // 2 and owner not in labelled.owners[i]:
                    labelled.owners[i] += (owner,)


def read_articles(path: Path) -> list[Article]:
    """Every document of a JSON Lines file (a corpus, or what ``kg extract`` wrote), labelled; nested ones left out."""
    documents = [(d, [one for one in d["attributions"] if one.get("parent") is None]) for d in read_documents(path)]
    return [Article(d["id"], label(d["text"], outermost)) for d, outermost in documents]


def spans_of(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """Tags back into ``(role number, first word, word after the last)``; an I without its B begins a span."""
    found: list[tuple[int, int, int]] = []
    previous = 0
    for i, tag in enumerate(tags):
        role = (tag - 1) // 2
        if tag and tag % 2 == 0 and previous and (previous - 1) // 2 == role:
            found[-1] = (role, found[-1][1], i + 1)
        elif tag:
            found.append((role, i, i + 1))
        previous = tag
    return found
