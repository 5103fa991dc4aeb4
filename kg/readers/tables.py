"""JSON Lines and tables: many documents in one file, each with its own id and metadata."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import IO, Any, AnyStr, BinaryIO, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.decoding import decode
from kg.readers.metadata import FIELDS, described
from kg.readers.packed import opened
from kg.readers.source import Source
from kg.repair.characters import mended

NEEDED: Final = f"each needs a `text`, and may have `id`, {', '.join(f'`{name}`' for name in FIELDS)}"
LONGEST_LINE: Final = 64 << 20


def read_jsonl(source: Source) -> Iterator[Document | Failure]:
    """Yield one document a line; a line that is not a JSON object with a text is a failure at `path:line`.

    Blank lines are passed over; a line without `id` gets `FILE#LINE`.  Half surrogates, which no encoding can hold,
    become U+FFFD one for one, so that offsets stay.
    """
    if source.address is not None:
        yield from read_packed_jsonl(source)
        return
    for number, line in enumerate(_lines(source), 1):
        where = f"{source.where}:{number}"
        if line is None:
            yield Failure(where, f"a line of more than {LONGEST_LINE >> 20} MB; write one document a line")
        elif line.strip():
            yield from _of_line(line, f"{source.id}#{number}", where, source)


def read_packed_jsonl(source: Source) -> Iterator[Document | Failure]:
    """Yield one document a line of JSON Lines, as `read_jsonl` does, packed with gzip or zstd or not.

    Lines are unpacked as they come.  Where the file is cut off or damaged, the documents before that place count, and
    a failure says after which line it was.
    """
    done = 0
    try:
        with opened(source.open(), source.suffix) as file:
            for number, line in enumerate(bounded_lines(file), 1):
                where = f"{source.where}:{number}"
                if line is None:
                    yield Failure(where, f"a line of more than {LONGEST_LINE >> 20} MB; write one document a line")
                elif line.strip():
                    yield from _of_line(_decoded(line), f"{source.id}#{number}", where, source)
                done = number
    except ReadError as error:
        yield Failure(source.where, f"after line {done}: {error}" if done else str(error))


def _of_line(line: str, identity: str, where: str, source: Source) -> Iterator[Document | Failure]:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        yield Failure(where, f"not JSON ({str(error)[:100]}); write one object a line: {NEEDED}")
        return
    if isinstance(row, dict):
        yield from row_document(row, identity, where, source)
    else:
        yield Failure(where, f"a {type(row).__name__} where an object is needed; {NEEDED}")


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return decode(line)


def _lines(source: Source) -> Iterator[str | None]:
    """Yield the lines without ever holding a UTF-8 file whole; other encodings are decoded at once."""
    if source.path is None or not source.path.is_file() or not _streams(source.path.open("rb")):
        yield from io.StringIO(decode(source.read()), newline="\n")
        return
    with source.path.open(encoding="utf-8-sig", newline="\n") as file:
        yield from bounded_lines(file)


def bounded_lines(file: IO[AnyStr]) -> Iterator[AnyStr | None]:
    """Yield the lines of `file`, None for one that is longer than any document: it is passed over in pieces."""
    while line := file.readline(LONGEST_LINE):
        is_long = len(line) == LONGEST_LINE
        while len(line) == LONGEST_LINE:
            line = file.readline(LONGEST_LINE)
        yield None if is_long else line


def _streams(file: BinaryIO) -> bool:
    """Return whether the file is UTF-8 without a zero byte, and close it."""
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    with closing(file):
        try:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
                if b"\0" in chunk:
                    return False
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def read_csv(source: Source) -> Iterator[Document | Failure]:
    """Yield one document a row of a comma, semicolon or tab separated table with a header line."""
    yield from _rows(source, None)


def read_tsv(source: Source) -> Iterator[Document | Failure]:
    """Yield one document a row of a tab separated table with a header line."""
    yield from _rows(source, "\t")


def _rows(source: Source, delimiter: str | None) -> Iterator[Document | Failure]:
    text = decode(source.read())
    if not text.strip():
        raise ReadError("it holds no text; leave it out")
    header = text[: text.find("\n")] if "\n" in text else text
    delimiter = delimiter or max(",;\t|", key=header.count)
    csv.field_size_limit(sys.maxsize)  # a text may be longer than the 128 KB that the module allows
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().casefold() for name in next(rows, [])]
    if "text" not in names:
        raise ReadError(f"no column `text` in the first line (found {', '.join(names[:12])[:200]}); {NEEDED}")
    yield from _numbered(rows, names, source)


def _numbered(rows: Any, names: list[str], source: Source) -> Iterator[Document | Failure]:
    line = rows.line_num + 1
    try:
        for cells in rows:
            if cells:
                yield from _row(cells, names, line, source)
            line = rows.line_num + 1
    except csv.Error as error:
        yield Failure(f"{source.where}:{line}", f"not a table from here on ({error}); the rest was not read")


def _row(cells: list[str], names: Iterable[str], line: int, source: Source) -> Iterator[Document | Failure]:
    row = dict(zip(names, cells, strict=False))
    yield from row_document(
        {k: v for k, v in row.items() if v}, f"{source.id}#{line}", f"{source.where}:{line}", source
    )


def row_document(row: Mapping[str, Any], fallback: str, where: str, source: Source) -> Iterator[Document | Failure]:
    """Yield the document of a row: its `text` and `id` (else `fallback`), and what the other columns say about it."""
    text, identity = row.get("text"), row.get("id")
    if isinstance(identity, int | float) and not isinstance(identity, bool):
        identity = str(identity)
    if identity is not None and not isinstance(identity, str):
        yield Failure(where, f"its id is {repr(identity)[:60]}; an id is a string or a number")
    elif text is not None and not isinstance(text, str):
        yield Failure(where, f"its text is a {type(text).__name__}; write a string")
    elif text is None or not text.strip():
        yield Failure(where, f"it holds no text; {NEEDED}")
    else:
        document = Document(id=mended(identity or "").strip() or fallback, text=mended(text))
        source.rows[document.id] = where
        yield from described(document, {name: row[name] for name in row if name not in ("id", "text")}, where)
