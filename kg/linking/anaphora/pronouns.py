"""Whom "he", "she", "it" and "they" stand for: by recency, gender, number, role, and who has spoken.

Every figure before the pronoun gets a weight; the heaviest is meant, unless another comes close, for then nobody can
tell, and an honest None beats a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from kg.linking.anaphora.references import quoted_one, whose_words
from kg.linking.anaphora.salience import gender, head_of, is_in, weights
from kg.linking.cast.genders import gender_of, honoured
from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import ATTITUDES, BODIES, COLLECTIVES, CROWDS, HE, IT, RELATIVES, ROLES, SHE, TEXTS, THEY
from kg.model import Span, text_of

_REACH: Final = 800
"""Code points between a pronoun and the name it may stand for."""
_REPORTER: Final = 1.3
_FOR_WHOM: Final = 1.6
"""Of the body whose spokeswoman reports: "a spokeswoman for Acme said that it would"."""
_MOST_IN_A_TURN: Final = 60
"""Statements between a question and its answer, at most."""
_LEAST: Final = 0.15
_RIVAL: Final = 0.8
"""How near the second may come to the first."""
_SURE_ABOVE: Final = 0.45
"""The score that a link needs where a paragraph lies between and somebody else could be meant."""
_TOLD: Final = 0.6
"""The most that "she" is worth behind a surname that a man and a woman bear: it tells which of them it was."""
_PHRASE_AHEAD: Final = re.compile(
    r"(?:^|[.!?\n]\s*)(?:In|For|At|On|With|During|Despite|Through|By|After|Before|From|To|Like|Unlike"
    r"|(?:An?|One|Two|Three|Some|Several) (?:hour|day|week|month|year)s? after|(?:Hours|Days|Weeks|Months) after)\s+$"
)
_SEVERAL: Final = BODIES | COLLECTIVES
_SHARE: Final = re.compile(
    r"(?:(?:about|almost|nearly|more than|slightly more than|only|just|some|around|roughly|at least) )?"
    r"(?:[\w-]+ (?:percent|per cent|in \w+\b)|\d[\d.]*%|(?:an? )?(?:third|quarter|half|majority|minority|number) of )",
    re.IGNORECASE,
)
""" "78 percent of voters", "about one in five", "a third of the members": several, though the noun is not."""
_MANY: Final = frozenset({"some", "many", "several", "most", "both", "few", "two", "three", "four", "five", "people"})


_REMARK: Final = re.compile(
    r"(his|her|their|its) (?:[\w-]+ ){0,2}?([\w-]+)(?: (?:that|about|on|to|of|in) .*)?", re.IGNORECASE | re.DOTALL
)
_NEAR: Final = 4
"""Attributions before a denial among which the charge is looked for."""
_CLAUSE: Final = 12
"""Signs between a charge and who denies it: ", which "."""


def third_person(scene: Scene, index: int) -> Link | None:
    """Return whom the pronoun that is the source of attribution `index` stands for; None where two come close."""
    source = scene.found[index].source
    word = text_of(scene.text, source).lower() if source else ""
    word = honoured(word) or word
    if word not in HE | SHE | IT | THEY:
        return None
    return _meant(scene, index, word)


def owned_remark(scene: Scene, index: int) -> Link | None:
    """Return whom "his" stands for where "his remarks" is the source of `index`: a remark is its speaker."""
    match = _REMARK.fullmatch(text_of(scene.text, scene.found[index].source))
    if match is None or match[2].lower() not in ATTITUDES:
        return None
    link = _meant(scene, index, match[1].lower())
    return replace(link, method="remark", score=round(link.score - 0.1, 2)) if link else None


def _meant(scene: Scene, index: int, word: str) -> Link | None:
    """The heaviest of those before, where no other comes close."""
    source = scene.found[index].source
    start = source[0][0]
    if (again := _same_word(scene, source[0])) is not None:
        return again
    if (ahead := _ahead(scene, start, source[0][1], word)) is not None:
        return ahead
    reporter = _reporter(scene, index)
    heaviest: dict[str, tuple[float, Figure]] = {}
    for weight, figure in weights(scene, index, word, _candidates(scene, index, start, word)):
        if reporter is not None and figure.span[0] >= reporter[0] and figure.span[1] <= reporter[1]:
            weight *= _REPORTER if figure.span == reporter else _FOR_WHOM
        who = head_of(figure.link.actor) if word in THEY else figure.link.actor
        if weight > heaviest.get(who, (0.0, figure))[0]:
            heaviest[who] = weight, figure  # "these Republicans" and "many Republicans" are no rivals
    ranked = sorted(heaviest.values(), key=lambda item: (-item[0], -item[1].span[0]))
    if not ranked or ranked[0][0] < _LEAST:
        return None
    (best, figure), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
    above = _is_above(scene, index, figure.span[1], start)
    if second > _RIVAL * best:
        return None
    score = _score(scene, figure, best, second, word, above)
    if above and second and score < _SURE_ABOVE:
        return None
    return Link(figure.link.actor, figure.link.actor_type, "pronoun", score)


def _same_word(scene: Scene, span: Span) -> Link | None:
    """One "he" of two attributions is one person: "he explained, adding that …"."""
    place = bisect_left(scene.sources, span[0], key=lambda figure: figure.span[0])
    return next((f.link for f in scene.sources[place : place + 1] if f.span == span), None)


def _ahead(scene: Scene, start: int, end: int, word: str) -> Link | None:
    """ "In her statement, Ann Lee said": whose name follows as the subject of the sentence that the phrase opens."""
    if _PHRASE_AHEAD.search(scene.text, max(0, start - 30), start) is None:
        return None
    comma = re.compile(r"[^,.;:!?\n“”\"]{1,100},\s+").match(scene.text, end)
    after = scene.figures(comma.end(), comma.end() + 80) if comma else []
    first = next((figure for figure in after if figure.subject), None)
    if first is None or first.link.actor_type != "person" or gender(scene, first.link) != gender_of(word):
        return None
    return Link(first.link.actor, "person", "pronoun", 0.7)


def _is_above(scene: Scene, index: int, end: int, start: int) -> bool:
    """Whether a paragraph ends between the two; that a turn ends is what talk is made of."""
    breaks = len(re.findall(r"\n+", scene.text[end:start]))
    turn = _turn(scene, index)
    return breaks > (turn is not None)


def _turn(scene: Scene, index: int) -> int | None:
    """The turn that holds an attribution."""
    place: int | None = index
    while place is not None and scene.found[place].form != "turn":
        place = scene.found[place].parent
    return place


def _asker(scene: Scene, index: int) -> str | None:
    """Who asked: the one who answers says "you" to him."""
    turn = _turn(scene, index)
    question = scene.found[turn].answers if turn is not None else None
    link = scene.links[question] if question is not None else None
    return link.actor if link else None


def _asked(scene: Scene, index: int) -> tuple[str | None, int]:
    """Who answers the question that an attribution stands in, and where that begins: he is "you" there, not "he".

    Unless the question itself speaks of him: "The minister says that it is enough. In March he said …".
    """
    turn = _turn(scene, index)
    if turn is None:
        return None, 0
    after = range(turn + 1, min(len(scene.found), turn + _MOST_IN_A_TURN))
    answer = next((place for place in after if scene.found[place].answers == turn), None)
    link = scene.links[answer] if answer is not None else None
    return (link.actor, scene.found[turn].content[0][0]) if link else (None, 0)


def _candidates(scene: Scene, index: int, start: int, word: str) -> list[Figure]:
    """Who stands before the pronoun and can be meant: not the speaker of the quotation, nobody of its own content."""
    found = scene.found[index]
    low = max(0, start - _REACH)
    near = scene.figures(low, start)
    talking = {_speaker(scene, index), _asker(scene, index)}
    asked, since = _asked(scene, index)
    talking.add(_accuser(scene, index, start))
    return [
        figure
        for figure in near
        if figure.link.actor not in talking
        and not (figure.link.actor == asked and figure.span[0] < since)
        and figure.link.method not in ("author", "byline")
        and _can_be(scene, figure, word)
        and not is_in(figure.span, found.content)
    ]


def _accuser(scene: Scene, index: int, start: int) -> str | None:
    """Who accuses in the clause before "…, which he denies": he does not deny it."""
    if scene.found[index].speech_act != "denying":
        return None
    for other in range(index - 1, max(-1, index - _NEAR), -1):
        charge, link = scene.found[other], scene.links[other]
        if charge.speech_act == "accusing" and link is not None and 0 <= start - charge.content[-1][1] <= _CLAUSE:
            return link.actor
    return None


def _speaker(scene: Scene, index: int) -> str | None:
    """Who says the quotation that the pronoun stands in."""
    parent = whose_words(scene, index)
    if parent is None:
        return None
    link = quoted_one(scene, parent, scene.found[index].start) or scene.links[parent]
    return link.actor if link else None


def _reporter(scene: Scene, index: int) -> Span | None:
    """Where the source stands whose indirect report holds the pronoun: "Ann" of "Ann said that she believes"."""
    parent = scene.found[index].parent
    if parent is None or parent == whose_words(scene, index) or not scene.found[parent].source:
        return None
    return scene.found[parent].source[0][0], scene.found[parent].source[-1][1]


def _can_be(scene: Scene, figure: Figure, word: str) -> bool:
    kind, actor = figure.link.actor_type, figure.link.actor
    head = figure.head or head_of(actor)
    is_share = _SHARE.match(actor) is not None
    many = kind == "anonymous" and (figure.plural or is_share or (not figure.head and _is_many(actor)))
    if word in IT:
        return kind in ("organization", "outlet", "country") or (
            kind == "anonymous" and head in BODIES | TEXTS and not many
        )
    if word in THEY and actor in _MANY - {"people"}:
        return False
    if word in THEY:
        return kind in ("group", "organization", "outlet") or many or (kind == "anonymous" and head in _SEVERAL)
    wanted, known = gender_of(word), gender(scene, figure.link)
    if kind == "person":
        return known in (None, wanted)
    return kind == "anonymous" and not many and head in ROLES | RELATIVES and known in (None, wanted)


def _score(scene: Scene, figure: Figure, best: float, second: float, word: str, above: bool) -> float:
    """From 0.3 to 0.85: less with a rival, an unknown gender, a paragraph between, a name far off or unsure itself."""
    score = 0.85 if not second else 0.5 + 0.3 * (1 - second / best)
    score -= 0.1 * (gender_of(word) is not None and gender(scene, figure.link) is None)
    score -= 0.05 * above + 0.15 * (best < 0.4)
    is_told = figure.link.method == "surname ambiguous" and gender_of(word) == gender(scene, figure.link)
    return round(min(max(score, 0.3), _TOLD if is_told else figure.link.score + 0.1), 2)


def _is_many(description: str) -> bool:
    first, head = description.split()[0].lower(), head_of(description)
    return first in _MANY or head in CROWDS or (head.endswith("s") and not head.endswith("ss"))
