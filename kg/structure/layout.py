"""What `divide` returns: the parts of a document's layout, as spans of the repaired text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.model import Span, Spans

PARAGRAPH_KINDS: Final = ("headline", "subheading", "dateline", "label", "text", "boilerplate")
TURN_ROLES: Final = ("question", "answer", "statement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker of a transcript or interview says before somebody else speaks.

    `label` is the speaker's label without its colon (`None` where the layout alone shows that another speaks), `mark`
    the colon or dash after it.  `content` has one trimmed span a paragraph.  `speaker` is who that is: the label's name
    (`MR. EARNEST` → "Mr. Earnest"), for `A:` the person whom the introduction says was interviewed, for `Q:` the
    interviewer it names; `speaker_span` is where the introduction says so.  `answers` is the index of the turn that
    this one answers.
    """

    label: Span | None
    mark: Span | None
    content: Spans
    role: str = "statement"
    speaker: str | None = None
    speaker_span: Span | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the text, trimmed, and what it is: one of `PARAGRAPH_KINDS`.  Captions are text."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The layout of a document.  `date` is an xsd:date, xsd:gYearMonth or xsd:dateTime string, `place` as written."""

    headline: Span | None
    dateline: Span | None
    date: str | None
    place: str | None
    paragraphs: tuple[Paragraph, ...]
    turns: tuple[Turn, ...]
