"""Run a network over documents and keep what it says, so that decoding can be tuned without running it again."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from kg.attribution_decoding import Attribution, Link, Settings, attributions, candidates, distances, log_softmax
from kg.attribution_windows import CROP, Pieces, Window, end_of, neighbourhood
from training.batches import example_of
from training.corpus import label
from training.network import Network


@dataclass
class Answer:
    """A window of a document, the reader's log-probabilities and the linker's answers."""

    document: str
    window: Window
    tags: np.ndarray
    links: list[Link]


@torch.inference_mode()
def answers(network: Network, documents: Sequence[dict[str, Any]], pieces: Pieces, ask: float = 0.05) -> list[Answer]:
    """What the network says about every window of the documents."""
    network.eval()
    out = []
    for document in documents:
        for example in example_of(label(document["text"], []), pieces):
            window = example.window
            states, scores = network.read(torch.tensor([window.ids]), torch.tensor([window.features]), None)
            tags = log_softmax(scores[0, window.first[:-1]].numpy())
            links = []
            for begin, end, probability in candidates(tags, window, ask):
                low, high = neighbourhood(window, begin, end, CROP)
                start, stop = window.first[low], end_of(window, high)
                a, b = window.first[begin] - start, end_of(window, end) - start
                mark = torch.zeros(1, stop - start, dtype=torch.long)
                mark[0, a:b] = 1
                away = torch.from_numpy(distances(stop - start, a, b))[None]
                roles, valid = network.link(states[:, start:stop], mark, away, None)
                first = [position - start for position in window.first[low:high]]
                links.append(Link(begin, end, low, high, probability, float(valid[0, a]),
                                  log_softmax(roles[0, first].numpy())))
            out.append(Answer(document["id"], window, tags, links))
    return out


def predictions(found: Sequence[Answer], settings: Settings) -> dict[str, dict[str, Any]]:
    """Documents in the form that the scorer reads."""
    out: dict[str, dict[str, Any]] = {}
    for answer in found:
        document = out.setdefault(answer.document, {"id": answer.document, "attributions": []})
        for one in attributions(answer.links, len(answer.window.spans), settings):
            document["attributions"].append(as_offsets(one, answer.window))
    return out


def as_offsets(attribution: Attribution, window: Window) -> dict[str, Any]:
    """Word spans as code-point offsets."""
    found: dict[str, Any] = {"confidence": attribution.score}
    for name, spans in zip(("source", "cue", "content"), attribution.spans, strict=True):
        found[name] = [[window.spans[begin][0], window.spans[end - 1][1]] for begin, end in spans]
    return found
