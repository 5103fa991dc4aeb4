"""For notebooks: a graph as a table to look at, statements in their text by displaCy, everything as a data frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from html import escape
from typing import TYPE_CHECKING, Final

from kg.errors import ExportError
from kg.graph.literals import short
from kg.model import ROLES, Record, text_of

if TYPE_CHECKING:
    from pandas import DataFrame
    from spacy.tokens import Doc

ROWS: Final = 10
"""Statements that the table of a graph shows."""
_KEY: Final = "attributions"
_COLOURS: Final = {"source": "#a6cee3", "cue": "#fdbf6f", "content": "#b2df8a"}
_WORDS: Final = 200


def show(shown: Doc | Record, jupyter: bool | None = None) -> str | None:
    """Show source, cue and content of every statement in its text, by displaCy.

    `shown` is a `Doc` that the spaCy component "attributions" has seen, or a record of `kg.extract` or of a graph.  In
    a notebook it is displayed and `None` comes back, elsewhere the HTML; `jupyter` says which where that is not to be
    guessed.  Raises `ValueError` for a `Doc` without attributions on it.

    >>> import kg
    >>> record = next(kg.build(["seeds"]).records())
    >>> "Reuters" in kg.show(record, jupyter=False)
    True
    """
    from spacy import displacy

    doc = _doc(shown) if isinstance(shown, Record) else shown
    if _KEY not in doc.spans:
        raise ValueError('there are no attributions on this Doc; nlp.add_pipe("attributions") finds them')
    page: str | None = displacy.render(
        doc, style="span", jupyter=jupyter, options={"spans_key": _KEY, "colors": _COLOURS}
    )
    return page


def _doc(record: Record) -> Doc:
    import spacy
    from spacy.tokens import Span

    doc = spacy.blank("en")(record.document.text)
    group = []
    for number, attribution in enumerate(record.attributions):
        for role in ROLES:
            for start, end in getattr(attribution, role):
                part = doc.char_span(start, end, alignment_mode="expand")
                if part is not None:
                    group.append(Span(doc, part.start, part.end, label=role, span_id=str(number)))
    doc.spans[_KEY] = group
    return doc


def table(counts: dict[str, int], records: Iterable[Record]) -> str:
    """Return counts and the first statements as HTML without scripts; what is not markup here is escaped."""
    head = ", ".join(f"{number:,} {name}" for name, number in counts.items())
    rows = []
    for record in records:
        for attribution in record.attributions:
            words = short(text_of(record.document.text, attribution.content), _WORDS)
            who = attribution.actor or text_of(record.document.text, attribution.source) or "–"
            rows.append((who, attribution.speech_act or attribution.kind, words, record.document.id))
            if len(rows) == ROWS:
                return _html(head, rows)
    return _html(head, rows)


def _html(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    titles = "".join(f"<th>{title}</th>" for title in ("source", "act", "content", "document"))
    return f"<p>{escape(head)}</p><table><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>"


def frame(records: Iterable[Record]) -> DataFrame:
    """Return a pandas data frame with a row a statement and the columns of `kg.exporters.statements.Row`.

    Raises `ExportError` without pandas.
    """
    from kg.exporters.statements import Row, rows

    try:
        import pandas
    except ImportError as error:
        raise ExportError("a data frame needs pandas: pip install 'saidgraph[pandas]'") from error
    return pandas.DataFrame([asdict(row) for row in rows(records)], columns=[field.name for field in fields(Row)])
