"""The statements table: one row an attribution.  `Row` is the only place that says which columns there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from typing import Final

from kg.graph.iris import attribution_name
from kg.model import Record, Spans, depth, text_of
from kg.model.record import in_text_order

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One attributed statement with its document; None where nothing is known.

    `source`, `cue` and `content` are the words of the text, parts joined by " … ".  Offsets are `start-end` pairs of
    code points of the document's text, half-open and joined by ";", as in "120-140;150-160".  `attribution`, `parent`,
    `interprets`, `answers` and `denies` are the IRIs the graph uses.  `stated_on` is when it was said, `date` when the
    document was published.  `topics` and `mentions` are labels joined by "; ".
    """

    document: str
    attribution: str
    depth: int
    parent: str | None
    actor: str | None
    actor_type: str | None
    source: str | None
    cue: str | None
    content: str
    kind: str
    form: str
    speech_act: str | None
    certainty: str | None
    cue_negated: bool
    confidence: float
    date: str | None
    publisher: str | None
    title: str | None
    url: str | None
    source_offsets: str | None
    cue_offsets: str | None
    content_offsets: str
    interprets: str | None
    answers: str | None
    link_method: str | None
    link_score: float | None
    speaker_role: str | None
    stands_for: str | None
    stands_for_score: float | None
    extractor: str
    content_negated: bool
    tense: str | None
    stated_on: str | None
    about_remark_of: str | None
    denies: str | None
    outlet: str | None
    topics: str | None
    mentions: str | None

    def values(self) -> tuple[Value, ...]:
        """Return the values in the order of `COLUMNS`."""
        return astuple(self)


COLUMNS: Final = tuple(field.name for field in fields(Row))
TYPES: Final[dict[str, type]] = {
    "depth": int,
    "cue_negated": bool,
    "content_negated": bool,
    **dict.fromkeys(("confidence", "link_score", "stands_for_score"), float),
}
"""The columns that are not text."""


def ordered(records: Iterable[Record]) -> list[Record]:
    """Return `records` by document id, the attributions of each in text order: one order, whatever came in."""
    sort = sorted(records, key=lambda record: record.document.id)
    return [in_text_order(record) for record in sort]


def rows(records: Iterable[Record]) -> Iterator[Row]:
    """Yield one row an attribution, documents by id, attributions in text order.

    >>> from kg.model import Attribution, Document
    >>> said = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 12), (13, 16)), actor="Ann")
    >>> row = next(rows([Record(Document(id="a", text="Ann said no, not."), (said,))]))
    >>> row.actor, row.content, row.content_offsets
    ('Ann', 'no, … not', '9-12;13-16')
    """
    for record in ordered(records):
        for index in range(len(record.attributions)):
            yield _row(record, index)


def offsets(spans: Spans) -> str | None:
    """Return spans as the table writes them, None where there are none.

    >>> offsets(((120, 140), (150, 160)))
    '120-140;150-160'
    """
    return ";".join(f"{start}-{end}" for start, end in spans) or None


def _row(record: Record, index: int) -> Row:
    document, attribution = record.document, record.attributions[index]

    def words(spans: Spans) -> str | None:
        return text_of(document.text, spans) or None

    def iri(other: int | None) -> str | None:
        return None if other is None else attribution_name(document.id, record.attributions[other])

    return Row(
        document=document.id,
        attribution=iri(index) or "",
        depth=depth(record, index),
        parent=iri(attribution.parent),
        actor=attribution.actor,
        actor_type=attribution.actor_type,
        source=words(attribution.source),
        cue=words(attribution.cue),
        content=words(attribution.content) or "",
        kind=attribution.kind,
        form=attribution.form,
        speech_act=attribution.speech_act,
        certainty=attribution.certainty,
        cue_negated=attribution.cue_negated,
        content_negated=attribution.content_negated,
        tense=attribution.tense,
        stated_on=attribution.date,
        confidence=attribution.confidence,
        date=document.date,
        publisher=document.publisher,
        title=document.title,
        url=document.url,
        source_offsets=offsets(attribution.source),
        cue_offsets=offsets(attribution.cue),
        content_offsets=offsets(attribution.content) or "",
        interprets=iri(attribution.interprets),
        about_remark_of=attribution.about_remark_of,
        answers=iri(attribution.answers),
        denies=iri(attribution.denies),
        outlet=attribution.outlet,
        link_method=attribution.link_method,
        link_score=attribution.link_score,
        speaker_role=words(attribution.speaker_role),
        stands_for=attribution.stands_for,
        stands_for_score=attribution.stands_for_score,
        extractor=attribution.extractor,
        topics="; ".join(topic.label for topic in attribution.topics) or None,
        mentions="; ".join(mention.name for mention in attribution.mentions) or None,
    )
