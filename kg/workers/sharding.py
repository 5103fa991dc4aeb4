"""Many lines in files of bounded size, in a folder here or in any place that fsspec knows (`s3://…`, `gs://…`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Protocol, TextIO

from kg.errors import OutputError
from kg.files import atomic_write

DOCUMENTS: Final = 10_000
"""Lines in a file."""
_PATTERN: Final = "part-[0-9][0-9][0-9][0-9][0-9].jsonl"


class Lines(Protocol):
    """What lines can be written to."""

    def write(self, line: str, /) -> object: ...


@contextmanager
def sharded(folder: str) -> Iterator[Lines]:
    """Give something that lines can be written to: `part-00000.jsonl` and so on in `folder`, `DOCUMENTS` in each.

    A file has its name only when it is whole.  Those of an earlier run are replaced one by one, and at the end those
    that are left over are gone.  Raises `OutputError` where the place cannot be written.
    """
    place = _Far(folder) if "://" in folder else _Near(folder)
    with ExitStack() as stack:
        shards = _Shards(place, stack)
        yield shards
    place.drop_from(shards.number)


class _Shards:
    """Opens one file after the other."""

    def __init__(self, place: _Near | _Far, stack: ExitStack) -> None:
        self._place = place
        self._stack = stack
        self._file: TextIO | None = None
        self._count = 0

    @property
    def number(self) -> int:
        return -(-self._count // DOCUMENTS)

    def write(self, line: str) -> None:
        if self._count % DOCUMENTS == 0:
            self._stack.pop_all().close()
            self._file = self._stack.enter_context(self._place.opened(_name(self.number)))
        assert self._file
        self._file.write(line)
        self._count += 1


def _name(number: int) -> str:
    return f"part-{number:05}.jsonl"


class _Near:
    """A folder on this machine."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    @contextmanager
    def opened(self, name: str) -> Iterator[TextIO]:
        with atomic_write(self._folder / name) as file:
            yield file

    def drop_from(self, number: int) -> None:
        for path in self._folder.glob(_PATTERN):
            if path.name >= _name(number):
                path.unlink()


class _Far:
    """A folder in a place that fsspec knows.  Files are written here, and then sent whole."""

    def __init__(self, folder: str) -> None:
        self._address = folder
        try:
            from fsspec.core import url_to_fs

            self._system, self._folder = url_to_fs(folder.rstrip("/"))
        except (ImportError, ValueError) as error:
            raise OutputError(
                f"cannot write to {folder}: {error}; pip install 'saidgraph[cluster]', and what fsspec asks for"
            ) from error

    @contextmanager
    def opened(self, name: str) -> Iterator[TextIO]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            with path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            try:
                self._system.makedirs(self._folder, exist_ok=True)
                self._system.put_file(str(path), f"{self._folder}/{name}")
            except OSError as error:
                raise OutputError(f"cannot write to {self._address}: {error}; see that it may be written") from error

    def drop_from(self, number: int) -> None:
        for path in self._system.glob(f"{self._folder}/{_PATTERN}"):
            if path.rpartition("/")[2] >= _name(number):
                self._system.rm(path)
