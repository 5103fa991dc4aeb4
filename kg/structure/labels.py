"""Speakers' labels at the start of lines, and whether a text has enough of them to be a transcript.

A colon after a capitalised word proves nothing (`Note: …`, `Photo: Reuters`, a headline).  So a line only *might* begin
with a label; what the labels of the whole text look like together decides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from kg.structure.lines import Line, is_title


@dataclass(frozen=True, slots=True)
class Label:
    """A line's possible label; offsets in the line's text.

    `mark` is the colon's or dash's span (empty where there is none), `content` where the speech begins.  `known` is
    "question", "answer" or "chair" for labels such as `Q`, `Answer`, `Moderator`.  `fuller` is the key of the label
    that gives the name in full.
    """

    line: int
    start: int
    end: int
    mark: tuple[int, int]
    content: int
    name: str
    known: str | None
    alone: bool
    bold: bool
    rest: str
    fuller: str = ""

    @property
    def key(self) -> str:
        """The name as compared with others: the `fuller` one's where another label gives it in full."""
        return self.fuller or self.plain

    @property
    def plain(self) -> str:
        """The name's own words, without constituency and office, which stand at the first turn alone."""
        return _plain(_BRACKETS.sub("", self.name).partition(",")[0])

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.plain.rpartition(" ")[2]


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


_BRACKETS: Final = re.compile(r"(?<!\s)\s*[(\[（].*")
ANSWERS: Final = 3
"""Turns from which on a speaker is the one who answers."""
STAMP: Final = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?"
_COLON: Final = re.compile(
    rf"(?P<open>[>#\s]{{0,4}}(?:(?:[-*•]|\[\*\]) )?(?:{STAMP}\s)?(?:Q\d{{1,4}}\.?\s+(?=[A-Z])"
    rf"|\d{{1,3}}\.\s+(?=[A-Z][^:\n]{{2,60}}\())?[*_\[<]{{0,3}}[“\"]?)"
    rf"(?P<name>[^\s:：*\n—][^:：*\n]{{0,119}}?)\s?[\]>]?"
    rf"(?P<close>[*_]{{0,3}})(?:\s?[\[(]\d{{1,2}}:\d{{2}}(?::\d{{2}})?[\])])?\s?"
    rf"(?P<mark>[:：])(?P<after>[*_]{{0,3}})(?=(?P<stop>[\s“\"‘'(\[]|$|(?<=[A-Z]{{2}}[: ]:)[A-Z]|(?<=[A-Z]{{3}}:)[A-Z])"
    rf"|(?<=[：])|(?<=[QA]:))\s?(?:{STAMP}(?=\s|$))?\s*"
)
_DASHED: Final = re.compile(
    r"(?P<open>)(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Madam|Dr|Sir|Senator|The) [^\W\d_a-z][\w.’'-]*(?: [A-Z][\w’'-]*){0,3})"
    r"(?: \([^()]{1,60}\))?)(?P<close>)\s?(?P<mark>[—–])(?P<after>)(?=(?P<stop>[A-Z“\"\[]))"
)
""" "Mr HOLT (Grey)—I ask": a dash between, and no space behind it."""
_SAID: Final = re.compile(
    r"(?P<open>)(?P<name>[A-Z][A-Z.,’' -]{3,120}(?: \([A-Z.,’' -]{3,80}\))?)(?P<close>)"
    r" (?:[a-z][^:\n“”\"]{2,140}? )?(?P<mark>said ?:)(?P<after>)(?P<stop>)\s+(?=\S)"
)
""" "SHRI ANAND KELVAR moving the motion, said: The ferries are old."."""
_BARE: Final = re.compile(
    r"(?P<open>[*_#]{0,3}\s?)(?P<name>(?:Q|A)(?:\d{1,3}|(?:uestion|nswer)s?)?)(?P<close>[*_]{0,3})"
    r"(?:\s?(?P<mark>[.)—–]|--|-(?=\s))|(?=\s|$))(?P<after>[*_]{0,3})(?=\s|$)\s*"
)
_QUESTION: Final = re.compile(
    r"q ?\d*|questions?( \d+| from .{1,40})?|questioner|.{0,40}\b(reporters?|journalists?|correspondents?)( #?\d+)?|"
    r"press|media|(the )?interviewer|audience( member| question)?|"
    r"(unidentified|unknown) (male |female )?(speaker|voice|questioner)|"
    r"member of the (press|audience)|caller( #?\d+)?|remark|记者|问|提问"
)
_ANSWER: Final = re.compile(r"a ?\d*|ans|answers?( \d+)?|reply|response|respondent|(the )?interviewee|答")
_CHAIR: Final = re.compile(
    r".{0,30}\b(moderator|operator|chair(man|woman|person)?|coordinator|facilitator)|host|emcee|mc|presenter|主持人"
    r"|(?:mr|madam|mrs|the|hon) (?:deputy )?speaker|an (?:leas-?)?(?:ceann comhairle|cathaoirleach)"
)
_PARTICLES: Final = frozenset(
    re.findall(
        r"\S+",
        "of the de la le van von der den da di du dos al el bin bint ibn and for to in y e ter f on & at"
        " ur ul abu with",
    )
)
_SMALL: Final = frozenset({"of", "for", "and", "to", "in", "on", "&", "at", "with", "y", "e", "f"})
"""Those of them that begin no name, as "De Luca" and "Von Moll" do."""
# words that head a line without being anybody's name
_NO_NAME: Final = frozenset(
    re.findall(
        r"\S+",
        """
        note notes update updates updated photo photos photograph picture image video watch listen read source
        sources caption credit correction related more also first firstly second secondly third thirdly fourth
        fifth finally last lastly next location place venue time date when where what why how tel telephone
        phone fax email mail contact contacts address website web url subject subjects from to cc re tip tips warning
        caution example examples summary key background step conclusion breaking exclusive opinion analysis fact
        facts check verdict ps chapter section part figure fig table box chart map monday tuesday wednesday
        thursday friday saturday sunday january february march april june july august september october november
        december today tomorrow yesterday price cost pros cons winner loser result results score rating bottom
        line here headline highlights findings points topics topic tags tag category categories keywords issue
        editor's editors picks articles stories links bio biography author posted published by copyright
        references reference appendix introduction abstract method methods discussion option options advantage
        disadvantage goal goals objective problem solution claim reality myth truth remember important reminder
        disclaimer spoiler alert quote total sum ingredients directions age born died education occupation title
        name names company reporting writing editing live file timeline factbox review rule definition theorem
        case hint deadline budget status priority type kind level agenda participants attendees speakers present
        absent guests cast director starring duration length size color the a an this that these it there but
        and or if so yes no not
        """,
    )
)
_TITLES: Final = re.compile(
    r"(?:mr|mrs|ms|miss|dr|prof|professor|sen|senator|rep|gov|governor|president|vice|prime|minister|secretary|chancellor|"
    r"ambassador|gen|general|adm|admiral|lt|col|colonel|capt|captain|sgt|judge|justice|sir|lady|lord|king|queen|prince|"
    r"princess|spokesman|spokeswoman|spokesperson|speaker|chairman|chairwoman|chief|deputy|assistant|under|director|"
    r"commissioner|mayor|congressman|congresswoman|representative|senior|participant|witness|defendant|the)\b",
    re.IGNORECASE,
)


def candidate(line: Line, index: int) -> Label | None:
    """Return the label that `line`, the `index`-th, might begin with."""
    match = _DASHED.match(line.text) or _SAID.match(line.text) or _COLON.match(line.text)
    if match and (known := known_as(match["name"])):
        return _label(match, line, index, known)
    bare = _bare(line.text)
    is_letter = bare is not None and bare["name"] == "Q"  # "Q Ann, a follow-up: why now?" begins with no name
    if match and match["stop"] is not None and is_name(match["name"]) and not is_letter:
        return _label(match, line, index, None)
    return _label(bare, line, index, known_as(bare["name"])) if bare else None


def _bare(line: str) -> re.Match[str] | None:
    match = _BARE.match(line)
    if match is None or match.end() == len(line):
        return match
    first = line[match.end()]
    goes_on = match["name"] == "Q" and match["mark"] in ("--", "—", "–")  # "Q -- is there music?"
    return match if first in "“\"‘'([…" or first.isupper() or goes_on else None


def _label(match: re.Match[str], line: Line, index: int, known: str | None) -> Label:
    mark = match.span("mark") if match["mark"] else (match.end("name"), match.end("name"))
    rest = line.text[match.end() :]
    bold = ("*" in match["open"] or "_" in match["open"]) and bool(match["close"] or match["after"])
    name = match["name"].rstrip()
    return Label(
        index,
        match.start("name"),
        match.start("name") + len(name),
        mark,
        match.end(),
        name,
        known,
        not rest,
        bold,
        rest,
    )


def known_as(name: str) -> str | None:
    """Return "question", "answer" or "chair" for what everybody may be called who asks, answers or presides."""
    if _MEMBERS.fullmatch(name):
        return "chair"
    plain = _BRACKETS.sub("", name).partition(",")[0].rstrip(". ").casefold()  # "Ann Lee, AP reporter" is Ann Lee
    for kind, pattern in (("question", _QUESTION), ("answer", _ANSWER), ("chair", _CHAIR)):
        if pattern.fullmatch(plain):
            return kind
    return None


_LONGEST_NAME: Final = 7
_LONGEST_OFFICE: Final = 12
"""Words; of an office, where who holds it stands behind it in brackets."""


def is_name(name: str) -> bool:
    """Return whether `name` could name somebody: a few capitalised words, none that heads a note or a list."""
    plain = re.sub(r"(?<!\s)\s*[(\[（][^()\[\]（）]*[)\]）]?", "", name).strip()
    who, _, office = plain.partition(", ")
    words = who.split()
    if (
        not 1 <= len(words) <= (_LONGEST_OFFICE if plain != name.strip() else _LONGEST_NAME)
        or len(office.split()) > 12
        or who[-1:] in '!?;,"”'
    ):
        return False
    if any(word.strip(".,'’").casefold() in _NO_NAME for word in (words[0], words[-1])) and not _TITLES.match(who):
        return False
    return words[0].casefold() not in _SMALL and all(_is_name_word(w) for w in words)


_MEMBERS: Final = re.compile(
    r"(?:(?:an|some|several|many|hon) )?(?:hon\.? |opposition |government )?members?", re.IGNORECASE
)
""" "Some hon. members: Oh, oh!": the house as such."""


def _is_name_word(word: str) -> bool:
    core = word.strip("\"'’“”.,")
    if not core:
        return word == "."
    if core.casefold() in _PARTICLES or core.isdigit():
        return True
    return (core[0].isupper() or (core[0].isalpha() and not core[0].islower())) and not re.search(r"[/@=<>{}|$%]", core)


def accept(candidates: Sequence[Label], lines: Sequence[Line]) -> list[Label]:
    """Return those `candidates` that are speakers' labels; none where the text is no transcript."""
    found = in_full(_spelled_out([c for c in candidates if c.known or c.alone or _is_speech(c.rest)]))
    found = [c for c in found if not _is_headline(c, found, lines)]
    found = found[1:] if found and _introduces(found[0], found[1:]) else found
    if not any(_is_bare_question(c) for c in found) or _count(found, "question") < 2:
        found = [c for c in found if c.mark[0] < c.mark[1] or c.alone or _is_interjected(c, found)]
    counts = Counter(c.key for c in found)
    if _is_announced(found, lines):
        return found
    if not _is_transcript(found, counts, len(lines)):
        return []
    labels = _of_one_make(found, counts)
    alone = len({label.key for label in labels}) < 2 and not any(label.known for label in labels)
    return [] if alone else labels


def _spelled_out(labels: Sequence[Label]) -> list[Label]:
    """Return `labels`, initials ("CM:", "PM:") under the name that another spells out: "Chris Mason:", "PAT MOSS:".

    Initials are those of a whole name or of an office before it, and of one name alone.
    """
    people = {c.name for c in labels if is_person(c)}

    def named(label: Label) -> Label:
        if not _INITIALS.fullmatch(label.name):
            return label
        fitting = {name for name in people if _initials(name).startswith(label.name)}
        return replace(label, name=fitting.pop()) if len(fitting) == 1 else label

    return [named(label) for label in labels]


def in_full(labels: Sequence[Label]) -> list[Label]:
    """Return `labels`, "LEE:" and "Mr. Lee:" with the key of the one that gives the name in full: "Ann Lee:".

    So does an office with its holder behind it: "The Minister for Ports (Ann Lee):".
    """
    names: dict[str, dict[tuple[str, ...], str]] = {}
    for label in labels:
        if len(words := _name_words(label)) > 1:
            names.setdefault(words[-1], {})[tuple(words)] = label.plain
    titles: dict[str, set[str]] = {}
    for label in labels:
        if (title := label.plain.partition(" ")[0]) in _HONORIFICS:
            titles.setdefault(label.surname, set()).add(title)

    def named(label: Label) -> Label:
        words = tuple(_untitled(label.plain))
        same = names.get(label.surname, {}).items()
        longer = {key for name, key in same if len(name) > len(words) and name[-len(words) :] == words}
        is_one = len(longer) == 1 and len(titles.get(label.surname, ())) < 2
        return replace(label, fuller=longer.pop()) if words and is_one and not label.known else label

    return [named(label) for label in labels]


def _name_words(label: Label) -> list[str]:
    """The words of the person whom a label names in full, or who holds the office that it names."""
    if holder := _HOLDER.search(label.name):
        return _untitled(_plain(holder[1]))
    return _untitled(label.plain) if is_person(label) and not label.known else []


_HONORIFICS: Final = frozenset({"mr", "mrs", "ms", "miss"})


def _untitled(key: str) -> list[str]:
    words = key.split()
    while words and _TITLES.match(words[0]):
        del words[0]
    return words


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.sub(r"[(\[（].*", "", name).split() if word[0].isupper())


_INITIALS: Final = re.compile(r"[A-Z]{2,4}")


def _is_bare_question(label: Label) -> bool:
    return label.known == "question" and not label.mark[0] < label.mark[1]


def _is_interjected(label: Label, labels: Sequence[Label]) -> bool:
    """Return whether a bare `Q` stands beside labels in capitals, or between two turns of one speaker, with colons."""
    if not _is_bare_question(label):
        return False
    marked = [other for other in labels if not other.known and other.mark[0] < other.mark[1]]
    if label.name == "Q" and any(map(_is_cried, marked)):
        return True
    before = {other.key for other in marked if other.line < label.line}
    return any(other.key in before for other in marked if other.line > label.line)


def _of_one_make(labels: Sequence[Label], counts: Counter[str]) -> list[Label]:
    """Return the labels without the named ones that are of another make than the rest of their transcript."""
    upper = sum(not c.known and _is_upper(c) for c in labels)
    strict = upper >= 2 and upper > sum(not c.known and not _is_upper(c) for c in labels)
    bold = any(c.bold for c in labels) and not any(c.known and not c.bold for c in labels)
    surnames = Counter(c.surname for c in labels)
    asking = _asking_once(labels, counts) | _answering_once(labels)

    def fits(label: Label) -> bool:
        if label.known or label.alone or counts[label.key] >= 2:
            return True
        if bold and not label.bold:
            return False
        if OUTLET.fullmatch(label.name) and len(labels) > 2:
            return True
        if label.name.endswith(")") and is_person(label) and OUTLET.search(label.name.partition("(")[2]):
            return True  # "Ann Lee (CNN Norland)" asks among names in capitals
        if label.line in asking or _HOLDER.search(label.name):
            return True
        return _is_upper(label) or (not strict and (is_person(label) or surnames[label.surname] >= 2))

    return [label for label in labels if fits(label)]


def _asking_once(labels: Sequence[Label], counts: Counter[str]) -> frozenset[int]:
    """The lines of whoever asks between two turns of the one who answers, though called like nobody in particular.

    "Khabar 24: Which of these is closer to yours?" among other askers, each answered by the same speaker.
    """
    key, most = counts.most_common(1)[0] if counts else ("", 0)
    if most < ANSWERS or most < len(labels) / 3:
        return frozenset()
    return frozenset(
        label.line
        for before, label, after in zip(labels, labels[1:], labels[2:], strict=False)
        if before.key == after.key == key and label.key != key and label.rest.rstrip(' "”’').endswith(("?", "？"))
    )


def _answering_once(labels: Sequence[Label]) -> frozenset[int]:
    """The lines of whoever answers right below a question that is marked as one, though by a surname alone."""
    return frozenset(
        label.line
        for before, label in pairwise(labels)
        if before.known == "question" and not label.known and label.line == before.line + 1 and not before.alone
    )


def _is_upper(label: Label) -> bool:
    """Whether the name is in capitals, whatever its title and the office behind it are in."""
    return SHORT_TITLE.sub("", _BRACKETS.sub("", label.name)).isupper()


_HOLDER: Final = re.compile(r"\w [(\[]((?:[A-Z][a-z]+\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]*){1,2})[)\]]$")
""" "Shadow Minister for Ports (Ann Lee)": an office, and who holds it."""
SHORT_TITLE: Final = re.compile(r"^(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Rev|Lt|Col|Capt|Sgt)\.? ")


def _count(labels: Sequence[Label], known: str) -> int:
    return sum(label.known == known for label in labels)


def _is_speech(rest: str) -> bool:
    """Return whether `rest` could be said by somebody: it is no figure, no address, and not two words of a list."""
    if rest[0].isdigit() or re.match(r"[$€£¥%#/@]|https?:|www\.", rest):
        return False
    return len(rest.split()) >= 3 or rest.rstrip("\"'”’)]*_")[-1:] in ".!?…—-。！？"


def _introduces(label: Label, others: Sequence[Label]) -> bool:
    """ "Osthavn: The minister Ann Lee spoke to Bo Chen on …", before "Bo Chen: Welcome": a dateline."""
    words = frozenset(re.findall(r"\w+", label.rest[:_INTRODUCTION].casefold()))
    named = {other.surname for other in others if other.known is None and other.surname in words}
    return label.known is None and len(named) >= _BOTH and all(other.key != label.key for other in others)


_INTRODUCTION: Final = 600
"""Signs of a line in which it may be told who talks."""
_BOTH: Final = 2
"""Speakers named in a line that tells who talks to whom."""


def _is_headline(label: Label, labels: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Return whether the colon is a headline's: first line, no full stop, other text before the next label."""
    if label.line != 0 or label.alone or label.known in ("question", "answer") or label.rest[-1] in ".…":
        return False
    after = [other.line for other in labels if other.line > 0]
    comes_back = any(other.key == label.key for other in labels if other.line)
    if comes_back and min(after) == 1 and label.rest[-1] == "?":
        return False  # "Ann Lee: What did she say?", and the next line answers
    is_broken_off = _is_cried(label) and re.search(r"[.!?] [A-Z]", label.rest) is not None  # at a column's edge
    if not label.bold and ((label.rest[-1] not in '!?"”’)]。！？' and not is_broken_off) or is_title(label.rest)):
        return True
    if _is_cried(label) and (comes_back or any(_untitled(other.plain) == [label.surname] for other in labels[1:])):
        return False  # "MYRA BOND, HOST: Good morning!", who is "BOND" from then on
    return not after or min(after) > 1 or not (comes_back or _is_asking_outlet(label))


def _is_transcript(labels: Sequence[Label], counts: Counter[str], size: int) -> bool:
    questions, named = _count(labels, "question"), [c for c in labels if not c.known]
    if len(labels) < 2:
        return False
    if questions >= 2 or (questions and (_count(labels, "answer") or any(is_person(c) or _is_cried(c) for c in named))):
        return True
    if any(map(_is_asking_outlet, named)) and any(is_person(c) and not OUTLET.search(c.name) for c in named):
        return True
    if sum(c.alone and (c.known is not None or is_person(c)) for c in labels) >= 2:
        return True
    if sum(c.known == "answer" and len(c.name) > 1 for c in labels) >= 2:
        return True
    if len(counts) >= 2 and any(counts[c.key] >= 2 for c in named) and len(labels) >= 3:
        return True
    people = {c.key for c in named if is_person(c)} | {c.key for c in labels if c.known == "chair"}
    return len(people) >= 2 and len(labels) >= 0.25 * size


def _is_asking_outlet(label: Label) -> bool:
    return OUTLET.search(label.name) is not None and "?" in label.rest[-_QUESTION_END:]


_QUESTION_END: Final = 200
"""Code points: behind a question come thanks."""


def _is_announced(labels: Sequence[Label], lines: Sequence[Line]) -> bool:
    """Return whether one speaker alone is labelled, in capitals, below a line that promises his words."""
    if len({label.key for label in labels}) != 1 or not _is_cried(labels[0]):
        return False
    return any(_TRANSCRIPT.search(line.text) for line in lines[: labels[0].line])


def _is_cried(label: Label) -> bool:
    """TRUMP, CHAIRMAN BURR: nobody heads a note or a list so, but for the words that `is_name` leaves out."""
    return label.known is None and label.name.isupper() and len(label.name) > 3


_TRANSCRIPT: Final = re.compile(r"\b(?:transcript|full text|remarks (?:by|of|as)|as delivered)\b", re.IGNORECASE)
OUTLET: Final = re.compile(
    r"\b(?:shimbun|news|times|post|daily|tv|television|agency|xinhua|reuters|cnn|cctv|cgtn|ap|afp|bloomberg|journal|press"
    r"|herald|bbc|nbc|cbs|abc|npr|radio|kyodo|nhk|yonhap|guardian|gazette|tribune|magazine|weekly|dpa|tass|"
    r"ria|le monde|spiegel)\b",
    re.IGNORECASE,
)
"""Words of which names of outlets are made; some are such a name by themselves."""


def is_titled(label: Label) -> bool:
    """Return whether a title tells that the label is a person or an office: "Mr Speaker", "The Prime Minister"."""
    first, *rest = label.name.removeprefix("The ").split()
    return _TITLES.match(first) is not None and (bool(rest) or label.name.startswith("The "))


def is_person(label: Label) -> bool:
    """Return whether the label looks like a person's name or office, or is an outlet of two words or more."""
    who = _BRACKETS.sub("", label.name).partition(",")[0]
    words = who.split()
    return bool(_TITLES.match(who)) or (
        2 <= len(words) <= 4 and all(w[0].isupper() or w in _PARTICLES for w in words) and words[0][0].isupper()
    )
