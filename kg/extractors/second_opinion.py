"""What the parse and the rules say to what the model read: sources made whole, and what is no claim left out.

The model decides word by word, so its sources may end in the middle of a name or be in pieces, and where the rules
found the same cue they may know a source that it missed.  Its contents stay as they are, but for one border: where the
two disagree about a clause, the model is right more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import SUBJECTS, is_passive, noun_phrase, trimmed
from kg.extractors.prepared import Candidate, Prepared
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
_BEFORE_HEAD: Final = frozenset({"compound", "det", "amod", "nmod", "poss", "nummod"})
_LONGEST_GAP: Final = 6  # tokens from a torn-off word to the noun it belongs to
_EMPTY: Final = frozenset({"PRON", "DET", "PART", "ADP", "SCONJ", "PUNCT", "SPACE", "CCONJ"})
_PRO_FORMS: Final = frozenset({"so", "as", "much", "such", "too", "not", "either", "something", "nothing"})


def revised(prepared: Prepared, read: Candidate, ruled: Sequence[Candidate]) -> Candidate | None:
    """Return what the model read with its source put right, or None where its content stands for nothing.

    `ruled` are the candidates of the rules that share its cue.
    """
    content = _without_objection(prepared, read.cue, read.content)
    if _is_empty(prepared.tokens(content)):
        return None
    source = read.source
    if len(source) > 1:
        source = _one_piece(prepared, source, read.cue)
    if len(source) == 1:
        source = _whole_phrase(prepared, source[0], (*read.cue, *read.content))
    if _is_expletive(prepared, source, read.cue):
        source = ()
    elif len(source) != 1 or not _is_nominal(prepared.tokens(source)):
        source = next((rule.source for rule in ruled if not _overlap(rule.source, content)), source)
    return replace(read, source=source, content=content)


def _without_objection(prepared: Prepared, cue: Spans, content: Spans) -> Spans:
    """Cut off "…, but it is not so", a clause with a subject of its own that the parse ranks beside the cue."""
    for verb in prepared.tokens(cue):
        but = _objection(verb)
        unit = next(iter(prepared.units_at(cue[0])))
        if but is None or unit.is_quoted(but):
            continue
        place = unit.start + but.idx
        cut = [trimmed(unit, (low, place)) if low < place < high else (low, high) for low, high in content]
        return tuple(span for span in cut if span) or content
    return content


def _objection(verb: Token) -> Token | None:
    clause = next((child for child in verb.rights if child.dep_ == "conj"), None)
    if clause is None or not any(child.dep_ in SUBJECTS for child in clause.lefts):
        return None
    return next((child for child in verb.rights if child.lower_ == "but" and child.i < clause.i), None)


def _is_empty(content: Sequence[Token]) -> bool:
    """ "so", "that", "as much": a word for an earlier claim, or a shred of one, but no claim."""
    return all(token.pos_ in _EMPTY or token.lower_ in _PRO_FORMS for token in content)


def _one_piece(prepared: Prepared, source: Spans, cue: Spans) -> Spans:
    """Of a source in pieces: all from its first to its last word where one noun phrase holds them, else as it is."""
    hull = ((source[0][0], source[-1][1]),)
    roots = _roots(prepared.tokens(hull))
    return hull if len(roots) == 1 and roots[0].pos_ in _NAMES and not _overlap(hull, cue) else source


def _whole_phrase(prepared: Prepared, source: Span, taken: Spans) -> Spans:
    """A source that ends before its noun ("The", "Mr") runs on to the end of that noun's phrase."""
    tokens = prepared.tokens((source,))
    head = tokens[-1] if tokens else None
    while head is not None and head.dep_ in _BEFORE_HEAD and head.head.i > head.i:
        head = head.head
    if head is None or head.i == tokens[-1].i or head.i - tokens[-1].i > _LONGEST_GAP:
        return (source,)
    unit = next(iter(prepared.units_at(source)))
    phrase = noun_phrase(unit, head)
    if phrase is None or phrase[1] <= source[1] or _overlap(((source[0], phrase[1]),), taken):
        return (source,)
    return ((source[0], phrase[1]),)


def _is_expletive(prepared: Prepared, source: Spans, cue: Spans) -> bool:
    """ "It is implied that …", "It was reported …": nobody says so."""
    words = prepared.tokens(source)
    return len(words) == 1 and words[0].lower_ == "it" and any(is_passive(token) for token in prepared.tokens(cue))


def _is_nominal(source: Sequence[Token]) -> bool:
    """Not "recently", "show": somebody is named."""
    return any(token.pos_ in _NAMES for token in _roots(source))


def _roots(tokens: Sequence[Token]) -> list[Token]:
    own = {token.i for token in tokens}
    return [token for token in tokens if token.head.i not in own or token.head.i == token.i]


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < high and low < end for start, end in one for low, high in other)
