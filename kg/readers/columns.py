"""Parquet: many documents in one file, a row each, read a few at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.source import Source
from kg.readers.tables import NEEDED, row_document

_ROWS: Final = 64
_LARGEST: Final = 2 << 30  # of a row group, unpacked: readers hold the columns that they read of one


def read_parquet(source: Source) -> Iterator[Document | Failure]:
    """Yield one document a row of a table with a column `text`; a row without `id` gets `FILE#ROW`, counted from 1.

    Columns are the same as in CSV (`id`, `title`, `date` …, in any case); dates and times count as dates.  Raises
    `ReadError` where the file is no Parquet, or cut off: what it holds is said at its end.
    """
    from pyarrow import ArrowException, parquet

    try:
        with parquet.ParquetFile(source.path or source.open(), pre_buffer=False, memory_map=False) as file:
            names = _names(file)
            for number, row in enumerate(_rows(file, list(names)), 1):
                known = {names[name]: value for name, value in row.items() if value is not None}
                yield from row_document(known, f"{source.id}#{number}", f"{source.where}#{number}", source)
    except (ArrowException, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:120]
        raise ReadError(f"this is no Parquet, or it is cut off or damaged ({reason}); fetch it again") from error


def _rows(file: Any, columns: list[str]) -> Iterator[dict[str, Any]]:
    for group in range(file.num_row_groups):
        if file.metadata.row_group(group).total_byte_size > _LARGEST:
            raise ReadError(
                f"its row group {group + 1} unpacks to more than {_LARGEST >> 30} GB; write smaller ones "
                "(pyarrow.parquet.write_table(…, row_group_size=10_000))"
            )
        for batch in file.iter_batches(_ROWS, row_groups=[group], columns=columns, use_threads=False):
            yield from batch.to_pylist()


def _names(file: Any) -> dict[str, str]:
    """Return the columns to read, each with its name in small letters; lists and structs hold no text."""
    from pyarrow import types

    simple = [f.name for f in file.schema_arrow if not types.is_nested(f.type) and not types.is_binary(f.type)]
    names = {name: name.strip().casefold() for name in simple}
    if "text" not in names.values():
        found = ", ".join(list(file.schema_arrow.names)[:12])[:200]
        raise ReadError(f"no column `text` of strings (found {found}); {NEEDED}")
    return names
