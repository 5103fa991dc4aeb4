"""What people decide holds at every rerun, can be taken back, and never rewrites a statement."""

from __future__ import annotations

import json
import multiprocessing
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from builders import all_records, briefing, record, relay, said, story
from clock import loops
from kg import decisions as d
from kg import pipeline
from kg.decisions import Decision, Settled, apply, decide, reviewed, settle
from kg.errors import DecisionError
from kg.ids import actor_id, attribution_id
from kg.model import Attribution, Document, Failure, Record, check
from kg.model.subjects import Mentioned

RECORDS = all_records()
ATTRIBUTIONS = [attribution_id(r.document.id, a) for r in RECORDS for a in r.attributions]
ACTORS = [
    "some countries",
    "Ann Lee",
    "Bruno",
    "Reuters",
    "Fox News",
    "United States",
    "Xiao Yaqing",
    "Nobody Known",
    "New Name",
]


def settled(*said_: Decision, records: list[Record] | None = None) -> tuple[Settled, list[Failure]]:
    return settle(said_, RECORDS if records is None else records)


def decided(*said_: Decision, records: list[Record] | None = None) -> list[Record]:
    result, _ = settled(*said_, records=records)
    return [apply(r, result) for r in (RECORDS if records is None else records)]


def called(records: list[Record], source: str) -> set[tuple[str | None, str | None]]:
    """Return names and types of the actors of all attributions whose source is the words `source`."""
    return {
        (a.actor, a.actor_type)
        for r in records
        for a in r.attributions
        if [r.document.text[start:end] for start, end in a.source] == [source]
    }


def merge(subject: str, value: str) -> Decision:
    return decide(what="merge", subject=subject, value=value)


def rename(subject: str, value: str) -> Decision:
    return decide(what="rename", subject=subject, value=value)


def retype(subject: str, value: str) -> Decision:
    return decide(what="retype", subject=subject, value=value)


def split(subject: str, value: str, document: str | None = None) -> Decision:
    return decide(what="split", subject=subject, value=value, document=document)


def attribution_of(made: Record, source: str, number: int = 0) -> str:
    """Return the id of the attribution whose source is the words `source`, the `number`th of them."""
    text = made.document.text
    found = [a for a in made.attributions if "".join(text[s:e] for s, e in a.source) == source]
    return attribution_id(made.document.id, found[number])


# what each decision does


def test_a_merged_actor_has_name_and_type_of_the_other() -> None:
    assert called(decided(merge("Ann Lee", "Reuters")), "Ann Lee") == {("Reuters", "outlet")}


def test_a_merge_by_id_is_the_merge_by_name() -> None:
    assert decided(merge(actor_id("Ann Lee"), actor_id("Reuters"))) == decided(merge("Ann Lee", "Reuters"))


def test_merges_and_renames_lead_on_in_whatever_order_they_were_said() -> None:
    first, second = merge("Ann Lee", "Bruno"), rename("Bruno", "Bruno Li")
    for order_ in ((first, second), (second, first)):
        assert called(decided(*order_), "Ann Lee") == {("Bruno Li", "person")}


def test_a_renamed_actor_keeps_its_types() -> None:
    assert called(decided(rename("BRUNO", "Bruno Li")), "BRUNO") == {("Bruno Li", "organization")}
    assert called(decided(rename("Bruno", "Bruno Li")), "Bruno") == {("Bruno Li", "person")}


def test_a_rename_can_change_the_spelling_alone() -> None:
    assert called(decided(rename("Reuters", "REUTERS")), "Reuters") == {("REUTERS", "outlet")}


def test_who_is_mentioned_goes_by_the_name_that_was_decided() -> None:
    text = "Ann Lee said Reuters and the agency lie. Reuters said no."
    places = [text.index(words) for words in ("Reuters", "the agency")]
    mentions = (
        Mentioned("Reuters", "outlet", ((places[0], places[0] + 7),)),
        Mentioned("Ann Lee", "person", ((places[1], places[1] + 10),)),
    )
    ann = said(text, "Ann Lee", "said", "Reuters and the agency lie", actor="Ann Lee", actor_type="person")
    made = record(
        Document(id="m", text=text),
        replace(ann, mentions=mentions),
        said(text, "Reuters", "said", "no", actor="Reuters", actor_type="outlet"),
    )

    def mentioned(*said_: Decision) -> list[tuple[str, str, int]]:
        found = decided(*said_, records=[made])[0].attributions[0].mentions
        return [(mention.name, mention.type, len(mention.spans)) for mention in found]

    assert mentioned(rename("Reuters", "Agency")) == [("Agency", "outlet", 1), ("Ann Lee", "person", 1)]
    assert mentioned(merge("Ann Lee", "Reuters")) == [("Reuters", "outlet", 2)]
    assert mentioned(retype("Reuters", "anonymous")) == [("Ann Lee", "person", 1)]


def test_a_type_that_was_decided_holds_for_all_that_are_the_same_actor() -> None:
    result = decided(merge("Ann Lee", "Bruno"), retype("Ann Lee", "group"))
    everyone = called(result, "Ann Lee") | called(result, "Bruno") | called(result, "BRUNO")
    assert {kind for _, kind in everyone} == {"group"}


def test_an_actor_that_is_called_anonymous_is_shared_no_more() -> None:
    assert called(decided(retype("Reuters", "anonymous")), "Reuters") == {("Reuters", "anonymous")}


def test_a_description_that_is_given_a_type_is_one_actor_which_can_be_renamed() -> None:
    known = decided(retype("the website", "outlet"), rename("the website", "Global Network"))
    assert called(known, "The website") == {("Global Network", "outlet")}
    assert called(decided(rename("the website", "Global Network")), "The website") == {("the website", "anonymous")}


def test_one_attribution_is_split_from_its_actor() -> None:
    one = attribution_of(story(), "Ann Lee", 1)
    assert called(decided(split(one, "Ann Lee (minister)")), "Ann Lee") == {
        ("Ann Lee", "person"),
        ("Ann Lee (minister)", "person"),
    }


def test_an_unnamed_source_can_be_given_a_name() -> None:
    one = attribution_of(briefing(), "Some countries")
    assert called(decided(split(one, "United States")), "Some countries") == {("United States", "country")}
    assert called(decided(split(one, "Atlantis")), "Some countries") == {("Atlantis", None)}


def test_every_mention_in_one_document_is_split_at_once() -> None:
    result = decided(split("Bruno", "Bruno of the relay", relay().document.id))
    assert called(result, "BRUNO") == {("Bruno of the relay", "organization")}
    assert called(result, "Bruno") == {("Bruno", "person")}


def test_a_document_is_split_by_the_name_that_its_actor_has_by_now() -> None:
    result = decided(merge("Ann Lee", "Bruno"), split("Bruno", "A. Lee", story().document.id))
    assert called(result, "Ann Lee") == {("A. Lee", "person")}


def test_only_the_four_fields_of_opinion_change() -> None:
    fields: dict[str, Any] = {"actor": None, "actor_type": None, "link_method": None, "link_score": None}
    said_ = [merge("Ann Lee", "Reuters"), split(attribution_of(briefing(), "Some countries"), "Mars")]
    changed = 0
    for before, after in zip(RECORDS, decided(*said_), strict=True):
        assert before.document == after.document
        for old, new in zip(before.attributions, after.attributions, strict=True):
            assert replace(old, **fields) == replace(new, **fields)
            if old != new:
                changed += 1
                assert (new.link_method, new.link_score) == ("decision", 1.0)
    assert changed == 3


def test_a_rejected_attribution_is_left_out_and_what_it_reported_moves_up() -> None:
    before = story()
    website, bruno = attribution_of(before, "The website"), attribution_of(before, "Bruno")
    result, warnings = settled(decide(what="reject", subject=bruno))
    assert warnings == []
    (after,) = [reviewed(r, result) for r in RECORDS if r.document.id == before.document.id]
    check(after)
    names = [attribution_id(after.document.id, a) for a in after.attributions]
    assert (len(names), bruno in names) == (len(before.attributions) - 1, False)
    head = after.attributions[names.index(attribution_of(before, "the head of the NDRC"))]
    assert head.parent == names.index(website)


def test_what_answers_or_reads_a_rejected_one_stands_alone() -> None:
    question = attribution_of(briefing(), "Asahi Shimbun")
    result, _ = settled(decide(what="reject", subject=question))
    after = reviewed(briefing(), result)
    check(after)
    assert [a.answers for a in after.attributions] == [None] * 3
    assert sum(a.parent is None for a in after.attributions) == 2


def test_another_kind_is_taken_over() -> None:
    reading = attribution_of(story(), "Reuters")
    result, _ = settled(decide(what="kind", subject=reading, value="statement"))
    (after,) = [a for a in reviewed(story(), result).attributions if a.actor == "Reuters"]
    assert after.kind == "statement"


def test_accepting_changes_nothing() -> None:
    result, warnings = settled(decide(what="accept", subject=ATTRIBUTIONS[0]))
    assert (warnings, [reviewed(apply(r, result), result) for r in RECORDS]) == ([], RECORDS)


# what contradicts itself, and what is gone

ANN = attribution_of(story(), "Ann Lee")
CONTRADICTIONS: dict[str, tuple[tuple[Decision, ...], str, str, str]] = {
    "two merges": ((merge("Ann Lee", "Bruno"), merge("Ann Lee", "Reuters")), "Ann Lee", "Reuters", "overruled"),
    "two renames": ((rename("Ann Lee", "A. Lee"), rename("Ann Lee", "Anna Lee")), "Ann Lee", "Anna Lee", "overruled"),
    "two spellings": ((rename("Reuters", "REUTERS"), rename("Reuters", "reuters")), "Reuters", "reuters", "spells"),
    "a circle of two": ((merge("Ann Lee", "Bruno"), merge("Bruno", "Ann Lee")), "Bruno", "Ann Lee", "circle"),
    "a circle of three": (
        (merge("Ann Lee", "Bruno"), merge("Bruno", "Reuters"), merge("Reuters", "Ann Lee")),
        "Bruno",
        "Ann Lee",
        "circle",
    ),
    "merge, then split": ((merge("Ann Lee", "Bruno"), split(ANN, "Bruno")), "Reuters", "Reuters", "keeps apart"),
    "split, then merge": ((split(ANN, "A. Lee"), merge("A. Lee", "Ann Lee")), "Ann Lee", "Ann Lee", "makes one"),
    "two splits": ((split(ANN, "A"), split(ANN, "B")), "Reuters", "Reuters", "same attribution"),
    "itself": ((merge("Reuters", "REUTERS"),), "Reuters", "Reuters", "one actor already"),
    "a name that is taken": ((rename("Ann Lee", "Bruno"),), "Ann Lee", "Bruno", "another actor has that name"),
    "a name merged away": (
        (merge("Bruno", "Reuters"), rename("Ann Lee", "Bruno")),
        "Ann Lee",
        "Reuters",
        "says who that is",
    ),
    "two types": ((retype("Reuters", "group"), retype("Reuters", "person")), "Reuters", "Reuters", "another type"),
    "two verdicts": (
        (decide(what="accept", subject=ANN), decide(what="reject", subject=ANN)),
        "Reuters",
        "Reuters",
        "same attribution",
    ),
    "an actor that is gone": ((merge("Carthage", "Reuters"),), "Reuters", "Reuters", "'Carthage' is no actor"),
    "a renamed one that is gone": ((rename("Carthage", "Tunis"),), "Reuters", "Reuters", "'Carthage' is no actor"),
    "a retyped one that is gone": ((retype("Carthage", "country"),), "Reuters", "Reuters", "'Carthage' is no actor"),
    "the other is gone": ((merge("Ann Lee", "Carthage"),), "Ann Lee", "Carthage", "its name is given all the same"),
    "an id that names nobody": ((merge("Ann Lee", "x-00000000"),), "Ann Lee", "Ann Lee", "no name to give"),
    "an attribution that is gone": ((split("0" * 20, "X"),), "Reuters", "Reuters", "no such attribution"),
    "a verdict on nothing": ((decide(what="reject", subject="0"),), "Reuters", "Reuters", "no such attribution"),
    "a document that is gone": ((split("Ann Lee", "X", "gone.txt"),), "Ann Lee", "Ann Lee", "no such actor of that"),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_a_contradiction_is_reported_and_the_later_wins(case: str) -> None:
    said_, source, name, hint = CONTRADICTIONS[case]
    numbered = [replace(one, where=f"decisions.jsonl:{line}") for line, one in enumerate(said_, 1)]
    _, warnings = settled(*numbered)
    assert [hint in warning.problem for warning in warnings] == [True], warnings
    assert warnings[0].where.startswith("decisions.jsonl:")
    assert {actor for actor, _ in called(decided(*numbered), source)} == {name}


def test_the_table_of_contradictions_is_whole() -> None:
    assert len(CONTRADICTIONS) == 21


def test_a_later_split_holds_against_a_merge_and_a_later_merge_against_a_split() -> None:
    apart = decided(merge("Ann Lee", "Bruno"), split(ANN, "Ann Lee"))
    assert {name for name, _ in called(apart, "Ann Lee")} == {"Ann Lee", "Bruno"}
    together = decided(split(ANN, "A. Lee"), merge("A. Lee", "Ann Lee"), merge("Ann Lee", "Bruno"))
    assert {name for name, _ in called(together, "Ann Lee")} == {"Bruno"}


def test_of_two_splits_the_later_wins() -> None:
    assert {name for name, _ in called(decided(split(ANN, "A"), split(ANN, "B")), "Ann Lee")} == {"Ann Lee", "B"}


def test_a_rename_that_gave_way_leaves_no_spelling_behind() -> None:
    result = decided(rename("Ann Lee", "FOX NEWS"), rename("Ann Lee", "Anna Lee"))
    assert called(result, "Fox News") == {("Fox News", "outlet")}


@pytest.mark.parametrize("records", [RECORDS, RECORDS[::-1]])
def test_of_equally_many_names_and_types_the_choice_is_the_same_in_any_order(records: list[Record]) -> None:
    assert called(decided(merge("Reuters", "Bruno"), records=records), "Reuters") == {("Bruno", "person")}


def test_one_description_that_is_given_a_type_leaves_the_others_unnamed() -> None:
    result = decided(retype("the website", "outlet"), rename("some countries", "Mars"))
    assert called(result, "Some countries") == {("some countries", "anonymous")}


def test_what_is_wrong_with_many_mentions_is_said_once() -> None:
    document = story().document.id
    _, warnings = settled(split("Ann Lee", "A", document), split("A", "B", document))
    assert len(warnings) == 1


def test_the_rest_applies_whatever_is_wrong_with_one() -> None:
    result = decided(merge("Carthage", "Rome"), merge("Ann Lee", "Bruno"))
    assert called(result, "Ann Lee") == {("Bruno", "person")}


# laws

_names = st.sampled_from(ACTORS + [actor_id(name) for name in ACTORS[:4]])
_attributions = st.sampled_from([*ATTRIBUTIONS, "gone"])
_any = st.one_of(
    st.builds(merge, _names, _names),
    st.builds(rename, _names, st.sampled_from(ACTORS)),
    st.builds(retype, _names, st.sampled_from(["person", "group", "anonymous"])),
    st.builds(split, _attributions, st.sampled_from(ACTORS)),
    st.builds(split, _names, st.sampled_from(ACTORS), st.sampled_from([r.document.id for r in RECORDS])),
    st.builds(lambda name: decide(what="reject", subject=name), _attributions),
    st.builds(lambda name: decide(what="kind", subject=name, value="question"), _attributions),
)
_lists = st.lists(_any, max_size=12)


@settings(max_examples=200, deadline=None)
@given(_lists)
def test_applying_twice_is_applying_once(said_: list[Decision]) -> None:
    result, _ = settled(*said_)
    for made in RECORDS:
        once = reviewed(apply(made, result), result)
        check(once)
        assert reviewed(apply(once, result), result) == once


@settings(max_examples=100, deadline=None)
@given(_lists, st.permutations(RECORDS))
def test_the_order_of_documents_changes_nothing(said_: list[Decision], shuffled: list[Record]) -> None:
    assert settled(*said_) == settled(*said_, records=shuffled)


@settings(max_examples=100, deadline=None)
@given(_lists, _any, _lists)
def test_undoing_restores_what_was(before: list[Decision], one: Decision, after: list[Decision]) -> None:
    others = [each for each in (*before, *after) if each.id != one.id]
    kept = [each for each in before if each.id != one.id]
    lines = [*kept, one, *others[len(kept) :], decide(what="undo", subject=one.id)]
    held, lost = d.standing(lines)
    assert lost == []
    assert settled(*held) == settled(*d.standing(others)[0])


@settings(max_examples=100, deadline=None)
@given(_lists)
def test_a_decision_can_be_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, said_: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("lines") / "decisions.jsonl"
    d.append(path, said_)
    found, broken = d.entries(path)
    assert (broken, [replace(one, where="") for one in found]) == ([], said_)


# the file

GOOD = '{"version": 1, "what": "merge", "subject": "Ann Lee", "value": "Bruno"}'
BROKEN: dict[str, tuple[bytes, str]] = {
    "cut off": (b'{"version": 1, "what": "mer', "not a line of JSON"),
    "no text": (b"\xff\xfe\x00", "not a line of JSON"),
    "deep": (b"[" * 100_000, "not a line of JSON"),
    "a list": (b"[1]", "must be a JSON object"),
    "unknown": (b'{"what": "murge", "subject": "A", "value": "B"}', "did you mean 'merge'"),
    "nothing said": (b'{"subject": "A"}', "no 'what'"),
    "no subject": (b'{"what": "merge", "value": "B"}', "no 'subject'"),
    "no value": (b'{"what": "merge", "subject": "A"}', "needs a 'value'"),
    "empty": (b'{"what": "merge", "subject": "A", "value": " "}', "must be words"),
    "a number": (b'{"what": "merge", "subject": "A", "value": 3}', "must be words"),
    "a type": (b'{"what": "retype", "subject": "A", "value": "ministry"}', "valid are anonymous"),
    "a kind": (b'{"what": "kind", "subject": "A", "value": "rumour"}', "valid are interpretation"),
    "a value": (b'{"what": "reject", "subject": "A", "value": "B"}', "takes no 'value'"),
    "a document": (b'{"what": "merge", "subject": "A", "value": "B", "document": "d"}', "takes no 'document'"),
    "newer": (b'{"version": 2, "what": "merge", "subject": "A", "value": "B"}', "update saidgraph"),
    "no version": (b'{"version": "one", "what": "merge", "subject": "A", "value": "B"}', "update saidgraph"),
    "undo of nothing": (b'{"what": "undo", "subject": "123456789abc"}', "nothing is undone"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_line_is_reported_with_its_place_and_the_others_hold(tmp_path: Path, case: str) -> None:
    line, hint = BROKEN[case]
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(b"\xef\xbb\xbf\n" + line + b"\r\n" + GOOD.encode() + b"\r\n")
    held, warnings = d.read(path)
    assert [one.where for one in held] == ["decisions.jsonl:3"]
    assert [(w.where, hint in w.problem) for w in warnings] == [("decisions.jsonl:2", True)], warnings


def test_the_table_of_broken_lines_is_whole() -> None:
    assert len(BROKEN) == 17


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionError, match="nowhere"):
        d.read(tmp_path / "nowhere")


def test_a_last_line_that_was_cut_off_spoils_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(GOOD + "\n" + GOOD[:20])
    d.append(path, [rename("Bruno", "布鲁诺")])
    held, warnings = d.read(path)
    assert [one.value for one in held] == ["Bruno", "布鲁诺"]
    assert [w.where for w in warnings] == ["decisions.jsonl:2"]


def test_a_decision_that_was_undone_can_be_made_again() -> None:
    one = merge("Ann Lee", "Bruno")
    undo = decide(what="undo", subject=one.id)
    assert d.standing([one, undo]) == ([], [])
    assert d.standing([one, undo, one]) == ([one], [])
    assert len(d.standing([one, undo, undo])[1]) == 1


def test_a_decision_that_is_made_again_is_made_later() -> None:
    first, second = merge("Ann Lee", "Bruno"), merge("Ann Lee", "Reuters")
    assert d.standing([first, second, first]) == ([second, first], [])


def test_who_when_and_why_are_kept_in_the_file_and_are_no_part_of_the_id(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    signed = decide(what="merge", subject="A", value="B", who="me", when="2021-03-01", why="same office")
    d.append(path, [signed])
    assert json.loads(path.read_text())["who"] == "me"
    assert signed.id == merge("A", "B").id
    assert "me" not in str(signed).split()


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TESTED: this system has no such lock")
def test_a_writer_waits_for_the_one_before(tmp_path: Path) -> None:
    import fcntl

    path = tmp_path / "decisions.jsonl"
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        writer = threading.Thread(target=d.append, args=(path, [merge("A", "B")]))
        writer.start()
        writer.join(0.2)
        assert (writer.is_alive(), path.read_bytes()) == (True, b"")
    writer.join(10)
    assert len(d.entries(path)[0]) == 1


def _append_many(path: Path, name: str) -> None:
    for number in range(50):
        d.append(path, [merge(f"{name} {number}", "B" * 2_000)])


def test_two_processes_append_at_once_and_every_line_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(path, name)) for name in ("left", "right")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found, broken = d.entries(path)
    assert (len(found), broken) == (100, [])


def _crowd(number: int) -> tuple[list[Record], list[Decision]]:
    """Return `number` actors in one document each, and a decision for every one of them."""
    records, made = [], []
    for index in range(number):
        text = f"Person{index} said no."
        values: dict[str, Any] = {"actor": f"Person{index}", "actor_type": "person"}
        records.append(record(Document(id=f"{index}", text=text), said(text, f"Person{index}", "said", "no", **values)))
        made.append(merge(f"Person{index}", f"Person{index // 2}") if index > 1 else rename(f"Person{index}", "P"))
    return records, made


def test_five_hundred_decisions_take_no_time(tmp_path: Path) -> None:
    records, made = _crowd(500)
    path = tmp_path / "decisions.jsonl"
    d.append(path, made)

    def names() -> set[str | None]:
        held, _ = d.read(path)
        result, _ = settle(held, records)
        return {a.actor for r in records for a in apply(r, result).attributions}

    assert loops(names) < 120
    assert names() == {"P"}


def test_no_decision_costs_nothing() -> None:
    def unread() -> Any:
        raise AssertionError("the records were gone through")
        yield Attribution(content=((0, 1),))

    assert settle([], unread()) == (Settled(), [])
    assert apply(RECORDS[0], Settled()) is RECORDS[0]


# builds


STORY = 'BEIJING, March 3 - "We will not sell," Xiao Yaqing said.\n\nReuters said that prices would rise.\n'
COMPARED = ("statements.jsonl", "graph.ttl", "statements.csv", "graph.html", "report.json", "explorer/data.js")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "story.txt").write_text(STORY)
    return tmp_path / "texts"


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in COMPARED}


def built_with(out: Path, source: Path, *said_: Decision) -> list[str]:
    """Build `source` into `out` with `said_` added to the decisions there; return the actors of the graph."""
    d.append(out / "decisions.jsonl", said_)
    with kg.build([source], out) as knowledge:
        return sorted({a.actor for r in knowledge.records() for a in r.attributions if a.actor})


def test_every_rerun_honours_the_decisions_and_without_them_the_bytes_are_those_from_before(
    tmp_path: Path, texts: Path
) -> None:
    out = tmp_path / "out"
    kg.build([texts], out).close()
    before = contents(out)
    assert built_with(out, texts, rename("Xiao Yaqing", "Minister Xiao")) == ["Minister Xiao", "Reuters"]
    decided_ = contents(out)
    changed = {name for name in COMPARED if decided_[name] != before[name]}
    assert changed == set(COMPARED) - {"statements.jsonl"}
    kg.build([out / "statements.jsonl"], out).close()
    assert contents(out) == decided_
    (out / "decisions.jsonl").unlink()
    kg.build([out / "statements.jsonl"], out).close()
    assert contents(out) == before


def test_an_undone_decision_leaves_nothing_in_the_graph(tmp_path: Path, texts: Path) -> None:
    out, one = tmp_path / "out", rename("Xiao Yaqing", "Minister Xiao")
    kg.build([texts], out).close()
    before = contents(out)
    built_with(out, texts, one, decide(what="undo", subject=one.id))
    assert {name for name in COMPARED if contents(out)[name] != before[name]} == {"report.json"}


def test_what_is_wrong_with_decisions_is_in_the_report(tmp_path: Path, texts: Path) -> None:
    out = tmp_path / "out"
    built_with(out, texts, merge("Carthage", "Rome"), rename("Reuters", "Reuters News"))
    with (out / "decisions.jsonl").open("a") as file:
        file.write("not json\n")
    assert built_with(out, texts) == ["Reuters News", "Xiao Yaqing"]
    report = json.loads((out / "report.json").read_text())["decisions"]
    assert (report["standing"], report["rejected attributions"]) == (2, 0)
    assert [w["where"] for w in report["warnings"]] == ["decisions.jsonl:3", "decisions.jsonl:1"]


def test_a_rejected_attribution_is_counted_and_left_out_of_the_graph(tmp_path: Path, texts: Path) -> None:
    out = tmp_path / "out"
    (found,) = pipeline.observe([texts])
    assert isinstance(found, Record)
    names = [attribution_id(found.document.id, a) for a in found.attributions]
    built_with(out, texts, decide(what="reject", subject=names[0]))
    report = json.loads((out / "report.json").read_text())
    assert report["counts"]["attributions"] == len(names) - 1
    assert report["decisions"]["rejected attributions"] == 1
    assert report["problems"] == []


def test_a_build_in_memory_takes_the_decisions_it_is_given(tmp_path: Path, texts: Path) -> None:
    path = tmp_path / "mine.jsonl"
    d.append(path, [rename("Reuters", "Reuters News")])
    actors = {a.actor for r in kg.build([texts], decisions=path).records() for a in r.attributions}
    assert actors == {"Reuters News", "Xiao Yaqing"}
    with pytest.raises(DecisionError, match="nowhere"):
        kg.build([texts], decisions=tmp_path / "nowhere")


def test_who_decided_and_when_is_in_no_output(tmp_path: Path, texts: Path) -> None:
    out = tmp_path / "out"
    signed = decide(what="rename", subject="Carthage", value="Rome", who="Quisquis", when="1871-01-18", why="Cuius")
    built_with(out, texts, signed)
    for path in (path for path in out.rglob("*") if path.is_file() and path.name != "decisions.jsonl"):
        assert not any(secret in path.read_bytes() for secret in (b"Quisquis", b"1871-01-18", b"Cuius")), path
