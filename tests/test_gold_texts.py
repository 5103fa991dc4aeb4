"""The gold of written documents: well-formed, its notes point somewhere, and the finder reaches its floors on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from finders import FINDERS
from gold import make
from gold_floors import below_floors
from kg.evaluation import evaluate, read_records
from kg.model import Record, depth
from kg.pipeline import observe
from kg.terms import concepts

PARTS = {
    part: {r.document.id.removesuffix(".txt"): r for r in read_records(make.FOLDER / f"{part}.jsonl")}
    for part in ("texts", "readings")
}
RECORDS = {name: record for records in PARTS.values() for name, record in records.items()}
DATA: dict[str, Any] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in make.annotation_files()
    if path.stem in RECORDS
}


def entries(name: str) -> list[Mapping[str, Any]]:
    """Return the annotation of a document as it is written."""
    found: list[Mapping[str, Any]] = DATA[name]["attributions"]
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_a_document_is_annotated_in_full(name: str) -> None:
    record, acts = RECORDS[name], concepts("speech-acts")
    assert 50 <= len(record.document.text.split()) <= 450
    assert len(record.attributions) == len(entries(name)) >= 5
    for a in record.attributions:
        assert a.speech_act in acts
        assert (a.actor is None) == (a.actor_type is None)
        assert a.actor or not a.source or a.kind == "interpretation"
        assert a.cue or not a.cue_negated


@pytest.mark.parametrize("name", RECORDS)
def test_a_child_stands_inside_its_parent_content_and_nothing_else_does(name: str) -> None:
    record = RECORDS[name]
    for a in record.attributions:
        around = [p for p in record.attributions if p.content != a.content and inside(a.content, p.content)]
        if a.parent is None:
            assert not around
        else:
            assert inside(a.content, record.attributions[a.parent].content)


def inside(inner: tuple[tuple[int, int], ...], outer: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether each part of `inner` stands inside a part of `outer`."""
    return all(any(s <= start and end <= e for s, e in outer) for start, end in inner)


@pytest.mark.parametrize("name", RECORDS)
def test_notes_are_explained_and_point_at_entries(name: str) -> None:
    guideline = (make.FOLDER / "README.md").read_text(encoding="utf-8")
    names = {entry["name"] for entry in entries(name)}
    for notes in [DATA[name].get("notes", {}), *(entry.get("notes", {}) for entry in entries(name))]:
        assert all(f"`{key}`" in guideline for key in notes), notes
        assert notes.get("denies", next(iter(names))) in names
        assert notes.get("relation", "verbatim") in {"verbatim", "paraphrase", "interpretation", "contradicts"}


def test_one_remark_is_given_in_its_words_repeated_read_and_left_out() -> None:
    relations = {
        name: {
            notes["relation"] for entry in entries(name) if (notes := entry.get("notes", {})).get("remark") == remark
        }
        for remark in ("tarvin-dark",)
        for name in DATA
        if name.startswith("remark-")
    }
    assert relations == {
        "remark-verbatim": {"verbatim", "paraphrase"},
        "remark-paraphrase": {"paraphrase"},
        "remark-interpretation": {"verbatim", "interpretation"},
        "remark-silent": set(),
    }
    assert "tarvin-dark" in DATA["remark-silent"]["notes"]["silent"]


def test_the_documents_have_what_is_hard() -> None:
    attributions = [(record, i, a) for record in RECORDS.values() for i, a in enumerate(record.attributions)]
    count = Counter(depth(record, i) for record, i, _ in attributions)
    assert len(RECORDS) >= 12 and len(attributions) >= 300
    assert max(count) >= 3 and sum(count[d] for d in count if d) >= 100
    assert sum(a.interprets is not None for _, _, a in attributions) >= 20
    assert sum(a.answers is not None for _, _, a in attributions) >= 15
    assert sum(a.cue_negated for _, _, a in attributions) >= 15
    pronoun = re.compile(r"(?i:he|she|it|they|we|i|you|his|her|its|their)")
    sources = [record.document.text[a.source[0][0] : a.source[0][1]] for record, _, a in attributions if a.source]
    assert sum(bool(pronoun.fullmatch(source)) for source in sources) >= 80


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("finder", FINDERS)
def test_a_finder_reaches_its_floors_on_the_documents(finder: str, part: str) -> None:
    found = [item for item in observe([make.FOLDER / part], finder=finder) if isinstance(item, Record)]
    scores = evaluate(PARTS[part].values(), found)
    assert below_floors(finder, part, scores) == [], f"\n{scores.to_table()}"
