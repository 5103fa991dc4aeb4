"""Which firm "the company", "the tech giant" and "the planemaker" are: the one that the story is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kg.linking.cast.named import Link
from kg.linking.cast.scene import Figure, Scene
from kg.linking.words import BODIES, COMPANIES, COMPANY_NAMES, FIRMS
from kg.words.gazetteer import entry_named, metonym_named

_MAKER: Final = re.compile(
    r"(?!law|policy|film|peace|play|match|dress|king|trouble|home|wine|merry|pace)[a-z]{3,12}maker"
)
_BY_SENTENCE: Final = (1.0, 0.9, 0.5, 0.35, 0.25)
_FARTHER: Final = 0.1
_IN_PASSING: Final = 0.5
"""Of a firm that is no subject and no source where it is named."""
_CLOSE: Final = 0.8
_OFTEN: Final = 3


def is_firm(head: str) -> bool:
    """Tell whether a noun is what firms are called by.

    >>> is_firm("carmaker"), is_firm("planemaker"), is_firm("giant"), is_firm("lawmaker"), is_firm("board")
    (True, True, True, False, False)
    """
    return head in COMPANIES or head in FIRMS or _MAKER.fullmatch(head) is not None


def firm(scene: Scene, place: int, told: bool, figures: Iterable[Figure]) -> Link | None:
    """Return the firm that stands most in the foreground before `place`; `figures` are the bodies named before it.

    `told` tells that something new is said of it ("the German carmaker"): then it must be the only one that the text
    is about, for which of two it is the text does not tell.
    """
    firms = [figure for figure in figures if _is_firm_name(figure)]
    if told:
        return _only(firms)
    weights: dict[str, float] = {}
    for figure in firms:
        weights[figure.link.actor] = weights.get(figure.link.actor, 0.0) + _weight(scene, figure, place)
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    is_clear = len(ranked) == 1 or ranked[1][1] < _CLOSE * ranked[0][1]
    return Link(ranked[0][0], "organization", "nominal", 0.45 if is_clear else 0.35)


def _only(firms: Sequence[Figure]) -> Link | None:
    counts = Counter(figure.link.actor for figure in firms).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < _OFTEN * counts[1][1]):
        return None
    return Link(counts[0][0], "organization", "nominal", 0.45)


def _weight(scene: Scene, figure: Figure, place: int) -> float:
    distance = scene.sentences_between(min(figure.span[1], place), max(figure.span[0], place))
    near = _BY_SENTENCE[distance] if distance < len(_BY_SENTENCE) else _FARTHER
    return near * (1.0 if figure.subject or figure.source else _IN_PASSING)


def _is_firm_name(figure: Figure) -> bool:
    """No ministry, no court, no house of a state; of kinds that have a name of their own only firms."""
    name = figure.link.actor
    words = {word.lower().strip(".,") for word in name.split()}
    if figure.link.actor_type != "organization" or entry_named(name) is not None or metonym_named(name) is not None:
        return False
    return bool(words & COMPANY_NAMES) or not (words & BODIES) - COMPANIES - {"corp", "inc", "ltd", "bank", "group"}
