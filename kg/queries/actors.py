"""Who is in a graph, and how sure it is that they are who they are said to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.ids import actor_id, actor_key
from kg.queries import ask
from kg.queries.answers import Value
from kg.terms import classes

if TYPE_CHECKING:
    from rdflib import Graph

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of a graph: the name used most, the types with the most frequent first, how it was linked.

    `statements` counts the attributions; `lowest` is the score of the least certain link, in [0, 1].  `also` are those
    of other documents who are probably the same, with method and score (`kg:ActorLink`).
    """

    id: str
    name: str
    types: tuple[str, ...]
    statements: int
    methods: tuple[str, ...]
    lowest: float | None
    also: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether it is one actor, and not the common description of several unnamed sources."""
        return self.types != ("anonymous",)


@dataclass(frozen=True, slots=True)
class Link:
    """How the source of one attribution became an actor, and the words that show it, at [start, end) of the document.

    `words` are the source's, of a source without words the cue's, else the content's.
    """

    attribution: str
    score: float | None
    method: str | None
    actor: str | None
    type: str | None
    document: str
    start: int
    end: int
    words: str


def actors(graph: Graph) -> list[Actor]:
    """Return the actors that are the source of something in `graph`, unnamed ones by their description.

    Those with the most statements come first.
    """
    found: dict[str, list[Row]] = {}
    for row in ask(graph, _ACTORS).rows:
        found.setdefault(actor_id(str(row["actor"])), []).append(row)
    others: dict[str, dict[str, list[Row]]] = {}
    for row in ask(graph, _ALSO).rows:
        named = others.setdefault(actor_id(str(row["actor"])), {})
        named.setdefault(actor_id(str(row["other"])), []).append(row)
    known = (_actor(id_, rows, others.get(id_, {}).values()) for id_, rows in found.items())
    return sorted(known, key=lambda a: (-a.statements, a.name, a.id))


def least_certain(graph: Graph, most: int = 50, *, unnamed: bool = False) -> list[Link]:
    """Return at most `most` (0: all) links of `graph`, least certain first.

    With `unnamed`, sources that are nobody by name and those that could not be resolved are among them.
    """
    query = _LINKS.replace("LIMIT", f"LIMIT {int(most)}" if most else "")
    found: dict[str, list[Row]] = {}
    for row in ask(graph, query.replace("FILTER(?certain)", "" if unnamed else "FILTER(?certain)")).rows:
        found.setdefault(str(row["attribution"]), []).append(row)
    links = [_link(rows) for rows in found.values()]
    return sorted(links, key=lambda link: (link.score or 0, link.document, link.start, link.end, link.attribution))


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """Return up to five of `names` that look like `text` or hold it.

    >>> nearest("reuter", ["Reuters", "Fox News"])
    ['Reuters']
    """
    keys = {actor_key(name): name for name in sorted(names)}
    wanted = actor_key(text)
    holding = sorted((key for key in keys if wanted in key.split() or key in wanted.split()), key=len)
    close = get_close_matches(wanted, keys, n=5)
    return [keys[key] for key in dict.fromkeys([*close, *holding])][:5]


def _actor(id_: str, rows: Sequence[Row], also: Iterable[Sequence[Row]]) -> Actor:
    names, types, methods = Counter[str](), Counter[str](), set()
    for row in rows:
        names[str(row["actor"])] += _count(row)
        if row["type"]:
            types[_word(row["type"])] += _count(row)
        if row["method"]:
            methods.add(str(row["method"]))
    scores = [float(row["lowest"]) for row in rows if row["lowest"] is not None]
    return Actor(
        id_,
        min(names, key=lambda name: (-names[name], name.isupper(), name)),
        tuple(sorted(types, key=lambda kind: (-types[kind], kind))),
        names.total(),
        tuple(sorted(methods)),
        min(scores, default=None),
        tuple(sorted(map(_also, also))),
    )


def _also(rows: Sequence[Row]) -> str:
    name, row = min(((str(row["other"]), row) for row in rows), key=lambda one: (one[0].isupper(), one[0]))
    return f"{name} ({row['method']}, {row['score']})"


def _link(rows: Sequence[Row]) -> Link:
    first = rows[0]
    role = min(str(row["role"]) for row in rows)
    pieces = sorted(
        {(_whole(row, "start"), _whole(row, "end"), str(row["words"])) for row in rows if row["role"] == role}
    )
    return Link(
        attribution=str(first["attribution"]).rpartition("/")[2],
        score=None if first["score"] is None else float(first["score"]),
        method=None if first["method"] is None else str(first["method"]),
        actor=None if first["actor"] is None else str(first["actor"]),
        type=None if first["type"] is None else _word(first["type"]),
        document=str(first["document"]),
        start=pieces[0][0],
        end=pieces[-1][1],
        words=" … ".join(words for _, _, words in pieces),
    )


def _count(row: Row) -> int:
    return _whole(row, "statements")


def _whole(row: Row, column: str) -> int:
    return int(row[column] or 0)


def _word(iri: Value) -> str:
    return {known: word for word, known in classes().items()}.get(str(iri), str(iri))


_ACTORS: Final = """
PREFIX kg: <https://w3id.org/saidgraph#>
SELECT ?actor ?type ?method (COUNT(?attribution) AS ?statements) (MIN(?score) AS ?lowest)
WHERE {
  ?attribution kg:actorName ?actor .
  OPTIONAL { ?attribution kg:actorType ?type }
  OPTIONAL { ?attribution kg:linkMethod ?method }
  OPTIONAL { ?attribution kg:linkScore ?score }
}
GROUP BY ?actor ?type ?method
"""

_ALSO: Final = """
PREFIX kg: <https://w3id.org/saidgraph#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?actor ?other ?method ?score
WHERE {
  { ?link kg:alias ?one ; kg:fullName ?two } UNION { ?link kg:fullName ?one ; kg:alias ?two }
  ?one rdfs:label ?actor . ?two rdfs:label ?other .
  ?link kg:linkMethod ?method ; kg:linkScore ?score .
}
"""

_LINKS: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/saidgraph#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?attribution ?score ?method ?actor ?type ?document ?role ?start ?end ?words
WHERE {
  {
    SELECT ?attribution ?document ?score ?type
    WHERE {
      ?attribution kg:inDocument/dcterms:identifier ?document .
      OPTIONAL { ?attribution kg:linkScore ?score }
      OPTIONAL { ?attribution kg:actorType ?type }
      BIND(BOUND(?score) && COALESCE(?type != kg:UnnamedActor, true) AS ?certain)
      FILTER(?certain)
    }
    ORDER BY (COALESCE(?score, 0)) ?document ?attribution
    LIMIT
  }
  OPTIONAL { ?attribution kg:actorName ?actor }
  OPTIONAL { ?attribution kg:linkMethod ?method }
  VALUES (?predicate ?role) { (kg:sourceEvidence "1") (kg:cueEvidence "2") (kg:contentEvidence "3") }
  ?attribution ?predicate ?span .
  ?span oa:hasSelector ?position , ?quote .
  ?position oa:start ?start ; oa:end ?end .
  ?quote oa:exact ?words .
}
"""
