"""What a terminal shows: tables of answers and of counts, other people's text made harmless."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, Final

from kg.errors import QueryError, unknown

if TYPE_CHECKING:
    from rich.table import Table

    from kg.queries.answers import Answer

NARROW: Final = 110
"""Columns of a terminal below which a table of an answer is unreadable and every row becomes a block."""


def show(answer: Answer, output: str) -> None:
    """Write `answer` to stdout as `output` says; a table (or blocks, on a narrow terminal) where it says nothing."""
    known = {"table", "csv", "json", "markdown", "turtle"}
    chosen = output or ("turtle" if answer.is_graph else "table")
    if chosen not in known:
        raise QueryError(unknown("output", chosen, known))
    if chosen == "table" and not answer.is_graph:
        if sys.stdout.isatty() and os.get_terminal_size().columns < NARROW:
            _print_blocks(answer)
        else:
            print_table(_answer_table(answer), sys.stdout)
        print(f"{len(answer.rows)} rows", file=sys.stderr)
    else:
        sys.stdout.write(answer.write(chosen))


WIDTH: Final = 140
"""Columns of a table where no terminal says how wide it is (a pipe, a log)."""
CELL: Final = 160
"""Characters of a cell that a table shows; the other outputs give all of it."""


def _filled(answer: Answer) -> list[str]:
    """Return the columns with at least one value: an empty one only takes room, and room is what a terminal lacks."""
    return [c for c in answer.columns if not answer.rows or any(row.get(c) not in (None, "") for row in answer.rows)]


def _print_blocks(answer: Answer) -> None:
    columns = _filled(answer)
    width = max(map(len, columns), default=0)
    for row in answer.rows:
        for column in columns:
            print(f"{column:>{width}}  {_shortened(plain(row.get(column)))}")
        print()


def _answer_table(answer: Answer) -> Table:
    from rich.table import Table
    from rich.text import Text

    columns = _filled(answer)
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        # A Text is shown as it is; a str would be read as markup, and cell texts are other people's.
        table.add_row(*(Text(_shortened(plain(row.get(column)))) for column in columns))
    return table


def _shortened(text: str) -> str:
    return text if len(text) <= CELL else text[: CELL - 2].rstrip() + " …"


def plain(value: object) -> str:
    """Return `value` for a terminal: control characters, which could command it, are made visible."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def summary(counts: dict[str, int]) -> Table:
    """Return counts as a table."""
    from rich.table import Table

    table = Table(show_header=False)
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def print_table(table: Table, file: IO[str] | None = None) -> None:
    """Print to `file` (stderr), as wide as the terminal, or of a fixed width where there is none."""
    from rich.console import Console

    stream = file or sys.stderr
    width = None if stream.isatty() else WIDTH
    Console(file=stream, highlight=False, width=width).print(table)
