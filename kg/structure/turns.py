"""Who speaks in a turn, who asks and who answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.model import Span
from kg.structure.labels import ANSWERS, OUTLET, SHORT_TITLE, Label
from kg.structure.layout import Turn

# The introduction ---------------------------------------------------------------------------------------------------

_ASKER: Final = (
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ur|[Tt]his|[Oo]ne) )?(?P<asker>(?:[\w’'-]+ ){0,3}"
    r"(?:reporters?|journalists?|correspondents?|interviewers?|editors?)|"
    r"[A-Z][\w’'.&-]*(?: (?:of|the|and|[A-Z][\w’'.&-]*)){0,5})"
)
_WHOM: Final = (
    r"(?:the |an? |with )?(?P<whom>[^\s.,;:!?\n—][^.,;:!?\n—]{1,90}?)"
    r"(?=\s+(?:on|about|at|after|before|during|regarding|concerning|this|last|yesterday|today|recently|earlier|who|whose|when"
    r"|to|over|by|via|as|ahead|from|in (?:(?=[A-Z])|an?|his|her|the|\d+))\b|\s*[.,;:!?\n—]|\s*$)"
)
_TALKED: Final = (
    r"(?:interviewed|(?:exclusively |recently )?(?:spoke|talked|chatted|sat down|met) (?:with|to)|put questions to"
    r"|questioned)"
)
_WHO: Final = (
    r"(?:^|[.!?,] |\b(?:when|recently) )(?:[Tt]he )?(?P<whom>[A-Z][^.,;:!?\n—]{2,120}?)(?:,[^.,;:!?\n]{2,80},)? "
)
_OFFICE: Final = r"(?:(?i:spokes\w+|secretary|minister|president|chair\w*|commissioner|ambassador|governor|mayor) )?"
_HOLDER: Final = r"(?:Spokes\w+|Secretary|Minister|President|Governor|Mayor|Commissioner|Ambassador|Chairman)"
_SPOKE: Final = r"(?P<whom>(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w-]+)"
_TO_PRESS: Final = r"(?i:(?:press|news|media) (?:conference|briefing))"
_INTRODUCTIONS: Final = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"\b{_ASKER} (?:\w+ly |has |have |had )?{_TALKED} {_WHOM}",
        rf"{_WHO}(?:was|were|is|are) interviewed by {_ASKER}",
        rf"{_WHO}(?:answer|answered|answers|took|takes|fielded|responded to|replied to) (?:the )?questions? "
        rf"(?:from|by|of|put by) {_ASKER}",
        rf"{_WHO}(?:answered|answers|took|takes) (?P<asker>(?:[\w-]+ )?(?:reporters|journalists))[’'] questions",
        rf"^Interviewing {_WHOM}",
        rf"\b(?:[Ii]nterview|INTERVIEW|[Cc]onversation|Q&A|[Tt]alk) with {_WHOM}",
        rf"\b{_OFFICE}{_SPOKE}[’']s (?:[A-Za-z]+ ){{0,3}}{_TO_PRESS}",
        rf"\b{_TO_PRESS} (?:by|with) (?:[A-Z]\w+ ){{0,3}}?{_OFFICE}{_SPOKE}(?![\w-]| and | [A-Z])",
        rf"\b{_TO_PRESS} (?:by|with) (?:the )?"
        rf"(?P<whom>(?:[A-Z]\w+ ){{0,3}}?{_HOLDER}(?: (?!On\b|At\b)[A-Z][\w-]+)?)(?![\w-]| [A-Z])",
    )
)
_PRESS: Final = re.compile(r"(?:[\w’'-]+ ){0,3}(?:reporters?|journalists?|correspondents?|the (?:press|media))")
_FULL_NAME: Final = re.compile(
    r"(?<!\bthe )(?<!\bof )\b((?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+)(?= (?:has|is|was|had|[a-z]+s)\b|,)"
)
_STOP: Final = re.compile(r"(?<=[a-z]{2}\. )")
_REACH: Final = 6000  # an introduction is short; nothing beyond is searched


class Introduction:
    """What the text before the first turn says about who asks and who answers; spans in the text."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self.asker: Span | None = None
        self.answerer: Span | None = None
        head = text[max(0, end - _REACH) : end]
        base = max(0, end - _REACH)
        for pattern in _INTRODUCTIONS:
            for match in pattern.finditer(head):
                if self.answerer is None:
                    self._take(match, base)

    def _take(self, match: re.Match[str], base: int) -> None:
        groups = match.groupdict()
        whom: Span | None = _shift(match.span("whom"), base)
        asker = _shift(match.span("asker"), base) if groups.get("asker") else None
        speaker = groups.get("asker") or ""
        if asker and (stops := [stop.end() for stop in _STOP.finditer(speaker)]):
            asker, speaker = (asker[0] + stops[-1], asker[1]), speaker[stops[-1] :]  # "since May. She spoke to"
        if _PRESS.fullmatch(match["whom"]):  # "the minister spoke to reporters"
            whom, asker = (asker, whom) if asker else (None, whom)
        elif asker and _OF_AN_OUTLET.search(match["whom"]) and not OUTLET.search(match["asker"]):
            whom, asker = asker, whom  # "she spoke to Jonas Reith of the Coast Review"
        elif asker and self._is_asked(speaker, match["whom"], asker[0]):
            whom, asker = asker, whom
        self.answerer, self.asker = self._named(whom), self._named(asker)

    def _is_asked(self, speaker: str, other: str, place: int) -> bool:
        """Whether who "spoke to" somebody was asked: "she" of whom the lines before tell, or who is in the headline."""
        above, _, below = self._text[:place].lstrip().partition("\n")
        headline = above if below else ""
        if other.split()[-1] in headline or not speaker[0].isupper() or _PRESS.fullmatch(speaker):
            return False
        return speaker in ("He", "She") or speaker.split()[-1] in headline

    def _named(self, span: Span | None) -> Span | None:
        """Return the span of a name without its outlet; of a pronoun, where the person named last before it stands."""
        if span is None:
            return None
        words = self._text[slice(*span)]
        if words.lower() in ("we", "i"):
            return None
        if words.lower() in ("he", "she"):
            before = [match.span(1) for match in _FULL_NAME.finditer(self._text, 0, span[0])]
            return before[-1] if before else None
        outlet = _OF_AN_OUTLET.search(words)
        return (span[0], span[0] + outlet.start()) if outlet else span


def _shift(span: Span, base: int) -> Span:
    return span[0] + base, span[1] + base


# Names --------------------------------------------------------------------------------------------------------------

_SMALL: Final = frozenset(["OF", "AND", "FOR", "DE", "LA", "VAN", "VON", "DER", "AL", "BIN", "DU", "DI", "DA"])


def name_of(label: str) -> str:
    """Return the name a label gives: without office, brackets and markdown, upper case brought to capitals.

    >>> name_of("MR. EARNEST"), name_of("Xiao Yaqing (through interpreter)"), name_of("SEN. McCAIN")
    ('Mr. Earnest', 'Xiao Yaqing', 'Sen. McCain')
    """
    plain = re.sub(r"(?<!\s)\s*[(\[（][^()\[\]（）]*[)\]）]?", "", label).partition(", ")[0].strip(" *_")
    if any(c.islower() for c in re.sub(r"\bMa?c(?=[A-Z])|\bO['’]", "", SHORT_TITLE.sub("", plain))):
        return plain
    return " ".join(_capitalise(word, first) for first, word in zip([True] + [False] * 20, plain.split(), strict=False))


def _capitalise(word: str, first: bool) -> str:
    if word in _SMALL and not first:
        return word.lower()
    if re.fullmatch(r"(?:[A-Z]\.){2,4}|I{2,3}|IV", word):
        return word  # A.B. Stoddard III
    if len(re.sub(r"\W", "", word)) <= 3 and word not in _TITLE_WORDS and not first:
        return word if not re.fullmatch(r"[A-Z]{2,3}", word) or not re.search(r"[AEIOUY]", word) else word.capitalize()
    if len(word) <= 4 and word.isalpha() and not re.search(r"[AEIOUY]", word) and word not in _TITLE_WORDS:
        return word  # BBC, NBC
    parts = re.split(r"([-'’]|(?<=^M[Cc]))", word)
    return "".join(part.capitalize() for part in parts)


_TITLE_WORDS: Final = frozenset(
    ["MR", "MR.", "MRS", "MRS.", "MS", "MS.", "DR", "DR.", "LT", "LT.", "ST", "ST.", "SGT", "THE"]
)


# Roles --------------------------------------------------------------------------------------------------------------

_THANKS: Final = re.compile(
    r"(?<![\s,])[\s,]*(?:And )?(?:many )?(?:thank you|thanks)\b[^.?!]{0,40}[.!]*[\"”’)*_]*$", re.IGNORECASE
)
_PROMPT: Final = re.compile(
    r"\b(?:please|tell (?:us|me)|describe|explain|talk (?:about|us)|walk (?:us|me)|give us|share with us)\b",
    re.IGNORECASE,
)
_NODDED: Final = r"(?:(?:Okay|OK|All right|Right|Yes|Yeah|Thank you|Thanks|Great|Good|And|Please|Sure|Sorry)\b[.,!]? )"
_GO_AHEAD: Final = re.compile(
    rf"{_NODDED}*(?:(?:Please )?[Gg]o ahead|You[’']re next|[Nn]ext question|[A-Z][^.?!,]{{1,30}}, go ahead)\b"
    r"[^.?!]{0,40}[.?!]"
)
_CALLED: Final = re.compile(rf"{_NODDED}+[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?[.?!]")


def _calls(speech: str, before: str) -> bool:
    """ "Go ahead, Ann.", "Yes, Bo?" where nothing was asked: who is called upon asks next, and nothing is answered."""
    return _GO_AHEAD.fullmatch(speech) is not None or (_CALLED.fullmatch(speech) is not None and not asks(before))


def _is_next(speech: str, after: Sequence[Label | None]) -> bool:
    """ "Ann Lee." before what Ann Lee asks."""
    called = re.sub(r"[\W_]+", " ", speech).strip().casefold() if len(speech) < _LONGEST_NAME else ""
    return called != "" and any(label is not None and f" {called} " in f" {label.plain} " for label in after)


_LONGEST_NAME: Final = 40
_OF_AN_OUTLET: Final = re.compile(
    rf" (?:of|from) (?:the )?(?=[A-Z])(?:[\w’'-]+ )*?(?:{OUTLET.pattern}|(?:review|ledger|courier|observer)\b)",
    re.IGNORECASE,
)


_ASKS_A_MINISTER: Final = re.compile(
    r"(?:To ask|asked) the [A-Z]"
    r"|(?:What|Which|How many|How much|Whether|If|When) [^.?!]{3,200}? (?:he|she|they|(?:the|his|her"
    r"|their) (?:Government|Department|Ministry))"
    r" (?:has|have|had|is|are|was|were|will|would|plans?|intends?)\b[^.?!]*\.$"
)
""" "To ask the Prime Minister if he will …", "What recent assessment she has made of …": as questions are printed."""


def asks(speech: str) -> bool:
    """Return whether `speech` ends with a question, thanks left aside.

    >>> asks("Why now? Thank you."), asks("Why? Because it is rare.")
    (True, False)
    """
    end = _THANKS.sub("", speech[-400:]).rstrip(' "”’)*_\n')
    return end.endswith(("?", "？")) or _ASKS_A_MINISTER.match(speech) is not None


def assign(text: str, turns: Sequence[Turn], labels: Sequence[Label | None]) -> tuple[Turn, ...]:
    """Return `turns` with role, speaker and the turn each answers; `labels` are theirs, `None` for a part without."""
    introduction = Introduction(text, min(_begin(turn) for turn in turns))
    speeches = [" ".join(text[s:e] for s, e in turn.content) for turn in turns]
    told = " ".join(text[slice(*span)] for span in (introduction.asker, introduction.answerer) if span)
    roles = _roles(turns, labels, speeches, told)
    done: list[Turn] = []
    question: int | None = None
    for index, (turn, label, role) in enumerate(zip(turns, labels, roles, strict=True)):
        if role == "question":
            question = index
        elif (role == "chair" and _is_answered(done, question)) or (
            role == "statement" and _is_over(done, question, label, labels)
        ):
            question = None
        elif role == "answer" and (question is None or _is_same(label, labels[question])):
            role = "question" if _is_put(index, labels, speeches) else "statement"
            question = index if role == "question" else question
        known = label.known if label else turn.role
        speaker, where = _speaker(text, label, known, introduction)
        done.append(
            replace(
                turn,
                role="statement" if role == "chair" else role,
                speaker=speaker,
                speaker_span=where,
                answers=question if role == "answer" else None,
            )
        )
    return tuple(done)


def _is_over(before: Sequence[Turn], question: int | None, label: Label | None, labels: Sequence[Label | None]) -> bool:
    """Whether a question has its answer and somebody else than who asked goes on: what follows replies to that."""
    if question is None or label is None or _is_same(label, labels[question]):
        return False
    return _is_answered(before, question)


def _is_answered(before: Sequence[Turn], question: int | None) -> bool:
    return question is not None and any(turn.answers == question for turn in before[question + 1 :])


def _is_put(place: int, labels: Sequence[Label | None], speeches: Sequence[str]) -> bool:
    """ "Do you believe him?", where nothing is open and another goes on without a question: hosts ask now and then."""
    here, after = labels[place], labels[place + 1 : place + 2]
    is_followed = here is not None and any(label is not None and label.key != here.key for label in after)
    asked = _ASKS_YOU.search(speeches[place]) or _OPENS_ASKING.match(speeches[place])
    return is_followed and asked is not None and not asks(speeches[place + 1])


_OPENS_ASKING: Final = re.compile(
    r"(?:(?:And|But|So|Well|Then),? )?(?:(?i:why|how|when|where|who|what) )?"
    r"(?i:is|are|was|were|do|does|did|will|would|can|could|should|has|have) (?:not )?"
    r"(?:it|he|she|they|you|we|there|this|that|the|my|his|her|their|[A-Z])[^?]{8,700}\?.{0,600}$",
    re.DOTALL,
)
""" "Is it not odd that …? That was no answer."; whoever begins so asks, whatever else is said."""
_ASKS_YOU: Final = re.compile(r"\b[Yy]ou\b[^.?!]{0,200}\?[\"”’)]*$")


def _begin(turn: Turn) -> int:
    return turn.label[0] if turn.label else turn.content[0][0]


def _is_same(label: Label | None, asker: Label | None) -> bool:
    """Nobody answers himself: "Mr. Holt: Question No. 5." below the question that he has put down."""
    return label is not None and asker is not None and not label.known and label.key == asker.key


_LETTER: Final = re.compile(r"(?:q|a|ans|questions?|answers?|reply|response|remark|问|答)(?: ?\d+)?")
_GENERIC: Final = re.compile(r"(?:the )?(?:interviewer|interviewee|respondent)")


def _speaker(
    text: str, label: Label | None, known: str | None, introduction: Introduction
) -> tuple[str | None, Span | None]:
    span = introduction.asker if known == "question" else introduction.answerer
    if label is not None and not _LETTER.fullmatch(label.key) and not (span and _GENERIC.fullmatch(label.key)):
        return name_of(label.name), None
    return (re.sub(r"\s+", " ", text[span[0] : span[1]]), span) if span else (None, None)


def _roles(turns: Sequence[Turn], labels: Sequence[Label | None], speeches: Sequence[str], told: str) -> list[str]:
    """Return "question", "answer", "statement" or "chair" for each turn, before it is known whom an answer answers.

    `told` names those who talk, by what the lines above the talk say.
    """
    marked = any(label is not None and label.known == "question" for label in labels)
    askers = _askers(labels, speeches)
    interviewer = _interviewer(labels, askers, told)
    roles: list[str] = []
    for place, (turn, label, speech) in enumerate(zip(turns, labels, speeches, strict=True)):
        if label is None:
            roles.append(turn.role)
        elif label.known == "question":
            roles.append("question")
        elif label.known == "chair":
            roles.append("question" if asks(speech) and not marked else "chair")
        elif label.known == "answer":
            roles.append("answer")
        elif _calls(speech, speeches[place - 1] if place else "") or _is_next(speech, labels[place + 1 : place + 2]):
            roles.append("statement")
        elif marked:
            # Beside "Q" some transcripts name an asker; somebody who has just been asked answers, if with a question.
            opens = not roles or roles[-1] != "question"
            roles.append("question" if opens and asks(speech) and askers[label.key] == 1 else "answer")
        elif label.key == interviewer and (asks(speech) or _prompts(place, labels, speech)):
            roles.append("question")
        else:
            roles.append(_role_of_named(label, speech, askers))
    return [_put(place, role, labels, askers, speeches[place]) for place, role in enumerate(roles)]


def _put(place: int, role: str, labels: Sequence[Label | None], askers: dict[str, float], speech: str) -> str:
    """ "A follow-up. The Times claims that …": who has asked, between two turns of the one who answers, asks again."""
    label = labels[place]
    if role != "statement" or label is None or not _prompts(place, labels, speech) or askers[label.key] < 0.5:
        return role
    before, after = labels[place - 1], labels[place + 1]
    is_answered = before is not None and after is not None and before.key == after.key != label.key
    counts = Counter(one.key for one in labels if one is not None)
    return "question" if is_answered and after is not None and counts[after.key] >= ANSWERS else role


def _interviewer(labels: Sequence[Label | None], askers: dict[str, float], told: str) -> str | None:
    """Return the label of whoever asks where two talk, one of them asking nearly all that is asked.

    Where the lines above tell of a talk of the two, it is the only one who asks at all.
    """
    keys = [label.key if label else "" for label in labels]
    if len(askers) != 2 or "" in keys or any(before == after for before, after in pairwise(keys)):
        return None
    (_, least), (asker, most) = sorted(askers.items(), key=lambda item: item[1])
    is_told = least == 0 < most and asker.rpartition(" ")[2] in re.findall(r"\w+", told.casefold())
    return asker if (most >= 0.5 and least <= most / 4) or is_told else None


def _prompts(place: int, labels: Sequence[Label | None], speech: str) -> bool:
    """ "You mean the plant at Holm. They deny it." calls for an answer, and gets one; a greeting and "I see" do not."""
    return 0 < place < len(labels) - 1 and len(_THANKS.sub("", speech).split()) > _NODS


_NODS: Final = 4  # words; "Right.", "I see.", "That is interesting."


def _askers(labels: Sequence[Label | None], speeches: Sequence[str]) -> dict[str, float]:
    """Return for each label the share of its turns that ask."""
    asked: dict[str, list[bool]] = {}
    for label, speech in zip(labels, speeches, strict=True):
        if label is not None:
            asked.setdefault(label.key, []).append(asks(speech))
    return {key: sum(values) / len(values) for key, values in asked.items()}


def _role_of_named(label: Label, speech: str, askers: dict[str, float]) -> str:
    share = askers[label.key]
    if _ASKS_A_MINISTER.match(speech) or (asks(speech) and share >= 0.5):
        return "question"
    if (share >= 0.5 or OUTLET.search(label.name)) and ("?" in speech[-300:] or _PROMPT.search(speech)):
        return "question"
    return "statement" if share >= 0.5 else "answer"
