"""Records become triples and triples become records: the only place where either happens.

`add` and `records` are inverses (attributions come back in `kg.model.order`).  Nothing is a blank node and every name
is made from content (`kg.graph.iris`), so graphs built apart merge into the graph built at once.

RDF knows no surrogate code points: one that stands alone in a string becomes U+FFFD, which keeps every offset.  NUL and
other control characters stay as they are; exporters whose format forbids them must deal with them.
"""

from __future__ import annotations

from kg.graph.facts import facts
from kg.graph.iris import actor_iri, attribution_iri, claim_iri, document_iri, named_actor_iri, span_iri
from kg.graph.reading import actor_links, counts, likenesses, record, records
from kg.graph.writing import add, ntriples, triples

__all__ = [
    "actor_iri",
    "actor_links",
    "add",
    "attribution_iri",
    "claim_iri",
    "counts",
    "document_iri",
    "facts",
    "likenesses",
    "named_actor_iri",
    "ntriples",
    "record",
    "records",
    "span_iri",
    "triples",
]
