"""The commands that make a graph, ask it and write it."""

from __future__ import annotations

import contextlib
import sys
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import pipeline
from kg.cli.base import (
    DATA,
    USAGE,
    USUAL,
    Asked,
    Decisions,
    Finder,
    Jobs,
    MinConfidence,
    Out,
    Paths,
    Quiet,
    StdinFormat,
    alone,
    app,
    asked,
    command,
    explained,
    finish,
    progress,
    stop,
    whole,
    writing,
)
from kg.cli.shown import plain, print_table, show, summary
from kg.errors import QueryError
from kg.files.outputs import LOADING
from kg.model import Failure
from kg.workers.sharding import sharded

if TYPE_CHECKING:
    from kg.decisions.precision import Precision
    from kg.evaluation import Scores


class Engine(Enum):
    """What `kg extract` runs on."""

    processes = "processes"
    dask = "dask"


@command
def read(paths: Paths, out: Out = None, stdin_format: StdinFormat = "txt", quiet: Quiet = False) -> None:
    """Read documents and write them as JSON Lines: id, text, and what is known of title, date, publisher …"""
    import json
    from dataclasses import asdict

    from kg.readers import read as read_documents

    failures: list[Failure] = []
    with writing(out) as file:
        for item in read_documents(paths, stdin_format=stdin_format):
            if isinstance(item, Failure):
                failures.append(item)
                continue
            known = {name: value for name, value in asdict(item).items() if value is not None}
            file.write(json.dumps(known, ensure_ascii=False) + "\n")
    finish(failures)


@command
def extract(
    paths: Paths,
    out: Out = None,
    finder: Finder = pipeline.DEFAULT_FINDER,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Where --jobs run: processes here, or the workers of a Dask cluster.")
    ] = Engine.processes,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="A running Dask scheduler (tcp://HOST:8786).")
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option("--shards", metavar="FOLDER", help="Write files of 10,000 documents to a folder, or s3://…."),
    ] = None,
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
    if scheduler and engine is not Engine.dask:
        stop("--scheduler goes with --engine dask; name both, or neither", USAGE)
    if shards and out:
        stop("--out is one file, --shards a folder of many; name one of them", USAGE)
    with progress(quiet) as watch, sharded(shards) if shards else writing(out) as file:
        found = pipeline.observe(
            paths,
            finder=finder,
            min_confidence=min_confidence,
            jobs=jobs,
            engine=engine.value,
            scheduler=scheduler,
            stdin_format=stdin_format,
        )
        records = pipeline.successes(found, failures)
        chosen = map(without_nested, records) if outermost else records
        for count, line in enumerate(dump_jsonl(chosen, text=text), 1):
            file.write(line)
            watch("documents", count)
    finish(failures)


@command
def build(
    paths: Paths,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where everything is written.")] = Path(
        "outputs"
    ),
    finder: Finder = pipeline.DEFAULT_FINDER,
    min_confidence: MinConfidence = 0.0,
    jobs: Jobs = 1,
    formats: Annotated[
        list[str] | None, typer.Option("-f", "--format", help="A format to export as well (see kg export); repeatable.")
    ] = None,
    decisions: Decisions = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="URL", help="A server's graph store that takes the graph as well, in place of its own."
        ),
    ] = None,
    beside: Annotated[
        bool | None,
        typer.Option(
            "--beside/--in-place",
            help="With --store: whether readers there see the earlier graph until the new one is whole, which takes "
            "memory (else: up to 64 MB of triples).",
        ),
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Build the graph of everything below PATH…: store, Turtle, statement table, page and report in one folder.

    A .jsonl file that kg extract wrote is taken as it is; everything else is read and searched. What was decided about
    actors (kg merge, apart, split, rename, retype) holds: the statements stay what was found, graph and page say what
    was decided.
    """
    chosen = list(dict.fromkeys([*pipeline.DEFAULT_FORMATS, *(formats or [])]))
    with progress(quiet) as watch:
        knowledge = pipeline.build(
            paths,
            out,
            finder=finder,
            min_confidence=min_confidence,
            jobs=jobs,
            formats=chosen,
            decisions=decisions,
            watch=watch,
        )
    with knowledge:
        if store is not None:
            with progress(quiet) as watch:
                seen = knowledge.load(store, out / LOADING, partial(watch, "triples sent"), beside=beside)
            if seen is not None and beside is not False:
                print(f"readers of {store} saw a part of the graph while it was loaded: {seen}", file=sys.stderr)
        if not quiet:
            print_table(summary(knowledge.counts()))
            print("\n".join(str(path) for path in knowledge.files), file=sys.stderr)
    problems = [f"{p.what}: {p.where}; {p.remedy}" for p in knowledge.problems]
    finish(knowledge.failures, problems, knowledge.review.warnings)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def query(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE.rq|-", help="A query of the list, a file, or - for stdin.")
    ] = None,
    store: Asked = USUAL,
    output: Annotated[str, typer.Option("--output", help="table, csv, json, markdown, or turtle (CONSTRUCT).")] = "",
    list_: Annotated[bool, typer.Option("--list", help="Show every query with its parameters and columns.")] = False,
) -> None:
    """Ask the graph: kg query NAME --param value …

    Every parameter of a query is an option of that name, for example

    kg query who-said-what-about --topic "rare earth"
    """
    with explained():
        _query(name, context.args, store, output, list_)


@command
def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="The format; an unknown one lists them all.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The file (or folder) to write.")],
    store: Asked = USUAL,
) -> None:
    """Write the graph in a format for other tools: Turtle, JSON-LD, GraphML, GEXF, CSV, brat …"""
    from kg import exporters

    with whole(store) as graph:
        exporters.export(graph, format, out)


@command
def merge_graphs(
    graphs: Annotated[
        list[Path], typer.Argument(metavar="GRAPH…", help="Stores, output folders of kg build, or RDF files.")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="The folder of the store to make.")],
) -> None:
    """Make one store of graphs that were built apart: the same as if all documents had been built at once."""
    from kg.graph import counts
    from kg.stores.merging import merge_graphs as merge

    with contextlib.closing(merge(graphs, out)) as graph:
        print_table(summary(counts(graph)))


@command
def view(
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="PATH", help="The folder to write to (view), or the one file."),
    ] = None,
    single_file: Annotated[
        bool, typer.Option("--single-file", help="All of it in one file (explorer.html), texts included.")
    ] = False,
    picture: Annotated[
        bool, typer.Option("--graph", help="The picture of actors and claims alone, in one file (graph.html).")
    ] = False,
    store: Asked = USUAL,
) -> None:
    """Write the explorer of the graph: pages that open from the disk, without a network.

    A PATH that ends in .html is one file, else a folder: index.html, with its data beside it.
    """
    from kg import graph as statements
    from kg import views

    if single_file and picture:
        raise QueryError("--graph is one file already; leave out --single-file")
    with whole(store) as graph:
        records = statements.records(graph)
        if picture:
            views.write_graph_page(pipeline.first_page(records), out or Path("graph.html"))
            return
        is_file = single_file or (out is not None and out.suffix.lower() in (".html", ".htm"))
        place = out or Path("explorer.html" if is_file else "view")
        write = views.write_single_file if is_file else views.write_explorer
        write(records, place, graph=graph, likenesses=statements.likenesses(graph))


@alone
def validate(store: Asked = USUAL) -> None:
    """Check the graph against the shapes and checks in ontology/; exit code 1 where something is found."""
    from kg.checks import validate as validate_graph

    with whole(store) as graph:
        problems = validate_graph(graph)
    for problem in problems:
        print(f"{problem.what}\n  where:  {problem.where}\n  remedy: {problem.remedy}")
    print(f"{len(problems)} problems" if problems else "no problems", file=sys.stderr)
    if problems:
        raise typer.Exit(DATA)


@command
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="JSON Lines with text and attributions; left out with --decisions.")
    ],
    predicted: Annotated[Path | None, typer.Argument(metavar="PRED", help="What kg extract or kg build wrote.")] = None,
    direct: Annotated[bool, typer.Option("--direct", help="Judge direct quotations alone.")] = False,
    outermost: Annotated[
        bool, typer.Option("--outermost", help="Leave nested ones out on both sides, for gold that marks none.")
    ] = False,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="Precision by what people accepted and rejected, of PRED."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
) -> None:
    """Score found attributions against gold ones: precision, recall, F1 and counts per role and per attribution.

    With --decisions there is no gold: kg evaluate --decisions graph/decisions.jsonl graph/statements.jsonl
    """
    import json as writer

    if (predicted is None) != (decisions is not None) or (decisions and (direct or outermost)):
        raise QueryError("give GOLD and PRED, or --decisions FILE and PRED without --direct and --outermost")
    scores = _precision(decisions, gold) if decisions else _against_gold(gold, predicted, direct, outermost)
    print(writer.dumps(scores.to_json()) if json else scores.to_table())


def _against_gold(gold: Path, predicted: Path | None, direct: bool, outermost: bool) -> Scores:
    from kg.evaluation import evaluate_files

    return evaluate_files(gold, predicted or gold, direct=direct, outermost=outermost)


def _precision(decisions: Path, predicted: Path) -> Precision:
    from kg.decisions import read as read_decisions
    from kg.decisions.precision import precision

    held, broken = read_decisions(decisions)
    for failure in broken:
        print(plain(f"{failure.where}: {failure.problem}"), file=sys.stderr)
    return precision(held, pipeline.reopen(predicted))


def _query(name: str | None, extra: list[str], store: str, output: str, list_: bool) -> None:
    from kg import queries

    if list_:
        for known in queries.names():
            print(queries.describe(known).help(), end="\n\n")
        return
    if name is None:
        raise QueryError(f"no query named; valid are {', '.join(queries.names())}, a .rq file, or - for stdin")
    wanted = sys.stdin.read() if name == "-" else Path(name) if name.endswith(".rq") else name
    params = _params(extra)
    with asked(store) as graph:
        answer = queries.ask(graph, wanted, params)
        show(answer, output)
    if answer.also:
        print(plain(f"asked for as well, by other names: {', '.join(answer.also)}"), file=sys.stderr)


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
