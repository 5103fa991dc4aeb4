"""Weighing decisions: against each other, where the later wins, and against the records, where some are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.decisions.applying import Fate, Settled
from kg.decisions.census import Census, survey
from kg.decisions.entries import Decision
from kg.decisions.leads import Leads, overruled
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


class _Settling:
    """The decisions entered one after the other: first who is whom, then types and single attributions."""

    def __init__(self, decisions: Sequence[Decision], census: Census) -> None:
        self._decisions = decisions
        self._census = census
        self._leads = Leads(census, self._warn)
        self._sources: dict[str, tuple[Decision, str]] = {}
        self._verdicts: dict[str, Decision] = {}
        self._kinds: dict[str, Decision] = {}
        self._apart: set[tuple[str, str]] = set()
        self._warnings: list[tuple[Decision, str]] = []
        self._places = {id(decision): place for place, decision in enumerate(decisions)}
        for place, decision in enumerate(decisions):
            if decision.what in ("merge", "rename", "split"):
                self._leads.keep_name(decision)
            if decision.what in ("merge", "rename"):
                self._leads.enter(decision, place)
        for decision in decisions:
            if decision.what == "retype":
                self._leads.retype(decision)
            elif decision.what == "split":
                self._split(decision)
            elif decision.what == "apart":
                self._keep_apart(decision)
            elif decision.what in ("accept", "reject", "kind"):
                self._judge(decision)
        for decision, problem in census.misfits:
            self._warn(decision, f"{problem}; kg undo {decision.id} takes it back")

    def result(self) -> tuple[Settled, list[Failure]]:
        self._warn_of_gone_actors()
        sources = {name: self._source(split) for name, (split, _) in sorted(self._sources.items())}
        settled = Settled(
            actors=self._leads.fates(),
            sources={name: fate for name, fate in sources.items() if fate is not None},
            kinds={name: decision.value or "" for name, decision in self._kinds.items()},
            rejected=frozenset(name for name, decision in self._verdicts.items() if decision.what == "reject"),
            apart=frozenset(self._apart),
            named=self._census.named,
            additions=self._census.additions,
            grounds=self._grounds(),
        )
        placed = sorted(self._warnings, key=lambda warning: self._places[id(warning[0])])
        # one decision may be wrong in the same way of many attributions, which is said once
        said = dict.fromkeys(Failure(decision.where, f"{decision}: {text}") for decision, text in placed)
        return settled, list(said)

    def _grounds(self) -> dict[str, tuple[Decision, ...]]:
        """Return the decisions that hold, by the attribution or the actor they are about."""
        found: dict[str, tuple[Decision, ...]] = {}
        added = (decision for decisions in self._census.additions.values() for decision in decisions)
        judged = (*added, *self._verdicts.values(), *self._kinds.values())
        for name, decision in [*((d.subject, d) for d in judged), *((n, d) for n, (d, _) in self._sources.items())]:
            found[name] = (*found.get(name, ()), decision)
        return found | self._leads.grounds()

    def _warn(self, decision: Decision, text: str) -> None:
        self._warnings.append((decision, text))

    def _keep_apart(self, decision: Decision) -> None:
        """Add two that are not one, by what they are called in the end."""
        ends = {
            self._leads.end(self._census.reference(decision.subject)),
            self._leads.end(self._leads.target(decision)),
        }
        if len(ends) == 1:
            self._warn(decision, f"both are one actor, by name or by a merge; kg undo {decision.id} takes it back")
            return
        one, other = sorted(actor_id(name) if (name := self._leads.name(end)) else end for end in ends)
        self._apart.add((one, other))

    def _split(self, decision: Decision) -> None:
        names = list(self._meant(decision))
        if not names:
            what = "actor of that document" if decision.document else "attribution"
            self._warn(decision, f"there is no such {what} (any more); kg undo {decision.id} takes it back")
        for name, actor in names:
            earlier = self._sources.get(name)
            if earlier and earlier[0].value != decision.value and earlier[0].document == decision.document:
                self._warn(earlier[0], overruled(earlier[0], decision, _OTHERWISE))
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
            now = self._leads.target(split[0]) if split else actor
            if wanted in [known for known, _ in self._leads.path(now)]:
                yield name, actor

    def _weigh_against_merges(self, split: Decision, actors: set[str]) -> None:
        """Report a merge that says the two are one: before the split it gives way, after it the split does."""
        target, place = self._leads.target(split), self._places[id(split)]
        theirs = self._leads.path(target)
        for actor in sorted(actors - {target}):
            ours = self._leads.path(actor)
            leads = [lead for _, lead in (*ours, *theirs) if lead and lead.decision.what == "merge"]
            if not leads or ours[-1][0] != theirs[-1][0]:
                continue
            last = max(leads, key=lambda lead: lead.place)
            if last.place > place:
                self._warn(split, overruled(split, last.decision, "which makes one of what it keeps apart"))
            else:
                self._warn(last.decision, overruled(last.decision, split, "which keeps apart what it makes one"))

    def _source(self, split: Decision) -> Fate | None:
        end = self._leads.end(self._leads.target(split), self._places[id(split)])
        name = self._leads.name(end)
        if name is None:  # a merge into an id that names nobody, which is reported
            return None
        return Fate(name, self._leads.type(end) or self._census.type(end))

    def _judge(self, decision: Decision) -> None:
        if decision.subject not in self._census.sources:
            self._warn(decision, f"there is no such attribution (any more); kg undo {decision.id} takes it back")
            return
        book = self._kinds if decision.what == "kind" else self._verdicts
        earlier = book.get(decision.subject)
        if earlier is not None and (earlier.what, earlier.value) != (decision.what, decision.value):
            self._warn(earlier, overruled(earlier, decision, _OTHERWISE))
        book[decision.subject] = decision

    def _warn_of_gone_actors(self) -> None:
        known = set(self._census.actors) | {self._leads.target(split) for split, _ in self._sources.values()}
        reached = {actor for start in known for actor, _ in self._leads.path(start)}
        named = known | self._leads.renamed()
        warned = {id(decision) for decision, _ in self._warnings}
        for decision in self._decisions:
            if decision.what not in ("merge", "rename", "retype", "apart") or id(decision) in warned:
                continue
            if self._census.reference(decision.subject) not in reached:
                self._warn(decision, _GONE.format(decision.subject, decision.id))
            elif decision.what == "apart" and self._leads.target(decision) not in reached:
                self._warn(decision, _GONE.format(decision.value, decision.id))
            elif decision.what == "merge":
                target = self._leads.target(decision)
                if self._leads.name(self._leads.end(target)) is None:
                    self._warn(decision, _NAMELESS.format(decision.value, decision.id))
                elif target not in named:
                    self._warn(decision, _TARGET_GONE.format(decision.value, decision.id))


_OTHERWISE = "which says otherwise of the same attribution"
_GONE = "{!r} is no actor of these documents (any more), so nothing changes; kg undo {} takes it back"
_TARGET_GONE = (
    "{!r} is no actor of these documents (any more); its name is given all the same; kg undo {} takes it back"
)
_NAMELESS = "{!r} is the id of no actor of these documents, so there is no name to give; kg undo {} takes it back"
