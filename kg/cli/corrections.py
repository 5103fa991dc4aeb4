"""The commands that show who was linked to whom and write down what people decide; the next build takes it over."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import decisions as book
from kg import pipeline
from kg.cli.base import DATA, STORE, Decisions, Store, alone, command, opened
from kg.cli.shown import plain, show
from kg.decisions import Decision
from kg.errors import DecisionError
from kg.ids import actor_id

if TYPE_CHECKING:
    from kg.actors import Actor

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the actor is called.")]
ActorName = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's name or id, as kg actors shows it.")]
Output = Annotated[str, typer.Option("--output", help="table, csv, json or markdown.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, which kg decisions shows.")]
Who = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Sign: your name and the time, kept in the file alone.")
]


@alone
def actors(
    review: Annotated[
        bool, typer.Option("--review", help="The links one by one, least certain first, each with its evidence.")
    ] = False,
    unnamed: Annotated[
        bool,
        typer.Option("--unnamed", help="Sources without a name as well, and pronouns that stand for nobody known."),
    ] = False,
    limit: Annotated[int, typer.Option("-n", "--limit", min=0, help="At most so many rows; 0 for all.")] = 50,
    store: Store = STORE,
    output: Output = "",
) -> None:
    """List the actors of a graph, those with most statements first, or review how they were recognised.

    What is wrong is put right by kg merge, split, rename and retype.
    """
    from kg.actors import actors as actors_of
    from kg.actors import least_certain
    from kg.answers import Answer

    with opened(store) as graph:
        if review:
            links = least_certain(graph, limit, unnamed=unnamed)
            columns: tuple[str, ...] = (
                "score",
                "method",
                "actor",
                "type",
                "words",
                "document",
                "start",
                "end",
                "attribution",
            )
            rows = [{column: getattr(link, column) for column in columns} for link in links]
        else:
            known = [actor for actor in actors_of(graph) if unnamed or actor.is_named]
            columns = ("actor", "type", "statements", "methods", "lowest", "id")
            rows = [_row(actor) for actor in (known[:limit] if limit else known)]
    show(Answer(columns, rows), output)


@command
def merge(
    actor: ActorName,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who that is: an actor's name or id.")],
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide that ACTOR is the same actor as OTHER, and is to be called so."""
    file = _file(decisions, store)
    known = _known(store, file)
    one, two = _resolved(actor, known), _resolved(other, known)
    if actor_id(one) == actor_id(two):
        raise DecisionError(f"{one!r} and {two!r} are one actor already; kg rename changes the spelling")
    _write(file, store, decisions, what="merge", subject=one, value=two, why=why, who=who)


@command
def rename(
    actor: ActorName,
    name: Name,
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide what ACTOR is called."""
    file = _file(decisions, store)
    known = _known(store, file)
    one = _resolved(actor, known)
    taken = known.get(actor_id(name))
    if taken and actor_id(one) != actor_id(name):
        raise DecisionError(f"there is an actor {taken!r} already; kg merge makes the two one")
    _write(file, store, decisions, what="rename", subject=one, value=name, why=why, who=who)


@command
def retype(
    actor: ActorName,
    type: Annotated[
        str, typer.Argument(metavar="TYPE", help="person, organization, outlet, country, group or anonymous.")
    ],
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide what ACTOR is; a description of unnamed sources that is given a type becomes one actor."""
    file = _file(decisions, store)
    one = _resolved(actor, _known(store, file, unnamed=True))
    _write(file, store, decisions, what="retype", subject=one, value=type, why=why, who=who)


@command
def split(
    attribution: Annotated[
        str, typer.Argument(metavar="ATTRIBUTION", help="An attribution's id (kg actors --review); or see --document.")
    ],
    name: Name,
    document: Annotated[
        str | None,
        typer.Option("--document", metavar="ID", help="Every mention in this document of the ACTOR given first."),
    ] = None,
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide that the source of ATTRIBUTION is somebody else, who is called NAME."""
    file = _file(decisions, store)
    if document is None:
        subject = attribution.rpartition("/")[2]
        _ask_for(store, f"attribution/{subject}", f"attribution {subject!r}; kg actors --review shows their ids")
    else:
        subject = _resolved(attribution, _known(store, file))
        _ask_for(store, None, f"document {document!r}; kg actors --review shows their ids", document)
    _write(file, store, decisions, what="split", subject=subject, value=name, document=document, why=why, who=who)


@alone
def decisions(store: Store = STORE, decisions: Decisions = None, output: Output = "") -> None:
    """List what was decided, in the order in which it was, with the ids that kg undo takes."""
    from kg.answers import Answer

    file = _file(decisions, store)
    if not file.is_file():
        print(f"no decisions: there is no {file}", file=sys.stderr)
        return
    found, broken = book.entries(file)
    held, lost = book.standing(found)
    standing = {decision.where for decision in held}
    columns = ("id", "what", "subject", "value", "document", "why", "state")
    rows = [
        {column: getattr(decision, column) for column in columns[:-1]}
        | {"state": "standing" if decision.where in standing else "undone or said again"}
        for decision in found
        if decision.what != "undo"
    ]
    show(Answer(columns, rows), output)
    for warning in (*broken, *lost):
        print(plain(f"{warning.where}: {warning.problem}"), file=sys.stderr)
    if broken or lost:
        raise typer.Exit(DATA)


@command
def undo(
    id: Annotated[str, typer.Argument(metavar="ID", help="The decision's id, or its beginning: see kg decisions.")],
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Take a decision back; the file keeps both lines."""
    file = _file(decisions, store)
    held = book.read(file)[0] if file.is_file() else []
    meant = sorted({decision.id for decision in held if id and decision.id.startswith(id)})
    if len(meant) != 1:
        count = "no decision" if not meant else "more than one decision"
        raise DecisionError(f"{count} {id!r} stands in {file}; kg decisions lists them with their ids")
    _write(file, store, decisions, what="undo", subject=meant[0], why=why, who=who)


def _row(actor: Actor) -> dict[str, Any]:
    return {
        "actor": actor.name,
        "type": ", ".join(actor.types),
        "statements": actor.statements,
        "methods": ", ".join(actor.methods),
        "lowest": actor.lowest,
        "id": actor.id,
    }


def _folder(store: Path) -> Path:
    """Return the output folder of a build, from it, from the store in it or from a file in it."""
    return store if (store / "store").is_dir() else store.parent


def _file(given: Path | None, store: Path) -> Path:
    return given or _folder(store) / book.NAME


def _known(store: Path, file: Path, *, unnamed: bool = False) -> dict[str, str]:
    """Return the names of the actors that can be decided about, by id: those of the graph and those decided since."""
    from kg.actors import actors as actors_of

    with opened(store) as graph:
        known = {actor.id: actor.name for actor in actors_of(graph) if unnamed or actor.is_named}
    for decision in book.read(file)[0] if file.is_file() else []:
        if decision.what in ("rename", "split") and decision.value:
            known.setdefault(actor_id(decision.value), decision.value)
        if decision.what == "retype" and decision.value != "anonymous":
            known.setdefault(actor_id(decision.subject), decision.subject)
    return known


def _resolved(text: str, known: Mapping[str, str]) -> str:
    """Return the name of the actor that `text` names, by id or by any spelling."""
    from kg.actors import nearest

    name = known.get(text) or known.get(actor_id(text))
    if name is None:
        near = ", ".join(repr(one) for one in nearest(text, known.values()))
        hint = f"the nearest are {near}; " if near else ""
        raise DecisionError(f"no actor {text!r}; {hint}kg actors lists them (unnamed sources need kg split or retype)")
    return name


def _ask_for(store: Path, path: str | None, missing: str, document: str | None = None) -> None:
    """Raise where the graph has no attribution, or no document, of that name."""
    from rdflib import URIRef

    from kg.iris import BASE, document_name

    node = URIRef(document_name(document) if document is not None else f"{BASE}{path}")
    with opened(store) as graph:
        if next(graph.predicate_objects(node), None) is None:
            raise DecisionError(f"no {missing}")


def _write(file: Path, store: Path, given: Path | None, **values: Any) -> None:
    """Append a decision, and say what takes it over into the graph."""
    signed = {"when": datetime.now(UTC).isoformat(timespec="seconds")} if values.get("who") else {}
    decision: Decision = book.decide(**values, **signed)
    book.append(file, [decision])
    print(f"{decision.id}  {plain(str(decision))}")
    folder = _folder(store)
    statements = folder / pipeline.STATEMENTS
    source = shlex.quote(str(statements)) if statements.is_file() else "PATH…"
    option = f" --decisions {shlex.quote(str(given))}" if given else ""
    print(f"written to {file}; now run: kg build {source} --out {shlex.quote(str(folder))}{option}", file=sys.stderr)
