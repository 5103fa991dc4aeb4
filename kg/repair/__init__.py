"""A repaired view of a dirty text, with an exact map back: cleaning never moves evidence.

Scraped text carries entities (also torn ones: `& ldquo;`), escapes written out (`\\u201c`), mojibake, soft hyphens,
zero-width characters and padding.  `repair` returns a `View` whose text has these mended; spans found in the view are
mapped to the original by `View.to_source`.  Lines stay as they are: no newline is added, removed or moved.

The view is made in a few passes.  A pass lists its edits and leaves every other character alone; going back is one
binary search a pass, so a text without damage costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.model import Span
from kg.repair.characters import SPACES, Edit
from kg.repair.mojibake import mojibake
from kg.repair.references import entities, escapes
from kg.repair.single_marks import double_marks, marks_in

__all__ = ["View", "double_marks", "repair"]


@dataclass(frozen=True, slots=True)
class _Step:
    """One pass that changed something: for each edit where it stands in the view and where it stood in the source."""

    view: tuple[Span, ...]
    source: tuple[Span, ...]

    def back(self, position: int) -> Span:
        """Return the source characters that the view's character at `position` stands for."""
        index = bisect_right(self.view, (position, _FAR)) - 1
        if index < 0:
            return position, position + 1
        start, end = self.view[index]
        if start <= position < end:
            return self.source[index]
        origin = self.source[index][1] + position - end
        return origin, origin + 1


_FAR: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class View:
    """A repaired text and the way back to the text it was made from."""

    text: str
    _steps: tuple[_Step, ...] = ()

    def to_source(self, span: Span) -> Span | None:
        """Return the span of the original text that `span` of the view's text stands for; `None` for an empty span.

        Half-open code-point offsets on both sides.  A character that replaced several stands for all of them; what was
        removed between two characters belongs to every span that covers both, and what was removed beside a span does
        not belong to it.  Raises `ValueError` where `span` is not inside the view's text.

        >>> text = "known as & ldquo; Vitamin & rdquo; here"
        >>> view = repair(text)
        >>> view.text
        'known as “Vitamin” here'
        >>> start, end = view.to_source((9, 18))
        >>> text[start:end]
        '& ldquo; Vitamin & rdquo;'
        """
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span [{start}, {end}) is not inside the view (0 to {len(self.text)})")
        if start == end:
            return None
        for step in reversed(self._steps):
            start, end = step.back(start)[0], step.back(end - 1)[1]
        return start, end


def repair(text: str) -> View:
    """Return the repaired view of `text`; the text itself, in no time, where there is nothing to mend.

    Mended are: escapes written out, HTML entities whole or torn, mojibake (with ftfy), soft hyphens, zero-width and
    control characters, runs of spaces and spaces other than U+0020 (both to one space), runs of middle dots (to `…`),
    padding inside curly quotation marks, marks of which U+FFFD is left, a double prime that closes what two grave
    accents opened, single quotation marks that are no apostrophes (to “ and ”), and an ampersand left alone at the
    start of a line.  Newlines never change.

    >>> repair("It&rsquo;s  fine.").text
    'It’s fine.'
    """
    steps = []
    for find in _PASSES:
        text, step = _apply(text, find(text))
        if step is not None:
            steps.append(step)
    return View(text, tuple(steps))


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, _Step | None]:
    pieces: list[str] = []
    view: list[Span] = []
    source: list[Span] = []
    done = length = 0
    for start, end, new in edits:
        length += start - done
        pieces += (text[done:start], new)
        view.append((length, length + len(new)))
        source.append((start, end))
        length += len(new)
        done = end
    if not view:
        return text, None
    pieces.append(text[done:])
    return "".join(pieces), _Step(tuple(view), tuple(source))


# joiners carry meaning in Persian, Indic scripts and emoji; between Latin letters they are dirt
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]+|(?<=[\x00-\u024f])[\u200c\u200d]+(?=[\x00-\u024f])"
)
_SPACE: Final = re.compile(rf"[ \t{SPACES}]{{2,}}|[{SPACES}]")
_DOTS: Final = re.compile(r"(?:[·‧・•] ?){3,}")
_PADDING: Final = re.compile(r"(?:(?<=[\s(\[—–]“)|(?<=^“)) (?=[^\s”])|(?<=[^\s“]) (?=”(?!\w))", re.MULTILINE)
_PRIME: Final = re.compile(r"(?<![\d\s])″")
_TORN: Final = re.compile(
    r"(?P<apostrophe>(?<=[a-z])\ufffd{1,3}(?=(?:s|t|re|ve|ll|d|m)\b))"
    r"|(?P<opens>(?<![^\s(\[])\ufffd{1,3}(?=\w))|(?<=[\w.,!?…])\ufffd{1,3}(?!\w)"
)
_LONE: Final = re.compile(r"^(?:&(?:amp;)? )(?=[A-Z“\"])", re.MULTILINE)


def _invisible(text: str) -> Iterator[Edit]:
    return _replace(_INVISIBLE, "", text)


def _spaces(text: str) -> Iterator[Edit]:
    return _replace(_SPACE, " ", text)


def _dots(text: str) -> Iterator[Edit]:
    for match in _DOTS.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip()), "…"


def _padding(text: str) -> Iterator[Edit]:
    return _replace(_PADDING, "", text) if "“" in text else iter(())


def _torn(text: str) -> Iterator[Edit]:
    """What a wrong decoding has left of quotation marks and apostrophes: signs for something missing."""
    for match in _TORN.finditer(text) if "\ufffd" in text else ():
        new = "’" if match["apostrophe"] else "“" if match["opens"] else "”"
        yield match.start(), match.end(), new


def _primes(text: str) -> Iterator[Edit]:
    """ "``Not so,″ she said": how archives print the marks of old wires."""
    return _replace(_PRIME, "''", text) if "``" in text else iter(())


def _single(text: str) -> Iterator[Edit]:
    """ "'I never left,' she said": single marks that open and close a quotation, as wires and British papers do."""
    if "'" in text or "‘" in text:
        yield from ((place, place + 1, new) for place, new in marks_in(text))


def _lone(text: str) -> Iterator[Edit]:
    return _replace(_LONE, "", text) if "& " in text else iter(())


def _replace(pattern: re.Pattern[str], new: str, text: str) -> Iterator[Edit]:
    return ((match.start(), match.end(), new) for match in pattern.finditer(text))


_PASSES: Final[tuple[Callable[[str], Iterator[Edit]], ...]] = (
    escapes,
    entities,
    mojibake,
    _invisible,
    _spaces,
    _dots,
    _padding,
    _torn,
    _primes,
    _single,
    _lone,
)
