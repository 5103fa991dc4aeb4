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
from functools import lru_cache
from html.entities import html5, name2codepoint
from typing import Final

from kg.model import Span

_Edit = tuple[int, int, str]  # start and end in the text before the pass, and what stands there afterwards


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
    padding inside curly quotation marks, and an ampersand left alone at the start of a line.  Newlines never change.

    >>> repair("It&rsquo;s  fine.").text
    'It’s fine.'
    """
    steps = []
    for find in _PASSES:
        text, step = _apply(text, find(text))
        if step is not None:
            steps.append(step)
    return View(text, tuple(steps))


def _apply(text: str, edits: Iterable[_Edit]) -> tuple[str, _Step | None]:
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


# Escapes written out ------------------------------------------------------------------------------------------------

_ESCAPES: Final = re.compile(r"(?:\\x[0-9a-fA-F]{2})+|(?:\\u[0-9a-fA-F]{4})+")
_WORD: Final = re.compile(r"\\x(..)|\\u(....)")


def _escapes(text: str) -> Iterator[_Edit]:
    if "\\x" not in text and "\\u" not in text:
        return
    for match in _ESCAPES.finditer(text):
        units = [(m.start(), m.end(), int(m[1] or m[2], 16)) for m in _WORD.finditer(match[0])]
        group = _utf8_groups(units) if match[0][1] == "x" else _utf16_groups(units)
        for start, end, new in group:
            if new and _is_plain(new):
                yield match.start() + start, match.start() + end, new


def _utf8_groups(units: list[tuple[int, int, int]]) -> Iterator[_Edit]:
    """Yield one edit a character; bytes that are no UTF-8 are read as Windows-1252."""
    index = 0
    while index < len(units):
        lead = units[index][2]
        width = 1 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        group = units[index : index + width]
        new = _decode(bytes(unit[2] for unit in group), "utf-8") if width > 1 else ""
        if not new:
            group = units[index : index + 1]
            new = _decode(bytes([lead]), "cp1252")
        yield group[0][0], group[-1][1], new
        index += len(group)


def _utf16_groups(units: list[tuple[int, int, int]]) -> Iterator[_Edit]:
    index = 0
    while index < len(units):
        width = 2 if 0xD800 <= units[index][2] < 0xDC00 else 1
        group = units[index : index + width]
        yield group[0][0], group[-1][1], _decode(b"".join(u[2].to_bytes(2, "big") for u in group), "utf-16-be")
        index += len(group)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _is_plain(new: str) -> bool:
    """Return whether `new` may stand in a view: no control character, no line break of any kind, no backslash."""
    return all((c.isprintable() and c != "\\") or c in _SPACES or c in "\u00ad\u200b\u200c\u200d\ufeff" for c in new)


# Entities -----------------------------------------------------------------------------------------------------------

_ENTITY: Final = re.compile(
    r"&(?P<torn>\ ?)(?:amp;\ ?){0,4}(?:\#(?P<number>x[0-9a-fA-F]{1,6}|[0-9]{1,7})\ ?(?P<numberend>;)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31})(?P<gap>\ ?)(?P<end>;?))",
)
# written without its semicolon or torn by spaces, an entity must not be an English word ("cost & image; price")
_WORDS: Final = set(
    re.findall(
        r"\w+",
        "and or not sub sup int sum prop part image real cap cup ne ni pi mu nu xi chi psi eta rho tau phi piv alpha"
        " beta gamma delta theta lambda sigma omega empty exist forall there4 ang lang rang le ge",
    )
)
_TORN: Final = name2codepoint.keys() - _WORDS | {"apos"}
_OPEN: Final = {"nbsp", "quot", "sbquo", "bull", "laquo", "raquo", "ndash", "mdash", "hellip"} | {
    f"{side}{kind}quo" for side in "lrsb" for kind in "sd" if f"{side}{kind}quo" in name2codepoint
}


def _entities(text: str) -> Iterator[_Edit]:
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        new, end = _entity(match)
        if new and _is_plain(new):
            yield match.start(), end, new


def _entity(match: re.Match[str]) -> tuple[str, int]:
    """Return what the entity means ("" for none) and where it ends."""
    if match["numberend"]:
        number = match["number"]
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        known = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        # browsers read 128 to 159 as Windows-1252
        new = _decode(bytes([code]), "cp1252") if 0x80 <= code < 0xA0 else chr(code) if known else ""
        return new, match.end()
    name = match["name"]
    if not match["end"]:
        return _unclosed(match, name)
    if match["torn"] or match["gap"]:
        lower = name if name in _TORN else name.lower()
        return (html5.get(lower + ";", "") if lower in _TORN else ""), match.end()
    return html5.get(name + ";") or html5.get(name.lower() + ";", ""), match.end()


def _unclosed(match: re.Match[str], name: str) -> tuple[str, int]:
    """Return the meaning of `&nbsp` and its like; a query string (`?a=1&copy=2`) and `R&D` have none.

    The next word may run on (`&nbspBut`); it must then begin with a capital.
    """
    end = match.end("name")
    following = match.string[end : end + 1]
    if name in _OPEN and following != "=":
        return html5[name + ";"], end
    for length in range(4, 7):
        if name[:length] in _OPEN and name[length : length + 1].isupper():
            return html5[name[:length] + ";"], match.start("name") + length
    return "", end


# Mojibake -----------------------------------------------------------------------------------------------------------

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]{2,3000}|[\x80-\x84\x86-\x9f]|(?<![A-ZÀ-Þ])[ÂÃ] ")


def _mojibake(text: str) -> Iterator[_Edit]:
    if text.isascii():
        return
    for match in _FOREIGN.finditer(text):
        at = match.start()
        for start, end, new in _demojibake(match[0]):
            yield at + start, at + end, new


@lru_cache(maxsize=4096)
def _demojibake(run: str) -> tuple[_Edit, ...]:
    """Return the edits that mend one unbroken run of non-ASCII characters, one a character where that is possible."""
    import ftfy

    fixed = ftfy.fixes.fix_c1_controls(run) if len(run) == 1 else _fix_long(run)
    if fixed == run or not _is_plain(fixed):
        return ()
    if len(fixed) == len(run):
        return tuple((i, i + 1, new) for i, (old, new) in enumerate(zip(run, fixed, strict=True)) if old != new)
    pieces: list[_Edit] = []
    at = 0
    while at < len(run):
        width = _sequence(run, at)
        pieces.append((at, at + width, _decode(_bytes(run[at : at + width]), "utf-8")))
        at += width
    if "".join(new for _, _, new in pieces) == fixed:
        return tuple(pieces)
    return ((0, len(run), fixed),)


def _fix_long(run: str) -> str:
    import ftfy
    from ftfy.badness import is_bad

    return str(ftfy.fix_encoding(run)) if is_bad(run) else run


def _bytes(run: str) -> bytes:
    import ftfy  # noqa: F401  (registers the codec)

    try:
        return run.encode("sloppy-windows-1252")
    except UnicodeEncodeError:
        return b"\xff"


def _sequence(run: str, at: int) -> int:
    """Return how many characters of `run` from `at` on were the bytes of one UTF-8 sequence."""
    lead = _bytes(run[at])[0]
    return 2 if 0xC2 <= lead < 0xE0 else 3 if 0xE0 <= lead < 0xF0 else 4 if 0xF0 <= lead < 0xF5 else 1


# Invisible characters, spaces, dots, padding ------------------------------------------------------------------------

_SPACES: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# joiners carry meaning in Persian, Indic scripts and emoji; between Latin letters they are dirt
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u2060\ufeff]+|(?<=[\x00-\u024f])[\u200c\u200d]+(?=[\x00-\u024f])"
)
_SPACE: Final = re.compile(rf"[ \t{_SPACES}]{{2,}}|[{_SPACES}]")
_DOTS: Final = re.compile(r"(?:[·‧・•] ?){3,}")
_PADDING: Final = re.compile(r"(?:(?<=[\s(\[—–]“)|(?<=^“)) (?=[^\s”])|(?<=[^\s“]) (?=”(?!\w))", re.MULTILINE)
_LONE: Final = re.compile(r"^(?:&(?:amp;)? )(?=[A-Z“\"])", re.MULTILINE)


def _invisible(text: str) -> Iterator[_Edit]:
    return _replace(_INVISIBLE, "", text)


def _spaces(text: str) -> Iterator[_Edit]:
    return _replace(_SPACE, " ", text)


def _dots(text: str) -> Iterator[_Edit]:
    for match in _DOTS.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip()), "…"


def _padding(text: str) -> Iterator[_Edit]:
    return _replace(_PADDING, "", text) if "“" in text else iter(())


def _lone(text: str) -> Iterator[_Edit]:
    return _replace(_LONE, "", text) if "& " in text else iter(())


def _replace(pattern: re.Pattern[str], new: str, text: str) -> Iterator[_Edit]:
    return ((match.start(), match.end(), new) for match in pattern.finditer(text))


_PASSES: Final[tuple[Callable[[str], Iterator[_Edit]], ...]] = (
    _escapes,
    _entities,
    _mojibake,
    _invisible,
    _spaces,
    _dots,
    _padding,
    _lone,
)
