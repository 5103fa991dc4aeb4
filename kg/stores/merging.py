"""Graphs built apart become one: names are made from content, so the union is the graph that would be built at once.

But for what links documents: which claims are alike, and which remark elsewhere is read, is told by all documents there
are (a word is rare among many or few of them).  So these links of the parts are left out and made anew (`kg.likeness`).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import GraphError
from kg.graph import records
from kg.likeness import Links, shipped_encoder
from kg.stores import open_graph
from kg.stores.oxigraph import build_of, dump, in_oxigraph, relink
from kg.terms import KG, prefixes

if TYPE_CHECKING:
    from rdflib import Graph

_PART: Final = 16_000_000
"""Bytes of N-Triples that are loaded at once."""


def merge_graphs(paths: Iterable[str | Path], out: str | Path) -> Graph:
    """Make a store in the folder `out` of the graphs at `paths`, and return it for reading.

    A path is a store's folder, an output folder of `kg build`, or a file of RDF.  Raises `StoreError` where one cannot
    be read, `OutputError` where `out` cannot be written, and `GraphError` where one document has two texts: then its
    evidence stands in neither.  In each case what is at `out` stays as it was; it may be one of `paths`.
    """
    return build_of(_parts(list(map(Path, paths))), Path(out), _finish)


def _finish(graph: Graph) -> None:
    _refuse_two_texts(graph)
    links = Links(shipped_encoder)
    for record in records(graph):
        links.add(record)
    relink(graph, links.links())


def _parts(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        graph = in_oxigraph(open_graph(path))
        with tempfile.TemporaryFile() as file:
            dump(graph, file)
            graph.close()
            file.seek(0)
            while part := file.read(_PART):
                yield part + file.readline()


def _refuse_two_texts(graph: Graph) -> None:
    query = f"""SELECT DISTINCT ?document WHERE {{
        ?document a <{KG.Document}> ; <{prefixes()["schema"]}text> ?one, ?other FILTER(?one != ?other) }} LIMIT 3"""
    found = sorted(str(value) for row in graph.query(query).bindings for value in row.values())
    if found:
        raise GraphError(
            f"these graphs have documents of one id and two texts ({', '.join(found)}); give one of them another id, "
            "and build it again"
        )
