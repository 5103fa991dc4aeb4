"""Who the sources are, as far as one document tells: actor, type, the method that says so, and how sure it is.

A statement is never changed by it: only the four fields of opinion are filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language import Mention
from kg.linking.actors import Link, Source, named, speaker
from kg.linking.names import Names, names_of
from kg.linking.references import continued_report, first_person, third_person
from kg.model import Attribution, Record, text_of

__all__ = ["link"]


def link(record: Record, mentions: Iterable[Mention] = ()) -> Record:
    """Return `record` with `actor`, `actor_type`, `link_method` and `link_score` filled where the document tells.

    `mentions` are the named entities of the document (`kg.extractors.Finding.mentions`); without them names are told
    by their spelling alone.  A source without a name is "anonymous" with its own words as `actor`; a pronoun that
    cannot be resolved safely, and a missing source, leave all four None.

    >>> from kg.model import Document
    >>> found = Attribution(source=((0, 7),), content=((13, 15),))
    >>> link(Record(Document(id="a", text="Reuters said no."), (found,))).attributions[0].actor_type
    'outlet'
    """
    text, found = record.document.text, record.attributions
    speakers = [a.actor for a in found if a.form == "turn" and a.actor]
    names = names_of(text, mentions, speakers)
    links: list[Link | None] = [_by_name(text, attribution, names) for attribution in found]
    for index in range(len(found)):
        if links[index] is None:
            links[index] = _by_reference(text, found, links, index, names)
    return Record(record.document, tuple(_with(a, link) for a, link in zip(found, links, strict=True)))


def _by_name(text: str, attribution: Attribution, names: Names) -> Link | None:
    if attribution.form == "turn":
        return speaker(attribution, text_of(text, attribution.source))
    if not attribution.source:
        return None
    span = attribution.source[0][0], attribution.source[-1][1]
    return named(Source(text[span[0] : span[1]], span, names))


def _by_reference(
    text: str, found: Sequence[Attribution], links: Sequence[Link | None], index: int, names: Names
) -> Link | None:
    return (
        first_person(text, found, links, index)
        or third_person(text, found, links, index, names)
        or continued_report(text, found, links, index)
    )


def _with(attribution: Attribution, link: Link | None) -> Attribution:
    if link is None:
        return replace(attribution, actor=None)
    return replace(
        attribution, actor=link.actor, actor_type=link.actor_type, link_method=link.method, link_score=link.score
    )
