"""Every store says the same, keeps what it was given, and loses nothing when something goes wrong."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from builders import all_records, briefing, relay, story
from kg.errors import OutputError, RecordError, StoreError
from kg.graph import add, records
from kg.model import Attribution, Document, Record
from kg.stores import STORES, open_graph, open_store, oxigraph


def plain() -> Graph:
    graph = Graph()
    for record in all_records():
        add(graph, record)
    return graph


def elsewhere(code: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` in another process with `path` as its first argument."""
    script = "import sys; from pathlib import Path; from kg.stores import *; from kg.graph import *; " + code
    return subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)


def broken() -> Iterator[Record]:
    yield story()
    yield Record(Document(id="bad", text="x"), (Attribution(content=((0, 9),)),))


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", STORES)
def test_every_store_gives_the_graph_that_rdflib_alone_would_give(name: str, tmp_path: Path) -> None:
    graph = STORES[name].build(iter(all_records()), tmp_path / "store")
    assert set(graph) == set(plain())
    assert list(records(graph)) == all_records()


@pytest.mark.parametrize("name", STORES)
def test_every_store_can_be_added_to_and_searched_by_its_terms(name: str) -> None:
    graph = STORES[name].open(None, False)
    add(graph, story())
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert list(graph.subjects(label, Literal("Reuters")))
    assert all(value.datatype is None for value in graph.objects(None, label) if isinstance(value, Literal))


@pytest.mark.parametrize("name", STORES)
def test_every_store_of_no_records_is_an_empty_graph(name: str, tmp_path: Path) -> None:
    assert len(STORES[name].build([], tmp_path / "store")) == 0


def test_there_are_two_stores() -> None:
    assert sorted(STORES) == ["memory", "oxigraph"]


def test_a_store_reads_the_same_after_it_is_closed_and_opened_again(tmp_path: Path) -> None:
    STORES["oxigraph"].build(all_records(), tmp_path / "store").close()
    graph = open_store(tmp_path / "store", read_only=True)
    assert set(graph) == set(plain())
    assert len(graph.query("SELECT * { ?s a <https://w3id.org/saidgraph#Document> }")) == len(all_records())


def test_what_is_added_to_a_writable_store_stays(tmp_path: Path) -> None:
    graph = open_store(tmp_path / "store")
    add(graph, story())
    graph.close()
    del graph
    assert list(records(open_store(tmp_path / "store", read_only=True))) == [story()]


def test_records_are_loaded_some_at_a_time_so_that_memory_does_not_grow_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Record] = []
    parts: list[int] = []

    class Loader:
        def bulk_load(self, lines: bytes, *_: object, **__: object) -> None:
            parts.append(len(taken))

        def flush(self) -> None: ...

    def stream() -> Iterator[Record]:
        for record in all_records():
            taken.append(record)
            yield record

    monkeypatch.setattr(oxigraph, "_BATCH", 1)
    oxigraph._load(stream(), Loader())  # type: ignore[arg-type]
    assert parts == list(range(1, len(all_records()) + 1))
    graph = STORES["oxigraph"].build(all_records(), tmp_path / "store")
    assert set(graph) == set(plain()), "parts that share nodes make the same graph"


def test_rebuilding_replaces_the_store_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    reader = STORES["oxigraph"].build([story()], tmp_path / "store")
    graph = STORES["oxigraph"].build([relay()], tmp_path / "store")
    assert list(records(graph)) == [relay()]
    assert list(records(reader)) == [story()], "who read the earlier store goes on reading it"
    assert left_in(tmp_path) == ["store"]


def test_a_bad_record_leaves_the_earlier_store_as_it_was(tmp_path: Path) -> None:
    STORES["oxigraph"].build([relay()], tmp_path / "store").close()
    with pytest.raises(RecordError, match="not inside the text"):
        STORES["oxigraph"].build(broken(), tmp_path / "store")
    assert list(records(open_store(tmp_path / "store", read_only=True))) == [relay()]
    assert left_in(tmp_path) == ["store"]


def test_a_process_killed_while_it_builds_leaves_the_earlier_store_as_it_was(tmp_path: Path) -> None:
    STORES["oxigraph"].build([relay()], tmp_path / "store").close()
    code = (
        "import os; (os._exit(9) for _ in [0]); STORES['oxigraph'].build((os._exit(9) for _ in [0]), Path(sys.argv[1]))"
    )
    assert elsewhere(code, tmp_path / "store").returncode == 9
    assert list(records(open_store(tmp_path / "store", read_only=True))) == [relay()]


def test_a_crash_between_the_two_renamings_is_made_good_when_the_store_is_next_opened(tmp_path: Path) -> None:
    STORES["oxigraph"].build([relay()], tmp_path / "store").close()
    (tmp_path / "store").rename(tmp_path / ".store.old")
    assert list(records(open_store(tmp_path / "store", read_only=True))) == [relay()]


def test_many_processes_may_read_at_once(tmp_path: Path) -> None:
    graph = STORES["oxigraph"].build([story()], tmp_path / "store")
    done = elsewhere("print(len(list(records(open_store(Path(sys.argv[1]), read_only=True)))))", tmp_path / "store")
    assert (done.stdout.strip(), len(list(records(graph)))) == ("1", 1), done.stderr


@pytest.mark.parametrize("first_reads", [True, False])
def test_a_second_process_beside_a_writer_is_told_so(tmp_path: Path, first_reads: bool) -> None:
    STORES["oxigraph"].build([story()], tmp_path / "store").close()
    graph = open_store(tmp_path / "store", read_only=first_reads)
    done = elsewhere(f"open_store(Path(sys.argv[1]), read_only={not first_reads})", tmp_path / "store")
    assert "StoreError" in done.stderr
    assert "in use by another process" in done.stderr
    assert len(list(records(graph))) == 1


def test_a_store_that_somebody_writes_to_is_not_replaced(tmp_path: Path) -> None:
    STORES["oxigraph"].build([story()], tmp_path / "store").close()
    graph = open_store(tmp_path / "store")
    done = elsewhere("STORES['oxigraph'].build([], Path(sys.argv[1]))", tmp_path / "store")
    assert "in use by another process" in done.stderr
    assert len(list(records(graph))) == 1


def test_where_there_is_no_store_the_message_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no store at .*; build one with `kg build`"):
        open_store(tmp_path / "nowhere", read_only=True)


def test_a_folder_that_holds_something_else_is_neither_opened_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    with pytest.raises(OutputError, match="is no store; it will not be replaced"):
        STORES["oxigraph"].build([story()], tmp_path / "letters")
    with pytest.raises(StoreError, match="is no store"):
        open_store(tmp_path / "letters")
    assert left_in(tmp_path / "letters") == ["a.txt"]


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        STORES["oxigraph"].build([story()], tmp_path / "file" / "store")


def test_a_graph_opens_from_its_store_from_the_folder_above_and_from_a_file(tmp_path: Path) -> None:
    STORES["oxigraph"].build([briefing()], tmp_path / "store").close()
    graph = Graph()
    add(graph, briefing())
    graph.serialize(tmp_path / "graph.ttl")
    for path in (tmp_path / "store", tmp_path, tmp_path / "graph.ttl"):
        assert list(records(open_graph(path))) == [briefing()]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [("graph.ttl", "<a> <b> .", "cannot be read as Turtle"), ("graph.xyz", "", "the suffix names no RDF format")],
)
def test_a_file_that_is_no_graph_is_named_with_what_is_wrong(
    name: str, content: str, message: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(StoreError, match=message):
        open_graph(tmp_path / name)


def test_an_existing_rdflib_graph_can_be_copied_into_oxigraph_and_an_oxigraph_one_is_left_alone() -> None:
    copy = oxigraph.in_oxigraph(plain())
    assert set(copy) == set(plain())
    assert oxigraph.in_oxigraph(copy) is copy


def test_the_terms_of_constructed_graphs_and_rows_are_plain_too() -> None:
    graph = STORES["memory"].build([story()], None)
    made = graph.query("CONSTRUCT { ?s rdfs:label ?o } WHERE { ?s rdfs:label ?o }").graph
    assert made is not None
    values: list[Node] = [*made.objects(), *(row[0] for row in graph.query("SELECT ?o { ?s rdfs:label ?o }"))]  # type: ignore[index]
    assert len(values) > 20
    assert all(isinstance(value, Literal) and value.datatype is None for value in values)
