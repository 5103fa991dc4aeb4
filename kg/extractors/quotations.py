"""Where quotation marks open and close, paragraph by paragraph."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.model import Span, Spans

_SINGLE: Final = r"(?<!\w)‘(?!\d|[Tt]is\b|[Tt]was\b|em\b|n[’ ])(?=\w)[^‘“”«»\"\n]*?(?:[.,!?…]’(?!\w)|’(?=[.,;:!?)]|$))"
"""‘Like this.’  The mark that closes is the apostrophe's too: only beside a stop is it no apostrophe."""
_MARK: Final = re.compile(rf"{_SINGLE}|[“”„«»\"]|''|``")
_CLOSES: Final = {"“": "”", "„": "”“", "«": "»", '"': '"', "''": "''", "``": "''"}


_OPENS: Final = frozenset("“„«")
_LED_TO: Final = re.compile(r"[,:]\s*$")


_INNER: Final = re.compile(
    r"(?<!\w)[‘'](?!\d|[Tt]is\b|[Tt]was\b|em\b|n[’' ])(?=\w)[^‘“”«»\"\n]{1,1500}?"
    r"(?:[.,!?…][’'](?!\w)|[’'](?=[.,;:!?)”\"]|$)|(?<!s)[’'](?=\s))"
)
"""The same inside a quotation in double marks, where a word may follow, unless a plural's genitive is likelier."""


@lru_cache(maxsize=64)
def inner_quotations(text: str, start: int, quotes: Spans) -> Spans:
    """Return the quotations in single marks that stand inside `quotes`, marks included; `text` begins at `start`.

    >>> inner_quotations("“He said ‘go on’ and left.”", 0, ((0, 26),))
    ((9, 16),)
    """
    found: list[Span] = []
    for low, high in quotes:
        if text[low - start] in '“”„«"':
            inside = _INNER.finditer(text, low - start + 1, high - start)
            found.extend((start + match.start(), start + match.end()) for match in inside)
    return tuple(found)


def quotations(text: str, start: int, end: int, *, goes_on: bool = False) -> Spans:
    """Return the quotations of one paragraph, marks included, outermost only.

    A mark that opens the paragraph and is never closed runs to its end (a quotation over several paragraphs); any other
    unpaired mark is ignored, but one behind a colon or a comma that can only open, or, where the next paragraph opens
    with one (`goes_on`), any there: what it opens goes on to the end.  Single marks count in pairs only, where a stop
    or the end of the paragraph tells them from apostrophes.

    >>> quotations('He said “no” and "yes".', 0, 23)
    ((8, 12), (17, 22))
    >>> quotations('“And another thing', 0, 18)
    ((0, 18),)
    """
    found: list[Span] = []
    opened, mark, depth = -1, "", 0
    for match in _MARK.finditer(text, start, end):
        sign = match.group()
        if opened < 0:
            if len(sign) > 2:
                found.append(match.span())
            elif sign in _CLOSES:
                opened, mark, depth = match.start(), sign, 1
        elif len(sign) <= 2 and sign in _CLOSES[mark]:
            depth -= 1
            if depth == 0:
                found.append((opened, match.end()))
                opened = -1
        elif sign == mark:
            depth += 1
    is_led_to = opened >= 0 and (goes_on or mark in _OPENS) and _LED_TO.search(text, start, opened) is not None
    if opened >= 0 and (is_led_to or not text[start:opened].strip()):
        found.append((opened, end))
    return tuple(found)
