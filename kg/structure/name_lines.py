"""Speakers and questions without a colon: a name alone on its line or before a full stop, a paragraph that asks.

As with `kg.structure.labels` one such line proves nothing; what all lines of the text look like together decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from kg.model import Span
from kg.structure.labels import STAMP, Label, in_full, is_name, is_titled, known_as
from kg.structure.lines import Line

_ALONE: Final = re.compile(
    rf"(?P<open>(?:§\s?)?[*_#]{{0,3}}\s?(?:{STAMP}\s)?(?:Q?\d{{1,3}}\.\s)?)(?P<name>[QA]|[^\s*_§:][^*_§:\n]{{1,79}}?)"
    rf"[*_]{{0,3}}(?:\s+{STAMP})?$"
)
_STAMPED: Final = re.compile(rf"(?:\A[*_#]*|\s){STAMP}(?:\s|[*_]*\Z)")
_SECTION: Final = re.compile(r"§\s?(?P<name>[A-Z][^§\n]{1,80}?)(?<=[a-z)])(?<!\bMc)(?<!\bMac)(?=[A-Z“\"\[](?!\.))")
""" "§ Mr. HoltOn a point of order": old reports of debates, their mark-up lost."""
_NOBODY: Final = re.compile(
    r"\b(?:images?|photos?|stor(?:y|ies)|news|videos?|getty|reuters|read|more|share|advertisement|contents?|briefing"
    r"|conference|house|lords|commons|questions?|answers?|debate|bill|act|part|clause|schedule|amendment)\b",
    re.IGNORECASE,
)
_ENDS_SPEECH: Final = frozenset('.!?…—-:)]”"’')
_QUOTED: Final = frozenset("“\"‘'«")
_LEAST: Final = 3
_OFTEN: Final = 0.15
_DENSE: Final = 0.3
"""Shares of a text's lines that name somebody."""


def named_lines(lines: Sequence[Line], is_left_out: Callable[[Line], bool]) -> list[Label]:
    """Return the speakers that stand alone on their lines, each above what he says; none where it is no record of talk.

    Several must be named so, and come back; a clock beside each name is proof enough.  Where titles tell what they are
    ("Mr Speaker"), they need not come back.
    """
    pictured = [label for index, line in enumerate(lines) if _PHOTO.match(line.text) and (label := _alone(line, index))]
    if len({label.key for label in pictured}) >= 2:
        return in_full(pictured)
    glued = [label for index, line in enumerate(lines) if (label := _behind_section_mark(line, index))]
    found = [label for index, line in enumerate(lines) if not is_left_out(line) and (label := _alone(line, index))]
    stamped = [label for label in found if _STAMPED.search(lines[label.line].text)]
    if len(stamped) >= _LEAST and len({label.key for label in stamped}) > 1:
        return stamped
    found = [label for label in found if _is_above_speech(label, lines, is_left_out)]
    both = in_full(sorted([*glued, *found], key=lambda label: label.line))
    if len({label.key for label in glued}) >= 2:
        return both
    counts = Counter(label.key for label in in_full(found))
    if len({label.key for label in found if _MEMBER.fullmatch(label.name)}) >= 2:
        return both  # who speaks once in a short extract is told by form
    again = sum(count >= 2 for count in counts.values())
    titled = len({label.key for label in found if is_titled(label)})
    if len(found) < _LEAST or len(counts) < 2 or not again:
        return []
    share = len(found) / len(lines)
    return both if share >= (_OFTEN if again >= 2 or titled >= 2 else _DENSE) else []


def _alone(line: Line, index: int) -> Label | None:
    if (photo := _PHOTO.match(line.text)) is not None:
        return _label(line, index, photo["name"], photo.span("name"), len(line.text))
    match = _ALONE.match(line.text)
    if match is None:
        return None
    name = _OFFICE_BEHIND.sub(", ", match["name"].rstrip(), count=1)
    if name[-1] in '.!?;,”"' or _NOBODY.search(name) or not (is_name(name) or name == "A"):
        return None
    if " " not in name and not name.isupper() and not _ROLE_ALONE.fullmatch(name):
        return None
    return _label(line, index, name, match.span("name"), len(line.text))


_MEMBER: Final = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Rt\.? Hon|Hon)\b\.? [^()]{2,50}"
    r" \([A-Z][^()]{2,60}\)(?: ?\([A-Z][^()]{1,60}\))?"
    r"|The [^()]{4,90} \((?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\b[^()]{2,60}\)"
)
""" "Mrs. Ann Lee (Stoke North)", "The Secretary of State for Ports (Mr. Jon Hale)": nothing but reports of debates."""
_PHOTO: Final = re.compile(
    r"Photo of (?P<twice>[^()\n]{3,60}?)(?P<name>(?P=twice) \([^\n]{2,120}\))"
    r" ?(?:Share this.{0,60}|Hansard source|Link to this.{0,60})?$"
)
""" "Photo of Ann LeeAnn Lee (Stoke, Labour Party) Share this": pages of debates, their pictures lost."""
_OFFICE_BEHIND: Final = re.compile(r" (?:--|[-–—]) (?=[A-Z])")
""" "Ann Lee -- Chief Executive Officer"."""
_ROLE_ALONE: Final = re.compile(r"Operator|Moderator|Interviewer|Journalist|Reporter|Unidentified")


def _behind_section_mark(line: Line, index: int) -> Label | None:
    match = _SECTION.match(line.text)
    return (
        _label(line, index, match["name"], match.span("name"), match.end())
        if match and is_name(match["name"])
        else None
    )


def _label(line: Line, index: int, name: str, span: Span, content: int) -> Label:
    start, end = span[0], span[0] + len(line.text[slice(*span)].rstrip())
    rest, known = line.text[content:], known_as(name)
    return Label(index, start, end, (end, end), content, name, known, not rest, False, rest)


def _is_above_speech(label: Label, lines: Sequence[Line], is_left_out: Callable[[Line], bool]) -> bool:
    """What stands below a name is no name, no heading and no quotation (which may be signed by the name below it).

    A line of links may lie between: "Link to this: Individually | In context | Source".
    """
    after = lines[label.line + 1 : label.line + 3]
    line = next((line for line in after if not is_left_out(line)), None)
    if line is None:
        return False
    return line.text[0] not in _QUOTED and line.text[-1] in _ENDS_SPEECH and _alone(line, 0) is None


# Full stops ----------------------------------------------------------------------------------------------------------

_STOPPED: Final = re.compile(
    r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Gen|Adm)\. |(?:Senator|Secretary|General|Admiral|Ambassador|Governor|Chairman"
    r"|Chairwoman|Director|Judge) )[A-Z][\w’'-]{1,30}(?: [A-Z][\w’'-]{1,30}){0,2}"
    r"|The (?:(?:Acting|Deputy) )?(?:Chair(?:man|woman|person)?|Speaker|President|Clerk|Presiding Officer|Witness)"
    r"|(?:[A-Z][A-Z.’'-]{1,20} ){1,4}[A-Z][A-Z’'-]{1,20})\. {1,3}(?=[A-Z“\"\[(])"
)


def stopped_names(lines: Sequence[Line], is_left_out: Callable[[Line], bool]) -> list[Label]:
    """Return the speakers, with a title or in capitals, whose names end in a full stop, as hearings print them.

    "Mr. Lee. I do.", "CHAIR HOLM. Good day."  There must be three such lines of two speakers at least, and one of these
    must come back.
    """
    found = []
    for index, line in enumerate(lines):
        if not is_left_out(line) and (match := _STOPPED.match(line.text)):
            (start, end), rest = match.span("name"), line.text[match.end() :]
            known = known_as(match["name"])
            found.append(
                Label(index, start, end, (end, end + 1), match.end(), match["name"], known, False, False, rest)
            )
    counts = Counter(label.key for label in found)
    return found if len(counts) >= 2 and len(found) > len(counts) else []


# Questions -----------------------------------------------------------------------------------------------------------

_YOU: Final = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_ME: Final = re.compile(r"\b(?:I|we|my|our|me|us|mine)\b|\b(?:I|We)[’']", re.IGNORECASE)
_LONGEST_QUESTION: Final = 700
_TALK: Final = re.compile(
    r"\b(?:interview\w*|Q ?& ?A|conversation|(?:spoke|speaks?|talk(?:ed|s)?|chat(?:ted|s)?|sat down|caught up)"
    r" (?:to|with)|asked (?:him|her|them)|answers? (?:our|some|your|a few) questions)\b",
    re.IGNORECASE,
)


def bare_questions(lines: Sequence[Line], is_left_out: Callable[[Line], bool]) -> list[Label]:
    """Return the paragraphs that are questions, where nothing else marks that this is an interview; else none.

    Half of them speak to "you", half of what stands between them speaks of "me", and above the first one it is said
    that somebody was talked to, or all of them are in bold or italic type, as whoever asks is printed.
    """
    marked = [n for n, line in enumerate(lines) if not is_left_out(line) and _EMPHASISED.fullmatch(line.text)]
    is_printed = 2 <= len(marked) <= 2 * sum(_is_question(lines[index].text) for index in marked)
    plain = [n for n, line in enumerate(lines) if not is_left_out(line) and _is_question(line.text)]
    asked = marked if is_printed else plain
    asked = [index for index in asked if index + 1 < len(lines) and index + 1 not in asked]
    if len(asked) < 2 or not (is_printed or _TALK.search("\n".join(line.text for line in lines[: asked[0]]))):
        return []
    answers = [" ".join(line.text for line in lines[a + 1 : b]) for a, b in pairwise([*asked, len(lines)])]
    addressed = sum(bool(_YOU.search(lines[index].text)) for index in asked)
    answered = sum(bool(_ME.search(answer)) for answer in answers)
    if 2 * addressed < len(asked) or 2 * answered < len(asked):
        return []
    return [_asked(lines[index].text, index) for index in asked]


def _asked(text: str, index: int) -> Label:
    start = _MARKED_UP.match(text).end()  # type: ignore[union-attr]
    return Label(index, 0, 0, (0, 0), start, "Q", "question", False, False, text[start:])


_MARKED_UP: Final = re.compile(r"[#*_ ]*(?:(?:[•+-]|\d{1,3}[.)])\s+)?[*_]*")
_EMPHASISED: Final = re.compile(r"(?P<mark>\*\*|__|\*|_)(?![\s*_])[^*\n]{2,700}(?P=mark)")


def _is_question(text: str) -> bool:
    plain = text.rstrip("*_ ")
    return plain.endswith("?") and len(plain) <= _LONGEST_QUESTION and plain[0] not in _QUOTED


# Dashes --------------------------------------------------------------------------------------------------------------

_DASH: Final = re.compile(r"[-–—]\s?(?=[^\W_a-z]|[“\"‘«])")


def dashed_turns(lines: Sequence[Line], is_left_out: Callable[[Line], bool]) -> list[Label]:
    """Return question and answer in turn, each behind a dash, where two pairs at least are all that dashes open."""
    marked = [(n, m.end()) for n, line in enumerate(lines) if not is_left_out(line) and (m := _DASH.match(line.text))]
    asks = [_is_question(lines[index].text) for index, _ in marked]
    if len(marked) < _PAIRS or len(marked) % 2 or not all(asks[::2]) or sum(asks[1::2]) * 4 > len(asks):
        return []
    found = []
    for place, (index, start) in enumerate(marked):
        name, known = ("A", "answer") if place % 2 else ("Q", "question")
        found.append(Label(index, 0, 0, (0, 0), start, name, known, False, False, lines[index].text[start:]))
    return found


_PAIRS: Final = 4
"""Dashes: two questions and what is answered."""
