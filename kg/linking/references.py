"""Sources that point elsewhere: "I" to the speaker, "he" to the person before, "Reported that" to the reporter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.linking.actors import Link
from kg.linking.names import Names, plain_name, without_possessive
from kg.model import Attribution, text_of

_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our"})
_PERSON: Final = frozenset({"he", "she", "his", "her"})
_BODY: Final = frozenset({"it", "they", "its", "their"})
_REACH: Final = 600
"""Code points between a pronoun and the name it may stand for."""
_NEAR: Final = 40
"""Attributions looked back at, at most."""
_PASSES_ON: Final = frozenset({"reporting", "asserting"})


def first_person(text: str, found: Sequence[Attribution], links: Sequence[Link | None], index: int) -> Link | None:
    """Return the speaker of what encloses the attribution, where its source is "I" or "we"."""
    if text_of(text, found[index].source).lower() not in _FIRST:
        return None
    parent = found[index].parent
    while parent is not None:
        link = links[parent]
        if link is not None:
            return Link(link.actor, link.actor_type, "first person", 0.9)
        parent = found[parent].parent
    return None


def third_person(
    text: str, found: Sequence[Attribution], links: Sequence[Link | None], index: int, names: Names
) -> Link | None:
    """Return the source named last before "he", "she", "it" or "they", where no other name comes between."""
    words = text_of(text, found[index].source).lower()
    kinds = {"person"} if words in _PERSON else {"organization", "outlet", "country"} if words in _BODY else set()
    if not kinds:
        return None
    start = found[index].source[0][0]
    before = [
        (other.source[-1][1], link)
        for other, link in zip(found[max(0, index - _NEAR) : index], links[max(0, index - _NEAR) : index], strict=True)
        if other.source and link and start - _REACH < other.source[-1][1] <= start
    ]
    for end, link in sorted(before, key=lambda item: -item[0]):
        if link.actor_type in kinds:
            return Link(link.actor, link.actor_type, "pronoun", 0.6) if _is_alone(link, end, start, names) else None
    return None


def continued_report(text: str, found: Sequence[Attribution], links: Sequence[Link | None], index: int) -> Link | None:
    """Return the source of the report before, for a sentence that begins "Reported that …" and names nobody."""
    attribution = found[index]
    if attribution.source or len(attribution.cue) != 1 or attribution.parent is not None:
        return None
    cue = text_of(text, attribution.cue)
    if not cue[:1].isupper() or " " in cue or attribution.speech_act not in _PASSES_ON:
        return None
    for other in range(index - 1, max(-1, index - _NEAR), -1):
        link, before = links[other], found[other]
        if "\n" in text[before.start : attribution.start]:
            return None
        if link is not None and before.parent is None and before.speech_act in _PASSES_ON:
            return Link(link.actor, link.actor_type, "continued report", 0.7)
    return None


def _is_alone(link: Link, start: int, end: int, names: Names) -> bool:
    """No name of another person stands between."""
    mentions = names.between(start, end)
    if link.actor_type != "person":
        return not any(mention.label == "ORG" for mention in mentions)
    own = set(link.actor.lower().split())
    between = [mention for mention in mentions if mention.label == "PERSON"]
    return all(own & set(without_possessive(plain_name(m.text)).lower().split()) for m in between)
