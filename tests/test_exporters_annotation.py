"""Annotations that other tools show and people correct: the words stand where the offsets say."""

from __future__ import annotations

import io
import json
import re
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

import builders
from kg.exporters import EXPORTERS
from kg.exporters.standoff import brat_annotations, fragments, inception_annotations, shown
from kg.exporters.webannotation import annotate
from kg.graph import add
from kg.graph.iris import attribution_name
from kg.model import Attribution, Document, Record, depth

RECORDS = builders.all_records()
STATEMENTS = sum(len(record.attributions) for record in RECORDS)
OA = "http://www.w3.org/ns/oa#"
# What INCEpTION's import takes for a line; its documentation names the format, its reader these forms.
INCEPTION_LINES = {
    "T": re.compile(r"T[0-9]+\t[a-zA-Z0-9_][a-zA-Z0-9_\-]* [0-9]+ [0-9]+\t[^\n\r]+"),
    "R": re.compile(r"R[0-9]+\t[a-zA-Z0-9_][a-zA-Z0-9_-]+ [a-zA-Z][a-zA-Z0-9]+:T[0-9]+ [a-zA-Z][a-zA-Z0-9]+:T[0-9]+"),
    "A": re.compile(r"A[0-9]+\t[a-zA-Z_][a-zA-Z0-9_\-:]+ T[0-9]+( \S+)?"),
}


def lines(annotations: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in annotations.split("\n") if line)


def unpacked(name: str) -> zipfile.ZipFile:
    graph, file = Graph(), io.BytesIO()
    for record in RECORDS:
        add(graph, record)
    EXPORTERS[name].write(graph, file)
    return zipfile.ZipFile(file)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: ascii(record.document.id)[:20])
def test_brat_words_stand_where_the_offsets_say(record: Record) -> None:
    text, found = shown(record.document.text), lines(brat_annotations(record))
    spans = {key: rest for key, rest in found.items() if key.startswith("T")}
    assert len(spans) >= 2 * len(record.attributions)
    for rest in spans.values():
        place, words = rest.split("\t")
        parts = [tuple(map(int, part.split(" "))) for part in place.split(" ", 1)[1].split(";")]
        assert words == " ".join(text[start:end] for start, end in parts)
        assert all(before[1] <= after[0] for before, after in pairwise(parts))
        assert len(words.splitlines()) == 1


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: ascii(record.document.id)[:20])
def test_brat_events_have_triggers_of_their_type_and_arguments_that_exist(record: Record) -> None:
    found = lines(brat_annotations(record))
    events = {key: rest.split(" ") for key, rest in found.items() if key.startswith("E")}
    assert len(events) == len(record.attributions)
    for trigger, *arguments in events.values():
        kind, span = trigger.split(":")
        assert found[span].startswith(f"{kind} ")
        assert all(argument.split(":")[1] in found for argument in arguments)
    for rest in (rest for key, rest in found.items() if key.startswith(("A", "#"))):
        assert re.split("[ \t]", rest)[1] in events


def test_brat_has_nested_readings_discontinuous_spans_and_missing_cues() -> None:
    annotations = brat_annotations(builders.story())
    assert "Content 249 258;273 285\t“Prices,” “will rise.”\n" in annotations
    assert re.search(r"\tInterpretation:T\d+ Source:T\d+ Content:T\d+ NestedIn:E\d+ Interprets:E1\n", annotations)
    (event,) = re.findall(r"CueNegated (E\d+)\n", annotations)
    trigger = lines(annotations)[event].split(" ")[0].split(":")[1]
    assert lines(annotations)[trigger].endswith("\tdid not say")
    text = "Talks failed."
    bare = builders.record(Document(id="a", text=text), Attribution(content=((0, 12),)))
    assert brat_annotations(bare) == (
        "T1\tContent 0 12\tTalks failed\nT2\tStatement 0 12\tTalks failed\n"
        "E1\tStatement:T2 Content:T1\nA1\tNoCue E1\nA2\tForm E1 indirect\n"
    )


def test_a_span_over_a_line_break_is_one_part_a_line_and_offsets_stand() -> None:
    text = "Ann:\r\nNo.\r\n\r\n\tNever.\u2028Not once."
    record = builders.record(Document(id="a", text=text), Attribution(source=((0, 3),), content=((6, len(text)),)))
    assert len(shown(text)) == len(text)
    assert "Content 6 9;14 20;21 30\tNo. Never. Not once.\n" in brat_annotations(record)


def test_a_content_of_white_space_is_left_out_with_what_points_at_it() -> None:
    text = "Ann said \n and so on"
    outer, inner = Attribution(content=((9, 10),)), Attribution(content=((11, 20),), parent=0)
    found = lines(brat_annotations(builders.record(Document(id="a", text=text), outer, inner)))
    assert found["E1"] == "Statement:T2 Content:T1"
    assert "E2" not in found


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: ascii(record.document.id)[:20])
def test_inception_reads_every_line_and_counts_in_utf16(record: Record) -> None:
    units = shown(record.document.text).encode("utf-16-le")
    annotations = inception_annotations(record)
    found = lines(annotations)
    for line in annotations.removesuffix("\n").split("\n"):
        assert INCEPTION_LINES[line[0]].fullmatch(line)
    for key, rest in found.items():
        if key.startswith("T"):
            place, words = rest.split("\t")
            start, end = map(int, place.split(" ")[1:])
            assert units[2 * start : 2 * end].decode("utf-16-le") == words
        elif key.startswith("R"):
            assert {argument.split(":")[1] for argument in rest.split(" ")[1:]} <= set(found)


def test_inception_ties_parts_sources_and_nested_contents_together() -> None:
    labels = {
        rest.split(" ")[0] for key, rest in lines(inception_annotations(builders.story())).items() if key[0] == "R"
    }
    assert labels == {"source", "cue", "continues", "NestedIn", "Interprets"}


def test_brat_archive_has_configuration_and_a_pair_a_document() -> None:
    with unpacked("brat") as archive:
        names = json.loads(archive.read("documents.json"))
        assert sorted(names.values()) == sorted(record.document.id for record in RECORDS)
        assert set(archive.namelist()) == {
            *("annotation.conf", "tools.conf", "documents.json"),
            *(f"{name}{suffix}" for name in names for suffix in (".ann", ".txt")),
        }
        assert not [name for name in archive.namelist() if re.search(r"[^A-Za-z0-9._-]|\.\.|^\.", name)]
        types = set(re.findall(r"^E\d+\t(\w+)", "".join(archive.read(f"{n}.ann").decode() for n in names), re.M))
        assert all(f"\n{kind}\tSource?:Source" in archive.read("annotation.conf").decode() for kind in types)


def test_documents_that_would_share_a_file_name_get_their_own() -> None:
    text = "Ann said no."
    graph, file = Graph(), io.BytesIO()
    for identity in ("a/b", "a b", "A_b.txt", "..", "../../x"):
        add(graph, builders.record(Document(id=identity, text=text), builders.said(text, "Ann", "said", "no")))
    EXPORTERS["inception"].write(graph, file)
    names = zipfile.ZipFile(file).namelist()
    assert len({name.casefold() for name in names}) == 5
    assert not [name for name in names if "/" in name or name.startswith(".")]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: ascii(record.document.id)[:20])
def test_web_annotation_quotations_stand_at_their_positions(record: Record) -> None:
    text, count = record.document.text, 0
    for annotation in annotate(record):
        assert set(annotation) - {"kg:nestedIn", "kg:interpretationOf", "kg:denialOf", "kg:answerTo"} == (
            {"id", "type", "motivation", "body", "target"}
        )
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        for target in targets:
            position, quotation = target["selector"]
            start, end = position["start"], position["end"]
            assert text[start:end] == quotation["exact"] != ""
            assert text[:start].endswith(quotation["prefix"])
            assert text[end:].startswith(quotation["suffix"])
            count += 1
    assert count == sum(len(spans) for a in record.attributions for spans in (*a.key, a.speaker_role))


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # by rdflib's JSON-LD parser
def test_web_annotations_say_in_rdf_what_the_graph_says() -> None:
    graph, file = Graph(), io.BytesIO()
    record = builders.story()
    add(graph, record)
    EXPORTERS["webannotation"].write(graph, file)
    data = json.loads(file.getvalue())
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    data["@context"][0] = _standard_context()
    read = Graph().parse(data=json.dumps(data), format="json-ld")
    assert len(set(read.subjects(URIRef(OA + "hasTarget")))) == data["total"]
    last = next(a for i, a in enumerate(record.attributions) if depth(record, i) == 2)
    name = URIRef(attribution_name(record.document.id, last))
    nested = URIRef("https://w3id.org/saidgraph#nestedIn")
    assert set(read.objects(name, nested)) == set(graph.objects(name, nested)) != set()
    for term in ("start", "end", "exact"):
        assert {str(o) for o in read.objects(None, URIRef(OA + term))} == {
            str(o) for o in graph.objects(None, URIRef(OA + term))
        }


def _standard_context() -> dict[str, Any]:
    """Return those terms of the standard's context that are used here: tests do not fetch it."""
    links = {"target": "hasTarget", "body": "hasBody", "source": "hasSource", "selector": "hasSelector"}
    words = {"motivation": "motivatedBy", "purpose": "hasPurpose"}
    return {
        "oa": OA,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "id": "@id",
        "type": "@type",
        "first": {"@type": "@id", "@id": "as:first"},
        "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
        **{key: {"@type": "@id", "@id": OA + value} for key, value in links.items()},
        **{key: {"@type": "@vocab", "@id": OA + value} for key, value in words.items()},
        **{key: {"@id": OA + key} for key in ("start", "end", "exact", "prefix", "suffix")},
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    }


@given(text=st.text(max_size=80), data=st.data())
def test_any_span_of_any_text_can_be_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    visible = shown(text)
    assert len(visible) == len(text)
    assert (
        visible.count("\n")
        == len(visible.split("\n")) - 1
        == len(visible.splitlines(keepends=True)) - (not visible.endswith("\n") and visible != "")
    )
    for first, last in fragments(visible, ((start, end),)):
        assert start <= first < last <= end
        assert visible[first:last].strip() == visible[first:last]
        assert len(visible[first:last].splitlines()) == 1
