"""What the records say about the actors and attributions that decisions name; about nothing else, to stay small."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.decisions.adding import added, misfit
from kg.decisions.applying import named_actor
from kg.decisions.entries import Decision
from kg.ids import actor_id, attribution_id
from kg.model import ACTOR_TYPES, Record

_ACTOR_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[0-9a-f]{8}")


@dataclass
class Census:
    """Names and types of the actors that were asked for, and whose the attributions are that were asked for.

    `actors` counts name and type by actor id; `sources` has the actor's id by attribution id (`None`: unnamed);
    `mentions` the attributions of a document with their actors, in order.  `named` is as in `Settled`.  `additions` are
    the decisions that add an attribution and fit, by document; `misfits` those that do not, with the reason.
    """

    actors: dict[str, Counter[tuple[str, str | None]]] = field(default_factory=dict)
    sources: dict[str, str | None] = field(default_factory=dict)
    mentions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    additions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    misfits: list[tuple[Decision, str]] = field(default_factory=list)

    def reference(self, text: str) -> str:
        """Return the id of the actor that `text` means: an id is one unless a name is spelt like it."""
        if _ACTOR_ID.fullmatch(text) and (text in self.actors or actor_id(text) not in self.actors):
            return text
        return actor_id(text)

    def name(self, actor: str) -> str | None:
        """Return what most mentions call the actor; of equally many one not in capitals, first in the alphabet."""
        counts: Counter[str] = Counter()
        for (name, _), count in self.actors.get(actor, Counter()).items():
            counts[name] += count
        return min(counts, key=lambda name: (-counts[name], name.isupper(), name)) if counts else None

    def type(self, actor: str) -> str | None:
        """Return the type that most mentions of the actor have; of equally many the first of `ACTOR_TYPES`."""
        counts: Counter[str] = Counter()
        for (_, actor_type), count in self.actors.get(actor, Counter()).items():
            if actor_type and actor_type != "anonymous":
                counts[actor_type] += count
        return min(counts, key=lambda kind: (-counts[kind], ACTOR_TYPES.index(kind))) if counts else None


def survey(decisions: Sequence[Decision], records: Iterable[Record]) -> Census:
    """Return what `records` say about what `decisions` name."""
    actors = {name for d in decisions for text in (d.subject, d.value) if text for name in (text, actor_id(text))}
    attributions = {d.subject for d in decisions if d.document is None}
    documents = {d.document for d in decisions if d.document is not None and d.what == "split"}
    missed: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        if decision.what == "add" and decision.document is not None:
            missed.setdefault(decision.document, {})[decision.subject] = decision
            attributions.add(decision.subject)
    census = Census(mentions={document: [] for document in documents}, named=_named(decisions))
    # nothing but an attribution's decision needs its id, which takes longer than the rest together
    exact = any(d.what in ("split", "accept", "reject", "kind", "add") for d in decisions)
    for found in records:
        identity = found.document.id
        record = _completed(census, found, missed.pop(identity, {})) if missed else found
        for attribution in record.attributions:
            actor = named_actor(attribution, census.named)
            if actor in actors and actor is not None and attribution.actor is not None:
                counts = census.actors.setdefault(actor, Counter())
                counts[attribution.actor, attribution.actor_type] += 1
            if not exact:
                continue
            name = attribution_id(identity, attribution)
            if name in attributions:
                census.sources[name] = actor
            if identity in documents and actor is not None:
                census.mentions[identity].append((name, actor))
    gone = "there is no such document (any more)"
    census.misfits += [(decision, gone) for lost in missed.values() for decision in lost.values()]
    return census


def _completed(census: Census, record: Record, missed: Mapping[str, Decision]) -> Record:
    """Return `record` with the attributions that people added to it, and note which of them fit."""
    problems = [(decision, misfit(decision, record.document)) for decision in missed.values()]
    census.misfits += [(decision, problem) for decision, problem in problems if problem]
    fitting = tuple(decision for decision, problem in problems if not problem)
    if fitting:
        census.additions[record.document.id] = fitting
    return added(record, fitting) if fitting else record


def _named(decisions: Sequence[Decision]) -> frozenset[str]:
    """Return the actors that the last decision on their type makes named ones, whatever was found."""
    last = {name: d.value for d in decisions if d.what == "retype" for name in (d.subject, actor_id(d.subject))}
    return frozenset(name for name, value in last.items() if value != "anonymous")
