"""The linter of `ontology/`: what is used is declared, what is declared is used, and every term explains itself."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from builders import alike, all_records, one_actor
from kg.files.resources import ontology_folder
from kg.graph import add
from kg.terms import NAMESPACE, SCHEMES, declared, prefixes

FOLDER = ontology_folder()
FILES = sorted(FOLDER.glob("*.ttl"))
QUERIES = sorted([*FOLDER.glob("queries/*.rq"), *FOLDER.glob("checks/*.rq")])
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ALIGNING = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso, SKOS.closeMatch, SKOS.exactMatch, OWL.equivalentClass)


def vocabulary() -> Graph:
    return Graph().parse(FOLDER / "kg.ttl")


def own(graph: Graph, *types: URIRef) -> list[URIRef]:
    found = {s for kind in types for s in graph.subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(NAMESPACE))


def used_in_turtle(path: Path) -> set[str]:
    terms: set[Node] = {term for triple in Graph().parse(path) for term in triple[1:] if isinstance(term, URIRef)}
    return {str(term).removeprefix(NAMESPACE) for term in terms if str(term).startswith(NAMESPACE)}


def test_the_folder_has_what_this_suite_goes_over() -> None:
    names = {path.stem for path in FILES}
    assert {"kg", "shapes", "prefixes", "kinds", "forms", "certainty", "speech-acts"} <= names
    assert len(QUERIES) >= 30
    assert len(own(vocabulary(), OWL.Class, *PROPERTIES)) >= 45


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_opens_in_rdflib_and_oxigraph_alike(path: Path) -> None:
    store = pyoxigraph.Store()
    store.load(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    assert len(Graph().parse(path)) == len(store) > 0


def test_the_vocabulary_opens_in_owlready2_as_rdf_xml(tmp_path: Path) -> None:
    import owlready2

    target = tmp_path / "kg.owl"
    graph = vocabulary()
    graph.serialize(target, format="xml")
    # its only import would be fetched; there is none
    assert not list(graph.objects(None, OWL.imports))
    world = owlready2.World()
    loaded = world.get_ontology(target.as_uri()).load()
    assert {term.name for term in loaded.classes()} >= {"Attribution", "Claim", "Outlet"}
    assert len(list(loaded.properties())) == len(own(graph, *PROPERTIES))


@pytest.mark.parametrize("term", own(vocabulary(), OWL.Class, *PROPERTIES), ids=lambda term: term.rpartition("#")[2])
def test_every_term_has_one_english_label_a_comment_and_an_alignment(term: URIRef) -> None:
    graph = vocabulary()
    for predicate in (RDFS.label, RDFS.comment):
        values = list(graph.objects(term, predicate))
        assert [value.language for value in values if isinstance(value, Literal)] == ["en"], predicate
    assert any(list(graph.objects(term, predicate)) for predicate in ALIGNING)


@pytest.mark.parametrize("term", own(vocabulary(), *PROPERTIES), ids=lambda term: term.rpartition("#")[2])
def test_every_property_has_one_domain_and_one_range(term: URIRef) -> None:
    graph = vocabulary()
    assert len(list(graph.objects(term, RDFS.domain))) == 1
    assert len(list(graph.objects(term, RDFS.range))) == 1


def test_every_own_term_named_in_the_vocabulary_is_declared_there() -> None:
    graph = vocabulary()
    named = used_in_turtle(FOLDER / "kg.ttl")
    assert named <= {term.removeprefix(NAMESPACE) for term in own(graph, OWL.Class, *PROPERTIES)}


def test_every_term_used_in_files_queries_and_graphs_is_declared() -> None:
    missing = {name: path.name for path in FILES for name in used_in_turtle(path) - declared()}
    # a file may hold a scheme of its own, declared where it stands
    schemes = {s.removeprefix(NAMESPACE) for path in FILES for s in own(Graph().parse(path), SKOS.ConceptScheme)}
    assert not {name: where for name, where in missing.items() if name not in schemes}
    for path in QUERIES:
        assert not set(re.findall(r"(?<![\w])kg:(\w+)", path.read_text(encoding="utf-8"))) - declared(), path.name


def test_every_declared_term_is_used() -> None:
    graph = Graph()
    for record in all_records():
        add(graph, record)
    for likeness in alike():
        add(graph, likeness)
    add(graph, one_actor())
    used = {str(term).removeprefix(NAMESPACE) for triple in graph for term in triple[1:]}
    for path in FILES:
        if path.stem != "kg":
            used |= used_in_turtle(path)
    # superproperties and ranges are used by the terms that hang on them
    used |= {str(o).removeprefix(NAMESPACE) for o in vocabulary().objects(None, RDFS.subPropertyOf)}
    assert not declared() - used


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_prefixes_mean_the_same_in_every_file(path: Path) -> None:
    pattern = r"(?im)^\s*@?prefix\s+([\w-]+):\s*<([^>]*)>"
    for prefix, namespace in re.findall(pattern, path.read_text(encoding="utf-8")):
        assert prefixes().get(prefix, namespace) == namespace


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_queries_declare_the_prefixes_they_use_and_no_other(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.startswith(("#", "PREFIX")))
    named = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
    assert named.items() <= prefixes().items()
    plain = re.sub(r'"[^"\n]*"|<[^>\s]*>', "", code)
    assert set(named) == set(re.findall(r"(?<![\w?])([a-z]\w*):(?=\w)", plain))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_is_labelled_defined_and_in_its_scheme(scheme: str) -> None:
    graph = Graph().parse(FOLDER / f"{scheme}.ttl")
    (top,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        assert (concept, SKOS.inScheme, top) in graph
        for predicate in (SKOS.prefLabel, SKOS.definition, RDFS.label):
            values = list(graph.objects(concept, predicate))
            assert [value.language for value in values if isinstance(value, Literal)] == ["en"]
        assert all((broader, RDF.type, SKOS.Concept) in graph for broader in graph.objects(concept, SKOS.broader))
        assert bool(list(graph.objects(concept, SKOS.broader))) != ((concept, SKOS.topConceptOf, top) in graph)


def test_the_shapes_list_every_word_of_every_scheme() -> None:
    shapes = used_concepts(Graph().parse(FOLDER / "shapes.ttl"))
    for scheme in SCHEMES:
        graph = Graph().parse(FOLDER / f"{scheme}.ttl")
        assert {str(s) for s in graph.subjects(SKOS.notation)} <= shapes, scheme


def test_cues_and_outlets_name_speech_acts_and_certainties_that_exist() -> None:
    known = {str(s) for scheme in SCHEMES for s in Graph().parse(FOLDER / f"{scheme}.ttl").subjects(SKOS.notation)}
    cues = Graph().parse(FOLDER / "cues.ttl")
    named = {str(o) for term in ("speechAct", "certainty") for o in cues.objects(None, URIRef(NAMESPACE + term))}
    assert len(named) > 10
    assert not named - known


def used_concepts(graph: Graph) -> set[str]:
    return {str(o) for o in graph.objects() if isinstance(o, URIRef)}
