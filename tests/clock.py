"""Processor time in units of the machine it is measured on, so that a slower one passes the same tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache


def loops(work: Callable[[], object]) -> float:
    """Return how many times as long as a million empty turns of a loop `work` takes, in processor time.

    A turn is some 20 nanoseconds of a processor of 2020: 50 loops are about a second.
    """
    start = time.process_time()
    work()
    return (time.process_time() - start) / loop_seconds()


def is_linear(work: Callable[[int], object], size: int) -> bool:
    """Tell whether `work` of twice `size` takes about twice as long: 2.6 times at the most, in one of three tries."""
    return any(loops(lambda: work(2 * size)) <= 2.6 * loops(lambda: work(size)) for _ in range(3))


@cache
def loop_seconds() -> float:
    """Return what a million empty turns of a loop take here."""
    return min(_oneloop_seconds() for _ in range(5))


def _oneloop_seconds() -> float:
    start = time.process_time()
    for _ in range(1_000_000):
        pass
    return time.process_time() - start
