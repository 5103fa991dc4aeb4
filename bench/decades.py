"""Builds corpora of growing size end to end, and each a second time unchanged: `python -m bench.decades`.

Time, memory and disk of whole builds in processes of their own, with all they write; for each size a line of JSON in
`OUT/decades.jsonl`, and while a build runs its progress in `OUT/progress.txt`.  `--given` starts from statements (the
attributions that people marked in the corpus) in place of texts, which leaves finding out.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import psutil

from bench.__main__ import OUT, _sizes
from bench.corpus import make
from bench.harness import ONE_THREAD, machine

PAUSE = 0.5
"""Seconds between two looks at the memory of a build."""


@dataclass
class Run:
    """What one build took: CPU seconds with all its workers, memory in MB of itself and of all its processes."""

    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0
    memory_all: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)


def main() -> int:
    """Build each size twice, and say what it took."""
    options = _options()
    if options.child:
        return _child(json.loads(options.child))
    options.out.mkdir(parents=True, exist_ok=True)
    print(json.dumps(machine()))
    for size in options.sizes:
        with TemporaryDirectory(dir=options.folder) as name:
            corpus = make(options.corpus, Path(name), size, paragraphs=options.paragraphs, seed=options.seed)
            source = corpus.annotated if options.given else corpus.bare
            (corpus.bare if options.given else corpus.annotated).unlink()
            out = Path(name) / "out"
            job = {"path": str(source), "out": str(out), "finder": options.finder, "jobs": options.jobs}
            job["progress"] = str(options.out / "progress.txt")
            first, again = _run(job), _run(job)
            result = {
                "documents": size,
                "words": corpus.words,
                "megabytes": round(source.stat().st_size / 1e6, 1),
                "paragraphs": options.paragraphs,
                "finder": "given" if options.given else options.finder,
                "jobs": options.jobs,
                **json.loads((out / "report.json").read_bytes())["counts"],
                "first": asdict(first),
                "unchanged": asdict(again),
                "disk": _sizes_of(out),
            }
        with (options.out / "decades.jsonl").open("a") as file:
            file.write(json.dumps(result) + "\n")
        print(json.dumps(result), flush=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.decades", description="Whole builds, decade by decade.")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--sizes", type=_sizes, default=(100, 1_000, 10_000), help="numbers of documents")
    parser.add_argument("--paragraphs", type=int, default=8, help="paragraphs a document (8, about 300 words)")
    parser.add_argument("--finder", default="auto")
    parser.add_argument("--given", action="store_true", help="start from statements, not from texts")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (a temporary folder)")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    return parser.parse_args()


def _run(job: dict[str, Any]) -> Run:
    """Build in a process of its own and look at its memory while it runs."""
    command = [sys.executable, "-m", "bench.decades", "--child", json.dumps(job)]
    run, start = Run(), time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD) as child:
        while child.poll() is None:
            _look(child.pid, run)
            time.sleep(PAUSE)
        assert child.stdout
        answer = child.stdout.read()
    if child.returncode:
        raise RuntimeError(f"the build of {job['path']} failed with exit code {child.returncode}")
    run.wall = round(time.perf_counter() - start, 1)
    found = json.loads(answer.splitlines()[-1])
    run.cpu, run.stages = found["cpu"], found["stages"]
    run.memory = max(run.memory, found["memory"])
    run.memory_all = max(run.memory_all, run.memory)
    return run


def _look(pid: int, run: Run) -> None:
    total = 0.0
    try:
        process = psutil.Process(pid)
        for one in (process, *process.children(recursive=True)):
            total += one.memory_info().rss / 1e6
    except psutil.NoSuchProcess:
        return
    run.memory_all = round(max(run.memory_all, total), 1)


def _child(job: dict[str, Any]) -> int:
    from bench.harness import peak_memory
    from kg.pipeline import build

    begun = time.perf_counter()
    stages: dict[str, float] = {}
    with Path(job["progress"]).open("w") as progress:

        def watch(stage: str, count: int) -> None:
            stages[stage] = round(time.perf_counter() - begun, 1)
            if count % 500 == 0:
                _tell(progress, f"{stages[stage]:10.1f} s  {stage} {count:,}\n")

        build([job["path"]], job["out"], finder=job["finder"], jobs=job["jobs"], watch=watch).close()
        stages["end"] = round(time.perf_counter() - begun, 1)
    times = os.times()
    cpu = round(times.user + times.system + times.children_user + times.children_system, 2)
    print(json.dumps({"cpu": cpu, "memory": round(peak_memory(), 1), "stages": stages}))
    return 0


def _tell(file: TextIO, line: str) -> None:
    file.write(line)
    file.flush()


def _sizes_of(out: Path) -> dict[str, float]:
    """Return what each output takes on the disk, in MB."""
    places = [*out.iterdir()]
    sizes = {
        place.name: sum(p.stat().st_size for p in ([place] if place.is_file() else place.rglob("*")) if p.is_file())
        for place in places
    }
    return {name: round(size / 1e6, 2) for name, size in sorted(sizes.items())}


if __name__ == "__main__":
    sys.exit(main())
