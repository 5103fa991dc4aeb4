"""For whom somebody asks or writes: "Ann Lee of Reuters", "a Reuters reporter", "I am Ann Lee from AFP"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.lexicon import outlet_named
from kg.model import Attribution, text_of
from kg.remarks.scene import Scene, hull

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
_HEAD: Final = 160


def with_outlets(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `outlet` on every source that asks, or works as a reporter, for one that the text names."""
    return tuple(a if a.outlet else replace(a, outlet=_outlet_of(scene, a)) for a in found)


def _outlet_of(scene: Scene, attribution: Attribution) -> str | None:
    if attribution.actor_type == "outlet":
        return attribution.actor if attribution.kind == "question" else None
    source = text_of(scene.text, attribution.source, " ")
    places = [source]
    if attribution.form == "turn":
        # the rest of the label: "Ann Lee (Reuters):"
        places.append(scene.text[hull(attribution)[0] : attribution.content[0][0]])
    for words in places:
        if found := next(_named_in(words), None):
            return found
    if attribution.kind == "question" and attribution.form == "turn":
        return next(_introduced_in(scene.text[slice(*attribution.content[0])][:_HEAD]), None)
    return None


def _named_in(words: str) -> Iterator[str]:
    """Outlets of the gazetteer beside a name or a word for reporters, and any name such a word says one works for."""
    for pattern in (_BEFORE, _OF, _BRACKET):
        for match in pattern.finditer(words):
            name = match["outlet"] or match.groupdict().get("of")
            if name and (known := outlet_named(name.strip())) and known.name.lower() != words.strip(" ,:").lower():
                yield known.name
    for pattern in (_WORKS, _BEFORE):
        for match in pattern.finditer(words):
            if match["outlet"]:
                yield match["outlet"]


def _introduced_in(words: str) -> Iterator[str]:
    """Whom a question names at its beginning: "Thank you. Ann Lee from AFP."."""
    for match in _I_AM.finditer(words):
        name = match["outlet"] or match["alone"]
        if name and (known := outlet_named(name)):
            yield known.name
        elif match["outlet"] and re.search(r"\b(?:I[’']m|I am|name is|[Tt]his is)\b", match[0]):
            yield match["outlet"]
