"""Sources as they should stand: no bracket that never closes, no end of a sentence in the middle."""

from __future__ import annotations

import re
from typing import Final

from kg.model import Span, Spans

_CLOSES: Final = {"(": ")", "[": "]"}
_STOP: Final = re.compile(r"\b[a-z][^\W\d_]{4,}[.!?]\s+(?=[A-Z“\"(\[])|\n\s*\n\s*")
"""A stop behind a common word, too long for an abbreviation ("Prof. Smith", "Yahoo! News"), or a blank line."""
_EDGE: Final = " \t\r\n,;:–—-"


def whole(text: str, source: Spans) -> Spans:
    """Return a source with what is no part of it cut off: the sentence before, and a bracket that is left open.

    A bracket that closes right behind the source is taken in.  A source of which nothing is left is left out.

    >>> text = "The head of the Commission (NDRC) said no."
    >>> [text[start:end] for start, end in whole(text, ((0, 32),))]
    ['The head of the Commission (NDRC)']
    >>> whole("Minister, Ann Lee says no.", ((0, 17),)), whole("Minister, the union, says no.", ((0, 19),))
    (((10, 17),), ((0, 19),))
    >>> whole("The head (NDRC said no.", ((0, 14),)), whole("The vice-premier said no.", ((9, 16),))
    (((0, 8),), ((0, 16),))
    """
    cut = list(source)
    for trim in (_unparted, _with_last_stop, _last_sentence, _unnumbered, _without_occasion, _timeless, _bracketed):
        cut = [trim(text, span) for span in cut]
    return tuple(span for span in cut if span[0] < span[1])


def before_cue(text: str, source: Spans, cue: Spans) -> Spans:
    """Return a source that runs on over its own cue cut before it; what is not of that kind, as it is.

    >>> text = "Officers at the gate told Capital the road was shut."
    >>> [text[start:end] for start, end in before_cue(text, ((0, 33),), ((21, 25),))]
    ['Officers at the gate']
    """
    if len(source) != 1 or not cue or not source[0][0] < cue[0][0] < source[0][1]:
        return source
    start, end = source[0][0], cue[0][0]
    if not text[cue[-1][1] : source[0][1]].strip().istitle():
        return source  # no shred of the name of who was told
    end -= len(text[start:end]) - len(text[start:end].rstrip(_EDGE))
    return ((start, end),) if start < end else source


_NUMBER: Final = re.compile(r"(?:^|(?<=\n))\d{1,3}\.\s+(?=[A-Z])")


_OCCASION: Final = re.compile(
    r",? in (?:an?|his|her|their|its) (?:[a-z-]+ ){0,3}?"
    r"(?:statement|ruling|judgment|judgement|email|e-mail|tweet|interview|letter|post|speech|release|briefing)$"
)


def _without_occasion(text: str, span: Span) -> Span:
    """ "the judge in a written ruling": where it was said is not who said it."""
    match = _OCCASION.search(text, span[0] + 1, span[1])
    return (span[0], match.start()) if match else span


_TIME_BEHIND: Final = re.compile(
    r" (?:(?:(?:late |early )?on )?(?<!Black )(?<!Bloody )(?<!Good )(?<!Super )"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|(?:this|yesterday|tomorrow) (?:morning|afternoon|evening)|last (?:night|week|month|year)|today|tonight"
    r"|yesterday)$"
)
_TIME_BEFORE: Final = re.compile(
    r"(?:(?:two|three|four|five|several|a few) (?:paragraphs|pages|lines|sentences|days|weeks|months|years|hours"
    r"|minutes)"
    r" (?:earlier|later|before|ago)|moments (?:later|before)|(?:a (?:day|week|month|year|moment)"
    r"|an hour) (?:later|earlier)),? (?=(?-i:[A-Z])|the |an? )",
    re.IGNORECASE,
)
_CALLED: Final = re.compile(
    r"(?:Mr|Madam|Mrs)\.? (?:Speaker|Chairman|Chair|President|Secretary)[.,] (?=[A-Z])"
    r"|(?:(?:Deputy )?Prime Minister|Minister|President|Premier|Secretary|Senator|Governor|Chancellor|Commissioner"
    r"|Ambassador|Mayor), (?=the |an? |some |[A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Sir|Dame) [A-Z][\w-]+, (?=(?:this|our|my|your|some) )"
)


def _timeless(text: str, span: Span) -> Span:
    """ "The Times this morning", "Ann Lee Thursday", "Two days later Bo Chen": when it was said, and to whom."""
    start, end = span
    is_apposed = "," in (text[end - 1 : end], text[end : end + 1])  # "Minister, the union, says": not spoken to
    if match := _TIME_BEFORE.match(text, start, end) or (None if is_apposed else _CALLED.match(text, start, end)):
        start = match.end()
    match = _TIME_BEHIND.search(text, start + 1, end)
    return (start, match.start()) if match else (start, end)


def _unnumbered(text: str, span: Span) -> Span:
    """ "4. Minister" of a list, whose number is nobody's."""
    match = _NUMBER.match(text[span[0] : span[1]])
    return (span[0] + match.end(), span[1]) if match else span


_BEFORE_HYPHEN: Final = re.compile(r"(?:\b[Tt]he )?\b(?:vice|ex|co|e)-$", re.IGNORECASE)
_AT_HYPHEN: Final = re.compile(r"\b(?:vice|ex|co|e)$", re.IGNORECASE)
_AFTER_HYPHEN: Final = re.compile(r"-[a-z]{3,20}(?: [A-Z][\w’'-]{1,20}){0,3}")


_IN_NAME: Final = r"[A-Z][^\W\d_]+[’'‘ʻ`]"
_BEFORE_MARK: Final = re.compile(rf"\b{_IN_NAME}$")
_AT_MARK: Final = re.compile(r"\b[A-Z][^\W\d_]+(?:[’'‘ʻ`])?$")
_BEHIND_MARK: Final = re.compile(r"(?:(?<=[^\W\d_])[’'‘ʻ`]|(?<=[’'‘ʻ`]))(?!(?:s|d|m|t|ll|re|ve)\b)[a-z]+\b")


def _unparted(text: str, span: Span) -> Span:
    """A vice-premier is one word, which a tokenizer parts at the hyphen; and so is Mwang'ombe, at the apostrophe."""
    start, end = span
    if text[start : start + 1].islower() and (before := _BEFORE_MARK.search(text, max(0, start - 30), start)):
        start = before.start()
    if _AT_MARK.search(text, start, end) and (after := _BEHIND_MARK.match(text, end)):
        end = after.end()
    if before := _BEFORE_HYPHEN.search(text, max(0, start - 12), start):
        start = before.start()
    if _AT_HYPHEN.search(text, start, end) and (after := _AFTER_HYPHEN.match(text, end)):
        end = after.end()
    return start, end


_INITIALS: Final = re.compile(r"(?<![\w.])(?:[A-Z]\.){1,3}[A-Z]$")


def _with_last_stop(text: str, span: Span) -> Span:
    """The last stop of "the U.S." is part of the name."""
    start, end = span
    return (start, end + 1) if text[end : end + 1] == "." and _INITIALS.search(text, start, end) else span


def _last_sentence(text: str, span: Span) -> Span:
    start, end = span
    for match in _STOP.finditer(text, start, end):
        start = match.end()
    return start, end


def _bracketed(text: str, span: Span) -> Span:
    start, end = span
    opened: list[int] = []
    for place in range(start, end):
        if text[place] in _CLOSES:
            opened.append(place)
        elif opened and text[place] == _CLOSES[text[opened[-1]]]:
            opened.pop()
    if not opened:
        return span
    if len(opened) == 1 and text[end : end + 1] == _CLOSES[text[opened[0]]]:
        return start, end + 1
    return start, start + len(text[start : opened[0]].rstrip(_EDGE))
