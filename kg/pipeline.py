"""The whole program on one screen: read → extract → link → graph → validate → export → view.

Everything a stage passes on is a `Record` or a `Failure`; what is written is whole or not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.decisions import NAME as DECISIONS
from kg.decisions import Review, review
from kg.decisions import read as read_decisions
from kg.errors import ReadError, RecordError
from kg.files import atomic_write
from kg.model import Document, Failure, Record, dump_jsonl, record_from_json
from kg.workers import spread

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from rdflib import Graph

    from kg.checks import Problem
    from kg.extractors import Finding
    from kg.queries import Answer

Watch = Callable[[str, int], None]
"""Called with the name of a stage and the number of documents it has done."""

DEFAULT_FINDER: Final = "rules"
DEFAULT_FORMATS: Final = ("turtle", "statements-csv")
PAGE_STATEMENTS: Final = 20_000
"""Statements among which the graph page chooses the best connected 2,000 nodes; a bound, so that memory has one."""


@dataclass(frozen=True)
class Knowledge:
    """A graph of attributed statements, with what could not be read, what the checks found and what people decided.

    A graph on disk is held open until `close`, or until the end of a `with` block.
    """

    graph: Graph
    failures: tuple[Failure, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = field(default=())
    review: Review = field(default_factory=Review)

    def __enter__(self) -> Knowledge:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.graph.close()

    def records(self) -> Iterator[Record]:
        """Yield the documents with their attributions, by document id."""
        from kg import graph

        return graph.records(self.graph)

    def counts(self) -> dict[str, int]:
        """Return how many documents and attributions there are, how many nested, unnamed, and of each kind."""
        from kg import graph

        return graph.counts(self.graph)

    def query(self, query: str | Path, /, **params: str) -> Answer:
        """Return the answer to a query: the name of one in `ontology/queries`, a `.rq` file, or SPARQL text."""
        from kg import queries

        return queries.ask(self.graph, query, params)

    def export(self, format: str, path: str | Path) -> None:
        """Write the graph to `path` in one of `kg.exporters.EXPORTERS`' formats."""
        from kg import exporters

        exporters.export(self.graph, format, Path(path))

    def to_networkx(self) -> MultiDiGraph:
        """Return actors, claims and documents as nodes, who said, asked and reported what as edges."""
        from kg import exporters

        return exporters.to_networkx(self.graph)


def observe(
    paths: Iterable[str | Path], *, finder: str = DEFAULT_FINDER, jobs: int = 1, stdin_format: str = "txt"
) -> Iterator[Record | Failure]:
    """Yield what is found in the documents below `paths`, actors linked inside each, and what could not be handled.

    The order is that of the documents, whatever `jobs` is.
    """
    from kg.readers import read

    failures: list[Failure] = []

    def documents() -> Iterator[Document]:
        for item in read(paths, stdin_format=stdin_format):
            if isinstance(item, Failure):
                failures.append(item)
            else:
                yield item

    for result in spread(partial(extract_and_link, finder=finder), documents(), jobs):
        yield from failures
        failures.clear()
        yield result
    yield from failures


def extract_and_link(documents: Sequence[Document], *, finder: str = DEFAULT_FINDER) -> list[Record | Failure]:
    """Return a linked record, or a failure, for each of `documents`, in their order."""
    from kg.extractors import find

    return [item if isinstance(item, Failure) else _linked(item) for item in find(documents, finder=finder)]


def _linked(finding: Finding) -> Record | Failure:
    from kg.linking import link

    try:
        return link(finding.record, finding.mentions)
    except Exception as error:  # whatever one document provokes, the others go on
        problem = f"its sources could not be resolved: {type(error).__name__}: {error}"
        return Failure(finding.record.document.id, f"{problem}; the other documents are not affected")


def build(
    paths: Iterable[str | Path],
    out: str | Path | None = None,
    *,
    finder: str = DEFAULT_FINDER,
    jobs: int = 1,
    formats: Sequence[str] = DEFAULT_FORMATS,
    store: str = "oxigraph",
    decisions: str | Path | None = None,
    watch: Watch | None = None,
) -> Knowledge:
    """Build the graph of everything below `paths` and return it; with `out`, write it and its exports to that folder.

    `paths` may hold `.jsonl` files that `kg extract` wrote: their attributions are taken as they are.  In `out` stand
    afterwards `statements.jsonl` (the records), `store/` (the graph), one file a format of `formats`, `graph.html` (the
    page) and `report.json` (counts, failures, problems).  Each is replaced whole or left as it was.

    `decisions` is a file of `kg.decisions`; where it is not given, `decisions.jsonl` in `out` is, if it is there.  It
    holds for graph, exports and page; `statements.jsonl` stays what was found, so that a decision can be taken back.

    Raises `ReadError` where not one document could be read, `OutputError` where `out` cannot be written, `GraphError`
    where evidence differs from the text, `DecisionError` where the file of decisions cannot be read.

    >>> build(["seeds"]).query("reported-in-answers", topic="restrict exports").rows[0]["actor"]
    'some countries'
    """
    if decisions is not None:
        read_decisions(Path(decisions))  # what is not there is told before the work, not after it
    found = _reopen_or_observe(paths, finder, jobs)
    if out is None:
        return _in_memory(found, decisions, watch)
    folder = Path(out)
    failures = _spool(found, folder / STATEMENTS, watch)
    return assemble(folder, failures=failures, formats=formats, store=store, decisions=decisions, watch=watch)


def assemble(
    folder: Path,
    *,
    failures: Sequence[Failure] = (),
    formats: Sequence[str] = DEFAULT_FORMATS,
    store: str = "oxigraph",
    decisions: str | Path | None = None,
    watch: Watch | None = None,
) -> Knowledge:
    """Make store, exports, page and report in `folder` from the `statements.jsonl` that stands there; see `build`."""
    from kg import exporters, stores, views
    from kg.checks import check_evidence, validate

    spool = folder / STATEMENTS
    decided = review(_decisions_file(decisions, folder), partial(reopen, spool))
    graph = stores.STORES[store].build(_counted(map(decided, reopen(spool)), "graph", watch), folder / "store")
    check_evidence(graph)
    problems = validate(graph)
    files = [spool]
    for name in formats:
        files.append(folder / exporters.EXPORTERS[name].file_name)
        exporters.export(graph, name, files[-1])
    files.append(folder / "graph.html")
    views.write_graph_page(first_page(map(decided, reopen(spool))), files[-1])
    knowledge = Knowledge(graph, tuple(failures), tuple(problems), tuple(files), decided)
    _write_report(knowledge, folder / "report.json")
    return knowledge


def _decisions_file(given: str | Path | None, folder: Path) -> Path | None:
    """Return the file of decisions that was named, or the one that stands among the outputs, or None."""
    usual = folder / DECISIONS
    return Path(given) if given is not None else usual if usual.is_file() else None


def reopen(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file that `kg extract` or `kg build` wrote.

    Raises `RecordError` with path and line where a line is not a record.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield record_from_json(json.loads(line))
                except (json.JSONDecodeError, RecordError) as error:
                    raise RecordError(f"{path}:{number}: {error}") from error


def open_store(path: str | Path) -> Knowledge:
    """Return the graph that stands in `path`: a store's folder, an output folder of `build`, or an RDF file."""
    from kg.stores import open_graph

    return Knowledge(open_graph(Path(path)))


STATEMENTS: Final = "statements.jsonl"


def _reopen_or_observe(paths: Iterable[str | Path], finder: str, jobs: int) -> Iterator[Record | Failure]:
    given = list(paths)
    written = [Path(path) for path in given if is_statements_file(path)]
    for path in written:
        yield from reopen(path)
    rest = [path for path in given if not is_statements_file(path)]
    if rest:
        yield from observe(rest, finder=finder, jobs=jobs)


def is_statements_file(path: str | Path) -> bool:
    """Return whether `path` is a file in the form that `kg extract` writes (its first line carries "format")."""
    file = Path(path)
    if file.suffix not in (".jsonl", ".ndjson") or not file.is_file():
        return False
    with file.open("rb") as lines:
        try:
            first = json.loads(next(lines, b"null"))
        except ValueError:
            return False
    return isinstance(first, dict) and "format" in first and "attributions" in first


def _in_memory(found: Iterable[Record | Failure], decisions: str | Path | None, watch: Watch | None) -> Knowledge:
    from kg import stores
    from kg.checks import check_evidence, validate

    failures: list[Failure] = []
    records = successes(found, failures)
    decided = Review()
    if decisions is not None:
        kept = list(records)
        records, decided = iter(kept), review(Path(decisions), lambda: kept)
    graph = stores.STORES["memory"].build(_counted(map(decided, records), "documents", watch), None)
    check_evidence(graph)
    return Knowledge(graph, tuple(failures), tuple(validate(graph)), review=decided)


def _spool(found: Iterable[Record | Failure], path: Path, watch: Watch | None) -> list[Failure]:
    failures: list[Failure] = []
    with atomic_write(path) as file:
        empty = True
        for line in dump_jsonl(_counted(successes(found, failures), "documents", watch)):
            file.write(line)
            empty = False
        if empty:
            raise ReadError(_nothing(failures))
    return failures


def _nothing(failures: Sequence[Failure]) -> str:
    reasons = "".join(f"\n  {failure.where}: {failure.problem}" for failure in failures[:10])
    return f"not one document could be read{':' + reasons if reasons else '; name files or folders that hold text'}"


def successes(found: Iterable[Record | Failure], failures: list[Failure]) -> Iterator[Record]:
    """Yield the records among `found`, and append what failed to `failures`."""
    for item in found:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            yield item


def _counted(records: Iterable[Record], stage: str, watch: Watch | None) -> Iterator[Record]:
    for count, record in enumerate(records, 1):
        yield record
        if watch:
            watch(stage, count)


def first_page(records: Iterable[Record]) -> list[Record]:
    """Return the first of `records` that fit on one graph page (at least one, if there is any)."""
    chosen: list[Record] = []
    room = PAGE_STATEMENTS
    for record in records:
        room -= len(record.attributions)
        if room < 0 and chosen:
            break
        chosen.append(record)
    return chosen


def _write_report(knowledge: Knowledge, path: Path) -> None:
    report: Mapping[str, Any] = {
        "counts": knowledge.counts(),
        "failures": [{"where": failure.where, "problem": failure.problem} for failure in knowledge.failures],
        "problems": [{"what": p.what, "where": p.where, "remedy": p.remedy} for p in knowledge.problems],
        **knowledge.review.report(),
    }
    with atomic_write(path) as file:
        json.dump(report, file, ensure_ascii=False, indent=1)
        file.write("\n")
