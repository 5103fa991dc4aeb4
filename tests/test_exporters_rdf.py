"""RDF as people and parsers read it: sorted blocks, safe terms, a named graph a document."""

from __future__ import annotations

import io

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SKOS

import builders
from kg.errors import ExportError
from kg.exporters import EXPORTERS
from kg.exporters.clean import xml_text
from kg.exporters.source import Source
from kg.exporters.triples import named_graphs, prefixes
from kg.graph import add, document_iri, records, triples
from kg.model import Document, Record, text_of
from kg.stores import lines
from kg.stores.oxigraph import build_memory, open_memory_of

SCHEMA_TEXT = URIRef("https://schema.org/text")


def graph_of(*found: Record) -> Graph:
    graph = Graph()
    for record in found:
        add(graph, record)
    return graph


def exported(name: str, graph: Graph) -> str:
    file = io.BytesIO()
    EXPORTERS[name].write(graph, file)
    return file.getvalue().decode("utf-8")


def test_turtle_is_one_block_a_subject_with_a_first_and_prefixes() -> None:
    text = "Ann said\nno."
    record = builders.record(Document(id="a.txt", text=text), builders.said(text, "Ann", "said", "no", actor="Ann"))
    head, *blocks = exported("turtle", graph_of(record)).split("\n\n")
    assert head.splitlines() == [f"@prefix {name}: <{iri}> ." for name, iri in prefixes().items()]
    assert blocks[0].startswith("actor:ann-05aa077f\n    a kg:Actor ;\n")
    (document,) = [block for block in blocks if block.startswith("doc:")]
    assert document.rstrip() == (
        'doc:a.txt\n    a kg:Document ;\n    dcterms:identifier "a.txt" ;\n    rdfs:label "a.txt" ;\n'
        '    schema:text """Ann said\nno.""" .'
    )


@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld"])
def test_a_graph_that_is_sorted_in_many_parts_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit in memory at once is sorted on the disk."""
    graph = build_memory(builders.all_records())
    at_once = exported(name, graph)
    assert at_once == exported(name, graph_of(*builders.all_records()))
    monkeypatch.setattr(lines, "RUN", 10_000)
    assert exported(name, graph) == at_once
    monkeypatch.setattr(lines, "READ", 0)
    monkeypatch.setattr(lines, "_LEAST", 100)
    assert exported(name, graph) == at_once
    assert len(at_once) > 5 * 10_000


def test_turtle_shows_characters_that_turn_text_around_as_escapes() -> None:
    turtle = exported("turtle", graph_of(builders.hostile()))
    assert "\u202e" not in turtle
    assert "\\u202E" in turtle


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # by rdflib's JSON-LD parser
def test_an_iri_cannot_end_early() -> None:
    graph = Graph()
    evil = URIRef("http://example.org/x> <http://example.org/p> <http://example.org/o")
    graph.add((URIRef("http://example.org/s"), SKOS.related, evil))
    for name, format in (("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")):
        assert len(Graph().parse(data=exported(name, graph), format=format)) == 1


def test_blank_nodes_are_named_by_what_is_said_about_them() -> None:
    found = set()
    for _ in range(2):
        graph, node = Graph(), BNode()
        graph.add((node, SKOS.prefLabel, Literal("no")))
        graph.add((URIRef("http://example.org/s"), SKOS.related, node))
        found.add(exported("turtle", graph))
        found.add(exported("turtle", open_memory_of(exported("ntriples", graph).encode())))
    assert len(found) == 1


def test_rdfxml_keeps_offsets_where_xml_cannot_carry_a_character() -> None:
    record = builders.hostile()
    read = Graph().parse(data=exported("rdfxml", graph_of(record)), format="xml")
    text = str(read.value(document_iri(record.document.id), SCHEMA_TEXT))
    assert len(text) == len(record.document.text)
    assert "\r" in text
    assert "\x00" not in text
    found = [i for i, (a, b) in enumerate(zip(text, record.document.text, strict=True)) if a != b]
    assert {text[i] for i in found} == {"\ufffd"}


def test_rdfxml_refuses_a_property_that_xml_cannot_name() -> None:
    graph = Graph()
    graph.add((URIRef("http://example.org/s"), URIRef("http://example.org/1"), Literal("x")))
    with pytest.raises(ExportError, match=r"cannot name the property <http://example\.org/1>"):
        exported("rdfxml", graph)


def test_a_documents_triples_are_in_its_named_graph_and_links_in_the_default_graph() -> None:
    graph = graph_of(builders.story(), builders.relay())
    link = (URIRef("http://example.org/a"), SKOS.closeMatch, URIRef("http://example.org/b"))
    graph.add(link)
    parts = dict(named_graphs(Source(graph)))
    assert parts.pop(None) == [link]
    assert {str(name) for name in parts} == {str(document_iri(r.document.id)) for r in records(graph)}
    relay = parts[document_iri(builders.relay().document.id)]
    assert {str(s) for s, _, _ in relay} == {str(s) for s, _, _ in triples(builders.relay())}


def test_turtle_read_back_gives_the_records() -> None:
    read = Graph().parse(data=exported("turtle", graph_of(*builders.all_records())), format="turtle")
    assert list(records(read)) == builders.all_records()
    story = builders.story()
    assert text_of(story.document.text, story.attributions[0].content) in exported("turtle", graph_of(story))


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60), language=st.sampled_from([None, "en"]))
@settings(max_examples=150, deadline=None)
def test_any_text_comes_back_from_every_syntax(text: str, language: str | None) -> None:
    graph = Graph()
    graph.add((URIRef("http://example.org/s"), SCHEMA_TEXT, Literal(text, lang=language)))
    for name, format in (
        ("turtle", pyoxigraph.RdfFormat.TURTLE),
        ("ntriples", pyoxigraph.RdfFormat.N_TRIPLES),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
        ("rdfxml", pyoxigraph.RdfFormat.RDF_XML),
    ):
        (quad,) = pyoxigraph.parse(exported(name, graph).encode(), format=format)
        assert isinstance(quad.object, pyoxigraph.Literal)
        assert quad.object.value == (xml_text(text) if name == "rdfxml" else text)
        assert quad.object.language == language
    assert set(Graph().parse(data=exported("turtle", graph), format="turtle")) == set(graph)
    assert set(Graph().parse(data=exported("ntriples", graph), format="nt")) == set(graph)
