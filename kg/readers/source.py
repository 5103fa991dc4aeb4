"""One input on its way to a reader, and the table entry that says which reader that is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.remote import opened

STDIN: Final = "stdin"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or standard input (`path` is None), with the id its document gets and its name in messages.

    `root` is the folder that was named, where the file was found by looking through one.  `suffix` is the key of its
    reader.  `address` is where fsspec finds what is no file here.  `rows` tells, for the documents of a table that were
    read so far, the line where each id stood last.
    """

    id: str
    where: str
    path: Path | None
    root: Path | None = None
    suffix: str = ""
    address: str | None = None
    rows: dict[str, str] = field(default_factory=dict, compare=False)

    def read(self) -> bytes:
        """Return all bytes; raises `OSError` where they cannot be read."""
        if self.path is None and self.address is None:
            return sys.stdin.buffer.read()
        with self.open() as file:
            return file.read()

    def open(self) -> BinaryIO:
        """Return the bytes as they lie there, as a stream to be closed; raises `OSError` where they cannot be read."""
        if self.address is not None:
            return opened(self.address)
        return open(0, "rb", closefd=False) if self.path is None else self.path.open("rb")


@dataclass(frozen=True, slots=True)
class Reader:
    """How one format is read.  `function` is "module:name" and imported when it is first needed.

    The function takes a `Source` and yields documents and failures; it raises `ReadError` where the whole input cannot
    be read.  `many` tells whether one input holds many documents; `extra` names the optional dependency.
    """

    name: str
    function: str
    describes: str
    many: bool = False
    extra: str | None = None

    def __call__(self, source: Source) -> Iterator[Document | Failure]:
        """Yield what `source` holds; a missing extra is a `ReadError` that names the command that installs it."""
        module, name = self.function.split(":")
        try:
            yield from getattr(import_module(module), name)(source)
        except ModuleNotFoundError as error:
            if self.extra is None:
                raise
            raise ReadError(
                f"reading {self.name} needs {error.name}, which is not installed: pip install 'saidgraph[{self.extra}]'"
            ) from error
