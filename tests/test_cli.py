"""The command line: results on stdout, everything else on stderr, exit codes as documented, errors that help."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import cli
from kg.model import Record, record_from_json

SEEDS = Path(__file__).parent.parent / "seeds"
STORY = 'Minister speaks\n\n"We will not sell at an earth price," Xiao Yaqing said on Wednesday.\n'


def kg(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of both sample documents."""
    out = tmp_path_factory.mktemp("built")
    result = kg("build", SEEDS, "--out", out, "--quiet")
    assert result.exit_code == 0, result.stderr
    return out


def test_every_command_is_in_the_readme() -> None:
    readme = (SEEDS.parent / "README.md").read_text("utf-8")
    commands = [
        (command.name or command.callback.__name__).replace("_", "-")
        for command in cli.app.registered_commands
        if command.callback
    ]
    assert len(commands) >= 19
    assert [name for name in commands if f"`kg {name}`" not in readme] == []


def test_every_option_has_a_help_text() -> None:
    for command in cli.app.registered_commands:
        assert command.callback
        shown = kg(command.name or command.callback.__name__, "--help").stdout
        bare = [line for line in shown.splitlines() if re.match(r"\s+-\S+(, --\S+)?( [<A-Z]\S*)?\s*$", line)]
        # a long option's text stands on the next line
        following = {line: shown.splitlines()[i + 1] for i, line in enumerate(shown.splitlines()[:-1])}
        assert [line for line in bare if not following[line].startswith(" " * 10)] == [], shown


def test_the_version_is_the_distributions() -> None:
    """`kg --version` says one line: the distribution and its version, as the package metadata have it."""
    assert kg("--version").stdout == f"saidgraph {metadata.version('saidgraph')}\n"


def test_help_starts_fast_and_needs_no_heavy_library() -> None:
    script = (
        "import sys, kg.cli\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'pyoxigraph', 'trafilatura', 'numpy', 'onnxruntime', 'pydantic'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_read_writes_one_document_a_line() -> None:
    result = kg("read", SEEDS)
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["id"] for line in lines] == sorted(path.name for path in SEEDS.glob("*.txt"))
    assert all(line["text"] for line in lines)


def test_extract_writes_nothing_but_records_to_stdout() -> None:
    result = kg("extract", SEEDS)
    assert result.exit_code == 0
    records = [record_from_json(json.loads(line)) for line in result.stdout.splitlines()]
    assert len(records) == 2
    assert all(record.attributions for record in records)


def test_extract_reads_standard_input_and_keeps_the_ids_of_json_lines() -> None:
    line = json.dumps({"id": "a/1", "text": STORY}) + "\n"
    result = kg("extract", "-", "--stdin-format", "jsonl", "--no-text", stdin=line)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["id"] == "a/1"
    assert "text" not in found
    assert found["attributions"][0]["actor"] == "Xiao Yaqing"


def test_two_jobs_write_what_one_writes(tmp_path: Path) -> None:
    for jobs in "12":
        assert kg("extract", SEEDS, "--jobs", jobs, "-o", tmp_path / jobs).exit_code == 0
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_bad_line_is_reported_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text(json.dumps({"id": "good", "text": STORY}) + "\nnot json\n")
    result = kg("extract", file)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "good"
    assert "mixed.jsonl:2" in result.stderr


def test_build_writes_all_it_promises(built: Path) -> None:
    names = {path.name for path in built.iterdir()}
    files = {
        "statements.jsonl",
        "likenesses.jsonl",
        "graph.ttl",
        "statements.csv",
        "graph.html",
        "index.html",
        "report.json",
        "manifest.json",
    }
    assert names == files | {"explorer", "store", ".build"}
    report = json.loads((built / "report.json").read_text("utf-8"))
    assert report["counts"]["documents"] == 2
    assert report["failures"] == report["problems"] == []


def test_a_build_from_extracted_statements_is_the_build_from_texts(built: Path, tmp_path: Path) -> None:
    result = kg("build", built / "statements.jsonl", "--out", tmp_path, "-q")
    assert result.exit_code == 0, result.stderr
    for name in ("graph.ttl", "graph.html", "statements.csv"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name


def test_another_hash_seed_and_order_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"), reverse=True)
    command = [sys.executable, "-m", "kg", "build", *map(str, files), "--out", str(tmp_path), "-q"]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": "4711"}, capture_output=True)
    for name in ("statements.jsonl", "graph.ttl", "graph.html", "statements.csv", "report.json"):
        assert (tmp_path / name).read_bytes() == (built / name).read_bytes(), name


def test_a_failed_build_harms_nothing(built: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in built.iterdir() if path.is_file()}
    empty = tmp_path / "empty"
    empty.mkdir()
    result = kg("build", empty, "--out", built)
    assert result.exit_code == 3
    assert "empty" in result.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_an_output_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = kg("build", SEEDS, "--out", tmp_path / "file")
    assert result.exit_code == 3
    assert str(tmp_path / "file") in result.stderr


@pytest.mark.parametrize("output", ["table", "csv", "json", "markdown"])
def test_query_answers_in_every_output(built: Path, output: str) -> None:
    result = kg("query", "who-said-what-about", "--topic=restrict exports", "--store", built, "--output", output)
    assert result.exit_code == 0, result.stderr
    assert "1522" in result.stdout
    if output == "csv":
        assert len(list(csv.DictReader(io.StringIO(result.stdout)))) >= 1
    if output == "json":
        json.loads(result.stdout)


def test_query_runs_files_and_standard_input(built: Path, tmp_path: Path) -> None:
    text = "PREFIX kg: <https://w3id.org/saidgraph#> SELECT (COUNT(*) AS ?n) { ?a a kg:Attribution }"
    (tmp_path / "count.rq").write_text(text)
    from_file = kg("query", tmp_path / "count.rq", "--store", built, "--output", "csv")
    from_stdin = kg("query", "-", "--store", built, "--output", "csv", stdin=text)
    assert from_file.stdout == from_stdin.stdout
    assert int(from_file.stdout.split()[1]) > 20


def test_query_constructs_turtle(built: Path) -> None:
    text = "PREFIX kg: <https://w3id.org/saidgraph#> CONSTRUCT { ?a kg:said ?c } WHERE { ?a kg:said ?c }"
    result = kg("query", "-", "--store", built, stdin=text)
    assert result.exit_code == 0
    assert "kg:said" in result.stdout


def test_query_list_shows_every_query() -> None:
    from kg import queries

    result = kg("query", "--list")
    assert result.exit_code == 0
    assert len(queries.names()) >= 12
    assert [name for name in queries.names() if name not in result.stdout] == []


WRONG: list[tuple[list[str], int, str]] = [
    (["query", "who-said-what"], 2, "who-said-what-about"),
    (["query", "who-said-what-about", "--topik", "x"], 2, "topic"),
    (["query", "who-said-what-about", "--topic"], 2, "--topic VALUE"),
    (["query", "who-said-what-about", "stray"], 2, "stray"),
    (["query", "who-said-what-about", "--topic", "x", "--output", "tabel"], 2, "table"),
    (["query"], 2, "who-said-what-about"),
    (["query", "-"], 2, "correct the SPARQL"),
    (["export", "turtel", "-o", "x"], 2, "turtle"),
    (["extract", "seeds", "--finder", "rule"], 3, "rules"),
    (["extract", "no/such/file.txt"], 1, "no/such/file.txt"),
]


@pytest.mark.parametrize(("arguments", "code", "hint"), WRONG)
def test_what_is_not_there_is_named_with_what_is(built: Path, arguments: list[str], code: int, hint: str) -> None:
    if arguments[0] in ("query", "export"):
        arguments = [*arguments, "--store", str(built)] if arguments[-1] != "--topic" else arguments
    result = kg(*arguments, stdin="SELEKT ?s { ?s ?p ?o }")
    assert (result.exit_code, hint in result.stderr) == (code, True), result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr


def test_the_table_of_wrong_command_lines_is_whole() -> None:
    assert len(WRONG) == 10


def test_a_folder_that_is_no_store_is_named(tmp_path: Path) -> None:
    result = kg("query", "denials", "--store", tmp_path / "nowhere")
    assert result.exit_code == 3
    assert "nowhere" in result.stderr


def test_export_view_and_validate_work_on_a_store_and_on_its_turtle(built: Path, tmp_path: Path) -> None:
    for store in (built, built / "graph.ttl"):
        assert kg("export", "nodelink", "-o", tmp_path / "g.json", "--store", store).exit_code == 0
        assert kg("view", "--graph", "-o", tmp_path / "g.html", "--store", store).exit_code == 0
        assert kg("view", "-o", tmp_path / "seen", "--store", store).exit_code == 0
        assert kg("validate", "--store", store).exit_code == 0
    assert (tmp_path / "g.html").read_bytes() == (built / "graph.html").read_bytes()
    assert (tmp_path / "seen" / "index.html").read_bytes() == (built / "index.html").read_bytes()
    for path in (built / "explorer").iterdir():
        assert (tmp_path / "seen" / "explorer" / path.name).read_bytes() == path.read_bytes(), path.name


def test_a_path_that_ends_in_html_is_one_file_and_so_is_a_single_file(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways of asking give the same file and nothing beside it; the picture is one file already."""
    monkeypatch.chdir(tmp_path)
    assert kg("view", "-o", "a.html", "--store", built).exit_code == 0
    assert kg("view", "--single-file", "--store", built).exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "explorer.html"]
    assert Path("a.html").read_bytes() == Path("explorer.html").read_bytes()
    assert kg("view", "--single-file", "--graph", "--store", built).exit_code == 2


def test_validate_finds_what_was_broken(built: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    text = (built / "graph.ttl").read_text("utf-8")
    broken.write_text(text.replace("earth price", "EARTH PRICE"), "utf-8")
    result = kg("validate", "--store", broken)
    assert result.exit_code == 0  # text and evidence were changed alike
    broken.write_text(re.sub(r'oa:exact "Reuters"', 'oa:exact "Router"', text), "utf-8")
    result = kg("validate", "--store", broken)
    assert result.exit_code == 1
    assert "remedy" in result.stdout


def test_evaluate_scores_a_file_against_itself(built: Path) -> None:
    file = built / "statements.jsonl"
    result = kg("evaluate", file, file, "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["attribution"]["exact"]["F1"] == 100.0


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m kg extract {SEEDS} | head -c 10"
    shown = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in shown.stderr
    assert shown.returncode == 0


def test_hostile_text_does_not_command_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "hostile.txt").write_text('"Pay \x1b[31mnow [bold]or[/bold] never," Ann Lee said.\n', "utf-8")
    assert kg("build", tmp_path, "--out", tmp_path / "out", "-q").exit_code == 0
    result = kg("query", "who-said-what-about", "--topic", "never", "--store", tmp_path / "out")
    assert "\x1b" not in result.stdout
    assert "[bold]or[/bold]" in result.stdout


def test_outermost_leaves_out_what_is_only_reported() -> None:
    every = [json.loads(line) for line in kg("extract", SEEDS).stdout.splitlines()]
    outer = [json.loads(line) for line in kg("extract", SEEDS, "--outermost").stdout.splitlines()]
    spans = [[a["content"] for a in record["attributions"]] for record in outer]
    assert spans == [[a["content"] for a in record["attributions"] if a["parent"] is None] for record in every]
    assert sum(map(len, spans)) < sum(len(record["attributions"]) for record in every)


def test_a_query_whose_reader_goes_away_is_no_error(built: Path) -> None:
    command = f"{sys.executable} -m kg query cues --store {built} --output csv | head -c 10"
    shown = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert (shown.returncode, shown.stderr) == (0, "")


def test_a_text_too_long_for_one_document_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("The minister said no. " * 200_000)
    (tmp_path / "short.txt").write_text(STORY)
    result = kg("extract", tmp_path, "--no-text")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "short.txt"
    assert "long.txt" in result.stderr
    assert "split it" in result.stderr


def test_whatever_one_document_provokes_the_others_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import linking

    link = linking.link

    def fragile(record: Record, mentions: object = ()) -> Record:
        if record.document.id == "a.txt":
            raise IndexError("a fault of ours")
        return link(record)

    monkeypatch.setattr(linking, "link", fragile)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    result = kg("extract", tmp_path)
    assert (result.exit_code, json.loads(result.stdout)["id"]) == (1, "b.txt")
    assert "a.txt: its sources could not be resolved: IndexError: a fault of ours" in result.stderr
