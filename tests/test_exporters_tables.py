"""The statements table: its columns, its values, and what a spreadsheet would like to do with them."""

from __future__ import annotations

import csv
import dataclasses
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from pyarrow import parquet
from rdflib import Graph

import builders
from kg.exporters import EXPORTERS
from kg.exporters.clean import cell, uncell
from kg.exporters.statements import COLUMNS, rows
from kg.graph import add
from kg.graph.iris import attribution_name
from kg.model import Document, Record, text_of

RUN_BY_SPREADSHEETS = ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1", "'=1", "''-x"]


def exported(name: str, *found: Record) -> bytes:
    graph, file = Graph(), io.BytesIO()
    for record in found:
        add(graph, record)
    EXPORTERS[name].write(graph, file)
    return file.getvalue()


def csv_rows(*found: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("statements-csv", *found).decode(), newline="")))


def saying(content: str) -> Record:
    text = f"Ann said {content} ."
    return builders.record(
        Document(id="a", text=text, title=content, publisher=content),
        builders.said(text, "Ann", "said", content, actor=content),
    )


def test_the_columns_are_these() -> None:
    expected = (
        *("document", "attribution", "depth", "parent", "actor", "actor_type", "source", "cue", "content"),
        *("kind", "form", "speech_act", "certainty", "cue_negated", "confidence", "date", "publisher", "title", "url"),
        *("source_offsets", "cue_offsets", "content_offsets", "interprets", "answers"),
        *("link_method", "link_score", "speaker_role", "stands_for", "stands_for_score", "extractor"),
        *("content_negated", "tense", "stated_on", "about_remark_of", "denies", "outlet"),
        *("topics", "mentions"),
    )
    assert expected == COLUMNS


def test_offsets_cut_the_words_from_the_text() -> None:
    record = builders.story()
    found = list(rows([record]))
    assert len(found) == len(record.attributions)
    for row in found:
        for role in ("source", "cue", "content"):
            pairs = [pair.split("-") for pair in (getattr(row, f"{role}_offsets") or "").split(";") if pair]
            words = text_of(record.document.text, [(int(start), int(end)) for start, end in pairs])
            assert words == (getattr(row, role) or "")


def test_discontinuous_content_and_links_are_written_out() -> None:
    record = builders.story()
    found = {row.content: row for row in rows([record])}
    assert found["“Prices,” … “will rise.”"].content_offsets == "249-258;273-285"
    nested = found["a message to Washington"]
    assert (nested.depth, nested.kind) == (2, "statement")
    assert nested.parent == found["that the head of the NDRC sent a message to Washington"].attribution
    reading = found["the remarks triggered speculation that Beijing might use rare earth as a weapon"]
    assert reading.interprets == attribution_name(record.document.id, record.attributions[0])


def test_rows_come_in_one_order() -> None:
    assert list(rows(builders.all_records())) == list(rows(reversed(builders.all_records())))


def test_csv_is_the_rows_with_empty_cells_and_words_for_truth_values() -> None:
    found = csv_rows(builders.story())
    assert tuple(found[0]) == COLUMNS
    (negated,) = [row for row in found if row["cue_negated"] == "true"]
    assert (negated["actor"], negated["cue"], negated["certainty"]) == ("United States", "did not say", "")
    assert {row["cue_negated"] for row in found} == {"true", "false"}


@pytest.mark.parametrize("text", RUN_BY_SPREADSHEETS)
def test_a_cell_a_spreadsheet_would_run_gets_an_apostrophe_that_can_be_taken_off(text: str) -> None:
    assert cell(text) == "'" + text
    assert uncell(cell(text)) == text


def test_every_line_break_in_a_cell_is_the_same_or_a_row_would_end_there() -> None:
    assert cell("a\rb\r\nc\nd") == "a\nb\nc\nd"
    assert cell("\r=1") == "'\n=1"
    (row,) = csv_rows(saying("no,\rnever"))
    assert row["content"] == "no,\nnever"


@pytest.mark.parametrize("text", ["", "a=b", "“=x", "'twas", "1-2", " =x"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell(text) == text
    assert uncell(text) == text


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_csv_or_worksheet_is_a_formula(text: str) -> None:
    (row,) = csv_rows(saying(text))
    for column in ("actor", "content", "title", "publisher"):
        assert row[column] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(exported("statements-xlsx", saying(text)))).active
    values = [(item.value, item.data_type) for item in sheet[2]]
    assert (f"'{text}", "s") in values
    assert "f" not in {kind for _, kind in values}


def test_a_worksheet_keeps_numbers_and_truth_values_and_cuts_what_no_cell_can_hold() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported("statements-xlsx", saying("x" * 40_000)))).active
    row = dict(zip(COLUMNS, (item.value for item in sheet[2]), strict=True))
    assert (row["depth"], row["cue_negated"], row["confidence"]) == (0, False, 1.0)
    assert len(row["content"]) == 32_767
    assert row["content"].endswith("x…")
    assert sheet.freeze_panes == "A2"


def test_a_worksheet_does_not_turn_text_into_characters() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(exported("statements-xlsx", saying("a_x0041_b")))).active
    assert sheet.cell(2, COLUMNS.index("content") + 1).value in ("a_x005F_x0041_b", "a_x0041_b")


def test_a_worksheet_has_no_date_of_its_making() -> None:
    with zipfile.ZipFile(io.BytesIO(exported("statements-xlsx", builders.story()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_parquet_has_types_and_the_exact_text() -> None:
    table = parquet.read_table(io.BytesIO(exported("statements-parquet", *builders.all_records())))
    types = dict(zip(table.schema.names, map(str, table.schema.types), strict=True))
    assert tuple(types) == COLUMNS
    assert (types["depth"], types["confidence"], types["cue_negated"], types["title"]) == (
        *("int32", "double", "bool", "string"),
    )
    expected: list[dict[str, Any]] = [dataclasses.asdict(row) for row in rows(builders.all_records())]
    assert table.to_pylist() == expected
