"""Answers that were given already, and those that are just being made: what is asked twice is made once.

One of these belongs to one snapshot of the graph, which never changes, so what it keeps is never out of date.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

_LARGEST: Final = 8
"""No answer takes more than this part of the room."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer and its media type."""

    media: str
    body: bytes


@dataclass(slots=True)
class _Making:
    task: asyncio.Task[Answer]
    wanted: int = 0


class Answers:
    """Keeps `room` bytes of answers, those that were asked for last; `asked` counts what was kept, shared and made."""

    def __init__(self, room: int, asked: Counter[str]) -> None:
        self._room, self._asked = room, asked
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._size = 0
        self._making: dict[str, _Making] = {}

    async def get(self, key: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """Return the answer that is known by `key`, which `make` makes if need be; raises what that raises.

        Where the last one goes that waits for an answer, its making is cancelled.
        """
        if (kept := self._kept.get(key)) is not None:
            self._kept.move_to_end(key)
            self._asked["kept"] += 1
            return kept
        making = self._making.get(key)
        self._asked["shared" if making else "made"] += 1
        if making is None:
            making = self._making[key] = _Making(asyncio.ensure_future(make()))
            making.task.add_done_callback(partial(self._made, key, making))
        making.wanted += 1
        try:
            return await asyncio.shield(making.task)
        finally:
            making.wanted -= 1
            if not making.wanted:
                self._forget(key, making)  # whoever comes now must not wait for what is being cancelled
                making.task.cancel()

    def _made(self, key: str, making: _Making, task: asyncio.Task[Answer]) -> None:
        self._forget(key, making)
        if not task.cancelled() and task.exception() is None:
            self._keep(key, task.result())

    def _forget(self, key: str, making: _Making) -> None:
        if self._making.get(key) is making:
            del self._making[key]

    def _keep(self, key: str, answer: Answer) -> None:
        size = _size(key, answer)
        if size > self._room // _LARGEST or key in self._kept:
            return
        self._kept[key] = answer
        self._size += size
        while self._size > self._room:
            self._size -= _size(*self._kept.popitem(last=False))


def _size(key: str, answer: Answer) -> int:
    return len(key) + len(answer.body)
