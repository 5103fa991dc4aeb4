"""Lines, and what a line shows about itself: navigation, page numbers, bylines, source lines, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.model import Span

_LINE: Final = re.compile(r"[^\r\n]+")
_RUN_ON: Final = re.compile(r"(?:(?<=[.?!…”\"’)\]|])|^)\s*(?=\b(?:(Q|QUESTION|Question)|(?:A|ANSWER|Answer))\s?[:：])")
""" "… any comment? A: No. Q: Why?": turns that a page has run together into one line."""
_RUN_ON_NAME: Final = re.compile(
    r"(?:(?<=[.?!…”\"’)\]–—-])(?<!MR\.)(?<!MRS\.)(?<!MS\.)(?<!DR\.)\s+|^)(?=(?P<name>Q(?=\s{1,8}[A-Z(])"
    r"|(?:(?:MR|MRS|MS|DR|THE)\.? )?(?:[A-Z][A-Z.’'-]{1,20} ){0,2}(?:Mc|Mac)?[A-Z][A-Z’'-]{2,20}(?=:\s)))"
)
""" "… today. MR. LEE: No. Q Why?": the same with names in capitals."""


_BOLD_QUESTION: Final = re.compile(r"\s{0,20}(?P<mark>\*\*|__)(?![\s*_])[^*_\n]{3,500}\?(?P=mark)(?=\s+\S)")
""" "**How did you begin?** My aunt gave me a wheel."."""


@dataclass(frozen=True, slots=True)
class Line:
    """A trimmed line that is not blank (or, in a hard-wrapped text, the lines of one paragraph).

    `gap` tells whether a blank line, or the start of the text, comes before it.
    """

    start: int
    end: int
    text: str
    gap: bool


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank; turns that were run together into one are lines of their own.

    >>> [line.text for line in split_lines("Q: Any comment? A:None. Q: Why?")]
    ['Q: Any comment?', 'A:None.', 'Q: Why?']
    """
    found: list[Line] = []
    last = -1
    for match in _LINE.finditer(text):
        for low, high in pairwise(_cuts(match[0])):
            words = match[0][low:high].strip()
            if not words:
                continue
            start = match.start() + high - len(match[0][low:high].lstrip())
            gap = last < 0 or len(re.findall(r"\r\n|\r|\n", text[last:start])) > 1
            found.append(Line(start, start + len(words), words, gap))
            last = start + len(words)
    return found


def _cuts(line: str) -> list[int]:
    """Return where a line begins, where each of the turns does that were run together in it, and where it ends."""
    if match := _BOLD_QUESTION.match(line):
        return [0, match.end(), len(line)]
    marks = list(_RUN_ON.finditer(line))
    if len({mark[1] is None for mark in marks}) < 2:
        marks = list(_RUN_ON_NAME.finditer(line))
        counts = Counter(mark["name"] for mark in marks)
        if len(counts) < 2 or len(marks) == len(counts) or not counts.keys() - {"Q"}:
            marks = []
    return [0, *(mark.end() for mark in marks if mark.end()), len(line)]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Return whether the text was broken at a column, so that a paragraph is a block of lines (PDF, plain mail)."""
    inner = [line for line, after in pairwise(lines) if not after.gap]
    if len(inner) < 2 or any(len(line.text) > 140 for line in lines):
        return False
    broken = [line for line in inner if len(line.text) >= 40 and line.text[-1] not in '.!?:…"”’)']
    return len(broken) >= 0.6 * len(inner)


def join_wrapped(text: str, lines: Sequence[Line], starts: set[int]) -> list[Line]:
    """Return `lines` with every block made one line, except that a line at one of the `starts` begins a new one."""
    joined: list[Line] = []
    for line in lines:
        if joined and not line.gap and line.start not in starts:
            joined[-1] = replace(joined[-1], end=line.end, text=text[joined[-1].start : line.end])
        else:
            joined.append(line)
    return joined


_LONGEST: Final = 240  # a longer line is a paragraph, whatever it holds
_WORDS: Final = re.compile(
    r"(?:home|menu|search|print|e-?mail|share|tweet|comments?|log ?in|sign (?:in|up)|subscribe|next(?: page)?|reuse|"
    r"prev(?:ious)?(?: page)?|back to top|advertisement|sponsored(?: content)?|loading|facebook|twitter|linkedin|"
    r"whatsapp|related(?: (?:articles?|stories|topics|links|news|content|coverage))?|recommended|"
    r"most (?:read|popular)|trending|"
    r"top stories|full text|photo gallery|transcript|\d+ (?:comments?|shares|views))\W*",
    re.IGNORECASE,
)
_PHRASES: Final = re.compile(
    r"share (?:this|on|via|with your)\b|follow (?:us|@\w|(?:\w+ ){1,4}on (?:twitter|facebook|x\b|instagram))|"
    r"like us on\b|sign up (?:for|to receive|to get)\b|subscribe (?:to (?:our|the|us)\b|now|today)|"
    r"(?:please )?read (?:more|the (?:rest|full|original|whole)|also|next|full (?:story|article))\b|see also:|"
    r"click (?:here|to (?:read|share|enlarge|view))|continue reading|skip to (?:main|content|nav)|jump to|"
    r"terms of (?:use|service)|privacy policy|we use cookies|this (?:web ?)?site uses cookies|download (?:our|the) app|"
    r"contact (?:us|the (?:author|writer|reporter))\b|\d+ min(?:ute)?s? read|page \d+(?: of \d+)?$|"
    r"have a (?:news )?tip\?",
    re.IGNORECASE,
)
_SOURCE: Final = re.compile(
    r"[(\[]?(?:sources?|editors?|(?:web|responsible) editor|tags?|keywords|topics|filed under|categor(?:y|ies)) ?[:：]|"
    r"[(\[]?(?:(?:additional )?reporting|writing|editing|compiled|translated|transcribed) by\b|copyright\b|©|"
    r"\(c\) ?\d{4}|[(\[]?(?:excerpts?|excerpted) from\b|\W*end\W*(?:\d.{0,30})?$|"
    r"(?:originally|first) published\b|last (?:updated|modified)\b|"
    r"this (?:interview|conversation|transcript|article|story) (?:has been|was|is|first|originally)\b|"
    r".{0,150}\ball rights reserved\b",
    re.IGNORECASE,
)
_BYLINE: Final = re.compile(r"(?:By|BY) [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,4}(?:$|,| and\b| \||/)")
_MARKER: Final = re.compile(r"[ㄑ|›»>•·]|::")
_SEPARATOR: Final = re.compile(r"\s?[ㄑ|›»>•·]\s?|\s::\s")
_TAIL: Final = re.compile(
    r"(?<!\s)\s*[(\[](?:excerpts?|excerpted|sources?|editors?|end|ends|translated|compiled|reporting|writing|editing)\b"
    r"[^()\[\]]{0,150}[)\]]\.?$"
    r"|(?<!\s)\s*published at \d{1,2}:\d{2} [A-Z][\w ]{2,24} \d{1,2} [A-Z][a-z]{2,8} \d{4}$"
    r"|(?<=[.!?”\"’)…])\s+(?:Read the rest|Read more|Click here|Continue reading|Read the full)\b[^.!?]{0,60}[.!…»>]?$",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[\W_]+")


def is_furniture(line: str) -> bool:
    """Return whether `line` is navigation, a pager, an invitation to share and the like: it may stand anywhere."""
    if len(line) > _LONGEST:
        return False
    if not any(c.isalpha() for c in line) or _WORDS.fullmatch(line) or _PHRASES.match(line):
        return True
    if len(_MARKER.findall(line)) < 2:
        return False
    parts = [part for part in _SEPARATOR.split(line) if part]
    markers = len(_SEPARATOR.findall(line))
    return markers >= 2 and len(parts) >= 2 and all(len(p) <= 70 and p[-1] not in ".!?" for p in parts)


def is_source_line(line: str) -> bool:
    """Return whether `line` closes a text: where it comes from, who edited it, copyright, a rule or `END`."""
    return len(line) <= _LONGEST and bool(_SOURCE.match(line) or (len(line) > 1 and _RULE.fullmatch(line)))


def is_byline(line: str) -> bool:
    """Return whether `line` names the author: `By Ann Lee and Bo Chen`."""
    return len(line) <= 120 and bool(_BYLINE.match(line)) and line[-1] not in ".!?"


def tail(line: str) -> int:
    """Return where the closing `(excerpts from …)` or `Read the rest here.` of a paragraph begins, else its length.

    So does the clock of a live blog's entry, which is glued to its heading: "Ministers answerpublished at 9:30 …".
    """
    start = max(0, len(line) - _LONGEST)
    match = _TAIL.search(line[start:])
    if match is None:
        return len(line)
    return start + match.end() - len(match[0].lstrip())


def without_stray_marks(text: str, span: Span) -> Span:
    """Return `span` without bold or italic marks at its edges whose partners lie outside: `Why not?**`.

    >>> without_stray_marks("**Q: Why not?**", (5, 15)), without_stray_marks("**Why** not?", (0, 12))
    ((5, 13), (0, 12))
    >>> without_stray_marks("*Why not?*", (1, 10))
    (1, 9)
    """
    start, end = span
    for mark in ("**", "__", "*", "_"):
        if text.count(mark, start, end) % 2 == 0:
            continue
        if text.endswith(mark, start, end):
            end -= len(mark)
        elif text.startswith(mark, start, end):
            start += len(mark)
    return start, end


def is_short(line: str) -> bool:
    """Return whether `line` has the look of a heading: a few words, no closing mark, begins with a capital or digit."""
    if len(line) > 110 or not (line[0].isupper() or line[0].isdigit() or line[0] in "“‘\"'#"):
        return False
    if line.rstrip("\"'”’)]»")[-1:] in ".:;,…!?。：—" or line[-1] in ")]":
        return False
    if line[0] in '“"‘' and line[-1] not in '”"’':  # somebody said it
        return False
    return 2 <= len(line.split()) <= 14 and not re.match(r"[-*•\d]+[.)]? ", line)


def is_title(line: str) -> bool:
    """Return whether every word of `line` but the small ones has a capital: a name or a title."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", line) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)
