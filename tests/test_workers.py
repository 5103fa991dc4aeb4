"""Extraction over several processes gives the same as one, and survives a killed worker."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from kg.model import Document, Failure, Record
from kg.workers import spread


def echo(documents: list[Document]) -> list[Record | Failure]:
    return [Record(document) for document in documents]


def die_once(documents: list[Document]) -> list[Record | Failure]:
    """Kill the worker the first time that a document asks for it; its text is the path of the mark left behind."""
    for document in documents:
        if document.id.startswith("kill-once") and not Path(document.text).exists():
            Path(document.text).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if document.id == "kill-always":
            os.kill(os.getpid(), signal.SIGKILL)
    return echo(documents)


def _documents(count: int) -> list[Document]:
    return [Document(id=f"{i:03}", text="text " * 2000) for i in range(count)]


def _ids(results: list[Record | Failure]) -> list[str]:
    return [r.where if isinstance(r, Failure) else r.document.id for r in results]


def test_two_processes_keep_the_order_of_one() -> None:
    documents = _documents(70)
    assert list(spread(echo, documents, 2)) == list(spread(echo, documents, 1))


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    documents = _documents(40)
    documents.insert(7, Document(id="kill-once", text=str(tmp_path / "mark")))
    assert _ids(list(spread(die_once, documents, 2))) == [d.id for d in documents]


def test_a_document_that_always_kills_its_worker_is_reported_and_the_others_go_on() -> None:
    documents = _documents(40)
    documents.insert(7, Document(id="kill-always", text="x"))
    results = list(spread(die_once, documents, 2))
    assert _ids(results) == [d.id for d in documents]
    failures = [r for r in results if isinstance(r, Failure)]
    assert [f.where for f in failures] == ["kill-always"]
    assert "died twice" in failures[0].problem
