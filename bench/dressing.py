"""Gives a bare corpus what a finder and a linker would add to it, drawn by chance: what is asked needs it.

Actors are the sources as they stand in the text; dates, publishers, speech acts, nested statements, interpretations,
answers and topics are drawn.  Words are exchanged for others of the same length, so that documents made of the same
paragraphs do not say the same, and every offset holds.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Attribution, Document, Record, Span, order, text_of
from kg.model.subjects import Topic, topic_label
from kg.terms import concepts

_WORD = re.compile(r"\b[a-z]{5,}\b")
_NAME = re.compile(r"[A-Z]")
_PLACES = ("Aa", "Bo", "Ca", "Du", "Ely", "Fro", "Goa", "Hue", "Ica", "Jaen")
_PUBLISHERS = tuple(f"Gazette of {place}" for place in _PLACES)
_KINDS = ("statement",) * 17 + ("interpretation",) * 2 + ("question",)


def dressed(records: Iterable[Record], *, seed: int) -> Iterator[Record]:
    """Yield `records` with everything that an attribution may have; equal arguments give equal records.

    >>> (made,) = dressed([Record(Document(id="a", text="Ann said rain fell."))], seed=1)
    >>> made.document.publisher in _PUBLISHERS
    True
    """
    chance, words = random.Random(seed), _Words()
    for record in records:
        text = words.exchanged(record.document.text, chance)
        day = f"{chance.randint(2000, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        document = replace(record.document, text=text, date=day, publisher=chance.choice(_PUBLISHERS))
        yield Record(document, _attributions(document, record.attributions, chance))


class _Words:
    """The words met so far, by length: what others are exchanged for."""

    def __init__(self) -> None:
        self._met: dict[int, list[str]] = defaultdict(list)

    def exchanged(self, text: str, chance: random.Random) -> str:
        for word in _WORD.findall(text):
            met = self._met[len(word)]
            if len(met) < 500 and word not in met:
                met.append(word)
        return _WORD.sub(lambda m: chance.choice(self._met[len(m[0])]) if chance.random() < 0.2 else m[0], text)


def _attributions(document: Document, bare: Sequence[Attribution], chance: random.Random) -> tuple[Attribution, ...]:
    made: list[Attribution] = []
    for attribution in bare:
        kind = chance.choice(_KINDS)
        earlier = [index for index, other in enumerate(made) if other.parent is None]
        link = chance.choice(earlier) if earlier else None
        made.append(
            replace(
                _drawn(document.text, attribution, chance),
                kind=kind,
                interprets=link if kind == "interpretation" else None,
                answers=link if link is not None and made[link].kind == "question" else None,
            )
        )
        inner = _inner(document.text, made[-1].content) if chance.random() < 0.15 else None
        if inner is not None:
            made.append(replace(_drawn(document.text, inner, chance), parent=len(made) - 1))
    return order(made)


def _drawn(text: str, bare: Attribution, chance: random.Random) -> Attribution:
    source = " ".join(text_of(text, bare.source).split())[:60] or None
    kind = "anonymous" if source is None or not _NAME.match(source) else _TYPES[len(source) % len(_TYPES)]
    return replace(
        bare,
        form=chance.choice(("direct", "indirect", "mixed")),
        actor=source,
        actor_type=kind if source else None,
        speech_act=chance.choice(sorted(concepts("speech-acts"))),
        certainty=chance.choice(sorted(concepts("certainty"))),
        cue_negated=chance.random() < 0.02,
        confidence=round(chance.uniform(0.5, 1), 2),
        extractor="drawn@1",
        topics=_topics(text, bare.content, chance),
    )


def _inner(text: str, content: Sequence[Span]) -> Attribution | None:
    """Return an attribution inside a content of six words or more: its first word says by its second the rest."""
    start, end = content[0]
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", text[start:end])]
    if len(words) < 6:
        return None
    return Attribution(source=(words[0],), cue=(words[1],), content=((words[2][0], words[-1][1]),))


def _topics(text: str, content: Sequence[Span], chance: random.Random) -> tuple[Topic, ...]:
    start, end = content[0]
    pairs = [(start + m.start(), start + m.end()) for m in re.finditer(r"[a-z]{4,} [a-z]{4,}", text[start:end])]
    chosen = {topic_label(text[s:e]): (s, e) for s, e in chance.sample(pairs, min(2, len(pairs)))}
    return tuple(Topic(label, (span,)) for label, span in sorted(chosen.items(), key=lambda item: item[1]))


_TYPES = ("person", "person", "organization", "outlet", "country", "group")
