"""What contents are about: noun phrases in normal form.

A phrase loses article, possessor, number and what only counts, dates or praises; "the price of rare earths" is turned
round to "rare earth price"; an empty head falls off ("the issue of exports", "rare earth problem").
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.prepared import Prepared, Unit
from kg.model import Attribution, Span
from kg.model.subjects import Topic, topic_label

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Phrase = tuple[Span, str]
"""Where a noun phrase stands, and its label."""

MOST_TOPICS: Final = 12
"""Of one content: a turn of many paragraphs is about what comes up most often in it."""


def noun_phrases(prepared: Prepared) -> Iterator[Phrase]:
    """Yield the noun phrases of a document that can be topics, with spans of the view's text."""
    for unit in prepared.units:
        yield from _in_unit(unit)


def with_topics(found: Sequence[Attribution], phrases: Iterable[Phrase]) -> list[Attribution]:
    """Return the attributions with the topics that stand inside their contents; spans are those of the attributions."""
    ordered = sorted(dict(phrases).items())
    starts = [span[0] for span, _ in ordered]
    return [replace(attribution, topics=_topics(attribution, ordered, starts)) for attribution in found]


def _topics(attribution: Attribution, phrases: Sequence[Phrase], starts: Sequence[int]) -> tuple[Topic, ...]:
    places: dict[str, list[Span]] = {}
    for start, end in attribution.content:
        for place in range(bisect_left(starts, start), len(phrases)):
            (low, high), label = phrases[place]
            if low >= end:
                break
            if high <= end:
                places.setdefault(label, []).append((low, high))
    topics = [Topic(label, _apart(spans)) for label, spans in places.items()]
    chief = Counter({topic: len(topic.spans) for topic in topics}).most_common(MOST_TOPICS)
    return tuple(sorted((topic for topic, _ in chief), key=lambda topic: topic.spans))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return tuple(kept)


def _in_unit(unit: Unit) -> Iterator[Phrase]:
    doc = unit.doc
    heads = {chunk.root.i: chunk.start for chunk in doc.noun_chunks if chunk.root.pos_ in ("NOUN", "PROPN")}
    for root in heads:
        found = _phrase(doc, root, heads, 0)
        if found is not None:
            first, last, label = found
            yield unit.span(doc[first], doc[last]), label


def _phrase(doc: Doc, root: int, heads: dict[int, int], depth: int) -> tuple[int, int, str] | None:
    """The first and the last token and the label of the phrase whose head is token `root`."""
    head = doc[root]
    if head.ent_type_ in _NO_TOPICS:
        return None
    below = _of(head, heads) if depth < 2 else None
    inner = _phrase(doc, below, heads, depth + 1) if below is not None else None
    own = _modifiers(doc, heads[root], head)
    if inner is not None:
        own = [token for token in own if token.pos_ != "ADJ"]
    lemma = _lemma(head)
    is_light = (lemma in _LIGHT and head.pos_ == "NOUN") or not head.text[0].isalpha() or len(lemma) < 2
    if is_light and (inner is not None or not any(token.pos_ in ("NOUN", "PROPN") for token in own)):
        return None
    words = [inner[2]] if inner is not None else []
    words += [_lemma(token) for token in own] + ([] if is_light else [lemma])
    label = topic_label(" ".join(words).replace("-", " "))
    first = own[0].i if own else root
    last = inner[1] if inner is not None else own[-1].i if is_light else root
    return (first, last, label) if label and len(label) <= _LONGEST else None


def _of(head: Token, heads: dict[int, int]) -> int | None:
    """The head of the phrase after "of": what the head is a price, a ban, a supply of."""
    for child in head.rights:
        if child.lower_ == "of" and child.i == head.i + 1:
            return next((t.i for t in child.rights if t.dep_ == "pobj" and t.i in heads and t.pos_ == "NOUN"), None)
    return None


def _modifiers(doc: Doc, start: int, head: Token) -> list[Token]:
    """The words before the head that hang on it and say what kind of thing it is; of a hyphened word all or nothing."""
    kept = {head.i}
    for place in 2 * [*range(head.i - 1, start - 1, -1)]:  # twice: of "economic and trade ties" trade hangs on economic
        if doc[place].head.i in kept and _tells(doc[place]) and not _is_half(doc, start, place):
            kept.add(place)
    if head.pos_ == "PROPN":  # the "and" and "of" inside a name are part of it
        return [token for token in doc[min(kept) : head.i] if token.text[0].isalnum()]
    return [doc[place] for place in sorted(kept - {head.i})]


def _is_half(doc: Doc, start: int, place: int) -> bool:
    """ "term" of "long-term", "high" of "high-tech": its other half tells nothing."""
    before = place - 2 >= start and doc[place - 1].text == "-" and not _tells(doc[place - 2])
    return before or (place + 2 < len(doc) and doc[place + 1].text == "-" and not _tells(doc[place + 2]))


def _tells(token: Token) -> bool:
    """Return whether a word before the head says what kind of thing it is."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.dep_ in ("poss", "appos", "det"):
        return False
    if token.ent_type_ in _NO_TOPICS or token.ent_type_ == "NORP" or token.tag_ in ("JJR", "JJS"):
        return False
    if any(child.tag_ == "POS" for child in token.children):
        return False
    return token.lower_ not in _PALE and token.text[0].isalpha()


def _lemma(token: Token) -> str:
    word: str = token.lemma_.lower() if token.pos_ != "ADJ" else token.lower_
    if token.tag_ == "NNPS" and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _USUAL.get(word, word)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST: Final = 60
_NO_TOPICS: Final = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})
_USUAL: Final = {"datum": "data", "medium": "media"}
_LIGHT: Final = _words(
    """number kind sort type lot part series group set issue question matter problem case thing way fact time day week
    month year decade hour minute second moment today tomorrow yesterday tonight morning evening night afternoon
    weekend lack amount level range variety host pair couple piece bit rest majority most half quarter percent
    percentage point sense idea reason result end start beginning middle side aspect form example instance people
    person man woman someone everyone anyone nobody everybody somebody anybody guy folk fellow total deal place
    situation circumstance use means term word name one other all some many few any each both none anything
    something everything nothing area field course head home hand stop addition response step respect regard light
    view basis extent degree manner mr mrs ms dr""",
)
"""Heads that say nothing about what is spoken of."""
_PALE: Final = _words(
    """new old big small large great good bad important major main key certain various different several many much more
    most other another such same own few little first last next previous recent current present former latest
    possible necessary clear sure able full whole entire total real true right wrong high low long short strong weak
    serious significant considerable huge enormous numerous further additional special particular specific very only
    single relevant respective early late best better worst worse common general average so-called potential actual
    likely unlikely mere sheer utter absolute complete proper nice beautiful terrible wonderful fantastic incredible
    amazing tremendous unprecedented""",
)
"""Adjectives that do not say what kind of thing it is."""
