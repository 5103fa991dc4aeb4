"""Does what is tracked in `outputs/` follow from `seeds/`?  `python tests/demo.py`, a part of what CI runs.

Two questions, because int8 products summed by another processor's instructions move a border of one statement in ten:
from the tracked statements every other tracked file must come out byte for byte, on every machine; what is found in the
seeds must be the tracked statements, but for that tenth.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from kg.evaluation import Scores, evaluate, read_records
from kg.model import Record
from kg.pipeline import build, observe

ROOT = Path(__file__).parent.parent
OUTPUTS = ROOT / "outputs"
STATEMENTS = OUTPUTS / "statements.jsonl"
MADE = ("graph.ttl", "graph.html", "index.html", "explorer", "statements.csv", "statements.jsonl")
ALIKE = 90.0
"""The least F1 of the statements found here (content and source) against the tracked ones."""


def differing(folder: Path) -> list[str]:
    """Return the names of the tracked files that do not come out of the tracked statements, built in `folder`."""
    build([STATEMENTS], folder).close()
    return [name for name in MADE if _bytes(folder / name) != _bytes(OUTPUTS / name)]


def _bytes(path: Path) -> dict[str, bytes]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def likeness() -> Scores:
    """Return the scores of what is found in the seeds here, with the tracked statements as gold."""
    found = [item for item in observe([ROOT / "seeds"]) if isinstance(item, Record)]
    return evaluate(read_records(STATEMENTS), found)


def main() -> int:
    """Say what differs, and return 1 if anything does."""
    with tempfile.TemporaryDirectory() as folder:
        names = differing(Path(folder))
    alike = likeness().attribution["attributed"].f1
    print(f"of the tracked statements, {alike:.1f} % (F1) are found in the seeds here")
    if names:
        print(f"run make demo and commit outputs/: {', '.join(names)} do not follow from outputs/statements.jsonl")
    if alike < ALIKE:
        print(f"run make demo and commit outputs/: less than {ALIKE:.0f} % of outputs/statements.jsonl are found now")
    return 1 if names or alike < ALIKE else 0


if __name__ == "__main__":
    sys.exit(main())
