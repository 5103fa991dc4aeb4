"""People judge single attributions and mark missed ones: what becomes of it in graph, figures and training data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from typer.testing import CliRunner, Result

import kg
from builders import all_records, record, said, spans, story
from kg import cli
from kg import decisions as d
from kg.decisions import Decision, decide, ledger, review
from kg.decisions.precision import Share, precision
from kg.errors import DecisionError
from kg.exporters.gold import judged
from kg.graph import add, records
from kg.ids import attribution_id
from kg.model import Attribution, Document, Record, check, record_from_json, record_to_json, text_of
from kg.terms import KG

TEXT = "Ann said Bo thinks that prices fall.\nCy denied it.\nReuters wrote that Di smiled.\n"
OUTER = said(TEXT, "Ann", "said", "Bo thinks that prices fall", actor="Ann", actor_type="person")
INNER = said(TEXT, "Bo", "thinks", "that prices fall", actor="Bo", actor_type="person", parent=0)
OTHER = said(TEXT, "Reuters", "wrote", "that Di smiled", actor="Reuters", actor_type="outlet")
NOTED = Document(id="noted.txt", text=TEXT)


def name_of(attribution: Attribution, document: Document = NOTED) -> str:
    return attribution_id(document.id, attribution)


def missed(attribution: Attribution, document: Document = NOTED, **values: Any) -> Decision:
    quote = text_of(document.text, attribution.content)
    return decide(what="add", document=document.id, attribution=attribution, quote=quote, **values)


def judge(what: str, attribution: Attribution, value: str | None = None, **values: Any) -> Decision:
    return decide(what=what, subject=name_of(attribution), value=value, **values)


def decided(made: list[Record], *said_: Decision, path: Path) -> tuple[list[Record], list[str]]:
    """Return the records as decided, and what was reported."""
    path.unlink(missing_ok=True)
    d.append(path, said_)
    result = review(path, lambda: made)
    return [result(one) for one in made], [warning.problem for warning in result.warnings]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


# adding what was missed


def test_what_was_missed_stands_where_its_spans_say_and_what_is_inside_it_is_only_reported(file: Path) -> None:
    found = record(NOTED, said(TEXT, "Bo", "thinks", "that prices fall", actor="Bo"))
    ((one,), warnings) = decided([found], missed(OUTER), path=file)
    check(one)
    assert warnings == []
    outer, inner = one.attributions
    assert (outer.actor, outer.parent, outer.extractor, outer.confidence) == ("Ann", None, "decision", 1.0)
    assert (inner.actor, inner.parent) == ("Bo", 0)
    ((other, _), _) = decided([record(NOTED, OUTER), found], missed(INNER), path=file)
    assert [a.parent for a in other.attributions] == [None, 0]


def test_what_was_missed_survives_a_rerun_that_finds_it_and_keeps_what_the_person_said(file: Path) -> None:
    by_hand = missed(said(TEXT, "Ann", "said", "Bo thinks that prices fall", actor="Ann Lee", kind="interpretation"))
    ((one,), _) = decided([record(NOTED, OUTER, INNER)], by_hand, path=file)
    assert [(a.actor, a.kind) for a in one.attributions] == [("Ann Lee", "interpretation"), ("Bo", "statement")]
    assert one.attributions[0].extractor == "hand@1"


def test_what_was_added_can_be_judged_split_and_undone_like_anything_found(file: Path) -> None:
    by_hand, found = missed(OUTER), record(NOTED, OTHER)
    ((one,), _) = decided([found], by_hand, judge("split", OUTER, "Ann Lee"), path=file)
    assert [a.actor for a in one.attributions] == ["Ann Lee", "Reuters"]
    ((one,), _) = decided([found], by_hand, judge("reject", OUTER), path=file)
    assert [a.actor for a in one.attributions] == ["Reuters"]
    assert decided([found], by_hand, decide(what="undo", subject=by_hand.id), path=file) == ([found], [])


def test_what_no_longer_stands_there_is_reported_and_left_out(file: Path) -> None:
    changed = Record(Document(id=NOTED.id, text="X" + TEXT))
    assert decided([changed], missed(OUTER), path=file)[0] == [changed]
    gone = Record(Document(id="another.txt", text=TEXT))
    for made, complaint in ((changed, "the text there is"), (gone, "no such document"), (None, "not all inside")):
        given_ = [made or Record(Document(id=NOTED.id, text="short"))]
        ((warning,), added) = decided(given_, missed(OUTER), path=file)[1], d.read(file)[0][0].id
        assert complaint in warning
        assert f"kg undo {added}" in warning


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"document": "a"}, "add needs 'document', 'attribution' and 'quote'"),
        ({"document": "a", "attribution": {}, "quote": "x"}, "needs content"),
        ({"document": "a", "attribution": {"content": [[0, "1"]]}, "quote": "x"}, "must be a list of"),
        ({"document": "a", "attribution": {"content": [[0, 1]], "parent": 3}, "quote": "x"}, "has no 'parent'; valid"),
        ({"document": "a", "attribution": {"content": [[0, 1]], "kind": "rumour"}, "quote": "x"}, "unknown kind"),
        (
            {"document": "a", "attribution": {"content": [[0, 1]], "speech_act": "x"}, "quote": "x"},
            "unknown speech_act",
        ),
        ({"subject": "a"}, "add needs"),
    ],
)
def test_what_cannot_be_added_is_refused_with_what_is_valid(values: dict[str, Any], complaint: str) -> None:
    with pytest.raises(DecisionError, match=complaint):
        decide(what="add", **values)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_is_added_records_stay_well_formed_and_twice_is_as_once(data: st.DataObject) -> None:
    from kg.decisions.adding import added

    made = data.draw(st.sampled_from(all_records()))
    length = len(made.document.text)
    cuts = st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True).map(sorted)
    extra = []
    for cut in data.draw(st.lists(cuts, max_size=4)):
        pairs = tuple(zip(cut[::2], cut[1::2], strict=False))
        extra.append(Attribution(content=pairs[:1], source=pairs[1:2], cue=pairs[2:3]))
    given_ = [missed(a, made.document) for a in extra if text_of(made.document.text, a.content).strip()]
    once = added(made, given_)
    check(once)
    assert added(once, given_) == once
    assert {a.key for a in once.attributions} == {
        a.key for a in (*made.attributions, *(g.attribution for g in given_ if g.attribution))
    }


# in the graph


def test_the_graph_says_what_was_decided_and_why_and_reads_it_back(file: Path) -> None:
    made = [record(NOTED, OUTER, INNER, OTHER), story()]
    saying = (
        judge("accept", OUTER, why="read it"),
        judge("reject", OTHER, why="a caption"),
        decide(what="merge", subject="Bo", value="Bo Li", who="Quisquis"),
    )
    result, warnings = decided(made, *saying, path=file)
    assert [w for w in warnings if "Bo Li" not in w] == []
    graph = Graph()
    for one in result:
        add(graph, one)
    assert list(records(graph)) == sorted(result, key=lambda r: r.document.id)
    decisions = {str(graph.value(s, URIRef(KG.decided))): s for s in graph.subjects(URIRef(KG.decided))}
    assert set(decisions) == {"accept", "reject", "merge"}
    (accepted,) = graph.subjects(URIRef(KG.decidedBy), decisions["accept"])
    assert name_of(OUTER) in str(accepted)
    assert (decisions["reject"], URIRef("http://purl.org/dc/terms/description"), Literal("a caption")) in graph
    assert not [o for o in graph.objects() if "Quisquis" in str(o)]
    for one in result:
        assert record_from_json(json.loads(json.dumps(record_to_json(one)))) == one


def test_a_build_takes_judgements_over_and_finds_nothing_wrong_with_the_graph(tmp_path: Path) -> None:
    made = record(NOTED, OUTER, INNER)
    (tmp_path / "found.jsonl").write_text(json.dumps(record_to_json(made)) + "\n", "utf-8")
    saying = [missed(OTHER, why="overlooked"), judge("accept", INNER), judge("reject", OUTER)]
    d.append(tmp_path / "out" / "decisions.jsonl", saying)
    with kg.build([tmp_path / "found.jsonl"], tmp_path / "out") as knowledge:
        assert knowledge.problems == ()
        (one,) = knowledge.records()
    assert [(a.actor, a.parent) for a in one.attributions] == [("Bo", None), ("Reuters", None)]
    assert {verdict.what for verdict in one.verdicts} == {"add", "accept", "reject"}
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["decisions"]
    assert (report["rejected attributions"], report["added attributions"]) == (1, 1)


# figures


def test_precision_counts_what_people_looked_at(file: Path) -> None:
    made = [record(NOTED, OUTER, INNER, OTHER), story()]
    saying = [judge("accept", OUTER), judge("split", INNER, "Bob"), judge("reject", OTHER), missed(OTHER)]
    saying += [judge("accept", OTHER), judge("kind", OTHER, "interpretation"), decide(what="accept", subject="f" * 20)]
    scores = precision(saying, made).to_json()
    assert scores["attribution"]["all"] == {"P": 100.0, "interval": [43.9, 100.0], "right": 3, "judged": 3}
    assert (scores["actor"]["all"]["right"], scores["kind"]["all"]["right"]) == (2, 2)
    assert scores["attribution"]["nested"]["judged"] == 1
    assert (scores["missed"], scores["gone"]) == (1, 1)
    rejected = precision([*saying, judge("reject", OTHER)], made)
    assert rejected.shares["attribution"]["all"] == Share(2, 3)
    assert len(rejected.to_table().splitlines()) == 2 + sum(map(len, rejected.shares.values()))


# training data


def test_a_document_judged_whole_is_gold_and_of_one_judged_in_part_only_the_lines_looked_at(file: Path) -> None:
    made = record(NOTED, OUTER, INNER, OTHER)
    everything = [judge("accept", OUTER), judge("accept", INNER), judge("reject", OTHER)]
    ((one,), _) = decided([made], *everything, path=file)
    (gold,) = judged(one)
    assert (gold.document, [a.actor for a in gold.attributions]) == (NOTED, ["Ann", "Bo"])
    ((one,), _) = decided([made], judge("accept", OTHER), path=file)
    (gold,) = judged(one)
    assert gold.document.id == f"noted.txt#char={TEXT.index('Reuters')},{len(TEXT)}"
    assert gold.document.text == "Reuters wrote that Di smiled.\n"
    (only,) = gold.attributions
    assert text_of(gold.document.text, only.source) == "Reuters"
    ((one,), _) = decided([made], judge("accept", INNER), path=file)
    assert list(judged(one)) == []
    ((one,), _) = decided([made], judge("reject", OTHER), path=file)
    assert [(g.document.text, g.attributions) for g in judged(one)] == [("Reuters wrote that Di smiled.\n", ())]
    assert list(judged(made)) == []


# the ledger and the commands


def test_the_ledger_lists_enters_and_takes_back(file: Path) -> None:
    assert ledger.listing(file) == []
    entry = ledger.enter(file, {"what": "reject", "subject": name_of(OTHER), "why": "a caption", "who": "Quisquis"})
    assert entry["state"] == "standing"
    assert "who" not in entry and "when" not in entry
    assert json.loads(file.read_text("utf-8"))["when"]
    again = ledger.enter(file, {"what": "reject", "subject": name_of(OTHER)})
    assert [e["state"] for e in ledger.listing(file)] == ["said again", "standing"]
    assert ledger.take_back(file, again["id"])["state"] == "undone"
    assert [e["state"] for e in ledger.listing(file)] == ["undone", "undone"]
    with pytest.raises(LookupError, match="no decision"):
        ledger.take_back(file, again["id"])
    for wrong in ({"what": "undo", "subject": again["id"]}, {"what": "reject"}, {"subject": "x"}, {"what": 3}):
        with pytest.raises(DecisionError):
            ledger.enter(file, wrong)


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def test_from_a_judgement_on_the_command_line_to_figures_and_training_data(tmp_path: Path) -> None:
    (tmp_path / "found.jsonl").write_text(json.dumps(record_to_json(record(NOTED, OUTER, INNER))) + "\n", "utf-8")
    out = tmp_path / "out"
    assert run("build", tmp_path / "found.jsonl", "--out", out, "-q").exit_code == 0
    ((start, end),) = spans(TEXT, "that Di smiled")
    for arguments in (
        ("accept", name_of(OUTER)),
        ("kind", name_of(OUTER), "interpretation"),
        ("reject", f"https://w3id.org/saidgraph/id/attribution/{name_of(INNER)}"),
        ("add", "noted.txt", "--content", f"{start},{end}", "--source", "51,58", "--actor", "Reuters"),
    ):
        result = run(*arguments, "--store", out)
        assert result.exit_code == 0, result.stderr
    assert run("build", out / "statements.jsonl", "--out", out, "-q").exit_code == 0
    figures = json.loads(
        run("evaluate", "--decisions", out / "decisions.jsonl", out / "statements.jsonl", "--json").stdout
    )
    assert (figures["attribution"]["all"]["P"], figures["kind"]["all"]["P"], figures["missed"]) == (50.0, 0.0, 1)
    assert run("export", "gold", "-o", tmp_path / "gold.jsonl", "--store", out).exit_code == 0
    gold = record_from_json(json.loads((tmp_path / "gold.jsonl").read_text("utf-8")))
    assert [(a.actor, a.kind) for a in gold.attributions] == [("Ann", "interpretation"), ("Reuters", "statement")]
    assert text_of(TEXT, gold.attributions[1].source) == "Reuters"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("reject", "0" * 20), "no attribution"),
        (("add", "noted.txt", "--content", "9"), "START,END"),
        (("add", "noted.txt", "--content", "900,901"), "no content at"),
        (("add", "elsewhere.txt", "--content", "0,3"), "no document 'elsewhere.txt'"),
        (("kind", name_of(OUTER), "rumour"), "unknown kind"),
    ],
)
def test_a_judgement_about_nothing_is_refused(tmp_path: Path, arguments: tuple[str, ...], complaint: str) -> None:
    graph = Graph()
    add(graph, record(NOTED, OUTER))
    graph.serialize(tmp_path / "graph.ttl")
    result = run(*arguments, "--store", tmp_path / "graph.ttl")
    assert (result.exit_code, complaint in result.stderr) == (2, True), result.stderr
    assert not (tmp_path / "decisions.jsonl").exists()


def test_evaluate_says_which_files_it_needs(tmp_path: Path) -> None:
    assert "give GOLD and PRED, or --decisions" in run("evaluate", tmp_path / "a").stderr
