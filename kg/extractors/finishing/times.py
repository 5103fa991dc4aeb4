"""When something was said: the expression of time that hangs on the cue, read against the document's own date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import SUBJECTS
from kg.extractors.finishing.manner import cue_verb
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Attribution, Span, Spans
from kg.words.calendar import resolve, times_in
from kg.words.speech_words import REMARKS

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NOT_OF: Final = _words("since until till by before after from between for through during")
_APART: Final = _words("before since until ahead till")
"""What was said before an event was not said on its day; what was said at, after or during it was."""
_SPEAKING: Final = _words(
    """speak talk write address answer reply appear testify brief post respond tweet visit tour meet attend open launch
    present arrive return host"""
)
_OCCASIONS: Final = _words("speak talk meet appear testify hold gather")
_DATING: Final = _words("date publish release issue give make post send broadcast air hold deliver")
_DOCUMENT: Final = re.compile(
    rf"(?:{REMARKS}|reports?|figures?|data|surveys?|stud(?:y|ies)|polls?|articles?|documents?|papers?|releases?|e-?mails?"
    r"|filings?|rulings?|editorials?|reviews?|memos?|bulletins?)",
    re.IGNORECASE,
)
_AFTER_CUE: Final = re.compile(
    r"[,\s]*(?:(?:late|early|earlier|later|back|only|just|again|here|on|in|at|over|the|through|via)\s+)*", re.IGNORECASE
)
_BEFORE_CUE: Final = re.compile(r"\s*(?:also\s+)?", re.IGNORECASE)
_BEFORE_SOURCE: Final = re.compile(r"[,\s]*")
_OPENING: Final = re.compile(
    r"[\s\"“‘(]*(?:(?:but|and|then|also|late|early|earlier|later|back|only|just|on|in|at|over|as)\s+)*", re.IGNORECASE
)
_WHEN_BEFORE: Final = re.compile(
    r"(?:also )?(?:(?:(?:more |only )?recently|lately|earlier|later|today|yesterday|just|initially|originally"
    r"|previously|(?:at )?first|at last|often|always|once(?! again)|again|once again|then|now) )+(?=\w)",
    re.IGNORECASE,
)
_WHEN_BEHIND: Final = re.compile(
    r"(?<=\w) (?:(?:before|earlier|later|recently|today|yesterday|tonight|ago|last (?:week|month|year|night)"
    r"|(?:on |late |early ){0,2}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?))$"
)
_WHEN_INSIDE: Final = re.compile(
    r"(?<=\bhas|\bhad) (?:(?:late |early )?on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?=\w)"
)
_LONGEST: Final = 60
_FAR: Final = 60
"""Tokens to both sides of a cue in which its time is looked for."""


def with_dates(
    prepared: Prepared, candidates: Sequence[Candidate], found: Sequence[Attribution], base: str | None
) -> list[Attribution]:
    """Return `found`, made of `candidates` one by one, with the `date` of each; `base` is the document's date."""
    result = list(found)
    running: str | None = None
    for index in sorted(range(len(result)), key=lambda i: (result[i].start, i)):
        attribution = result[index]
        if attribution.form != "turn" and attribution.cue:
            date = statement_date(prepared, candidates[index], base, attribution.tense, running)
            result[index] = replace(attribution, date=date)
            running = date if date is not None and len(date) >= _TO_THE_DAY else running
    return result


def statement_date(
    prepared: Prepared, candidate: Candidate, base: str | None, tense: str | None, running: str | None = None
) -> str | None:
    """Return when the candidate was said, as an xsd lexical form as precise as the text tells, or None.

    `base` is the date of the document, of any precision; `running` the day of what was said last before it.  Nothing is
    read against the day of the run: what is relative ("on Tuesday") and has no `base` stays None.
    """
    cue = prepared.tokens(candidate.cue)
    verb = cue_verb(cue) or (cue[0] if cue else None)
    if verb is None:
        return None
    unit = next(iter(prepared.units_at(candidate.cue[0])), None)
    expressions = _expressions(unit, verb, cue, candidate) if unit is not None else []
    # "at 9 a.m." and "on Tuesday" are one time; "two days later, on Tuesday" is told by its last part
    for words in (" ".join(expressions), *reversed(expressions)):
        if words and len(words) <= _LONGEST:
            found = resolve(words, base, ahead=tense in ("future", "wanted"), running=running)
            if found:
                return found
    occasion = _occasion_before(unit, verb) if unit is not None and not expressions and tense == "past" else None
    return resolve(occasion, base, running=running) if occasion else None


def _occasion_before(unit: Unit, verb: Token) -> str | None:
    """The time of a meeting or a talk that the sentence before tells of: "They met on Monday. Lind told her …"."""
    start = verb.sent.start
    if not start or any(child.lemma_ == "have" for child in verb.lefts) or any(times_in(verb.sent.text)):
        return None
    before = unit.doc[start - 1].sent.root
    if before.lemma_ not in _OCCASIONS or before.tag_ != "VBD":
        return None
    found = [span for span in _times_near(unit, before) if _governor(span.root).i == before.i]
    return _joined(unit, found)[0] if len(found) == 1 else None


def without_times(prepared: Prepared, candidate: Candidate) -> Candidate:
    """Return `candidate` with the time of saying taken out of what is said: "said" + "in 2022 … that prices rose".

    There it is a piece of its own, or it stands before the "that" which opens the content; and it is no edge of the
    cue: "later confirmed", "has said before".
    """
    candidate = replace(candidate, cue=_timeless(prepared.text, candidate.cue))
    kept = []
    for start, end in candidate.content:
        words = prepared.text[start : min(end, start + _LONGEST)]
        if len(candidate.content) > 1 and end - start < _LONGEST and _is_time(words):
            continue
        opening = re.match(r"(?P<time>[^,.;:“\"]{3,40}?),? (?=that\b)", words)
        kept.append((start + opening.end(), end) if opening and _is_time(opening["time"]) else (start, end))
    return replace(candidate, content=tuple(kept)) if kept and tuple(kept) != candidate.content else candidate


def _timeless(text: str, cue: Spans) -> Spans:
    """Return a cue without the adverbs of time at its edges, and without what stands before these: "also recently"."""
    if not cue:
        return cue
    (start, _), (_, end) = cue[0], cue[-1]
    if before := _WHEN_BEFORE.match(text, start, cue[0][1]):
        start = before.end()
    if behind := _WHEN_BEHIND.search(text, max(cue[-1][0], start + 1), end):
        end = behind.start()
    if len(cue) == 1:
        inside = _WHEN_INSIDE.search(text, start, end)
        return ((start, inside.start()), (inside.end(), end)) if inside else ((start, end),)
    return ((start, cue[0][1]), *cue[1:-1], (cue[-1][0], end))


def _is_time(words: str) -> bool:
    """Tell whether `words` are an expression of time with its prepositions and nothing else."""
    spans = list(times_in(f"in {words}"))
    return (
        len(spans) == 1 and spans[0][1] == len(words) + 3 and _AFTER_CUE.fullmatch(words[: spans[0][0] - 3]) is not None
    )


def _expressions(unit: Unit, verb: Token, cue: Sequence[Token], candidate: Candidate) -> list[str]:
    """The expressions of time that hang on the cue's verb, or stand beside the cue, and on nothing that is said."""
    near = [span for span in _times_near(unit, verb) if not _overlaps(_place(unit, span), candidate.content)]
    own = {token.i for token in cue} | {verb.i}
    for _ in range(_STEPS if near else 0):
        found = [span for span in near if _tells_when(unit, span, own, candidate)]
        if found:
            return _joined(unit, found)[:3]
        if not _shares_time(verb):
            return []
        verb = verb.head
        own = {verb.i}
    return []


def _joined(unit: Unit, spans: Sequence[Words]) -> list[str]:
    """The words of each expression; what stands side by side is one ("two years ago this month")."""
    found: list[Words] = []
    for span in spans:
        if found and not unit.doc.text[found[-1].end_char : span.start_char].strip():
            span = unit.doc[found.pop().start : span.end]
        found.append(span)
    return [span.text for span in found]


def _times_near(unit: Unit, verb: Token) -> Iterator[Words]:
    sentence = verb.sent
    first, last = max(sentence.start, verb.i - _FAR), min(sentence.end, verb.i + _FAR)
    window = unit.doc[first:last]
    for start, end in times_in(window.text):
        shift = window.start_char
        words = unit.doc.char_span(start + shift, end + shift, alignment_mode="expand")
        if words is not None:
            yield words


def _tells_when(unit: Unit, span: Words, own: set[int], candidate: Candidate) -> bool:
    place = _place(unit, span)
    if _overlaps(place, candidate.source):
        return _dates_a_document(unit, span, candidate.source)
    return _governor(span.root).i in own or _stands_beside(unit, place, span, candidate)


def _stands_beside(unit: Unit, place: Span, span: Words, candidate: Candidate) -> bool:
    """Right behind the cue, right before it, or at the opening of a sentence whose source or cue comes next.

    Where the parse goes wrong, this is how it is read: "said on Friday they had …".
    """
    text, base = unit.doc.text, unit.start
    cue = candidate.cue

    def between(start: int, end: int) -> str:
        return text[max(start - base, 0) : max(end - base, 0)]

    limit = span.root.dep_ == "pobj" and span.root.head.lower_ in _NOT_OF
    if limit or span.root.dep_ == "poss" or _governor(span.root).dep_ in ("relcl", "acl"):
        return False
    if cue[-1][1] <= place[0] and _AFTER_CUE.fullmatch(between(cue[-1][1], place[0])):
        return True
    if place[1] <= cue[0][0] and _BEFORE_CUE.fullmatch(between(place[1], cue[0][0])):
        return True
    after_source = bool(candidate.source) and candidate.source[-1][1] <= place[0]
    if after_source and cue[0][0] < candidate.source[0][0]:
        return _AFTER_CUE.fullmatch(between(candidate.source[-1][1], place[0])) is not None
    following = min(start for start, _ in (*candidate.source, *cue))
    opens = _OPENING.fullmatch(between(base + span.sent.start_char, place[0])) is not None
    return opens and place[1] <= following and _BEFORE_SOURCE.fullmatch(between(place[1], following)) is not None


def _dates_a_document(unit: Unit, span: Words, source: Spans) -> bool:
    """The time is part of a source that is a text: "Friday's report", "figures released on Thursday"."""
    words = unit.doc.char_span(source[0][0] - unit.start, source[-1][1] - unit.start, alignment_mode="expand")
    if words is None or not _DOCUMENT.fullmatch(words.root.text):
        return False
    token = span.root
    for _ in range(_STEPS):
        if token.i == words.root.i:
            return True
        if token.pos_ in ("VERB", "AUX") and token.lemma_ not in _DATING:
            return False
        token = token.head
    return token.i == words.root.i


def _governor(token: Token) -> Token:
    """The verb on which a phrase hangs; a limit in time ("since Tuesday", "before the vote on Tuesday") has none."""
    first = True
    for _ in range(8):
        if token.head is token or (token.pos_ in ("VERB", "AUX") and not _is_saying(token)):
            return token
        if token.dep_ == "prep":
            if token.lower_ in (_NOT_OF if first else _APART):
                return token
            first = False
        elif token.dep_ == "poss":
            first = True  # "after Monday's vote": the vote is as good as the day
        token = token.head
    return token


def _is_saying(participle: Token) -> bool:
    """ "Speaking on Tuesday, she said", "in a letter dated March 1, she wrote": the time of the one is the other's."""
    if participle.tag_ == "VBG":
        return participle.dep_ in ("advcl", "acl") and participle.lemma_ in _SPEAKING
    return participle.tag_ == "VBN" and participle.dep_ == "acl" and participle.lemma_ in _DATING


def _shares_time(verb: Token) -> bool:
    """A verb without a subject of its own has the time of the one before it: "… on Friday, adding", "… and said"."""
    if verb.head is verb or any(child.dep_ in SUBJECTS for child in verb.children):
        return False
    return verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "advcl" and verb.tag_ == "VBG")


def _place(unit: Unit, words: Words) -> Span:
    return unit.start + words.start_char, unit.start + words.end_char


def _overlaps(place: Span, spans: Spans) -> bool:
    return any(start < place[1] and place[0] < end for start, end in spans)


_STEPS: Final = 4
_TO_THE_DAY: Final = len("2021-03-02")
