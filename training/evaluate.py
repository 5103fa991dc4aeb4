"""Run exported weights over documents and keep what they say, so that decoding is tuned without running them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.attribution_model import AttributionModel, offsets
from kg.attribution_model.decoding import Link, Settings, attributions, confidence_of
from kg.attribution_model.windows import Window, breaks_of
from kg.model import Attribution, Record


@dataclass
class Answer:
    """A window of a document and what the linker said about each possible cue in it."""

    document: str
    window: Window
    links: list[Link]


def answers(model: AttributionModel, gold: Sequence[Record], ask: float = 0.2) -> list[Answer]:
    """What the model says about every window of the documents, asked about more cues than it will be in use."""
    model.settings = replace(model.settings, ask=ask)
    return [
        Answer(record.document.id, window, model.links(window))
        for record in gold
        for window in model.windows(record.document.text)
    ]


def predictions(found: Sequence[Answer], gold: Sequence[Record], settings: Settings) -> list[Record]:
    """Records of the gold documents with what the answers come to under the given settings."""
    texts = {record.document.id: record.document.text for record in gold}
    by_document: dict[str, list[Attribution]] = {record.document.id: [] for record in gold}
    for answer in found:
        links = [link for link in answer.links if link.cue_probability > settings.ask]
        for one in attributions(links, breaks_of(texts[answer.document], answer.window), settings):
            source, cue, content = (offsets(spans, answer.window) for spans in one.spans)
            by_document[answer.document].append(
                Attribution(source=source, cue=cue, content=content, confidence=confidence_of(one.score, settings))
            )
    return [Record(record.document, tuple(by_document[record.document.id])) for record in gold]
