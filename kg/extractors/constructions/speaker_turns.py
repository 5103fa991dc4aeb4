"""Turns of speakers in interviews, briefings and debates: what the layout alone says about who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.extractors.prepared import Candidate

if TYPE_CHECKING:
    from kg.structure import Layout

_KINDS: Final = {"question": "question", "answer": "statement", "statement": "statement"}


def speaker_turns(layout: Layout) -> list[Candidate]:
    """Return one candidate a turn, in the turns' order: the label is the source, its colon the cue.

    `speaker` is who the label stands for and `answers` the index of the turn that this one answers.
    """
    return [
        Candidate(
            source=(turn.label,) if turn.label else (),
            cue=(turn.mark,) if turn.mark else (),
            content=turn.content,
            construction=f"speaker_turns.{turn.role}",
            confidence=0.95,
            kind=_KINDS[turn.role],
            speaker=turn.speaker,
            answers=turn.answers,
        )
        for turn in layout.turns
    ]
