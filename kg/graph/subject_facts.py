"""What a graph says about the subjects of contents, and about contents that are alike, in terms of no RDF library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.graph.actor_facts import actor_facts
from kg.graph.iris import claim_name, document_name, likeness_name, named_actor_name, span_name, topic_name
from kg.graph.literals import RDF_TYPE, Fact, Text, decimal, scalar_text
from kg.model import Attribution, Spans
from kg.model.claims import Likeness
from kg.terms import KG, classes, concept, prefixes
from kg.words.wording import lineage, topic_key

TOPICS: Final = "https://w3id.org/saidgraph/topic"
"""The scheme that every topic of every graph is in; it grows with the documents."""


def about_facts(node: str, content: str, document: str, attribution: Attribution) -> Iterator[Fact]:
    """Yield what the content of the attribution `node` speaks of, and which words show it."""
    for topic in attribution.topics:
        yield content, KG.about, topic_name(topic.label)
        yield from _mention_facts(node, document, topic.spans, topic_name(topic.label))
        yield from topic_facts(topic.label)
    for mention in attribution.mentions:
        actor = named_actor_name(mention.name)
        yield content, KG.about, actor
        yield from _mention_facts(node, document, mention.spans, actor)
        for start, end in mention.spans:
            span = span_name(document_name(document), (start, end))
            yield span, KG.mentionName, Text(mention.name)
            yield span, KG.mentionType, classes()[mention.type]
        yield from actor_facts(actor, mention.type, mention.name)


def _mention_facts(node: str, document: str, spans: Spans, meaning: str) -> Iterator[Fact]:
    # the name of a span says where it is (RFC 5147); selectors here would double the size of a graph
    for span in spans:
        name = span_name(document_name(document), span)
        yield node, KG.aboutEvidence, name
        yield name, RDF_TYPE, KG.Mention
        yield name, KG.denotes, meaning


def topic_facts(label: str) -> Iterator[Fact]:
    """Yield what a graph says about the topic `label` and those it is a kind of."""
    skos, narrower_topic = prefixes()["skos"], None
    for wider in lineage(label):
        topic = topic_name(wider)
        yield topic, RDF_TYPE, skos + "Concept"
        yield topic, skos + "inScheme", TOPICS
        yield topic, skos + "prefLabel", Text(wider)
        yield topic, prefixes()["rdfs"] + "label", Text(wider)
        yield topic, KG.topicKey, Text(topic_key(wider))
        if narrower_topic is not None:
            yield narrower_topic, skos + "broader", topic
        narrower_topic = topic


def likeness_facts(item: Likeness) -> Iterator[Fact]:
    """Yield what the graph says about two claims that are alike: the node of the opinion, and the plain triple."""
    (one, here), (other, there) = item.first, item.second
    item = replace(item, first=(scalar_text(one), here), second=(scalar_text(other), there))
    node, first, second = likeness_name(item), claim_name(*item.first), claim_name(*item.second)
    yield node, RDF_TYPE, KG.Likeness
    yield node, prefixes()["rdfs"] + "label", Text(f"{item.relation}, by {item.method}")
    yield node, KG.between, first
    yield node, KG.between, second
    yield node, KG.relation, concept("likeness", item.relation)
    yield node, KG.linkMethod, Text(item.method)
    yield node, KG.linkScore, Text(decimal(item.score), "decimal")
    yield first, KG.contradicts if item.relation == "contradicts" else prefixes()["skos"] + "closeMatch", second
