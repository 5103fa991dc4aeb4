"""What holds between documents, as plain data: claims that are alike, readings of what was said elsewhere, one actor
by two names.

A line of `likenesses.jsonl` is one: `{"first": ["a.txt", [[0, 9]]], "second": ["b.txt", [[4, 15]]], "relation": …,
"method": …, "score": …}`; a place is a document's id and the spans of a content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import RecordError
from kg.model import Spans

RELATIONS: Final = ("verbatim", "paraphrase", "contradicts")
Place = tuple[str, Spans]
"""Where a claim stands: the document's id and the content's spans."""
Spot = tuple[str, Spans, Spans, Spans]
"""Where an attribution stands: the document's id and the spans of source, cue and content."""


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """An opinion on two claims: their relation (`RELATIONS`), how it was found, how sure it is in [0, 1].

    `first` is the smaller of the two places, so that there is one way to say it.
    """

    first: Place
    second: Place
    relation: str
    method: str
    score: float


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """An opinion that the interpretation at `reading` is about the remark at `remark`, in another document.

    `method` names what told it, `score` is how sure it is in [0, 1].  Of the candidates of one interpretation one is
    the `best`.
    """

    reading: Spot
    remark: Spot
    method: str
    score: float
    best: bool = False


@dataclass(frozen=True, slots=True, order=True)
class ActorLink:
    """An opinion that the actor `name` of some documents is the one whom others know as `known_as`, by a fuller name.

    `method` names what told it, `score` is how sure it is in [0, 1]; `company` are some of those who are named beside
    both.
    """

    name: str
    known_as: str
    method: str
    score: float
    company: tuple[str, ...] = ()


Link = Likeness | Reading | ActorLink
"""What a graph says about documents taken together: opinions that are formed anew when documents come in."""


def likeness(one: Place, other: Place, relation: str, method: str, score: float) -> Likeness:
    """Return the likeness of two claims, whichever is named first, its score rounded to two digits.

    >>> likeness(("b", ((0, 4),)), ("a", ((2, 9),)), "verbatim", "words", 1).first
    ('a', ((2, 9),))
    """
    return Likeness(min(one, other), max(one, other), relation, method, round(float(score), 2))


def dump_likenesses(likenesses: Iterable[Likeness]) -> Iterator[str]:
    """Yield one line of JSON for each, newline included."""
    for item in likenesses:
        values = {name: getattr(item, name) for name in Likeness.__slots__}
        yield json.dumps(values, ensure_ascii=False) + "\n"


def read_likenesses(path: Path) -> Iterator[Likeness]:
    """Yield the likenesses in a file that `dump_likenesses` made.  Raises `RecordError` where it is none."""
    with path.open(encoding="utf-8") as lines:
        yield from (likeness_from_json(json.loads(line)) for line in lines)


def likeness_from_json(data: Any) -> Likeness:
    """Return the likeness that `data` describes.  Raises `RecordError` with what is wrong."""
    if not isinstance(data, Mapping):
        raise RecordError(f"a likeness must be an object, found {type(data).__name__}")
    relation, method, score = data.get("relation"), data.get("method", ""), data.get("score", 1.0)
    if relation not in RELATIONS:
        raise RecordError(f"relation is {relation!r}; valid are {', '.join(RELATIONS)}")
    if not isinstance(method, str) or isinstance(score, bool) or not isinstance(score, int | float):
        raise RecordError(f"method must be a string and score a number, found {method!r} and {score!r}")
    if not 0 <= score <= 1:
        raise RecordError(f"score is {score!r}; valid is a number from 0 to 1")
    first, second = _place(data.get("first")), _place(data.get("second"))
    if first == second:
        raise RecordError(f"a claim is not like itself: both places are {first!r}")
    return likeness(first, second, relation, method, score)


def _place(value: Any) -> Place:
    try:
        document, spans = value
        found = tuple((start, end) for start, end in spans)
    except (TypeError, ValueError):
        document, found = None, ()
    if not isinstance(document, str) or not found or any(type(offset) is not int for span in found for offset in span):
        raise RecordError(f"a place is a document's id and spans, [id, [[start, end], …]]; found {value!r}")
    return document, found
