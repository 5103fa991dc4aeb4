"""What every finder's candidates get: form, kind, speech act, negation, certainty, tense, time, offsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from kg.extractors.finishing.acts import act_of, kind_of
from kg.extractors.finishing.forms import form_of
from kg.extractors.finishing.hung import with_hung
from kg.extractors.finishing.hypotheticals import is_hypothetical
from kg.extractors.finishing.manner import (
    certainty_of,
    cue_of,
    is_content_negated,
    is_negated,
    is_passive_alone,
    tense_of,
)
from kg.extractors.finishing.nesting import parents
from kg.extractors.finishing.outer_reports import without_outer_reports
from kg.extractors.finishing.questions import is_asked, is_left_open
from kg.extractors.finishing.readings import with_readings
from kg.extractors.finishing.relays import with_cited
from kg.extractors.finishing.sources import before_cue, whole
from kg.extractors.finishing.taken_up import with_taken_up
from kg.extractors.finishing.times import with_dates, without_times
from kg.extractors.finishing.titles import is_label, is_title
from kg.extractors.prepared import Candidate, Prepared
from kg.model import Attribution, Span, Spans, order, renumbered

ToSource = Callable[[Span], Span | None]

_TURNS: Final = "speaker_turns."
_TURN_ACTS: Final = {"question": "asking", "answer": "answering", "statement": "asserting"}


def finish(
    prepared: Prepared, candidates: Sequence[Candidate], extractor: str, to_source: ToSource, date: str | None = None
) -> list[Attribution]:
    """Return the attributions that the candidates amount to, in `kg.model.order`, offsets mapped by `to_source`.

    A candidate whose content stands for nothing in the source text is left out, and what it enclosed moves up.  One
    that a question only asks about ("Did Ann say that …?"), or a condition supposes ("If Ann says that …"), is left out
    with all that it encloses.  So is the title of what somebody issued.  `date` is the document's: relative times of
    statements are read against it.
    """
    candidates = [without_times(prepared, candidate) for candidate in with_cited(prepared, candidates)]
    candidates = with_hung(prepared, with_taken_up(prepared, candidates))
    candidates = without_outer_reports(prepared.text, candidates)
    enclosing = parents(candidates)
    finished = [_attribution(prepared, candidate, extractor) for candidate in candidates]
    finished = with_dates(prepared, candidates, finished, date)
    finished = [replace(a, parent=p) for a, p in zip(finished, enclosing, strict=True)]
    finished = with_readings(prepared, finished)
    unsaid = _unsaid(prepared, candidates, enclosing)
    finished = [replace(a, content=()) if index in unsaid else a for index, a in enumerate(finished)]
    return list(order(_mapped(finished, to_source)))


def _unsaid(prepared: Prepared, candidates: Sequence[Candidate], enclosing: Sequence[int | None]) -> set[int]:
    """The candidates that a question asks about or a condition supposes, titles, and those inside them."""
    unsaid = {i for i, c in enumerate(candidates) if not _is_turn(c) and _is_unsaid(prepared, c)}
    free: set[int] = set()
    for index in range(len(candidates)) if unsaid else ():
        path: list[int] = []
        place: int | None = index
        while place is not None and place not in unsaid and place not in free:
            path.append(place)
            place = enclosing[place]
        (unsaid if place in unsaid else free).update(path)
    return unsaid


def _is_unsaid(prepared: Prepared, candidate: Candidate) -> bool:
    cue = prepared.tokens(candidate.cue)
    if is_left_open(prepared.tokens(candidate.source), cue, prepared.tokens(candidate.content)):
        return True
    return is_asked(cue) or is_hypothetical(cue) or is_title(prepared, candidate) or is_label(prepared, candidate)


def _is_turn(candidate: Candidate) -> bool:
    return candidate.construction.startswith(_TURNS)


def _attribution(prepared: Prepared, candidate: Candidate, extractor: str) -> Attribution:
    plain = Attribution(
        source=before_cue(prepared.text, whole(prepared.text, candidate.source), candidate.cue),
        cue=candidate.cue,
        content=candidate.content,
        actor=candidate.speaker,
        answers=candidate.answers,
        confidence=candidate.confidence,
        extractor=extractor,
    )
    if _is_turn(candidate):
        act = _TURN_ACTS[candidate.construction.removeprefix(_TURNS)]
        return replace(
            plain, kind=candidate.kind or kind_of(prepared, candidate, None, act), form="turn", speech_act=act
        )
    return _reported(prepared, candidate, plain)


def _reported(prepared: Prepared, candidate: Candidate, plain: Attribution) -> Attribution:
    """Fill in how it was said, by the words of the cue and of the content."""
    cue, content = prepared.tokens(candidate.cue), prepared.tokens(candidate.content)
    known = cue_of(cue)
    act = act_of(candidate, known, content)
    certainty = certainty_of(content, known)
    if certainty is None and candidate.construction in ("quoted_as_saying", "messages"):
        certainty = "certain"
    if candidate.construction == "to_somebody" and certainty == "certain":
        certainty = "probable"  # a view
    tense = tense_of(cue)
    if act == "asking" and plain.source and plain.source[0][0] > plain.content[-1][0] and is_passive_alone(cue):
        plain = replace(plain, source=())  # "Asked whether …, Ann said": Ann was asked
    return replace(
        plain,
        kind=candidate.kind or kind_of(prepared, candidate, known, act),
        form=form_of(prepared, candidate),
        speech_act=act,
        certainty=certainty,
        cue_negated=is_negated(cue, prepared.tokens(candidate.source)),
        content_negated=is_content_negated(content),
        tense=tense,
    )


def _mapped(found: Sequence[Attribution], to_source: ToSource) -> list[Attribution]:
    mapped = [
        replace(a, source=_map(a.source, to_source), cue=_map(a.cue, to_source), content=_map(a.content, to_source))
        for a in found
    ]
    place: dict[int, int] = {}
    for old, attribution in enumerate(mapped):
        if attribution.content:
            place[old] = len(place)
    kept = []
    for attribution in (mapped[old] for old in place):
        parent = attribution.parent
        while parent is not None and parent not in place:
            parent = mapped[parent].parent
        kept.append(renumbered(replace(attribution, parent=parent), place.get))
    return kept


def _map(spans: Spans, to_source: ToSource) -> Spans:
    """Map every span back; touching ones that fall together are one."""
    result: list[Span] = []
    for span in spans:
        mapped = to_source(span)
        if mapped is None:
            continue
        if result and mapped[0] < result[-1][1]:
            mapped = (result.pop()[0], mapped[1])
        result.append(mapped)
    return tuple(result)
