"""Which finder runs, what happens where its weights are missing or broken, and what a threshold leaves out."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders import said
from finders import needs_weights
from kg import attribution_model, cli
from kg.attribution_model import MANIFEST, READER
from kg.errors import ExtractError, FinderWarning, ModelError
from kg.extractors import extract, settled
from kg.extractors.finders import check
from kg.extractors.trained import model
from kg.files.resources import weights_folder
from kg.model import Attribution, Document, Record, Verdict, dump_jsonl
from kg.model.streams import surest
from kg.pipeline import build, observe

SEEDS = Path(__file__).parent.parent / "seeds"
TEXT = "Ann Smith said that prices will rise."


def kg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


@pytest.fixture(params=["missing", "broken"])
def without_weights(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """No folder of weights, or one in which the reader was cut off."""
    folder = tmp_path / "weights"
    if request.param == "broken":
        if not (weights_folder() / MANIFEST).is_file():
            pytest.skip("NOT TESTED: the attribution model's weights are absent")
        shutil.copytree(weights_folder(), folder)
        (folder / READER).write_bytes((folder / READER).read_bytes()[:1000])
    monkeypatch.setattr(attribution_model, "weights_folder", lambda: folder)
    check.cache_clear()
    model.cache_clear()
    request.addfinalizer(check.cache_clear)
    request.addfinalizer(model.cache_clear)
    return READER if request.param == "broken" else MANIFEST


@needs_weights
def test_the_model_runs_where_nothing_else_is_asked_for() -> None:
    (record,) = extract([Document(id="a", text=TEXT)])
    assert isinstance(record, Record)
    assert [a.extractor for a in record.attributions] == ["model@1"]


def test_the_rules_run_where_the_weights_cannot(without_weights: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    result = kg("extract", file)
    assert result.exit_code == 0
    assert [a["extractor"] for a in json.loads(result.stdout)["attributions"]] == ["rules@1"]
    (line,) = result.stderr.splitlines()
    assert line.startswith("warning: the rules find the statements")
    assert without_weights in line


def test_whoever_asks_for_the_model_is_told_that_it_cannot_run(without_weights: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    result = kg("extract", file, "--finder", "model")
    assert (result.exit_code, result.stdout) == (3, "")
    assert without_weights in result.stderr
    assert "Traceback" not in result.stderr
    with pytest.raises(ModelError, match="reinstall"):
        list(extract([Document(id="a", text=TEXT)], finder="model"))


def test_a_library_user_is_warned_once_a_run(without_weights: str) -> None:
    with pytest.warns(FinderWarning) as warned:
        assert len(list(observe([SEEDS]))) == 2
    assert len(warned) == 1


@needs_weights
def test_what_is_given_loads_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build of statements has nothing to search: the finder that would do it is settled, and not loaded."""

    def load(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(attribution_model, "load", load)
    model.cache_clear()
    (tmp_path / "given.jsonl").write_text("".join(dump_jsonl([Record(Document(id="a", text=TEXT))])))
    with build([tmp_path / "given.jsonl"], tmp_path / "out") as made:
        assert made.counts()["documents"] == 1
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["finder"] == "model"


def test_an_unknown_finder_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ExtractError, match="valid are auto, model, rules"):
        settled("modell")


def attributions(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    return [found for line in result.stdout.splitlines() for found in json.loads(line)["attributions"]]


def test_a_threshold_leaves_out_what_is_less_sure() -> None:
    every, some, none = (attributions(kg("extract", SEEDS, "--min-confidence", least)) for least in ("0", "0.7", "1"))
    assert len(every) > len(some) > 0
    assert all(float(str(found["confidence"])) >= 0.7 for found in some)
    assert none == []


@pytest.mark.parametrize("least", ["-0.1", "1.1", "high"])
def test_a_threshold_is_between_0_and_1(least: str) -> None:
    result = kg("extract", SEEDS, "--min-confidence", least)
    assert result.exit_code == 2
    assert "--min-confidence" in result.stderr


def test_a_graph_holds_what_is_sure_and_the_statements_file_all(tmp_path: Path) -> None:
    def build(least: str) -> tuple[int, int]:
        assert kg("build", SEEDS, "-o", tmp_path, "--min-confidence", least, "-q").exit_code == 0
        lines = (tmp_path / "statements.jsonl").read_text("utf-8").splitlines()
        report = json.loads((tmp_path / "report.json").read_text("utf-8"))
        return sum(len(json.loads(line)["attributions"]) for line in lines), report["counts"]["attributions"]

    found, shown = build("0.7")
    assert found > shown > 0
    assert build("0") == (found, found)
    assert build("0.7") == (found, shown)


STORY = "Ann said that Bob hopes to win. Cid said no."


def test_what_stands_in_a_doubtful_statement_goes_with_it() -> None:
    """Otherwise "Ann said that Bob hopes" would become "Bob hopes", told by the document."""
    doubtful = said(STORY, "Ann", "said", "that Bob hopes to win", confidence=0.4)
    inside = said(STORY, "Bob", "hopes", "to win", confidence=0.9, parent=0)
    other = said(STORY, "Cid", "said", "no", confidence=0.9, answers=0, interprets=1)
    record = Record(Document(id="a", text=STORY), (doubtful, inside, other))
    (kept,) = surest(record, 0.5).attributions
    assert (kept.source, kept.parent, kept.answers, kept.interprets) == (other.source, None, None, None)
    assert surest(record, 0.4) == record


def test_what_a_person_accepted_is_not_in_doubt() -> None:
    found = (
        said(STORY, "Ann", "said", "that Bob hopes to win", confidence=0.3),
        said(STORY, "Cid", "said", "no", confidence=0.2),
    )
    record = Record(Document(id="a", text=STORY), found, (Verdict(id="d1", what="accept", about=(1,)),))
    kept = surest(record, 0.5)
    assert kept.attributions == found[1:]
    assert [verdict.about for verdict in kept.verdicts] == [(0,)]


def test_a_chain_is_cut_where_it_becomes_doubtful() -> None:
    content = ((9, 20),)
    sure = [
        Attribution(content=content, confidence=c, parent=i - 1 if i else None)
        for i, c in enumerate((0.9, 0.8, 0.3, 0.9))
    ]
    record = Record(Document(id="a", text=STORY), tuple(sure))
    assert len(surest(record, 0.5).attributions) == 2
