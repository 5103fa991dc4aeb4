"""Who passes a report on, at the end of its sentence: "Prices will rise, Ann said on Monday, Radio Holm reports."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, stretch
from kg.extractors.constructions.reporting_verbs import reporter_of, verb_cue
from kg.extractors.prepared import Candidate, Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

_REPORTS: Final = frozenset({"report", "say", "write", "learn"})
_END: Final = re.compile(r"(?: (?:on|late|early) \w+| \w+day| today| yesterday)?[.”\"]{0,2}\s*$")


def passed_on(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for each short report behind a sentence in which somebody else is told to say something."""
    for sentence in unit.doc.sents:
        for verb in sentence[2:]:
            if verb.lemma_ not in _REPORTS or not _END.match(unit.text, verb.idx + len(verb)):
                continue
            speaker = reporter_of(verb)
            if speaker is None:
                continue
            comma = speaker.left_edge.i - 1
            source = noun_phrase(unit, speaker)
            if source is None or not can_speak(speaker) or not _says(unit.doc[sentence.start : comma]):
                continue
            content = stretch(unit, sentence[0], unit.doc[comma - 1])
            if content:
                yield Candidate((source,), (unit.span(verb, verb),), content, "passed_on", 0.8)


def _says(tokens: Iterable[Token]) -> bool:
    """A verb of saying with a subject of its own is among the words."""
    return any(
        token.pos_ == "VERB" and verb_cue(token) and any(child.dep_ == "nsubj" for child in token.lefts)
        for token in tokens
    )
