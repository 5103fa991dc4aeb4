"""How much somebody stands in the foreground where a pronoun comes: recency, role, speech, who is only spoken of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from kg.linking.cast.genders import gender_of, said_of
from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import IT, REMARKS, TEXTS, THEY
from kg.model import Span, Spans, text_of

_BY_SENTENCE: Final = (1.0, 0.9, 0.5, 0.35, 0.25)
_FARTHER: Final = 0.15
_NO_SUBJECT: Final = 0.55
_IN_HEADLINE: Final = 0.5
"""Of somebody named in the headline, for pronouns below: the text begins anew."""
_IN_QUOTATION: Final = 0.4
_OUTSIDE: Final = 0.7
"""Of somebody named outside the quotation that the pronoun stands in."""
_UNKNOWN: Final = 0.85
"""Of somebody of whom the document does not tell whether "he" or "she"."""
_SPEAKS_ON: Final = 1.15
"""Of who was a source before: who speaks goes on speaking."""
_ADDING: Final = 1.4
"""The same where the pronoun adds something, or goes on."""
_ADDS: Final = re.compile(r"\b(?:add(?:s|ed|ing)|continue[sd]|went on|goes on|also)\b")
_SAME_SENTENCE: Final = 1.4
"""Of a subject or source in the pronoun's own sentence: "Asked for a comment, Acme said it had none, it added"."""
_GOES_ON: Final = 1.8
"""The same before "and he", "but she"."""
_BROUGHT: Final = 1.3
_HEAD: Final = 15
"""Code points of a sentence in which the name of an owner stands that begins it."""
_ASKED: Final = re.compile(r",? (?:has |had )?asked\b")
_ASKER: Final = 0.5
"""Of who asked, where a quotation follows: who was asked answers."""
_POSSESSOR: Final = 0.8
"""Of whose something is that the sentence is about: "Mr. Cruz's success reflects how he"."""
_TALKED_ABOUT: Final = 0.35
"""Of somebody whom the pronoun's own content calls by name."""
_REPORTED: Final = 0.75
_UNNAMED: Final = 0.8
"""Of a phrase like "the next president": who is "he" has mostly been named."""
_DISPLACED: Final = 0.75
"""Of somebody named before the paragraph in which another began to speak."""
_WRITTEN: Final = 0.6
"""Of papers, for "they": who thinks and says so are people."""
_NAMED_OFTEN: Final = 0.1
_OFTEN: Final = 3
"""What each further mention in reach adds, and how many of them: whom a text is about is who "he" is."""
_HIS: Final = 0.45
"""Of "his spokesman", for "he": that is who has the spokesman."""
_SHORT: Final = 60
_CLAUSE: Final = 120
"""Code points before a name in which whoever talks may stand as the subject."""
_EARLIER: Final = 6
"""Attributions before the pronoun's, in whose contents somebody may only be spoken of."""
_BROUGHT_UP: Final = re.compile(
    r"(?:\b(?:[Tt]here(?:[’']s| is| was)|[Aa]s for(?: [\w-]+){0,4}?|[Aa]s to|[Rr]egarding|asked|contacted|approached"
    r"|(?:[Ww]hat|[Hh]ow) about)"
    r"|,\s+(?:like|including|such as))\s+(?:the\s+)?$"
)
_REMARK: Final = rf"(?:{'|'.join(sorted(REMARKS))})"
_OWN_REMARK: Final = re.compile(rf"[’']s? (?:[\w-]+ ){{0,2}}{_REMARK}\b")
_REMARK_OF: Final = re.compile(rf"\b{_REMARK} (?:of|by) (?:the )?$")
_I_SAY: Final = re.compile(r"(?<![\w’'])(?:I|[Ww]e|[Yy]ou)\b")
_WHO: Final = re.compile(r", who (?!(?:is|was|has been|were) )")
_AND: Final = re.compile(r"\b(?:and|but)\s+$")


def weights(scene: Scene, index: int, word: str, figures: Iterable[Figure]) -> Iterator[tuple[float, Figure]]:
    """Yield how likely each of `figures` is meant by the pronoun `word`, the source of attribution `index`."""
    start = scene.found[index].source[0][0]
    here, opening, others = scene.quotation(start), _opening(scene, index, start), _named_within(scene, index)
    near = list(figures)
    times = Counter(figure.link.actor for figure in near)
    above = _paragraph_of_last_speaker(scene, near) if gender_of(word) else 0
    goes_on = _AND.search(scene.text, max(0, start - 6), start) is not None
    adds = _ADDS.search(text_of(scene.text, scene.found[index].cue)) is not None
    asked = _asked_at_last(scene, start)
    for figure in near:
        weight = _weight(scene, figure, opening, here, word)
        weight *= _ADDING if adds and figure.source else 1
        if goes_on and figure.subject and not scene.sentences_between(figure.span[1], start):
            weight *= _GOES_ON / _SAME_SENTENCE
        weight *= _TALKED_ABOUT if figure.link.actor in others else 1
        weight *= _DISPLACED if figure.span[1] <= above else 1
        weight *= _BROUGHT if is_in(figure.span, asked) else 1
        weight *= 1 + _NAMED_OFTEN * min(times[figure.link.actor] - 1, _OFTEN)
        yield weight * (_REPORTED if _is_reported(scene, index, figure) else 1), figure


def _asked_at_last(scene: Scene, start: int) -> Spans:
    """The last sentence of the question that the turn answers: "Have you spoken to the president?" """
    here = scene.quotation(start)
    turn = scene.turns.get(here) if here else None
    question = scene.found[turn].answers if turn is not None else None
    if question is None:
        return ()
    first, end = scene.found[question].content[-1]
    return ((max([first, *scene.openings(first, end)]), end),)


def _paragraph_of_last_speaker(scene: Scene, figures: list[Figure]) -> int:
    """Where the paragraph begins in which the last of those who may be meant speaks; 0 where none does."""
    last = next((figure for figure in reversed(figures) if figure.source or _is_brought_up(scene, figure)), None)
    return scene.text.rfind("\n", 0, last.span[0]) + 1 if last else 0


def _opening(scene: Scene, index: int, start: int) -> int:
    """Where what is said begins, where it stands before its "he said": its own sentences make nobody more distant."""
    first, last = scene.found[index].content[0][0], scene.found[index].content[-1]
    between = scene.text[min(last[1], start) : start]
    is_before = first < start and "\n" not in scene.text[first:start] and len(between) < _SHORT
    return first if is_before or (first < start and scene.found[index].content[0][1] <= start) else start


def _named_within(scene: Scene, index: int) -> frozenset[str]:
    """Who is called by name in what is said: somebody else, for of himself one says "I" or "he"."""
    named = {
        figure.link.actor
        for start, end in scene.found[index].content
        for figure in scene.figures(start, end)
        if figure.link.actor_type == "person" and not figure.link.method.startswith("pronoun")
    }
    return frozenset(named)


def _is_reported(scene: Scene, index: int, figure: Figure) -> bool:
    """Whether somebody is only spoken of in what another says, where the pronoun stands outside of it."""
    start = scene.found[index].source[0][0]
    for other in range(index - 1, max(-1, index - _EARLIER), -1):
        content = scene.found[other].content
        if scene.found[other].source and is_in(figure.span, content):
            return not is_in((start, start), content)
    return False


def _weight(scene: Scene, figure: Figure, start: int, here: Span | None, word: str) -> float:
    distance = scene.sentences_between(figure.span[1], start)
    weight = _BY_SENTENCE[distance] if distance < len(_BY_SENTENCE) else _FARTHER
    there = scene.quotation(figure.span[0])
    if distance and figure.source and _ASKED.match(scene.text, figure.span[1]):
        weight *= _ASKER
    is_subject = figure.subject and not _is_possessor(scene, figure)
    is_subject = is_subject or _has_spoken(scene, figure) or (there is not None and _is_spoken_of(scene, figure))
    if not (is_subject or figure.source or _is_brought_up(scene, figure)):
        weight *= _POSSESSOR if _is_owner(scene, figure) else _NO_SUBJECT
    elif distance == 1 and not (is_subject or figure.source):
        weight *= _BROUGHT
    elif not distance:
        weight *= _SAME_SENTENCE * (1 if is_subject or figure.source else _BROUGHT)
    if figure.source:
        weight *= _SPEAKS_ON
    if figure.span[1] <= scene.headline < start:
        weight *= _IN_HEADLINE
    if not _is_of_one_talk(scene, here, there):
        is_other_turn = here in scene.turns and there in scene.turns
        weight *= _IN_QUOTATION if there is not None and not is_other_turn else _OUTSIDE
    if gender_of(word) and gender(scene, figure.link) is None:
        weight *= _UNKNOWN
    if gender_of(word) and figure.link.actor_type == "anonymous" and not figure.source:
        weight *= _UNNAMED
    if gender_of(word) and scene.text[figure.span[0] : figure.span[0] + 4].lower() in ("his ", "her "):
        weight *= _HIS
    if word in THEY and not (figure.plural or figure.link.actor_type in ("group", "anonymous")):
        weight *= _NO_SUBJECT
    if word in THEY and (figure.head or head_of(figure.link.actor)).removesuffix("s") in TEXTS:
        weight *= _WRITTEN
    if word in IT and figure.link.actor_type == "country" and not (figure.source or (is_subject and not distance)):
        weight *= _NO_SUBJECT
    return weight + 0.03 * min(3, scene.spoken.get(figure.link.actor, 0))


def _is_of_one_talk(scene: Scene, here: Span | None, there: Span | None) -> bool:
    """Whether two places are of one quotation, paragraphs of one turn, or question and answer."""
    if here == there or here is None or there is None:
        return here == there
    turn, other = scene.turns.get(here), scene.turns.get(there)
    return turn is not None and other is not None and other in (turn, scene.found[turn].answers)


def gender(scene: Scene, link: Link) -> str | None:
    """Return "he" or "she" of a person or a described one ("spokeswoman"), where known."""
    head = head_of(link.actor)
    if link.actor_type == "anonymous":
        return said_of(head)
    return scene.names.people.genders.get(link.actor)


def _is_owner(scene: Scene, figure: Figure) -> bool:
    """ "Mr. Cruz's success", where a sentence begins with it."""
    start = figure.span[0]
    is_first = start < _HEAD or scene.sentences_between(start - _HEAD, start) > 0
    return is_first and figure.link.actor_type == "person" and _is_possessor(scene, figure)


def _is_possessor(scene: Scene, figure: Figure) -> bool:
    """ "Trump's" in "asked about Trump's calling her names": no subject, whatever a parser says."""
    end = figure.span[1]
    return any(scene.text[place : place + 2] in ("’s", "'s") for place in (end, end - 2))


def _has_spoken(scene: Scene, figure: Figure) -> bool:
    """ "Ann Lee's remarks about Bo Chen", "the words of the minister": who made them is in the foreground."""
    start, end = figure.span
    return bool(_OWN_REMARK.match(scene.text, end) or _OWN_REMARK.match(scene.text, max(start, end - 2))) or bool(
        _REMARK_OF.search(scene.text, max(0, start - 30), start)
    )


def _is_brought_up(scene: Scene, figure: Figure) -> bool:
    """ "As for the college, it …", "I asked Ann whether …": who is brought up, or asked, is who comes next."""
    start, end = figure.span
    if figure.link.actor_type == "person" and _WHO.match(scene.text, end):
        return True  # "a reader, Ann Lee, who wrote"
    return _is_all_asked(scene, start, end) or bool(_BROUGHT_UP.search(scene.text, max(0, start - 40), start))


def _is_all_asked(scene: Scene, start: int, end: int) -> bool:
    """ "And the president?": the question has no other words."""
    if scene.text[end : end + 1] != "?":
        return False
    turn, first = scene.quotation(start), max(0, start - len("And "))
    return (turn is not None and turn[0] >= first) or bool(scene.openings(first, start + 1))


def _is_spoken_of(scene: Scene, figure: Figure) -> bool:
    """ "I have listened to the minister, and I think that he": those who talk are never "he" themselves."""
    start = figure.span[0]
    begins = max(0, start - _CLAUSE)
    place = max([begins, *scene.openings(begins, start + 1)])
    return _I_SAY.search(scene.text, place, start) is not None and not any(
        other.subject for other in scene.figures(place, start)
    )


@lru_cache(maxsize=1024)
def head_of(description: str) -> str:
    """Return the noun of a description, in small letters.

    >>> head_of("two people familiar with the matter, both retired")
    'people'
    """
    words = re.split(r"\s(?:of|for|at|in|from|with|who|to|on|familiar|close)\s|,", description, maxsplit=1)[0].split()
    return words[-1].lower() if words else ""


def is_in(span: Span, content: Spans) -> bool:
    """Tell whether a span stands inside one of a content's."""
    return any(start <= span[0] and span[1] <= end for start, end in content)
