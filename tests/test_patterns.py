"""No text, however it is made, has a regular expression of this package run for ever."""

from __future__ import annotations

import re
import signal
import sys
import time
from types import FrameType

import pytest

from patterns import attacks, patterns

LENGTH = 150
SECONDS = 20
"""A pattern whose time grows with the cube of the text would take minutes, one that doubles for ever; the slowest takes
hundredths of a second."""


class TooLongError(Exception):
    """It was stopped."""


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLongError


@pytest.mark.skipif(sys.platform == "win32", reason="there a search cannot be stopped")
def test_no_pattern_can_be_made_to_run_for_ever() -> None:
    """Every pattern against texts made of what it likes, over and over, with an end that it does not expect."""
    found, strings = patterns(), 0
    before = signal.signal(signal.SIGALRM, stop)
    try:
        for place, (pattern, is_searched) in found.items():
            for text in attacks(pattern, LENGTH):
                strings += 1
                signal.setitimer(signal.ITIMER_REAL, SECONDS)
                try:
                    pattern.search(text) if is_searched else pattern.match(text)
                except TooLongError:
                    pytest.fail(f"{place} takes for ever over {text[:20]!r}…: {pattern.pattern}")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert len(found) > 250
    assert strings > 4_000


def test_the_strings_find_a_bad_pattern() -> None:
    """The time of (a+)+b doubles with every sign of a text."""
    bad = re.compile(r"(a+)+b")
    times = []
    for length in (6, 14):
        start = time.process_time()
        for text in attacks(bad, length):
            bad.search(text)
        times.append(time.process_time() - start)
    assert times[1] > 5 * times[0]
