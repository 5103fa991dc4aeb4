"""Whether a record is well-formed: every span in the text, every index and word a legal one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kg.errors import RecordError
from kg.model.record import ACTOR_TYPES, CERTAINTIES, FORMS, INDICES, KINDS, SPANS, TENSES, Attribution, Record, Span
from kg.model.subjects import meanings, subject_problems


def check(record: Record) -> None:
    """Raise `RecordError` unless every span lies in the text and every index and value is a legal one.

    What is asked: spans are in range, not empty, in order and not overlapping inside a role; there is content;
    `parent`, `interprets`, `answers`, `denies` and the candidates point at attributions of the record; `parent` has no
    cycle; `kind`, `form`, `actor_type`, `certainty`, `tense` are among the known words; all scores are in [0, 1].

    >>> from kg.model import Document
    >>> check(Record(Document(id="a", text="Ann said no."), (Attribution(content=((9, 99),)),)))
    Traceback (most recent call last):
      ...
    kg.errors.RecordError: document 'a', attribution 0: content span [9, 99) is not inside the text (0 to 12); give ...
    """
    for verdict in record.verdicts:
        if not all(0 <= index < len(record.attributions) for index in verdict.about):
            raise RecordError(
                f"document {record.document.id!r}, verdict {verdict.id!r}: 'about' is {list(verdict.about)}, but there "
                f"are {len(record.attributions)} attributions (counted from 0)"
            )
    for index, attribution in enumerate(record.attributions):
        for problem in _problems(record, attribution):
            raise RecordError(f"document {record.document.id!r}, attribution {index}: {problem}")
        seen = {index}
        parent = attribution.parent
        while parent is not None:
            if parent in seen:
                raise RecordError(
                    f"document {record.document.id!r}, attribution {index}: its parents form a circle; "
                    "a parent must be an enclosing attribution"
                )
            seen.add(parent)
            parent = record.attributions[parent].parent
    _check_meanings(record)


_SCORES: Final = ("confidence", "link_score", "stands_for_score")
_OPTIONS: Final = {
    "kind": KINDS,
    "form": FORMS,
    "actor_type": (*ACTOR_TYPES, None),
    "certainty": (*CERTAINTIES, None),
    "tense": (*TENSES, None),
}


def _problems(record: Record, attribution: Attribution) -> Iterator[str]:
    length = len(record.document.text)
    if not attribution.content:
        yield "no content span; an attribution without content says nothing"
    for role in SPANS:
        last = 0
        for start, end in getattr(attribution, role):
            if not 0 <= start < end <= length:
                yield (
                    f"{role} span [{start}, {end}) is not inside the text (0 to {length}); "
                    "give offsets in code points of the document's text"
                )
            if start < last:
                yield f"{role} span [{start}, {end}) is out of order or overlaps the one before it; sort and join them"
            last = end
    targets = [(name, getattr(attribution, name)) for name in INDICES]
    for name, target in (*targets, *(("interprets_candidates", r.target) for r in attribution.interprets_candidates)):
        if target is not None and not 0 <= target < len(record.attributions):
            yield f"{name} is {target}, but there are {len(record.attributions)} attributions (counted from 0)"
    for name, options in _OPTIONS.items():
        value = getattr(attribution, name)
        if value not in options:
            yield f"{name} is {value!r}; valid are {', '.join(str(o) for o in options if o)}"
    scores = [(name, getattr(attribution, name)) for name in _SCORES]
    for name, value in (*scores, *(("interprets_candidates", r.score) for r in attribution.interprets_candidates)):
        if value is not None and not 0 <= value <= 1:
            yield f"{name} is {value!r}; valid is a number from 0 to 1"
    yield from subject_problems(attribution.topics, attribution.mentions, length)


def _check_meanings(record: Record) -> None:
    known: dict[Span, object] = {}
    for index, attribution in enumerate(record.attributions):
        for span, meaning in meanings(attribution.topics, attribution.mentions):
            if known.setdefault(span, meaning) != meaning:
                raise RecordError(
                    f"document {record.document.id!r}, attribution {index}: span [{span[0]}, {span[1]}) stands for "
                    f"{meaning!r} here and for {known[span]!r} elsewhere; give it one meaning, as topic or as mention"
                )
