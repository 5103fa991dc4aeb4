"""Finding attributions: documents in, records out.

What runs over a document: `kg.repair` makes a view of its text, `kg.structure` divides it, spaCy parses the pieces;
turns of speakers come from the layout, everything else from the finder that is asked for (`rules` or `trained`, over
`constructions/`); nesting, form, kind, speech act, negation and certainty are the same for all finders (`finishing/`);
offsets are mapped back to `Document.text` at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.errors import ExtractError, ModelError
from kg.extractors.finders import DEFAULT_FINDER, EXTRACTORS, finder_named, settled
from kg.language import Mention
from kg.model import Document, Failure, Record, check

if TYPE_CHECKING:
    from kg.extractors.prepared import Finder
    from kg.structure import Layout


@dataclass(frozen=True, slots=True)
class Finding:
    """A record and the named entities of its document (spans of `Document.text`), which linking wants."""

    record: Record
    mentions: tuple[Mention, ...] = ()


def extract(documents: Iterable[Document], *, finder: str = DEFAULT_FINDER) -> Iterator[Record | Failure]:
    """Yield the record of each document, or a `Failure` where it could not be searched, in the documents' order.

    Half surrogates in a text, which no file can hold, become U+FFFD one for one, in the record's document too.

    Actors are not resolved yet, but for the speakers of turns: see `kg.linking`.  The result for a document does not
    depend on the documents beside it.  Raises `ExtractError` for an unknown finder, `ModelError` where the spaCy
    pipeline is missing, or where the "model" is asked for and its files are missing or broken; the finder "auto" then
    warns (`FinderWarning`) and goes by the rules.

    >>> record, = extract([Document(id="a", text="Ann Smith said that prices will rise.")])
    >>> record.attributions[0].content
    ((15, 36),)
    """
    for item in find(documents, finder=finder):
        yield item if isinstance(item, Failure) else item.record


def find(documents: Iterable[Document], *, finder: str = DEFAULT_FINDER) -> Iterator[Finding | Failure]:
    """Yield what `extract` yields, with the named entities beside it; `kg.linking.link` takes both."""
    from kg import language

    name = settled(finder)
    search = finder_named(name)
    language.load()
    for document in documents:
        try:
            yield _search(document, search, name)
        except ModelError:
            raise  # nothing is wrong with the document: without the model's files none can be searched
        except Exception as error:  # whatever one document provokes, the others go on
            problem = f"could not be searched for attributions: {type(error).__name__}: {error}"
            yield Failure(document.id, f"{problem}; the other documents are not affected")


def _search(document: Document, search: Finder, name: str) -> Finding:
    from kg.extractors.constructions.speaker_turns import speaker_turns
    from kg.extractors.finishing import finish
    from kg.extractors.finishing.topics import noun_phrases, with_topics
    from kg.extractors.prepared import prepare
    from kg.language import parse
    from kg.repair import repair
    from kg.repair.characters import mended
    from kg.structure import divide

    if len(document.text) > MOST_TEXT:
        raise ExtractError(
            f"a text of {len(document.text):,} characters; at most {MOST_TEXT:,} are searched as one document: split it"
        )
    document = replace(document, text=mended(document.text))
    view = repair(document.text)
    layout = divide(view.text)
    prepared = prepare(view.text, layout, parse)
    candidates = [*speaker_turns(layout), *search(prepared)]
    document = _described(document, view.text, layout)
    finished = finish(prepared, candidates, f"{name}@{VERSION}", view.to_source, document.date)
    phrases = ((view.to_source(span), label) for span, label in noun_phrases(prepared))
    found = tuple(with_topics(finished, ((span, label) for span, label in phrases if span)))
    record = Record(document, found)
    check(record)
    spans = ((view.to_source(mention.span), mention) for mention in prepared.mentions())
    return Finding(record, tuple(replace(m, span=span) for span, m in spans if span))


def _described(document: Document, text: str, layout: Layout) -> Document:
    """Return `document` with title and date taken from its own headline and dateline, where nothing else told them."""
    headline = text[slice(*layout.headline)] if layout.headline else None
    return replace(document, title=document.title or headline, date=document.date or layout.date)


MOST_TEXT: Final = 4_000_000
"""Characters of one document, a book of a thousand pages: all of its parse is held in memory at once."""
VERSION: Final = "1"
__all__ = ["DEFAULT_FINDER", "EXTRACTORS", "Finding", "extract", "find", "finder_named", "settled"]
