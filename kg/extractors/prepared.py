"""What a finder gets: the repaired text of one document, its layout, and its parsed pieces.

All offsets here are those of the view's text; `kg.extractors.finishing` maps them back to the document at the end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.extractors.quotations import inner_quotations, quotations
from kg.language import Mention, pieces
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.structure import Layout


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution as a finder sees it: three roles as spans of the view's text, and how sure the finder is.

    `construction` names the rule that found it.  `inside` is the index, in the same list, of the candidate that
    reports this one, where the finder knows; otherwise the smallest content around it decides.  `speaker` and
    `answers` come from the layout of a document: who a turn's label stands for, and which turn it answers.
    """

    source: Spans
    cue: Spans
    content: Spans
    construction: str
    confidence: float = 0.5
    inside: int | None = None
    kind: str | None = None
    speaker: str | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One parsed piece of the text, a paragraph as a rule; `start` is where it begins, `kind` the layout's word."""

    start: int
    text: str
    doc: Doc
    kind: str
    quotes: Spans
    turn: int | None = None

    @property
    def end(self) -> int:
        """Where the piece ends."""
        return self.start + len(self.text)

    def span(self, first: Token, last: Token) -> Span:
        """Return the span of the text from token `first` through token `last`."""
        return self.start + first.idx, self.start + last.idx + len(last)

    @property
    def inner_quotes(self) -> Spans:
        """The quotations in single marks inside its `quotes`."""
        return inner_quotations(self.text, self.start, self.quotes)

    def is_quoted(self, token: Token) -> bool:
        """Tell whether `token` stands inside quotation marks."""
        return any(start <= self.start + token.idx < end for start, end in self.quotes)


@dataclass(frozen=True)
class Prepared:
    """One document, ready for the finders."""

    text: str
    layout: Layout | None
    units: Sequence[Unit]
    starts: Sequence[int] = field(default=())
    _known: dict[Spans, Sequence[Token]] = field(default_factory=dict, repr=False, compare=False)

    def units_at(self, span: Span) -> Iterator[Unit]:
        """Yield the pieces that `span` touches, in text order."""
        start, end = span
        for place in range(max(0, bisect_right(self.starts, start) - 1), len(self.units)):
            unit = self.units[place]
            if unit.start >= end:
                return
            if start < unit.end:
                yield unit

    def tokens(self, spans: Iterable[Span]) -> Sequence[Token]:
        """Return the tokens of any piece that `spans` touch, in text order; of endless ones the first few hundred."""
        key = tuple(spans)  # the same source, cue or content is looked at again and again
        if key not in self._known:
            self._known[key] = self._tokens(key)
        return self._known[key]

    def _tokens(self, spans: Spans) -> list[Token]:
        found: list[Token] = []
        for start, end in spans:
            for unit in self.units_at((start, end)):
                if len(found) >= _MOST_TOKENS:
                    return found
                low, high = max(start, unit.start) - unit.start, min(end, unit.end, start + _MOST_TEXT) - unit.start
                found.extend(unit.doc.char_span(low, high, alignment_mode="expand") or ())
        return found

    def is_in_turn(self, spans: Spans) -> bool:
        """Tell whether `spans` begin in the turn of a speaker."""
        return bool(spans) and any(unit.turn is not None for unit in self.units_at(spans[0]))

    def mentions(self) -> Iterator[Mention]:
        """Yield the named entities and the noun phrases of all pieces, with spans of the view's text."""
        for unit in self.units:
            yield from _entities(unit)
            if unit.doc.has_annotation("DEP"):
                yield from _noun_phrases(unit)


Finder = Callable[[Prepared], list[Candidate]]
"""What can be exchanged: running text in, candidate attributions out, nested ones included or not."""


def prepare(text: str, layout: Layout, parse: Callable[[list[str]], Iterable[Doc]]) -> Prepared:
    """Return the document cut into paragraphs and turns (never longer than a bound), each parsed by `parse`."""
    places = list(_places(text, layout))
    docs = parse([text[start:end] for start, end, _, _ in places])
    opens = [*(text[start : start + 1] in _OPENING for start, *_ in places), False][1:]
    units = [
        Unit(start, text[start:end], doc, kind, quotations(text, start, end, goes_on=on), turn)
        for (start, end, kind, turn), doc, on in zip(places, docs, opens, strict=True)
    ]
    return Prepared(text, layout, units, [unit.start for unit in units])


def prepare_doc(doc: Doc) -> Prepared:
    """Return a document that is parsed already, as one piece without a layout."""
    quotes = tuple(quote for start, end in _lines(doc.text) for quote in quotations(doc.text, start, end))
    return Prepared(doc.text, None, [Unit(0, doc.text, doc, "text", quotes)], [0])


_OPENING: Final = frozenset('“"«„')
_MOST_TOKENS: Final = 300
_MOST_TEXT: Final = 2_000
"""How much of a content is looked at for its main verb: nested a thousand deep, contents would cost the square."""
_UNREAD: Final = frozenset({"label", "boilerplate", "dateline"})


def _places(text: str, layout: Layout) -> Iterator[tuple[int, int, str, int | None]]:
    """Every piece to parse, in text order: the contents of turns, and the paragraphs that are in no turn."""
    spans = [(s, e, "text", i) for i, turn in enumerate(layout.turns) for s, e in turn.content]
    taken = sorted(
        [(s, e) for s, e, _, _ in spans] + [label for turn in layout.turns if (label := turn.label) is not None]
    )
    starts = [start for start, _ in taken]
    for paragraph in layout.paragraphs:
        start, end = paragraph.span
        before = bisect_right(starts, end - 1) - 1
        if paragraph.kind in _UNREAD or (before >= 0 and taken[before][1] > start):
            continue
        spans.append((start, end, paragraph.kind, None))  # type: ignore[arg-type]
    for start, end, kind, turn in sorted(spans, key=lambda place: place[:2]):
        for low, high in pieces(text, start, end):
            yield low, high, kind, turn


def _entities(unit: Unit) -> Iterator[Mention]:
    for entity in unit.doc.ents:
        label, subject = entity.label_, _is_subject(entity.root)
        if entity[-1].tag_ == "POS" and len(entity) > 1:
            entity = entity[:-1]  # "Ann's": spaCy takes the mark of the genitive in
        span = unit.start + entity.start_char, unit.start + entity.end_char
        yield Mention(span, label, entity.text, subject)


def _noun_phrases(unit: Unit) -> Iterator[Mention]:
    """Phrases with a common noun for a head, and proper nouns in which the entity finder saw nothing."""
    for chunk in unit.doc.noun_chunks:
        root, subject = chunk.root, _is_subject(chunk.root)
        if root.pos_ == "NOUN":
            span = unit.start + chunk.start_char, unit.start + chunk.end_char
            yield Mention(span, "NOUN", chunk.text, subject, root.lemma_.lower(), root.tag_ == "NNS")
        elif root.pos_ == "PROPN" and not any(token.ent_type_ for token in chunk):
            first = next(token for token in chunk if token.pos_ == "PROPN")
            if (name := unit.doc[first.i : root.i + 1]).text[0].isupper():
                span = unit.start + name.start_char, unit.start + name.end_char
                yield Mention(span, "NAME", name.text, subject)


def _is_subject(token: Token) -> bool:
    """The subject of a clause, or a name in apposition to it: "the opposition leader, Peter Nash, said"."""
    while token.dep_ in ("appos", "compound", "nmod", "conj"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "csubj")


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
