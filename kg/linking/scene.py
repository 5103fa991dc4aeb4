"""What stands where in one document, for words that point elsewhere: figures, sentences, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.lexicon import outlet_named
from kg.linking.named import Link, named_person, well_known
from kg.linking.names import Names, is_unnamed, person_name, plain_name
from kg.model import Attribution, Span

_SENTENCE: Final = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.!?][”\"’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n+"
)
"""Where a sentence ends; not after an initial or a short word in a capital ("Mr.", "Sen.")."""
_KINDS: Final = {"PERSON": "person", "ORG": "organization", "GPE": "country", "NORP": "group"}


Introduction = tuple[frozenset[str], frozenset[str]]
"""The roles that stand beside a name, and all words that do."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody who may be meant: where, who, whether as a subject, and whether as the source of an attribution."""

    span: Span
    link: Link
    subject: bool = False
    source: bool = False


@dataclass
class Scene:
    """One document while it is being linked; `links` and `sources` fill up as sources are resolved.

    `standing` is everybody named, in text order; a source's figure takes the place of the name it is.
    """

    text: str
    found: Sequence[Attribution]
    links: list[Link | None]
    names: Names
    standing: list[Figure] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    sources: list[Figure] = field(default_factory=list)
    spoken: dict[str, int] = field(default_factory=dict)
    introductions: dict[Span, Introduction] = field(default_factory=dict)

    def resolve(self, index: int, link: Link | None) -> None:
        """Take down who the source of an attribution is."""
        self.links[index] = link
        source = self.found[index].source
        if link is None or not source:
            return
        span = source[0][0], source[-1][1]
        figure = Figure(span, link, True, True)
        first = bisect_left(self.standing, span[0], key=_start)
        last = bisect_left(self.standing, span[1], lo=first, key=_start)
        self.standing[first:last] = [figure, *(f for f in self.standing[first:last] if not _is_part(f, figure))]
        insort(self.sources, figure, key=_start)
        self.spoken[link.actor] = self.spoken.get(link.actor, 0) + 1

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


def scene_of(text: str, found: Sequence[Attribution], names: Names) -> Scene:
    """Return the document before any source is resolved."""
    quoted = sorted({span for a in found if a.form in ("direct", "turn") for span in a.content})
    breaks = [match.end() for match in _SENTENCE.finditer(text)]
    scene = Scene(text, found, [None] * len(found), names, breaks=breaks, quoted=quoted)
    for mention in names.mentions:
        kind = _KINDS.get(mention.label)
        if kind is not None and not is_unnamed(mention.text):
            link = _mentioned(text, kind, mention.text, mention.span, names)
            scene.standing.append(Figure(mention.span, link, mention.subject))
    return scene


def _mentioned(text: str, kind: str, words: str, span: Span, names: Names) -> Link:
    name = person_name(words) if kind == "person" else plain_name(words)
    if kind == "person":
        return named_person(name, text[max(0, span[0] - 12) : span[1]], span[0], names)
    outlet = outlet_named(name)
    is_written_out = outlet is not None and text[max(0, span[1] - len(outlet.name)) : span[1]] == outlet.name
    if outlet is not None and kind == "organization" and (is_written_out or not outlet.needs_context):
        return Link(outlet.name, "outlet", "gazetteer", 0.9)
    if (known := well_known(name)) is not None:
        return known
    long = names.bodies.long_form(name)
    return Link(long or name, kind, "acronym" if long else "entity", 0.85)


def _is_part(inner: Figure, source: Figure) -> bool:
    """A name that is the source, or of its kind: the Acme of "Ann Lee, a spokeswoman for Acme" stays somebody else."""
    kind = source.link.actor_type
    return inner.span[1] <= source.span[1] and (kind == "group" or inner.link.actor_type == kind)


def _start(figure: Figure) -> int:
    return figure.span[0]
