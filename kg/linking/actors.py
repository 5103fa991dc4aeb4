"""The methods by which a source becomes an actor, each small and named; the first that knows an answer gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.cast.genders import honoured
from kg.linking.cast.heads import has_and, introduces_several, is_head, is_kind_of_body, is_title, joins, role_ends
from kg.linking.cast.named import (
    ENTITY_TYPES,
    OF_SEVERAL,
    OWNED,
    Link,
    Source,
    body,
    named_person,
    person,
    well_known,
)
from kg.linking.cast.names import (
    is_capitalised,
    is_related,
    is_unnamed,
    main_part,
    person_name,
    plain_name,
    role_named,
    without_focus,
    without_possessive,
    without_titles,
)
from kg.linking.cast.outlets import is_called_like_an_outlet
from kg.linking.cast.people import is_initialled, surname_of
from kg.linking.cast.spotting import is_place
from kg.linking.words import (
    BODIES,
    FIRMS,
    FOR_OTHERS,
    ORGANIZATION_WORDS,
    OUTLETS,
    PARTIES,
    PRONOUNS,
    ROLES,
    SHORT_RANKS,
    TEXTS,
    TITLES,
)
from kg.words.first_names import FEMALE_NAMES, MALE_NAMES
from kg.words.gazetteer import country_of_people, entry_named
from kg.words.lexicon import outlet_named

Method = Callable[[Source], Link | None]


def by_gazetteer(source: Source) -> Link | None:
    """An outlet of the gazetteer: "Reuters", "the New York Times".

    A name that is a common word too counts where it is capitalised: it stands as a source here, which is its context.
    """
    if actor_key(source.words) in source.names.people.surnames:
        return None  # "Fox said", where Sam Fox was named
    short = plain_name(source.words)
    whole = source.names.bodies.whole_name(short) if " " not in short else None
    if whole and (known := outlet_named(whole)) is not None:
        return Link(known.name, "outlet", "short name", 0.75)  # "The Times", where the New York Times was named
    for words in (source.words, main_part(source.words), _FROM_A_COUNTRY.sub("", main_part(source.words))):
        outlet = outlet_named(words)
        if outlet is not None and (not outlet.needs_context or is_capitalised(plain_name(words))):
            return Link(outlet.name, "outlet", "gazetteer", 0.8 if outlet.needs_context else 0.95)
    return (
        _called_a_paper(plain_name(main_part(source.words)))
        or _article_of(plain_name(source.words))
        or _in_marks(plain_name(source.words))
        or _the_paper(source)
    )


def _the_paper(source: Source) -> Link | None:
    """ "The Tribune": with a capital and an article a word for papers is one's name, short or whole."""
    words = main_part(source.words)
    if not words.startswith("The ") or words.count(" ") != 1 or not is_called_like_an_outlet(words):
        return None
    return Link(source.names.bodies.whole_name(words[4:]) or words[4:], "outlet", "spelling", 0.6)


def _in_marks(words: str) -> Link | None:
    """ "Germany's “Der Spiegel”", "the US “Politico” website": an outlet whose name stands in quotation marks."""
    match = _MARKED.search(words)
    outlet = outlet_named(match[1]) if match else None
    return Link(outlet.name, "outlet", "gazetteer", 0.85) if outlet else None


def _article_of(words: str) -> Link | None:
    """ "Associated Press coverage", "a Guardian editorial": what an outlet writes is its own words."""
    name = _ARTICLE_BEHIND.sub("", words)
    outlet = outlet_named(name) if name != words and is_capitalised(name) else None
    return Link(outlet.name, "outlet", "gazetteer", 0.8) if outlet else None


def _called_a_paper(words: str) -> Link | None:
    """ "The Times newspaper": an outlet by what stands behind its name."""
    name = _NEWSPAPER.sub("", words)
    name = _FROM_A_COUNTRY.sub("", name) if name != words else words
    if name == words or not is_capitalised(name) or is_related(name) or name.lower() in _DETERMINERS:
        return None
    outlet = outlet_named(name)
    return Link(outlet.name if outlet else name, "outlet", "gazetteer" if outlet else "entity", 0.8)


def by_coordination(source: Source) -> Link | None:
    """Several names joined by "and": one statement of several, so one group, called by all their names.

    No member said it alone, and the waist holds one actor a statement; the names in full keep them findable.
    """
    marks = [m for m in _named(source) if not _is_affiliation(source, m) and not _is_of_role(source, m)]
    marks = marks[:_MOST_MEMBERS]
    found = (_group_of(source, marks[:number]) for number in range(len(marks), 1, -1))
    return next((link for link in found if link is not None), None)


def _group_of(source: Source, marks: Sequence[Mention]) -> Link | None:
    if not (is_title(before := source.before(marks[0])) or introduces_several(before)):
        return None
    gaps = [source.words[a.span[1] - source.span[0] : b.span[0] - source.span[0]] for a, b in _pairs(marks)]
    gaps = [_without_affiliation(gap) for gap in gaps]
    after = _without_affiliation(source.after(marks[-1])).strip()
    if (
        not all(map(joins, gaps))
        or not has_and(gaps[-1])
        or (after and after[0] not in ",(" and after not in _TOGETHER)
    ):
        return None
    members = [person(source, m) if m.label == "PERSON" else _body(source, m) for m in marks]
    actor = ", ".join(link.actor for link in members[:-1]) + f" and {members[-1].actor}"
    return Link(actor, "group", "coordination", round(min(link.score for link in members) - 0.05, 2))


def by_apposition(source: Source) -> Link | None:
    """The body that stands behind its kind: "the company, Norrin Cells,", "his party's newspaper, the Beacon"."""
    match = _APPOSED_BODY.fullmatch(source.words)
    if match is None or match[1] not in BODIES | FIRMS | OUTLETS.keys() | {"rival", "movement"}:
        return None
    name = plain_name(match[2])
    span = source.span[0] + match.start(2), source.span[0] + match.end(2)
    if not is_capitalised(name):
        return None
    if match[1] in OUTLETS:
        outlet = outlet_named(name)
        return Link(outlet.name if outlet else name, "outlet", "apposition", 0.8)
    if any(mention.label == "PERSON" for mention in source.names.inside(span)):
        return None
    return replace(body(name, "ORG"), method="apposition", score=0.75)


def by_acronym(source: Source) -> Link | None:
    """What the document itself says the letters stand for: "NDRC"; or the long form itself."""
    long = source.names.bodies.long_form(OWNED.sub("", plain_name(main_part(source.words))))
    return Link(long, "organization", "acronym", 0.95) if long else None


def by_surname(source: Source) -> Link | None:
    """The full name elsewhere in the document that ends in this surname: "Mr. Trump", "Clinton", "R. Slane"."""
    name = person_name(_RELATIVE.split(main_part(source.words), maxsplit=1)[0])
    people = source.names.people
    is_known = bool(people.called(name)) or (is_initialled(name) and bool(people.called(surname_of(name))))
    if not is_known or (" " not in name and not is_capitalised(name)):
        return None
    return named_person(name, source.words, source.span[0], source.names)


def by_person(source: Source) -> Link | None:
    """The person whom the phrase is about: "the opposition leader, Peter Nash", "Ann Lee of Reuters"."""
    for mention in _named(source):
        is_person = mention.label == "PERSON" and not _is_of_role(source, mention)
        if is_person and is_head(source.before(mention), source.after(mention)):
            link, after = person(source, mention), source.after(mention).rstrip(" ,")
            if _AND_OTHERS.match(after):
                return Link(f"{link.actor} {after.strip()}", "group", "coordination", round(link.score - 0.1, 2))
            return link
    return None


def by_entity(source: Source) -> Link | None:
    """The body or country that the source is: "the NDRC", "rights group Amnesty", not "the head of the NDRC"."""
    main = main_part(source.words)
    end = source.span[0] + source.words.find(main) + len(main)
    for mention in _named(source):
        before = source.before(mention).strip()
        if mention.label == "NORP" and before.lower() == "the" and not OF_SEVERAL.search(mention.text):
            continue  # "the German"
        if mention.label == "PERSON" or is_unnamed(mention.text) or not end <= mention.span[1] + len(_GENITIVE):
            continue
        is_described = _DESCRIBED.match(before) is not None and not is_related(before) and _is_said_of(mention, before)
        owner = _OWNED_BY.fullmatch(before) if mention.label == "ORG" else None
        is_owned = owner is not None and is_place(owner[1])
        if (
            not before
            or before.lower() in _ARTICLES
            or is_kind_of_body(before)
            or is_described
            or is_owned
            or (mention.label == "ORG" and _SIDED.fullmatch(before))
        ):
            link = _body(source, mention)
            is_known = link.method in ("gazetteer", "people")
            whole = None if is_known else source.names.bodies.whole_name(link.actor)
            return replace(body(whole, "ORG"), method="short name", score=0.65) if whole else link
    return None


def _is_said_of(mention: Mention, before: str) -> bool:
    """ "A defiant Iran", and the Iran of "a program Iran says it needs"; not "a government Iran"."""
    return not is_title(before) or (mention.label == "GPE" and before.split()[-1] not in ROLES | BODIES | TITLES)


def by_author(source: Source) -> Link | None:
    """Who made what speaks: "a review by the Institute for Coastal Medicine"."""
    match = _BY_THEM.match(source.words)
    if match is None or match[1].lower().removesuffix("s") not in TEXTS:
        return None
    start = source.span[0] + match.start(2)
    inner = Source(match[2], (start, source.span[1]), source.names)
    link = by_gazetteer(inner) or by_person(inner) or by_entity(inner) or by_possession(inner)
    return replace(link, score=round(link.score - 0.15, 2)) if link else None


def by_possession(source: Source) -> Link | None:
    """A body that is known by whose it is: "Karvenia's trade ministry", "the Speaker's office"."""
    if (match := _CAMPAIGN.match(plain_name(source.words))) and is_capitalised(match[1]):
        return Link(f"{surname_of(person_name(match[1]))} {match[2]}", "organization", "description", 0.6)
    if match := _OFFICE_OF.fullmatch(main_part(source.words).strip(" ,")):
        name = person_name(match[1])
        return (
            Link(f"{surname_of(name)}'s office", "organization", "description", 0.6) if is_capitalised(name) else None
        )
    match = _OWN_BODY.match(plain_name(source.words))
    if match is None or match[2].lower() not in BODIES or match[2].lower() in _GATHERINGS:
        return None
    return Link(match[0], "organization", "description", 0.6)


def by_people(source: Source) -> Link | None:
    """A people that speaks is its country: "the Danes"; so is the side of one: "the Chinese side", "the North"."""
    words = source.words.strip(" ,")
    if words[:4].lower() == "the " and (half := source.names.halves.get(words[4:])):
        return Link(half, "country", "short name", 0.85)
    if side := _SIDE.fullmatch(words):
        country = country_of_people(side[1]) or entry_named(side[1])
        return Link(country.name, "country", "people", 0.75) if country and country.type == "country" else None
    is_people = words[:4].lower() == "the " and " " not in words[4:] and OF_SEVERAL.search(words)
    country = country_of_people(words[4:]) if is_people else None
    return Link(country.name, "country", "people", 0.8) if country else None


def by_spelling(source: Source) -> Link | None:
    """A phrase written like a name, where no entity was seen: "Xiao Yaqing", "Trump government"."""
    if (introduced := _INTRODUCED.match(source.words)) and is_head(introduced[1], "") and role_ends(introduced[1]):
        return named_person(without_titles(introduced[2]), source.words, source.span[0], source.names)
    name = plain_name(main_part(source.words))
    words = name.split()
    if role_named(name) or not words or len(words) > 8 or name.lower() in PRONOUNS:
        return None
    if words[0].lower() in _DETERMINERS or words[-1].lower() in PARTIES | _NO_NAMES:
        return None
    if is_called_like_an_outlet(name) and is_capitalised(name):
        return Link(name, "outlet", "spelling", 0.6)
    if _SITE.fullmatch(name):
        return Link(name, "organization", "spelling", 0.6)
    if len(words) > 1 and is_capitalised(name) and (known := well_known(name)) is not None:
        return known
    if words[0][0].isupper() and words[-1].lower() in _BODIES and not is_related(name):
        return Link(name, "organization", "spelling", 0.6)
    if is_capitalised(name) and words[0].lower() in ORGANIZATION_WORDS and words[1:2] == ["of"]:
        return Link(name, "organization", "spelling", 0.6)
    if (owned := _OWNED_BODY.fullmatch(name)) and owned[3].lower() in ORGANIZATION_WORDS and is_place(owned[1]):
        return Link(f"{owned[1]}'s {owned[2]}", "organization", "spelling", 0.7)
    if not is_capitalised(name) or is_related(name) or (len(words) > 1 and words[-1].isupper() and _is_rank(words[-1])):
        return None
    if _is_plural(source, name):
        return Link(name, "group", "spelling", 0.6)
    if len(words) == 1 and _INNER_CAPITAL.fullmatch(name):
        return Link(name, "organization", "spelling", 0.5)
    if len(words) == 1 and is_unnamed(name):
        return None
    if _LETTERS.fullmatch(name) and not source.names.people.called(name) and name.lower() not in SHORT_RANKS:
        return Link(name, "organization", "spelling", 0.5)
    if len(words) == 1 and not source.names.between(source.span[0], source.span[0] + 1):
        is_one = words[0].lower() in MALE_NAMES | FEMALE_NAMES or (source.is_inside and not name.endswith("s"))
        return Link(name, "person", "spelling", 0.5) if is_one and name.isalpha() else None
    if words[-1].lower() in ORGANIZATION_WORDS or len(words) > 3:
        return Link(name, "organization", "spelling", 0.6)
    if source.words[:4].lower() == "the " and not source.names.people.known_as(name):
        return Link(name, "organization", "spelling", 0.5)
    plain = without_titles(name)
    if source.names.people.known_as(plain):
        return named_person(plain, name, source.span[0], source.names)
    return Link(plain, "person", "spelling", 0.6)


def _is_rank(word: str) -> bool:
    """ "The Volta CEO": no name."""
    return word.lower() in SHORT_RANKS


def _is_plural(source: Source, name: str) -> bool:
    """ "House Republicans", "Conservative Christians": of one party, people or faith, and several of them."""
    if not name.endswith("s") or " " not in name:
        return False
    last = name.split()[-1].lower()[:-1]
    return last in PARTIES or any(m.label == "NORP" and name.endswith(m.text) for m in source.names.inside(source.span))


def by_description(source: Source) -> Link | None:
    """Nobody by name: the words themselves, without article ("some countries", "officials")."""
    said = re.sub(r"(?<!\s)\s*\([^()]*\)", "", _RELATIVE.split(source.words, maxsplit=1)[0])
    said = _bare(_APPOSED.sub("", said))
    said = _OWN.sub("", _MANY_OF.sub(r"\1 ", said))
    words = _WHOSE.sub(r"\1", without_focus(plain_name(_LINKING.sub("", said))))
    if words.lower() in PRONOUNS | _DETERMINERS or not any(map(str.isalnum, words)) or words in _MARKS:
        return None
    if (role := role_named(words)) is not None and words.lower() not in _OF_LABELS:
        return Link(role, "anonymous", "description", 0.5)
    first = source.span[0] + max(0, source.words.find(words))
    marks = [mention for mention in source.names.between(first, first + 1) if mention.label in ENTITY_TYPES]
    is_titled = words.split()[0].rstrip(".").lower() in TITLES and words[:1].isupper()  # "Mr. Trump's rivals"
    named = is_titled or any(not is_unnamed(mention.text) for mention in marks)
    first_word = words.split()[0]
    is_lowered = source.words.startswith(words[0]) and without_possessive(first_word) == first_word
    is_lowered = is_lowered and first_word not in source.names.proper
    is_lowered = is_lowered and not (is_capitalised(words) and words.split()[-1].lower() in FOR_OTHERS)
    if not named and is_lowered and (words[1:2].islower() or words[1:2] == " "):
        words = words[0].lower() + words[1:]
    return Link(words, "group" if _is_several(source) else "anonymous", "description", 0.5)


def _bare(words: str) -> str:
    """Without what says no more who it is: "who declined to be named", "shared a thousand times", "of mine"."""
    words = _UNTOLD.sub("", _OF_MINE.sub("", words))
    if (match := _CLAUSE.match(words)) and match[2].lower().removesuffix("s") in TEXTS | _PICTURES:
        return match[1]
    return words


def _is_several(source: Source) -> bool:
    """ "Washington and its allies", "the UN nuclear watchdog and U.S. officials": one that is known, and others."""
    if (match := _TWO.match(source.words)) is None:
        return False
    end = source.span[0] + match.end(1)
    known = [m for m in _named(source) if m.label != "NORP" and m.span[1] == end and is_title(source.before(m))]
    is_whole = all(not m.span[0] < end < m.span[1] for m in _named(source))
    is_body = match[1][:4].lower() == "the " and match[1].split()[-1].lower() in BODIES and not is_related(match[1])
    return is_whole and (bool(known) or is_body)


METHODS: Final[Sequence[Method]] = (
    by_gazetteer,
    by_people,
    by_coordination,
    by_acronym,
    by_apposition,
    by_surname,
    by_person,
    by_entity,
    by_author,
    by_possession,
    by_spelling,
    by_description,
)
"""In the order in which they are asked."""

_TWO: Final = re.compile(r"([^,]+?),? (?:and|as well as) \w")
_FROM_A_COUNTRY: Final = re.compile(r"^[A-Z][a-z]+(?: [A-Z][a-z]+)?[’']s? (?=[A-Z])")
""" "Japan's Nikkei": whose it is, before an outlet's name."""
_MARKED: Final = re.compile(r"[“\"‘«]\s*([A-Z][^“”\"‘’«»]{2,40}?)\s*(?:[”\"’»]|$)")
_TOGETHER: Final = frozenset({"both", "each", "alike", "jointly", "together", "separately"})
_OWN_BODY: Final = re.compile(r"([A-Z][\w-]*(?: [A-Z][\w-]*)*)(?:[’']s?)?(?: [a-z][\w-]*)* ([a-z][\w-]*)$")
_OFFICE_OF: Final = re.compile(r"(?:the )?office of (?!the\b)([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4})")
""" "The office of Premier Ann Lee" is hers, as "Lee's office" is."""
_CAMPAIGN: Final = re.compile(r"((?:[A-Z][\w.-]*\s)*[A-Z][\w-]*?)(?:[’']s?)?(?:\s[a-z]+)? (campaign|camp)$")
_GATHERINGS: Final = frozenset({"group", "team", "side", "house", "campaign", "services", "states", "paper"})
_WHOSE: Final = re.compile(r"(\w)[’'](?:s$|$)")
_BY_THEM: Final = re.compile(
    r"^(?:the|an?|its|this|that)?\s*(?:[\w-]+\s+){0,3}?([a-z-]+)(?: (?:signed|issued|written|released|put out|made))?"
    r" (?:by|from) (.+)$",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    r",\s*(?:who|which|whom|whose|speaking|citing|asked|including|like|such as|among (?:them|whom|which))\b"
)
_SIDE: Final = re.compile(r"[Tt]he ([A-Z][\w.]*(?: [A-Z]\w+)?) side")
_APPOSED: Final = re.compile(
    r"(?<=\w), (?:an? \w|the [a-z]|(?:posted|published|written|issued|released|signed) by \w)[^,]*,?$"
)
""" "A spokesman for Norvolt Cells, a Swedish battery maker"."""
_OWN: Final = re.compile(r"^(?i:my|our|your|his|her|its|their) (?:(?:own|[a-z]+[’']s?) )?(?=[a-z])")
_UNTOLD: Final = re.compile(
    r" (?:who|that) (?:asked|declined|requested|refused|wished|insisted|preferred|did not (?:want|wish)) .*$"
    r"| (?:speaking |who spoke )?on condition of anonymity.*$"
    r"| (?:I|we|you) (?:speak|talk|spoke|talked|met) (?:with|to)?.*$"
)
_OF_MINE: Final = re.compile(r" of (?:mine|yours|hers|ours|theirs|his(?= who\b| that\b|$))\b.*$")
_CLAUSE: Final = re.compile(
    r"((?:[\w’'-]+ ){0,4}([\w-]+)) (?:that|which|shared|posted|published|circulat(?:ed|ing)|attached|seen|obtained) .+$"
)
_PICTURES: Final = frozenset({"video", "clip", "footage", "recording", "photo", "image", "page", "website"})
_MANY_OF: Final = re.compile(
    r"^(many|most|some|several|few|all|both) of (?:the|these|those) (?!\w+ed\b)", re.IGNORECASE
)
""" "Many of those parents" are many parents."""
_OF_LABELS: Final = frozenset({"answer", "question"})
"""What as a label means whoever speaks so, and elsewhere what is said."""
_LINKING: Final = re.compile(r"^\s*(?:and|or|but|among|by|from|for|with)\s+")
_DETERMINERS: Final = frozenset(
    {"some", "another", "many", "most", "several", "other", "no", "few", "all", "the", "both", "one", "two", "three"}
)
_MARKS: Final = frozenset({"’s", "'s", "s"})
_ARTICLES: Final = frozenset({"the", "a", "an"})
_OWNED_BY: Final = re.compile(r"((?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+)[’']s?")
""" "Germany's Bundesbank"."""
_OWNED_BODY: Final = re.compile(
    r"((?:[A-Z][\w.-]+ ){0,2}[A-Z][\w.-]+)[’']s? ((?:[A-Z][\w-]+ (?:of |and |for )?){0,3}([A-Z]\w+))"
)
""" "China’s Foreign Ministry", where no entity was seen."""
_GENITIVE: Final = "'s"
_INTRODUCED: Final = re.compile(r"([^,]+, )([A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3}),?$")
_AND_OTHERS: Final = re.compile(r"\s+and (?:his|her|their) \w+(?: \w+)?$")
_APPOSED_BODY: Final = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Aa]n?) (?:[\w’'-]+ ){0,3}?([\w-]+), "
    r"(?:(?:known|named) as |called )?"
    r"(?:the |The )?([A-Z][\w&.’'-]*(?: (?:(?:of|and|for|the) )?[A-Z][\w&.’'-]*){0,5}),?"
)
_SITE: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,4}")
""" "quay.tarn.org": a site by its address."""
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_AFFILIATION: Final = re.compile(r"^\s*(?:,\s*)?(?:of|from|at|for)\s+(?:the\s+)?(?:[A-Z][\w.&’'-]*\s*)+")
_BODIES: Final = frozenset({"government", "administration", "campaign", "team", "side", "camp", "district"})


_MOST_MEMBERS: Final = 12
_NEWSPAPER: Final = re.compile(r"(?<!\s)\s+(?:newspaper|daily|tabloid|magazine|news agency|website|broadcaster)$")
_ARTICLE_BEHIND: Final = re.compile(
    r"(?:[’']s?)? (?:coverage|reports?|reporting|stor(?:y|ies)|articles?|editorials?|headlines?|columns?"
    r"|dispatch(?:es)?|commentary|accounts?|piece)$"
)
_SIDED: Final = re.compile(
    r"(?:[Tt]he )?(?:[a-z]+ )?(?:ruling|governing|opposition|rival|(?:semi|quasi)-official|official"
    r"|independent|influential|respected|pro-[\w-]+|[\w-]+-(?:run|owned|based|backed|led|controlled))"
)
""" "The ruling Labour Party": what is said of a body, not of whoever belongs to it."""
_DESCRIBED: Final = re.compile(r"(?:an?|the)(?: [a-z][a-z-]+){1,2}$")
_NO_NAMES: Final = FOR_OTHERS | {"mp", "minister", "leader", "senator", "commissioner"}
"""What ends no name: "the Reform Party MP"."""
_LETTERS: Final = re.compile(r"[A-Z]{2,4}")
""" "FO": letters that nothing in the text spells out are a body's more often than a person's."""
_INNER_CAPITAL: Final = re.compile(r"[A-Z][a-z]+[A-Z]\w+")


def named(source: Source) -> Link | None:
    """Return the first answer of `METHODS`, or None for a pronoun."""
    if without_possessive(source.words).strip().lower() in PRONOUNS or honoured(source.words):
        return None
    return next((link for method in METHODS if (link := method(source))), None)


def _named(source: Source) -> list[Mention]:
    """The entities of a source; the last may keep a full stop ("U.S.") that the source has lost."""
    start, end = source.span
    marks = source.names.between(start, end)
    return [mention for mention in marks if mention.span[1] <= end + 1 and mention.label in ENTITY_TYPES]


def _pairs(marks: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    return list(pairwise(marks))


def _is_affiliation(source: Source, mention: Mention) -> bool:
    """ "Reuters" in "Ann Lee of Reuters and Bo Chen of AFP"."""
    words = source.before(mention).split()
    while words and words[-1].lower() in _ARTICLES:
        words.pop()
    return mention.label != "PERSON" and words[-1:] in (["of"], ["from"], ["at"], ["for"])


def _is_of_role(source: Source, mention: Mention) -> bool:
    """ "Tory" in "Ann Lee and Tory leader Bo Chen": whose leader the next is."""
    following = next((m for m in _named(source) if m.label == "PERSON" and m.span[0] > mention.span[0]), None)
    if following is None:
        return False
    between = source.words[mention.span[1] - source.span[0] : following.span[0] - source.span[0]]
    words = _BRACKETS.sub("", between).split()
    return bool(words) and {word.lower() for word in words} <= ROLES | TITLES


def _without_affiliation(words: str) -> str:
    return _AFFILIATION.sub(" ", words)


def _body(source: Source, mention: Mention) -> Link:
    return body(plain_name(mention.text), mention.label, source.before(mention))
