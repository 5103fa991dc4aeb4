"""Whom a question asks for by a name finds those as well who are probably the same by another name (`kg:ActorLink`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.queries.binding import fill
from kg.queries.parameters import escape
from kg.terms import prefixes

if TYPE_CHECKING:
    from rdflib import Graph

_ALIASES: Final = """
PREFIX kg: <https://w3id.org/saidgraph#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name
WHERE {
  { ?link kg:alias ?asked ; kg:fullName ?other } UNION { ?link kg:fullName ?asked ; kg:alias ?other }
  ?asked rdfs:label ?known FILTER(REGEX(?known, ?param_name, "i"))
  ?other rdfs:label ?name FILTER(!REGEX(?name, ?param_name, "i"))
}
ORDER BY ?name
"""


def asking(pattern: str) -> str:
    """Return the SPARQL that asks, in the column `name`, by which other names those are known whom `pattern` finds."""
    return fill(_ALIASES, {"param_name": pattern})


def also_called(graph: Graph, pattern: str) -> tuple[str, ...]:
    """Return by which other names those are known in `graph` whom the expression `pattern` finds, in order."""
    from rdflib import URIRef

    spaces = {prefix: URIRef(namespace) for prefix, namespace in prefixes().items()}
    found = graph.query(asking(pattern), initNs=spaces).bindings
    return tuple(str(name) for row in found for name in row.values())


def widened(pattern: str, names: Iterable[str]) -> str:
    r"""Return an expression that finds what `pattern` finds, and each of `names` as a whole.

    >>> widened(r"(^|\\W)Barack.*\\WObama", ["Obama"])
    '(^|\\\\W)Barack.*\\\\WObama|^Obama($| [|])'
    """
    # some questions look for a name at the beginning of other words, behind which a bar stands
    return "|".join([pattern, *(f"^{escape(name)}($| [|])" for name in names)])
