"""Has atheris (libFuzzer) drive the tests in `tests/fuzz`: `python tests/guided.py SECONDS [-k WHICH]`.

`make fuzz-guided` runs it.  What Hypothesis would draw at random is drawn from bytes, and these are changed wherever a
change reaches new branches of `kg`.  Each test has a process of its own, since libFuzzer ends the one it runs in.  What
reached something new is kept in `build/fuzz/` and is where the next run goes on; what broke something is there as well,
is made small by Hypothesis at once, and is tried first by `make fuzz`.
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parent.parent
KEPT: Final = ROOT / "build" / "fuzz"
FOUND: Final = KEPT / "found"
"""Where Hypothesis keeps what broke a test."""
_TOLD: Final = "inputs fit:"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one test: how many inputs, how many of them fit to be tried, edges of `kg` reached, did it hold?"""

    test: str
    inputs: int
    fit: int
    edges: int
    held: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Search with every test of `tests/fuzz` for a while, print what came of each; return 1 where something broke."""
    parser = ArgumentParser(prog="python tests/guided.py", description="Search with coverage as the guide.")
    parser.add_argument("seconds", type=int, help="how long each test is driven")
    parser.add_argument("-k", default="", help="which tests, as pytest takes it")
    options = parser.parse_args(arguments)
    print(f"{'inputs':>9} {'fit':>9} {'edges':>6}")
    outcomes = [outcome for test in _tests(options.k) if (outcome := _search(test, options.seconds))]
    return 0 if outcomes and all(outcome.held for outcome in outcomes) else 1


def _tests(which: str) -> list[str]:
    listed = _pytest("--collect-only", "-k", which, "tests/fuzz").stdout
    return [line for line in listed.splitlines() if "::" in line]


def _search(test: str, seconds: int) -> Outcome | None:
    command = [sys.executable, __file__, "--one", test]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"FUZZ_GUIDED": str(seconds)}, capture_output=True)
    outcome = read_log(test, done.stderr.decode(errors="replace"), done.returncode == 0)
    if outcome:
        print(f"{outcome.inputs:9,} {outcome.fit:9,} {outcome.edges:6,}  {test}", flush=True)
    if done.returncode:
        print(
            f"BROKEN: {test}",
            done.stdout.decode(errors="replace")[-3000:],
            done.stderr.decode(errors="replace")[-3000:],
        )
        print(_pytest(test, FUZZ="1").stdout, flush=True)  # Hypothesis takes what was found, and makes it small
    return outcome


def _pytest(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)


def read_log(test: str, log: str, held: bool) -> Outcome | None:
    """Return what libFuzzer's log says; `None` where it did not run, because the test makes nothing up.

    >>> read_log("a", "inputs fit: 7\\n#12\\tDONE   cov: 51 ft: 60 corp: 3/9b exec/s: 4\\n", True)
    Outcome(test='a', inputs=12, fit=7, edges=51, held=True)
    """
    inputs, fit = re.findall(r"^#(\d+)\t", log, re.MULTILINE), re.findall(rf"^{_TOLD} (\d+)", log, re.MULTILINE)
    edges = re.findall(r"\bcov: (\d+)", log)
    if not inputs:
        return None
    return Outcome(test, int(inputs[-1]), int(fit[-1]) if fit else 0, int(edges[-1]) if edges else 0, held)


# ------------------------------------------------------------------------------------------ in the process of a test


def one(test: str) -> int:
    """Run one test of `tests/fuzz` with every module of `kg` watched; return where it makes nothing up."""
    import atheris
    import pytest

    os.chdir(ROOT)
    with atheris.instrument_imports(include=["kg"]):
        return int(pytest.main(["-s", "-p", "no:cacheprovider", test]))


def driven(test: Any) -> Callable[[], None]:
    """Return how `test`, which takes what Hypothesis draws alone, is searched with; it ends the process."""
    return lambda: _drive(test.hypothesis.fuzz_one_input, int(os.environ["FUZZ_GUIDED"]))


def _drive(try_one: Callable[[bytes], bytes | None], seconds: int) -> None:
    import atheris

    fit, told = 0, time.monotonic()

    def counted(data: bytes) -> None:
        nonlocal fit, told
        fit += try_one(data) is not None
        if time.monotonic() > told + 1:
            told = time.monotonic()
            print(_TOLD, fit, file=sys.stderr, flush=True)

    name = re.sub(r"\W+", "-", os.environ["PYTEST_CURRENT_TEST"].rpartition("/")[2].removesuffix(" (call)")).strip("-")
    corpus = KEPT / "corpus" / name
    _seed(corpus, name)
    limits = [f"-max_total_time={seconds}", "-timeout=60", "-rss_limit_mb=4096", "-max_len=8192", "-len_control=0"]
    atheris.Setup([name, *limits, f"-artifact_prefix={KEPT}/{name}-", str(corpus)], counted)
    atheris.Fuzz()


def _seed(corpus: Path, name: str) -> None:
    """Give a search something to begin with: too few bytes are fit for nothing."""
    if not corpus.exists():
        corpus.mkdir(parents=True)
        chance = random.Random(name)
        for number in range(40):
            (corpus / f"seed-{number}").write_bytes(chance.randbytes(chance.choice((50, 200, 1000, 4000))))


if __name__ == "__main__":
    sys.exit(one(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main())
