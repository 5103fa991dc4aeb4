"""Where the names of a document begin and end: an entity finder cuts them too long, too short, or passes them over."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from spacy.lang.en.stop_words import STOP_WORDS

from kg.language import Mention
from kg.linking.words import (
    ARABIC_ARTICLES,
    COMPANY_NAMES,
    EVERYWHERE,
    FOR_OTHERS,
    ORGANIZATION_WORDS,
    OUTLET_NAMES,
    PAPER_NAMES,
    PARTICLES,
    PORTFOLIOS,
    PRONOUNS,
    ROLES,
    SHORT_RANKS,
    STATE_WORDS,
    TEXTS,
    THINGS,
    TITLES,
)
from kg.model import Span
from kg.words.first_names import FEMALE_NAMES, MALE_NAMES
from kg.words.gazetteer import entry_named

NAMED: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""The labels of those who can speak."""
OF_BODIES: Final = ORGANIZATION_WORDS | COMPANY_NAMES | OUTLET_NAMES | THINGS
_UNSURE: Final = frozenset({"NAME", "FAC", "LOC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_WORD: Final = r"[A-Z][\w’'.-]{0,60}[\w’']"
_PARTICLES: Final = rf"(?:(?:(?:{'|'.join(sorted(PARTICLES))})\s+){{0,3}}(?:(?:{'|'.join(sorted(ARABIC_ARTICLES))})-)?)"
_TITLE_WORDS: Final = sorted({w.capitalize() for w in TITLES | ROLES} - {w.capitalize() for w in SHORT_RANKS})
_TITLED: Final = re.compile(
    rf"(?:\b(?:{'|'.join(_TITLE_WORDS)})\.?|(?<!\d)(?<!\d )\b(?:{'|'.join(sorted(SHORT_RANKS)).upper()}))\s+"
    rf"({_PARTICLES}(?:{_WORD}|[A-Z]\.)(?:\s+{_PARTICLES}(?:{_WORD}|[A-Z]\.)){{0,3}})"
)
_COMPOUND: Final = r"[A-Z][a-z]+-[a-z]{1,4}-[A-Z][a-z]+"
_IN_ROLE: Final = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|secretary|president|premier|chancellor|ambassador|director|governor|mayor"
    r"|leader|chair(?:man|woman)|analyst|professor|lawmaker|senator|commissioner|captain|skipper|chief|boss|coach)"
    rf" ({_WORD}(?: {_WORD}){{1,3}}|{_COMPOUND})\b(?! [A-Z])"
)
""" "Foreign Ministry spokesperson Hong Lei", "captain Zia-ul-Haq": a name behind a role, whatever a finder saw."""
_MASTHEAD: Final = re.compile(
    rf"(?:{_WORD} ){{1,3}}(?:{'|'.join(sorted(word.capitalize() for word in PAPER_NAMES))})\b(?! [A-Z])"
)
_OFFICES: Final = FOR_OTHERS | {
    "minister",
    "secretary",
    "president",
    "premier",
    "ambassador",
    "commissioner",
    "governor",
}
"""What ends no name: "Environmental Secretary"."""
_LANDS: Final = frozenset({"republic", "kingdom", "emirates", "states", "management"})
"""What bodies and countries are called by, beside `ORGANIZATION_WORDS` and the fields of ministries."""
_LETTERS: Final = re.compile(r"(?:[A-Z]\.?){2,4}")
_NUMBER: Final = re.compile(r"\d\s*$")
_OWNED_PERSON: Final = re.compile(r"((?:[\w.&-]+ ){0,4}[\w.&-]+)[’'](?:s)? ([A-Z]\w+(?: [A-Z][\w.’'-]*){0,2})")
_NICKNAME: Final = re.compile(r"\b([A-Z][a-z]+) [\"“‘][A-Z][a-z]+[\"”’] ([A-Z][a-z]+)\b")
_OWNED_NAME: Final = re.compile(
    r"\b(?=[^\WA-Z]*+[A-Z]\w)\w++[’']s? (([A-Z][a-z]+)(?: [A-Z]\.)? ([A-Z][a-z]+))\b(?! [A-Z])"
)
_PORTFOLIO: Final = re.compile(r"\b(?:minister|secretary|commissioner) (?:of|for) (?:the )?$", re.IGNORECASE)
_IN_OFFICE: Final = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner) (?:of|for) (?:the )?(?:[A-Z][a-z]+,? (?:and )?){1,4}?"
    r"(([A-Z][a-z]+) [A-Z][a-z’'-]+(?:[A-Z][a-z]+)?)\b(?! [A-Z])"
)
""" "Minister for Health Anton Daly": the office, and the name behind it."""
_HEAD_OF: Final = re.compile(
    r"\b(?:chair(?:man|woman|person)?|head|director|president|secretary|chief|leader|member)"
    r" (?:[Oo]f [A-Z]\w+ )?(?:of|for|in|at) (?:the )?(?:(?:Lok|Rajya) )?$",
    re.IGNORECASE,
)
_FIELD: Final = rf"(?:{'|'.join(sorted(word.capitalize() for word in PORTFOLIOS))})"
_OF_A_FIELD: Final = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner) (?:of|for) (?:the )?(?:State (?:for|of|in charge of) (?:the )?)?"
    rf"{_FIELD}(?:(?:,|,? and|,? &)? {_FIELD})*(?: \([A-Z][\w ]+\))?(?: of {_WORD})? "
    rf"((?!{_FIELD}\b){_WORD}(?: {_WORD}){{1,3}})(?! [A-Z])"
)
""" "Federal Minister for Railways Sheikh Rashid": no field of a ministry, so a name."""
_HOUSE: Final = re.compile(
    r"\b(?i:spokes(?:man|woman|person)|representative|ambassador|envoy|consul|president|head|chair(?:man|woman|person)?"
    r"|director|minister|secretary|chief|leader|commissioner|governor|service)(?:[- ][Gg]eneral)?"
    rf" (?:of|to|for|at) (?:the )?((?:{_WORD} (?:(?:of|and|for|on) )?(?:the )?){{1,9}}?)({_WORD} {_WORD})\b(?! [A-Z])"
)
""" "The spokesman to the Ministry of Water Vadim Suyov": the body, or the country, and who speaks for it."""
_OWNER: Final = re.compile(r"\b([A-Z][\w.-]+(?: (?:and )?[A-Z][\w.-]+){0,3})[’']s? $")
_LONGEST_COUNTRY: Final = 40
_DAY_BEHIND: Final = re.compile(
    r"(?<=\w) (?<!on )(?<!Black )(?<!Bloody )(?<!Good )(?<!Super )(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_PLACE_BEFORE: Final = re.compile(r"[A-Z][A-Z /,.]+(?: \([A-Z]\w*\))? [-–—]+ (?=[A-Z])")
_SHARES: Final = re.compile(r"\b([A-Z][a-z]{3,20})(?:[’']s?)? shares\b")
_DASH_BEHIND: Final = re.compile(r"(?<=\w)\s+[-–—]+(?:$|\s.*)", re.DOTALL)
""" "Elna Mask - RBC Capital": two names at most, and the first is sure."""
_SURNAME: Final = re.compile(r"[A-Z][a-z]{2,20}")
_NO_FIRST_NAMES: Final = STOP_WORDS | TITLES | ROLES | EVERYWHERE | OF_BODIES
_HEADLINE_VERB: Final = re.compile(
    r"(?:^| )(?:Says?|Said|Tells?|Told|Asks?|Warns?|Vows?|Urges?|Slams?|Would|Could|Should|Is|Are|Was|Were|Has|Have|Had"
    r"|Does|Did)(?= |$)"
)
"""A verb that a headline writes with a capital, and that is no name."""


def is_name(mention: Mention) -> bool:
    """Tell whether a mention may be a name; the others are phrases, times and figures."""
    return mention.label in NAMED | _UNSURE


def names_in(text: str, given: Sequence[Mention]) -> list[Mention]:
    """Return the names of `text`, those of `given` among them, cut where a name begins and ends, none over another."""
    housed = _behind_a_house(text)
    titled = [*_titled(text, given), *_behind_a_field(text), *housed]
    ends = {mention.span[1]: mention.span[0] for mention in titled}
    given = [_ending_before(text, m, housed) for m in given]
    whole = [_with_country(text, part) for m in given if is_name(m) for part in _parted(text, m)]
    plain = [_before_role(m) for m in whole if not _is_no_name(text, m)]
    plain = [m for m in plain if m.span[0] >= ends.get(m.span[1], 0)]  # "Governor Ilse Maradon" has its title in it
    twice = _named_twice(text, plain)
    spans = {m.span for m in twice}
    plain = [m for m in plain if m.span in spans or not any(_crosses(m.span, span) for span in spans)]
    found = [_without_place(_without_day(m)) for m in (*titled, *_passed_over(text), *twice, *_whole(text, plain))]
    found += _firms(text, found)
    known = {m.text for m in found if m.label == "PERSON" and " " in m.text and not _is_in_headline(text, m)}
    known |= {name.split()[-1] for name in known}
    return _without_overlaps([*(_without_verb(text, m, known) for m in found), *_mastheads(text)])


def _whole(text: str, given: Sequence[Mention]) -> list[Mention]:
    """Names that a finder cut in two: "Seyyed" and "Omar Dost", "Vinod" and "Kumar Rao", with a blank between them."""
    whole: list[Mention] = []
    for mention in sorted(given, key=lambda m: m.span):
        before = whole[-1] if whole else mention
        is_first = before.label == "PERSON" or (before.label == "GPE" and entry_named(before.text) is None)
        is_next = before.span[1] + 1 == mention.span[0] and text[before.span[1] : mention.span[0]] == " "
        if is_first and is_next and mention.label == "PERSON" and before.text.isalpha() and before.text.istitle():
            name = f"{before.text} {mention.text}"
            whole[-1] = replace(mention, span=(before.span[0], mention.span[1]), text=name)
        else:
            whole.append(mention)
    return whole


def _named_twice(text: str, given: Sequence[Mention]) -> list[Mention]:
    """ "Zelda Maron", where a finder knows "Maron" alone: one first name before it twice, once outside of headlines."""
    surnames = {m.text for m in given if m.label == "PERSON" and _SURNAME.fullmatch(m.text)}
    surnames = {name for name in surnames if name.lower() not in MALE_NAMES | FEMALE_NAMES}  # "Sheikh Omar"
    found: list[Mention] = []
    for surname in sorted(surnames):
        places: dict[str, list[Mention]] = {}
        for match in re.finditer(rf"\b([A-Z][a-z]{{2,14}}) {surname}\b(?! [A-Z][a-z]+ [a-z])", text):
            places.setdefault(match[1], []).append(Mention(match.span(), "PERSON", match[0], subject=True))
        for first, names in places.items():
            is_word = first.lower() in _NO_FIRST_NAMES or re.search(rf"\b{first.lower()}\b", text) is not None
            if len(names) > 1 and not is_word and not all(_is_in_headline(text, name) for name in names):
                found += names
    return found


def _crosses(one: Span, other: Span) -> bool:
    """They share some signs, and neither holds the other."""
    return one[0] < other[1] and other[0] < one[1] and not (one[0] <= other[0] and other[1] <= one[1])


def _firms(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Firms that a finder takes for a common word: "Chemours said", where the text has its shares and no such word."""
    taken = {place for mention in found for place in range(*mention.span)}
    words = {match[1] for match in _SHARES.finditer(text)}
    words = {word for word in words if not re.search(rf"\b{word.lower()}\b", text)}
    return [
        Mention(match.span(), "ORG", match[0], subject=True)
        for word in sorted(words)
        for match in re.finditer(rf"\b{word}\b", text)
        if match.start() not in taken
    ]


def _without_place(mention: Mention) -> Mention:
    """ "The Commission" of "BRUSSELS - The Commission", where a dateline is taken for a part of the name."""
    line = _PLACE_BEFORE.match(mention.text)
    if line is None:
        return mention
    return replace(mention, span=(mention.span[0] + line.end(), mention.span[1]), text=mention.text[line.end() :])


def _is_in_headline(text: str, mention: Mention) -> bool:
    """Whether a name stands in a line whose words nearly all have a capital."""
    start, end = text.rfind("\n", 0, mention.span[0]) + 1, text.find("\n", mention.span[1])
    words = [word for word in text[start : end if end >= 0 else len(text)].split() if len(word) > 3]
    return 3 < len(words) < 20 and sum(word[0].islower() for word in words) < 2


def _without_verb(text: str, mention: Mention, known: Set[str]) -> Mention:
    """ "Nash" of the headline "Nash Slams Rates", where a Peter Nash is spoken of below, and nobody by those words."""
    words = mention.text.split()
    if mention.label != "PERSON" or len(words) < 2 or mention.text in known or not _is_in_headline(text, mention):
        return mention
    cut = next((number for number in range(len(words) - 1, 0, -1) if " ".join(words[:number]) in known), 0)
    name = " ".join(words[:cut])
    is_one = cut > 0 and mention.text.startswith(name)
    return replace(mention, span=(mention.span[0], mention.span[0] + len(name)), text=name) if is_one else mention


def _without_day(mention: Mention) -> Mention:
    """ "Peter Nash" of "Peter Nash Thursday said": the day is of what is said."""
    day = _DAY_BEHIND.search(mention.text)
    if day is None:
        return mention
    name = mention.text[: day.start()]
    return replace(mention, span=(mention.span[0], mention.span[0] + len(name)), text=name)


def _is_no_name(text: str, mention: Mention) -> bool:
    """ "GMT" of "18.15 GMT", letters behind a number, are a unit or a zone; "the Lune Bridge" cannot speak."""
    start, end = mention.span
    words = mention.text.lower().split()
    if len(words) == 1 and "-" in words[0] and words[0] in ROLES:
        return True  # "the Secretary-General"
    if words[-1] == "minister":
        return True  # "the Parliamentary Affairs Minister"
    if mention.text.isupper() and words[-1] in SHORT_RANKS:
        return True  # "CFO"
    if mention.label == "NAME" and (words[-1] in _OFFICES or (len(words) == 1 and words[0] in TITLES | ROLES)):
        return True
    rank = mention.text.split()[-1]
    if words[-1] in FOR_OTHERS or (len(words) > 1 and rank.isupper() and rank.lower() in SHORT_RANKS):
        return True  # "Trade Office Spokesperson", "Vanuatu PM", "Acme CEO"
    is_thing = len(words) > 1 and words[-1] in THINGS
    if is_thing and (mention.label != "PERSON" or words[0] not in MALE_NAMES | FEMALE_NAMES):
        return True
    return bool(_LETTERS.fullmatch(text[start:end]) and _NUMBER.search(text[max(0, start - 6) : start]))


def _before_role(mention: Mention) -> Mention:
    """ "Ministry of Water" of "Ministry of Water Spokesperson Daria Velic": the body before whoever speaks for it."""
    words = mention.text.split()
    for place in range(1, len(words) - 1):
        if mention.label != "PERSON" and words[place].lower() in FOR_OTHERS:
            name = " ".join(words[:place])
            if mention.text.startswith(name):
                return replace(mention, span=(mention.span[0], mention.span[0] + len(name)), text=name, label="ORG")
    return mention


def _parted(text: str, mention: Mention) -> list[Mention]:
    """A name without what is none: "Obama" of the headline's "Obama Says", owner and person of "AFP's Ann Lee"."""
    start, end = mention.span
    if text[start:end] != mention.text:
        return [mention]
    if dash := _DASH_BEHIND.search(mention.text):
        name = mention.text[: dash.start()]
        mention, end = replace(mention, span=(start, start + len(name)), text=name), start + len(name)
    first, _, rest = mention.text.partition(" ")
    if mention.label == "PERSON" and first.lower() in FOR_OTHERS and rest[:1].isupper():
        return [replace(mention, span=(end - len(rest), end), text=rest)]  # "Spokesperson Seyyed"
    if verb := _HEADLINE_VERB.search(mention.text):
        name = mention.text[: verb.start()].rstrip()
        return [replace(mention, span=(start, start + len(name)), text=name)] if name else []
    words = mention.text.split()
    is_person = mention.label == "PERSON" or (len(words) > 2 and words[-2].lower() in MALE_NAMES | FEMALE_NAMES)
    if is_person and len(words) > 2 and _PORTFOLIO.search(text, max(0, start - 40), start):
        name = " ".join(words[-2:])  # "Minister of Commerce Elin Sotto"
        return [replace(mention, span=(end - len(name), end), text=name, label="PERSON")]
    if place := _behind_its_body(text, mention):
        house, name = " ".join(words[:place]), " ".join(words[place:])
        body = Mention((start, start + len(house)), "ORG", house)
        return [body, replace(mention, span=(end - len(name), end), text=name, label="PERSON")]
    owned = _OWNED_PERSON.fullmatch(mention.text)
    if owned is None or not (
        owned[2].split()[0].lower() in MALE_NAMES | FEMALE_NAMES or _is_of_house(owned) or _is_called(text, owned)
    ):
        return [mention]
    owner = Mention((start, start + len(owned[1])), "ORG", owned[1])
    return [owner, replace(mention, span=(end - len(owned[2]), end), text=owned[2], label="PERSON")]


def _is_called(text: str, owned: re.Match[str]) -> bool:
    """ "Bernal's Toni Saccona", whom the text calls Saccona too, and says that he said something."""
    first, _, surname = owned[2].rpartition(" ")
    if not first or {surname.lower(), first.lower()} & (EVERYWHERE | OF_BODIES | TITLES | ROLES | TEXTS):
        return False
    return (
        re.search(
            rf"(?<!{re.escape(first)} )\b{re.escape(surname)} (?:\w+ly )?(?:said|says|told|added|argued|wrote|noted)\b",
            text,
        )
        is not None
    )


def _is_of_house(owned: re.Match[str]) -> bool:
    """ "ECB's Lindgren": whose he is, is a body that every paper knows, and his name tells nothing else."""
    house, name = entry_named(owned[1]), owned[2].lower()
    is_name = " " not in name and name.removesuffix("s") not in EVERYWHERE | OF_BODIES | TITLES | ROLES | TEXTS
    return house is not None and house.type == "organization" and is_name


def _behind_its_body(text: str, mention: Mention) -> int:
    """Where the name begins in "Chair of the [Home Affairs Committee Ann Lee]", counted in words; 0 for others."""
    words = mention.text.split()
    if not _HEAD_OF.search(text, max(0, mention.span[0] - 40), mention.span[0]) or "  " in mention.text:
        return 0
    for place in (len(words) - 2, len(words) - 3):
        rest = {word.lower() for word in words[place:]}
        if (
            place > 0
            and words[place - 1].lower() in ORGANIZATION_WORDS
            and not rest & (OF_BODIES | {"of", "for", "and"})
        ):
            return place
    return 0


def _with_country(text: str, mention: Mention) -> Mention:
    """ "China's Foreign Ministry": every country has one, so whose it is belongs to its name."""
    start, end = mention.span
    if mention.label != "ORG" or not all(word.lower() in EVERYWHERE for word in mention.text.split()):
        return mention
    owner = _OWNER.search(text, max(0, start - _LONGEST_COUNTRY), start)
    entry = entry_named(owner[1]) if owner else None
    if owner is None or entry is None or entry.type != "country":
        return mention
    return replace(mention, span=(owner.start(1), end), text=f"{owner[1]}'s {mention.text}")


def _passed_over(text: str) -> list[Mention]:
    """Names that an entity finder cuts up or misses: 'George "Jay" Keyworth', "Ann Lee" of "AFP's Ann Lee"."""
    found = [Mention(match.span(), "PERSON", f"{match[1]} {match[2]}") for match in _NICKNAME.finditer(text)]
    owned = (match for match in _OWNED_NAME.finditer(text) if match[2].lower() in MALE_NAMES | FEMALE_NAMES)
    found += [Mention(m.span(1), "PERSON", m[1]) for m in owned if m[3].lower() not in OF_BODIES]
    in_office = (match for match in _IN_OFFICE.finditer(text) if match[2].lower() in MALE_NAMES | FEMALE_NAMES)
    found += [Mention(m.span(1), "PERSON", m[1]) for m in in_office]
    for match in _IN_ROLE.finditer(text):
        name = re.sub(r"[’']s$", "", match[1])
        words = name.lower().replace(".", "").split()
        if not OF_BODIES & set(words) and not (TITLES | ROLES | STATE_WORDS) & {words[0], words[-1]}:
            found.append(Mention((match.start(1), match.start(1) + len(name)), "PERSON", name))
    return found


def _behind_a_field(text: str) -> list[Mention]:
    found = []
    for match in _OF_A_FIELD.finditer(text):
        words = re.sub(r"[’']s$", "", match[1]).split()
        kept = words
        while len(kept) > 1 and kept[0].rstrip(".").lower() in TITLES:
            kept = kept[1:]
        name = " ".join(kept)
        start = match.start(1) + match[1].rfind(name)
        if not OF_BODIES & set(name.lower().split()):
            found.append(Mention((start, start + len(name)), "PERSON", name))
    return found


def is_house(words: str) -> bool:
    """Tell whether words end in what a body or a country is called: "Ministry of Water", "Kyrgan Republic"."""
    last = words.split()[-1].rstrip(",")
    entry = entry_named(last)
    return last.lower() in ORGANIZATION_WORDS | PORTFOLIOS | _LANDS or (entry is not None and entry.type == "country")


def _behind_a_house(text: str) -> list[Mention]:
    found = []
    for match in _HOUSE.finditer(text):
        name = re.sub(r"[’']s$", "", match[2])
        words = set(name.lower().split())
        is_called = len(match[1].split()) == 1 and match[2].split()[0].lower() in MALE_NAMES | FEMALE_NAMES
        if (is_called or is_house(match[1])) and not words & (
            OF_BODIES | PORTFOLIOS | STATE_WORDS | TITLES | ROLES | _LANDS
        ):
            found.append(Mention((match.start(2), match.start(2) + len(name)), "PERSON", name))
    return found


def _ending_before(text: str, mention: Mention, people: Sequence[Mention]) -> Mention:
    """A body without the name behind it that a finder took for a part of its own."""
    start, end = mention.span
    cut = next((m.span[0] for m in people if start < m.span[0] < end), None)
    if cut is None or not is_name(mention):
        return mention
    body = text[start:cut].rstrip()
    return replace(mention, span=(start, start + len(body)), text=body, label="ORG")


def _titled(text: str, given: Sequence[Mention]) -> list[Mention]:
    """Names behind a title, where the entity finder saw none or too much: "Governor Ilse Maradon"."""
    subjects = {mention.span[1] for mention in given if mention.subject}
    found = []
    for match in _TITLED.finditer(text):
        words = match[1].split()
        while words and (words[0].rstrip(".").lower() in TITLES | ROLES):
            words.pop(0)
        office = next((n for n in range(len(words) - 2, 0, -1) if words[n].lower() in _OFFICES), -1)
        words = words[office + 1 :]  # "Deputy County Commissioner Ann Lee"
        if not words or {word.lower() for word in words} & (ORGANIZATION_WORDS | STATE_WORDS | PRONOUNS):
            continue
        if len(words) == 1 and words[0].lower() in TEXTS | {"speaker"}:
            continue  # "Official Report", "Mr Speaker"
        owner = next((place for place, word in enumerate(words, 1) if word.endswith(("'s", "’s"))), len(words))
        words = words[:owner]
        words[-1] = re.sub(r"[’']s$", "", words[-1])
        name = " ".join(words)
        start = text.find(words[0], match.start(1), match.end(1))
        span = start, start + len(name)
        if text[slice(*span)].split() == words:
            found.append(Mention(span, "PERSON", name, span[1] in subjects))
    return found


def _mastheads(text: str) -> list[Mention]:
    """Names like those of newspapers, also where nothing is parsed: "PORT ADEL (Sorn Courier) -"."""
    return [Mention(match.span(), "ORG", match[0]) for match in _MASTHEAD.finditer(text)]


def _without_overlaps(names: Sequence[Mention]) -> list[Mention]:
    """Those that come first where names overlap, but for a longer one with the same end ("Barack Obama", "Obama")."""
    kept: dict[Span, Mention] = {}
    taken: list[Mention] = []
    for mention in sorted(names, key=lambda m: (m.span[0], -m.span[1])):
        if mention.span in kept or (taken and mention.span[0] < taken[-1].span[1]):
            continue
        kept[mention.span] = mention
        taken.append(mention)
    return taken
