"""Every error this package raises on purpose.

    SaidgraphError
    ├── ReadError        a file or a document in it could not be read
    ├── RecordError      an attributed statement is not well-formed (spans, indices, values)
    ├── OntologyError    a file in ontology/ is missing or says something unusable; an undeclared term was asked for
    ├── ModelError       a model (spaCy pipeline, attribution weights) is missing or broken
    ├── ExtractError     a document could not be searched for attributions
    ├── GraphError       a graph does not say what the package writes; evidence differs from the text
    ├── StoreError       a store cannot be opened, written or asked
    ├── QueryError       a query is unknown, wrong, or lacks a parameter
    ├── DecisionError    a decision is not well-formed, or is about nothing that is there
    ├── ExportError      a format is unknown, needs an extra that is not installed, or cannot be written
    ├── ClusterError     there are no machines to work on, or not the right ones
    └── OutputError      the output folder cannot be written

A message says what was found, where, what to do, and what would have been valid.  `FinderWarning` and
`LikenessWarning`, which are no errors, say that the work was done in another way than the usual one, `LanguageWarning`
that some documents are not English.
"""

from __future__ import annotations

from collections.abc import Iterable


class SaidgraphError(Exception):
    """The base of all errors raised on purpose; the command line prints its message and no traceback."""


class ReadError(SaidgraphError):
    """A file, or one document inside it, could not be read."""


class RecordError(SaidgraphError):
    """An attributed statement is not well-formed."""


class OntologyError(SaidgraphError):
    """A file in `ontology/` is missing or unusable, or an undeclared term was asked for."""


class ModelError(SaidgraphError):
    """A model's files are missing or broken."""


class ExtractError(SaidgraphError):
    """A document could not be searched for attributions."""


class GraphError(SaidgraphError):
    """A graph does not say what this package writes, or evidence differs from the text."""


class StoreError(SaidgraphError):
    """A store cannot be opened, written or asked."""


class QueryError(SaidgraphError):
    """A query is unknown or malformed, or a parameter is missing or unknown."""


class DecisionError(SaidgraphError):
    """A decision is not well-formed, or is about an actor or an attribution that is not there."""


class ExportError(SaidgraphError):
    """A format is unknown, needs an extra, or cannot be written."""


class ClusterError(SaidgraphError):
    """There is no cluster to be had, or its workers run another version of this package."""


class OutputError(SaidgraphError):
    """A place to write to cannot be written."""


class FinderWarning(UserWarning):
    """The rules find the statements, because the trained model cannot run here."""


class LikenessWarning(UserWarning):
    """Claims are compared by their words alone, because the sentence encoder cannot run here."""


class LanguageWarning(UserWarning):
    """Some documents do not look English: little that is right will be found in them."""


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown `name`: nearest known name first, then the whole list.

    >>> unknown("format", "turtel", ["turtle", "csv"])
    "unknown format 'turtel'; did you mean 'turtle'? valid are csv, turtle"
    """
    from difflib import get_close_matches

    names = sorted(known)
    near = get_close_matches(name, names, n=1)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"unknown {what} {name!r}; {hint}valid are {', '.join(names)}"
