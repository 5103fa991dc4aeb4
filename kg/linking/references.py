"""Sources that point to a speaker: "I" and "we" to who is quoted, "Reported that" to the reporter before."""

from __future__ import annotations

import re
from typing import Final

from kg.linking.named import Link
from kg.linking.scene import Scene
from kg.linking.words import FIRST
from kg.model import text_of

_NEAR: Final = 40
"""Attributions looked back at, at most."""
_PASSES_ON: Final = frozenset({"reporting", "asserting"})
_OPENING: Final = re.compile(r"(?:^|\s)[“\"«‘](?=\w|$)")
_OURS: Final = frozenset({"we", "us", "our"})
_NAME: Final = r"[A-Z][\w&.’'-]*(?: (?:(?:of|and|for|the) )?[A-Z][\w&.’'-]*)*"
_ON_BEHALF: Final = re.compile(rf"(?:spokes(?:man|woman|person)|speaking) (?:for|of|on behalf of) (?:the )?({_NAME})")


def first_person(scene: Scene, index: int) -> Link | None:
    """Return the speaker of the quotation or turn around an attribution whose source is "I" or "we".

    Words reported indirectly keep nobody's "I", so the next quotation outside counts.  "We" is the side a speaker is
    said to speak for ("a spokeswoman for Acme"), where the text says so, and the speaker otherwise.
    """
    word = text_of(scene.text, scene.found[index].source).lower()
    if word not in FIRST:
        return None
    parent = scene.found[index].parent
    while parent is not None and scene.found[parent].form == "indirect":
        parent = scene.found[parent].parent
    if parent is None:
        parent = _quoted_before(scene, index)
    link = scene.links[parent] if parent is not None else None
    if link is None or parent is None:
        return None
    if word in _OURS:
        return _side(scene, parent, link) or Link(
            link.actor, link.actor_type, "first person", 0.65 if link.actor_type == "person" else 0.85
        )
    return Link(link.actor, link.actor_type, "first person", round(min(0.9, link.score + 0.1), 2))


def _quoted_before(scene: Scene, index: int) -> int | None:
    """Who was quoted in the paragraph before, for a quotation without a cue of its own: “No,” he said. “I …”"""
    start = scene.found[index].start
    for other in range(index - 1, max(-1, index - _NEAR), -1):
        before = scene.found[other]
        end = max(span[1] for role in before.key for span in role)
        between = scene.text[end:start]
        if "\n" in between or (end <= start and before.parent is None and before.form not in ("direct", "mixed")):
            return None
        if end <= start and before.parent is None and _OPENING.search(between):
            return other
    return None


def _side(scene: Scene, speaker: int, link: Link) -> Link | None:
    """ "Acme", where the speaker was introduced as "Ann Lee, a spokeswoman for Acme"."""
    match = _ON_BEHALF.search(text_of(scene.text, scene.found[speaker].source))
    if match is None or link.actor_type not in ("person", "anonymous"):
        return None
    name = scene.names.bodies.long_form(match[1]) or match[1]
    return Link(name, "organization", "speaker's side", 0.6)


def continued_report(scene: Scene, index: int) -> Link | None:
    """Return the source of the report before, for a sentence that begins "Reported that …" and names nobody."""
    attribution = scene.found[index]
    if attribution.source or len(attribution.cue) != 1 or attribution.parent is not None:
        return None
    cue = text_of(scene.text, attribution.cue)
    if not cue[:1].isupper() or " " in cue or attribution.speech_act not in _PASSES_ON:
        return None
    for other in range(index - 1, max(-1, index - _NEAR), -1):
        link, before = scene.links[other], scene.found[other]
        if "\n" in scene.text[before.start : attribution.start]:
            return None
        if link is not None and before.parent is None and before.speech_act in _PASSES_ON:
            return Link(link.actor, link.actor_type, "continued report", 0.7)
    return None
