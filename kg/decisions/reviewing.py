"""Decisions laid over all records of a build, and what to report of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.decisions.applying import Settled, apply, completed, judged, reviewed
from kg.decisions.file import read
from kg.decisions.settling import settle
from kg.model import Failure, Record


@dataclass(frozen=True, slots=True)
class Review:
    """What a file of decisions comes to for the records of one build; called with a record, it gives the decided one.

    `standing` counts the decisions that nobody took back; `warnings` say which of them (and which lines) do not apply.
    Without a file, `standing` is None and every record is returned as it is.
    """

    settled: Settled = field(default_factory=Settled)
    standing: int | None = None
    warnings: tuple[Failure, ...] = ()

    def __call__(self, record: Record) -> Record:
        whole = completed(record, self.settled)
        return judged(reviewed(apply(whole, self.settled), self.settled), whole, self.settled)

    def report(self) -> dict[str, Any]:
        """Return the part of a build's report that is about decisions; nothing where there is no file of them."""
        if self.standing is None:
            return {}
        return {
            "decisions": {
                "standing": self.standing,
                "rejected attributions": len(self.settled.rejected),
                "added attributions": sum(map(len, self.settled.additions.values())),
                "warnings": [{"where": warning.where, "problem": warning.problem} for warning in self.warnings],
            }
        }


def review(path: Path | None, records: Callable[[], Iterable[Record]]) -> Review:
    """Return what the decisions in `path` (None: there are none) come to for what `records` gives when it is called.

    Raises `DecisionError` where the file cannot be read.
    """
    if path is None:
        return Review()
    decisions, broken = read(path)
    settled, unfit = settle(decisions, records() if decisions else ())
    return Review(settled, len(decisions), (*broken, *unfit))
