"""The trained finder: the attribution model for what a text says first hand, the rules for what the model never saw.

The model was trained on a corpus that marks outermost attributions of running news prose alone.  What the corpus leaves
out comes from the rules: some constructions (`UNMARKED`), everything inside a content, and what else a speaker's turn
holds.  In turns the model, which has seen none, counts where a rule finds the same cue.  Read again inside contents, it
makes nothing better (`training/README.md` has the figures).  Turns and running text are
separate texts to the model: what a speaker says is not the story's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.extractors import rules
from kg.extractors.constructions.blocks import with_blocks
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.constructions.signatures import unsigned
from kg.extractors.edges import completed
from kg.extractors.finishing.manner import cue_of, main_verb
from kg.extractors.nearby import Nearby, overlap
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.extractors.second_opinion import revised
from kg.model import Span, Spans

if TYPE_CHECKING:
    from kg.attribution_model import AttributionModel, Found

UNMARKED: Final = frozenset(
    {
        "as_far_as_known",
        "as_said",
        "colon_speech",
        "continued_report",
        "copular_nouns.read",
        "denials",
        "fact_checks",
        "headline_sources",
        "in_the_view_of",
        "introduced_block",
        "meanings",
        "messages",
        "naming",
        "owned_remarks",
        "passed_on",
        "quoted_as_saying",
        "quoted_as_saying.inner",
        "quoted_as_saying.outer",
        "reporting_nouns.stirred",
        "reporting_verbs.hung",
        "reporting_verbs.shared",
        "signatures",
        "signs",
        "signs.hung",
        "signs.said",
        "signs.seeming",
        "taken_as",
        "to_somebody",
        "words_used",
    }
)
"""Constructions, by the names the rules give them, that the training corpus does not mark or hardly has."""
_WITH_HOLDER: Final = frozenset({"reporting_nouns", "copular_nouns", "direct_quotation"})
_PLAIN: Final = frozenset({"asserting", "reporting", "knowing", "believing", "asking", "fearing", "hoping"})
_MARKS: Final = frozenset('“"„«')
_DEEDS: Final = frozenset(
    {"answer", "see", "offer", "attack", "quote", "address", "guarantee", "like", "view", "explain", "describe"}
    | {"release", "publish", "honour", "honor"}
)
_AND: Final = re.compile(r"[\s,;–—-]{0,4}\b(?:and|but|yet)\s(?:[a-z]{2,20}ly\s|also\s)?$")
_SURE: Final = 0.5
_ALONE: Final = 0.6
"""From how sure on the model is believed in a turn, where the rules see no cue: it has read few turns."""


def find(prepared: Prepared) -> list[Candidate]:
    """Return what the model finds in the running text and in each turn, and what the rules find beside and inside it.

    Raises `ModelError` where the model's files are missing or broken.
    """
    ruled = rules.find(prepared)
    read, next_ones = _up_to_the_next(prepared, _believed(prepared, ruled), ruled)
    read = with_blocks(prepared, _over_reports(prepared, read, ruled))
    cues = Nearby([candidate.cue for candidate in read])
    left = [index for index, rule in enumerate(ruled) if not cues.overlapping(rule.cue)]
    beside = {index for index in left if _is_left_to_rules(prepared, ruled[index])}
    beside.update(_overlooked(prepared, ruled, left, read), next_ones.intersection(left))
    contents = Nearby([candidate.content for candidate in (*read, *(ruled[index] for index in sorted(beside)))])
    inside = (i for i in left if contents.holding(ruled[i].cue) and not _is_deed(prepared, ruled[i]))
    chosen = sorted({*beside, *inside})
    return [*read, *_chosen(ruled, chosen, len(read))]


def _believed(prepared: Prepared, ruled: Sequence[Candidate]) -> list[Candidate]:
    """Return what the model reads, without what the rules know better and what in a turn they do not know at all."""
    believed = []
    cues = Nearby([rule.cue for rule in ruled])
    claims = {rule.content[0][0]: rule.cue for rule in ruled if rule.construction == "reporting_nouns"}
    signed = [rule for rule in ruled if rule.construction == "signatures"]
    for read in unsigned(_read(prepared, cues), signed):
        read = _without_claim(read, claims)
        read, same_cue = _without_aside(prepared, read, [ruled[index] for index in cues.overlapping(read.cue)])
        if any(rule.construction in UNMARKED for rule in same_cue):
            continue
        if not same_cue and prepared.is_in_turn(read.cue) and not _stands_alone(prepared, read):
            continue
        if (candidate := revised(prepared, read, same_cue)) is not None:
            believed.append(completed(prepared, candidate))
    return believed


def _stands_alone(prepared: Prepared, read: Candidate) -> bool:
    """In a turn, where the rules see no cue: who says it is read, with a verb of the lexicon, and the model is sure."""
    known = any(verb_cue(token) for token in prepared.tokens(read.cue) if token.pos_ == "VERB")
    return known and bool(read.source) and read.confidence >= _ALONE


def _without_claim(read: Candidate, claims: Mapping[int, Spans]) -> Candidate:
    """ "Signalled a change … after criticism that it was dear": what the noun between claims is not signalled."""
    kept = tuple(
        span for n, span in enumerate(read.content) if not n or overlap(claims.get(span[0], read.content), read.content)
    )
    return replace(read, content=kept)


def _without_aside(prepared: Prepared, read: Candidate, ruled: list[Candidate]) -> tuple[Candidate, list[Candidate]]:
    """ "Said in an apparent dig at": what hangs on the saying is a reading of its own, and the cue ends before it."""
    start = read.cue[0][0] if read.cue else 0
    aside = next((rule for rule in ruled if rule.construction == "signs.hung" and start < rule.cue[0][0]), None)
    if aside is None:
        return read, ruled
    place = start + len(prepared.text[start : aside.cue[0][0]].rstrip())
    cue = tuple((low, min(high, place)) for low, high in read.cue if low < place)
    return replace(read, cue=cue), [rule for rule in ruled if rule is not aside]


def _up_to_the_next(
    prepared: Prepared, read: Sequence[Candidate], ruled: Sequence[Candidate]
) -> tuple[list[Candidate], set[int]]:
    """Return `read` with contents that end before the same speaker's next act, and which of `ruled` these acts are.

    "Said that the figures were wrong | and accused the paper of lying": that is none of what was said.  Nor is what
    it was taken for: "said she was tired | and that was read as a farewell".
    """
    acts: dict[Spans, list[tuple[int, int]]] = {}
    for index, rule in enumerate(ruled):
        if rule.source and rule.cue:
            acts.setdefault(rule.source, []).append((rule.cue[0][0], index))
    taken = [
        (rule.content[0][0], index)
        for index, rule in enumerate(ruled)
        if rule.construction == "taken_as" and not rule.source and _POINTS.match(prepared.text, *rule.content[0])
    ]
    result, next_ones = [], set()
    for outer in read:
        start, end = outer.content[-1]
        begins = max(start, outer.cue[-1][1]) if outer.cue else end
        near = (act for act in (*acts.get(outer.source, ()), *taken) if begins < act[0] < end)
        place, index = min(near, default=(end, -1))
        joint = _AND.search(prepared.text, max(start, place - _NEAR), place) if place < end else None
        if joint is not None and start < joint.start() and prepared.text[start] not in _MARKS:
            next_ones.add(index)
            outer = replace(outer, content=(*outer.content[:-1], (start, joint.start())))
        result.append(outer)
    return result, next_ones


def _over_reports(prepared: Prepared, read: Sequence[Candidate], ruled: Sequence[Candidate]) -> list[Candidate]:
    """ "Ann Lee said that prices rose, Radio Holm reported": the radio reports that she said so, not that they rose."""
    ends = {rule.cue[-1][1]: rule for rule in ruled if rule.source and rule.cue and rule.confidence >= _SURE}
    result = []
    for outer in read:
        start, end = outer.content[0][0], outer.content[-1][1]
        before = _THAT.sub("", prepared.text[max(0, start - _NEAR) : start])
        inner = ends.get(max(0, start - _NEAR) + len(before))
        is_behind = bool(outer.source and outer.cue) and min(outer.source[0][0], outer.cue[0][0]) >= end
        if inner is not None and is_behind and inner.source[0][0] < inner.cue[0][0]:
            outer = replace(outer, content=((inner.source[0][0], outer.content[0][1]), *outer.content[1:]))
        result.append(outer)
    return result


_POINTS: Final = re.compile(r"(?:this|that|which|it)$")
_THAT: Final = re.compile(r"\s{0,3}(?:that)?\s{0,3}$")
_NEAR: Final = 20


def _is_left_to_rules(prepared: Prepared, rule: Candidate) -> bool:
    """Tell whether a rule alone is enough: the model does not know or overlooks it, or it is in a turn and no deed."""
    if rule.construction in UNMARKED or rule.construction == "according_to":
        return True
    if not prepared.is_in_turn(rule.cue):
        return False
    return rule.confidence >= _SURE or not _is_deed(prepared, rule)


def _is_deed(prepared: Prepared, rule: Candidate) -> bool:
    """ "He has answered a question", "who attacked our town": with a thing for an object more often done than said."""
    if rule.construction != "reporting_verbs.object" or prepared.text[rule.content[0][0]] in _MARKS:
        return False
    words = prepared.tokens(rule.cue)
    if any(child.lower_ == "as" and child.dep_ == "prep" for token in words for child in token.rights):
        return False  # "described the plan as dear"
    cue = cue_of(words)
    return cue is not None and cue.lemma in _DEEDS


def _overlooked(
    prepared: Prepared, ruled: Sequence[Candidate], left: Sequence[int], read: Sequence[Candidate]
) -> Iterator[int]:
    """Yield, of the rules that are left, the sure ones of which the model has read nothing: who says or knows a clause.

    So it is with whose claim or plan a noun is, and with a quotation that nobody else has.
    """
    contents = Nearby([candidate.content for candidate in read])
    for index in left:
        rule = ruled[index]
        if rule.confidence < _SURE or not rule.source or contents.overlapping((*rule.source, *rule.content)):
            continue
        if rule.construction in _WITH_HOLDER or (
            rule.construction == "reporting_verbs" and _says_a_clause(prepared, rule)
        ):
            yield index


def _says_a_clause(prepared: Prepared, rule: Candidate) -> bool:
    words = prepared.tokens(rule.cue)
    if any(token.lemma_ == "say" for token in words):
        return True
    cue = cue_of(words)
    return cue is not None and cue.speech_act in _PLAIN and main_verb(prepared.tokens(rule.content)) is not None


def _chosen(ruled: Sequence[Candidate], indices: Sequence[int], shift: int) -> Iterator[Candidate]:
    """Yield the chosen candidates of the rules, their `inside` pointing where its candidate stands now."""
    place: dict[int | None, int] = {old: new for new, old in enumerate(indices, shift)}
    for index in indices:
        yield replace(ruled[index], inside=place.get(ruled[index].inside))


@cache
def model() -> AttributionModel:
    """Return the shipped model, the same object each time; raise `ModelError` where its files are missing or broken."""
    from kg.attribution_model import load

    return load()


def _read(prepared: Prepared, ruled: Nearby) -> list[Candidate]:
    """Return what the model finds, each text (the story, each turn) read by itself.

    A turn without a cue of the rules (`ruled`) is not read: nothing in it would be believed.
    """
    reader = model()
    found: list[Candidate] = []
    for pieces in _texts(prepared.units):
        if prepared.is_in_turn(pieces) and not ruled.overlapping(pieces):
            continue
        joined = "\n".join(prepared.text[start:end] for start, end in pieces)
        found.extend(_candidate(item, pieces) for item in reader.find([joined])[0])
    return found


def _texts(units: Sequence[Unit]) -> Iterator[Spans]:
    """Yield the spans of each text: the paragraphs outside all turns, then each turn."""
    ordered = sorted(units, key=lambda unit: (-1 if unit.turn is None else unit.turn, unit.start))
    for _, group in groupby(ordered, key=lambda unit: unit.turn):
        yield tuple((unit.start, unit.end) for unit in group)


def _candidate(item: Found, pieces: Spans) -> Candidate:
    source, cue, content = (_mapped(spans, pieces) for spans in (item.source, item.cue, item.content))
    return Candidate(source, cue, content, "trained", item.confidence)


def _mapped(spans: Iterable[Span], pieces: Spans) -> Spans:
    """Return spans of the joined text as spans of the whole: one that runs over a join becomes one a piece."""
    starts = [0]
    for start, end in pieces:
        starts.append(starts[-1] + end - start + 1)
    result = []
    for start, end in spans:
        place = bisect_right(starts, start) - 1
        while place < len(pieces) and starts[place] < end:
            low, high = max(start, starts[place]), min(end, starts[place + 1] - 1)
            if low < high:
                shift = pieces[place][0] - starts[place]
                result.append((low + shift, high + shift))
            place += 1
    return tuple(result)
