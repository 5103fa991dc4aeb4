"""What the finders reach on twenty real articles: floors that may only rise.

The articles lie beside the checkout, in `../shared` or where `SAIDGRAPH_SHARED` points; none of their text is here.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bench.pronouns import pronouns
from gold_floors import PROCESSOR
from kg.evaluation import evaluate, read_records
from kg.extractors import EXTRACTORS
from kg.files.resources import weights_folder
from kg.model import Record
from kg.pipeline import extract_and_link

CORPUS = Path(os.environ.get("SAIDGRAPH_SHARED", Path(__file__).parents[2] / "shared")) / "data/polnear/dev.jsonl"
FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
PRONOUNS = FLOORS.pop("pronouns")
NO_CORPUS = pytest.mark.skipif(
    not CORPUS.is_file(), reason=f"NOT MEASURED: no corpus at {CORPUS.name}; set SAIDGRAPH_SHARED"
)


@NO_CORPUS
@pytest.mark.parametrize("finder", sorted(FLOORS))
def test_a_finder_reaches_its_floors_on_twenty_articles(finder: str) -> None:
    if finder == "model" and not (weights_folder() / "manifest.json").is_file():
        pytest.skip("NOT MEASURED: the attribution model's weights are absent")
    gold = sorted(read_records(CORPUS), key=lambda record: record.document.id)[::4][:20]
    assert len(gold) == 20
    found = extract_and_link([replace(record.document) for record in gold], finder=finder)
    records = [item for item in found if isinstance(item, Record)]
    reached = evaluate(gold, records, outermost=True).attribution
    spared = PROCESSOR.get(finder, 0.0)
    assert {name: reached[name].f1 for name, floor in FLOORS[finder].items() if reached[name].f1 < floor - spared} == {}


def test_every_finder_has_floors() -> None:
    assert set(FLOORS) == set(EXTRACTORS)


@NO_CORPUS
def test_pronouns_of_real_articles_are_resolved() -> None:
    """Of the pronouns that are sources in ten articles enough have the right actor, and few a wrong one."""
    found = pronouns(CORPUS)
    right = sum(one.is_right for one in found)
    answered = [one for one in found if one.actor is not None]
    assert len(found) == 105
    assert 100 * right / len(found) >= PRONOUNS["right"]
    assert 100 * sum(one.is_right for one in answered) / len(answered) >= PRONOUNS["right of those answered"]
