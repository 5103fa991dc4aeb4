"""JSON-LD and RDF/XML: RDF for programs that read JSON or XML, sorted like everything else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO, Final
from xml.sax.saxutils import escape, quoteattr

from rdflib import BNode, Literal
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.errors import ExportError
from kg.exporters.clean import dump_json, xml_text
from kg.exporters.lines import blocks
from kg.exporters.source import Source
from kg.exporters.triples import Described, iri_text, prefixes, short, triples_in, write

_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_NAME: Final = re.compile(r"((?:.*[^A-Za-z0-9_.-])?+[0-9.-]*+)([A-Za-z_][A-Za-z0-9_.-]*)", re.DOTALL)


def write_jsonld(source: Source, file: BinaryIO) -> None:
    """Write the graph as flattened JSON-LD 1.1, one node a line; the context is inside, so nothing is fetched."""
    write(file, '{"@context": ' + dump_json(prefixes()) + ',\n"@graph": [')
    separator = "\n"
    for subject in blocks(source):
        write(file, separator + dump_json(_json_node(subject)))
        separator = ",\n"
    write(file, "\n]}\n")


def write_rdfxml(source: Source, file: BinaryIO) -> None:
    """Write the graph as RDF/XML.

    XML 1.0 has no way to write most control characters: they become U+FFFD, one for one, so that offsets stand.
    Carriage returns are written as character references, which parsers leave alone.
    """
    namespaces = _namespaces({str(p) for _, p, _ in triples_in(source.graph)})
    write(file, '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF')
    for prefix, namespace in sorted((prefix, namespace) for namespace, prefix in namespaces.items()):
        write(file, f"\n    xmlns:{prefix}={quoteattr(namespace)}")
    write(file, ">\n")
    for subject, predicates in blocks(source):
        write(file, f"  <rdf:Description {_xml_reference('rdf:about', subject)}>\n")
        for predicate, objects in predicates:
            namespace, local = _split(str(predicate))
            write(file, "".join(_xml_property(f"{namespaces[namespace]}:{local}", o) for o in objects))
        write(file, "  </rdf:Description>\n")
    write(file, "</rdf:RDF>\n")


def _json_node(subject: Described) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _json_reference(subject[0])}
    for predicate, objects in subject[1]:
        if predicate == RDF.type:
            node["@type"] = _one_or_all([_json_reference(o) for o in objects])
        else:
            node[short(predicate) or iri_text(predicate)] = _one_or_all([_json_value(o) for o in objects])
    return node


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _json_reference(term: Node) -> str:
    return f"_:{term}" if isinstance(term, BNode) else short(term) or iri_text(term)


def _json_value(term: Node) -> Any:
    if not isinstance(term, Literal):
        return {"@id": _json_reference(term)}
    text = str(term)
    if term.language:
        return {"@value": text, "@language": term.language}
    if term.datatype is None:
        return text
    if term.datatype == XSD.boolean and text in ("true", "false"):
        return text == "true"
    if term.datatype == XSD.integer and _INTEGER.fullmatch(text):
        return int(text)
    return {"@value": text, "@type": _json_reference(term.datatype)}


def _namespaces(predicates: Iterable[str]) -> dict[str, str]:
    """Return namespace → prefix for every predicate; those the ontology declares no prefix for get ns1, ns2 …"""
    known = {namespace: prefix for prefix, namespace in prefixes().items()}
    used = {str(RDF): "rdf"}
    for namespace in sorted({_split(predicate)[0] for predicate in predicates}):
        used.setdefault(namespace, known.get(namespace, f"ns{len(used)}"))
    return used


def _split(predicate: str) -> tuple[str, str]:
    """Return namespace and local name: XML can name a property only so."""
    for namespace in prefixes().values():
        if predicate.startswith(namespace) and re.fullmatch(r"[A-Za-z_][\w.-]*", predicate[len(namespace) :], re.ASCII):
            return namespace, predicate[len(namespace) :]
    parts = _NAME.fullmatch(predicate)
    if parts is None or not parts[1]:
        raise ExportError(f"RDF/XML cannot name the property <{predicate}>, which does not end in a name; use Turtle")
    return parts[1], parts[2]


def _xml_reference(attribute: str, term: Node) -> str:
    if isinstance(term, BNode):
        return f"rdf:nodeID={quoteattr(str(term))}"
    return f"{attribute}={quoteattr(iri_text(term))}"


def _xml_property(name: str, term: Node) -> str:
    if not isinstance(term, Literal):
        return f"    <{name} {_xml_reference('rdf:resource', term)}/>\n"
    attribute = ""
    if term.language:
        attribute = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype:
        attribute = f" rdf:datatype={quoteattr(iri_text(term.datatype))}"
    text = escape(xml_text(str(term)), {"\r": "&#13;"})
    return f"    <{name}{attribute}>{text}</{name}>\n"
