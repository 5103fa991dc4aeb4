"""Noun phrases without a name that a pronoun may stand for: "a Danish diplomat", "the company", "her staff"."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from kg.language import Mention
from kg.linking.named import Link
from kg.linking.nominals import definite
from kg.linking.scene import Figure, Scene
from kg.linking.words import BODIES, COLLECTIVES, CROWDS, RELATIVES, ROLES, TEXTS

SPEAKING: Final = ROLES | RELATIVES | BODIES | CROWDS | COLLECTIVES | TEXTS
"""The nouns of those, and of what, can be said to say something."""
_INDEFINITE: Final = re.compile(
    r"(?:an?|one|another|two|three|four|five|several|some|many|most|a few)\s", re.IGNORECASE
)
_NAME_NEXT: Final = re.compile(r"\s*,?\s*(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?$")


def stand(scene: Scene) -> None:
    """Take down who is spoken of without a name, definite phrases as those they stand for where the text tells."""
    phrases = [m for m in scene.names.phrases if _can_speak(m) and not _is_beside_a_name(scene, m)]
    scene.indefinite = [m for m in phrases if _INDEFINITE.match(m.text) and m.head in ROLES | RELATIVES]
    figures = [_figure(scene, mention) for mention in phrases]
    taken = [(figure.span[0], figure.span[1]) for figure in scene.standing]
    free = [figure for figure in figures if not _overlaps(figure, taken)]
    scene.standing = sorted([*scene.standing, *free], key=lambda figure: figure.span)


def _can_speak(mention: Mention) -> bool:
    return mention.head in SPEAKING or mention.head.removesuffix("s") in SPEAKING


def _is_beside_a_name(scene: Scene, mention: Mention) -> bool:
    """ "Ann Lee, a spokeswoman", "the finance minister, Goran Ilves": the name is the one who stands there."""
    start, end = mention.span
    after = scene.names.between(end, end + 12)
    if after and _NAME_NEXT.fullmatch(scene.text[end : after[0].span[0]]):
        return True
    before = [m for m in scene.names.between(max(0, start - 60), start) if m.span[1] <= start]
    return bool(before) and scene.text[before[-1].span[1] : start].strip(" ") == ","


def _figure(scene: Scene, mention: Mention) -> Figure:
    link = definite(scene, mention.span) if not mention.plural else None
    if link is None:
        link = Link(scene.description(mention), "anonymous", "description", 0.5)
        return Figure(mention.span, link, mention.subject, plural=mention.plural, head=mention.head)
    return Figure(mention.span, link, mention.subject, head=mention.head)


def _overlaps(figure: Figure, taken: list[tuple[int, int]]) -> bool:
    """Whether a name stands inside the phrase in the place of its head: "the Acme spokesman" is nobody's, Acme is."""
    place = bisect_left(taken, (figure.span[1], 0)) - 1
    return place >= 0 and taken[place][1] >= figure.span[1] and taken[place][0] >= figure.span[0]
