"""Files, folders, globs and standard input to documents; what cannot be read is a failure, never an exception.

Each reader is one line of `READERS`, by suffix; the command line offers the keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from kg.errors import ReadError, unknown
from kg.model import Document, Failure
from kg.readers.source import Reader, Source

__all__ = ["READERS", "Reader", "Source", "documents", "formats", "read", "sources", "unique"]

Item = TypeVar("Item")

_TEXT: Final = Reader("plain text", "kg.readers.plain:read_text", "plain text, with or without YAML front matter")
_MARKDOWN: Final = Reader("Markdown", "kg.readers.plain:read_text", "Markdown, with or without YAML front matter")
_HTML: Final = Reader("HTML", "kg.readers.web:read_html", "a web page: main text and metadata")
_JSONL: Final = Reader("JSON Lines", "kg.readers.tables:read_jsonl", "one object a line with a text", many=True)
_PACKED: Final = Reader(
    "JSON Lines (gzip)", "kg.readers.tables:read_packed_jsonl", "one object a line with a text, packed", many=True
)
_ZST: Final = Reader(
    "JSON Lines (zstd)", "kg.readers.tables:read_packed_jsonl", "one object a line with a text, packed", True, "zst"
)
_PARQUET: Final = Reader(
    "Parquet", "kg.readers.columns:read_parquet", "a table with a column text", many=True, extra="parquet"
)
_WARC: Final = Reader(
    "WARC", "kg.readers.archives:read_warc", "the web pages of a crawl (or the texts of a WET file)", True, "warc"
)
_CSV: Final = Reader("CSV", "kg.readers.tables:read_csv", "a table with a column text", many=True)
_TSV: Final = Reader("TSV", "kg.readers.tables:read_tsv", "a tab separated table with a column text", many=True)
_PDF: Final = Reader("PDF", "kg.readers.office:read_pdf", "the text of a PDF's pages", extra="pdf")
_DOCX: Final = Reader("DOCX", "kg.readers.office:read_docx", "paragraphs and tables of a DOCX", extra="docx")

READERS: Final[dict[str, Reader]] = {
    ".txt": _TEXT,
    ".md": _MARKDOWN,
    ".html": _HTML,
    ".htm": _HTML,
    ".jsonl": _JSONL,
    ".ndjson": _JSONL,
    ".csv": _CSV,
    ".tsv": _TSV,
    ".pdf": _PDF,
    ".docx": _DOCX,
    ".jsonl.gz": _PACKED,
    ".ndjson.gz": _PACKED,
    ".jsonl.zst": _ZST,
    ".ndjson.zst": _ZST,
    ".parquet": _PARQUET,
    ".warc": _WARC,
    ".warc.gz": _WARC,
    ".wet.gz": _WARC,
}


def formats() -> list[str]:
    """Return the names of the formats that can be read: the suffixes without their dot."""
    return [suffix[1:] for suffix in READERS]


def read(paths: Iterable[str | Path], *, stdin_format: str = "txt") -> Iterator[Document | Failure]:
    """Yield the documents that `paths` name, and a failure for everything that cannot be read.

    A path is a file, a folder (searched to the bottom), a glob, or "-" for standard input in `stdin_format`.  The order
    of `paths` changes nothing: inputs come sorted by id.  A document's id is its path below the folder that was named
    (or below the fixed part of a glob), else the file's name; in JSON Lines and tables the row's own `id`, or
    `FILE#LINE`.  Of two documents with one id the first is kept and the second is a failure.

    `Document.text` is the text as decoded, and never changes; of a file with YAML front matter it is the body after it.
    Metadata are taken from the first that has them of `NAME.meta.yaml`, the folder's `metadata.csv` and the file
    itself; in JSON Lines and tables the row goes first.  What is not understood of them is left out and reported as a
    failure after the document.  Raises `ReadError` for an unknown `stdin_format` only.

    >>> [item.problem[:22] for item in read(["no-such-folder"])]
    ['no such file or folder']
    """
    return (item for _, item in unique(_read_all(sources(paths, stdin_format))))


def sources(paths: Iterable[str | Path], stdin_format: str = "txt") -> list[Source | Failure]:
    """Return the inputs that `paths` name, sorted by id, and a failure for each that cannot be found; see `read`.

    `documents` reads one of them, `unique` says what of all of them counts.
    """
    from kg.readers.finding import find

    if f".{stdin_format}" not in READERS:
        raise ReadError(unknown("format", stdin_format, formats()))
    found = find(paths, READERS, ", ".join(formats()))
    return [
        replace(item, suffix=f".{stdin_format}")
        if isinstance(item, Source) and not (item.path or item.address)
        else item
        for item in found
    ]


def documents(source: Source) -> Iterator[tuple[str, Document | Failure]]:
    """Yield what one input holds, each document with the place where it stands."""
    for item in _read_one(source, READERS.get(source.suffix, _TEXT)):
        row = source.rows.pop(item.id, None) if isinstance(item, Document) else None
        yield row or source.where, item


def _read_all(found: Iterable[Source | Failure]) -> Iterator[tuple[str, Document | Failure]]:
    for source in found:
        if isinstance(source, Failure):
            yield source.where, source
        else:
            yield from documents(source)


def _read_one(source: Source, reader: Reader) -> Iterator[Document | Failure]:
    from kg.readers.metadata import beside, described

    values, problems = beside(source.path, source.root) if source.path else ({}, [])
    count = 0
    try:
        for item in reader(source):
            count += 1
            if isinstance(item, Failure):
                yield item
            elif not item.text.strip():
                yield Failure(source.where, "it holds no text; leave it out")
            else:
                yield from described(item, values, source.where, fill=reader.many)
        if not count:
            yield Failure(source.where, "it holds no text (no line with a document); leave it out")
    except ReadError as error:
        yield Failure(source.where, str(error))
    except (OSError, MemoryError) as error:
        yield Failure(source.where, f"cannot be read ({getattr(error, 'strerror', None) or type(error).__name__})")
    yield from problems


def unique(items: Iterable[tuple[str, Item]]) -> Iterator[tuple[str, Item | Failure]]:
    """Pass on everything but what has an `id` already given before: that becomes a failure."""
    seen: dict[str, str] = {}
    for where, item in items:
        identity = getattr(item, "id", None)
        if identity in seen:
            yield (
                where,
                Failure(
                    where,
                    f"its id {identity!r} is already taken by a document of {seen[identity]}; rename one of the files, "
                    "or name the folder above both (rows of a table: give each an id of its own)",
                ),
            )
            continue
        if identity is not None:
            seen[identity] = where
        yield where, item
