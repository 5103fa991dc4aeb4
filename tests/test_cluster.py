"""A cluster of several worker processes: the same as one process, whatever dies on the way; files anywhere."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ClusterError, OutputError
from kg.model import Document, Failure, Record
from kg.pipeline import observe, reopen
from kg.readers import read
from kg.workers import cluster, sharding
from kg.workers.cluster import spread
from test_workers import die_once, echo


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """Two worker processes and the address of their scheduler, which gives a chunk up whose worker died."""
    import dask
    from distributed import LocalCluster

    with warnings.catch_warnings(), dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        warnings.simplefilter("ignore")
        with LocalCluster(2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as local:  # type: ignore[no-untyped-call]
            yield local.scheduler_address


def documents(count: int, *others: Document) -> list[Document]:
    """Return `count` documents that fill a chunk by tens, and `others` among them."""
    found = [Document(id=f"{i:03}", text="text " * 2000) for i in range(count)]
    return [*found[:7], *others, *found[7:]]


def ids(results: list[Record | Failure]) -> list[str]:
    return [r.where if isinstance(r, Failure) else r.document.id for r in results]


def test_a_cluster_gives_what_one_process_gives_and_a_dead_worker_costs_nothing(scheduler: str, tmp_path: Path) -> None:
    """A worker that is killed, and one document that kills every worker: the others come, in their order."""
    given = documents(
        40, Document(id="kill-once", text=str(tmp_path / "mark")), Document(id="kill-always", text="x" * 99_000)
    )
    results = list(spread(die_once, given, 2, scheduler))
    assert (tmp_path / "mark").exists()
    assert ids(results) == [document.id for document in given]
    (failure,) = [result for result in results if isinstance(result, Failure)]
    assert failure.where == "kill-always"
    assert "workers died of it" in failure.problem


def fail_once(documents: list[Document]) -> list[Record | Failure]:
    """Fail the first time that a document is worked on; its text is the path of the mark left behind."""
    done = []
    for document in documents:
        is_first = document.text.startswith("/") and not Path(document.text).exists()
        if is_first:
            Path(document.text).touch()
        done.append(Failure(document.id, "no memory") if is_first or document.id == "bad" else Record(document))
    return done


def test_what_failed_is_tried_again_and_then_told(scheduler: str, tmp_path: Path) -> None:
    given = documents(3, Document(id="once", text=str(tmp_path / "mark")), Document(id="bad", text="x"))
    results = list(spread(fail_once, given, 2, scheduler))
    assert [type(result) for result in results].count(Failure) == 1
    assert isinstance(results[-1], Failure)
    assert ids(results)[-2:] == ["once", "bad"]


def test_workers_with_another_version_are_refused(scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.builds.program", lambda: "another")
    with pytest.raises(ClusterError, match="another version of saidgraph"):
        list(spread(echo, documents(1), 2, scheduler))


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WAIT", 0.5)
    with pytest.raises(ClusterError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1 .*dask scheduler"):
        list(spread(echo, documents(1), 2, "tcp://127.0.0.1:1"))


STORIES = ["Ann said that rain fell.", '"No," Bob told reporters.', "Nobody spoke."]


def test_the_command_on_a_cluster_writes_shards_that_are_the_same(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of bounded size, whose lines are those of one process; what an earlier run left over is gone."""
    source, out = tmp_path / "a.jsonl", tmp_path / "out"
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(STORIES)))
    monkeypatch.setattr(sharding, "DOCUMENTS", 2)
    out.mkdir()
    (out / "part-00007.jsonl").write_text("{}\n")
    options = ["--engine", "dask", "--scheduler", scheduler, "--finder", "rules", "--shards", str(out)]
    done = CliRunner().invoke(app, ["extract", f"file://{source}", *options])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.iterdir()) == ["part-00000.jsonl", "part-00001.jsonl"]
    found = [record for path in sorted(out.iterdir()) for record in reopen(path)]
    assert found == list(observe([source], finder="rules"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--scheduler", "tcp://x:1"], "--scheduler goes with --engine dask"),
        (["--shards", "a", "--out", "b"], "name one of them"),
        (["--shards", "nowhere://a"], "cannot write to nowhere://a"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["extract", "seeds", *options])
    assert done.exit_code != 0
    assert message in done.output


def test_shards_far_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is there when it is whole; where the work breaks off, the last one is not."""
    monkeypatch.setattr(sharding, "DOCUMENTS", 2)
    with pytest.raises(OutputError), sharding.sharded("memory://shards") as file:
        for line in "abc":
            file.write(f"{line}\n")
        raise OutputError("the disk is full")
    assert far("memory://shards") == {"part-00000.jsonl": b"a\nb\n"}
    with sharding.sharded("memory://shards") as file:
        file.write("z\n")
    assert far("memory://shards") == {"part-00000.jsonl": b"z\n"}


def far(folder: str) -> dict[str, bytes]:
    from fsspec.core import url_to_fs

    system, path = url_to_fs(folder)
    return {name.rpartition("/")[2]: system.cat_file(name) for name in system.find(path)}


def test_documents_anywhere() -> None:
    """Files, folders and globs at addresses give the documents of files here, with ids below the fixed part."""
    import fsspec

    system = fsspec.filesystem("memory")
    for name, data in {
        "/news/a.jsonl": b'{"id": "x", "text": "Ann said no."}\n{"text": "Bo said yes."}\n',
        "/news/b/c.txt": b"Cy said maybe.",
        "/news/d.bin": b"\0",
    }.items():
        system.pipe_file(name, data)
    both = [("x", "Ann said no."), ("a.jsonl#2", "Bo said yes.")]
    third = ("b/c.txt", "Cy said maybe.")
    assert pairs("memory://news") == [*both, third]
    assert pairs("memory://news/*.jsonl") == both
    assert pairs("memory://news/b/c.txt") == [("c.txt", "Cy said maybe.")]
    (problem,) = read(["memory://nothing/*.txt"])
    assert isinstance(problem, Failure)
    assert "no file of a known format" in problem.problem
    (problem,) = read(["nowhere://a.txt"])
    assert isinstance(problem, Failure)
    assert "saidgraph[cluster]" in problem.problem


def pairs(address: str) -> list[tuple[str, str]]:
    return [(item.id, item.text) for item in read([address]) if isinstance(item, Document)]
