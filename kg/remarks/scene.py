"""One linked document, prepared for questions about who said what before what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.ids import actor_key
from kg.model import Attribution, Record, Span, text_of
from kg.remarks.wording import likeness, quotations_in, rarity, stems
from kg.repair import double_marks

_SENTENCE: Final = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][”\"’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n+"
)
_ARTICLE: Final = re.compile(r"^(?:the|an?|this|that|his|her|its|their|our|my)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Scene:
    """The document's text and attributions, with what is asked of them again and again.

    `text` has double quotation marks where the document has single ones; all places are the document's.
    `words` are the stems of each content, `weights` how much each stem tells in this document, `known` the actors by
    the phrases that name them (full name, surname, "minister"), each with the places where it does.
    """

    text: str
    found: Sequence[Attribution]
    words: Sequence[frozenset[str]]
    weights: Mapping[str, float]
    breaks: Sequence[int]
    known: Mapping[str, str]

    @cached_property
    def hulls(self) -> Sequence[Span]:
        """Where each attribution begins and ends: how it is related to others never moves it."""
        return [hull(attribution) for attribution in self.found]

    @cached_property
    def first_turn(self) -> int:
        """Where the first speaker's turn begins; the end of the text where there is none."""
        turns = (self.hulls[i][0] for i, attribution in enumerate(self.found) if attribution.form == "turn")
        return min(turns, default=len(self.text))

    @cached_property
    def headline(self) -> str:
        """The first line, so far as it may be a headline."""
        return self.text[: _HEADLINE * 2].lstrip().partition("\n")[0][:_HEADLINE]

    @cached_property
    def headline_words(self) -> frozenset[str]:
        """The stems of the headline."""
        return stems(self.headline)

    def spoken_of(self, actor: str | None) -> int:
        """Return in how many contents of others the last word of an actor's name stands."""
        if not actor:
            return 0
        if actor not in self._spoken_of:
            name = actor.split()[-1]
            others = (i for i, words in enumerate(self._names) if name in words)
            self._spoken_of[actor] = sum(1 for i in others if self.found[i].actor != actor)
        return self._spoken_of[actor]

    @cached_property
    def _spoken_of(self) -> dict[str, int]:
        return {}

    @cached_property
    def _names(self) -> Sequence[frozenset[str]]:
        """The words of each content that are written with a capital."""
        return [frozenset(_CAPITAL.findall(text_of(self.text, a.content, " ")[:_MOST])) for a in self.found]

    @cached_property
    def headline_quotes(self) -> tuple[str, ...]:
        """What the headline has in quotation marks, of several words and in small letters."""
        return tuple(quoted for quoted in quotations_in(self.headline) if " " in quoted)

    @cached_property
    def lead_quotes(self) -> tuple[str, ...]:
        """What the first sentences of a story have in quotation marks, single words too, in small letters."""
        return tuple(quotations_in(self.text[: self.lead_end]))

    @cached_property
    def lead_end(self) -> int:
        """Where the first sentences of a story end."""
        return self.breaks[_LEAD - 1] if len(self.breaks) >= _LEAD else len(self.text)

    @cached_property
    def speakers(self) -> frozenset[str | None]:
        """Who speaks in the turns of a talk."""
        return frozenset(attribution.actor for attribution in self.found if attribution.form == "turn")

    @cached_property
    def described(self) -> Mapping[str, str]:
        """The unnamed actors by their descriptions, and by the last word of these: "transport minister", "minister"."""
        found: dict[str, str] = {}
        for attribution in self.found:
            if attribution.actor and attribution.actor_type == "anonymous":
                key = description_key(attribution.actor)
                found.setdefault(key, attribution.actor)
                found.setdefault(key.rpartition(" ")[2], attribution.actor)
        return found

    def beginning(self, low: int, high: int) -> Sequence[int]:
        """Return which attributions begin in `[low, high)`, in text order."""
        return self._in_order[bisect_left(self._starts, low) : bisect_left(self._starts, high)]

    @cached_property
    def _in_order(self) -> Sequence[int]:
        return sorted(range(len(self.found)), key=lambda i: self.hulls[i][0])

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [self.hulls[i][0] for i in self._in_order]

    def sentence(self, position: int) -> int:
        """Return the number of the sentence in which `position` stands."""
        return bisect_right(self.breaks, position)

    def sentence_around(self, span: Span) -> Span:
        """Return from where the sentence of `span` begins to where that of its end does."""
        first, last = self.sentence(span[0]), self.sentence(max(span[1] - 1, span[0]))
        return (
            self.breaks[first - 1] if first else 0,
            self.breaks[last] if last < len(self.breaks) else len(self.text),
        )

    def alike(self, one: int, other: int) -> float:
        """Return how alike two contents are worded, from 0 to 1."""
        return likeness(self.words[one], self.words[other], self.weights)

    def encloses(self, outer: int, inner: int) -> bool:
        """Tell whether `inner` is nested in `outer`, at any depth."""
        place = self.found[inner].parent
        while place is not None:
            if place == outer:
                return True
            place = self.found[place].parent
        return False

    def actor_called(self, phrase: str) -> str | None:
        """Return the actor whom the document calls by `phrase`, or None."""
        plain = _ARTICLE.sub("", phrase.strip(" ,.’'"), count=1)
        key = _SHORT.get(actor_key(plain), actor_key(plain))
        if key.rpartition(" ")[2] == "leader" and " " in key and key not in self.known:
            leaders = {who for office in _LEADING if (who := self.known.get(office)) is not None}
            return leaders.pop() if len(leaders) == 1 else None  # "the Norland leader"
        return self.known.get(key) or self.known.get(key.rpartition(" ")[2] if plain[:1].isupper() else key)


def scene_of(record: Record) -> Scene:
    """Return the document of `record`, ready to be asked."""
    text, found = double_marks(record.document.text), record.attributions
    words = [stems(text_of(text, attribution.content)[:_MOST]) for attribution in found]
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    return Scene(text, found, words, rarity(words), breaks, _known(text, found))


def description_key(phrase: str) -> str:
    """Return a description without article or possessive, as it is compared."""
    return actor_key(_ARTICLE.sub("", phrase.strip(" ,.’'"), count=1))


def hull(attribution: Attribution) -> Span:
    """Return from where the attribution begins to where it ends."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _known(text: str, found: Sequence[Attribution]) -> Mapping[str, str]:
    """Names before surnames before descriptions: what names somebody surely is not taken for somebody else."""
    names: dict[str, str] = {}
    short: dict[str, str] = {}
    seen: set[str] = set()
    for attribution in found:
        if attribution.actor is None or attribution.actor_type == "anonymous":
            continue
        names.setdefault(actor_key(attribution.actor), attribution.actor)
        if attribution.actor_type == "person":
            short.setdefault(actor_key(attribution.actor.split()[-1]), attribution.actor)
            offices = () if attribution.actor in seen else _offices(text, attribution.actor)
            seen.add(attribution.actor)
            for role in (*_roles(text, attribution), *offices):
                short.setdefault(role, attribution.actor)
        source = _ARTICLE.sub("", text_of(text, attribution.source), count=1).strip(" ,")
        if source and attribution.form != "turn" and source.lower() not in _PRONOUNS:
            short.setdefault(actor_key(source), attribution.actor)
    return short | names


def _offices(text: str, name: str) -> Iterator[str]:
    """What stands in capitals before a full name somewhere: "Fisheries Minister" and "Minister" of Ida Lund."""
    for place in _places(text, name) if " " in name else ():
        if match := _OFFICE.search(text, max(0, place - _OFFICE_LENGTH), place):
            words = match[1].lower()
            yield from (words, words.rpartition(" ")[2])


def _places(text: str, name: str) -> Iterator[int]:
    place = text.find(name)
    while place >= 0:
        yield place
        place = text.find(name, place + 1)


def _roles(text: str, attribution: Attribution) -> Iterator[str]:
    """As what a person is spoken of: "fisheries minister" and "minister" of "Fisheries minister Ida Lund"."""
    source, actor = text_of(text, attribution.source, " "), attribution.actor or ""
    before = source.partition(actor.split()[-1])[0]
    words = [word.lower() for word in re.findall(r"[\w-]+", before) if word not in actor.split()]
    for role in (" ".join(words), *words[-1:], *(text_of(text, (span,)).lower() for span in attribution.speaker_role)):
        if role:
            yield role


_PRONOUNS: Final = frozenset(
    {"he", "she", "it", "they", "we", "i", "you", "who", "which", "his", "her", "their", "its"}
)
_OFFICE: Final = re.compile(r"\b((?:[A-Z][\w-]{1,20} )?[A-Z][a-z]\w{1,20}) $")
_OFFICE_LENGTH: Final = 45
"""Signs before a name in which the office stands."""
_LEADING: Final = ("president", "prime minister", "chancellor", "premier", "king", "queen")
_SHORT: Final[Mapping[str, str]] = {"pm": "prime minister", "fm": "foreign minister"}
"""Offices by the letters that papers write for them."""
_CAPITAL: Final = re.compile(r"[A-Z][\w-]*")
_LEAD: Final = 2
"""Sentences, or a headline and a sentence, at the beginning of a story."""
_HEADLINE: Final = 300
"""Signs of a first line that may be a headline."""
FAR_BACK: Final = 50_000
"""How far before a word that points at a remark the remark may stand, in code points: some twenty pages."""
_MOST: Final = 4_000
"""Of an endless content so much is compared."""
