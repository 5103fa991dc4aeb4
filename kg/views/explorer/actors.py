"""Who is in the explorer: every actor with a number, the last part of its IRI, a name, and what it mostly is."""

from __future__ import annotations

from collections import Counter

from kg.graph.iris import BASE, actor_name, named_actor_name
from kg.model import Attribution, Document, text_of
from kg.views.content import actor_class
from kg.views.explorer.columns import LONGEST_NAME, shown
from kg.views.look import ACTOR_CLASSES

NOBODY = -1
UNNAMED = ACTOR_CLASSES.index("unnamed")


class Actors:
    """Actors numbered in the order in which they are first met; an unnamed one is an actor of its own."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self.keys: list[str] = []
        self.names: list[str] = []
        self._types: list[Counter[int] | int] = []

    def __len__(self) -> int:
        return len(self.keys)

    def source(self, document: Document, attribution: Attribution) -> int:
        """Return the number of the source of `attribution`, -1 where there is none."""
        iri = actor_name(document.id, attribution)
        if iri is None:
            return NOBODY
        kind = actor_class(attribution)
        if kind == "unnamed":
            words = attribution.actor or text_of(document.text, attribution.source)
            return self._new(iri, words or "unnamed source", UNNAMED)
        return self.named(attribution.actor or "", kind)

    def named(self, name: str, kind: str | None = None) -> int:
        """Return the number of the actor called `name`, which is one of `kind` as far as is seen here."""
        iri = named_actor_name(name)
        number = self._known.get(iri)
        if number is None:
            number = self._known[iri] = self._new(iri, name, Counter())
        types = self._types[number]
        if kind is not None and isinstance(types, Counter):
            types[ACTOR_CLASSES.index(kind)] += 1
        return number

    def known(self, name: str) -> int:
        """Return the number of the actor called `name`, -1 where nobody of that name was met."""
        return self._known.get(named_actor_name(name), NOBODY)

    def is_named(self, number: int) -> bool:
        """Return whether the actor of that number is known by name."""
        return number != NOBODY and self._types[number] != UNNAMED

    def types(self) -> list[int]:
        """Return for each actor what it is most often, an index into `ACTOR_CLASSES`."""
        return [_most(types) if isinstance(types, Counter) else types for types in self._types]

    def _new(self, iri: str, name: str, types: Counter[int] | int) -> int:
        self.keys.append(iri.removeprefix(f"{BASE}actor/"))
        self.names.append(shown(name, LONGEST_NAME) or "unnamed source")
        self._types.append(types)
        return len(self.keys) - 1


def _most(types: Counter[int]) -> int:
    return min(types, key=lambda kind: (-types[kind], kind), default=ACTOR_CLASSES.index("actor"))
