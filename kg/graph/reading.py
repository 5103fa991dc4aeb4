"""Triples become records again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote

from kg.errors import GraphError
from kg.graph.facts import document_fields, evidence_terms
from kg.graph.iris import BASE, attribution_iri, document_iri
from kg.graph.literals import RDF_TYPE
from kg.model import KINDS, Attribution, Document, Record, Remark, Span, Verdict, check, order
from kg.model.claims import ActorLink, Likeness, Place, likeness
from kg.model.subjects import Mentioned, Topic
from kg.terms import KG, classes, concept, concepts, prefixes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

Item = TypeVar("Item", Topic, Mentioned)


def records(graph: Graph) -> Iterator[Record]:
    """Yield the records that `graph` holds, documents by id, attributions in `kg.model.order`: the inverse of `add`.

    Raises `GraphError` where a document or an attribution lacks what this module writes, or says it twice.
    """
    from rdflib import URIRef

    nodes = {}
    for node in graph.subjects(URIRef(RDF_TYPE), URIRef(KG.Document)):
        nodes[_Node(graph, node).text(prefixes()["dcterms"] + "identifier")] = node
    for _, node in sorted(nodes.items()):
        yield _read_record(graph, node)


def record(graph: Graph, identity: str) -> Record | None:
    """Return the document `identity` with its attributions, or `None` where `graph` has no such document."""
    from rdflib import URIRef

    node = URIRef(document_iri(identity))
    known = (node, URIRef(RDF_TYPE), URIRef(KG.Document)) in graph
    return _read_record(graph, node) if known else None


def likenesses(graph: Graph) -> Iterator[Likeness]:
    """Yield the likenesses between claims that `graph` holds, in order of their places: the inverse of `add`.

    Raises `GraphError` where one lacks what this module writes.
    """
    from rdflib import URIRef

    found = [_Node(graph, node) for node in graph.subjects(URIRef(RDF_TYPE), URIRef(KG.Likeness))]
    places: dict[Node, Place] = {}
    yield from sorted(_read_likeness(graph, node, places) for node in found)


def actor_links(graph: Graph) -> Iterator[ActorLink]:
    """Yield the opinions that two names are one actor's which `graph` holds, in order: the inverse of `add`.

    Raises `GraphError` where one lacks what this module writes.
    """
    from rdflib import URIRef

    found = [_Node(graph, node) for node in graph.subjects(URIRef(RDF_TYPE), URIRef(KG.ActorLink))]
    yield from sorted(_read_actor_link(graph, node) for node in found)


def _read_actor_link(graph: Graph, node: _Node) -> ActorLink:
    name, known_as = (_name_of(graph, node.text(end)) for end in (KG.alias, KG.fullName))
    company = tuple(sorted(_name_of(graph, str(beside)) for beside in node.all(KG.company)))
    return ActorLink(name, known_as, node.text(KG.linkMethod), float(node.text(KG.linkScore)), company)


def _name_of(graph: Graph, actor: str) -> str:
    """What an actor is called; of several spellings of one name one that is not all capitals."""
    from rdflib import URIRef

    labels = _Node(graph, URIRef(actor)).all(prefixes()["rdfs"] + "label")
    if not labels:
        raise GraphError(f"<{actor}> lacks a name; run `kg validate` on the graph to see what else is missing")
    return min(map(str, labels), key=lambda name: (name.isupper(), name))


def _read_likeness(graph: Graph, node: _Node, places: dict[Node, Place]) -> Likeness:
    ends = [_read_place_of(graph, claim, places) for claim in node.all(KG.between)]
    if len(ends) != 2:
        raise GraphError(f"<{node.name}> is between {len(ends)} claims; a likeness has two")
    relation, score = node.word(KG.relation, _words("likeness")) or "", float(node.text(KG.linkScore))
    return likeness(ends[0], ends[1], relation, node.text(KG.linkMethod), score)


def _read_place_of(graph: Graph, claim: Node, places: dict[Node, Place]) -> Place:
    from rdflib import URIRef

    if claim not in places:
        attribution = min(map(str, graph.subjects(URIRef(KG.content), claim)), default=None)
        if attribution is None:
            raise GraphError(f"<{claim}> is the content of no attribution; a likeness links contents")
        node = _Node(graph, URIRef(attribution))
        document = _Node(graph, URIRef(node.text(KG.inDocument))).text(prefixes()["dcterms"] + "identifier")
        spans: dict[Node, Span] = {}
        places[claim] = document, tuple(sorted(_read_span(graph, s, spans) for s in node.all(KG.contentEvidence)))
    return places[claim]


def counts(graph: Graph) -> dict[str, int]:
    """Return the counts a reader asks for first: documents, attributions, nested, unnamed sources, and by kind.

    They are counted in the graph, without reading the records back: that would take as long as an export.
    """

    def count(predicate: str, value: str | None = None) -> int:
        rows = graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s <{predicate}> {f'<{value}>' if value else '?o'} }}")
        return sum(int(str(number)) for row in rows.bindings for number in row.values())

    kinds = {f"{kind}s": count(KG.kind, concept("kinds", kind)) for kind in KINDS}
    return {
        "documents": count(RDF_TYPE, KG.Document),
        "attributions": count(RDF_TYPE, KG.Attribution),
        "nested": count(KG.nestedIn),
        "unnamed sources": count(KG.actorType, classes()["anonymous"]),
        **{name: number for name, number in kinds.items() if number},
    }


class _Node:
    """A node of a graph with what is said about it, whatever library holds it."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self.name = str(node)
        self._values: dict[str, list[Node]] = {}
        for predicate, value in graph.predicate_objects(node):
            self._values.setdefault(str(predicate), []).append(value)

    def all(self, predicate: str) -> list[Node]:
        return self._values.get(predicate, [])

    def maybe(self, predicate: str) -> str | None:
        values = self.all(predicate)
        if len(values) > 1:
            raise GraphError(f"<{self.name}> has {len(values)} values of <{predicate}>; only one can be read")
        return str(values[0]) if values else None

    def text(self, predicate: str) -> str:
        value = self.maybe(predicate)
        if value is None:
            raise GraphError(
                f"<{self.name}> lacks <{predicate}>; run `kg validate` on the graph to see what else it lacks"
            )
        return value

    def number(self, predicate: str) -> float | None:
        value = self.maybe(predicate)
        return None if value is None else float(value)

    def word(self, predicate: str, words: Mapping[str, str]) -> str | None:
        value = self.maybe(predicate)
        if value is not None and value not in words:
            raise GraphError(f"<{self.name}>: <{predicate}> is <{value}>; valid are {', '.join(sorted(words))}")
        return None if value is None else words[value]


def _read_record(graph: Graph, node: Node) -> Record:
    from rdflib import URIRef

    known, source = prefixes(), _Node(graph, node)
    optional = {field: source.maybe(predicate) for field, predicate, _ in document_fields()}
    document = Document(
        id=source.text(known["dcterms"] + "identifier"), text=source.text(known["schema"] + "text"), **optional
    )
    found = sorted(str(a) for a in graph.subjects(URIRef(KG.inDocument), node))
    place = {name: index for index, name in enumerate(found)}
    spans: dict[Node, Span] = {}
    nodes = [_Node(graph, URIRef(name)) for name in found]
    attributions = order([_read_attribution(graph, known, place, spans) for known in nodes])
    decided = {known.name: known.all(KG.decidedBy) for known in nodes if known.all(KG.decidedBy)}
    names = [str(attribution_iri(document.id, a)) for a in attributions] if decided else []
    about: dict[Node, list[int]] = {}
    for index, name in enumerate(names):
        for decision in decided.get(name, ()):
            about.setdefault(decision, []).append(index)
    record = Record(document, attributions, tuple(_read_verdicts(graph, node, about, spans)))
    check(record)
    return record


def _read_verdicts(
    graph: Graph, document: Node, about: Mapping[Node, Sequence[int]], spans: dict[Node, Span]
) -> Iterator[Verdict]:
    """Yield the decisions `about` attributions of a document, and those that rejected something in it, by id."""
    from rdflib import URIRef

    rejecting = set(graph.subjects(URIRef(prefixes()["prov"] + "used"), document))
    for decision in sorted({*about, *rejecting}, key=str):
        known = _Node(graph, decision)
        reasons = sorted(str(why) for why in known.all(prefixes()["dcterms"] + "description"))
        targets = known.all(prefixes()["oa"] + "hasTarget") if decision in rejecting else []
        yield Verdict(
            id=unquote(known.name.removeprefix(f"{BASE}decision/")),
            what=known.text(KG.decided),
            value=known.maybe(KG.decidedValue),
            why=reasons[0] if reasons else None,
            about=tuple(about.get(decision, ())),
            rejected=tuple(sorted(_read_span(graph, span, spans) for span in targets)),
        )


def _read_attribution(graph: Graph, node: _Node, place: Mapping[str, int], spans: dict[Node, Span]) -> Attribution:
    roles: dict[str, Any] = {
        role: tuple(sorted(_read_span(graph, span, spans) for span in node.all(predicate)))
        for role, predicate in evidence_terms().items()
    }
    return Attribution(
        **roles,
        kind=node.word(KG.kind, _words("kinds")) or "",
        form=node.word(KG.form, _words("forms")) or "",
        actor=node.maybe(KG.actorName),
        actor_type=node.word(KG.actorType, {iri: word for word, iri in classes().items()}),
        link_method=node.maybe(KG.linkMethod),
        link_score=node.number(KG.linkScore),
        stands_for=node.maybe(KG.standsForName),
        stands_for_method=node.maybe(KG.standsForMethod),
        stands_for_score=node.number(KG.standsForScore),
        parent=_read_place(node, KG.nestedIn, place),
        interprets=_read_place(node, KG.interpretationOf, place),
        interprets_candidates=_read_remarks(graph, node, place),
        about_remark_of=node.maybe(KG.remarkOwner),
        answers=_read_place(node, KG.answerTo, place),
        denies=_read_place(node, KG.denialOf, place),
        outlet=node.maybe(KG.outletName),
        speech_act=node.word(KG.speechAct, _words("speech-acts")),
        certainty=node.word(KG.certainty, _words("certainty")),
        cue_negated=node.maybe(KG.cueNegated) == "true",
        content_negated=node.maybe(KG.contentNegated) == "true",
        tense=node.word(KG.tense, _words("tenses")),
        date=node.maybe(KG.statedOn),
        confidence=float(node.text(KG.confidence)),
        extractor=_read_extractor(graph, node),
        **_read_subjects(graph, node),
    )


def _read_subjects(graph: Graph, node: _Node) -> dict[str, Any]:
    """Read what the content is about back from the spans that show it."""
    from rdflib import URIRef

    topics: dict[str, list[Span]] = {}
    mentions: dict[tuple[str, str], list[Span]] = {}
    kinds = {iri: word for word, iri in classes().items()}
    for name in node.all(KG.aboutEvidence):
        mention, span = _Node(graph, name), _named_span(str(name))
        if mention.all(KG.mentionName):
            key = mention.text(KG.mentionName), mention.word(KG.mentionType, kinds) or ""
            mentions.setdefault(key, []).append(span)
        else:
            topic = _Node(graph, URIRef(mention.text(KG.denotes)))
            topics.setdefault(topic.text(prefixes()["skos"] + "prefLabel"), []).append(span)
    found_topics = [Topic(label, tuple(sorted(spans))) for label, spans in topics.items()]
    found_mentions = [Mentioned(*key, tuple(sorted(spans))) for key, spans in mentions.items()]
    return {"topics": _in_text_order(found_topics), "mentions": _in_text_order(found_mentions)}


def _in_text_order(found: list[Item]) -> tuple[Item, ...]:
    return tuple(sorted(found, key=lambda item: item.spans))


def _named_span(name: str) -> Span:
    start, comma, end = name.rpartition("#char=")[2].partition(",")
    if not (comma and start.isdecimal() and end.isdecimal()):
        raise GraphError(
            f"<{name}> is no name of a span; what a content is about is shown by <document#char=start,end>"
        )
    return int(start), int(end)


def _read_span(graph: Graph, span: Node, spans: dict[Node, Span]) -> Span:
    if span not in spans:
        oa = prefixes()["oa"]
        selectors = [_Node(graph, node) for node in _Node(graph, span).all(oa + "hasSelector")]
        positions = [selector for selector in selectors if selector.all(oa + "start")]
        if len(positions) != 1:
            raise GraphError(f"<{span}> has {len(positions)} position selectors; evidence needs exactly one")
        spans[span] = int(positions[0].text(oa + "start")), int(positions[0].text(oa + "end"))
    return spans[span]


def _read_place(node: _Node, predicate: str, place: Mapping[str, int]) -> int | None:
    target = node.maybe(predicate)
    if target is not None and target not in place:
        raise GraphError(f"<{node.name}>: <{predicate}> is <{target}>, which is no attribution of the same document")
    return None if target is None else place[target]


def _read_remarks(graph: Graph, node: _Node, place: Mapping[str, int]) -> tuple[Remark, ...]:
    """The candidates inside the document, the best first; links to other documents are no part of a record."""
    from rdflib import URIRef

    links = [_Node(graph, link) for link in graph.subjects(URIRef(KG.reading), URIRef(node.name))]
    inside = [link for link in links if link.text(KG.remark) in place]
    remarks = [
        Remark(place[link.text(KG.remark)], float(link.text(KG.linkScore)), link.text(KG.linkMethod)) for link in inside
    ]
    best = _read_place(node, KG.interpretationOf, place)
    return tuple(sorted(remarks, key=lambda remark: (-remark.score, remark.target != best, remark.target)))


def _read_extractor(graph: Graph, node: _Node) -> str:
    programs = node.all(KG.extractor)
    return _Node(graph, programs[0]).text(prefixes()["rdfs"] + "label") if programs else ""


@cache
def _words(scheme: str) -> Mapping[str, str]:
    return {iri: word for word, iri in concepts(scheme).items()}
