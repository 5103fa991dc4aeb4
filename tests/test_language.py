"""The pipeline is made faster here; what it says must stay what spaCy says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy

from kg import language
from kg.language.entities import Entities
from kg.language.forms import BEGINNINGS
from kg.language.products import NumpyProducts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PIECES = (
    "Prime Minister Ana Koh told Reuters on Monday, 3 May 2021, that the European Union would pay $3.5 billion.",
    "“We lost forty percent of Lima's trade,” Bo Lund of the World Bank said. The U.N. and the I.M.F. denied it.",
    "The Wall Street Journal, The New York Times and the People's Daily of Beijing quoted Li Wei",
    "Ana Koh",
    "Ana",
    "",
    " ",
    "\n\n Ana   Koh \t of  New \n York ",
    "no names here, in lower case",
    "ANA KOH SAID NO. BO LUND OF NORTH RIVER SAID YES!",
    "Mr. Lund. Mrs. Koh. Dr. Wu of Apple Inc. Then 12 of 300 Kenyans left at 5 p.m. for Lake Victoria.",
    "… — “” 100 % $ 1,000,000 € 30 million Ms",
    "They are gon na win, got ta pay and ai n't sure. There is one. There 's no way, y' all: let 's go! C'm on.",
    "I'm gonna do it, she's gotta go. It's theirs, ain't it? Let's go. Got",
    "to pay. All is well, and there",
    "are its debts: she did not see that it had been done, but I will.",
)
"""Texts with entities of most labels, at beginnings and ends, over white space, and with none."""


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as it comes."""
    return spacy.load(language.PIPELINE)


def _words(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.is_sent_start) for t in doc]


def _entities(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.ent_iob_, t.ent_type_) for t in doc]


def test_a_parse_is_the_one_that_spacy_gives(plain: Language) -> None:
    """Tags, lemmas, heads, sentences and entities of every word are those of the pipeline as it comes."""
    theirs, ours = list(plain.pipe(PIECES)), language.parse(PIECES)
    assert len(ours) == len(PIECES)
    for one, other in zip(theirs, ours, strict=True):
        assert _words(one) == _words(other)
        assert _entities(one) == _entities(other)
    assert sum(len(doc.ents) for doc in ours) > 25
    assert len({entity.label_ for doc in ours for entity in doc.ents}) > 7


def test_entities_end_where_a_sentence_ends(plain: Language) -> None:
    """Words with sentence borders in the middle of names, cut where nobody would: still what spaCy gives."""
    finder = plain.get_pipe("ner")
    for cut in range(1, 9):
        docs = [plain.make_doc("The New York Times and Ana Maria Koh of Lake Victoria") for _ in range(2)]
        for doc in docs:
            for token in doc:
                token.is_sent_start = token.i in (0, cut)
        finder(docs[0])
        Entities(finder).mark(docs[1:])
        assert _entities(docs[0]) == _entities(docs[1])


@pytest.mark.parametrize(
    "text",
    [
        "On Monday Coun. Anna Berg said that it rains.",
        "As the hon. Member for Stoke knows, it rains.",
        "Police Supt. Ross Lim said that it rains.",
        "Brig. Gen. Tom Hale said that it rains.",
    ],
)
def test_a_title_cut_short_ends_no_sentence(text: str) -> None:
    (doc,) = language.parse([text])
    assert len(list(doc.sents)) == 1


def test_no_pattern_of_several_words_begins_otherwise() -> None:
    """Words that are no such beginning are asked about one by one: a newer pipeline may have more beginnings."""
    ruler: Any = language.load().get_pipe("attribute_ruler")
    several = [pattern for rule in ruler.patterns for pattern in rule["patterns"] if len(pattern) > 1]
    assert len(several) == 8 and {len(pattern) for pattern in several} == {2}
    for first, _ in several:
        letters = first.get("LOWER", "")
        words = ("y", "y'") if letters == {"REGEX": "^y'?$"} else (letters,)
        assert first == {"DEP": "expl"} or set(words) <= BEGINNINGS


def test_what_is_forgotten_is_asked_again(plain: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory for words is bounded, and nothing depends on what it holds."""
    monkeypatch.setattr("kg.language.forms._MOST", 3)
    for text in (*PIECES, *PIECES):
        assert _words(language.parse([text])[0]) == _words(plain(text))


def test_how_many_pieces_stand_beside_a_piece_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """One piece at a time or all at once."""
    together = [(_words(doc), _entities(doc)) for doc in language.parse(PIECES)]
    monkeypatch.setattr(language, "MAX_BATCH", 1)
    assert [(_words(doc), _entities(doc)) for doc in language.parse(PIECES)] == together
    assert language.parse([]) == []


def test_every_network_multiplies_by_numpy_and_multiplies_rightly() -> None:
    """None is left behind, and each way of transposing gives the product."""
    parts = [getattr(part, "model", None) for _, part in language.load().pipeline]
    models = [model for model in parts if model is not None and hasattr(model, "walk")]
    assert len(models) >= 4
    assert {type(node.ops) for model in models for node in model.walk()} == {NumpyProducts}
    one, other = np.random.default_rng(0).normal(size=(2, 3, 3)).astype(np.float32)
    products = NumpyProducts()
    out = np.zeros((3, 3), np.float32)
    assert np.allclose(products.gemm(one, other, out=out), one @ other) and np.allclose(out, one @ other)
    assert np.allclose(products.gemm(one, other, trans1=True), one.T @ other)
    assert np.allclose(products.gemm(one, other, trans2=True), one @ other.T)
