"""Whatever text comes in by the command line, the program ends in bounded time, with true evidence and no traceback."""

from __future__ import annotations

import json
import unicodedata
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from clock import is_linear, loops
from finders import needs_weights
from kg import cli
from kg.model import Record, check, record_from_json, text_of
from kg.words.foreign import looks_english

SAID = "Ana Koh said that the bridge was safe, and Bo Lund denied that the tunnel had been closed. "
THINGS = [
    "bridge",
    "tunnel",
    "harbour",
    "school",
    "market",
    "tower",
    "station",
    "library",
    "museum",
    "dam",
    "quarry",
    "mill",
    "chapel",
    "theatre",
]
"""What is spoken of by turns where a text is long and not monotonous."""
EMOJI = (
    "👩‍👩‍👧 Ana Koh said “👍🏽 we will win 🇧🇷”. "
    "Zoe\u0308 Lund said that cafe\u0301s will close\u0301. “🙂,” said Bo Lund 😀."
)
OTHERS = {
    "Chinese": "部长说：“桥是安全的。”他还说，一切都好。" * 50,
    "Arabic": "وقال الوزير إن الجسر آمن. " * 50,
    "Russian": "Министр заявил, что мост безопасен. «Мы все проверили», — сказал он журналистам. " * 50,
    "German": "Der Minister sagte, die Brücke sei sicher. „Wir haben alles geprüft“, sagte er am Montag. " * 50,
    "Spanish": "El ministro dijo que el puente era seguro. «Hemos revisado todo», afirmó el lunes. " * 50,
}
ABSURD = {
    "10,000 quotation marks": '"' * 10_000,
    "10,000 opening marks between words": "“no " * 10_000,
    "10,000 marks around words": "Ana said “no” and " * 5_000,
    "one word a million times": "ha " * 1_000_000,
    "a cue over and over": "said " * 700_000,
    "text without spaces": "AnaKohsaidthatthebridgewassafe." * 3_000,
    "one endless word": "x" * 1_000_000,
    "control characters": "Ana Koh said that the \x01 bridge was closed on Monday, but the \x0c tunnel was not. " * 50,
    "joiners and marks alone": "\u200d\u0301\ufe0f" * 3_000,
    "nested sayings": "Ana said that " * 3_000 + "it rained.",
}
LOOPS = 3_000
"""A minute, many times what the slowest case takes; see `clock`."""


def found_in(text: str, folder: Path, finder: str = "auto") -> Record:
    """Return what `kg extract` makes of a file with this text; nothing but its language may be said on stderr."""
    file = folder / "text.txt"
    file.write_text(text, encoding="utf-8")
    results: list[Result] = []
    run = partial(CliRunner().invoke, cli.app, ["extract", str(file), "--finder", finder])
    assert loops(lambda: results.append(run())) < LOOPS
    (result,) = results
    assert result.exit_code == 0 and all(line.startswith("warning: 1 of ") for line in result.stderr.splitlines())
    assert bool(result.stderr) is not looks_english(text)
    (line,) = result.stdout.splitlines()
    record = record_from_json(json.loads(line))
    check(record)
    return record


@needs_weights
@pytest.mark.parametrize("name", ABSURD)
def test_absurd_text_ends_in_bounded_time(name: str, tmp_path: Path) -> None:
    found_in(ABSURD[name], tmp_path)


@needs_weights
@pytest.mark.parametrize("language", OTHERS)
def test_in_another_language_little_is_found_and_it_is_said(language: str, tmp_path: Path) -> None:
    text = OTHERS[language]
    assert not looks_english(text)
    assert len(found_in(text, tmp_path).attributions) <= len(text) / 40


@needs_weights
def test_a_long_paragraph_is_searched_to_its_end(tmp_path: Path) -> None:
    text = "".join(
        SAID.replace("bridge", THINGS[n % 14]).replace("tunnel", f"{THINGS[n % 9]} of {1850 + n}") for n in range(150)
    )
    record = found_in(text, tmp_path)
    assert len(record.attributions) > 250
    assert record.attributions[-1].start > 0.99 * len(record.document.text)


def test_twice_the_paragraph_is_twice_the_work(tmp_path: Path) -> None:
    """Eighteen thousand words in one paragraph, every eighth a cue, cost no more a word than half of them."""

    def search(times: int) -> None:
        assert len(found_in(SAID * times, tmp_path, "rules").attributions) > 1.7 * times

    assert is_linear(search, 525), "the cost grows faster than the text"


@needs_weights
def test_spans_neither_cut_letters_from_their_marks_nor_emoji_in_two(tmp_path: Path) -> None:
    record = found_in(EMOJI, tmp_path)
    text = record.document.text
    assert {text_of(text, a.source) for a in record.attributions} >= {"Ana Koh", "Zoe\u0308 Lund"}
    for attribution in record.attributions:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            behind = text[end : end + 1]
            assert not (behind and (unicodedata.combining(behind) or behind in "\u200d\ufe0f🏽")), text[start : end + 2]
            assert not unicodedata.combining(text[start])
