"""The file of decisions as programs exchange it: what stands in it, and how something is entered.

`kg serve` offers this over HTTP, and the explorer asks for it there; the bodies are JSON, the keys those of a line of
the file (see `kg.decisions`) without "version", "who" and "when":

    GET  /api/decisions             → 200 {"decisions": [ENTRY, …]}             in the order in which they were made
    POST /api/decisions             {"what": "reject", "subject": ATTRIBUTION, "why": "a headline"}        → 201 ENTRY
                                    {"what": "split", "subject": ATTRIBUTION, "value": NAME}
                                    {"what": "merge", "subject": ACTOR, "value": ACTOR}
                                    {"what": "kind", "subject": ATTRIBUTION, "value": "interpretation"}
                                    {"what": "add", "document": ID, "attribution": {…}, "quote": "…"}
    POST /api/decisions/ID/undo     {"why": "…"} or nothing                                                → 200 ENTRY

    ENTRY = {"id": "1c6f931540df", "what": …, "subject": …, "value": …, "document": …, "attribution": …, "quote": …,
             "why": …, "state": "standing" | "undone" | "said again"}

A body may sign with "who"; the time is then kept beside it, in the file alone.  What cannot be decided is a
`DecisionError`: 422 {"detail": MESSAGE}, and 404 where there is no standing decision to undo.  Nothing is rebuilt: the
next build takes the decisions over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.decisions.entries import Decision, decide, from_json, to_json
from kg.decisions.file import append, entries, read, standing
from kg.errors import DecisionError

Entry = dict[str, Any]


def listing(path: Path) -> list[Entry]:
    """Return every decision of the file, undos apart, in its order; nothing where there is no file.

    Raises `DecisionError` where the file cannot be read; lines that cannot be used are left out.
    """
    if not path.is_file():
        return []
    found, _ = entries(path)
    held = {decision.where: decision for decision in standing(found)[0]}
    again = {decision.id for decision in held.values()}
    states = {True: "standing", False: "undone"}
    return [
        _entry(d, "said again" if d.where not in held and d.id in again else states[d.where in held])
        for d in found
        if d.what != "undo"
    ]


def enter(path: Path, data: Mapping[str, Any]) -> Entry:
    """Append the decision that the keys of `data` say, and return it as an entry; `undo` has a function of its own.

    Raises `DecisionError` where it is no decision, `OutputError` where the file cannot be written.
    """
    if data.get("what") == "undo":
        raise DecisionError("undo is not entered like the others; take the decision back by its id")
    decision = from_json(_signed(data))
    append(path, [decision])
    return _entry(decision, "standing")


def take_back(path: Path, identity: str, data: Mapping[str, Any] | None = None) -> Entry:
    """Append that the decision with the id `identity` no longer holds, and return that decision as an entry.

    `data` may have "why" and "who".  Raises `LookupError` where no such decision holds, else as `enter` does.
    """
    held = {decision.id: decision for decision in read(path)[0]} if path.is_file() else {}
    if identity not in held:
        raise LookupError(f"no decision {identity!r} holds; those that do are listed with their ids")
    signed = _signed(data or {})
    append(path, [decide(what="undo", subject=identity, **{k: signed.get(k) for k in ("why", "who", "when")})])
    return _entry(held[identity], "undone")


def _signed(data: Mapping[str, Any]) -> dict[str, Any]:
    when = datetime.now(UTC).isoformat(timespec="seconds") if data.get("who") else None
    return {**data, "when": when}


def _entry(decision: Decision, state: str) -> Entry:
    said = {key: value for key, value in to_json(decision).items() if key not in ("who", "when")}
    return {"id": decision.id, **said, "state": state}
