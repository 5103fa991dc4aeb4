"""What the page knows: documents with the passages that hold evidence, actors, and statements, as plain JSON values.

Only passages around evidence travel with the page, never more of a document than a reader needs to judge a quotation,
so that one enormous document does not make an enormous page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.graph.facts import plain_relation
from kg.graph.iris import BASE, actor_name
from kg.ids import attribution_id, claim_id
from kg.model import Attribution, Document, Record, Span, depth, text_of
from kg.terms import NAMESPACE
from kg.views.look import CLAIM_CLASSES

CONTEXT: Final = 320
"""Code points kept on each side of a span."""
LONGEST: Final = 6000
"""Longer spans travel without their middle."""

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


@dataclass(slots=True)
class Content:
    """The three lists of the page; statements and documents point at each other by index, at actors by id."""

    documents: list[dict[str, Any]] = field(default_factory=list)
    actors: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: list[dict[str, Any]] = field(default_factory=list)


def gather(records: Sequence[Record]) -> Content:
    """Return what the page says about `records`, documents by id, statements in text order."""
    content = Content()
    classes: dict[str, Counter[str]] = {}
    for record in sorted(records, key=lambda r: r.document.id):
        first = len(content.statements)
        content.documents.append(_document(record))
        for index, attribution in enumerate(record.attributions):
            statement = _statement(record, index, first, len(content.documents) - 1)
            content.statements.append(statement)
            if statement["actor"] is not None:
                name = attribution.actor or text_of(record.document.text, attribution.source)
                content.actors.setdefault(statement["actor"], {"name": visible(name) or "unnamed source"})
                classes.setdefault(statement["actor"], Counter())[actor_class(attribution)] += 1
    for identity, counts in classes.items():
        content.actors[identity]["class"] = min(counts, key=lambda c: (-counts[c], c))
    return content


def visible(text: str) -> str:
    """Return `text` on one line, without characters that hide, reverse or break what a reader sees in a label.

    >>> visible("a\u202eb\\n c")
    'a b c'
    """
    return " ".join(_UNPRINTABLE.sub(" ", _LONE_SURROGATES.sub("\ufffd", text)).split())


def passages(text: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return the stretches of `text` to show for `spans`: with context, joined where they meet, in text order.

    >>> passages("x" * 1000, [(10, 20), (40, 50)])
    [(0, 370)]
    """
    windows = []
    for start, end in spans:
        if end - start > LONGEST:
            windows += [(start - CONTEXT, start + LONGEST // 2), (end - CONTEXT, end + CONTEXT)]
        else:
            windows.append((start - CONTEXT, end + CONTEXT))
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, s), min(len(text), e)) for s, e in windows):
        if joined and start <= joined[-1][1] + CONTEXT // 4:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _document(record: Record) -> dict[str, Any]:
    document: Document = record.document
    spans = [span for a in record.attributions for role in a.key for span in role]
    shown = passages(document.text, spans)
    # one code point for one code point: offsets must still fit
    excerpts = [[start, _LONE_SURROGATES.sub("\ufffd", document.text[start:end])] for start, end in shown]
    facts = {name: getattr(document, name) for name in ("title", "date", "publisher", "author", "url", "language")}
    known = {name: visible(value) for name, value in facts.items() if value}
    return {"id": visible(document.id), **known, "length": len(document.text), "excerpts": excerpts}


def _statement(record: Record, index: int, first: int, document: int) -> dict[str, Any]:
    attribution = record.attributions[index]
    identity = record.document.id
    links = {name: getattr(attribution, name) for name in ("parent", "interprets", "answers")}
    facts = {name: getattr(attribution, name) for name in _FACTS if getattr(attribution, name) not in (None, "", False)}
    return {
        "id": attribution_id(identity, attribution),
        "document": document,
        "claim": claim_id(identity, attribution.content),
        "class": CLAIM_CLASSES[attribution.kind],
        "actor": _actor(identity, attribution),
        "depth": depth(record, index),
        "relation": _relation(attribution, depth(record, index)),
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        **{name: first + target for name, target in links.items() if target is not None},
        **facts,
    }


def _actor(document: str, attribution: Attribution) -> str | None:
    """Return the last part of the actor's IRI; shared if named, its own if not, `None` where there is no source."""
    name = actor_name(document, attribution)
    return name and name.removeprefix(f"{BASE}actor/")


def actor_class(attribution: Attribution) -> str:
    named = attribution.actor is not None and attribution.actor_type != "anonymous"
    return (attribution.actor_type or "actor") if named else "unnamed"


def _relation(attribution: Attribution, level: int) -> str:
    """Return the plain relation from actor to content as the graph has it, else `source`."""
    return (plain_relation(attribution, level) or "source").removeprefix(NAMESPACE)


_FACTS: Final = (
    "form",
    "speech_act",
    "certainty",
    "cue_negated",
    "content_negated",
    "tense",
    "date",
    "confidence",
    "extractor",
    "link_method",
    "link_score",
    "stands_for",
    "stands_for_score",
)
