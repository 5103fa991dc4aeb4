"""Whatever a text says, it is searched, linked and related to its end, with spans that stand in it, the same twice."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given

from finders import FINDERS
from fuzzing import texts, tries
from kg.model import Document, Record, check
from kg.pipeline import extract_and_link
from kg.repair import repair
from kg.structure import divide


@pytest.mark.parametrize("finder", FINDERS)
def test_any_text_is_searched_to_its_end(finder: str) -> None:
    @tries(4 if finder == "rules" else 2)
    @given(texts())
    def try_it(text: str) -> None:
        document = Document(id="a", text=text, date="2021-03-03")
        found = extract_and_link([document], finder=finder)
        (record,) = found
        assert isinstance(record, Record), record
        check(record)
        assert len(record.document.text) == len(text)
        assert len(record.attributions) <= 2 * len(text.split()) + 2
        assert extract_and_link([document], finder=finder) == found

    try_it()


def test_any_text_is_repaired_line_by_line_with_a_way_back() -> None:
    @tries(20)
    @given(texts(40))
    def try_it(text: str) -> None:
        view = repair(text)
        assert re.findall(r"[\r\n]", view.text) == re.findall(r"[\r\n]", text)
        places = [view.to_source((place, place + 1)) for place in range(len(view.text))]
        spans = [span for span in places if span]
        assert len(spans) == len(view.text)
        assert spans == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)

    try_it()


def test_any_text_has_a_layout_that_covers_it() -> None:
    @tries(20)
    @given(texts(40))
    def try_it(text: str) -> None:
        layout = divide(text)
        spans = [paragraph.span for paragraph in layout.paragraphs]
        assert all(start < end for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert not spans or 0 <= spans[0][0] < spans[-1][1] <= len(text)
        assert all(turn.answers is None or 0 <= turn.answers < place for place, turn in enumerate(layout.turns))

    try_it()
