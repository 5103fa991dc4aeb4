"""Text into what the attribution model reads: words, their features, and windows of wordpieces.

A word is a run of word characters or one mark of punctuation. Every word carries one small number that tells
whether it stands inside quotation marks and how it is capitalised; the encoder itself is blind to case. Windows
are whole paragraphs packed together, so that a pronoun finds its name in the paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WORD = re.compile(r"\w+(?:[\u0300-\u036f\u200d]+\w*)*|[^\w\s]")
MAX_PIECES = 8  # wordpieces kept of one word: a longer word is a web address or noise
MARKS = frozenset(".,;:!?-–—()[]”“\"'’")
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
_TITLES = "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Prof Rev Hon St Jr Sr No vs Inc Corp Co"
CLOSING_MARKS = frozenset("”»\"'’)")
TITLES = frozenset(_TITLES.split())
WINDOW, CROP = 256, 128  # wordpieces that the reader and the linker take at most
N_FEATURES = 9  # 0 for special tokens, then 1 + 4 * inside quotation marks + shape


@dataclass
class Paragraph:
    """Words of one paragraph; ``spans`` are half-open code-point offsets into the text they came from."""

    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)  # white space (or the paragraph's beginning) before the word


@dataclass
class Window:
    """Wordpieces of some neighbouring paragraphs, as the encoder takes them."""

    ids: list[int]
    features: list[int]
    first: list[int]  # position of the first wordpiece of each word; one more entry closes the last word
    paragraph: list[int]  # the paragraph each word stands in
    spans: list[tuple[int, int]]
    sentence: list[int] = field(default_factory=list)  # the sentence each word stands in


class Pieces:
    """Words into wordpiece ids, each word on its own and looked up once."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        special = ("[CLS]", "[SEP]", "[MASK]", "[UNK]")
        self.cls, self.sep, self.mask, self.unknown = (self._tokenizer.token_to_id(name) or 0 for name in special)
        self._known: dict[str, list[int]] = {}

    def __call__(self, word: str) -> list[int]:
        """Ids of one word: never none, at most ``MAX_PIECES``."""
        ids = self._known.get(word)
        if ids is None:
            if len(self._known) > 100_000:
                self._known.clear()
            clean = word[:100].encode("utf-8", "replace").decode()  # half a surrogate pair is no text to the tokenizer
            encoded: list[int] = self._tokenizer.encode(clean, add_special_tokens=False).ids
            ids = self._known[word] = encoded[:MAX_PIECES] or [self.unknown]
        return ids


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """Cut a text at its line ends and every paragraph into words."""
    base = 0
    for line in text.split("\n"):
        found = Paragraph()
        end = -1
        for match in WORD.finditer(line):
            found.words.append(match.group())
            found.spans.append((base + match.start(), base + match.end()))
            found.spaced.append(match.start() > end)
            end = match.end()
        if found.words:
            yield found
        base += len(line) + 1


def sentence_starts(paragraph: Paragraph) -> list[bool]:
    """For every word whether a sentence begins with it: after a full stop and the quotation marks behind it.

    None begins after a title or an initial, or in lower case.
    """
    words, starts = paragraph.words, [True]
    for i in range(1, len(words)):
        last = i - 1 - (words[i - 1] in CLOSING_MARKS) - (words[i - 2 : i] == ["'", "'"])
        ends = paragraph.spaced[i] and words[last] in ".!?" and not words[i][0].islower()
        before = words[last - 1] if last else ""
        starts.append(ends and not (words[last] == "." and (len(before) == 1 or before in TITLES)))
    return starts


def shape(word: str) -> int:
    """0 no letter in front, 1 lower case, 2 capitalised, 3 all capitals."""
    if not word[0].isalpha():
        return 0
    if word[0].islower():
        return 1
    return 3 if len(word) > 1 and word.isupper() else 2


def quotation_states(words: Sequence[str], spaced: Sequence[bool]) -> list[bool]:
    """Whether each word of a paragraph stands inside quotation marks, the marks themselves included.

    Two apostrophes or backticks in a row count as one mark. A single mark opens only after white space and
    before a word, and closes only what a single mark opened. What is never closed ends with the paragraph.
    """
    states: list[bool] = []
    opener = ""
    last = len(words) - 1
    for i, word in enumerate(words):
        was_inside = bool(opener)
        glued_to_next = i < last and not spaced[i + 1]
        if word in OPENING or (word == STRAIGHT and not opener):
            opener = opener or word
        elif word in CLOSING or word == STRAIGHT:
            opener = "" if opener not in ("'", "‘") else opener
        elif word in "'’‘`":
            doubled = glued_to_next and words[i + 1] in "'’‘`"
            second = i > 0 and not spaced[i] and words[i - 1] in "'’‘`"
            if second:
                states.append(states[-1])
                continue
            if doubled:
                opener = "" if opener == "''" else opener or "''"
            elif not opener and spaced[i] and glued_to_next and word != "’":
                opener = "‘"
            elif opener == "‘" and word in "'’" and not (glued_to_next and words[i + 1][0].isalnum()):
                opener = ""
        states.append(was_inside or bool(opener))
    return states


def features_of(paragraph: Paragraph) -> list[int]:
    """The feature number of every word (never 0, which is for special tokens)."""
    inside = quotation_states(paragraph.words, paragraph.spaced)
    return [1 + 4 * quoted + shape(word) for word, quoted in zip(paragraph.words, inside, strict=True)]


def pack(sizes: Sequence[int], limit: Callable[[], int]) -> list[tuple[int, int]]:
    """Group neighbouring pieces into half-open ranges whose sizes (and one separator each) fit the limit."""
    ranges: list[tuple[int, int]] = []
    begin, used, most = 0, 1, limit()
    for i, size in enumerate(sizes):
        if i > begin and used + size + 1 > most:
            ranges.append((begin, i))
            begin, used, most = i, 1, limit()
        used += size + 1
    if begin < len(sizes):
        ranges.append((begin, len(sizes)))
    return ranges


def cut(paragraph: Paragraph, pieces: Sequence[Sequence[int]], limit: int) -> list[tuple[int, int]]:
    """Word ranges of a paragraph of which none is longer than ``limit`` wordpieces, cut at sentence ends if it can."""
    if sum(map(len, pieces)) <= limit:
        return [(0, len(pieces))]
    ranges, begin, used, sentence_end = [], 0, 0, 0
    for i, ids in enumerate(pieces):
        if used + len(ids) > limit:
            stop = sentence_end if sentence_end > begin else i
            ranges.append((begin, stop))
            begin, used = stop, sum(map(len, pieces[stop:i]))
        used += len(ids)
        if paragraph.words[i] in ".!?;" and i + 1 < len(pieces) and paragraph.spaced[i + 1]:
            sentence_end = i + 1
    ranges.append((begin, len(pieces)))
    return ranges


def window_of(
    parts: Sequence[tuple[Sequence[Sequence[int]], Sequence[int], Sequence[tuple[int, int]]]], cls: int, sep: int
) -> Window:
    """Join parts (wordpieces, features and spans of their words) into one window."""
    window = Window([cls], [0], [], [], [])
    for number, (pieces, features, spans) in enumerate(parts):
        for ids, feature in zip(pieces, features, strict=True):
            window.first.append(len(window.ids))
            window.ids += ids
            window.features += [feature] * len(ids)
        window.paragraph += [number] * len(pieces)
        window.spans += spans
        window.ids.append(sep)
        window.features.append(0)
    window.first.append(len(window.ids) - 1)
    return window


def neighbourhood(window: Window, begin: int, end: int, limit: int) -> tuple[int, int]:
    """Word range around the cue ``[begin, end)`` inside its paragraph, of at most ``limit`` wordpieces."""
    paragraph, first = window.paragraph, window.first
    low, high = begin, end
    home, words = paragraph[begin], len(paragraph)
    while True:
        left = low > 0 and paragraph[low - 1] == home and first[high] - first[low - 1] <= limit
        low -= left
        right = high < words and paragraph[high] == home and first[high + 1] - first[low] <= limit
        high += right
        if not left and not right:
            return low, high


def surroundings(
    window: Window, cue: tuple[int, int], others: Sequence[tuple[int, int]], limit: int
) -> tuple[int, int]:
    """The neighbourhood of a cue as far as sentences go that hold none of the ``others``."""
    begin, end = cue
    low, high = neighbourhood(window, begin, end, limit)
    sentence = window.sentence
    taken = {sentence[word] for first, stop in others for word in (first, stop - 1)}
    taken -= {sentence[begin], sentence[end - 1]}
    left = next((word for word in range(begin, low, -1) if sentence[word - 1] in taken), low)
    right = next((word for word in range(end, high) if sentence[word] in taken), high)
    return left, right


def end_of(window: Window, word: int) -> int:
    """Position after the last wordpiece of the word before ``word`` (separators left out)."""
    stop = window.first[word]
    at_border = word == len(window.paragraph) or window.paragraph[word] != window.paragraph[word - 1]
    return stop - 1 if at_border and word < len(window.paragraph) else stop


def _joins(text: str, begin: int, end: int) -> bool:
    """Whether what stands there is inside a word: the hyphen of "far-fetched", the apostrophe of "don't"."""
    return text[begin - 1 : begin].isalnum() and text[end : end + 1].isalnum()


def breaks_of(text: str, window: Window) -> list[bool]:
    """For every word of a window whether a clause may begin with it: it, or what stands before it, is punctuation.

    ``text`` is what the window's spans point into. The first word of a paragraph may always begin a clause.
    """
    is_mark = [text[begin] in MARKS and not _joins(text, begin, end) for begin, end in window.spans]
    places = enumerate(window.paragraph)
    return [i == 0 or is_mark[i] or is_mark[i - 1] or window.paragraph[i - 1] != home for i, home in places]
