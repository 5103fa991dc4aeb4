"""Plain text and Markdown, with YAML front matter."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Document, Failure
from kg.readers.decoding import decode
from kg.readers.metadata import described, split_front_matter
from kg.readers.source import Source


def read_text(source: Source) -> Iterator[Document | Failure]:
    """Yield the one document of a text or Markdown file; Markdown stays as written.

    Where the file begins with YAML front matter, `Document.text` is the body after it, and offsets refer to that body.
    """
    values, body = split_front_matter(decode(source.read()))
    yield from described(Document(id=source.id, text=body), values, source.where)
