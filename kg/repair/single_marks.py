"""Single quotation marks, told from apostrophes: 'I never left,' she said of the 'crabby' workers' boss."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Span

_ELISIONS: Final = r"(?:\d\ds?|[Tt]is|[Tt]was|[Ee]m|[Cc]ause|[Tt]il|[Nn]|[Rr]ound|[Bb]out|[Aa]ve)\b"
_MARK: Final = re.compile(
    rf"(?P<opens>(?<![^\s(\[—–/:\"“-])['‘](?=[^\s'’‘])(?!{_ELISIONS}))"
    r"|(?P<closes>(?<=[^\s'‘(\[—–])['’](?!\w))"
)
_DOUBLE: Final = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|''|``")


def single_marks(paragraph: str, *, goes_on: bool = False) -> Iterator[tuple[int, str]]:
    """Yield where a single mark of `paragraph` opens or closes a quotation, outermost only, with the double one for it.

    Marks inside double ones are left alone.  After "s" a mark closes only where no other mark could: else it is the
    genitive of a plural.  A mark that opens the paragraph and is never closed counts where the next paragraph opens
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
    """Whether a mark behind "s" is no closing one: "the workers' rights'", where another closes before one opens."""
    if paragraph[marks[place].start() - 1] != "s" or not paragraph[marks[place].end() :].startswith(" "):
        return False
    return place + 1 < len(marks) and not marks[place + 1]["opens"]
