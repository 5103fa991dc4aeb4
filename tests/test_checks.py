"""Each check is seen red once, and a graph that this package wrote is clean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from builders import alike, all_records, one_actor, record, relay, said, story
from clock import loops
from kg.checks import check_evidence, checks, found_across, parts, run, stored, validate
from kg.checks.shapes import shapes
from kg.errors import GraphError
from kg.files.resources import ontology_file
from kg.graph import actor_iri, add, attribution_iri, claim_iri, document_iri, named_actor_iri, ntriples, span_iri
from kg.model import Document, Record, depth
from kg.model.claims import ActorLink, Likeness, Link, Place, Reading, Spot, likeness
from kg.model.subjects import Topic
from kg.stores import STORES, oxigraph
from kg.stores.oxigraph import build_memory, in_oxigraph
from kg.terms import KG, prefixes

STORY = story()
DOCUMENT = document_iri(STORY.document.id)
ELSEWHERE = URIRef("https://example.org/x")
NESTED = next(i for i in range(len(STORY.attributions)) if depth(STORY, i) == 1)
DENIAL = next(a for a in STORY.attributions if a.speech_act == "denying")
NEGATED = next(a for a in STORY.attributions if a.cue_negated)


def own(name: str) -> URIRef:
    return URIRef(getattr(KG, name))


def term(prefix: str, name: str) -> URIRef:
    return URIRef(prefixes()[prefix] + name)


def node(index: int = 0) -> URIRef:
    return attribution_iri(STORY.document.id, STORY.attributions[index])


def actor(index: int = 0) -> URIRef:
    found = actor_iri(STORY.document.id, STORY.attributions[index])
    assert found is not None
    return found


def content(index: int = 0) -> URIRef:
    return claim_iri(STORY.document.id, STORY.attributions[index].content)


def span(index: int = 0) -> URIRef:
    return span_iri(STORY.document.id, STORY.attributions[index].content[0])


def selector(graph: Graph, kind: str, index: int = 0) -> URIRef:
    found = [s for s in graph.objects(span(index), term("oa", "hasSelector")) if kind in str(s)]
    assert isinstance(found[0], URIRef)
    return found[0]


def change(subject: URIRef, predicate: URIRef, value: object) -> Callable[[Graph], object]:
    return lambda graph: graph.set((subject, predicate, value if isinstance(value, URIRef) else Literal(value)))


def put(subject: URIRef, predicate: URIRef, value: URIRef) -> Callable[[Graph], object]:
    return lambda graph: graph.add((subject, predicate, value))


def drop(subject: URIRef, predicate: URIRef, value: URIRef | None = None) -> Callable[[Graph], object]:
    return lambda graph: graph.remove((subject, predicate, value))


def reading(graph: Graph) -> None:
    graph.set((selector(graph, "quote"), term("oa", "exact"), Literal("invented words")))


def overlapping(graph: Graph) -> None:
    whole = URIRef(f"{DOCUMENT}#char=0,62")
    graph.add((node(), own("contentEvidence"), whole))
    graph.add((whole, term("oa", "hasSelector"), URIRef(f"{DOCUMENT}#position=0,62")))
    graph.add((URIRef(f"{DOCUMENT}#position=0,62"), term("oa", "start"), Literal(0)))
    graph.add((URIRef(f"{DOCUMENT}#position=0,62"), term("oa", "end"), Literal(62)))


def shared_unnamed(graph: Graph) -> None:
    unnamed = next(i for i, a in enumerate(STORY.attributions) if a.actor_type == "anonymous")
    graph.add((node(0), own("source"), actor(unnamed)))


def said_as(value: str, index: int) -> Callable[[Graph], object]:
    return put(actor(index), own(value), content(index))


BREAKS: dict[str, list[Callable[[Graph], object]]] = {
    "attribution-incomplete": [drop(node(), own("contentEvidence")), drop(node(), own("depth"))],
    "attribution-ambiguous": [put(node(), own("kind"), ELSEWHERE)],
    "document-incomplete": [drop(DOCUMENT, term("schema", "text")), drop(DOCUMENT, term("dcterms", "identifier"))],
    "evidence-without-selectors": [
        drop(span(), term("oa", "hasSource")),
        lambda graph: graph.remove((selector(graph, "position"), term("oa", "start"), None)),
        lambda graph: graph.remove((selector(graph, "quote"), None, None)),
    ],
    "evidence-differs-from-text": [reading, change(DOCUMENT, term("schema", "text"), "Another text altogether.")],
    "evidence-misnamed": [lambda graph: graph.set((selector(graph, "position"), term("oa", "start"), Literal(27)))],
    "evidence-elsewhere": [change(span(), term("oa", "hasSource"), ELSEWHERE)],
    "evidence-overlaps": [overlapping],
    "depth-wrong": [change(node(NESTED), own("depth"), 0), change(node(), own("depth"), 1)],
    "link-leaves-document": [put(node(), own("answerTo"), ELSEWHERE)],
    "nesting-unexpressed": [lambda graph: graph.remove((None, own("expresses"), node(NESTED)))],
    "expressed-not-nested": [drop(node(NESTED), own("nestedIn"))],
    "plain-triple-unfounded": [
        said_as("said", NESTED),
        said_as("said", STORY.attributions.index(DENIAL)),
        said_as("said", STORY.attributions.index(NEGATED)),
        said_as("asked", 0),
        said_as("reported", 0),
        said_as("reportedlySaid", 0),
        said_as("denied", 0),
    ],
    "plain-triple-missing": [drop(actor(), own("said"))],
    "unnamed-actor-shared": [shared_unnamed],
    "actor-without-label": [drop(actor(), RDFS.label), drop(named_actor_iri("Global Network"), RDF.type, own("Actor"))],
    "content-incomplete": [drop(content(), term("schema", "text")), put(ELSEWHERE, RDF.type, own("Claim"))],
    "content-differs-from-evidence": [change(content(), term("schema", "text"), "something else")],
    "cue-without-evidence": [drop(node(), own("cue")), drop(node(), own("cueEvidence"))],
    "likeness-incomplete": [
        lambda graph: graph.remove((None, own("between"), claim_iri(*alike()[0].first))),
        put(ELSEWHERE, RDF.type, own("Likeness")),
    ],
    "match-unfounded": [
        put(content(), term("skos", "closeMatch"), content(1)),
        lambda graph: graph.remove((None, own("relation"), None)),
    ],
    "reading-unfounded": [
        put(content(), own("interprets"), content(1)),
        put(ELSEWHERE, own("reading"), node()),
    ],
    "alias-unfounded": [put(actor(), own("alsoKnownAs"), actor(1))],
    "score-out-of-range": [change(node(), own("confidence"), 1.5), change(node(), own("linkScore"), "high")],
}
BREAKS["content-incomplete"][1] = lambda graph: graph.add((ELSEWHERE, RDF.type, own("Content")))
CASES = [(name, number) for name, breaks in BREAKS.items() for number in range(len(breaks))]


def whole() -> Graph:
    graph = Graph()
    items: list[Record | Likeness] = [*all_records(), *alike()]
    for item in items:
        add(graph, item)
    return graph


def test_every_check_has_a_case_that_turns_it_red() -> None:
    assert set(BREAKS) == {check.name for check in checks()}
    assert len(CASES) >= 30


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_broken_graph_turns_its_check_red_with_place_and_remedy(name: str, number: int) -> None:
    graph = whole()
    BREAKS[name][number](graph)
    check = next(check for check in checks() if check.name == name)
    found = [problem for problem in validate(graph, shapes=False) if problem.what.startswith(check.problem)]
    assert found
    assert all(problem.where.startswith("https://") and problem.remedy == check.remedy for problem in found)


@pytest.mark.parametrize("name", STORES)
def test_what_this_package_writes_is_clean_in_every_store(name: str) -> None:
    graph = STORES[name].build([*all_records(), *alike()], None)
    assert validate(graph, shapes=True) == []
    check_evidence(graph)


ACROSS = [(name, number) for name, number in CASES if name in {check.name for check in checks() if check.across}]


@pytest.mark.parametrize(("name", "number"), ACROSS)
def test_what_is_wrong_between_documents_is_found_without_the_checks_of_each(name: str, number: int) -> None:
    graph = whole()
    BREAKS[name][number](graph)
    check = next(check for check in checks() if check.name == name)
    found = list(found_across(in_oxigraph(graph)))
    assert [problem for problem in found if problem.what.startswith(check.problem)]
    assert set(found) <= set(validate(graph))
    assert len(ACROSS) >= 8


def test_a_graph_that_is_checked_while_it_is_made_is_made_of_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts of one record each; evidence that has other words than the text stops it."""
    monkeypatch.setattr(parts, "PART", 1)
    found = parts.Parts()
    given: list[Record | Likeness] = [*all_records(), *alike()]
    lines = list(found.watched(given))
    assert lines == list(map(ntriples, given))
    assert found.problems(build_memory(lines)) == []
    monkeypatch.setattr(parts, "ntriples", lambda record: ntriples(record).replace(b'exact> "', b'exact> "not ', 1))
    with pytest.raises(GraphError, match="1 spans differ"):
        list(parts.Parts().watched(given))


def test_no_part_that_was_checked_is_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is let go before the next is there, whether or not anybody collects what is in circles."""
    opened: list[Graph] = []

    def open_memory_of(lines: bytes) -> Graph:
        assert not any(map(is_held, opened))
        opened.append(oxigraph.open_memory_of(lines))
        return opened[-1]

    monkeypatch.setattr(parts, "PART", 1)
    monkeypatch.setattr(parts, "open_memory_of", open_memory_of)
    list(parts.Parts().watched([*all_records(), *alike()]))
    assert len(opened) > len(all_records())
    assert not any(map(is_held, opened))


def is_held(graph: Graph) -> bool:
    return vars(graph.store)["_store"] is not None


def spot(found: Record, kind: str) -> Spot:
    attribution = next(a for a in found.attributions if a.kind == kind)
    return found.document.id, attribution.source, attribution.cue, attribution.content


NOWHERE: Place = ("nowhere", ((0, 4),))
GOOD: list[Link] = [
    *alike(),
    Reading(spot(STORY, "interpretation"), spot(relay(), "statement"), "time", 0.6, True),
    one_actor(),
]
LINKS: dict[str, Link | tuple[bytes, bytes]] = {
    "a likeness to what nobody claims": replace(alike()[0], second=NOWHERE),
    "a likeness of a claim with itself": replace(alike()[0], second=alike()[0].first),
    "a likeness that is surer than sure": replace(alike()[0], score=1.5),
    "a pair of two relations": replace(alike()[0], relation="contradicts"),
    "a reading that is none": Reading(spot(relay(), "statement"), spot(STORY, "statement"), "time", 0.6, True),
    "a reading of what nobody said": Reading(spot(STORY, "interpretation"), (*NOWHERE, (), ()), "time", 0.6, True),
    "a reading from nowhere": Reading((*NOWHERE, (), ()), spot(STORY, "statement"), "time", 0.6),
    "one that is surer than sure to be another": replace(one_actor(), score=1.5),
    "one who is another for no reason": (b"/saidgraph#fullName>", b"/saidgraph#company>"),
    "a match that nothing bears out": (b"likeness/paraphrase>", b"likeness/contradicts>"),
    "likenesses without a method": (b"#linkMethod>", b"#cue>"),
    "claims that are none": (b"#Content>", b"#Mention>"),
    "contents of nothing": (b"#content>", b"#about>"),
    "attributions that are none": (b"#Attribution>", b"#Mention>"),
    "interpretations that are statements": (b"/kind/interpretation>", b"/kind/statement>"),
    "interpretations of another": (b"#remark>", b"#reading>"),
}


@pytest.mark.parametrize("name", LINKS)
def test_links_checked_while_they_are_made_show_the_faults_that_the_whole_graph_has(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In parts of one record or one pair each, whether a link is wrong or what is written of it."""
    fault = LINKS[name]
    if isinstance(fault, tuple):
        monkeypatch.setattr(parts, "ntriples", lambda item: ntriples(item).replace(*fault))
        links = GOOD
    else:
        links = [*sorted(link for link in (*GOOD, fault) if isinstance(link, Likeness))]
        links += sorted(link for link in (*GOOD, fault) if isinstance(link, Reading))
        links += sorted(link for link in (*GOOD, fault) if isinstance(link, ActorLink))
    monkeypatch.setattr(parts, "PART", 1)
    found = parts.Parts()
    given = [*all_records(), *links]
    graph = build_memory(found.watched(given))
    expected = validate(graph)
    assert expected
    assert found.problems(graph) == expected
    assert len(LINKS) == 16


KNOWN: list[Link] = [*GOOD[:-1], replace(one_actor(), name="Bruno")]


@pytest.mark.parametrize(("name", "number"), [("", 0), *CASES])
def test_a_graph_that_is_checked_in_parts_shows_the_faults_of_the_whole(
    name: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In parts of one document and of one link each."""
    monkeypatch.setattr(stored, "PART", 1)
    monkeypatch.setattr(stored, "LINKS", 1)
    graph = whole()
    for link in KNOWN:
        add(graph, link)
    if name:
        BREAKS[name][number](graph)
    graph = in_oxigraph(graph)
    expected = validate(graph)
    assert bool(expected) == bool(name)
    found = stored.in_parts(graph)
    assert found == set(expected) or (name and found is None)
    monkeypatch.setattr("kg.checks.LARGE", 0)
    assert validate(graph) == expected


def test_topics_of_one_name_and_two_labels_are_found_in_the_whole_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document by itself is without fault."""
    made = [record(Document(id=n, text="Ann said no."), said("Ann said no.", "Ann", "said", "no")) for n in "ab"]
    made = [
        replace(one, attributions=(replace(one.attributions[0], topics=(Topic("no", ((9, 11),)),)),)) for one in made
    ]
    spoilt = ntriples(made[1]).replace(b'prefLabel> "no"', b'prefLabel> "yes"')
    monkeypatch.setattr(parts, "ntriples", lambda item: spoilt if item == made[1] else ntriples(item))
    monkeypatch.setattr(parts, "PART", 1)
    found = parts.Parts()
    graph = build_memory(found.watched(made))
    (problem,) = found.problems(graph)
    assert "a topic has one label" in problem.what
    assert [problem] == validate(graph)


def test_no_check_searches_the_graph_anew_for_every_likeness() -> None:
    """Four times the likenesses take about four times as long; a search for each would take sixteen times."""

    def taken(count: int) -> float:
        text = "Ann said no."
        made = [record(Document(id=f"{n:03}", text=text), said(text, "Ann", "said", "no")) for n in range(count)]
        content = made[0].attributions[0].content
        places = [(item.document.id, content) for item in made]
        links = [likeness(one, other, "verbatim", "words", 1) for one, other in pairwise(places)]
        graph = build_memory([*made, *links])
        return loops(lambda: list(found_across(graph)))

    assert any(taken(400) < 9 * taken(100) for _ in range(3))


def test_no_check_searches_the_graph_anew_for_every_piece_of_evidence() -> None:
    graph = build_memory(Record(replace(STORY.document, id=str(n)), STORY.attributions) for n in range(50))
    assert len(graph) > 25_000
    for check in checks():
        taken = loops(partial(run, graph, check))
        # the slowest takes 3; one that searches anew for every piece of evidence took 300
        assert taken < 60, f"{check.name} took {taken:.0f} times a million empty turns"


def test_a_clean_rdflib_graph_is_clean_and_unchanged() -> None:
    graph = whole()
    before = set(graph)
    assert validate(graph) == []
    assert set(graph) == before


def test_evidence_that_differs_from_the_text_raises_with_both_wordings() -> None:
    graph = whole()
    reading(graph)
    with pytest.raises(GraphError, match=r"1 spans differ .*says invented words where the text has rare earths should"):
        check_evidence(graph)


def test_a_term_that_the_ontology_does_not_declare_is_found() -> None:
    graph = whole()
    graph.add((node(), URIRef(KG.said[: -len("said")] + "sayd"), ELSEWHERE))
    (problem,) = [p for p in validate(graph, shapes=False) if "does not declare" in p.what]
    assert problem.where.endswith("#sayd")


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("no content", drop(node(), own("content")), "an attribution needs one content"),
        ("no evidence", drop(node(), own("contentEvidence")), "needs evidence for its content"),
        (
            "no quote",
            lambda g: g.remove((span(), term("oa", "hasSelector"), selector(g, "quote"))),
            "one quote selector",
        ),
        ("no position", lambda g: g.remove((selector(g, "position"), RDF.type, None)), "one position selector"),
        ("empty span", lambda g: g.set((selector(g, "position"), term("oa", "end"), Literal(3))), "before its end"),
        ("odd kind", change(node(), own("kind"), ELSEWHERE), "kind is one concept"),
        ("odd score", change(node(), own("confidence"), 1.5), "confidence is one number"),
        ("shared", shared_unnamed, "belongs to one attribution"),
        ("orphan", lambda g: g.add((ELSEWHERE, RDF.type, own("Content"))), "a claim is never a fact"),
        ("no label", drop(actor(), RDFS.label), "an actor has a name"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_graph_turns_its_shape_red(name: str, change: Callable[[Graph], object], message: str) -> None:
    graph = whole()
    change(graph)
    assert [p for p in validate(graph, shapes=True) if p.what.startswith("shape: ") and message in p.what]


def without(graph: Graph, focus: Node, path: URIRef) -> None:
    graph.remove((focus, path, None))


def with_a_name(graph: Graph, focus: Node, path: URIRef) -> None:
    graph.add((focus, path, ELSEWHERE))


def with_words(graph: Graph, focus: Node, path: URIRef) -> None:
    graph.add((focus, path, Literal("words")))


def as_no_number(graph: Graph, focus: Node, path: URIRef) -> None:
    datatype = next((o.datatype for o in graph.objects(focus, path) if isinstance(o, Literal)), None)
    # where an end is no number, no start lies before it; pyshacl orders even what cannot be compared
    if datatype is not None and path != term("oa", "end"):
        graph.set((focus, path, Literal("high", datatype=datatype)))


def as_another_number(graph: Graph, focus: Node, path: URIRef) -> None:
    for number in graph.objects(focus, path):
        if isinstance(number, Literal) and isinstance(number.value, int | Decimal):
            graph.set((focus, path, Literal(-1 - number.value, datatype=number.datatype)))


def without_types(graph: Graph, focus: Node, path: URIRef) -> None:
    for value in [value for value in graph.objects(focus, path) if isinstance(value, URIRef)]:
        graph.remove((value, RDF.type, None))


DAMAGES = [without, with_a_name, with_words, as_no_number, as_another_number, without_types]


def test_plain_sparql_finds_what_a_shacl_processor_finds() -> None:
    """Every property of every shape is damaged in six ways; both name the same nodes for the same reasons."""
    standard = Graph().parse(ontology_file("shapes.ttl"))
    standard.remove((None, SH.sparql, None))
    clean = whole()
    first, second = ((STORY.document.id, attribution.content) for attribution in STORY.attributions[:2])
    add(clean, likeness(first, second, "verbatim", "words", 1))
    add(clean, one_actor())
    places = asked_of(clean, standard)
    red: set[str] = set()
    for damage in DAMAGES:
        graph = Graph() + clean
        for focus, path in places:
            damage(graph, focus, path)
        found = {(p.what, p.where) for p in validate(graph) if p.what.startswith("shape: ")}
        assert found == by_a_processor(graph, standard), damage.__name__
        red |= {what for what, _ in found}
    asked = {f"shape: {shape.message} at {shape.path}" for shape in shapes() if shape.path}
    assert len(asked) > 50
    assert asked - red == set()


def asked_of(graph: Graph, standard: Graph) -> list[tuple[Node, URIRef]]:
    """Return some nodes of every class that a shape is for, with each property that it asks of them."""
    found = set()
    targets: list[tuple[Node, Any]] = [
        (shape, (None, RDF.type, kind)) for shape, kind in standard.subject_objects(SH.targetClass)
    ]
    targets += [(shape, (None, path, None)) for shape, path in standard.subject_objects(SH.targetSubjectsOf)]
    for shape, pattern in targets:
        nodes = sorted({node for node, _, _ in graph.triples(pattern)}, key=str)[::7]
        for part in standard.objects(shape, SH.property):
            path = standard.value(part, SH.path)
            found |= {(node, path) for node in nodes if isinstance(path, URIRef)}
    return sorted(found, key=str)


def by_a_processor(graph: Graph, standard: Graph) -> set[tuple[str, str]]:
    from pyshacl import validate as validate_shapes

    _, report, _ = validate_shapes(graph, shacl_graph=standard, inference="none", meta_shacl=False)
    assert isinstance(report, Graph)
    found = set()
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        place = f" at {str(path).rpartition('#')[2].rpartition('/')[2]}" if isinstance(path, URIRef) else ""
        words = " ".join(str(report.value(result, SH.resultMessage)).split())
        found.add((f"shape: {words}{place}", str(report.value(result, SH.focusNode))))
    return found


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (change(node(NESTED), own("depth"), 5), "depth is its parent's plus one"),
        (said_as("said", NESTED), "stands only where the document itself bears witness"),
    ],
)
def test_the_shapes_in_sparql_turn_red_for_whoever_uses_the_whole_file(
    change: Callable[[Graph], object], message: str
) -> None:
    from pyshacl import validate as validate_shapes

    shapes = Graph().parse(ontology_file("shapes.ttl")).parse(ontology_file("prefixes.ttl"))
    graph = Graph()
    add(graph, STORY)
    clean, _, _ = validate_shapes(graph, shacl_graph=shapes, inference="none")
    assert clean
    change(graph)
    conforms, _, text = validate_shapes(graph, shacl_graph=shapes, inference="none")
    assert not conforms
    assert message in text
