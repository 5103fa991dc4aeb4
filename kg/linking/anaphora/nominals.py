"""Whom "the minister", "the company", "the newspaper", "the article" and "the same source" stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Final

from kg.linking.actors import named
from kg.linking.anaphora.callings import by_calling
from kg.linking.anaphora.epithets import by_numbers, by_place, by_seat, by_trade, epithet, foremost
from kg.linking.anaphora.firms import firm, is_firm
from kg.linking.anaphora.leaders import is_of_another, leader
from kg.linking.anaphora.salience import head_of
from kg.linking.cast.genders import said_of
from kg.linking.cast.introductions import Introduction, compounds, introduction, is_other_role, name_in
from kg.linking.cast.named import Link, Source, well_known
from kg.linking.cast.names import main_part, plain_name, without_possessive
from kg.linking.cast.people import surname_of
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import (
    BODIES,
    COMPANIES,
    COMPANY_NAMES,
    FOR_OTHERS,
    LIKE_AGENCIES,
    OUTLETS,
    OVERSEEING,
    OVERSEERS,
    PAPER_NAMES,
    PARTY_NAMES,
    RELATIVES,
    REMARKS,
    ROLES,
    SAME_ROLE,
    TEXTS,
    TITLES,
)
from kg.model import Span
from kg.words.gazetteer import entry_named
from kg.words.lexicon import outlet_named

_DEFINITE: Final = re.compile(
    r"(?:the|this|that|(?P<own>his|her|its|their|my|our))\s+(?P<before>(?:[\w.’'-]+\s+){0,4}?)(?P<head>[\w-]+)$",
    re.IGNORECASE,
)
_OF_A_COUNTRY: Final = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)?)[’'\"]s? ((?:[\w-]+ ){0,2})([\w-]+)$")
""" "Peru's president"."""
_OFFICE: Final = re.compile(
    r"the\s+(?P<before>(?:[\w.’'-]+\s+){0,3}?)(?P<head>[\w-]+) (?:of|for|at) (?:the )?"
    r"(?P<of>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)$",  # of, and, for, the: words as the others, the case being ignored
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(
    r"(?:[Aa]n? (?:[\w-]+ ){0,2}?(?P<head>spokesperson|spokesman|spokeswoman)\b"
    r"|[A-Z][\w-]+(?: [A-Z][\w-]+){0,3}[’']s? (?:[a-z-]+ ){0,2}(?P<office>[a-z-]+)$)"
)
_BELOW: Final = 1_000
"""Signs behind an unnamed spokesperson within which the name is told."""
_HIMSELF: Final = re.compile(r" (?:himself|herself|itself|themselves)$")
_OF_A_NAME: Final = re.compile(r"(?<![\w-])[A-Z][\w-]*[’']s? (?:[a-z-]+ ){0,2}[a-z-]+$")
""" "The European Commission's trade spokesman": whose he is, is told."""
_HEADLINE: Final = re.compile(r"((?:[\w-]+\s+){0,2})([a-z-]+)$", re.IGNORECASE)
_SAME: Final = re.compile(r"the same ([\w-]+)$", re.IGNORECASE)
_MEMBER: Final = re.compile(
    r"(?:the|my)\s+(?:right\s+)?hon\.?\s+(?:and \w+ )?(?:lady|gentleman|member|friend)$", re.IGNORECASE
)
_HONOURED: Final = re.compile(r"(?:Lady|Gentleman|Member|Friend)$")
_HELD_BY: Final = re.compile(
    r"^the\b.* \(((?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\b\.? [A-Z][^()]{1,50})\)$", re.IGNORECASE
)
""" "The hon. Member for Stoke North (Mrs. Lee)": who it is stands behind."""
_STATEMENT: Final = re.compile(
    r"(?:[Aa]n?|[Tt]he|[Tt]his|[Oo]ne) ((?:[\w.’'-]+ ){1,4}?)(?:statement|communiqu[eé]|press release|announcement),?"
)
_REMARK_OF: Final = re.compile(r"(.+?)[’']s?\s+(?:[\w-]+\s+)?([\w-]+)(?: (?:that|about|on|to|of) .*)?$", re.DOTALL)
_WORD: Final = re.compile(r"[A-Za-z][\w-]*")
_OF: Final = re.compile(r"\b(?:of|for|at)\s")
_OF_OFFICES: Final = frozenset({"of", "for", "affairs"})
"""What "the Minister of Foreign Affairs" has that "Foreign Minister" has not."""
_OFFICES: Final = frozenset(
    {"ambassador", "commissioner", "envoy", "governor", "minister", "official", "premier", "secretary", "spokesman"}
    | {"spokesperson", "spokeswoman"}
)
"""Whoever holds one of these is an official: "the Belarusian official"."""
_EMPTY: Final = frozenset(
    {"the", "a", "an", "former", "then", "current", "new", "old", "s", "same", "now", "its", "his", "her", "their"}
    | {"year-old", "outspoken", "embattled", "beleaguered", "veteran", "longtime", "long-serving", "popular", "fiery"}
    | {"newly", "elected", "appointed", "controversial", "powerful", "influential", "incumbent", "outgoing"}
)
"""What tells nobody from another who has the role; age and praise do not."""
_HEADS_OF: Final = {
    "state": {("president", frozenset[str]()), ("king", frozenset[str]()), ("queen", frozenset[str]())},
    "government": {("premier", frozenset[str]()), ("chancellor", frozenset[str]()), ("minister", frozenset({"prime"}))},
}
_HEADS_OF_BODIES: Final = ("chief", "chair", "president", "director", "governor", "executive")
"""What the head of a bank, an agency or a club may be called beside his name."""
_LEADERS_OF: Final = {
    "government": frozenset({"minister", "premier", "chancellor"}),
    "state": frozenset({"president", "king", "queen"}),
}
_ARTICLES: Final = frozenset({"article", "editorial", "story", "column"})
_PRESS: Final = frozenset({"newspaper", "paper", "daily", "outlet", "publication", "site", "website"})
_HEADS: Final = ROLES | BODIES | RELATIVES | REMARKS | _ARTICLES | {"report"}
_ANY_FIRM: Final = frozenset({"company", "firm", "corporation"})
"""What every firm is called, whether it has the word in its name or not."""
_OF_PRESS: Final = frozenset(
    {"television", "tv", "radio", "news", "cable", "state", "public", "online", "local"}
    | {"government", "official", "semi-official", "national"}
)
""" "The television network": what every network is."""
_RELATIVE: Final = re.compile(r",\s+(?:who|which|whose|whom)\b")
_OF_THE_POLICE: Final = re.compile(
    r"\b[Pp]olice (?=(?:[A-Z]\w+ )?(?:[Ss]tation|[Aa]cademy|[Uu]nion|[Cc]ollege|[Aa]ssociation))"
)
"""What belongs to a police that it is not itself."""
_ANY_BODY: Final = frozenset({"group", "organisation", "organization"})
_TWO_SENTENCES: Final = 600
_NAMES: Final = frozenset({"Congress", "Senate"})
"""Words for bodies that are names with a capital: "the Congress" is not the Ohio Congress of Mothers."""
_PASSING: Final = frozenset({"campaign", "group", "team", "side", "paper", "house"})
"""Bodies of which a text names many, each in its own words."""
_SEES: Final = frozenset({"bishop", "archbishop", "dean", "prince", "princess", "king", "queen"})
_PLACE: Final = r"[A-Z][\w’-]*\w(?: [A-Z][\w’-]*\w){0,2}"
_BESIDE: Final = 300
"""Signs in which one sentence tells a role and somebody who has it too apart."""
_MOST: Final = 60
"""Figures looked back at, at most."""


def nominal(scene: Scene, index: int) -> Link | None:
    """Return whom the role, kind or thing that is the source of `index` stands for; None where nobody fits."""
    source = scene.found[index].source
    if not source:
        return None
    span = source[0][0], source[-1][1]
    span = span[0], span[0] + len(_RELATIVE.split(scene.text[slice(*span)], maxsplit=1)[0])
    if himself := _HIMSELF.search(scene.text, *span):
        span = span[0], himself.start()
    words = scene.text[slice(*span)].strip(" ,")
    if match := _SAME.match(words):
        head = match[1].lower()
        return _same(scene, span[0], head) or (_body(scene, span, head, frozenset()) if head in OUTLETS else None)
    if _MEMBER.match(words) or (_HONOURED.match(words) and scene.text[: span[0]].endswith("hon. ")):
        return _other_speaker(scene, index)
    if (match := _REMARK_OF.match(main_part(words))) and match[2].lower() in REMARKS | TEXTS:
        owner = _owner(scene, span[0], match[1])
        if owner is not None or match[2].lower() in REMARKS:
            return owner
    if issuer := _issuer(scene, span):
        return issuer
    if match := _HELD_BY.search(words):
        return named(Source(match[1], (span[0] + match.start(1), span[0] + match.end(1)), scene.names))
    found = definite(scene, span) or _headline(scene, span, words) or _bare(scene, span, words)
    match = _UNNAMED.match(words)
    head = (match["head"] or match["office"]).lower() if match else ""
    return found or (_named_below(scene, span, head) if head in ROLES else None)


def definite(scene: Scene, span: Span) -> Link | None:
    """Return whom a definite phrase ("the finance minister") stands for, the nearest before it or else after it."""
    match = _DEFINITE.match(without_possessive(re.sub(r"\s+", " ", scene.text[slice(*span)]).strip(" ,")))
    if match is not None and not match["own"] and (called := epithet(scene, span, match["before"], match["head"])):
        return called
    if match is None:
        return _office(scene, span) or _of_a_country(scene, span) or by_seat(scene, span)
    if _OF.search(match["before"]):
        return None if match["own"] else _office(scene, span)
    modifiers, head, is_own = _plain(match["before"]), match["head"].lower(), bool(match["own"])
    if head == "source" and not is_own:
        return _described(scene, span[0], head, modifiers)
    if head not in _HEADS:
        trade = None if is_own or match["before"] else by_trade(scene, span, match["head"])
        return trade or (_firm(scene, span, modifiers) if is_firm(head) and not is_own else None)
    if head.startswith("vice-"):
        modifiers, head = modifiers | {"vice"}, head.removeprefix("vice-")
    if head in REMARKS:
        return _speaker_of_remark(scene, span[0], is_issued=head == "statement")
    if head in _ARTICLES:
        return _press(scene, span[0])
    if head == "report" and not modifiers and not is_own:
        return _press_report(scene, span[0])
    if is_own and head in RELATIVES | ROLES:
        return _person(scene, span, head, modifiers)
    if is_own:
        return None
    if head in ROLES:
        return (
            _described(scene, span[0], head, modifiers)
            or _person(scene, span, head, modifiers)
            or leader(head, modifiers, _introduced(scene, span))
            or (_see(scene, head) if not modifiers else None)
            or by_place(scene, span, match["before"], head)
            or by_numbers(scene, span, match["before"], head)
            or (foremost(scene, span, head, modifiers) if not is_own else None)
            or (_spoken(scene, span[0], head, modifiers) if match["own"] is None else None)
        )
    return _body(scene, span, head, modifiers) if head in BODIES else None


def _introduced(scene: Scene, span: Span) -> list[tuple[str, Introduction]]:
    return [(figure.link.actor, introduction(scene, figure)) for figure in _around(scene, span, {"person"})]


def _firm(scene: Scene, span: Span, modifiers: frozenset[str]) -> Link | None:
    before = list(_around(scene, span, {"organization"}, after=False))
    return firm(scene, span[0], bool(modifiers), before or _around(scene, span, {"organization"}))


def _office(scene: Scene, span: Span) -> Link | None:
    """ "The Secretary of State", "the head of the Commission": whoever was introduced with all of these words."""
    match = _OFFICE.match(re.sub(r"\s+", " ", scene.text[slice(*span)]).strip(" ,"))
    if match is None or match["head"].lower() not in ROLES:
        return None
    said = _plain(f"{match['before']} {match['of']}") - _OF_OFFICES
    return _head_of(scene, span, match["head"].lower(), said) or _person(scene, span, match["head"].lower(), said)


def _head_of(scene: Scene, span: Span, head: str, said: frozenset[str]) -> Link | None:
    """ "The head of the Kenyan government": who leads that country as one who leads a government."""
    heads = next((heads for what, heads in _LEADERS_OF.items() if what in said), None)
    if head != "head" or heads is None:
        return None
    fitting = [(actor, intro) for actor, intro in _introduced(scene, span) if heads & intro.heads]
    return leader("leader", said - set(_LEADERS_OF), fitting)


def _of_a_country(scene: Scene, span: Span) -> Link | None:
    """ "Peru's president", in a headline or before he is named: who is introduced as Peru's president."""
    match = _OF_A_COUNTRY.match(re.sub(r"\s+", " ", scene.text[slice(*span)]).strip(" ,"))
    if match is not None and match[3].lower() in BODIES:
        called = by_calling(match[0], _around(scene, span, {"organization"}))
        return called or (_paper_of(scene, span, match[1], match[3].lower()) if match[3].lower() in OUTLETS else None)
    if match is None or match[3].lower() not in ROLES:
        return None
    return _person(scene, span, match[3].lower(), _plain(f"{match[1]} {match[2]}"))


def _paper_of(scene: Scene, span: Span, owner: str, head: str) -> Link | None:
    """ "Kenya's official newspaper", before it is named: the outlet of this kind and country that the text cites."""
    country = entry_named(owner)
    for figure in _around(scene, span, {"outlet"}):
        outlet = outlet_named(figure.link.actor)
        is_from_there = outlet is not None and country is not None and outlet.country == country.country
        if is_from_there and (figure.source or figure.subject) and _is_of_kind(scene, figure, head):
            return Link(figure.link.actor, "outlet", "nominal", 0.65)
    return None


def by_office(scene: Scene, span: Span, link: Link) -> Link:
    """Return whom an ambiguous surname means where a role stands before it that one bearer has: "Judge Harlow"."""
    roles = {SAME_ROLE.get(word, word) for word in _plain(scene.text[slice(*span)]) if word in ROLES}
    bearers = scene.names.people.called(surname_of(link.actor))
    fitting = {
        figure.link.actor
        for figure in scene.figures(0, span[0], _MOST)
        if figure.link.actor in bearers and roles & introduction(scene, figure).heads
    }
    return Link(fitting.pop(), "person", "surname", 0.75) if len(fitting) == 1 else link


def _headline(scene: Scene, span: Span, words: str) -> Link | None:
    """A role without an article in a headline, or that opens or closes a line: "Mayor: 'Stay'", "No deal – mayor"."""
    match = _HEADLINE.match(without_possessive(words))
    head = match[2].lower() if match else ""
    vice = frozenset({"vice"}) if head.startswith("vice-") else frozenset()
    head = head.removeprefix("vice-")
    if match is None or head not in ROLES | BODIES:
        return None
    is_title = "\n" not in scene.text[: span[0]].lstrip()
    if not is_title and not words[0].isupper():
        return None
    before = scene.text[scene.text.rfind("\n", 0, span[0]) + 1 : span[0]].rstrip(" ").removesuffix("*")
    behind = scene.text[span[1] :].partition("\n")[0].strip(" .")
    if not is_title and before and (behind or before[-1] not in ":–—-"):
        return None
    modifiers = _plain(match[1]) | vice
    if head in ROLES:
        return _person(scene, span, head, modifiers) or foremost(scene, span, head, modifiers)
    return _body(scene, span, head, modifiers)


def _named_below(scene: Scene, span: Span, head: str) -> Link | None:
    """ "A spokesperson for the ministry said … Spokesperson Ann Lee made the remarks": the first one so introduced.

    So is "Kestria's energy minister" whoever is Minister Radu Stan below.  Nothing else is said of them, so that they
    hold the office that has been spoken of; and nobody was introduced so before.
    """
    wanted = SAME_ROLE.get(head, head)
    found: list[str] = []
    for figure in scene.figures(0, min(len(scene.text), span[1] + _BELOW), _MOST):
        if figure.link.actor_type != "person" or figure.head:
            continue
        said = introduction(scene, figure)
        if wanted in said.heads:
            own = {word.lower() for word in _WORD.findall(figure.link.actor)}
            if figure.span[0] < span[0] or said.words - own - _EMPTY - {head, wanted} - FOR_OTHERS - TITLES:
                return None
            found.append(figure.link.actor)
    return Link(found[0], "person", "nominal", 0.55) if found and len(set(found)) == 1 else None


def _bare(scene: Scene, span: Span, words: str) -> Link | None:
    """ "“No,” Trade Office spokesperson added": who was introduced with all these words, the article being lost."""
    match = _HEADLINE.match(words)
    head, modifiers = (match[2].lower(), _plain(match[1])) if match else ("", frozenset())
    return _person(scene, span, head, modifiers) if head in FOR_OTHERS and modifiers else None


def _same(scene: Scene, start: int, head: str) -> Link | None:
    """ "The same source": the unnamed one who spoke last, where described with this word."""
    for figure in reversed(_sources_before(scene, start)):
        if figure.link.actor_type != "anonymous":
            continue
        if head in {"source", "person"} or head in (word.lower() for word in _WORD.findall(figure.link.actor)):
            return Link(figure.link.actor, "anonymous", "nominal", 0.55)
    return None


def _sources_before(scene: Scene, start: int) -> list[Figure]:
    return scene.sources[: bisect_left(scene.sources, start, key=lambda figure: figure.span[0])][-_MOST:]


def _other_speaker(scene: Scene, index: int) -> Link | None:
    """ "The hon. Lady": who spoke before the one who says it."""
    turn = index
    while (parent := scene.found[turn].parent) is not None:
        turn = parent
    mine = scene.links[turn]
    for other in range(turn - 1, max(-1, turn - _MOST), -1):
        link = scene.links[other]
        if scene.found[other].form == "turn" and link and mine and link.actor != mine.actor:
            return Link(link.actor, link.actor_type, "nominal", 0.6) if link.actor_type == "person" else None
    return None


def _speaker_of_remark(scene: Scene, start: int, *, is_issued: bool = False) -> Link | None:
    """ "The remark signals …": whoever was quoted last in his own words; a statement is issued by houses too."""
    for figure in reversed(_sources_before(scene, start)):
        if figure.quoted and (figure.link.actor_type == "person" or (is_issued and _is_house(figure))):
            return Link(figure.link.actor, figure.link.actor_type, "remark", 0.5)
    return None


def _issuer(scene: Scene, span: Span) -> Link | None:
    """ "A ministry statement", "a Kremlin statement": the house that issued it."""
    match = _STATEMENT.fullmatch(scene.text, *span)
    if match is None:
        return None
    words, house = match[1], match.span(1)
    head = words.split()[-1].lower()
    link = _body(scene, house, head, _plain(words) - {head}) if head in BODIES else None
    link = link or named(Source(words, house, scene.names))
    is_issuer = link is not None and (link.actor_type in ("organization", "country") or head in BODIES)
    return replace(link, method="remark", score=round(link.score - 0.1, 2)) if link and is_issuer else None


def _is_house(figure: Figure) -> bool:
    kind = figure.link.actor_type
    return kind in ("organization", "country") or (kind == "anonymous" and head_of(figure.link.actor) in BODIES)


def _owner(scene: Scene, start: int, words: str) -> Link | None:
    """ "Eide's words", as a source: Eide."""
    span = start, start + len(words)
    link = definite(scene, span) or named(Source(words, span, scene.names))
    return (
        replace(link, method="remark", score=round(link.score - 0.2, 2))
        if link and (link.actor_type == "person" or head_of(link.actor) in ROLES)
        else None
    )


def _press(scene: Scene, start: int) -> Link | None:
    """ "The article": the outlet named last."""
    for figure in _around(scene, (start, start), {"outlet"}, after=False):
        return Link(figure.link.actor, "outlet", "nominal", 0.6)
    return None


def _press_report(scene: Scene, start: int) -> Link | None:
    """ "The report added": the outlet that spoke last, where nobody else's report has been spoken of."""
    if any(mention.head == "report" and mention.span[1] <= start for mention in scene.indefinite):
        return None
    last = next(reversed(_sources_before(scene, start)), None)
    if last is None or last.link.actor_type != "outlet":
        return None
    return Link(last.link.actor, "outlet", "nominal", 0.55)


def _described(scene: Scene, start: int, head: str, modifiers: frozenset[str]) -> Link | None:
    """Somebody unnamed who came in with this word after everybody named: "a Danish diplomat … the diplomat"."""
    for mention in reversed(scene.indefinite[: bisect_left(scene.indefinite, start, key=lambda m: m.span[0])][-20:]):
        if _came_in_between(scene, mention.span[1], start, head):
            return None
        if mention.head == head and modifiers <= frozenset(w.lower() for w in _WORD.findall(mention.text)):
            return Link(scene.description(mention), "anonymous", "nominal", 0.6)
    return None


def _spoken(scene: Scene, start: int, head: str, modifiers: frozenset[str]) -> Link | None:
    """ "The foreign minister said … The minister": the unnamed source before, by a part of the same words.

    So is "the spokesman" whoever came in as "the ministry's spokesperson".
    """
    wanted, gender = SAME_ROLE.get(head, head), said_of(head)
    for figure in reversed(_sources_before(scene, start)):
        words = [word.lower() for word in _WORD.findall(figure.link.actor)]
        noun = head_of(figure.link.actor)
        is_same = SAME_ROLE.get(noun, noun) == wanted and (not gender or said_of(noun) in (None, gender))
        if figure.link.actor_type == "anonymous" and is_same and len(words) > 1:
            return Link(figure.link.actor, "anonymous", "nominal", 0.5) if modifiers <= set(words) else None
    return None


def _came_in_between(scene: Scene, first: int, last: int, head: str) -> bool:
    """ "A judge ruled … Judge Gonzalo Curiel … the judge": who has the role has been named since."""
    people = (f for f in scene.figures(first, last, 20) if f.link.actor_type == "person" and not f.head)
    return any(SAME_ROLE.get(head, head) in introduction(scene, figure).heads for figure in people)


def _person(scene: Scene, span: Span, head: str, modifiers: frozenset[str]) -> Link | None:
    """The person introduced nearest as "minister", with all the words that stand before it ("the finance minister")."""
    wanted, gender = SAME_ROLE.get(head, head), said_of(head)
    offices = {(wanted, modifiers), *_other_words(wanted, modifiers)}
    fitting: list[str] = []
    others = frozenset() if modifiers else _named_beside(scene, head)
    for figure in _around(scene, span, {"person"}):
        known = scene.names.people.genders.get(figure.link.actor)
        if (gender and known and gender != known) or figure.link.actor in others.union(fitting):
            continue
        if any(_holds(scene, figure, office, fitting) for office in offices):
            fitting.append(figure.link.actor)
    if fitting:
        return _nearest(fitting, "person")
    return (_demonymous(scene, span, wanted, modifiers) if len(modifiers) == 1 else None) or _barely(
        scene, span, wanted, modifiers
    )


def _named_beside(scene: Scene, head: str) -> frozenset[str]:
    """Who is somebody else than "the President" of a text: "the President’s remarks about President Ann Lee"."""
    if head not in scene.apart:
        scene.apart[head] = frozenset(
            figure.link.actor
            for phrase in (*scene.names.phrases, *scene.names.offices)
            if phrase.text.lower().startswith(f"the {head}") and phrase.head in REMARKS | {head}
            for figure in scene.figures(phrase.span[0] + len(f"the {head}"), phrase.span[0] + _SENTENCE)
            if figure.link.actor_type == "person" and _is_told_apart(scene, phrase.span[0], figure, head)
        )
    return scene.apart[head]


def _is_told_apart(scene: Scene, start: int, figure: Figure, head: str) -> bool:
    """Whether a name with the same title stands behind a phrase in one sentence, a word in small letters between."""
    name = name_in(scene.text, figure)[0]
    before = scene.text[start + len(f"the {head}") : name].split()
    is_titled = before[-1:] != [] and before[-1].lower() == head
    return (
        is_titled
        and any(word.isalpha() and word.islower() for word in before)
        and not scene.sentences_between(start, name)
    )


_SENTENCE: Final = 300
"""Code points behind a phrase in which its sentence may name another who is called so."""


def _see(scene: Scene, head: str) -> Link | None:
    """ "The bishop", where the Bishop of Carrick is spoken of, whom the text calls by no other name."""
    if head not in _SEES:
        return None
    found = {match[1] for match in re.finditer(rf"\b[Tt]he ({head.capitalize()} of {_PLACE})(?! [A-Z])", scene.text)}
    return Link(found.pop(), "anonymous", "nominal", 0.55) if len(found) == 1 else None


def _holds(scene: Scene, figure: Figure, office: tuple[str, frozenset[str]], known: list[str]) -> bool:
    """Whether somebody was introduced with an office: its noun, and all the words that stand before it."""
    wanted, modifiers = office
    said = introduction(scene, figure)
    return (
        (wanted in said.heads or (wanted == "official" and bool(modifiers and said.heads & _OFFICES)))
        and not is_other_role(wanted, modifiers, said.words)
        and modifiers <= said.words | {word for name in known for word in name.split()}
    )


def _other_words(wanted: str, modifiers: frozenset[str]) -> set[tuple[str, frozenset[str]]]:
    """What else an office is called: the premier is the prime minister, a CEO the chief executive."""
    if wanted == "premier":
        deputy = modifiers - {"vice"} | {"deputy"} if "vice" in modifiers else modifiers
        return {("minister", modifiers | {"prime"}), ("minister", deputy | {"prime"}), ("premier", deputy)}
    if wanted == "minister" and "prime" in modifiers:
        return {("premier", modifiers - {"prime"})}
    if "vice" in modifiers and wanted not in ("premier", "president"):
        return {(wanted, modifiers - {"vice"} | {"deputy"})}
    if wanted == "executive":
        return {("executive", modifiers - {"chief"})}
    if wanted == "chief" and modifiers in ({"state"}, {"government"}):
        return _HEADS_OF[next(iter(modifiers))]
    if wanted in ("chief", "chair") and modifiers:
        return {(head, words) for head in _HEADS_OF_BODIES for words in (modifiers, _spelt_out(modifiers))}
    return set()


def _spelt_out(words: frozenset[str]) -> frozenset[str]:
    """ "Federal", "reserve" of "fed": the name in full of a body that is called by one word."""
    entry = entry_named(next(iter(words))) if len(words) == 1 else None
    return frozenset(word.lower() for word in _WORD.findall(entry.name)) if entry else words


def _barely(scene: Scene, span: Span, wanted: str, modifiers: frozenset[str]) -> Link | None:
    """ "The mint's director": the only one who is called a director, where nowhere is said of what."""
    if modifiers & compounds(wanted) or _OF_A_NAME.search(scene.text, *span):
        return None
    said: dict[str, set[str]] = {}
    for figure in _around(scene, span, {"person"}):
        intro = introduction(scene, figure)
        if wanted in intro.heads and not is_other_role(wanted, modifiers, intro.words):
            said.setdefault(figure.link.actor, set()).update(intro.words)
    if len(said) != 1:
        return None
    (actor, words), *_ = said.items()
    rest = words - {word.lower() for word in _WORD.findall(actor)} - _EMPTY - TITLES - ROLES - {wanted}
    return None if rest else Link(actor, "person", "nominal", 0.5)


def _demonymous(scene: Scene, span: Span, wanted: str, modifiers: frozenset[str]) -> Link | None:
    """ "The Velmarkian minister": the only one introduced with the role, where nothing else is said of him."""
    if not next(iter(modifiers)).endswith(("ian", "ic", "ish", "ese", "an", "i")):
        return None
    said = [(figure.link.actor, introduction(scene, figure)) for figure in _around(scene, span, {"person"})]
    found = {actor for actor, intro in said if wanted in intro.heads}
    is_foreign = any(actor in found and is_of_another(modifiers, intro.words) for actor, intro in said)
    return Link(found.pop(), "person", "nominal", 0.5) if len(found) == 1 and not is_foreign else None


def _body(scene: Scene, span: Span, head: str, modifiers: frozenset[str]) -> Link | None:
    """The organisation or outlet of this kind named nearest: by its own name, its introduction, or the gazetteer."""
    if not modifiers and scene.text[slice(*span)].split()[-1] in _NAMES:
        return None
    if called := by_calling(plain_name(scene.text[slice(*span)]), _around(scene, span, {"organization"})):
        return called
    fitting: dict[str, str] = {}
    modifiers = modifiers - _OF_PRESS if head in OUTLETS else modifiers
    for figure in _around(scene, span, {"organization", "outlet"}):
        name = figure.link.actor
        if name.lower() in BODIES and name.lower() != head:
            continue  # "the Department" is short for one that has a name
        if _is_of_kind(scene, figure, head) and modifiers <= introduction(scene, figure).words:
            fitting.setdefault(name, figure.link.actor_type)
    if fitting and not (head in _ANY_FIRM and not modifiers):
        return _nearest(list(fitting), next(iter(fitting.values())))
    if is_firm(head) and (found := _firm(scene, span, modifiers)) is not None:
        return found
    return None if modifiers else _described_body(scene, span[0], head) or _only_near(scene, span[0], head)


def _only_near(scene: Scene, start: int, head: str) -> Link | None:
    """ "The group", where one body alone has been named in this sentence and the one before, its kind not told."""
    if head not in _ANY_BODY:
        return None
    near: dict[str, bool] = {}
    for figure in reversed(scene.figures(max(0, start - _TWO_SENTENCES), start, 20)):
        if scene.sentences_between(figure.span[1], start) > 1:
            break
        if figure.link.actor_type == "group" or (figure.head and figure.head.rstrip("s") == head):
            return None
        if figure.link.actor_type == "organization":
            near[figure.link.actor] = bool(_kinds(figure.link.actor))
    actor, has_kind = near.popitem() if len(near) == 1 else ("", True)
    return None if has_kind or well_known(actor) else Link(actor, "organization", "nominal", 0.45)


def _described_body(scene: Scene, start: int, head: str) -> Link | None:
    """ "The board", where "the tourism board" has been spoken of and no other."""
    ending = f" {head}"
    if head in _PASSING:
        return None
    found = {
        plain_name(mention.text)
        for mention in scene.names.phrases
        if mention.span[1] <= start and mention.head == head and plain_name(mention.text).endswith(ending)
    }
    whole = found.pop() if len(found) == 1 else None
    return Link(whole[:1].lower() + whole[1:], "anonymous", "nominal", 0.5) if whole else None


def _is_of_kind(scene: Scene, figure: Figure, head: str) -> bool:
    outlet = outlet_named(figure.link.actor) if head in OUTLETS else None
    if outlet is not None:
        return OUTLETS[head] in (None, outlet.type) or (head in _PRESS and outlet.type in _PRESS)
    kinds, heads = _kinds(figure.link.actor), introduction(scene, figure).heads
    if head in kinds or OUTLETS.get(head) in kinds or head in heads:
        return True
    if head == "party" and figure.link.actor.lower() in PARTY_NAMES:
        return True
    if head in OVERSEERS and kinds & (LIKE_AGENCIES | OVERSEEING):
        return True
    if figure.link.actor_type == "outlet" and head in OUTLETS:
        return head in _PRESS or not kinds & {"newspaper", "magazine"}
    return head in COMPANIES and bool((heads & COMPANIES) | (kinds & (COMPANIES | {"corp", "inc", "ltd"})))


def _kinds(name: str) -> set[str]:
    words = {word.lower().strip(".,") for word in _OF_THE_POLICE.sub("", name).split()}
    kinds = words & BODIES
    return kinds | ({"company"} if words & COMPANY_NAMES else set()) | ({"newspaper"} if words & PAPER_NAMES else set())


def _around(scene: Scene, span: Span, kinds: set[str], *, after: bool = True) -> Iterator[Figure]:
    """Who of these kinds stands before a phrase, nearest first, and then who stands after it."""
    standing = scene.standing
    here = bisect_left(standing, span[0], key=lambda figure: figure.span[0])
    behind = bisect_right(standing, span[1], key=lambda figure: figure.span[0])
    places = chain(
        range(here - 1, max(-1, here - _MOST - 1), -1),
        range(behind, min(len(standing), behind + _MOST)) if after else (),
    )
    return (standing[place] for place in places if standing[place].link.actor_type in kinds)


def _plain(words: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(words)) - _EMPTY - (TITLES - ROLES)


def _nearest(fitting: list[str], kind: str) -> Link | None:
    if not fitting:
        return None
    return Link(fitting[0], kind, "nominal", 0.75 if len(fitting) == 1 else 0.5)
