"""Borders that the parse and the quotation marks put right in what the model read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extractors.prepared import Candidate, prepare_doc
from kg.extractors.relays import with_cited
from kg.extractors.second_opinion import revised
from kg.language import load
from kg.model import Spans

CASES = {
    "a quotation that the model leaves before its end": (
        "“We checked every bolt. Nothing is loose,” Ann Koh said.",
        ("Ann Koh", "said", ["We checked every bolt."]),
        ["“We checked every bolt. Nothing is loose,”"],
    ),
    "the second part of an interrupted quotation": (
        "“The bridge,” Ann Koh said, “is safe. Nothing is loose.”",
        ("Ann Koh", "said", ["“The bridge,”", "“is safe."]),
        ["“The bridge,”", "“is safe. Nothing is loose.”"],
    ),
    "marks around the cue belong to somebody else": (
        "“The mayor said that the bridge was safe, but who knows?” Bo Lind asked.",
        ("The mayor", "said", ["that the bridge was safe"]),
        ["that the bridge was safe"],
    ),
}


def places(text: str, phrases: list[str]) -> Spans:
    return tuple((text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases)


@pytest.mark.parametrize("case", CASES)
def test_a_content_has_the_whole_of_a_quotation(case: str) -> None:
    """What is quoted is said as a whole, wherever the model stopped; what is quoted with the cue is not."""
    text, (source, cue, content), wanted = CASES[case]
    read = Candidate(places(text, [source]), places(text, [cue]), places(text, content), "trained")
    found = revised(prepare_doc(load()(text)), read, [])
    assert found is not None
    assert [text[start:end] for start, end in found.content] == wanted


SOURCES = {
    "blamed without an agent": ("The soldiers have been blamed for the flood.", "The soldiers", "blamed for", ""),
    "blamed by somebody": ("The soldiers have been blamed by Ann for it.", "Ann", "been blamed by", "Ann"),
    "in criticism": ("Ann Koh has faced sharp criticism for the delay.", "Ann Koh", "faced sharp criticism for", ""),
    "a state": ("Ann Koh was convinced that the bridge was safe.", "Ann Koh", "was convinced", "Ann Koh"),
    "doing": (
        "Ann Koh, speaking to voters in Oslo, said no.",
        "Ann Koh, speaking to voters in Oslo,",
        "said",
        "Ann Koh",
    ),
    "who": ("Ann Koh, who was born, said no.", "Ann Koh, who was born", "said", "Ann Koh, who was born"),
}


@pytest.mark.parametrize("case", SOURCES)
def test_who_is_blamed_says_nothing_and_what_a_speaker_does_is_not_the_name(case: str) -> None:
    """The subject of a passive is who it is said of; a relative clause stays with the source, a participle does not."""
    text, source, cue, wanted = SOURCES[case]
    content = text[text.index(cue) + len(cue) :].strip()
    read = Candidate(places(text, [source]), places(text, [cue]), places(text, [content]), "trained")
    found = revised(prepare_doc(load()(text)), read, [])
    assert found is not None
    assert " ".join(text[start:end] for start, end in found.source) == wanted


def test_a_reason_that_is_cited_is_no_source() -> None:
    text = "Ann Koh, citing the risk of frost, said that the race was off."
    prepared = prepare_doc(load()(text))
    said = Candidate(
        places(text, ["Ann Koh"]), places(text, ["said"]), places(text, ["that the race was off"]), "trained"
    )
    assert with_cited(prepared, [said]) == [said]
    quoting = text.replace("the risk of frost", "two officials")
    said = replace(said, cue=places(quoting, ["said"]), content=places(quoting, ["that the race was off"]))
    assert len(with_cited(prepare_doc(load()(quoting)), [said])) == 2
