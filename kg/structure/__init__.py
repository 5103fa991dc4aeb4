"""The layout of a document: headline, dateline, paragraphs, speaker turns, and the furniture between them.

`divide` works on the repaired text (`kg.repair.repair(text).text`); all its offsets are offsets in that text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.model import Span
from kg.structure import turns as speakers
from kg.structure.datelines import Dateline, find_dateline, head_date, iso_date, opening_date
from kg.structure.labels import Label, accept, candidate
from kg.structure.layout import PARAGRAPH_KINDS, TURN_ROLES, Layout, Paragraph, Turn
from kg.structure.lines import (
    Line,
    is_byline,
    is_furniture,
    is_short,
    is_source_line,
    is_title,
    is_wrapped,
    join_wrapped,
    split_lines,
    tail,
    without_stray_marks,
)
from kg.structure.name_lines import bare_questions, dashed_turns, named_lines, stopped_names

__all__ = ["PARAGRAPH_KINDS", "TURN_ROLES", "Layout", "Paragraph", "Turn", "divide", "iso_date"]

_LONG_LINE: Final = 300  # from which a line is the text itself
_DATELINE_DEPTH: Final = 8  # a dateline stands among the first lines
_LEAST_STORY: Final = 130  # shorter lines above a story are headlines, captions and bylines
_STAGE: Final = re.compile(
    r"(?:indicated|signified) (?:his |her )?(?:as|dis)sent\.?|rose\b.{0,40}|(?:shook|nodded) (?:his|her) head\.?|"
    r"[(\[]\s?(?:laughter|applause|cross-?talk|pause|music|cheers|recess|break|end|off mic|silence|interruptions?"
    r"|soundbite|(?:begin|start) (?:video|audio|vt|clip)|commercial break)\b"
    r"[^()\[\]]{0,60}[)\]]\.?",
    re.IGNORECASE,
)


def divide(text: str) -> Layout:
    """Return the layout of `text`: spans are half-open code-point offsets in it, trimmed and without overlap.

    Paragraphs come in text order; every character that is not blank, a label's mark-up or a colon is in one of them.
    A transcript is recognised by the labels of the whole text together (see `kg.structure.labels`); a turn ends at the
    next label, at a heading that leaves the interview, or at a source line.  Nothing is raised; a text without any
    layout is one text paragraph a line, and the empty text has none.

    >>> layout = divide("Q: Will you go?\\nA: No.")
    >>> [(turn.role, turn.answers) for turn in layout.turns]
    [('question', None), ('answer', 0)]
    """
    return _Divider(text).layout()


_ASIDE: Final = re.compile(
    r"(?<![^\s.!?…”\"])\s?(?:[\[(](?:[Gg]eneral |[Ll]oud |[Pp]rolonged )?(?:[Ll]aughter(?: and [Aa]pplause)?|[Ll]aughs"
    r"|[Aa]pplause(?: and [Ll]aughter)?|[Cc]heers|[Cc]heering"
    r"|[Ii]nterruption|[Ii]naudible|[Cc]rosstalk|[Pp]ause|[Ii]nterjections?|LAUGHTER|APPLAUSE|CROSSTALK|INAUDIBLE)[.!]?[\])])$"
)
""" "[Laughter.]" behind what somebody says is none of it."""


_FOR_WHOM: Final = re.compile(r"(?:\([A-Z][^()]{1,60}\)\s?){1,3}")
""" "(Stoke North) (Lab)" on the line below a member's name."""


class _Divider:
    """One document on its way through the steps of `divide`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = split_lines(text)
        self.labels = self._labels()
        if is_wrapped(self.lines):
            starts = {self.lines[label.line].start for label in self.labels}
            starts |= {line.start for line in self.lines if self._stands_alone(line)}
            self.lines = join_wrapped(text, self.lines, starts | set(self._after_alone()))
            self.labels = self._labels()
        self.by_line = {label.line: label for label in self.labels}
        self.kinds = ["furniture" if self._stands_alone(line) else "text" for line in self.lines]
        for index in self.by_line:
            self.kinds[index] = "label"
        self.datelines: dict[int, Dateline] = {}
        self._find_dateline()
        self.headline = self._find_headline()
        self._find_headings()

    def layout(self) -> Layout:
        """Return the finished layout."""
        paragraphs = [p for index in range(len(self.lines)) for p in self._paragraphs(index)]
        at, dateline = next(reversed(self.datelines.items()), (0, None))
        base = self.lines[at].start if dateline else 0
        dates = [found.date for found in reversed(self.datelines.values()) if found.date]
        return Layout(
            headline=self._trim(self.headline) if self.headline is not None else None,
            dateline=(base + dateline.start, base + dateline.end) if dateline else None,
            date=next(iter(dates), None) or self._head_date(),
            place=dateline.place if dateline else None,
            paragraphs=tuple(paragraphs),
            turns=self._turns(),
        )

    # kinds of lines

    def _labels(self) -> list[Label]:
        """Return the labels with a colon, or the names alone on their lines or before a full stop if more."""
        candidates = [candidate(line, index) for index, line in enumerate(self.lines)]
        marked = accept([c for c in candidates if c and not self._stands_alone(self.lines[c.line])], self.lines)
        named = named_lines(self.lines, self._stands_alone)
        stopped = stopped_names(self.lines, self._stands_alone)
        found = max(marked, named, stopped, key=len) or dashed_turns(self.lines, self._stands_alone)
        return found or bare_questions(self.lines, self._stands_alone)

    def _after_alone(self) -> list[int]:
        after = {label.line + 1 for label in self.labels if label.alone}
        after |= {i + 1 for i, line in enumerate(self.lines) if self._stands_alone(line)}
        return [self.lines[index].start for index in after if index < len(self.lines)]

    @staticmethod
    def _stands_alone(line: Line) -> bool:
        return is_furniture(line.text) or is_source_line(line.text) or is_byline(line.text)

    def _find_dateline(self) -> None:
        """Find the first line that says when or where, and after one that says only when the next that says where."""
        seen = 0
        for index, line in enumerate(self.lines):
            if index in self.by_line or seen >= _DATELINE_DEPTH:
                break
            found = find_dateline(line.text, colon=self._may_be_place(index, seen))
            if found and not (self.datelines and found.place is None):
                self.datelines[index] = found
                if found.end - found.start == len(line.text):
                    self.kinds[index] = "dateline"
                if found.place is not None or found.start:
                    return
            seen += self.kinds[index] == "text"

    def _may_be_place(self, index: int, seen: int) -> bool:
        """Return whether capitals before a colon may be a place here: below a headline, before the first paragraph."""
        above = self.lines[:index]
        return not self.labels and seen > 0 and all(len(line.text) < _LEAST_STORY for line in above)

    def _head_date(self) -> str | None:
        """Return the date that a short line above the text gives it, or one of its first lines begins with."""
        above = True
        for index, line in enumerate(self.lines[:_DATELINE_DEPTH]):
            above = above and index not in self.by_line and len(line.text) <= _LONG_LINE
            if date := head_date(line.text) if above else opening_date(line.text):
                return date
        return None

    def _find_headline(self) -> int | None:
        for index, line in enumerate(self.lines[:-1]):
            if self.kinds[index] in ("furniture", "dateline"):
                continue
            begins = self.datelines[index].start == 0 if index in self.datelines else False
            if self.kinds[index] != "text" or begins or not _is_headline(line.text):
                return None
            self.kinds[index] = "headline"
            return index
        return None

    def _find_headings(self) -> None:
        """Mark subheadings: short, no full stop, before a longer paragraph; of two, the first is a caption."""
        content = [i for i, kind in enumerate(self.kinds) if kind in ("text", "label")]
        for index, after in pairwise(content):
            line = self.lines[index]
            if self.kinds[index] != "text" or index in self.datelines:
                continue
            if re.match(r"#{1,6} ", line.text) or (is_short(line.text) and self._heads(index, after)):
                self.kinds[index] = "subheading"

    def _heads(self, index: int, after: int) -> bool:
        following = self.lines[after].text
        if self.kinds[after] == "label":
            return (
                is_title(self.lines[index].text) and self.lines[index].gap and len(self.lines[index].text.split()) > 2
            )
        return (
            len(following) > len(self.lines[index].text) and following[-1] in '.!?”"’)…。:' and not is_short(following)
        )

    def _is_caption(self, index: int) -> bool:
        """Return whether the line is a short one directly before a subheading."""
        after = index + 1
        return (
            self.kinds[index] == "text"
            and after < len(self.lines)
            and self.kinds[after] == "subheading"
            and is_short(self.lines[index].text)
        )

    # paragraphs

    def _paragraphs(self, index: int) -> list[Paragraph]:
        line, kind = self.lines[index], self.kinds[index]
        if kind == "label":
            return self._label_paragraphs(self.by_line[index], line)
        if kind == "text":
            return self._text_paragraphs(index, line)
        span = self._trim(index)
        return [Paragraph(span, "boilerplate" if kind == "furniture" else kind)]

    def _label_paragraphs(self, label: Label, line: Line) -> list[Paragraph]:
        head = Paragraph((line.start + label.start, line.start + max(label.end, label.mark[1])), "label")
        body = [] if label.alone else self._cut(line.start + label.content, line)
        return [head, *body] if label.end else body

    def _text_paragraphs(self, index: int, line: Line) -> list[Paragraph]:
        dateline = self.datelines.get(index)
        if dateline is None:
            return self._cut(line.start, line)
        where = Paragraph((line.start + dateline.start, line.start + dateline.end), "dateline")
        if dateline.start:
            return [Paragraph(self._strip(line.start, line.start + dateline.start), "text"), where]
        return [where, *self._cut(line.start + dateline.end, line)]

    def _cut(self, start: int, line: Line) -> list[Paragraph]:
        """Return the text from `start` to the line's end, and the source note that closes it."""
        end = line.start + tail(line.text)
        text = self._strip(*without_stray_marks(self.text, self._strip(start, end)))
        note = self._strip(max(start, end), line.end)
        stage = _ASIDE.search(self.text, *text)
        text = self._strip(text[0], stage.start()) if stage else text
        return [
            *([Paragraph(text, "text")] if text[0] < text[1] else []),
            *([Paragraph(note, "boilerplate")] if note[0] < note[1] else []),
        ]

    def _strip(self, start: int, end: int) -> Span:
        piece = self.text[start:end]
        left = len(piece) - len(piece.lstrip())
        return min(start + left, end), max(start + left, start + len(piece.rstrip())) if piece.strip() else end

    def _trim(self, index: int) -> Span:
        """Return the line's span without the mark-up of a heading."""
        line = self.lines[index]
        match = re.match(r"#{1,6} +|\*\*(?=[^*]+\*\*$)", line.text)
        end = line.end - 2 if match and match[0] == "**" else line.end
        return line.start + (match.end() if match else 0), end

    # turns

    def _turns(self) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        labels: list[Label | None] = []
        answered = any(label.known != "question" for label in self.labels)
        for label in self.labels:
            spans = self._contents(label)
            asked = spans if answered or label.known != "question" else self._question_part(spans)
            if not asked:
                continue
            turns.append(self._turn(label, asked))
            labels.append(label)
            if len(asked) < len(spans):
                turns.append(Turn(label=None, mark=None, content=tuple(spans[len(asked) :]), role="answer"))
                labels.append(None)
        return speakers.assign(self.text, turns, labels) if turns else ()

    def _turn(self, label: Label, spans: Sequence[Span]) -> Turn:
        base = self.lines[label.line].start
        mark = (base + label.mark[0], base + label.mark[1]) if label.mark[0] < label.mark[1] else None
        where = (base + label.start, base + label.end) if label.start < label.end else None
        return Turn(label=where, mark=mark, content=tuple(spans))

    def _question_part(self, spans: list[Span]) -> list[Span]:
        """Return the paragraphs of a `Q:` up to its last question, where no label marks the answers."""
        for count in range(1, len(spans)):
            if speakers.asks(self.text[slice(*spans[count - 1])]):
                return spans[:count]
        return spans[:1] if len(spans) > 1 else spans

    def _contents(self, label: Label) -> list[Span]:
        """Return the spans of the turn that begins with `label`, one a paragraph."""
        spans: list[Span] = []
        for index in range(label.line, len(self.lines)):
            if index > label.line and self._leaves(index):
                break
            parts = self._paragraphs(index)
            spans += [p.span for p in parts if p.kind == "text" and p.span[1] > p.span[0]]
            if any(p.kind == "boilerplate" for p in parts) and self.kinds[index] != "furniture":
                break
        if label.alone and spans and _FOR_WHOM.fullmatch(self.text, *spans[0]):
            del spans[0]
        speech = [span for span in spans if not _STAGE.fullmatch(self.text[slice(*span)])]
        if speech and self.text[self.lines[label.line].start + label.start - 1] == "[":
            speech[-1] = self._without_bracket(speech[-1])
        return speech or [span for span in spans if self.text[span[0]] in "(["]

    def _without_bracket(self, span: Span) -> Span:
        """Return the span without the bracket that closes what opened before the label: "[Mr Lee: Order.]"."""
        words = self.text[slice(*span)]
        closes = words.endswith("]") and words.count("]") > words.count("[") and len(words.strip(" ]")) > 0
        return self._strip(span[0], span[1] - 1) if closes else span

    def _leaves(self, index: int) -> bool:
        """Return whether a turn ends before the line: a label, a heading, a source line, a byline."""
        kind, line = self.kinds[index], self.lines[index]
        if kind == "furniture":
            return is_source_line(line.text) or is_byline(line.text)
        return kind in ("label", "subheading") or self._is_caption(index)


def _is_headline(line: str) -> bool:
    if line.startswith("#"):
        return True
    if len(line) > 250 or line.endswith((":", ";", ",", "。", "：")) or line[0].islower():
        return False
    return not line.endswith(".") or (is_title(line) and len(line.split()) > 3)
