"""The closed namespace: known terms come out, misspelt ones raise and name the nearest."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg import terms
from kg.errors import OntologyError
from kg.model import ACTOR_TYPES, CERTAINTIES, FORMS, KINDS, TENSES


def test_a_declared_term_is_its_iri() -> None:
    assert terms.KG.reportedlySaid == "https://w3id.org/saidgraph#reportedlySaid"


def test_a_misspelt_term_raises_and_names_the_nearest() -> None:
    with pytest.raises(OntologyError, match="did you mean 'contentEvidence'"):
        _ = terms.KG.contentEvidense


def test_the_namespace_lists_what_it_holds() -> None:
    assert "Attribution" in dir(terms.KG)
    assert set(dir(terms.KG)) == terms.declared()


@pytest.mark.parametrize(
    ("scheme", "words"),
    [("kinds", KINDS), ("forms", FORMS), ("certainty", CERTAINTIES), ("tenses", TENSES)],
    ids=lambda value: str(value),
)
def test_each_scheme_has_exactly_the_words_of_the_json_form(scheme: str, words: tuple[str, ...]) -> None:
    assert set(terms.concepts(scheme)) == set(words)


def test_every_actor_type_and_kind_has_a_class() -> None:
    assert set(terms.classes()) == {*ACTOR_TYPES, *KINDS}


def test_an_unknown_word_of_a_scheme_raises_and_names_the_nearest() -> None:
    with pytest.raises(OntologyError, match=r"speech-acts.ttl 'threatning'; did you mean 'threatening'"):
        terms.concept("speech-acts", "threatning")


def test_an_unknown_scheme_raises() -> None:
    with pytest.raises(OntologyError, match="did you mean 'kinds'"):
        terms.concepts("kind")


def test_what_is_narrower_is_found_at_any_depth() -> None:
    assert terms.concept("speech-acts", "knowing") in terms.narrower("speech-acts", "attitude")
    assert terms.concept("speech-acts", "asserting") not in terms.narrower("speech-acts", "attitude")


def test_every_term_and_concept_has_a_label() -> None:
    words = [iri for scheme in terms.SCHEMES for iri in terms.concepts(scheme).values()]
    assert len(words) > 30
    assert not [iri for iri in words if iri not in terms.labels()]
    assert not [name for name in terms.declared() if terms.NAMESPACE + name not in terms.labels()]


def test_importing_the_modules_behind_the_command_line_loads_no_rdf_library() -> None:
    code = "import sys, kg.terms, kg.stores, kg.queries, kg.checks, kg.graph; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"rdflib", "pyoxigraph", "oxrdflib", "pyshacl", "spacy"} & set(loaded)
