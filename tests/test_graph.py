"""Records to triples and back: nothing is lost, nothing is invented, and nothing nested is asserted."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from builders import HOSTILE, alike, all_records, briefing, hostile, record, relay, said, story
from kg.errors import GraphError, OntologyError, RecordError
from kg.graph import (
    actor_iri,
    actor_links,
    add,
    attribution_iri,
    claim_iri,
    counts,
    document_iri,
    likenesses,
    ntriples,
    records,
    span_iri,
    triples,
)
from kg.graph.iris import named_actor_name
from kg.graph.literals import whole
from kg.model import ACTOR_TYPES, CERTAINTIES, FORMS, KINDS, Attribution, Document, Record, check, order
from kg.model.claims import ActorLink
from kg.model.subjects import MENTION_TYPES, Mentioned, Topic, topic_label
from kg.stores.oxigraph import open_memory
from kg.terms import KG, concepts, prefixes

PLAIN = ("said", "reported", "asked", "thought", "denied", "reportedlySaid")


def graph_of(*given: Record) -> Graph:
    graph = Graph()
    for item in given:
        add(graph, item)
    return graph


def own(name: str) -> URIRef:
    return URIRef(getattr(KG, name))


# ------------------------------------------------------------------------------------------------ round trips


@pytest.mark.parametrize("given", all_records(), ids=["hostile", "briefing", "story", "relay"])
def test_what_is_added_is_read_back(given: Record) -> None:
    assert list(records(graph_of(given))) == [given]


def test_documents_come_back_by_id_whatever_the_order_in_which_they_were_added() -> None:
    forwards, backwards = graph_of(*all_records()), graph_of(*reversed(all_records()))
    assert list(records(forwards)) == list(records(backwards)) == all_records()
    assert set(forwards) == set(backwards)


def test_adding_a_record_twice_changes_nothing() -> None:
    assert set(graph_of(story(), story())) == set(graph_of(story()))


def test_graphs_built_apart_merge_into_the_graph_built_at_once() -> None:
    assert set(graph_of(story()) + graph_of(relay())) == set(graph_of(story(), relay()))


def test_likenesses_are_read_back_and_link_the_claims_plainly() -> None:
    graph = graph_of(*all_records())
    before = set(graph)
    for item in alike():
        add(graph, item)
    assert list(likenesses(graph)) == alike()
    assert list(records(graph)) == all_records()
    plain = [t for t in set(graph) - before if t[1] in (SKOS.closeMatch, own("contradicts"))]
    assert sorted(str(t[1]).rpartition("#")[2] for t in plain) == ["closeMatch", "closeMatch", "contradicts"]


def test_a_likeness_of_a_claim_that_is_not_there_is_no_likeness() -> None:
    graph = graph_of(story())
    add(graph, alike()[0])
    with pytest.raises(GraphError, match="the content of no attribution"):
        list(likenesses(graph))


def test_links_between_two_names_of_an_actor_are_read_back() -> None:
    graph = graph_of(story(), relay())
    links = [
        ActorLink("Bruno", "Ann Bruno", "surname", 0.85, ("Asahi Shimbun", "Xiao Yaqing")),
        ActorLink("IMF", "International Monetary Fund", "letters", 0.9),
    ]
    for link in reversed(links):
        add(graph, link)
    assert list(actor_links(graph)) == links
    assert list(records(graph)) == list(records(graph_of(story(), relay())))


def test_topics_are_concepts_below_what_their_last_word_means_and_say_where_they_stand() -> None:
    graph = graph_of(relay())
    (price,) = graph.subjects(SKOS.prefLabel, Literal("rare earth price"))
    (wider,) = graph.objects(price, SKOS.broader)
    assert graph.value(wider, SKOS.prefLabel) == Literal("price")
    assert {str(s) for s in graph.subjects(own("denotes"), price)} == {str(span_iri("relay.jsonl#2", (61, 78)))}
    china = URIRef(named_actor_name("China"))
    assert list(graph.subjects(own("about"), china)) and (china, RDF.type, own("Country")) in graph


def test_turtle_keeps_every_triple_and_every_record() -> None:
    graph = graph_of(*all_records())
    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")
    assert isomorphic(graph, again)
    assert list(records(again)) == all_records()


@pytest.mark.parametrize("given", all_records(), ids=["hostile", "briefing", "story", "relay"])
def test_n_triples_say_what_the_triples_say_to_rdflib_and_to_oxigraph(given: Record) -> None:
    import pyoxigraph

    expected = set(triples(given))
    assert set(Graph().parse(data=ntriples(given), format="nt")) == expected
    graph = open_memory()
    graph.store._store.load(ntriples(given), pyoxigraph.RdfFormat.N_TRIPLES)  # type: ignore[attr-defined]
    assert set(graph) == expected


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40) | st.sampled_from(
    [
        HOSTILE,
        '"""',
        "\r",
        "a\r\nb",
        "\\",
        "\x00",
        "}>{<",
        "שלום",
        "e\u0301",
        "\U0001f469\u200d\U0001f52c",
        "\ufffe",
        " ",
    ]
)
SCORES = st.floats(0, 1) | st.sampled_from([0, 1, 1e-9, 0.1 + 0.2])
DATES = st.sampled_from(
    ["2019", "2019-05", "2019-05-20", "2019-05-20T10:00:00Z", "2019-05-20T10:00:00.500+08:00", "2019-02-31", "May 2019",
     "2019-05-20T10:00:00+00:00", "0000", ""]
)  # fmt: skip


@st.composite
def some_spans(draw: st.DrawFn, length: int, least: int) -> tuple[tuple[int, int], ...]:
    cuts = draw(st.lists(st.integers(0, length), min_size=2 * least, max_size=6, unique=True))
    cuts.sort()
    return tuple(zip(cuts[0::2], cuts[1::2], strict=False))


LABELS = ("rare earth export", "export", "heavy rare earth", "o'neill's act", "r&d")


def by_meaning(chosen: list[Any]) -> list[tuple[Any, tuple[tuple[int, int], ...]]]:
    """Return each meaning with all its places, in the order in which topics and mentions stand."""
    places: dict[Any, set[int]] = {}
    for item in chosen:
        places.setdefault(item[0], set()).add(item[1])
    found = [(meaning, tuple((place, place + 1) for place in sorted(spans))) for meaning, spans in places.items()]
    return sorted(found, key=lambda item: item[1])


def some_of(items: list[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(items), max_size=6) if items else st.just([])


@st.composite
def some_records(draw: st.DrawFn) -> Record:
    text = draw(st.lists(TEXTS, min_size=1, max_size=3).map("".join).filter(lambda t: len(t) > 1))
    maybe = TEXTS | st.none()
    document = Document(
        id=draw(TEXTS | st.just("..")), text=text, title=draw(maybe | st.just("")), date=draw(DATES | st.none()),
        publisher=draw(maybe), url=draw(maybe), author=draw(maybe), language=draw(maybe),
    )  # fmt: skip
    count = draw(st.integers(0, 4))
    index = st.none() | st.integers(0, max(count - 1, 0))
    places = draw(st.lists(st.integers(0, len(text) - 1), max_size=4, unique=True))
    meanings = [(draw(st.sampled_from(LABELS) | TEXTS.map(topic_label).filter(bool)), place) for place in places[::2]]
    names = [((draw(TEXTS), draw(st.sampled_from(MENTION_TYPES))), place) for place in places[1::2]]
    found = [
        Attribution(
            topics=tuple(Topic(*item) for item in by_meaning(draw(some_of(meanings)))),
            mentions=tuple(Mentioned(name, kind, spans) for (name, kind), spans in
                           by_meaning(draw(some_of(names)))),
            source=draw(some_spans(len(text), 0)), cue=draw(some_spans(len(text), 0)),
            content=draw(some_spans(len(text), 1)), kind=draw(st.sampled_from(KINDS)),
            form=draw(st.sampled_from(FORMS)),
            actor=draw(maybe), actor_type=draw(st.sampled_from([*ACTOR_TYPES, None])), link_method=draw(maybe),
            link_score=draw(SCORES | st.none()), speaker_role=draw(some_spans(len(text), 0)),
            stands_for=draw(maybe), stands_for_method=draw(maybe), stands_for_score=draw(SCORES | st.none()),
            parent=draw(st.none() | st.integers(0, i - 1)) if i else None,
            interprets=draw(index), answers=draw(index),
            speech_act=draw(st.sampled_from([*concepts("speech-acts"), None])),
            certainty=draw(st.sampled_from([*CERTAINTIES, None])), cue_negated=draw(st.booleans()),
            confidence=draw(SCORES), extractor=draw(TEXTS | st.just("")),
        )
        for i in range(count)
    ]  # fmt: skip
    made = Record(document, order(found))
    try:
        check(made)
    except RecordError:  # two attributions of the same spans were joined, and with them their parents into a circle
        return Record(document)
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(some_records())
def test_any_record_survives_the_graph_in_memory_and_in_oxigraph(given: Record) -> None:
    plain, stored = Graph(), open_memory()
    for graph in (plain, stored):
        add(graph, given)
        assert list(records(graph)) == [given]
    assert set(plain) == set(stored)
    assert set(Graph().parse(data=ntriples(given), format="nt")) == set(plain)


def test_a_lone_surrogate_becomes_a_replacement_character_and_moves_no_offset() -> None:
    text = "Ann \ud800 said no\udfff."
    given = record(Document(id="s\ud800", text=text), said(text, "Ann \ud800", "said", "no\udfff", actor="\ud800"))
    (back,) = records(graph_of(given))
    assert back.document.text == "Ann \ufffd said no\ufffd."
    assert back.attributions[0].key == given.attributions[0].key
    assert back == whole(given)
    assert ntriples(given)


def test_equal_input_gives_equal_bytes_under_other_hash_seeds() -> None:
    code = "import sys; sys.path.insert(0, sys.argv[1]); import builders as b, kg.graph as g; " + (
        "sys.stdout.buffer.write(b''.join(map(g.ntriples, b.all_records())))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") > 900


# ------------------------------------------------------------------------------------------------ what is said


def plain_relations(given: Record, index: int) -> set[str]:
    graph = graph_of(given)
    actor = actor_iri(given.document.id, given.attributions[index])
    content = claim_iri(given.document.id, given.attributions[index].content)
    assert actor is not None
    return {name for name in PLAIN if (actor, own(name), content) in graph}


def one(text: str = "Ann said that Bob lied.", **values: Any) -> Record:
    made = said(text, "Ann", "said", "that Bob lied", **{"actor": "Ann", "actor_type": "person", **values})
    return record(Document(id="one", text=text), made)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"said"}),
        ({"speech_act": "accusing"}, {"said"}),
        ({"kind": "interpretation"}, {"reported"}),
        ({"kind": "question"}, {"asked"}),
        ({"speech_act": "fearing"}, {"thought"}),
        ({"speech_act": "knowing"}, {"thought"}),
        ({"speech_act": "denying"}, {"denied"}),
        ({"cue_negated": True}, set()),
        ({"cue_negated": True, "speech_act": "denying"}, set()),
        ({"cue_negated": True, "kind": "question"}, set()),
    ],
    ids=lambda value: str(value),
)
def test_the_plain_triple_fits_kind_act_and_negation(values: dict[str, Any], expected: set[str]) -> None:
    assert plain_relations(one(**values), 0) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {"reportedlySaid"}),
        ({"kind": "question"}, {"reportedlySaid"}),
        ({"kind": "interpretation"}, {"reportedlySaid"}),
        ({"speech_act": "believing"}, {"reportedlySaid"}),
        ({"speech_act": "denying"}, set()),
        ({"cue_negated": True}, set()),
    ],
    ids=lambda value: str(value),
)
def test_what_is_nested_is_only_reportedly_said(values: dict[str, Any], expected: set[str]) -> None:
    text = "Ann said that Bob said that it rains."
    given = record(
        Document(id="two", text=text),
        said(text, "Ann", "said", "that Bob said that it rains", actor="Ann", actor_type="person"),
        said(text, "Bob", "said", "that it rains", actor="Bob", actor_type="person", parent=0, **values),
    )
    assert plain_relations(given, 1) == expected
    content = claim_iri("two", given.attributions[0].content)
    assert (content, own("expresses"), attribution_iri("two", given.attributions[1])) in graph_of(given)


def test_a_claim_is_shared_by_those_who_say_it_at_one_place_each_with_its_own_relation() -> None:
    text = "The site quotes Bruno: it rains."
    given = record(
        Document(id="d", text=text),
        said(text, "The site", "quotes", "it rains", actor="the site", actor_type="outlet"),
        said(text, "Bruno", ":", "it rains", actor="Bruno", actor_type="person", parent=0),
    )
    assert plain_relations(given, 0) == {"said"}
    assert plain_relations(given, 1) == {"reportedlySaid"}


def test_no_provenance_term_asserts_who_a_claim_comes_from() -> None:
    graph = graph_of(*all_records())
    assert not list(graph.triples((None, URIRef(prefixes()["prov"] + "wasAttributedTo"), None)))


def test_nothing_is_a_blank_node() -> None:
    assert not [term for triple in graph_of(*all_records()) for term in triple if isinstance(term, BNode)]


def test_the_roles_of_evidence_are_kept_apart_and_each_span_is_quoted() -> None:
    given = story()
    graph, split = graph_of(given), next(a for a in given.attributions if len(a.content) == 2)
    node = attribution_iri(given.document.id, split)
    assert set(graph.objects(node, own("contentEvidence"))) == {
        span_iri(given.document.id, part) for part in split.content
    }
    assert set(graph.objects(node, own("sourceEvidence"))) == {span_iri(given.document.id, split.source[0])}
    exact = URIRef(prefixes()["oa"] + "exact")
    quotes = {str(quote) for quote in graph.objects(None, exact)}
    assert {"“Prices,”", "“will rise.”", "Ann Lee", "said"} <= quotes


# ------------------------------------------------------------------------------------------------ actors, documents


def test_a_named_actor_is_one_node_in_all_documents_however_it_is_spelled() -> None:
    graph = graph_of(story(), relay())
    node = URIRef(named_actor_name("Bruno"))
    assert set(graph.objects(node, RDFS.label)) == {Literal("Bruno"), Literal("BRUNO")}
    assert {own("Person"), own("Organization")} <= set(graph.objects(node, RDF.type))
    names = {a.actor: a.actor_type for r in records(graph) for a in r.attributions}
    assert (names["Bruno"], names["BRUNO"]) == ("person", "organization")


def test_an_unnamed_actor_is_one_node_an_attribution() -> None:
    text = "Officials said yes. Officials said no."
    first = said(text, "Officials", "said", "yes", actor="officials", actor_type="anonymous")
    second = replace(first, source=((20, 29),), cue=((30, 34),), content=((35, 37),))
    graph = graph_of(record(Document(id="o", text=text), first, second))
    assert len(set(graph.subjects(RDF.type, own("UnnamedActor")))) == 2


def test_a_source_nobody_has_linked_yet_is_an_unnamed_actor_with_its_words_as_label() -> None:
    given = one(actor=None, actor_type=None)
    node = actor_iri("one", given.attributions[0])
    assert node is not None
    assert graph_of(given).value(node, RDFS.label) == Literal("Ann")


def test_an_attribution_without_a_source_has_neither_actor_nor_plain_triple() -> None:
    text = "It was reported that talks failed."
    graph = graph_of(record(Document(id="p", text=text), said(text, "", "was reported", "that talks failed")))
    assert not list(graph.subject_objects(own("source")))
    assert not list(graph.subjects(RDF.type, own("Actor")))


def test_the_publisher_is_an_outlet_that_chains_can_start_at() -> None:
    graph = graph_of(story())
    publisher = graph.value(document_iri(story().document.id), URIRef(prefixes()["schema"] + "publisher"))
    assert str(publisher) == named_actor_name("Global Network")
    assert (publisher, RDF.type, own("Outlet")) in graph


@pytest.mark.parametrize(
    ("date", "datatype", "written"),
    [
        ("2019-05-20", "date", "2019-05-20"),
        ("2019-05", "gYearMonth", "2019-05"),
        ("2019", "gYear", "2019"),
        ("2019-05-20T10:00:00+08:00", "dateTime", "2019-05-20T10:00:00+08:00"),
        ("2019-05-20T10:00:00.500+00:00", "dateTime", "2019-05-20T10:00:00.500000+00:00"),
    ],
)
def test_a_date_has_the_type_of_its_precision(date: str, datatype: str, written: str) -> None:
    made = Record(Document(id="d", text="x", date=date))
    (value,) = (o for _, p, o in triples(made) if str(p).endswith("datePublished"))
    assert isinstance(value, Literal)
    assert (str(value), str(value.datatype)) == (written, prefixes()["xsd"] + datatype)
    assert next(records(graph_of(made))).document.date == date


@pytest.mark.parametrize("date", ["2019-02-31", "20 May 2019", "٢٠١٩", "2019-13", "0000"])
def test_what_is_no_date_is_kept_as_words_only(date: str) -> None:
    made = Record(Document(id="d", text="x", date=date))
    assert not [p for _, p, _ in triples(made) if str(p).endswith("datePublished")]
    assert next(records(graph_of(made))).document.date == date


# ------------------------------------------------------------------------------------------------ bad input


def test_an_unknown_speech_act_is_refused_and_nothing_is_added() -> None:
    graph = Graph()
    with pytest.raises(OntologyError, match="did you mean 'threatening'"):
        add(graph, one(speech_act="threatenin"))
    assert len(graph) == 0


def test_a_record_with_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(RecordError, match="not inside the text"):
        list(triples(Record(Document(id="x", text="short"), (Attribution(content=((0, 99),)),))))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("confidence", r"lacks <.*#confidence>; run `kg validate`"),
        ("two kinds", r"has 2 values of <.*#kind>"),
        ("odd form", r"#form> is <https://example.org/x>; valid are"),
        ("no position", "has 0 position selectors"),
        ("lost parent", "which is no attribution of the same document"),
    ],
)
def test_a_graph_that_does_not_say_what_is_written_raises(change: str, message: str) -> None:
    given = briefing()
    graph, elsewhere = graph_of(given), URIRef("https://example.org/x")
    node = attribution_iri(given.document.id, next(a for a in given.attributions if a.parent is not None))
    oa = prefixes()["oa"]
    if change == "confidence":
        graph.remove((node, own("confidence"), None))
    elif change == "two kinds":
        graph.add((node, own("kind"), elsewhere))
    elif change == "odd form":
        graph.set((node, own("form"), elsewhere))
    elif change == "no position":
        graph.remove((None, URIRef(oa + "start"), None))
    else:
        graph.set((node, own("nestedIn"), elsewhere))
    with pytest.raises(GraphError, match=message):
        list(records(graph))


def test_what_is_counted_in_the_graph_is_what_the_records_hold() -> None:
    graph = open_memory()
    for each in all_records():
        add(graph, each)
    found = [attribution for each in all_records() for attribution in each.attributions]
    kinds = {f"{kind}s": sum(a.kind == kind for a in found) for kind in KINDS}
    assert min(kinds.values()) > 0
    assert counts(graph) == {
        "documents": len(all_records()),
        "attributions": len(found),
        "nested": sum(a.parent is not None for a in found),
        "unnamed sources": sum(a.actor_type == "anonymous" for a in found),
        **kinds,
    }


def test_hostile_words_stay_words() -> None:
    graph = graph_of(hostile())
    assert Literal(HOSTILE) in set(graph.objects(None, RDFS.label))
    assert all("<script" not in str(term) for s, p, _ in graph for term in (s, p))
