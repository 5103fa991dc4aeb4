"""Weighing decisions: against each other, where the later wins, and against the records, where some are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.decisions.applying import Fate, Settled
from kg.decisions.census import Census, survey
from kg.decisions.entries import Decision
from kg.ids import actor_id
from kg.model import Failure, Record


def settle(decisions: Sequence[Decision], records: Iterable[Record]) -> tuple[Settled, list[Failure]]:
    """Return what `decisions` (those that hold, earliest first) come to for `records`, and what is wrong with them.

    `records` are gone through once, and asked for the actors and attributions that are named alone: the result is the
    same in any order of them.
    """
    if not decisions:
        return Settled(), []
    return _Settling(decisions, survey(decisions, records)).result()


class _Lead(NamedTuple):
    """One actor leads to another: the other's id, the decision that says so, and its place in the list."""

    target: str
    decision: Decision
    place: int


class _Settling:
    """The decisions entered one after the other, then brought to an end."""

    def __init__(self, decisions: Sequence[Decision], census: Census) -> None:
        self._census = census
        self._leads: dict[str, _Lead] = {}
        self._spellings: dict[str, Decision] = {}
        self._types: dict[str, Decision] = {}
        self._sources: dict[str, tuple[Decision, str]] = {}
        self._verdicts: dict[str, Decision] = {}
        self._kinds: dict[str, Decision] = {}
        self._given: dict[str, str] = {}
        self._warnings: list[tuple[Decision, str]] = []
        self._decisions = decisions
        self._places = {id(decision): place for place, decision in enumerate(decisions)}
        for decision in decisions:
            if decision.what in ("merge", "rename", "split"):
                self._keep_name(decision)
            if decision.what in ("merge", "rename"):
                self._lead(decision)
        for decision in decisions:
            if decision.what == "retype":
                self._retype(decision)
            elif decision.what == "split":
                self._split(decision)
            elif decision.what in ("accept", "reject", "kind"):
                self._judge(decision)

    def result(self) -> tuple[Settled, list[Failure]]:
        self._warn_of_gone_actors()
        touched = {actor for lead in self._leads.items() for actor in (lead[0], lead[1].target)}
        fates = {actor: self._fate(actor) for actor in sorted(touched | set(self._spellings) | set(self._types))}
        sources = {name: self._source(split) for name, (split, _) in sorted(self._sources.items())}
        settled = Settled(
            actors={actor: fate for actor, fate in fates.items() if fate is not None and fate != Fate()},
            sources={name: fate for name, fate in sources.items() if fate is not None},
            kinds={name: decision.value or "" for name, decision in self._kinds.items()},
            rejected=frozenset(name for name, decision in self._verdicts.items() if decision.what == "reject"),
            named=self._census.named,
        )
        placed = sorted(self._warnings, key=lambda warning: self._places[id(warning[0])])
        return settled, [Failure(decision.where, f"{decision}: {text}") for decision, text in placed]

    def _warn(self, decision: Decision, text: str) -> None:
        self._warnings.append((decision, text))

    def _overrule(self, earlier: Decision, later: Decision, why: str) -> None:
        self._warn(
            earlier, f"overruled by {later.where or later}, {why}; undo one of the two ({earlier.id}, {later.id})"
        )

    def _target(self, decision: Decision) -> str:
        """Return the actor that a merge, rename or split leads to; the last two say a name, never an id."""
        value = decision.value or ""
        return self._census.reference(value) if decision.what == "merge" else actor_id(value)

    def _keep_name(self, decision: Decision) -> None:
        """Remember how an actor is spelt that only a decision names."""
        if decision.value and actor_id(decision.value) == self._target(decision):
            self._given[self._target(decision)] = decision.value

    # who is whom

    def _lead(self, decision: Decision) -> None:
        source, target = self._census.reference(decision.subject), self._target(decision)
        if decision.what == "merge" and source == target:
            self._warn(decision, "both are one actor already; kg rename changes its spelling")
            return
        if (earlier := self._leads.get(source)) and earlier.target != target:
            self._give_way(source, decision, "which says otherwise of the same actor")
        if decision.what == "rename":
            self._respell(decision, source, target)
        if source == target:
            return
        if source in [actor for actor, _ in self._path(target)]:
            self._give_way(target, decision, "with which it makes a circle")
        self._leads[source] = _Lead(target, decision, self._places[id(decision)])

    def _give_way(self, actor: str, later: Decision, why: str) -> None:
        """Let go of where `actor` leads to, and of the spelling that came with it."""
        lead = self._leads.pop(actor)
        if self._spellings.get(lead.target) is lead.decision:
            del self._spellings[lead.target]
        self._overrule(lead.decision, later, why)

    def _respell(self, decision: Decision, source: str, target: str) -> None:
        earlier = self._spellings.get(target)
        if earlier is not None and earlier.value != decision.value:
            self._overrule(earlier, decision, "which spells the name otherwise")
        self._spellings[target] = decision
        if source != target and target in self._leads and self._end(target) != source:
            lead = self._leads[target].decision
            self._warn(decision, f"{lead.where or lead} says who that is, and so it is called; undo one of the two")
        elif source != target and target in self._census.actors and self._end(target) != source:
            self._warn(decision, "another actor has that name, and they become one; kg merge says so, or rename one")

    def _path(self, actor: str, after: int = -1) -> list[tuple[str, _Lead | None]]:
        """Return the actors that `actor` leads to, itself first, by decisions behind the place `after`."""
        path: list[tuple[str, _Lead | None]] = [(actor, None)]
        while (lead := self._leads.get(actor)) and lead.place > after:
            actor = lead.target
            path.append((actor, lead))
        return path

    def _end(self, actor: str, after: int = -1) -> str:
        return self._path(actor, after)[-1][0]

    def _name(self, actor: str) -> str | None:
        if actor in self._spellings:
            return self._spellings[actor].value
        return self._census.name(actor) or self._given.get(actor)

    def _fate(self, actor: str) -> Fate | None:
        """Return what becomes of an actor, or None where it is to be one that nobody can name."""
        path = self._path(actor)
        end = path[-1][0]
        name = self._name(end) if end != actor or end in self._spellings else None
        if end != actor and name is None:
            return None
        merged = [lead.target for _, lead in path if lead and lead.decision.what == "merge"]
        decided = self._types.get(end)
        return Fate(name, decided.value if decided else self._census.type(merged[-1]) if merged else None)

    def _retype(self, decision: Decision) -> None:
        end = self._end(self._census.reference(decision.subject))
        earlier = self._types.get(end)
        if earlier is not None and earlier.value != decision.value:
            self._overrule(earlier, decision, "which gives the same actor another type")
        self._types[end] = decision

    def _warn_of_gone_actors(self) -> None:
        known = set(self._census.actors) | {self._target(split) for split, _ in self._sources.values()}
        reached = {actor for start in known for actor, _ in self._path(start)}
        renamed = {lead.target for lead in self._leads.values() if lead.decision.what == "rename"}
        warned = {id(decision) for decision, _ in self._warnings}
        for decision in self._decisions:
            if decision.what not in ("merge", "rename", "retype") or id(decision) in warned:
                continue
            if self._census.reference(decision.subject) not in reached:
                self._warn(decision, _GONE.format(decision.subject, decision.id))
            elif decision.what == "merge":
                target = self._target(decision)
                if self._name(self._end(target)) is None:
                    self._warn(decision, _NAMELESS.format(decision.value, decision.id))
                elif target not in known | renamed:
                    self._warn(decision, _TARGET_GONE.format(decision.value, decision.id))

    # one attribution

    def _split(self, decision: Decision) -> None:
        names = list(self._meant(decision))
        if not names:
            what = "actor of that document" if decision.document else "attribution"
            self._warn(decision, f"there is no such {what} (any more); kg undo {decision.id} takes it back")
        for name, actor in names:
            earlier = self._sources.get(name)
            if earlier and earlier[0].value != decision.value and earlier[0].document == decision.document:
                self._overrule(earlier[0], decision, "which says otherwise of the same attribution")
            self._sources[name] = decision, actor
        self._weigh_against_merges(decision, {actor for _, actor in names if actor})

    def _meant(self, decision: Decision) -> Iterator[tuple[str, str]]:
        """Yield the attributions that a split is about, with the actors that were found for them."""
        if decision.document is None:
            if decision.subject in self._census.sources:
                yield decision.subject, self._census.sources[decision.subject] or ""
            return
        wanted = self._census.reference(decision.subject)
        for name, actor in self._census.mentions[decision.document]:
            split = self._sources.get(name)
            now = self._target(split[0]) if split else actor
            if wanted in [known for known, _ in self._path(now)]:
                yield name, actor

    def _weigh_against_merges(self, split: Decision, actors: set[str]) -> None:
        """Report a merge that says the two are one: before the split it gives way, after it the split does."""
        target, place = self._target(split), self._places[id(split)]
        for actor in sorted(actors):
            ours, theirs = self._path(actor), self._path(target)
            leads = [lead for _, lead in (*ours, *theirs) if lead and lead.decision.what == "merge"]
            if actor == target or not leads or ours[-1][0] != theirs[-1][0]:
                continue
            last = max(leads, key=lambda lead: lead.place)
            if last.place > place:
                self._overrule(split, last.decision, "which makes one of what it keeps apart")
            else:
                self._overrule(last.decision, split, "as far as that goes, which keeps apart what it makes one")

    def _source(self, split: Decision) -> Fate | None:
        end = self._end(self._target(split), self._places[id(split)])
        name = self._name(end)
        if name is None:  # a merge into an id that names nobody, which is reported
            return None
        decided = self._types.get(end)
        return Fate(name, decided.value if decided else self._census.type(end))

    def _judge(self, decision: Decision) -> None:
        if decision.subject not in self._census.sources:
            self._warn(decision, f"there is no such attribution (any more); kg undo {decision.id} takes it back")
            return
        book = self._kinds if decision.what == "kind" else self._verdicts
        earlier = book.get(decision.subject)
        if earlier is not None and (earlier.what, earlier.value) != (decision.what, decision.value):
            self._overrule(earlier, decision, "which says otherwise of the same attribution")
        book[decision.subject] = decision


_GONE = "{!r} is no actor of these documents (any more), so nothing changes; kg undo {} takes it back"
_TARGET_GONE = (
    "{!r} is no actor of these documents (any more); its name is given all the same; kg undo {} takes it back"
)
_NAMELESS = "{!r} is the id of no actor of these documents, so there is no name to give; kg undo {} takes it back"
