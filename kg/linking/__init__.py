"""Who the sources are, as far as one document tells: actor, type, the method that says so, and how sure it is.

A statement is never changed by it: only the fields of opinion are filled, where its source's role is said, and whom the
contents mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from kg.language import Mention
from kg.linking.actors import named
from kg.linking.anaphora.named_late import name_late
from kg.linking.anaphora.nominals import by_office, nominal
from kg.linking.anaphora.parts import part
from kg.linking.anaphora.phrases import stand
from kg.linking.anaphora.pronouns import owned_remark, third_person
from kg.linking.anaphora.references import continued_report, first_person, second_person
from kg.linking.anaphora.relatives import relative
from kg.linking.cast.addressed import addressed, going_on
from kg.linking.cast.genders import is_unsure, learn
from kg.linking.cast.named import Link, Source
from kg.linking.cast.names import Names, names_of
from kg.linking.cast.scene import Scene, again, scene_of
from kg.linking.mentioned import with_mentions
from kg.linking.metonyms import stands_for
from kg.linking.roles import roles
from kg.linking.speakers import holders, speaker
from kg.model import Attribution, Record, Spans

__all__ = ["link"]


def link(record: Record, mentions: Iterable[Mention] = ()) -> Record:
    """Return `record` with who its sources are filled in where the document tells: actor, type, method and score.

    So are the role that a source speaks in, whom a capital, a house or a people stands for, and whom contents mention.
    `mentions` are the named entities of the document (`kg.extractors.Finding.mentions`); without them names are told
    by their spelling alone.  A source without a name is "anonymous" with its own words as `actor`; a pronoun that
    cannot be resolved safely, and a missing source, leave all four None.

    >>> from kg.model import Document
    >>> found = Attribution(source=((0, 7),), content=((13, 15),))
    >>> link(Record(Document(id="a", text="Reuters said no."), (found,))).attributions[0].actor_type
    'outlet'
    """
    text = record.document.text
    called = addressed(text, record.attributions)
    found = tuple(replace(a, actor=called.get(index, a.actor)) for index, a in enumerate(record.attributions))
    speakers = [*(a.actor for a in found if a.form == "turn" and a.actor), *holders(text, found).values()]
    given = tuple(mentions)
    names = names_of(text, given, speakers)
    if passed_over := _passed_over(text, found, names):
        names = names_of(text, (*given, *passed_over), speakers)
    scene = scene_of(record.document, found, names)
    scene.askers = going_on(text, record.attributions, called)
    scene.names.people.genders = learn(scene)
    again(scene, partial(is_unsure, scene))
    name_late(scene)
    stand(scene)
    for index in _outermost_first(found):
        scene.resolve(index, _resolved(scene, index))
    linked = [_with(*one) for one in zip(found, scene.links, roles(scene), strict=True)]
    return Record(record.document, tuple(with_mentions(text, linked, scene.names)))


def _passed_over(text: str, found: Sequence[Attribution], names: Names) -> list[Mention]:
    """The sources that are written like a person's full name, where no entity was seen: others may be called by it."""
    spelt = []
    for attribution in found:
        if attribution.form == "turn" or len(attribution.source) != 1:
            continue
        span = attribution.source[0]
        words = text[slice(*span)]
        if not _FULL_NAME.fullmatch(words) or names.between(*span):
            continue
        link = named(Source(words, span, names))
        before, _, surname = words.rpartition(" ")
        is_called = re.search(rf"(?<!{re.escape(before)} )(?<!\w){re.escape(surname)}\b(?! [A-Z])", text) is not None
        if is_called and link is not None and link.actor_type == "person" and link.method == "spelling":
            spelt.append(Mention(span, "PERSON", words, subject=True))
    return spelt


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


def _resolved(scene: Scene, index: int) -> Link | None:
    """The first answer: a layout's, a role's, a part's, a name's, a pronoun's."""
    if scene.found[index].form == "turn":
        return speaker(scene, index)
    return (
        second_person(scene, index)
        or nominal(scene, index)
        or owned_remark(scene, index)
        or first_person(scene, index)
        or part(scene, index)
        or _by_name(scene, index)
        or _by_reference(scene, index)
    )


def _by_name(scene: Scene, index: int) -> Link | None:
    source = scene.found[index].source
    if not source:
        return None
    span = source[0][0], source[-1][1]
    words = _HIMSELF.sub("", scene.text[slice(*span)])
    is_inside = _SMALL_BEFORE.search(scene.text, max(0, span[0] - 30), span[0]) is not None
    link = named(Source(words, (span[0], span[0] + len(words)), scene.names, is_inside))
    return by_office(scene, span, link) if link and link.method == "surname ambiguous" else link


def _by_reference(scene: Scene, index: int) -> Link | None:
    return third_person(scene, index) or relative(scene, index) or continued_report(scene, index)


_FULL_NAME: Final = re.compile(r"[A-Z][a-z][\w’'-]*(?: [A-Z][\w’'-]*){1,2}")
_SMALL_BEFORE: Final = re.compile(r"[a-z]{2},? $")
_HIMSELF: Final = re.compile(r"(?<!\s)\s+(?:itself|himself|herself|themselves)$")


def _with(attribution: Attribution, link: Link | None, role: Spans) -> Attribution:
    if link is None:
        return replace(attribution, actor=None)
    meant = stands_for(link)
    return replace(
        attribution,
        actor=link.actor,
        actor_type=link.actor_type,
        link_method=link.method,
        link_score=link.score,
        speaker_role=role,
        stands_for=meant.name if meant else None,
        stands_for_method=meant.method if meant else None,
        stands_for_score=meant.score if meant else None,
    )
