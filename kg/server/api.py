"""Statements, documents and the named questions as JSON; `/openapi.json` describes it."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from pydantic import BaseModel

from kg import queries
from kg.errors import QueryError, unknown
from kg.model import KINDS
from kg.queries import aliases
from kg.queries.binding import fill
from kg.queries.parameters import Parameter
from kg.server import listing
from kg.server.service import Service, unless_gone

_TYPES = {"topic": "words", "actor": "name", "act": "speech-act", "from": "date", "to": "date"}
Limit = Annotated[int, Query(ge=1, le=1000, description="At most so many.")]
Given = Annotated[str | None, Query(max_length=2000)]


class Spans(BaseModel):
    """Where the words of each role stand: half-open `[start, end]` in code points of the document's text."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]


class Statement(BaseModel):
    """One attribution; `parent`, `interprets` and `answers` are ids of others."""

    id: str
    iri: str
    document: str
    date: str | None
    publisher: str | None
    actor: str | None
    actor_iri: str | None
    actor_type: str | None
    kind: str
    form: str
    speech_act: str | None
    certainty: str | None
    cue_negated: bool
    confidence: float
    depth: int
    parent: str | None
    interprets: str | None
    answers: str | None
    quotation: str
    cue: str | None
    spans: Spans


class Statements(BaseModel):
    """A page of statements by id; `next` is what `after` must be for the next page."""

    items: list[Statement]
    next: str | None


class Listed(BaseModel):
    """A document without its text."""

    id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    statements: int


class Documents(BaseModel):
    """A page of documents by id; `next` is what `after` must be for the next page."""

    items: list[Listed]
    next: str | None


class Asked(BaseModel):
    """A parameter of a named question."""

    name: str
    type: str
    required: bool
    description: str
    example: str


class Question(BaseModel):
    """A named question, its parameters and columns, and the SPARQL that it is."""

    name: str
    question: str
    note: str
    parameters: list[Asked]
    columns: dict[str, str]
    sparql: str


class Rows(BaseModel):
    """The answer to a named question: its columns, and a row each that holds a value or null for each of them."""

    columns: list[str]
    rows: list[dict[str, str | int | float | bool | None]]


def router(service: Service) -> APIRouter:
    """Return the routes below `/api`."""
    made = APIRouter(prefix="/api")

    @made.get("/statements")
    async def statements(
        request: Request,
        topic: Given = None,
        actor: Given = None,
        document: Given = None,
        kind: Given = None,
        act: Given = None,
        from_: Annotated[str | None, Query(alias="from")] = None,
        to: Given = None,
        after: Given = None,
        limit: Limit = 100,
    ) -> Statements:
        """Statements by id: all of a topic's words, an actor's name, a document's id, kind, speech act, dates."""
        given = {"topic": topic, "actor": actor, "document": document, "kind": kind, "act": act}
        found = await _page(request, limit + 1, {**given, "from": from_, "to": to, "after": after})
        more = found[limit - 1]["id"] if len(found) > limit else None
        return Statements(items=[Statement(**item) for item in found[:limit]], next=more)

    @made.get("/statements/{identity}")
    async def statement(request: Request, identity: str) -> Statement:
        """One statement."""
        found = await _page(request, 1, {"id": identity})
        if not found:
            raise HTTPException(404, f"there is no statement {identity!r}")
        return Statement(**found[0])

    @made.get("/documents")
    async def documents(request: Request, after: Given = None, limit: Limit = 100) -> Documents:
        """Documents by id, without their texts."""
        found = listing.rows(await unless_gone(request, service.ask(listing.documents(limit + 1, after))))
        items = [_listed(row) for row in found]
        return Documents(items=items[:limit], next=items[limit - 1].id if len(items) > limit else None)

    @made.get("/documents/{identity:path}")
    async def document(request: Request, identity: str) -> dict[str, Any]:
        """One document with its text and attributions, as a line of the statements' file."""
        found: dict[str, Any] | None = json.loads((await unless_gone(request, _record(identity))).body)
        if found is None:
            raise HTTPException(404, f"there is no document {identity!r}")
        return found

    @made.get("/queries")
    async def questions() -> list[Question]:
        """The named questions."""
        return [_question(queries.describe(name)) for name in queries.names()]

    @made.get("/queries/{name}")
    async def answer(request: Request, name: str) -> Rows:
        """The answer to a named question; its parameters are the parameters of the address."""
        asked = queries.describe(name)
        if not asked.columns:
            raise HTTPException(400, f"{name} makes a graph; ask its SPARQL at /sparql")
        bindings = queries.bind(asked, dict(request.query_params))
        for variable in queries.names_in(asked, bindings):
            also = _rows((await unless_gone(request, service.ask(aliases.asking(bindings[variable])))).body).rows
            bindings[variable] = aliases.widened(bindings[variable], (str(row["name"]) for row in also))
        return _rows((await unless_gone(request, service.ask(fill(asked.text, bindings)))).body)

    async def _page(request: Request, limit: int, given: dict[str, str | None]) -> list[listing.Item]:
        query = listing.statements(limit, _read(given))
        return listing.read_statements(await unless_gone(request, service.ask(query)))

    def _record(identity: str) -> Any:
        return service.do("record", document=identity)

    return made


def _read(given: dict[str, str | None]) -> dict[str, str]:
    """Return what is bound for the filters given; raises `QueryError` where a value is not of its filter's type."""
    read = {}
    for name, value in given.items():
        if value is not None:
            kind = _TYPES.get(name, "text")
            read[name] = Parameter(name, kind, "", "", _EXAMPLES.get(name, "")).read(value)
    if "kind" in read and read["kind"] not in KINDS:
        raise QueryError(unknown("kind", read["kind"], KINDS))
    return read


def _listed(row: dict[str, str]) -> Listed:
    known: dict[str, Any] = {name: row.get(name) for name in ("title", "date", "publisher", "url")}
    return Listed(id=row["document"], statements=int(row["statements"]), **known)


def _question(query: queries.Query) -> Question:
    asked = [
        Asked(name=p.name, type=p.type, required=p.default is None, description=p.description, example=p.example)
        for p in query.params
    ]
    return Question(
        name=query.name,
        question=query.question,
        note=query.note,
        parameters=asked,
        columns=dict(query.columns),
        sparql=query.text,
    )


def _rows(body: bytes) -> Rows:
    found = json.loads(body)
    columns, bindings = found["head"]["vars"], found["results"]["bindings"]
    return Rows(columns=columns, rows=[{name: _value(row.get(name)) for name in columns} for row in bindings])


def _value(cell: dict[str, str] | None) -> str | int | float | bool | None:
    if cell is None:
        return None
    text, kind = cell["value"], cell.get("datatype", "").rpartition("#")[2]
    if kind == "integer" and re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        return int(text)
    if kind in ("decimal", "double", "float") and re.fullmatch(r"[+-]?[0-9.]+([eE][+-]?[0-9]+)?", text):
        return float(text)
    return text == "true" if kind == "boolean" else text


_EXAMPLES = {"topic": "rare earth", "actor": "Xiao Yaqing", "act": "threatening", "from": "2019-05", "to": "2021"}
