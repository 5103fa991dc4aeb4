"""For whom somebody asks or writes: "Ann Lee of Reuters", "a Reuters reporter", "I am Ann Lee from AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.scene import Scene, hull
from kg.words.lexicon import outlet_named

_NAME: Final = r"(?:[Tt]he )?[A-Z][\w&.’'-]*(?: (?:of |the |and )?[A-Z][\w&.’'-]*){0,4}"
_PEOPLE: Final = (
    r"(?:reporters?|correspondents?|journalists?|editors?|columnists?|writers?|anchors?|hosts?|presenters?)"
)
_OF: Final = re.compile(rf"\b(?:of|from|with|for|at) (?P<outlet>{_NAME})")
_BRACKET: Final = re.compile(r"[(\[,] ?(?P<outlet>[^()\[\],]{2,60})[)\]]?")
_BEFORE: Final = re.compile(
    rf"^(?:[Aa]n? |[Tt]he |[Oo]ne )?(?P<outlet>{_NAME}) {_PEOPLE}\b|^(?P<of>{_NAME})[’']s [A-Z]"
)
_WORKS: Final = re.compile(rf"\b{_PEOPLE}\b[^.]{{0,30}}?\b(?:of|from|with|for|at) (?P<outlet>{_NAME})")
_I_AM: Final = re.compile(
    rf"(?:\bI(?:[’']m| am)|\b[Mm]y name is|\b[Tt]his is)? ?(?:{_NAME}),? (?:(?:reporter|correspondent|journalist) )?"
    rf"(?:from|of|with|for|at) (?P<outlet>{_NAME})|^(?P<alone>{_NAME})[.,:]"
)
_OUTLET_WORDS: Final = re.compile(
    r"(?:Times|Post|News|Mail|Review|Gazette|Herald|Tribune|Journal|Observer|Courier|Daily|Weekly|Radio|TV|Television|Press"
    r"|Agency|Standard|Chronicle|Shimbun|Telegraph|Globe|Star|Bulletin|Broadcasting|Newswire|Wire|Dispatch|Examiner)$"
)
_SPOKE_TO: Final = re.compile(
    rf"\b(?:spoke|talked|sat down|speaks|talks|told|interview) (?:to|with|by|for) (?P<outlet>{_NAME})"
)
_HEAD: Final = 160
_INTRODUCTION: Final = 2_000


def with_outlets(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `outlet` on every source that asks, or works as a reporter, for one that the text names."""
    return tuple(a if a.outlet else replace(a, outlet=_outlet_of(scene, a)) for a in found)


def _outlet_of(scene: Scene, attribution: Attribution) -> str | None:
    if attribution.actor_type == "outlet":
        return attribution.actor if attribution.kind == "question" else None
    if found := next(_named_in(text_of(scene.text, attribution.source, " ")), None):
        return found
    return next(_of_the_turn(scene, attribution), None) if _asks(attribution) else None


def _asks(attribution: Attribution) -> bool:
    return attribution.kind == "question" and attribution.form == "turn"


def _of_the_turn(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """For whom a turn asks: by the rest of its label, its first words, or what the document tells of who asks."""
    yield from _named_in(scene.text[hull(attribution)[0] : attribution.content[0][0]])
    yield from _introduced_in(scene.text[slice(*attribution.content[0])][:_HEAD])
    introduction = scene.text[max(0, scene.first_turn - _INTRODUCTION) : scene.first_turn]
    if attribution.actor_type == "person" and attribution.actor:
        surname = re.escape(attribution.actor.split()[-1])
        for match in re.finditer(rf"[^.\n]{{0,60}}\b{surname}\b[^.\n]{{0,60}}", introduction):
            yield from _named_in(match[0])
    elif attribution.actor_type in ("anonymous", None):
        for match in _SPOKE_TO.finditer(introduction):
            yield from _known([match["outlet"]])


def _named_in(words: str) -> Iterator[str]:
    """Outlets beside a name or a word for reporters, and any name such a word says one works for."""
    for pattern in (_BEFORE, _OF, _BRACKET):
        for match in pattern.finditer(words):
            name = match["outlet"] or match.groupdict().get("of")
            yield from (outlet for outlet in _known([name]) if outlet.lower() != words.strip(" ,:").lower())
    for pattern in (_WORKS, _BEFORE):
        yield from (match["outlet"] for match in pattern.finditer(words) if match["outlet"])


def _known(names: Sequence[str | None]) -> Iterator[str]:
    """The names that are outlets: by the gazetteer, or by a last word that papers and stations have."""
    for name in names:
        plain = (name or "").strip(" .,:")
        if known := outlet_named(plain) if plain else None:
            yield known.name
        elif _OUTLET_WORDS.search(plain) and " " in plain:
            yield re.sub(r"^[Tt]he ", "", plain)


def _introduced_in(words: str) -> Iterator[str]:
    """Whom a question names at its beginning: "Thank you. Ann Lee from AFP."."""
    for match in _I_AM.finditer(words):
        yield from _known([match["outlet"], match["alone"]])
        if match["outlet"] and re.search(r"\b(?:I[’']m|I am|name is|[Tt]his is)\b", match[0]):
            yield match["outlet"]
