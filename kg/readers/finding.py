"""From what was named on the command line to files: folders, globs, single files, standard input."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from stat import S_ISREG
from typing import Final

from kg.errors import ReadError
from kg.files.outputs import STATEMENTS, is_decisions_file, is_output_folder
from kg.model import Failure
from kg.readers.metadata import is_metadata, rows_without_file
from kg.readers.remote import is_address, listed
from kg.readers.source import STDIN, Source

_MAGIC: Final = re.compile(r"[*?\[]")


def find(paths: Iterable[str | Path], suffixes: Collection[str], known: str) -> list[Source | Failure]:
    """Return the inputs that `paths` name, sorted by id, every file once; what cannot be found is a failure.

    Folders are searched to the bottom.  Passed over there: hidden files and folders, symbolic links (they lead out of
    the folder, or to a file that is found anyway), files of unknown formats, metadata beside documents, files of
    decisions, and output folders of `kg build`.  Of an output folder that is named itself, the statements are taken.
    """
    found: dict[str, Source] = {}
    failures: set[Failure] = set()
    for path in paths:
        for item in _expand(str(path), suffixes, known):
            if isinstance(item, Failure):
                failures.add(item)
                continue
            key = _real(str(item.path)) if item.path else item.address or STDIN
            # a file named twice keeps the id that says most, whatever the order
            if key not in found or _rank(item) < _rank(found[key]):
                found[key] = item
    sources = sorted(found.values(), key=lambda source: (source.id, source.where))
    return [*sources, *sorted(failures, key=lambda failure: (failure.where, failure.problem))]


def _real(path: str) -> str:
    """Return the one name of a file; of the many in a folder, that of the folder is found out once."""
    folder, name = os.path.split(path)
    if name in ("", "..") or os.path.islink(path):  # noqa: PTH114  (thousands pass here)
        return os.path.realpath(path)
    return os.path.join(_real_folder(folder), name)  # noqa: PTH118


@lru_cache(maxsize=1)
def _real_folder(folder: str) -> str:
    return os.path.realpath(folder)


def suffix_of(path: Path, suffixes: Collection[str]) -> str:
    """Return the end of the file's name that tells its format: the longest of `suffixes`, else what follows the dot.

    >>> suffix_of(Path("news.JSONL.gz"), [".jsonl", ".jsonl.gz"]), suffix_of(Path("a.odt"), [".txt"])
    ('.jsonl.gz', '.odt')
    """
    name = path.name.casefold()
    known = [suffix for suffix in suffixes if name.endswith(suffix) and len(name) > len(suffix)]
    return max(known, key=len, default=path.suffix.casefold())


def _rank(source: Source) -> tuple[int, str, str]:
    return -source.id.count("/"), source.id, source.where


def _expand(name: str, suffixes: Collection[str], known: str) -> Iterator[Source | Failure]:
    if not name:  # an unset shell variable; as a path it would be the current folder
        yield Failure('""', "an empty name; name a file, a folder, a glob, or - for standard input (. is this folder)")
        return
    if name == "-":
        yield Source(STDIN, STDIN, None)
        return
    if is_address(name):
        yield from _far(name, suffixes, known)
        return
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path, path, suffixes, known)
        elif path.is_file() or path.is_fifo():
            yield _file(path, suffixes, known)
        elif _MAGIC.search(name) and not path.exists():
            yield from _glob(name, suffixes, known)
        elif path.exists():
            yield Failure(name, "neither a file nor a folder; name a file, a folder, a glob, or - for standard input")
        else:
            yield Failure(name, "no such file or folder; check the spelling, and the folder you are in")
    except (OSError, ValueError) as error:
        yield Failure(name, f"cannot be read ({getattr(error, 'strerror', None) or error}); check name and permissions")


def _file(path: Path, suffixes: Collection[str], known: str) -> Source | Failure:
    suffix = suffix_of(path, suffixes)
    if is_metadata(path):
        return Failure(str(path), "describes other files and is no document; name the files or their folder instead")
    if is_decisions_file(path):
        return Failure(str(path), "holds decisions and is no document; put it into the output folder, or --decisions")
    if suffix and suffix not in suffixes:
        return Failure(str(path), f"unknown format {suffix}; valid are {known}; rename it if it is one of them")
    return Source(_clean(path.name), str(path), path, suffix=suffix)


def _far(address: str, suffixes: Collection[str], known: str) -> Iterator[Source | Failure]:
    found = 0
    try:
        for place, name in listed(address):
            suffix = suffix_of(Path(name), suffixes)
            if suffix in suffixes:
                found += 1
                yield Source(name, place, None, suffix=suffix, address=place)
    except ReadError as error:
        yield Failure(address, str(error))
        return
    if not found:
        yield Failure(address, f"no file of a known format there; valid are {known}; check the address")


def _glob(pattern: str, suffixes: Collection[str], known: str) -> Iterator[Source | Failure]:
    parts = Path(pattern).parts
    fixed = next(index for index, part in enumerate(parts) if _MAGIC.search(part))
    base = Path(*parts[:fixed]) if fixed else Path()
    matches = [base / match for match in sorted(_matches(base, str(Path(*parts[fixed:]))))]
    found = 0
    for path in matches:
        if path.is_dir():
            continue
        suffix = suffix_of(path, suffixes)
        if not is_metadata(path) and suffix in suffixes and not is_decisions_file(path):
            found += 1
            yield Source(_clean(path.relative_to(base).as_posix()), str(path), path, base, suffix)
    if not found:
        what = f"matches {len(matches)} files, none of a known format" if matches else "matches no file"
        yield Failure(pattern, f"{what}; valid are {known}; put a folder's name to read all of it")


def _matches(base: Path, pattern: str) -> list[str]:
    return glob.glob(pattern, root_dir=base, recursive=True)  # noqa: PTH207  (unlike Path.glob it passes over hidden)


def _folder(folder: Path, root: Path, suffixes: Collection[str], known: str) -> Iterator[Source | Failure]:
    if is_output_folder(folder):
        yield _file(folder / STATEMENTS, suffixes, known)
        return
    found = passed = 0
    problems: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and not is_output_folder(Path(place, n)))
        yield from rows_without_file(Path(place))
        below = Path(place).relative_to(root).as_posix()
        before = "" if below == "." else f"{below}/"
        for name in sorted(files):
            path = Path(place, name)
            suffix = suffix_of(path, suffixes)
            if suffix in suffixes and _is_document(path):
                found += 1
                yield Source(_clean(before + name), str(path), path, root, suffix)
            else:
                passed += 1
    for error in problems:
        yield Failure(str(error.filename), f"this folder cannot be read ({error.strerror}); check its permissions")
    if not found and not problems:
        yield Failure(
            str(folder),
            f"no readable file in this folder ({passed} passed over: hidden, links, metadata or unknown formats); "
            f"valid are {known}",
        )


def _is_document(path: Path) -> bool:
    """Return whether a file of a known format is one to be read; what is neither a file nor a link is none."""
    if path.name.startswith((".", "~$")) or is_metadata(path):
        return False
    return S_ISREG(path.lstat().st_mode) and not is_decisions_file(path)


def _clean(name: str) -> str:
    """Return a file name as text: names that are not UTF-8 would break every file the id is written to."""
    return os.fsencode(name).decode("utf-8", "replace")
