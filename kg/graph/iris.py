"""The names of things in a graph: IRIs made from ids, spans and names, and from nothing else.

Each comes as a string (`document_name` …, for writing quickly) and as an rdflib node (`document_iri` …).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.ids import actor_id, attribution_id, claim_id, digest, remark_link_id, topic_id, unnamed_actor_id
from kg.model import Attribution, Span, Spans

if TYPE_CHECKING:
    from rdflib import URIRef

    from kg.model.claims import ActorLink, Likeness, Spot

BASE: Final = "https://w3id.org/saidgraph/id/"


def document_iri(document: str) -> URIRef:
    """Return the name of the document with the id `document`.

    >>> str(document_iri("a b.txt"))
    'https://w3id.org/saidgraph/id/doc/a%20b.txt'
    """
    return _uri(document_name(document))


def attribution_iri(document: str, attribution: Attribution) -> URIRef:
    """Return the name of an attribution of the document with the id `document`."""
    return _uri(attribution_name(document, attribution))


def claim_iri(document: str, content: Spans) -> URIRef:
    """Return the name of what stands at `content` in the document with the id `document`."""
    return _uri(claim_name(document, content))


def actor_iri(document: str, attribution: Attribution) -> URIRef | None:
    """Return the name of the attribution's source: shared if named, its own if not, `None` where there is no source."""
    iri = actor_name(document, attribution)
    return _uri(iri) if iri else None


def named_actor_iri(name: str) -> URIRef:
    """Return the name of the actor called `name`, the same in every document."""
    return _uri(named_actor_name(name))


def span_iri(document: str, span: Span) -> URIRef:
    """Return the name of a span by RFC 5147, in code points.

    >>> str(span_iri("a.txt", (3, 7)))
    'https://w3id.org/saidgraph/id/doc/a.txt#char=3,7'
    """
    return _uri(span_name(document_name(document), span))


def _uri(iri: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(iri)


@lru_cache(maxsize=1024)
def document_name(identity: str) -> str:
    """Return `document_iri` as a string."""
    # dots are legal in an IRI, but a name of dots alone would be resolved away
    safe = quote(identity, safe="", errors="replace")
    return BASE + "doc/" + (safe.replace(".", "%2E") if set(safe) <= {"."} else safe)


def span_name(document: str, span: Span) -> str:
    """Return the name of a span of the document *named* `document`, as a string."""
    return f"{document}#char={span[0]},{span[1]}"


def attribution_name(document: str, attribution: Attribution) -> str:
    """Return `attribution_iri` as a string."""
    return BASE + "attribution/" + attribution_id(document, attribution)


def spot_name(spot: Spot) -> str:
    """Return the name of the attribution that stands at `spot`, as a string."""
    return BASE + "attribution/" + digest("attribution", *spot)


def claim_name(document: str, content: Spans) -> str:
    """Return `claim_iri` as a string."""
    return BASE + "claim/" + claim_id(document, content)


def named_actor_name(name: str) -> str:
    """Return `named_actor_iri` as a string."""
    return BASE + "actor/" + actor_id(name)


def actor_name(document: str, attribution: Attribution) -> str | None:
    """Return `actor_iri` as a string."""
    if attribution.actor is not None and attribution.actor_type != "anonymous":
        return named_actor_name(attribution.actor)
    if attribution.actor is None and attribution.actor_type is None and not attribution.source:
        return None
    return BASE + "actor/" + unnamed_actor_id(document, attribution)


def role_name(words: str) -> str:
    """Return the name of a role that somebody speaks as, as a string: the same words are the same role everywhere.

    >>> role_name("Minister of Industry") == role_name("minister of industry")
    True
    """
    return BASE + "role/" + actor_id(words)


def topic_name(label: str) -> str:
    """Return the name of the topic with this label in normal form, the same in every document, as a string.

    >>> topic_name("rare earth")
    'https://w3id.org/saidgraph/id/topic/rare-earth-2cf970ca'
    """
    return BASE + "topic/" + topic_id(label)


def likeness_name(item: Likeness) -> str:
    """Return the name of an opinion on two claims, from their places alone, as a string."""
    return BASE + "likeness/" + digest("likeness", item.first, item.second)


def actor_link_name(link: ActorLink) -> str:
    """Return the name of the opinion that two names are one actor's, from the actors alone, as a string."""
    return BASE + "actor-link/" + digest("actor link", actor_id(link.name), actor_id(link.known_as))


def extractor_name(extractor: str) -> str:
    """Return the name of the program that calls itself `extractor`, such as "rules@1", as a string."""
    return BASE + "extractor/" + quote(extractor, safe="@", errors="replace")


def remark_link_name(reading: str, remark: str) -> str:
    """Return the name of the link between two attributions that are *named* `reading` and `remark`, as a string."""
    return BASE + "remark/" + remark_link_id(reading, remark)


def decision_name(identity: str) -> str:
    """Return the name of the decision with the id `identity`, as a string."""
    return BASE + "decision/" + quote(identity, safe="", errors="replace")
