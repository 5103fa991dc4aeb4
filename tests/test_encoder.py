"""The sentence encoder: equal sentences, equal vectors; neighbours found among many; what earlier builds asked it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from kg.attribution_model import MANIFEST, READER, TOKENIZER
from kg.builds import Remembered
from kg.errors import LikenessWarning, ModelError
from kg.files.resources import weights_folder
from kg.likeness import shipped_encoder
from kg.likeness.encoder import ENCODER, LENGTH, WIDTH, Encoder
from kg.likeness.neighbours import SMALL, near

SAID = "the troops are to return before the winter"
ODD = ("", " ", "\ud800", "🙂" * 400, "word " * 5_000, "\x00", "漢字かな")


def cosine(one: npt.NDArray[np.int8], other: npt.NDArray[np.int8]) -> float:
    """Of two vectors as the encoder gives them."""
    return int(one.astype(int) @ other.astype(int)) / LENGTH**2


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The shipped one."""
    found = shipped_encoder()
    assert found is not None
    return found


def test_what_means_the_same_is_near_whatever_its_words(encoder: Encoder) -> None:
    """A sentence is nearer to another wording of it than to one with the same words on another matter."""
    one, same, other = encoder([SAID, "soldiers will come home by December", "the winter troop of actors returns"])
    assert cosine(one, same) > 0.6 > cosine(one, other)
    assert cosine(one, one) == pytest.approx(1, abs=0.01)


def test_company_and_threads_change_nothing(encoder: Encoder) -> None:
    """A sentence has the same vector alone, among odd ones, and read by several threads."""
    (alone,) = encoder([SAID])
    together = Encoder(weights_folder(), threads=3)([*ODD, SAID])
    assert together.shape == (len(ODD) + 1, WIDTH)
    assert (together[-1] == alone).all()
    assert encoder([]).shape == (0, WIDTH)


def vectors(number: int, seed: int = 1) -> npt.NDArray[np.int8]:
    """Vectors of which every second one is near to the one before it."""
    chance = np.random.default_rng(seed)
    base = chance.normal(size=(number // 2, WIDTH))
    pairs = np.stack([base, base + 0.4 * chance.normal(size=base.shape)], axis=1).reshape(number, WIDTH)
    pairs *= LENGTH / np.linalg.norm(pairs, axis=1, keepdims=True)
    return np.clip(np.rint(pairs), -127, 127).astype(np.int8)


def test_neighbours_among_many_are_found_without_comparing_all() -> None:
    """Of 3,000 pairs that are near nearly all are found, and nothing else."""
    number = 6_000
    assert number > 2 * SMALL
    found = list(near(vectors(number), 0.75))
    assert found == sorted(set(found))
    wanted = {(row, row + 1) for row in range(0, number, 2)}
    assert set(found) <= wanted
    assert len(found) > 0.97 * len(wanted)


def test_a_crowd_that_is_all_alike_is_cut_into_groups() -> None:
    """Equal vectors cannot be told apart by any centre: each has neighbours all the same, and a bounded number."""
    number = 3 * SMALL
    found = list(near(np.full((number, WIDTH), 20, np.int8), 0.5))
    assert {row for pair in found for row in pair} == set(range(number))
    assert len(found) < 10 * number


class Counting(Encoder):
    """An encoder that notes what it is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> npt.NDArray[np.int8]:
        self.asked += texts
        return super().__call__(texts)


@pytest.fixture
def counting() -> Iterator[Counting]:
    """An encoder that notes what it is asked."""
    yield Counting(weights_folder())


def test_a_build_asks_for_new_sentences_alone(counting: Counting, tmp_path: Path) -> None:
    """What an earlier build asked is remembered, what it does not use any more forgotten; a broken memory is none."""
    path = tmp_path / "vectors.sqlite"
    seen: list[int] = []
    first = Remembered(counting, path, seen.append)([SAID, "prices rose in March"])
    second = Remembered(counting, path)(["prices rose in March", SAID, SAID])
    assert (first[[1, 0, 0]] == second).all()
    assert counting.asked == [SAID, "prices rose in March"]
    assert seen == [2]
    for _ in range(4):
        Remembered(counting, path)([SAID])
    with sqlite3.connect(path) as data:
        assert data.execute("SELECT COUNT(*) FROM vector").fetchone() == (1,)
    data.close()
    path.write_bytes(b"no database " * 1_000)
    assert (Remembered(counting, path)([SAID]) == first[:1]).all()
    assert counting.asked[2:] == [SAID]


def test_without_its_file_words_alone_are_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing or damaged file is told once, with the way out, and nothing stops."""
    for name in (MANIFEST, READER, TOKENIZER):
        shutil.copyfile(weights_folder() / name, tmp_path / name)
    with pytest.raises(ModelError, match=f"{ENCODER}.*reinstall"):
        Encoder(tmp_path)
    (tmp_path / ENCODER).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(tmp_path)
    monkeypatch.setattr("kg.likeness.encoder.weights_folder", lambda: tmp_path)
    with pytest.warns(LikenessWarning, match="words alone"):
        assert shipped_encoder() is None
