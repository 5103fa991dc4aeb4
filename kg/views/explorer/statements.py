"""One row a statement: what the table, the reader and the chain need to know, in numbers wherever a list has names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from kg.decisions.adding import METHOD as ADDED
from kg.graph.facts import plain_relation
from kg.ids import attribution_id
from kg.model import CERTAINTIES, FORMS, KINDS, TENSES, Attribution, Record, Spans, depth, text_of
from kg.terms import concept, concepts
from kg.views.explorer.actors import NOBODY, Actors
from kg.views.explorer.columns import LONGEST_QUOTATION, LONGEST_ROLE, Numbers, shown, shown_or_nothing

NAMES: Final = (
    *("document", "key", "actor", "kind", "form", "act", "certainty", "tense", "flags", "depth"),
    *("parent", "interprets", "answers", "denies", "confidence", "date", "link", "linkScore"),
    *("source", "cue", "content", "quotation", "sourceText", "cueText"),
    *("topics", "mentions", "aboutRemarkOf", "outlet", "role", "standsFor", "extractor"),
)
_LINKS: Final = ("parent", "interprets", "answers", "denies")
CUE_NEGATED, CONTENT_NEGATED, ACCEPTED, ADDED_BY_HAND, PLAIN = 1, 2, 4, 8, 16


class Statements:
    """Makes rows, and numbers the topics, link methods and extractors that they name."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self.topics = Numbers()
        self.link_methods = Numbers()
        self.extractors = Numbers()

    def rows(self, record: Record, document: int, first: int, sources: Sequence[int]) -> list[dict[str, Any]]:
        """Return a row for each attribution of `record`, the document of that number.

        `first` is the number of its first attribution, `sources` are the numbers of the actors.
        """
        judged = {verdict.what: set[int]() for verdict in record.verdicts}
        for verdict in record.verdicts:
            judged[verdict.what].update(verdict.about)
        accepted, added = judged.get("accept", set()), judged.get("add", set())
        return [
            {
                "document": document,
                "actor": sources[index],
                "flags": _flags(attribution, depth(record, index), sources[index] != NOBODY)
                | (ACCEPTED if index in accepted else 0)
                | (ADDED_BY_HAND if index in added or attribution.extractor == ADDED else 0),
                "depth": depth(record, index),
                **self._row(record, attribution, first),
            }
            for index, attribution in enumerate(record.attributions)
        ]

    def _row(self, record: Record, attribution: Attribution, first: int) -> dict[str, Any]:
        text = record.document.text
        links = {name: getattr(attribution, name) for name in _LINKS}
        return {
            "key": attribution_id(record.document.id, attribution),
            **_words(attribution),
            **{name: -1 if target is None else first + target for name, target in links.items()},
            **{role: _flat(getattr(attribution, role)) for role in ("source", "cue", "content")},
            "quotation": _cut(text, attribution.content, LONGEST_QUOTATION),
            "sourceText": _cut(text, attribution.source, LONGEST_ROLE),
            "cueText": _cut(text, attribution.cue, LONGEST_ROLE),
            "role": _cut(text, attribution.speaker_role, LONGEST_ROLE) or 0,
            "topics": [self.topics[topic.label] for topic in attribution.topics],
            "mentions": [self._actors.named(mention.name, mention.type) for mention in attribution.mentions],
            "aboutRemarkOf": shown_or_nothing(attribution.about_remark_of),
            "outlet": shown_or_nothing(attribution.outlet),
            "standsFor": shown_or_nothing(attribution.stands_for),
            "date": shown_or_nothing(attribution.date),
            "link": self.link_methods[attribution.link_method] if attribution.link_method else -1,
            "linkScore": _percent(attribution.link_score or 0),
            "confidence": _percent(attribution.confidence),
            "extractor": self.extractors[attribution.extractor],
        }


def _words(attribution: Attribution) -> dict[str, int]:
    """Return the words of schemes by their place in the lists of labels."""
    acts = list(concepts("speech-acts"))
    act = attribution.speech_act
    return {
        "kind": KINDS.index(attribution.kind),
        "form": FORMS.index(attribution.form),
        # `concept` explains a word that is in no scheme
        "act": -1 if act is None or not concept("speech-acts", act) else acts.index(act),
        "certainty": -1 if attribution.certainty is None else CERTAINTIES.index(attribution.certainty),
        "tense": -1 if attribution.tense is None else TENSES.index(attribution.tense),
    }


def _flags(attribution: Attribution, level: int, has_source: bool) -> int:
    plain = has_source and level == 0 and plain_relation(attribution, level) is not None
    return (
        (CUE_NEGATED if attribution.cue_negated else 0)
        | (CONTENT_NEGATED if attribution.content_negated else 0)
        | (PLAIN if plain else 0)
    )


def _flat(spans: Spans) -> list[int]:
    return [offset for span in spans for offset in span]


def _cut(text: str, spans: Spans, length: int) -> str:
    # long contents are not copied whole to show their beginning
    return shown(text_of(text, [(start, min(end, start + 4 * length)) for start, end in spans]), length)


def _percent(score: float) -> int:
    return round(100 * score)
