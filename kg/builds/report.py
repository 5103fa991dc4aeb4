"""The report of a build: what is in the graph, what failed, what the checks found, what was decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kg.checks import Problem
from kg.decisions import Review
from kg.files import atomic_write
from kg.graph.literals import scalar
from kg.knowledge import Knowledge
from kg.model import Failure


def write_report(knowledge: Knowledge, path: Path) -> None:
    """Write what there is to say about `knowledge` as JSON."""
    report: dict[str, Any] = {
        "counts": knowledge.counts(),
        # names of files that are not UTF-8 are half surrogates, which no file can hold
        "failures": [{"where": f.where, "problem": f.problem} for f in map(scalar, knowledge.failures)],
        "problems": [{"what": p.what, "where": p.where, "remedy": p.remedy} for p in knowledge.problems],
        **knowledge.review.report(),
    }
    with atomic_write(path) as file:
        json.dump(report, file, ensure_ascii=False, indent=1)
        file.write("\n")


def read_report(path: Path) -> tuple[tuple[Problem, ...], Review]:
    """Return the problems and the review that `write_report` wrote; the review tells no more what was settled."""
    report = json.loads(path.read_bytes())
    problems = tuple(Problem(item["what"], item["where"], item["remedy"]) for item in report["problems"])
    decided = report.get("decisions")
    if decided is None:
        return problems, Review()
    warnings = tuple(Failure(item["where"], item["problem"]) for item in decided["warnings"])
    return problems, Review(standing=decided["standing"], warnings=warnings)
