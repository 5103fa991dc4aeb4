"""Writing files so that nothing whole is ever replaced by something broken.

Everything goes to a temporary file beside the one that is meant and takes its name only when it is complete and on
the disk.  A full disk, a failing writer or a killed process leaves the earlier file as it was.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, Literal, TextIO, overload

from kg.errors import OutputError
from kg.files.exchange import exchanged

_PLAIN = 0o666


@overload
@contextmanager
def atomic_write(path: str | Path, mode: Literal["w"] = "w") -> Iterator[TextIO]: ...
@overload
@contextmanager
def atomic_write(path: str | Path, mode: Literal["wb"]) -> Iterator[BinaryIO]: ...
@contextmanager
def atomic_write(path: str | Path, mode: Literal["w", "wb"] = "w") -> Iterator[IO[Any]]:
    r"""Give a file to write to, which replaces `path` when the block ends without an error; missing folders are made.

    `mode` is "w" (UTF-8, newlines written as `\n` on every system) or "wb".  Where the block raises, `path` stays as
    it was, nothing else is left behind, and the error goes on.  Raises `OutputError` where the place cannot be written
    (a folder is in the way, no permission, no space).

    >>> folder = Path(tempfile.mkdtemp())
    >>> with atomic_write(folder / "a.txt") as file:
    ...     _ = file.write("no\n")
    >>> (folder / "a.txt").read_bytes()
    b'no\n'
    """
    target = Path(path)
    temporary = _beside(target)
    try:
        with _opened(temporary, mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_place(temporary, target)
    except OSError as error:
        raise OutputError(explain(target, error)) from error
    finally:
        temporary.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    """Return a new empty file in `target`'s folder: only a rename within one file system is atomic."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError("a folder of that name is there")
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise OutputError(explain(target, error)) from error
    os.close(handle)
    return Path(name)


def _opened(path: Path, mode: Literal["w", "wb"]) -> IO[Any]:
    return path.open("wb") if mode == "wb" else path.open("w", encoding="utf-8", newline="\n")


def _take_place(temporary: Path, target: Path) -> None:
    """Rename, with the permissions the earlier file had, else those any new file gets (mkstemp gives the owner's)."""
    temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else _PLAIN & ~umask())
    temporary.replace(target)


def replace_folder(new: Path, path: Path) -> None:
    """Let the folder `new` take the place of the folder `path`, in one step where the system has one (`exchanged`).

    Elsewhere a crash may fall between two renamings, which is made good by `recover_folder`.  Raises `OSError` where it
    cannot be done; then `path` is as it was.
    """
    old = _old(path)
    forget_folder(path)
    try:
        new.chmod(0o777 & ~umask())
        if exchanged(new, path):
            new.rename(old)  # what is there now is the earlier one
        else:
            if path.exists():
                path.rename(old)
            new.rename(path)
    except OSError:
        recover_folder(path)
        raise
    forget_folder(path)


def forget_folder(path: Path) -> None:
    """Remove what `replace_folder` may have left of the earlier folder where it was cut off at its end."""
    shutil.rmtree(_old(path), ignore_errors=True)


def recover_folder(path: Path) -> None:
    """Put the earlier folder back where a crash fell between the two renamings of `replace_folder`."""
    if not path.exists() and _old(path).is_dir():
        _old(path).rename(path)


def _old(path: Path) -> Path:
    return path.with_name(f".{path.name}.old")


def umask() -> int:
    """Return the permissions that new files and folders of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def explain(target: Path, error: Exception) -> str:
    """Return the message for a place that cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return f"cannot write {target}: {reason}; choose another place, or free it and run again"
