"""One pass over the records: documents, actors, statements, the overview and the texts, all of it bounded."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from kg.model import Document, Record, dump_jsonl
from kg.model.claims import ActorLink, Likeness, Place
from kg.views.content import visible
from kg.views.explorer.actors import NOBODY, Actors
from kg.views.explorer.columns import LONGEST_NAME, Columns, shown_or_nothing
from kg.views.explorer.overview import Overview
from kg.views.explorer.statements import NAMES, PLAIN, Statements
from kg.views.explorer.texts import Sink, Texts
from kg.views.page import embed

MOST: Final = 100_000
"""Statements that travel to the page; of a larger graph the first whole documents that hold as many."""
_DOCUMENT: Final = ("id", "rawId", "title", "publisher", "date", "url", "author", "language", "length", "shard")


class Gathered:
    """What the explorer shows, ready to be written; `version` is the beginning of the SHA-256 of the records' lines."""

    def __init__(self, sink: Sink, most: int = MOST) -> None:
        self.actors = Actors()
        self.statements = Columns(NAMES)
        self.documents = Columns(_DOCUMENT)
        self.total = Counter(documents=0, statements=0)
        self.topics: Counter[str] = Counter()
        self.speakers: Counter[int] = Counter()
        self._most = most
        self._rows = Statements(self.actors)
        self._overview = Overview(self.actors)
        self._texts = Texts(sink)
        self._digest = hashlib.sha256()
        self._contents: dict[Place, int] = {}

    def take(
        self,
        records: Iterable[Record],
        likenesses: Iterable[Likeness] = (),
        actor_links: Iterable[ActorLink] = (),
    ) -> None:
        """Take in all of `records`, what says the same in them, and who is the same by two names."""
        full = False
        for record in records:
            self.total["documents"] += 1
            self.total["statements"] += len(record.attributions)
            for line in dump_jsonl([record]):
                self._digest.update(line.encode("utf-8", "surrogatepass"))
            full = full or (
                self.documents.length > 0 and self.statements.length + len(record.attributions) > self._most
            )
            if not full:
                self._add(record)
        self._texts.flush()
        self._likenesses = [found for item in likenesses if (found := self._likeness(item))]
        self._actor_links = [found for item in actor_links if (found := self._actor_link(item))]

    @property
    def version(self) -> str:
        """Twelve digits of the SHA-256 of the graph's statements file."""
        return self._digest.hexdigest()[:12]

    def json(self) -> Iterator[tuple[str, Iterator[str]]]:
        """Yield name and JSON, in pieces, of everything that depends on the records."""
        actors = {"key": self.actors.keys, "name": self.actors.names, "type": self.actors.types()}
        rows = self._rows
        yield "version", iter([embed(self.version)])
        yield "total", iter([embed(self.total)])
        yield "overview", iter([embed(self._overview.json())])
        yield "actors", iter([embed(actors)])
        yield "topics", iter([embed([visible(label)[:LONGEST_NAME] for label in rows.topics.values])])
        yield "linkMethods", iter([embed([visible(method) for method in rows.link_methods.values])])
        yield "extractors", iter([embed([visible(name) for name in rows.extractors.values])])
        yield "likenesses", iter([embed(self._likenesses)])
        yield "actorLinks", iter([embed(self._actor_links)])
        yield "documents", self.documents.json()
        yield "statements", self.statements.json()

    def _add(self, record: Record) -> None:
        document, first = record.document, self.statements.length
        publisher = self.actors.named(document.publisher, "outlet") if document.publisher else NOBODY
        sources = [self.actors.source(document, attribution) for attribution in record.attributions]
        rows = self._rows.rows(record, self.documents.length, first, sources)
        self._overview.add(record, sources, publisher)
        for index, attribution in enumerate(record.attributions):
            self._contents.setdefault((document.id, attribution.content), first + index)
            self.topics.update(topic.label for topic in attribution.topics)
            if rows[index]["flags"] & PLAIN and self.actors.is_named(sources[index]):
                self.speakers[sources[index]] += 1
        self.documents.extend([_document(document, publisher, self._texts.add(document.text))])
        self.statements.extend(rows)

    def _likeness(self, item: Likeness) -> tuple[int, int, str, float] | None:
        first, second = self._contents.get(item.first), self._contents.get(item.second)
        return None if first is None or second is None else (first, second, item.relation, item.score)

    def _actor_link(self, item: ActorLink) -> tuple[int, int, str, float] | None:
        one, other = self.actors.known(item.name), self.actors.known(item.known_as)
        return None if NOBODY in (one, other) else (one, other, visible(item.method), item.score)


def _document(document: Document, publisher: int, shard: int) -> dict[str, Any]:
    name = visible(document.id)
    raw = document.id.encode("utf-8", "replace").decode() if name != document.id else 0
    facts = {field: shown_or_nothing(getattr(document, field)) for field in ("title", "date", "author", "language")}
    return {
        "id": name,
        "rawId": raw,
        "publisher": publisher,
        "url": shown_or_nothing(document.url, 2000),
        "length": len(document.text),
        "shard": shard,
        **facts,
    }
