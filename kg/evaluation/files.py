"""Reads files of records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import ReadError, RecordError
from kg.model import Record, record_from_json


def read_records(path: Path, *, texts: Mapping[str, str] | None = None) -> list[Record]:
    """Return the records of a JSON Lines file, blank lines skipped.

    With `texts`, from id to text, a line may leave its text out, and one with neither its own text nor one there is
    kept as a record without text and attributions.  Raises `ReadError` where the file or a line cannot be read as
    JSON, `RecordError` where a line is no record.
    """
    return [_record(path, number, data, texts) for number, data in _json_lines(path)]


def _json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as problem:
        raise ReadError(f"{path}: cannot be read ({problem.strerror}); name a JSON Lines file") from problem
    except UnicodeDecodeError as problem:
        raise ReadError(f"{path}: not UTF-8 at byte {problem.start}; name a JSON Lines file") from problem
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as problem:
                detail = getattr(problem, "msg", "nested too deeply")
                raise ReadError(f"{path}, line {number}: not JSON ({detail}); give one object a line") from problem


def _record(path: Path, number: int, data: Any, texts: Mapping[str, str] | None) -> Record:
    if not isinstance(data, dict):
        raise RecordError(f"{path}, line {number}: must be an object, found {type(data).__name__}")
    text = None
    if texts is not None and isinstance(data.get("id"), str):
        text = texts.get(data["id"])
        if text is None and "text" not in data:
            text, data = "", data | {"attributions": []}
    try:
        return record_from_json(data, text=text)
    except RecordError as problem:
        raise RecordError(f"{path}, line {number}: {problem}") from problem
