"""Choose on the development articles how much to believe the network, and calibrate its confidence.

Everything here reads kept answers (:mod:`training.evaluate`), so the network is not run again. What is chosen: the
weights of reader and linker in an attribution's score, what a loose end of a content costs, the least score, and a
table from scores to the share of attributions that are right. Nothing else is ever chosen on these articles, and no
other articles are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from kg.attribution_model.decoding import Settings, score_of
from kg.evaluation import evaluate
from kg.evaluation.alignment import Pair
from kg.model import Record
from training.evaluate import Answer, predictions

Floats = npt.NDArray[np.float64]


def right_and_score(gold: Sequence[Record], predicted: Sequence[Record]) -> tuple[Floats, Floats]:
    """For every prediction its score, and 1 where content and source are right."""
    scores, right = [], []
    for ours, theirs in zip(gold, predicted, strict=True):
        pair = Pair(ours, theirs, direct=False, outermost=False)
        attributed = set()
        for i, j in pair.match.items():
            one, other = pair.gold[i], pair.predicted[j]
            size = len(one.source) + len(other.source)
            if not size or 2 * len(one.source & other.source) / size >= 0.5:
                attributed.add(j)
        for j, other in enumerate(pair.predicted):
            scores.append(other.attribution.confidence)
            right.append(float(j in attributed))
    return np.array(scores), np.array(right)


def cue_features(answers: Sequence[Answer], gold: Sequence[Record]) -> tuple[Floats, Floats]:
    """For every cue that was asked about: what the score is mixed of, and 1 where it overlaps a gold cue."""
    cues = {record.document.id: [span for one in record.attributions for span in one.cue] for record in gold}
    features, labels = [], []
    for answer in answers:
        spans = answer.window.spans
        for link in answer.links:
            mixed = [score_of(link, unit) for unit in np.eye(4)[1:]]
            features.append([np.log(m / (1 - m)) for m in np.clip(mixed, 1e-6, 1 - 1e-6)])
            begin, end = spans[link.begin][0], spans[link.end - 1][1]
            labels.append(float(any(b < end and begin < e for b, e in cues[answer.document])))
    return np.array(features), np.array(labels)


def logistic(features: Floats, labels: Floats, steps: int = 60) -> tuple[float, ...]:
    """Bias and weights of a logistic regression (Newton's method, slightly regularised)."""
    x = np.hstack([np.ones((len(features), 1)), features])
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - labels) + 1e-2 * w
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-2 * np.eye(len(w)), gradient)
    return tuple(round(float(v), 4) for v in w)


def isotonic(scores: Floats, right: Floats, least: int = 60) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Points of a rising curve from scores to the share that is right; each point stands for ``least`` or more."""
    order = np.argsort(scores, kind="stable")
    blocks = [
        [part.mean(), share.mean(), float(len(part))]
        for part, share in zip(
            np.array_split(scores[order], max(1, len(order) // least)),
            np.array_split(right[order], max(1, len(order) // least)),
            strict=True,
        )
    ]
    merged: list[list[float]] = []
    for block in blocks:
        merged.append(block)
        while len(merged) > 1 and merged[-2][1] >= merged[-1][1]:
            (s1, r1, n1), (s2, r2, n2) = merged[-2:]
            merged[-2:] = [[(s1 * n1 + s2 * n2) / (n1 + n2), (r1 * n1 + r2 * n2) / (n1 + n2), n1 + n2]]
    return tuple(round(float(b[0]), 4) for b in merged), tuple(round(float(b[1]), 4) for b in merged)


def tune(
    answers: Sequence[Answer], gold: Sequence[Record], start: Settings, given: Mapping[str, float] | None = None
) -> Settings:
    """Settings with the best F1 of linked attributions, those that are ``given`` apart, and their calibration."""

    def worth(settings: Settings) -> float:
        scores = evaluate(gold, predictions(answers, gold, settings)).attribution
        return scores["attributed"].f1 + 0.2 * scores["exact"].f1

    best = replace(start, weights=logistic(*cue_features(answers, gold)), scores=(0.0, 1.0), rights=(0.0, 1.0))
    for blend in (0.4, 0.6, 0.8):
        best = max(best, replace(best, blend=blend), key=worth)
    best = max((replace(best, loose_end=cost) for cost in (0.0, 1.0, 2.0, 3.0)), key=worth)
    best = max((replace(best, accept=round(float(a), 2)) for a in np.arange(0.3, 0.8, 0.05)), key=worth)
    best = max((replace(best, ask=ask) for ask in (0.4, 0.3, 0.2)), key=worth)  # of equal ones the fastest
    best = replace(best, **(given or {}))
    scores, rights = isotonic(*right_and_score(gold, predictions(answers, gold, best)))
    return replace(best, scores=scores, rights=rights)
