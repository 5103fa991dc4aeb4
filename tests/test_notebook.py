"""What people in notebooks see and take along: other people's text is escaped, offsets are right, nothing is lost."""

from __future__ import annotations

import re

import pytest

import kg
from builders import HOSTILE, all_records, briefing, record, said
from kg.errors import ExportError
from kg.knowledge import Knowledge
from kg.model import Document
from kg.stores import STORES


def nasty() -> kg.Record:
    text = f"Ann said that {HOSTILE} is here."
    document = Document(id=HOSTILE, text=text)
    return record(document, said(text, "Ann", "said", f"that {HOSTILE} is here", actor=HOSTILE, actor_type="person"))


def test_a_graph_shows_its_counts_and_first_statements_escaped() -> None:
    """Ten rows at most, and not a tag of other people's."""
    page = Knowledge(STORES["memory"].build(all_records(), None))._repr_html_()
    assert page.count("<tr>") == 11
    assert "documents" in page
    hostile = Knowledge(STORES["memory"].build([nasty()], None))._repr_html_()
    assert set(re.findall(r"<(\w+)", hostile)) == {"p", "table", "thead", "tbody", "tr", "th", "td"}


def test_a_record_is_shown_with_its_words_marked_and_escaped() -> None:
    """displaCy names each role and shows the text as text."""
    page = kg.show(briefing(), jupyter=False) or ""
    assert all(role in page for role in ("source", "cue", "content"))
    assert "<script" not in (kg.show(nasty(), jupyter=False) or "")


def test_a_doc_that_was_not_searched_is_explained() -> None:
    """Who forgets the component is told its name."""
    import spacy

    with pytest.raises(ValueError, match="add_pipe"):
        kg.show(spacy.blank("en")("Ann said so."), jupyter=False)


def test_a_data_frame_has_a_row_a_statement() -> None:
    """Rows and columns are those of the table of statements; an empty graph has the columns too."""
    pytest.importorskip("pandas")
    found = Knowledge(STORES["memory"].build([briefing()], None)).to_dataframe()
    assert len(found) == len(briefing().attributions)
    assert "Xiao Yaqing" in set(found["actor"])
    assert list(Knowledge(STORES["memory"].build([], None)).to_dataframe().columns) == list(found.columns)


def test_without_pandas_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(ExportError, match=r"saidgraph\[pandas\]"):
        Knowledge(STORES["memory"].build([briefing()], None)).to_dataframe()
