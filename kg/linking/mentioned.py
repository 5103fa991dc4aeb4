"""Whom the contents speak of: the names in them, as the actors that sources of the same document are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from typing import Final, TypeVar

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.actors import named
from kg.linking.cast.named import Source
from kg.linking.cast.names import Names, is_capitalised, is_unnamed, plain_name
from kg.model import Attribution, Span
from kg.model.subjects import MENTION_TYPES, Mentioned, Topic

Item = TypeVar("Item", Topic, Mentioned)
Meaning = tuple[str, str]
"""Name and type of an actor."""


def with_mentions(text: str, found: Sequence[Attribution], names: Names) -> list[Attribution]:
    """Return the attributions with the actors that their contents name; what names an actor is no topic any more.

    An actor who is the source of something has the name and the type that it has there.  A place is an actor only
    where it is a country or has something to say; the others stay topics.
    """
    known = {
        actor_key(a.actor): (a.actor, a.actor_type)
        for a in found
        if a.actor is not None and a.actor_type in MENTION_TYPES
    }
    meanings = {m.span: who for m in names.mentions if (who := _actor(text, m, names, known)) is not None}
    called = known | {actor_key(name): (name, kind) for name, kind in meanings.values()}
    spans = {span for attribution in found for topic in attribution.topics for span in topic.spans}
    for span in spans - meanings.keys():
        if (who := _called(text[slice(*span)], names, called)) is not None:
            meanings[span] = who
    named_spans = _apart(sorted(meanings))
    starts = [start for start, _ in named_spans]
    no_topics = {span for span in spans if _lies_in(span, named_spans, starts)}
    return [_with(attribution, named_spans, meanings, no_topics) for attribution in found]


def _actor(text: str, mention: Mention, names: Names, known: Mapping[str, Meaning]) -> Meaning | None:
    words = text[slice(*mention.span)]
    if mention.label not in ("PERSON", "ORG", "GPE", "NORP") or is_unnamed(plain_name(words)) or "\n" in words:
        return None
    if not is_capitalised(plain_name(words)) or _is_common(plain_name(words), text):
        return None
    link = named(Source(words, mention.span, names))
    if link is None or link.actor_type not in MENTION_TYPES:
        return None
    if meaning := known.get(actor_key(link.actor)):
        return meaning
    is_place = mention.label == "GPE" and link.actor_type == "country" and not _is_country(actor_key(link.actor))
    is_people = mention.label == "NORP" and not words.endswith("s")  # "Chinese" says of what kind something is
    return None if is_place or is_people else (link.actor, link.actor_type)


def _is_common(name: str, text: str) -> bool:
    """ "Rare Earths" at the head of a sentence, where the text has "rare earths" in small letters too."""
    return " " in name and name.lower().removesuffix("s") in text


def _called(words: str, names: Names, known: Mapping[str, Meaning]) -> Meaning | None:
    """An actor of the document under a name that was not seen as one: its letters, or its name in full."""
    if not words[:1].isupper():
        return None
    return known.get(actor_key(names.bodies.long_form(plain_name(words)) or plain_name(words)))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Of spans that overlap the first one."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _lies_in(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    place = bisect_right(starts, span[0]) - 1
    return place >= 0 and span[1] <= spans[place][1]


def _with(
    attribution: Attribution, spans: Sequence[Span], meanings: Mapping[Span, Meaning], no_topics: AbstractSet[Span]
) -> Attribution:
    places: dict[Meaning, list[Span]] = {}
    for start, end in attribution.content:
        for place in range(bisect_left(spans, (start, start)), len(spans)):
            if spans[place][0] >= end:
                break
            if spans[place][1] <= end:
                places.setdefault(meanings[spans[place]], []).append(spans[place])
    mentions = [Mentioned(*meaning, tuple(found)) for meaning, found in places.items()]
    topics = [replace(t, spans=tuple(span for span in t.spans if span not in no_topics)) for t in attribution.topics]
    return replace(attribution, mentions=_sorted(mentions), topics=_sorted([topic for topic in topics if topic.spans]))


def _sorted(items: list[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: item.spans))


@cache
def _countries() -> frozenset[str]:
    import pycountry

    fields = ("name", "common_name", "official_name")
    return frozenset(actor_key(getattr(c, field)) for c in pycountry.countries for field in fields if hasattr(c, field))


def _is_country(key: str) -> bool:
    return key in _countries() or key in _USUAL


_USUAL: Final = frozenset(
    {"russia", "turkey", "britain", "great britain", "czech republic", "ivory coast", "burma", "holland"}
)
"""Countries by names that are none of ISO 3166."""
