"""Sources that point to a party of the talk: "I" and "we" to who is quoted, "you" to who answers, "Reported that"."""

from __future__ import annotations

import re
from typing import Final

from kg.linking.cast.introductions import introduction
from kg.linking.cast.named import Link, body
from kg.linking.cast.names import plain_name
from kg.linking.cast.outlets import is_called_like_an_outlet
from kg.linking.cast.people import surname_of
from kg.linking.cast.scene import Scene
from kg.linking.words import ACTS_OF_A_HOUSE, ATTITUDES, FIRST, FOR_OTHERS, LEADING, REMARKS
from kg.model import text_of

_NEAR: Final = 40
"""Attributions looked back at, at most."""
_PASSES_ON: Final = frozenset({"reporting", "asserting"})
_OPENING: Final = re.compile(r"(?:^|\s)[“\"«‘](?=\w|$)")
_MY: Final = re.compile(r"(my|our) (?:[\w-]+ ){0,2}?([\w-]+)")
_QUOTES: Final = re.compile(r"\bquot(?:es?|ed|ing)\b", re.IGNORECASE)
_AS_SAYING: Final = re.compile(r",? (?:as )?saying\b")
_BEHIND: Final = 60
_VERBATIM: Final = frozenset({"direct", "turn"})
_OURS: Final = frozenset({"we", "us", "our", "ours"})
_NAME: Final = r"[A-Z][\w&.’'-]*(?: (?:(?:of|and|for|the) )*[A-Z][\w&.’'-]*)*"
_BYLINE: Final = re.compile(r"(?:^|\n)(?:By|BY) ([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?:,[^\n]*)?\n")
_HEAD: Final = 600
"""Code points in which the line with the author stands."""
_HOUSE: Final = re.compile(rf"({_NAME}) [Ss]pokes(?:man|woman|person)\b")
_OF_A_MINISTER: Final = re.compile(
    r"(?:[\w-]+ ){0,2}?(?:([A-Z]\w+) [Mm]inister|[Mm]inister (?:of|for) (?:the )?([A-Z]\w+))\b"
)
_YOURS: Final = re.compile(
    rf"you|your(?: (?:own |last |first |previous )?(?:{'|'.join(sorted(REMARKS))}))?", re.IGNORECASE
)
_SIDE: Final = re.compile(rf"(?:\b(?:for|of|at|on behalf of)|,) (?:the )?({_NAME})")


def first_person(scene: Scene, index: int) -> Link | None:
    """Return the speaker of the quotation or turn around an attribution whose source is "I" or "we".

    Words reported indirectly keep nobody's "I", so the next quotation outside counts.  "We" is the side a speaker is
    said to speak for ("a spokeswoman for Acme"), where the text says so and the side can do what is said, and the
    speaker otherwise.  Outside all quotations "I" is the author, and "we" the outlet whose name heads the text.
    """
    word = text_of(scene.text, scene.found[index].source).lower()
    if (owned := _MY.fullmatch(word)) and owned[2] in ATTITUDES:
        word = owned[1]  # "my intention was to"
    if word not in FIRST:
        return None
    parent = whose_words(scene, index)
    if parent is None:
        parent = _quoted_before(scene, index)
    if parent is None:
        return None if is_quoted(scene, index) else _author(scene, word)
    link = quoted_one(scene, parent, scene.found[index].start) or scene.links[parent]
    if link is None:
        return None
    if word in _OURS:
        return _side(scene, parent, index, link) or Link(
            link.actor, link.actor_type, "first person", 0.65 if link.actor_type == "person" else 0.85
        )
    return Link(link.actor, link.actor_type, "first person", round(min(0.9, link.score + 0.1), 2))


def quoted_one(scene: Scene, parent: int, start: int) -> Link | None:
    """Return whose words those at `start` are, where `parent` quotes another: "ANI quoted Nash as saying: “I …”".

    So does "the spokesman quoted the minister's words, “I …”".
    """
    cue = scene.found[parent].cue
    if not cue or not _QUOTES.search(text_of(scene.text, cue)):
        return None
    behind = scene.figures(cue[0][1], cue[0][1] + _BEHIND)
    told = [f for f in behind if _AS_SAYING.match(scene.text, f.span[1]) and f.span[0] - cue[0][1] < 3]
    between = told or scene.figures(scene.found[parent].content[0][0], start)
    people = [f for f in between if f.link.actor_type == "person" and (told or not scene.quotation(f.span[0]))]
    named = {figure.link.actor: figure.link for figure in people}
    return named.popitem()[1] if len(named) == 1 else None


def second_person(scene: Scene, index: int) -> Link | None:
    """Return whom "you" addresses in a turn: who answers it, else whose turn is next; "your answer", who spoke last."""
    if _YOURS.fullmatch(text_of(scene.text, scene.found[index].source)) is None:
        return None
    turn = whose_words(scene, index)
    if turn is None or scene.found[turn].form != "turn":
        return None
    turns = [i for i, a in enumerate(scene.found[: turn + 2 * _NEAR]) if a.form == "turn" and a.parent is None]
    mine = scene.links[turn]
    answering = [i for i in turns if scene.found[i].answers == turn] or [i for i in turns if i > turn]
    if " " in text_of(scene.text, scene.found[index].source):  # what is called an answer has been given
        before = [(i, scene.links[i]) for i in turns if i < turn]
        answering = [i for i, link in before if link and mine and link.actor != mine.actor][-1:]
    for other in answering[:1]:
        link = scene.links[other]
        if link and mine and link.actor != mine.actor:
            return Link(link.actor, link.actor_type, "second person", 0.65)
    return None


def continued_report(scene: Scene, index: int) -> Link | None:
    """Return the source of the report before, for "Reported that …" and "It was also reported that …"."""
    attribution = scene.found[index]
    if attribution.source or len(attribution.cue) != 1 or attribution.parent is not None:
        return None
    start, end = attribution.cue[0]
    cue = scene.text[start:end]
    goes_on = cue[:1].isupper() and " " not in cue
    if not (goes_on or re.search(r"\balso\b", cue)) or attribution.speech_act not in _PASSES_ON:
        return None
    for other in range(index - 1, max(-1, index - _NEAR), -1):
        link, before = scene.links[other], scene.found[other]
        if scene.text.count("\n", before.start, attribution.start) > 2:
            return None
        if link is not None and before.parent is None and before.speech_act in _PASSES_ON:
            return Link(link.actor, link.actor_type, "continued report", 0.7)
    return None


def is_quoted(scene: Scene, index: int) -> bool:
    """Tell whether an attribution begins inside quotation marks of its paragraph."""
    start = scene.found[index].start
    before = scene.text[scene.text.rfind("\n", 0, start) + 1 : start]
    straight = before.count('"') % 2 == 1
    return straight or before.count("“") > before.count("”")


def whose_words(scene: Scene, index: int) -> int | None:
    """Return the nearest attribution around `index` that gives the words of it as its source's own; None: none does.

    Of a content that is quoted in part ("said that he hopes for “the best”") only the part in quotation marks is.
    """
    start, parent = scene.found[index].start, scene.found[index].parent
    while parent is not None and not (
        scene.found[parent].form in _VERBATIM or _is_label(scene, parent) or _quotes(scene, parent, start)
    ):
        parent = scene.found[parent].parent
    return parent


def _is_label(scene: Scene, index: int) -> bool:
    """Whether a colon alone tells who speaks, as in a headline: "Ann Lee: I never left"."""
    return text_of(scene.text, scene.found[index].cue) == ":"


def _quotes(scene: Scene, parent: int, start: int) -> bool:
    """Whether quotation marks that open inside the content of `parent` are still open at `start`."""
    before = next((scene.text[low:start] for low, high in scene.found[parent].content if low <= start < high), "")
    is_odd = before.count('"') % 2 == 1 or before.count("''") % 2 == 1
    return is_odd or any(before.rfind(opening) > before.rfind(closing) for opening, closing in ("“”", "‘’"))


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


def _author(scene: Scene, word: str) -> Link | None:
    document = scene.document
    if word not in _OURS:
        return (
            Link(document.author, "person", "author", 0.8)
            if document.author
            else _byline(scene) or Link("author", "anonymous", "author", 0.5)
        )
    if document.publisher:
        return Link(document.publisher, "outlet", "publisher", 0.6)
    head = plain_name(scene.text.lstrip().partition("\n")[0].split(" > ")[0].split(" | ")[0])
    is_outlet = is_called_like_an_outlet(head)
    return Link(head, "outlet", "masthead", 0.5) if is_outlet else Link("author", "anonymous", "author", 0.4)


def _byline(scene: Scene) -> Link | None:
    """The one author whom a line under the headline names: "By Ann Lee, Sunday Observer"."""
    match = _BYLINE.search(scene.text, 0, _HEAD)
    return Link(match[1], "person", "byline", 0.8) if match else None


def _side(scene: Scene, speaker: int, index: int, link: Link) -> Link | None:
    """The house a speaker was introduced with: "Acme" of "Ann Lee, a spokeswoman for Acme"."""
    if link.actor_type not in ("person", "anonymous") or scene.found[index].speech_act not in ACTS_OF_A_HOUSE:
        return None
    for words in _introductions(scene, speaker, link):
        if (match := _OF_A_MINISTER.match(words)) and (house := _ministry(scene, match[1] or match[2])):
            return Link(house, "organization", "speaker's side", 0.6)
        if match := _HOUSE.match(words) or _SIDE.search(words):
            name = scene.names.bodies.long_form(match[1]) or match[1]
            if surname_of(link.actor) in name or scene.names.people.known_as(" ".join(name.split()[-2:])):
                continue  # "the chairman of Donald Trump's campaign", "Minister of Ports Ann Lee": no body's name
            return Link(body(name, "ORG").actor, "organization", "speaker's side", 0.6)
    return None


def _ministry(scene: Scene, portfolio: str) -> str | None:
    """The one ministry of the text for a portfolio: "Ministry of Commerce" of "Commerce"."""
    names = {f.link.actor for f in scene.figures(0, len(scene.text), 400) if f.link.actor_type == "organization"}
    found = {name for name in names if name.startswith(f"{portfolio} ") or name.endswith(f" {portfolio}")}
    return found.pop() if len(found) == 1 else None


def _introductions(scene: Scene, speaker: int, link: Link) -> list[str]:
    """The words in which a speaker was introduced with an office, at his own source first."""
    own = text_of(scene.text, scene.found[speaker].source)
    found = [own] if any(word in own.lower() for word in FOR_OTHERS) else []
    for figure in scene.figures(0, len(scene.text), 400):
        said = introduction(scene, figure) if figure.link.actor == link.actor else None
        if said is not None and said.span is not None and said.heads & LEADING:
            start, end = said.span
            found.append(scene.text[start : end + 60].split("\n")[0].split(".")[0].split(";")[0])
    return found
