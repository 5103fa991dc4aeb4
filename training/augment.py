"""Change training paragraphs into what other texts look like: quotation marks, case, punctuation, names.

The corpus is US election news, well edited. Scraped pages, transcripts and translations are not. Every function
takes a labelled paragraph and gives a changed one: labels stay with their words.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from kg.attribution_model.windows import Paragraph
from training.corpus import Labelled
from training.names import swap_of

OPENING, CLOSING = "“", "”"
STYLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "straight": (('"',), ('"',)),
    "curly": (("“",), ("”",)),
    "single": (("'",), ("'",)),
    "single curly": (("‘",), ("’",)),
    "doubled": (("'", "'"), ("'", "'")),
    "backticks": (("`", "`"), ("'", "'")),
    "guillemets": (("«",), ("»",)),
    "low": (("„",), ("“",)),
    "escaped": (("\\", '"'), ("\\", '"')),
    "missing": ((), ()),
}
MISSING_TAGS = (1, 3, 5)


def rebuild(labelled: Labelled, rewrite: Callable[[int, str], list[tuple[str, bool]] | None]) -> Labelled:
    """Replace words: ``rewrite`` gets position and word and gives words with their spacing, or None to keep.

    A word that becomes several keeps its label on all of them; where the first word of a span goes, the next
    word of that span becomes the first.
    """
    old = labelled.paragraph
    out = Labelled(Paragraph(), [], [])
    orphaned, orphan_role = False, -1
    for i, word in enumerate(old.words):
        new = rewrite(i, word)
        tag, owner = labelled.tags[i], labelled.owners[i]
        begins = tag in MISSING_TAGS
        if orphaned and tag and not begins and out_role(tag) == orphan_role:
            tag, begins = tag - 1, True
        if new == []:
            orphaned = begins
            orphan_role = out_role(tag)
            continue
        orphaned = False
        for n, (text, spaced) in enumerate(new if new is not None else [(word, old.spaced[i])]):
            out.paragraph.words.append(text)
            out.paragraph.spaced.append(spaced)
            out.tags.append(tag if n == 0 or not begins else tag + 1)
            out.owners.append(owner)
    out.paragraph.spans = [(0, 0)] * len(out.paragraph.words)
    return out


def out_role(tag: int) -> int:
    """Role number of a tag."""
    return (tag - 1) // 2


def quotation_marks(labelled: Labelled, rng: random.Random) -> Labelled:
    """Rewrite the double quotation marks of a paragraph in another style; sometimes one of them is lost."""
    words, spaced = labelled.paragraph.words, labelled.paragraph.spaced
    opens, is_open = {}, False
    for i, word in enumerate(words):
        if word in '"“”':
            is_open = word == OPENING or (word == '"' and not is_open)
            opens[i] = is_open
    if not opens:
        return labelled
    style = STYLES[rng.choice(list(STYLES))]
    lost = rng.choice(list(opens)) if rng.random() < 0.15 else -1

    def rewrite(i: int, _word: str) -> list[tuple[str, bool]] | None:
        if i not in opens:
            return None
        marks = () if i == lost else style[0 if opens[i] else 1]
        return [(mark, spaced[i] and n == 0) for n, mark in enumerate(marks)]

    return rebuild(labelled, rewrite)


def letter_case(labelled: Labelled, rng: random.Random) -> Labelled:
    """All lower case, or all capitals."""
    change = rng.choice([str.lower, str.lower, str.upper])
    spaced = labelled.paragraph.spaced
    return rebuild(labelled, lambda i, word: [(change(word), spaced[i])])


def no_punctuation(labelled: Labelled, _rng: random.Random) -> Labelled:
    """Only words are left, as in a raw transcript."""
    return rebuild(labelled, lambda _i, word: None if word[0].isalnum() else [])


def names(labelled: Labelled, rng: random.Random) -> Labelled:
    """Other people, outlets and countries; a name becomes the same other name throughout."""
    swap = swap_of(rng)
    spaced = labelled.paragraph.spaced

    def rewrite(i: int, word: str) -> list[tuple[str, bool]] | None:
        new = swap(word)
        return None if new is None else [(part, spaced[i] if n == 0 else True) for n, part in enumerate(new)]

    return rebuild(labelled, rewrite)


def augment(paragraphs: list[Labelled], rng: random.Random, share: float) -> list[Labelled]:
    """Change some neighbouring paragraphs alike: each kind of change in its part of the windows."""
    for change, weight in ((quotation_marks, 1.0), (names, 0.8), (letter_case, 0.2), (no_punctuation, 0.08)):
        if rng.random() < share * weight:
            state = rng.getrandbits(32)
            changed = [change(p, random.Random(state)) for p in paragraphs]
            paragraphs = [p for p in changed if p.paragraph.words]
    return paragraphs


def is_annotated(labelled: Labelled) -> bool:
    """Whether any word of the paragraph belongs to an attribution."""
    return any(labelled.owners)
