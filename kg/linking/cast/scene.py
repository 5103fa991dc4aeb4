"""What stands where in one document, for words that point elsewhere: figures, sentences, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.language import Mention
from kg.linking.cast.named import Link, body, named_person
from kg.linking.cast.names import (
    Names,
    is_capitalised,
    is_unnamed,
    person_name,
    plain_name,
    role_named,
    without_focus,
)
from kg.model import Attribution, Document, Span
from kg.words.lexicon import outlet_named

_HEADLINE: Final = re.compile(r"\s*([^\n]{10,150}[^\s.!?:,;”\"])\s*\n\s*\n")
if TYPE_CHECKING:
    from kg.linking.cast.introductions import Introduction

_SENTENCE: Final = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][”\"’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n+"
)
"""Where a sentence ends; not after an initial or a short word in a capital ("Mr.", "Sen.")."""


_CONJOINED: Final = re.compile(r"^(?:and|but|or)\s+", re.IGNORECASE)
""" "And the president?": a parser takes the first word for a part of the phrase."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who may be meant: where, who, whether as a subject, whether as the source of an attribution.

    `quoted` tells whether that attribution gives the source's own words, `plural` whether several are meant, and
    `head` the noun of a phrase without a name.
    """

    span: Span
    link: Link
    subject: bool = False
    source: bool = False
    quoted: bool = False
    plural: bool = False
    head: str = ""


@dataclass
class Scene:
    """One document while it is being linked; `links` and `sources` fill up as sources are resolved.

    `standing` is everybody named, in text order; a source's figure takes the place of the name it is.
    """

    text: str
    found: Sequence[Attribution]
    links: list[Link | None]
    names: Names
    document: Document
    standing: list[Figure] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    sources: list[Figure] = field(default_factory=list)
    spoken: dict[str, int] = field(default_factory=dict)
    introductions: dict[Span, Introduction] = field(default_factory=dict)
    indefinite: list[Mention] = field(default_factory=list)
    offices: dict[str, str] | None = None
    askers: dict[int, str] = field(default_factory=dict)
    apart: dict[str, frozenset[str]] = field(default_factory=dict)
    turns: dict[Span, int] = field(default_factory=dict)
    """Which turn each paragraph of a talk belongs to."""

    @cached_property
    def headline(self) -> int:
        """Where the headline ends; 0 where the text begins without one."""
        match = _HEADLINE.match(self.text)
        return match.end(1) if match else 0

    def resolve(self, index: int, link: Link | None) -> None:
        """Take down who the source of an attribution is."""
        self.links[index] = link
        source = self.found[index].source
        if link is None or not source:
            return
        span = source[0][0], source[-1][1]
        form = self.found[index].form
        named = self.names.phrase_at(span)
        named = named if named and named.span[1] <= span[1] else None  # of "the minister's words" the minister
        plural, head = (named.plural, named.head) if named and link.actor_type == "anonymous" else (False, "")
        figure = Figure(span, link, True, True, form in ("direct", "mixed", "turn"), plural, head)
        self.spoken[link.actor] = self.spoken.get(link.actor, 0) + 1
        insort(self.sources, figure, key=_start)
        if link.method == "relative":
            self._speaks(link.actor, span[0])
            return  # whoever is meant stands right before it, in the role that he has in his own sentence
        first = bisect_left(self.standing, span[0], key=_start)
        last = bisect_left(self.standing, span[1], lo=first, key=_start)
        others = [replace(f, subject=False) for f in self.standing[first:last] if not _is_part(f, figure)]
        self.standing[first:last] = [figure, *others]

    def _speaks(self, actor: str, end: int) -> None:
        """Whom "who" stands for has spoken all the same: "Ann Lee, who said … She added"."""
        place = bisect_left(self.standing, end, key=_start) - 1
        for index in range(place, max(-1, place - 4), -1):
            if self.standing[index].link.actor == actor:
                self.standing[index] = replace(self.standing[index], source=True)
                return

    def description(self, mention: Mention) -> str:
        """Return what an unnamed one is called: the words without article, in small letters at the head."""
        words = without_focus(plain_name(_CONJOINED.sub("", mention.text)))
        if (role := role_named(words)) is not None:
            return role
        start = mention.span[0] + max(0, mention.text.find(words))
        if self.names.between(start, start + 1) or (" " in words and is_capitalised(words)):
            return words
        return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] in ("", " ") else words

    def figures(self, start: int, end: int, most: int = 100) -> list[Figure]:
        """Return who is named or speaks in `[start, end)`, the last `most` of them."""
        last = bisect_left(self.standing, end, key=_start)
        first = max(bisect_left(self.standing, start, hi=last, key=_start), last - most)
        return [figure for figure in self.standing[first:last] if figure.span[1] <= end]

    def sentences_between(self, start: int, end: int) -> int:
        """Return how many sentences begin after `start` and not after `end`."""
        return bisect_right(self.breaks, end) - bisect_right(self.breaks, start)

    def openings(self, start: int, end: int) -> list[int]:
        """Return where sentences begin in `[start, end)`."""
        return self.breaks[bisect_left(self.breaks, start) : bisect_left(self.breaks, end)]

    def quotation(self, position: int) -> Span | None:
        """Return the smallest quoted content, or part of a turn, that holds `position`."""
        place = bisect_right(self.quoted, (position, len(self.text)))
        holding = [span for span in self.quoted[max(0, place - 20) : place] if position < span[1]]
        return min(holding, key=lambda span: span[1] - span[0], default=None)


def scene_of(document: Document, found: Sequence[Attribution], names: Names) -> Scene:
    """Return the document before any source is resolved."""
    text = document.text
    quoted = sorted({span for a in found if a.form in ("direct", "turn") for span in a.content})
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    turns = {span: index for index, a in enumerate(found) if a.form == "turn" for span in a.content}
    scene = Scene(text, found, [None] * len(found), names, document, breaks=breaks, quoted=quoted, turns=turns)
    for mention in names.mentions:
        if not is_unnamed(mention.text):
            link = _mentioned(text, mention, names)
            scene.standing.append(Figure(mention.span, link, mention.subject))
    return scene


def again(scene: Scene, is_wanted: Callable[[Figure], bool]) -> None:
    """Resolve once more the names for which `is_wanted`, now that more is known of who bears them."""
    by_place = {mention.span: mention for mention in scene.names.mentions}
    scene.standing = [
        replace(f, link=_mentioned(scene.text, by_place[f.span], scene.names)) if is_wanted(f) else f
        for f in scene.standing
    ]


def _mentioned(text: str, mention: Mention, names: Names) -> Link:
    start, end = mention.span
    if mention.label == "PERSON":
        return named_person(person_name(mention.text), text[max(0, start - 12) : end], start, names)
    name = plain_name(mention.text)
    if name in names.halves and text[max(0, start - 4) : start].lower() == "the ":
        return Link(names.halves[name], "country", "short name", 0.85)
    outlet = outlet_named(name)
    is_written_out = outlet is not None and text[max(0, end - len(outlet.name)) : end] == outlet.name
    if outlet is not None and mention.label == "ORG" and (is_written_out or not outlet.needs_context):
        return Link(outlet.name, "outlet", "gazetteer", 0.9)
    if long := names.bodies.long_form(name):
        return Link(long, "organization", "acronym", 0.85)
    whole = names.bodies.whole_name(name) if mention.label == "ORG" else None
    return body(whole or name, mention.label, text[max(0, start - 30) : start])


def _is_part(inner: Figure, source: Figure) -> bool:
    """A name that is the source, or of its kind: the Acme of "Ann Lee, a spokeswoman for Acme" stays somebody else."""
    kind = source.link.actor_type
    return inner.span[1] <= source.span[1] and (inner.link.actor_type == kind or bool(inner.head))


def _start(figure: Figure) -> int:
    return figure.span[0]
