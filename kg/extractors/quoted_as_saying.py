""" "The website quotes Bruno, an analyst, as saying that …": what the website reports is that Bruno said so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import agent_of, is_passive, noun_phrase, parts, subject_of, verb_group
from kg.extractors.prepared import Candidate, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_QUOTES: Final = frozenset({"quote", "cite", "report"})


def quoted_as_saying(unit: Unit) -> Iterator[Candidate]:
    """Yield two attributions for each: the one who quotes, and, as its content, the one who is quoted."""
    for verb in unit.doc:
        if verb.lemma_ not in _QUOTES or (saying := _saying(verb)) is None:
            continue
        clause = next((c for c in saying.rights if c.dep_ in ("ccomp", "dobj", "xcomp")), None)
        if clause is None:
            continue
        said = parts(unit, unit.doc[clause.left_edge.i : clause.right_edge.i + 1])
        yield from _passive(unit, verb, saying, said) if is_passive(verb) else _active(unit, verb, saying, said)


def _saying(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "as":
            return next((c for c in child.rights if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
    return None


def _active(unit: Unit, verb: Token, saying: Token, said: tuple[tuple[int, int], ...]) -> Iterator[Candidate]:
    quoted = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < saying.i), None)
    quoter = subject_of(verb)
    if quoted is None or not said or (inner := noun_phrase(unit, quoted)) is None:
        return
    outer = noun_phrase(unit, quoter) if quoter is not None else None
    whole = ((inner[0], said[-1][1]),)
    yield Candidate((outer,) if outer else (), parts(unit, verb_group(verb)), whole, "quoted_as_saying", 0.9)
    yield Candidate((inner,), parts(unit, [saying]), said, "quoted_as_saying.inner", 0.9)


def _passive(unit: Unit, verb: Token, saying: Token, said: tuple[tuple[int, int], ...]) -> Iterator[Candidate]:
    """ "Ann was quoted by Reuters as saying that …": Reuters, where it is named, encloses Ann."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    source = noun_phrase(unit, subject) if subject is not None else None
    if source is None or not said:
        return
    group = [*verb_group(verb), saying.head, saying]
    yield Candidate((source,), parts(unit, group), said, "quoted_as_saying", 0.85)
    if (agent := agent_of(verb)) is not None and (outer := noun_phrase(unit, agent)):
        whole = (source, *said)
        yield Candidate((outer,), parts(unit, verb_group(verb)), whole, "quoted_as_saying.outer", 0.7)
