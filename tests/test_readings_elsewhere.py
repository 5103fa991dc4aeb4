"""Which remark in another document an interpretation is about: in the graph, with score and method."""

from __future__ import annotations

import random
from typing import Any

import pytest

import kg
from builders import all_records, said
from kg.likeness import Readings
from kg.model import Document, Record, dump_jsonl
from kg.model.claims import Reading
from kg.terms import KG

REMARK = "The gates of the Orsel dam stay shut until the snow melts."
READING = "Observers took Ida Lund's words about the gates of the dam as a threat."


def remark(identity: str = "a", words: str = REMARK, actor: str = "Ida Lund", **values: Any) -> Record:
    """Return a document in which somebody says something."""
    text = f"{actor} said: {words}"
    given = {"actor": actor, "actor_type": "person", **values}
    date = given.pop("day", None)
    return Record(Document(id=identity, text=text, date=date), (said(text, actor, "said", words, **given),))


def reading(identity: str = "b", words: str = READING, owner: str | None = "Ida Lund", **values: Any) -> Record:
    """Return a document that is a reading and nothing else."""
    given = {"kind": "interpretation", "about_remark_of": owner, **values}
    date = given.pop("day", None)
    text = f"Bo Falk thinks: {words}"
    found = said(text, "Bo Falk", "thinks", words, actor="Bo Falk", actor_type="person", **given)
    return Record(Document(id=identity, text=text, date=date), (found,))


def links(*records: Record) -> list[Reading]:
    """Return what the readings of some records are about elsewhere."""
    readings = Readings()
    for record in records:
        readings.add(record)
    return list(readings.links())


CASES: list[tuple[str, Record, Record, bool]] = [
    ("the speaker and two words", remark(), reading(), True),
    ("a surname is enough", remark(), reading(owner="Lund"), True),
    ("and an initial", remark(actor="I. Lund"), reading(), True),
    ("another first name is not", remark(actor="Iris Lund"), reading(), False),
    ("an organization is meant by its whole name", remark(actor_type="organization"), reading(owner="Lund"), False),
    ("somebody else", remark(actor="Pavel Renko"), reading(), False),
    ("nothing in common", remark(words="The museum sells no painting."), reading(), False),
    ("one word in common", remark(words="The gates of heaven are narrow."), reading(), False),
    ("nobody named, her words", remark(), reading(owner=None), False),
    (
        "nobody named, a quotation",
        remark(),
        reading(words="“Shut until the snow melts” is a threat.", owner=None),
        True,
    ),
    ("a short quotation", remark(), reading(words="With “snow melts” she meant votes."), True),
    ("who did not say it", remark(cue_negated=True), reading(), False),
    ("who asked it", remark(kind="question"), reading(), False),
    ("a reading of a reading", remark(kind="interpretation"), reading(), False),
    ("no reading at all", remark(), reading(kind="statement"), False),
    ("said the day before", remark(day="2030-01-14"), reading(day="2030-01-15"), True),
    ("said two years later", remark(day="2032-01-14"), reading(day="2030-01-15"), False),
    ("in the same document", Record(reading().document, remark().attributions), reading(), False),
]


@pytest.mark.parametrize(("case", "one", "other", "expected"), CASES, ids=[case[0] for case in CASES])
def test_which_remark_is_read(case: str, one: Record, other: Record, expected: bool) -> None:
    """It takes the speaker and words, or a quotation; and a remark is made before it is read."""
    if one.document.id == other.document.id:
        found = links(Record(other.document, other.attributions), Record(other.document, ()))
    else:
        found = links(one, other)
    assert bool(found) == expected
    assert all(link.reading[0] == "b" and link.remark[0] == "a" and 0.5 <= link.score <= 1 for link in found)
    assert len(CASES) == 18


def test_candidates_keep_their_scores_and_one_is_the_best() -> None:
    """Of many remarks of one speaker the three most likely come into question, the nearest in time and words first."""
    said_of_it = [remark(f"a{n}", f"{REMARK} That is word number {n}.", day=f"2030-01-{n + 1:02}") for n in range(9)]
    found = links(*said_of_it, remark("c", "“The gates of the dam” is a song."), reading(day="2030-01-15"))
    assert len(found) == 3
    (best,) = [link for link in found if link.best]
    assert best.score == max(link.score for link in found)
    assert {part for link in found for part in link.method.split(", ")} >= {"actor", "wording", "time"}


def test_neither_order_nor_other_documents_name_anything() -> None:
    """The same documents in any order give the same links; whose names are made of places alone."""
    records = [*(remark(f"a{n}", day=f"2030-01-{n + 1:02}") for n in range(5)), reading(), *all_records()]
    expected = links(*records)
    assert expected
    random.Random(2).shuffle(records)
    assert links(*records) == expected


def test_work_grows_with_the_documents_and_not_with_their_square() -> None:
    """Of a speaker who said the same a thousand times, a reading is compared with the nearest in time alone."""
    readings = Readings()
    for n in range(1_000):
        readings.add(remark(f"a{n:04}", day=f"2030-{n % 12 + 1:02}-{n % 28 + 1:02}"))
        words = "“Shut until the snow melts” is a threat."
        readings.add(reading(f"b{n:04}", words, day=f"2030-{n % 12 + 1:02}-{n % 28 + 1:02}"))
    assert len(list(readings.links())) == 3_000
    assert 1_000 <= readings.compared <= 150_000


def test_the_graph_says_what_an_interpretation_elsewhere_reads(tmp_path: Any) -> None:
    """The opinion with method and score, `kg:interprets` of the best, and not a word of it in the records."""
    records = [remark(day="2030-01-14"), remark("c", f"Again: {REMARK}", day="2030-01-12"), reading(day="2030-01-15")]
    path = tmp_path / "found.jsonl"
    path.write_text("".join(dump_jsonl(records)), encoding="utf-8")
    graph = kg.build([path])
    assert not graph.problems
    asked = (
        f"SELECT ?s ?m WHERE {{ ?l <{KG.reading}> ?r ; <{KG.remark}> ?o ; <{KG.linkScore}> ?s ; <{KG.linkMethod}> ?m }}"
    )
    assert len(graph.query(asked).rows) == 2
    (row,) = graph.query(f"SELECT ?t WHERE {{ ?c <{KG.interprets}> ?o . ?o <https://schema.org/text> ?t }}").rows
    assert row["t"] == REMARK
    assert list(graph.records()) == sorted(records, key=lambda record: record.document.id)
    rows = graph.query("coverage", actor="Lund", topic="gates").rows
    assert ("b", "interpretation") in {(row["document"], row["relation"]) for row in rows}


def test_questions_show_what_a_reading_elsewhere_is_about(tmp_path: Any) -> None:
    """Asked for interpretations, the graph tells whose remark it is, its words, and in which document they stand."""
    path = tmp_path / "found.jsonl"
    path.write_text("".join(dump_jsonl([remark(day="2030-01-14"), reading(day="2030-01-15")])), encoding="utf-8")
    graph = kg.build([path])
    for question, given in (("interpretations", {}), ("read-as", {"as": "threat"})):
        (row,) = graph.query(question, **given).rows
        shown = row["remark_by"], row["remark_text"], row["remark_document"], row["document"]
        assert shown == ("Ida Lund", REMARK, "a", "b"), question
