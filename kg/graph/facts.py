"""What a graph says about a record, in terms of no RDF library: `kg.graph` makes rdflib nodes or N-Triples of it.

What each term means stands in `ontology/kg.ttl`.  Superclasses are written out, because no store is asked to reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.graph.actor_facts import SPEAKER_ROLE, actor_facts, actor_link_facts, role_facts, stands_for_facts
from kg.graph.iris import (
    actor_name,
    attribution_name,
    claim_name,
    decision_name,
    document_name,
    extractor_name,
    named_actor_name,
    remark_link_name,
    span_name,
    spot_name,
)
from kg.graph.literals import RDF_TYPE, Fact, Text, date_type, decimal, scalar_text, short, whole
from kg.graph.subject_facts import about_facts, likeness_facts
from kg.model import Attribution, Document, Record, Span, Verdict, check, depth, text_of
from kg.model.claims import ActorLink, Likeness, Link, Reading, Spot
from kg.terms import KG, classes, concept, narrower, prefixes


def facts(record: Record | Link) -> Iterator[Fact]:
    """Yield what the graph says about `record`, or about a link between records, in terms of no library.

    What an evidence span, a content or an actor is comes again with every attribution that shares it.
    """
    if isinstance(record, Likeness):
        yield from likeness_facts(record)
        return
    if isinstance(record, ActorLink):
        yield from actor_link_facts(record)
        return
    if isinstance(record, Reading):
        yield from _reading_facts(record)
        return
    check(record)
    record = whole(record)
    yield from _document_facts(record.document)
    for index in range(len(record.attributions)):
        yield from _attribution_facts(record, index)
    for verdict in record.verdicts:
        yield from _verdict_facts(record, verdict)


def _document_facts(document: Document) -> Iterator[Fact]:
    node, known = document_name(document.id), prefixes()
    yield node, RDF_TYPE, KG.Document
    yield node, known["rdfs"] + "label", Text(short(document.title or document.id))
    yield node, known["dcterms"] + "identifier", Text(document.id)
    yield node, known["schema"] + "text", Text(document.text)
    for field, predicate, datatype in document_fields():
        value = getattr(document, field)
        if value is not None:
            yield node, predicate, Text(value, datatype)
    if document.date is not None and (precision := date_type(document.date)):
        yield node, known["schema"] + "datePublished", Text(document.date, precision)
    if document.publisher is not None:
        yield node, known["schema"] + "publisher", named_actor_name(document.publisher)
        yield from actor_facts(named_actor_name(document.publisher), "outlet", document.publisher)


@cache
def document_fields() -> tuple[tuple[str, str, str], ...]:
    """Return field, predicate and datatype of what is kept as it was given.

    Publisher and date are kept twice: as given, and as the node and the typed value that can be followed and compared.
    """
    known = prefixes()
    return (
        ("title", known["dcterms"] + "title", "string"),
        ("date", known["dc"] + "date", "string"),
        ("publisher", known["dc"] + "publisher", "string"),
        ("url", known["schema"] + "url", "anyURI"),
        ("author", known["dc"] + "creator", "string"),
        ("language", known["dc"] + "language", "string"),
    )


def _attribution_facts(record: Record, index: int) -> Iterator[Fact]:
    document, attribution = record.document, record.attributions[index]
    node, level = attribution_name(document.id, attribution), depth(record, index)
    content = claim_name(document.id, attribution.content)
    words = {role: text_of(document.text, getattr(attribution, role)) for role in ("source", "cue", "content")}
    who = attribution.actor or words["source"] or "somebody"
    yield node, RDF_TYPE, KG.Attribution
    yield node, prefixes()["rdfs"] + "label", Text(short(f"{who} · {words['cue'] or '…'} · {words['content']}"))
    yield node, KG.inDocument, document_name(document.id)
    yield node, KG.content, content
    yield node, KG.depth, Text(str(level), "integer")
    yield node, KG.kind, concept("kinds", attribution.kind)
    yield node, KG.form, concept("forms", attribution.form)
    yield node, KG.confidence, Text(decimal(attribution.confidence), "decimal")
    if attribution.cue:
        yield node, KG.cue, Text(words["cue"])
    yield from _optional_facts(node, attribution)
    yield from role_facts(node, document.text, attribution)
    yield from stands_for_facts(node, attribution)
    yield from _manner_facts(node, attribution)
    yield from _evidence_facts(node, document, attribution)
    yield from _content_facts(content, attribution.kind, words["content"])
    yield from about_facts(node, content, document.id, attribution)
    actor = actor_name(document.id, attribution)
    if actor:
        yield node, KG.source, actor
        named = attribution.actor is not None and attribution.actor_type != "anonymous"
        label = attribution.actor if attribution.actor is not None else words["source"] or "unnamed source"
        yield from actor_facts(actor, attribution.actor_type if named else "anonymous", label)
        if plain := plain_relation(attribution, level):
            yield actor, plain, content
    yield from _links(record, index, node, content)


def _optional_facts(node: str, attribution: Attribution) -> Iterator[Fact]:
    if attribution.actor is not None:
        yield node, KG.actorName, Text(attribution.actor)
    if attribution.actor_type is not None:
        yield node, KG.actorType, classes()[attribution.actor_type]
    if attribution.link_method is not None:
        yield node, KG.linkMethod, Text(attribution.link_method)
    if attribution.link_score is not None:
        yield node, KG.linkScore, Text(decimal(attribution.link_score), "decimal")
    if attribution.speech_act is not None:
        yield node, KG.speechAct, concept("speech-acts", attribution.speech_act)
    if attribution.certainty is not None:
        yield node, KG.certainty, concept("certainty", attribution.certainty)
    if attribution.about_remark_of is not None:
        yield from _named(node, KG.aboutRemarkOf, KG.remarkOwner, attribution.about_remark_of, None)
    if attribution.outlet is not None:
        yield from _named(node, KG.speaksFor, KG.outletName, attribution.outlet, "outlet")
    if attribution.extractor:
        program = extractor_name(attribution.extractor)
        yield node, KG.extractor, program
        yield program, RDF_TYPE, prefixes()["prov"] + "SoftwareAgent"
        yield program, prefixes()["rdfs"] + "label", Text(attribution.extractor)


def _named(node: str, predicate: str, naming: str, name: str, kind: str | None) -> Iterator[Fact]:
    """Somebody besides the source: the node that can be followed, and the name by which this attribution knows it."""
    yield node, predicate, named_actor_name(name)
    yield node, naming, Text(name)
    yield from actor_facts(named_actor_name(name), kind, name)


def _manner_facts(node: str, attribution: Attribution) -> Iterator[Fact]:
    """How it was said."""
    truths = {
        KG.cueNegated: attribution.cue_negated,
        KG.contentNegated: attribution.content_negated,
        KG.verbatim: attribution.form in ("direct", "turn"),
    }
    for predicate, holds in truths.items():
        if holds:
            yield node, predicate, Text("true", "boolean")
    if attribution.tense is not None:
        yield node, KG.tense, concept("tenses", attribution.tense)
    if attribution.date is not None:
        yield node, KG.statedOn, Text(attribution.date, date_type(attribution.date) or "string")


def _evidence_facts(node: str, document: Document, attribution: Attribution) -> Iterator[Fact]:
    for role, predicate in evidence_terms().items():
        for span in getattr(attribution, role):
            yield node, predicate, span_name(document_name(document.id), span)
            yield from _span_facts(document, span)


def _span_facts(document: Document, place: Span) -> Iterator[Fact]:
    oa, source, (start, end) = prefixes()["oa"], document_name(document.id), place
    span = span_name(source, place)
    position, quotation = f"{source}#position={start},{end}", f"{source}#quote={start},{end}"
    yield span, RDF_TYPE, oa + "SpecificResource"
    yield span, oa + "hasSource", source
    yield span, oa + "hasSelector", position
    yield span, oa + "hasSelector", quotation
    yield position, RDF_TYPE, oa + "TextPositionSelector"
    yield position, oa + "start", Text(str(start), "integer")
    yield position, oa + "end", Text(str(end), "integer")
    yield quotation, RDF_TYPE, oa + "TextQuoteSelector"
    yield quotation, oa + "exact", Text(document.text[start:end])


@cache
def evidence_terms() -> dict[str, str]:
    """Return the property that leads from an attribution to the evidence of each role."""
    return {
        "source": KG.sourceEvidence,
        "cue": KG.cueEvidence,
        "content": KG.contentEvidence,
        SPEAKER_ROLE: KG.roleEvidence,
    }


def _content_facts(node: str, kind: str, words: str) -> Iterator[Fact]:
    superclasses = (KG.Claim, KG.Content) if kind == "interpretation" else (KG.Content,)
    for name in (classes()[kind], *superclasses):
        yield node, RDF_TYPE, name
    yield node, prefixes()["schema"] + "text", Text(words)
    yield node, prefixes()["rdfs"] + "label", Text(short(words))


def _links(record: Record, index: int, node: str, content: str) -> Iterator[Fact]:
    document, attribution = record.document.id, record.attributions[index]
    if attribution.parent is not None:
        parent = record.attributions[attribution.parent]
        yield node, KG.nestedIn, attribution_name(document, parent)
        yield claim_name(document, parent.content), KG.expresses, node
    if attribution.interprets is not None:
        remark = record.attributions[attribution.interprets]
        yield node, KG.interpretationOf, attribution_name(document, remark)
        yield content, KG.interprets, claim_name(document, remark.content)
    for candidate in attribution.interprets_candidates:
        remark = record.attributions[candidate.target]
        yield from remark_facts(node, attribution_name(document, remark), candidate.score, candidate.method)
    if attribution.denies is not None:
        denied = record.attributions[attribution.denies]
        yield node, KG.denialOf, attribution_name(document, denied)
        yield content, KG.denies, claim_name(document, denied.content)
    if attribution.answers is not None:
        question = record.attributions[attribution.answers]
        yield node, KG.answerTo, attribution_name(document, question)
        yield content, KG.answers, claim_name(document, question.content)


def remark_facts(reading: str, remark: str, score: float, method: str) -> Iterator[Fact]:
    """Yield the opinion that the attribution named `reading` is about the one named `remark`."""
    node = remark_link_name(reading, remark)
    yield node, RDF_TYPE, KG.RemarkLink
    yield node, KG.reading, reading
    yield node, KG.remark, remark
    yield node, KG.linkScore, Text(decimal(score), "decimal")
    yield node, KG.linkMethod, Text(method)


def _reading_facts(link: Reading) -> Iterator[Fact]:
    """Yield the opinion that an interpretation is about a remark in another document; of the best one more."""
    reading, remark = _plain(link.reading), _plain(link.remark)
    yield from remark_facts(spot_name(reading), spot_name(remark), link.score, link.method)
    if link.best:
        yield claim_name(reading[0], reading[-1]), KG.interprets, claim_name(remark[0], remark[-1])


def _plain(spot: Spot) -> Spot:
    return scalar_text(spot[0]), *spot[1:]


def plain_relation(attribution: Attribution, level: int) -> str | None:
    """Return the plain relation from actor to content, or `None`: see their comments in `ontology/kg.ttl`."""
    if attribution.cue_negated:
        return None
    if attribution.speech_act == "denying":
        return None if level else KG.denied
    if level:
        return KG.reportedlySaid
    if attribution.kind != "statement":
        return KG.asked if attribution.kind == "question" else KG.reported
    act = attribution.speech_act and concept("speech-acts", attribution.speech_act)
    return KG.thought if act in narrower("speech-acts", "attitude") else KG.said


def _verdict_facts(record: Record, verdict: Verdict) -> Iterator[Fact]:
    """Yield what a person decided, for whom it may concern: what and why, but neither who nor when."""
    node, document, known = decision_name(verdict.id), record.document, prefixes()
    yield node, RDF_TYPE, KG.Decision
    yield node, known["rdfs"] + "label", Text(short(" ".join(filter(None, (verdict.what, verdict.value)))))
    yield node, KG.decided, Text(verdict.what)
    if verdict.value is not None:
        yield node, KG.decidedValue, Text(verdict.value)
    if verdict.why is not None:
        yield node, known["dcterms"] + "description", Text(verdict.why)
    for index in verdict.about:
        yield attribution_name(document.id, record.attributions[index]), KG.decidedBy, node
    for span in verdict.rejected:
        yield node, known["prov"] + "used", document_name(document.id)
        yield node, known["oa"] + "hasTarget", span_name(document_name(document.id), span)
        yield from _span_facts(document, span)
