"""No text, however it is made, has a regular expression of this package run for ever, or longer than it is long."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import pytest

from patterns import FUNCTIONS, PACKAGE, attacks, sites

LENGTH = 300
"""Signs of a short text; repetitions that are bounded, mostly by 200, are exhausted."""
TIMES = 4
LINEAR = 2 * TIMES
"""Of a text so many times as long a pattern takes so many times as long, within the precision of the clock; one whose
time grows with the square takes twice that."""
FAST = 10
"""What takes no longer than so many times a plain search is not looked at twice."""
SECONDS = 30
"""The slowest takes milliseconds; one whose time doubles with every sign would take for ever."""
BOUNDED = {
    "kg.linking.cast.cutting._OWNER": 40,
    "kg.linking.cast.introductions._AFTER": 120,
    "kg.linking.cast.introductions._BEFORE": 80,
    "kg.linking.cast.introductions._OFFICE": 120,
    "kg.linking.speakers._NAME_BEFORE": 60,
    "kg.linking.anaphora.pronouns._PHRASE_AHEAD": 30,
    "kg.linking.cast.spotting._BEFORE": 30,
    "kg.remarks.askers._I_AM": 160,
}
"""Patterns that are given a window of the text alone, and how many signs it has at most."""


class TooLongError(Exception):
    """It was stopped."""


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLongError


@contextmanager
def alarmed() -> Iterator[None]:
    """Stop whatever takes for ever, with `TooLongError`."""
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def least(look: Callable[[str], object], text: str, times: int = 1) -> float:
    """Return the CPU seconds that looking at a text takes, the least of several times."""
    found = []
    for _ in range(times):
        start = time.thread_time()
        look(text)
        found.append(time.thread_time() - start)
    return min(found)


def growth(pattern: re.Pattern[str], is_searched: bool, most: int = TIMES * LENGTH) -> float:
    """Return how many times as long a pattern takes for texts `TIMES` as long, in the worst case."""
    look: Callable[[str], object] = pattern.search if is_searched else pattern.match
    plain = least(re.compile("[a-z]0").search, "a" * LENGTH, times=9)
    lengths = (min(LENGTH, most), min(TIMES * LENGTH, most))
    worst = 0.0
    with alarmed():
        for short, long in zip(*(attacks(pattern, length) for length in lengths), strict=True):
            if least(look, short) > FAST * plain:
                ratios = (least(look, long, times=2) / least(look, short, times=3) for _ in range(3))
                worst = max(worst, next((ratio for ratio in ratios if ratio < LINEAR), LINEAR))
    return worst


@pytest.mark.skipif(sys.platform == "win32", reason="there a search cannot be stopped")
def test_time_grows_with_the_length_of_a_text_and_not_faster() -> None:
    """Every pattern of the package, against texts made of what it likes, over and over, with an unexpected end."""
    calls = sites()
    lines = (line for path in PACKAGE.rglob("*.py") for line in path.read_text(encoding="utf-8").splitlines())
    written = "\n".join(line for line in lines if ">>>" not in line)
    assert len(calls) == len(re.findall(rf"\bre\.(?:{'|'.join(FUNCTIONS)})\(", written))
    assert [call.place for call in calls if not call.patterns] == []
    given = {(pattern, call.is_searched): call.place for call in calls for pattern in call.patterns}
    assert len(given) > 450
    assert [
        place for (p, use), place in given.items() if growth(p, use, BOUNDED.get(place, 4 * LENGTH)) >= LINEAR
    ] == []
    assert BOUNDED.keys() <= set(given.values())


SLOW = [r"\s+$", r"\w+@", r"\s*,?\s*x", r"the (?:\w+ )*of", r"(?:a+,)*b", r"on (?:a|b|ab)*c", r"(?:.*\r?\n){1,200}?--"]


@pytest.mark.parametrize("text", SLOW)
def test_the_texts_find_patterns_whose_time_grows_faster(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the square of a text, or doubling with every sign."""
    monkeypatch.setattr("test_patterns.SECONDS", 0.5)
    with suppress(TooLongError):
        assert growth(re.compile(text), is_searched=not text.startswith(r"\s*")) >= LINEAR
