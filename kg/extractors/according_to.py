""" "According to Fox News, …", "…, according to Ann", "…, in the words of Ann", "As Ann put it, …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extractors.clauses import noun_phrase, parts
from kg.extractors.prepared import Candidate, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token


def according_to(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each "according to": its noun phrase is the source, its clause the content."""
    doc = unit.doc
    for token in doc[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        preposition = token.nbor()
        named = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        if named is None or (source := noun_phrase(unit, named)) is None:
            continue
        own = {token.i, *[t.i for t in preposition.subtree]}
        content = parts(unit, [t for t in _clause(token) if t.i not in own])
        if content:
            yield Candidate((source,), (unit.span(token, preposition),), content, "according_to", 0.85)


def _clause(token: Token) -> list[Token]:
    """The clause around the phrase: the sentence, or the quoted clause below a verb it hangs on."""
    sentence = list(token.sent)
    head = token.head
    while head.head != head and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    if head.dep_ in ("conj", "ccomp", "advcl") and head != token.sent.root:
        clause = list(head.subtree)
        if len(clause) > 4 and any(child.dep_ in ("nsubj", "nsubjpass") for child in head.children):
            return clause
    return sentence
