"""The word lists of the ontology: rich enough, fast to load, every entry usable, every mistake named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from clock import loop_seconds
from kg.errors import OntologyError
from kg.files import resources
from kg.words import lexicon
from kg.words.lexicon import PARTS_OF_SPEECH, cues, outlet_named, outlets

NOTATION = "http://www.w3.org/2004/02/skos/core#notation"


def notations(file: str) -> set[str]:
    """Return the notations that a SKOS scheme of the ontology declares."""
    quads = pyoxigraph.parse(path=resources.ontology_file(file), format=pyoxigraph.RdfFormat.TURTLE)
    return {quad.object.value for quad in quads if quad.predicate.value == NOTATION}


def test_the_cue_lexicon_has_hundreds_of_entries_of_every_part_of_speech() -> None:
    entries = cues().words
    assert len(entries) >= 400
    assert {part for part, _ in entries} == set(PARTS_OF_SPEECH)


def test_every_cue_names_a_speech_act_and_certainty_that_the_schemes_declare() -> None:
    acts, certainties = notations("speech-acts.ttl"), notations("certainty.ttl")
    used = {cue.speech_act for cue in cues().words.values()}
    assert len(used) >= 20
    assert used <= acts
    assert {cue.certainty for cue in cues().words.values()} - {None} <= certainties


@pytest.mark.parametrize(
    ("lemmas", "entry"),
    [
        (["have", "say"], "say"),
        (["point", "it", "out"], "point out"),
        (["be", "widely", "see", "as"], "be seen as"),
        (["accord", "to"], "according to"),
        (["send", "the", "message"], "send message"),
        (["express", "their", "willingness"], "express willingness"),
        (["criticise"], "criticise"),
        (["fear"], "fear"),
    ],
)
def test_a_cue_is_known_by_its_longest_phrase(lemmas: list[str], entry: str) -> None:
    found = cues().best(lemmas)
    assert found is not None
    assert found.lemma == entry


def test_a_word_that_is_no_cue_is_not_in_the_lexicon() -> None:
    assert cues().best(["eat", "rice"]) is None
    assert cues().word("verb", "eat") is None


def test_the_gazetteer_covers_the_world_and_flags_common_words() -> None:
    found = set(outlets().values())
    assert len(found) >= 150
    assert len({outlet.country for outlet in found}) >= 40
    assert {outlet.type for outlet in found} == {"agency", "newspaper", "magazine", "broadcaster", "website"}
    flagged = {outlet.name for outlet in found if outlet.needs_context}
    assert {"Time", "The Sun", "Nature", "Daily Mirror"} <= flagged
    assert "Reuters" not in flagged


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("reuters", "Reuters"),
        ("The AP", "Associated Press"),
        ("new york times", "The New York Times"),
        ("the  Wall Street Journal", "The Wall Street Journal"),
        ("Asahi Shimbun", "Asahi Shimbun"),
        ("Xinhua", "Xinhua News Agency"),
    ],
)
def test_an_outlet_is_found_by_any_of_its_names(name: str, outlet: str) -> None:
    found = outlet_named(name)
    assert found is not None
    assert found.name == outlet


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('kg:partOfSpeech "verv" ; kg:speechAct act:asserting', "'verv' is unknown; valid are verb"),
        ('kg:partOfSpeech "verb" ; kg:speechAct act:asserting ; kg:takes "claus"', "'claus' is unknown"),
        ('kg:partOfSpeech "verb"', "0 values of speechAct"),
    ],
)
def test_a_wrong_entry_is_named_with_what_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entry: str, complaint: str
) -> None:
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    body = f'cue:say a skos:Concept ; skos:inScheme kg:cues ; skos:prefLabel "say"@en ; {entry} .\n'
    (tmp_path / "cues.ttl").write_text(head + body, encoding="utf-8")
    monkeypatch.setattr(lexicon, "ontology_file", lambda name: tmp_path / name)
    with pytest.raises(OntologyError, match=complaint):
        cues.__wrapped__()


def test_a_file_that_is_not_turtle_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cues.ttl").write_text("cue:say a .", encoding="utf-8")
    monkeypatch.setattr(lexicon, "ontology_file", lambda name: tmp_path / name)
    with pytest.raises(OntologyError, match=r"cues\.ttl is not Turtle"):
        cues.__wrapped__()


def test_loading_both_lists_is_quick() -> None:
    """In processor time of a fresh process, imports included: two loops of `clock`, and rdflib is not imported."""
    code = (
        "import time; from kg.words import lexicon; t = time.process_time(); lexicon.cues(); lexicon.outlets(); "
        "print(time.process_time() - t)"
    )
    times = [float(subprocess.check_output([sys.executable, "-c", code], text=True)) for _ in range(3)]
    assert min(times) < 20 * loop_seconds()


PREFIXES = {
    "kg": "https://w3id.org/saidgraph#",
    "cue": "https://w3id.org/saidgraph/cue/",
    "act": "https://w3id.org/saidgraph/speech-act/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
