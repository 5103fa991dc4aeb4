"""Expressions of time: where they stand in a text, and which day, month or year they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

    from kg.model import Span

_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sept?(?:ember|\.)?"
    r"|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)"
_NUMBER: Final = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_CLOCK: Final = r"\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\b\.?|\d{1,2}:\d{2}|noon|midnight"
_PART: Final = r"(?:morning|afternoon|evening|night|lunchtime)"
_YEAR: Final = r"(?:1[6-9]|20)\d\d"
_DATE: Final = rf"(?:{_MONTH} {_DAY}(?:,? {_YEAR})?|{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_YEAR}-\d\d-\d\d)"
_WHOLE: Final = re.compile(
    rf"(?:(?P<clock>{_CLOCK}),? ?)?(?:(?P<weekday>(?:last |next |this )?{_WEEKDAY})(?: {_PART})?,? ?)?"
    rf"(?:(?P<date>{_DATE})"
    rf"|(?P<month>(?:last |next |this )?{_MONTH}(?:,? {_YEAR})?)"
    rf"|(?:(?:spring|summer|autumn|fall|winter),? )?(?P<year>{_YEAR})"
    rf"|(?P<near>yesterday|today|tomorrow|tonight|this {_PART}|last (?:night|evening))(?: {_PART})?"
    rf"|(?P<ago>{_NUMBER} (?:day|week|month|year)s? ago)|(?P<step>(?:last|next|this|past) (?:week|month|year)))?",
)
_SAME_YEAR: Final = r"(?:,? (?:of )?(?:this year|last year|next year))"
_SAME_DAY: Final = (
    r"(?:earlier|later) (?:in the|on the same|the same|on that|that|in the same) day|(?:the|that|the very) same day"
    r"|on that day"
)
_DAY_BEFORE: Final = r"(?:a|one) day (?:earlier|before)|the (?:day before|previous day)"
_DAY_AFTER: Final = r"(?:a|one) day later|the (?:next|following) day"
_STANDS: Final = re.compile(
    rf"\b(?:(?:{_CLOCK}),? (?:on )?)?(?:"
    rf"(?:(?i:last|next|this) )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?: {_PART})?(?:,? \(?(?i:{_DATE})\b)?"
    rf"|(?=[A-Z\d])(?i:{_DATE})\b{_SAME_YEAR}?"
    rf"|(?:(?<=[Ii]n )|(?<=[Oo]f )|(?<=[Ll]ate )|(?<=[Ee]arly )|(?<=[Mm]id-)|(?i:last|next|this) )"
    rf"(?=[A-Z])(?i:{_MONTH})\b(?:,? (?:of )?{_YEAR}\b|{_SAME_YEAR})?"
    rf"|(?:(?<=[Ii]n )|(?<=[Oo]f ))(?:(?:the )?(?:spring|summer|autumn|fall|winter),? (?:of )?)?{_YEAR}\b(?![,.-]?\d)"
    rf"|(?i:yesterday|today|tomorrow|tonight)\b(?: {_PART})?|(?i:this) {_PART}"
    rf"|(?i:last) (?:night|evening)|(?i:last|next|this|past) (?:week|month|year)\b"
    rf"|(?i:{_NUMBER}) (?:day|week|month|year)s? ago\b"
    rf"|(?i:{_SAME_DAY}|{_DAY_BEFORE}|{_DAY_AFTER})\b"
    rf")(?:,? (?:at )?(?:{_CLOCK})(?=\W|$))?|\b(?:{_CLOCK})(?=\W|$)"
)
_MAY_STAND: Final = re.compile(
    r"\d|day|morrow|night|noon|morning|evening|lunchtime|week|month|year|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
    re.IGNORECASE,
)
"""What every expression of time has one of; where there is none, nothing need be looked for."""
_THIS: Final = {"this": 0, "last": -1, "past": -1, "next": 1}


def times_in(text: str) -> Iterator[Span]:
    """Yield where expressions of time stand in `text` that `resolve` can read, without their prepositions.

    >>> text = "He said on Friday, May 5, that the ban of 2019 may march on."
    >>> [text[start:end] for start, end in times_in(text)]
    ['Friday, May 5', '2019']
    """
    return (match.span() for match in _STANDS.finditer(text)) if _MAY_STAND.search(text) else iter(())


def resolve(words: str, base: str | None, *, ahead: bool = False, running: str | None = None) -> str | None:
    """Return the date that `words` mean in a text of the date `base`: xsd:date, gYearMonth, gYear or dateTime.

    A weekday or a day without a year is the last one before `base` (or `base` itself), with `ahead` the next.
    `running` is the day that was spoken of last: "a day earlier" counts from there, "earlier in the day" is that day,
    or the day of `base`.  None for what is no date ("for years"), and for what needs a date that is not given.

    >>> resolve("Tuesday", "2021-03-03"), resolve("January this year", "2021-03-03")
    ('2021-03-02', '2021-01')
    >>> resolve("9 a.m. Monday", "2021-03-03")
    '2021-03-01T09:00:00'
    >>> resolve("Tuesday", None), resolve("March 3, 2021", None), resolve("last year", "2021-03")
    (None, '2021-03-03', '2020')
    >>> resolve("a day earlier", "2021-03-03", running="2021-03-02"), resolve("a day earlier", "2021-03-03")
    ('2021-03-01', None)
    """
    if (days := _days_from_running(words)) is not None:
        day = _day_of(running) or (_day_of(base) if days == 0 else None)
        return (day + timedelta(days=days)).date().isoformat() if day else None
    if (plain := _plain(words, base)) is None:
        return None
    match = _WHOLE.fullmatch(plain)
    if match is None or not any(match.groupdict().values()):
        return None
    absolute = re.search(_YEAR, plain) is not None and not (match["weekday"] and not match["date"])
    day = _day_of(base)
    if day is None and not absolute:
        return None if base is None or not (match["month"] or match["date"]) else _in_year(plain, base)
    return _read(_asked(plain, match), match, day or datetime(2000, 1, 1), ahead)


def _days_from_running(words: str) -> int | None:
    """How many days lie between the day spoken of last and the one meant; None where the words mean no such day."""
    for days, pattern in ((0, _SAME_DAY), (-1, _DAY_BEFORE), (1, _DAY_AFTER)):
        if re.fullmatch(pattern, words.lower()):
            return days
    return None


def _plain(words: str, base: str | None) -> str | None:
    """The words without articles and vague adverbs, and with this and last year as a number."""
    plain = re.sub(r"\b(?:as|early|late|earlier|later|mid|the|on|in|at|of|about|around)\b[- ]?", "", words.lower())
    plain = re.sub(r"\s+", " ", plain.replace("(", "")).strip(" ,.)")
    if re.search(r"\b(?:earlier|later)$", words.lower()):
        return None  # "two days later" counts from another day than the document's
    if base is not None and (step := re.search(r"\b(this|last|past|next) year\b", plain)) and base[:4].isdigit():
        plain = plain.replace(step[0], f"{int(base[:4]) + _THIS[step[1]]:04}")
    return plain


def _asked(plain: str, match: re.Match[str]) -> str:
    """What the library is asked: a date without its weekday, a night that it does not know as a day."""
    if match["date"] and match["weekday"]:
        plain = plain[: match.start("weekday")] + plain[match.start("date") :]
    elif match["weekday"] and not match["clock"]:
        plain = re.sub(rf" {_PART}$", "", plain)
    if match["month"]:
        plain = re.sub(r"^(?:last|this) ", "", plain)  # "last August" is the August before
    if match["year"] and not match["month"]:
        plain = match["year"]
    return re.sub(r"last (?:night|evening)", "yesterday", plain)


def _day_of(date: str | None) -> datetime | None:
    """The day of a date that is as precise as a day."""
    try:
        return datetime.fromisoformat(date[:10]) if date is not None and len(date) >= 10 else None
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
    if match["weekday"] and not match["date"]:
        if not ahead and not match["weekday"].startswith(("last", "next")):
            day += timedelta(days=1)  # "Wednesday" in a text of a Wednesday is that day
        elif ahead:
            day -= timedelta(days=1)
    found: datetime | None = _reader(day, ahead).get_date_data(plain).date_obj
    if found is None:
        return None
    if match["clock"]:
        return found.replace(tzinfo=None).isoformat(timespec="seconds")
    if match["year"] and not match["month"]:
        return f"{found.year:04}"
    if "week" in plain:
        return _of_a_week(found - timedelta(days=found.weekday()))
    if match["month"] or "month" in plain:
        return f"{found.year:04}-{found.month:02}"
    return f"{found.year:04}" if "year" in plain else found.date().isoformat()


def _of_a_week(monday: datetime) -> str | None:
    """What holds of all days of a week, for which there is no type: its month, else its year, else nothing."""
    first, last = monday.date().isoformat(), (monday + timedelta(days=6)).date().isoformat()
    return next((first[:size] for size in (7, 4) if first[:size] == last[:size]), None)


@lru_cache(maxsize=256)
def _reader(day: datetime, ahead: bool) -> DateDataParser:
    from dateparser.date import DateDataParser

    preference = "future" if ahead else "past"
    settings = {"RELATIVE_BASE": day, "PREFER_DATES_FROM": preference, "PREFER_DAY_OF_MONTH": "first"}
    return DateDataParser(languages=["en"], settings=settings)
