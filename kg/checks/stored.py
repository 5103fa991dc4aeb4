"""Checking a graph that is there already, a part at a time in memory, however large it is.

On the disk a check takes several times what it takes in memory.  A part is some documents and all that can be reached
from what stands in them: a check that follows triples finds in it what it finds in the graph.  Against their direction
checks look for the attributions of a content and of an unnamed actor alone, and none of these may be in two parts.
Links between documents are checked with what is said about their ends, as in a build.  What is reached is counted;
where anything is left over, where it is not clear what a link is, or a link is wrong, the graph is asked as a whole.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Final

from rdflib import URIRef

from kg.checks import Problem, found_in_links, undeclared, validate_whole
from kg.files.memory import give_back
from kg.stores.oxigraph import constructed, open_memory_of, size
from kg.terms import KG, prefixes

if TYPE_CHECKING:
    from rdflib import Graph

PART: Final = 40_000
"""Triples that are checked at once, about: 60 MB of memory."""
LINKS: Final = 4_000
"""Links that are checked at once."""
_PLAIN: Final = "kg:said kg:asked kg:reported kg:thought kg:denied kg:reportedlySaid"
"""What leads from an actor to all that it ever said: it is in the part of what was said."""
_BETWEEN: Final = "skos:closeMatch kg:contradicts kg:interprets kg:alsoKnownAs"
"""What leads to other documents: it is in the part of the link that bears it out."""
_SAYING: Final = f"?s ?p ?o FILTER(?p IN ({', '.join(_PLAIN.split())}))"
_OWN: Final = f"?s ?p ?o FILTER(?p NOT IN ({', '.join([*_PLAIN.split(), *_BETWEEN.split()])}))"
_BORNE_OUT: Final = (
    "?link kg:between ?s , ?o . ?s ?p ?o FILTER(?p IN (skos:closeMatch, kg:contradicts))",
    "?link kg:alias ?s ; kg:fullName ?o . ?s kg:alsoKnownAs ?o BIND(kg:alsoKnownAs AS ?p)",
    """?link kg:reading ?reading ; kg:remark ?remark . ?reading kg:content ?s . ?remark kg:content ?o .
       ?s kg:interprets ?o BIND(kg:interprets AS ?p)""",
)
_INTERPRETED: Final = """?reading kg:interpretationOf ?remark ; kg:content ?s . ?remark kg:content ?o .
    ?s kg:interprets ?o BIND(kg:interprets AS ?p)"""
_CONTENT: Final = f"<{KG.content}>"
_INTERPRETATION_OF: Final = f"<{KG.interpretationOf}>"
_TYPE: Final = f"<{prefixes()['rdf']}type>"
_CLASSES_ALONE: Final = {f"<{KG.Content}> .", f"<{KG.UnnamedActor}> ."}
_CLASSES_OF_LINKS: Final = {f"<{KG.Likeness}> .", f"<{KG.RemarkLink}> .", f"<{KG.ActorLink}> ."}
_ENDS: Final = {f"<{iri}>" for iri in (KG.between, KG.reading, KG.remark, KG.alias, KG.fullName)}
_SAID_OF_LINKS: Final = {
    *_ENDS,
    _TYPE,
    f"<{prefixes()['rdfs']}label>",
    *(f"<{iri}>" for iri in (KG.relation, KG.linkMethod, KG.linkScore, KG.company)),
}
_NAME: Final = re.compile(r'<[^\x00-\x20<>"{}|^`\\]+>')


def in_parts(graph: Graph) -> set[Problem] | None:
    """Return what is wrong with `graph`, which Oxigraph holds, as `validate` would; None where no part can tell."""
    stored = _Stored(graph)
    try:
        found = {*stored.in_documents(), *stored.in_links()}
    except (_UnclearError, SyntaxError):  # a name that no question can hold
        return None
    return found if stored.is_all_reached() else None


class _UnclearError(Exception):
    """Something is named or linked in a way that no part can show."""


class _Stored:
    """A graph while it is checked: 64 bits of a hash of every subject that was reached, with the number of its triples.

    The same of what must be in one part alone, and of each triple between documents that a link bears out.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._subjects, self._sizes = array("q"), array("l")
        self._alone, self._between = array("q"), array("q")
        self._plain = 0

    def in_documents(self) -> Iterator[Problem]:
        """Yield what is wrong with documents, what stands in them, and what they share."""
        documents = self._names("?s a kg:Document")
        number = max(1, PART * len(documents) // max(1, size(self._graph)))
        for start in range(0, len(documents), number):
            part = documents[start : start + number]
            standing = self._names("{ ?s kg:inDocument ?given } UNION { ?s prov:used ?given }", part)
            with closing(open_memory_of(self._reached([*part, *standing]).encode())) as graph:
                yield from validate_whole(graph)
            give_back()

    def in_links(self) -> Iterator[Problem]:
        """Yield what is wrong with that which links documents."""
        links = self._names("VALUES ?class { kg:Likeness kg:RemarkLink kg:ActorLink } ?s a ?class")
        found: set[Problem] = set()
        for start in range(0, len(links), LINKS):
            with closing(open_memory_of(self._around(links[start : start + LINKS]).encode())) as graph:
                yield from undeclared(graph)
                found.update(found_in_links(graph))
            give_back()
        is_borne_out = len(set(self._between)) == self._count(_BETWEEN)
        yield from () if is_borne_out and not found else found_in_links(self._graph)

    def is_all_reached(self) -> bool:
        """Tell whether the parts had all triples of the graph, and each only once what must be in one alone."""
        import numpy as np

        _, firsts = np.unique(np.array(self._subjects, np.int64), return_index=True)
        reached = int(np.array(self._sizes, np.int64)[firsts].sum()) + self._count(_PLAIN) + self._count(_BETWEEN)
        is_alone = len(np.unique(np.array(self._alone, np.int64))) == len(self._alone)
        return is_alone and self._plain == self._count(_PLAIN) and reached == size(self._graph)

    def _reached(self, names: Iterable[str]) -> str:
        """Return the triples of `names` and of all that they lead to, with who said what of it."""
        lines: list[str] = []
        asked: set[str] = set()
        alone: set[str] = set()
        waiting = set(names)
        while waiting:
            asked |= waiting
            found = self._lines(_OWN, "?s", waiting)
            self._note(found)
            triples = [line.split(" ", 2) for line in found]
            if any(value in _CLASSES_OF_LINKS for _, _, value in triples):
                raise _UnclearError
            contents = {value[:-2] for _, predicate, value in triples if predicate == _CONTENT} - alone
            alone |= contents
            alone.update(subject for subject, _, value in triples if value in _CLASSES_ALONE)
            plain = self._lines(_SAYING, "?o", contents)
            self._plain += len(plain)
            lines += found + plain
            waiting = {value[:-2] for _, _, value in triples if value[0] != '"'}
            waiting |= {line.split(" ", 1)[0] for line in plain}
            waiting -= asked
        read = {line.split(" ", 1)[0] for line in lines if f" {_INTERPRETATION_OF} " in line}
        self._between.extend(map(hash, self._lines(_INTERPRETED, "?reading", read)))
        self._alone.extend(map(hash, alone))
        return "\n".join(lines)

    def _around(self, links: Iterable[str]) -> str:
        """Return the triples of `links`, what they bear out, and what there is to say about their ends."""
        own = self._lines(_OWN, "?s", links)
        self._note(own)
        ends = set()
        for _, predicate, value in (line.split(" ", 2) for line in own):
            if predicate not in _SAID_OF_LINKS or (predicate == _TYPE and value not in _CLASSES_OF_LINKS):
                raise _UnclearError
            if predicate in _ENDS:
                ends.add(value[:-2])
        borne_out = [line for pattern in _BORNE_OUT for line in self._lines(pattern, "?link", links)]
        self._between.extend(map(hash, borne_out))
        about = self._lines("?s ?p ?o FILTER(?p IN (rdf:type, kg:kind, kg:content))", "?s", ends)
        about += self._lines("?s kg:content ?o BIND(kg:content AS ?p)", "?o", ends)
        return "\n".join(own + borne_out + about)

    def _note(self, lines: Iterable[str]) -> None:
        for subject, number in Counter(line.split(" ", 1)[0] for line in lines).items():
            self._subjects.append(hash(subject))
            self._sizes.append(number)

    def _lines(self, pattern: str, variable: str, given: Iterable[str]) -> list[str]:
        """Return the triples that `pattern` gives where `variable` is one of `given`."""
        lines = constructed(self._graph, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {_values(variable, given)} {pattern} }}")
        return lines.split("\n")[:-1]

    def _names(self, pattern: str, given: Iterable[str] = ()) -> list[str]:
        """Return the names that `pattern` gives as `?s` where `?given` is one of `given`, if there are any."""
        values = _values("?given", given) if given else ""
        rows = self._graph.query(f"SELECT DISTINCT ?s WHERE {{ {values} {pattern} }}").bindings
        return [f"<{value}>" if isinstance(value, URIRef) else f"_:{value}" for row in rows for value in row.values()]

    def _count(self, predicates: str) -> int:
        """Return how many triples have one of `predicates`."""
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ VALUES ?p {{ {predicates} }} ?s ?p ?o }}"
        return sum(int(str(value)) for row in self._graph.query(query).bindings for value in row.values())


def _values(variable: str, names: Iterable[str]) -> str:
    given = list(names)
    if not all(map(_NAME.fullmatch, given)):
        raise _UnclearError
    return f"VALUES {variable} {{ {' '.join(given)} }}"
