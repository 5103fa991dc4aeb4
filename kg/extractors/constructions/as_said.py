"""Whose words a clause is, told in passing: "The bridge, as Ann said, is old", "As Ann put it, …", "…, as you know"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import noun_phrase, parts, verb_group
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.prepared import Candidate, Unit
from kg.model import Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_PUT: Final = frozenset({"put", "have"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_OWN: Final = frozenset({"ccomp", "xcomp", "dobj", "oprd", "acomp"})
_PAUSES: Final = frozenset({",", "–", "—", "--", "(", "“", '"'})
_LEADS: Final = frozenset({"as", "and", "but", "just", "or"})


def as_said(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for each "as" with somebody who says or knows what the clause around it tells."""
    for token in unit.doc:
        if token.lower_ != "as" or token.dep_ not in ("mark", "advmod"):
            continue
        verb = token.head.head if token.head.dep_ == "nsubj" and token.head.i > token.i else token.head
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        speaker = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.i > token.i), None)
        it = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "it" and verb.lemma_ in _PUT), None)
        if speaker is None or not (it or _says(verb)) or not _is_set_apart(token):
            continue
        source = noun_phrase(unit, speaker)
        content = _around(unit, token, verb)
        if source is not None and content:
            source = (max(source[0], unit.start + token.idx + len(token) + 1), source[1])
            words = [*verb_group(verb), *([it] if it is not None else [])]
            yield Candidate((source,), parts(unit, words), content, "as_said", 0.75)


def _says(verb: Token) -> bool:
    """A cue whose content could be a clause, and has none of its own; not "as he spoke", "as she said no"."""
    known = verb_cue(verb)
    own = any(child.dep_ in _OWN and child.i > verb.i for child in verb.children)
    return known is not None and not known[1] and not own and "clause" in known[0].takes


def _is_set_apart(leads: Token) -> bool:
    """It opens the sentence, or stands behind a pause."""
    before = leads.nbor(-1) if leads.i > leads.sent.start else None
    while before is not None and before.i > leads.sent.start and before.lower_ in _LEADS:
        before = before.nbor(-1)
    return before is None or before.text in _PAUSES or before.lower_ in _LEADS


def _around(unit: Unit, leads: Token, verb: Token) -> Spans:
    """The clause in which it is told, without it; behind it alone where it stands before the clause's subject."""
    host = verb.head if verb.dep_ == "advcl" else next((c for c in verb.lefts if c.dep_ == "ccomp"), None)
    if host is None or host.pos_ not in ("VERB", "AUX"):
        return ()
    last = max(t.i for t in (verb, *(t for c in verb.rights for t in c.subtree))) + 1
    while last < len(unit.doc) and unit.doc[last].is_punct:
        last += 1
    subject = next((c for c in host.lefts if c.dep_ in _SUBJECTS), None)
    first = last if subject is not None and subject.i > leads.i else host.left_edge.i
    end = _end(host)
    clause = [t for t in host.subtree if first <= t.i < end and not leads.i <= t.i < last]
    return parts(unit, [t for t in clause if t.i > first or t.lower_ not in _LEADS])


def _end(host: Token) -> int:
    """Where a clause with a subject of its own comes next: "…, as he said, and | we left"."""
    for child in host.rights:
        if child.dep_ == "conj" and any(c.dep_ in _SUBJECTS for c in child.lefts):
            return next((c.i for c in host.rights if c.dep_ == "cc" and c.i < child.i), child.left_edge.i)
    return host.right_edge.i + 1
