"""The commands that list actors and write decisions down, from the list to the next build."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from builders import all_records
from kg import cli, stores
from kg.ids import actor_id
from kg.model import dump_jsonl
from kg.queries import actors


def kg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def rows(*arguments: str | Path) -> list[dict[str, str]]:
    result = kg(*arguments, "--output", "csv")
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of two documents that were made by hand."""
    folder = tmp_path_factory.mktemp("made")
    wanted = ("briefing.txt", "news/story 1.txt", "relay.jsonl#2")
    lines = dump_jsonl(record for record in all_records() if record.document.id in wanted)
    (folder / "found.jsonl").write_text("".join(lines), "utf-8")
    assert kg("build", folder / "found.jsonl", "--out", folder / "out", "-q").exit_code in (0, 1)
    return folder / "out"


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    return tmp_path / "mine.jsonl"


def rebuilt(result: Result, folder: Path) -> list[dict[str, str]]:
    """Run the command that `result` says is next, into `folder`; return the actors of the graph."""
    assert result.exit_code == 0, result.stderr
    said = re.search(r"now run: kg (build .+) --out \S+(.*)\n", result.stderr)
    assert said, result.stderr
    after = kg(*shlex.split(said[1] + said[2]), "--out", folder, "-q")
    assert after.exit_code in (0, 1), after.stderr
    return rows("actors", "--store", folder)


def test_actors_are_listed_with_how_they_were_recognised(made: Path) -> None:
    listed = rows("actors", "--store", made)
    numbers = [int(row["statements"]) for row in listed]
    assert numbers == sorted(numbers, reverse=True)
    ann = next(row for row in listed if row["actor"] == "Ann Lee")
    assert ann == {
        "actor": "Ann Lee", "type": "person", "statements": "2", "methods": "exact", "lowest": "1.0", "also": "",
        "id": actor_id("Ann Lee"),
    }  # fmt: skip
    bruno = next(row for row in listed if row["actor"] == "Bruno")
    assert (bruno["statements"], bruno["type"]) == ("2", "organization, person")
    assert "some countries" not in {row["actor"] for row in listed}
    assert "some countries" in {row["actor"] for row in rows("actors", "--unnamed", "--store", made)}


def test_the_review_shows_the_least_certain_link_first_with_its_evidence(made: Path) -> None:
    listed = rows("actors", "--review", "--store", made)
    assert [float(row["score"]) for row in listed] == sorted(float(row["score"]) for row in listed)
    first = listed[0]
    assert (first["score"], first["method"], first["document"]) == ("0.8", "acronym", "news/story 1.txt")
    texts = {record.document.id: record.document.text for record in all_records()}
    for row in listed:
        assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["words"]
    assert len(rows("actors", "--review", "-n", "2", "--store", made)) == 2
    assert len(rows("actors", "--review", "--unnamed", "-n", "0", "--store", made)) == 16


def test_actors_are_the_same_in_memory_and_on_disk(made: Path) -> None:
    with_disk = stores.open_graph(made)
    memory = stores.open_graph(made / "graph.ttl")
    assert actors.actors(with_disk) == actors.actors(memory)
    assert actors.least_certain(with_disk, unnamed=True) == actors.least_certain(memory, unnamed=True)
    with_disk.close()


def test_a_merge_is_taken_over_by_the_command_it_names(made: Path, decisions: Path, tmp_path: Path) -> None:
    result = kg("merge", "ann  lee", actor_id("Fox News"), "--store", made, "--decisions", decisions, "--why", "a test")
    listed = {row["actor"]: row for row in rebuilt(result, tmp_path / "out")}
    assert "Ann Lee" not in listed
    assert listed["Fox News"]["statements"] == "3"
    assert listed["Fox News"]["methods"] == "decision"
    assert json.loads(decisions.read_text("utf-8")) == {
        "version": 1, "what": "merge", "subject": "Ann Lee", "value": "Fox News", "why": "a test",
    }  # fmt: skip


def test_what_was_decided_can_be_decided_about_before_the_next_build(
    made: Path, decisions: Path, tmp_path: Path
) -> None:
    options = ("--store", made, "--decisions", decisions)
    assert kg("rename", "Ann Lee", "Anna Lee", *options).exit_code == 0
    assert kg("retype", "the website", "outlet", *options).exit_code == 0
    result = kg("merge", "Anna Lee", "the website", *options)
    listed = {row["actor"]: row["type"] for row in rebuilt(result, tmp_path / "out")}
    assert listed["the website"] == "outlet"
    assert {"Ann Lee", "Anna Lee"} & set(listed) == set()


def test_one_attribution_and_one_document_are_split(made: Path, decisions: Path, tmp_path: Path) -> None:
    options = ("--store", made, "--decisions", decisions)
    ann = next(row for row in rows("actors", "--review", "-n", "0", "--store", made) if row["actor"] == "Ann Lee")
    assert kg("split", ann["attribution"], "Ann Lee (actor)", *options).exit_code == 0
    result = kg("split", "Bruno", "Bruno of the relay", "--document", "relay.jsonl#2", *options)
    listed = {row["actor"]: row["statements"] for row in rebuilt(result, tmp_path / "out")}
    names = ("Ann Lee", "Ann Lee (actor)", "Bruno", "Bruno of the relay")
    assert [listed[name] for name in names] == ["1", "1", "1", "1"]


def test_a_decision_is_listed_and_undone_by_the_beginning_of_its_id(
    made: Path, decisions: Path, tmp_path: Path
) -> None:
    options = ("--store", made, "--decisions", decisions)
    before = rows("actors", "--store", made)
    kg("merge", "Ann Lee", "Bruno", *options, "--who", "Quisquis")
    (listed,) = rows("decisions", *options)
    assert (listed["what"], listed["subject"], listed["state"]) == ("merge", "Ann Lee", "standing")
    assert "Quisquis" not in kg("decisions", *options).stdout
    assert "Quisquis" in decisions.read_text("utf-8")
    assert rebuilt(kg("undo", listed["id"][:5], *options), tmp_path / "out") == before
    (listed,) = rows("decisions", *options)
    assert listed["state"] == "undone or said again"
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (made / "graph.ttl").read_bytes()


def test_decisions_go_beside_the_outputs_and_the_store_may_be_named_in_three_ways(tmp_path: Path, made: Path) -> None:
    out = tmp_path / "out"
    assert kg("build", made / "statements.jsonl", "--out", out, "-q").exit_code in (0, 1)
    for count, store in enumerate((out, out / "store", out / "graph.ttl"), 1):
        assert kg("retype", "Reuters", "group", "--store", store).exit_code == 0
        assert len((out / "decisions.jsonl").read_text().splitlines()) == count


def test_no_decisions_are_no_error(made: Path, decisions: Path) -> None:
    result = kg("decisions", "--store", made, "--decisions", decisions)
    assert (result.exit_code, "no decisions" in result.stderr) == (0, True)


def test_broken_decisions_are_told_when_listed_and_when_built(made: Path, decisions: Path, tmp_path: Path) -> None:
    decisions.write_text('{"what": "merge", "subject": "Carthage", "value": "Reuters"}\nnot json\n')
    listed = kg("decisions", "--store", made, "--decisions", decisions)
    assert (listed.exit_code, "mine.jsonl:2" in listed.stderr) == (1, True)
    built = kg("build", made / "statements.jsonl", "--out", tmp_path / "out", "--decisions", decisions, "-q")
    assert built.exit_code == 1
    assert "mine.jsonl:1" in built.stderr
    assert "mine.jsonl:2" in built.stderr
    assert "2 decisions do not fit" in built.stderr


WRONG: list[tuple[list[str], str]] = [
    (["merge", "Ruters", "Fox News"], "the nearest are 'Reuters'"),
    (["merge", "Fox News", "Lee"], "'Ann Lee'"),
    (["merge", "Bruno", "BRUNO"], "one actor already"),
    (["merge", "some countries", "Reuters"], "unnamed sources need"),
    (["rename", "Bruno", "Reuters"], "kg merge makes the two one"),
    (["retype", "Bruno", "organisation"], "did you mean 'organization'"),
    (["split", "0123456789abcdef0123", "Reuters"], "kg actors --review"),
    (["split", "Bruno", "Somebody", "--document", "gone.txt"], "gone.txt"),
    (["undo", "0123"], "kg decisions lists them"),
    (["undo", ""], "kg decisions lists them"),
    (["rename", "Bruno", " "], "must be words"),
]


@pytest.mark.parametrize(("arguments", "hint"), WRONG)
def test_what_cannot_be_decided_is_refused_with_what_can(
    made: Path, decisions: Path, arguments: list[str], hint: str
) -> None:
    result = kg(*arguments, "--store", made, "--decisions", decisions)
    assert (result.exit_code, hint in result.stderr, result.stdout) == (2, True, ""), result.stderr
    assert not decisions.exists()


def test_the_table_of_refusals_is_whole() -> None:
    assert len(WRONG) == 11


def test_a_build_whose_decisions_are_not_there_says_so_before_it_works(made: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = kg("build", made / "statements.jsonl", "--out", out, "--decisions", tmp_path / "nowhere", "-q")
    assert (result.exit_code, "nowhere" in result.stderr, out.exists()) == (2, True, False)


def test_hostile_names_do_not_command_the_terminal(decisions: Path, made: Path) -> None:
    values: dict[str, Any] = {"version": 1, "what": "merge", "subject": "\x1b[31m", "value": "[bold]x[/bold]"}
    decisions.write_text(json.dumps(values) + "\n")
    shown = kg("decisions", "--store", made, "--decisions", decisions)
    assert "\x1b" not in shown.stdout
    assert "[bold]x[/bold]" in shown.stdout
