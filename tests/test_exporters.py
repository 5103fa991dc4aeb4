"""The contract of every format: well-formed for an independent reader, the same bytes again, whole or nothing."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import openpyxl
import pyoxigraph
import pytest
from pyarrow import parquet
from rdflib import Dataset, Graph

import builders
from kg import exporters
from kg.checks import parts
from kg.errors import ExportError, OutputError
from kg.exporters import EXPORTERS, export
from kg.exporters.source import Source
from kg.graph import add
from kg.model import Record, record_from_json
from kg.stores import lines
from kg.stores.oxigraph import build_memory

RECORDS = builders.all_records()
STATEMENTS = sum(len(record.attributions) for record in RECORDS)
FORBIDDEN_ANYWHERE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def graph_of(records: list[Record]) -> Graph:
    graph = Graph()
    for record in records:
        add(graph, record)
    return graph


GRAPH = graph_of(RECORDS)


def exported(name: str, graph: Graph = GRAPH) -> bytes:
    file = io.BytesIO()
    EXPORTERS[name].write(graph, file)
    return file.getvalue()


def rdf(format: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        graph = Graph().parse(data=data, format=format)
        assert len(graph) == len(GRAPH)
        assert format == "xml" or set(graph) == set(GRAPH)  # XML has no way to write most control characters
        assert {t.predicate for t in pyoxigraph.parse(data, format=_OXIGRAPH[format])}

    return check


_OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "json-ld": pyoxigraph.RdfFormat.JSON_LD,
    "xml": pyoxigraph.RdfFormat.RDF_XML,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
}


def quads(format: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        names = {quad.graph_name for quad in pyoxigraph.parse(data, format=_OXIGRAPH[format])}
        assert len(names) == len(RECORDS)
        dataset = Dataset()
        dataset.parse(data=data, format=format)
        assert {(s, p, o) for s, p, o, _ in dataset.quads()} == set(GRAPH)

    return check


def graphml(data: bytes) -> None:
    assert networkx.read_graphml(io.BytesIO(data), force_multigraph=True).number_of_edges() > STATEMENTS
    ElementTree.fromstring(data)


def gexf(data: bytes) -> None:
    assert networkx.read_gexf(io.BytesIO(data)).number_of_edges() > STATEMENTS
    ElementTree.fromstring(data)


def nodelink(data: bytes) -> None:
    assert networkx.node_link_graph(json.loads(data), edges="edges").number_of_edges() > STATEMENTS


def table(minimum: int) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        assert len(lines) > minimum
        assert {len(line) for line in lines} == {len(lines[0])}

    return check


def jsonl(data: bytes) -> None:
    assert [record_from_json(json.loads(line)) for line in data.decode().split("\n") if line] == RECORDS


def gold(data: bytes) -> None:
    (judged,) = [record_from_json(json.loads(line)) for line in data.decode().split("\n") if line]
    assert judged == replace(builders.relay(), verdicts=())


def parquet_table(data: bytes) -> None:
    assert parquet.read_table(io.BytesIO(data)).num_rows == STATEMENTS


def xlsx(data: bytes) -> None:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert sheet.max_row == STATEMENTS + 1
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}


def webannotation(data: bytes) -> None:
    collection = json.loads(data)
    assert collection["total"] == len(collection["first"]["items"]) > STATEMENTS


def brat(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len([name for name in archive.namelist() if name.endswith(".ann")]) == len(RECORDS)


def inception(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            with zipfile.ZipFile(io.BytesIO(archive.read(name))) as inner:
                stem = name.removesuffix(".zip")
                assert inner.namelist() == [f"{stem}.ann", f"{stem}.txt"]


WELL_FORMED: dict[str, Callable[[bytes], None]] = {
    "turtle": rdf("turtle"),
    "ntriples": rdf("nt"),
    "nquads": quads("nquads"),
    "trig": quads("trig"),
    "jsonld": rdf("json-ld"),
    "rdfxml": rdf("xml"),
    "graphml": graphml,
    "gexf": gexf,
    "nodelink": nodelink,
    "nodes-csv": table(len(RECORDS)),
    "edges-csv": table(STATEMENTS),
    "statements-csv": table(STATEMENTS),
    "statements-jsonl": jsonl,
    "statements-parquet": parquet_table,
    "statements-xlsx": xlsx,
    "gold": gold,
    "webannotation": webannotation,
    "brat": brat,
    "inception": inception,
}


def test_every_format_has_its_case_here() -> None:
    assert set(WELL_FORMED) == set(EXPORTERS)
    assert len(EXPORTERS) == 19
    assert len({exporter.file_name for exporter in EXPORTERS.values()}) == 19


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")  # by rdflib's own parsers
@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_hostile_text_leaves_every_format_well_formed(name: str) -> None:
    data = exported(name)
    WELL_FORMED[name](data)
    if not name.endswith(("parquet", "xlsx")) and name not in ("brat", "inception"):
        text = data.decode("utf-8")
        assert not FORBIDDEN_ANYWHERE.search(text)
        assert text.endswith("\n") or name in ("graphml", "gexf")


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_the_order_of_records_changes_no_byte(name: str) -> None:
    assert exported(name, graph_of(RECORDS[::-1])) == exported(name)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_the_store_changes_no_byte(name: str) -> None:
    stored = Graph(store="Oxigraph")
    for record in RECORDS:
        add(stored, record)
    assert exported(name, stored) == exported(name)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_records_and_lines_at_hand_change_no_byte(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build exports what it has just written, and need not read it back from the graph."""
    monkeypatch.setattr(parts, "PART", 10_000)
    kept = lines.Lines()
    sure = replace(RECORDS[0].attributions[0], confidence=1.0, actor="Ann\tLee")
    records = [*RECORDS, Record(replace(RECORDS[0].document, id="zz"), (sure,))]
    linked = build_memory(parts.Parts(kept).watched([*records, *builders.alike()]))
    monkeypatch.setattr(lines, "READ", 0)
    monkeypatch.setattr(lines, "_LEAST", 100)
    for source in (Source(linked, lambda: records), Source(linked, lambda: records, kept)):
        file = io.BytesIO()
        EXPORTERS[name].write(source, file)
        assert file.getvalue() == exported(name, linked)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_an_empty_graph_can_be_exported(name: str) -> None:
    assert exported(name, Graph()) == exported(name, Graph())


def test_the_hash_seed_changes_no_byte() -> None:
    script = "from test_exporters import fingerprints; print(fingerprints())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {f"{fingerprints()}\n"}


def fingerprints() -> str:
    return " ".join(f"{name}={hashlib.sha256(exported(name)).hexdigest()}" for name in sorted(EXPORTERS))


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(ExportError, match=r"unknown format 'turtel'; did you mean 'turtle'\? valid are brat"):
        export(GRAPH, "turtel", "never.ttl")


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("statements-xlsx", "openpyxl", "xlsx"), ("statements-parquet", "pyarrow", "parquet")],
)
def test_a_missing_extra_is_named_with_the_command_that_installs_it(
    name: str, module: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExportError, match=re.escape(f"pip install 'saidgraph[{extra}]'")):
        export(GRAPH, name, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_path_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot write"):
        export(GRAPH, "turtle", tmp_path / "file" / "graph.ttl")


def test_a_failing_export_leaves_the_earlier_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(graph: Graph, file: io.BytesIO) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    path = tmp_path / "graph.ttl"
    export(GRAPH, "turtle", path)
    earlier = path.read_bytes()
    monkeypatch.setattr("kg.exporters.rdf.write_turtle", fail)
    with pytest.raises(OutputError, match="No space left"):
        export(GRAPH, "turtle", path)
    assert path.read_bytes() == earlier
    assert list(tmp_path.iterdir()) == [path]


def test_export_writes_what_the_writer_gives_and_makes_the_folder(tmp_path: Path) -> None:
    export(GRAPH, "ntriples", tmp_path / "new" / "graph.nt")
    assert (tmp_path / "new" / "graph.nt").read_bytes() == exported("ntriples")


def test_importing_the_registry_loads_no_heavy_library() -> None:
    script = (
        "import sys, kg.exporters; "
        "print([m for m in ('rdflib', 'networkx', 'pyarrow', 'openpyxl', 'spacy', 'pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
    assert exporters.EXPORTERS["turtle"].suffix == ".ttl"
