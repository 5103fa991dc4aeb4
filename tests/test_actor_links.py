"""One actor by two names in different documents is linked, with method, score and company, and nothing is merged."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from rdflib import Graph
from typer.testing import CliRunner, Result

from builders import record, said
from kg.cli import app
from kg.exporters import export
from kg.graph import actor_links
from kg.ids import actor_id
from kg.likeness import Actors, Links
from kg.model import Document, Record, dump_jsonl
from kg.model.claims import ActorLink, Link
from kg.pipeline import build as build_graph
from kg.queries import ask
from kg.queries.actors import actors
from kg.stores import STORES
from kg.stores.merging import merge_graphs
from kg.stores.oxigraph import build, open_read_only
from serving import serving


def kg(*command: str) -> Result:
    return CliRunner().invoke(app, command)


Named = tuple[str, str]
"""What an actor is called, and by which words of the text if these are others."""


def story(identity: str, *names: str | Named, kind: str = "person") -> Record:
    """Return a document in which each of `names` says something; one in capitals is an organization."""
    called = [name if isinstance(name, tuple) else (name, name) for name in names]
    text = " ".join(f"{words} said that {number} boats had sunk." for number, (_, words) in enumerate(called, 2))
    kinds = ["organization" if " of " in name or name.isupper() else kind for name, _ in called]
    found = [
        said(text, words, "said", f"that {number} boats had sunk", actor=name, actor_type=type_)
        for number, ((name, words), type_) in enumerate(zip(called, kinds, strict=True), 2)
    ]
    return record(Document(id=identity, text=text), *found)


def links(*records: Record) -> list[ActorLink]:
    found = Actors()
    for each in records:
        found.add(each)
    return list(found.links())


def stories(*casts: Sequence[str | Named]) -> list[Record]:
    return [story(f"{number}", *cast) for number, cast in enumerate(casts)]


WITH = "Ida Crane"
"""Who is everywhere: the company in which others are seen."""
CASES: dict[str, tuple[list[Sequence[str | Named]], list[tuple[str, str, str]]]] = {
    "a surname that one has": ([["Renko", WITH], ["Pavel Renko", WITH]], [("Renko", "Pavel Renko", "surname")]),
    "a surname that two have": ([["Renko", WITH], ["Pavel Renko", WITH], ["Olga Renko", WITH]], []),
    "a surname that one has ten times as often": (
        [["Renko", WITH], *[["Pavel Renko", WITH]] * 10, ["Olga Renko", WITH]],
        [("Renko", "Pavel Renko", "surname")],
    ),
    "in other company": ([["Renko", "Jo Berg"], ["Pavel Renko", WITH]], []),
    "known as two in one document": ([["Renko", WITH], ["Pavel Renko", WITH], ["Renko", "Pavel Renko", WITH]], []),
    "a middle name": (
        [["Pavel Renko", WITH], ["Pavel A. Renko", WITH]],
        [("Pavel Renko", "Pavel A. Renko", "middle name")],
    ),
    "two middle names": ([["Pavel Renko", WITH], ["Pavel A. Renko", WITH], ["Pavel B. Renko", WITH]], []),
    "initials": ([["P. Renko", WITH], ["Pavel A. Renko", WITH]], [("P. Renko", "Pavel A. Renko", "initials")]),
    "another first name": ([["Pavel Renko", WITH], ["Peter Renko", WITH]], []),
    "father and son": ([["Pavel Renko", WITH], ["Pavel Renko Jr.", WITH]], []),
    "another spelling": (
        [["Zoé Martín-Lund"], ["Zoe Martin Lund"], ["Zoe Martin Lund"]],
        [("Zoé Martín-Lund", "Zoe Martin Lund", "spelling")],
    ),
    "the surname of a name with two spellings": (
        [["Martín", WITH], ["Zoe Martín", WITH], ["Zoe Martin", WITH], ["Zoe Martin", WITH]],
        [("Martín", "Zoe Martin", "surname"), ("Zoe Martín", "Zoe Martin", "spelling")],
    ),
    "letters": ([["NBR"], ["National Bank of Ruritania"]], [("NBR", "National Bank of Ruritania", "letters")]),
    "letters of two": ([["NBR"], ["National Bank of Ruritania"], ["Northern Board of Rails"]], []),
    "a person of that name": ([["Nbr", WITH], ["National Bank of Ruritania", WITH]], []),
    "a first name that two documents know": (
        [["Pavel", WITH], [("Pavel Renko", "Pavel"), WITH], [("Pavel Renko", "Pavel"), WITH]],
        [("Pavel", "Pavel Renko", "first name")],
    ),
    "a first name that one document knows": ([["Pavel", WITH], [("Pavel Renko", "Pavel"), WITH]], []),
    "nobody": ([], []),
}


@pytest.mark.parametrize("case", CASES)
def test_names_are_linked_where_one_actor_alone_is_meant(case: str) -> None:
    casts, expected = CASES[case]
    records = stories(*casts)
    found = links(*records)
    assert [(link.name, link.known_as, link.method) for link in found] == expected
    assert all(0.5 < link.score <= 1 for link in found)
    assert all(link.company == (WITH,) for link in found if link.method not in ("letters", "spelling"))
    random.Random(1).shuffle(records)
    assert links(*records) == found
    assert len(CASES) == 18


RECORDS = stories(["Renko", WITH], ["Pavel Renko", WITH], ["Pavel Renko", "Jo Berg"])


def linked(records: Sequence[Record]) -> list[Record | Link]:
    found = Links()
    for each in records:
        found.add(each)
    return [*records, *found.links()]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return STORES["memory"].build(linked(RECORDS), None)


def test_whoever_asks_for_one_name_gets_what_the_other_said_and_is_told_so(graph: Graph) -> None:
    answer = ask(graph, "statements-of", {"actor": "Pavel Renko"})
    assert [row["actor"] for row in answer.rows] == ["Renko", "Pavel Renko", "Pavel Renko"]
    assert answer.also == ("Renko",)
    assert ask(graph, "statements-of", {"actor": "Jo Berg"}).also == ()
    assert len(ask(graph, "who-said-what-about", {"topic": "boats", "actor": "Pavel"}).rows) == 3


def test_the_list_of_actors_says_who_may_be_whom_and_how_sure_that_is(graph: Graph) -> None:
    also = {actor.name: actor.also for actor in actors(graph)}
    assert also["Renko"] == ("Pavel Renko (surname, 0.83)",)
    assert also["Pavel Renko"] == ("Renko (surname, 0.83)",)
    assert also[WITH] == ()


def test_an_actor_who_is_spelled_two_ways_is_named_once_beside_the_other() -> None:
    shouted = STORES["memory"].build(linked([*RECORDS, story("shouted", "PAVEL RENKO", "Jo Berg")]), None)
    also = {actor.name: actor.also for actor in actors(shouted)}
    assert [name.partition(" (")[0] for name in also["Renko"]] == ["Pavel Renko"]
    assert [(link.name, link.known_as) for link in actor_links(shouted)] == [("Renko", "Pavel Renko")]


def test_a_build_tells_who_is_probably_the_same(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(dump_jsonl(RECORDS)))
    assert [(link.name, link.known_as) for link in build_graph([source]).actor_links()] == [("Renko", "Pavel Renko")]


def test_commands_and_service_ask_for_both_names(tmp_path: Path) -> None:
    build(linked(RECORDS), tmp_path / "store").close()
    given = ["query", "statements-of", "--actor", "Pavel Renko", "--store", str(tmp_path / "store")]
    done = CliRunner().invoke(app, [*given, "--output", "json"])
    assert done.stderr == "asked for as well, by other names: Renko\n"
    assert [row["actor"] for row in json.loads(done.stdout)] == ["Renko", "Pavel Renko", "Pavel Renko"]
    with serving(tmp_path / "store") as served:
        found = served.http.get("/api/queries/statements-of", params={"actor": "Pavel Renko"}).json()["rows"]
    assert [row["actor"] for row in found] == ["Renko", "Pavel Renko", "Pavel Renko"]


def test_people_keep_two_apart_and_take_that_back(tmp_path: Path) -> None:
    """Said of both by name or id, it holds for every build; a merge overrules it, and then it is reported."""

    def decide(*command: str) -> str:
        assert kg(*command, "--store", str(out / "store")).exit_code == 0
        done = kg("build", str(out / "statements.jsonl"), "-o", str(out))
        assert done.exit_code in (0, 1)
        return done.stderr

    def linked_to(name: str) -> tuple[str, ...]:
        with closing(open_read_only(out / "store")) as graph:
            return next((actor.also for actor in actors(graph) if actor.name == name), ())

    source, out = tmp_path / "in.jsonl", tmp_path / "out"
    source.write_text("".join(dump_jsonl(RECORDS)))
    assert kg("build", str(source), "-o", str(out)).exit_code == 0
    assert linked_to("Renko") == ("Pavel Renko (surname, 0.83)",)
    assert "kg undo" not in decide("apart", actor_id("Renko"), "Pavel Renko", "--why", "a cousin")
    assert linked_to("Renko") == ()
    assert "both are one actor" in decide("merge", "Renko", "Pavel Renko")
    for line in reversed(kg("decisions", "--store", str(out / "store"), "--output", "csv").stdout.splitlines()[1:]):
        decide("undo", line.partition(",")[0])
    assert linked_to("Renko") == ("Pavel Renko (surname, 0.83)",)
    assert kg("apart", "Renko", "renko", "--store", str(out / "store")).exit_code == 2


def test_who_is_whom_is_found_anew_in_a_union(tmp_path: Path) -> None:
    """A part that knows one Renko, another that knows a second: together nobody is meant."""
    more = [story("more", "Olga Renko", WITH)]
    for name, part in (("a", RECORDS), ("b", more)):
        build(linked(part), tmp_path / name).close()
    export(STORES["memory"].build(linked([*RECORDS, *more]), None), "ntriples", tmp_path / "whole.nt")
    graph = merge_graphs([tmp_path / "a", tmp_path / "b"], tmp_path / "c")
    export(graph, "ntriples", tmp_path / "merged.nt")
    graph.close()
    merged = (tmp_path / "merged.nt").read_bytes()
    assert merged == (tmp_path / "whole.nt").read_bytes()
    assert b"ActorLink" not in merged
