"""What hangs on a statement and is no part of it: "…”, signalling that rates will stay", "…, a remark taken as …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extractors.clauses import SUBJECTS, can_speak, trimmed
from kg.extractors.constructions.reporting_verbs import is_hung, verb_cue
from kg.extractors.finishing.manner import main_verb
from kg.extractors.nearby import Nearby
from kg.extractors.prepared import Candidate, Prepared
from kg.words.speech_words import ACTS, REMARKS

_APPOSED: Final = frozenset({"taken_as", "signs.hung", "signs.said", "denials"})
_OPENING: Final = re.compile(
    rf"by which\b|(?:in )?an? (?:[\w-]+ ){{0,4}}?|(?:the )?(?:[\w-]+ ){{0,2}}?(?:{REMARKS}|{ACTS})\b", re.IGNORECASE
)
_PRONOUNS: Final = frozenset({"it", "he", "she", "they", "we", "i"})
_COMMAS: Final = (",", "–", "—", "--")
_CLOSING: Final = ("”", '"', "’", "''", ";")
_REST: Final = 3
"""Signs of a content that may stand behind what hangs on it."""


def with_hung(prepared: Prepared, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates`, readings that hang on what somebody says cut off its end.

    A participle that reads ("signalling that …") is of whom the statement is of.  It stays where it may be part of what
    was said: behind indirect speech, unless the parse hangs it on the verb of saying.
    """
    result = list(candidates)
    contents = Nearby([candidate.content for candidate in candidates])
    for index, reading in enumerate(candidates):
        participle, own = _is_participle(prepared, reading), _is_own_claim(prepared, reading)
        if not participle and not own and reading.construction not in _APPOSED:
            continue
        start = min(span[0] for span in (*reading.cue, *reading.content))
        for other in contents.overlapping(((start, start + 1),)):
            host = result[other]
            if other == index or not _hangs(prepared, host, reading, start, participle, own):
                continue
            result[other] = _cut(prepared, host, start)
            if participle and host.source:
                result[index] = replace(result[index], source=host.source)
    return result


def _is_participle(prepared: Prepared, reading: Candidate) -> bool:
    cue = prepared.tokens(reading.cue)
    if not cue or not is_hung(cue[0]):
        return False
    known = verb_cue(cue[0])
    return known is not None and "reading" in known[0].takes


def _is_own_claim(prepared: Prepared, reading: Candidate) -> bool:
    """ "…, which it claims is safe": a relative clause told by a pronoun."""
    who, said = prepared.tokens(reading.source), prepared.tokens(reading.content[:1])
    return (
        len(who) == 1 and who[0].lower_ in _PRONOUNS and who[0].dep_ == "nsubj" and bool(said) and said[0].tag_ == "WDT"
    )


def _is_of_things(prepared: Prepared, host: Candidate) -> bool:
    """Nobody else is told of whom the pronoun could mean: the subject of what is said is a thing."""
    verb = main_verb(prepared.tokens(host.content))
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None) if verb is not None else None
    return subject is not None and subject.pos_ == "NOUN" and not can_speak(subject)


def _hangs(prepared: Prepared, host: Candidate, reading: Candidate, start: int, participle: bool, own: bool) -> bool:
    """The reading ends the host's content, behind a comma."""
    end, last = host.content[-1][1], max(span[1] for span in (*reading.source, *reading.cue, *reading.content))
    if not host.cue or host.content[0][0] >= start or end - last > _REST:
        return False
    if host.cue[0][0] > start or any(a < end and start < b for a, b in host.cue):
        return False
    before = prepared.text[host.content[0][0] : start].rstrip(' ”’"')
    if not before.endswith(_COMMAS):
        return False
    if own and reading.construction not in _APPOSED:
        return _is_of_things(prepared, host)
    if reading.construction == "denials":
        return True
    quoted = before.removesuffix(",").rstrip().endswith(_CLOSING) or prepared.text[:start].rstrip().endswith(_CLOSING)
    if not participle:
        which = quoted and prepared.text.startswith("which", start)
        return which or _OPENING.match(prepared.text[start : start + 80]) is not None
    hold = {token.i for token in prepared.tokens(host.cue)}
    return quoted or prepared.tokens(reading.cue)[0].head.i in hold


def _cut(prepared: Prepared, host: Candidate, start: int) -> Candidate:
    cut = [(low, min(high, start)) for low, high in host.content if low < start]
    units = [next(iter(prepared.units_at(span))) for span in cut]  # a quotation may go on over paragraphs
    kept = [span for unit, part in zip(units, cut, strict=True) if (span := trimmed(unit, part))]
    return replace(host, content=tuple(kept)) if kept else host
