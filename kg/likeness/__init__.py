"""The same claim elsewhere: which claims, in other documents or twice in one, say the same or contradict each other.

Claims are linked, never merged.  Candidates come from bounded blocks (`blocks`), so that the work grows with the number
of claims and not with its square: those that share words (`blocks`), and those whose vectors are near (`neighbours`).
What they are to one another is told by their words and by their nearness (`scoring`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.files.memory import give_back
from kg.likeness.actors import Actors
from kg.likeness.comparison import Comparison
from kg.likeness.encoder import shipped_encoder
from kg.likeness.kept import Shelf
from kg.likeness.readings import Readings
from kg.model import Record
from kg.model.claims import Likeness, Link

if TYPE_CHECKING:
    from kg.likeness.encoder import Encoding

__all__ = ["Actors", "Comparison", "Links", "Readings", "likenesses", "shipped_encoder"]


def likenesses(records: Iterable[Record]) -> list[Likeness]:
    """Return the likenesses between the claims of `records`, in order, the same in whatever order they come.

    Without the shipped sentence encoder, of which a `LikenessWarning` tells, words alone are compared.

    >>> from kg.model import Attribution, Document
    >>> texts = {"a": "Ann said prices rose by 4 percent.", "b": "Bo said that prices fell by 4 percent."}
    >>> spans = {"a": ((9, 33),), "b": ((8, 37),)}
    >>> records = [Record(Document(id=i, text=texts[i]), (Attribution(content=spans[i]),)) for i in texts]
    >>> [item.relation for item in likenesses(records)]
    ['contradicts']
    """
    comparison = Comparison(shipped_encoder)
    for record in records:
        comparison.add(record)
    return list(comparison.likenesses())


class Links:
    """Everything that links documents taken together: claims that are alike, readings of remarks elsewhere, actors.

    `encoding` gives what makes vectors of claims (`shipped_encoder`); without it they are compared by words alone.
    """

    def __init__(self, encoding: Encoding | None = None) -> None:
        self._comparison, self._readings, self._actors = Comparison(encoding), Readings(), Actors()

    def add(self, record: Record) -> None:
        """Take in a record."""
        self._comparison.add(record)
        self._readings.add(record)
        self._actors.add(record)

    def links(self, apart: Container[tuple[str, str]] = ()) -> Iterator[Link]:
        """Yield all links, in order, the same in whatever order the records came; none makes one of two `apart`.

        They wait on the disk until all are found: what finds them takes much memory, and so may what is done with them.
        """
        waiting: Shelf[Link] = Shelf()
        for link in self._found(apart):
            waiting.add(link)
        give_back()
        yield from waiting

    def _found(self, apart: Container[tuple[str, str]]) -> Iterator[Link]:
        yield from self._comparison.likenesses()
        yield from self._readings.links()
        yield from self._actors.links(apart)
