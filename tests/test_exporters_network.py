"""The network: what is a node, what is an edge, and what the files of other programs need."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from rdflib import Graph

import builders
from kg.exporters import EXPORTERS, to_networkx
from kg.exporters.networkfiles import sanitised
from kg.graph import add
from kg.model import Record


def graph_of(*found: Record) -> Graph:
    graph = Graph()
    for record in found:
        add(graph, record)
    return graph


ALL = graph_of(*builders.all_records())


def exported(name: str, graph: Graph = ALL) -> bytes:
    file = io.BytesIO()
    EXPORTERS[name].write(graph, file)
    return file.getvalue()


def sentences(network: networkx.MultiDiGraph) -> set[tuple[str, str, str]]:
    label = dict(network.nodes(data="label"))
    return {(label[start], data["kind"], label[end]) for start, end, data in network.edges(data=True)}


def test_a_briefing_is_questions_answers_and_what_they_relay() -> None:
    found = sentences(to_networkx([builders.briefing()]))
    question = "More and more people in Japan are worried that China may reduce exports. Is it…"
    answer = "Some countries say that we restrict exports, but our rare earth sells at an ear…"
    assert found == {
        ("Asahi Shimbun", "asked", question),
        ("Xiao Yaqing", "said", answer),
        (answer, "answers", question),
        ("some countries", "reportedlySaid", "that we restrict exports"),
        (answer, "expresses", "that we restrict exports"),
        ("people in Japan", "reportedlySaid", "that China may reduce exports"),
        (question, "expresses", "that China may reduce exports"),
        (question, "inDocument", "SCIO briefing"),
        (answer, "inDocument", "SCIO briefing"),
        ("SCIO briefing", "publishedBy", "State Council"),
    }


@pytest.mark.parametrize(
    ("actor", "kind", "content"),
    [
        ("Reuters", "reported", "the remarks triggered speculation that Beijing might use rare earth as a weapon"),
        ("Ann Lee", "denied", "that she would leave"),
        ("Ann Lee", "said", "“Prices,” … “will rise.”"),
        ("United States", "didNotSay", "it was afraid"),
        ("United States", "thought", "a ban"),
    ],
)
def test_a_story_says_who_stands_how_to_what(actor: str, kind: str, content: str) -> None:
    assert (actor, kind, content) in sentences(to_networkx([builders.story()]))


def test_nothing_below_the_document_is_plainly_said() -> None:
    network = to_networkx(ALL)
    nested = [data["kind"] for *_, data in network.edges(data=True) if data.get("depth", 0) > 0]
    assert len(nested) > 5
    assert not {"said", "reported", "asked", "thought", "denied"} & set(nested)


def test_a_graph_and_its_records_give_the_same_network() -> None:
    from_graph, from_records = to_networkx(ALL), to_networkx(reversed(builders.all_records()))
    assert list(from_graph.nodes(data=True)) == list(from_records.nodes(data=True))
    assert list(from_graph.edges(keys=True, data=True)) == list(from_records.edges(keys=True, data=True))


def test_edges_have_keys_of_their_own_and_the_text_as_evidence() -> None:
    network = to_networkx(ALL)
    keys = [key for *_, key in network.edges(keys=True)]
    assert len(set(keys)) == len(keys)
    evidence = {data["evidence"] for *_, data in network.edges(data=True) if data["kind"] == "didNotSay"}
    assert evidence == {"Washington · did not say · it was afraid"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2021, 3, 1), "2021-03-01"),
        (datetime(2021, 3, 1, 9), "2021-03-01T09:00:00"),
        (["x", "y"], "x; y"),
        ({"b", "a"}, "a; b"),
        (True, True),
        (2**70, str(2**70)),
        (1.5, 1.5),
        ("a\x00\ud800b", "a\ufffd\ufffdb"),
        (None, None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_values_no_format_can_hold_are_turned_into_some_that_each_can(value: Any, expected: Any) -> None:
    network = networkx.MultiDiGraph()
    network.add_node("a", given=value)
    assert sanitised(network).nodes["a"] == ({} if expected is None else {"given": expected})


@pytest.mark.parametrize("name", ["start", "end", "source", "target", "key", "id", "type", "Start", "viz", "for"])
def test_names_a_format_takes_for_itself_get_a_prefix(name: str) -> None:
    network = networkx.MultiDiGraph()
    network.add_edge("a", "b", **{"key": 0} if name == "key" else {name: "x"})
    network.add_node("a", **{name: "x"})
    assert sanitised(network).nodes["a"] == {f"kg_{name}": "x"}


def test_an_attribute_has_one_type_throughout() -> None:
    network = networkx.MultiDiGraph()
    for node, size, mixed in (("a", 1, 1), ("b", 1.5, "x")):
        network.add_node(node, size=size, mixed=mixed)
    assert dict(sanitised(network).nodes) == {"a": {"size": 1.0, "mixed": "1"}, "b": {"size": 1.5, "mixed": "x"}}


def test_graphml_keeps_the_rules_of_the_format() -> None:
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.fromstring(exported("graphml"))
    keys = {key.get("id"): key for key in root.findall(f"{space}key")}
    assert len(keys) == len(root.findall(f"{space}key"))
    assert {key.get("attr.type") for key in keys.values()} <= {"string", "long", "double", "boolean"}
    assert len({(key.get("for"), key.get("attr.name")) for key in keys.values()}) == len(keys)
    assert {data.get("key") for data in root.iter(f"{space}data")} <= set(keys)
    _check_ends(root, space)


def test_gexf_keeps_the_rules_of_the_format_and_has_no_date() -> None:
    space = "{http://www.gexf.net/1.2draft}"
    data = exported("gexf")
    root = ElementTree.fromstring(data)
    for kind in ("node", "edge"):
        declared = [a.get("id") for a in root.findall(f".//{space}attributes[@class='{kind}']/{space}attribute")]
        used = {v.get("for") for v in root.findall(f".//{space}{kind}/{space}attvalues/{space}attvalue")}
        assert len(set(declared)) == len(declared)
        assert used == set(declared)
    assert root.find(f"{space}meta").attrib == {}  # type: ignore[union-attr]
    assert b"networkx" not in data
    assert not [e for e in root.iter() if {"start", "end", "timeformat"} & set(e.attrib)]
    _check_ends(root, space)


def _check_ends(root: ElementTree.Element, space: str) -> None:
    nodes = [node.get("id") for node in root.iter(f"{space}node")]
    edges = [edge.get("id") for edge in root.iter(f"{space}edge")]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges) == to_networkx(ALL).number_of_edges()
    assert {end for edge in root.iter(f"{space}edge") for end in (edge.get("source"), edge.get("target"))} <= set(nodes)


@pytest.mark.parametrize("name", ["graphml", "gexf", "nodelink"])
def test_networkx_reads_back_what_was_written(name: str) -> None:
    graph, file = graph_of(builders.story()), io.BytesIO(exported(name, graph_of(builders.story())))
    read: networkx.MultiDiGraph = {
        "graphml": lambda: networkx.read_graphml(file, force_multigraph=True),
        "gexf": lambda: networkx.read_gexf(file),
        "nodelink": lambda: networkx.node_link_graph(json.load(file), edges="edges"),
    }[name]()
    written = to_networkx(graph)
    assert dict(read.nodes(data="label")) == dict(written.nodes(data="label"))
    assert Counter(list(read.edges())) == Counter(list(written.edges()))


def test_neo4j_headers_name_ids_types_and_labels() -> None:
    tables = {
        name: list(csv.DictReader(io.StringIO(exported(name).decode(), newline="")))
        for name in ("nodes-csv", "edges-csv")
    }
    nodes, edges = tables["nodes-csv"], tables["edges-csv"]
    assert list(nodes[0]) == [":ID", "date", "evidence", "kind", "label", "publisher", "url", ":LABEL"]
    assert {":START_ID", ":END_ID", ":TYPE", "confidence:double", "depth:long", "evidence"} <= set(edges[0])
    assert {end for edge in edges for end in (edge[":START_ID"], edge[":END_ID"])} <= {node[":ID"] for node in nodes}
    assert {"Actor;Person", "Content;Claim", "Content;Question", "Document"} <= {node[":LABEL"] for node in nodes}
    assert {"SAID", "REPORTEDLY_SAID", "DID_NOT_SAY", "IN_DOCUMENT"} <= {edge[":TYPE"] for edge in edges}
    assert not [value for line in (*nodes, *edges) for value in line.values() if "\n" in value or "\r" in value]
