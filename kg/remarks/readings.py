"""Which remark an interpretation is about: by whose it is, by quotation, wording, kind and place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.model import Attribution, Remark, text_of
from kg.remarks.owners import POINTS, does, is_about_a_remark, owner_of
from kg.remarks.pointing import same
from kg.remarks.scene import FAR_BACK, Scene, hull
from kg.remarks.wording import quotations_in, stems
from kg.words.speech_words import REMARKS
from kg.words.wording import stem

LEAST: Final = 0.4
"""The score from which the best candidate is what is meant."""
_WORTH: Final = 0.25
_KEPT: Final = 5
_ATTITUDES: Final = frozenset({"believing", "knowing", "fearing", "hoping", "intending"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """An interpretation with what tells which remark it is about.

    `read` tells of each remark that was read before which reading was the last.
    """

    index: int
    read: Mapping[int, int]
    words: str
    sentence: str
    owner: str | None


def with_remarks(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with every interpretation's candidates, the best of them, and whose remark it is."""
    result = list(found)
    read: dict[int, int] = {}
    for index, attribution in enumerate(found):
        if attribution.kind != "interpretation":
            continue
        parent = attribution.parent
        if parent is not None and not attribution.source and result[parent].kind == "interpretation":
            above = result[parent]  # "speculation that …" inside a reading is about the same remark
            result[index] = replace(
                attribution,
                interprets=above.interprets,
                interprets_candidates=above.interprets_candidates,
                about_remark_of=above.about_remark_of,
            )
        else:
            result[index] = _read(scene, result, index, read)
        if (remark := result[index].interprets) is not None:
            read[remark] = index
    return tuple(result)


def _read(scene: Scene, found: Sequence[Attribution], index: int, read: Mapping[int, int]) -> Attribution:
    attribution = found[index]
    around = scene.sentence_around(hull(attribution))
    words = text_of(scene.text, (*attribution.source, *attribution.cue, *attribution.content), " ")
    reading = _Reading(index, read, words, scene.text[slice(*around)][:2_000], owner_of(scene, found, index))
    scored = [_scored(scene, found, reading, other) for other in _possible(scene, found, index)]
    ranked = [remark for _, remark in sorted(scored, key=_rank)]
    kept = tuple(remark for remark in ranked if remark.score >= _WORTH)[:_KEPT]
    best = kept[0] if kept and kept[0].score >= LEAST else None
    # scores are kept rounded: of those that are then equal the best stays first, and the others stand in text order
    kept = tuple(sorted(kept, key=lambda remark: (-remark.score, remark is not best, remark.target)))
    told = best is not None and "actor" in best.method
    if not told and not is_about_a_remark(scene, attribution):
        return replace(attribution, about_remark_of=_publishable(scene, reading.owner))
    owner = _publishable(scene, reading.owner) or (_named(found[best.target]) if best else None)
    return replace(
        attribution,
        interprets=best.target if best else None,
        interprets_candidates=kept,
        about_remark_of=owner,
    )


def _rank(scored: tuple[float, Remark]) -> tuple[float, int]:
    return round(scored[0], 6), scored[1].target


def _named(attribution: Attribution) -> str | None:
    return attribution.actor if attribution.actor_type != "anonymous" else None


def _publishable(scene: Scene, owner: str | None) -> str | None:
    """The owner, unless it is only described ("the minister"): a description is nobody's name."""
    return None if owner in scene.described.values() else owner


def _possible(scene: Scene, found: Sequence[Attribution], index: int) -> Iterator[int]:
    """Everything said that neither holds the interpretation nor stands inside it, near it or by whom it names."""
    here = scene.hulls[index]
    for other in scene.beginning(here[0] - FAR_BACK, here[1] + _FAR):
        attribution = found[other]
        if other == index or attribution.kind == "question" or attribution.cue_negated:
            continue
        if scene.encloses(other, index) or scene.encloses(index, other) or attribution.content == found[index].content:
            continue
        if any(s < end and start < e for start, end in attribution.content for s, e in found[index].content):
            continue  # a piece of the reading itself
        yield other


def _scored(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> tuple[float, Remark]:
    """Weigh what speaks for a remark; the method names what spoke for it."""
    attribution, remark = found[reading.index], found[other]
    evidence = {
        "actor": _by_actor(scene, reading, attribution, remark),
        "quotation": 0.45 if _shares_quotation(scene, reading, remark) else 0.0,
        "wording": 0.45 * scene.alike(reading.index, other),
        "anaphor": _by_anaphor(scene, reading, attribution, remark),
        "focus": _by_focus(scene, found, reading, other),
        "act": 0.2 if _is_act_named(scene, reading, remark) else 0.0,
        "place": _by_place(scene, attribution, remark),
    }
    score = sum(evidence.values()) + _likeness_to_a_remark(remark)
    method = ", ".join(name for name, weight in evidence.items() if weight >= 0.1) or "place"
    return -score, Remark(other, round(min(max(score, 0.0), 1.0), 2), method)


def _by_focus(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> float:
    """What was read last is read again, unless a new remark is spoken of and its speaker has made one since."""
    last = reading.read.get(other)
    if last is None:
        return 0.0
    if _NEW.search(reading.words):
        since = scene.beginning(scene.hulls[last][1], scene.hulls[reading.index][0])
        if any(same(found[i].actor, found[other].actor) and found[i].kind == "statement" for i in since):
            return 0.0
    return 0.2 if last == max(reading.read.values()) else 0.1


def _by_actor(scene: Scene, reading: _Reading, attribution: Attribution, remark: Attribution) -> float:
    """Somebody whose remark it is said to be, or whom the reading names; hardly the one who reads."""
    if remark.actor is None:
        return 0.0
    if remark.actor == reading.owner:
        return 0.35
    own = remark.actor == attribution.actor
    if not own and reading.owner != attribution.actor and _is_named(scene, remark, reading.words):
        return 0.3
    return -0.3 if own or reading.owner is not None else 0.0


def _is_named(scene: Scene, remark: Attribution, words: str) -> bool:
    """The actor's surname or office, or most of the name of a body, stands among the words."""
    name = remark.actor or ""
    if remark.actor_type == "person":
        if re.search(rf"\b{re.escape(name.split()[-1])}\b", words):
            return True
        return any(scene.actor_called(match[0]) == name for match in _OFFICE.finditer(words))
    parts = stems(name)
    shared = parts & stems(words)
    return bool(parts) and (len(shared) >= 3 or len(shared) == len(parts))


def _shares_quotation(scene: Scene, reading: _Reading, remark: Attribution) -> bool:
    said = text_of(scene.text, remark.content).lower()
    return any(len(quoted.split()) > 1 and quoted in said for quoted in quotations_in(reading.sentence))


def _by_anaphor(scene: Scene, reading: _Reading, attribution: Attribution, remark: Attribution) -> float:
    """ "The phrase", "her words", "this means": something said before, in words that are given."""
    if hull(remark)[0] > hull(attribution)[0] or remark.kind == "interpretation":
        return 0.0
    given = remark.form in ("direct", "mixed", "turn")
    if _WORDS_MEANT.search(reading.words):
        return 0.25 if given else 0.05
    openings = [text_of(scene.text, spans, " ") for spans in (attribution.source, attribution.content)]
    if _MEANT.search(reading.words) or any(POINTS.match(words.lstrip('“"')) for words in openings):
        return 0.2 if given else 0.15
    return 0.0


def _is_act_named(scene: Scene, reading: _Reading, remark: Attribution) -> bool:
    """ "Her denial" of what was denied, "the hint" of what was hinted."""
    if {stem(word) for word in _DONE.findall(reading.words)} & {
        stem(w) for w in text_of(scene.text, remark.cue).split()
    }:
        return True
    return does(remark, reading.words)


def _by_place(scene: Scene, attribution: Attribution, remark: Attribution) -> float:
    """The nearer before, the likelier; what comes after is rarely meant."""
    here, there = hull(attribution), hull(remark)
    if there[0] > here[0]:
        return 0.05
    between = max(0, scene.sentence(here[0]) - scene.sentence(there[1] - 1) - 1)
    if not attribution.source and attribution.parent is None:
        return 0.45 / (1 + 2 * between)  # "it is implied that": what was said just before
    return 0.3 / (1 + 0.25 * between)


def _likeness_to_a_remark(remark: Attribution) -> float:
    """Words spoken are remarks rather than thoughts, readings and what is only reported."""
    score = 0.1 if remark.form in ("direct", "turn", "mixed") else 0.0
    score -= 0.08 if remark.speech_act in _ATTITUDES else 0.0
    score -= 0.15 if remark.kind == "interpretation" else 0.0
    return score - (0.05 if remark.parent is not None else 0.0)


_NEW: Final = re.compile(r"\b(?:new|newest|latest|fresh|second|third|last|later|today’s|today's)\b", re.IGNORECASE)
_OFFICE: Final = re.compile(r"\bthe (?:[\w-]+ ){0,2}?[\w-]+\b")
_DONE: Final = re.compile(r"\b(?:the|this|that|his|her|their|its|[\w]+[’']s) (?:[\w-]+ )?([a-z-]+)\b")
_MEANT: Final = re.compile(
    rf"\b(?:the|this|that|these|those|his|her|their|its) (?:[\w-]+ ){{0,2}}?(?:{REMARKS})\b", re.I
)
_WORDS_MEANT: Final = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|three|two|four|five) (?:[\w-]+ ){0,2}?"
    r"(?:words?|wording|phrases?|sentences?|lines?|quotes?|quotations?|formula|half-sentence|language)\b",
    re.IGNORECASE,
)
_FAR: Final = 2_000
"""How far behind an interpretation its remark may stand, in code points."""
