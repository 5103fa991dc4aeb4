"""The commands that show who was linked to whom and write down what people decide; the next build takes it over."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import decisions as book
from kg.cli.base import DATA, STORE, Decisions, Store, alone, command, opened
from kg.cli.deciding import Who, Why, ask_for, file_of, known_actors, resolved, write
from kg.cli.shown import plain, show
from kg.errors import DecisionError
from kg.ids import actor_id

if TYPE_CHECKING:
    from kg.queries.actors import Actor

Name = Annotated[str, typer.Argument(metavar="NAME", help="What the actor is called.")]
ActorName = Annotated[str, typer.Argument(metavar="ACTOR", help="An actor's name or id, as kg actors shows it.")]
Output = Annotated[str, typer.Option("--output", help="table, csv, json or markdown.")]


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

    What is wrong is put right by kg merge, apart, split, rename and retype.
    """
    from kg.queries.actors import actors as actors_of
    from kg.queries.actors import least_certain
    from kg.queries.answers import Answer

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
            columns = ("actor", "type", "statements", "methods", "lowest", "also", "id")
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
    file = file_of(decisions, store)
    known = known_actors(store, file)
    one, two = resolved(actor, known), resolved(other, known)
    if actor_id(one) == actor_id(two):
        raise DecisionError(f"{one!r} and {two!r} are one actor already; kg rename changes the spelling")
    write(file, store, decisions, what="merge", subject=one, value=two, why=why, who=who)


@command
def apart(
    actor: ActorName,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Who that is not: an actor's name or id.")],
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide that ACTOR and OTHER are two, whatever links them between documents."""
    file = file_of(decisions, store)
    known = known_actors(store, file)
    one, two = resolved(actor, known), resolved(other, known)
    if actor_id(one) == actor_id(two):
        raise DecisionError(f"{one!r} and {two!r} are one actor; kg split gives one of its statements to somebody else")
    write(file, store, decisions, what="apart", subject=one, value=two, why=why, who=who)


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
    file = file_of(decisions, store)
    known = known_actors(store, file)
    one = resolved(actor, known)
    taken = known.get(actor_id(name))
    if taken and actor_id(one) != actor_id(name):
        raise DecisionError(f"there is an actor {taken!r} already; kg merge makes the two one")
    write(file, store, decisions, what="rename", subject=one, value=name, why=why, who=who)


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
    file = file_of(decisions, store)
    one = resolved(actor, known_actors(store, file, unnamed=True))
    write(file, store, decisions, what="retype", subject=one, value=type, why=why, who=who)


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
    file = file_of(decisions, store)
    if document is None:
        subject = attribution.rpartition("/")[2]
        ask_for(store, f"attribution/{subject}", f"attribution {subject!r}; kg actors --review shows their ids")
    else:
        subject = resolved(attribution, known_actors(store, file))
        ask_for(store, None, f"document {document!r}; kg actors --review shows their ids", document)
    write(file, store, decisions, what="split", subject=subject, value=name, document=document, why=why, who=who)


@alone
def decisions(store: Store = STORE, decisions: Decisions = None, output: Output = "") -> None:
    """List what was decided, in the order in which it was, with the ids that kg undo takes."""
    from kg.queries.answers import Answer

    file = file_of(decisions, store)
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
    file = file_of(decisions, store)
    held = book.read(file)[0] if file.is_file() else []
    meant = sorted({decision.id for decision in held if id and decision.id.startswith(id)})
    if len(meant) != 1:
        count = "no decision" if not meant else "more than one decision"
        raise DecisionError(f"{count} {id!r} stands in {file}; kg decisions lists them with their ids")
    write(file, store, decisions, what="undo", subject=meant[0], why=why, who=who)


def _row(actor: Actor) -> dict[str, Any]:
    return {
        "actor": actor.name,
        "type": ", ".join(actor.types),
        "statements": actor.statements,
        "methods": ", ".join(actor.methods),
        "lowest": actor.lowest,
        "also": ", ".join(actor.also),
        "id": actor.id,
    }
