"""The two lists of the JSON interface as SPARQL: a page of statements, a page of documents.

A page begins behind the last id of the page before it, so that a graph that is replaced meanwhile repeats or skips
nothing but what the new one has elsewhere.  Values are put in as literals, never pasted; a limit is a number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from kg.graph.iris import BASE
from kg.queries.binding import fill
from kg.server.answers import Answer

Item = dict[str, Any]

ROLES: Final = ("source", "cue", "content")
FILTERS: Final = ("id", "after", "document", "topic", "actor", "kind", "act", "from", "to")
"""What a page of statements can be narrowed by; every one is a variable `?param_…` of the query."""

_PREFIXES: Final = """
PREFIX dc: <http://purl.org/dc/elements/1.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX kg: <https://w3id.org/saidgraph#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
"""


def statements(limit: int, given: Mapping[str, str]) -> str:
    """Return the query for `limit` statements by id.

    Only what is `given` is asked: a pattern that filters nothing would still be matched with every statement.
    """
    used = [name for name in FILTERS if name in given]
    steps = "\n      ".join(_STEPS[name] for name in used)
    query = f"""{_PREFIXES}
SELECT ?attribution ?document ?date ?publisher ?kind ?form ?actor ?actor_iri ?actor_type ?act ?certainty ?negated
  ?confidence ?depth ?parent ?interprets ?answers ?quotation ?cue ?role ?start ?end
WHERE {{
  {{
    SELECT ?attribution
    WHERE {{
      ?attribution a kg:Attribution .
      {steps}
    }}
    ORDER BY ?attribution
    LIMIT {int(limit)}
  }}
  ?attribution kg:inDocument ?doc ; kg:kind ?kind ; kg:form ?form ; kg:depth ?depth ; kg:confidence ?confidence ;
    kg:content/schema:text ?quotation .
  ?doc dcterms:identifier ?document .
  OPTIONAL {{ ?doc dc:date ?date }}
  OPTIONAL {{ ?doc dc:publisher ?publisher }}
  OPTIONAL {{ ?attribution kg:actorName ?actor }}
  OPTIONAL {{ ?attribution kg:source ?actor_iri }}
  OPTIONAL {{ ?attribution kg:actorType ?actor_type }}
  OPTIONAL {{ ?attribution kg:speechAct ?act }}
  OPTIONAL {{ ?attribution kg:certainty ?certainty }}
  OPTIONAL {{ ?attribution kg:cueNegated ?negated }}
  OPTIONAL {{ ?attribution kg:cue ?cue }}
  OPTIONAL {{ ?attribution kg:nestedIn ?parent }}
  OPTIONAL {{ ?attribution kg:interpretationOf ?interprets }}
  OPTIONAL {{ ?attribution kg:answerTo ?answers }}
  VALUES (?predicate ?role) {{ (kg:sourceEvidence "source") (kg:cueEvidence "cue") (kg:contentEvidence "content") }}
  ?attribution ?predicate/oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
}}
ORDER BY ?attribution"""
    query = query.replace("?predicate/oa:hasSelector ?position", _SELECTOR)
    return fill(query, {f"param_{name}": value for name, value in given.items()})


def documents(limit: int, after: str | None) -> str:
    """Return the query for `limit` documents by id."""
    behind = "" if after is None else "FILTER(?document > ?param_after)"
    query = f"""{_PREFIXES}
SELECT ?document ?title ?date ?publisher ?url (COUNT(?attribution) AS ?statements)
WHERE {{
  {{
    SELECT ?doc ?document
    WHERE {{ ?doc a kg:Document ; dcterms:identifier ?document . {behind} }}
    ORDER BY ?document
    LIMIT {int(limit)}
  }}
  OPTIONAL {{ ?doc dcterms:title ?title }}
  OPTIONAL {{ ?doc dc:date ?date }}
  OPTIONAL {{ ?doc dc:publisher ?publisher }}
  OPTIONAL {{ ?doc schema:url ?url }}
  OPTIONAL {{ ?attribution kg:inDocument ?doc }}
}}
GROUP BY ?document ?title ?date ?publisher ?url
ORDER BY ?document"""
    return fill(query, {} if after is None else {"param_after": after})


def read_statements(answer: Answer) -> list[Item]:
    """Return the statements of an answer, by id, each with the spans of its roles."""
    found: dict[str, Item] = {}
    for row in rows(answer):
        item = found.setdefault(row["attribution"], _statement(row))
        span = [int(row["start"]), int(row["end"])]
        spans = item["spans"][row["role"]]
        if span not in spans:
            spans.append(span)
            spans.sort()
    return list(found.values())


def rows(answer: Answer) -> list[dict[str, str]]:
    """Return the rows of an answer in JSON, each value as its text."""
    bindings = json.loads(answer.body)["results"]["bindings"]
    return [{name: cell["value"] for name, cell in row.items()} for row in bindings]


def _statement(row: Mapping[str, str]) -> Item:
    return {
        "id": _last(row["attribution"]),
        "iri": row["attribution"],
        "document": row["document"],
        "date": row.get("date"),
        "publisher": row.get("publisher"),
        "actor": row.get("actor"),
        "actor_iri": row.get("actor_iri"),
        "actor_type": _type(row.get("actor_type")),
        "kind": _last(row["kind"]),
        "form": _last(row["form"]),
        "speech_act": _last(row.get("act")),
        "certainty": _last(row.get("certainty")),
        "cue_negated": row.get("negated") == "true",
        "confidence": float(row["confidence"]),
        "depth": int(row["depth"]),
        "parent": _last(row.get("parent")),
        "interprets": _last(row.get("interprets")),
        "answers": _last(row.get("answers")),
        "quotation": row["quotation"],
        "cue": row.get("cue"),
        "spans": {role: [] for role in ROLES},
    }


def _last(iri: str | None) -> str | None:
    return None if iri is None else iri.rpartition("/")[2]


def _type(iri: str | None) -> str | None:
    from kg.terms import classes

    return next((word for word, known in classes().items() if known == iri), None)


_SELECTOR: Final = "?predicate ?span . ?span oa:hasSelector ?position"
_IRI: Final = f"CONCAT({json.dumps(BASE + 'attribution/')}, ?param_%s)"
_STEPS: Final = {
    "id": f"FILTER(STR(?attribution) = {_IRI % 'id'})",
    "after": f"FILTER(STR(?attribution) > {_IRI % 'after'})",
    "document": "?attribution kg:inDocument/dcterms:identifier ?id . FILTER(?id = ?param_document)",
    "topic": '?attribution kg:content/schema:text ?words . FILTER(REGEX(?words, ?param_topic, "is"))',
    "actor": '?attribution kg:actorName ?name . FILTER(REGEX(?name, ?param_actor, "i"))',
    "kind": '?attribution kg:kind ?of . FILTER(STRAFTER(STR(?of), "/kind/") = ?param_kind)',
    "act": '?attribution kg:speechAct ?does . FILTER(STRAFTER(STR(?does), "/speech-act/") = ?param_act)',
    "from": "?attribution kg:inDocument/dc:date ?earliest . FILTER(?earliest >= ?param_from)",
    "to": "?attribution kg:inDocument/dc:date ?latest . FILTER(SUBSTR(?latest, 1, STRLEN(?param_to)) <= ?param_to)",
}
