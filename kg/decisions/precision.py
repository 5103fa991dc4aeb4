"""How often what was found is right, as far as people looked: precision from accepted and rejected attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.decisions.entries import Decision
from kg.ids import attribution_id
from kg.model import Attribution, Record

HEADER: Final = ("judged", "of", "precision", "from", "to", "right", "looked at")
_BANDS: Final = (0.5, 0.7, 0.9)


@dataclass(slots=True)
class Share:
    """How many of those that were looked at were right.

    >>> Share(9, 10).percent, Share(9, 10).interval
    (90.0, (59.6, 98.2))
    """

    right: int = 0
    judged: int = 0

    @property
    def percent(self) -> float:
        """The precision in percent, to one decimal; 0 where nothing was looked at."""
        return round(100 * self.right / self.judged, 1) if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % score interval (Wilson) of the precision, in percent: few judgements say little."""
        if not self.judged:
            return 0.0, 100.0
        z, n, p = 1.959964, self.judged, self.right / self.judged
        middle, reach = p + z * z / (2 * n), z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5
        low, high = ((middle - reach) / (1 + z * z / n), (middle + reach) / (1 + z * z / n))
        return round(100 * max(low, 0.0), 1), round(100 * min(high, 1.0), 1)


@dataclass(frozen=True, slots=True)
class Precision:
    """What `precision` returns: shares by what was judged and of what; `missed` counts what people had to add.

    `gone` counts judgements about attributions that are not found any more.
    """

    shares: dict[str, dict[str, Share]] = field(default_factory=dict)
    missed: int = 0
    gone: int = 0

    def add(self, judged: str, of: str, right: bool) -> None:
        """Count one judgement."""
        share = self.shares.setdefault(judged, {}).setdefault(of, Share())
        share.right += right
        share.judged += 1

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of a table under `HEADER`."""
        for judged, groups in self.shares.items():
            for of, share in sorted(groups.items(), key=lambda item: (item[0] != "all", item[0])):
                low, high = share.interval
                yield judged, of, str(share.percent), str(low), str(high), str(share.right), str(share.judged)

    def to_table(self) -> str:
        """Return `HEADER`, the rows, and what was missed, as lines of aligned text."""
        rows = [HEADER, *self.rows()]
        widths = [max(len(row[column]) for row in rows) for column in range(len(HEADER))]
        shown = [[cell.ljust(w) for cell, w in zip(row[:2], widths, strict=False)] for row in rows]
        figures = [[cell.rjust(w) for cell, w in zip(row[2:], widths[2:], strict=True)] for row in rows]
        lines = ["  ".join(names + numbers) for names, numbers in zip(shown, figures, strict=True)]
        return "\n".join([*lines, f"missed and added by hand: {self.missed}; judged and no longer found: {self.gone}"])

    def to_json(self) -> dict[str, Any]:
        """Return everything as one JSON object."""
        shares = {
            judged: {
                of: {"P": share.percent, "interval": list(share.interval), "right": share.right, "judged": share.judged}
                for of, share in groups.items()
            }
            for judged, groups in self.shares.items()
        }
        return {**shares, "missed": self.missed, "gone": self.gone}


def precision(decisions: Sequence[Decision], records: Iterable[Record]) -> Precision:
    """Return how many of the attributions in `records` that people judged are right.

    `decisions` are those that hold, earliest first; of two about one attribution the later counts.  Whoever gave an
    attribution another actor (a split) or another kind took it for one.  `attribution`: it is one; `actor`, `kind`: of
    those that are one, the actor and the kind are right.  Groups are the kind and form that were found, the extractor,
    nested or outermost, and the confidence.
    """
    verdicts = _by_attribution(decisions)
    found = Precision(missed=sum(decision.what == "add" for decision in decisions))
    seen = 0
    for record in records:
        for attribution in record.attributions:
            said = verdicts.get(attribution_id(record.document.id, attribution))
            if said:
                seen += 1
                _count(found, attribution, said)
    return Precision(found.shares, found.missed, len(verdicts) - seen)


def _by_attribution(decisions: Sequence[Decision]) -> dict[str, dict[str, Decision]]:
    """Return by attribution the last verdict, kind and split; whole documents' splits judge no single attribution."""
    found: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        if decision.what in ("accept", "reject"):
            found.setdefault(decision.subject, {})["verdict"] = decision
        elif decision.what == "kind" or (decision.what == "split" and decision.document is None):
            found.setdefault(decision.subject, {})[decision.what] = decision
    return found


def _count(found: Precision, attribution: Attribution, said: Mapping[str, Decision]) -> None:
    right = "verdict" not in said or said["verdict"].what == "accept"
    for group in _groups(attribution):
        found.add("attribution", group, right)
    if right:
        found.add("actor", "all", "split" not in said)
        found.add("kind", "all", "kind" not in said or said["kind"].value == attribution.kind)


def _groups(attribution: Attribution) -> Iterator[str]:
    yield "all"
    yield f"kind {attribution.kind}"
    yield f"form {attribution.form}"
    yield f"extractor {attribution.extractor or 'unknown'}"
    yield "nested" if attribution.parent is not None else "outermost"
    band = sum(attribution.confidence >= bound for bound in _BANDS)
    low, high = (0.0, *_BANDS)[band], (*_BANDS, 1.0)[band]
    yield f"confidence {low}–{high}"
