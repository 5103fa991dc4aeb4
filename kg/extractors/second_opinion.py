"""What the parse and the rules say to what the model read: borders put right, and what is no claim left out.

The model decides word by word, so its sources may end in the middle of a name or be in pieces, and its cues run on to
whom and when; where the rules found the same cue they know better where that ends, and may know a source that it
missed.  Its contents stay as they are, but for two borders: where the two disagree about a clause, the model is right
more often; but a quotation that a content has a part of is said as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import SUBJECTS, agent_of, can_speak, is_passive, noun_phrase, trimmed
from kg.extractors.constructions.direct_quotation import widen
from kg.extractors.nearby import overlap
from kg.extractors.prepared import Candidate, Prepared
from kg.model import Span, Spans, text_of
from kg.words.lexicon import cues
from kg.words.speech_words import CLAIMS

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMES: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
_BEFORE_HEAD: Final = frozenset({"compound", "det", "amod", "nmod", "poss", "nummod"})
_NOUNS: Final = frozenset({"reporting_nouns", "topics"})
_LOOSE: Final = frozenset({"of", "in", "on", "at"})  # prepositions that lead from a verb of saying to place and topic
_WHEN: Final = frozenset({"recently", "lately", "earlier", "today", "yesterday", "also", "just", "again", "then"})
_LONGEST_REST: Final = 16  # words
_LONGEST_GAP: Final = 6  # tokens from a torn-off word to the noun it belongs to
_EMPTY: Final = frozenset({"PRON", "DET", "PART", "ADP", "SCONJ", "PUNCT", "SPACE", "CCONJ"})
_NAMES_MORE: Final = frozenset({"including", "according"})
_MEETS: Final = frozenset({"face", "draw", "come", "take", "attract", "meet", "suffer"})
_BLAME: Final = frozenset({"criticism", "question", "accusation", "allegation", "scrutiny", "heat", "fire", "blame"})
_STATE_WORDS: Final = """
    alarm commit concern convince determine dedicate disappoint excite force forgive frustrate incline inform inspire
    intend interest oblige oppose outrage please prepare remind schedule shock surprise tell tempt thrill trouble worry
"""
_STATES: Final = frozenset(_STATE_WORDS.split())
_CLAIM: Final = re.compile(rf"(?:[\w’'-]+ ){{0,3}}?(?:{CLAIMS})", re.IGNORECASE)
_WITH_NOUN: Final = frozenset({"reporting_nouns", "reporting_adjectives.object"})
_CALLED: Final = re.compile(r"(?:[^\W\d_][\w.’'-]* ){0,2}[^\W\d_][\w’'-]*, (?=(?:the|a|an|your|our|some|many) )")
_MARK: Final = re.compile('[“”"«»„]')
_ASKS: Final = re.compile(r"[.!] (?=[^.!?]*$)")
_ASKED_FOR: Final = re.compile(r"(?:a )?comments?")
""" "Asked for comment": no question was put."""
_PRO_FORMS: Final = frozenset({"so", "as", "much", "such", "too", "not", "either", "something", "nothing"})


def revised(prepared: Prepared, read: Candidate, ruled: Sequence[Candidate]) -> Candidate | None:
    """Return what the model read with its borders put right, or None where its content stands for nothing.

    `ruled` are the candidates of the rules that share its cue.
    """
    cue, content = _closer(prepared, _with_noun(read, ruled), ruled)
    content = _with_negation(prepared, cue, _without_objection(prepared, cue, content))
    content = _with_claim(prepared, cue, content, ruled)
    content = _without_question(prepared, _to_its_end(prepared, cue, content, ruled))
    if _is_empty(prepared.tokens(content)) or _ASKED_FOR.fullmatch(text_of(prepared.text, content)):
        return None
    cue, source = _without_relative(prepared, cue, _own_subject(prepared, cue, read.source))
    if prepared.is_in_turn(source) and text_of(prepared.text, source) in ("who", "which", "that"):
        source = next((rule.source for rule in ruled if rule.source), source)
    if len(source) > 1:
        source = _one_piece(prepared, source, cue)
    if len(source) == 1:
        source = _whole_phrase(prepared, source[0], (*cue, *content))
        source = (_without_doing(prepared, source[0]),)
        source = _without_addressee(prepared, source[0])
    if _is_expletive(prepared, source, cue) or _is_target(prepared, source, cue):
        source = ()
    elif len(source) != 1 or not _is_nominal(prepared.tokens(source)) or _is_mute(prepared, source, ruled):
        source = next((rule.source for rule in ruled if not overlap(rule.source, content)), source)
    source = source or _behind(prepared, cue, content)
    revised = replace(read, source=source, cue=cue, content=content)
    for unit in prepared.units_at((content[0][0], content[-1][1])):
        revised = widen(unit, revised)
    return revised


def _with_noun(read: Candidate, ruled: Sequence[Candidate]) -> Candidate:
    """ "Expressed" + "their willingness to help" is "expressed their willingness" + "to help"; "said sorry for"."""
    for rule in ruled:
        if rule.construction not in _WITH_NOUN or rule.cue[0][0] != read.cue[0][0]:
            continue
        (start, end), place = read.content[0], rule.content[0][0]
        if start < rule.cue[-1][1] <= place < end:
            return replace(read, cue=rule.cue, content=((place, end), *read.content[1:]))
    return read


def _closer(prepared: Prepared, read: Candidate, ruled: Sequence[Candidate]) -> tuple[Spans, Spans]:
    """Return cue and content, the cue cut where a rule ends it: "said" of "said on Monday", "told" of "told me".

    So it is where it begins with a time: "said" of "recently said".  An infinitive behind it is the content's, and so
    is a noun or a gerund that the rule has there: "refused" + "to name her publisher", "called for" + "dismissal of the
    clerk".  A preposition that leads to the content ("agreed with") stays with the cue, and "there" of "there are
    fears" comes to it.
    """
    cue, content = read.cue, read.content
    unit = next(iter(prepared.units_at(cue[0])))
    ending = next((rule for rule in ruled if cue[0][0] < rule.cue[-1][1] < cue[-1][1]), None)
    excess = prepared.tokens(((ending.cue[-1][1], cue[-1][1]),)) if ending else []
    if ending and excess and not _leads_on(excess) and not _is_held(excess):
        end, place = ending.cue[-1][1], unit.start + excess[0].idx
        said = ending.content[0][0] == place and content[0][0] <= cue[-1][1] + 1
        said = said and any(token.pos_ == "NOUN" or token.tag_ == "VBG" for token in excess)
        if (excess[0].tag_ == "TO" or said) and content[0][0] >= cue[-1][1]:
            content = ((place, content[0][1]), *content[1:])
        cue = tuple((start, min(stop, end)) for start, stop in cue if start < end)
    begin = next((rule.cue[0][0] for rule in ruled if cue[0][0] < rule.cue[0][0] < cue[0][1]), cue[0][0])
    if begin > cue[0][0] and all(token.lower_ in _WHEN for token in prepared.tokens(((cue[0][0], begin),))):
        cue = ((begin, cue[0][1]), *cue[1:])
    there = _there(prepared.tokens(cue[:1]))
    start = unit.start + there.idx if there is not None else cue[0][0]
    if start < cue[0][0] and not overlap(((start, cue[0][1]),), (*read.source, *content)):
        cue = ((start, cue[0][1]), *cue[1:])
    return cue, content


def _without_relative(prepared: Prepared, cue: Spans, source: Spans) -> tuple[Spans, Spans]:
    """ "An article | that accused": the pronoun is no part of the cue, and stands for the source."""
    words = prepared.tokens(cue[:1])
    if (
        len(words) < 2
        or words[0].tag_ not in ("WDT", "WP")
        or words[0].dep_ != "nsubj"
        or words[0].head.dep_ != "relcl"
    ):
        return cue, source
    unit = next(iter(prepared.units_at(cue[0])))
    holder = words[0].head.head
    who = (unit.start + holder.left_edge.idx, unit.start + holder.idx + len(holder))
    cue = ((unit.start + words[1].idx, cue[0][1]), *cue[1:])
    return cue, source or (who,)


def _own_subject(prepared: Prepared, cue: Spans, source: Spans) -> Spans:
    """Who says so in a relative clause without a pronoun: of "a tunnel Orland | says it needs" not the tunnel."""
    for verb in prepared.tokens(cue[:1]):
        subject = next(
            (child for child in verb.lefts if child.dep_ == "nsubj" and child.tag_ not in ("WDT", "WP")), None
        )
        if verb.dep_ != "relcl" or subject is None or verb.head.i >= subject.i or len(source) != 1:
            continue
        unit = next(iter(prepared.units_at(cue[0])))
        holder, phrase = unit.start + verb.head.idx, noun_phrase(unit, subject)
        if phrase is not None and source[0][0] <= holder < phrase[0] <= source[0][1]:
            return (phrase,)
    return source


def _there(cue: Sequence[Token]) -> Token | None:
    """The "there" that belongs to a cue: of "are fears", of "complaints about" behind "there are many"."""
    for token in cue:
        verb = token if token.lemma_ == "be" else token.head
        if verb.lemma_ == "be" and (verb is token or token.dep_ in ("attr", "nsubj")):
            return next((child for child in verb.lefts if child.tag_ == "EX"), None)
    return None


def _is_held(excess: Sequence[Token]) -> bool:
    """A noun of saying with its preposition, behind a light verb: "offered | an explanation for"."""
    return excess[-1].dep_ == "prep" and excess[-1].head in excess and _is_cue_noun(excess[-1].head)


def _is_cue_noun(noun: Token) -> bool:
    return noun.pos_ == "NOUN" and noun.dep_ == "dobj" and cues().word("noun", noun.lemma_.lower()) is not None


def _leads_on(excess: Sequence[Token]) -> bool:
    """One preposition or particle that belongs to what is said: "agreed with", "went on about", "was told by"."""
    return len(excess) == 1 and excess[0].dep_ in ("prep", "prt", "agent") and excess[0].lower_ not in _LOOSE


def _without_objection(prepared: Prepared, cue: Spans, content: Spans) -> Spans:
    """Cut off "…, but it is not so", a clause with a subject of its own that the parse ranks beside the cue."""
    for verb in prepared.tokens(cue):
        but = _objection(verb)
        unit = next(iter(prepared.units_at(cue[0])))
        if but is None or unit.is_quoted(but):
            continue
        place = unit.start + but.idx
        cut = [trimmed(unit, (low, place)) if low < place < high else (low, high) for low, high in content]
        return tuple(span for span in cut if span) or content
    return content


def _with_negation(prepared: Prepared, cue: Spans, content: Spans) -> Spans:
    """ "Called for not dramatizing it": without its first word the content would say the contrary."""
    first = next(iter(prepared.tokens(content[:1])), None)
    word = first.nbor(-1) if first is not None and first.i else None
    if word is None or word.dep_ != "neg" or word.head not in prepared.tokens(content):
        return content
    unit = next(iter(prepared.units_at(content[0])))
    start = unit.start + word.idx
    return content if overlap(((start, content[0][0]),), cue) else ((start, content[0][1]), *content[1:])


def _with_claim(prepared: Prepared, cue: Spans, content: Spans, ruled: Sequence[Candidate]) -> Spans:
    """ "Denied" + "reports that it would close", not "that it would close": what is denied is a claim of others."""
    place = content[0][0]
    for rule in ruled:
        start = rule.content[0][0]
        if cue[-1][1] <= start < place and _CLAIM.fullmatch(prepared.text[start:place].strip()):
            return ((start, content[0][1]), *content[1:])
    return content


def _to_its_end(prepared: Prepared, cue: Spans, content: Spans, ruled: Sequence[Candidate]) -> Spans:
    """Return a content that stops between two words with the rest of what a rule has there: "people talk | to them"."""
    *before, (start, end) = content
    rest = prepared.text[end : end + 2]
    if not (rest[:1] == " " and rest[1:].isalpha() and prepared.text[end - 1].isalnum()):
        return content
    for rule in ruled:
        low, high = rule.content[-1]
        if low == start and end < high and not overlap(((end, high),), cue) and _is_short(prepared.text[end:high]):
            return (*before, (start, high))
    return content


def _is_short(rest: str) -> bool:
    return len(rest.split()) <= _LONGEST_REST


def _without_question(prepared: Prepared, content: Spans) -> Spans:
    """ "You said that it would open. When exactly?": the question behind an indirect statement is no part of it."""
    *before, (start, end) = content
    place = _ASKS.search(prepared.text, start, end)
    if place is None or prepared.text[end : end + 1] != "?" or _MARK.search(prepared.text, start, end):
        return content
    return (*before, (start, place.start()))


def _objection(verb: Token) -> Token | None:
    clause = next((child for child in verb.rights if child.dep_ == "conj"), None)
    if clause is None or not any(child.dep_ in SUBJECTS for child in clause.lefts):
        return None
    return next((child for child in verb.rights if child.lower_ == "but" and child.i < clause.i), None)


def _is_empty(content: Sequence[Token]) -> bool:
    """ "so", "that", "as much": a word for an earlier claim, or a shred of one, but no claim."""
    return all(token.pos_ in _EMPTY or token.lower_ in _PRO_FORMS for token in content)


def _one_piece(prepared: Prepared, source: Spans, cue: Spans) -> Spans:
    """Of a source in pieces: all from its first to its last word where one noun phrase holds them, else as it is."""
    hull = ((source[0][0], source[-1][1]),)
    roots = _roots(prepared.tokens(hull))
    return hull if len(roots) == 1 and roots[0].pos_ in _NAMES and not overlap(hull, cue) else source


def _whole_phrase(prepared: Prepared, source: Span, taken: Spans) -> Spans:
    """A source that ends before its noun ("The", "Mr") runs on to the end of that noun's phrase."""
    tokens = prepared.tokens((source,))
    head = tokens[-1] if tokens else None
    while head is not None and head.dep_ in _BEFORE_HEAD and head.head.i > head.i:
        head = head.head
    if head is None or head.i == tokens[-1].i or head.i - tokens[-1].i > _LONGEST_GAP:
        return (source,)
    unit = next(iter(prepared.units_at(source)))
    phrase = noun_phrase(unit, head)
    if phrase is None or phrase[1] <= source[1] or overlap(((source[0], phrase[1]),), taken):
        return (source,)
    return ((source[0], phrase[1]),)


def _without_doing(prepared: Prepared, source: Span) -> Span:
    """ "Lind, speaking in Oslo," said: what somebody was doing meanwhile is not who it was."""
    for token in prepared.tokens((source,))[2:]:
        if token.tag_ == "VBG" and token.nbor(-1).text == "," and token.lower_ not in _NAMES_MORE:
            unit = next(iter(prepared.units_at(source)))
            return trimmed(unit, (source[0], unit.start + token.nbor(-1).idx)) or source
    return source


def _without_addressee(prepared: Prepared, source: Span) -> Spans:
    """In a turn, "Martin, the Speaker's office says …": who is spoken to does not say so.

    Behind an apposition ("Ann Lee, the mayor, says") stands a second comma.
    """
    called = _CALLED.match(prepared.text, *source)
    if called is None or not prepared.is_in_turn((source,)) or prepared.text[source[1] : source[1] + 1] == ",":
        return (source,)
    first = next(iter(prepared.tokens((source,))), None)
    if first is None or first.pos_ != "PROPN" or not (first.is_sent_start or first.i == 0):
        return (source,)
    return ((called.end(), source[1]),)


def _behind(prepared: Prepared, cue: Spans, content: Spans) -> Spans:
    """Who stands right behind a verb of saying that ends what is said: "…, reported | Radio Holm on Monday"."""
    verb = next(iter(prepared.tokens(cue)), None)
    unit = next(iter(prepared.units_at(cue[0])), None)
    if (
        unit is None
        or verb is None
        or verb.tag_ not in ("VBD", "VBZ")
        or content[-1][1] > cue[0][0]
        or is_passive(verb)
    ):
        return ()
    if len(prepared.tokens(cue)) > 1 or verb.i + 1 >= len(unit.doc) or not verb.i or verb.nbor(-1).text not in _PAUSES:
        return ()
    first = verb.nbor()
    head = next((t for t in (first, *first.ancestors) if t.head == verb and t.i >= first.i), first)
    if head.pos_ not in ("PROPN", "NOUN") or head.ent_type_ in ("DATE", "TIME") or head.left_edge != first:
        return ()
    phrase = noun_phrase(unit, head)
    return (phrase,) if phrase and can_speak(head) and not overlap((phrase,), content) else ()


_PAUSES: Final = frozenset({",", "”", '"', "''", "’"})


def _is_target(prepared: Prepared, source: Spans, cue: Spans) -> bool:
    """ "She was blamed for …", "he is said to …", "they have faced questions about …": others say so of her, him, them.

    Not where the participle tells of a state: "she was convinced that …".
    """
    roots, words = _roots(prepared.tokens(source)), prepared.tokens(cue)
    if len(roots) != 1:
        return False
    if roots[0].dep_ == "nsubj":
        lemmas = [token.lemma_.lower() for token in words]
        return any(lemma in _MEETS for lemma in lemmas) and any(lemma in _BLAME for lemma in lemmas)
    verb = roots[0].head
    is_state = verb.lemma_ in _STATES or cues().word("adjective", verb.lower_) is not None
    return roots[0].dep_ == "nsubjpass" and verb in words and not is_state and agent_of(verb) is None


def _is_expletive(prepared: Prepared, source: Spans, cue: Spans) -> bool:
    """ "It is implied that …", "It was reported …": nobody says so."""
    words = prepared.tokens(source)
    return len(words) == 1 and words[0].lower_ == "it" and any(is_passive(token) for token in prepared.tokens(cue))


def _is_nominal(source: Sequence[Token]) -> bool:
    """Not "recently", "show": somebody is named."""
    return any(token.pos_ in _NAMES for token in _roots(source))


def _is_mute(prepared: Prepared, source: Spans, ruled: Sequence[Candidate]) -> bool:
    """ "The remark" that "fuelled speculation": what sets people thinking is not who thinks."""
    return any(rule.construction in _NOUNS for rule in ruled) and not any(map(can_speak, prepared.tokens(source)))


def _roots(tokens: Sequence[Token]) -> list[Token]:
    own = {token.i for token in tokens}
    return [token for token in tokens if token.head.i not in own or token.head.i == token.i]
