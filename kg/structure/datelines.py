"""Where and when a story was written: `WASHINGTON (AP) —`, `BEIJING, March 3 (Xinhua) --`, `March 3, 2021`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as calendar_date
from typing import Final

_MONTHS: Final = (
    "January February March April May June July August September October November December".casefold().split()
)
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[AaPp]\.?[Mm]\.?)?"
_FULL: Final = (
    rf"(?:{_MONTH} {_DAY},? \d{{4}}|{_DAY} {_MONTH},? \d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)"
)
_DATE: Final = re.compile(
    rf"\b(?:(?P<m1>{_MONTH}) (?P<d1>{_DAY}),? (?P<y1>\d{{4}})|(?P<d2>{_DAY}) (?P<m2>{_MONTH}),? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})[-/.年](?P<m3>\d{1,2})[-/.月](?P<d3>\d{1,2})(?P<time>T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?"
    rf"|(?P<m4>{_MONTH}),? (?P<y4>\d{{4}})\b|(?P<y5>\d{{4}})-(?P<m5>\d{{2}})\b)",
    re.IGNORECASE,
)


def iso_date(text: str) -> str | None:
    """Return the first full date (or month) that `text` names, as xsd:date, xsd:gYearMonth or xsd:dateTime.

    `None` where there is none, or only an ambiguous one (03/04/2021).

    >>> iso_date("Published on 3 March 2021"), iso_date("2021-03-03T10:30:00Z"), iso_date("March 2021")
    ('2021-03-03', '2021-03-03T10:30:00Z', '2021-03')
    """
    match = _DATE.search(text)
    if match is None:
        return None
    groups = [(match[f"y{n}"], match[f"m{n}"], match[f"d{n}"] if n < 4 else None) for n in range(1, 6)]
    year, month, day = next(group for group in groups if group[0])
    number = int(month) if month.isdigit() else _month(month)
    if day is None:
        return f"{year}-{number:02}" if 1 <= number <= 12 else None
    try:
        whole = calendar_date(int(year), number, int(re.sub(r"\D", "", day))).isoformat()
    except ValueError:
        return None
    return whole + re.sub(r"(?<=[+-]\d\d)(?=\d\d$)", ":", match["time"] or "")


def head_date(line: str) -> str | None:
    """Return the date that a line over a text gives it: "Transcript of the briefing of 4 March 2021".

    A date in a headline about something else does not count: there has to be a word or a bar that makes it the text's,
    or it stands at the beginning, by itself or behind a place.

    >>> head_date("Interview with Ida Holm, 4 March 2021"), head_date("What happened on 4 March 2021")
    ('2021-03-04', None)
    >>> head_date("2021-03-04 09:12 Source: Ore Net"), head_date("Oslo, 4 March 2021. Moderator: Ann Lee.")
    ('2021-03-04', '2021-03-04')
    """
    if opening := opening_date(line):
        return opening
    return iso_date(line) if len(line) <= _HEAD and _OF_THE_TEXT.search(line) else None


def opening_date(line: str) -> str | None:
    """Return the date with which a line begins that tells where or by whom a text was made.

    >>> opening_date("Oslo, 4 March 2021. Moderator: Ann Lee."), opening_date("On 4 March 2021 she left.")
    ('2021-03-04', None)
    """
    match = _OPENS.match(line[:_HEAD])
    return iso_date(match[0]) if match else None


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].casefold()))


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline inside a line: its offsets in that line, the ISO date and the place where it gives them."""

    start: int
    end: int
    date: str | None
    place: str | None


_UPPER: Final = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,3}"
_MIXED: Final = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:de|la|el|al|of|[A-ZÀ-Þ][\w.'’-]*)){0,3}"
_REGION: Final = (
    r"(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-ZÀ-Þ][\w.]{1,15}(?: [A-ZÀ-Þ][\w.]{1,15})?)?"
)
_WHEN: Final = rf"(?:, ?(?P<when>(?:\w{{3,9}}day,? )?(?:{_MONTH} {_DAY}|{_DAY} {_MONTH})(?:,? \d{{4}})?))"
_WIRE: Final = r"(?: ?[(\[][A-Z][\w ./&-]{1,40}[)\]])"
_DASH: Final = r" ?(?:—|–|--|- |[-](?=[A-Z“\"]))"
_INLINE: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?P<place>{_UPPER}{_REGION}){_WHEN}?{_WIRE}?{_DASH}",
        rf"^(?P<place>{_MIXED}{_REGION})(?:{_WHEN}{_WIRE}?|{_WIRE}){_DASH}",
        rf"^(?P<place>){_WHEN.replace(', ?', '', 1)}?{_WIRE}{_DASH}",
        rf"^(?P<place>{_MIXED}{_REGION}){_WHEN}{_WIRE}(?= [A-ZÀ-Þ“\"‘])",
        rf"^(?P<place>{_MIXED}{_REGION}){_WHEN}?{_WIRE}:(?= [A-ZÀ-Þ“\"‘])",
    )
)
_COLON: Final = re.compile(rf"^(?P<place>{_UPPER}{_REGION})(?P<when>):(?= [A-Z“\"])")
_NO_PLACE: Final = re.compile(
    r"BREAKING|EXCLUSIVE|UPDATED?\b|WATCH|VIDEO|OPINION|ANALYSIS|CORRECTED|REFILE|LIVE|NOTE|FACTBOX|TIMELINE|REPORT|NEWS"
    r"|EDITORIAL|COMMENT|LOOK|ALERT|REVEALED|POLL|FLASHBACK|WARNING|FULL TEXT|BYLINE|AP\b|UN\b|US\b|EU\b"
    r"|LETTER|REVIEW|PHOTO|READ|EDITOR|TRANSCRIPT|Q\b|A\b|MR\b|MRS\b|MS\b|DR\b|THE\b|SEN\b|PRESIDENT"
)
_ALONE: Final = re.compile(
    rf"(?:(?:first |last )?(?:published|posted|updated|modified|released?|date[d]?)(?: on)?:? ?)?"
    rf"(?:(?!\w{{3,9}}day,)(?P<place>{_MIXED}{_REGION}), )?(?:\w{{3,9}}day,? )?{_FULL}"
    rf"(?:T?[ ,|·–-]{{0,3}}(?:at )?{_CLOCK})?(?: ?[A-Z]{{1,4}})?\.?"
    rf"|{_CLOCK} ?[A-Z]{{2,4}}",
    re.IGNORECASE,
)
_TRAILING: Final = re.compile(rf"(?<=[.!?”\"])\s+(?P<date>{_FULL})$")
_OF_THE_TEXT: Final = re.compile(
    r"\b(?:published|posted|updated|issued|released|dated?|recorded|broadcast|aired|transcript|minutes|hansard|briefing"
    r"|interview|press conference|press release|statement|sitting|session|hearing|panel|debate)\b|[|·•]",
    re.IGNORECASE,
)
_OPENS: Final = re.compile(
    rf"(?:{_MIXED}{_REGION}, )?(?:\w{{3,9}}day,? )?{_FULL}"
    rf"(?:\.(?= )|[ ,|]{{1,3}}{_CLOCK}(?= (?:Source|By|From|Author)\b))"
)
_HEAD: Final = 160  # no dateline is longer, so no pattern looks further


def find_dateline(line: str, *, colon: bool = True) -> Dateline | None:
    """Return the dateline that `line` is, begins with, or (a bare date after a sentence) ends with.

    With `colon`, `ISLAMABAD: The court …` counts, which in a transcript would be a speaker.
    """
    if len(line) <= _HEAD and (match := _ALONE.fullmatch(line)):
        return Dateline(0, len(line), iso_date(line), match["place"])
    for pattern in (*_INLINE, *((_COLON,) if colon else ())):
        match = pattern.match(line[:_HEAD])
        if match and not _NO_PLACE.match(line):
            end = len(match[0].rstrip())
            return Dateline(0, end, iso_date(match["when"] or ""), match["place"] or None)
    start = max(0, len(line) - 60)
    if match := _TRAILING.search(line[start:]):
        return Dateline(start + match.start("date"), len(line), iso_date(match["date"]), None)
    return None
