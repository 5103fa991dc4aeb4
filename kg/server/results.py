"""The SPARQL 1.1 result formats, written row by row, so that an answer can be stopped at any row.

pyoxigraph's own writers know no end but the last row, and put control characters into XML that no parser then reads.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

Row = Sequence[Any]
Writer = Callable[[Sequence[str], Iterator[Row]], Iterator[str]]
"""Names of the columns and the rows (`None` where nothing is bound) → the parts of the text."""

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def json_rows(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """SPARQL 1.1 Query Results JSON Format."""
    yield f'{{"head":{{"vars":{json.dumps(list(names))}}},"results":{{"bindings":['
    comma = ""
    for row in rows:
        cells = {name: _json_term(term) for name, term in zip(names, row, strict=True) if term is not None}
        yield comma + json.dumps(cells, ensure_ascii=False, separators=(",", ":"))
        comma = ","
    yield "]}}"


def xml_rows(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """SPARQL Query Results XML Format; characters that XML forbids become U+FFFD."""
    heads = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    yield f"{_XML_HEAD}<head>{heads}</head><results>"
    for row in rows:
        bound = zip(names, row, strict=True)
        cells = (f"<binding name={quoteattr(name)}>{_xml_term(t)}</binding>" for name, t in bound if t is not None)
        yield f"<result>{''.join(cells)}</result>"
    yield "</results></sparql>"


def csv_rows(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """SPARQL 1.1 Query Results CSV: values without their types."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow("" if term is None else str(term) if _is_blank(term) else _value(term) for term in row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def tsv_rows(names: Sequence[str], rows: Iterator[Row]) -> Iterator[str]:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle."""
    yield "\t".join(f"?{name}" for name in names) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


def json_truth(truth: bool) -> str:
    """An ASK's answer in JSON."""
    return json.dumps({"head": {}, "boolean": truth})


def xml_truth(truth: bool) -> str:
    """An ASK's answer in XML."""
    return f"{_XML_HEAD}<head></head><boolean>{str(truth).lower()}</boolean></sparql>"


def plain_truth(truth: bool) -> str:
    """An ASK's answer in CSV and TSV, for which the standard has no form."""
    return f"{str(truth).lower()}\n"


ROWS: Final[Mapping[str, tuple[Writer, Callable[[bool], str]]]] = {
    "application/sparql-results+json": (json_rows, json_truth),
    "application/sparql-results+xml": (xml_rows, xml_truth),
    "text/csv": (csv_rows, plain_truth),
    "text/tab-separated-values": (tsv_rows, plain_truth),
}
"""Media type → how rows and how yes or no are written; the first is what a client gets that asks for nothing."""

RDF_XML: Final = "application/rdf+xml"

GRAPHS: Final[Mapping[str, ox.RdfFormat]] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    RDF_XML: ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
"""Media type → format of a graph; the first is what a client gets that asks for nothing."""

_XML_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?><sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def fit_for_xml(triple: ox.Triple) -> ox.Triple:
    """Return `triple` with the characters of its text that XML forbids, which Oxigraph would write, as U+FFFD."""
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_XML.search(value.value):
        return triple
    text = _NOT_XML.sub("\ufffd", value.value)
    plain = ox.Literal(text, language=value.language) if value.language else ox.Literal(text, datatype=value.datatype)
    return ox.Triple(triple.subject, triple.predicate, plain)


def _is_blank(term: Any) -> bool:
    return isinstance(term, ox.BlankNode)


def _value(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _json_term(term: Any) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        cell["datatype"] = term.datatype.value
    return cell


def _xml_term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return f"<uri>{_xml_text(term.value)}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{_xml_text(term.value)}</bnode>"
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return f"<triple>{''.join(f'<{name}>{_xml_term(part)}</{name}>' for name, part in parts.items())}</triple>"
    about = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if not about and term.datatype.value != _STRING:
        about = f" datatype={quoteattr(term.datatype.value)}"
    return f"<literal{about}>{_xml_text(term.value)}</literal>"


def _xml_text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})
