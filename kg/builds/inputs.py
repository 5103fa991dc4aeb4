"""From what was named to documents, but for those that nothing has changed about: their lines are known."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

from kg.builds.known import Known
from kg.builds.program import program
from kg.errors import SaidgraphError
from kg.files.outputs import is_statements_file
from kg.model import Document, Failure, Record, dump_jsonl, record_from_json
from kg.readers import Source, documents, sources, unique
from kg.readers.metadata import beside
from kg.terms import concept


@dataclass(frozen=True, slots=True)
class Input:
    """Something on its way to the statements file.

    `found` is the line of an earlier build that holds, a record that was given, a document to be searched, or what
    could not be read.  `source` tells from what input it came, `key` what document it is.
    """

    found: bytes | Record | Document | Failure
    id: str | None = None
    source: bytes | None = None
    key: bytes | None = None


class Inputs:
    """What is below `paths`, in the order in which `kg.readers.read` gives it; no two with one id.

    Without `known` nothing is known, and no keys are made.
    """

    def __init__(self, paths: Iterable[str | Path], finder: str, known: Known | None = None) -> None:
        self._paths = list(paths)
        self._finder = finder
        self._known = known
        self._source: bytes | None = None

    def __iter__(self) -> Iterator[Input]:
        for _, item in unique(self._placed()):
            # items come one by one: the source at hand is the one that this item is from
            yield Input(item, source=self._source) if isinstance(item, Failure) else item

    def _placed(self) -> Iterator[tuple[str, Input | Failure]]:
        for source in sources(self._paths):
            self._source = None
            if isinstance(source, Failure):
                yield source.where, source
                continue
            unchanged = self._unchanged(source)
            first = next(unchanged, None)
            found = chain([first], unchanged) if first else None
            yield from ((source.where, item) for item in found) if found else self._read(source)

    def _unchanged(self, source: Source) -> Iterator[Input]:
        """Yield what `source` held before, where it is what it was then; nothing where it has to be read."""
        if self._known is None:
            return
        if source.path is not None and self._known.is_own(source.path):
            entries = self._known.all()
        else:
            self._source = source_key(source, self._finder)
            entries = self._known.of_source(self._source) if self._source else iter(())
        for entry in entries:
            yield Input(self._known.part(entry), entry.id, entry.source, entry.key)

    def _read(self, source: Source) -> Iterator[tuple[str, Input | Failure]]:
        if source.path is not None and is_statements_file(source.path):
            for where, item in given(source.path):
                yield where, item if isinstance(item, Failure) else Input(item, item.document.id, self._source)
            return
        for where, found in documents(source):
            yield where, found if isinstance(found, Failure) else self._of_document(found)

    def _of_document(self, document: Document) -> Input:
        if self._known is None:
            return Input(document, document.id)
        key = document_key(document, self._finder)
        return Input(self._known.line(key) or document, document.id, self._source, key)


def given(path: Path) -> Iterator[tuple[str, Record | Failure]]:
    """Yield the records of a statements file with the places of their lines; a line that is none is a failure."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            try:
                yield where, _record(line)
            except (ValueError, RecursionError, SaidgraphError) as error:
                yield where, Failure(where, f"{str(error)[:300]}; correct the line, or extract its document again")


def _record(line: bytes) -> Record:
    """Return the record of a line; what no file or no graph can hold is refused, with its place, before it is there."""
    record = record_from_json(json.loads(line))
    if _HALF.search(line):
        "".join(dump_jsonl([record])).encode()
    for word in {attribution.speech_act for attribution in record.attributions} - {None}:
        concept("speech-acts", str(word))
    return record


_HALF: Final = re.compile(rb"\\u[dD][89a-fA-F]")


def source_key(source: Source, finder: str) -> bytes | None:
    """Return what tells whether an input is what it was: its bytes, its name, what is said beside it; None for a pipe.

    The finder and the program belong to it, because they decide what comes of it.
    """
    if source.path is None or not os.path.isfile(source.path):  # noqa: PTH113  (thousands pass here)
        return None
    try:
        with open(source.path, "rb", buffering=0) as file:  # noqa: PTH123
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # told when it is read
        return None
    values, _ = beside(source.path, source.root)
    return _digest("source", program(), finder, source.id, source.suffix, content, values)


def document_key(document: Document, finder: str) -> bytes:
    """Return what a document is, and what searches it."""
    return _digest("document", program(), finder, asdict(document))


def _digest(*parts: Any) -> bytes:
    data = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).digest()
