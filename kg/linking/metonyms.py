"""Who is meant where a capital, a house, a people or a country is said to speak: a second opinion, never the first."""

from __future__ import annotations

from kg.linking.cast.named import Link
from kg.words.gazetteer import COUNTRY_SCORE, PEOPLE_SCORE, Reading, government_of, reading_of

UNKNOWN_COUNTRY: float = 0.5
"""Of a country that no gazetteer knows: the document alone makes it one."""


def stands_for(link: Link | None) -> Reading | None:
    """Return who is meant by an actor that stands for others, with method and score; None where it means itself.

    >>> stands_for(Link("Beijing", "country", "gazetteer", 0.85))
    Reading(name='government of China', method='capital', score=0.8)
    >>> stands_for(Link("Reuters", "outlet", "gazetteer", 0.95)) is None
    True
    """
    if link is None or link.actor_type not in ("country", "organization"):
        return None
    reading = reading_of(link.actor)
    if reading is None and link.actor_type == "country":
        reading = Reading(government_of(link.actor), "country", UNKNOWN_COUNTRY)
    if reading is not None and link.method == "people":
        reading = Reading(reading.name, "people", PEOPLE_SCORE)
    if reading is None or link.score >= COUNTRY_SCORE:
        return reading
    return Reading(reading.name, reading.method, round(reading.score * link.score, 2))
