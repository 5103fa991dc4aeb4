"""What a graph says about the places that links between documents may name, in 18 bytes an attribution.

Whether a link is as it should be is told by the link and by what is said about its two ends.  So links can be checked
without the graph that they are in, a part at a time in memory.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from kg.terms import KG, prefixes

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from rdflib import Graph

_FACTS: Final = """SELECT ?attribution ?content ?kind ?is_attribution ?is_content WHERE {
    {
      { ?attribution kg:content ?content }
      UNION { ?attribution a kg:Attribution FILTER NOT EXISTS { ?attribution kg:content ?any } }
      OPTIONAL { ?attribution kg:kind ?kind }
    } UNION { ?content a kg:Content FILTER NOT EXISTS { ?any kg:content ?content } }
    BIND(EXISTS { ?attribution a kg:Attribution } AS ?is_attribution)
    BIND(EXISTS { ?content a kg:Content } AS ?is_content) }"""
_NAME: Final = re.compile(rb"<([^<> ]+)>")
_IS_ATTRIBUTION: Final = 1
_IS_CONTENT: Final = 2
_KIND: Final = 4
"""From here on a mark counts kinds."""


class Places:
    """All attributions of some graphs, with their contents and kinds; names are kept as 64 bits of a hash."""

    def __init__(self) -> None:
        self._attributions, self._contents, self._marks = array("Q"), array("Q"), array("H")
        self._kinds: dict[str | None, int] = {}
        self._orders: tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]] | None = None

    def add(self, graph: Graph) -> None:
        """Take in what `graph` says about attributions and their contents."""
        self._orders = None
        for row in graph.query(_FACTS).bindings:
            found = {str(variable): str(value) for variable, value in row.items()}
            kind = self._kinds.setdefault(found.get("kind"), len(self._kinds))
            self._attributions.append(_key(found.get("attribution", "")))
            self._contents.append(_key(found.get("content", "")))
            is_attribution, is_content = (found[name] == "true" for name in ("is_attribution", "is_content"))
            self._marks.append(_IS_ATTRIBUTION * is_attribution + _IS_CONTENT * is_content + _KIND * kind)

    def named_in(self, lines: bytes) -> bytes:
        """Return, as N-Triples, what there is to say about the places that are named in `lines` of N-Triples.

        Of a content that is its class and that it has an attribution, of an attribution its class, its kind, and its
        content where that is named as well.
        """
        names = {_key(name): name for name in map(bytes.decode, dict.fromkeys(_NAME.findall(lines)))}
        return "".join(dict.fromkeys(self._lines(names))).encode()

    def _lines(self, names: Mapping[int, str]) -> Iterator[str]:
        is_a, kinds = f"<{prefixes()['rdf']}type>", list(self._kinds)
        for key, row in self._rows(names, of=0):
            name, mark, content = names[key], self._marks[row], names.get(self._contents[row])
            if mark & _IS_ATTRIBUTION:
                yield f"<{name}> {is_a} <{KG.Attribution}> .\n"
            if (kind := kinds[mark // _KIND]) is not None:
                yield f"<{name}> <{KG.kind}> <{kind}> .\n"
            if content is not None:
                yield f"<{name}> <{KG.content}> <{content}> .\n"
        for key, row in self._rows(names, of=1):
            if self._attributions[row] != _NONE:
                yield f"_:a <{KG.content}> <{names[key]}> .\n"
            if self._marks[row] & _IS_CONTENT:
                yield f"<{names[key]}> {is_a} <{KG.Content}> .\n"

    def _rows(self, keys: Iterable[int], of: int) -> Iterator[tuple[int, int]]:
        """Yield each of `keys` that is an attribution's (`of` 0) or a content's (1), with every row that it has."""
        import numpy as np

        columns = [np.frombuffer(column, np.uint64) for column in (self._attributions, self._contents)]
        if self._orders is None:
            self._orders = np.argsort(columns[0], kind="stable"), np.argsort(columns[1], kind="stable")
        column, order = columns[of], self._orders[of]
        wanted = np.fromiter(keys, np.uint64)
        starts, ends = (np.searchsorted(column, wanted, side, sorter=order) for side in ("left", "right"))
        for key, start, end in zip(wanted.tolist(), starts.tolist(), ends.tolist(), strict=True):
            yield from ((key, row) for row in order[start:end].tolist())


def _key(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big")


_NONE: Final = _key("")
