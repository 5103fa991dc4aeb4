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
_MARKS: Final = frozenset({":", "-", "–", "—", "|"})
_KINDS: Final = re.compile(
    r"(?:the |an? |in |full |live )?(?:interviews?|videos?|watch|listen|read|analys[ie]s|opinions?|comment(?:ary)?"
    r"|editorials?|columns?|exclusives?|breaking(?: news)?|photos?|pictures|gallery|live|updated?|explainers?|explained"
    r"|fact ?checks?|fact ?box|podcasts?|reviews?|previews?|profiles?|transcripts?|q&a|quotes?|blogs?|news|correction"
    r"|graphic|timeline|insight|features?|highlights|recap|letters?|statement|press releases?|media releases?)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL: Final = 4
"""Letters of a word that a title writes small: "with", "from"."""
_LEAST: Final = 3


def is_label(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether a colon's source is the kind of a page and no speaker: "Interview: “We will stay”"."""
    if text_of(prepared.text, candidate.cue).strip() not in _MARKS:
        return False
    return _KINDS.fullmatch(text_of(prepared.text, candidate.source).strip()) is not None


def is_title(prepared: Prepared, candidate: Candidate) -> bool:
    """Tell whether a content is one quotation with capitals throughout, behind a verb of issuing."""
    match = _QUOTED.fullmatch(text_of(prepared.text, candidate.content).strip())
    if match is None or not any(token.lemma_ in _ISSUES for token in prepared.tokens(candidate.cue)):
        return False
    words = [word for word in _WORD.findall(match["title"]) if len(word) > _SMALL]
    return len(words) >= _LEAST and all(word[0].isupper() for word in words)
