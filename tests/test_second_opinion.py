"""Borders that the parse and the quotation marks put right in what the model read."""

from __future__ import annotations

import pytest

from kg.extractors.prepared import Candidate, prepare_doc
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
