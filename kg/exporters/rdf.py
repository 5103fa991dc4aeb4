"""Turtle, TriG and N-Triples: the same bytes for the same graph, and safe to look at.

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

from kg.exporters.lines import node, parts, sorted_lines, texts, whole_subject
from kg.exporters.source import Source
from kg.exporters.triples import (
    MEMORY,
    Described,
    described,
    iri_text,
    named_graphs,
    prefixes,
    short,
    short_text,
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
    for part in _together(_blocks(texts(sorted_lines(source)))):
        write(file, part)


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Yield the block of every subject in sorted lines.  Millions of them pass here: no term is made without need."""
    about = said = ""
    groups: list[str] = []
    place = 0
    for line in lines:
        subject, predicate, value = line.split(" ", 2)
        if value[-3] != '"':
            term = _turtle_name(value[:-2])
        elif value.isascii() and "\\" not in value:
            term = value[:-2]
        else:
            term = _term(node(value[:-2]))
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


def _together(blocks: Iterator[str]) -> Iterator[str]:
    """Yield `blocks` many at a time."""
    while part := list(islice(blocks, _MANY)):
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
    for part in parts(sorted_lines(source)):
        spelled = _ntriples if _has_odd_names(b"".join(part)) else _ntriples_of_plain_names
        part.append(b"")
        file.write(b"\n".join(map(spelled, part)))


def _head() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())


def _block(subject: Described) -> str:
    lines = []
    for predicate, objects in subject[1]:
        name = "a" if str(predicate) == _TYPE else _term(predicate)
        lines.append(f"    {name} " + ",\n        ".join(_term(o) for o in objects))
    return _term(subject[0]) + "\n" + " ;\n".join(lines) + " .\n"


def _has_odd_names(lines: bytes) -> bool:
    """Return whether a name in `lines` may have a sign that no IRI should, which is to be escaped."""
    return any(sign in lines for sign in (b"{", b"}", b"|", b"`")) or lines.count(b"^") != 2 * lines.count(b"^^<")


def _ntriples_of_plain_names(line: bytes) -> bytes:
    """Return a sorted line in the one spelling of N-Triples that is used here.  Millions of them pass here."""
    if line[:1] == b"<" and b"\\" not in line and (b'"' not in line or (line[-3:] == b'" .' and line.isascii())):
        return line.replace(b" ", b"> <", 1)
    return _ntriples(line) if line else line


def _ntriples(line: bytes) -> bytes:
    if not line:
        return line
    subject, predicate, value = line.decode().split(" ", 2)
    term = line_term(node(value[:-2])) if value[-3] == '"' else _ntriples_name(value[:-2])
    return f"{whole_subject(subject)} <{predicate} {term} .".encode()


@lru_cache(maxsize=MEMORY)
def _turtle_name(text: str) -> str:
    if text[0] != "<" or "\\" in text:
        return _term(node(text))
    return short_text(text[1:-1]) or f"<{iri_text(text[1:-1])}>"


@lru_cache(maxsize=MEMORY)
def _ntriples_name(text: str) -> str:
    return line_term(node(text))


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
    words = _long(text) if "\n" in text else f'"{quoted(text)}"'
    if term.language:
        return f"{words}@{term.language}"
    return f"{words}^^{_term(term.datatype)}" if term.datatype else words


def line_term(term: Node) -> str:
    """Return `term` as N-Triples spells it here."""
    if isinstance(term, URIRef):
        return f"<{iri_text(term)}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    text = f'"{quoted(str(term))}"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^<{iri_text(term.datatype)}>" if term.datatype else text


def quoted(text: str) -> str:
    """Return `text` as it stands between quotation marks."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return _escaped(text).replace('"', '\\"')


def _long(text: str) -> str:
    """Return a text of several lines between `\"""`; a quotation mark is escaped where it could help to end it."""
    return '"""' + re.sub(r'"(?="|\Z)', '\\\\"', _escaped(text, keep="\n\t")) + '"""'


def _escaped(text: str, keep: str = "") -> str:
    def code(found: re.Match[str]) -> str:
        character = found[0]
        return character if character in keep else _SHORT.get(character, f"\\u{ord(character):04X}")

    return _HIDDEN.sub(code, text.replace("\\", "\\\\"))
