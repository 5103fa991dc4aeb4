"""Parts of a group that was spoken of: "two of them", "some", "others", "all", "neither"."""

from __future__ import annotations

import re
from typing import Final

from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure, Scene
from kg.model import Span

_NUMBERS: Final = "two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands"
_PART: Final = re.compile(
    rf"(?P<part>one|another|some|many|most|several|few|others|all|both|neither|none|each|{_NUMBERS})"
    r"(?: of (?:them|these|those|the (?:two|three|four|pair)))?(?P<rest>,.*|\s+who\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE: Final = frozenset({"all", "both", "neither", "none", "each"})
_SOME: Final = frozenset({"some", "many", "most", "several", "few", "others"})
_COUNTED: Final = re.compile(rf"(?:{_NUMBERS}|\d+)\s", re.IGNORECASE)
_QUANTITY: Final = re.compile(
    rf"^(?:{_NUMBERS}|some|many|most|several|a few|few|all|both|other|the|\d+)\s+", re.IGNORECASE
)
_AN_APPOSITION: Final = re.compile(r",\s+an?\s+([^,]+?),?$")
_UNCOUNTED: Final = re.compile(r"dozens|hundreds|thousands", re.IGNORECASE)
_MOST: Final = 30


def part(scene: Scene, index: int) -> Link | None:
    """Return a part of the group named last, by its own words with the group filled in; None for other sources."""
    source = scene.found[index].source
    if not source:
        return None
    span = source[0][0], source[-1][1]
    match = _PART.match(scene.text[slice(*span)].strip())
    if match is None:
        return None
    if _UNCOUNTED.fullmatch(scene.text[slice(*span)].strip()):
        return None  # "thousands" are people, of nobody who was spoken of
    if match["rest"] and any(m.label == "PERSON" for m in scene.names.inside(span)):
        return None
    if match["rest"] and (said := _AN_APPOSITION.match(match["rest"])):
        return Link(said[1], "anonymous", "part", 0.6)
    bare = scene.text[slice(*span)].strip().lower()
    group = _topic(scene, span) if bare in _SOME else _group_before(scene, span)
    if bare in _SOME and group is None:
        return Link(bare, "anonymous", "description", 0.4)
    if group is None or not (match["rest"] or scene.text[slice(*span)].strip()):
        return None
    word = match["part"].lower()
    if word in _WHOLE:
        return Link(group.link.actor, group.link.actor_type, "part", 0.5)
    if group.link.actor_type == "group" and " and " in group.link.actor:
        return Link(f"{word} of {group.link.actor}", "anonymous", "part", 0.5)
    return Link(_filled(word, group.link.actor), "anonymous", "part", 0.5)


def _topic(scene: Scene, span: Span) -> Figure | None:
    """Whose part a bare "some" may be: the people whom its sentence, or the one before, is about."""
    for figure in reversed(scene.figures(0, span[0], _MOST)):
        if scene.sentences_between(figure.span[1], span[0]) > 1:
            return None
        many = figure.plural or figure.link.actor.endswith("s")
        if many and figure.link.actor_type in ("anonymous", "group") and (figure.subject or figure.source):
            return figure
    return None


def _group_before(scene: Scene, span: Span) -> Figure | None:
    """The plural nearest before; else the two people who alone were named before."""
    before = scene.figures(0, span[0], _MOST)
    for figure in reversed(before):
        if (figure.plural or figure.link.actor_type == "group") and not any(_holds(one, figure) for one in before):
            return figure
    return pair(before)


def _holds(figure: Figure, inner: Figure) -> bool:
    """ "These Republicans" holds the name "Republicans"."""
    return figure.span != inner.span and figure.span[0] <= inner.span[0] and inner.span[1] <= figure.span[1]


def pair(figures: list[Figure]) -> Figure | None:
    """Return the two people among `figures`, where there are just two, as one group."""
    people = list(dict.fromkeys(f.link.actor for f in figures if f.link.actor_type == "person"))
    if len(people) != 2:
        return None
    last = next(f for f in reversed(figures) if f.link.actor_type == "person")
    return Figure(last.span, Link(" and ".join(people), "group", "pair", 0.5), last.subject, plural=True)


def _filled(word: str, group: str) -> str:
    if _COUNTED.match(group):
        return f"{word} of {group}"
    bare = _QUANTITY.sub("", group)
    if word == "others":
        return f"other {bare}"
    return f"{word} {_singular(bare)}" if word in ("one", "another") else f"{word} {bare}"


def _singular(words: str) -> str:
    if words == "people":
        return "person"
    head, *rest = re.split(r"(?= (?:of|in|at|for|from|with|who)\b)", words, maxsplit=1)
    return re.sub(r"(?<=[^s])s$", "", head) + "".join(rest)
