"""How sources are called: names without titles and articles, and the names one document uses for one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from kg.ids import actor_key
from kg.language import Mention
from kg.linking.cast.bodies import Bodies, bodies_of
from kg.linking.cast.cutting import NAMED
from kg.linking.cast.people import People, people_of
from kg.linking.cast.spotting import spotted
from kg.linking.words import ARABIC_ARTICLES, CROWDS, PARTICLES, PARTIES, ROLES, ROYALS, TITLES
from kg.model import Span
from kg.repair import repair
from kg.words.gazetteer import entry_named

_IN_PLACE: Final = re.compile(
    r"(?:translator|interpreter|spokes\w{3,6}|lawyer|attorney|counsel|aide) (?:for|of|to) ", re.I
)
_ARTICLES: Final = re.compile(r"^(?:the|a|an|this|that|these|those|its|their|his|her|our|my|your)\s+", re.IGNORECASE)
_DANGLING: Final = re.compile(
    r"(?<!\s)(?<!\s(?:of|on|in|at|to|or|as|is|by))(?<!\s(?:for|and|are|has))(?<!\s(?:have|with|from))"
    r"(?:\s+(?:of|on|in|at|for|to|and|or|as|is|are|has|have|with|by|from|who|which))+$"
)
"""What a source that was cut a word too late ends in."""
_JUNIOR: Final = re.compile(r" [JS]r$")
_FOCUS: Final = re.compile(r"^(?:even|only|just|mostly|mainly)\s+", re.IGNORECASE)
_EDGE: Final = ' \t\r\n,;:.–—-“”"«»()[]*_'
_SMALL: Final = frozenset({"of", "and", "for", "the", "on", "&"}) | PARTICLES
_LETTERS: Final = {
    **dict.fromkeys(("q", "question", "记者", "问"), "reporter"),
    **dict.fromkeys(("a", "ans", "answer", "答"), "interviewee"),
}
_ROLE_WORDS: Final = """
    reporter reporters journalist journalists correspondent correspondents interviewer interviewee questioner respondent
    moderator host presenter anchor operator chair chairman chairwoman chairperson speaker voice audience member press
    media minister president premier chancellor secretary ambassador governor senator mayor spokesman spokeswoman
    spokesperson director commissioner official officer judge lawyer attorney witness analyst expert participant
"""
_ROLES: Final = frozenset(_ROLE_WORDS.split())
_RANK_WORDS: Final = """
    the a an prime foreign vice deputy assistant first chief senior press unidentified unknown male female defense crown
    defence cabinet police finance interior attorney general secretary-general another second third
"""
_RANKS: Final = frozenset(_RANK_WORDS.split())
_IN_NAMES: Final = frozenset({"bishop", "archbishop", "pastor", "priest", "mp"})
_CAPITAL: Final = re.compile(r"(?<![\w’'.-])([A-Z][\w’'.-]{0,25}) $")
_SIDES: Final = ("North", "South")
_AMID: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\b")
_SMALL_WORD: Final = re.compile(r"\b[a-z]+\b")
_INSERTED: Final = re.compile(r"\[(\w[^][]*)\]")
_RELATION: Final = re.compile(r"\b(?:of|for|at|in|from|with|to|by|near)\b|['’]s\b")


@lru_cache(maxsize=16_384)
def plain_name(text: str) -> str:
    """Return a source's words with entities repaired, spaces single, articles and edge punctuation gone.

    >>> plain_name("the  United States,")
    'United States'
    >>> plain_name("[Ann] Lee")
    'Ann Lee'
    """
    is_clean = text.isascii() and text.isprintable() and "&" not in text
    repaired = text if is_clean else repair(text).text
    single = _INSERTED.sub(r"\1", re.sub(r"\s+", " ", repaired))
    words = re.sub(r"(?<!\s)\s*\([A-Z&]{2,10}(?:\)|$)", "", single).strip(_EDGE)
    words = _DANGLING.sub("", _ARTICLES.sub("", words).strip(_EDGE)) or words
    return f"{words}." if _JUNIOR.search(words) and f"{words}." in text else words


def without_focus(words: str) -> str:
    """Return a description without the "even" or "only" before it.

    >>> without_focus("even economists")
    'economists'
    """
    return _FOCUS.sub("", words)


def role_named(label: str) -> str | None:
    """Return whom a speaker's label describes where it names nobody, in small letters; None for a name.

    >>> role_named("Q"), role_named("Prime Minister"), role_named("Xiao Yaqing"), role_named("Minister Xiao")
    ('reporter', 'prime minister', None, None)
    """
    words = re.sub(r"(?:(?<!\s)\s+|(?<![\s\d]))\d+$", "", label).strip(_EDGE).split()
    if len(words) == 1 and words[0].lower() in _LETTERS:
        return _LETTERS[words[0].lower()]
    last = words[-1].lower() if words else ""
    if last in _ROLES and (len(words) == 1 or all(word.lower() in _RANKS | _ROLES for word in words[:-1])):
        return _ARTICLES.sub("", " ".join(words)).lower()
    return None


def main_part(text: str) -> str:
    """Return a source's words before the apposition: "Bruno" of "Bruno, an independent analyst".

    >>> main_part("Bruno, an independent analyst")
    'Bruno'
    """
    words = _AMID_BRACKETS.sub("", text)
    return re.split(r",\s|\s[–—(]", words, maxsplit=1)[0].strip(_EDGE) or text.strip(_EDGE)


_AMID_BRACKETS: Final = re.compile(r"(?<!\s)\s*\([^()\n]{1,40}\)(?= (?:[a-z]|[A-Z][a-z]+ [A-Z]))")
""" "the People's Party (Ram Vilas) leader": a bracket in the midst of a phrase ends nothing."""


def without_titles(name: str) -> str:
    """Return a person's name without the titles before it.

    >>> without_titles("Mr. Earnest"), without_titles("Prime Minister Ann Lee")
    ('Earnest', 'Ann Lee')
    """
    words = name.split()
    titles = 0
    for place, word in enumerate(words[:-1], 1):
        plain = word.rstrip(".").lower()
        if plain in TITLES | ROYALS or word in _SHORTENED or (len(words) - place > 1 and _is_calling(plain)):
            titles = place
        elif plain not in _RANKS:
            break
    return " ".join(words[titles:])


_SHORTENED: Final = frozenset({"Hon.", "HON.", "Sec.", "SEC.", "Amb.", "AMB."})
"""Titles with their full stop alone: "Hon Hai" is a firm, and the SEC no secretary."""


def _is_calling(word: str) -> bool:
    """ "Glaciologist", "Analyst": what somebody is, where a name in full follows; a bishop keeps it in his name."""
    return (word in ROLES and word not in _IN_NAMES) or word.endswith(("ologist", "onomist", "ographer"))


def without_possessive(name: str) -> str:
    """Return a name without a final 's."""
    return re.sub(r"['’]s?$", "", name)


def is_capitalised(name: str) -> bool:
    """Tell whether a phrase is written like a name: every word capitalised but the small ones."""
    words = name.split()
    return bool(words) and words[0][0].isupper() and all(map(_is_written_as_name, words))


def _is_written_as_name(word: str) -> bool:
    """ "Mansur", "of", "al-Mansur"."""
    article, _, rest = word.partition("-")
    return word[0].isupper() or word in _SMALL or (article in ARABIC_ARTICLES and rest[:1].isupper())


def is_related(prefix: str) -> bool:
    """Tell whether the words before a name say that something else is meant: "the head of", "a spokesman for"."""
    return bool(_RELATION.search(prefix))


def is_unnamed(name: str) -> bool:
    """Tell whether a word is nobody's name, whatever an entity finder took it for: "Reporters", "Critics"."""
    word = name.lower()
    return word in CROWDS or (word.endswith("s") and word[:-1] in ROLES and word[:-1] not in PARTIES)


@dataclass
class Names:
    """The names of one document: its entities by place, its people, its organisations by acronym, its noun phrases."""

    mentions: tuple[Mention, ...] = ()
    people: People = field(default_factory=People)
    bodies: Bodies = field(default_factory=Bodies)
    phrases: tuple[Mention, ...] = ()
    offices: tuple[Mention, ...] = ()
    """Noun phrases that are an office in capitals, which nobody's name follows: "the President"."""
    proper: frozenset[str] = frozenset()
    """Words that are written with a capital in the midst of sentences and nowhere in small letters."""
    halves: Mapping[str, str] = field(default_factory=dict)
    """The country that "North" and "South" alone are, where the text names one of the two: North Korea."""

    def phrase_at(self, span: Span) -> Mention | None:
        """Return the noun phrase that begins where `span` does, or None; an office where it is all of the span."""
        place = bisect_left(self.offices, span, key=lambda mention: mention.span)
        if place < len(self.offices) and self.offices[place].span == span:
            return self.offices[place]
        place = bisect_left(self.phrases, span[0], key=lambda mention: mention.span[0])
        found = self.phrases[place] if place < len(self.phrases) else None
        return found if found is not None and found.span[0] == span[0] else None

    def noun_phrases(self, start: int, end: int) -> list[Mention]:
        """Return the noun phrases inside `[start, end)`, in text order."""
        first = bisect_left(self.phrases, start, key=lambda mention: mention.span[0])
        last = bisect_left(self.phrases, end, lo=first, key=lambda mention: mention.span[0])
        return [mention for mention in self.phrases[first:last] if mention.span[1] <= end]

    def inside(self, span: Span) -> list[Mention]:
        """Return the mentions inside `span`, in text order."""
        return [mention for mention in self.between(*span) if mention.span[1] <= span[1]]

    def between(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in `[start, end)`, in text order."""
        first = bisect_left(self.mentions, start, key=lambda mention: mention.span[0])
        last = bisect_left(self.mentions, end, lo=first, key=lambda mention: mention.span[0])
        return list(self.mentions[first:last])


def speaks_for(name: str) -> bool:
    """Tell whether a label names whoever speaks in another's place: "Translator for President Vladimir Putin".

    >>> speaks_for("Interpreter for the Governor"), speaks_for("Center for Policy Research")
    (True, False)
    """
    return _IN_PLACE.match(name) is not None


def names_of(text: str, mentions: Iterable[Mention], speakers: Iterable[str] = ()) -> Names:
    """Return the names that a document uses; `speakers` are names known from its layout."""
    spelt = list(mentions)
    given = spotted(text, spelt)
    ordered = tuple(mention for mention in given if mention.label in NAMED)
    named = [(m.span[0], person_name(m.text)) for m in ordered if m.label == "PERSON"]
    speaking = [(0, person_name(speaker)) for speaker in speakers if not speaks_for(speaker)]
    people = people_of((start, name) for start, name in [*named, *speaking] if is_capitalised(name))
    bodies = bodies_of(text, [plain_name(m.text) for m in ordered if m.label == "ORG"])
    phrases = [mention for mention in given if mention.label == "NOUN"]
    labels = {m.text: m.label for m in ordered if " " not in m.text and m.label != "NORP"}
    mistaken = {m.span: replace(m, label=labels[m.text], head="") for m in phrases if m.text in labels}
    mistaken |= {m.span: replace(m, label="PERSON", head="") for m in phrases if _is_surname(m.text, people)}
    ordered = tuple(sorted([*ordered, *mistaken.values()], key=lambda mention: (mention.span, mention.label)))
    phrases = [m for m in phrases if m.span not in mistaken]
    ordered = tuple(sorted([*ordered, *_unseen(text, ordered, people)], key=lambda m: (m.span, m.label)))
    offices = tuple(_offices(text, given, phrases))
    return Names(ordered, people, bodies, tuple(phrases), offices, _proper(text), _halves(ordered))


_IN_CAPITALS: Final = re.compile(
    r"\b[Tt]he (?P<name>[A-Z][a-z-]{2,20}(?:-[A-Z][a-z]+)?(?: [A-Z][a-z-]{2,20}){0,3})\b(?! [A-Z])"
)


def _offices(text: str, given: Iterable[Mention], phrases: Iterable[Mention]) -> Iterator[Mention]:
    """ "The Prime Minister", "the President" of "the President’s remarks": a tagger takes them for names."""
    taken = {mention.span for mention in phrases}
    subjects = {mention.span[1] for mention in given if mention.subject}
    for match in _IN_CAPITALS.finditer(text):
        head = match["name"].lower().split()[-1]
        if head in ROLES and match.span() not in taken:
            opens = match[0].startswith("The ") and text[match.end() : match.end() + 2].strip().islower()
            yield Mention(match.span(), "NOUN", match[0], subject=match.end() in subjects or opens, head=head)


def _unseen(text: str, mentions: Sequence[Mention], people: People) -> Iterator[Mention]:
    """The surnames of a document's people where a finder passed them over: "aim at Nash's words"."""
    words = {name.split()[-1] for name in people.canonical}
    words = {
        word for word in words if len(word) > 3 and word.isalpha() and word.istitle() and word.lower() not in ROLES
    }
    if not words:
        return
    taken = {place for mention in mentions for place in range(*mention.span)}
    pattern = re.compile(rf"(?<![\w’'-])(?:{'|'.join(sorted(words))})(?![\w-]| [A-Z])")
    for match in pattern.finditer(text):
        before = _CAPITAL.search(text, max(0, match.start() - 30), match.start())
        if match.start() not in taken and (before is None or before[1].rstrip(".").lower() in TITLES):
            yield Mention(match.span(), "PERSON", match[0])


def _halves(mentions: Iterable[Mention]) -> dict[str, str]:
    """The two countries that are called North and South of one name, where either is named."""
    found: dict[str, str] = {}
    for mention in mentions:
        entry = entry_named(plain_name(mention.text)) if mention.label == "GPE" else None
        side, _, rest = entry.name.partition(" ") if entry else ("", "", "")
        both = [entry_named(f"{half} {rest}") for half in _SIDES] if side in _SIDES else []
        if all(one is not None and one.name.endswith(rest) for one in both):
            found |= {half: f"{half} {rest}" for half in _SIDES if both}
    return found


def _proper(text: str) -> frozenset[str]:
    capitals = set(_AMID.findall(text))
    return frozenset(capitals - {word.capitalize() for word in _SMALL_WORD.findall(text)})


def _is_surname(word: str, people: People) -> bool:
    """ "Sanders" at the head of a sentence, which a tagger takes for a plural, where Bernie Sanders was named."""
    return word[:1].isupper() and word.isalpha() and actor_key(word) in people.surnames


def person_name(text: str) -> str:
    """Return a person's name as an entity finder cuts it, without article, titles and 's.

    >>> person_name("President Barack Obama's"), person_name("Labour’s Ida Crane"), person_name("SNP MP Ida Crane")
    ('Barack Obama', 'Ida Crane', 'Ida Crane')
    """
    name = without_titles(without_possessive(plain_name(text)))
    name = re.sub(r"^[A-Z]\w+[’']s (?=[A-Z][\w’'-]+ [A-Z])", "", name)  # "Labour's Ida Crane"
    name = re.sub(r"^(?:[A-Z]{2,4} )?(?:MP|MEP|MSP|CEO|CFO|PM) (?=[A-Z][\w’'-]+ [A-Z])", "", name)
    name = re.sub(r"(?<=\w),? (?:QC|KC|MEP|MSP|OBE|CBE|MBE|PhD|MD)$", "", name)
    return re.sub(r"^[Oo]f [A-Z]\w+ (?=[A-Z])", "", name)  # "Chief Of Staff Ann Lee", cut behind the title
