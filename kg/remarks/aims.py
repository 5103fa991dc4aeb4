"""Readings without a word for it: what somebody else is "telling", "trying" or "preparing" by what was just quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.pointing import is_claim, same, turn_of
from kg.remarks.scene import Scene, description_key
from kg.remarks.wording import stems
from kg.words.first_names import gender_of_name
from kg.words.lexicon import cues
from kg.words.speech_words import MEANINGS, REMARKS, UNTRUE
from kg.words.wording import stem

_HELPERS: Final = (
    r"(?:(?:is|was|are|were|has|had|been|may|might|could|would|will|be|only|really|just|simply|clearly|actually|now|again"
    r"|merely|probably|perhaps|obviously|plainly|basically|essentially|effectively|apparently|evidently|presumably"
    r"|certainly|surely|in effect|[’']s|not) )*"
)
_MARK: Final = r"(?:[“\"‘](?=speak|talk|send|signal|threaten|warn|tell|say|negotiat|prepar|open|test|buy|play))?"
"""A quotation mark before what somebody does by a remark: "was “speaking to her members”"."""
_BE: Final = (
    r"(?:is|was|are|were|[’']s|may be|might be|has been|(?:can|could|will|would) (?:not |only )?be|amount(?:s|ed)? to"
    r"|(?:sound|look|seem|feel)(?:s|ed)? (?:to (?:me|us) )?(?:more |very much |a lot )?like|felt like) "
)
_IS_A_SIGN: Final = re.compile(
    rf"[“\"‘]?(?:if |that )?(?:this|that|it|these|those) ?{_BE}{_HELPERS}(?!our\b|my\b){MEANINGS}", re.IGNORECASE
)
""" "This is actually a signal", "If that was not a hint, …"."""
_ON_MEANING: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:there (?:is|was) (?:no|an?|some|nothing) (?:[\w-]+ )?(?:message|meaning|signal|subtext"
    r"|intention|intent)\b"
    r"|the (?:[\w-]+ )?(?:target|addressee|aim|point|purpose|meaning|subtext|audience|intention)s? of (?:the|this"
    r"|that|his|her|their|its"
    rf"|[A-Z]\S+[’']s?) (?:[\w-]+ )?(?:{REMARKS})\b"
    rf"|(?:the|his|her|their|its|[A-Z]\S+[’']s?) (?:[\w-]+ )?(?:{REMARKS}) (?:never |(?:do|does|did) not |(?:do"
    r"|does|did)n[’']t )?"
    r"(?:means?|meant) (?:anything|nothing|something|everything|more|less)\b"
    r"|what (?!I\b|we\b|you\b)(?:[(\[]\w+[)\]] )?(?:(?:the|his|her) |[A-Z])?[\w’'. -]{2,40}? (?:meant|was (?:really "
    r"|actually )?(?:saying|telling)|had in mind)(?: (?:by|with|in) [^,.;]{2,40}?)? (?:was|is)\b"
    r"|(?:this|that|it|which) (?:tells|told|says to|suggests to|signals to|shows) (?:me|us|you|everyone|people)\b"
    r"|(?:the way I|as I|how I) (?:read|see|understand|hear|interpret) (?:it|this|that)\b"
    r"|th(?:ose|ese) (?:are|were) (?:\w+ ){1,3}words\b"
    r"|that(?:[’']s| is| was) (?:of course |certainly |absolutely |definitely )?not (?:at all )?what"
    r" (?:he|she|they|the \w+) (?:meant|was saying)\b"
    r"|(?:it|this|that)(?:[’']s| is| was) (?:all |really |just |only |more )?about \w+ing\b"
    r"|(?:it|this|that)(?:[’']s| is| was) an? (?:\w+ )?mis(?:reading|interpretation|understanding|quote)\b"
    r"|the (?:[\w-]+ )?(?:message|signal|subtext|implication)(?: here| there| to [^,.;]{2,30}?)? (?:is|was) )",
    re.IGNORECASE,
)
""" "There was no message at all", "the real target of the speech is …"."""
_IF_MEANT: Final = re.compile(
    r"[“\"‘]?(?:if (?:he|she)(?: had|[’']d) (?:really )?(?:meant|wanted)\b"
    r"|(?:you|one|nobody|no one) (?:(?:do|does)(?:n[’']t| not) |never )?(?:says?|uses?|talks?"
    r"|speaks?)\b[^.]{2,60} by (?:accident|chance)\b"
    r"|(?:when|whenever) .{3,40}? (?:says?|speaks?|talks?|mentions?|uses?)\b[^.]{0,40}?, (?:he|she|they|it"
    r"|that) means?\b)",
    re.IGNORECASE,
)
""" "If she’d meant more, …", "When a Dane speaks of guests, he means …"."""
_AIMS: Final = re.compile(
    rf"(?! (?:\w+ ){{0,2}}?(?:been|was|were|is) (?:warned|told|invited|threatened)\b)"
    rf" ?{_HELPERS}{_MARK}(?:mean(?:s|t|ing)?(?! (?:it|this|what)\b)|threaten(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|hint(?:s|ed|ing)?"
    r"|signal(?:s|led|ling)?|tell(?:s|ing)|bluff(?:s|ed|ing)?|refer(?:s|red|ring)|talking|speaking(?! out| up| for)"
    r"|quot(?:ed(?! by| in| as)|ing)|joking|announcing|allud(?:es|ed|ing)|(?:(?:merely|simply|only|just) )"
    r"(?:stat|express|repeat|describ|point|not|warn)(?:e?d|ing)|making (?:an? )?(?:[\w-]+ )?points?"
    r"|(?:leaves?|left|leaving) (?:the |a |little |no |some )*(?:door|doubt|room|way|question)s?"
    r"|responding to|answering|reacting to"
    r"|sending|taking aim|sounds?|amounts?|want(?:s|ed|ing)? to (?:say|tell|warn|signal|send|remind|hint)|reads"
    r"|aim(?:s|ed|ing)?|directed|invit(?:es|ed|ing)|admit(?:s|ting)"
    r"|stop(?:s|ped) short of|fell short of|refrained from"
    r"|fail(?:s|ed) to (?:apologi[sz]e|mention|say|name|explain|offer)"
    r"|(?:is|was|sounded|seemed|struck a|took a|came across as) (?:\w+ly |more |rather |very |quite |less )*"
    r"(?:hawkish|dovish|bullish|bearish|conciliatory|defiant|evasive|downbeat|upbeat)\b"
    r"|(?:had|has) said nothing|seem(?:s|ed) to|appear(?:s|ed) to|ma(?:de|kes) an? (?:mistake|gaffe|slip|blunder)"
    r"|committed an? (?:faux pas|gaffe|blunder)"
    r"|saying|(?:(?:did|had|has)(?: not|n[’']t) )?missp(?:eak|oke|oken)"
    r"|told (?:every|all|everybody|everyone|half|the whole|the world)|had (?:\w+ ){1,3}in mind)\b"
)
"""What somebody does by saying something."""
_INTENTIONS: Final = re.compile(
    rf" ?{_HELPERS}{_MARK}(?:did(?: not|n[’']t) (?:apologi[sz]e|mention|say|name|explain|offer|refer|give|spell)"
    r"|want(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|prepar(?:es|ed|ing)|seek(?:s|ing)?|test(?:s|ed|ing)"
    r"|looking|getting ready|buying|playing|paving|opening|closing|about to|backing|shows?|leaves?|opens?|closes?"
    r"|show(?:ed|ing)|reflect(?:s|ed)|demonstrat(?:es|ed)|underlin(?:es|ed)|underscor(?:es|ed)|illustrat(?:es|ed)"
    r"|speaks?|suggest(?:s|ed)|impl(?:ies|ied)|indicat(?:es|ed)|confirm(?:s|ed)|prove[sd]?)\b"
)
"""What somebody may want with what was just said, if it was said right before."""
_SPEAKS: Final = re.compile(
    rf" ?{_HELPERS}(?:mean(?:s|t|ing)?(?! (?:it|this|what)\b)|refer(?:s|red|ring)|talking|speaking(?! out| up| for)"
    r"|describ(?:es|ed|ing)|explain(?:s|ed|ing)|answering|quot(?:ed(?! by| in| as)|ing)|joking|addressing"
    r"|announcing|making (?:an? )?(?:[\w-]+ )?points?"
    r"|(?:had|has) (?:\w+ ){1,3}in mind"
    r"|(?:has|had|was) (?:been )?(?:simply|only|merely|just) (?:been )?\w+ing)\b"
)
"""Of these what somebody's own people say of what was said."""
_WAS_SAYING: Final = re.compile(
    r"(?:is|was|were|are) (?:\w+ly |just |only )?(?:saying|trying to \w+)|(?:was|were|is) trying", re.IGNORECASE
)
_PRONOUN: Final = re.compile(r"[“\"‘]?(?:that )?(?:what )?(?:he|she)\b(?! and\b)", re.IGNORECASE)
_ITS_OWN: Final = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w-]*(?:[’']|&#39;)s?) (?:[\w-]+ ){0,2}?(?:spokes\w+|office|aides?"
    r"|advis[eo]rs?"
    r"|lawyers?|team|allies|staff|campaign|party|ministry|deputy|press secretary|friends?|supporters?)\b"
)
"""Those who speak for whom "he" then is: "his office said he had been quoting a proverb"."""
_AND_THAT: Final = re.compile(r",? and (?=that )")
_OF_ONESELF: Final = re.compile(
    r"(?:that )?(?:he|she) (?:was|had|has|did) (?:not )?(?:(?:only|just|merely|simply) )?(?:been )?"
    r"(?:speaking|spoken|talking|referring|joking|quoting|quoted(?! out| by| in| as| selectively)|meant|mean)\b"
    r"(?! (?:to|with|at|for)\b(?! the\b))"
    r"|(?:that )?(?:he|she) (?:(?:did|had)(?: not|n[’']t)|never|in no way) (?:intend|mean|meant|intended|want)"
    r" (?:to|any)\b"
    rf"|(?:that )?(?:his|her) (?:own )?(?:[\w-]+ ){{0,2}}?(?:{REMARKS})(?: that [^,.;]{{3,80}}?)?"
    r" (?:was|were|had|did|should|could)(?:n[’']t)?\b",
    re.IGNORECASE,
)
""" "Gao said that he had only quoted an old saying"."""
_LABELS: Final = re.compile(
    r"\b(?:call|describ|dismiss|brand|label|dubb|denounc|hail|shrug|brush|writ)\w*", re.IGNORECASE
)
_LABELLED: Final = re.compile(
    rf"(?:(?P<pointer>it|this|that|them|these)|(?:the|his|her|their|this|that|your|[A-Z]\S+[’']s) (?:[\w-]+ ){{0,2}}?"
    rf"(?:{REMARKS})(?! (?:of|by|from|about|on)\b))(?: to [\w ]{{3,20}}?)?(?: off)?(?: as)? ?"
    r"(?P<label>[“\"‘]?(?:such )?(?:an?|the|proof|evidence|confirmation) .*)",
    re.IGNORECASE,
)
_A_SIGN: Final = re.compile(rf"[“\"‘]?{MEANINGS}", re.IGNORECASE)
_OWN_WORDS: Final = re.compile(
    r"[“\"‘]?(?:that )?I (?:(?:did|had)(?: not|n[’']t)|never) (?:intend|mean|meant|intended) (?:to|any)\b"
    r"|[“\"‘]?(?:that )?(?:what )?I (?:spoke|meant|(?:was|had been)(?: only| just| merely| simply| really)?"
    r" (?:speaking|talking|referring|joking))\b(?! (?:to|with|at)\b(?! the\b))"
    r"|[“\"‘]?(?:that )?(?:what )?I was (?:only |just |merely |simply |really )?(?:trying to (?:say|explain|make)"
    r"|responding to (?:an?|the|his|her) question|answering (?:an?|the|his|her) question"
    r"|making (?:an?|the) (?:[\w-]+ )?point)\b"
    r"|[“\"‘]?that(?:[’']s| is| was) (?:of course |certainly |absolutely |definitely )?not (?:at all )?what I"
    r" (?:meant|was saying|intended)\b"
    r"|[“\"‘]?(?:that )?my intention (?:was|is|had been)\b"
    r"|[“\"‘]?(?:it|that|this) (?:has|had) nothing (?:whatever )?to do with\b"
    r"|[“\"‘]?(?:that )?(?:my|the) (?:only |whole |main )?point(?: with (?:this|that|it))? was\b",
    re.IGNORECASE,
)
"""Somebody reads again what she has said herself."""
REFERS: Final = re.compile(
    r"(?:(?:was|were|had been|is|are) (?:\w+ly |also |… )*|(?:apparently|evidently|presumably|seemingly) )"
    r"(?:referring|alluding)(?: \w+ly)?(?: … )?(?: to)?",
    re.IGNORECASE,
)
""" "Was apparently referring to": what hardly anybody but a reader says of a speaker."""
_CLARIFIES: Final = re.compile(r"\bclarif\w+", re.IGNORECASE)
_WITH_CARE: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:he|she) (?:chose|picked|weighed|measured) (?:his|her) words\b", re.IGNORECASE
)
_A_CLAIM: Final = re.compile(r"(?:the|his|her|their|this|that|[A-Z]\S+[’']s) (?:[\w-]+ )?claims?\b", re.IGNORECASE)
_UNTRUE: Final = re.compile(rf"[“\"‘]?(?:an?|the) (?:[\w-]+ )?(?:{UNTRUE})\b", re.IGNORECASE)
_POINTER: Final = re.compile(rf"[“\"‘]?(?:that )?(?:this|it|the (?:[\w-]+ )?(?:{REMARKS}))\b", re.IGNORECASE)
_READING_ACTS: Final = frozenset(
    {
        "asserting",
        "believing",
        "speculating",
        "predicting",
        "fearing",
        "warning",
        "interpreting",
        "criticising",
        "knowing",
        "confirming",
        "promising",
        "answering",
    }
)
_IS_DOING: Final = re.compile(
    r" (?:is|was|are|were|(?:has|had|have) been|[’']s) (?:not )?(?:(?:only|just|merely|simply|really|actually) )?"
    r"(?!going|coming)[a-z]+ing\b"
)
_DOES: Final = re.compile(
    r" (?:is|was|are|were|(?:has|had|have) been|[’']s) (?:not )?(?:\w+ly |only |just |also |again )?([a-z]+ing)\b"
)
_INNER: Final = frozenset({"believing", "intending", "hoping", "knowing", "fearing", "predicting", "asking"})
"""Acts that are no speaking to others."""
_RESTATES: Final = frozenset(map(stem, ("restating", "belittling", "insulting", "equating", "targeting", "smearing")))
"""What is done by words, with verbs that are no cues."""
_HELD: Final = frozenset({"believing", "speculating", "knowing"})
"""Acts of opinion: among readings what somebody thinks of who made the remark is one more."""
_DEMANDS: Final = re.compile(
    r" ?(?:should|must|ought|need|needs|has to|had to|will|would|can|could|ha[sd] (?:said|told|promised|asked|met))\b",
    re.IGNORECASE,
)
"""What is no reading among readings: what somebody is to do, or has said elsewhere."""
_TOLD: Final = frozenset({"asserting", "warning", "promising", "threatening", "accusing", "predicting", "criticising"})
"""Acts of a remark that is told in other words than its own."""
_ACTS: Final = frozenset({"warning", "promising", "threatening", "accusing", "criticising"})
"""Of these what is told in a phrase: "renewed the country's pledge of a dam"."""
_LABELLING_ACTS: Final = frozenset({"criticising", "praising", "accusing"})
_FOR_OTHERS: Final = re.compile(r"\bspokes\w+\b", re.IGNORECASE)
_NEAR: Final = 8
"""Sentences from a remark to what may read it without a word for it."""
_STILL_NEAR: Final = 12
"""Sentences from one such reading to the next."""


def with_aims(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with a statement about a remark just quoted, by somebody else, marked as an interpretation.

    Its content begins with whoever made the remark, or with a word that points at it, and goes on with a verb of aim or
    meaning.  "He" counts in somebody's own words alone: outside it may be the one who says so.  Who says "I was
    speaking about the weather" reads what was said before by the same person.
    """
    result = list(found)
    remarks = [i for i, a in enumerate(found) if _is_remark(a)]
    remarks.sort(key=lambda i: scene.hulls[i][1])
    ends = [scene.hulls[i][1] for i in remarks]
    talked_of: dict[int, int] = {}
    for index, attribution in enumerate(found):
        start = scene.hulls[index][0]
        first, last = bisect_right(ends, _sentences_before(scene, start)), bisect_right(ends, start)
        talked_of = {remark: place for remark, place in talked_of.items() if _is_near(scene, place, start)}
        near = [*remarks[first:last], *sorted(talked_of.keys() - remarks[first:last], key=talked_of.__getitem__)]
        if attribution.kind == "interpretation":
            _go_on(talked_of, near, found, index, scene)
        elif attribution.kind == "statement" and _may_read(attribution):
            own = reads_itself(scene, attribution)
            if is_told_to_refer(scene, attribution) or (own and _speaks_of_a_remark(scene, attribution)):
                result[index] = replace(attribution, kind="interpretation")
            if own:
                near = remarks[max(0, last - _MOST) : last]
            for remark in reversed(near):
                if _reads(scene, found, index, remark, talked_of.get(remark)):
                    result[index] = replace(attribution, kind="interpretation")
                    talked_of[remark] = scene.hulls[index][1]
                    break
    for index, attribution in enumerate(result):
        if attribution.kind == "statement" and _may_read(attribution) and _follows_up(scene, found, index):
            result[index] = replace(attribution, kind="interpretation")
    for index, attribution in enumerate(result):
        holder = attribution.parent
        if holder is not None and _is_what_was_said(scene, result[holder], attribution):
            result[index] = attribution = replace(attribution, kind="interpretation")
        is_new = attribution.kind == "interpretation" and found[index].kind == "statement"
        if is_new and holder is not None and _is_all_of(result[holder], attribution):
            result[holder] = replace(result[holder], kind="interpretation")
    return tuple(result)


def _follows_up(scene: Scene, found: Sequence[Attribution], index: int) -> bool:
    """ "Xi reiterated his commitment to growth. This is a clear message that …, said a scholar": right behind it."""
    if _IS_A_SIGN.match(unfronted(text_of(scene.text, found[index].content, " "))) is None:
        return False
    start = found[index].content[0][0]
    low = scene.breaks[place - 2] if (place := scene.sentence(start)) > 1 else 0
    before = [found[i] for i in scene.beginning(low, start) if i != index and not scene.encloses(i, index)]
    return any(
        other.kind == "statement"
        and other.actor_type not in (None, "anonymous")
        and not same(other.actor, found[index].actor)
        for other in before
    )


def _is_what_was_said(scene: Scene, outer: Attribution, inner: Attribution) -> bool:
    """ "“Lee was saying that prices would rise,” Holm said": what another is told to have been saying by her words."""
    if outer.kind != "interpretation" or inner.kind != "statement" or same(outer.actor, inner.actor):
        return False
    return _WAS_SAYING.fullmatch(text_of(scene.text, inner.cue, " ")) is not None


def _is_all_of(outer: Attribution, reading: Attribution) -> bool:
    """All that somebody says is what a remark means: "he said: “I believe that this was no gaffe”"."""
    if outer.kind != "statement" or outer.form == "turn" or outer.speech_act not in _READING_ACTS:
        return False
    start = min(span[0] for span in (*reading.source, *reading.content))
    return start - outer.content[0][0] <= _OPENING and outer.content[-1][1] - reading.content[-1][1] <= 2


def _speaks_of_a_remark(scene: Scene, attribution: Attribution) -> bool:
    return _A_REMARK.search(text_of(scene.text, attribution.content, " ")) is not None


def _is_remark(attribution: Attribution) -> bool:
    """Whether somebody's own words are given, or what somebody who has a name is told to have said."""
    if attribution.kind != "statement" or attribution.actor is None or attribution.cue_negated:
        return False
    if attribution.form in ("direct", "mixed"):
        return True
    told = attribution.parent is None and attribution.speech_act in _TOLD and attribution.actor_type != "anonymous"
    return told and attribution.form == "indirect" and (is_claim(attribution) or attribution.speech_act in _ACTS)


def _is_near(scene: Scene, place: int, start: int) -> bool:
    return scene.sentence(start) - scene.sentence(place - 1) <= _STILL_NEAR


def _go_on(
    talked_of: dict[int, int], near: Sequence[int], found: Sequence[Attribution], index: int, scene: Scene
) -> None:
    """What a reading is about is still talked of: what was before it, else what was said last by somebody else."""
    apart = [remark for remark in near if not same(found[remark].actor, found[index].actor)]
    going_on = [remark for remark in near if remark in talked_of]
    chosen = max(going_on, key=talked_of.__getitem__, default=apart[-1] if apart else None)
    if chosen is not None:
        talked_of[chosen] = max(talked_of.get(chosen, 0), scene.hulls[index][1])


def _may_read(attribution: Attribution) -> bool:
    return attribution.form != "turn" and attribution.speech_act in _READING_ACTS | _LABELLING_ACTS


def unfronted(words: str) -> str:
    """Return a content without what stands before "this means": "in the bank's own language this means …"."""
    return _FRONTED.sub("", _CLEARLY.sub("", words))


def speaks_for(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether the source is told to be somebody's own people: "his office"."""
    return _ITS_OWN.search(text_of(scene.text, attribution.source, " ")) is not None


def _speaks_for_others(scene: Scene, attribution: Attribution) -> bool:
    """A spokesperson who tells what the house wants reads nobody's words."""
    return _FOR_OTHERS.search(text_of(scene.text, attribution.source, " ")) is not None


def _nests(scene: Scene, one: int, other: int) -> bool:
    return one == other or scene.encloses(one, other) or scene.encloses(other, one)


def _sentences_before(scene: Scene, place: int) -> int:
    """Where the sentence begins in which, or behind which, a remark must end to be just before `place`."""
    first = scene.sentence(place) - _NEAR
    return scene.breaks[first - 1] if first > 0 else 0


def _reads(scene: Scene, found: Sequence[Attribution], index: int, remark: int, since: int | None) -> bool:
    """Tell whether what is said at `index` reads the remark, which was last talked of at `since`, if it was."""
    attribution = found[index]
    if _nests(scene, remark, index):
        return False
    words = unfronted(text_of(scene.text, attribution.content, " "))
    if found[remark].actor == attribution.actor:
        return reads_itself(scene, attribution)
    last = max(scene.hulls[remark][1], since or 0)
    gap = scene.sentence(scene.hulls[index][0]) - scene.sentence(last - 1)
    if _labels(scene, attribution, words, gap):
        return True
    if attribution.speech_act not in _READING_ACTS:
        return False
    if speaks_for(scene, attribution):
        clauses = [match for clause in _AND_THAT.split(words) if (match := _PRONOUN.match(clause))]
        if clauses and not is_another(clauses[0][0], found[remark]):
            return any(_SPEAKS.match(match.string, match.end()) is not None for match in clauses)
    if _speaks_for_others(scene, attribution):
        opening = _opening_of(scene, found[remark], words, own=False)
        return opening is not None and _SPEAKS.match(words, opening) is not None
    if attribution.speech_act == "interpreting":
        return (
            not attribution.cue_negated
            and _IMPERSONAL.fullmatch(text_of(scene.text, attribution.source, " ")) is not None
            and not _goes_on(scene, found, attribution)
        )
    if _IS_A_SIGN.match(words) or _ON_MEANING.match(words):
        return True
    if _is_of_whom_one_speaks_to(found, index, remark, words, since):
        return True
    own = _means_somebody_else(scene, found, index, remark, words)
    sentences = _SENTENCE.split(words)[:_FIRST] if own else [words]
    if own and any(_IF_MEANT.match(sentence) for sentence in sentences):
        return True
    if any(_WHAT.match(sentence) for sentence in sentences[1:]) or _explains_words(scene, remark, words):
        return True
    if any(_is_aim(scene, found[remark], sentence, own, gap) for sentence in sentences):
        return True
    if since is None or gap > _RIGHT_BEFORE:
        return False
    opening = _opening_of(scene, found[remark], words, own)
    return opening is not None and _is_one_more(attribution, words, opening)


def _is_one_more(attribution: Attribution, words: str, opening: int) -> bool:
    """Among readings of who made the remark: "she was praising the furniture", "she had lost her place"."""
    if _IS_DOING.match(words, opening):
        return True
    return attribution.speech_act in _HELD and _DEMANDS.match(words, opening) is None


def _is_of_whom_one_speaks_to(
    found: Sequence[Attribution], index: int, remark: int, words: str, since: int | None
) -> bool:
    """ "Most people thought you were announcing a sale", in a question to whoever made the remark."""
    pattern, whom = addressed(found, index)
    match = pattern.match(words) if pattern is not None and same(found[remark].actor, whom) else None
    if match is None:
        return False
    if _AIMS.match(words, match.end()):
        return True
    held = found[index].speech_act in _HELD or _INTENTIONS.match(words, match.end()) is not None
    return since is not None and held


def _means_somebody_else(scene: Scene, found: Sequence[Attribution], index: int, remark: int, words: str) -> bool:
    """Whether "she" in the content is hardly the one who says it: in her own words, of many, or of another gender."""
    attribution = found[index]
    if attribution.form in ("direct", "mixed") or _is_spoken(found, attribution):
        return True
    if _is_of_another_gender(found[remark], attribution, words):
        return True
    return _MANY.fullmatch(text_of(scene.text, attribution.source, " ").strip(" ,")) is not None


def _goes_on(scene: Scene, found: Sequence[Attribution], attribution: Attribution) -> bool:
    """What "that means" points at was said just before by the same voice: "She is last, and that means …"."""
    if attribution.parent is None or not attribution.source:
        return False
    start = found[attribution.parent].content[0][0]
    return attribution.source[0][0] - start > _OPENING


def is_told_to_refer(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether whoever writes says of whom somebody spoke: "she was referring to Norland", "she clarified that".

    That is a reading whatever stands around it; where the remark itself is told is another question.
    """
    if attribution.parent is not None:
        return False
    cue, content = (text_of(scene.text, spans, " ") for spans in (attribution.cue, attribution.content))
    return REFERS.fullmatch(cue) is not None or (_CLARIFIES.search(cue) and _OF_ONESELF.match(content)) is not None


def reads_itself(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether somebody tells what she meant by words of her own: "I was speaking of the weather"."""
    words = text_of(scene.text, attribution.content, " ")
    if is_told_to_refer(scene, attribution):
        return True
    if attribution.form in ("direct", "mixed") and _OWN_WORDS.match(words) is not None:
        return True
    is_hers = _ITS_OWN.match(text_of(scene.text, attribution.source, " ")) is None
    return (
        attribution.parent is None
        and any(_OF_ONESELF.match(clause) for clause in _AND_THAT.split(words))
        and is_hers
        and not is_another(words[:_FIRST_SIGNS], attribution)
    )


def _labels(scene: Scene, attribution: Attribution, words: str, gap: int) -> bool:
    """ "Unions called it a polite way of saying no", "called her words “an insult to plumbers”": not "a lie"."""
    if not _LABELS.search(text_of(scene.text, attribution.cue, " ")) or not (match := _LABELLED.match(words)):
        return False
    if _UNTRUE.match(match["label"]) or (_A_CLAIM.match(words) and not _A_SIGN.match(match["label"])):
        return False
    return match["pointer"] is None or (gap <= 1 and _A_SIGN.match(match["label"]) is not None)


def _is_spoken(found: Sequence[Attribution], attribution: Attribution) -> bool:
    """Inside what somebody says in so many words: "he" is somebody else there."""
    outer = found[attribution.parent] if attribution.parent is not None else None
    return outer is not None and outer.form in ("turn", "direct") and outer.actor == attribution.actor


def _is_of_another_gender(remark: Attribution, attribution: Attribution, words: str) -> bool:
    """ "She" can only be whoever made the remark: who speaks of her is a man, by his first name, or no person."""
    match = _PRONOUN.match(words)
    if match is None or remark.actor is None or attribution.actor is None or remark.actor_type != "person":
        return False
    said = "she" if match[0].lower().endswith("she") else "he"
    other = gender_of_name(attribution.actor) if attribution.actor_type == "person" else None
    apart = (other is not None and other != said) or attribution.actor_type in ("outlet", "organization", "country")
    return apart and gender_of_name(remark.actor) in (said, None)


def is_another(words: str, remark: Attribution) -> bool:
    """Tell whether a word for one person ("that she", "his") cannot mean who made the remark, by the first name."""
    said = _ONE.search(words)
    known = gender_of_name(remark.actor) if remark.actor and remark.actor_type == "person" else None
    return said is not None and known is not None and known != _GENDERS[said[0].lower()]


def addressed(found: Sequence[Attribution], index: int) -> tuple[re.Pattern[str] | None, str | None]:
    """Return a pattern for "you" and whom it means in a question, for "I" in what others say by an answer's account.

    Outside of talks there is neither.
    """
    place = turn_of(found, index)
    if place is None:
        return None, None
    if found[place].kind == "question":
        return _YOU, next((a.actor for a in found[place + 1 : place + _MOST] if a.answers == place), None)
    return _I, found[place].actor


def _explains_words(scene: Scene, remark: int, words: str) -> bool:
    """ "The spare room was Britain": what the remark calls something is said to be, or mean, something else."""
    match = _THING.match(words)
    thing = stems(match["thing"]) if match else frozenset()
    return bool(thing) and thing <= scene.words[remark]


def _is_aim(scene: Scene, remark: Attribution, words: str, own: bool, gap: int) -> bool:
    if own and _WITH_CARE.match(words):
        return True
    opening = _opening_of(scene, remark, words, own)
    if opening is None:
        return False
    if _AIMS.match(words, opening) is not None:
        return True
    return gap <= _RIGHT_BEFORE and (bool(_INTENTIONS.match(words, opening)) or _is_speaking(words, opening))


def _is_speaking(words: str, opening: int) -> bool:
    """ "Was restating the law", "is attacking half of the country": an act of speech, seen in what was said."""
    match = _DOES.match(words, opening)
    return match is not None and stem(match[1]) in _speech()


@cache
def _speech() -> frozenset[str]:
    """The stems of the verbs of the cue lexicon, but for those of what somebody thinks, wants or is about to do."""
    lemmas = [cue.lemma for (part, _), cue in cues().words.items() if part == "verb" and cue.speech_act not in _INNER]
    return frozenset(stem(lemma) for lemma in lemmas if " " not in lemma) | _RESTATES


def _opening_of(scene: Scene, remark: Attribution, words: str, own: bool) -> int | None:
    """Where the subject of the content ends, if it is whoever made the remark, or the remark."""
    if match := _POINTER.match(words):
        return match.end()
    if own and (match := _PRONOUN.match(words)) and not is_another(match[0], remark):
        return match.end()
    for match in re.finditer(r"[\w’'-]+", words[:_SUBJECT]):
        phrase = words[: match.end()].lstrip('“"').removeprefix("that ")
        if remark.actor in (scene.actor_called(phrase), scene.described.get(description_key(phrase))):
            return match.end()
    return None


_ONE: Final = re.compile(r"\b(?:he|him|his|she|her)\b", re.IGNORECASE)
_GENDERS: Final = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_YOU: Final = re.compile(r"[“\"‘]?(?:that )?you\b", re.IGNORECASE)
_I: Final = re.compile(r"[“\"‘]?(?:that )?I\b")
_THING: Final = re.compile(
    r"[“\"‘]?(?:that )?the [“\"‘]?(?P<thing>(?:[a-z-]+ ){0,2}?[a-z-]+)[”\"’]? (?:is|was|are|were|means?|meant"
    r"|stands? for|stood for|refers? to"
    r"|referred to) (?!not\b|(?:being )?\w+ed\b|too\b|so\b|very\b|in\b|at\b|on\b)",
)
_FRONTED: Final = re.compile(
    r"^(?:that )?(?:in|for|by|to|from) [^,;.“”\"]{3,40}?,? (?=(?:this|that|it) (?:means?|meant)\b)", re.I
)
"""Before a reading: "that in the bank's own language this means …"."""
_A_REMARK: Final = re.compile(r"\b(?:remarks?|comments?|statements?)\b", re.IGNORECASE)
_FIRST_SIGNS: Final = 12
"""Signs in which the pronoun stands that begins what somebody says of herself."""
_CLEARLY: Final = re.compile(
    r"^[“\"]?(?:that )?it(?:[’']s| is| was) (?:\w+ )?(?:clear|obvious|plain|evident)(?: to \w+)?(?: that)? ",
    re.IGNORECASE,
)
""" "It's clear she wants to leave"."""
_MANY: Final = re.compile(
    r"(?:most|many|some|several|few|others|both|two|three|all)\b.*"
    r"|(?:\S+ ){0,3}?[a-z-]+[^su\W]s(?: (?:of|at|in|with|from) .*)?",
    re.IGNORECASE,
)
"""Sources for whom "he" is somebody else: "most commentators", "analysts at the bank"."""
_WHAT: Final = re.compile(
    r"[“\"‘]?what (?:he|she) (?:is|was) (?:really |actually )?(?:telling|saying|trying)\b", re.IGNORECASE
)
_IMPERSONAL: Final = re.compile("it|this|that|which|these|those", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?,][”\"’])\s+|(?<=[.!?])\s+")
_MOST: Final = 40
"""Remarks before among which somebody who reads herself finds her own."""
_FIRST: Final = 3
"""Sentences of a speech that may begin with what somebody else meant."""
_RIGHT_BEFORE: Final = 2
"""Sentences from a remark to what somebody says of whom made it, where its words hardly tell that it is meant."""
_OPENING: Final = 12
"""Signs before the "this" that begins what somebody says: "“But this”."""
_SUBJECT: Final = 60
"""Signs in which a subject must end."""
