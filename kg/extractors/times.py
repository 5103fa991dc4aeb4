"""When something was said: the expression of time that hangs on the cue, read against the document's own date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.extractors.manner import cue_verb
from kg.extractors.prepared import Candidate, Prepared, Unit

if TYPE_CHECKING:
    from dateparser.date import DateDataParser
    from spacy.tokens import Span, Token

_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_NUMBER: Final = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK: Final = r"\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?|\d{1,2}:\d{2}|noon|midnight"
_PART: Final = r"(?:morning|afternoon|evening|night|lunchtime)"
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_WHOLE: Final = re.compile(
    rf"(?:(?P<clock>{_CLOCK}),? ?)?(?:(?P<weekday>(?:last |next |this )?{_WEEKDAY})(?: {_PART})?,? ?)?"
    rf"(?:(?P<date>{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} {_MONTH}(?:,? {_YEAR})?|{_YEAR}-\d\d-\d\d)"
    rf"|(?P<month>(?:last |next |this )?{_MONTH}(?:,? {_YEAR})?)|(?P<year>{_YEAR})"
    rf"|(?P<near>yesterday|today|tomorrow|tonight|this {_PART})(?: {_PART})?"
    rf"|(?P<ago>{_NUMBER} (?:day|week|month|year)s? ago)|(?P<step>(?:last|next|this|past) (?:week|month|year)))?",
)
_NOT_OF: Final = frozenset(
    {"since", "until", "till", "by", "before", "after", "from", "between", "for", "through", "during"}
)
_THIS: Final = {"this": 0, "last": -1, "past": -1, "next": 1}
_SPEAKING: Final = frozenset(
    {"speak", "talk", "write", "address", "answer", "reply", "appear", "testify", "brief", "post", "respond", "tweet"}
)
_DATING: Final = frozenset({"date", "publish", "release", "issue", "give", "make", "post", "send", "broadcast", "air"})
_LONGEST: Final = 60


def statement_date(prepared: Prepared, candidate: Candidate, base: str | None, tense: str | None) -> str | None:
    """Return when the candidate was said, as an xsd lexical form as precise as the text tells, or None.

    `base` is the date of the document, of any precision.  Nothing is read against the day of the run: what is relative
    ("on Tuesday") and has no `base` stays None.
    """
    cue = prepared.tokens(candidate.cue)
    verb = cue_verb(cue)
    if verb is None or not candidate.cue:
        return None
    unit = next(iter(prepared.units_at(candidate.cue[0])), None)
    expressions = _expressions(unit, verb, cue, candidate) if unit is not None else []
    # "at 9 a.m." and "on Tuesday" are one time; "two days later, on Tuesday" is told by its last part
    for words in (" ".join(expressions), *reversed(expressions)):
        if words and len(words) <= _LONGEST and (found := resolve(words, base, ahead=tense in ("future", "wanted"))):
            return found
    return None


def _expressions(unit: Unit, verb: Token, cue: Sequence[Token], candidate: Candidate) -> list[str]:
    """The expressions of time that hang on the cue's verb, and on nothing that is said."""
    own = {token.i for token in cue} | {verb.i}
    found = [entity for entity in _times_near(unit, verb) if _governor(entity.root).i in own]
    return [entity.text for entity in found if not _is_within(unit, entity, candidate)][:3]


def _times_near(unit: Unit, verb: Token) -> list[Span]:
    sentence = verb.sent
    entities: list[Span] = [
        entity
        for entity in unit.doc[max(sentence.start, verb.i - 60) : min(sentence.end, verb.i + 60)].ents
        if entity.label_ in ("DATE", "TIME")
    ]
    return entities


def _governor(token: Token) -> Token:
    """The verb on which a phrase hangs; a limit in time ("since Tuesday") hangs on none."""
    for _ in range(8):
        if token.head is token or (token.pos_ in ("VERB", "AUX") and not _is_saying(token)):
            return token
        if token.dep_ == "prep" and token.lower_ in _NOT_OF:
            return token
        token = token.head
    return token


def _is_saying(participle: Token) -> bool:
    """ "Speaking on Tuesday, she said", "in a letter dated March 1, she wrote": the time of the one is the other's."""
    if participle.tag_ == "VBG":
        return participle.dep_ == "advcl" and participle.lemma_ in _SPEAKING
    return participle.tag_ == "VBN" and participle.dep_ == "acl" and participle.lemma_ in _DATING


def _is_within(unit: Unit, entity: Span, candidate: Candidate) -> bool:
    start, end = unit.start + entity.start_char, unit.start + entity.end_char
    return any(low < end and start < high for low, high in (*candidate.content, *candidate.source))


def resolve(words: str, base: str | None, *, ahead: bool = False) -> str | None:
    """Return the date that `words` mean in a text of the date `base`: xsd:date, gYearMonth, gYear or dateTime.

    A weekday or a day without a year is the last one before `base` (or `base` itself), with `ahead` the next.  None for
    what is no date ("a day earlier", "for years"), and for what needs a date that `base` does not give.

    >>> resolve("Tuesday", "2021-03-03"), resolve("January this year", "2021-03-03")
    ('2021-03-02', '2021-01')
    >>> resolve("9 a.m. Monday", "2021-03-03")
    '2021-03-01T09:00:00'
    >>> resolve("Tuesday", None), resolve("March 3, 2021", None), resolve("last year", "2021-03")
    (None, '2021-03-03', '2020')
    """
    if (plain := _plain(words, base)) is None:
        return None
    match = _WHOLE.fullmatch(plain)
    if match is None or not any(match.groupdict().values()):
        return None
    absolute = re.search(_YEAR, plain) is not None and not match["weekday"]
    day = _day_of(base)
    if day is None and not absolute:
        return None if base is None or not (match["month"] or match["date"]) else _in_year(plain, base)
    asked = plain if match["clock"] or not match["weekday"] else re.sub(rf" {_PART}$", "", plain)
    if match["month"]:
        asked = re.sub(r"^(?:last|this) ", "", asked)  # "last August" is the August before
    return _read(asked, match, day or datetime(2000, 1, 1), ahead)


def _plain(words: str, base: str | None) -> str | None:
    """The words without articles and vague adverbs, and with this and last year as a number."""
    plain = re.sub(r"\b(?:as|early|late|earlier|later|mid|the|on|in|at|of|about|around)\b[- ]?", "", words.lower())
    plain = re.sub(r"\s+", " ", plain).strip(" ,.")
    if re.search(r"\b(?:earlier|later)$", words.lower()):
        return None  # "a day later" counts from another day than the document's
    if base is not None and (step := re.search(r"\b(this|last|past|next) year\b", plain)) and base[:4].isdigit():
        plain = plain.replace(step[0], f"{int(base[:4]) + _THIS[step[1]]:04}")
    return plain


def _day_of(base: str | None) -> datetime | None:
    """The day of a date that is as precise as a day."""
    try:
        return datetime.fromisoformat(base[:10]) if base is not None and len(base) >= 10 else None
    except ValueError:
        return None


def _in_year(plain: str, base: str) -> str | None:
    """A month or a day in the year of a document of which no more than that is known."""
    match = _WHOLE.fullmatch(f"{plain} {base[:4]}") if base[:4].isdigit() else None
    if match is None or match["weekday"] or match["clock"] or plain.startswith(("last ", "next ")):
        return None
    return _read(f"{plain} {base[:4]}".removeprefix("this "), match, datetime(2000, 1, 1), False)


def _read(plain: str, match: re.Match[str], day: datetime, ahead: bool) -> str | None:
    """Let the library read the words, and keep as much of the answer as the words say."""
    if match["weekday"] and not ahead and not match["weekday"].startswith(("last", "next")):
        day += timedelta(days=1)  # "Wednesday" in a text of a Wednesday is that day
    elif match["weekday"] and ahead:
        day -= timedelta(days=1)
    data = _reader(day, ahead).get_date_data(plain)
    found: datetime | None = data.date_obj
    if found is None:
        return None
    if match["clock"]:
        return found.replace(tzinfo=None).isoformat(timespec="seconds")
    if match["year"] and not match["month"]:
        return f"{found.year:04}"
    week = "week" in plain
    if week and (found - timedelta(days=found.weekday())).month != (found + timedelta(days=6 - found.weekday())).month:
        return None  # part of it lies in another month
    if match["month"] or week or "month" in plain:
        return f"{found.year:04}-{found.month:02}"
    return f"{found.year:04}" if "year" in plain else found.date().isoformat()


@lru_cache(maxsize=256)
def _reader(day: datetime, ahead: bool) -> DateDataParser:
    from dateparser.date import DateDataParser

    preference = "future" if ahead else "past"
    settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": preference, "PREFER_DAY_OF_MONTH": "first"}
    return DateDataParser(languages=["en"], settings=settings)
