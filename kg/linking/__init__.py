"""Who the sources are, as far as one document tells: actor, type, the method that says so, and how sure it is.

A statement is never changed by it: only the fields of opinion are filled, and whom the contents mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language import Mention
from kg.linking.actors import named, speaker
from kg.linking.genders import learn
from kg.linking.mentioned import with_mentions
from kg.linking.named import Link, Source
from kg.linking.names import names_of
from kg.linking.nominals import nominal
from kg.linking.pronouns import third_person
from kg.linking.references import continued_report, first_person
from kg.linking.scene import Scene, scene_of
from kg.model import Attribution, Record, text_of

__all__ = ["link"]


def link(record: Record, mentions: Iterable[Mention] = ()) -> Record:
    """Return `record` with `actor`, `actor_type`, `link_method`, `link_score` and `mentions` where the document tells.

    `mentions` are the named entities of the document (`kg.extractors.Finding.mentions`); without them names are told
    by their spelling alone.  A source without a name is "anonymous" with its own words as `actor`; a pronoun that
    cannot be resolved safely, and a missing source, leave all four None.

    >>> from kg.model import Document
    >>> found = Attribution(source=((0, 7),), content=((13, 15),))
    >>> link(Record(Document(id="a", text="Reuters said no."), (found,))).attributions[0].actor_type
    'outlet'
    """
    text, found = record.document.text, record.attributions
    speakers = [a.actor for a in found if a.form == "turn" and a.actor]
    scene = scene_of(text, found, names_of(text, mentions, speakers))
    scene.names.people.genders = learn(scene)
    for index in _outermost_first(found):
        scene.resolve(index, nominal(scene, index) or _by_name(scene, index) or _by_reference(scene, index))
    linked = [_with(a, link) for a, link in zip(found, scene.links, strict=True)]
    return Record(record.document, tuple(with_mentions(text, linked, scene.names)))


def _outermost_first(found: Sequence[Attribution]) -> list[int]:
    """The order in which sources can be resolved: a speaker before what he reports, then as they stand in the text."""
    depths: dict[int, int] = {}
    for index in range(len(found)):
        path: list[int] = []
        place: int | None = index
        while place is not None and place not in depths:
            path.append(place)
            place = found[place].parent
        below = depths[place] if place is not None else -1
        depths.update((item, below + step) for step, item in enumerate(reversed(path), 1))
    return sorted(range(len(found)), key=lambda i: (depths[i], found[i].source or found[i].content))


def _by_name(scene: Scene, index: int) -> Link | None:
    attribution = scene.found[index]
    if attribution.form == "turn":
        return speaker(attribution, text_of(scene.text, attribution.source), scene.names)
    if not attribution.source:
        return None
    span = attribution.source[0][0], attribution.source[-1][1]
    return named(Source(scene.text[span[0] : span[1]], span, scene.names))


def _by_reference(scene: Scene, index: int) -> Link | None:
    return first_person(scene, index) or third_person(scene, index) or continued_report(scene, index)


def _with(attribution: Attribution, link: Link | None) -> Attribution:
    if link is None:
        return replace(attribution, actor=None)
    return replace(
        attribution, actor=link.actor, actor_type=link.actor_type, link_method=link.method, link_score=link.score
    )
