"""The formats a graph can leave in: one entry a format, one function behind it.

Every writer gives the same bytes for the same graph, whatever store holds it, and makes other people's text harmless
(`kg.exporters.clean`).  To add a format, write a function `(source, file)`, add an entry here and a case to the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from kg.errors import ExportError, unknown
from kg.exporters.source import Source
from kg.files import atomic_write

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Graph

    from kg.model import Record


@dataclass(frozen=True)
class Exporter:
    """A format: how it is called, what a file in it is called, who writes it, and what it is for.

    `writer` is "module:function" below `kg.exporters`, loaded when it is used.  `extra` is the extra of the package
    that brings `needs`, a module; both None where the plain installation is enough.
    """

    name: str
    file_name: str
    writer: str
    describes: str
    extra: str | None = None
    needs: str | None = None

    @property
    def suffix(self) -> str:
        """The end of `file_name`, with its dot."""
        return Path(self.file_name).suffix

    def write(self, graph: Graph | Source, file: BinaryIO) -> None:
        """Write a graph to `file`; raise `ExportError` where the format's extra is not installed."""
        if self.needs and find_spec(self.needs) is None:
            raise ExportError(
                f"the format {self.name!r} needs the package {self.needs!r}, which is not installed; "
                f"run: pip install 'saidgraph[{self.extra}]'"
            )
        module, function = self.writer.split(":")
        source = graph if isinstance(graph, Source) else Source(graph)
        getattr(import_module(f"kg.exporters.{module}"), function)(source, file)


EXPORTERS: Final[Mapping[str, Exporter]] = {
    exporter.name: exporter
    for exporter in (
        Exporter("turtle", "graph.ttl", "rdf:write_turtle", "the whole graph, to read and for every RDF tool"),
        Exporter("ntriples", "graph.nt", "rdf:write_ntriples", "the whole graph, one triple a line, for bulk loading"),
        Exporter("nquads", "graph.nq", "quads:write_nquads", "as ntriples, a named graph a document"),
        Exporter("trig", "graph.trig", "rdf:write_trig", "as turtle, a named graph a document"),
        Exporter("jsonld", "graph.jsonld", "rdfdocuments:write_jsonld", "the whole graph for programs that read JSON"),
        Exporter("rdfxml", "graph.rdf", "rdfdocuments:write_rdfxml", "the whole graph for programs that read XML"),
        Exporter("graphml", "network.graphml", "networkfiles:write_graphml", "who said what, for Gephi, yEd, igraph"),
        Exporter("gexf", "network.gexf", "networkfiles:write_gexf", "who said what, for Gephi and sigma.js"),
        Exporter("nodelink", "network.json", "networkfiles:write_nodelink", "who said what, for networkx and d3"),
        Exporter("nodes-csv", "nodes.csv", "networkfiles:write_nodes", "nodes with the header Neo4j's import reads"),
        Exporter("edges-csv", "edges.csv", "networkfiles:write_edges", "edges with the header Neo4j's import reads"),
        Exporter("statements-csv", "statements.csv", "tables:write_csv", "a row a statement, for every program"),
        Exporter(
            "statements-jsonl", "statements.jsonl", "tables:write_jsonl", "what kg extract writes, to start again"
        ),
        Exporter(
            "statements-parquet",
            "statements.parquet",
            "tables:write_parquet",
            "a row a statement with typed columns, for pandas, Polars, DuckDB",
            extra="parquet",
            needs="pyarrow",
        ),
        Exporter(
            "statements-xlsx",
            "statements.xlsx",
            "tables:write_xlsx",
            "a row a statement, for Excel and LibreOffice",
            extra="xlsx",
            needs="openpyxl",
        ),
        Exporter("gold", "gold.jsonl", "gold:write", "texts that people judged (kg accept, reject, add), to train on"),
        Exporter("webannotation", "annotations.jsonld", "webannotation:write", "W3C Web Annotations on the texts"),
        Exporter("brat", "brat.zip", "standoff:write_brat", "texts and stand-off annotations to correct in brat"),
        Exporter("inception", "inception.zip", "standoff:write_inception", "a ZIP a document to correct in INCEpTION"),
    )
}


def export(graph: Graph | Source, format: str, path: str | Path) -> None:
    """Write `graph` to `path` in `format`, a key of `EXPORTERS`; the earlier file stays whole unless all went well.

    A `Source` has what the graph was built of as well, where that is at hand: the same bytes, sooner.

    Raises `ExportError` where the format is unknown, needs an extra that is not installed, or cannot hold the graph,
    and `OutputError` where `path` cannot be written.

    >>> export(None, "turtel", "graph.ttl")
    Traceback (most recent call last):
      ...
    kg.errors.ExportError: unknown format 'turtel'; did you mean 'turtle'? valid are brat, edges-csv, ...
    """
    if format not in EXPORTERS:
        raise ExportError(unknown("format", format, EXPORTERS))
    with atomic_write(path, "wb") as file:
        EXPORTERS[format].write(graph, file)


def to_networkx(graph: Graph | Iterable[Record]) -> MultiDiGraph:
    """Return actors, claims and documents as nodes, and who said, asked or reported what as edges; see `network`."""
    from kg.exporters import network

    return network.to_networkx(graph)
