"""Who is named below the office that he was first quoted by: "The minister said … Omar Mansur told the daily …"."""

from __future__ import annotations

import re
from typing import Final

from kg.linking.cast.introductions import Introduction, introduction
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import ROLES, SAME_ROLE
from kg.model import Span

_OFFICE: Final = re.compile(r"(?:[Tt]he |[A-Z][\w-]+(?:[’'\"]s)? )(?:[\w-]+ ){0,3}([\w-]+)")
_OFFICES: Final = frozenset(
    {"president", "premier", "minister", "chancellor", "secretary", "governor", "mayor", "ambassador", "chief", "coach"}
    | {"director", "chair", "leader", "commissioner", "judge", "bishop", "archbishop", "captain", "executive", "king"}
)
"""Of these a text has one; what spokesmen and officials say may be followed by anybody's word."""
_LEAD: Final = 600
_REACH: Final = 800
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_AGE: Final = re.compile(r",\s+(?:aged\s+)?\d")


def name_late(scene: Scene) -> None:
    """Take down who holds the office that opens a text, where the first person whom it names has no other.

    Wires tell the office first and the name below, each alone; whoever else is quoted is introduced with what he is.
    """
    for attribution in scene.found:
        if attribution.form == "turn" or len(attribution.source) != 1 or attribution.source[0][0] > _LEAD:
            continue
        (span,) = attribution.source
        words = scene.text[slice(*span)]
        match = _OFFICE.fullmatch(words)
        head = match[1].lower() if match else ""
        if head not in ROLES or SAME_ROLE.get(head, head) not in _OFFICES:
            continue
        if (figure := _first_named(scene, span)) is not None:
            said = introduction(scene, figure)
            told = {word.lower() for word in _WORD.findall(words)}
            scene.introductions[figure.span] = Introduction(
                frozenset({SAME_ROLE.get(head, head)}), said.words | told, said.span
            )
            return


def _first_named(scene: Scene, span: Span) -> Figure | None:
    """The first person named in the text, if that is below `span`, in full, as a source, and nothing is said of him."""
    people = [f for f in scene.figures(0, span[1] + _REACH) if f.link.actor_type == "person"]
    if not people or people[0].span[0] < span[1] or " " not in people[0].link.actor:
        return None
    first = people[0]
    is_source = any(s <= first.span[0] and first.span[1] == e for a in scene.found for s, e in a.source)
    is_told = bool(introduction(scene, first).heads) or _AGE.match(scene.text, first.span[1]) is not None
    return first if is_source and not is_told else None
