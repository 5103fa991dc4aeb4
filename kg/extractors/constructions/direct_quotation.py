"""Quotations and the words around them: "“A,” he said, “B.”", "He added: “…”", quotations over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import noun_phrase, parts, subject_of, trimmed, verb_group
from kg.extractors.constructions.reporting_verbs import source_of, verb_cue
from kg.extractors.prepared import Candidate, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_MIN_WORDS: Final = 3
_LEAD: Final = 3  # words between a verb and the colon that leads to a paragraph without marks: "said in 2019:"
_PROSE: Final = 8
_SPACE: Final = frozenset(" \t\r\n\u00a0")
_AFTER, _BEFORE = 8, 30  # tokens looked at on either side of a quotation for its cue
_GAP: Final = frozenset(" \t\r\n.,;:–—-")


def widen(unit: Unit, candidate: Candidate) -> Candidate:
    """Return the candidate with every quotation that its content cuts into taken whole, unless the cue stands in it."""
    roles = (*candidate.cue, *candidate.source)
    content = list(candidate.content)
    for quote in unit.quotes:
        if any(_overlap(quote, span) for span in roles):
            continue
        content = [_union(quote, span) if _overlap(quote, span) else span for span in content]
    return replace(candidate, content=joined(content))


def in_own_marks(unit: Unit, candidate: Candidate) -> Candidate:
    """Return the candidate with all of a quotation inside a quotation where its content begins with one.

    "He told me ‘the plan is bad. Leave it.’ I left": his words are those in marks of their own.
    """
    start = candidate.content[0][0] if candidate.content else -1
    for low, high in unit.inner_quotes:
        inside = any(low <= begin < high for begin, _ in (*candidate.cue, *candidate.source))
        if low <= start <= low + 1 and not inside:
            return replace(candidate, content=((low, high),))
    return candidate


def direct_quotations(unit: Unit, found: Sequence[Candidate]) -> list[Candidate]:
    """Return `found` with every quotation that no content holds: in the speech it goes on, or with its own cue."""
    result = list(found)
    previous: tuple[Span, int] | None = None
    holders = [(span, index) for index, candidate in enumerate(result) for span in candidate.content]
    for quote in unit.quotes:
        holder = next((index for span, index in holders if span[0] <= quote[0] and quote[1] <= span[1]), None)
        if holder is None and _is_speech(unit, quote) and not _is_title(unit, quote):
            holder = _goes_on(unit, quote, previous, result)
            if holder is not None:
                result[holder] = replace(result[holder], content=joined([*result[holder].content, quote]))
            elif (candidate := _with_own_cue(unit, quote)) is not None:
                holder = _merge(result, candidate)
        if holder is not None:
            previous = quote, holder
    return result


def introduced_block(before: Unit, candidate: Candidate | None, unit: Unit) -> tuple[Candidate | None, Spans]:
    """Return the speech that paragraph `unit` belongs to because of the paragraph before, and what of it belongs there.

    "Ann continued:" at the end of a paragraph introduces the quotation that opens the next one, or, where that has no
    marks, all of it; a quotation that is still open at the end of a paragraph goes on where the next paragraph opens
    with a mark.
    """
    opens = bool(unit.quotes) and unit.quotes[0][0] <= unit.start + 1
    if candidate is not None:
        return (candidate, unit.quotes[:1]) if opens else (None, ())
    if not before.text.rstrip().endswith(":"):
        return None, ()
    verb = next((token for token in reversed(before.doc[-_BEFORE:]) if _introduces(token)), None)
    block = unit.quotes[:1] if opens else () if verb is None else _unmarked(before, verb, unit)
    if verb is None or not block:
        return None, ()
    source, _ = source_of(before, verb)
    cue = parts(before, verb_group(verb))
    return Candidate(source, cue, block, "introduced_block", 0.8 if opens else 0.5), block


def _unmarked(before: Unit, verb: Token, unit: Unit) -> Spans:
    """A whole paragraph whose marks a page has lost: "The mayor added:" leads to nothing else."""
    behind = sum(token.is_alpha for token in before.doc[verb.i + 1 :])
    is_led = behind <= _LEAD and subject_of(verb) is not None and before.turn is None
    text = unit.text.strip()
    is_prose = unit.kind == "text" and len(text.split()) >= _PROSE and text[0].isupper() and text[-1] in ".!?"
    span = trimmed(unit, (unit.start, unit.end), _SPACE) if is_led and is_prose else None
    return (span,) if span else ()


def is_open(unit: Unit, candidate: Candidate) -> bool:
    """Tell whether the candidate's last quotation is still open at the end of its paragraph."""
    if not unit.quotes or unit.quotes[-1][1] != unit.end or candidate.content[-1][1] < unit.end - 1:
        return False
    return unit.text.rstrip()[-1:] not in "”’\"»'" or len(unit.quotes[-1:]) == 0


def joined(spans: Sequence[Span]) -> Spans:
    """Return spans in order, overlapping and touching ones made one.

    >>> joined([(5, 9), (0, 3), (8, 12)])
    ((0, 3), (5, 12))
    """
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _goes_on(unit: Unit, quote: Span, previous: tuple[Span, int] | None, found: Sequence[Candidate]) -> int | None:
    """The speech that `quote` continues: only its cue and source lie between this and the quotation before."""
    if previous is None:
        return None
    (_, end), index = previous
    candidate = found[index]
    for start, stop in sorted((*candidate.source, *candidate.cue)):
        if end <= start and stop <= quote[0]:
            if not _is_gap(unit, end, start):
                return None
            end = stop
    rest = unit.text[end - unit.start : quote[0] - unit.start]
    return index if len(rest.split()) <= 4 and ":" not in rest else None


def _with_own_cue(unit: Unit, quote: Span) -> Candidate | None:
    for verb in _cue_verbs_near(unit, quote):
        if _has_own_clause(unit, verb, quote):
            continue
        source, _ = source_of(unit, verb)
        source = source or _neighbour(unit, verb)
        if source and not any(_overlap(quote, span) for span in source):
            return Candidate(source, parts(unit, verb_group(verb)), (quote,), "direct_quotation", 0.85)
    return None


def _has_own_clause(unit: Unit, verb: Token, quote: Span) -> bool:
    """ "“We lost.” I wonder if you regret it": a sentence behind the quotation says what its own clause says."""
    if unit.start + verb.sent.start_char < quote[1] - 1:
        return False
    return verb.sent.root != verb or any(child.dep_ in ("ccomp", "advcl") for child in verb.rights)


def _cue_verbs_near(unit: Unit, quote: Span) -> Iterator[Token]:
    """Verbs of the lexicon that can introduce a quotation, behind the quotation and before it, nearest first."""
    span = unit.doc.char_span(quote[0] - unit.start, quote[1] - unit.start, alignment_mode="expand")
    if span is None:
        return
    behind = unit.doc[span.end : span.end + _AFTER]
    before = unit.doc[max(0, span.start - _BEFORE) : span.start]
    for token in behind:
        if token.text in ".!?" and token.i > span.end:
            break
        if _introduces(token):
            yield token
    last = before[-1].text if len(before) else ""
    for token in reversed(before):
        if token.text in '.!?”"“' or (token.i < span.start - 6 and last not in (":", ",")):
            break
        if _introduces(token):
            yield token


def _introduces(token: Token) -> bool:
    if token.pos_ != "VERB":
        return False
    known = verb_cue(token)
    return known is not None and "quotation" in known[0].takes


def _neighbour(unit: Unit, verb: Token) -> Spans:
    """The name or pronoun beside the verb, where the parser saw no subject."""
    for step in (1, -1):
        index = verb.i + step
        if 0 <= index < len(unit.doc):
            token = unit.doc[index]
            while token.dep_ in ("compound", "det", "amod") and token.head.i > token.i:
                token = token.head
            if token.pos_ in ("PROPN", "PRON") and (span := noun_phrase(unit, token)):
                return (span,)
    return ()


def _merge(found: list[Candidate], candidate: Candidate) -> int:
    """Add the candidate, or its quotation to the candidate with the same cue; return the index."""
    for index, other in enumerate(found):
        if any(_overlap(a, b) for a in other.cue for b in candidate.cue):
            found[index] = replace(other, content=joined([*other.content, *candidate.content]))
            return index
    found.append(candidate)
    return len(found) - 1


def _is_speech(unit: Unit, quote: Span) -> bool:
    text = unit.text[quote[0] - unit.start : quote[1] - unit.start].strip("“”‘’\"«»' ")
    return len(text.split()) >= _MIN_WORDS or text[-1:] in ".,!?"


def _is_title(unit: Unit, quote: Span) -> bool:
    """ "On “Good Evening,” she said": a word or two behind a preposition or a noun, the comma the printer's."""
    text, before = unit.text[quote[0] - unit.start : quote[1] - unit.start], unit.text[: quote[0] - unit.start]
    led = re.search(r"\b(?:on|of|in|at|to|for|from|with|by|the|a|an|called|titled)\s$", before[-8:])
    return led is not None and len(text.split()) < _MIN_WORDS and text.strip("“”‘’\"«»' ").endswith(",")


def _is_gap(unit: Unit, start: int, end: int) -> bool:
    return all(sign in _GAP for sign in unit.text[start - unit.start : end - unit.start])


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _union(a: Span, b: Span) -> Span:
    return min(a[0], b[0]), max(a[1], b[1])
