"""The statements table as CSV, XLSX and Parquet, and the statements as JSON Lines."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO, Final

from kg.errors import ExportError
from kg.exporters.clean import cell, whole
from kg.exporters.packing import pack
from kg.exporters.source import Source
from kg.exporters.statements import COLUMNS, TYPES, Row, Value, rows
from kg.model import dump_jsonl

_SHEET_ROWS: Final = 1_048_576
_SHEET_CHARACTERS: Final = 32_767
_BATCH: Final = 10_000


def write_jsonl(source: Source, file: BinaryIO) -> None:
    """Write the public extract form, one document a line, which `kg build` and `kg evaluate` read back."""
    for line in dump_jsonl(source.records()):
        file.write(whole(line).encode("utf-8"))


def write_csv(source: Source, file: BinaryIO) -> None:
    """Write the statements as CSV (RFC 4180, UTF-8, `\\n` between rows).

    None is an empty cell, true and false are words.  What a spreadsheet would run has an apostrophe before it.
    """
    write_cells(file, COLUMNS, (row.values() for row in _rows(source)))


def write_cells(file: BinaryIO, header: Iterable[str], lines: Iterable[Iterable[Value]]) -> None:
    """Write any table as CSV, every text made harmless by `clean.cell`."""
    writer = csv.writer(codecs.getwriter("utf-8")(file), lineterminator="\n")
    writer.writerow(header)
    for line in lines:
        writer.writerow([_cell(value) for value in line])


def write_parquet(source: Source, file: BinaryIO) -> None:
    """Write the statements as Parquet with typed columns; texts stay exactly as they are."""
    import pyarrow
    from pyarrow import parquet

    kinds = {str: pyarrow.string(), int: pyarrow.int32(), float: pyarrow.float64(), bool: pyarrow.bool_()}
    schema = pyarrow.schema([(name, kinds[TYPES.get(name, str)]) for name in COLUMNS])
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for batch in _batches(_rows(source)):
            columns = zip(*(map(_whole, row.values()) for row in batch), strict=True)
            arrays = [pyarrow.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pyarrow.table(arrays, schema=schema))


def write_xlsx(source: Source, file: BinaryIO) -> None:
    """Write the statements as one worksheet with a frozen header and a filter.

    Every text is a text cell, never a formula, and has an apostrophe before it where it would become one when the sheet
    is saved as CSV.  A cell holds 32,767 characters: longer texts end in "…".  Raises `ExportError` where there are
    more rows than a worksheet holds.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("statements")
    sheet.freeze_panes = "A2"

    def text(value: Value, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=_sheet_value(value))
        if isinstance(value, str):
            made.data_type = "s"  # or a text that begins with "=" would be taken for a formula
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([text(name, bold=True) for name in COLUMNS])
    last = 1
    for row in _rows(source):
        last += 1
        if last > _SHEET_ROWS:
            raise ExportError(f"a worksheet holds {_SHEET_ROWS} rows, and there are more; export parquet or csv")
        sheet.append([text(value) for value in row.values()])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    buffer = io.BytesIO()
    workbook.save(buffer)
    pack(file, _undated(buffer))


def _rows(source: Source) -> Iterator[Row]:
    """Yield the rows, which come in order: one document is held at a time."""
    return (row for record in source.records() for row in rows([record]))


def _cell(value: Value) -> Value:
    if isinstance(value, bool):
        return str(value).lower()
    return cell(value) if isinstance(value, str) else value


def _whole(value: Value) -> Value:
    return whole(value) if isinstance(value, str) else value


def _batches(lines: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch


def _sheet_value(value: Value) -> Value:
    if not isinstance(value, str):
        return value
    # openpyxl and Excel read `_x000D_` as an escape for one character
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", cell(value))
    return text if len(text) <= _SHEET_CHARACTERS else text[: _SHEET_CHARACTERS - 1] + "…"


def _undated(source: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the members of a workbook without the dates openpyxl puts in: equal tables shall be equal files."""
    with zipfile.ZipFile(source) as made:
        for name in made.namelist():
            data = made.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            yield name, data
