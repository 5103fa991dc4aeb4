"""Turtle, TriG, N-Triples and N-Quads: the same bytes for the same graph, and safe to look at.

Every line is written here: the libraries at hand do not keep the order of prefixes or nodes.  Control characters and
those that turn the direction of text are escaped, so that a file shows what it says in every editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import BinaryIO, Final

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from kg.exporters.lines import node, sorted_lines, triples, whole_subject
from kg.exporters.source import Source
from kg.exporters.triples import (
    MEMORY,
    Described,
    described,
    iri_text,
    named_graphs,
    prefixes,
    short,
    write,
)

_TYPE: Final = str(RDF.type)
_TYPED: Final = f"{_TYPE}>"
_MANY: Final = 1_000
_BARE: Final = {
    XSD.integer: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean: re.compile(r"true|false"),
}
_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SHORT: Final = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f"}


def write_turtle(source: Source, file: BinaryIO) -> None:
    """Write the graph as Turtle: one block a subject, `a` first, texts of several lines in long quotation marks."""
    write(file, _head())
    for part in _together(_blocks(sorted_lines(source.graph))):
        write(file, part)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Yield the block of every subject in sorted lines.  Millions of them pass here: no term is made without need."""
    about = said = ""
    groups: list[str] = []
    place = 0
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        term = _turtle(value[:-2])
        if subject != about:
            if about:
                yield _written(about, groups)
            about, said, groups = subject, "", []
        if predicate == said:
            groups[place] += f",\n        {term}"
        else:
            said, place = predicate, 0 if predicate == _TYPED else len(groups)
            groups.insert(place, f"    {_predicate(predicate)} {term}")
    if about:
        yield _written(about, groups)


def _written(about: str, groups: Iterable[str]) -> str:
    return f"\n{_turtle_name(whole_subject(about))}\n" + " ;\n".join(groups) + " .\n"


def _together(texts: Iterator[str]) -> Iterator[str]:
    """Yield `texts` many at a time."""
    while part := list(islice(texts, _MANY)):
        yield "".join(part)


def write_trig(source: Source, file: BinaryIO) -> None:
    """Write the graph as TriG, a named graph a document (see `named_graphs`)."""
    write(file, _head())
    for name, found in named_graphs(source):
        if name is not None:
            write(file, f"\n{_term(name)} {{\n")
        for subject in described(found):
            write(file, "\n" + _block(subject))
        if name is not None:
            write(file, "}\n")


def write_ntriples(source: Source, file: BinaryIO) -> None:
    """Write the graph as N-Triples, one sorted triple a line."""
    for part in _together(f"{s} <{p}> {_ntriples(o)} .\n" for s, p, o in triples(source.graph)):
        write(file, part)


def write_nquads(source: Source, file: BinaryIO) -> None:
    """Write the graph as N-Quads, a named graph a document (see `named_graphs`)."""
    for name, found in named_graphs(source):
        last = "" if name is None else _line_term(name) + " "
        for s, p, o in found:
            write(file, f"{_line_term(s)} {_line_term(p)} {_line_term(o)} {last}.\n")


def _head() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())


def _block(subject: Described) -> str:
    lines = []
    for predicate, objects in subject[1]:
        name = "a" if str(predicate) == _TYPE else _term(predicate)
        lines.append(f"    {name} " + ",\n        ".join(_term(o) for o in objects))
    return _term(subject[0]) + "\n" + " ;\n".join(lines) + " .\n"


def _turtle(text: str) -> str:
    """Return a term as Turtle writes it that N-Triples spells so."""
    if not text.endswith('"'):
        return _turtle_name(text)
    return text if text.isascii() and "\\" not in text else _term(node(text))


def _ntriples(text: str) -> str:
    """Return a term in the one spelling of N-Triples that is used here."""
    if not text.endswith('"'):
        return _ntriples_name(text)
    return text if text.isascii() and "\\" not in text else _line_term(node(text))


@lru_cache(maxsize=MEMORY)
def _turtle_name(text: str) -> str:
    return _term(node(text))


@lru_cache(maxsize=MEMORY)
def _ntriples_name(text: str) -> str:
    return _line_term(node(text))


@cache
def _predicate(text: str) -> str:
    return "a" if text == _TYPED else _term(URIRef(text[:-1]))


def _term(term: Node) -> str:
    if isinstance(term, URIRef):
        return short(term) or f"<{iri_text(term)}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    text = str(term)
    if term.datatype in _BARE and _BARE[term.datatype].fullmatch(text):
        return text
    quoted = _long(text) if "\n" in text else f'"{_quoted(text)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^{_term(term.datatype)}" if term.datatype else quoted


def _line_term(term: Node) -> str:
    if isinstance(term, URIRef):
        return f"<{iri_text(term)}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    text = f'"{_quoted(str(term))}"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^<{iri_text(term.datatype)}>" if term.datatype else text


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', '\\"')


def _long(text: str) -> str:
    """Return a text of several lines between `\"""`; a quotation mark is escaped where it could help to end it."""
    return '"""' + re.sub(r'"(?="|\Z)', '\\\\"', _escaped(text, keep="\n\t")) + '"""'


def _escaped(text: str, keep: str = "") -> str:
    def code(found: re.Match[str]) -> str:
        character = found[0]
        return character if character in keep else _SHORT.get(character, f"\\u{ord(character):04X}")

    return _HIDDEN.sub(code, text.replace("\\", "\\\\"))
