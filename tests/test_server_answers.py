"""What is asked twice is made once, and nobody is given an answer that is out of date or was stopped for another."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine
from typing import Any

import pytest

from kg.server.answers import Answer, Answers


class Maker:
    """Makes answers when it is told to, and counts."""

    def __init__(self) -> None:
        self.begun = self.stopped = 0
        self.go = asyncio.Event()

    async def make(self) -> Answer:
        self.begun += 1
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        return Answer("text/plain", b"x" * 100)


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


def test_those_who_ask_at_once_share_an_answer_and_those_who_ask_later_get_it_as_it_was() -> None:
    async def work() -> None:
        asked: Counter[str] = Counter()
        answers, maker = Answers(10_000, asked), Maker()
        waiting = [asyncio.create_task(answers.get("q", maker.make)) for _ in range(3)]
        await asyncio.sleep(0)
        maker.go.set()
        first, *others = [await each for each in waiting]
        assert [each is first for each in (*others, await answers.get("q", maker.make))] == [True] * 3
        assert maker.begun == 1
        assert asked == {"made": 1, "shared": 2, "kept": 1}

    run(work())


def test_an_answer_is_made_to_the_end_as_long_as_anybody_waits_for_it() -> None:
    async def work() -> None:
        answers, maker = Answers(10_000, Counter()), Maker()
        one, other = (asyncio.create_task(answers.get("q", maker.make)) for _ in range(2))
        await asyncio.sleep(0)
        one.cancel()
        await asyncio.sleep(0)
        assert maker.stopped == 0
        maker.go.set()
        assert (await other).media == "text/plain"

    run(work())


def test_when_nobody_waits_any_more_it_is_stopped_and_whoever_comes_next_gets_another() -> None:
    async def work() -> None:
        answers, maker = Answers(10_000, Counter()), Maker()
        gone = asyncio.create_task(answers.get("q", maker.make))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.sleep(0)
        late = asyncio.create_task(answers.get("q", maker.make))
        await asyncio.sleep(0)
        maker.go.set()
        await late
        assert (maker.begun, maker.stopped) == (2, 1)

    run(work())


def test_a_failure_is_told_to_all_who_waited_and_is_not_kept() -> None:
    async def work() -> None:
        answers = Answers(10_000, Counter())

        async def fail() -> Answer:
            await asyncio.sleep(0)
            raise LookupError("busy")

        told = await asyncio.gather(*(answers.get("q", fail) for _ in range(2)), return_exceptions=True)
        assert [type(each) for each in told] == [LookupError] * 2
        maker = Maker()
        maker.go.set()
        assert await answers.get("q", maker.make)

    run(work())


@pytest.mark.parametrize(("room", "others", "is_kept"), [(10_000, 2, True), (1_000, 12, False), (500, 0, False)])
def test_no_more_is_kept_than_there_is_room_for(room: int, others: int, is_kept: bool) -> None:
    """An answer gives way to later ones, and one that would take most of the room alone is not kept at all."""

    async def work() -> None:
        answers, maker = Answers(room, Counter()), Maker()
        maker.go.set()
        for key in ("q", *(f"other {number}" for number in range(others))):
            await answers.get(key, maker.make)
        before = maker.begun
        await answers.get("q", maker.make)
        assert (maker.begun == before) is is_kept

    run(work())
