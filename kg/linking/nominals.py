"""Whom "the minister", "the company", "the newspaper" and "the same source" stand for: who was introduced as that."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from kg.lexicon import outlet_named
from kg.linking.genders import said_of
from kg.linking.named import Link
from kg.linking.scene import Figure, Introduction, Scene
from kg.linking.words import (
    BODIES,
    COMPANIES,
    COMPANY_NAMES,
    OUTLETS,
    PAPER_NAMES,
    ROLES,
    SAME_ROLE,
    SHORT_TITLES,
)
from kg.model import Span

_DEFINITE: Final = re.compile(r"(?:the|this|that)\s+((?:[\w.-]+\s+){0,3}?)(?:(same)\s+)?([\w-]+)$", re.IGNORECASE)
_SAME: Final = re.compile(r"the same ([\w-]+)$", re.IGNORECASE)
_AFTER: Final = re.compile(r"\s*(?:[,(–—]\s*)((?:an?|the|its|his|her|one|now|then)?\s*[^,.;()“”\"\n]{2,70})")
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_BREAK: Final = re.compile(r"\b(?:said|says|told|and|but|that|when|while|after|before|by|with|against|met)\b|[,—–]\s*$")
_OF: Final = frozenset({"of", "for", "at", "in", "from", "with", "who", "which", "to", "on"})
_EMPTY: Final = frozenset(
    {"the", "a", "an", "former", "then", "current", "new", "old", "s", "same", "now", "its", "his"}
)
_MOST: Final = 60
"""Figures looked back at, at most."""


def nominal(scene: Scene, index: int) -> Link | None:
    """Return who was introduced last with the role that the source of `index` names; None where nobody fits."""
    source = scene.found[index].source
    if not source:
        return None
    start, end = source[0][0], source[-1][1]
    words = scene.text[start:end].strip(" ,")
    if match := _SAME.match(words):
        return _same(scene, start, match[1].lower())
    match = _DEFINITE.match(words)
    if match is None:
        return None
    modifiers, head = _plain(match[1]), match[3].lower()
    if head in ROLES:
        return _person(scene, start, head, modifiers)
    if head in BODIES:
        return _body(scene, start, head, modifiers)
    return None


def _same(scene: Scene, start: int, head: str) -> Link | None:
    """ "The same source": the unnamed one who spoke last, where described with this word; or the named one."""
    for figure in reversed(_sources_before(scene, start)):
        if figure.link.actor_type != "anonymous":
            continue
        if head in {"source", "person"} or head in (word.lower() for word in _WORD.findall(figure.link.actor)):
            return Link(figure.link.actor, "anonymous", "nominal", 0.55)
    return None


def _sources_before(scene: Scene, start: int) -> list[Figure]:
    return scene.sources[: bisect_left(scene.sources, start, key=lambda figure: figure.span[0])][-_MOST:]


def _person(scene: Scene, start: int, head: str, modifiers: frozenset[str]) -> Link | None:
    """The person introduced last as "minister", with all the words that stand before it ("the finance minister")."""
    wanted = SAME_ROLE.get(head, head)
    gender = said_of(head)
    fitting: list[str] = []
    for figure in _backwards(scene, start, {"person"}):
        known = scene.names.people.genders.get(figure.link.actor)
        if (gender and known and gender != known) or figure.link.actor in fitting:
            continue
        heads, words = _introduction(scene, figure)
        if wanted in heads and modifiers <= words:
            fitting.append(figure.link.actor)
    return _last(fitting, "person")


def _body(scene: Scene, start: int, head: str, modifiers: frozenset[str]) -> Link | None:
    """The organisation or outlet of this kind named last: by its own name, its introduction, or the gazetteer."""
    fitting: dict[str, str] = {}
    unfit: dict[str, str] = {}
    for figure in _backwards(scene, start, {"organization", "outlet"}):
        name = figure.link.actor
        if _is_of_kind(scene, figure, head) and modifiers <= _introduction(scene, figure)[1]:
            fitting.setdefault(name, figure.link.actor_type)
        elif figure.link.actor_type == "organization" and not _kinds(name):
            unfit.setdefault(name, figure.link.actor_type)
    if fitting:
        return _last(list(fitting), next(iter(fitting.values())))
    if head in COMPANIES and len(unfit) == 1 and not modifiers:
        return Link(next(iter(unfit)), "organization", "nominal", 0.45)
    return None


def _is_of_kind(scene: Scene, figure: Figure, head: str) -> bool:
    outlet = outlet_named(figure.link.actor) if head in OUTLETS else None
    if outlet is not None:
        return OUTLETS[head] in (None, outlet.type)
    kinds = _kinds(figure.link.actor)
    if (
        head in kinds
        or OUTLETS.get(head) in kinds
        or (head in COMPANIES and kinds & {"corp", "inc", "ltd", "corporation", "company"})
    ):
        return True
    heads, _ = _introduction(scene, figure)
    return head in heads or (head in COMPANIES and bool(heads & COMPANIES))


def _kinds(name: str) -> set[str]:
    words = {word.lower().strip(".,") for word in name.split()}
    kinds = words & BODIES
    return kinds | ({"company"} if words & COMPANY_NAMES else set()) | ({"newspaper"} if words & PAPER_NAMES else set())


def _introduction(scene: Scene, figure: Figure) -> Introduction:
    """What stands beside a name, looked up once."""
    if figure.span not in scene.introductions:
        scene.introductions[figure.span] = _introduced(scene.text, figure)
    return scene.introductions[figure.span]


def _introduced(text: str, figure: Figure) -> Introduction:
    """The roles that stand beside a name, and all words that do: "minister" of "Xiao Yaqing, minister of industry"."""
    start, end = _name_in(text, figure)
    heads: set[str] = set()
    words: set[str] = set()
    for phrase in _beside(text, start, end):
        found = [word.lower() for word in _WORD.findall(phrase)]
        found = [SHORT_TITLES.get(word, word) for word in found]
        stop = next((place for place, word in enumerate(found) if word in _OF), len(found))
        roles = [word for word in found[:stop] if word in ROLES or word in BODIES]
        heads |= {SAME_ROLE.get(word, word) for word in roles[-1:]}
        words |= set(found)
    return frozenset(heads), frozenset(words | {word.lower() for word in _WORD.findall(figure.link.actor)})


def _name_in(text: str, figure: Figure) -> Span:
    """Where the name itself stands: in a source, titles and appositions stand around it."""
    start, end = figure.span
    for name in (figure.link.actor, figure.link.actor.split()[-1]):
        place = text.find(name, start, end)
        if place >= 0:
            return place, place + len(name)
    return start, end


def _beside(text: str, start: int, end: int) -> Iterator[str]:
    if after := _AFTER.match(text, end, end + 90):
        yield after[1]
    phrase = re.sub(r",\s*$", "", _unabbreviated(text[max(0, start - 60) : start]))
    yield _BREAK.split(phrase)[-1]


def _unabbreviated(before: str) -> str:
    """The words before a name in its sentence; the stop of "Sen." ends none."""
    return re.split(r"(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z])[.!?]\s|[\n;:“”\"()]", before)[-1]


def _backwards(scene: Scene, start: int, kinds: set[str]) -> Iterator[Figure]:
    before = scene.figures(0, start, _MOST)
    return (figure for figure in reversed(before) if figure.link.actor_type in kinds)


def _plain(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(words)) - _EMPTY


def _last(fitting: list[str], kind: str) -> Link | None:
    if not fitting:
        return None
    return Link(fitting[0], kind, "nominal", 0.75 if len(fitting) == 1 else 0.5)
