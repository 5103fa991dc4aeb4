"""What an evaluation returns: counts, the rates made of them, and how they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from kg.model import ROLES

LEVELS: Final = ("content", "attributed", "full", "exact")
LINKS: Final = {"nesting": "parent", "interprets": "interprets", "answers": "answers", "denies": "denies"}
FIELDS: Final = (
    *("kind", "form", "actor", "actor_type", "speech_act", "certainty", "cue_negated"),
    *("content_negated", "tense", "date", "outlet", "stands_for", "speaker_role"),
)
HEADER: Final = ("measure", "of", "precision", "recall", "F1 or accuracy", "right", "predicted", "gold")


@dataclass(slots=True)
class Tally:
    """How many were right, predicted, and there to be found; for a field, `predicted` and `gold` are both the judged.

    >>> Tally(1, 2, 4).to_json()
    {'P': 50.0, 'R': 25.0, 'F1': 33.3, 'right': 1, 'gold': 4, 'pred': 2}
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Add the counts of one document."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def rates(self) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean in percent, to one decimal; 0 where there is nothing."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        mean = 200 * precision * recall / both if both else 0.0
        return round(100 * precision, 1), round(100 * recall, 1), round(mean, 1)

    @property
    def f1(self) -> float:
        """The F1 of a measure, the accuracy of a field, in percent."""
        return self.rates[2]

    def to_json(self) -> dict[str, float]:
        """Return rates and counts under short names."""
        return dict(zip(("P", "R", "F1"), self.rates, strict=True)) | {
            "right": self.right,
            "gold": self.gold,
            "pred": self.predicted,
        }


def tallies(names: Iterable[str]) -> dict[str, Tally]:
    """Return an empty tally for each name."""
    return {name: Tally() for name in names}


@dataclass(frozen=True, slots=True)
class Scores:
    """What `evaluate` returns: tallies by measure and name, and how many documents were compared."""

    documents: int = 0
    missing: int = 0
    """Documents of the gold that have no prediction: they count as predicted empty."""
    surplus: int = 0
    """Documents of the prediction that the gold does not have: they are left out."""
    token: dict[str, Tally] = field(default_factory=lambda: tallies(ROLES))
    span: dict[str, Tally] = field(default_factory=lambda: tallies(ROLES))
    attribution: dict[str, Tally] = field(default_factory=lambda: tallies(LEVELS))
    link: dict[str, Tally] = field(default_factory=lambda: tallies(LINKS))
    field: dict[str, Tally] = field(default_factory=lambda: tallies(FIELDS))

    def measures(self) -> Iterator[tuple[str, str, Tally]]:
        """Yield measure, name and tally; links and fields only where the gold has some to judge."""
        for measure in ("token", "span", "attribution", "link", "field"):
            for name, tally in getattr(self, measure).items():
                if tally.gold or measure not in ("link", "field"):
                    yield measure, name, tally

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a table under `HEADER`, every cell a string."""
        for measure, name, tally in self.measures():
            rates = tally.rates if measure != "field" else ("", "", tally.f1)
            yield (measure, name, *map(str, rates), str(tally.right), str(tally.predicted), str(tally.gold))

    def to_table(self) -> str:
        """Return `HEADER` and the rows as lines of aligned text, numbers to the right."""
        rows = [HEADER, *self.rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
        return "\n".join(
            "  ".join(
                cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
            )
            for row in rows
        )

    def to_json(self) -> dict[str, Any]:
        """Return everything as one JSON object."""
        result: dict[str, Any] = {"documents": self.documents, "missing": self.missing, "surplus": self.surplus}
        for measure, name, tally in self.measures():
            value = {"accuracy": tally.f1, "right": tally.right, "gold": tally.gold}
            result.setdefault(measure, {})[name] = value if measure == "field" else tally.to_json()
        return result
