"""What those who talk call each other: "Q Nora, …" that "MS. HALE:" answers, "Go ahead, Milo." before the next "Q"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from kg.linking.cast.named import gender_of_titles
from kg.linking.cast.names import plain_name, role_named, without_titles
from kg.linking.words import ROLES, TITLES
from kg.model import Attribution, text_of
from kg.words.first_names import gender_of_name
from kg.words.gazetteer import entry_named
from kg.words.lexicon import outlet_named

ASKERS: Final = frozenset({"reporter", "journalist", "correspondent", "interviewer", "questioner", "audience member"})
"""Labels of whoever asks."""
_FIRST: Final = r"[A-Z][a-z]+(?:[-’'][A-Z][a-z]+)?"
_FULL: Final = rf"{_FIRST}(?: (?:[A-Z]\. |de |van |von |al )?[A-Z][\w’'-]+){{0,2}}"
_GREETED: Final = r"(?:Thanks|Thank you|Hi|Hello|Hey|Good (?:morning|afternoon|evening|day))(?: (?:so|very) much)?"
_OPENING: Final = re.compile(
    rf"(?:(?:And|So|But|Yes|Yeah|Yep|No|Okay|OK|Well|Sure|Look|Sorry|Just|Great|All right|Right)(?:,|\.| —)? )*+"
    rf"(?P<greeted>{_GREETED},? )?(?P<name>{_FIRST})(?=[.!,]|\s[—–-])"
)
""" "And, Kate, on the ferries …", "Thank you, Nora. When …"."""
_SENTENCE: Final = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)[.?!…)\]]\s+|\n")
_CALL: Final = re.compile(
    r"(?P<lead>(?:(?i:anyway|go ahead|over to you|yes|yeah|okay|ok|all right|right|next|please|sure|and|thank you"
    r"|with that|(?:let[’']s|we[’']ll|I[’']ll) (?:go|turn|come) to|start with|back to)(?:,| —| –)? ){1,4})?"
    rf"(?P<name>(?:(?:Mr|Mrs|Ms)\. )?{_FULL})(?P<behind>,? (?:please|please go ahead|go ahead|you[’']re next))?"
)
""" "… Go ahead, Milo.", "… Tessa Brant.", where the next turn asks."""
_NEXT: Final = re.compile(
    r"\b(?:go ahead|next(?: question)?|yes,? (?:sir|ma[’']am|please)|in the (?:very )?(?:back|front|middle|corner)"
    r"|right (?:here|there)|over (?:here|there)|anyone else|other questions?|last (?:question|one)|one more"
    r"|please)[.?!,\s]*$",
    re.IGNORECASE,
)
""" "… In the back." passes the word on."""
_GO_AHEAD: Final = re.compile(r"go ahead|over to you| to |start with", re.IGNORECASE)
_AMID: Final = re.compile(rf"(?<=[a-z]), (?P<name>{_FIRST})(?=[,.?!]|\s[—–])")
""" "what you can take to the bank, Milo, is …", "last question, Nora —"."""
_REACH: Final = 160
_SURNAME: Final = re.compile(r"(?:(?:de|De|van|Van|von|Von|al|Al|La|Le) ){0,2}[A-Z][\w’'-]+")
_NOBODY: Final = ROLES | TITLES | frozenset({"madam", "ma’am", "everyone", "everybody", "colleagues", "speaker"})
_OFTEN: Final = 2
"""How often a word that is no usual first name must open what is asked of one to be his."""


def addressed(text: str, found: Sequence[Attribution]) -> dict[int, str]:
    """Return by its turn the name of who speaks, where the label tells a surname or nothing and the talk the rest.

    >>> text = "Q Jake, is it? MR. HALE: No."
    >>> asked = Attribution(source=((0, 1),), content=((2, 14),), form="turn", kind="question")
    >>> told = Attribution(source=((15, 23),), content=((25, 28),), form="turn", actor="Mr. Hale", answers=0)
    >>> addressed(text, [asked, told])
    {1: 'Jake Hale'}
    """
    turns = [index for index, one in enumerate(found) if one.form == "turn" and one.parent is None]
    turns.sort(key=lambda index: found[index].start)
    talk = _Talk(text, found, turns)
    return {**talk.answering(), **talk.asking()}


def going_on(text: str, found: Sequence[Attribution], called: Mapping[int, str]) -> dict[int, str]:
    """Return by its turn the name of who goes on asking: was called upon, has been answered, and nobody else since.

    `called` is what `addressed` returns.  This is a guess, as whoever cries out between has no label of his own; an
    answer that ends with "in the back" or "next question" passes the word on, and ends it.

    >>> text = "Q Is it? A No. Q Why?"
    >>> turns = [(0, 8), (9, 14), (15, 21)]
    >>> found = [Attribution(source=((s, s + 1),), content=((s + 2, e),), form="turn") for s, e in turns]
    >>> going_on(text, found, {0: "Nora"})
    {2: 'Nora'}
    """
    turns = [index for index, one in enumerate(found) if one.form == "turn" and one.parent is None]
    turns.sort(key=lambda index: found[index].start)
    talk, names, last = _Talk(text, found, turns), dict[int, str](), None
    for index in turns:
        if talk.passes_on(index):
            last = None
        if not talk.asks(index):
            continue
        if index not in called and last is not None:
            names[index] = last
        last = called.get(index, last)
    return names


class _Talk:
    def __init__(self, text: str, found: Sequence[Attribution], turns: Sequence[int]) -> None:
        self._text, self._found, self._turns = text, found, turns
        self._before = dict(pairwise(reversed(turns)))
        self._askers = dict.fromkeys(index for index in turns if self._is_asker(index))
        self._answers: dict[int, list[int]] = {}
        for index in turns:
            if (question := found[index].answers) is not None:
                self._answers.setdefault(question, []).append(index)

    def _is_asker(self, index: int) -> bool:
        label = plain_name(text_of(self._text, self._found[index].source))
        return self._found[index].actor in (None, label) and role_named(label) in ASKERS

    # who answers

    def answering(self) -> dict[int, str]:
        """Return whose surname alone is a label, with the first name that those call him by whom he answers."""
        called: dict[str, Counter[str]] = {}
        for question, answers in self._answers.items():
            speech = self._speech(question)
            for index in answers[:1]:
                called.setdefault(self._label(index), Counter()).update(_openings(speech))
        names = {label: name for label, counts in called.items() if (name := self._whole(label, counts))}
        return {index: names[label] for index in self._turns if (label := self._label(index)) in names}

    def _label(self, index: int) -> str:
        return self._found[index].actor or plain_name(text_of(self._text, self._found[index].source))

    def _whole(self, label: str, counts: Mapping[str, int]) -> str | None:
        surname = without_titles(label)
        if not _SURNAME.fullmatch(surname) or surname.lower() in _NOBODY or role_named(label) or outlet_named(label):
            return None
        if re.search(rf"\b(?!(?:Mr|Ms|Mrs|Dr)\b)[A-Z][\w’'.-]+ {re.escape(surname)}\b", self._text):
            return None  # the text itself has the name in full, or another that is like it
        gender = gender_of_titles(f"{label} ")
        fitting = [
            name
            for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            if self._is_first_name(name, count) and not (gender and gender_of_name(name) not in (None, gender))
        ]
        best = next((name for name in fitting if name != surname), None)
        return f"{best} {surname}" if best else None

    def _is_first_name(self, word: str, count: int) -> bool:
        if gender_of_name(word) or word.lower() in _NOBODY:
            return word.lower() not in _NOBODY
        return count >= _OFTEN and not word.endswith("ly") and re.search(rf"\b{word.lower()}\b", self._text) is None

    # who asks

    def asks(self, index: int) -> bool:
        """Tell whether a turn has the label of whoever asks."""
        return index in self._askers

    def passes_on(self, index: int) -> bool:
        """Tell whether a turn of somebody else ends with calling upon whom it does not name."""
        return index not in self._askers and _NEXT.search(self._speech(index)[-_REACH:]) is not None

    def asking(self) -> dict[int, str]:
        """Return who is called upon before he asks, or called by name in what he is answered."""
        upon = {index: name for index in self._askers if (name := self._called_upon(index))}
        names = set(upon.values())
        told = {index: name for index in self._askers if index not in upon and (name := self._told(index, names))}
        return upon | told

    def _called_upon(self, index: int) -> str | None:
        before = self._before.get(index)
        if before is None or before in self._askers:
            return None
        speech = self._speech(before).rstrip(" .?!…—–")
        match = _CALL.fullmatch(_last_sentence(speech))
        if match is None or (match["name"] == speech and self._found[before].answers is not None):
            return None  # "Who was it? Anton Korvin."
        return without_titles(match["name"]) if self._is_name(match, speech) else None

    def _is_name(self, match: re.Match[str], speech: str) -> bool:
        name, words = match["name"], without_titles(match["name"]).split()
        if any(word.lower() in _NOBODY for word in words) or outlet_named(name) or entry_named(name):
            return False
        if match["behind"] or gender_of_name(words[0]) or words[0] != name.split()[0]:
            return True
        if match["lead"]:
            return _GO_AHEAD.search(match["lead"]) is not None or speech.rpartition("\n")[2] == match[0]
        return speech.endswith(f"\n{match[0]}") and len(words) > 1 and self._text.count(name) == 1

    def _told(self, index: int, names: set[str]) -> str | None:
        for answer in self._answers.get(index, ()):
            speech = self._speech(answer)
            last = _last_sentence(speech)
            while _CALL.fullmatch(last) and _last_sentence(speech) == last:  # whoever asks next: "Milo. Milo."
                speech = speech[: speech.rindex(last)].rstrip()
            firsts = [*_openings(speech), *(m["name"] for m in _AMID.finditer(speech))]
            for first in firsts:
                for name in sorted(names):
                    if first == name.split()[0]:
                        return name
        return None

    def _speech(self, index: int) -> str:
        return "\n".join(self._text[start:end] for start, end in self._found[index].content)


def _last_sentence(speech: str) -> str:
    return _SENTENCE.split(speech.rstrip(" .?!…—–")[-_REACH:])[-1]


def _openings(speech: str) -> Counter[str]:
    """The names by which somebody is called where a speech or one of its paragraphs begins, twice if greeted."""
    matches = [match for paragraph in speech.split("\n") if (match := _OPENING.match(paragraph))]
    return Counter({match["name"]: _OFTEN if match["greeted"] else 1 for match in matches})
