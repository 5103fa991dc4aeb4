"""Who a turn's label stands for: a name, an office, a letter behind an introduction, an asker who says who he is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.linking.cast.addressed import ASKERS
from kg.linking.cast.named import Link, named_person
from kg.linking.cast.names import is_capitalised, is_related, plain_name, role_named, speaks_for, without_titles
from kg.linking.cast.outlets import is_called_like_an_outlet
from kg.linking.cast.scene import Scene
from kg.linking.words import FOR_OTHERS, ORGANIZATION_WORDS, PRONOUNS, ROLES, TITLES
from kg.model import Attribution, text_of
from kg.structure.turns import name_of
from kg.words.lexicon import outlet_named

_NAME: Final = r"(?:[A-Z][\w’'-]+|[A-Z]\.)(?: (?:(?:de|van|von|al|bin) )?(?:[A-Z][\w’'-]+|[A-Z]\.)){1,3}"
_GREETING: Final = r"(?:(?:Hi|Hello|Good \w+|Thank you|Thanks|Yes|And)\b[^.?!]{0,60}[.!,]\s+)?"
_HERSELF: Final = re.compile(
    rf"\s*{_GREETING}(?:(?:I[’']m|I am|My name is|This is|It[’']s)\s+)?({_NAME})"
    rf"(?:,\s+(?:from |with |of )?|\s+(?:from|with|of|for)\s+)(?:the )?(?:[A-Z][\w’'&.-]*)"
    rf"(?: (?:of |the |and )?[A-Z][\w’'&.-]*){{0,4}}[.,;:]"
)
_SHORT_OFFICE: Final = re.compile(r"^(?:(?:Sec|Hon|Amb|Rt)\. |Rt Hon\.? )+(?=[A-Z])")
""" "SEC. FINCH", "Hon. Ann Lee": short for an office, before a label's name alone."""
_NAME_BEFORE: Final = re.compile(rf"\b({_NAME}),\s$")
_SEVERAL: Final = frozenset({"reporters", "journalists", "correspondents"})
_PRESIDING: Final = frozenset({"speaker", "deputy speaker", "chair", "chairman", "chairwoman"})
_LEAD: Final = 2_000
"""Code points above an interview in which it is said who is asked."""
_TO_PRESS: Final = re.compile(r"\b(?:press|news|media) (?:conference|briefing)\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(
    rf"\(\s*((?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Dame|Baroness)\.? )?{_NAME})\s*\)\s*(?:\([^()]{{0,60}}\)\s*)?$"
)
""" "The Minister for Ports (Dana Reyes) (Lab)": an office, and who holds it."""


def speaker(scene: Scene, index: int) -> Link | None:
    """Return who speaks in a turn, from the layout's word in `actor`, the label, and what the document says of it."""
    attribution = scene.found[index]
    label = text_of(scene.text, attribution.source)
    if holder := _offices(scene).get(_office(label)):
        return _person(scene, without_titles(holder), holder, index, "label")
    name = _SHORT_OFFICE.sub("", attribution.actor or plain_name(label))
    if name != plain_name(label) and role_named(plain_name(label)) in ASKERS and (link := _herself(scene, index)):
        return link
    if not name:
        return _reporter(scene, index)
    if speaks_for(name):
        return Link(name, "anonymous", "label", 0.9)
    if name.lower() in _SEVERAL and role_named(plain_name(label)) is not None:
        name = name[:-1]  # "questions from reporters": each is one's
    if (role := role_named(name)) is not None:
        return _introduced(scene, index, role) or _going_on(scene, index) or Link(role, "anonymous", "label", 0.5)
    if (outlet := outlet_named(name)) is not None:
        return Link(outlet.name, "outlet", "label", 0.95)
    method = "label" if label and name.split()[-1].lower() in label.lower() else "introduction"
    if name.lower() in PRONOUNS:
        return None
    if is_capitalised(name):
        return _named(scene, name, index, method)
    plural = any(word.endswith("s") for word in name.split(" of ")[0].split()[-1:])
    return Link(name, "group" if plural and is_related(name) else "anonymous", method, 0.9)


def _going_on(scene: Scene, index: int) -> Link | None:
    """Who was called upon before and has the word still: a guess."""
    name = scene.askers.get(index)
    return replace(_person(scene, name, name, index, "follow-up"), method="follow-up", score=0.4) if name else None


def _reporter(scene: Scene, index: int) -> Link | None:
    """Whoever asks without a label, where it is said above that this is a talk to the press."""
    attribution = scene.found[index]
    first = next((a.start for a in scene.found if a.form == "turn"), 0)
    is_to_press = _TO_PRESS.search(scene.text, max(0, first - _LEAD), first) is not None
    asks = attribution.kind == "question" and not attribution.source
    return Link("reporter", "anonymous", "label", 0.5) if asks and is_to_press else None


def _offices(scene: Scene) -> dict[str, str]:
    """Return who holds the offices that speak: at his first turn the holder's name stands behind it in brackets."""
    if scene.offices is None:
        scene.offices = holders(scene.text, scene.found)
    return scene.offices


def holders(text: str, found: Sequence[Attribution]) -> dict[str, str]:
    """Return who holds the offices that are labels of turns, by the office in small letters.

    >>> label = "The Minister for Ports (Dana Reyes)"
    >>> holders(label, [Attribution(source=((0, len(label)),), content=((0, 3),), form="turn")])
    {'the minister for ports': 'Dana Reyes'}
    """
    labels = [text_of(text, a.source) for a in found if a.form == "turn" and a.source]
    matches = [(_office(label), name_of(match[1])) for label in labels if (match := _BRACKETS.search(label))]
    return {office: who for office, who in matches if _is_office(office) and outlet_named(who) is None}


def _office(label: str) -> str:
    return label.partition("(")[0].strip().lower()


def _is_office(words: str) -> bool:
    """ "The Minister", not "Ann Lee (Stoke North)": behind a member's name stands what he is a member for."""
    return words.startswith("the ") or any(word.strip(".,") in ROLES for word in words.split())


def _named(scene: Scene, name: str, index: int, method: str) -> Link:
    if is_called_like_an_outlet(name):
        return Link(name, "outlet", method, 0.85)
    if name.split()[-1].lower() in ORGANIZATION_WORDS:
        return Link(name, "organization", method, 0.95)
    plain = _without_office(without_titles(name))
    if plain.lower() in ROLES | TITLES or (plain != name and plain.lower() in _PRESIDING):
        return Link(name, "anonymous", method, 0.5)
    return _person(scene, plain, name, index, method)


def _without_office(name: str) -> str:
    """ "Roque" of "Presidential Spokesperson Roque": a label has the office before the name."""
    words = name.split()
    office = next((place for place in range(len(words) - 1, 0, -1) if words[place - 1].lower() in FOR_OTHERS), 0)
    return " ".join(words[office:])


def _person(scene: Scene, plain: str, name: str, index: int, method: str) -> Link:
    known = named_person(plain, name, scene.found[index].start, scene.names)
    return Link(known.actor, "person", method, 0.95 if known.score > 0.7 else known.score)


def _introduced(scene: Scene, index: int, role: str) -> Link | None:
    """Whoever says his own name first, or is announced with this role: "Moderator: Ursula Kemp"."""
    if role not in ("interviewee", "moderator") and (link := _herself(scene, index)):
        return link
    announced = re.compile(
        rf"\b{re.escape(role)}(?:\s*:|,|\s+is|\s+was)\s+(?:(?:Mr|Mrs|Ms|Dr)\.? )?({_NAME})", re.IGNORECASE
    )
    first = next((a.start for a in scene.found if a.form == "turn"), 0)
    if role == "interviewee":
        return _talked_of(scene, first)
    titled = re.compile(rf"\b(?i:{re.escape(role)}) ({_NAME})(?! [A-Z])")
    for pattern in (announced,) if role in ASKERS else (announced, titled):  # of several askers nobody can tell which
        for match in pattern.finditer(scene.text, 0, first):
            if is_capitalised(match[1]):
                return Link(match[1], "person", "introduction", 0.85)
    return None if role in ASKERS else _before_office(scene.text, role, first)


def _before_office(text: str, role: str, end: int) -> Link | None:
    """ "Ann Lee, Spokesman for the Governor" above the turns."""
    for office in re.finditer(rf"(?<=, )(?:the )?{re.escape(role)} (?:of|for|to)\b", text[:end], re.IGNORECASE):
        if match := _NAME_BEFORE.search(text, max(0, office.start() - 60), office.start()):
            return Link(match[1], "person", "introduction", 0.85)
    return None


def _herself(scene: Scene, index: int) -> Link | None:
    content = scene.found[index].content
    match = _HERSELF.match(scene.text[content[0][0] : min(content[0][1], content[0][0] + 240)])
    return Link(match[1], "person", "self-introduction", 0.85) if match else None


def _talked_of(scene: Scene, end: int) -> Link | None:
    """Whom the lines above an interview are about: who is named most in them, its headline among them."""
    named = [f for f in scene.figures(max(0, end - _LEAD), end) if f.link.actor_type == "person" and not f.head]
    headline = scene.text.lstrip().partition("\n")[0]
    counts = Counter(f.link.actor for f in named if " " in f.link.actor)
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]) or ranked[0][0] not in headline:
        return None
    return Link(ranked[0][0], "person", "introduction", 0.6)
