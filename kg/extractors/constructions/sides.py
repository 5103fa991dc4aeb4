"""On which side somebody stands: "the French are against the treaty", "she is in favour of a ban"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.extractors.clauses import can_speak, noun_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.prepared import Candidate, Unit

_FAVOURS: Final = frozenset({"favour", "favor", "support"})


def sides(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each copula with "against" or "in favour of"; what follows is the content."""
    for verb in unit.doc:
        if verb.lemma_ not in ("be", "remain", "stand", "come") or verb.dep_ in ("aux", "auxpass"):
            continue
        leads = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("against", "in")), None)
        if leads is not None and leads.lower_ == "in":
            favour = next((c for c in leads.rights if c.dep_ == "pobj" and c.lower_ in _FAVOURS), None)
            leads = next((c for c in favour.rights if c.lower_ == "of"), None) if favour is not None else None
        thing = next((c for c in leads.rights if c.dep_ in ("pobj", "pcomp")), None) if leads is not None else None
        speaker = subject_of(verb)
        if leads is None or thing is None or speaker is None or not can_speak(speaker) or thing.lower_ == "odds":
            continue
        source, content = noun_phrase(unit, speaker), stretch(unit, thing.left_edge, thing.right_edge)
        if source is not None and content:
            cue = parts(unit, [*verb_group(verb), *unit.doc[verb.i + 1 : leads.i + 1]])
            yield Candidate((source,), cue, content, "sides", 0.4)
