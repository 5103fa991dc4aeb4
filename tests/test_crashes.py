"""Killed at any moment, on a full disk: the old outputs are whole, or the new ones are, and the next run ends the job.

Here builds are killed at some of their steps; `make crashes` kills at every one of them, and then whole builds of real
documents at 200 random moments (`bench.crashes`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import NamedTuple

import pytest

import kg
from builders import record, said
from crashing import Crasher
from kg.errors import OutputError, StoreError
from kg.files.exchange import exchanged
from kg.model import Document, dump_jsonl
from outputs import contents

EVERY = int(os.environ.get("KILL_EVERY", "7"))
"""One step of so many is the last of a build."""


class States(NamedTuple):
    """Two inputs and what a build from nothing makes of them; `folder` holds the outputs of the first."""

    folder: Path
    old: dict[str, str]
    source: Path
    new: dict[str, str]
    exchanges: bool
    """Whether folders can change places there in one step."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out page, shapes and answers, which have no part in this."""
    monkeypatch.setattr(
        "kg.views.write_graph_page", lambda records, path: path.write_text("".join(dump_jsonl(records)))
    )
    monkeypatch.setattr("kg.checks._shape_problems", lambda graph, across=False: [])
    monkeypatch.setattr("kg.views.explorer.questions.LARGEST", 0)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A place to work in, in memory where there is one: what is killed has no time to wait for a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.fixture
def states(folder: Path) -> States:
    old, new = statements(folder / "old.jsonl", "no"), statements(folder / "new.jsonl", "maybe")
    for source in (old, new):
        kg.build([source], folder / source.stem).close()
    one, other = (Path(mkdtemp(dir=folder)) for _ in range(2))
    return States(folder / "old", contents(folder / "old"), new, contents(folder / "new"), exchanged(one, other))


def statements(path: Path, words: str) -> Path:
    texts = [f"Ann said {words} {number}." for number in range(3)]
    found = [record(Document(id=f"{n}", text=t), said(t, "Ann", "said", words)) for n, t in enumerate(texts)]
    path.write_text("".join(dump_jsonl(found)))
    return path


def check(out: Path, states: States) -> None:
    """All outputs are the old ones or all are the new ones; where the last step was under way, each is one of them."""
    found = contents(out)
    if (out / ".build" / "ready.json").exists():
        assert all(digest in (states.old[name], states.new[name]) for name, digest in found.items())
        missing = set(states.old) - set(found)
        # where folders cannot change places in one step, the store is put back by whoever opens it
        assert not missing or (
            not states.exchanges and {name.partition("/")[0] for name in missing} <= {"store", "explorer"}
        )
    else:
        assert found in (states.old, states.new)


def test_a_build_killed_at_any_of_its_steps_leaves_old_or_new_and_the_next_one_ends_the_job(
    states: States, folder: Path
) -> None:
    steps = 0
    with Crasher() as crasher:
        for at in range(1, 200, EVERY):
            out = folder / "out"
            shutil.rmtree(out, ignore_errors=True)
            shutil.copytree(states.folder, out)
            if not crasher.build([states.source], out, at=at):
                break
            steps += 1
            check(out, states)
            assert not crasher.build([states.source], out, at=0)
            assert contents(out) == states.new, at
            assert {path.name for path in (out / ".build").iterdir()} == {"lock", "index.sqlite", "vectors.sqlite"}
            assert [path.name for path in out.iterdir() if path.name.startswith(".")] == [".build"]
    assert steps > 30 // EVERY


def test_a_build_killed_at_every_step_of_a_first_one_comes_to_its_end(states: States, folder: Path) -> None:
    """Each run is killed one step later than the one before it, in the same folder."""
    out = folder / "out"
    with Crasher() as crasher:
        killed = [crasher.build([states.source], out, at=at) for at in range(1, 150, 2 * EVERY)]
    assert killed.count(True) > 15 // EVERY
    assert not killed[-1]
    assert contents(out) == states.new


FULL = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a small file system of its own needs Linux and root"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system in memory of a few megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"NOT TESTED: no file system can be mounted here ({done.stderr.decode().strip()})")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


@FULL
def test_a_full_disk_leaves_the_old_outputs_and_with_room_the_next_build_goes_through(
    states: States, small_disk: Path
) -> None:
    out = small_disk / "out"
    shutil.copytree(states.folder, out)
    filler = small_disk / "filler"
    refused = 0
    for room in (0, 2_000, 20_000, 60_000, 120_000, 250_000, 500_000, 1_000_000):
        fill(filler, room)
        try:
            kg.build([states.source], out).close()
        except (OutputError, StoreError) as error:
            assert "cannot write" in str(error) or "could not be written" in str(error)
            refused += 1
            check(out, states)
        filler.unlink()
    assert refused >= 3
    kg.build([states.source], out).close()
    assert contents(out) == states.new


def fill(path: Path, room: int) -> None:
    """Write a file that leaves `room` bytes of the file system free."""
    free = shutil.disk_usage(path.parent).free
    path.write_bytes(b"x" * max(0, free - room))
