"""Whom "the 58-year-old", "the Republican nominee" and "the Florida senator" stand for: who has just been spoken of.

Such a phrase tells something new of somebody known, so no introduction has its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kg.linking.anaphora.leaders import is_of_another
from kg.linking.cast.genders import said_of
from kg.linking.cast.introductions import introduction, is_other_role, name_in
from kg.linking.cast.named import Link
from kg.linking.cast.people import surname_of
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import EPITHETS, OF_THE_STORY, PORTFOLIOS, ROLES, SAME_ROLE, TITLES
from kg.model import Span, text_of
from kg.words.gazetteer import country_of_people

_AGE: Final = re.compile(r"\d{1,3}-year-old", re.IGNORECASE)
_COUNTRYMAN: Final = re.compile(r"(?:Dutch|French|English|Irish|Welsh|Scots|Norwe|Cornish)(?:man|woman)|Scot|Briton")
_OF_SEVERAL: Final = re.compile(r"(?:s|ish|ese|ch)$")
""" "the Danes", "the British", "the Chinese", "the French": peoples, who speak as a country."""
_FORMER: Final = frozenset({"former", "then", "current", "independent", "junior", "senior", "republican", "democratic"})
_OF_A_PARTY: Final = frozenset({"republican", "democrat", "conservative", "liberal", "socialist", "libertarian"})
_SEAT: Final = re.compile(
    r"the (?:[\w-]+ ){0,3}?(?:MP|MSP|MEP|senator|congress(?:man|woman)|lawmaker|member of parliament) (?:for|from|of) ",
    re.IGNORECASE,
)
_POLITICIANS: Final = frozenset(
    {"minister", "secretary", "senator", "lawmaker", "leader", "candidate", "mp", "chancellor", "premier", "whip"}
)
_OF_A_TOWN_OR_FIRM: Final = frozenset({"mayor", "governor", "ceo", "boss"})
_OF_ONE: Final = frozenset({"president", "premier", "pm", "chancellor", "pope", "king", "queen"} | _OF_A_TOWN_OR_FIRM)
"""Offices of which every country, town or firm has one, so that papers leave out who holds them."""
_NUMBERED: Final = re.compile(
    r"(?:\d{1,3}-year-old|(?:two|three|four|five|six|seven|eight|nine|ten)-(?:time|term))", re.IGNORECASE
)
"""What is news of somebody known: "the 40-year-old mayor", "the five-time MP"."""
_LIKE: Final = {"chief": frozenset({"manager", "coach", "executive"}), "coach": frozenset({"manager"})}
"""What else whoever is called so is introduced as: the "Reds boss" is a manager."""
_OF_FIRMS: Final = frozenset({"ceo", "boss"})
_OF_PORTFOLIOS: Final = frozenset({"minister", "secretary"})
_NO_OTHER: Final = frozenset({"prime"})
_NAMED_OFTEN: Final = 3
_SENTENCES: Final = 3
_MOST: Final = 40
_FAR: Final = 60
"""Figures looked back at, at most: for who has just been spoken of, and for whom a trade was told."""


def epithet(scene: Scene, span: Span, before: str, head: str) -> Link | None:
    """Return whom a phrase whose noun tells no office stands for; None for other nouns, and where nobody is near."""
    is_national = _is_national(head) and all(_AGE.fullmatch(word) for word in before.split())
    if head[0].isupper() and head.lower() not in _OF_A_PARTY and not is_national:
        return None  # "The Morning Star" is a name
    is_age = _AGE.fullmatch(head) is not None
    if not is_age and not is_national and (head.lower() not in EPITHETS or before.lower().split()[-1:] == ["party"]):
        return None
    if head.lower() in OF_THE_STORY and (called := _called(scene, span, head.lower())) is not None:
        return called
    gender = said_of(head.lower())
    genders = scene.names.people.genders
    others = _named_beside(scene, span)
    near = [
        f.link.actor
        for f in _spoken_of(scene, span)
        if f.link.actor not in others and (not gender or genders.get(f.link.actor) in (None, gender))
    ]
    if not near:
        return None
    if head.lower() not in OF_THE_STORY:
        return Link(near[0], "person", "nominal", 0.5)
    counts = Counter(figure.link.actor for figure in scene.standing)
    often = [actor for actor in near if counts[actor] > 2 * counts[near[0]]]
    return Link([*often, *near][0], "person", "nominal", 0.5)


def _is_national(head: str) -> bool:
    """ "The Dutchman", "the Spaniard", "the Brazilian": one of a people, not all of it ("the Danes", "the French")."""
    if _COUNTRYMAN.fullmatch(head):
        return True
    return head[0].isupper() and country_of_people(head) is not None and not _OF_SEVERAL.search(head)


def _named_beside(scene: Scene, span: Span) -> frozenset[str]:
    """Who is called by name in the rest of the sentence: of somebody else than the phrase is."""
    return frozenset(
        f.link.actor
        for f in scene.figures(span[1], span[1] + 300)
        if f.link.actor_type == "person" and not f.head and not scene.sentences_between(span[1], f.span[0])
    )


def _called(scene: Scene, span: Span, head: str) -> Link | None:
    """The only one near who is called so beside his name: "presumptive nominee Donald Trump"."""
    here = bisect_left(scene.standing, span[0], key=lambda figure: figure.span[0])
    near = [f for f in scene.standing[max(0, here - _FAR) : here] if f.link.actor_type == "person" and not f.head]
    actors = {figure.link.actor for figure in near if head in introduction(scene, figure).heads}
    return Link(actors.pop(), "person", "nominal", 0.6) if len(actors) == 1 else None


def by_place(scene: Scene, span: Span, before: str, head: str) -> Link | None:
    """Return the senator who has just been spoken of for "the Florida senator", though nobody is called so."""
    words = [word for word in before.split() if word.lower() not in _FORMER]
    if not words or not all(word[0].isupper() for word in words) or {word.lower() for word in words} & TITLES:
        return None
    wanted = SAME_ROLE.get(head, head)
    for figure in _spoken_of(scene, span):
        said = introduced_as(scene, figure.link.actor)
        if is_of_another(frozenset(word.lower() for word in words), said):
            continue  # "the Armenian minister" is not the Turkish one
        likes = {wanted} | _LIKE.get(wanted, frozenset())
        if likes & said and not is_other_role(wanted, frozenset(), said):
            return Link(figure.link.actor, "person", "nominal", 0.5)
    return None


def by_numbers(scene: Scene, span: Span, before: str, head: str) -> Link | None:
    """Return who has just been spoken of for "the 40-year-old mayor", "the five-time MP": that is news of him."""
    if not any(_NUMBERED.fullmatch(word) for word in before.split()):
        return None
    gender, genders = said_of(head), scene.names.people.genders
    others = _named_beside(scene, span)
    for figure in _spoken_of(scene, span):
        if figure.link.actor not in others and (not gender or genders.get(figure.link.actor) in (None, gender)):
            return Link(figure.link.actor, "person", "nominal", 0.5)
    return None


def by_seat(scene: Scene, span: Span) -> Link | None:
    """Return the politician who has just been spoken of for "the MP for the valley of Stoke", of whom it is news."""
    if _SEAT.match(scene.text, *span) is None:
        return None
    for figure in _spoken_of(scene, span):
        if introduced_as(scene, figure.link.actor) & _POLITICIANS:
            return Link(figure.link.actor, "person", "nominal", 0.5)
    return None


def foremost(scene: Scene, span: Span, head: str, modifiers: frozenset[str]) -> Link | None:
    """Return whom the text is about for "the prime minister", where it has told nobody's office, nor another of his.

    Papers take it as known who leads: "Peter Nash has said sorry. … The prime minister defended his words."
    """
    is_portfolio = bool(modifiers) and head in _OF_PORTFOLIOS and modifiers <= PORTFOLIOS
    is_of_one = head in _OF_ONE or (head == "minister" and "prime" in modifiers)
    if not is_portfolio and not (is_of_one and (modifiers <= _NO_OTHER or head in _OF_FIRMS)):
        return None
    if (is_portfolio or head in _OF_A_TOWN_OR_FIRM) and any(a.form == "turn" for a in scene.found):
        return None  # who talk are told apart by their labels
    people = [f for f in scene.standing if f.link.actor_type == "person" and not f.head]
    counts = Counter(figure.link.actor for figure in people)
    is_first = not any(figure.span[0] < span[0] for figure in people)  # in a headline
    told = (f for f in people if f.subject and f.span[0] > span[1]) if is_first else _spoken_of(scene, span)
    actor = next((figure.link.actor for figure in told), None)
    if actor is None or is_portfolio:
        actor = next((who for who, count in counts.most_common(1) if count == counts.total()), None)
    if actor is None:
        return None
    if counts[actor] < max(_NAMED_OFTEN, *counts.values()) or introduced_as(scene, actor) & ROLES:
        return None
    return None if _has_turns(scene, actor) else Link(actor, "person", "nominal", 0.45)


def _has_turns(scene: Scene, actor: str) -> bool:
    """Whether somebody speaks in the talk himself, who is not whom it is about."""
    labels = (text_of(scene.text, a.source).lower() for a in scene.found if a.form == "turn")
    return any(surname_of(actor).lower() in label for label in labels)


def by_trade(scene: Scene, span: Span, head: str) -> Link | None:
    """Return the last who was introduced as "a baker", whatever the trade, for "the baker"; None where nobody was."""
    said = re.compile(rf",? (?:who (?:is|was) )?an? (?:[\w’'-]+ ){{0,3}}{re.escape(head)}\b", re.IGNORECASE)
    here = bisect_left(scene.standing, span[0], key=lambda figure: figure.span[0])
    for figure in reversed(scene.standing[:here][-_FAR:]):
        if figure.link.actor_type == "person" and not figure.head:
            name = name_in(scene.text, figure)
            if said.match(scene.text, name[1], min(span[0], name[1] + 80)):
                return Link(figure.link.actor, "person", "nominal", 0.6)
    return None


def introduced_as(scene: Scene, actor: str) -> frozenset[str]:
    """Return the roles that stand beside any mention of a person, and the words that say them."""
    said = [introduction(scene, f) for f in scene.standing if f.link.actor == actor and not f.head]
    return frozenset().union(*(one.heads for one in said), *(one.words for one in said if one.heads))


def _spoken_of(scene: Scene, span: Span) -> Iterator[Figure]:
    """Who is the subject of one of the sentences before, nearest first; in its own sentence another is meant."""
    here = bisect_left(scene.standing, span[0], key=lambda figure: figure.span[0])
    for figure in reversed(scene.standing[max(0, here - _MOST) : here]):
        distance = scene.sentences_between(figure.span[1], span[0])
        if distance > _SENTENCES:
            return
        if distance and figure.link.actor_type == "person" and (figure.subject or figure.source) and not figure.head:
            yield figure
