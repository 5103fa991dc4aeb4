"""Whatever a file holds, reading it gives documents and failures, the same twice, and never an exception."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzzing import damaged, texts, tries
from kg.model import Document, Failure
from kg.readers import READERS, read
from test_readers import pdf
from test_streams import PAGE, RESPONSES, ROWS, warc, zstd


def docx() -> bytes:
    import docx

    made, file = docx.Document(), io.BytesIO()
    made.add_heading("Harbour")
    made.add_paragraph("Ann Lee said no.")
    made.add_table(rows=1, cols=2).cell(0, 0).text = "left"
    made.save(file)
    return file.getvalue()


def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet as writer

    file = io.BytesIO()
    writer.write_table(pyarrow.Table.from_pylist(ROWS[:3]), file)
    return file.getvalue()


PLAIN = [
    "---\ntitle: 'Quotas: cut'\ndate: 2021-03-03\nx: {a: [1, 2]}\n---\nAnn Lee said “no”.\n\nHe left.\n".encode(),
    b"Ann Lee said no.\r\nHe left.",
    "Café “Noir”".encode("cp1252"),
    "部长说：“桥是安全的。”".encode("gb18030"),
    "Ann said no.\n".encode("utf-16"),
]
LINES = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS[:4])
TABLE = b'ID,Text,Date,Publisher\nr1,"He said: ""no"", and\nleft.",2021-03-03,Daily\n,Second.,,\n'
HEAD = '<head><meta charset="utf-8"><meta name="author" content="Ann Lee"><base href="/x">'
WEB = PAGE.replace("<head>", HEAD).encode()
PACKED = gzip.compress(LINES, mtime=0)
CRAWL = warc(*RESPONSES, packed=False)
WHOLE: dict[str, Sequence[bytes]] = {
    ".txt": PLAIN,
    ".md": PLAIN,
    ".html": [WEB, b"<?xml version='1.0' encoding='utf-16'?>" + WEB],
    ".jsonl": [LINES, LINES.decode().encode("utf-16")],
    ".csv": [TABLE, TABLE.replace(b",", b";"), TABLE.decode().encode("utf-16")],
    ".tsv": [TABLE.replace(b",", b"\t")],
    ".pdf": [pdf("The minister said no.", "He left.")],
    ".docx": [docx()],
    ".jsonl.gz": [PACKED, PACKED + PACKED],
    ".jsonl.zst": [zstd(LINES)],
    ".parquet": [parquet()],
    ".warc": [CRAWL],
    ".warc.gz": [warc(*RESPONSES)],
    ".wet.gz": [warc(RESPONSES[-1])],
}  # fmt: skip
"""By suffix, files that are as they should be."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def outcome(*paths: Path) -> list[Document | Failure]:
    """Return what is read, having looked that it is fit to be passed on, and the same every time."""
    items = list(read(paths))
    assert items == list(read(paths)) != []
    for item in items:
        assert isinstance(item, Document | Failure)
        if isinstance(item, Document):
            assert item.id and item.text.strip()
            json.dumps([item.id, item.text, item.title, item.url], ensure_ascii=False).encode()
        else:
            assert item.where and item.problem and len(item.problem) < 1_000
    return items


def test_every_format_is_tried() -> None:
    assert {reader.function for reader in READERS.values()} == {READERS[suffix].function for suffix in WHOLE}
    assert len(WHOLE) == 14


@pytest.mark.parametrize("suffix", WHOLE)
def test_a_damaged_file_is_read_as_far_as_it_goes_or_told(suffix: str, folder: Path) -> None:
    path = folder / f"a{suffix}"

    @tries(5)
    @given(damaged(WHOLE[suffix]))
    def try_it(data: bytes) -> None:
        path.write_bytes(data)
        outcome(path)

    try_it()


@pytest.mark.parametrize("suffix", [".txt", ".html", ".jsonl", ".csv", ".warc"])
def test_any_bytes_at_all_are_read_or_told(suffix: str, folder: Path) -> None:
    path = folder / f"any{suffix}"

    @tries(4)
    @given(st.binary(max_size=300) | texts().map(lambda text: text.encode("utf-8", "surrogatepass")))
    def try_it(data: bytes) -> None:
        path.write_bytes(data)
        outcome(path)

    try_it()


METADATA = [
    b"title: 'Quotas: cut'\ndate: 2021-03-03\nauthors: [Ann, Bo]\nlang: en_GB\nx: {a: &b [1], c: *b}\n",
    b"---\nheadline: |\n  a\n  b\npublished: 2021-03-03T10:00:00Z\nurl: !!str http://a.b\n",
]


def test_what_stands_beside_a_file_never_costs_the_file(tmp_path: Path) -> None:
    @tries(10)
    @given(side=damaged(METADATA), table=damaged([b'file,title,date\na.txt,"T, or U",2021-03-03\nb,,\n']))
    def try_it(side: bytes, table: bytes) -> None:
        (tmp_path / "a.txt").write_text("Ann Lee said no.")
        (tmp_path / "a.txt.meta.yaml").write_bytes(side)
        (tmp_path / "metadata.csv").write_bytes(table)
        assert [item.text for item in outcome(tmp_path) if isinstance(item, Document)] == ["Ann Lee said no."]

    try_it()


def test_front_matter_is_metadata_text_or_told() -> None:
    from kg.errors import ReadError
    from kg.readers.metadata import split_front_matter

    @tries(20)
    @given(texts(4), texts(4))
    def try_it(before: str, value: str) -> None:
        for entry in (f"title: {value}", value, f"{before}: !!{value}", f"date: !!timestamp {value}"):
            try:
                _, body = split_front_matter(f"---\n{entry}\n---\nText.")
            except ReadError:
                continue
            assert body.endswith("Text.")

    try_it()
