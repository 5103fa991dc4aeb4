"""Web pages: the main text and what the page says about itself, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from kg.errors import ReadError
from kg.model import Document, Failure
from kg.readers.decoding import decode
from kg.readers.metadata import described
from kg.readers.source import Source

_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.I
)
_LANGUAGE: Final = re.compile(r"<html[^>]{0,300}?\slang\s?=\s?[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", re.I)
# explicit bounds keep today's date out of the result; dates are taken from mark-up, never guessed from the text
_DATES: Final = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}

LARGEST_PAGE: Final = 20_000_000  # trafilatura takes nothing larger


def read_html(source: Source) -> Iterator[Document | Failure]:
    """Yield the one document of a web page: its main text without navigation, title, date, publisher, author, url.

    Offsets refer to the extracted text, one paragraph a line.  Raises `ReadError` where the page holds no text.
    """
    yield from page_document(source.read(), source.id, source.where)


def page_document(
    data: bytes, identity: str, where: str, charset: str | None = None, known: Mapping[str, Any] | None = None
) -> Iterator[Document | Failure]:
    """Yield the document of the web page `data`; what is `known` of it goes before what the page says about itself.

    `charset` is what the server said; without it the page is asked.  Raises `ReadError` where there is no text.
    """
    match = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset or (match[1].decode("ascii", "replace") if match else None))
    if not page.strip():
        raise ReadError("it holds no text; leave it out")
    text, values = _extract(page)
    if not text.strip() and len(data) > LARGEST_PAGE:
        raise ReadError(f"this web page is larger than {LARGEST_PAGE // 1_000_000} MB; split it, or save it as .txt")
    if not text.strip():
        raise ReadError("this web page holds no main text; save it with its content loaded, or as .txt")
    known = {name: value for name, value in (known or {}).items() if value is not None}
    yield from described(Document(id=identity, text=text), values | known, where)


def _extract(page: str) -> tuple[str, dict[str, Any]]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what goes wrong is told by the failure
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    page = page.replace("\0", "")
    try:
        found: Any = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
        text = (found.text if found is not None else None) or trafilatura.html2txt(page)
    except Exception as error:  # a hostile page may break the parser in any way
        raise ReadError(f"this web page cannot be parsed ({type(error).__name__}); save it anew, or as .txt") from error
    language = _LANGUAGE.search(page[:4096])
    return str(text or ""), _values(found) | {"language": language[1] if language else None}


def _values(found: Any) -> dict[str, Any]:
    if found is None:
        return {}
    names = {"title": "title", "date": "date", "author": "author", "url": "url", "publisher": "sitename"}
    return {name: getattr(found, attribute, None) for name, attribute in names.items()}
