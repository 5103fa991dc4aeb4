"""The measurements run from one command, on documents whose attributions stand where they stood in the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import MEASUREMENTS, __main__, harness, jobs, scaling
from bench.corpus import make
from kg.errors import ReadError
from kg.evaluation import read_records
from kg.model import text_of

LINE = {
    "id": "x",
    "text": "Ann said rain fell.\n\nNobody spoke.\n\nBob told us:\nhe was cold.",
    "attributions": [
        {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]},
        {"source": [[36, 39]], "cue": [[40, 44]], "content": [[49, 60]]},
        {"source": [[0, 3]], "cue": [[4, 8]], "content": []},
    ],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "train.jsonl").write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return tmp_path


def test_recombined_documents_keep_the_words_of_every_role(corpus: Path, tmp_path: Path) -> None:
    made = make(corpus, tmp_path, 5, paragraphs=6, seed=3)
    records = read_records(made.annotated)
    roles = {tuple(text_of(r.document.text, role) for role in a.key) for r in records for a in r.attributions}
    assert roles == {("Ann", "said", "rain fell")}, "one that crosses paragraphs or has no content must be left out"
    assert sum(len(r.attributions) for r in records) > 5
    bare = [json.loads(line) for line in made.bare.read_text(encoding="utf-8").splitlines()]
    assert bare == [{"id": r.document.id, "text": r.document.text} for r in records]
    assert len(bare) == made.documents == 5


def test_equal_seeds_give_equal_documents_and_others_do_not(corpus: Path, tmp_path: Path) -> None:
    texts = [make(corpus, tmp_path, 3, paragraphs=6, seed=seed).bare.read_bytes() for seed in (1, 1, 2)]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("content", [None, "", "{", "[1]\n", '{"text": "a"}\n'], ids=str)
def test_a_folder_without_a_corpus_is_named(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "train.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"no corpus to measure with in .*train\.jsonl .*--corpus FOLDER"):
        make(tmp_path, tmp_path, 1, paragraphs=1, seed=1)


def test_one_command_measures_prints_and_resumes(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["bench", "--corpus", str(corpus), "--sizes", "2,3", "--only", "storing", "--out", str(tmp_path / "out")]
    monkeypatch.setattr("sys.argv", command)
    assert __main__.main() == 0
    printed = capsys.readouterr().out
    assert "processor" in printed and "storing: statements → store / bare" in printed
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [result["documents"] for result in report["results"]] == [2, 3]
    monkeypatch.setattr("sys.argv", [*command, "--resume"])
    monkeypatch.setattr(__main__, "run", None)
    assert __main__.main() == 0
    assert "storing-3: kept" in capsys.readouterr().out


def test_a_measurement_that_fails_says_why(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(MEASUREMENTS, "broken", "bench.nowhere:measure")
    monkeypatch.setattr("sys.argv", ["bench", "--corpus", str(corpus), "--sizes", "1", "--out", str(tmp_path)])
    monkeypatch.setattr(__main__, "MEASUREMENTS", ["broken"])
    assert __main__.main() == 1
    assert "measurement 'broken' of 1 documents failed" in capsys.readouterr().err


def test_every_measurement_names_a_function() -> None:
    modules = {path.stem for path in Path(harness.__file__).parent.glob("*.py")}
    assert all(target.split(":")[0].removeprefix("bench.") in modules for target in MEASUREMENTS.values())
    assert len(MEASUREMENTS) == 6


def test_the_simulation_stops_gaining_where_the_client_is_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five times the workers take a fifth of the time, until one client cannot feed them; the dead cost time alone."""
    monkeypatch.setattr(scaling, "SAMPLE", 6_000)
    costs = scaling.Costs()
    hours = [scaling.simulate(1_000_000, scaling.Site(machines, 16), costs).finding for machines in (1, 5, 50, 100)]
    assert hours[0] / hours[1] == pytest.approx(5, rel=0.1)
    assert hours[3] == pytest.approx(hours[2], rel=0.1)
    fragile = scaling.simulate(1_000_000, scaling.Site(5, 16, hours=0.2), costs)
    assert fragile.again > 100
    assert hours[1] < fragile.finding < 1.5 * hours[1]


def test_several_processes_are_measured_beside_one_that_finds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every way is run, and one that finds something else than one process is no figure."""
    documents = tmp_path / "documents.jsonl"
    documents.write_text("".join(f'{{"id": "{number}", "text": "x"}}\n' for number in range(5)), encoding="utf-8")
    asked: list[list[str]] = []
    lost = b"no such line"

    def run(commands: list[list[str]]) -> float:
        for command in commands:
            asked.append(command)
            lines = [line for line in Path(command[4]).read_bytes().splitlines(True) if lost not in line]
            Path(command[6]).write_bytes(b"".join(lines) if "dask" in command else Path(command[4]).read_bytes())
        return 1.0

    monkeypatch.setattr(jobs, "_seconds", run)
    found = jobs.measure(documents, tmp_path, jobs=2, rounds=1)
    assert list(found) == ["one process", "--jobs 2", "--engine dask --jobs 2", "2 commands, a part each"]
    assert len(asked) == 5
    lost = b'"3"'
    with pytest.raises(RuntimeError, match=r"dask.*not what one process finds"):
        jobs.measure(documents, tmp_path, jobs=2, rounds=1)
