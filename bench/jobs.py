"""What several processes are worth: `python -m bench.jobs`.

Documents are searched by one process, by several (`--jobs`), by as many workers of a cluster on this machine, and, each
process for itself with its part of the documents, by as many commands started at once: faster than these the machine
cannot be, whatever else it does.  Seconds are those on the wall, of whole commands with their start, by turns.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.corpus import make
from bench.harness import ONE_THREAD, machine


def measure(documents: Path, folder: Path, jobs: int, rounds: int) -> dict[str, float]:
    """Return the median seconds of each way.  Raises `RuntimeError` where one gives other bytes than one process."""
    parts = list(split(documents, folder, jobs))
    out = [folder / f"out-{number}.jsonl" for number in range(jobs)]
    ways: dict[str, Callable[[], list[Sequence[str]]]] = {
        "one process": lambda: [_extract(documents, out[0])],
        f"--jobs {jobs}": lambda: [_extract(documents, out[0], "--jobs", str(jobs))],
        f"--engine dask --jobs {jobs}": lambda: [
            _extract(documents, out[0], "--engine", "dask", "--jobs", str(jobs)),
        ],
        f"{jobs} commands, a part each": lambda: [_extract(part, to) for part, to in zip(parts, out, strict=True)],
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    expected = None
    for _ in range(rounds):
        for name, commands in ways.items():
            taken[name].append(_seconds(commands()))
            found = b"".join(path.read_bytes() for path in out if path.exists())
            expected = expected or found
            if sorted(found.splitlines()) != sorted(expected.splitlines()):
                raise RuntimeError(f"{name}: not what one process finds")
            for path in out:
                path.unlink(missing_ok=True)
    return {name: median(seconds) for name, seconds in taken.items()}


def split(documents: Path, folder: Path, parts: int) -> Iterator[Path]:
    """Yield files with every n-th document."""
    lines = documents.read_bytes().splitlines(keepends=True)
    for number in range(parts):
        path = folder / f"part-{number}.jsonl"
        path.write_bytes(b"".join(lines[number::parts]))
        yield path


def _extract(documents: Path, out: Path, *options: str) -> Sequence[str]:
    return [sys.executable, "-m", "kg", "extract", str(documents), "-o", str(out), "--quiet", *options]


def _seconds(commands: Sequence[Sequence[str]]) -> float:
    """How long it takes until all commands, started at once, have ended."""
    start = time.perf_counter()
    running = [subprocess.Popen(command, env=os.environ | ONE_THREAD) for command in commands]
    codes = [process.wait() for process in running]
    if any(codes):
        raise RuntimeError("a command failed: " + " ".join(commands[0]))
    return time.perf_counter() - start


def main() -> None:
    """Make documents, measure, print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.jobs", description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--documents", type=int, default=300, help="documents of 300 words (300)")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("\n".join(f"{name:24} {value}" for name, value in machine().items()))
    with TemporaryDirectory() as folder:
        made = make(options.corpus, Path(folder), options.documents, paragraphs=8, seed=1)
        found = measure(made.bare, Path(folder), options.jobs, options.rounds)
    one = found["one process"]
    print(f"{'':34}{'seconds':>9}{'times as fast as one':>22}")
    for name, seconds in found.items():
        print(f"{name:34}{seconds:9.1f}{one / seconds:22.2f}")


if __name__ == "__main__":
    main()
