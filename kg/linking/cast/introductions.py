"""As what people and bodies are introduced: the roles that stand beside a name, with the words that say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.linking.cast.people import surname_of
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import BODIES, RELATIVES, ROLES, SAME_ROLE, SHORT_TITLES, TITLES
from kg.model import Span

_AFTER: Final = re.compile(
    r"\s*(?:[,(–—]\s*|(?<=\s)-\s+|,?\s+(?:who\s+)?(?:is|was|became|serves as|has been|works as)\s+)"
    r"((?:(?:an?|the|its|his|her|one|now|then)\s+)?[^,.;:()“”\"\n]{2,90})"
)
_BEFORE: Final = re.compile(
    r"(?<![\w’'-])((?:[\w’'.-]+\s+){0,6}[\w’'-]+(?:\.-[\w’'-]+)?\.?(?:\s+(?:of|for|at)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s*|and\s+|of\s+|for\s+){1,6})?),?\s+"
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Madam|Sir|Dame|Lord|Lady)\.?\s+)?$"
)
_LABELLED: Final = re.compile(
    r"(?:^|\n)([^\n(:]{3,90}?)\s*\((?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|Baroness|Madam)\.?\s+)?$"
)
"""An office before a name in brackets: "The Minister for Water (Mr Casimir Dole)"."""
_CLAUSE: Final = re.compile(
    r"(?:the|its|his|her)\s+(?:[\w’'-]+\s+){0,4}?(?:[a-z-]+)\s+"
    r"(?:says?|said|tells|told|has|have|had|is|was|were|are|will|would|does|did|claims?|claimed|believes?|thinks?)\b"
)
"""A clause that begins behind a name, no apposition: "Mr Sedge, the deputy director says"."""
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_BREAK: Final = re.compile(
    r"(?:^|\s)(?:said|says|told|saying|say|that|when|while|after|before|by|with|against|met|as|and|but|from|to|than|like"
    r"|quot\w+|cit\w+|ask\w+)\s|[,—–]\s+(?=\S)"
)
_FIELDS: Final = re.compile(r"\b(?:of|for) (?:the )?(?:[A-Z]\w+(?:,|,? and)? ?){1,4}$")
_OFFICE: Final = re.compile(
    r"(?<![\w’'.-])"
    r"(?:(?!(?:is|was|are|were|for|and|or|in|that|which|my|our|its|his|her|the|to|by|with|on|at|from|as|but|who|said|says"
    r"|told|[Ww]hen|[Ww]hile|[Aa]fter|[Bb]efore|[Ii]f)\b)\w[\w’'.-]*\s+)*"
    rf"(?:{'|'.join(sorted(ROLES))})\b(?:\s+(?:of|for|at|in|to|with)\s.*)?,?$",
    re.IGNORECASE,
)
_HONORIFICS: Final = frozenset({"mr", "mrs", "ms", "dr", "prof", "sir", "dame", "lord", "lady", "madam"})
_OF: Final = frozenset({"of", "for", "at", "in", "from", "with", "who", "which", "to", "on", "by", "that"})
_BEHIND: Final = 100
"""Signs before a name in which somebody else's may stand."""
_CLAUSES: Final = frozenset({"who", "whom", "which", "whose"})
_BY_ANOTHER: Final = re.compile(r"\b[Aa]ccording to (?:[^,.;\n]{1,60}),\s+$")
""" "According to the reporter, Ann Lee left": the reporter is somebody else."""
_LED: Final = re.compile(
    r"\s+(?:ha[sd] (?:run|led|headed|chaired)|runs|leads|heads|chairs|directs|manages|owns|founded)\s+(?:the\s+)?"
    r"((?:[A-Z][\w’'&-]*|of|and|for|the)(?:\s+(?:[A-Z][\w’'&-]*|of|and|for|the))*)"
)
_COMPOUNDS: Final = {
    "secretary": frozenset({"press", "general", "permanent"}),
    "minister": frozenset({"prime"}),
    "president": frozenset({"vice", "deputy"}),
    "director": frozenset({"deputy", "assistant", "vice"}),
    "chair": frozenset({"deputy", "vice"}),
    "general": frozenset({"attorney", "secretary"}),
    "mayor": frozenset({"deputy"}),
    "chief": frozenset({"deputy"}),
    "secretary-general": frozenset({"deputy", "assistant", "under"}),
    "director-general": frozenset({"deputy", "assistant"}),
}
"""What makes another role of one: a press secretary is no secretary, a vice president no president."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """The roles beside one mention of a name, all words that are, and where the role is said (None: nowhere)."""

    heads: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    span: Span | None = None


def introduction(scene: Scene, figure: Figure) -> Introduction:
    """Return what stands beside a name, looked up once a place."""
    if figure.span not in scene.introductions:
        start = name_in(scene.text, figure)[0]
        others = [f for f in scene.figures(max(0, start - _BEHIND), start) if f.link.actor_type == "person"]
        floor = max((f.span[1] for f in others if not f.head and f.link.actor != figure.link.actor), default=0)
        scene.introductions[figure.span] = _introduced(scene.text, figure, floor)
    return scene.introductions[figure.span]


def is_other_role(head: str, modifiers: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether the words of an introduction make another role of `head` than `modifiers` ask for.

    >>> is_other_role("secretary", frozenset(), frozenset({"press", "secretary"}))
    True
    >>> is_other_role("minister", frozenset({"prime"}), frozenset({"prime", "minister"}))
    False
    """
    return bool((compounds(head) & words) - modifiers)


def compounds(head: str) -> frozenset[str]:
    """Return the words that make another role of `head`."""
    return _COMPOUNDS.get(head, frozenset())


def name_in(text: str, figure: Figure) -> Span:
    """Return where the name itself stands: in a source, titles and appositions stand around it."""
    start, end = figure.span
    for name in (figure.link.actor, surname_of(figure.link.actor)):
        place = text.find(name, start, end)
        if place >= 0:
            return place, place + len(name)
    return start, end


def _introduced(text: str, figure: Figure, floor: int = 0) -> Introduction:
    """Return what stands beside a name; before it, only what stands behind `floor`, where somebody else's ends."""
    start, end = name_in(text, figure)
    heads: set[str] = set()
    words = {word.lower() for word in _WORD.findall(figure.link.actor)}
    span: Span | None = None
    for place in _beside(text, start, end, is_whole=figure.span[0] < start):
        place = (max(place[0], floor), place[1]) if place[0] < start else place
        phrase = text[slice(*place)]
        found = [SHORT_TITLES.get(word, word) for word in (word.lower() for word in _WORD.findall(phrase))]
        while place[0] < start and found[-1:] and found[-1] in _HONORIFICS:
            found.pop()  # "Opposition leader Mr. Peter Nash"
        is_led = place[0] < start and found[-1:] and found[-1] in ROLES  # "Ministry of Water spokesperson Ann Lee"
        stop = len(found) if is_led else next((number for number, word in enumerate(found) if word in _OF), len(found))
        roles = [word for word in found[:stop] if word in ROLES or word in BODIES or word in RELATIVES]
        if place[0] < start and (not roles or found[stop - 1] != roles[-1] or (not is_led and _CLAUSES & set(found))):
            continue  # "Minister Peter Nash met Ann Lee", "the officer who found Ann Lee": the role is another's
        if roles:
            heads |= {SAME_ROLE.get(word, word) for word in roles[-1:]}
            is_office = roles[-1] in ROLES | RELATIVES and found[stop - 1] == roles[-1]
            span = span or (_trimmed(text, _from_office(text, place, start)) if is_office else None)
        if roles or place[0] < start:
            words |= set(found)
    return Introduction(frozenset(heads), frozenset(words), span)


def _beside(text: str, start: int, end: int, *, is_whole: bool) -> Iterator[Span]:
    """Where a role may be said: behind the name ("Ann Lee, a spokeswoman"), before it ("Minister Ann Lee").

    `is_whole` tells that the words before the name are one phrase with it.
    """
    after = _AFTER.match(text, end, end + 120)
    if after and not _CLAUSE.match(after[1]):
        yield after.span(1)
    if label := _LABELLED.search(text, max(0, start - 100), start):
        yield label.span(1)
    head = max(0, start - 80)
    head += _sentence_in(text[head:start])
    is_another = not is_whole and _BY_ANOTHER.search(text, max(0, start - 80), start) is not None
    if not is_another and (before := _BEFORE.search(text[head:start])):
        first, last = (head + place for place in before.span(1))
        breaks = [m.end() for m in _BREAK.finditer(text, first, last) if not _is_of_fields(text, first, m, last)]
        yield (breaks[-1] if breaks else first), last
    if led := _LED.match(text, end, end + 120):
        yield led.span()


def _is_of_fields(text: str, first: int, match: re.Match[str], last: int) -> bool:
    """ "Minister for Planning and Development": the "and" is of one office."""
    behind = _WORD.match(text, match.end(), last)
    if match[0].strip() != "and" or behind is None or not behind[0][0].isupper() or behind[0].lower() in ROLES:
        return False
    return _FIELDS.search(text, first, match.start()) is not None


def _sentence_in(before: str) -> int:
    """Where the sentence of a name begins in the words before it; the stop of "Sen." ends none."""
    ends = [m.end() for m in re.finditer(r"(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z])[.!?]\s|[\n;:“”\"()]", before)]
    return ends[-1] if ends else 0


def _from_office(text: str, place: Span, name: int) -> Span:
    """Of words before a name those that make the office: "minister" of "my first question is for minister"."""
    start, end = place
    if start > name:
        return place
    office = _OFFICE.search(text, start, end)
    return (office.start(), end) if office else place


def _trimmed(text: str, place: Span) -> Span | None:
    """The role without article, quotation and what hangs on: "minister of industry" of "the minister of industry, "."""
    start, end = place
    lead = re.match(r"\s*(?:(?:an?|the|its|his|her|one|now|then|is|was|who)\s+)*", text[start:end])
    start += lead.end() if lead else 0
    words = re.split(r",|\s(?:who|which|said|says|told|and (?:his|her))\b", text[start:end], maxsplit=1)[0].rstrip(
        " ,.–—-"
    )
    while words and words.split()[-1].rstrip(".").lower() in TITLES - ROLES:
        words = words.rpartition(" ")[0]
    return (start, start + len(words)) if words else None
