"""Which remark an interpretation is about: by whose it is, by quotation, wording, kind and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import exp, log1p
from typing import Final, NamedTuple

from kg.model import Attribution, Remark, text_of
from kg.remarks.aims import REFERS, is_another, unfronted
from kg.remarks.hung import hangs_on
from kg.remarks.owners import (
    POINTS,
    does,
    is_a_remark,
    is_about_a_remark,
    is_about_an_act,
    is_timed,
    owner_of,
    points_at_words,
)
from kg.remarks.pointing import is_claim, same, turn_of
from kg.remarks.scene import FAR_BACK, Scene, hull
from kg.remarks.wording import quotations_in, stems
from kg.words.speech_words import NEWS, REMARKS
from kg.words.wording import stem

LEAST: Final = 0.4
"""The score from which the best candidate is what is meant."""
_WORTH: Final = 0.25
_NAMED: Final = 0.1
"""The weight from which evidence is named as a method."""
_VOTE: Final = 0.1
"""What other readings that seem to be about a remark count for it, as the logarithm of one more than they are."""
_SHARPNESS: Final = 6.0
"""From scores to beliefs: the logarithm of the odds of a remark whose score is 1 higher."""
_KEPT: Final = 5
_ATTITUDES: Final = frozenset({"believing", "knowing", "fearing", "hoping", "intending"})


@dataclass(frozen=True, slots=True)
class _Reading:
    """An interpretation with what tells which remark it is about.

    `read` tells of each remark that was read before which reading was the last; `is_named`, that the remark's owner is
    told by name or office and not by a pronoun; `is_own`, that who speaks is read at once ("he hinted that"); `topic`,
    of what the remark is said to be ("his remark about contracts"); `act`, whether something done is read; `readers`,
    who has read what was read last; `pronoun`, the word for whoever made the remark; `votes`,
    how many other readings of the text seem to be about each remark.
    """

    index: int
    words: str
    sentence: str
    owner: str | None
    is_named: bool
    is_own: bool
    topic: frozenset[str]
    act: bool
    source: str
    content: str
    pronoun: str
    read: Mapping[int, int] = field(default_factory=dict)
    readers: frozenset[str | None] = frozenset()
    votes: Mapping[int, float] = field(default_factory=dict)


class _Evidence(NamedTuple):
    """What speaks for a remark whatever the other readings are about: its weight, and by what names."""

    score: float
    method: tuple[str, ...]


def with_remarks(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with every interpretation's candidates, the best of them, and whose remark it is."""
    result = list(found)
    asked = [i for i, a in enumerate(found) if a.kind == "interpretation" and not _is_read_above(found, i)]
    readings = {index: _reading(scene, found, index) for index in asked}
    evidence = {index: _weighed(scene, found, reading) for index, reading in readings.items()}
    beliefs = {index: _belief(weighed) for index, weighed in evidence.items()}
    votes = Counter[int]()
    for belief in beliefs.values():
        votes.update(belief)
    read: dict[int, int] = {}
    readers: dict[int, set[str | None]] = {}
    for index, attribution in enumerate(found):
        if attribution.kind != "interpretation":
            continue
        if attribution.parent is not None and _is_read_above(result, index):
            above = result[attribution.parent]  # "speculation that …" inside a reading is about the same remark
            result[index] = replace(
                attribution,
                interprets=above.interprets,
                interprets_candidates=above.interprets_candidates,
                about_remark_of=above.about_remark_of,
            )
        else:
            last = max(read, key=read.__getitem__, default=-1)
            others = {other: max(0.0, votes[other] - belief) for other, belief in beliefs[index].items()}
            reading = replace(readings[index], read=read, readers=frozenset(readers.get(last, ())), votes=others)
            result[index] = _read(scene, result, reading, evidence[index])
        if (remark := result[index].interprets) is not None:
            read[remark] = index
            readers.setdefault(remark, set()).add(attribution.actor)
    return tuple(result)


def _belief(evidence: Mapping[int, _Evidence]) -> Mapping[int, float]:
    """Return how likely an interpretation, asked alone, is about each remark; what it may be about sums to 1."""
    odds = {other: exp(_SHARPNESS * weighed.score) for other, weighed in evidence.items()}
    total = sum(odds.values())
    return {other: odd / total for other, odd in odds.items()}


def _is_read_above(found: Sequence[Attribution], index: int) -> bool:
    """Inside a reading: nobody says it, or whoever made the remark that is read is told to hint or signal it."""
    attribution = found[index]
    above = found[attribution.parent] if attribution.parent is not None else None
    if above is None or above.kind != "interpretation":
        return False
    if not attribution.source:
        return True
    return above.interprets is not None and same(found[above.interprets].actor, attribution.actor)


def _reading(scene: Scene, found: Sequence[Attribution], index: int) -> _Reading:
    """Return an interpretation as it is before any other is asked."""
    attribution = found[index]
    around = scene.sentence_around(hull(attribution))
    words = text_of(scene.text, (*attribution.source, *attribution.cue, *attribution.content), " ")
    owner = owner_of(scene, found, index)
    source, content = (text_of(scene.text, spans, " ") for spans in (attribution.source, attribution.content))
    return _Reading(
        index,
        words,
        scene.text[slice(*around)][:2_000],
        owner.actor,
        owner.is_named,
        owner.is_own,
        stems(match["topic"]) if (match := _ABOUT.search(words)) else frozenset(),
        attribution.speech_act not in _ATTITUDES and is_about_an_act(source, content),
        source,
        content,
        _pronoun_of_owner(attribution, source, content) if not owner.is_named else "",
    )


def _read(
    scene: Scene, found: Sequence[Attribution], reading: _Reading, evidence: Mapping[int, _Evidence]
) -> Attribution:
    index, content = reading.index, reading.content
    attribution = found[index]
    scored = [_scored(scene, found, reading, other, weighed) for other, weighed in evidence.items()]
    ranked = [remark for _, remark in sorted(scored, key=_rank)]
    kept = tuple(remark for remark in ranked if remark.score >= _WORTH)[:_KEPT]
    best = next((remark for remark in kept if remark.score >= LEAST and _is_meant(scene, found, reading, remark)), None)
    best = _fullest(scene, found, kept, _whole(found, kept, best)) if best is not None else None
    # scores are kept rounded: of those that are then equal the best stays first, and the others stand in text order
    kept = tuple(sorted(kept, key=lambda remark: (-remark.score, remark is not best, remark.target)))
    hangs = best is not None and "apposition" in best.method
    told = best is not None and ("actor" in best.method or hangs) and _is_spoken_of(scene, found, reading, best)
    at_hand = best is not None and not reading.act and not _NEWS_FIRST.match(content)
    told = told or (at_hand and best is not None and _is_at_hand(scene, found, reading, best))
    if not told and not is_about_a_remark(scene, attribution):
        return replace(attribution, about_remark_of=_publishable(scene, reading.owner))
    whose = _publishable(scene, reading.owner) or (_named(found[best.target]) if best else None)
    return replace(
        attribution,
        interprets=best.target if best else None,
        interprets_candidates=kept,
        about_remark_of=whose,
    )


def _whole(found: Sequence[Attribution], kept: Sequence[Remark], best: Remark) -> Remark:
    """All of what somebody said, where only what she said that she would do came out best."""
    outer = found[best.target].parent
    if outer is None or not same(found[outer].actor, found[best.target].actor) or found[outer].form == "turn":
        return best
    return next((other for other in kept if other.target == outer and found[outer].kind == "statement"), best)


def _fullest(scene: Scene, found: Sequence[Attribution], kept: Sequence[Remark], best: Remark) -> Remark:
    """Of a remark that is told twice in neighbouring sentences the telling that quotes all of it."""
    told = found[best.target]
    if told.form == "mixed" and (fuller := _quoted_fully(scene, found, kept, best)) is not None:
        return fuller
    if told.form == "direct":
        return best
    for other in kept:
        again = found[other.target]
        near = abs(scene.sentence(hull(again)[0]) - scene.sentence(hull(told)[0])) <= _AT_ONCE
        shared = len(scene.words[other.target] & scene.words[best.target])
        if again.form == "direct" and near and same(again.actor, told.actor) and shared >= _SHARED:
            return other
    return best


def _quoted_fully(scene: Scene, found: Sequence[Attribution], kept: Sequence[Remark], best: Remark) -> Remark | None:
    """Of a remark of which a few words are quoted the telling, anywhere, that quotes these and more."""
    pieces = [words for words in _quoted(scene, found[best.target]) if " " in words]
    if not pieces:
        return None
    longest, fuller = sum(map(len, _quoted(scene, found[best.target]))), None
    for other in kept:
        again = found[other.target]
        quoted = _quoted(scene, again)
        more = sum(map(len, quoted))
        if not same(again.actor, found[best.target].actor) or again.form not in ("direct", "mixed"):
            continue
        if more > longest and all(any(piece in words for words in quoted) for piece in pieces):
            longest, fuller = more, other
    return fuller


def _quoted(scene: Scene, remark: Attribution) -> list[str]:
    """What of a remark stands in quotation marks, in small letters."""
    words = text_of(scene.text, remark.content, " ")
    return list(quotations_in(words)) or ([words.lower()] if remark.form == "direct" else [])


def _pronoun_of_owner(attribution: Attribution, source: str, content: str) -> str:
    """ "Her" of "her remarks", "she" of "“She was joking,” said an aide": the word for whoever made the remark."""
    match = _HIS_REMARK.search(f"{source} {content}")
    if match is None and attribution.form in ("direct", "mixed"):
        match = _OF_ONE.match(content)
    return match[1] if match else ""


def _is_meant(scene: Scene, found: Sequence[Attribution], reading: _Reading, remark: Remark) -> bool:
    """It is of whom it is said to be, or it is quoted, or read before, or was said at hand.

    Who hints or signals is read at once, so only what is quoted of the same person just before is another remark.
    """
    attribution, target = found[reading.index], found[remark.target]
    if "apposition" in remark.method:
        return True
    if _SILENCE.search(reading.words) and target.speech_act != "denying" and not target.cue_negated:
        return False
    if remark.method == "place" and attribution.source and not _is_at_hand(scene, found, reading, remark):
        return False  # nothing speaks for it but that it was said before
    if is_timed(reading.words) and not re.search(r"act|quotation|actor", remark.method):
        return False
    follows = hull(target)[0] > hull(attribution)[0]
    speaks_of_it = _REMARK.search(reading.words) or REFERS.search(reading.words) or _reads_herself(reading, attribution)
    if follows and "quotation" not in remark.method and not speaks_of_it:
        return False
    if "below" in remark.method:
        return reading.owner in (None, target.actor)
    between = _sentences_between(scene, attribution, target)
    if reading.is_own:
        given = target.form in ("direct", "mixed", "turn") and remark.target < reading.index
        return target.actor == reading.owner and given and (between <= _AT_ONCE or remark.target in reading.read)
    if "act" in remark.method and reading.is_named and not any(a.actor == reading.owner for a in found):
        return between <= _AT_HAND  # "Tehran's denial" of what its spokesman denied
    if reading.owner is not None and (reading.is_named or target.actor == reading.owner):
        return target.actor == reading.owner
    if target.actor is not None and target.actor in _voices(found, reading.index):
        return False
    at_hand = between <= _AT_HAND or _leads(scene, target)
    return "quotation" in remark.method or remark.target in reading.read or at_hand


def _reads_herself(reading: _Reading, attribution: Attribution) -> bool:
    """ "She never meant to imply": what is read is her own."""
    return reading.owner is not None and reading.owner == attribution.actor and not reading.is_own


def _is_spoken_of(scene: Scene, found: Sequence[Attribution], reading: _Reading, best: Remark) -> bool:
    """The remark's speaker is said to be whose remark it is, or is named right behind the remark."""
    target = found[best.target]
    near = _sentences_between(scene, found[reading.index], target) <= _AT_ONCE
    of_the_story = re.search(r"headline|subject", best.method) is not None
    return target.actor == reading.owner or near or best.target in reading.read or of_the_story


def _is_at_hand(scene: Scene, found: Sequence[Attribution], reading: _Reading, remark: Remark) -> bool:
    """Somebody's own words right before, or those that have been read before."""
    target = found[remark.target]
    given = target.form in ("direct", "mixed") and target.kind == "statement"
    before = hull(target)[1] <= hull(found[reading.index])[0]
    near = _sentences_between(scene, found[reading.index], target) <= _AT_ONCE
    return remark.target in reading.read or (given and before and near)


def _voices(found: Sequence[Attribution], index: int) -> frozenset[str | None]:
    """Those inside whose words the attribution stands, but for the speakers of turns."""
    voices, place = set(), found[index].parent
    while place is not None:
        if found[place].form != "turn":
            voices.add(found[place].actor)
        place = found[place].parent
    return frozenset(voices)


def _sentences_between(scene: Scene, attribution: Attribution, remark: Attribution) -> int:
    here, there = sorted((hull(attribution), hull(remark)))
    return max(0, scene.sentence(there[0]) - scene.sentence(here[1] - 1) - 1)


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
    own = (*found[index].cue, *found[index].content)
    absent = _is_told_of(scene, found, index)
    for other in scene.beginning(here[0] - FAR_BACK, here[1] + _FAR):
        attribution = found[other]
        if other == index or attribution.kind == "question" or attribution.cue_negated:
            continue
        if scene.encloses(other, index) or scene.encloses(index, other) or attribution.content == found[index].content:
            continue
        if any(s < end and start < e for start, end in attribution.content for s, e in own):
            continue  # a piece of the reading itself
        if attribution.parent is not None and found[attribution.parent].kind == "interpretation":
            continue  # what a remark was taken for
        if absent and attribution.form == "turn":
            continue
        yield other


def _is_told_of(scene: Scene, found: Sequence[Attribution], index: int) -> bool:
    """Somebody who reads inside what is said in a talk, but does not talk there: nothing said in the talk is meant."""
    reader = found[index].actor
    if _REMARK.search(text_of(scene.text, found[index].source, " ")):
        return False  # "your answer means that …"
    return reader is not None and turn_of(found, index) is not None and reader not in scene.speakers


def _scored(
    scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int, weighed: _Evidence
) -> tuple[float, Remark]:
    """Weigh what speaks for a remark with what else is read; the method names what spoke for it."""
    focus = _by_focus(scene, found, reading, other) + _by_votes(scene, found, reading, other)
    score = weighed.score + focus - (0.25 if _is_comment(scene, found, reading, other) else 0.0)
    method = ", ".join((*weighed.method, "focus") if focus >= _NAMED else weighed.method) or "place"
    return -score, Remark(other, round(min(max(score, 0.0), 1.0), 2), method)


def _weighed(scene: Scene, found: Sequence[Attribution], reading: _Reading) -> Mapping[int, _Evidence]:
    """Return what speaks for each remark that may be meant."""
    return {other: _evidence(scene, found, reading, other) for other in _possible(scene, found, reading.index)}


def _evidence(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> _Evidence:
    attribution, remark = found[reading.index], found[other]
    evidence = {
        "actor": _by_actor(scene, reading, attribution, remark),
        "quotation": 0.45 if _shares_quotation(scene, reading, remark) else 0.0,
        "wording": 0.45 * scene.alike(reading.index, other),
        "anaphor": _by_anaphor(scene, reading, attribution, remark),
        "act": 0.2 if _is_act_named(scene, reading, remark) else 0.0,
        "topic": _by_topic(scene, reading, other),
        "turn": _by_turn(scene, found, reading.index, other),
        "announced": _by_announcement(scene, reading, attribution, remark),
        "apposition": 0.8 if hangs_on(scene, attribution, remark) else 0.0,
        "place": _by_place(scene, attribution, remark),
        "lead": 0.05 if _leads(scene, remark) else 0.0,
        "below": _by_what_follows(scene, found, reading, other),
        "subject": 0.25 if _is_of_the_subject(scene, attribution, remark) else 0.0,
        "headline": 0.2 if _is_in_headline(scene, remark) and not _NEW.search(reading.words) else 0.0,
    }
    score = (
        sum(evidence.values())
        + _by_story(scene, found, reading, other)
        + _likeness_to_a_remark(remark)
        - (0.0 if _is_said(scene, remark) else 0.3)
    )
    score -= 0.3 if _CORRECTS.search(text_of(scene.text, remark.content, " ")[:_OPENING]) else 0.0
    score -= 0.15 if _is_summary(scene, remark) and not _is_summary(scene, attribution) else 0.0
    score -= 0.3 if reading.owner != remark.actor and is_another(reading.pronoun, remark) else 0.0
    return _Evidence(score, tuple(name for name, weight in evidence.items() if weight >= _NAMED))


def _by_story(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> float:
    """A story with readings is mostly about one remark: of whom much is said, or in the headline, and no comment.

    A talk is no story, and "it is implied" is about what was said just before.
    """
    attribution, remark = found[reading.index], found[other]
    if turn_of(found, reading.index) is not None or _is_bare(scene, attribution):
        return 0.0
    shared = len(scene.headline_words & scene.words[other]) / (len(scene.headline_words) or 1)
    comments = _REMARK.search(text_of(scene.text, remark.content, " ")[:_OPENING]) is not None
    return 0.07 * log1p(scene.spoken_of(remark.actor)) + 0.1 * shared - (0.09 if comments else 0.0)


def _is_comment(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> bool:
    """What somebody else says of a remark, or of whoever made the one that was read last: not what is read next."""
    if other in reading.read:
        return False
    content = text_of(scene.text, found[other].content, " ")[:_OPENING]
    if _COMMENTS.match(content):
        return True
    read = max(reading.read, key=lambda remark: reading.read[remark], default=None)
    speaker = found[read].actor if read is not None and found[read].actor_type == "person" else None
    if found[other].actor in reading.readers - {None, reading.owner, speaker} and not reading.is_named:
        return True  # what readers say besides
    if speaker is None or same(found[other].actor, speaker):
        return False
    return re.search(rf"\b{re.escape(speaker.split()[-1])}\b", content) is not None


def _is_summary(scene: Scene, attribution: Attribution) -> bool:
    """A headline, or a line of a list above a story: what it tells is told again below."""
    place = hull(attribution)[0]
    start = scene.text.rfind("\n", 0, place) + 1
    return start == 0 or scene.text[start : place + 1].lstrip()[:1] in _BULLETS


def _by_what_follows(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> float:
    """A story that begins with what was made of a remark gives its words below: the first that somebody else says."""
    remark, here = found[other], hull(found[reading.index])
    named = reading.is_named and remark.actor == reading.owner and remark.parent is None and is_claim(remark)
    if hull(remark)[0] < here[1] or scene.sentence(here[0]) > _LEAD_OF_READERS or not (named or _is_given(remark)):
        return 0.0
    words = reading.words if reading.source else reading.sentence
    speaks_of_it = _REMARK.search(words) or REFERS.search(words) or _reads_herself(reading, found[reading.index])
    own = remark.actor == found[reading.index].actor and reading.owner != remark.actor
    if not speaks_of_it or own:
        return 0.0
    if remark.actor is None or (reading.owner is not None and remark.actor != reading.owner):
        return 0.0
    if reading.owner is None and remark.actor.split()[-1] not in scene.text[: here[1]]:
        return 0.0  # whoever is first heard of later has not made the remark that is talked of already
    others = [i for i in scene.beginning(0, hull(remark)[0]) if _is_given(found[i]) and i != reading.index]
    if reading.owner is not None:
        others = [i for i in others if found[i].actor == reading.owner]
    herself = _reads_herself(reading, found[reading.index])  # then the first of her words is meant
    return 0.0 if any(herself or found[i].actor != found[reading.index].actor for i in others) else 0.35


def _is_given(remark: Attribution) -> bool:
    """Somebody's own words, said outside of what others say."""
    return remark.form in ("direct", "mixed") and remark.kind == "statement" and remark.parent is None


def _is_of_the_subject(scene: Scene, attribution: Attribution, remark: Attribution) -> bool:
    """The headline names who made the remark, and that is not who reads it."""
    if scene.headline_quotes or remark.actor_type != "person" or remark.actor is None:
        return False
    if same(remark.actor, attribution.actor):
        return False
    if not _is_given(remark) or hull(remark)[0] < len(scene.headline):
        return False
    surname = remark.actor.split()[-1]
    return re.search(rf"\b{re.escape(surname)}\b", scene.headline) is not None


def _is_in_headline(scene: Scene, remark: Attribution) -> bool:
    """The headline or the lead quotes the remark, which stands below it: this is what the text is about."""
    if not scene.lead_quotes or remark.form not in ("direct", "mixed", "turn"):
        return False
    place = hull(remark)[0]
    said = text_of(scene.text, remark.content, " ").lower()
    if place >= len(scene.headline) and any(quoted in said for quoted in scene.headline_quotes):
        return True
    words = f" {' '.join(_WORDS.findall(said))} "
    return place >= scene.lead_end and any(f" {quoted} " in words for quoted in scene.lead_quotes)


def _leads(scene: Scene, remark: Attribution) -> bool:
    """Tell whether somebody's own words are given where a text tells what it is about."""
    is_given = remark.form in ("direct", "mixed") and remark.kind == "statement" and remark.actor_type != "outlet"
    return is_given and scene.sentence(hull(remark)[0]) <= _LEAD


def _is_said(scene: Scene, remark: Attribution) -> bool:
    """Tell whether something is said, promised or asked for, rather than a thing named: not "has proposed a ban"."""
    whole = is_claim(remark) or remark.form == "turn" or remark.speech_act in _ACTS
    tried = _TRIES.search(text_of(scene.text, remark.cue, " ")) is not None
    words = text_of(scene.text, remark.content, " ")
    return whole or (not tried and (words.startswith("to ") or _STANDS.match(words[:_OPENING]) is not None))


def _by_topic(scene: Scene, reading: _Reading, other: int) -> float:
    """ "His remark about valid contracts": the one that speaks of these."""
    if not reading.topic:
        return 0.0
    return 0.3 if reading.topic & scene.words[other] else -0.2


def _by_turn(scene: Scene, found: Sequence[Attribution], index: int, other: int) -> float:
    """In speech "that" is what the speaker told just before, or what the question told, rather than all of a turn."""
    outer, content = found[index].parent, text_of(scene.text, found[index].content, " ")
    if outer is None or found[outer].form != "turn" or not points_at_words(content):
        return 0.0
    if found[other].form == "turn":
        own = _OWN_VOICE.fullmatch(text_of(scene.text, found[index].source, " ")) is not None
        return 0.25 if own and _is_turn_before(scene, found, outer, other) else 0.0
    gap = scene.sentence(scene.hulls[index][0]) - scene.sentence(scene.hulls[other][1] - 1)
    if found[other].parent == outer:
        return 0.25 if 0 <= gap <= 1 else 0.0
    return 0.2 if found[other].parent is not None and found[other].parent == found[outer].answers else 0.0


def _is_turn_before(scene: Scene, found: Sequence[Attribution], turn: int, other: int) -> bool:
    """The turn of somebody else that ends where this one begins."""
    before = [i for i in scene.beginning(scene.hulls[other][0], scene.hulls[turn][0]) if found[i].form == "turn"]
    return before == [other] and not same(found[turn].actor, found[other].actor)


def _by_announcement(scene: Scene, reading: _Reading, attribution: Attribution, remark: Attribution) -> float:
    """ "The move" is what somebody is told to do or decide, in the first sentences of a story above all."""
    if not reading.act or hull(remark)[0] > hull(attribution)[0]:
        return 0.0
    if not _ANNOUNCES.search(text_of(scene.text, (*remark.cue, *remark.content), " ")[:300]):
        return -0.2
    return 0.35 if scene.sentence(hull(remark)[0]) <= _LEAD else 0.15


def _by_focus(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> float:
    """What was read last is read again, unless a new remark is spoken of and its speaker has made one since."""
    last = reading.read.get(other)
    if last is None:
        return 0.0
    if _NEW.search(reading.words):
        since = scene.beginning(scene.hulls[last][1], scene.hulls[reading.index][0])
        if any(same(found[i].actor, found[other].actor) and found[i].kind == "statement" for i in since):
            return 0.0
    if last != max(reading.read.values()):
        return 0.1
    return 0.2 if _is_bare(scene, found[reading.index]) else 0.25


def _by_votes(scene: Scene, found: Sequence[Attribution], reading: _Reading, other: int) -> float:
    """What other readings seem to be about is read again, unless a new remark is spoken of or the one just before."""
    if _NEW.search(reading.words) or _is_bare(scene, found[reading.index]):
        return 0.0
    return _VOTE * log1p(reading.votes.get(other, 0.0))


def _by_actor(scene: Scene, reading: _Reading, attribution: Attribution, remark: Attribution) -> float:
    """Somebody whose remark it is said to be, or whom the reading names; hardly the one who reads."""
    if remark.actor is None:
        return 0.0
    if remark.actor == reading.owner:
        return 0.35
    own = remark.actor == attribution.actor
    if own and is_a_remark(text_of(scene.text, attribution.source, " ")):
        return 0.35  # "the remark, a jab at the mayor": the source is the remark, its actor who made it
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
    """Words quoted beside the reading are words of the remark, which stands elsewhere."""
    if scene.sentence(hull(remark)[0]) == scene.sentence(scene.hulls[reading.index][0]):
        return False
    said = text_of(scene.text, remark.content).lower()
    return any(len(quoted.split()) > 1 and quoted in said for quoted in quotations_in(reading.sentence))


def _by_anaphor(scene: Scene, reading: _Reading, attribution: Attribution, remark: Attribution) -> float:
    """ "The phrase", "her words", "this means": something said before, in words that are given."""
    if hull(remark)[0] > hull(attribution)[0] or remark.kind == "interpretation":
        return 0.0
    given = remark.form in ("direct", "mixed", "turn")
    if _WORDS_MEANT.search(reading.words):
        just_said = _THAT_SENTENCE.match(reading.content) and _sentences_between(scene, attribution, remark) == 0
        return 0.4 if just_said else 0.25 if given else 0.05
    is_a_person = _PERSONS.fullmatch(reading.source) is not None and attribution.actor is not None
    openings = [reading.content] if is_a_person else [reading.source, reading.content]
    if _is_summary(scene, attribution) and _REMARK.search(reading.words):
        return 0.2  # "Traders take remark as …", as headlines go
    if given and _HEARD.search(text_of(scene.text, attribution.cue, " ")):
        return 0.15
    points = any(POINTS.match(unfronted(words.lstrip('“"'))) for words in openings)
    at_once = _sentences_between(scene, attribution, remark) <= _AT_ONCE
    if _MEANT.search(reading.words) or (points and at_once and not _is_nobody(scene, attribution)):
        return 0.2 if given else 0.15
    return 0.0


def _is_nobody(scene: Scene, attribution: Attribution) -> bool:
    """ "It is wrong to imply that": nothing is meant by the "it"."""
    words = (text_of(scene.text, spans, " ").lower() for spans in (attribution.source, attribution.cue))
    return next(words) == "it" and next(words).startswith("to ")


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
    if _is_bare(scene, attribution):
        return 0.45 / (1 + 2 * between)  # "it is implied that": what was said just before
    return 0.3 / (1 + 0.25 * between)


def _is_bare(scene: Scene, attribution: Attribution) -> bool:
    """ "It is implied that": nobody is told, nor what is read."""
    nobody = not attribution.source and attribution.parent is None
    return nobody and _MEANT.search(text_of(scene.text, attribution.content)) is None


def _likeness_to_a_remark(remark: Attribution) -> float:
    """Words spoken are remarks rather than thoughts, readings, topics and what is only reported."""
    score = 0.1 if remark.form in ("direct", "turn", "mixed") else 0.0
    score -= 0.08 if remark.speech_act in _ATTITUDES else 0.0
    score -= 0.15 if remark.kind == "interpretation" else 0.0
    score -= 0.1 if remark.source and remark.actor is None else 0.0  # "some who favour it"
    return score - (0.05 if remark.parent is not None else 0.0)


_ABOUT: Final = re.compile(
    rf"\b(?:{REMARKS}) (?:about|on|over|regarding|concerning) (?P<topic>[^,.;:“\"]{{3,60}}?)"
    r"(?= (?:was|were|is|as|to|that|had|has)\b|[,.;:]|$)"
)
_ANNOUNCES: Final = re.compile(
    r"\b(?:will|would|shall|plans? to|decided|decides|is to|are to|was to|requires?d?|bans?|banned|ordered|orders"
    r"|agreed to|announc\w+|impos\w+|suspend\w*|recall\w*|withdraw\w*|cuts?|raise[sd]?|left|walk(?:ed)? out)\b",
    re.IGNORECASE,
)
_LEAD: Final = 4
"""Sentences at the beginning of a story in which it tells what has happened; a headline and a by-line count."""
_NEW: Final = re.compile(r"\b(?:new|newest|latest|fresh|second|third|last|later|today’s|today's)\b", re.IGNORECASE)
_OFFICE: Final = re.compile(r"\bthe (?:[\w-]+ ){0,2}?[\w-]+\b")
_DONE: Final = re.compile(r"\b(?:the|this|that|his|her|their|its|[\w]+[’']s) (?:[\w-]+ )?([a-z-]+)\b")
_MEANT: Final = re.compile(
    rf"\b(?:the|this|that|these|those|his|her|their|its) (?:[\w-]+ ){{0,2}}?(?:{REMARKS})\b", re.I
)
_REMARK: Final = re.compile(rf"\b(?:{REMARKS})\b", re.IGNORECASE)
_WORDS_MEANT: Final = re.compile(
    r"\b(?:the|this|that|these|those|his|her|their|its|three|two|four|five) (?:[\w-]+ ){0,2}?"
    r"(?:words?|wording|phrases?|sentences?|lines?|quotes?|quotations?|formula|half-sentence|language)\b",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:(?:the|this|that|these|those|his|her|their|its|such) "
    rf"|[A-Z][\w-]+[’']s? )(?:[\w-]+ )?(?:{REMARKS})\b"
    r"(?! (?:of|for|to)\b)",
    re.IGNORECASE,
)
"""What is said of a remark, and is rarely the remark that others read."""
_HEARD: Final = re.compile(r"\b(?:hear[sd]?|sens(?:e|es|ed)|detect(?:s|ed)?)\b", re.IGNORECASE)
_THAT_SENTENCE: Final = re.compile(
    r"(?:that )?(?:that|this) (?:[\w-]+ )?(?:sentence|phrase|line|word)\b", re.IGNORECASE
)
_PERSONS: Final = re.compile(r"(?:he|she|they|i|we)", re.IGNORECASE)
_BULLETS: Final = frozenset("*•-–·")
_SILENCE: Final = re.compile(r"\b(?:silence|omissions?)\b", re.IGNORECASE)
_NEWS_FIRST: Final = re.compile(rf"(?:that )?(?:the|this|these|such) (?:{NEWS})\b", re.IGNORECASE)
_TRIES: Final = re.compile(r"\b(?:seek|sought|tr(?:y|ies|ied)|want|hop(?:e|ing)|plan|intend|attempt)\w*", re.IGNORECASE)
_OPENING: Final = 60
"""Signs at the head of a content in which its subject stands."""
_OWN_VOICE: Final = re.compile(r"(?:i|me|we|us)?", re.IGNORECASE)
_WORDS: Final = re.compile(r"[\w’'-]+")
_HIS_REMARK: Final = re.compile(rf"\b(his|her) (?:[\w-]+ ){{0,2}}?(?:{REMARKS})\b", re.IGNORECASE)
_OF_ONE: Final = re.compile(r"[“\"‘]?(he|she)\b", re.IGNORECASE)
_SHARED: Final = 2
"""Words that two tellings of one remark share."""
_LEAD_OF_READERS: Final = 8
"""Sentences at the beginning of a story in which it may tell what was made of a remark before the remark itself."""
_STANDS: Final = re.compile(
    r"(?:(?:the|his|her|their|its|our|an?|[A-Z]\S+[’']s?) ){0,2}(?:[\w-]+ ){0,2}?"
    r"(?:commitment|pledge|promise|vow|threat|warning|offer|refusal|readiness|willingness|opposition|support|call|demand)s?\b",
    re.IGNORECASE,
)
""" "Reiterated the country's commitment to growth": a thing in words, and something said all the same."""
_CORRECTS: Final = re.compile(
    r"\b(?:(?:never|didn[’']t|did not|hadn[’']t|had not) (?:mean|meant|intend(?:ed)?)\b|not meant to|"
    r"mis(?:interpreted|understood|quot(?:ed?)|represented|read|construed)|(?:was|were|been) twisted"
    r"|out of (?:all )?context"
    r"|I was (?:only |just )?(?:responding|answering|referring|trying to say))\b",
    re.IGNORECASE,
)
"""What somebody says of a remark that others have read: hardly the remark itself."""
_AT_HAND: Final = 6
"""Sentences between a reading and a remark that it need not name."""
_AT_ONCE: Final = 2
"""Sentences between a pronoun and the remark that it points at."""
_ACTS: Final = frozenset({"denying", "promising", "ordering", "requesting", "threatening", "refusing"})
"""What is done by a remark without a clause that is true or false."""
_FAR: Final = 2_000
"""How far behind an interpretation its remark may stand, in code points."""
