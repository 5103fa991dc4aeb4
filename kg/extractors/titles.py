""" "Issued “Some Opinions on the Revival of the Old Districts”": the title of a document is nothing that is said."""

from __future__ import annotations

import re
from typing import Final

from kg.extractors.prepared import Candidate, Prepared
from kg.model import text_of

_ISSUES: Final = frozenset(
    {"issue", "publish", "release", "adopt", "promulgate", "print", "pass", "approve", "sign", "formulate", "unveil"}
    | {"launch", "write", "introduce", "title", "entitle", "call"}
)
_QUOTED: Final = re.compile(r"[“\"‘'«《](?P<title>[^“”\"]+)[”\"’'»》][.,;]?")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL: Final = 4
"""Letters of a word that a title writes small: "with", "from"."""
_LEAST: Final = 3


def is_title(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether a content is one quotation with capitals throughout, behind a verb of issuing."""
    match = _QUOTED.fullmatch(text_of(prepared.text, candidate.content).strip())
    if match is None or not any(token.lemma_ in _ISSUES for token in prepared.tokens(candidate.cue)):
        return False
    words = [word for word in _WORD.findall(match["title"]) if len(word) > _SMALL]
    return len(words) >= _LEAST and all(word[0].isupper() for word in words)
