"""Asking the graph: one question a file in `ontology/queries/`, whose header comment is its help.

Parameters are bound, never pasted: `--topic` is the variable `?param_topic`, for which a literal is put
(`kg.queries.binding`).  A query goes to the store as text, because only then does the store itself answer it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import QueryError, unknown
from kg.files.resources import ontology_folder
from kg.queries.aliases import also_called, widened
from kg.queries.answers import Answer, from_result
from kg.queries.binding import NO_CODE, fill
from kg.queries.outside import leaves, unescaped
from kg.queries.parameters import TYPES, Parameter
from kg.terms import prefixes

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = [
    "Answer",
    "Parameter",
    "Query",
    "ask",
    "bind",
    "describe",
    "names",
    "names_in",
    "parse",
    "refuse_outside",
    "written_out",
]

PREFIX: Final = "param_"


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says: the question, a note, the parameters, the columns."""

    name: str
    question: str
    note: str
    params: tuple[Parameter, ...]
    columns: Mapping[str, str]
    text: str

    def help(self) -> str:
        """Return the header as help text."""
        lines = [self.name, f"  {self.question}"]
        lines += [f"  {line}" for line in self.note.splitlines()]
        for param in self.params:
            need = (
                "required" if param.default is None else f"default {param.default!r}" if param.default else "optional"
            )
            lines.append(f"  --{param.name} ({param.type}, {need}): {param.description} Example: {param.example}")
        if self.columns:
            lines.append("  columns: " + ", ".join(self.columns))
        return "\n".join(lines)


def names() -> list[str]:
    """Return the names of all queries in `ontology/queries/`, in alphabetical order.

    >>> "who-said-what-about" in names()
    True
    """
    return sorted(path.stem for path in (ontology_folder() / "queries").glob("*.rq"))


@cache
def describe(name: str) -> Query:
    """Return the query `name` with its header read; raise `QueryError` where there is none of that name.

    >>> [param.name for param in describe("denials").params][:1]
    ['actor']
    """
    if name not in names():
        raise QueryError(unknown("query", name, names()))
    return parse((ontology_folder() / "queries" / f"{name}.rq").read_text(encoding="utf-8"), name)


def ask(graph: Graph, query: str | Path, params: Mapping[str, str] | None = None) -> Answer:
    """Return the answer of `graph` to a query: a name of `names()`, a `.rq` file, or SPARQL text.

    Whom a parameter names is found by other names as well that are probably the same actor's; `Answer.also` has these.

    Raises `QueryError` for an unknown query or parameter, a missing one or one of the wrong type, a query that is not
    SPARQL, an update, and a query that would leave this machine (SERVICE, FROM).
    """
    wanted = _find(query)
    refuse_outside(wanted)
    bindings = bind(wanted, params or {})
    also = {variable: also_called(graph, bindings[variable]) for variable in names_in(wanted, bindings)}
    bindings |= {variable: widened(bindings[variable], found) for variable, found in also.items()}
    return replace(_run(graph, wanted, bindings), also=tuple(name for found in also.values() for name in found))


def parse(text: str, name: str = "query") -> Query:
    """Return `text` with its header read; a text without a header has neither parameters nor described columns."""
    header = [line[1:].rstrip() for line in _header(text)]
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for line in header:
        if line.strip() in ("Parameters:", "Columns:"):
            current = line.strip()
            sections[current] = []
        else:
            sections[current].append(line.strip())
    intro = [line for line in sections[""] if line]
    params = tuple(_parameter(line, name) for line in sections.get("Parameters:", []) if line)
    columns = dict(_column(line, name) for line in sections.get("Columns:", []) if line)
    return Query(name, intro[0] if intro else "", "\n".join(intro[1:]), params, columns, text)


def refuse_outside(query: Query) -> None:
    """Raise `QueryError` where `query` asks another server or names a graph to be fetched."""
    if leaves(query.text):
        raise QueryError(
            f"{query.name}: SERVICE and FROM are refused, because answers come from this graph alone; leave them out. "
            "Where there is neither, write names like <urn:a#b> with a prefix: they may be read as a comment"
        )


def _find(query: str | Path) -> Query:
    if isinstance(query, Path) or query.endswith(".rq"):
        path = Path(query)
        try:
            return parse(path.read_text(encoding="utf-8"), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{path} cannot be read as a query: {error}; name a file with SPARQL in UTF-8") from error
    return parse(query) if re.search(r"[\s{]", query) else describe(query)


def _header(text: str) -> list[str]:
    lines = text.splitlines()
    end = next((index for index, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end]


def _parameter(line: str, name: str) -> Parameter:
    found = re.fullmatch(r'([\w-]+) \(([\w-]+)(, optional|, default "([^"]*)")?\): (.*?) Example: (.+)', line)
    if not found or found[2] not in TYPES:
        raise QueryError(
            f"{name}: {line!r} declares no parameter; write `name (type, optional): description Example: value` "
            f"with a type of {', '.join(TYPES)}"
        )
    default = found[4] if found[4] is not None else "" if found[3] else None
    return Parameter(found[1], found[2], default, found[5], found[6])


def _column(line: str, name: str) -> tuple[str, str]:
    column, colon, description = line.partition(": ")
    if not colon:
        raise QueryError(f"{name}: {line!r} describes no column; write `column: description`")
    return column, description


def bind(query: Query, given: Mapping[str, str]) -> dict[str, str]:
    """Return the value of each variable of `query` that the parameters `given` and the defaults bind.

    Raises `QueryError` for an unknown parameter, a missing one and one of the wrong type.
    """
    params = dict(given)
    declared = {param.name: param for param in query.params}
    bindings = {}
    for param in query.params:
        value = params.pop(param.name, param.default)
        if value is None or (not value.strip() and param.default is None):
            raise QueryError(f"{query.name} needs --{param.name}: {param.description} Example: {param.example}")
        bindings[PREFIX + param.name.replace("-", "_")] = param.read(value)
    for name, value in params.items():
        variable = _variable(query.text, name)
        if declared or variable is None:
            raise QueryError(f"{query.name}: {unknown('parameter', name, declared) if declared else _none(name)}")
        bindings[variable] = value
    return bindings


def names_in(query: Query, bindings: Mapping[str, str]) -> list[str]:
    """Return the variables of `query` that are bound to names of actors."""
    asked = [PREFIX + param.name.replace("-", "_") for param in query.params if param.type == "name"]
    return [variable for variable in asked if bindings[variable]]


def written_out(query: Query, given: Mapping[str, str]) -> str:
    """Return `query` without its header as SPARQL that any engine runs as it is: what `ask` asks with `given`.

    But for other names of actors, which a graph alone knows.  Raises as `bind` does.

    >>> print(written_out(parse("# A question\\n\\nSELECT ?a {\\n  FILTER(?a = ?param_b)\\n}"), {"param_b": 'x"'}))
    SELECT ?a {
      FILTER(?a = "x\\"")
    }
    """
    body = query.text[sum(len(line) + 1 for line in _header(query.text)) :].strip()
    return fill(body, bind(query, given))


def _none(name: str) -> str:
    return f"no parameter --{name}; the query has neither a variable ?{PREFIX}{name} nor ?{name}"


def _variable(text: str, name: str) -> str | None:
    """Return the variable of a query without a header that the parameter `name` means."""
    for variable in (PREFIX + name, name):
        if re.search(rf"[?$]{re.escape(variable)}\b", _code(text)):
            return variable
    return None


_CODE: Final = re.compile(NO_CODE, re.VERBOSE | re.DOTALL)


def _code(text: str) -> str:
    """Return `text` without its strings, names in angle brackets and comments."""
    return _CODE.sub(" ", unescaped(text))


def _run(graph: Graph, query: Query, bindings: Mapping[str, str]) -> Answer:
    from rdflib import URIRef

    spaces = {prefix: URIRef(namespace) for prefix, namespace in prefixes().items()}
    text = fill(query.text, bindings)
    try:
        return from_result(graph.query(text, initNs=spaces))
    except Exception as error:  # each engine has errors of its own
        raise QueryError(f"{query.name}: {_explain(query, error)}") from error


def _explain(query: Query, error: Exception) -> str:
    reason = " ".join(str(error).split())
    if re.match(r"\s*(insert|delete|load|clear|drop|create|copy|move|add|with)\b", _body(query.text), re.IGNORECASE):
        return "an update is refused; kg query only asks (SELECT, ASK, CONSTRUCT, DESCRIBE)"
    return f"not answerable: {reason}; correct the SPARQL"


def _body(text: str) -> str:
    return re.sub(r"^\s*(prefix\s+[\w-]*:|base)\s*", "", _code(text), flags=re.IGNORECASE | re.MULTILINE)
