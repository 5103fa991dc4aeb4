"""The little syntax the constructions share: who is the subject, what is the verb group, what does a clause cover."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.extractors.prepared import Unit
from kg.model import Span, Spans
from kg.words.lexicon import cues

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_TIMES: Final = frozenset({"just", "recently", "now", "then", "later", "today", "yesterday", "earlier", "so"})
_LEADS_TO: Final = frozenset(
    {"lead", "prompt", "force", "cause", "push", "drive", "compel", "urge", "tell", "ask", "order", "persuade", "allow"}
    | {"invite", "encourage", "oblige", "advise", "get", "press", "beg"}
)
_HELPERS: Final = frozenset({"aux", "auxpass", "neg"})
_EDGE: Final = frozenset(" \t\r\n,;:.–—―-")
_PEOPLE_WORDS: Final = """
    official spokesman spokeswoman spokesperson expert analyst people person man woman source reporter
    mass population citizen
    journalist government ministry minister president company firm party court country state nation committee
    commission critic aide adviser advisor leader member lawyer lawmaker senator governor mayor candidate
    voter campaign team group agency administration department police researcher scientist professor economist
    witness resident worker union observer diplomat ambassador secretary director chairman head chief
    executive manager owner coach player judge doctor author editor newspaper media outlet magazine website
    site paper report study poll survey some many others most few majority public american democrat republican
    opponent supporter ally rival activist student teacher parent family friend investor trader industry
    association organization organisation body authority regulator council board staff strategist pollster
    village town city port school hospital university parliament congress senate house cabinet crew army navy embassy
    airline ngo charity church fund station mission mother father brother sister wife husband son daughter child friend
    nurse guard captain king queen prince duke president envoy pilot chef clerk cook priest pope bishop mayor sheriff
    side coalition alliance opposition press public crowd community tribe club federation league mill bank broker
    host anchor columnist commentator historian farmer colleague neighbour neighbor nominee congressman
    congresswoman delegate representative deputy vice
    advocate prosecutor donor operative mogul actress tycoon magnate pundit agent associate veteran guy fan star
    neurosurgeon superdelegate confidant proponent dean admiral counsel electorate institute bureau legislature
    foundation network faction movement tabloid publication channel everyone anyone someone nobody boy girl lady
    superintendent principal registrar consultant correspondent colonel sergeant lieutenant marshal detective cardinal
    chaplain vicar rabbi imam monk nun saint celebrity defendant plaintiff respondent tenant landlord inmate patient
    pupil guest relative aunt uncle cousin nephew niece grandmother grandfather widow heir twin poet scholar intern
    recruit servant soldier trooper warden militant millionaire victim volunteer premier chancellor consul bureaucrat
    architect surgeon pharmacist peer constable rep mp gp boss chair aristocrat
"""
_PEOPLE: Final = frozenset(_PEOPLE_WORDS.split())
_AGENT: Final = re.compile(
    r"(?:[^e]er|ist|[ai]tor|[cs]tor|sor|ian|eer|ee|man|men|woman|women|person|people|maker|crat)$"
)
"""Endings of nouns for people by what they do: driver, dentist, narrator, librarian, engineer, trustee, fisherman."""
_THING_WORDS: Final = """
    paper letter order power matter number river water weather winter summer offer answer chapter cover corner counter
    computer letter meter monster murder muscle newsletter quarter shelter shoulder tender theater theatre tower
    transfer trailer trigger timber temper tanker saucer rubber register poster powder pepper offer factor motor sector
    doctrine vector reactor tractor monitor list mist fist twist cist wrist committee fee coffee degree tree knee
    guarantee spree after border other layer center centre master disaster number ladder gutter filter folder finger
    figure fiber fibre feather father former further hunger danger anger december november october september order
    either neither dinner lumber member character tender career year gear fear beer deer cheer pier
"""
_THINGS: Final = frozenset(_THING_WORDS.split()) - {"committee", "member", "father", "master", "monitor"}


_NEEDS_A_SPEAKER: Final = frozenset(
    {"accusing", "denying", "promising", "warning", "ordering", "requesting", "criticising", "praising", "threatening"}
)


def subject_of(verb: Token) -> Token | None:
    """Return the head of the verb's subject, its own or the one it shares with the verb it hangs on, or None."""
    if (speaker := goes_on(verb)) is not None:
        return speaker
    for _ in range(6):
        if (own := _own_subject(verb)) is not None:
            bare = verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.lefts)
            return None if own.dep_ == "csubj" else _speaker_in(own, verb) if bare else own
        if (shared := _subject_before(verb)) is not None:
            return shared
        if (led := _led(verb)) is not None:
            return led
        if verb.dep_ == "acl":
            return _speaker_in(verb.head, verb) if verb.head.pos_ in ("NOUN", "PROPN", "PRON") else None
        if _is_manner(verb):
            verb = verb.head  # "offended them by saying that"
        elif verb.dep_ not in ("conj", "xcomp", "advcl", "acomp") or verb.head == verb:
            return None
        if verb.dep_ == "conj" and any(child.dep_ == "auxpass" for child in verb.children):
            return None
        verb = verb.head
    return None


def goes_on(verb: Token) -> Token | None:
    """Return who says "that the figures were wrong | and accused the paper": the speaker, for figures accuse nobody.

    The parser joins the second verb to what is said.  None where it may stand there.
    """
    inner = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBZ") or any(c.dep_ in SUBJECTS for c in verb.lefts):
        return None
    known = cues().word("verb", verb.lemma_.lower())
    while inner.dep_ == "conj" and _own_subject(inner) is None:
        inner = inner.head
    subject, outer = _own_subject(inner), inner.head
    if known is None or known.speech_act not in _NEEDS_A_SPEAKER or inner.dep_ != "ccomp" or subject is None:
        return None
    speaker = _own_subject(outer)
    mute = subject.pos_ in ("NOUN", "PRON", "DET") and not can_speak(subject)
    return speaker if mute and speaker is not None and can_speak(speaker) and outer.i < inner.i else None


def _is_manner(verb: Token) -> bool:
    """ "By saying", "quick in saying"; not "in writing", which is said of no writer."""
    if verb.dep_ != "pcomp" or verb.head.head.pos_ not in ("VERB", "ADJ", "AUX"):
        return False
    return verb.head.lower_ in ("by", "in", "after", "before") and verb.lower_ != "writing"


def _led(verb: Token) -> Token | None:
    """Who is made to speak: "prompted the paper to say"."""
    if verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "advcl") or verb.head.lemma_ not in _LEADS_TO:
        return None
    return next((c for c in verb.head.rights if c.dep_ == "dobj" and c.i < verb.i and can_speak(c)), None)


def _speaker_in(noun: Token, verb: Token) -> Token:
    """Who speaks in "the boldness of people at the gate | saying": not the boldness, the people."""
    if can_speak(noun):
        return noun
    held = (child for leads in noun.rights if leads.lower_ == "of" and leads.i < verb.i for child in leads.rights)
    return next((child for child in held if child.dep_ == "pobj" and can_speak(child)), noun)


def _own_subject(verb: Token) -> Token | None:
    """The verb's own subject; of several before it the nearest: "Rain, Ann Smith said, “is rare.”".

    An exclamation is none ("No. I told …", the stop missed), nor what stands behind an opening bracket.
    """
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.tag_ != "UH"]
    before = [
        child
        for child in subjects
        if child.i < verb.i and not (child.left_edge.i and child.left_edge.nbor(-1).text in "([")
    ]
    return before[-1] if before else next(iter(subjects), None)


def torn_subject(verb: Token, clause: Token) -> Token | None:
    """Return "Rain" of "Rain, Ann said, “is rare.”": the clause's subject, torn off by the speaker; else None."""
    speaker = _own_subject(verb)
    if speaker is None or speaker.i > verb.i or clause.i < verb.i or any(c.dep_ in SUBJECTS for c in clause.children):
        return None
    torn = next((c for c in verb.lefts if c.dep_ in ("nsubj", "dep") and c.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if torn is None or torn.i >= speaker.i or verb.doc[torn.right_edge.i + 1].text != ",":
        return None
    return torn


def _subject_before(verb: Token) -> Token | None:
    """ "Ann understands it, so said that …": the parser took the first clause for the content of "said"."""
    if not any(child.dep_ == "ccomp" for child in verb.rights):
        return None
    first = next((child for child in verb.lefts if child.dep_ == "ccomp"), verb)
    return next((child for child in first.lefts if child.dep_ == "nsubj"), None)


def agent_of(verb: Token) -> Token | None:
    """Return the head of the noun phrase after "by" of a passive verb, or None."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is in the passive, also as a participle alone ("Asked whether …, she said")."""
    if verb.tag_ == "VBG":
        return any(child.lower_ == "being" for child in verb.lefts)
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ in ("aux", "nsubj") for c in verb.children):
        return True
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def can_speak(noun: Token) -> bool:
    """Tell whether a noun is one that speaks and thinks: a name, a personal pronoun, a word for people."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    if noun.lower_ in ("i", "we", "he", "she", "they", "who", "you", "others"):
        return True
    if noun.lower_ in _QUANTITIES and (people := _of_whom(noun)) is not None:
        return can_speak(people)
    lemma = noun.lemma_.lower()
    return lemma in _PEOPLE or (_AGENT.search(lemma) is not None and lemma not in _THINGS)


_QUANTITIES: Final = frozenset(
    {"none", "neither", "each", "both", "all", "half", "one", "two", "three", "any", "dozens", "hundreds", "thousands"}
)


def _of_whom(quantity: Token) -> Token | None:
    """The members of "none of the members"."""
    of = next((child for child in quantity.rights if child.dep_ == "prep" and child.lower_ == "of"), None)
    return next((child for child in of.rights if child.dep_ == "pobj"), None) if of is not None else None


def noun_phrase(unit: Unit, head: Token) -> Span | None:
    """Return the span of a noun phrase with its complements and appositions, without relative clauses behind it."""
    first, last = head.left_edge, head
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "advcl", "cc", "ccomp", "parataxis") and child.dep_ != "cc":
            break
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
            break
        last = _plain_end(child)
    return trimmed(unit, unit.span(first, last))


def owner_phrase(unit: Unit, owner: Token) -> Span | None:
    """Return the noun phrase of an owner without the mark of the genitive, which is no part of the name: "Ann's"."""
    span = noun_phrase(unit, owner)
    mark = next((child for child in owner.rights if child.tag_ == "POS"), None)
    return span if span is None or mark is None else (span[0], min(span[1], unit.start + mark.idx))


def _plain_end(token: Token) -> Token:
    """The last token below `token` before a relative clause."""
    end = token
    for child in token.rights:
        if child.dep_ in ("relcl", "acl", "advcl", "ccomp"):
            return end
        end = _plain_end(child)
    return end


def verb_group(verb: Token) -> list[Token]:
    """Return the verb with its auxiliaries, negation, particle and the adverbs standing among them, in text order.

    "has not yet said", "pointed out", "is widely believed".
    """
    group = [verb]
    for child in reversed(list(verb.lefts)):
        if child.dep_ in _HELPERS or (child.dep_ == "advmod" and child.i == group[0].i - 1):
            group = [*[verb.doc[i] for i in range(child.i, group[0].i) if _fills(verb.doc[i])], *group]
    while len(group) > 1 and (group[0].tag_ in ("WRB", "WP") or group[0].lower_ in _TIMES):
        group = group[1:]
    for child in verb.rights:
        if child.dep_ == "prt" or (child.dep_ == "neg" and child.i == group[-1].i + 1):
            group.append(child)
    return group


def _fills(token: Token) -> bool:
    return token.dep_ in _HELPERS or token.dep_ == "advmod" or token.pos_ in ("ADV", "AUX", "PART")


def parts(unit: Unit, tokens: Iterable[Token]) -> Spans:
    """Return tokens as spans, neighbours joined, trimmed of commas and stops at their edges, empty ones left out."""
    spans: list[tuple[Token, Token]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if spans and token.i == spans[-1][1].i + 1:
            spans[-1] = (spans[-1][0], token)
        else:
            spans.append((token, token))
    cut = (trimmed(unit, unit.span(first, last)) for first, last in spans)
    return tuple(span for span in cut if span)


def stretch(unit: Unit, first: Token, last: Token) -> Spans:
    """Return the text from token `first` through token `last` as one trimmed span, or none where nothing is left."""
    span = trimmed(unit, unit.span(first, last))
    return (span,) if span else ()


_INITIALS: Final = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,4}$")


def trimmed(unit: Unit, span: Span, edge: frozenset[str] = _EDGE) -> Span | None:
    """Return `span` without space and separating punctuation at its edges, or None where nothing is left.

    The last stop of "the U.S." is no separation.
    """
    text, base = unit.text, unit.start
    start, end = span[0] - base, span[1] - base
    while start < end and (text[start] in edge or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in edge or text[end - 1].isspace()) and not _keeps_stop(text, start, end):
        end -= 1
    return (base + start, base + end) if start < end else None


def _keeps_stop(text: str, start: int, end: int) -> bool:
    return text.endswith("...", start, end) or (
        text[end - 1] == "." and _INITIALS.search(text, max(start, end - 9), end) is not None
    )
