"""What people say about a document: YAML front matter, a side file `NAME.meta.yaml`, a folder's `metadata.csv`."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Any, Final

from kg.errors import ReadError, unknown
from kg.model import Document, Failure
from kg.readers.decoding import decode
from kg.repair.characters import mended
from kg.structure import iso_date

FIELDS: Final = ("title", "date", "publisher", "url", "author", "language")
TABLE: Final = "metadata.csv"
SIDE: Final = ".meta.yaml"
_ALIASES: Final = {
    "headline": "title",
    "published": "date",
    "pubdate": "date",
    "date_published": "date",
    "publication_date": "date",
    "outlet": "publisher",
    "source": "publisher",
    "site": "publisher",
    "sitename": "publisher",
    "publication": "publisher",
    "link": "url",
    "permalink": "url",
    "authors": "author",
    "byline": "author",
    "creator": "author",
    "lang": "language",
}
_KEYS: Final = ("file", "filename", "file_name", "name", "path", "id")
_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_FRONT: Final = re.compile(r"---[ \t]*\r?\n(?P<yaml>(?:.*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_ENTRY: Final = re.compile(r"[ \t]*(?:#.*|-.*|[\w\"'-][^:\n]{0,60}:(?:[ \t].*)?)?")


def described(
    document: Document, values: Mapping[str, Any], where: str, *, fill: bool = False
) -> Iterator[Document | Failure]:
    """Yield `document` with `values` in its metadata, then a failure for every value that was not understood.

    With `fill` only what the document does not yet have is taken.  Names are matched without case; common aliases
    (`outlet`, `published`, `lang` …) count; other names are passed over.
    """
    changes: dict[str, str] = {}
    problems: list[Failure] = []
    for name, raw in values.items():
        field = _ALIASES.get(_plain(name), _plain(name))
        value = _string(raw)
        if field not in FIELDS or value is None or field in changes or (fill and getattr(document, field) is not None):
            continue
        checked, problem = _check(field, value)
        if problem:
            problems.append(Failure(where, f"{problem}; read without it"))
        else:
            changes[field] = checked
    yield replace(document, **changes) if changes else document
    yield from problems


def _plain(name: object) -> str:
    return re.sub(r"[\s-]+", "_", str(name).strip().casefold())


def _string(raw: object) -> str | None:
    """Return what a value says in words; None for what says nothing, or is no value of a field."""
    if isinstance(raw, list):
        raw = ", ".join(filter(None, (_string(item) for item in raw[:50] if isinstance(item, str | int))))
    if isinstance(raw, datetime | date):
        return raw.isoformat()
    if raw is None or isinstance(raw, bool | dict | list | tuple | set | bytes):
        return None
    try:
        return re.sub(r"\s+", " ", mended(str(raw))).strip() or None
    except ValueError:  # a number of more digits than Python writes
        return None


def _check(field: str, value: str) -> tuple[str, str | None]:
    """Return the value as the model wants it, or what is wrong with it."""
    if field == "date":
        known = value if re.fullmatch(r"[12]\d{3}", value) else iso_date(value)
        return known or "", None if known else f"the date {value[:60]!r} is not understood; write it as 2021-03-03"
    if field == "language":
        good = _TAG.fullmatch(value)
        return value.replace("_", "-"), None if good else f"the language {value[:60]!r} is no tag such as en or pt-BR"
    return value, None


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the YAML front matter of `text` and the body after it; all of `text` where it has none.

    Only a block between two `---` lines at the very start, whose lines look like YAML entries, counts.  Raises
    `ReadError` where such a block is not YAML.
    """
    match = _FRONT.match(text[:65536]) if text.startswith("---") else None
    if match is None or not all(_ENTRY.fullmatch(line) for line in match["yaml"].splitlines()):
        return {}, text
    return _yaml(match["yaml"], "its front matter"), text[match.end() :]


def _yaml(text: str, where: str) -> dict[str, Any]:
    import yaml

    try:
        values = yaml.safe_load(text)
    except Exception as error:  # a tag on a value that is none of its kind breaks the parser in many ways
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise ReadError(
            f"{where} is not YAML{line}; write `name: value` lines, values with a colon in quotes"
        ) from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ReadError(f"{where} holds no `name: value` lines; known names are {', '.join(FIELDS)}")
    return values


def is_metadata(path: Path) -> bool:
    """Return whether `path` describes other files and is no document itself."""
    return path.name == TABLE or path.name.endswith((SIDE, ".meta.yml"))


def beside(path: Path, root: Path | None) -> tuple[dict[str, Any], list[Failure]]:
    """Return what stands beside `path` about it, and what could not be read of that.

    The side file (`a.txt.meta.yaml`, else `a.meta.yaml`) goes before the folder's `metadata.csv`, whose first column
    named file, filename, name, path or id holds the file's name; the table of `root`, the folder that was named, may
    hold paths below it.
    """
    values: dict[str, Any] = {}
    problems: list[Failure] = []
    try:
        folder, name = os.path.split(path)
        if root is not None and folder != str(root) and (table := _table(str(root))):
            values |= table.get(path.relative_to(root).as_posix(), {})
        values |= _table(folder).get(name, {})
    except ReadError as error:
        problems.append(Failure(str(path), str(error)))
    try:
        name, known = _side(path)
        values |= known
        problems += [Failure(str(path), f"its side file {name}: {_unknown(key)}") for key in known if _unknown(key)]
    except ReadError as error:
        problems.append(Failure(str(path), str(error)))
    return values, problems


def rows_without_file(folder: Path) -> list[Failure]:
    """Return the failure that tells which rows of the folder's `metadata.csv` name no file there; none where all do."""
    try:
        missing = [name for name in _table(str(folder)) if not os.path.exists(folder / name)]  # noqa: PTH110
    except ReadError:  # told with every file of the folder
        return []
    if not missing:
        return []
    some = ", ".join(repr(name) for name in missing[:3]) + (" …" if len(missing) > 3 else "")
    return [Failure(str(folder / TABLE), f"its rows for {some} ({len(missing)}) name no file here; mend their names")]


def _unknown(key: object) -> str | None:
    """What is wrong with a name that no field has, or None."""
    name = _plain(key)
    return None if name in FIELDS or name in _ALIASES else unknown("name", str(key), FIELDS) + "; read without it"


def _side(path: Path) -> tuple[str, dict[str, Any]]:
    """The name of the side file, "" where there is none, and what it says."""
    folder = os.path.dirname(path)  # noqa: PTH120  (thousands pass here)
    for name in (path.name + SIDE, path.stem + SIDE):
        side = os.path.join(folder, name)  # noqa: PTH118
        if os.path.isfile(side):  # noqa: PTH113  (a name that is too long for a file is no error to it)
            try:
                return name, _yaml(decode(Path(side).read_bytes()), f"its side file {name}")
            except OSError as error:
                raise ReadError(f"its side file {name} cannot be read ({error.strerror})") from error
    return "", {}


def _table(folder: str) -> dict[str, dict[str, str]]:
    path = os.path.join(folder, TABLE)  # noqa: PTH118  (thousands pass here)
    try:
        status = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):
        return {}
    return _table_at(Path(path), status.st_mtime_ns, status.st_size) if S_ISREG(status.st_mode) else {}


@lru_cache(maxsize=64)
def _table_at(path: Path, _changed: int, _size: int) -> dict[str, dict[str, str]]:
    try:
        text = decode(path.read_bytes())
    except OSError as error:
        raise ReadError(f"the table {path.name} beside it cannot be read ({error.strerror})") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval="", strict=True)
    try:
        return _by_file(reader, path.name)
    except csv.Error as error:
        raise ReadError(
            f"the table {path.name} beside it is no table (line {reader.line_num + 1}: {error}); "
            "close every quotation mark, and write one inside a cell twice"
        ) from error


def _by_file(reader: csv.DictReader[str], table: str) -> dict[str, dict[str, str]]:
    key = next((name for name in reader.fieldnames or () if _plain(name) in _KEYS), None)
    if key is None:
        raise ReadError(f"the table {table} beside it has no column with file names; name one `file`")
    return {row[key].strip(): {k: v for k, v in row.items() if k and k != key and v} for row in reader}
