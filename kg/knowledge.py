"""What a build gives: the graph, and what there is to say about how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.decisions import Review
from kg.model import Failure, Record
from kg.model.claims import ActorLink, Likeness

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Graph

    from kg.checks import Problem
    from kg.queries import Answer


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

    def likenesses(self) -> Iterator[Likeness]:
        """Yield which claims say the same or contradict each other, by their places."""
        from kg import graph

        return graph.likenesses(self.graph)

    def actor_links(self) -> Iterator[ActorLink]:
        """Yield who is probably the same under two names in different documents."""
        from kg import graph

        return graph.actor_links(self.graph)

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

    def load(
        self,
        url: str,
        state: str | Path,
        watch: Callable[[int], None] = lambda count: None,
        *,
        beside: bool | None = None,
    ) -> str | None:
        """Put the graph in place of the one that the graph store at `url` holds, at once where the server can do that.

        A load that is cut off is taken up by the next one with the same file `state`; `watch` is told the triples
        sent; `beside` says whether they go to a graph beside it first (`kg.stores.loading.load`).  Returns why readers
        saw a part of it meanwhile, `None` where they did not.  Raises `StoreError` where the
        server cannot be reached or refuses.
        """
        from tempfile import TemporaryDirectory

        from kg.stores import loading

        with TemporaryDirectory(dir=Path(state).parent) as folder:
            lines = Path(folder) / "graph.nt"
            self.export("ntriples", lines)
            return loading.load(lines, url, Path(state), watch, beside=beside)

    def to_networkx(self) -> MultiDiGraph:
        """Return actors, claims and documents as nodes, who said, asked and reported what as edges."""
        from kg import exporters

        return exporters.to_networkx(self.graph)

    def to_dataframe(self) -> DataFrame:
        """Return a pandas data frame (extra `pandas`) with a row a statement, the columns of the table of statements.

        Offsets are code points, half-open.  Raises `ExportError` without pandas.
        """
        from kg.notebook import frame

        return frame(self.records())

    def _repr_html_(self) -> str:
        """Return what a notebook shows: how much there is, and the first statements."""
        from kg.notebook import table

        return table(self.counts(), self.records())


def open_store(path: str | Path) -> Knowledge:
    """Return the graph that stands in `path`: a store's folder, an output folder of `build`, or an RDF file."""
    from kg.stores import open_graph

    return Knowledge(open_graph(Path(path)))
