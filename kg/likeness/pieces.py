"""Claims cut into pieces of a sentence: what is compared, small enough for a sentence in a long turn to be found."""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kg.ids import actor_key
from kg.likeness.kept import Shelf
from kg.likeness.meaning import Meaning, meaning
from kg.model import Attribution, Record, Span, text_of
from kg.model.claims import Place

_SENTENCE: Final = re.compile(r"(?<=[.!?;:])[”\"’')\]]*\s+|,? and that (?=\w)|\n+")
_MARKS: Final = re.compile(r"[“”„«»\"]|(?<!\w)['‘’]|['’](?!\w)")
_OPENING: Final = re.compile(r"^(?:that|if|whether|to) ", re.IGNORECASE)
_LONGEST: Final = 600
"""Signs of a piece that are compared: a sentence that is longer is no sentence."""
_MOST: Final = 400
"""Pieces of one claim."""
_WHOLE: Final = 4
"""Up to so many sentences, a claim is compared as a whole as well."""
_RELAY: Final = 0.6
"""Share of a content that a report inside it must take for the content to say no more than "so-and-so said"."""


class Claim(NamedTuple):
    """A claim where it stands, with what tells whose it is.

    `denied` where the source denies it; `relays` where it mostly tells what another said, which is a claim of its own.
    """

    place: Place
    actor: str | None
    denied: bool
    relays: bool
    pieces: tuple[str, ...]


class Pieces:
    """The pieces of claims in the given order, by number; what was asked for last is at hand.

    Each text is read once, and what it says kept on the disk: reading takes twenty times as long as fetching that.
    """

    def __init__(self, claims: Shelf[Claim], order: Sequence[int]) -> None:
        self._order = order
        self._claim = lru_cache(maxsize=8_192)(claims.__getitem__)
        self._starts = array("q", [0])
        self._texts = array("i")
        self._said = lru_cache(maxsize=4_096)(self._read().__getitem__)

    def _read(self) -> Shelf[Meaning]:
        """Note where the pieces of each claim start and which text each has; return what the texts say."""
        known: dict[bytes, int] = {}
        said: Shelf[Meaning] = Shelf()
        for number in self._order:
            for text in self._claim(number).pieces:
                key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
                if key not in known:
                    known[key] = len(known)
                    said.add(meaning(text))
                self._texts.append(known[key])
            self._starts.append(len(self._texts))
        return said

    def said(self, number: int) -> Meaning:
        """Return what the piece of that number says."""
        return self._said(self._texts[number])

    def __iter__(self) -> Iterator[tuple[Claim, str]]:
        """Yield all of them with their claims."""
        for number in self._order:
            claim = self._claim(number)
            yield from ((claim, text) for text in claim.pieces)

    def __getitem__(self, number: int) -> tuple[Claim, str]:
        place = bisect_right(self._starts, number) - 1
        claim = self._claim(self._order[place])
        return claim, claim.pieces[number - self._starts[place]]


def claims_of(record: Record) -> Iterator[Claim]:
    """Yield the claims of a record, those that several attributions share once; questions claim nothing."""
    seen = set()
    relays = _relays(record.attributions)
    for index, attribution in enumerate(record.attributions):
        if attribution.kind == "question" or attribution.cue_negated or attribution.content in seen:
            continue
        pieces = tuple(cut(text_of(record.document.text, attribution.content, " ")))
        if pieces:
            seen.add(attribution.content)
            yield Claim(
                (record.document.id, attribution.content),
                _key(attribution),
                attribution.speech_act == "denying",
                index in relays,
                pieces,
            )


def cut(content: str) -> Iterator[str]:
    """Yield the sentences of `content` without quotation marks and opening "that", and the whole of a short one.

    >>> list(cut("“We won. And we sang,”"))
    ['We won.', 'And we sang,', 'We won. And we sang,']
    """
    plain = " ".join(_MARKS.sub(" ", content.replace("\\n", "\\n\\n")).split(" "))
    parts = [_OPENING.sub("", " ".join(part.split())) for part in _SENTENCE.split(plain)]
    parts = [part[:_LONGEST] for part in parts if part.count(" ")][:_MOST]
    yield from parts
    if 1 < len(parts) <= _WHOLE:
        yield _OPENING.sub("", " ".join(plain.split()))[:_LONGEST]


def apart(one: Place, other: Place) -> bool:
    """Tell whether two claims stand at places that share nothing: what lies inside a claim is no repetition of it."""
    return one[0] != other[0] or not any(max(a[0], b[0]) < min(a[1], b[1]) for a in one[1] for b in other[1])


def _key(attribution: Attribution) -> str | None:
    named = attribution.actor is not None and attribution.actor_type != "anonymous"
    return actor_key(attribution.actor or "") if named else None


def _relays(found: Sequence[Attribution]) -> set[int]:
    """The attributions of which another, nested in them, takes the most."""
    return {
        attribution.parent
        for attribution in found
        if attribution.parent is not None
        and _size(attribution.content) >= _RELAY * _size(found[attribution.parent].content)
    }


def _size(spans: Sequence[Span]) -> int:
    return sum(end - start for start, end in spans)
