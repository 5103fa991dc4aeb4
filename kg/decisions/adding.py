"""Attributions that nobody found and a person marked: put among the others, each where its spans say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from kg.decisions.entries import Decision
from kg.model import Attribution, Document, Record, Spans, order, text_of

METHOD: Final = "decision"
"""The `link_method` of a link that a person made, its score being 1; the `extractor` of what a person added."""
OPINIONS: Final = ("kind", "form", "actor", "actor_type", "speech_act", "certainty", "cue_negated")


def misfit(decision: Decision, document: Document) -> str | None:
    """Return why the attribution that is added does not stand in the text of `document`, or None where it does."""
    spans = [span for role in decision.attribution.key for span in role] if decision.attribution else []
    if not all(0 <= start < end <= len(document.text) for start, end in spans):
        return f"its spans are not all inside the text (0 to {len(document.text)})"
    if decision.attribution is None:
        return "it adds nothing"
    if any(role[i][1] > role[i + 1][0] for role in decision.attribution.key for i in range(len(role) - 1)):
        return "the spans of a role are out of order or overlap"
    words = text_of(document.text, decision.attribution.content)
    return None if words == decision.quote else f"the text there is {words!r} now, and not {decision.quote!r}"


def added(record: Record, decisions: Sequence[Decision]) -> Record:
    """Return `record` with the attributions of `decisions`, which must fit, in order; twice is as once.

    One that stands in the tightest content around all its words is nested there, and what stands inside its content is
    nested in it.  Where the same words were found since, what the person said of them holds.
    """
    found = list(record.attributions)
    place = {attribution.key: index for index, attribution in enumerate(found)}
    given = [d.attribution for d in decisions if d.attribution is not None]
    for mine in sorted(given, key=lambda a: (-_length(a.content), a.key)):
        if mine.key in place:
            found[place[mine.key]] = _said(found[place[mine.key]], mine)
            continue
        parent = _enclosing(mine, found)
        inside = [i for i, other in enumerate(found) if other.parent == parent and _is_inside(other, mine)]
        place[mine.key] = len(found)
        found.append(_said(replace(mine, parent=parent, confidence=1.0, extractor=METHOD), mine))
        for index in inside:
            found[index] = replace(found[index], parent=place[mine.key])
    return Record(record.document, order(found), record.verdicts)


def _said(found: Attribution, mine: Attribution) -> Attribution:
    """Return `found` with what the person says of it; an actor the person does not name stays as it was found."""
    opinions = {name: getattr(mine, name) for name in OPINIONS}
    if mine.actor is None:
        opinions |= {"actor": found.actor, "actor_type": mine.actor_type or found.actor_type}
    for name in ("speech_act", "certainty"):
        opinions[name] = opinions[name] or getattr(found, name)
    linked: dict[str, Any] = {"link_method": METHOD, "link_score": 1.0} if mine.actor is not None else {}
    return replace(found, **opinions, **linked)


def _enclosing(mine: Attribution, found: Sequence[Attribution]) -> int | None:
    around = [index for index, other in enumerate(found) if _is_inside(mine, other)]
    return min(around, key=lambda i: (_length(found[i].content), -found[i].start), default=None)


def _is_inside(inner: Attribution, outer: Attribution) -> bool:
    spans = [span for role in inner.key for span in role]
    held = all(any(start <= s and e <= end for start, end in outer.content) for s, e in spans)
    return held and _length(inner.content) < _length(outer.content)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
