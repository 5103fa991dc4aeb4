"""Part of speech, morphology and lemma of each word, asked once of spaCy and kept.

spaCy's attribute ruler tries near two hundred patterns at every word, its lemmatizer asks Python about every word:
together they cost as much as tagger and parser.  But what they say of a word hangs on its letters, its tag and its
relation alone, except where one of the few patterns of two words ("gon" + "na", "there" + "is") may apply: then it
hangs on those of both.  What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.symbols import expl
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

Word = tuple[int, ...]
"""Letters, tag and relation, as numbers of the pipeline's vocabulary."""
COMPONENTS: Final = "attribute_ruler", "lemmatizer"
"""What is asked, in this order."""
BEGINNINGS: Final = frozenset({"ai", "gon", "got", "let", "c'm", "y", "y'"})
"""The words, in small letters, with which a pattern of two begins; others begin with the relation `expl`."""


class Forms:
    """What the components of `language` said of words, for every text that comes."""

    def __init__(self, language: Language) -> None:
        self._vocab = language.vocab
        self._components: list[Any] = [language.get_pipe(name) for name in COMPONENTS]
        index = self._components[-1].lookups.get_table("lemma_index")
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])  # it is looked up in, and comes as a list
        self._known: dict[tuple[Word, ...], list[Word]] = {}
        self._begins: dict[int, bool] = {}
        letters, tag, relation = (self._vocab.strings.add(text) for text in (",", ",", "punct"))
        self._comma = letters, tag, relation

    def mark(self, docs: Sequence[Doc]) -> None:
        """Set on `docs`, tagged and parsed, what the components would set."""
        if len(self._known) > _MOST:
            self._known.clear()
            self._begins.clear()
        read = [list(self._groups([tuple(row) for row in doc.to_array(_ASKED).tolist()])) for doc in docs]
        self._learn(dict.fromkeys(group for groups in read for group in groups if group not in self._known))
        for doc, groups in zip(docs, read, strict=True):
            said = [word for group in groups for word in self._known[group]]
            if said:
                values: Any = np.array(said, np.uint64)  # spaCy's stubs ask for signed numbers
                doc.from_array(_SAID, values)

    def _groups(self, words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
        """Yield words one by one, but what may begin a pattern together with the word after it."""
        group: list[Word] = []
        for word in words:
            group.append(word)
            if not self._may_begin(word):
                yield tuple(group)
                group.clear()
        if group:
            yield tuple(group)

    def _may_begin(self, word: Word) -> bool:
        letters, _, relation = word
        begins = self._begins.get(letters)
        if begins is None:
            begins = self._begins[letters] = self._vocab.strings[letters].lower() in BEGINNINGS
        return begins or relation == expl

    def _learn(self, groups: Iterable[tuple[Word, ...]]) -> None:
        """Ask about groups of words; one whose last word may begin a pattern comes last or has a comma behind it."""
        asked: list[Word] = []
        places = {}
        for group in groups:
            places[group] = len(asked)
            asked += (*group, self._comma) if self._may_begin(group[-1]) else group
        if not asked:
            return
        letters, tags, relations = zip(*((self._vocab.strings[part] for part in word) for word in asked), strict=True)
        doc = Doc(self._vocab, list(letters), tags=list(tags), deps=list(relations), heads=list(range(len(asked))))
        for component in self._components:
            doc = component(doc)
        said = [tuple(row) for row in doc.to_array(_SAID).tolist()]
        self._known |= {group: said[place : place + len(group)] for group, place in places.items()}


_ASKED: Final = [ORTH, TAG, DEP]
_SAID: Final = [POS, MORPH, LEMMA, TAG, DEP]
_MOST: Final = 50_000
"""Groups of words that are kept, some 30 MB."""
