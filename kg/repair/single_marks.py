"""Single quotation marks, told from apostrophes: 'I never left,' she said of the 'crabby' workers' boss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from kg.model import Span

_PARAGRAPH: Final = re.compile(r"[^\r\n]+")
_NEXT_OPENS: Final = re.compile(r"\s*['‘]\w")
_ELISIONS: Final = r"(?:\d\ds?|[Tt]is|[Tt]was|[Ee]m|[Cc]ause|[Tt]il|[Nn]|[Rr]ound|[Bb]out|[Aa]ve)\b"
_MARK: Final = re.compile(
    rf"(?P<opens>(?<![^\s(\[—–/:\"“-])['‘](?=[^\s'’‘])(?!{_ELISIONS}))"
    r"|(?P<closes>(?<=[^\s'‘(\[—–])['’](?!\w))"
)
_STOPS: Final = frozenset(".,?!;:…")
_DOUBLE: Final = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|''|``")


def double_marks(text: str) -> str:
    """Return `text` with double quotation marks where single ones are no apostrophes; its length stays what it was.

    >>> double_marks("'It isn't mine,' she said.")
    "“It isn't mine,” she said."
    """
    if "'" not in text and "‘" not in text:
        return text
    signs = list(text)
    for place, sign in marks_in(text):
        signs[place] = sign
    return "".join(signs)


def marks_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a single mark of `text` opens or closes a quotation, and the double one, paragraph by paragraph."""
    for match in _PARAGRAPH.finditer(text):
        goes_on = _NEXT_OPENS.match(text, match.end()) is not None
        for place, new in single_marks(match[0], goes_on=goes_on):
            yield match.start() + place, new


def single_marks(paragraph: str, *, goes_on: bool = False) -> Iterator[tuple[int, str]]:
    """Yield where a single mark of `paragraph` opens or closes a quotation, outermost only, with the double one for it.

    Marks inside double ones are left alone.  A mark after "s" is the genitive of a plural where one behind a stop can
    close.  A mark that opens the paragraph and is never closed counts where the next paragraph opens
    with one too (`goes_on`).

    >>> list(single_marks("'No,' said the workers' boss of the word 'crabby'."))
    [(0, '“'), (4, '”'), (41, '“'), (48, '”')]
    >>> list(single_marks("It's the '90s, and the boys' club isn't open."))
    []
    """
    taken = [match.span() for match in _DOUBLE.finditer(paragraph)]
    marks = [match for match in _MARK.finditer(paragraph) if not any(low < match.start() < high for low, high in taken)]
    opened: list[int] = []
    pairs: list[Span] = []
    for place, mark in enumerate(marks):
        if mark["opens"]:
            opened.append(mark.start())
        elif opened and not _is_genitive(paragraph, marks, place):
            pairs.append((opened.pop(), mark.start()))
    end = -1
    for start, last in sorted(pairs):
        if start > end:
            yield from ((start, "“"), (last, "”"))
            end = last
    if opened and goes_on and opened[0] == 0 and not pairs:
        yield 0, "“"


def _is_genitive(paragraph: str, marks: list[re.Match[str]], place: int) -> bool:
    """Whether a mark behind "s" closes nothing: "'The workers' boss left,' she said", where one behind a stop does."""
    if paragraph[marks[place].start() - 1] != "s" or not paragraph[marks[place].end() :].startswith(" "):
        return False
    behind = takewhile(lambda mark: not mark["opens"], marks[place + 1 :])
    return any(paragraph[mark.start() - 1] in _STOPS for mark in behind)
