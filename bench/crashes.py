"""Kills whole builds at random and looks at what is left: `python -m bench.crashes --kills 200`.

The output folder goes back and forth between two states, each of some articles of the corpus.  Of every four builds two
are killed (SIGKILL to all their processes) at a moment drawn at random, one before a change to the folder, and one
before a change of the last step, in which the outputs take their places.  Then all outputs must be those of one state,
or, where the last step was under way, each of them of one, and none missing; the next build must end in the bytes of a
build from nothing.  Builds are children of a process that has loaded everything, so that most of their time is work.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from multiprocessing.context import ForkProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus import make
from bench.killing import kill_at, on_change

STATES = ("even", "odd")


KINDS = ("at a moment", "at a change", "at a moment", "at a change of the last step")
FORK = multiprocessing.get_context("fork")


def main() -> int:
    """Kill as many builds as asked for, and print what they left behind; 1 where anything was lost."""
    options = _options()
    _load()
    with TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        inputs = _inputs(make(options.corpus, folder, options.documents, paragraphs=4, seed=options.seed).bare, folder)
        out = folder / "out"
        wanted = {}
        for state in STATES:
            _builds(inputs[state], folder / state, options.jobs)
            wanted[state] = contents(folder / state)
            _builds(inputs[state], out, options.jobs)
        seconds, changes = _measured(inputs[STATES[0]], out, options.jobs, folder / "changes.json")
        _builds(inputs[STATES[1]], out, options.jobs)
        last = next(place for place, change in enumerate(changes, 1) if "ready.json" in change)
        found = Counter[str]()
        chance = random.Random(options.seed)
        for number in range(options.kills):
            state, kind = STATES[number % 2], KINDS[number // 2 % 4]
            at = chance.randint(last + 1 if kind == KINDS[3] else 1, len(changes)) if "change" in kind else 0
            build = _started(inputs[state], out, options.jobs, at)
            build.join(None if at else chance.uniform(0, 1.05 * seconds))
            _kill(build)
            found[f"{kind}: {_left(out, list(wanted.values()))}"] += 1
            if not _builds(inputs[state], out, options.jobs) or contents(out) != wanted[state]:
                found[f"{kind}: NOT FINISHED BY THE NEXT BUILD"] += 1
            print(f"\r{number + 1} kills: {dict(found)}", end="", file=sys.stderr, flush=True)
    print(json.dumps({"kills": options.kills, "build": round(seconds, 2), **dict(sorted(found.items()))}))
    return 1 if any(name.partition(": ")[2].isupper() for name in found) else 0


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


def _load() -> None:
    """Import what every build needs, so that their time is work."""
    from kg import language
    from kg.builds import program

    program()
    language.load()


def _builds(source: Path, out: Path, jobs: int) -> bool:
    """Build, and return whether it came to its end."""
    build = _started(source, out, jobs)
    build.join()
    return build.exitcode == 0


def _started(source: Path, out: Path, jobs: int, at: int = 0) -> ForkProcess:
    """Return a build that has begun, and is killed before its change number `at`."""
    build = FORK.Process(target=_build, args=(source, out, jobs, at))
    build.start()
    return build


def _build(source: Path, out: Path, jobs: int, at: int) -> None:
    import kg

    os.setsid()
    if at:
        kill_at(at)
    kg.build([source], out, jobs=jobs).close()


def _measured(source: Path, out: Path, jobs: int, told: Path) -> tuple[float, list[str]]:
    """Return how long a build takes, and what it changes."""
    changes: list[str] = []

    def build() -> None:
        on_change(lambda count, name, arguments: changes.append(f"{name} {arguments}"))
        _build(source, out, jobs, 0)
        told.write_text(json.dumps(changes))

    process = FORK.Process(target=build)
    start = time.perf_counter()
    process.start()
    process.join()
    return time.perf_counter() - start, json.loads(told.read_text())


def _kill(build: ForkProcess) -> None:
    assert build.pid
    for kill in (os.killpg, os.kill):  # the group first, where it has one by now
        with contextlib.suppress(ProcessLookupError):
            kill(build.pid, signal.SIGKILL)
    build.join()


def _left(out: Path, states: Sequence[dict[str, str]]) -> str:
    """Return in words what stands in `out`; in capitals where something is lost."""
    found = contents(out)
    if found in states:
        return "all of one state"
    under_way = (out / ".build" / "ready.json").exists()
    is_whole = all(found.get(name) in [state[name] for state in states] for name in states[0])
    if under_way and is_whole and set(found) == set(states[0]):
        return "the last step under way"
    return "BROKEN"


def contents(out: Path) -> dict[str, str]:
    """Return a digest of every output, of the store of its triples; in a process of its own, which opens the store."""
    here, there = FORK.Pipe()
    process = FORK.Process(target=lambda: there.send(_contents(out)))
    process.start()
    found: dict[str, str] = here.recv()
    process.join()
    return found


def _contents(out: Path) -> dict[str, str]:
    import pyoxigraph

    found = {path.name: path.read_bytes() for path in sorted(out.iterdir()) if path.is_file()}
    found |= {path.name: path.read_bytes() for path in sorted((out / "explorer").glob("*"))}
    if (out / "store").is_dir():
        store = pyoxigraph.Store.read_only(str(out / "store"))
        lines = store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
        found["store"] = b"\n".join(sorted(lines.split(b"\n")))
    return {name: hashlib.sha256(data).hexdigest() for name, data in found.items()}


if __name__ == "__main__":
    sys.exit(main())
