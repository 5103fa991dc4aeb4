"""What the finders must reach on each part of the gold: `floors.json`, the one place; its figures may only rise."""

from __future__ import annotations

import json

from gold import make
from kg.evaluation import Scores

FLOORS: dict[str, dict[str, dict[str, dict[str, float]]]] = json.loads(
    (make.FOLDER / "floors.json").read_text(encoding="utf-8")
)
"""Finder → part of the gold (`seeds`, `texts`, `readings`, `sentences`) → measure → name → F1 or accuracy."""

PROCESSOR = {"model": 1.0}
"""Points by which a finder's figures differ from one processor to another.

The model's int8 sums are rounded as the processor's instructions have it.  Noise of the same size, put on its weights
three times over, moved figures of the written documents by up to 0.6 points, and two of them below their floors.
"""


def below_floors(finder: str, part: str, scores: Scores) -> list[str]:
    """Return which figures lie below what is asked of this finder on this part."""
    wanted = FLOORS[finder][part]
    asked = [(measure, name, floor) for measure, floors in wanted.items() for name, floor in floors.items()]
    spared = PROCESSOR.get(finder, 0.0)
    figures = [(measure, name, getattr(scores, measure)[name].f1, floor - spared) for measure, name, floor in asked]
    return [f"{measure} {name}: {figure} < {floor}" for measure, name, figure, floor in figures if figure < floor]
