"""Who said what as a network: attributions become edges, so that a picture stays readable.

Nodes are actors, contents (claims, interpretations, questions) and documents, each named by its IRI.  Edges:

    actor → content              said, reported, asked, thought, denied: the document is the witness
                                 reportedlySaid, reportedlyDenied: somebody in the document says so
                                 didNotSay: the cue is negated
    content → nested content     expresses: who says the first says that somebody said the second
    interpretation → remark      interprets
    answer → question            answers
    outermost content → document inDocument
    document → outlet            publishedBy
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import networkx
from rdflib import Graph

from kg.exporters.clean import one_line
from kg.exporters.statements import ordered
from kg.graph import records
from kg.graph.facts import facts
from kg.graph.iris import actor_name, attribution_name, claim_name, document_name, named_actor_name
from kg.graph.literals import short
from kg.ids import attribution_id
from kg.model import Attribution, Record, depth, text_of
from kg.terms import KG, labels

Edge = tuple[str, str, str, dict[str, Any]]
"""From, to, key and attributes."""

_PLAIN: Final = ("said", "reported", "asked", "thought", "denied", "reportedlySaid")
_OTHER_LABELS: Final = {
    "didNotSay": "did not say",
    "reportedlyDenied": "reportedly denied",
    "publishedBy": "published by",
}
_CONTENT_KINDS: Final = {"statement": "claim", "interpretation": "interpretation", "question": "question"}


def to_networkx(source: Graph | Iterable[Record]) -> networkx.MultiDiGraph:
    """Return the network of a graph or of records; nodes and edges in the order of their names.

    Every node has `label` (short), `kind` ("person", "outlet", … "anonymous", "actor" where nothing is known; "claim",
    "interpretation", "question"; "document") and, for a content, `evidence`: its words.  Every edge has `kind`, `label`
    and `document`; those that stand for an attribution also `evidence` (source, cue and content in the text's words),
    `attribution` (its IRI), `depth`, `form`, `confidence` and, where known, `speech_act` and `certainty`.

    >>> from kg.model import Document
    >>> said = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 11),), actor="Ann", actor_type="person")
    >>> network = to_networkx([Record(Document(id="a", text="Ann said no."), (said,))])
    >>> sorted(data["label"] for _, data in network.nodes(data=True)), network.number_of_edges()
    (['Ann', 'a', 'no'], 2)
    """
    found = list(records(source)) if isinstance(source, Graph) else ordered(source)
    network = networkx.MultiDiGraph(name="saidgraph")
    network.add_nodes_from(sorted(_nodes(found).items()))
    network.add_edges_from(sorted((edge for record in found for edge in _edges(record)), key=lambda edge: edge[:3]))
    return network


def _nodes(found: Iterable[Record]) -> dict[str, dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    names: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for record in found:
        document = record.document
        known = {"date": document.date, "publisher": document.publisher, "url": document.url}
        nodes[document_name(document.id)] = {
            "label": short(document.title or document.id),
            "kind": "document",
            **{key: value for key, value in known.items() if value is not None},
        }
        if document.publisher is not None:
            names[named_actor_name(document.publisher)][document.publisher, "outlet"] += 1
        for attribution in record.attributions:
            words = text_of(document.text, attribution.content)
            kind = _CONTENT_KINDS[attribution.kind]
            nodes[claim_name(document.id, attribution.content)] = {
                "label": short(words),
                "kind": kind,
                "evidence": words,
            }
            if actor := actor_name(document.id, attribution):
                names[actor][_called(record, attribution)] += 1
    for actor, called in names.items():
        # the same actor may be spelt or typed differently in several documents: the most frequent, then the first
        label, kind = min(called, key=lambda pair: (-called[pair], pair))
        nodes[actor] = {"label": short(label), "kind": kind}
    return nodes


def _called(record: Record, attribution: Attribution) -> tuple[str, str]:
    words = one_line(text_of(record.document.text, attribution.source))
    if attribution.actor is None:
        return words or "unnamed source", "anonymous"
    return attribution.actor, attribution.actor_type or "actor"


def _edges(record: Record) -> Iterator[Edge]:
    name = document_name(record.document.id)
    if record.document.publisher is not None:
        yield name, named_actor_name(record.document.publisher), f"publishedBy {name}", _attributes("publishedBy", name)
    plain = _plain_relations(record)
    for index, attribution in enumerate(record.attributions):
        content, actor = (
            claim_name(record.document.id, attribution.content),
            actor_name(record.document.id, attribution),
        )
        identity = attribution_id(record.document.id, attribution)

        def edge(start: str, end: str, kind: str, data: Mapping[str, Any], key: str = identity) -> Edge:
            return start, end, f"{kind} {key}", {**_attributes(kind, name), **data}

        data = _evidence(record, index)
        if actor:
            kind = plain.get((actor, content)) or _without_plain_relation(attribution)
            yield edge(actor, content, kind, data)
        if attribution.parent is None:
            yield edge(content, name, "inDocument", {})
        for kind, start, target in _links(record, attribution):
            other = claim_name(record.document.id, record.attributions[target].content)
            yield edge(other, content, kind, data) if start else edge(content, other, kind, data)


def _links(record: Record, attribution: Attribution) -> Iterator[tuple[str, bool, int]]:
    """Yield what ties this content to others: the kind, whether the other is the start, and the other's index."""
    for kind, start, target in (
        ("expresses", True, attribution.parent),
        ("interprets", False, attribution.interprets),
        ("answers", False, attribution.answers),
    ):
        if target is not None:
            yield kind, start, target


def _plain_relations(record: Record) -> dict[tuple[str, str], str]:
    """Return (actor, content) → relation as the graph has it, so that the two can never say different things."""
    terms = {getattr(KG, name): name for name in _PLAIN}
    return {(s, o): terms[p] for s, p, o in facts(record) if p in terms and isinstance(o, str)}


def _without_plain_relation(attribution: Attribution) -> str:
    return "didNotSay" if attribution.cue_negated else "reportedlyDenied"


def _attributes(kind: str, document: str) -> dict[str, Any]:
    return {"kind": kind, "label": _label(kind), "document": document}


@cache
def _label(kind: str) -> str:
    return _OTHER_LABELS.get(kind) or labels()[getattr(KG, kind)]


def _evidence(record: Record, index: int) -> dict[str, Any]:
    attribution = record.attributions[index]
    parts = (text_of(record.document.text, getattr(attribution, role)) for role in ("source", "cue", "content"))
    data: dict[str, Any] = {
        "attribution": attribution_name(record.document.id, attribution),
        "evidence": " · ".join(part for part in parts if part),
        "depth": depth(record, index),
        "form": attribution.form,
        "confidence": float(attribution.confidence),
    }
    optional = {"speech_act": attribution.speech_act, "certainty": attribution.certainty}
    return data | {key: value for key, value in optional.items() if value is not None}
