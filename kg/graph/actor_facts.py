"""What a graph says about actors: who they are, as what they speak, whom a name that stands for others means.

Nothing here depends on any other document, so that graphs built apart merge into the graph built at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.graph.iris import named_actor_name, role_name
from kg.graph.literals import RDF_TYPE, Fact, Text, decimal, short
from kg.model import Attribution, text_of
from kg.terms import KG, classes, prefixes

SPEAKER_ROLE: Final = "speaker_role"
"""The field of the waist that `role_facts` writes, beside its evidence."""


def actor_facts(node: str, kind: str | None, name: str) -> Iterator[Fact]:
    """Yield what is said of an actor named `node` for being called `name` and taken for a `kind`."""
    yield node, RDF_TYPE, KG.Actor
    if kind:
        yield node, RDF_TYPE, classes()[kind]
    if kind == "outlet":
        yield node, RDF_TYPE, KG.Organization
    yield node, prefixes()["rdfs"] + "label", Text(name)


def role_facts(node: str, text: str, attribution: Attribution) -> Iterator[Fact]:
    """Yield as what the source of an attribution speaks: a fact of this statement, never of the actor."""
    if not attribution.speaker_role:
        return
    words = text_of(text, attribution.speaker_role)
    role, known = role_name(words), prefixes()
    yield node, KG.speaksAs, role
    yield role, RDF_TYPE, known["org"] + "Role"
    yield role, known["rdfs"] + "label", Text(short(words))


def stands_for_facts(node: str, attribution: Attribution) -> Iterator[Fact]:
    """Yield who is meant by a source that stands for others (a capital for its government), with method and score."""
    if attribution.stands_for is not None:
        meant = named_actor_name(attribution.stands_for)
        yield node, KG.standsFor, meant
        yield node, KG.standsForName, Text(attribution.stands_for)
        yield from actor_facts(meant, "organization", attribution.stands_for)
    if attribution.stands_for_method is not None:
        yield node, KG.standsForMethod, Text(attribution.stands_for_method)
    if attribution.stands_for_score is not None:
        yield node, KG.standsForScore, Text(decimal(attribution.stands_for_score), "decimal")
