"""The waist: what every stage left of the graph writes and every stage right of it reads.

Text and parses stop here; triples begin here.  The package needs the standard library alone, so that any program can
read and write the JSON Lines form (see `record_to_json`) without spaCy and without rdflib.

Offsets everywhere are half-open `[start, end)` pairs in Unicode code points of `Document.text`, which is the text as
decoded from the file and never changes.
"""

from __future__ import annotations

from kg.model.checking import check
from kg.model.jsonl import (
    FORMAT_VERSION,
    attribution_from_json,
    attribution_to_json,
    dump_jsonl,
    record_from_json,
    record_to_json,
)
from kg.model.record import (
    ACTOR_TYPES,
    CERTAINTIES,
    FORMS,
    KINDS,
    ROLES,
    TENSES,
    Attribution,
    Document,
    Failure,
    Record,
    Remark,
    Span,
    Spans,
    Verdict,
    depth,
    order,
    renumbered,
    text_of,
    without_nested,
)

__all__ = [
    "ACTOR_TYPES",
    "CERTAINTIES",
    "FORMAT_VERSION",
    "FORMS",
    "KINDS",
    "ROLES",
    "TENSES",
    "Attribution",
    "Document",
    "Failure",
    "Record",
    "Remark",
    "Span",
    "Spans",
    "Verdict",
    "attribution_from_json",
    "attribution_to_json",
    "check",
    "depth",
    "dump_jsonl",
    "order",
    "record_from_json",
    "record_to_json",
    "renumbered",
    "text_of",
    "without_nested",
]
