"""The data of the explorer: what stands in its columns, what hostile text becomes, and that what is said is bounded."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import HOSTILE, all_records, briefing, record, said
from kg import queries
from kg.graph.iris import BASE, attribution_name
from kg.model import Document, Record, Verdict, dump_jsonl
from kg.model.claims import ActorLink, likeness
from kg.stores import STORES
from kg.views import write_explorer, write_single_file
from kg.views.explorer import columns
from kg.views.explorer.questions import answered

CALL = re.compile(r'kgExplorer\.receive\("([\w-]+)",(.*)\);\n', re.DOTALL)


def load(folder: Path) -> dict[str, Any]:
    """Return everything that the page would receive, by name."""
    found = {}
    for path in sorted((folder / "explorer").glob("*.js")):
        call = CALL.fullmatch(path.read_text(encoding="utf-8"))
        if path.name != "app.js":
            assert call is not None and call[1] == path.stem, path
            found[call[1]] = json.loads(call[2])
    return found


def made(folder: Path, *records: Record, **options: Any) -> dict[str, Any]:
    write_explorer(records, folder, **options)
    return load(folder)


def test_each_statement_is_a_row_with_its_words_where_the_offsets_say(tmp_path: Path) -> None:
    """Every column has a value a statement, and the texts cut at the offsets are the words of the statement."""
    records = sorted(all_records(), key=lambda r: r.document.id)
    data = made(tmp_path, *records)
    columns, texts = data["data"]["statements"], data["text-000"]["texts"]
    expected = [(r, a) for r in records for a in r.attributions]
    assert len(expected) > 10
    assert {len(values) for values in columns.values()} == {len(expected)}
    for number, (source, attribution) in enumerate(expected):
        assert BASE + "attribution/" + columns["key"][number] == attribution_name(source.document.id, attribution)
        text = texts[columns["document"][number]]
        for role in ("source", "cue", "content"):
            flat = columns[role][number]
            spans = list(zip(flat[::2], flat[1::2], strict=True))
            assert [text[s:e] for s, e in spans] == [source.document.text[s:e] for s, e in getattr(attribution, role)]


def test_links_lead_to_rows_of_the_same_document(tmp_path: Path) -> None:
    """What a statement is nested in, or answers, is named by its row."""
    first = replace(briefing(), document=replace(briefing().document, id="a.txt"))
    data = made(tmp_path, first, briefing())["data"]
    statements, half = data["statements"], len(first.attributions)
    for index, attribution in enumerate(briefing().attributions):
        for link in ("parent", "answers"):
            target = getattr(attribution, link)
            assert statements[link][half + index] == (-1 if target is None else half + target)
    who = [data["actors"]["name"][actor] for actor in statements["actor"]]
    assert who[half:] == [attribution.actor for attribution in briefing().attributions]
    what = [data["labels"]["actorTypes"][data["actors"]["type"][actor]]["value"] for actor in statements["actor"]]
    assert dict(zip(who, what, strict=True)).items() >= {
        ("Asahi Shimbun", "outlet"),
        ("Xiao Yaqing", "person"),
        ("some countries", "unnamed"),
    }


def test_unnamed_actors_are_each_their_own_and_named_ones_are_shared(tmp_path: Path) -> None:
    """Two documents with the same named source share its row; "some countries" of each are two."""
    first = replace(briefing(), document=replace(briefing().document, id="a.txt"))
    actors = made(tmp_path, first, briefing())["data"]["actors"]
    assert actors["name"].count("Xiao Yaqing") == 1
    assert actors["name"].count("some countries") == 2
    assert len(set(actors["key"])) == len(actors["key"])


def test_the_overview_says_who_asks_and_who_reports_whom(tmp_path: Path) -> None:
    """Edges go from reporter to reported and from who asks to who answers, with how often; places are in [0, 1]."""
    data = made(tmp_path, briefing())["data"]
    names = [data["actors"]["name"][node["actor"]] for node in data["overview"]["nodes"]]
    edges = {
        (data["actors"]["name"][e["from"]], data["actors"]["name"][e["to"]], e["relation"]): e["weight"]
        for e in data["overview"]["edges"]
    }
    assert edges["Asahi Shimbun", "Xiao Yaqing", "asks"] == 1
    assert edges["State Council", "Xiao Yaqing", "reports"] == 1
    assert "some countries" not in names
    assert all(0 <= node[axis] <= 1 for node in data["overview"]["nodes"] for axis in "xy")


def test_what_a_person_accepted_is_flagged(tmp_path: Path) -> None:
    """Bit 4 of the flags is set on the statement that a verdict accepts, and on no other."""
    judged = replace(briefing(), verdicts=(Verdict(id="x", what="accept", about=(1,)),))
    flags = made(tmp_path, judged)["data"]["statements"]["flags"]
    assert [bool(flag & 4) for flag in flags] == [index == 1 for index in range(len(flags))]


def test_version_is_that_of_the_statements_file(tmp_path: Path) -> None:
    """The version that a citation names is the beginning of the SHA-256 of the statements as kg export writes them."""
    import hashlib

    lines = "".join(dump_jsonl([briefing()])).encode()
    assert made(tmp_path, briefing())["data"]["version"] == hashlib.sha256(lines).hexdigest()[:12]


def test_likenesses_name_rows(tmp_path: Path) -> None:
    """A likeness of two claims is a pair of rows; one with a claim that is not there is left out."""
    first = replace(briefing(), document=replace(briefing().document, id="a.txt"))
    place = briefing().attributions[1].content
    known = likeness(("a.txt", place), ("briefing.txt", place), "verbatim", "words", 1)
    lost = likeness(("a.txt", place), ("gone.txt", place), "verbatim", "words", 1)
    data = made(tmp_path, first, briefing(), likenesses=[known, lost])["data"]
    assert data["likenesses"] == [[1, len(first.attributions) + 1, "verbatim", 1.0]]


def test_actors_who_are_probably_one_are_named_by_their_places(tmp_path: Path) -> None:
    """A link between two names is a pair of actors; one with a name that does not travel is left out."""
    links = [
        ActorLink("Xiao Yaqing", "Asahi Shimbun", "letters", 0.7),
        ActorLink("Xiao Yaqing", "Nobody Here", "letters", 0.7),
    ]
    graph = STORES["memory"].build([briefing(), *links], None)
    data = made(tmp_path, briefing(), graph=graph)["data"]
    ((one, other, *told),) = data["actorLinks"]
    assert [data["actors"]["name"][each] for each in (one, other)] == ["Xiao Yaqing", "Asahi Shimbun"]
    assert told == ["letters", 0.7]


def test_a_large_graph_is_cut_between_documents_and_says_so(tmp_path: Path) -> None:
    """Of more statements than a page takes the first whole documents travel; the totals are those of the graph."""
    many = [replace(briefing(), document=replace(briefing().document, id=f"{n}.txt")) for n in range(5)]
    size = len(briefing().attributions)
    data = made(tmp_path, *many, most=2 * size + 1)["data"]
    assert data["documents"]["id"] == ["0.txt", "1.txt"]
    assert data["total"] == {"documents": 5, "statements": 5 * size}


def test_texts_come_in_shards(tmp_path: Path) -> None:
    """Texts of more than a megabyte stand in several files, and each document says in which."""
    long = [
        replace(
            briefing(), document=replace(briefing().document, id=f"{n}", text=briefing().document.text + "x" * 600_000)
        )
        for n in range(4)
    ]
    data = made(tmp_path, *long)
    assert data["data"]["documents"]["shard"] == [0, 0, 1, 1]
    assert [data[f"text-00{n}"]["first"] for n in range(2)] == [0, 2]
    assert data["text-001"]["texts"][1] == long[3].document.text


NASTY = {
    "end of the script": "</script><img src=x onerror=alert(1)>",
    "line separators": "a\u2028b\u2029c",
    "lone surrogates": "\ud800 and \udc00",
    "right to left": "\u202egnp.exe",
    "long": "x" * 10_000,
    "prototype": "__proto__",
    "constructor": "constructor",
    "everything": HOSTILE,
}


def nasty(words: str) -> Record:
    text = f"{words}\n\nAnn said that {words} is here."
    document = Document(id=words, text=text, title=words, publisher=words, url=words, date=words)
    return record(
        document,
        said(
            text,
            "Ann",
            "said",
            f"that {words} is here",
            actor=words,
            actor_type="person",
            outlet=words,
            about_remark_of=words,
            stands_for=words,
            link_method=words,
            extractor=words,
            date=words,
        ),
    )


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_hostile_text_is_data(tmp_path: Path, words: str) -> None:
    """Nothing in other people's text ends a script, hides or reverses a label, or becomes the name of a key."""
    data = made(tmp_path, nasty(words))
    for path in (tmp_path / "explorer").glob("*.js"):
        written = path.read_text(encoding="utf-8")
        if path.name != "app.js":
            assert not re.search("[<>\u2028\u2029]", written)
    assert not [key for key in keys(data) if key in ("__proto__", "constructor") or len(key) > 40]
    everything = data["data"]
    shown = [everything["actors"]["name"], everything["documents"]["title"], everything["statements"]["quotation"]]
    for label in (label for column in shown for label in column):
        assert not re.search("[\x00-\x1f\u202a-\u202e\ud800-\udfff]", str(label))
        assert len(str(label)) <= 400
    text = re.sub("[\ud800-\udfff]", "\ufffd", nasty(words).document.text)
    assert data["text-000"]["texts"] == [text]


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys(inner)


def test_exact_document_ids_travel_where_they_look_different(tmp_path: Path) -> None:
    """What a correction must name is there exactly, beside what is shown."""
    documents = made(tmp_path, nasty("\u202egnp.exe"), briefing())["data"]["documents"]
    assert documents["id"] == ["gnp.exe", "briefing.txt"]
    assert documents["rawId"] == ["\u202egnp.exe", 0]


def test_equal_input_gives_equal_bytes(tmp_path: Path) -> None:
    """Two explorers of the same records are the same, file by file, and the second replaces what was there."""
    stale = tmp_path / "b" / "explorer" / "text-999.js"
    stale.parent.mkdir(parents=True)
    stale.write_text("old")
    for name in "ab":
        write_explorer(all_records(), tmp_path / name)
    first, second = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()} for n in "ab"
    )
    assert first == second
    assert len(first) == 7


def test_columns_that_wait_on_the_disk_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is read at once, signs of several bytes stay whole."""
    in_memory = made(tmp_path / "a", *all_records())
    monkeypatch.setattr(columns, "_IN_MEMORY", 1)
    monkeypatch.setattr(columns, "_AT_ONCE", 1)
    assert made(tmp_path / "b", *all_records()) == in_memory
    assert not (tmp_path / "b" / "explorer" / "data.js").read_text(encoding="utf-8").isascii()


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_policy_lets_in_what_lies_beside_the_page_alone(tmp_path: Path) -> None:
    """No inline script, no host: the page names its own folder and nothing else."""
    made(tmp_path, briefing(), title="<b>&")
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "unsafe" not in page and "http" not in page.replace("http-equiv", "")
    assert "&lt;b&gt;&amp;" in page and "<b>" not in page
    assert re.findall(r'src="([^"]+)"', page) == ["explorer/app.js", "explorer/served.js", "explorer/data.js"]


def test_single_file_holds_the_same_data(tmp_path: Path) -> None:
    """The one file has every block of data that the folder has, and names nothing outside itself."""
    records = [*all_records(), nasty(NASTY["end of the script"])]
    data = made(tmp_path / "folder", *records)
    write_single_file(records, tmp_path / "one.html")
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    blocks = dict(re.findall(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', page, re.DOTALL))
    assert {name: json.loads(block) for name, block in blocks.items()} == {
        name: value for name, value in data.items() if name != "served"
    }
    assert not re.search(r'\b(src|href)="', page)


def test_every_question_is_answered_and_shown_as_sparql_that_runs(tmp_path: Path) -> None:
    """The SPARQL beside an answer, run as it stands, gives that answer."""
    graph = STORES["memory"].build(all_records(), None)
    found = list(answered(graph, 20, ["rare earth"], ["Xiao Yaqing"]))
    assert [question["name"] for question in found] == queries.names()
    with_rows = 0
    for question in found:
        again = queries.ask(graph, question["sparql"])
        if not again.is_graph:
            assert list(again.columns) == question["columns"]
            assert len(again.rows) == len(question["rows"])
            with_rows += bool(question["rows"])
    assert with_rows >= 10


def test_of_too_large_a_graph_questions_are_shown_but_not_asked() -> None:
    """Beyond the bound there are columns and SPARQL, and no rows."""
    graph = STORES["memory"].build(all_records(), None)
    assert {json.dumps(q["rows"]) for q in answered(graph, 10**6, [], [])} == {"null"}


def test_a_statement_takes_at_most_six_hundred_bytes(tmp_path: Path) -> None:
    """So that 10,000 take at most 6 MB, and packed a third of that."""
    many = (
        replace(r, document=replace(r.document, id=f"{n}/{r.document.id}"))
        for n in range(100)
        for r in [briefing(), nasty("a name")]
    )
    data = made(tmp_path, *many)["data"]
    size = (tmp_path / "explorer" / "data.js").read_bytes()
    count = len(data["statements"]["key"])
    assert count > 400
    assert len(size) / count <= 600
    assert len(gzip.compress(size)) <= len(size) / 3
