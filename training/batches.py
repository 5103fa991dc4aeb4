"""Windows and cues as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import numpy as np
import torch
from torch import Tensor

from kg.attribution_model.decoding import distances
from kg.attribution_model.windows import (
    CROP,
    WINDOW,
    Pieces,
    Window,
    cut,
    end_of,
    features_of,
    pack,
    sentence_starts,
    surroundings,
    window_of,
)
from training.augment import augment, is_annotated
from training.corpus import NOBODY, Article, Labelled

IGNORED = -100


@dataclass
class Example:
    """A window with the tag and the attribution numbers of each of its words."""

    window: Window
    tags: list[int]
    owners: list[tuple[int, ...]]


@dataclass
class Cue:
    """One cue to link: window number in its batch, marked words ``[begin, end)``, and its attribution or NOBODY."""

    row: int
    begin: int
    end: int
    owner: int


def example_of(
    paragraphs: Sequence[Labelled], pieces: Pieces, rng: random.Random | None = None, hidden: float = 0.0
) -> list[Example]:
    """Windows of the given paragraphs; with ``rng`` some windows are shorter and some words are masked."""
    parts, labels, starts = [], [], []
    for labelled in paragraphs:
        ids = [pieces(word) for word in labelled.paragraph.words]
        features, begins = features_of(labelled.paragraph), sentence_starts(labelled.paragraph)
        for begin, end in cut(labelled.paragraph, ids, WINDOW - 2):
            chosen = ids[begin:end]
            if rng is not None and hidden:
                chosen = [[pieces.mask] if rng.random() < hidden else one for one in chosen]
            parts.append((chosen, features[begin:end], labelled.paragraph.spans[begin:end]))
            labels.append((labelled.tags[begin:end], labelled.owners[begin:end]))
            starts.append([True, *begins[begin + 1 : end]])
    limit = (lambda: rng.choice((WINDOW, WINDOW, 192, 128))) if rng else (lambda: WINDOW)
    examples = []
    for begin, end in pack([sum(map(len, part[0])) for part in parts], limit):
        window = window_of(parts[begin:end], pieces.cls, pieces.sep)
        window.sentence += accumulate(chain.from_iterable(starts[begin:end]))
        tags = [tag for part in labels[begin:end] for tag in part[0]]
        owners = [owner for part in labels[begin:end] for owner in part[1]]
        examples.append(Example(window, tags, owners))
    return examples


def epoch_of(
    articles: Sequence[Article], pieces: Pieces, seed: int, budget: int, share: float, hidden: float, bare: float
) -> list[list[Example]]:
    """The windows of an epoch in shuffled batches of about ``budget`` wordpieces of similar length.

    ``share`` of them are augmented, in half of them ``hidden`` of the words are masked, and of the paragraphs without
    any attribution only ``bare`` are taken.
    """
    rng = random.Random(seed)
    examples = []
    for article in articles:
        start = 0
        while start < len(article.paragraphs):
            stop = start + rng.randint(2, 12)
            group = article.paragraphs[start:stop]
            group = [p for p in group if is_annotated(p) or rng.random() < bare]
            if group:
                group = augment(group, rng, share)
                examples += example_of(group, pieces, rng, hidden if rng.random() < 0.5 else 0.0)
            start = stop
    examples.sort(key=lambda e: len(e.window.ids) + 20 * rng.random())
    batches: list[list[Example]] = [[]]
    for example in examples:
        if batches[-1] and (len(batches[-1]) + 1) * len(example.window.ids) > budget:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of different length as one tensor."""
    out = np.full((len(rows), max(map(len, rows))), fill, np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


def attention_mask(lengths: Sequence[int], size: int) -> Tensor | None:
    """What is added to attention scores so that nobody looks at padding; None where there is none."""
    if min(lengths) == size:
        return None
    seen = torch.arange(size)[None, :] < torch.tensor(lengths)[:, None]
    return torch.zeros(len(lengths), 1, 1, size).masked_fill_(~seen[:, None, None, :], -1e4)


def gold_cues(examples: Sequence[Example], rng: random.Random) -> list[Cue]:
    """One cue for every attribution of a batch, its borders moved now and then as a finder's would be."""
    cues = []
    for row, example in enumerate(examples):
        begun: dict[int, int] = {}
        for i, (tag, owners) in enumerate(zip(example.tags, example.owners, strict=True)):
            if tag == 3:
                begun.setdefault(owners[0], i)
        for owner, begin in begun.items():
            end = begin + 1
            while end < len(example.tags) and example.tags[end] == 4 and owner in example.owners[end]:
                end += 1
            if rng.random() < 0.25 and end - begin > 1:
                begin, end = rng.choice(((begin + 1, end), (begin, end - 1)))
            elif (
                rng.random() < 0.08
                and end < len(example.tags)
                and example.window.paragraph[end] == example.window.paragraph[begin]
            ):
                end += 1
            cues.append(Cue(row, begin, end, owner))
    return cues


def false_cues(
    examples: Sequence[Example], cue_probability: np.ndarray, known: set[int], rng: random.Random, share: float
) -> list[Cue]:
    """Words that look like cues and are none: what the reader believes, or what is a cue elsewhere.

    ``cue_probability`` is [window, word]; ``known`` holds first wordpiece ids of frequent cues.
    """
    cues = []
    for row, example in enumerate(examples):
        window, probability = example.window, cue_probability[row]
        believed = [i for i, tag in enumerate(example.tags) if tag not in (3, 4) and probability[i] > 0.1]
        alike = [i for i, tag in enumerate(example.tags) if tag not in (3, 4) and window.ids[window.first[i]] in known]
        wanted = int(share * sum(tag == 3 for tag in example.tags) + 0.3 + rng.random())
        believed.sort(key=lambda i: -probability[i])
        for i in believed[:wanted] + rng.sample(alike, min(len(alike), max(0, wanted - len(believed)) // 2)):
            cues.append(Cue(row, i, i + 1, NOBODY))
    return cues


@dataclass
class Links:
    """Crops of one batch for the linker, all of similar length."""

    cues: list[Cue]
    rows: Tensor  # window of each crop
    positions: Tensor  # wordpiece positions of each crop in its window
    lengths: list[int]
    mark: Tensor
    distance: Tensor
    first: Tensor  # position of each word's first wordpiece inside the crop
    anchor: Tensor  # position of the cue's first wordpiece inside the crop
    words: list[tuple[int, int]]  # word range of each crop in its window


def links_of(
    examples: Sequence[Example], cues: Sequence[Cue], others: Sequence[Cue], budget: int, crop: int = CROP
) -> Iterator[Links]:
    """Crops in groups of similar length and about ``budget`` wordpieces; none goes into a sentence of ``others``."""
    places: list[list[tuple[int, int]]] = [[] for _ in examples]
    for cue in others:
        places[cue.row].append((cue.begin, cue.end))
    crops = []
    for cue in cues:
        window = examples[cue.row].window
        low, high = surroundings(window, (cue.begin, cue.end), places[cue.row], crop)
        crops.append((end_of(window, high) - window.first[low], low, high, cue))
    crops.sort(key=lambda one: one[:3])
    group: list[tuple[int, int, int, Cue]] = []
    for one in crops:
        if group and (len(group) + 1) * one[0] > budget:
            yield _links(examples, group)
            group = []
        group.append(one)
    if group:
        yield _links(examples, group)


def _links(examples: Sequence[Example], group: Sequence[tuple[int, int, int, Cue]]) -> Links:
    positions, mark, distance, first, anchor = [], [], [], [], []
    for length, low, high, cue in group:
        window = examples[cue.row].window
        start = window.first[low]
        begin, end = window.first[cue.begin] - start, end_of(window, cue.end) - start
        positions.append(list(range(start, start + length)))
        mark.append([int(begin <= i < end) for i in range(length)])
        distance.append(distances(length, begin, end).tolist())
        first.append([p - start for p in window.first[low:high]])
        anchor.append(begin)
    return Links(
        [g[3] for g in group],
        torch.tensor([g[3].row for g in group]),
        padded(positions, 0),
        [g[0] for g in group],
        padded(mark, 0),
        padded(distance, 15),
        padded(first, 0),
        torch.tensor(anchor),
        [(g[1], g[2]) for g in group],
    )
