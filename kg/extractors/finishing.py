"""What every finder's candidates get: form, kind, speech act, negation, certainty, readings, offsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import is_passive
from kg.extractors.nesting import parents
from kg.extractors.prepared import Candidate, Prepared
from kg.extractors.questions import is_asked
from kg.extractors.reporting_verbs import EVIDENTIALS, verb_cue
from kg.extractors.sources import whole
from kg.lexicon import Cue, cues
from kg.model import Attribution, Span, Spans, order, renumbered

if TYPE_CHECKING:
    from spacy.tokens import Token

ToSource = Callable[[Span], Span | None]

_TURNS: Final = "speaker_turns."
_TURN_ACTS: Final = {"question": "asking", "answer": "answering", "statement": "asserting"}
_POSSIBLE: Final = frozenset({"may", "might", "could", "possibly", "perhaps", "maybe", "potentially", "possible"})
_PROBABLE: Final = frozenset({"probably", "likely", "should", "ought", "presumably"})
_UNDECIDED: Final = frozenset({"asking", "requesting", "ordering", "intending", "hoping", "promising", "thanking"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "hardly", "without"})
_NOBODY: Final = frozenset({"nobody", "none", "neither", "no", "not", "hardly", "scarcely"})
_REMARKS: Final = frozenset(
    {"remark", "comment", "statement", "message", "interview", "speech", "word", "report", "reply"}
)


def finish(
    prepared: Prepared, candidates: Sequence[Candidate], extractor: str, to_source: ToSource
) -> list[Attribution]:
    """Return the attributions that the candidates amount to, in `kg.model.order`, offsets mapped by `to_source`.

    A candidate whose content stands for nothing in the source text is left out, and what it enclosed moves up.  One
    that a question only asks about ("Did Ann say that …?") is left out with all that it encloses.
    """
    enclosing = parents(candidates)
    finished = [_attribution(prepared, candidate, extractor) for candidate in candidates]
    finished = [replace(a, parent=p) for a, p in zip(finished, enclosing, strict=True)]
    finished = _readings(prepared, candidates, finished)
    asked = _asked(prepared, candidates, enclosing)
    finished = [replace(a, content=()) if index in asked else a for index, a in enumerate(finished)]
    return list(order(_mapped(finished, to_source)))


def _asked(prepared: Prepared, candidates: Sequence[Candidate], enclosing: Sequence[int | None]) -> set[int]:
    """The candidates that a question asks about, and those inside them."""
    asked = {i for i, c in enumerate(candidates) if not _is_turn(c) and is_asked(prepared.tokens(c.cue))}
    free: set[int] = set()
    for index in range(len(candidates)) if asked else ():
        path: list[int] = []
        place: int | None = index
        while place is not None and place not in asked and place not in free:
            path.append(place)
            place = enclosing[place]
        (asked if place in asked else free).update(path)
    return asked


def _is_turn(candidate: Candidate) -> bool:
    return candidate.construction.startswith(_TURNS)


def _attribution(prepared: Prepared, candidate: Candidate, extractor: str) -> Attribution:
    if _is_turn(candidate):
        act = _TURN_ACTS[candidate.construction.removeprefix(_TURNS)]
        known: Cue | None = None
        form, negated, certainty = "turn", False, None
    else:
        tokens = prepared.tokens(candidate.cue)
        known = cue_of(tokens)
        act = known.speech_act if known else "asserting"
        form = form_of(prepared, candidate)
        negated = any(token.lower_ in _NEGATIONS for token in tokens) != _is_nobody(prepared.tokens(candidate.source))
        certainty = certainty_of(prepared.tokens(candidate.content), known)
        if certainty is None and candidate.construction in ("quoted_as_saying", "messages"):
            certainty = "certain"
    kind = candidate.kind or _KIND_OF_ACT.get(act, "statement")
    return Attribution(
        source=whole(prepared.text, candidate.source),
        cue=candidate.cue,
        content=candidate.content,
        kind=kind,
        form=form,
        actor=candidate.speaker,
        answers=candidate.answers,
        speech_act=act,
        certainty=certainty,
        cue_negated=negated,
        confidence=candidate.confidence,
        extractor=extractor,
    )


_KIND_OF_ACT: Final = {"asking": "question", "interpreting": "interpretation"}


def cue_of(tokens: Sequence[Token]) -> Cue | None:
    """Return the entry of the cue lexicon that the words of a cue fit best, or None."""
    return cues().best([token.lemma_.lower() for token in tokens])


def form_of(prepared: Prepared, candidate: Candidate) -> str:
    """Return "direct" where all of the content stands in quotation marks, "mixed" where a part does, else "indirect".

    Marks around the whole attribution, cue included, are somebody else's and do not count.
    """
    inside = outside = 0
    for span in candidate.content:
        quotes = [q for unit in prepared.units_at(span) for q in unit.quotes if not _encloses(q, candidate.cue)]
        quotes = [q for q in quotes if q[0] < span[1] and span[0] < q[1]]
        inside += len(quotes)
        outside += _letters_outside(prepared.text, span, quotes) if quotes or inside else 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def certainty_of(content: Sequence[Token], cue: Cue | None) -> str | None:
    """Return how certain the content is said to be: by its main verb's modal, else by the cue; None for no claim.

    Orders, wishes, topics and names are no claims: there has to be a finite verb, or a claim in the passive ("rain is
    said to be rare").
    """
    if not content or (cue is not None and cue.speech_act in _UNDECIDED):
        return None
    own = {token.i for token in content}
    roots = [token for token in content if token.head.i not in own or token.head.i == token.i]
    verb = next((token for token in roots if _is_finite(token) or _is_raised(token)), None)
    if verb is None:
        return None
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "advmod", "acomp")} | {verb.lower_}
    if words & _POSSIBLE:
        return "possible"
    if words & _PROBABLE:
        return "probable"
    return (cue.certainty if cue else None) or "certain"


def _is_finite(token: Token) -> bool:
    if token.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return token.pos_ in ("VERB", "AUX") and any(
        child.dep_ in ("aux", "auxpass") and child.lower_ != "to" for child in token.children
    )


def _is_raised(token: Token) -> bool:
    """ "to be" of "is said to be": what is claimed has become an infinitive."""
    return token.dep_ == "xcomp" and token.tag_ == "VB" and token.head.lemma_ in EVIDENTIALS and is_passive(token.head)


def _is_nobody(source: Sequence[Token]) -> bool:
    """ "Nobody", "no one", "none of them", "no official", "hardly anyone"; not "No 10", "not only Ann"."""
    if not source or source[0].lower_ not in _NOBODY:
        return False
    return (
        len(source) < 2
        or (source[1].pos_ not in ("NUM", "PUNCT") and source[1].lower_ not in ("only", "just"))
        or source[1].lower_ == "one"
    )


def _readings(prepared: Prepared, candidates: Sequence[Candidate], found: Sequence[Attribution]) -> list[Attribution]:
    """Mark what somebody takes a remark to mean as an interpretation, and point at the remark."""
    result = list(found)
    outermost_first = sorted(range(len(result)), key=lambda i: (-_extent(result[i]), result[i].start))
    for index in outermost_first:
        attribution = result[index]
        if attribution.form == "turn" or attribution.kind == "question":
            continue
        parent = result[attribution.parent] if attribution.parent is not None else None
        unnamed_inside = parent is not None and parent.kind == "interpretation" and not attribution.source
        if attribution.kind == "interpretation" or unnamed_inside or _reads_a_remark(prepared, attribution):
            target = _remark(prepared, result, index)
            result[index] = replace(attribution, kind="interpretation", interprets=target)
    return result


def _reads_a_remark(prepared: Prepared, attribution: Attribution) -> bool:
    """The main verb of the content is one that tells what a remark means or brings about in people's minds."""
    if not attribution.source or attribution.speech_act in _UNDECIDED:
        return False
    content = prepared.tokens(attribution.content[:1])
    own = {token.i for token in content}
    for token in content:
        if token.head.i in own and token.head.i != token.i:
            continue
        known = verb_cue(token) if token.pos_ == "VERB" else None
        if known and "reading" in known[0].takes:
            return True
    return False


def _remark(prepared: Prepared, found: Sequence[Attribution], index: int) -> int | None:
    """The remark that is interpreted: the last answer where the words name a remark, else the sentence before."""
    attribution = found[index]
    before = [i for i, other in enumerate(found) if other.start < attribution.start and i != attribution.parent]
    before.sort(key=lambda i: (found[i].start, i))
    turns = [i for i in before if found[i].form == "turn" and found[i].kind == "statement"]
    words = {token.lemma_.lower() for token in prepared.tokens(attribution.content)}
    if not attribution.source and attribution.parent is None:
        near = [i for i in before if found[i].form != "turn" and found[i].parent is None and found[i].source]
        if near and attribution.start - found[near[-1]].content[-1][1] < 200:
            return near[-1]
    if attribution.parent is not None and found[attribution.parent].kind == "interpretation":
        return found[attribution.parent].interprets
    return turns[-1] if turns and words & _REMARKS else None


def _mapped(found: Sequence[Attribution], to_source: ToSource) -> list[Attribution]:
    mapped = [
        replace(a, source=_map(a.source, to_source), cue=_map(a.cue, to_source), content=_map(a.content, to_source))
        for a in found
    ]
    place: dict[int, int] = {}
    for old, attribution in enumerate(mapped):
        if attribution.content:
            place[old] = len(place)
    kept = []
    for attribution in (mapped[old] for old in place):
        parent = attribution.parent
        while parent is not None and parent not in place:
            parent = mapped[parent].parent
        kept.append(renumbered(replace(attribution, parent=parent), place.get))
    return kept


def _map(spans: Spans, to_source: ToSource) -> Spans:
    """Map every span back; touching ones that fall together are one."""
    result: list[Span] = []
    for span in spans:
        mapped = to_source(span)
        if mapped is None:
            continue
        if result and mapped[0] < result[-1][1]:
            mapped = (result.pop()[0], mapped[1])
        result.append(mapped)
    return tuple(result)


def _encloses(quote: Span, cue: Spans) -> bool:
    return any(quote[0] <= start and end <= quote[1] for start, end in cue)


def _letters_outside(text: str, span: Span, quotes: Sequence[Span]) -> int:
    position, letters = span[0], 0
    for start, end in sorted(quotes):
        letters += sum(sign.isalnum() for sign in text[position : min(start, span[1])])
        position = max(position, end)
    return letters + sum(sign.isalnum() for sign in text[position : span[1]])


def _extent(attribution: Attribution) -> int:
    return attribution.content[-1][1] - attribution.content[0][0]
