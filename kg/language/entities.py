"""Named entities by the networks of spaCy's entity finder, decoded here.

spaCy asks for every word and each of 74 moves whether it is allowed, and takes Python's lock for many of these
questions: half of what its entity finder costs.  Outside an entity the scores of a word depend on the word alone, so
here they are computed for all words at once, and word by word only inside entities.  What comes out is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import IS_SPACE, SENT_START
from spacy.tokens import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]
WORD, FIRST, BEFORE = range(3)  # what a score is made of: the word, the entity's first word, the word before


@dataclass(frozen=True)
class Entities:
    """A finder of entities over the networks of `component`, an `EntityRecognizer` of spaCy's usual make."""

    component: Any

    def mark(self, docs: Sequence[Doc]) -> None:
        """Set the entities of `docs`, which have none and are cut into sentences."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        parts = self._parts(docs)
        edges = np.cumsum([0, *map(len, docs)])
        for doc, low, high in zip(docs, edges[:-1], edges[1:], strict=True):
            found = self._in(doc, parts[low:high])
            doc.set_ents([Span(doc, first, end, label) for first, end, label in found], default="outside")

    def _parts(self, docs: Sequence[Doc]) -> Floats:
        """What each word adds to the hidden layer in each of its three places."""
        vectors = self.component.model.get_ref("tok2vec").predict(docs)
        weights = self.component.model.get_ref("lower").get_param("W")
        places, size = weights.shape[0], weights.shape[-1]
        parts: Floats = (vectors @ weights.reshape(-1, size).T).reshape(len(vectors), places, -1)
        return parts

    def _in(self, doc: Doc, parts: Floats) -> Iterator[tuple[int, int, str]]:
        is_space, starts = doc.to_array([IS_SPACE, SENT_START]).T
        goes_on = np.append(starts[1:] != 1, False)  # an entity may hold the next word too
        best = self._best_outside(parts, goes_on, is_space == 1)
        free = 0
        for first in np.flatnonzero(np.isin(best, self._outside, invert=True)).tolist():
            if first >= free:
                move, label = self._moves[best[first]]
                free = first + 1 if move == "U" else self._end(parts, first, label, goes_on)
                yield first, free, label

    def _best_outside(self, parts: Floats, goes_on: Flags, is_space: Flags) -> npt.NDArray[np.intp]:
        """The best move at each word, if no entity is open there."""
        scores = self._scores(parts[:, WORD] + self._pad[FIRST] + self._pad[BEFORE])
        allowed = np.array([move in ("O", "B") or (move == "U" and bool(label)) for move, label in self._moves])
        begins = np.array([move == "B" for move, _ in self._moves])
        scores[:, ~allowed] = -np.inf
        scores[np.ix_(~goes_on, begins)] = -np.inf
        scores[np.ix_(is_space, np.array([move != "O" for move, _ in self._moves]))] = -np.inf
        best: npt.NDArray[np.intp] = scores.argmax(1)
        return best

    def _end(self, parts: Floats, first: int, label: str, goes_on: Flags) -> int:
        """The end of the entity that begins at `first` and has at least one more word."""
        inside, last = self._moves.index(("I", label)), self._moves.index(("L", label))
        word = first + 1
        while goes_on[word]:
            scores = self._scores(parts[word, WORD] + parts[first, FIRST] + parts[word - 1, BEFORE])
            if scores[last] > scores[inside]:
                break
            word += 1
        return word + 1

    def _scores(self, added: Floats) -> Floats:
        pieces = (added + self._bias).reshape(*added.shape[:-1], -1, self._pieces)
        hidden = reduce(np.maximum, np.moveaxis(pieces, -1, 0))  # far quicker than the maximum along a short axis
        upper = self.component.model.get_ref("upper")
        scores: Floats = hidden @ upper.get_param("W").T + upper.get_param("b")
        return scores

    @cached_property
    def _moves(self) -> list[tuple[str, str]]:
        """Move (B, I, L, U, O) and label of each class."""
        system = self.component.moves
        names = [system.get_class_name(number) for number in range(system.n_moves)]
        return [(move, label) for move, _, label in (name.partition("-") for name in names)]

    @cached_property
    def _outside(self) -> list[int]:
        return [number for number, (move, _) in enumerate(self._moves) if move == "O"]

    @cached_property
    def _pieces(self) -> int:
        pieces: int = self.component.model.get_ref("lower").get_param("b").shape[-1]
        return pieces

    @cached_property
    def _bias(self) -> Floats:
        bias: Floats = self.component.model.get_ref("lower").get_param("b").ravel()
        return bias

    @cached_property
    def _pad(self) -> Floats:
        """What stands for no word in each place."""
        pad: Floats = self.component.model.get_ref("lower").get_param("pad").reshape(3, -1)
        return pad
