"""Builds do only what has changed, and end in the same bytes as a build from nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import kg
from builders import record, said
from kg import decisions as d
from kg import pipeline
from kg.errors import OutputError, ReadError, RecordError
from kg.model import Document, Failure, Record, dump_jsonl, record_from_json
from outputs import contents


def search(documents: Sequence[Document], *, finder: str) -> list[Record | Failure]:
    """Find one attribution in every document, quickly; a document with BROKEN in it cannot be searched."""
    SEARCHED.extend(document.id for document in documents)
    return [_found(document) for document in documents]


def _found(document: Document) -> Record | Failure:
    if "BROKEN" in document.text:
        return Failure(document.id, "cannot be searched")
    who, cue, *what = document.text.split()
    return record(document, said(document.text, who, cue, " ".join(what), actor=who, actor_type="person"))


SEARCHED: list[str] = []


@pytest.fixture(autouse=True)
def searched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of the documents that were searched since this was last cleared; page and shapes are quick here."""
    monkeypatch.setattr(pipeline, "extract_and_link", search)
    monkeypatch.setattr(
        "kg.views.write_graph_page", lambda records, path: path.write_text("".join(dump_jsonl(records)))
    )
    monkeypatch.setattr("kg.checks._shape_problems", lambda graph, across=False: [])
    SEARCHED.clear()
    yield SEARCHED


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    (folder / "old").mkdir(parents=True)
    for name in ("a", "b", "old/c"):
        (folder / f"{name}.txt").write_text(f"Ann said no to {name.upper()}.")
    rows = [{"id": number, "text": f"Bob said {number} things."} for number in range(5)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def build(source: Path, out: Path) -> None:
    kg.build([source], out).close()


def from_nothing(source: Path, tmp_path: Path, decisions: Path | None = None) -> dict[str, str]:
    out = tmp_path / "from-nothing"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    if decisions is not None and decisions.is_file():
        shutil.copy(decisions, out / "decisions.jsonl")
    build(source, out)
    return contents(out)


def test_a_second_build_searches_nothing_and_changes_no_byte(texts: Path, tmp_path: Path, searched: list[str]) -> None:
    build(texts, tmp_path / "out")
    before = contents(tmp_path / "out")
    assert sorted(searched) == ["0", "1", "2", "3", "4", "a.txt", "b.txt", "old/c.txt"]
    searched.clear()
    with kg.build([texts], tmp_path / "out") as knowledge:
        assert (knowledge.counts()["documents"], searched) == (8, [])
    assert contents(tmp_path / "out") == before


def edit(folder: Path) -> None:
    (folder / "b.txt").write_text("Ann said yes to B.")


def edit_and_keep_size_and_time(folder: Path) -> None:
    before = (folder / "b.txt").stat()
    (folder / "b.txt").write_text("Ann said on to B.")
    os.utime(folder / "b.txt", ns=(before.st_atime_ns, before.st_mtime_ns))


def edit_a_row(folder: Path) -> None:
    lines = (folder / "rows.jsonl").read_text().splitlines(keepends=True)
    lines[3] = '{"id": 3, "text": "Cid said nothing."}\n'
    (folder / "rows.jsonl").write_text("".join(reversed(lines)))


def add(folder: Path) -> None:
    (folder / "new.txt").write_text("Eve said maybe.")


def remove(folder: Path) -> None:
    (folder / "a.txt").unlink()


def rename(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "z.txt")


def describe(folder: Path) -> None:
    (folder / "a.txt.meta.yaml").write_text("title: A title\n")


def break_one(folder: Path) -> None:
    (folder / "a.txt").write_text("BROKEN now")


def take_a_name(folder: Path) -> None:
    (folder / "aa.jsonl").write_text('{"id": "b.txt", "text": "Fay said mine."}\n')


CHANGES: dict[Callable[[Path], None], list[str]] = {
    edit: ["b.txt"],
    edit_and_keep_size_and_time: ["b.txt"],
    edit_a_row: ["3"],
    add: ["new.txt"],
    remove: [],
    rename: ["z.txt"],
    describe: ["a.txt"],
    break_one: ["a.txt"],
    take_a_name: ["b.txt"],
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_after_a_change_only_that_is_searched_and_the_bytes_are_those_of_a_build_from_nothing(
    change: Callable[[Path], None], texts: Path, tmp_path: Path, searched: list[str]
) -> None:
    build(texts, tmp_path / "out")
    before = contents(tmp_path / "out")
    change(texts)
    searched.clear()
    build(texts, tmp_path / "out")
    assert searched == CHANGES[change]
    after = contents(tmp_path / "out")
    assert after == from_nothing(texts, tmp_path)
    assert after != before


def test_a_document_that_failed_is_tried_and_reported_again(texts: Path, tmp_path: Path, searched: list[str]) -> None:
    break_one(texts)
    for round_ in range(2):
        searched.clear()
        with kg.build([texts], tmp_path / "out") as knowledge:
            assert [failure.where for failure in knowledge.failures] == ["a.txt"], round_
        assert "a.txt" in searched
    assert searched == ["a.txt"]
    assert json.loads((tmp_path / "out" / "report.json").read_text())["failures"][0]["where"] == "a.txt"


def test_another_finder_or_another_program_searches_everything_again(
    texts: Path, tmp_path: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.builds import inputs, manifest

    build(texts, tmp_path / "out")
    searched.clear()
    kg.build([texts], tmp_path / "out", finder="rules").close()
    assert len(searched) == 8
    searched.clear()
    for module in (inputs, manifest):
        monkeypatch.setattr(module, "program", lambda: "another")
    kg.build([texts], tmp_path / "out", finder="rules").close()
    assert len(searched) == 8


def test_decisions_change_the_graph_and_search_nothing(texts: Path, tmp_path: Path, searched: list[str]) -> None:
    out = tmp_path / "out"
    build(texts, out)
    searched.clear()
    d.append(out / "decisions.jsonl", [d.decide(what="rename", subject="Ann", value="Anna")])
    build(texts, out)
    assert searched == []
    assert contents(out) == from_nothing(texts, tmp_path, out / "decisions.jsonl")
    with kg.build([texts], out) as knowledge:
        assert knowledge.review.standing == 1
        assert {a.actor for r in knowledge.records() for a in r.attributions} == {"Anna", "Bob"}


def test_building_again_from_the_statements_forgets_nothing_that_was_found(
    texts: Path, tmp_path: Path, searched: list[str]
) -> None:
    out = tmp_path / "out"
    build(texts, out)
    before = contents(out)
    searched.clear()
    build(out / "statements.jsonl", out)
    assert contents(out) == before
    build(texts, out)
    assert (contents(out), searched) == (before, [])


@pytest.mark.parametrize("damage", ["statements.jsonl", "manifest.json", "graph.ttl", ".build/index.sqlite", "store"])
def test_what_was_damaged_is_made_again(damage: str, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out)
    before = contents(out)
    if damage == "store":
        shutil.rmtree(out / damage)
    else:
        (out / damage).write_bytes((out / damage).read_bytes()[:-7])
    build(texts, out)
    assert contents(out) == before


def test_a_build_that_was_cut_off_goes_on_where_it_was(
    texts: Path, tmp_path: Path, searched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import workers
    from kg.builds import known

    monkeypatch.setattr(workers, "CHUNK_DOCUMENTS", 2)
    monkeypatch.setattr(known, "SHARD_DOCUMENTS", 2)

    def stop(stage: str, count: int) -> None:
        if count == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kg.build([texts], tmp_path / "out", watch=stop)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".build"]
    first = list(searched)
    searched.clear()
    build(texts, tmp_path / "out")
    assert (len(first), len(searched), set(first) & set(searched)) == (6, 2, set())
    assert contents(tmp_path / "out") == from_nothing(texts, tmp_path)
    assert not (tmp_path / "out" / ".build" / "shards").exists()


def test_the_order_of_the_rows_changes_no_byte(texts: Path, tmp_path: Path) -> None:
    before = from_nothing(texts, tmp_path)
    lines = (texts / "rows.jsonl").read_text().splitlines(keepends=True)
    (texts / "rows.jsonl").write_text("".join(reversed(lines)))
    assert from_nothing(texts, tmp_path) == before
    lines = (tmp_path / "from-nothing" / "statements.jsonl").read_text().splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert ids == sorted(ids)


def test_a_format_that_is_no_longer_asked_for_leaves_no_stale_file(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build([texts], out, formats=["ntriples"]).close()
    (out / "mine.txt").write_text("mine")
    kg.build([texts], out, formats=["turtle"]).close()
    assert not (out / "graph.nt").exists()
    assert (out / "graph.ttl").exists()
    assert (out / "mine.txt").exists()


def test_a_manifest_that_names_other_places_takes_nothing_away(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(texts, out)
    (tmp_path / "mine.txt").write_text("mine")
    manifest = json.loads((out / "manifest.json").read_text())
    said_: tuple[object, ...] = (
        {"../mine.txt": 4},
        {str(tmp_path / "mine.txt"): 4},
        {"decisions.jsonl": 1},
        [],
        "x",
        None,
    )
    for files in said_:
        (out / "manifest.json").write_text(json.dumps({**manifest, "files": files}))
        (out / "decisions.jsonl").write_text("")
        kg.build([texts], out, formats=["ntriples"]).close()
        assert (tmp_path / "mine.txt").exists()
        assert (out / "decisions.jsonl").exists()


def test_what_was_built_is_not_read_as_documents(texts: Path, tmp_path: Path) -> None:
    build(texts, texts / "out")
    before = contents(texts / "out")
    d.append(texts / "decisions.jsonl", [d.decide(what="rename", subject="Ann", value="Anna")])
    build(texts, texts / "out")
    assert contents(texts / "out") == before


def test_of_an_output_folder_that_is_named_the_statements_are_taken(
    texts: Path, tmp_path: Path, searched: list[str]
) -> None:
    build(texts, tmp_path / "out")
    searched.clear()
    build(tmp_path / "out", tmp_path / "again")
    first, again = contents(tmp_path / "out"), contents(tmp_path / "again")
    assert ({**first, "manifest.json": ""}, searched) == ({**again, "manifest.json": ""}, [])


def test_a_folder_of_statement_files_is_taken_as_they_are_and_a_bad_line_is_reported(
    tmp_path: Path, searched: list[str]
) -> None:
    (tmp_path / "shards").mkdir()
    made = [_found(Document(id=f"{n}", text=f"Ann said {n}.")) for n in range(4)]
    lines = list(dump_jsonl(item for item in made if isinstance(item, Record)))
    half = lines[3].replace("Ann said", "\\ud800nn said")
    acting = lines[3].replace('"speech_act": null', '"speech_act": "singing"')
    assert '"singing"' in acting
    judged = lines[3].replace('"attributions"', '"verdicts": 7, "attributions"')
    (tmp_path / "shards" / "1.jsonl").write_text(lines[0] + "not json\n" + lines[1] + "7\n[]\n" + judged + acting)
    (tmp_path / "shards" / "2.jsonl").write_text(lines[2] + lines[0] + half)
    with kg.build([tmp_path / "shards"], tmp_path / "out") as knowledge:
        failed = [Path(failure.where).name for failure in knowledge.failures]
        assert failed == [*(f"1.jsonl:{line}" for line in (2, 4, 5, 6, 7)), "2.jsonl:2", "2.jsonl:3"]
        assert knowledge.counts()["documents"] == 3
    assert searched == []


def test_a_build_of_nothing_leaves_what_is_there(texts: Path, tmp_path: Path) -> None:
    build(texts, tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="not one document"):
        build(tmp_path / "empty", tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_an_error_in_the_middle_leaves_every_output_as_it_was(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(texts, tmp_path / "out")
    before = contents(tmp_path / "out")
    edit(texts)

    def refuse(*_: object) -> None:
        raise RecordError("a bug")

    monkeypatch.setattr("kg.views.write_graph_page", refuse)
    with pytest.raises(RecordError):
        build(texts, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_two_builds_in_one_folder_are_told_of_each_other(texts: Path, tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from kg.builds import working\n"
        "with working(Path(sys.argv[1])): print('at work', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "at work\n"
        with pytest.raises(OutputError) as refused:
            build(texts, tmp_path / "out")
        other.kill()
    assert re.search(rf"another build \(process {other.pid}\) is writing to .*out; wait", str(refused.value))
    build(texts, tmp_path / "out")
    first = (tmp_path / "out" / "statements.jsonl").read_text().splitlines()[0]
    assert record_from_json(json.loads(first)).document.id == "0"
