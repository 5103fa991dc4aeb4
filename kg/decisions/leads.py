"""Who is whom: merges and renames as steps from one actor to another, without circles, the later before the earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kg.decisions.applying import Fate
from kg.decisions.census import Census
from kg.decisions.entries import Decision
from kg.ids import actor_id

Warn = Callable[[Decision, str], None]
"""Told what is wrong with a decision."""


class Lead(NamedTuple):
    """One actor leads to another: the other's id, the decision that says so, and its place in the file."""

    target: str
    decision: Decision
    place: int


class Leads:
    """Where each actor leads to, what the last one is called, and of what type it is."""

    def __init__(self, census: Census, warn: Warn) -> None:
        self._census = census
        self._warn = warn
        self._leads: dict[str, Lead] = {}
        self._spellings: dict[str, Decision] = {}
        self._types: dict[str, Decision] = {}
        self._given: dict[str, str] = {}

    def target(self, decision: Decision) -> str:
        """Return the actor that a decision leads to, or keeps apart; a rename or split says a name, never an id."""
        value = decision.value or ""
        return self._census.reference(value) if decision.what in ("merge", "apart") else actor_id(value)

    def keep_name(self, decision: Decision) -> None:
        """Remember how an actor is spelt that only a decision names."""
        if decision.value and actor_id(decision.value) == self.target(decision):
            self._given[self.target(decision)] = decision.value

    def enter(self, decision: Decision, place: int) -> None:
        """Add a merge or a rename; what it contradicts gives way to it."""
        source, target = self._census.reference(decision.subject), self.target(decision)
        if decision.what == "merge" and source == target:
            self._warn(decision, "both are one actor already; kg rename changes its spelling")
            return
        if (earlier := self._leads.get(source)) and earlier.target != target:
            self._give_way(source, decision, "which says otherwise of the same actor")
        if decision.what == "rename":
            self._respell(decision, source, target)
        if source == target:
            return
        if source in [actor for actor, _ in self.path(target)]:
            self._give_way(target, decision, "with which it makes a circle")
        self._leads[source] = Lead(target, decision, place)

    def retype(self, decision: Decision) -> None:
        """Add a type, for all that lead where its actor does; merges and renames have to be entered before."""
        end = self.end(self._census.reference(decision.subject))
        earlier = self._types.get(end)
        if earlier is not None and earlier.value != decision.value:
            self._warn(earlier, overruled(earlier, decision, "which gives the same actor another type"))
        self._types[end] = decision

    def path(self, actor: str, after: int = -1) -> list[tuple[str, Lead | None]]:
        """Return the actors that `actor` leads to, itself first, by decisions behind the place `after`."""
        path: list[tuple[str, Lead | None]] = [(actor, None)]
        while (lead := self._leads.get(actor)) and lead.place > after:
            actor = lead.target
            path.append((actor, lead))
        return path

    def end(self, actor: str, after: int = -1) -> str:
        """Return the actor that `actor` is in the end."""
        return self.path(actor, after)[-1][0]

    def name(self, actor: str) -> str | None:
        """Return what an actor is called that leads nowhere else; None for an id that nobody explains."""
        if actor in self._spellings:
            return self._spellings[actor].value
        return self._census.name(actor) or self._given.get(actor)

    def type(self, actor: str) -> str | None:
        """Return the type that was decided for an actor that leads nowhere else, if any was."""
        return self._types[actor].value if actor in self._types else None

    def fates(self) -> dict[str, Fate]:
        """Return what becomes of every actor that a decision touches."""
        touched = {actor for source, lead in self._leads.items() for actor in (source, lead.target)}
        fates = {actor: self._fate(actor) for actor in sorted(touched | set(self._spellings) | set(self._types))}
        return {actor: fate for actor, fate in fates.items() if fate != Fate()}

    def grounds(self) -> dict[str, tuple[Decision, ...]]:
        """Return the decisions that make every touched actor what it is, in the order in which they lead there."""
        return {actor: tuple(self._grounds(actor)) for actor in self.fates()}

    def _grounds(self, actor: str) -> Iterator[Decision]:
        path = self.path(actor)
        end = path[-1][0]
        yield from (lead.decision for _, lead in path if lead)
        if end in self._spellings and self._spellings[end] not in [lead.decision for _, lead in path if lead]:
            yield self._spellings[end]
        if end in self._types:
            yield self._types[end]

    def renamed(self) -> set[str]:
        """Return the actors that are there because something was renamed so."""
        return {lead.target for lead in self._leads.values() if lead.decision.what == "rename"}

    def _give_way(self, actor: str, later: Decision, why: str) -> None:
        """Let go of where `actor` leads to, and of the spelling that came with it."""
        lead = self._leads.pop(actor)
        if self._spellings.get(lead.target) is lead.decision:
            del self._spellings[lead.target]
        self._warn(lead.decision, overruled(lead.decision, later, why))

    def _respell(self, decision: Decision, source: str, target: str) -> None:
        earlier = self._spellings.get(target)
        if earlier is not None and earlier.value != decision.value:
            self._warn(earlier, overruled(earlier, decision, "which spells the name otherwise"))
        self._spellings[target] = decision
        if source == target or self.end(target) == source:
            return
        if lead := self._leads.get(target):
            other = lead.decision.where or lead.decision
            self._warn(decision, f"{other} says who that is, and so it is called; undo one of the two")
        elif target in self._census.actors:
            self._warn(decision, "another actor has that name, and they become one; kg merge says so, or rename one")

    def _fate(self, actor: str) -> Fate:
        path = self.path(actor)
        end = path[-1][0]
        name = self.name(end) if end != actor or end in self._spellings else None
        if end != actor and name is None:
            return Fate()
        merged = [lead.target for _, lead in path if lead and lead.decision.what == "merge"]
        return Fate(name, self.type(end) or (self._census.type(merged[-1]) if merged else None))


def overruled(earlier: Decision, later: Decision, why: str) -> str:
    """Return the message that a later decision holds instead of an earlier one."""
    return f"overruled by {later.where or later}, {why}; undo one of the two ({earlier.id}, {later.id})"
