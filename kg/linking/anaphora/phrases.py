"""Noun phrases without a name that a pronoun may stand for: "a Danish diplomat", "the company", "her staff"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kg.language import Mention
from kg.linking.actors import by_gazetteer, by_possession
from kg.linking.anaphora.nominals import definite
from kg.linking.cast.heads import has_and, joins
from kg.linking.cast.named import Link, Source
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import BODIES, COLLECTIVES, CROWDS, RELATIVES, ROLES, TEXTS

SPEAKING: Final = ROLES | RELATIVES | BODIES | CROWDS | COLLECTIVES | TEXTS
"""The nouns of those, and of what, can be said to say something."""
_INDEFINITE: Final = re.compile(
    r"(?:an?|one|another|two|three|four|five|several|some|many|most|a few)\s", re.IGNORECASE
)
_OWNER: Final = re.compile(rf"\b((?:the|this) (?:[\w-]+ ){{0,2}}({'|'.join(sorted(ROLES))}))[’']s\b", re.IGNORECASE)
_CAN_JOIN: Final = frozenset({"person", "organization", "outlet", "country"})
_MOST_BETWEEN: Final = 40
_PREDICATE: Final = re.compile(r"\b(?:is|was|are|were|be|been|being|became|become|as)\s+$")
_NAME_NEXT: Final = re.compile(r"\s*+(?:,\s*+)?(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?$")


def stand(scene: Scene) -> None:
    """Take down who is spoken of without a name, definite phrases as those they stand for where the text tells."""
    _subordinate(scene)
    given = sorted([*scene.names.phrases, *scene.names.offices, *_owners(scene)], key=lambda mention: mention.span)
    phrases = [m for m in given if _can_speak(m) and not _is_said_of_another(scene, m)]
    phrases = [m for m in phrases if not scene.text[: m.span[0]].endswith("hon. ")]
    scene.indefinite = [m for m in phrases if _is_indefinite(m.text) and m.head in ROLES | RELATIVES]
    figures = [_figure(scene, mention) for mention in phrases]
    taken = [(figure.span[0], figure.span[1]) for figure in scene.standing]
    free = [figure for figure in figures if not _overlaps(figure, taken)]
    scene.standing = sorted([*scene.standing, *_together(scene), *free], key=lambda figure: figure.span)


def _owners(scene: Scene) -> Iterator[Mention]:
    """ "The minister" of "the minister's remarks", which is no noun phrase of its own."""
    for match in _OWNER.finditer(scene.text):
        yield Mention(match.span(1), "NOUN", match[1], head=match[2].lower())


def _is_indefinite(words: str) -> bool:
    """ "A Danish diplomat"; not "two days ago, the envoy", which a parser takes for one phrase."""
    return _INDEFINITE.match(words) is not None and ", the " not in words


def _subordinate(scene: Scene) -> None:
    """The GOP is no subject in "the GOP moderates may feel", whatever a parser says of the phrase that it stands in."""
    places = [figure.span[0] for figure in scene.standing]
    for phrase in scene.names.phrases:
        start, end = phrase.span
        for place in range(bisect_left(places, start), bisect_left(places, end)):
            if scene.standing[place].span[1] < end:
                scene.standing[place] = replace(scene.standing[place], subject=False)


def _together(scene: Scene) -> Iterator[Figure]:
    """ "Marco Rubio and Jeb Bush", as the two whom "they" may mean."""
    run: list[Figure] = []
    for figure in [*scene.standing, None]:
        gap = scene.text[run[-1].span[1] : figure.span[0]] if run and figure else ""
        if run and figure and run[-1].link.actor_type == figure.link.actor_type and _joined(gap):
            run.append(figure)
            continue
        if len(run) > 1 and has_and(scene.text[run[-2].span[1] : run[-1].span[0]]):
            yield _group(run)
        run = [figure] if figure and figure.link.actor_type in _CAN_JOIN else []


def _joined(gap: str) -> bool:
    return len(gap) < _MOST_BETWEEN and joins(gap)


def _group(members: list[Figure]) -> Figure:
    names = [member.link.actor for member in members]
    link = Link(", ".join(names[:-1]) + f" and {names[-1]}", "group", "coordination", 0.7)
    span = members[0].span[0], members[-1].span[1]
    return Figure(span, link, any(member.subject for member in members), plural=True)


def _can_speak(mention: Mention) -> bool:
    return mention.head in SPEAKING or mention.head.removesuffix("s") in SPEAKING


def _is_said_of_another(scene: Scene, mention: Mention) -> bool:
    """ "Ann Lee, a spokeswoman", "Ann Lee was her adviser": the phrase is nobody beside the one it is said of."""
    start, end = mention.span
    if _PREDICATE.search(scene.text, max(0, start - 8), start):
        return True
    after = scene.names.between(end, end + 12)
    if after and _NAME_NEXT.fullmatch(scene.text[end : after[0].span[0]]):
        return True
    before = [m for m in scene.names.between(max(0, start - 60), start) if m.span[1] <= start]
    return bool(before) and scene.text[before[-1].span[1] : start].strip(" ") == ","


def _figure(scene: Scene, mention: Mention) -> Figure:
    link = definite(scene, mention.span) if not mention.plural else None
    source = Source(mention.text, mention.span, scene.names)
    link = link or by_gazetteer(source) or by_possession(source)
    if link is None:
        link = Link(scene.description(mention), "anonymous", "description", 0.5)
        return Figure(mention.span, link, mention.subject, plural=mention.plural, head=mention.head)
    return Figure(mention.span, link, mention.subject, head=mention.head)


def _overlaps(figure: Figure, taken: list[tuple[int, int]]) -> bool:
    """Whether a name stands inside the phrase in the place of its head: "the Acme spokesman" is nobody's, Acme is."""
    place = bisect_left(taken, (figure.span[1], 0)) - 1
    return place >= 0 and taken[place][1] >= figure.span[1] and taken[place][0] >= figure.span[0]
