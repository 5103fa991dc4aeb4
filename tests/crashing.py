"""A process that makes others which build and are killed: `python crashing.py` reads what to do from standard input.

Each line is JSON: {"at": n, "paths": […], "out": "…"}.  A child builds and is killed at its nth change to a folder; the
answer is "killed" or "done".  A process of its own, because a store that is open here would not survive the fork.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.killing import kill_at
from kg.model import Record, dump_jsonl


class Crasher:
    """Runs builds that are killed; a context manager."""

    def __init__(self) -> None:
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | threads,
        )

    def __enter__(self) -> Crasher:
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.communicate()

    def build(self, paths: Sequence[Path], out: Path, *, at: int) -> bool:
        """Build, killed at the `at`th change; return whether it was killed (else it came to its end)."""
        assert self._process.stdin and self._process.stdout
        job = {"at": at, "paths": [str(path) for path in paths], "out": str(out)}
        print(json.dumps(job), file=self._process.stdin, flush=True)
        return self._process.stdout.readline() == "killed\n"


def make_quick(put: Callable[[str, Any], None]) -> None:
    """Have page, shapes and answers, most of the time of a small build, done by next to nothing; `put` replaces."""
    put("kg.views.write_graph_page", _write_lines)
    put("kg.checks._shape_problems", lambda graph, across=False: [])
    put("kg.views.explorer.questions.LARGEST", 0)


def _write_lines(records: Sequence[Record], path: Path) -> None:
    path.write_text("".join(dump_jsonl(records)))


def _put(name: str, value: Any) -> None:
    module, _, attribute = name.rpartition(".")
    setattr(import_module(module), attribute, value)


def _child(job: dict[str, Any]) -> None:
    import kg

    kill_at(job["at"])
    kg.build(job["paths"], job["out"]).close()


def main() -> None:
    """Do what standard input says."""
    import igraph  # noqa: F401  what a child would load for each build
    import numpy  # noqa: F401

    import kg.builds
    import kg.exporters.rdf
    import kg.exporters.tables
    import kg.pipeline
    import kg.stores.oxigraph
    import kg.views.explorer

    make_quick(_put)
    kg.builds.program()  # kept by every child
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _child(json.loads(line))
            except BaseException as error:
                print(repr(error), file=sys.stderr)
                os._exit(1)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "done" if status == 0 else "failed", flush=True)


if __name__ == "__main__":
    main()
