"""A remark as a sign: "the remark, a jab at the mayor", "the line was a nod to Rome", "…, in a swipe at Bonn"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.prepared import Candidate, Unit
from kg.model import Spans
from kg.words.speech_words import LABELS, MEANINGS, SIGNS, SPOKEN

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGN: Final = re.compile(rf"(?:{SIGNS})", re.IGNORECASE)
_LABEL: Final = re.compile(LABELS, re.IGNORECASE)
_SPOKEN: Final = re.compile(rf"{SPOKEN}|lines?|tweets?|posts?|quotes?|asides?|jokes?|outburst|omission", re.IGNORECASE)
_ALLUDES: Final = re.compile(r"reference|allusion|swipe|jab|dig|nod|rebuke|snub|barb|slap|broadside", re.IGNORECASE)
"""Signs that are hardly anything but what somebody else sees in words."""
_SEEMS: Final = frozenset(
    {"apparent", "veiled", "clear", "obvious", "implicit", "indirect", "tacit", "pointed", "unmistakable", "seeming"}
    | {"evident", "likely", "possible", "transparent", "oblique", "subtle", "disguised", "concealed"}
)
"""Adjectives of one who reads: "a thinly veiled threat"."""
_COPULAS: Final = frozenset({"be", "seem", "appear", "remain", "sound", "look", "amount", "read"})
_SOUNDS: Final = frozenset({"sound", "look", "read"})
_LEADS: Final = frozenset({"to", "at", "of", "against", "for", "towards", "toward"})
_SEEMING: Final = frozenset({"appear", "seem"})
_DOES: Final = frozenset(
    {"contradict", "undercut", "undermine", "rebuke", "mock", "refer", "allude", "hint", "point", "signal", "suggest"}
    | {"imply", "indicate", "confirm", "reject", "soften", "harden", "endorse", "criticise", "criticize", "threaten"}
    | {"aim", "direct", "target", "address", "answer", "question", "acknowledge", "concede", "admit", "echo", "attack"}
)
"""What words do to somebody, in the eyes of who writes that they seem to."""
_MEANT: Final = frozenset({"refer", "allude", "hint"})
"""What a person does by words alone: "she appeared to refer to Rome" is a reading, "he seemed to aim at it" is not."""
_AIMED: Final = frozenset({"aim", "direct", "intend", "mean", "design", "calculate", "target"})
_AIMS_AT: Final = frozenset({"at", "as", "against", "for", "to"})
_APPARENTLY: Final = frozenset({"apparently", "evidently", "seemingly", "presumably", "obviously", "clearly"})
_FAR: Final = 6
_POINTERS: Final = frozenset({"it", "this", "that", "these", "they"})
_SINGULAR: Final = frozenset({"it", "this", "that"})
_TELLING: Final = frozenset({"sign", "signal", "hint", "indication", "admission", "acknowledgement", "acknowledgment"})
"""Signs that give a meaning in a clause of their own: "a signal that the licence may go"."""
_RELATIVE: Final = ("IN", "WDT")
_IS_SIGN: Final = re.compile(
    rf"amount(?:s|ed)? to|signal(?:s|led)?|betray(?:s|ed)?|(?:is|are|was|were) {MEANINGS}", re.IGNORECASE
)
_UP: Final = 8


def signs(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each noun for a sign that a remark is said to be; what it is a sign of is the content.

    The source is the remark, or whom it strikes so ("to her rivals it sounded like …"); none where the noun hangs on a
    sentence in which somebody is told to have said something.
    """
    for token in unit.doc:
        if token.lemma_ in _SEEMING and (seeming := _seeming(unit, token)) is not None:
            yield seeming
        if token.tag_ == "VBN" and token.lemma_ in _AIMED and (aimed := _aimed(unit, token)) is not None:
            yield aimed
        if token.lemma_ in _MEANT and (meant := _apparently(unit, token)) is not None:
            yield meant
        if token.dep_ == "relcl" and (said := said_of(unit, token)) is not None:
            yield said
        if token.pos_ in ("NOUN", "PROPN") and not token.tag_.endswith("S") and (sign := _of_noun(unit, token)):
            yield sign


def _of_noun(unit: Unit, noun: Token) -> Candidate | None:
    found = _likened(unit, noun)
    if found is None and _SIGN.fullmatch(noun.lower_) and (tail := _tail(noun)) is not None:
        found = _predicated(unit, noun, tail) or _apposed(unit, noun, tail) or _hung(unit, noun, tail)
        found = found or _pointed(unit, noun, tail) or _in_what_seemed(unit, noun, tail)
    return found


def _seeming(unit: Unit, verb: Token) -> Candidate | None:
    """ "His remarks appeared to contradict the bank", "he seemed to be referring to Rome": what words seem to do."""
    remark = verb.head if verb.dep_ == "relcl" else subject_of(verb)
    if remark is None or verb.dep_ == "ccomp":
        return None
    done = next((child for child in verb.rights if child.dep_ in ("xcomp", "oprd") and child.i - verb.i <= _FAR), None)
    if done is None or done.lemma_ not in _DOES or any(child.dep_ == "neg" for child in verb.children):
        return None
    spoken = _SPOKEN.fullmatch(remark.lower_) is not None and verb.dep_ != "conj"
    if not spoken and (done.lemma_ not in _MEANT or not can_speak(remark)):
        return None
    leads = next((child for child in done.rights if child.dep_ == "prep" and child.lower_ in _LEADS | {"on"}), None)
    things = [child for child in (leads or done).rights if child.dep_ in ("pobj", "dobj", "ccomp")]
    if not things or unit.is_quoted(verb):
        return None
    source = noun_phrase(unit, remark) if spoken and verb.dep_ != "relcl" else None
    first = remark.left_edge
    is_hung = verb.dep_ == "relcl" and remark.dep_ == "pobj" and remark.head.lower_ == "in" and _is_told(remark.head)
    begin = remark.head if is_hung and remark.head.i == first.i - 1 else verb
    words = [unit.doc[i] for i in range(begin.i, (leads or done).i + 1)]
    content = stretch(unit, things[0].left_edge, things[0].right_edge)
    name = "signs.hung" if begin is not verb else "signs.seeming"
    return _reading((source,) if source else (), parts(unit, words), content, name)


def _aimed(unit: Unit, verb: Token) -> Candidate | None:
    """ "Her words were aimed at Rome", "the speech was meant to calm Rome"."""
    remark = subject_of(verb) or (subject_of(verb.head) if verb.dep_ == "conj" else None)
    if remark is None or not _SPOKEN.fullmatch(remark.lower_) or verb.dep_ == "ccomp" or unit.is_quoted(verb):
        return None
    if not any(child.dep_ in ("auxpass", "aux") and child.lemma_ == "be" for child in verb.lefts):
        return None
    what = next((c for c in verb.rights if c.dep_ in ("xcomp", "prep", "advcl") and c.i - verb.i <= _FAR), None)
    if what is None or (what.dep_ == "prep" and what.lower_ not in _AIMS_AT) or not list(what.rights):
        return None
    words = list(verb_group(verb))
    if what.dep_ == "prep":
        words, content = [*words, what], stretch(unit, unit.doc[what.i + 1], what.right_edge)
    else:
        content = stretch(unit, what.left_edge, what.right_edge)
    source = noun_phrase(unit, remark)
    return _reading((source,) if source else (), parts(unit, words), content, "signs.aimed")


def _apparently(unit: Unit, verb: Token) -> Candidate | None:
    """ "“…,” she said, apparently referring to Rome"."""
    adverb = verb.nbor(-1) if verb.i else None
    if adverb is None or adverb.lower_ not in _APPARENTLY or verb.tag_ != "VBG" or unit.is_quoted(verb):
        return None
    leads = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ in _LEADS), None)
    thing = next((child for child in leads.rights if child.dep_ in ("pobj", "pcomp")), None) if leads else None
    if leads is None or thing is None or not _is_told(verb):
        return None
    words = [unit.doc[i] for i in range(adverb.i, leads.i + 1)]
    return _reading((), parts(unit, words), stretch(unit, thing.left_edge, thing.right_edge), "signs.hung")


def _in_what_seemed(unit: Unit, noun: Token, tail: Token) -> Candidate | None:
    """ "“…,” she said, in what appeared to be a reference to Rome"."""
    first = noun.left_edge.i
    place = next(
        (i for i in range(max(0, first - _FAR), first - 1) if unit.doc[i : i + 2].text.lower() == "in what"), None
    )
    if place is None or not any(token.lemma_ in _SEEMING for token in unit.doc[place:first]) or unit.is_quoted(noun):
        return None
    cue, content = _worded(unit, [unit.doc[i] for i in range(place, first)], noun, tail)
    return _reading((), cue, content, "signs.hung")


def _tail(noun: Token) -> Token | None:
    """What leads from the noun to what it is a sign of: "to" of "a nod to Rome", the verb of "a call to clean up"."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _LEADS and any(c.dep_ in ("pobj", "pcomp") for c in child.rights):
            return child
        if child.dep_ in ("acl", "relcl") and child.left_edge.tag_ == "TO":
            return child
        if child.dep_ in ("acl", "ccomp", "relcl") and noun.lower_ in _TELLING and _opens_with_that(child):
            return child
    return None


def _worded(unit: Unit, before: list[Token], noun: Token, tail: Token) -> tuple[Spans, Spans]:
    """The cue, up to the preposition that leads on, and the content."""
    words = [*before, *(unit.doc[i] for i in range(noun.left_edge.i, noun.i + 1))]
    if tail.dep_ != "prep":
        return parts(unit, words), stretch(unit, tail.left_edge, tail.right_edge)
    return parts(unit, [*words, tail]), stretch(unit, unit.doc[tail.i + 1], tail.right_edge)


def _predicated(unit: Unit, noun: Token, tail: Token) -> Candidate | None:
    """ "The line was a nod to Rome"; in what somebody says that it is, all of it is the reading already."""
    verb = _copula(noun)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or not _SPOKEN.fullmatch(subject.lower_) or verb.dep_ in ("ccomp", "conj"):
        return None
    if (reader := _struck(unit, verb)) is not None:
        content = (*stretch(unit, subject.left_edge, subject), *stretch(unit, noun.left_edge, noun.right_edge))
        return _reading(reader, parts(unit, verb_group(verb)), content)
    if _LABEL.fullmatch(noun.lower_) and not _is_seen(noun):
        return None
    source = noun_phrase(unit, subject)
    cue, content = _worded(unit, [*verb_group(verb)], noun, tail)
    return _reading((source,) if source else (), cue, content)


def _opens_with_that(clause: Token) -> bool:
    """ "That the licence may go", not "that he gave": the word is no part of the clause."""
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"


def _pointed(unit: Unit, noun: Token, tail: Token) -> Candidate | None:
    """ "It was a clear rebuke to Rome", right behind what somebody is told to have said."""
    verb = _copula(noun)
    subject = subject_of(verb) if verb is not None else None
    if (
        verb is None
        or subject is None
        or subject.lower_ not in _SINGULAR
        or verb.dep_ != "ROOT"
        or unit.is_quoted(noun)
    ):
        return None
    if any(child.dep_ in ("neg", "aux", "mark") for child in verb.children):
        return None
    begins = verb.sent.start == 0 and _is_seen(noun) and _ALLUDES.fullmatch(noun.lower_) is not None
    if not (begins or _follows_speech(verb)):
        return None
    if not (_ALLUDES.fullmatch(noun.lower_) or _is_seen(noun)):
        return None
    source = noun_phrase(unit, subject)
    cue, content = _worded(unit, [*verb_group(verb)], noun, tail)
    return _reading((source,) if source else (), cue, content)


def _follows_speech(verb: Token) -> bool:
    """The sentence before tells what somebody said, in its main clause."""
    first = verb.sent.start
    return first > 0 and any(_tells(token) for token in verb.doc[first - 1].sent)


def _tells(token: Token) -> bool:
    known = verb_cue(token) if token.pos_ == "VERB" and token.dep_ in ("ROOT", "conj", "parataxis") else None
    objects = any(child.dep_ == "ccomp" for child in token.children)
    return known is not None and objects and bool(known[0].takes & {"clause", "quotation"})


def _copula(noun: Token) -> Token | None:
    """The verb that makes a noun the predicate: "was a nod", "amounts to a threat", "sounds like a threat"."""
    if noun.dep_ == "attr":
        return noun.head if noun.head.lemma_ in _COPULAS else None
    if noun.dep_ == "pobj" and noun.head.lower_ in ("to", "like") and noun.head.dep_ == "prep":
        return noun.head.head if noun.head.head.lemma_ in _COPULAS - {"be"} else None
    return None


def _struck(unit: Unit, verb: Token) -> Spans | None:
    """ "To her rivals, …", "… sounds to me like …": to whom the remark is what it is said to be."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("to", "for"):
            whom = next((c for c in child.rights if c.dep_ == "pobj"), None)
            if whom is not None and (can_speak(whom) or whom.lower_ in ("me", "us", "him", "her", "them")):
                span = noun_phrase(unit, whom)
                return (span,) if span else None
    return None


def _likened(unit: Unit, noun: Token) -> Candidate | None:
    """ "To her rivals it sounded like a settling of scores", "that sounds to me like a retreat"."""
    verb = _copula(noun) if noun.dep_ == "pobj" and noun.head.lower_ == "like" else None
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or verb.lemma_ not in _SOUNDS or verb.dep_ == "ccomp":
        return None
    reader = _struck(unit, verb)
    spoken = _SPOKEN.fullmatch(subject.lower_) is not None
    if not spoken and not (verb.lemma_ == "sound" and subject.lower_ in _POINTERS and reader):
        return None
    content = (*stretch(unit, subject.left_edge, subject), *stretch(unit, noun.head, noun.head.right_edge))
    return _reading(reader or (), parts(unit, verb_group(verb)), content)


def _apposed(unit: Unit, noun: Token, tail: Token) -> Candidate | None:
    """ "The remark, a thinly veiled jab at the mayor, …"."""
    remark = noun.head
    if (
        noun.dep_ != "appos"
        or noun.left_edge.nbor(-1).text != ","
        or not _SPOKEN.fullmatch(remark.lower_)
        or _is_label(noun)
    ):
        return None
    cue, content = _worded(unit, [], noun, tail)
    return _reading(stretch(unit, remark.left_edge, unit.doc[noun.left_edge.i - 1]), cue, content)


def _hung(unit: Unit, noun: Token, tail: Token) -> Candidate | None:
    """ "“…,” she said, in an apparent reference to Rome", with or without the "in": nobody is told who reads.

    With it also without the comma, right behind who said it or the verb: "she said in an apparent dig at the mayor".
    """
    first = noun.left_edge
    holder = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.i == first.i - 1 else None
    opening = holder if holder is not None else first
    seen = holder is not None and _is_seen(noun)
    if first.lower_ not in ("a", "an") or not (_is_set_off(opening, seen) or (seen and _is_behind_speech(opening))):
        return None
    telling = tail.dep_ != "prep" and holder is None and noun.lower_ in _TELLING
    if unit.is_quoted(noun) or not (_ALLUDES.fullmatch(noun.lower_) or _is_seen(noun) or telling):
        return None
    if not _is_told(opening):
        return None
    cue, content = _worded(unit, [holder] if holder is not None else [], noun, tail)
    return _reading((), cue, content, "signs.hung")


def _is_set_off(opening: Token, seen: bool) -> bool:
    """Behind a comma or a dash; "in an apparent dig" also at the beginning of a sentence."""
    if opening.is_sent_start or opening.i == 0:
        return seen
    return opening.nbor(-1).text in (",", "–", "—", "-", "--")


def _is_behind_speech(opening: Token) -> bool:
    """At once behind a verb of saying, or behind its subject: "said Ann in", "Ann said in"."""
    verb, before = opening.head, opening.nbor(-1)
    known = verb_cue(verb) if verb.pos_ == "VERB" else None
    return known is not None and "quotation" in known[0].takes and (before == verb or before.head == verb)


def said_of(unit: Unit, verb: Token) -> Candidate | None:
    """ "Comments that critics say amount to an admission": what somebody says of a remark in the clause behind it."""
    known, subject = verb_cue(verb), next((c for c in verb.lefts if c.dep_ == "nsubj" and can_speak(c)), None)
    opening, behind = verb.left_edge, unit.doc[verb.i + 1 : verb.i + 8]
    if known is None or subject is None or not _SPOKEN.fullmatch(verb.head.lower_) or opening.tag_ not in _RELATIVE:
        return None
    if not known[0].takes & {"clause"} or opening.i != verb.head.i + 1 or not _IS_SIGN.match(behind.text):
        return None
    source, last = noun_phrase(unit, subject), _end_of_phrase(unit, behind[0])
    remark = unit.doc[verb.head.left_edge.i : opening.i + 1]
    content = (*parts(unit, remark), *stretch(unit, behind[0], last))
    return _reading((source,) if source else (), parts(unit, verb_group(verb)), content, "signs.said")


def _end_of_phrase(unit: Unit, first: Token) -> Token:
    """The last word before a comma, a stop or another finite verb."""
    for token in unit.doc[first.i + 1 :]:
        if token.is_punct or token.is_space or (token.tag_ in ("VBD", "VBZ", "VBP") and token.i > first.i + 1):
            return token.nbor(-1)
    return unit.doc[-1]


def _is_told(token: Token) -> bool:
    """What the token hangs on, or a clause above that, tells what somebody said."""
    for _ in range(_UP):
        token = token.head
        if token.pos_ == "VERB" and (known := verb_cue(token)) and known[0].takes & {"clause", "quotation"}:
            return any(child.dep_ in ("ccomp", "nsubj") for child in token.children)
    return False


def _is_label(noun: Token) -> bool:
    return _LABEL.fullmatch(noun.lower_) is not None and not _is_seen(noun)


def _is_seen(noun: Token) -> bool:
    return any(child.lower_ in _SEEMS for child in noun.lefts)


def _reading(source: Spans, cue: Spans, content: Spans, name: str = "signs") -> Candidate | None:
    return Candidate(source, cue, content, name, 0.6, kind="interpretation") if cue and content else None
