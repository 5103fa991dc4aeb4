"""Whatever a statements file or a file of decisions holds, a line is good or told, and what is good goes through."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import all_records
from fuzzing import damaged, spoilt, tries
from kg.builds import given as statements
from kg.decisions import review
from kg.decisions.file import read as read_decisions
from kg.graph import ntriples, records
from kg.likeness import Links, shipped_encoder
from kg.model import Failure, Record, check, dump_jsonl, record_to_json
from kg.model.streams import surest
from kg.stores.oxigraph import build_memory

ROWS = [record_to_json(record) for record in all_records()]
DECISIONS = [
    {"version": 1, "what": "merge", "subject": "Ann Lee", "value": "Bruno", "why": "one person"},
    {"what": "split", "subject": "Ann Lee", "value": "Another", "document": ROWS[1]["id"]},
    {"what": "retype", "subject": "Reuters", "value": "outlet"},
    {"what": "rename", "subject": "Bruno", "value": "B.", "who": "me", "when": "2021-03-03"},
    {"what": "undo", "subject": "1c6f931540df"},
    {"what": "add", "document": ROWS[1]["id"], "quote": ROWS[1]["text"][4:8],
     "attribution": {"content": [[4, 8]], "source": [[0, 3]], "kind": "statement", "actor": "Ann Lee"}},
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def test_a_spoilt_line_of_statements_is_good_or_told(folder: Path) -> None:
    path = folder / "statements.jsonl"

    @tries(15)
    @given(spoilt(ROWS))
    def try_it(row: object) -> None:
        path.write_text(json.dumps(row) + "\n" + json.dumps(ROWS[0]) + "\n")
        (_, first), (_, second) = statements(path)
        assert isinstance(second, Record)
        if isinstance(first, Failure):
            assert first.where == f"{path}:1" and first.problem
        else:
            check(first)
            goes_through(first)

    try_it()


def goes_through(record: Record) -> None:
    """Whatever it says, it can be written, compared with others, and comes back from a graph."""
    "".join(dump_jsonl([record])).encode()
    surest(record, 0.5)
    links = Links(shipped_encoder)
    for each in (record, *all_records()):
        links.add(each)
    found = list(links.links())
    assert b"".join(map(ntriples, [record, *found]))
    graph = build_memory([record])
    assert [each.document.id for each in records(graph)] == [record.document.id]


def test_a_damaged_statements_file_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "statements.jsonl"

    @tries(10)
    @given(damaged(["".join(dump_jsonl(all_records()[:2])).encode()]))
    def try_it(data: bytes) -> None:
        path.write_bytes(data)
        for _, item in statements(path):
            assert isinstance(item, Record | Failure)

    try_it()


def test_any_file_of_decisions_is_obeyed_as_far_as_it_goes(folder: Path) -> None:
    path = folder / "decisions.jsonl"
    lines = "".join(json.dumps(row) + "\n" for row in DECISIONS).encode()

    @tries(15)
    @given(damaged([lines]) | st.lists(spoilt(DECISIONS), max_size=4).map(_lines))
    def try_it(data: bytes) -> None:
        path.write_bytes(data)
        _, broken = read_decisions(path)
        assert all(failure.problem for failure in broken)
        decided = review(path, all_records)
        for record in all_records():
            obeyed = decided(record)
            check(obeyed)
            assert ntriples(obeyed)
        json.dumps(decided.report(), ensure_ascii=False).encode()
        assert review(path, all_records).warnings == decided.warnings

    try_it()


def _lines(rows: list[object]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()
