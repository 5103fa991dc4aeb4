"""Files are replaced whole or not at all."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.files import atomic_write


def test_a_new_file_is_utf8_with_plain_newlines_in_folders_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    with atomic_write(path) as file:
        file.write("né 稀土\n")
    assert path.read_bytes() == "né 稀土\n".encode()
    assert [p.name for p in path.parent.iterdir()] == ["c.txt"]


@pytest.mark.parametrize("error", [ValueError("a bug"), KeyboardInterrupt()])
def test_a_failing_writer_leaves_the_earlier_file_whole_and_no_litter(tmp_path: Path, error: BaseException) -> None:
    path = tmp_path / "a.txt"
    path.write_text("earlier", encoding="utf-8")
    with pytest.raises(type(error)), atomic_write(path) as file:
        file.write("half")
        raise error
    assert path.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_an_output_error_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"earlier")
    with pytest.raises(OutputError, match=r"a\.bin.*No space left"), atomic_write(path, "wb") as file:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")
    assert path.read_bytes() == b"earlier"


def test_a_folder_or_a_file_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for path in (tmp_path, tmp_path / "file" / "below.txt"):
        with pytest.raises(OutputError, match="cannot write"), atomic_write(path):
            pass


def test_permissions_are_those_of_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("earlier", encoding="utf-8")
    path.chmod(0o640)
    with atomic_write(path) as file:
        file.write("later")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
