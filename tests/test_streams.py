"""Archives as they are: packed JSON Lines, Parquet and WARC; streamed, bounded, kept as far as they can be read."""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from kg.model import Document, Failure
from kg.readers import packed, read, tables

ROWS: Final = [{"id": f"n{i}", "text": f"Ann said no {i} times.", "date": "2021-03-03"} for i in range(40)]
PAGE: Final = (
    "<html><head><title>Harbour</title></head><body><article><p>"
    + "Ann said that the harbour would close on Monday, and that nobody had asked her. " * 4
    + "</p></article></body></html>"
)


def lines() -> bytes:
    return "".join(json.dumps(row) + "\n" for row in ROWS).encode()


def zstd(data: bytes) -> bytes:
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def parquet(rows: Sequence[Mapping[str, object]], path: Path) -> Path:
    import pyarrow
    from pyarrow import parquet as writer

    writer.write_table(pyarrow.Table.from_pylist(list(rows)), path)
    return path


def warc(*records: tuple[str, str, bytes, str], packed: bool = True) -> bytes:
    """Return an archive of records: type, media type, payload, and content encoding or ""."""
    out = b""
    for number, (kind, media, payload, encoding) in enumerate(records):
        inner = f"Content-Encoding: {encoding}\r\n" if encoding else ""
        block = f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{inner}\r\n".encode() + payload
        block, outer = (block, "application/http") if kind == "response" else (payload, media)
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2021-03-03T08:00:00Z\r\n"
            f"Content-Type: {outer}\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record, mtime=0) if packed else record
    return out


def outcome(path: Path) -> tuple[list[Document], list[str]]:
    """Return the documents of `path`, and what failed."""
    items = list(read([path]))
    return (
        [item for item in items if isinstance(item, Document)],
        [f"{item.where}: {item.problem}".replace(f"{path.parent}/", "") for item in items if isinstance(item, Failure)],
    )


PACKED: Final[list[tuple[str, Callable[[bytes], bytes]]]] = [
    ("a.jsonl.gz", gzip.compress),
    ("a.ndjson.gz", gzip.compress),
    ("a.JSONL.GZ", lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:])),
    ("a.jsonl.zst", zstd),
    ("a.ndjson.zst", lambda data: zstd(data[:100]) + zstd(data[100:])),
]


@pytest.mark.parametrize(("name", "pack"), PACKED, ids=[name for name, _ in PACKED])
def test_packed_lines_are_the_lines(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    """Packed JSON Lines, also of several members, give the documents of the unpacked ones."""
    (tmp_path / name).write_bytes(pack(lines()))
    documents, failures = outcome(tmp_path / name)
    assert not failures
    assert [(d.id, d.text, d.date) for d in documents] == [(r["id"], r["text"], r["date"]) for r in ROWS]


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd)])
def test_what_is_cut_off_is_told_and_the_rest_kept(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    """Documents before the cut count; one failure says after which line it was."""
    data = pack(lines()) + pack(lines().replace(b'"n', b'"m'))[:-30]
    (tmp_path / name).write_bytes(data)
    documents, failures = outcome(tmp_path / name)
    assert [d.id for d in documents][:40] == [row["id"] for row in ROWS]
    (failure,) = failures
    assert f"after line {len(documents)}: it is cut off here" in failure


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd)])
def test_what_is_damaged_is_told(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    """Garbage in place of a packed file, or after its first member, is a failure with a remedy."""
    (tmp_path / name).write_bytes(pack(lines()) + b"garbage, garbage")
    documents, (failure,) = outcome(tmp_path / name)
    assert len(documents) == 40
    assert "after line 40: it is damaged here" in failure
    (tmp_path / name).write_bytes(b"garbage, garbage")
    documents, (failure,) = outcome(tmp_path / name)
    assert (documents, "it is damaged here" in failure) == ([], True)


@pytest.mark.parametrize(("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstd)])
def test_bombs_are_let_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pack: Callable[[bytes], bytes]
) -> None:
    """A file that unpacks to far more than its size is refused before it fills memory or time."""
    monkeypatch.setattr(packed, "FLOOR", 1 << 20)
    (tmp_path / name).write_bytes(pack(lines() + (b" " * 9_999 + b"\n") * 8_000))
    documents, (failure,) = outcome(tmp_path / name)
    assert len(documents) == 40
    assert "unpacks to more than 200 times its size" in failure


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_giant_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A line that no document has is a failure at its place; the lines after it count."""
    monkeypatch.setattr(tables, "LONGEST_LINE", 1 << 16)
    data = lines() + b'{"text": "' + b"x" * 200_000 + b'"}\n{"text": "Bo said yes."}\n'
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    documents, failures = outcome(tmp_path / name)
    assert failures == [f"{name}:41: a line of more than 0 MB; write one document a line"]
    assert (documents[-1].id, documents[-1].text) == (f"{name}#42", "Bo said yes.")


def test_the_name_inside_an_archive_means_nothing(tmp_path: Path) -> None:
    """A member called like a path out of the folder is neither written nor named."""
    out = io.BytesIO()
    with gzip.GzipFile("../../evil.jsonl", "wb", fileobj=out) as file:
        file.write(b'{"text": "Ann said no."}\n')
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl.gz").write_bytes(out.getvalue())
    documents, failures = outcome(tmp_path / "in" / "a.jsonl.gz")
    assert ([d.id for d in documents], failures) == (["a.jsonl.gz#1"], [])
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.jsonl.gz", "in"]


def test_parquet(tmp_path: Path) -> None:
    """A row is a document; columns count in any case, dates as dates, and a row without id by its number."""
    rows: list[dict[str, object]] = [
        {"ID": "a", "Text": "Ann said no.", "Date": datetime(2021, 3, 3, 8), "score": 0.5, "tags": ["x"]},
        {"ID": None, "Text": "Bo said yes.", "Date": None, "score": None, "tags": None},
        {"ID": "c", "Text": None, "Date": None, "score": None, "tags": None},
    ]
    documents, failures = outcome(parquet(rows, tmp_path / "a.parquet"))
    assert [(d.id, d.text, (d.date or "")[:10]) for d in documents] == [
        ("a", "Ann said no.", "2021-03-03"),
        ("a.parquet#2", "Bo said yes.", ""),
    ]
    assert [failure.partition(";")[0] for failure in failures] == ["a.parquet#3: it holds no text"]


def test_broken_parquet(tmp_path: Path) -> None:
    """What is cut off or none is told with its remedy, and a table without texts by its columns."""
    whole = parquet(ROWS, tmp_path / "whole.parquet").read_bytes()
    for data in (whole[:-10], b"garbage", b""):
        (tmp_path / "b.parquet").write_bytes(data)
        documents, (failure,) = outcome(tmp_path / "b.parquet")
        assert (documents, "it is cut off or damaged" in failure) == ([], True)
    _, (failure,) = outcome(parquet([{"title": "x"}], tmp_path / "c.parquet"))
    assert "no column `text` of strings (found title)" in failure


RESPONSES: Final = [
    ("warcinfo", "application/warc-fields", b"software: x\r\n", ""),
    ("response", "text/html; charset=utf-8", PAGE.replace("Ann", "Zoë").encode(), ""),
    ("response", "image/png", b"\x89PNG", ""),
    ("response", "text/html", gzip.compress(PAGE.encode(), mtime=0), "gzip"),
    ("response", "text/html", b"<html></html>", ""),
    ("response", "text/plain; charset=windows-1252", "Zoë said no.".encode("cp1252"), ""),
    ("conversion", "text/plain", b"Bo said yes.", ""),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.wet.gz"])
def test_warc(tmp_path: Path, name: str) -> None:
    """Pages and plain texts become documents named by capture and address; a page without text is a failure."""
    (tmp_path / name).write_bytes(warc(*RESPONSES, packed=name != "a.warc"))
    documents, failures = outcome(tmp_path / name)
    assert [d.id for d in documents] == [f"20210303080000/https://example.org/{n}" for n in (1, 3, 5, 6)]
    assert [d.text[:12] for d in documents] == ["Zoë said tha", "Ann said tha", "Zoë said no.", "Bo said yes."]
    assert (documents[0].title, documents[0].url) == ("Harbour", "https://example.org/1")
    (failure,) = failures
    assert failure.startswith(f"{name}#5 (https://example.org/4): this web page holds no main text")


NOISE: Final = bytes(random.Random(1).choices(range(32, 127), k=800))  # what gzip can make little of


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("cut", [20, 40, 150, 400])
def test_a_cut_warc_is_kept_so_far(tmp_path: Path, name: str, cut: int) -> None:
    """Captures before the place where an archive is cut off are read; the one that is cut is not."""
    data = warc(*RESPONSES[:2], ("response", "text/plain", NOISE, ""), packed=name != "a.warc")
    (tmp_path / name).write_bytes(data[: -cut - 4])
    documents, failures = outcome(tmp_path / name)
    assert [d.id for d in documents] == ["20210303080000/https://example.org/1"]
    assert [f.partition(": ")[2][:14] for f in failures] == ["after record 2"]


def test_a_page_that_unpacks_without_end(tmp_path: Path) -> None:
    """A page inside the archive is read up to the size of the largest page, whatever its encoding makes of it."""
    bomb = gzip.compress(b"<p>Ann said no.</p>" * 2_000_000)
    (tmp_path / "a.warc.gz").write_bytes(warc(("response", "text/html", bomb, "gzip"), RESPONSES[1]))
    documents, (failure,) = outcome(tmp_path / "a.warc.gz")
    assert len(documents) == 1
    assert "it is larger than 20 MB" in failure


@pytest.mark.parametrize("data", [b"", b"garbage", b"WARC/1.0\r\nContent-Length: x\r\n\r\n", b"\0" * 100])
def test_no_warc(tmp_path: Path, data: bytes) -> None:
    """What is no archive is one failure."""
    (tmp_path / "a.warc").write_bytes(data)
    documents, failures = outcome(tmp_path / "a.warc")
    assert (documents, len(failures)) == ([], 1)


def test_a_record_without_an_address_ends_the_archive_and_not_the_run(tmp_path: Path) -> None:
    """What the library cannot take is told with its place; what came before counts."""
    nameless = warc(RESPONSES[1], packed=False).replace(b"WARC-Target-URI", b"WARC-Target")
    (tmp_path / "a.warc").write_bytes(warc(*RESPONSES[:2], packed=False) + nameless)
    documents, (failure,) = outcome(tmp_path / "a.warc")
    assert [d.id for d in documents] == ["20210303080000/https://example.org/1"]
    assert "after record 2: this is no WARC, or it is damaged" in failure


MEASURE: Final = """
import sys, re
from pathlib import Path
from kg.model import Document
from kg.readers import read
count = sum(isinstance(item, Document) for item in read(sys.argv[1:]))
print(count, re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def _many(number: int) -> Iterator[dict[str, str]]:
    for i in range(number):
        yield {"id": f"document {i}", "text": f"{i}: Ann said no. " * 150}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell the peak of memory")
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.parquet"])
def test_memory_is_flat(tmp_path: Path, name: str) -> None:
    """Ten times the documents (30 MB of text) take no more memory, but for their ids."""
    peaks = []
    for number in (1_000, 10_000):
        path = tmp_path / str(number) / name
        path.parent.mkdir()
        rows = list(_many(number))
        if name == "a.parquet":
            _write_groups(rows, path)
        else:
            data = "".join(json.dumps(row) + "\n" for row in rows).encode()
            path.write_bytes(gzip.compress(data, 1) if name.endswith("gz") else zstd(data))
        done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
        count, peak = map(int, done.stdout.split())
        assert count == number
        peaks.append(peak / 1024)
    assert peaks[1] - peaks[0] < 12, f"{peaks} MB"


def _write_groups(rows: list[dict[str, str]], path: Path) -> None:
    import pyarrow
    from pyarrow import parquet as writer

    writer.write_table(pyarrow.Table.from_pylist(rows), path, row_group_size=500)
