"""Speech marked by a colon alone: "Ann Smith: Prices will rise" in a headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.extractors.prepared import Candidate, Unit

_NAME: Final = r"(?:[A-Z][\w'’.-]*)(?: (?:of |the |for |and )*[A-Z][\w'’.-]*){0,4}"
_COLON: Final = re.compile(rf"({_NAME}) ?(:)\s+(\S.{{8,200}})$")
_SPEAKERS: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_DOCUMENTS: Final = frozenset({"poll", "report", "study", "survey", "analysis", "source", "sources"})


def colon_speech(unit: Unit) -> Iterator[Candidate]:
    """Yield "Name: what is said" where a headline has it."""
    if "\n" in unit.text or len(unit.doc) > 40:
        return
    match = _COLON.match(unit.text)
    if match and _is_name(unit, match.end(1)) and (unit.kind != "text" or match[3][-1:] not in ".:"):
        spans = [(unit.start + match.start(i), unit.start + match.end(i)) for i in (1, 2, 3)]
        yield Candidate((spans[0],), (spans[1],), (spans[2],), "colon_speech", 0.6)


def _is_name(unit: Unit, end: int) -> bool:
    name = unit.text[:end].lower()
    return name in _DOCUMENTS or any(e.start_char < end and e.label_ in _SPEAKERS for e in unit.doc.ents)
