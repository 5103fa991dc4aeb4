"""What the commands that write decisions down share: their options, who can be meant, and the line that is written."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from kg import decisions as book
from kg import pipeline
from kg.cli.base import opened
from kg.cli.shown import plain
from kg.decisions import Decision
from kg.errors import DecisionError
from kg.ids import actor_id

Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, which kg decisions shows.")]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Sign: your name and the time, kept in the file alone.")
]


def folder_of(store: Path) -> Path:
    """Return the output folder of a build, from it, from the store in it or from a file in it."""
    return store if (store / "store").is_dir() else store.parent


def file_of(given: Path | None, store: Path) -> Path:
    """Return the file of decisions: the one that was named, or the one among the outputs."""
    return given or folder_of(store) / book.NAME


def known_actors(store: Path, file: Path, *, unnamed: bool = False) -> dict[str, str]:
    """Return the names of the actors that can be decided about, by id: those of the graph and those decided since."""
    from kg.queries.actors import actors as actors_of

    with opened(store) as graph:
        names = {actor.id: actor.name for actor in actors_of(graph) if unnamed or actor.is_named}
    for decision in book.read(file)[0] if file.is_file() else []:
        if decision.what in ("rename", "split") and decision.value:
            names.setdefault(actor_id(decision.value), decision.value)
        if decision.what == "retype" and decision.value != "anonymous":
            names.setdefault(actor_id(decision.subject), decision.subject)
    return names


def resolved(text: str, names: Mapping[str, str]) -> str:
    """Return the name of the actor that `text` names, by id or by any spelling."""
    from kg.queries.actors import nearest

    name = names.get(text) or names.get(actor_id(text))
    if name is None:
        near = ", ".join(repr(one) for one in nearest(text, names.values()))
        hint = f"the nearest are {near}; " if near else ""
        raise DecisionError(f"no actor {text!r}; {hint}kg actors lists them (unnamed sources need kg split or retype)")
    return name


def ask_for(store: Path, path: str | None, missing: str, document: str | None = None) -> None:
    """Raise where the graph has no attribution, or no document, of that name."""
    from rdflib import URIRef

    from kg.graph.iris import BASE, document_name

    node = URIRef(document_name(document) if document is not None else f"{BASE}{path}")
    with opened(store) as graph:
        if next(graph.predicate_objects(node), None) is None:
            raise DecisionError(f"no {missing}")


def write(file: Path, store: Path, given: Path | None, **values: Any) -> None:
    """Append a decision, and say what takes it over into the graph."""
    signed: dict[str, Any] = {"when": datetime.now(UTC).isoformat(timespec="seconds")} if values.get("who") else {}
    decision: Decision = book.decide(**values, **signed)
    book.append(file, [decision])
    print(f"{decision.id}  {plain(str(decision))}")
    folder = folder_of(store)
    statements = folder / pipeline.STATEMENTS
    source = shlex.quote(str(statements)) if statements.is_file() else "PATH…"
    option = f" --decisions {shlex.quote(str(given))}" if given else ""
    print(f"written to {file}; now run: kg build {source} --out {shlex.quote(str(folder))}{option}", file=sys.stderr)
