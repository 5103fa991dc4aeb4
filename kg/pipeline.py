"""The whole program on one screen: read → extract → link → compare → graph → validate → export → view.

Everything a stage passes on is a `Record` or a `Failure`; what is written is whole or not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.builds import VECTORS, Inputs, Known, Place, Plan, Remembered, Search, collect, searched, working
from kg.builds.report import read_report, write_report
from kg.decisions import Review, review
from kg.decisions import read as read_decisions
from kg.errors import ReadError
from kg.extractors.finders import DEFAULT_FINDER, settled
from kg.files import atomic_write
from kg.files.memory import give_back
from kg.files.outputs import DECISIONS, EXPLORER, LIKENESSES, PAGE, REPORT, STATEMENTS, STORE
from kg.knowledge import Knowledge, open_store
from kg.likeness import Links, shipped_encoder
from kg.model import Failure, Record
from kg.model.claims import Likeness, Link, dump_likenesses, read_likenesses
from kg.model.streams import first_page, reopen, successes, surest
from kg.words.foreign import telling_foreign
from kg.workers import Other, spread

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.extractors import Finding
    from kg.model import Document

__all__ = [
    "DEFAULT_FINDER",
    "DEFAULT_FORMATS",
    "STATEMENTS",
    "Knowledge",
    "Watch",
    "assemble",
    "build",
    "extract_and_link",
    "first_page",
    "observe",
    "open_store",
    "reopen",
    "successes",
]

Watch = Callable[[str, int], None]
"""Called with the name of a stage and the number of documents it has done."""

DEFAULT_FORMATS: Final = ("turtle", "statements-csv")
_SAME: Final = "statements-jsonl"
"""The format of the statements file that is always written; what was decided is not in it, so that it can be undone."""


def observe(
    paths: Iterable[str | Path],
    *,
    finder: str = DEFAULT_FINDER,
    min_confidence: float = 0.0,
    jobs: int = 1,
    engine: str = "processes",
    scheduler: str | None = None,
    stdin_format: str = "txt",
) -> Iterator[Record | Failure]:
    """Yield what is found in the documents below `paths`, actors linked inside each, and what could not be handled.

    The order is that of the documents, whatever `jobs` is.  What is less sure than `min_confidence` (0 to 1) is left
    out, with all that stands inside it; see `kg.model.streams.surest`.

    `engine` is "processes", `jobs` of them on this machine, or "dask": the workers of the cluster whose scheduler has
    the address `scheduler`, or of one of `jobs` processes; see `kg.workers.cluster`.
    """
    from kg.readers import read
    from kg.workers import cluster

    search, documents = partial(extract_and_link, finder=settled(finder)), read(paths, stdin_format=stdin_format)
    is_cluster = engine == "dask"
    found = cluster.spread(search, documents, jobs, scheduler) if is_cluster else spread(search, documents, jobs)
    for item in telling_foreign(found):
        yield surest(item, min_confidence) if isinstance(item, Record) else item


def _search(finder: str, jobs: int, items: Iterable[Document | Other]) -> Iterator[Record | Failure | Other]:
    return telling_foreign(spread(partial(extract_and_link, finder=finder), items, jobs))


def extract_and_link(documents: Sequence[Document], *, finder: str = DEFAULT_FINDER) -> list[Record | Failure]:
    """Return a linked record, or a failure, for each of `documents`, in their order."""
    from kg.extractors import find

    return [item if isinstance(item, Failure) else _linked(item) for item in find(documents, finder=finder)]


def _linked(finding: Finding) -> Record | Failure:
    from kg.linking import link
    from kg.remarks import relate

    try:
        return relate(link(finding.record, finding.mentions))
    except Exception as error:  # whatever one document provokes, the others go on
        problem = f"its sources could not be resolved: {type(error).__name__}: {error}"
        return Failure(finding.record.document.id, f"{problem}; the other documents are not affected")


def build(
    paths: Iterable[str | Path],
    out: str | Path | None = None,
    *,
    finder: str = DEFAULT_FINDER,
    min_confidence: float = 0.0,
    jobs: int = 1,
    formats: Sequence[str] = DEFAULT_FORMATS,
    store: str = "oxigraph",
    decisions: str | Path | None = None,
    watch: Watch | None = None,
) -> Knowledge:
    """Build the graph of everything below `paths` and return it; with `out`, write it and its exports to that folder.

    `paths` may hold `.jsonl` files that `kg extract` wrote: their attributions are taken as they are.  In `out` stand
    afterwards `statements.jsonl` (the records, by document id), `likenesses.jsonl` (which claims say the same or
    contradict each other), `store/` (the graph), one file a format of `formats`, `index.html` with the folder
    `explorer/` (the explorer), `graph.html` (one picture), `report.json` (counts, failures, problems) and
    `manifest.json` (what it was made of).  All of them take their places together at the end; whatever happens before,
    what was there stays.

    A second build into `out` searches only the documents that are new or changed, and ends in the same bytes as one
    from nothing.  One that was cut off is taken up where it was.

    `finder` is one of `kg.extractors.EXTRACTORS`, or "auto", the best of them that can run.  What is less sure than
    `min_confidence` (0 to 1) is left out of graph, exports and page, with all that stands inside it; in
    `statements.jsonl` it stays, so that another threshold needs no new search.

    `decisions` is a file of `kg.decisions`; where it is not given, `decisions.jsonl` in `out` is, if it is there.  It
    holds for graph, exports and page; `statements.jsonl` stays what was found, so that a decision can be taken back.

    Raises `ReadError` where not one document could be read, `OutputError` where `out` cannot be written or another
    build is at work there, `GraphError` where evidence differs from the text, `DecisionError` where the file of
    decisions cannot be read.

    >>> build(["seeds"]).query("reported-in-answers", topic="restrict exports").rows[0]["actor"]
    'some countries'
    """
    if decisions is not None:
        read_decisions(Path(decisions))  # what is not there is told before the work, not after it
    finder = settled(finder)
    search = partial(_search, finder, jobs)
    if out is None:
        links = Links(partial(shipped_encoder, jobs))
        return _in_memory(Inputs(paths, finder), search, links, min_confidence, decisions, watch)
    from kg import stores

    with working(Path(out)) as place:
        stores.check_place(place.folder / STORE)
        with closing(Known(place)) as known:
            found = collect(place, Inputs(paths, finder, known), search, partial(watch or _unwatched, "documents"))
        if not found.documents:
            raise ReadError(_nothing(found.failures))
        chosen = tuple(name for name in formats if name != _SAME)
        decided = _decisions_file(decisions, place.folder)
        plan = Plan(place, found, known.manifest, finder, chosen, store, decided, min_confidence)
        return _take_over(plan) if plan.is_done else assemble(plan, watch, jobs)


def assemble(plan: Plan, watch: Watch | None = None, jobs: int = 1) -> Knowledge:
    """Make everything of the statements in `plan.place`, put it in its place, and return it."""
    from kg import stores

    made = _make(plan, _links(plan.place, jobs, watch), watch)
    is_on_disk = (plan.place.new / STORE).is_dir()
    if is_on_disk:
        made.close()
    plan.finish()
    return replace(made, graph=stores.STORES[plan.store].open(plan.place.folder / STORE, True)) if is_on_disk else made


def _links(place: Place, jobs: int, watch: Watch | None) -> Links:
    """Return what finds the links between documents; the encoder remembers what earlier builds asked it."""

    def encoding() -> Remembered | None:
        encoder = shipped_encoder(jobs)
        told = partial(watch or _unwatched, "sentences compared")
        return Remembered(encoder, place.private / VECTORS, told) if encoder else None

    return Links(encoding)


def _make(plan: Plan, links: Links, watch: Watch | None) -> Knowledge:
    """Write store, exports, page and report to `plan.place.new`: what is there takes its place with the rest."""
    from kg import exporters, stores, views
    from kg.checks.parts import Parts
    from kg.exporters.source import Source
    from kg.stores.lines import Lines

    new = plan.place.new
    statements = partial(reopen, new / STATEMENTS)
    decided = review(plan.decisions, statements)
    shown = partial(_shown, statements, decided, plan.min_confidence)
    lines = Lines()
    parts = Parts(lines)
    compared = _compared(_counted(shown(), "graph", watch), links, decided, new / LIKENESSES)
    graph = _fresh(stores.STORES[plan.store].build(parts.watched(compared), new / STORE), plan)
    problems = parts.problems(graph)
    for name in plan.formats:
        source = Source(graph, shown, lines)
        exporters.export(source, name, new / exporters.EXPORTERS[name].file_name)
        graph = _fresh(graph, plan)
    del lines, source
    views.write_graph_page(first_page(shown()), new / PAGE)
    give_back()
    views.write_explorer(shown(), new, graph=graph, likenesses=read_likenesses(new / LIKENESSES))
    made = Knowledge(graph, plan.found.failures, tuple(problems), plan.files(LIKENESSES, EXPLORER, PAGE), decided)
    write_report(made, new / REPORT)
    return made


def _fresh(graph: Graph, plan: Plan) -> Graph:
    """Return `graph`, opened anew where it is on the disk, without what its engine keeps of tables that it has read."""
    from kg import stores

    folder = plan.place.new / STORE
    if folder.is_dir():
        graph.close()
        graph = stores.STORES[plan.store].open(folder, True)
    give_back()
    return graph


def _take_over(plan: Plan) -> Knowledge:
    """Return what stands there from an earlier build: nothing has changed since."""
    from kg import stores

    plan.place.commit()
    problems, decided = read_report(plan.place.folder / REPORT)
    graph = stores.STORES[plan.store].open(plan.place.folder / STORE, True)
    return Knowledge(graph, plan.found.failures, problems, plan.files(LIKENESSES, EXPLORER, PAGE), decided)


def _decisions_file(given: str | Path | None, folder: Path) -> Path | None:
    """Return the file of decisions that was named, or the one that stands among the outputs, or None."""
    usual = folder / DECISIONS
    return Path(given) if given is not None else usual if usual.is_file() else None


def _shown(records: Callable[[], Iterable[Record]], decided: Review, least: float) -> Iterator[Record]:
    """Yield the records as graph and page show them."""
    return (surest(decided(record), least) for record in records())


def _compared(
    records: Iterable[Record], links: Links, decided: Review, path: Path | None = None
) -> Iterator[Record | Link]:
    """Yield the records, what their claims are to one another (written to `path` too), what reads what, who is whom."""
    for record in records:
        links.add(record)
        yield record
    found = links.links(decided.settled.apart)
    if path is None:
        yield from found
        return
    with atomic_write(path) as file:
        for link in found:
            if isinstance(link, Likeness):
                file.writelines(dump_likenesses([link]))
            yield link


def _in_memory(
    inputs: Inputs, search: Search, links: Links, least: float, decisions: str | Path | None, watch: Watch | None
) -> Knowledge:
    from kg import stores
    from kg.checks import validate

    failures: list[Failure] = []
    # without earlier builds there are no lines of theirs
    found = (item for _, item in searched(inputs, search) if not isinstance(item, bytes))
    records = successes(found, failures)
    decided = Review()
    if decisions is not None:
        kept = list(records)
        records, decided = iter(kept), review(Path(decisions), lambda: kept)
    shown = _shown(lambda: records, decided, least)
    graph = stores.STORES["memory"].build(_compared(_counted(shown, "documents", watch), links, decided), None)
    return Knowledge(graph, tuple(failures), tuple(validate(graph, evidence=True)), review=decided)


def _nothing(failures: Sequence[Failure]) -> str:
    reasons = "".join(f"\n  {failure.where}: {failure.problem}" for failure in failures[:10])
    return f"not one document could be read{':' + reasons if reasons else '; name files or folders that hold text'}"


def _counted(records: Iterable[Record], stage: str, watch: Watch | None) -> Iterator[Record]:
    for count, record in enumerate(records, 1):
        yield record
        if watch:
            watch(stage, count)


def _unwatched(stage: str, count: int) -> None:
    """Tell nobody."""
