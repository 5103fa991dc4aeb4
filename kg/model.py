"""The waist: what every stage left of the graph writes and every stage right of it reads.

Text and parses stop here; triples begin here.  The module needs the standard library alone, so that any program can
read and write the JSON Lines form (see `record_to_json`) without spaCy and without rdflib.

Offsets everywhere are half-open `[start, end)` pairs in Unicode code points of `Document.text`, which is the text as
decoded from the file and never changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, NamedTuple

from kg.errors import RecordError
from kg.subjects import (
    Mentioned,
    Topic,
    meanings,
    mentioned_from_json,
    subject_problems,
    subjects_to_json,
    topic_from_json,
)

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
FORMAT_VERSION: Final = 1


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


def renumbered(attribution: Attribution, place: Callable[[int], int | None]) -> Attribution:
    """Return `attribution` with every index into its record put through `place`; one that has none is dropped.

    >>> renumbered(Attribution(content=((0, 2),), parent=4, answers=7), {4: 0}.get).parent
    0
    """
    changes: dict[str, Any] = {
        name: None if (index := getattr(attribution, name)) is None else place(index) for name in _INDICES
    }
    if attribution.interprets_candidates:
        moved = [(place(remark.target), remark) for remark in attribution.interprets_candidates]
        kept = [remark._replace(target=new) for new, remark in moved if new is not None]
        # of equally good ones the one that was chosen is the best, then the text's order tells
        kept.sort(key=lambda remark: (-remark.score, remark.target != changes["interprets"], remark.target))
        changes["interprets_candidates"] = tuple(kept)
    return _replace(attribution, **changes)


def check(record: Record) -> None:
    """Raise `RecordError` unless every span lies in the text and every index and value is a legal one.

    What is asked: spans are in range, not empty, in order and not overlapping inside a role; there is content;
    `parent`, `interprets`, `answers`, `denies` and the candidates point at attributions of the record; `parent` has no
    cycle; `kind`, `form`, `actor_type`, `certainty`, `tense` are among the known words; all scores are in [0, 1].

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


def record_to_json(record: Record, *, text: bool = True) -> dict[str, Any]:
    """Return the public JSON form of `record`; keys in a fixed order, document fields that are None left out.

    With `text=False` the text is left out; such a line can be scored but not built into a graph.
    """
    head: dict[str, Any] = {"id": record.document.id, "format": FORMAT_VERSION}
    for name in _DOCUMENT_FIELDS:
        value = getattr(record.document, name)
        if value is not None and (name != "text" or text):
            head[name] = value
    head["attributions"] = [attribution_to_json(a) for a in record.attributions]
    if record.verdicts:
        head["verdicts"] = [_verdict_to_json(verdict) for verdict in record.verdicts]
    return head


def record_from_json(data: Mapping[str, Any], *, text: str | None = None) -> Record:
    """Return the record that `data`, the public JSON form, describes; `text` stands in where the line carries none.

    Unknown keys are ignored (later versions add some).  Raises `RecordError` where a needed key is missing, a value is
    of the wrong type, the format is newer than this program, or `check` fails.
    """
    identity = data.get("id")
    if not isinstance(identity, str) or not identity:
        raise RecordError(f"a record without a string 'id' (found {identity!r}); every line needs one")
    version = data.get("format", FORMAT_VERSION)
    if not isinstance(version, int) or version > FORMAT_VERSION:
        raise RecordError(f"document {identity!r}: format {version!r} is newer than {FORMAT_VERSION}; update saidgraph")
    body = data.get("text", text)
    if not isinstance(body, str):
        raise RecordError(f"document {identity!r}: no 'text'; write the file with its text, or give the text beside it")
    known = {name: data.get(name) for name in _DOCUMENT_FIELDS if name != "text"}
    for name, value in known.items():
        if value is not None and not isinstance(value, str):
            raise RecordError(f"document {identity!r}: {name!r} must be a string, found {value!r}")
    raw = data.get("attributions", [])
    if not isinstance(raw, list):
        raise RecordError(f"document {identity!r}: 'attributions' must be a list, found {type(raw).__name__}")
    attributions = tuple(
        attribution_from_json(item, f"document {identity!r}, attribution {i}") for i, item in enumerate(raw)
    )
    verdicts = tuple(_verdict_from_json(identity, item) for item in data.get("verdicts", ()))
    record = Record(Document(id=identity, text=body, **known), attributions, verdicts)
    check(record)
    return record


def dump_jsonl(records: Iterable[Record], *, text: bool = True) -> Iterator[str]:
    """Yield one line a record, newline included; the inverse of `record_from_json` on `json.loads`."""
    for record in records:
        yield json.dumps(record_to_json(record, text=text), ensure_ascii=False) + "\n"


_SPANS: Final = (*ROLES, "speaker_role")
_SCORES: Final = ("confidence", "link_score", "stands_for_score")
_INDICES: Final = ("parent", "interprets", "answers", "denies")
_DOCUMENT_FIELDS: Final = tuple(f.name for f in fields(Document) if f.name != "id")
_OPTIONS: Final = {
    "kind": KINDS,
    "form": FORMS,
    "actor_type": (*ACTOR_TYPES, None),
    "certainty": (*CERTAINTIES, None),
    "tense": (*TENSES, None),
}


def _length(attribution: Attribution) -> int:
    return sum(end - start for start, end in attribution.content)


def _replace(attribution: Attribution, **changes: Any) -> Attribution:
    values = {f.name: getattr(attribution, f.name) for f in fields(Attribution)}
    return Attribution(**(values | changes))


def _problems(record: Record, attribution: Attribution) -> Iterator[str]:
    length = len(record.document.text)
    if not attribution.content:
        yield "no content span; an attribution without content says nothing"
    for role in _SPANS:
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
    targets = [(name, getattr(attribution, name)) for name in _INDICES]
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


def attribution_to_json(attribution: Attribution) -> dict[str, Any]:
    """Return the public JSON form of one attribution; the inverse of `attribution_from_json`."""
    values: dict[str, Any] = {}
    for item in fields(Attribution):
        value = getattr(attribution, item.name)
        if item.name not in _SUBJECTS:
            values[item.name] = [list(part) for part in value] if item.name in _LISTS else value
        elif value:
            values[item.name] = subjects_to_json(value)
    return values


def attribution_from_json(data: Any, where: str) -> Attribution:
    """Return the attribution that `data` describes; raise `RecordError`, which begins with `where`, for a wrong type.

    Whether its spans and words are good ones only `check` can tell, which knows the text.
    """
    if not isinstance(data, Mapping):
        raise RecordError(f"{where}: must be an object, found {type(data).__name__}")
    values: dict[str, Any] = {}
    for item in fields(Attribution):
        if item.name not in data:
            continue
        value = data[item.name]
        if item.name in _SPANS:
            value = _spans_from_json(where, item.name, value)
        elif item.name in _SUBJECTS:
            value = _subjects_from_json(where, item.name, value)
        elif item.name == "interprets_candidates":
            value = _remarks_from_json(where, value)
        elif not isinstance(value, _TYPES[item.name]) or (isinstance(value, bool) and bool not in _TYPES[item.name]):
            raise RecordError(f"{where}: {item.name!r} has the wrong type: {value!r}")
        values[item.name] = value
    values.setdefault("content", ())
    return Attribution(**values)


def _spans_from_json(where: str, role: str, value: Any) -> Spans:
    try:
        spans = tuple((start, end) for start, end in value or ())
    except (TypeError, ValueError):
        spans = (("", ""),)
    if not all(type(offset) is int for span in spans for offset in span):
        raise RecordError(f"{where}: {role!r} must be a list of [start, end] offsets, found {value!r}")
    return spans


def _remarks_from_json(where: str, value: Any) -> tuple[Remark, ...]:
    try:
        remarks = tuple(Remark(*item) for item in value or ())
    except TypeError:
        remarks = (Remark(-1, -1, ""),)
    if not all(type(r.target) is int and type(r.score) in (int, float) and isinstance(r.method, str) for r in remarks):
        remarks = (Remark(-1, -1, ""),)
    if any(remark.target < 0 for remark in remarks):
        raise RecordError(f"{where}: 'interprets_candidates' must be a list of [index, score, method], found {value!r}")
    return remarks


def _subjects_from_json(where: str, name: str, value: Any) -> tuple[Any, ...]:
    try:
        if not isinstance(value, list):
            raise ValueError(f"must be a list, found {value!r}")
        return tuple(map(_SUBJECTS[name], value))
    except ValueError as error:
        raise RecordError(f"{where}: {name!r} {error}") from None


_SUBJECTS: Final[dict[str, Any]] = {"topics": topic_from_json, "mentions": mentioned_from_json}


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    values = {item.name: getattr(verdict, item.name) for item in fields(Verdict)}
    values |= {"about": list(verdict.about), "rejected": [list(span) for span in verdict.rejected]}
    return {name: value for name, value in values.items() if value not in (None, [])}


def _verdict_from_json(identity: str, data: Any) -> Verdict:
    where = f"document {identity!r}, verdicts"
    words: dict[str, Any] = {
        name: data.get(name) if isinstance(data, Mapping) else None for name in ("id", "what", "value", "why")
    }
    if not isinstance(words["id"], str) or not isinstance(words["what"], str):
        raise RecordError(f"{where}: each must be an object with 'id' and 'what', found {data!r}")
    if not all(isinstance(word, str | None) for word in words.values()):
        raise RecordError(f"{where}: 'value' and 'why' must be strings, found {data!r}")
    about = data.get("about", [])
    if not isinstance(about, list) or not all(type(index) is int for index in about):
        raise RecordError(f"{where}: 'about' must be a list of indices of attributions, found {about!r}")
    rejected = _spans_from_json(where, "rejected", data.get("rejected"))
    return Verdict(**words, about=tuple(about), rejected=rejected)


_NONE = type(None)
_LISTS: Final = frozenset({*_SPANS, "interprets_candidates"})
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "kind": (str,),
    "form": (str,),
    "actor": (str, _NONE),
    "actor_type": (str, _NONE),
    "link_method": (str, _NONE),
    "link_score": (float, int, _NONE),
    "stands_for": (str, _NONE),
    "stands_for_method": (str, _NONE),
    "stands_for_score": (float, int, _NONE),
    "parent": (int, _NONE),
    "interprets": (int, _NONE),
    "about_remark_of": (str, _NONE),
    "answers": (int, _NONE),
    "denies": (int, _NONE),
    "outlet": (str, _NONE),
    "speech_act": (str, _NONE),
    "certainty": (str, _NONE),
    "cue_negated": (bool,),
    "content_negated": (bool,),
    "tense": (str, _NONE),
    "date": (str, _NONE),
    "confidence": (float, int),
    "extractor": (str,),
}
