"""What was settled, laid over a record: what was missed, opinions, what was rejected or is of another kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.decisions.adding import METHOD, added
from kg.decisions.entries import Decision
from kg.ids import actor_id, attribution_id
from kg.model import Attribution, Record, Span, Spans, Verdict, renumbered
from kg.model.subjects import MENTION_TYPES, Mentioned

_id = lru_cache(maxsize=16_384)(actor_id)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of an actor, or of one attribution's: the name and type decided, `None` where it keeps its own."""

    name: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions weighed against each other and against the records: what `apply` and `reviewed` need.

    `actors` is by `kg.ids.actor_id`, the rest by `kg.ids.attribution_id`.  `named` are the actors that were given a
    type though they had been found unnamed.  `apart` are pairs of actors, the smaller id first, that are two.
    """

    actors: Mapping[str, Fate] = field(default_factory=dict)
    sources: Mapping[str, Fate] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    named: frozenset[str] = frozenset()
    additions: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    grounds: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)


def completed(record: Record, settled: Settled) -> Record:
    """Return `record` with the attributions that people added to it."""
    additions = settled.additions.get(record.document.id)
    return added(record, additions) if additions else record


def apply(record: Record, settled: Settled) -> Record:
    """Return `record` with the fields of opinion as decided; nothing else is changed, and twice is as once."""
    if not settled.actors and not settled.sources:
        return record
    document = record.document.id
    return Record(
        record.document, tuple(_speaking_of(_decided(document, a, settled), settled) for a in record.attributions)
    )


def reviewed(record: Record, settled: Settled) -> Record:
    """Return `record` without the attributions that were rejected, the others of the kind that was decided.

    What was nested in a rejected one is nested in what encloses that; a link to a rejected one is gone.
    """
    if not settled.rejected and not settled.kinds:
        return record
    names = [attribution_id(record.document.id, attribution) for attribution in record.attributions]
    kept = [index for index, name in enumerate(names) if name not in settled.rejected]
    place = {old: new for new, old in enumerate(kept)}

    def enclosing(parent: int | None) -> int | None:
        while parent is not None and parent not in place:
            parent = record.attributions[parent].parent
        return parent

    def decided(index: int) -> Attribution:
        found = record.attributions[index]
        kind = settled.kinds.get(names[index], found.kind)
        return renumbered(replace(found, kind=kind, parent=enclosing(found.parent)), place.get)

    return Record(record.document, tuple(map(decided, kept)))


def judged(record: Record, found: Record, settled: Settled) -> Record:
    """Return `record` with the decisions that made it of `found`, which has all that was found and added, by id."""
    if not settled.grounds:
        return record
    document, place = record.document.id, {a.key: index for index, a in enumerate(record.attributions)}
    about: dict[str, tuple[Decision, list[Attribution]]] = {}
    for attribution in found.attributions:
        name = attribution_id(document, attribution)
        whose = (
            () if name in settled.sources else settled.grounds.get(named_actor(attribution, settled.named) or "", ())
        )
        for decision in (*settled.grounds.get(name, ()), *whose):
            about.setdefault(decision.id, (decision, []))[1].append(attribution)
    verdicts = tuple(_verdict(decision, bearing, place) for _, (decision, bearing) in sorted(about.items()))
    return replace(record, verdicts=verdicts)


def _verdict(
    decision: Decision, bearing: Iterable[Attribution], place: Mapping[tuple[Spans, Spans, Spans], int]
) -> Verdict:
    gone = {span for a in bearing for span in a.content} if decision.what == "reject" else set()
    return Verdict(
        id=decision.id,
        what=decision.what,
        value=decision.value,
        why=decision.why,
        about=tuple(sorted(place[a.key] for a in bearing if a.key in place)),
        rejected=tuple(sorted(gone)),
    )


def named_actor(attribution: Attribution, named: frozenset[str] = frozenset()) -> str | None:
    """Return the `actor_id` of a named source; `None` for an unnamed or unknown one, which is nobody's but its own.

    An unnamed one whose description is among `named` is an actor all the same.
    """
    if attribution.actor is None or (attribution.actor_type == "anonymous" and not named):
        return None
    actor = _id(attribution.actor)
    return actor if attribution.actor_type != "anonymous" or actor in named else None


def _decided(document: str, attribution: Attribution, settled: Settled) -> Attribution:
    if settled.sources and (fate := settled.sources.get(attribution_id(document, attribution))):
        kept = None if attribution.actor_type == "anonymous" else attribution.actor_type
        return _linked(attribution, fate.name, fate.type or kept)
    actor = named_actor(attribution, settled.named)
    if actor is not None and (fate := settled.actors.get(actor)):
        return _linked(attribution, fate.name or attribution.actor, fate.type or attribution.actor_type)
    return attribution


def _speaking_of(attribution: Attribution, settled: Settled) -> Attribution:
    """Return `attribution` with whom it mentions under the names that were decided; who is nobody is not mentioned."""
    if not any(_id(mention.name) in settled.actors for mention in attribution.mentions):
        return attribution
    spans: dict[tuple[str, str], list[Span]] = {}
    for mention in attribution.mentions:
        fate = settled.actors.get(_id(mention.name), Fate())
        spans.setdefault((fate.name or mention.name, fate.type or mention.type), []).extend(mention.spans)
    found = [Mentioned(*key, tuple(sorted(places))) for key, places in spans.items() if key[1] in MENTION_TYPES]
    return replace(attribution, mentions=tuple(sorted(found, key=lambda mention: mention.spans)))


def _linked(attribution: Attribution, actor: str | None, actor_type: str | None) -> Attribution:
    return replace(attribution, actor=actor, actor_type=actor_type, link_method=METHOD, link_score=1.0)
