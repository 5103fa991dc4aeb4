"""PDF and DOCX, each an extra.

The day a file was made is not the day its text was published, so neither format gives a date.
"""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.metadata import described
from kg.readers.source import Source
from kg.repair.characters import mended

_LARGEST: Final = 512 << 20  # unpacked; a larger DOCX is a bomb, not a text


def read_pdf(source: Source) -> Iterator[Document | Failure]:
    """Yield the one document of a PDF: its pages' text, an empty line between pages."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what goes wrong is told by the failure
    data = source.read()
    if not data.strip():
        raise ReadError("it holds no text (the file is empty); leave it out")
    if b"%PDF-" not in data[:1024]:
        raise ReadError("this is no PDF (it does not begin with %PDF-); name it by what it is")
    if b"%%EOF" not in data[-2048:]:
        raise ReadError("this PDF is truncated (its end is missing); fetch it again")
    try:
        pdf = pypdf.PdfReader(io.BytesIO(data))
        _open(pdf)
        pages = [page.extract_text() for page in pdf.pages]
        values = _values(pdf.metadata)
    except ReadError:
        raise
    except Exception as error:  # a broken file may break the parser in any way
        raise ReadError(f"this PDF is damaged ({type(error).__name__}: {str(error)[:80]}); fetch it again") from error
    text = "\n\n".join(page.strip("\n") for page in pages if page.strip())
    if not text.strip():
        raise ReadError("this PDF holds no text (it may be a scan); run text recognition (OCR) on it first")
    yield from described(Document(id=source.id, text=mended(text)), values, source.where)


def _open(pdf: Any) -> None:
    """Open a PDF that is encrypted with an empty password."""
    try:
        closed = pdf.is_encrypted and not pdf.decrypt("")
    except Exception:  # the cipher may need a package that is not installed
        closed = True
    if closed:
        raise ReadError("this PDF is encrypted; save it without a password")


def read_docx(source: Source) -> Iterator[Document | Failure]:
    """Yield the one document of a DOCX: paragraphs and table cells in order, one a line."""
    import docx

    data = source.read()
    if not data.strip():
        raise ReadError("it holds no text (the file is empty); leave it out")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > _LARGEST:
                raise ReadError(f"this DOCX unpacks to more than {_LARGEST >> 20} MB; split it")
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_paragraphs(document))
        values = _values(document.core_properties)
    except ReadError:
        raise
    except Exception as error:  # a broken file may break the parser in any way
        raise ReadError(f"this DOCX is damaged or none ({type(error).__name__}); save it again") from error
    if not text.strip():
        raise ReadError("it holds no text; leave it out")
    yield from described(Document(id=source.id, text=text), values, source.where)


def _paragraphs(container: Any) -> Iterator[str]:
    for item in container.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                seen: set[int] = set()
                for cell in row.cells:
                    if id(cell._tc) not in seen:  # a merged cell comes once for every column it spans
                        seen.add(id(cell._tc))
                        yield from _paragraphs(cell)
        else:
            yield item.text


def _values(properties: Any) -> dict[str, Any]:
    return {name: getattr(properties, name, None) or None for name in ("title", "author")}
