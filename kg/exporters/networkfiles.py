"""The network as GraphML, GEXF, node-link JSON and as node and edge lists for Neo4j's import.

Graph formats are narrow: no None, no lists, no dates, no control characters, and each takes some attribute names for
itself.  `sanitised` is the one place that deals with all of it, for every format alike.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO, Final
from xml.etree.ElementTree import ElementTree

import networkx
from networkx.readwrite.gexf import GEXFWriter

from kg.exporters.clean import dump_json, one_line, xml_text
from kg.exporters.network import to_networkx
from kg.exporters.source import Source
from kg.exporters.tables import write_cells
from kg.terms import KG, classes

Scalar = str | int | float | bool

PREFIX: Final = "kg_"
_TAKEN: Final = {
    *("id", "start", "end", "source", "target", "key", "type", "for", "value"),
    *("pid", "parents", "slices", "spells", "viz", "interval", "timeset", "networkx_key"),
}
"""What GEXF, Gephi, node-link JSON or networkx would take for something else; such names get `PREFIX`."""
_LONG: Final = 2**63
_NEO4J: Final = {str: "", bool: ":boolean", int: ":long", float: ":double"}


def write_graphml(source: Source, file: BinaryIO) -> None:
    """Write the network as GraphML; edges have the ids of their keys, and `label` is what Gephi shows."""
    networkx.write_graphml_xml(sanitised(to_networkx(source.records())), file)


def write_gexf(source: Source, file: BinaryIO) -> None:
    """Write the network as GEXF 1.2 without the date and the program version that networkx puts in."""
    network = sanitised(to_networkx(source.records()))
    for _, _, key, data in network.edges(keys=True, data=True):
        data["id"] = key
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(network)
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = "saidgraph"
    _without_networkx_key(writer.xml)
    writer.indent(writer.xml)
    ElementTree(writer.xml).write(file, encoding="utf-8", xml_declaration=True, short_empty_elements=True)


def write_nodelink(source: Source, file: BinaryIO) -> None:
    """Write the network as networkx's node-link JSON (`nodes` and `edges`), one node or edge a line."""
    data = networkx.node_link_data(sanitised(to_networkx(source.records())), edges="edges")
    parts = [f"{json.dumps(key)}: {_lines(value)}" for key, value in data.items()]
    file.write(("{" + ",\n".join(parts) + "}\n").encode("utf-8"))


def write_nodes(source: Source, file: BinaryIO) -> None:
    """Write the nodes with Neo4j's header: `:ID`, typed properties, `:LABEL` (classes of the ontology)."""
    network = sanitised(to_networkx(source.records()), lines=True)
    columns = _columns(data for _, data in network.nodes(data=True))
    header = [":ID", *(name + _NEO4J[kind] for name, kind in columns.items()), ":LABEL"]
    lines = ([node, *map(data.get, columns), _neo4j_label(data["kind"])] for node, data in network.nodes(data=True))
    write_cells(file, header, lines)


def write_edges(source: Source, file: BinaryIO) -> None:
    """Write the edges with Neo4j's header: `:START_ID`, `:END_ID`, typed properties, `:TYPE` (as in `SAID`)."""
    network = sanitised(to_networkx(source.records()), lines=True)
    edges = list(network.edges(data=True))
    columns = _columns(data for _, _, data in edges)
    header = [":START_ID", ":END_ID", *(name + _NEO4J[kind] for name, kind in columns.items()), ":TYPE"]
    write_cells(file, header, ([s, e, *map(data.get, columns), _neo4j_type(data["kind"])] for s, e, data in edges))


def sanitised(network: networkx.MultiDiGraph, *, lines: bool = False) -> networkx.MultiDiGraph:
    """Return a copy of `network` that every format can hold: text, numbers and truth values only.

    None, NaN and infinity are left out; lists and sets become text joined by "; " (sets sorted), dates ISO 8601, other
    things their `str`.  An attribute has one type throughout: where numbers and texts meet, all become texts.  Names
    that a format takes for itself get `PREFIX`.  Characters XML cannot carry become U+FFFD; with `lines`, every text is
    one line.

    >>> network = networkx.MultiDiGraph()
    >>> network.add_node("a", start=date(2021, 3, 1), text="no\\x00", none=None, parts=["x", "y"])
    >>> dict(sanitised(network).nodes)["a"]
    {'kg_start': '2021-03-01', 'text': 'no\ufffd', 'parts': 'x; y'}
    """
    nodes = {xml_text(str(node)): _attributes(data, lines) for node, data in network.nodes(data=True)}
    edges = [
        (xml_text(str(start)), xml_text(str(end)), xml_text(str(key)), _attributes(data, lines))
        for start, end, key, data in network.edges(keys=True, data=True)
    ]
    _unify(nodes.values())
    _unify([data for *_, data in edges])
    clean = networkx.MultiDiGraph(**_attributes(network.graph, lines))
    clean.add_nodes_from(nodes.items())
    clean.add_edges_from(edges)
    return clean


def _attributes(data: Mapping[Any, Any], lines: bool) -> dict[str, Scalar]:
    clean: dict[str, Scalar] = {}
    for name, value in data.items():
        made = _scalar(value)
        if made is None:
            continue
        if lines and isinstance(made, str):
            made = one_line(made)
        label = xml_text(str(name))
        clean[PREFIX + label if label.lower() in _TAKEN else label] = made
    return clean


def _scalar(value: Any) -> Scalar | None:
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    if value is None or type(value) is bool:
        return value
    if type(value) is int:
        return value if -_LONG <= value < _LONG else str(value)
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    if isinstance(value, set | frozenset):
        value = sorted(map(str, value))
    if isinstance(value, list | tuple):
        return xml_text("; ".join(map(str, value)))
    return xml_text(str(value))


def _unify(items: Iterable[dict[str, Scalar]]) -> None:
    """Give every attribute one type throughout, or importers see two attributes of one name."""
    every = list(items)
    kinds: dict[str, set[type]] = {}
    for data in every:
        for name, value in data.items():
            kinds.setdefault(name, set()).add(type(value))
    common: dict[str, type] = {
        name: float if found == {int, float} else str for name, found in kinds.items() if len(found) > 1
    }
    for data in every:
        data.update({name: common[name](value) for name, value in data.items() if name in common})


def _columns(items: Iterable[Mapping[str, Scalar]]) -> dict[str, type]:
    columns: dict[str, type] = {}
    for data in items:
        columns.update((name, type(value)) for name, value in data.items())
    return dict(sorted(columns.items()))


def _neo4j_label(kind: str) -> str:
    """Return the classes a node of `kind` has, as in "Actor;Person"."""
    if kind in ("document", "actor"):
        return kind.capitalize()
    word = "statement" if kind == "claim" else kind
    name = classes()[word].removeprefix(KG.Actor.removesuffix("Actor"))
    return f"Content;{name}" if kind in ("claim", "interpretation", "question") else f"Actor;{name}"


def _neo4j_type(kind: str) -> str:
    """Return `kind` as relationships are written in Cypher: reportedlySaid → REPORTEDLY_SAID."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in kind)


def _lines(value: Any) -> str:
    if not isinstance(value, list):
        return dump_json(value)
    return "[\n" + ",\n".join(dump_json(item) for item in value) + "\n]" if value else "[]"


def _without_networkx_key(xml: Any) -> None:
    """Take out the attribute that networkx adds for the edges' keys, which are their ids already."""
    for declared in xml.iter("attributes"):
        for attribute in declared.findall("attribute[@title='networkx_key']"):
            declared.remove(attribute)
            for values in xml.findall(f".//edge/attvalues/attvalue[@for='{attribute.get('id')}']/.."):
                values.remove(values.find(f"attvalue[@for='{attribute.get('id')}']"))
