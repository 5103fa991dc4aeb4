"""A graph as sorted lines, however large it is: Oxigraph writes them, and they are put in order a part at a time.

This is the quick way to files whose bytes do not depend on the store: Oxigraph's own writers are far faster than any
loop over rdflib's terms, but keep no order.
"""

from __future__ import annotations

import heapq
import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import IO, Final

from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.exporters.triples import Described, Triple, iri_text, plain, sorted_triples, triples_in
from kg.files.memory import give_back
from kg.stores.oxigraph import dump, holds, open_memory

RUN: Final = 8 << 20
"""Bytes that are sorted in memory at once; three times as many are needed while it is done."""
READ: Final = 8 << 20
"""Bytes of all sorted parts that are in memory while these are merged."""
_LEAST: Final = 1 << 15
"""Bytes that are read at once of a part, however many parts there are."""

_MANY: Final = 1_000
_IRI: Final = ord("<")
_TYPE: Final = str(RDF.type)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_SIGNS: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LITERAL: Final = re.compile(r'"(.*)"(?:\^\^<([^<>"]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)


def sorted_lines(graph: Graph) -> Iterator[bytes]:
    """Yield the triples of `graph`, of a dataset those of all its graphs, as `<subject predicate> object .` in UTF-8.

    They are N-Triples but for two signs left out, without which a subject sorts before those that begin as it does:
    `line.split(b" ", 2)` gives the three.  Only `RUN` bytes of them are in memory at a time; but all of a graph that
    has blank nodes or is not held by Oxigraph.
    """
    with tempfile.TemporaryFile() as file:
        runs = _Runs(file)
        if holds(graph):
            dump(graph, runs)
        if not holds(graph) or (runs.may_have_blank_nodes and _has_blank_nodes(graph)):
            runs = _Runs(file)
            dump(_copy(sorted_triples(triples_in(graph))), runs)
        yield from runs.merged()


def triples(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Yield the same as subject, bare IRI of the predicate, and object, as N-Triples spells them."""
    for line in texts(sorted_lines(graph)):
        subject, predicate, value = line.split(" ", 2)
        yield whole_subject(subject), predicate[:-1], value[:-2]


def texts(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield `lines` as text, decoded many at a time."""
    for part in parts(lines):
        yield from b"\n".join(part).decode().split("\n")


def parts(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield `lines` many at a time."""
    left = iter(lines)
    while part := list(islice(left, _MANY)):
        yield part


def whole_subject(text: str) -> str:
    """Return the first part of a sorted line as N-Triples spells it."""
    return text if text.startswith("_:") else f"{text}>"


def blocks(graph: Graph) -> Iterator[Described]:
    """Yield every subject of `graph` with what is said about it, `rdf:type` first, in the order of `sorted_lines`."""
    for subject, lines in groupby(triples(graph), key=itemgetter(0)):
        values: dict[str, list[Node]] = {}
        for _, predicate, value in lines:
            values.setdefault(predicate, []).append(node(value))
        yield node(subject), [(URIRef(p), values[p]) for p in sorted(values, key=_type_first)]


def _type_first(predicate: str) -> str:
    return "" if predicate == _TYPE else predicate


def node(text: str) -> Node:
    r"""Return the rdflib term that N-Triples spells so.

    >>> node('"no\\n"'), node("<http://example.org/x>"), node("_:a")
    (rdflib.term.Literal('no\n'), rdflib.term.URIRef('http://example.org/x'), rdflib.term.BNode('a'))
    """
    if text.startswith("<"):
        return URIRef(_unescaped(text[1:-1]))
    if text.startswith("_:"):
        return BNode(text[2:])
    found = _LITERAL.fullmatch(text)
    assert found, text
    words, datatype, language = found.groups()
    return plain(Literal(_unescaped(words), lang=language, datatype=datatype and URIRef(datatype), normalize=False))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIGNS.get(found[3], found[3])


class _Runs:
    """A file that takes N-Triples, and gives its lines in order: sorted parts on the disk, merged while they are read.

    `may_have_blank_nodes` tells whether anything looks like one.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.may_have_blank_nodes = False
        self._file = file
        self._pieces: list[bytes] = []
        self._size = 0
        self._runs: list[tuple[int, int]] = []

    def write(self, data: bytes) -> int:
        """Take some of the bytes."""
        self._pieces.append(data)
        self._size += len(data)
        if self._size >= RUN:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Do nothing: `merged` sees to what is left."""

    def merged(self) -> Iterable[bytes]:
        """Return the lines in order."""
        if not self._runs:
            return self._sorted()
        self._spill()
        size = max(READ // len(self._runs), _LEAST)
        return heapq.merge(*(self._lines(start, end, size) for start, end in self._runs))

    def _sorted(self) -> list[bytes]:
        data = b"".join(self._pieces)
        self._pieces.clear()
        self.may_have_blank_nodes = self.may_have_blank_nodes or b"_:" in data
        lines = data.split(b"\n")
        del data  # there is much of it: one copy at a time
        rest = lines.pop()
        self._pieces, self._size = [rest], len(rest)
        # `<a> <p>` is to come before `<a#b> <p>`: a space is less than any sign of an IRI, `>` is not
        # the order of UTF-8 is that of code points
        for number, line in enumerate(lines):
            lines[number] = line.replace(b"> <" if line[0] == _IRI else b" <", b" ", 1)
        lines.sort()
        return lines

    def _spill(self) -> None:
        start = self._file.tell()
        self._file.write(b"\n".join([*self._sorted(), b""]))
        self._runs.append((start, self._file.tell()))
        give_back()

    def _lines(self, start: int, end: int, size: int) -> Iterator[bytes]:
        """Yield the lines of one part, about `size` bytes of them at a time: the parts are read by turns."""
        rest = b""
        while start < end:
            self._file.seek(start)
            data = rest + self._file.read(min(size, end - start))
            start += len(data) - len(rest)
            cut = data.rfind(b"\n") + 1
            rest = data[cut:]
            yield from data[:cut].split(b"\n")[:-1]


def _has_blank_nodes(graph: Graph) -> bool:
    return bool(graph.query("ASK { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }").askAnswer)


def _copy(found: list[Triple]) -> Graph:
    copy = open_memory()
    copy.addN((_safe(s), URIRef(iri_text(p)), _safe(o), copy) for s, p, o in found)
    return copy


def _safe(term: Node) -> Node:
    return URIRef(iri_text(term)) if isinstance(term, URIRef) else term
