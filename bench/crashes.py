"""Kills whole builds at random moments and looks at what is left: `python -m bench.crashes --kills 200`.

The output folder goes back and forth between two states, each of some articles of the corpus.  Every build is killed
(SIGKILL to all its processes) at a moment drawn at random; then all outputs must be those of one state, or, where the
last step was under way, each of them of one; the next build must end in the bytes of a build from nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import make

STATES = ("even", "odd")


def main() -> int:
    """Kill as many builds as asked for, and print what they left behind; 1 where anything was lost."""
    options = _options()
    with TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        inputs = _inputs(make(options.corpus, folder, options.documents, paragraphs=4, seed=options.seed).bare, folder)
        wanted, seconds = {}, 0.0
        for state, source in inputs.items():
            start = time.perf_counter()
            _build(source, folder / state, options.jobs).wait()
            seconds = max(seconds, time.perf_counter() - start)
            wanted[state] = contents(folder / state)
        shutil.copytree(folder / STATES[1], folder / "out")
        found = Counter[str]()
        chance = random.Random(options.seed)
        for number in range(options.kills):
            state = STATES[number % 2]
            _kill(_build(inputs[state], folder / "out", options.jobs), chance.uniform(0, 1.05 * seconds))
            found[_left(folder / "out", list(wanted.values()))] += 1
            if _build(inputs[state], folder / "out", options.jobs).wait() or contents(folder / "out") != wanted[state]:
                found["NOT FINISHED BY THE NEXT BUILD"] += 1
            print(f"\r{number + 1} kills: {dict(found)}", end="", file=sys.stderr, flush=True)
    print(json.dumps({"kills": options.kills, "build": round(seconds, 2), **dict(sorted(found.items()))}))
    return 1 if any(name.isupper() for name in found) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.crashes", description="Kill builds at random moments.")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work (a temporary folder)")
    return parser.parse_args()


def _inputs(bare: Path, folder: Path) -> dict[str, Path]:
    """Return an input for each state: three quarters of the documents, half of which are in both."""
    lines = bare.read_text(encoding="utf-8").splitlines(keepends=True)
    inputs = {}
    for number, state in enumerate(STATES):
        inputs[state] = folder / f"{state}.jsonl"
        kept = [line for place, line in enumerate(lines) if place % 4 != number]
        inputs[state].write_text("".join(kept), encoding="utf-8")
    return inputs


def _build(source: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", "build", str(source), "--out", str(out), "--jobs", str(jobs), "-q"]
    return subprocess.Popen(command, start_new_session=True)


def _kill(build: subprocess.Popen[bytes], after: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        build.wait(after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def _left(out: Path, states: Sequence[dict[str, str]]) -> str:
    """Return in words what stands in `out`; in capitals where something is lost."""
    found = contents(out)
    if found in states:
        return "all of one state"
    under_way = (out / ".build" / "ready.json").exists()
    if under_way and all(digest in (state.get(name) for state in states) for name, digest in found.items()):
        return "the last step under way"
    return "BROKEN"


def contents(out: Path) -> dict[str, str]:
    """Return a digest of every output, of the store of its triples."""
    import pyoxigraph

    found = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    if (out / "store").is_dir():
        store = pyoxigraph.Store.read_only(str(out / "store"))
        lines = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
        found["store"] = b"\n".join(sorted(lines.split(b"\n")))
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


if __name__ == "__main__":
    sys.exit(main())
