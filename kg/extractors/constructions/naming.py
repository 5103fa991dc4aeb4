""" "It is known as “Rare Earth Kingdom”.": what people call a thing, where the name is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extractors.clauses import agent_of, is_passive, noun_phrase, verb_group
from kg.extractors.prepared import Candidate, Unit

_NAMES: Final = frozenset({"know", "call", "dub", "label", "nickname", "name", "brand", "describe"})


def naming(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution where a passive verb of naming is followed at once by a quotation.

    Thing and name together are the content, the "as" is the cue's; the source is who is named with "by", mostly nobody.
    """
    for verb in unit.doc:
        if verb.lemma_ not in _NAMES or not is_passive(verb):
            continue
        subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
        after = verb.nbor() if verb.i + 1 < len(unit.doc) else verb
        last = after if after.lower_ == "as" else verb
        end = unit.start + last.idx + len(last)
        quote = next((q for q in unit.quotes if 0 <= q[0] - end <= 1), None)
        named = noun_phrase(unit, subject) if subject is not None else None
        if quote is None or named is None:
            continue
        agent = agent_of(verb)
        source = noun_phrase(unit, agent) if agent is not None else None
        cue = (unit.span(verb_group(verb)[0], last),)
        yield Candidate((source,) if source else (), cue, (named, quote), "naming", 0.7)
