"""The commands that judge single attributions: right, wrong, of another kind, missed; the next build takes it over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.base import STORE, Decisions, Store, command, opened
from kg.cli.deciding import Who, Why, ask_for, file_of, write
from kg.errors import DecisionError
from kg.model import ROLES, Spans, text_of

ShownId = Annotated[
    str, typer.Argument(metavar="ATTRIBUTION", help="An attribution's id, as kg actors --review and the page show it.")
]
Spots = Annotated[
    list[str] | None, typer.Option(metavar="START,END", help="Code points of the text; repeatable for parts.")
]


@command
def accept(
    attribution: ShownId, store: Store = STORE, decisions: Decisions = None, why: Why = None, who: Who = None
) -> None:
    """Decide that ATTRIBUTION is right."""
    _judge("accept", attribution, None, store, decisions, why, who)


@command
def reject(
    attribution: ShownId, store: Store = STORE, decisions: Decisions = None, why: Why = None, who: Who = None
) -> None:
    """Decide that ATTRIBUTION is none: the graph leaves it out, the statements keep it."""
    _judge("reject", attribution, None, store, decisions, why, who)


@command
def kind(
    attribution: ShownId,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="statement, interpretation or question.")],
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide that ATTRIBUTION is a statement, an interpretation or a question."""
    _judge("kind", attribution, kind, store, decisions, why, who)


@command
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The id of the document it stands in.")],
    content: Spots = None,
    source: Spots = None,
    cue: Spots = None,
    kind: Annotated[str, typer.Option("--kind", help="statement, interpretation or question.")] = "statement",
    form: Annotated[str, typer.Option("--form", help="direct, indirect, mixed or turn.")] = "indirect",
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who said it.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="What the actor is; see kg retype.")] = None,
    store: Store = STORE,
    decisions: Decisions = None,
    why: Why = None,
    who: Who = None,
) -> None:
    """Decide that an attribution was missed, and say where its words stand."""
    spans = {role: _spans(role, given) for role, given in zip(ROLES, (source, cue, content), strict=True)}
    quote = text_of(_text(store, document), spans["content"])
    if not quote.strip():
        raise DecisionError(
            f"there is no content at {content} of {document!r}; give --content START,END in code points"
        )
    attribution: dict[str, Any] = {
        **{role: list(map(list, parts)) for role, parts in spans.items()},
        "kind": kind,
        "form": form,
    }
    attribution |= {"actor": actor, "actor_type": type}
    write(
        file_of(decisions, store), store, decisions,
        what="add", document=document, attribution=attribution, quote=quote, why=why, who=who,
    )  # fmt: skip


def _judge(
    what: str,
    attribution: str,
    value: str | None,
    store: Path,
    decisions: Path | None,
    why: str | None,
    who: str | None,
) -> None:
    subject = attribution.rpartition("/")[2]
    ask_for(store, f"attribution/{subject}", f"attribution {subject!r}; kg actors --review shows their ids")
    write(file_of(decisions, store), store, decisions, what=what, subject=subject, value=value, why=why, who=who)


def _spans(role: str, given: list[str] | None) -> Spans:
    try:
        return tuple(sorted((int(start), int(end)) for start, end in (part.split(",") for part in given or ())))
    except ValueError as error:
        raise DecisionError(f"--{role} is {', '.join(given or ())!r}; give it as START,END in code points") from error


def _text(store: Path, document: str) -> str:
    from rdflib import URIRef

    from kg.graph.iris import document_name
    from kg.terms import prefixes

    with opened(store) as graph:
        text = graph.value(URIRef(document_name(document)), URIRef(prefixes()["schema"] + "text"))
    if text is None:
        raise DecisionError(f"no document {document!r}; kg actors --review shows their ids")
    return str(text)
