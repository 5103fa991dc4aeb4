"""What goes on the page when there is more than a picture can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.ids import actor_key
from kg.model import Record

LIMIT: Final = 2000
"""Nodes: above, a page answers slowly and shows a hairball."""


def select(records: Sequence[Record], limit: int = LIMIT) -> list[Record]:
    """Return the records to show, by document id: all of them where their nodes are at most about `limit`.

    Otherwise whole documents are taken, those first whose actors speak in most other documents too, while there is
    room.  The first document is taken however large it is.
    """
    ordered = sorted(records, key=lambda record: record.document.id)
    voices = Counter(name for record in ordered for name in _names(record))
    ranked = sorted(ordered, key=lambda r: (-sum(voices[name] - 1 for name in _names(r)), r.document.id))
    chosen: list[Record] = []
    met: set[str] = set()
    room = limit
    for record in ranked:
        cost = 1 + len(record.attributions) + _unnamed(record) + len(_names(record) - met)
        if chosen and cost > room:
            break
        chosen.append(record)
        met |= _names(record)
        room -= cost
    return sorted(chosen, key=lambda record: record.document.id)


def _names(record: Record) -> set[str]:
    return {actor_key(a.actor) for a in record.attributions if a.actor and a.actor_type != "anonymous"}


def _unnamed(record: Record) -> int:
    return sum(1 for a in record.attributions if a.actor_type == "anonymous" or (a.source and not a.actor))
