"""How values are written as RDF literals: one way each, so that equal input gives equal bytes."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeVar
from urllib.parse import quote

from kg.model import Attribution, Document, Failure, Record, Verdict
from kg.model.subjects import Mentioned

RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
LABEL_LENGTH: Final = 80


class Text(NamedTuple):
    """A literal: its lexical form and its datatype, a local name of XML Schema."""

    lexical: str
    datatype: str = "string"


Fact = tuple[str, str, str | Text]
"""Subject and predicate as IRI strings; the object an IRI string or a `Text`."""

Item = TypeVar("Item", Document, Attribution, Verdict, Mentioned, Failure)


_DATES: Final = {
    "date": r"\d{4}-\d\d-\d\d",
    "gYearMonth": r"\d{4}-\d\d",
    "gYear": r"\d{4}",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?",
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def short(text: str, length: int = LABEL_LENGTH) -> str:
    """Return `text` on one line and no longer than `length`, for labels.

    >>> short("one two three", 8)
    'one two…'
    """
    line = " ".join(text[: 4 * length].split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def decimal(number: float) -> str:
    """Return `number` as an xsd:decimal with a decimal point, in one way only.

    >>> decimal(1), decimal(0.930), decimal(1e-7)
    ('1.0', '0.93', '0.0000001')
    """
    digits = format(Decimal(repr(float(number))), "f")
    return digits if "." in digits else digits + ".0"


def date_type(date: str) -> str | None:
    """Return the XML Schema type that fits the precision of `date`, or `None` where it is no date of ISO 8601.

    >>> date_type("2019-05-20"), date_type("2019-05"), date_type("2019"), date_type("2019-02-30")
    ('date', 'gYearMonth', 'gYear', None)
    """
    for datatype, pattern in _DATES.items():
        if re.fullmatch(pattern, date, re.ASCII):
            try:
                datetime.fromisoformat(date if len(date) > 7 else date + "-01-01"[len(date) - 4 :])
            except ValueError:
                return None
            return datatype
    return None


def scalar(item: Item) -> Item:
    """Return `item` with every lone surrogate replaced by U+FFFD; offsets stay the same."""
    changes: dict[str, Any] = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if isinstance(value, str) and (whole := scalar_text(value)) is not value:
            changes[field.name] = whole
        elif field.name == "mentions" and value:
            changes[field.name] = tuple(map(scalar, value))
    return replace(item, **changes) if changes else item


def whole(record: Record) -> Record:
    """Return `record` as a graph can hold it: `scalar` throughout, what was decided in the order of its names."""
    verdicts = sorted(map(scalar, record.verdicts), key=lambda verdict: quote(verdict.id, safe=""))
    return Record(scalar(record.document), tuple(map(scalar, record.attributions)), tuple(verdicts))


def scalar_text(text: str) -> str:
    """Return `text` with every lone surrogate replaced by U+FFFD, itself where there is none."""
    return text if text.isascii() or not _SURROGATE.search(text) else _SURROGATE.sub("\ufffd", text)
