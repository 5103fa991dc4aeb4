""" "Reported that prices would rise.": a sentence without a subject goes on with the source of the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import parts
from kg.extractors.prepared import Candidate, Unit
from kg.words.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENING: Final = re.compile(r"(?:^|(?<=[.!?”\"]) )([A-Z][a-z]+) that ")


def continued_reports(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution, without source, for each sentence that opens with a past form of the lexicon and "that".

    All of the sentence is its content: there is nobody else in it who could have said the rest.  Who the source is,
    linking says.
    """
    for match in _OPENING.finditer(unit.text):
        span = unit.doc.char_span(*match.span(1))
        if span is None or not _is_past(span[0]):
            continue
        tokens = [token for token in unit.doc[span.end :] if token.idx < _end(unit, match.end())]
        content = parts(unit, tokens)
        if content:
            yield Candidate((), (unit.span(span[0], span[0]),), content, "continued_report", 0.9)


def _is_past(token: Token) -> bool:
    cue = cues().word("verb", token.lemma_.lower()) or cues().word("verb", token.lower_.removesuffix("ed"))
    return token.lower_.endswith("ed") and cue is not None and "clause" in cue.takes


def _end(unit: Unit, start: int) -> int:
    """Where the sentence ends: at the next stop before a space and a capital."""
    match = _STOP.search(unit.text, start)
    return match.end() if match else len(unit.text)


_STOP: Final = re.compile(r"[.!?][”\"]?(?= +[A-Z&“\"]|$)")
