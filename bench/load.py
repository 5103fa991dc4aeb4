"""How `kg serve` answers many clients at once: `python -m bench.load`.

First one client asks the named questions for a while, then several do, each as soon as it has its answer.  What is told
is the time within which 95 of 100 answers came, and how many times that of a single client it is.  Two kinds of clients
are measured: those who ask something else each time, of words and names drawn from the graph, so that no answer helps
another; and those who ask the same questions again, as pages and dashboards do.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import httpx

from bench.asking import NARROWED
from bench.corpus import make
from bench.dressing import dressed
from bench.harness import machine

PORT: Final = 8643
PATIENCE: Final = 300.0
"""Seconds that a client waits for an answer."""
_NAMES: Final = "SELECT DISTINCT ?value { ?a kg:actorName ?value } ORDER BY ?value LIMIT 500"
_TOPICS: Final = "SELECT DISTINCT ?value { ?t a kg:Topic ; skos:prefLabel ?value } ORDER BY ?value LIMIT 500"
_IDS: Final = "SELECT ?value { ?d a kg:Document ; dcterms:identifier ?value } ORDER BY ?value LIMIT 500"

Ask = tuple[str, dict[str, str]]
"""A named question and its parameters."""


@dataclass
class Outcome:
    """Seconds that each answer took, by question, and what was answered in place of rows."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def within(self, share: float) -> float:
        """Return the seconds within which `share` of all answers came."""
        taken = sorted(second for each in self.seconds.values() for second in each)
        return taken[min(len(taken) - 1, int(share * len(taken)))]

    @property
    def answers(self) -> int:
        """How many answers there were."""
        return sum(map(len, self.seconds.values()))


class Questions:
    """The named questions one after another; `anew` draws other words and names for each."""

    def __init__(self, url: str, *, anew: bool) -> None:
        from kg import queries

        self._asks = [(name, NARROWED.get(name, {})) for name in queries.names() if queries.describe(name).columns]
        self._values: dict[str, list[str]] = {}
        if anew:
            self._values = {
                "topic": _drawn(url, _TOPICS),
                "actor": _drawn(url, _NAMES),
                "remark": _drawn(url, _NAMES),
                "document": _drawn(url, _IDS),
            }

    def of(self, client: int) -> Iterator[Ask]:
        """Yield what a client asks, without end; each begins at another question."""
        chance, turn = random.Random(client), client * 3
        while True:
            name, given = self._asks[turn % len(self._asks)]
            turn += 1
            yield name, {key: chance.choice(self._values.get(key) or [value]) for key, value in given.items()}


async def ask(url: str, questions: Questions, clients: int, seconds: float) -> Outcome:
    """Let `clients` ask for `seconds`; what was begun by then is waited for."""
    outcome, until = Outcome(), time.perf_counter() + seconds
    await asyncio.gather(*(_client(url, questions.of(number), until, outcome) for number in range(clients)))
    return outcome


async def _client(url: str, asks: Iterator[Ask], until: float, outcome: Outcome) -> None:
    async with httpx.AsyncClient(base_url=url, timeout=PATIENCE, trust_env=False) as http:
        while (begun := time.perf_counter()) < until:
            name, given = next(asks)
            answer = await http.get(f"/api/queries/{name}", params=given)
            outcome.seconds.setdefault(name, []).append(time.perf_counter() - begun)
            if answer.status_code != 200:
                outcome.errors.append(f"{name} {given}: {answer.status_code} {answer.text[:100]}")


def _drawn(url: str, query: str) -> list[str]:
    params = {"query": query}
    rows = httpx.get(f"{url}/sparql", params=params, timeout=PATIENCE, trust_env=False).raise_for_status().json()
    return [row["value"]["value"] for row in rows["results"]["bindings"]]


@contextmanager
def serving(store: Path, options: Sequence[str]) -> Iterator[str]:
    """Run `kg serve` on the store and give its address."""
    url, command = f"http://127.0.0.1:{PORT}", [sys.executable, "-m", "kg", "serve", "--store", str(store)]
    process = subprocess.Popen([*command, "--port", str(PORT), *options], stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                httpx.get(f"{url}/health", trust_env=False).raise_for_status()
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def build(corpus: Path, folder: Path, documents: int) -> Path:
    """Return a store of so many documents made of the corpus' paragraphs; about 600 triples each."""
    from kg.pipeline import reopen
    from kg.stores import STORES

    made = make(corpus, folder, documents, paragraphs=8, seed=1)
    STORES["oxigraph"].build(dressed(reopen(made.annotated), seed=1), folder / "store").close()
    return folder / "store"


def measure(store: Path, clients: int, seconds: float, options: Sequence[str] = ()) -> None:
    """Print a table: what one client and several waited, asking anew and asking again."""
    print(f"{'':34}{'answers':>9}{'errors':>8}{'half s':>9}{'95 % s':>9}{'times one':>11}")
    for title, anew in (("asking something else each time", True), ("asking the same again", False)):
        with serving(store, options) as url:  # a new one, which knows no answer
            questions = Questions(url, anew=anew)
            one = asyncio.run(ask(url, questions, 1, seconds))
        with serving(store, options) as url:
            several = asyncio.run(ask(url, questions, clients, seconds))
        print(title)
        for name, found in ((f"  {1} client", one), (f"  {clients} clients", several)):
            half, most = found.within(0.5), found.within(0.95)
            line = f"{name:34}{found.answers:9}{len(found.errors):8}{half:9.3f}{most:9.3f}"
            print(f"{line}{most / one.within(0.95):11.2f}", flush=True)
            print("".join(f"    {error}\n" for error in sorted(set(found.errors))), end="")


def main() -> None:
    """Build a graph, or take the one that is named, and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--documents", type=int, default=1600, help="documents of the graph (1600, a million triples)")
    parser.add_argument("--store", type=Path, help="a store to ask, in place of one made of documents")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--serve", default="", help='options for kg serve ("--workers 4")')
    options = parser.parse_args()
    print("\n".join(f"{name:24} {value}" for name, value in machine().items()))
    with TemporaryDirectory() as folder:
        store = options.store or build(options.corpus, Path(folder), options.documents)
        measure(store, options.clients, options.seconds, options.serve.split())


if __name__ == "__main__":
    main()
