"""What the tests with made-up input share: how often they try, damaged files, damaged JSON, and texts nobody writes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import reduce
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from guided import FOUND, driven

TIMES = int(os.environ.get("FUZZ", "0"))
"""`make fuzz` sets it: each test tries so many times as much, and something else every time."""
GUIDED = "FUZZ_GUIDED" in os.environ
"""`make fuzz-guided` sets it: for how many seconds each test is driven by atheris."""


def tries(number: int) -> Callable[[Any], Callable[[], None]]:
    """Return how a test tries `number` inputs, always the same ones but in `make fuzz`.

    It stands on a function inside a test that takes nothing but what is made up, so that `make fuzz-guided` can have
    coverage guide what that is.
    """
    kept = DirectoryBasedExampleDatabase(FOUND) if TIMES or GUIDED else None
    how = settings(
        max_examples=number * max(1, TIMES),
        derandomize=not TIMES and not GUIDED,
        database=kept,
        deadline=None,  # a slow machine is no fault
        print_blob=True,
        phases=[phase for phase in Phase if phase is not Phase.explain],
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: driven(how(test)) if GUIDED else how(test)


# ------------------------------------------------------------------------------------------------ bytes

BYTES = [
    b"", b"\0", b"\r", b"\n", b"\xff", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xff\xfe", b'"', b"'",
    b"<", b">", b"/>", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>", b"&b;", b"&#0;",
    b"&#x110000;", b"<table><tr><td>", b"<div><p>", b"---\n", b"---\ntitle: !!timestamp x\n---\n", b": ", b"!!int ",
    b"*a", b"&a [", b"{{", b"[[", b"9" * 30, b"-1", b"1e999", b"0x" + b"f" * 5000, b"NaN", b"null", b"\\ud800",
    b'{"id": ', b'{"text": "Ann said no."}\n', b"../../../etc/passwd", b"obj\n<<", b"endstream", b"/Length 99999999999",
    b"/Filter [/FlateDecode /FlateDecode]", b"4 0 R", b"\r\n\r\n", b"Content-Length: -5\r\n", b"WARC/1.0\r\n",
    b"WARC-Target-URI: \xff\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"PAR1", b"PK\x03\x04", b"PK\x01\x02",
]  # fmt: skip
"""What means something in one of the formats."""


def damaged(whole: Sequence[bytes], most: int = 6) -> st.SearchStrategy[bytes]:
    """Return a strategy for one of the files in `whole` with a few places changed, cut out, doubled or cut off."""
    place = st.floats(0, 1)
    piece = st.sampled_from(BYTES) | st.binary(max_size=8)
    change = st.tuples(st.sampled_from(list(_CHANGES)), place, st.integers(0, 40), piece)
    return st.builds(_changed, st.sampled_from(list(whole)), st.lists(change, min_size=1, max_size=most))


def _changed(data: bytes, changes: Sequence[tuple[str, float, int, bytes]]) -> bytes:
    return reduce(lambda now, change: _CHANGES[change[0]](now, int(change[1] * len(now)), *change[2:]), changes, data)


_CHANGES: dict[str, Callable[[bytes, int, int, bytes], bytes]] = {
    "put in": lambda data, at, length, piece: data[:at] + piece + data[at:],
    "change": lambda data, at, length, piece: data[:at] + piece + data[at + len(piece) :],
    "cut out": lambda data, at, length, piece: data[:at] + data[at + length :],
    "double": lambda data, at, length, piece: data[:at] + data[at : at + length] * 3 + data[at + length :],
    "cut off": lambda data, at, length, piece: data[:at] if length > 30 else data,
    "flip": lambda data, at, length, piece: data[:at] + bytes([data[at] ^ (1 << length % 8)]) + data[at + 1 :]
    if at < len(data) else data,
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ texts

SAYINGS = [
    "Ann Lee said ", "Bo Lund denied that ", "according to the NDRC, ", "“we will win,” ", "she told Reuters ", "it ",
    "reported that the website quotes Bruno as saying that ", "Xiao Yaqing: ", "\nQ: ", "\nAnswer: ", "Reported that ",
    "\n\n", "\n", "\r\n", ". ", "? ", "“", "”", '"', "``", "''", "‘", "’", "«", "»", "(", ")", "[", "]", " - ", "—",
    ":", "& ldquo; ", "&rdquo;", "&amp;amp;", "&#x201c;", "&#9999999999;", "& #", "\\u201c", "\\ud83d", "\\x9", "â€œ",
    "Ã©", "·····", "\u200b", "\u200d", "\ufeff", "\u00ad", "\x00", "\x0b", "\x85", "\u2028", "\ud800",
    "\U0001f468\u200d",
    "e\u0301", "\u202e", "BEIJING, March 3 (Reuters) - ", "By ANN LEE\n", "Source: Xinhua\n", "2021-03-03", "May 5",
    "said said said ", "that that ", "Mr. ", "U.S. ", "did not say ", "稀土", "x" * 300, " " * 40, "A" * 5, "1,000%",
    "(Laughter.)", "http://a.b/?c=d&e", "@x ", "# ", "* ", "| a | b |\n", "1. ", "</p>", "{}", "%s", "$1",
    "the head of ",
]  # fmt: skip
"""Pieces of news, transcripts and dirt."""


def texts(most: int = 25) -> st.SearchStrategy[str]:
    """Return a strategy for texts of such pieces, and of others, a few of them many times over."""
    piece = st.sampled_from(SAYINGS) | st.text(max_size=6)
    many = st.tuples(piece, st.integers(2, 40)).map(lambda pair: pair[0] * pair[1])
    return st.lists(st.one_of(piece, piece, piece, many), min_size=1, max_size=most).map("".join)


# ------------------------------------------------------------------------------------------------ JSON

VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2, 10**9, 2**70, 0.5, -0.0, 1e308, float("nan"), float("inf"), "", " ", "x", "..",
    "../../x", "\ud800", "\x00", "__proto__", "constructor", "</script><script>alert(1)</script>", "=cmd()|' '!A1",
    "@SUM(1)", "javascript:alert(1)", '" } #', "\\u0022", "http://[", "a b<c>", "person", "statement", "question",
    "interpretation", "2021-03-03", "2021-99", "-", [], {}, [[]], [[0, 1]], [[1, 0]], [[0, 10**6]], [[0, 1], [0, 1]],
    [["0", 1]], [[0, 1, 2]], [0], {"0": 1}, [None], [[0, 0.5, "x"]], [[True, 2]], [{"label": "x", "spans": [[0, 1]]}],
    "x" * 5000,
]  # fmt: skip


def spoilt(rows: Sequence[Any], most: int = 4) -> st.SearchStrategy[Any]:
    """Return a strategy for one of `rows` (JSON) in which a few values at any depth are others, or are gone."""
    other = st.sampled_from(VALUES) | st.integers(-3, 200) | st.text(max_size=5)
    change = st.tuples(st.floats(0, 1), st.sampled_from(["value", "value", "gone", "name"]), other)

    def spoil(row: Any, changes: list[tuple[float, str, Any]]) -> Any:
        made = json.loads(json.dumps(row))
        for share, how, value in changes:
            places = list(_places(made))
            if places:
                holder, key = places[int(share * (len(places) - 1))]
                if how != "gone":
                    holder[key] = deepcopy(value)
                elif isinstance(holder, dict):
                    del holder[key]
                else:
                    holder.pop(key)
        return made

    return st.builds(spoil, st.sampled_from(list(rows)), st.lists(change, min_size=1, max_size=most))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield value, key
        yield from _places(item)
