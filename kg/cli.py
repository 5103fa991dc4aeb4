"""The command line: one command a library verb, with the library's own option names.

Exit codes: 0 all went well; 1 it went through, but a document failed or a check found something; 2 the command line
asks for something that is not there (option, format, query, parameter); 3 the work could not be done.
Results go to stdout, everything else to stderr.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Final, NoReturn, TypeVar

import typer

from kg import pipeline
from kg.errors import ExportError, QueryError, SaidgraphError, unknown
from kg.model import Failure

if TYPE_CHECKING:
    from rdflib import Graph
    from rich.table import Table

    from kg.queries import Answer

DATA, USAGE, FAILED = 1, 2, 3

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Who said what, who reported which reading of it, and where exactly it stands in the text.\n\n"
        "kg build FOLDER --out outputs makes the graph; kg query --list shows what it can be asked.\n\n"
        "Exit codes: 0 all went well; 1 a document failed or a check found something; 2 the command line asks for "
        "something that is not there; 3 the work could not be done."
    ),
)

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders (with all below), globs, or - for standard input.")
]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write there instead of to stdout.")]
Finder = Annotated[str, typer.Option("--finder", help="How attributions are found in running text: rules or model.")]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, help="Processes to use; the result is the same.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")]
StdinFormat = Annotated[str, typer.Option("--stdin-format", help="What standard input is: txt, md, html, jsonl, csv …")]
Store = Annotated[
    Path,
    typer.Option("--store", metavar="PATH", help="The folder of a store that kg build made, or an RDF file (.ttl …)."),
]
STORE: Final = Path("outputs/store")

Command = TypeVar("Command", bound=Callable[..., None])


def command(function: Command) -> Command:
    """Register `function` as a command that turns this package's errors into a message and an exit code."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        with _explained():
            function(*args, **kwargs)

    app.command(no_args_is_help=True)(run)
    return function


@command
def read(paths: Paths, out: Out = None, stdin_format: StdinFormat = "txt", quiet: Quiet = False) -> None:
    """Read documents and write them as JSON Lines: id, text, and what is known of title, date, publisher …"""
    import json
    from dataclasses import asdict

    from kg.readers import read as read_documents

    failures: list[Failure] = []
    with _writing(out) as file:
        for item in read_documents(paths, stdin_format=stdin_format):
            if isinstance(item, Failure):
                failures.append(item)
                continue
            known = {name: value for name, value in asdict(item).items() if value is not None}
            file.write(json.dumps(known, ensure_ascii=False) + "\n")
    _finish(failures)


@command
def extract(
    paths: Paths,
    out: Out = None,
    finder: Finder = pipeline.DEFAULT_FINDER,
    jobs: Jobs = 1,
    outermost: Annotated[
        bool, typer.Option("--outermost", help="Leave out what is only reported inside another statement.")
    ] = False,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the document's text in each line.")] = True,
    stdin_format: StdinFormat = "txt",
    quiet: Quiet = False,
) -> None:
    """Find the attributed statements in documents and write them as JSON Lines, one document a line."""
    from kg.model import dump_jsonl, without_nested

    failures: list[Failure] = []
    with _progress(quiet) as watch, _writing(out) as file:
        found = pipeline.observe(paths, finder=finder, jobs=jobs, stdin_format=stdin_format)
        records = pipeline.successes(found, failures)
        chosen = map(without_nested, records) if outermost else records
        for count, line in enumerate(dump_jsonl(chosen, text=text), 1):
            file.write(line)
            watch("documents", count)
    _finish(failures)


@command
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where everything is written.")] = Path(
        "outputs"
    ),
    finder: Finder = pipeline.DEFAULT_FINDER,
    jobs: Jobs = 1,
    formats: Annotated[
        list[str] | None, typer.Option("-f", "--format", help="A format to export as well (see kg export); repeatable.")
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Build the graph of everything below PATH…: store, Turtle, statement table, page and report in one folder.

    A .jsonl file that kg extract wrote is taken as it is; everything else is read and searched.
    """
    chosen = list(dict.fromkeys([*pipeline.DEFAULT_FORMATS, *(formats or [])]))
    with _progress(quiet) as watch:
        knowledge = pipeline.build(paths, out, finder=finder, jobs=jobs, formats=chosen, watch=watch)
    with knowledge:
        if not quiet:
            _print(_summary(pipeline.summarise(knowledge.records())))
            print("\n".join(str(path) for path in knowledge.files), file=sys.stderr)
    _finish(knowledge.failures, [f"{p.what}: {p.where}; {p.remedy}" for p in knowledge.problems])


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE.rq|-", help="A query of the list, a file, or - for stdin.")
    ] = None,
    store: Store = STORE,
    output: Annotated[str, typer.Option("--output", help="table, csv, json, markdown, or turtle (CONSTRUCT).")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Show every query with its parameters and columns.")] = False,
) -> None:
    """Ask the graph: kg query NAME --param value …

    Every parameter of a query is an option of that name, for example

    kg query who-said-what-about --topic "rare earth"
    """
    with _explained():
        _query(name, context.args, store, output, list_)


@command
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="The format; an unknown one lists them all.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The file (or folder) to write.")],
    store: Store = STORE,
) -> None:
    """Write the graph in a format for other tools: Turtle, JSON-LD, GraphML, GEXF, CSV, brat …"""
    from kg import exporters

    with _opened(store) as graph:
        exporters.export(graph, format, out)


@command
def view(
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The page to write.")] = Path("graph.html"),
    store: Store = STORE,
) -> None:
    """Write the interactive page of the graph: one file, which opens without a network."""
    from kg import graph as statements
    from kg import views

    with _opened(store) as graph:
        views.write_graph_page(pipeline.first_page(statements.records(graph)), out)


@command
def validate(store: Store = STORE) -> None:
    """Check the graph against the shapes and checks in ontology/; exit code 1 where something is found."""
    from kg.checks import validate as validate_graph

    with _opened(store) as graph:
        problems = validate_graph(graph)
    for problem in problems:
        print(f"{problem.what}\n  where:  {problem.where}\n  remedy: {problem.remedy}")
    print(f"{len(problems)} problems" if problems else "no problems", file=sys.stderr)
    if problems:
        raise typer.Exit(DATA)


@command
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="JSON Lines with text and attributions.")],
    predicted: Annotated[Path, typer.Argument(metavar="PRED", help="What kg extract wrote.")],
    direct: Annotated[bool, typer.Option("--direct", help="Judge direct quotations alone.")] = False,
    outermost: Annotated[
        bool, typer.Option("--outermost", help="Leave nested ones out on both sides, for gold that marks none.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Score found attributions against gold ones: precision, recall, F1 and counts per role and per attribution."""
    import json as writer

    from kg.evaluation import evaluate_files

    scores = evaluate_files(gold, predicted, direct=direct, outermost=outermost)
    print(writer.dumps(scores.to_json()) if json else scores.to_table())


def main() -> None:
    """Run the command line (the console script `kg`)."""
    app()


def _query(name: str | None, extra: list[str], store: Path, output: str, list_: bool) -> None:
    from kg import queries

    if list_:
        for known in queries.names():
            print(queries.describe(known).help(), end="\n\n")
        return
    if name is None:
        raise QueryError(f"no query named; valid are {', '.join(queries.names())}, a .rq file, or - for stdin")
    wanted = sys.stdin.read() if name == "-" else Path(name) if name.endswith(".rq") else name
    params = _params(extra)
    with _opened(store) as graph:
        _show(queries.ask(graph, wanted, params), output)


def _params(extra: list[str]) -> dict[str, str]:
    """Return what `--name value` and `--name=value` pairs say."""
    params: dict[str, str] = {}
    rest = iter(extra)
    for item in rest:
        if not item.startswith("--"):
            raise QueryError(f"unexpected {item!r}; a parameter is given as --name value")
        name, equals, value = item[2:].partition("=")
        given = value if equals else next(rest, None)
        if given is None:
            raise QueryError(f"parameter --{name} has no value; give --{name} VALUE")
        params[name] = given
    return params


NARROW: Final = 110
"""Columns of a terminal below which a table of an answer is unreadable and every row becomes a block."""


def _show(answer: Answer, output: str) -> None:
    known = {"table", "csv", "json", "markdown", "turtle"}
    chosen = output or ("turtle" if answer.is_graph else "table")
    if chosen not in known:
        raise QueryError(unknown("output", chosen, known))
    if chosen == "table" and not answer.is_graph:
        if sys.stdout.isatty() and os.get_terminal_size().columns < NARROW:
            _print_blocks(answer)
        else:
            _print(_answer_table(answer), sys.stdout)
        print(f"{len(answer.rows)} rows", file=sys.stderr)
    else:
        sys.stdout.write(answer.write(chosen))


WIDTH: Final = 140
"""Columns of a table where no terminal says how wide it is (a pipe, a log)."""
CELL: Final = 160
"""Characters of a cell that a table shows; the other outputs give all of it."""


def _filled(answer: Answer) -> list[str]:
    """Return the columns with at least one value: an empty one only takes room, and room is what a terminal lacks."""
    return [c for c in answer.columns if not answer.rows or any(row.get(c) not in (None, "") for row in answer.rows)]


def _print_blocks(answer: Answer) -> None:
    columns = _filled(answer)
    width = max(map(len, columns), default=0)
    for row in answer.rows:
        for column in columns:
            print(f"{column:>{width}}  {_shortened(_plain(row.get(column)))}")
        print()


def _answer_table(answer: Answer) -> Table:
    from rich.table import Table
    from rich.text import Text

    columns = _filled(answer)
    table = Table(show_lines=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        # A Text is shown as it is; a str would be read as markup, and cell texts are other people's.
        table.add_row(*(Text(_shortened(_plain(row.get(column)))) for column in columns))
    return table


def _shortened(text: str) -> str:
    return text if len(text) <= CELL else text[: CELL - 2].rstrip() + " …"


def _plain(value: object) -> str:
    """Return `value` for a terminal: control characters, which could command it, are made visible."""
    text = "" if value is None else str(value)
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _summary(counts: dict[str, int]) -> Table:
    from rich.table import Table

    table = Table(show_header=False)
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    return table


def _print(table: Table, file: IO[str] | None = None) -> None:
    from rich.console import Console

    stream = file or sys.stderr
    width = None if stream.isatty() else WIDTH
    Console(file=stream, highlight=False, width=width).print(table)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Graph]:
    """Give the graph of a store's folder, or of an RDF file, and close it."""
    from kg.stores import open_graph

    graph = open_graph(path)
    try:
        yield graph
    finally:
        graph.close()


@contextlib.contextmanager
def _writing(out: Path | None) -> Iterator[IO[str]]:
    if out is None:
        # Whatever the terminal's encoding is, JSON Lines are UTF-8.
        sys.stdout.reconfigure(encoding="utf-8", errors="strict", newline="\n")  # type: ignore[union-attr]
        yield sys.stdout
        sys.stdout.flush()
        return
    from kg.files import atomic_write

    with atomic_write(out) as file:
        yield file


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[pipeline.Watch]:
    """Give a function to report progress to: a line on a terminal's stderr, nothing elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield lambda stage, count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        tasks: dict[str, Any] = {}

        def watch(stage: str, count: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(stage, total=None)
            progress.update(tasks[stage], completed=count)

        yield watch


def _finish(failures: Iterable[Failure], problems: Iterable[str] = ()) -> None:
    """Report what went wrong and leave with exit code 1 where anything did."""
    failed = [f"{failure.where}: {failure.problem}" for failure in failures]
    found = list(problems)
    for line in (*failed, *found):
        print(_plain(line), file=sys.stderr)
    if failed:
        print(f"{len(failed)} could not be handled; the others were", file=sys.stderr)
    if found:
        print(f"{len(found)} problems found in the graph", file=sys.stderr)
    if failed or found:
        raise typer.Exit(DATA)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turn errors into a message on stderr and an exit code; no traceback for what was raised on purpose."""
    try:
        yield
        sys.stdout.flush()
    except SaidgraphError as error:
        _stop(str(error), USAGE if isinstance(error, QueryError | ExportError) else FAILED)
    except BrokenPipeError:
        # The reader of our output has gone (`kg extract … | head`): nothing is wrong, and nobody is there to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        _stop("interrupted; what was written before is whole", 130)


def _stop(message: str, code: int) -> NoReturn:
    print(_plain(message), file=sys.stderr)
    raise typer.Exit(code)
