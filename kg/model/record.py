"""What a record is: a document, the attributions found in it, and what people decided of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, NamedTuple

from kg.model.subjects import Mentioned, Topic

Span = tuple[int, int]
"""A half-open `(start, end)` pair of code-point offsets."""
Spans = tuple[Span, ...]
"""The parts of one role, in text order and not overlapping; more than one where the role is discontinuous."""
ROLES: Final = ("source", "cue", "content")
KINDS: Final = ("statement", "interpretation", "question")
FORMS: Final = ("direct", "indirect", "mixed", "turn")
ACTOR_TYPES: Final = ("person", "organization", "outlet", "country", "group", "anonymous")
CERTAINTIES: Final = ("certain", "probable", "possible")
TENSES: Final = ("past", "present", "future", "wanted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One thing that was read.

    `id` is stable and free of machine paths: the `id` given in a table or JSON Lines file, else the file's path below
    the folder that was named.  `date` is an xsd:date, xsd:gYearMonth, xsd:gYear or xsd:dateTime string; `language` a
    BCP 47 tag.  `None` means that nothing is known.

    >>> Document(id="a.txt", text="Ann said no.").text[0:3]
    'Ann'
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None


class Remark(NamedTuple):
    """Which remark may be meant: an index into the same record, how sure that is (0 to 1), and by what it was told."""

    target: int
    score: float
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attributed statement: somebody (`source`) is said, by some words (`cue`), to have said something (`content`).

    `source` and `cue` may be empty (passives, implicit sources, fragments); `content` never is.  `parent`,
    `interprets`, `answers` and `denies` are indices into the attributions of the same `Record`.  `actor` is an opinion
    about who the source is: the resolved canonical name, reached by `link_method` with `link_score` in [0, 1]; an
    unnamed source has `actor_type` "anonymous" and its description as `actor`.  `speaker_role` is where the text says
    as what the source speaks ("minister of industry"), which holds of this statement alone.  Where a capital, a house
    or a people speaks, `stands_for` is a second opinion: the body that is meant, with a method and a score of its own.
    `confidence` in [0, 1] is the extractor's own estimate that the attribution is right.

    `interprets` is the best of `interprets_candidates`; `about_remark_of` says whose remark or act an interpretation is
    about, also where the remark itself stands nowhere in the document.  `outlet` is for whom the source asks or writes.
    `tense` is that of the saying: said, says, will say, wants to say.  `content_negated` tells whether the main clause
    of the content is in the negative.  `date` is when it was said, as far as the text tells: xsd:date, xsd:gYearMonth,
    xsd:gYear or xsd:dateTime, as precise as it is known.  `topics` and `mentions` are what and whom the content
    speaks of.
    """

    source: Spans = ()
    cue: Spans = ()
    content: Spans
    kind: str = "statement"
    form: str = "indirect"
    actor: str | None = None
    actor_type: str | None = None
    link_method: str | None = None
    link_score: float | None = None
    speaker_role: Spans = ()
    stands_for: str | None = None
    stands_for_method: str | None = None
    stands_for_score: float | None = None
    parent: int | None = None
    interprets: int | None = None
    interprets_candidates: tuple[Remark, ...] = ()
    about_remark_of: str | None = None
    answers: int | None = None
    denies: int | None = None
    outlet: str | None = None
    speech_act: str | None = None
    certainty: str | None = None
    cue_negated: bool = False
    content_negated: bool = False
    tense: str | None = None
    date: str | None = None
    confidence: float = 1.0
    extractor: str = ""
    topics: tuple[Topic, ...] = ()
    mentions: tuple[Mentioned, ...] = ()

    @property
    def start(self) -> int:
        """The first offset of any role.

        >>> Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 12),)).start
        0
        """
        return min(start for role in self.key for start, _ in role)

    @property
    def key(self) -> tuple[Spans, Spans, Spans]:
        """The three roles: what identifies an attribution within its document."""
        return self.source, self.cue, self.content


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a person decided that shows in a record; the words are those of `kg.decisions`.

    `about` are the indices of the attributions it bears on.  A rejected attribution is no longer among them: `rejected`
    are the spans its content had.
    """

    id: str
    what: str
    value: str | None = None
    why: str | None = None
    about: tuple[int, ...] = ()
    rejected: Spans = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A document with the attributions found in it, and what people decided of them: one line of the JSON Lines form.

    Only what was decided has `verdicts`; what a finder gives has none.
    """

    document: Document
    attributions: tuple[Attribution, ...] = field(default=())
    verdicts: tuple[Verdict, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be handled: where it is, and what is wrong with it and what to do about it.

    Failures travel with the records, so that a bad document neither stops a run nor vanishes from its report.
    """

    where: str
    problem: str


def text_of(text: str, spans: Iterable[Span], joiner: str = " … ") -> str:
    """Return the words that `spans` cut from `text`, parts joined by `joiner`.

    >>> text_of("“No,” Ann said, “never.”", ((0, 5), (16, 24)))
    '“No,” … “never.”'
    """
    return joiner.join(text[start:end] for start, end in spans)


def order(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `attributions` without exact repetitions, in text order, indices (`parent` …) renumbered to match.

    The order depends on the spans alone, so that equal input gives equal bytes however the finders ran.  Of two
    attributions with the same three roles the one with the greater confidence stays (the first, where they are equal).
    """
    best: dict[tuple[Spans, Spans, Spans], int] = {}
    for index, attribution in enumerate(attributions):
        kept = best.get(attribution.key)
        if kept is None or attribution.confidence > attributions[kept].confidence:
            best[attribution.key] = index

    def rank(index: int) -> tuple[int, int, tuple[Spans, Spans, Spans]]:
        return attributions[index].start, -_length(attributions[index]), attributions[index].key

    ranked = sorted(best.values(), key=rank)
    place = {old: new for new, old in enumerate(ranked)}

    def renumber(index: int) -> int:
        return place[best[attributions[index].key]]

    return tuple(renumbered(attributions[old], renumber) for old in ranked)


def in_text_order(record: Record) -> Record:
    """Return `record` with its attributions in `order`."""
    attributions = order(record.attributions)
    if attributions == record.attributions:
        return record
    place = {attribution.key: index for index, attribution in enumerate(attributions)}
    moved = [sorted(place[record.attributions[i].key] for i in verdict.about) for verdict in record.verdicts]
    verdicts = [replace(v, about=tuple(about)) for v, about in zip(record.verdicts, moved, strict=True)]
    return Record(record.document, attributions, tuple(verdicts))


def renumbered(attribution: Attribution, place: Callable[[int], int | None]) -> Attribution:
    """Return `attribution` with every index into its record put through `place`; one that has none is dropped.

    >>> renumbered(Attribution(content=((0, 2),), parent=4, answers=7), {4: 0}.get).parent
    0
    """
    changes: dict[str, Any] = {
        name: None if (index := getattr(attribution, name)) is None else place(index) for name in INDICES
    }
    if attribution.interprets_candidates:
        moved = [(place(remark.target), remark) for remark in attribution.interprets_candidates]
        kept = [remark._replace(target=new) for new, remark in moved if new is not None]
        # of equally good ones the one that was chosen is the best, then the text's order tells
        kept.sort(key=lambda remark: (-remark.score, remark.target != changes["interprets"], remark.target))
        changes["interprets_candidates"] = tuple(kept)
    return _replace(attribution, **changes)


def depth(record: Record, index: int) -> int:
    """Return how many attributions enclose attribution `index`: 0 where the document itself is the witness."""
    steps = 0
    parent = record.attributions[index].parent
    while parent is not None:
        steps += 1
        parent = record.attributions[parent].parent
    return steps


def without_nested(record: Record) -> Record:
    """Return `record` with the outermost attributions alone, indices renumbered; links to a nested one become None.

    >>> outer = Attribution(content=((4, 20),))
    >>> inner = Attribution(content=((9, 20),), parent=0)
    >>> len(without_nested(Record(Document(id="a", text="Ann: Bo said no, once."), (outer, inner))).attributions)
    1
    """
    kept = [index for index, attribution in enumerate(record.attributions) if attribution.parent is None]
    place = {old: new for new, old in enumerate(kept)}
    return Record(record.document, tuple(renumbered(record.attributions[old], place.get) for old in kept))


SPANS: Final = (*ROLES, "speaker_role")
INDICES: Final = ("parent", "interprets", "answers", "denies")


def _length(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _replace(attribution: Attribution, **changes: Any) -> Attribution:
    values = {f.name: getattr(attribution, f.name) for f in fields(Attribution)}
    return Attribution(**(values | changes))
