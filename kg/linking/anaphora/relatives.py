"""Whom "who" and "which" stand for: the name or the noun phrase that they follow."""

from __future__ import annotations

import re
from typing import Final

from kg.language import Mention
from kg.linking.anaphora.nominals import definite
from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import BODIES
from kg.model import text_of

_WHO: Final = frozenset({"who", "whom", "whose"})
_WHICH: Final = frozenset({"which", "that"})
_TIME: Final = re.compile(
    r"[\s,—–-]*(?:(?:today|yesterday|tonight|(?:this|last|next) \w+|(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"[\s,—–-]+)?"
)
_REACH: Final = 160
_APPOSED: Final = re.compile(r"(?:an?|the|one|his|her|its)\s|.*[’']s\s", re.IGNORECASE)
_BETWEEN: Final = re.compile(
    r"(?:\s*\([^()]*\))?(?:,\s*\d{1,3}\b)?(?:,?\s+(?:of|from|in|at|for|on|with|to|under|behind)\s[^;:.!?“”\"\n]{1,60}?)?"
    r"(?:,\s*(?:[A-Z][\w.]*\s*){1,3})?(?:\s(?:this|last|next) \w+)?[’']?[\s,—–(-]*"
)
"""What may stand between a name and its "who": an age, a party, a place, a phrase that belongs to the name."""


def relative(scene: Scene, index: int) -> Link | None:
    """Return whom the "who" or "which" that is the source of `index` stands for; None for other sources."""
    source = scene.found[index].source
    word = text_of(scene.text, source).lower() if source else ""
    if word not in _WHO | _WHICH:
        return None
    start = source[0][0]
    before = [f for f in scene.figures(max(0, start - _REACH), start) if _can_be(f, word)]
    nearest = next((f for f in reversed(before) if _is_followed(scene, f.span[1], start)), None)
    phrase = _phrase(scene, start)
    if phrase is not None and word in _WHO and nearest is not None and _is_more(scene, nearest, phrase):
        phrase = None
    if phrase is not None and (named := _named_before(scene, before, phrase)) is not None:
        nearest, phrase = named, None
    if phrase is not None and (nearest is None or phrase.span[0] > nearest.span[0]):
        return _described(scene, phrase)
    if nearest is None:
        return None
    return Link(nearest.link.actor, nearest.link.actor_type, "relative", round(min(0.85, nearest.link.score), 2))


def _is_followed(scene: Scene, end: int, start: int) -> bool:
    return _BETWEEN.fullmatch(scene.text, end, start) is not None


def _is_more(scene: Scene, figure: Figure, phrase: Mention) -> bool:
    """ "Bundy says to Lee on camera, who": the phrase hangs on the name."""
    between = scene.text[figure.span[1] : phrase.span[0]]
    return (
        figure.link.actor_type == "person" and not phrase.plural and bool(re.fullmatch(r",?\s+[a-z]{2,6}\s+", between))
    )


def _named_before(scene: Scene, before: list[Figure], phrase: Mention) -> Figure | None:
    """ "John Kasich of Ohio, a Republican who": the phrase says more of the name before it."""
    for figure in reversed(before):
        between = scene.text[figure.span[1] : phrase.span[0]]
        if figure.span[1] <= phrase.span[0] and not figure.head:
            is_said_of = _APPOSED.match(phrase.text) is not None and between.rstrip().endswith(",")
            return figure if is_said_of and _is_followed(scene, figure.span[1], phrase.span[0]) else None
    return None


def _can_be(figure: Figure, word: str) -> bool:
    kind = figure.link.actor_type
    if word in _WHO:
        return kind in ("person", "group") or (kind == "anonymous" and figure.head not in BODIES)
    return kind in ("organization", "outlet", "country") or (kind == "anonymous" and bool(figure.head))


def _phrase(scene: Scene, start: int) -> Mention | None:
    """The noun phrase right before, whatever its noun: "economists who favour it", "an architect who"."""
    near = scene.names.noun_phrases(max(0, start - _REACH), start)
    fitting = [m for m in near if _TIME.fullmatch(scene.text, m.span[1], start)]
    return fitting[-1] if fitting else None


def _described(scene: Scene, phrase: Mention) -> Link:
    link = definite(scene, phrase.span) if not phrase.plural else None
    if link is not None:
        return Link(link.actor, link.actor_type, "relative", link.score)
    return Link(scene.description(phrase), "anonymous", "relative", 0.5)
