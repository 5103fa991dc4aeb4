"""What a graph says about actors: who they are, as what they speak, whom a name that stands for others means.

Nothing but `actor_link_facts` depends on any other document, so that graphs built apart merge into the graph built at
once, when these links are made anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.graph.iris import actor_link_name, named_actor_name, role_name
from kg.graph.literals import RDF_TYPE, Fact, Text, decimal, scalar_text, short
from kg.model import Attribution, text_of
from kg.model.claims import ActorLink
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


def actor_link_facts(link: ActorLink) -> Iterator[Fact]:
    """Yield the opinion that two names are one actor's: the node of the opinion, and the plain triple.

    What documents say of the two as actors comes again here, so that a link can be checked without them.
    """
    name, known_as = scalar_text(link.name), scalar_text(link.known_as)
    node, one, other = actor_link_name(link), named_actor_name(name), named_actor_name(known_as)
    yield from actor_facts(one, None, name)
    yield from actor_facts(other, None, known_as)
    yield node, RDF_TYPE, KG.ActorLink
    yield node, prefixes()["rdfs"] + "label", Text(f"{short(name)} is {short(known_as)}, by {link.method}")
    yield node, KG.alias, one
    yield node, KG.fullName, other
    yield node, KG.linkMethod, Text(link.method)
    yield node, KG.linkScore, Text(decimal(link.score), "decimal")
    for beside in map(scalar_text, link.company):
        yield node, KG.company, named_actor_name(beside)
        yield from actor_facts(named_actor_name(beside), None, beside)
    yield one, KG.alsoKnownAs, other


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
