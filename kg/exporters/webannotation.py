"""The attributions as W3C Web Annotations on the documents: a collection that annotation tools and servers can read.

One annotation an attribution, named as in the graph, with the content's spans as targets; one more for its source and
one for its cue, each linking back.  Every target has both selectors of the standard: the position in code points of the
document's text (half-open), and the quotation with what stands before and after it.  The standard has no target made of
several parts: the parts of a discontinuous role are several targets of one annotation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from kg.exporters.clean import dump_json
from kg.exporters.source import Source
from kg.graph.iris import BASE, actor_name, attribution_name, document_name
from kg.ids import digest
from kg.model import Attribution, Record, Span, Spans, text_of
from kg.terms import prefixes

AROUND: Final = 32
"""How many characters a quotation selector gives before and after the quotation."""
CONVENTION: Final = (
    "Positions are half-open offsets in Unicode code points of the document's text, which the graph gives as "
    "schema:text of the target's source. Several targets of one annotation are the parts of one discontinuous span."
)

Json = dict[str, Any]


def write(source: Source, file: BinaryIO) -> None:
    """Write an annotation collection with one embedded page, one annotation a line."""
    items = [item for record in source.records() for item in annotate(record)]
    name = f"{BASE}annotations/{digest('annotations', [item['id'] for item in items])}"
    head = {
        "@context": ["http://www.w3.org/ns/anno.jsonld", {key: prefixes()[key] for key in ("kg", "rdfs")}],
        "id": name,
        "type": "AnnotationCollection",
        "label": "Attributed statements",
        "rdfs:comment": CONVENTION,
        "total": len(items),
    }
    page = {"id": f"{name}#page", "type": "AnnotationPage", "partOf": name, "startIndex": 0}
    lines = ",\n".join(dump_json(item) for item in items)
    text = f'{dump_json(head)[:-1]}, "first": {dump_json(page)[:-1]}, "items": [\n{lines}\n]}}}}\n'
    file.write(text.encode("utf-8"))


def annotate(record: Record) -> Iterator[Json]:
    """Yield the annotations of a record: an attribution, then source, cue and speaker role where it has them."""
    for attribution in record.attributions:
        name = attribution_name(record.document.id, attribution)
        yield {
            "id": name,
            "type": "Annotation",
            "motivation": "describing",
            "body": _bodies(record, attribution),
            "target": _targets(record, attribution.content),
            **_links(record, attribution),
        }
        for role in ("source", "cue", "speaker_role"):
            if spans := getattr(attribution, role):
                yield {
                    "id": f"{name}#{role}",
                    "type": "Annotation",
                    "motivation": "tagging",
                    "body": [
                        _tag(role.replace("_", " ")),
                        {"type": "SpecificResource", "purpose": "linking", "source": name},
                    ],
                    "target": _targets(record, spans),
                }


def _bodies(record: Record, attribution: Attribution) -> list[Json]:
    text = record.document.text
    who = attribution.actor or text_of(text, attribution.source) or "somebody"
    cue = text_of(text, attribution.cue)
    tags = [attribution.kind, attribution.form, attribution.speech_act, attribution.certainty, attribution.tense]
    bodies = [
        {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": f"{who} · {cue or '…'}"},
        *(_tag(tag) for tag in tags if tag),
    ]
    if attribution.cue_negated:
        bodies.append(_tag("cue negated"))
    if actor := actor_name(record.document.id, attribution):
        bodies.append({"type": "SpecificResource", "purpose": "identifying", "source": actor})
    return bodies


def _tag(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value}


def _links(record: Record, attribution: Attribution) -> Json:
    """Return how the attribution hangs together with others, in the graph's own terms."""
    targets = {
        "kg:nestedIn": attribution.parent,
        "kg:interpretationOf": attribution.interprets,
        "kg:denialOf": attribution.denies,
        "kg:answerTo": attribution.answers,
    }
    return {
        term: {"id": attribution_name(record.document.id, record.attributions[index])}
        for term, index in targets.items()
        if index is not None
    }


def _targets(record: Record, spans: Spans) -> Json | list[Json]:
    targets = [_target(record, span) for span in spans]
    return targets[0] if len(targets) == 1 else targets


def _target(record: Record, span: Span) -> Json:
    text, (start, end) = record.document.text, span
    return {
        "type": "SpecificResource",
        "source": document_name(record.document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
        ],
    }
