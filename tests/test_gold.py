"""The hand-annotated samples: the file people edit and the file programs read say the same, and mistakes are named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from finders import FINDERS
from gold import make
from gold_floors import FLOORS, below_floors
from kg.evaluation import evaluate, read_records
from kg.model import Attribution, Document, Record, depth, text_of
from kg.pipeline import observe

RECORDS, TEXTS, READINGS = (
    {record.document.id: record for record in read_records(make.FOLDER / name)} for name in make.RESULTS.values()
)
INTERVIEW, BRIEFING = (RECORDS[name] for name in ("000_eda4ccc48dc2a36c.txt", "001_35ae904eb922fa0d.txt"))


def by_words(record: Record, cue: str, content: str) -> tuple[int, Attribution]:
    """Return the one attribution with this cue whose content starts with these words."""
    text = record.document.text
    hits = [
        (index, a)
        for index, a in enumerate(record.attributions)
        if text_of(text, a.cue) == cue and text_of(text, a.content).startswith(content)
    ]
    assert len(hits) == 1, hits
    return hits[0]


def test_every_annotation_file_is_in_the_gold_and_nothing_else() -> None:
    for name, text in make.made().items():
        assert text == (make.FOLDER / name).read_text(encoding="utf-8"), "run: python tests/gold/make.py"
    assert len(make.annotation_files()) == len(RECORDS) + len(TEXTS) + len(READINGS)
    for records, folder in ((TEXTS, "texts"), (READINGS, "readings")):
        assert {identity.removesuffix(".txt") for identity in records} == {
            path.stem for path in (make.FOLDER / folder).iterdir()
        }


def test_the_gold_is_about_the_sample_documents_as_they_are() -> None:
    for identity, record in RECORDS.items():
        assert record.document.text == (make.ROOT / "seeds" / identity).read_bytes().decode("utf-8")


def test_the_bruno_chain_stands_at_three_depths_and_is_an_interpretation_of_the_answer() -> None:
    _, innermost = by_words(INTERVIEW, "sent the message", "& ldquo; Clearly declare")
    assert innermost.parent is not None
    bruno = INTERVIEW.attributions[innermost.parent]
    assert (bruno.actor, bruno.kind, depth(INTERVIEW, innermost.parent)) == ("Bruno", "interpretation", 1)
    assert bruno.parent is not None and bruno.interprets is not None
    assert INTERVIEW.attributions[bruno.parent].actor == "website"
    assert INTERVIEW.attributions[bruno.interprets].form == "turn"


def test_who_says_that_china_restricts_exports_and_in_whose_answer() -> None:
    _, claim = by_words(BRIEFING, "say", "that we restrict exports")
    assert claim.parent is not None
    assert (claim.actor, BRIEFING.attributions[claim.parent].actor) == ("some countries", "Xiao Yaqing")


@pytest.mark.parametrize(("record", "pairs"), [(INTERVIEW, 3), (BRIEFING, 1)], ids=["interview", "briefing"])
def test_every_question_has_its_answer(record: Record, pairs: int) -> None:
    questions = {i for i, a in enumerate(record.attributions) if a.kind == "question"}
    answered = [a.answers for a in record.attributions if a.answers is not None]
    assert sorted(answered) == sorted(questions) and len(answered) == pairs


def test_a_child_stands_inside_its_parent_content() -> None:
    nested = 0
    for record in RECORDS.values():
        for child in record.attributions:
            if child.parent is not None:
                around = record.attributions[child.parent].content
                assert all(any(s <= start and end <= e for s, e in around) for start, end in child.content)
                nested += 1
    assert nested == 26


ENTRY: dict[str, Any] = {"name": "x", "line": 1, "cue": "said", "content": "no"}
MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "not there": ({"content": "yes"}, "a, x: 'yes' stands there 0 times"),
    "twice": ({"source": "Ann"}, "a, x: 'Ann' stands there 2 times; give more words or a number: 'Ann @1'"),
    "too far": ({"source": "Ann @3"}, "a, x: 'Ann' stands there 2 times, so there is no @3"),
    "half a word": ({"content": "n"}, "'n' stands there 0 times"),
    "unknown key": ({"sauce": "Ann"}, r"unknown keys \['sauce'\]"),
    "unknown name": ({"parent": "y"}, "a, x: 'y'"),
    "actor": ({"actor": "Ann"}, "write the actor as 'name"),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_the_annotation_is_named(case: str) -> None:
    change, message = MISTAKES[case]
    with pytest.raises(ValueError, match=message):
        make.annotate(Document(id="a", text="Ann said no to Ann."), [ENTRY | change])


def test_phrases_are_found_as_written() -> None:
    text = "one two\nAnn and Bob said that Ann won."
    region = make.lines(text, "2")
    assert text[slice(*region)] == "Ann and Bob said that Ann won."
    assert make.phrases(text, region, ["Ann @2", "Bob"]) == ((16, 19), (30, 33))
    assert text[slice(*make.phrase(text, region, "Ann and [...] won"))] == "Ann and Bob said that Ann won"
    assert make.lines(text, "1-2") == (0, len(text))


def test_gold_folder_holds_what_its_guideline_lists() -> None:
    guideline = (make.FOLDER / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in Path(make.FOLDER).iterdir() if path.is_file() and path.suffix != ".yaml"}
    assert all(name == "README.md" or f"`{name}`" in guideline for name in files)


@pytest.mark.parametrize("finder", FINDERS)
def test_a_finder_reaches_its_floors_on_the_samples(finder: str) -> None:
    found = [item for item in observe([make.ROOT / "seeds"], finder=finder) if isinstance(item, Record)]
    scores = evaluate(RECORDS.values(), found)
    assert below_floors(finder, "seeds", scores) == [], f"\n{scores.to_table()}"


def test_the_floors_notice_what_is_lost() -> None:
    asked = sum(len(floors) for floors in FLOORS["rules"]["seeds"].values())
    assert asked == 13
    nothing = [Record(record.document) for record in RECORDS.values()]
    assert len(below_floors("rules", "seeds", evaluate(RECORDS.values(), nothing))) == asked
    flat = [Record(r.document, tuple(replace(a, parent=None) for a in r.attributions)) for r in RECORDS.values()]
    assert below_floors("rules", "seeds", evaluate(RECORDS.values(), flat)) == ["link nesting: 0.0 < 96.5"]
