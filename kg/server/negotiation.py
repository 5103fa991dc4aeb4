"""Which of the forms at hand suits a client best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

ALIASES: Final = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
"""What a client may call a form as well."""


def choose(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the media type of `offered` that the header `accept` likes best, or `None` where it likes none.

    The first offered wins among equals; no header, or an empty one, likes everything.

    >>> choose("text/csv;q=0.5, application/xml", ["application/sparql-results+xml", "text/csv"])
    'application/sparql-results+xml'
    >>> choose("text/*;q=0.1, text/csv;q=0", ["text/csv"]) is None
    True
    """
    if not accept or not accept.strip():
        return offered[0]
    ranges = list(_ranges(accept))
    best = max(offered, key=lambda media: _quality(media, ranges))
    return best if _quality(best, ranges) > 0 else None


def _ranges(accept: str) -> Iterable[tuple[str, float]]:
    for item in accept.split(","):
        name, *parameters = (part.strip().lower() for part in item.split(";"))
        if name:
            yield ALIASES.get(name, name), _weight(parameters)


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = float(parameter[2:])
            except ValueError:
                return 0.0
            return weight if 0 <= weight <= 1 else 0.0
    return 1.0


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most exact range that covers `media`."""
    kind = media.partition("/")[0] + "/*"
    for wanted in (media, kind, "*/*"):
        weights = [weight for name, weight in ranges if name == wanted]
        if weights:
            return max(weights)
    return 0.0
