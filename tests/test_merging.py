"""Graphs that were built apart, put together, are the graph that is built at once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from builders import all_records
from kg.cli import app
from kg.errors import GraphError, StoreError
from kg.exporters import export
from kg.likeness import Links, shipped_encoder
from kg.model import Document, Record
from kg.model.claims import Link
from kg.stores import STORES
from kg.stores.merging import merge_graphs
from kg.stores.oxigraph import build, open_read_only
from test_coverage import remarks

RECORDS = all_records()


def written(graph: object, path: Path) -> bytes:
    export(graph, "ntriples", path)  # type: ignore[arg-type]
    return path.read_bytes()


def test_the_union_is_the_graph_built_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store and a Turtle file that share a document, in parts of any size, whatever their order."""
    monkeypatch.setattr("kg.stores.merging._PART", 3_000)
    build(RECORDS[:2], tmp_path / "a").close()
    export(STORES["memory"].build(RECORDS[1:], None), "turtle", tmp_path / "b.ttl")
    whole = written(STORES["memory"].build(RECORDS, None), tmp_path / "whole.nt")
    for number, paths in enumerate((["a", "b.ttl"], ["b.ttl", "a", "a"])):
        graph = merge_graphs([tmp_path / name for name in paths], tmp_path / f"out{number}")
        assert written(graph, tmp_path / "merged.nt") == whole
        graph.close()
    assert whole.count(b"\n") > 1_000


def linked(records: Sequence[Record]) -> list[Record | Link]:
    """Return records with all that a build finds between them."""
    links = Links(shipped_encoder)
    for record in records:
        links.add(record)
    return [*records, *links.links()]


def test_what_links_documents_is_found_again_in_the_union(tmp_path: Path) -> None:
    """Likenesses and readings over the seam are there, none is there twice with two scores: as if built at once."""
    records = remarks()
    whole = written(STORES["memory"].build(linked(records), None), tmp_path / "whole.nt")
    assert whole.count(b"#Likeness>") >= 3 and whole.count(b"#RemarkLink>") > 3
    chance = random.Random(4)
    for number in range(4):
        chance.shuffle(records)
        cut = chance.randint(1, len(records) - 1)
        for name, part in (("a", records[:cut]), ("b", records[cut - 1 :])):
            build(linked(part), tmp_path / f"{name}{number}").close()
        graph = merge_graphs([tmp_path / f"a{number}", tmp_path / f"b{number}"], tmp_path / f"out{number}")
        assert written(graph, tmp_path / "merged.nt") == whole
        graph.close()


def test_the_command_merges_into_one_of_its_graphs(tmp_path: Path) -> None:
    build(RECORDS[:1], tmp_path / "a").close()
    build(RECORDS[1:], tmp_path / "b").close()
    done = CliRunner().invoke(
        app, ["merge-graphs", str(tmp_path / "a"), str(tmp_path / "b"), "-o", str(tmp_path / "a")]
    )
    assert done.exit_code == 0, done.output
    assert str(len(RECORDS)) in done.output
    whole = written(STORES["memory"].build(RECORDS, None), tmp_path / "whole.nt")
    assert written(open_read_only(tmp_path / "a"), tmp_path / "merged.nt") == whole


def test_one_id_with_two_texts_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    for name, text in (("a", "Ann said no."), ("b", "Ann said yes.")):
        build([Record(Document(id="x.txt", text=text))], tmp_path / name).close()
    with pytest.raises(GraphError, match=r"one id and two texts .*x\.txt"):
        merge_graphs([tmp_path / "a", tmp_path / "b"], tmp_path / "b")
    assert b"yes" in written(open_read_only(tmp_path / "b"), tmp_path / "b.nt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "b.nt"]


def test_what_is_no_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        merge_graphs([tmp_path / "nothing"], tmp_path / "out")
    assert not list(tmp_path.iterdir())
