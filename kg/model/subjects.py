"""What a content is about, as plain data: topics by their label, actors by their name, each with its words' places.

Within one document a span stands for one thing: a topic, or an actor.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.model import Spans

MENTION_TYPES: Final = ("person", "organization", "outlet", "country", "group")


@dataclass(frozen=True, slots=True)
class Topic:
    """A thing that a content is about: its label in normal form (`topic_label`), and where it is spoken of."""

    label: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An actor whom a content speaks of, by the name and the type under which sources go, and where."""

    name: str
    type: str
    spans: Spans


def topic_label(words: str) -> str:
    """Return `words` in the form that labels have: small letters, single spaces, no signs but those inside words.

    >>> topic_label(" Rare-Earth   “Exports” ")
    'rare-earth exports'
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).lower())
    return " ".join(_WORD.findall(folded))


def subjects_to_json(items: Sequence[Topic] | Sequence[Mentioned]) -> list[dict[str, Any]]:
    """Return topics or mentions as the public JSON form has them."""
    return [
        {name: getattr(item, name) for name in ("label", "name", "type") if hasattr(item, name)}
        | {"spans": [list(span) for span in item.spans]}
        for item in items
    ]


def topic_from_json(data: Any) -> Topic:
    """Return the topic that `data` describes; raise `ValueError` with what is wrong."""
    return Topic(_string(data, "label"), _spans(data))


def mentioned_from_json(data: Any) -> Mentioned:
    """Return the mention that `data` describes; raise `ValueError` with what is wrong."""
    return Mentioned(_string(data, "name"), _string(data, "type"), _spans(data))


def subject_problems(topics: Sequence[Topic], mentions: Sequence[Mentioned], length: int) -> Iterator[str]:
    """Yield what is wrong with the topics and mentions of one attribution in a text of `length` code points."""
    for topic in topics:
        if not topic.label or topic.label != topic_label(topic.label):
            yield f"topic label {topic.label!r} is not in normal form; write {topic_label(topic.label) or 'words'!r}"
    for mention in mentions:
        if mention.type not in MENTION_TYPES:
            yield f"mention type is {mention.type!r}; valid are {', '.join(MENTION_TYPES)}"
    for what, items in (("topic", topics), ("mention", mentions)):
        names = [getattr(item, "label", None) or (item.name, item.type) for item in items]  # type: ignore[union-attr]
        if len(set(names)) < len(names):
            yield f"a {what} stands twice; give each once, with all its spans"
        if list(items) != sorted(items, key=lambda item: item.spans):
            yield f"the {what}s are out of order; sort them by their spans"
        for item in items:
            yield from _span_problems(what, item.spans, length)


def meanings(topics: Sequence[Topic], mentions: Sequence[Mentioned]) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield each span with what it stands for."""
    for topic in topics:
        yield from ((span, topic.label) for span in topic.spans)
    for mention in mentions:
        yield from ((span, (mention.name, mention.type)) for span in mention.spans)


_WORD: Final = re.compile(r"\w+(?:['’.&/+-]\w+)*")


def _span_problems(what: str, spans: Spans, length: int) -> Iterator[str]:
    last = 0
    if not spans:
        yield f"a {what} without a span; give the places where it is spoken of"
    for start, end in spans:
        if not 0 <= start < end <= length:
            yield f"{what} span [{start}, {end}) is not inside the text (0 to {length})"
        if start < last:
            yield f"{what} span [{start}, {end}) is out of order or overlaps the one before it; sort and join them"
        last = end


def _string(data: Any, name: str) -> str:
    value = data.get(name) if isinstance(data, Mapping) else None
    if not isinstance(value, str):
        raise ValueError(f"needs a string {name!r}, found {value!r}")
    return value


def _spans(data: Mapping[str, Any]) -> Spans:
    value = data.get("spans")
    try:
        spans = tuple((start, end) for start, end in value or ())
    except (TypeError, ValueError):
        spans = ()
    if not spans or not all(type(offset) is int for span in spans for offset in span):
        raise ValueError(f"needs 'spans', a list of [start, end] offsets, found {value!r}")
    return spans
