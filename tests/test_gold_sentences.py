"""A grammar of attribution, one construction a case: the cases are well-formed, and the finder reaches its floors."""

from __future__ import annotations

from typing import Any

import pytest

from finders import FINDERS
from gold import make
from gold_floors import below_floors
from kg.evaluation import evaluate
from kg.model import Record
from kg.pipeline import extract_and_link
from kg.terms import concepts

CASES = {case["name"]: case for case in make.sentence_cases()}


def test_no_two_cases_share_a_name_or_a_text() -> None:
    assert len(make.sentence_cases()) == len(CASES) == len({case["text"] for case in CASES.values()}) >= 70


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_well_formed(name: str) -> None:
    case: dict[str, Any] = CASES[name]
    record = make.sentence(case)
    assert len(record.attributions) == len(case["attributions"])
    for a in record.attributions:
        assert a.speech_act in concepts("speech-acts")
        assert (a.actor is None) == (a.actor_type is None)
        if a.parent is not None:
            around = record.attributions[a.parent].content
            assert all(any(s <= start and end <= e for s, e in around) for start, end in a.content)


@pytest.mark.parametrize("finder", FINDERS)
def test_a_finder_reaches_its_floors_on_the_sentences(finder: str) -> None:
    records = [make.sentence(case) for case in CASES.values()]
    found = extract_and_link([record.document for record in records], finder=finder)
    scores = evaluate(records, [item for item in found if isinstance(item, Record)])
    assert below_floors(finder, "sentences", scores) == [], f"\n{scores.to_table()}"
