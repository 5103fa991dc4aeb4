""" "According to Fox News, …", "In the view of the pilots, …", "In Ann's reading, …", "…, as Ann put it"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, owner_phrase, parts, stretch, trimmed, verb_group
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.prepared import Candidate, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token


def according_to(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each "according to": its noun phrase is the source, its clause the content."""
    doc = unit.doc
    for token in doc[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        preposition = token.nbor()
        named = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        if named is None or (source := noun_phrase(unit, named)) is None:
            continue
        if (subject := _torn_subject(token, named)) is not None:
            yield from _with_its_subject(unit, token, named, subject)
            continue
        own = {token.i, *[t.i for t in preposition.subtree]}
        content = parts(unit, [t for t in _clause(token) if t.i not in own])
        if content:
            yield Candidate((source,), (unit.span(token, preposition),), content, "according_to", 0.85)


def _torn_subject(token: Token, named: Token) -> Token | None:
    """ "According to Fox News, Mayor Ann Lee said": the subject, which the parser hangs on the name."""
    root = token.head
    if root.pos_ not in ("VERB", "AUX") or any(child.dep_ in _SUBJECTS for child in root.children):
        return None
    hung = (t for t in named.subtree if t.dep_ == "appos" and t.right_edge.i < root.i)
    return next((t for t in reversed([*hung]) if t.left_edge.i and t.left_edge.nbor(-1).text == ","), None)


def _with_its_subject(unit: Unit, token: Token, named: Token, subject: Token) -> Iterator[Candidate]:
    """Both attributions of "according to Fox News, Mayor Ann Lee said that …"."""
    root, comma = token.head, subject.left_edge.i - 1
    source = trimmed(unit, unit.span(named.left_edge, unit.doc[comma - 1]))
    content = stretch(unit, subject.left_edge, root.right_edge)
    if source is None or not content:
        return
    yield Candidate((source,), (unit.span(token, token.nbor()),), content, "according_to", 0.85)
    who, clause = noun_phrase(unit, subject), next((c for c in root.rights if c.dep_ == "ccomp"), None)
    if verb_cue(root) and who is not None and clause is not None:
        said = stretch(unit, clause.left_edge, clause.right_edge)
        if said:
            yield Candidate((who,), parts(unit, verb_group(root)), said, "according_to", 0.8)


_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_VIEWS: Final = frozenset(
    {
        "view",
        "opinion",
        "reading",
        "eye",
        "word",
        "judgment",
        "judgement",
        "estimation",
        "estimate",
        "telling",
        "account",
    }
    | {"interpretation", "mind", "assessment", "understanding", "version", "knowledge"}
)


def in_the_view_of(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each "in the view of Ann" and "in Ann's reading": its clause is the content."""
    for noun in unit.doc:
        if noun.lemma_.lower() not in _VIEWS or noun.dep_ != "pobj" or noun.head.lower_ not in ("in", "by", "to"):
            continue
        preposition = noun.head
        if any(child.dep_ == "compound" for child in noun.lefts):
            continue  # "in our Twitter account"
        if not _is_set_apart(noun, preposition):
            continue
        holder = next((c for c in noun.lefts if c.dep_ == "poss"), None)
        of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
        if holder is None and of is not None:
            holder = next((c for c in of.rights if c.dep_ == "pobj"), None)
        if holder is None or not (can_speak(holder) or holder.pos_ == "PRON"):
            continue
        source = owner_phrase(unit, holder)
        content = parts(unit, _without(preposition))
        if source is None or not content:
            continue
        words = [preposition, *[t for t in noun.lefts if t.dep_ == "det"], noun, *([of] if of is not None else [])]
        yield Candidate((source,), parts(unit, words), content, "in_the_view_of", 0.7)


def as_far_as_known(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each "as far as I know": its clause is the content."""
    for verb in unit.doc:
        far = verb.head
        if far.lower_ != "far" or verb.dep_ != "advcl" or not (cue := verb_cue(verb)) or "clause" not in cue[0].takes:
            continue
        speaker = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        own = {token.i for token in far.subtree}
        first = unit.doc[min(own)]
        content = parts(unit, [t for t in _clause(far) if t.i not in own])
        source = noun_phrase(unit, speaker) if speaker is not None else None
        if source is None or speaker is None or not content or first.lower_ not in ("as", "so"):
            continue
        words = [t for t in unit.doc[first.i : verb.i + 1] if t not in speaker.subtree]
        yield Candidate((source,), parts(unit, words), content, "as_far_as_known", 0.7)


def to_somebody(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each "To critics, it is a threat": what a thing is, means or says to them.

    Not "To Ann, he said that it rained": there she is spoken to.
    """
    for sentence in unit.doc.sents:
        match = _TO.match(sentence.text)
        root = sentence.root
        if match is None or not _is_seen(root):
            continue
        who = [t for t in sentence if match.start("who") <= t.idx - sentence.start_char < match.end("who")]
        behind = [t for t in sentence if t.idx - sentence.start_char >= match.end()]
        if not any(map(can_speak, who)) or not any(c.dep_ in _SUBJECTS and c in behind for c in root.lefts):
            continue
        source, content = stretch(unit, who[0], who[-1]), stretch(unit, behind[0], root.right_edge)
        if source and content:
            yield Candidate(source, (unit.span(who[0].nbor(-1), who[0].nbor(-1)),), content, "to_somebody", 0.7)


def _is_seen(verb: Token) -> bool:
    progressive = verb.tag_ == "VBG" and verb_cue(verb) is not None
    return progressive or verb.lemma_ in ("be", "mean", "signal", "seem", "sound", "look", "count", "matter")


_TO: Final = re.compile(r"[“\"]?(?:(?:And|But|Yet) )?[Tt]o (?P<who>[A-Za-z][\w’'. -]{1,40}),(?= )")


def _is_set_apart(noun: Token, preposition: Token) -> bool:
    """ "To" goes with minds and eyes alone; "in his words" opens a sentence or stands between commas."""
    lemma = noun.lemma_.lower()
    if preposition.lower_ == "to":
        return lemma in ("mind", "eye", "knowledge")
    first = preposition.left_edge.i
    return lemma != "word" or preposition.is_sent_start is True or noun.doc[max(first - 1, 0)].is_punct


def _without(preposition: Token) -> list[Token]:
    """The clause on which a phrase hangs, without the phrase."""
    own = {token.i for token in preposition.subtree}
    clause = _clause(preposition)
    colon = max((token.i for token in clause if token.text == ":" and token.i < preposition.i), default=-1)
    return [
        token
        for token in clause
        if token.i not in own and token.i > colon and not (token.lower_ == "that" and token.dep_ == "mark")
    ]


def _clause(token: Token) -> list[Token]:
    """The clause around the phrase: the sentence, or the quoted clause below a verb it hangs on."""
    sentence = list(token.sent)
    head = token.head
    while head.head != head and head.pos_ not in ("VERB", "AUX"):
        head = head.head
    if head.dep_ in ("conj", "ccomp", "advcl") and head != token.sent.root:
        clause = list(head.subtree)
        if len(clause) > 4 and any(child.dep_ in ("nsubj", "nsubjpass") for child in head.children):
            return clause
    return sentence
