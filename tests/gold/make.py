"""Turns the annotation files of this folder into `gold.jsonl` and its like: `python tests/gold/make.py`.

People write phrases, this program counts characters.  The format is explained in README.md; every mistake (a phrase
that is not there, or there more than once) is an error that names file, attribution and phrase.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from kg.model import ROLES, Attribution, Document, Record, Span, Spans, check, dump_jsonl, order

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
ELISION = " [...] "
LINKS = ("parent", "interprets", "answers", "denies")
PLAIN = ("kind", "form", "speech_act", "certainty", "cue_negated", "content_negated", "tense", "date", "outlet")
NOTED = ("denies", "tense", "date", "outlet")
"""What the record has a field for though it is written among the notes."""
EXTRACTOR = "people"
RESULTS = {"seeds": "gold.jsonl", "tests/gold/texts": "texts.jsonl", "tests/gold/readings": "readings.jsonl"}
"""Where the annotations of the documents of each folder go."""
SENTENCES, CLAIMS = FOLDER / "sentences.yaml", FOLDER / "claims.yaml"


def main() -> None:
    """Write what the annotation files say."""
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


def made() -> dict[str, str]:
    """Return what the result files must hold, by their names."""
    lines: dict[str, list[str]] = {name: [] for name in RESULTS.values()}
    for path in annotation_files():
        folder, record = load(path)
        lines[RESULTS[folder]] += dump_jsonl([record])
    return {name: "".join(parts) for name, parts in lines.items()}


def annotation_files() -> list[Path]:
    """Return the annotation files, by name."""
    return sorted(path for path in FOLDER.glob("*.yaml") if path not in (SENTENCES, CLAIMS))


def load(path: Path) -> tuple[str, Record]:
    """Return the folder and the record that a file is about; raise `ValueError` or `RecordError` where it is wrong."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if surplus := set(data) - {"document", "attributions", "notes"}:
        raise ValueError(f"{path.name}: unknown keys {sorted(surplus)}")
    source = ROOT / data["document"]
    record = annotate(Document(id=source.name, text=source.read_bytes().decode("utf-8")), data["attributions"])
    check(record)
    return source.parent.relative_to(ROOT).as_posix(), record


def sentence_cases() -> list[dict[str, Any]]:
    """Return the cases of `sentences.yaml` as written there."""
    cases: list[dict[str, Any]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return cases


def sentence(case: Mapping[str, Any]) -> Record:
    """Return the record of one case, its name as id; an entry needs no name and no line."""
    if surplus := set(case) - {"name", "text", "attributions"}:
        raise ValueError(f"{case['name']}: unknown keys {sorted(surplus)}")
    entries = [{"name": str(i), "line": 1} | entry for i, entry in enumerate(case["attributions"])]
    record = annotate(Document(id=case["name"], text=case["text"]), entries)
    check(record)
    return record


def annotate(document: Document, entries: list[dict[str, Any]]) -> Record:
    """Return `document` with the attributions of `entries`, in text order."""
    places = {entry["name"]: index for index, entry in enumerate(entries)}
    if len(places) != len(entries):
        raise ValueError(f"{document.id}: two attributions share a name")
    found = []
    for entry in entries:
        try:
            found.append(attribution(document.text, entry, places))
        except (KeyError, ValueError) as problem:
            raise ValueError(f"{document.id}, {entry['name']}: {problem}") from problem
    return Record(document, order(found))


def attribution(text: str, entry: Mapping[str, Any], places: Mapping[str, int]) -> Attribution:
    """Return one attribution; `places` tells the index of every named one."""
    surplus = set(entry) - {"name", "line", "actor", "notes", *ROLES, *LINKS, *PLAIN}
    if surplus:
        raise ValueError(f"unknown keys {sorted(surplus)}")
    entry = {name: value for name, value in entry.get("notes", {}).items() if name in NOTED} | dict(entry)
    region = lines(text, str(entry["line"]))
    values: dict[str, Any] = {role: phrases(text, region, entry.get(role, [])) for role in ROLES}
    values |= {name: places[entry[name]] for name in LINKS if name in entry}
    values |= {name: entry[name] for name in PLAIN if name in entry}
    if metonym := entry.get("notes", {}).get("metonym"):
        values["stands_for"] = metonym
    if role := entry.get("notes", {}).get("role"):
        values["speaker_role"] = said_as(text, role, values["source"] or values["content"])
    if "date" in values:
        values["date"] = str(values["date"])  # YAML reads 2031-03-04 as a day and 2028 as a number
    if "actor" in entry:
        match = re.fullmatch(r"(.+) \((\w+)\)", entry["actor"])
        if not match:
            raise ValueError(f"write the actor as 'name (type)', not {entry['actor']!r}")
        values |= {"actor": match[1], "actor_type": match[2]}
    return Attribution(**values, extractor=EXTRACTOR)


def lines(text: str, numbers: str) -> Span:
    """Return the span of a line ("4") or of a range of lines ("4-5"), counted from 1 as an editor does."""
    first, _, last = numbers.partition("-")
    starts = [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]
    return starts[int(first) - 1], starts[int(last or first)] - 1


def phrases(text: str, region: Span, wanted: str | list[str]) -> Spans:
    """Return where the phrase or phrases stand, in text order."""
    return tuple(sorted(phrase(text, region, str(p)) for p in ([wanted] if isinstance(wanted, str) else wanted)))


def phrase(text: str, region: Span, wanted: str) -> Span:
    """Return where `wanted` stands inside `region`: "words", "first words [...] last words", or "words @2"."""
    wanted, number = (wanted[: m.start()], int(m[1])) if (m := re.search(r" @(\d+)$", wanted)) else (wanted, 0)
    head, elided, tail = wanted.partition(ELISION)
    start, end = only(text, region, head, number)
    return (start, only(text, (end, region[1]), tail, 0)[1]) if elided else (start, end)


def said_as(text: str, role: str, near: Spans) -> Spans:
    """Return where a role is said nearest to an attribution; nothing where the text says it in other words."""
    places = [match.span() for match in re.finditer(rf"\b{re.escape(role)}\b", text, re.IGNORECASE)]
    return (min(places, key=lambda span: abs(span[0] - near[0][0])),) if places else ()


def only(text: str, region: Span, words: str, number: int) -> Span:
    """Return the one place of `words`, as whole words, inside `region` (the `number`th, where that is not 0)."""
    edge = r"(?<!\w)" * (words[:1].isalnum()) + re.escape(words) + r"(?!\w)" * (words[-1:].isalnum())
    spans = [match.span() for match in re.compile(edge).finditer(text, *region)]
    if number:
        if number > len(spans):
            raise ValueError(f"{words!r} stands there {len(spans)} times, so there is no @{number}")
        return spans[number - 1]
    if len(spans) != 1:
        raise ValueError(f"{words!r} stands there {len(spans)} times; give more words or a number: '{words} @1'")
    return spans[0]


if __name__ == "__main__":
    main()
