"""Web archives (WARC) and what Common Crawl makes of them: the pages of a crawl, one after the other."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from types import SimpleNamespace
from typing import Any, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.decoding import decode
from kg.readers.metadata import described
from kg.readers.packed import opened
from kg.readers.source import Source
from kg.readers.web import LARGEST_PAGE, page_document

_PAGES: Final = ("text/html", "application/xhtml+xml")
_LINE: Final = 1 << 20
_CHARSET: Final = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,30})", re.I)


def read_warc(source: Source) -> Iterator[Document | Failure]:
    """Yield the documents of a `.warc` or `.warc.gz`: web pages that were fetched (status 200), and plain texts.

    A document's id is the time and the address of its capture, as the Wayback Machine writes them:
    `20210303080000/https://example.org/story`.  Plain texts are `text/plain` responses and the `conversion` records of
    Common Crawl's WET files.  Images, redirects, requests and notes of the crawler are passed over.  Records are
    unpacked one after the other; where the archive is cut off or damaged, those before that place count.
    """
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # what goes wrong is told by the failure
    done = 0
    try:
        with opened(source.open(), source.suffix) as file:
            for record in _records(file):
                yield from _of_record(record, f"{source.where}#{done + 1}", source)
                done += 1
    except ReadError as error:
        yield Failure(source.where, f"after record {done}: {error}")
    except (OSError, MemoryError):
        raise
    except Exception as error:  # a damaged archive may break the parser in any way
        problem = " ".join(str(error).split())[:120] or type(error).__name__
        yield Failure(
            source.where, f"after record {done}: this is no WARC, or it is damaged ({problem}); fetch it again"
        )


def _records(file: Any) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.bufferedreaders import BufferedReader

    class Lines(BufferedReader):  # type: ignore[misc]  # it ships no types
        """Lines of bounded length: those of a header have no need of more."""

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(length or _LINE)
            return line

    archive = ArchiveIterator(io.BytesIO())  # where a record stands it need not tell
    archive.reader = Lines(SimpleNamespace(read=file.read1))  # what is there, so that a cut loses nothing before it
    while True:
        with redirect_stderr(io.StringIO()):  # where warcio tells what the failures tell
            record = next(archive, None)
        if record is None:
            return
        yield record


def _of_record(record: Any, where: str, source: Source) -> Iterator[Document | Failure]:
    media = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    kind = media.partition(";")[0].strip().casefold()
    is_page, is_plain = kind in _PAGES, kind == "text/plain"
    wanted = {"response": is_page or is_plain, "resource": is_page or is_plain, "conversion": is_plain}
    fetched = record.http_headers is None or record.http_headers.get_statuscode() == "200"
    if not wanted.get(record.rec_type) or not fetched:
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    identity = f"{_time(record)}/{url}"
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if len(data) <= LARGEST_PAGE and record.raw_stream.limit > 0 and not record.raw_stream.read(1):
        raise ReadError("it is cut off here, and what comes after is missing; fetch it again")
    if len(data) > LARGEST_PAGE:
        yield Failure(
            f"{where} ({url})", f"it is larger than {LARGEST_PAGE // 1_000_000} MB; leave it out, or split it"
        )
    elif not data.strip():
        yield Failure(f"{where} ({url})", "it holds no text; leave it out")
    else:
        source.rows[identity] = where
        yield from _of_data(data, media, is_page, Document(id=identity, text="x", url=url or None), where)


def _of_data(data: bytes, media: str, is_page: bool, empty: Document, where: str) -> Iterator[Document | Failure]:
    match = _CHARSET.search(media)
    charset = match[1] if match else None
    try:
        if is_page:
            yield from page_document(data, empty.id, where, charset, {"url": empty.url})
        else:
            yield from described(Document(id=empty.id, text=decode(data, declared=charset)), {"url": empty.url}, where)
    except ReadError as error:
        yield Failure(f"{where} ({empty.url})", str(error))


def _time(record: Any) -> str:
    return re.sub(r"\D", "", record.rec_headers.get_header("WARC-Date") or "")[:14]
