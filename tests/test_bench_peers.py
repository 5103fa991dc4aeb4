"""Finders are compared fairly: the same documents, by turns."""

from __future__ import annotations

from bench import peers
from kg.model import Document, Record


def test_each_finder_gets_every_document_once_after_one_to_warm_up() -> None:
    asked: list[str] = []

    def find(record: Record) -> peers.Finder:
        def _find(document: Document) -> Record:
            asked.append(document.id)
            return record if document.id == record.document.id else Record(document)

        return _find

    gold = [Record(Document(id=name, text="Ann said no.")) for name in "ab"]
    results = peers.compare(gold, {"one": find(gold[0]), "other": find(gold[1])})
    assert asked == [*"aa", *"aabb"]
    assert [[record.document.id for record in predicted] for predicted, _ in results.values()] == [["a", "b"]] * 2
    assert all(clock.cpu >= 0 for _, clock in results.values())
