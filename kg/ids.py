"""Identifiers made from content: the same document and spans give the same name, whatever else was read.

No name depends on the order or number of documents, so graphs built apart merge into the graph built at once.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from functools import lru_cache

from kg.model import Attribution, Spans

_LENGTH = 20
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest(*parts: object) -> str:
    """Return 20 hexadecimal digits of SHA-256 over `parts` as one JSON array, so that no two part lists run together.

    >>> digest("a", "bc") != digest("ab", "c")
    True
    """
    data = _ENCODER.encode(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def attribution_id(document: str, attribution: Attribution) -> str:
    """Return the name of an attribution, from its document's id and its three roles."""
    return digest("attribution", document, attribution.source, attribution.cue, attribution.content)


def claim_id(document: str, content: Spans) -> str:
    """Return the name of what is claimed, from the document's id and the content's spans."""
    return digest("claim", document, content)


@lru_cache(maxsize=16_384)
def actor_key(name: str) -> str:
    """Return the form under which two spellings of one name are the same: NFKC, case folded, spaces and dots single.

    >>> actor_key("Xiao  Yaqing") == actor_key("XIAO YAQING")
    True
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s.]+", " ", folded).strip()


def actor_id(name: str) -> str:
    """Return the name of an actor: a readable part and a hash of `actor_key`, the same in every document.

    >>> actor_id("Xiao Yaqing").startswith("xiao-yaqing-")
    True
    """
    key = actor_key(name)
    return f"{_readable(key) or 'actor'}-{digest('actor', key)[:8]}"


def topic_id(label: str) -> str:
    """Return the name of the topic with this label in normal form (`kg.model.subjects.topic_label`).

    >>> topic_id("rare earth export").startswith("rare-earth-export-")
    True
    """
    return f"{_readable(label) or 'topic'}-{digest('topic', label)[:8]}"


def _readable(key: str) -> str:
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def unnamed_actor_id(document: str, attribution: Attribution) -> str:
    """Return the name of an unnamed actor: one an attribution, never shared ("officials" are not one actor)."""
    return f"unnamed-{attribution_id(document, attribution)}"


def remark_link_id(reading: str, remark: str) -> str:
    """Return the name of the opinion that the attribution called `reading` is about the one called `remark`."""
    return digest("remark", reading, remark)
