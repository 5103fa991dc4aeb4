"""One remark, and what each outlet made of it: asked of the documents that were written for it, and of whole builds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.evaluation import read_records
from kg.files.outputs import LIKENESSES
from kg.likeness import likenesses
from kg.model import Record, dump_jsonl
from kg.model.claims import likeness_from_json
from outputs import contents

GOLD = Path(__file__).parent / "gold"
OUTLETS = {
    "remark-verbatim.txt": ("Harbour Times", "2030-01-14"),
    "remark-paraphrase.txt": ("Ilmar News Agency", "2030-01-15"),
    "remark-interpretation.txt": ("The Sorn Courier", None),
    "remark-silent.txt": ("Radio Tarn", "2030-01-14"),
}
"""Publisher and date, as the annotation of each document notes them."""


def remarks() -> list[Record]:
    """Return the gold of the four documents, with publisher and date."""
    found = []
    for record in read_records(GOLD / "texts.jsonl"):
        name = Path(record.document.id).name
        if name in OUTLETS:
            publisher, date = OUTLETS[name]
            found.append(replace(record, document=replace(record.document, publisher=publisher, date=date)))
    assert len(found) == len(OUTLETS)
    return found


def statements(folder: Path, records: Sequence[Record]) -> Path:
    """Write a statements file."""
    path = folder / "found.jsonl"
    path.write_text("".join(dump_jsonl(records)), encoding="utf-8")
    return path


def test_four_outlets_made_four_things_of_one_remark(tmp_path: Path) -> None:
    """Its words, other words for it, a reading, and nothing; each with who, where and how sure."""
    graph = kg.build([statements(tmp_path, remarks())])
    rows = graph.query("coverage", actor="Tarvin", topic="pipeline convenience").rows
    made = {(row["outlet"], row["relation"]) for row in rows}
    assert {
        ("Harbour Times", "verbatim"),
        ("Ilmar News Agency", "paraphrase"),
        ("The Sorn Courier", "interpretation"),
        ("Radio Tarn", "silent"),
    } <= made
    assert not {outlet for outlet, relation in made if relation == "silent"} - {"Radio Tarn"}
    remark = next(row for row in rows if row["method"] == "itself")
    assert str(remark["quotation"]).startswith('"No Velmarker will sit in the dark this winter.')
    readings = {row["quotation"] for row in rows if row["relation"] == "interpretation"}
    assert "the sentence as a veiled threat to Ilmar" in readings
    texts = {record.document.id: record.document.text for record in remarks()}
    for row in rows:
        if row["relation"] == "silent":
            assert not row["document"] and not row["quotation"]
        else:
            assert texts[str(row["document"])][int(str(row["start"])) : int(str(row["end"]))] == row["quotation"]


def test_an_outlet_that_spoke_of_it_in_any_document_is_not_silent(tmp_path: Path) -> None:
    """Silence is asked of the outlet, not of each of its documents; without a publisher a document is one."""
    given = [
        record
        if record.document.publisher != "Radio Tarn"
        else replace(record, document=replace(record.document, **to))
        for record in remarks()
        for to in ({"publisher": "Harbour Times"},)
    ]
    rows = kg.build([statements(tmp_path, given)]).query("coverage", actor="Tarvin", topic="pipeline convenience").rows
    assert "silent" not in {row["relation"] for row in rows}
    bare = [replace(record, document=replace(record.document, publisher=None)) for record in remarks()]
    rows = kg.build([statements(tmp_path, bare)]).query("coverage", actor="Tarvin", topic="pipeline convenience").rows
    assert {row["outlet"] for row in rows if row["relation"] == "silent"} == {
        record.document.id for record in bare if record.document.id.endswith("remark-silent.txt")
    }


def test_outlets_and_dates_can_be_chosen(tmp_path: Path) -> None:
    """Only documents of that time and outlets of that name are looked at."""
    graph = kg.build([statements(tmp_path, remarks())])
    ask = {"actor": "Tarvin", "topic": "pipeline convenience"}
    rows = graph.query("coverage", outlet="Ilmar News", **ask).rows
    assert {row["outlet"] for row in rows} == {"Ilmar News Agency"}
    rows = graph.query("coverage", **ask, **{"from": "2030-01-15"}).rows
    assert {row["outlet"] for row in rows} == {"Ilmar News Agency"}


def test_a_build_writes_the_likenesses_that_its_graph_holds(tmp_path: Path) -> None:
    """File, store and the graph in memory say the same, in one order, whatever the order of the documents."""
    records = remarks()
    built = kg.build([statements(tmp_path, records)], tmp_path / "one")
    lines = (tmp_path / "one" / LIKENESSES).read_text("utf-8").splitlines()
    assert [likeness_from_json(json.loads(line)) for line in lines] == list(built.likenesses()) == likenesses(records)
    assert len(lines) >= 3
    built.close()
    again = statements(tmp_path, records[::-1])
    kg.build([again], tmp_path / "two").close()
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert list(kg.build([again]).likenesses()) == likenesses(records)


def test_what_is_decided_changes_what_is_alike_and_not_what_was_found(tmp_path: Path) -> None:
    """What is less sure than asked for is not compared."""
    records = remarks()
    unsure = [replace(r, attributions=tuple(replace(a, confidence=0.3) for a in r.attributions)) for r in records[:1]]
    path = statements(tmp_path, [*unsure, *records[1:]])
    graph = kg.build([path], min_confidence=0.5)
    assert {place[0] for item in graph.likenesses() for place in (item.first, item.second)}.isdisjoint(
        {records[0].document.id}
    )


@pytest.mark.parametrize("number", [0, 1])
def test_nothing_alike_is_an_empty_file(number: int, tmp_path: Path) -> None:
    """A graph of one document, or of none that claims anything, has no likenesses and is none the worse."""
    record = Record(kg.Document(id="a", text="Ann said no."), (kg.Attribution(content=((9, 11),)),)[:number])
    kg.build([statements(tmp_path, [record])], tmp_path / "out").close()
    assert (tmp_path / "out" / LIKENESSES).read_bytes() == b""
