""" "The paper, citing two officials, said …", "Lind, quoting the mayor, said …": whose words are passed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, parts, stretch, verb_group
from kg.extractors.constructions.reporting_verbs import source_of, verb_cue
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_CITES: Final = frozenset({"citing", "quoting"})
_RECORD_WORDS: Final = """
    account analysis article book broadcast data document dossier email estimate figure file filing finding interview
    letter memo minute note post record release research review statement statistic story text transcript tweet wire
"""
_RECORDS: Final = frozenset(_RECORD_WORDS.split())
_HANGS: Final = frozenset({"advcl", "acl", "conj", "prep", "pcomp", "amod", "dep"})


def with_cited(prepared: Prepared, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates` with whom a report cites as a source of their own, inside the report, with the same content.

    Whatever else was made of the participle ("the paper" citing "two officials") gives way.  Where a reason is cited,
    and nobody who could have said so, nothing changes.
    """
    found = list(candidates)
    for unit in prepared.units:
        for participle in unit.doc:
            if participle.lower_ in _CITES and participle.dep_ in _HANGS and participle.tag_ == "VBG":
                found = _with_one(unit, participle, found)
    return found


def _with_one(unit: Unit, participle: Token, candidates: list[Candidate]) -> list[Candidate]:
    cited = next((child for child in participle.rights if child.dep_ == "dobj"), None)
    source = noun_phrase(unit, cited) if cited is not None and _is_quotable(cited) else None
    place = unit.span(participle, participle)
    if source is None:
        return candidates
    sentence = unit.start + participle.sent.start_char, unit.start + participle.sent.end_char
    reports = [i for i, c in enumerate(candidates) if _reports(c, sentence) and place not in c.cue]
    if reports:
        index = min(reports, key=lambda i: min(abs(start - place[0]) for start, _ in candidates[i].cue))
    elif (report := _bare_report(unit, participle)) is not None:
        candidates = [*candidates, report]
        index = len(candidates) - 1
    else:
        return candidates
    hole = place[0], source[1]
    report = replace(
        candidates[index],
        source=_without(candidates[index].source, hole),
        content=_without(candidates[index].content, hole) or candidates[index].content,
    )
    inner = Candidate((source,), (place,), report.content, "citing", 0.7, inside=index)
    kept = [report if i == index else candidate for i, candidate in enumerate(candidates)]
    other = next((i for i, candidate in enumerate(kept) if place in candidate.cue), len(kept))
    return [*kept[:other], inner, *kept[other + 1 :]]  # in the place of what else was made of it: no index moves


def _is_quotable(cited: Token) -> bool:
    """Not "citing the risk of frost": a reason is no source."""
    names = [cited, *cited.conjuncts]
    return any(
        can_speak(name) or name.lemma_.lower() in _RECORDS or name.pos_ in ("PRON", "NUM", "ADJ") for name in names
    )


def _reports(candidate: Candidate, sentence: Span) -> bool:
    return bool(candidate.cue) and sentence[0] <= candidate.cue[0][0] < sentence[1] and candidate.inside is None


def _bare_report(unit: Unit, participle: Token) -> Candidate | None:
    """ "The paper reported, citing officials, that …": the clause that the parser hung on the participle."""
    verb = participle.head
    clause = next((child for child in participle.rights if child.dep_ == "ccomp"), None)
    if clause is None or verb.pos_ != "VERB" or verb_cue(verb) is None:
        return None
    source, _ = source_of(unit, verb)
    content = stretch(unit, clause.left_edge, clause.right_edge)
    return Candidate(source, parts(unit, verb_group(verb)), content, "reporting_verbs", 0.7) if content else None


def _without(spans: Spans, hole: Span) -> Spans:
    return tuple(part for span in spans for part in _around(span, hole))


def _around(span: Span, hole: Span) -> Iterator[Span]:
    """Yield what is left of a span when the phrase that names a source is cut out, commas at the seam as well."""
    if hole[1] <= span[0] or span[1] <= hole[0]:
        yield span
        return
    if hole[0] - span[0] > _SEAM:
        yield span[0], hole[0] - _SEAM
    if span[1] - hole[1] > _SEAM:
        yield hole[1] + _SEAM, span[1]


_SEAM: Final = 2
"""A comma and a space."""
