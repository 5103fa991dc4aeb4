"""What every command is made of: the application, its common options, progress, messages and exit codes."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from importlib import metadata
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Final, NoReturn, TypeVar

import typer

from kg import pipeline
from kg.cli.shown import plain
from kg.errors import (
    DecisionError,
    ExportError,
    FinderWarning,
    LanguageWarning,
    LikenessWarning,
    QueryError,
    SaidgraphError,
)
from kg.model import Failure

if TYPE_CHECKING:
    from rdflib import Graph

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
        "Exit codes: 0 all went well; 1 a document failed, a decision does not fit or a check found something; 2 the "
        "command line asks for something that is not there; 3 the work could not be done."
    ),
)


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"saidgraph {metadata.version('saidgraph')}")
        raise typer.Exit


@app.callback()
def _everywhere(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="Say which version this is, and end."),
    ] = False,
) -> None: ...


Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders (with all below), globs, or - for standard input.")
]
Out = Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Write there instead of to stdout.")]
Finder = Annotated[
    str,
    typer.Option("--finder", help="What finds attributions in running text: model, rules, or auto (model if it can)."),
]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out what is less sure, and all that it encloses."),
]
Jobs = Annotated[int, typer.Option("-j", "--jobs", min=1, help="Processes to use; the result is the same.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress and no summary.")]
StdinFormat = Annotated[str, typer.Option("--stdin-format", help="What standard input is: txt, md, html, jsonl, csv …")]
Store = Annotated[
    Path,
    typer.Option("--store", metavar="PATH", help="The folder of a store that kg build made, or an RDF file (.ttl …)."),
]
Asked = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="PATH|URL",
        help="The folder of a store that kg build made, an RDF file (.ttl …), or the address of a SPARQL endpoint.",
    ),
]
Decisions = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE", help="What people decided; without it decisions.jsonl of the outputs."),
]
STORE: Final = Path("outputs/store")
USUAL: Final = str(STORE)

Command = TypeVar("Command", bound=Callable[..., None])


def command(function: Command) -> Command:
    """Register `function` as a command that turns this package's errors into a message and an exit code.

    Given alone, it shows its help.
    """
    return _registered(function, helps=True)


def alone(function: Command) -> Command:
    """Register `function` as `command` does; given alone, it runs."""
    return _registered(function, helps=False)


def _registered(function: Command, *, helps: bool) -> Command:
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> None:
        with explained():
            function(*args, **kwargs)

    app.command(no_args_is_help=helps)(run)
    return function


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Graph]:
    """Give the graph of a store's folder, or of an RDF file, and close it."""
    from kg.stores import open_graph

    graph = open_graph(path)
    try:
        yield graph
    finally:
        graph.close()


@contextlib.contextmanager
def whole(store: str) -> Iterator[Graph]:
    """Give the graph of a place, of which a server's is copied into memory, and close it."""
    from kg.stores.http import is_url

    if not is_url(store):
        with opened(Path(store)) as graph:
            yield graph
        return
    from kg.stores.remote import fetch

    yield fetch(store)


@contextlib.contextmanager
def asked(store: str) -> Iterator[Graph]:
    """Give the graph of a place to be queried and nothing else, and close it."""
    from kg.stores.http import is_url

    if not is_url(store):
        with opened(Path(store)) as graph:
            yield graph
        return
    from kg.stores.remote import open_remote

    yield open_remote(store)


@contextlib.contextmanager
def writing(out: Path | None) -> Iterator[IO[str]]:
    """Give a file to write results to: `out`, replaced whole at the end, or stdout."""
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
def progress(quiet: bool) -> Iterator[pipeline.Watch]:
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


def finish(failures: Iterable[Failure], problems: Iterable[str] = (), warnings: Iterable[Failure] = ()) -> None:
    """Report what went wrong and leave with exit code 1 where anything did."""
    failed = [f"{failure.where}: {failure.problem}" for failure in failures]
    found = list(problems)
    unfit = [f"{warning.where}: {warning.problem}" for warning in warnings]
    for line in (*failed, *unfit, *found):
        print(plain(line), file=sys.stderr)
    if failed:
        print(f"{len(failed)} could not be handled; the others were", file=sys.stderr)
    if unfit:
        print(f"{len(unfit)} decisions do not fit as said above; the others hold", file=sys.stderr)
    if found:
        print(f"{len(found)} problems found in the graph", file=sys.stderr)
    if failed or found or unfit:
        raise typer.Exit(DATA)


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn errors into a message on stderr and an exit code; no traceback for what was raised on purpose."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", FinderWarning)
            warnings.simplefilter("always", LikenessWarning)
            warnings.simplefilter("always", LanguageWarning)
            warnings.showwarning = _warn
            yield
        sys.stdout.flush()
    except SaidgraphError as error:
        stop(str(error), USAGE if isinstance(error, QueryError | ExportError | DecisionError) else FAILED)
    except BrokenPipeError:
        # The reader of our output has gone (`kg extract … | head`): nothing is wrong, and nobody is there to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        stop("interrupted; what was written before is whole", 130)


def _warn(message: Warning | str, *_where: object, **_more: object) -> None:
    print(plain(f"warning: {message}"), file=sys.stderr)


def stop(message: str, code: int) -> NoReturn:
    """Say on stderr why nothing more is done, and leave."""
    print(plain(message), file=sys.stderr)
    raise typer.Exit(code)
