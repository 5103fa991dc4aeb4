"""Replies outside of turns: "Asked whether …, she said …", "He was asked about it. “No,” he said."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution
from kg.remarks.scene import Scene, hull


def with_replies(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `answers` on every statement that follows at once on a question of the running text.

    Question and reply stand at the same depth, in one sentence or two that follow each other; of several replies that
    follow, each that is said to reply answers.
    """
    result = list(found)
    order = sorted(range(len(found)), key=scene.hulls.__getitem__)
    for place, index in enumerate(order):
        question = found[index]
        if question.kind != "question" or question.form == "turn":
            continue
        asked = scene.hulls[index][1]
        for later in range(place + 1, len(order)):
            other = order[later]
            reply = found[other]
            if scene.sentence(scene.hulls[other][0]) - scene.sentence(asked - 1) > 1:
                break
            if reply.parent != question.parent or scene.encloses(index, other):
                continue
            if not _follows(scene, question, reply):
                break
            if reply.kind == "statement" and result[other].answers is None and reply.form != "turn":
                result[other] = replace(result[other], answers=index)
                if not _goes_on(found, order[later + 1 : later + 2], reply):
                    break
    return tuple(result)


def _follows(scene: Scene, question: Attribution, reply: Attribution) -> bool:
    """In the same sentence, or in the next where the question's own sentence has no statement."""
    asked, said = hull(question), hull(reply)
    gap = scene.sentence(said[0]) - scene.sentence(asked[1] - 1)
    if "\n\n" in scene.text[asked[1] : said[0]].strip(" "):
        gap += 0 if said[0] - asked[1] < _PARAGRAPH else 2
    if gap <= 0:
        return not question.source or reply.speech_act == "answering" or said[0] > asked[1]
    if gap == 1 and reply.actor is not None and reply.actor != question.actor:
        name = reply.actor.split()[-1]  # "Ann Lee asks Fallon whether he knew. Fallon says he did not."
        if name[:1].isupper() and name in scene.text[asked[0] : asked[1]]:
            return True
    return gap == 1 and (reply.speech_act == "answering" or reply.form == "direct" or not question.source)


def _goes_on(found: Sequence[Attribution], after: Sequence[int], reply: Attribution) -> bool:
    """The same speaker goes on with a word for replying."""
    return bool(after) and found[after[0]].speech_act == "answering" and found[after[0]].actor == reply.actor


_PARAGRAPH: Final = 12
"""Signs between a question and its reply in the next paragraph: the end of the one and the beginning of the other."""
