"""Everything the explorer offers to correct: entered as the page sends it, built, seen, built again, taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from builders import briefing
from kg.decisions.ledger import enter, listing, take_back
from kg.model import dump_jsonl
from outputs import contents

OFFERED = ("accept", "reject", "kind", "split", "merge", "rename", "retype", "split", "add")


def data(out: Path) -> dict[str, Any]:
    written = (out / "explorer" / "data.js").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(written[written.index(",") + 1 : written.rindex(")")])
    return found


def corrections(seen: dict[str, Any]) -> list[dict[str, Any]]:
    """Return one of each, by the keys that the page has; the documents are three copies of one."""
    size = len(briefing().attributions)
    keys, actors = seen["statements"]["key"], dict(zip(seen["actors"]["name"], seen["actors"]["key"], strict=True))
    text = briefing().document.text
    start = text.index("our rare earth sells")
    added = {"source": [], "cue": [], "content": [[start, start + 20]], "kind": "statement", "form": "indirect"}
    return [
        {"what": "accept", "subject": keys[1]},
        {"what": "reject", "subject": keys[3], "why": "nobody says so"},
        {"what": "kind", "subject": keys[size + 3], "value": "interpretation"},
        {"what": "split", "subject": keys[size + 1], "value": "Somebody Else"},
        {"what": "merge", "subject": actors["Minister Wang"], "value": actors["Asahi Shimbun"]},
        {"what": "rename", "subject": actors["Xiao Yaqing"], "value": "Minister Xiao"},
        {"what": "retype", "subject": actors["Asahi Shimbun"], "value": "organization"},
        {"what": "split", "subject": actors["Xiao Yaqing"], "value": "Another Xiao", "document": "c.txt"},
        {"what": "add", "document": "briefing.txt", "attribution": added, "quote": text[start : start + 20]},
    ]


def test_each_correction_is_seen_after_the_next_build_survives_another_and_can_be_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page and the graph say what was decided, two builds say the same, and without it all is as it was."""
    monkeypatch.setattr("kg.views.explorer.questions.LARGEST", 0)  # the answers to questions have no part in this
    copies = [replace(briefing(), document=replace(briefing().document, id=f"{name}.txt")) for name in "ac"]
    names = {"Xiao Yaqing": "Minister Wang"}
    other = [replace(found, actor=names.get(found.actor or "", found.actor)) for found in copies[0].attributions]
    copies[0] = replace(copies[0], attributions=tuple(other))
    source, out = tmp_path / "found.jsonl", tmp_path / "out"
    source.write_text("".join(dump_jsonl([*copies, briefing()])), encoding="utf-8")
    kg.build([source], out).close()
    before, seen = contents(out), data(out)
    said = corrections(seen)
    assert tuple(correction["what"] for correction in said) == OFFERED
    for correction in said:
        enter(out / "decisions.jsonl", {**correction, "who": "Quisquis"})
    with kg.build([source], out) as built:
        verdicts = {verdict.what for record in built.records() for verdict in record.verdicts}
    assert verdicts == set(OFFERED)
    after = data(out)
    assert seen["statements"]["key"][3] not in after["statements"]["key"]
    known = {after["actors"]["name"][actor] for actor in after["statements"]["actor"] if actor >= 0}
    assert known >= {"Somebody Else", "Minister Xiao", "Another Xiao"} and "Xiao Yaqing" not in known
    assert [sum(bool(flag & bit) for flag in after["statements"]["flags"]) for bit in (4, 8)] == [1, 1]
    assert not any(b"Quisquis" in path.read_bytes() for path in (out / "explorer").iterdir())
    again = contents(out)
    kg.build([source], out).close()
    assert contents(out) == again
    for entry in listing(out / "decisions.jsonl"):
        take_back(out / "decisions.jsonl", entry["id"])
    kg.build([source], out).close()
    taken_back = contents(out)
    untouched = set(before) - {"manifest.json", "report.json"}
    assert {name for name in untouched if taken_back[name] != before[name]} == set()
