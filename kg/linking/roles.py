"""As what each source speaks: the role that the document says beside the name, nearest to the statement."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from kg.linking.cast.introductions import introduction
from kg.linking.cast.scene import Scene
from kg.linking.words import ROLES
from kg.model import Span, Spans

_LABEL: Final = re.compile(r"(?P<before>[^(,]*[^(,\s])\s*\([^()]*\)\s*$|[^(,]+,\s*+(?P<after>[^()]*[^()\s])\s*$")


def roles(scene: Scene) -> list[Spans]:
    """Return for each attribution where the role of its source is said; nothing where it is said nowhere.

    What was said last before the statement, or in its own source, counts; else what is said first after it.
    """
    said = _by_actor(scene)
    return [_nearest(scene, index, said) for index in range(len(scene.found))]


def _by_actor(scene: Scene) -> dict[str, list[tuple[int, Span]]]:
    said: dict[str, list[tuple[int, Span]]] = {}
    for figure in scene.standing:
        if figure.link.actor_type != "person" or figure.head:
            continue
        span = introduction(scene, figure).span
        if span is not None:
            said.setdefault(figure.link.actor, []).append((figure.span[0], span))
    for attribution, link in zip(scene.found, scene.links, strict=True):
        if attribution.form != "turn" or not attribution.source or link is None or link.actor_type != "person":
            continue
        if span := _in_label(scene.text, attribution.source[0]):
            said.setdefault(link.actor, []).append((attribution.source[0][0], span))
    return {actor: sorted(set(places)) for actor, places in said.items()}


def _in_label(text: str, label: Span) -> Span | None:
    """The office in a turn's label: "The Minister for Water (Mr Casimir Dole)", "Ann Lee, Minister of Mines"."""
    match = _LABEL.match(text, *label)
    if match is None:
        return None
    start, end = match.span("before") if match["before"] else match.span("after")
    if text[start : start + 4].lower() == "the ":
        start += 4
    return (start, end) if _is_office(text[start:end]) else None


def _is_office(words: str) -> bool:
    return any(word.lower() in ROLES for word in words.split())


def _nearest(scene: Scene, index: int, said: dict[str, list[tuple[int, Span]]]) -> Spans:
    link, attribution = scene.links[index], scene.found[index]
    places = said.get(link.actor) if link is not None and link.actor_type == "person" else None
    if not places:
        return ()
    here = attribution.source[-1][1] if attribution.source else attribution.start
    place = bisect_right(places, (here, (len(scene.text), 0)))
    return (places[max(0, place - 1)][1],)
