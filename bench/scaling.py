"""How long an archive takes on how many machines: `python -m bench.scaling`.

A simulation of `kg extract --engine dask` chunk by chunk, on the costs below (measured by `python -m bench`), with
documents of uneven length and workers that die; then loading and merging by their measured rates.  It tells where more
machines stop helping.  `docs/scale.md` has its table.
"""

from __future__ import annotations

import argparse
import heapq
import random
from dataclasses import dataclass, replace

CHUNK = 32
"""Documents sent together (`kg.workers`)."""
SAMPLE = 20_000
"""Chunks that are played through; what is beyond them goes on at the same rate."""


@dataclass(frozen=True)
class Costs:
    """CPU seconds a document of 300 words, and what a statement comes to, on one core of a small cloud machine."""

    finding: float = 0.10
    reading: float = 0.00047
    writing: float = 0.00046
    statements: float = 9.0
    triples: float = 50.0
    """A statement, with its evidence."""
    loading: float = 60_000.0
    """Triples a CPU second from statements to the store."""
    merging: float = 40_000.0
    """Triples a CPU second by `kg merge-graphs`."""
    store_bytes: float = 103.0
    """A triple, in Oxigraph on disk."""
    start: float = 10.0
    """Seconds until a worker has its model."""


@dataclass(frozen=True)
class Site:
    """Machines with cores, and the hours that a worker lives on average."""

    machines: int
    cores: int
    hours: float = 200.0

    @property
    def workers(self) -> int:
        return self.machines * self.cores


@dataclass(frozen=True)
class Outcome:
    """Hours of the stages, how busy the workers were, chunks done twice, and how large the graph is."""

    finding: float
    busy: float
    again: int
    loading: float
    merging: float
    triples: float
    terabytes: float


def simulate(documents: int, site: Site, costs: Costs, seed: int = 1) -> Outcome:
    """Play an archive of `documents` documents through."""
    chunks = max(1, documents // CHUNK)
    played = min(chunks, SAMPLE)
    seconds, busy, again = _play(played, site, costs, random.Random(seed))
    rate = (seconds - costs.start) * chunks / played + costs.start
    triples = documents * costs.statements * costs.triples
    return Outcome(
        finding=rate / 3600,
        busy=busy,
        again=round(again * chunks / played),
        loading=triples / site.machines / costs.loading / 3600,
        merging=triples / costs.merging / 3600 if site.machines > 1 else 0.0,
        triples=triples,
        terabytes=triples * costs.store_bytes / 1e12,
    )


def _play(chunks: int, site: Site, costs: Costs, chance: random.Random) -> tuple[float, float, int]:
    """Return the seconds until all chunks are back, the share of time that workers worked, and chunks done again."""
    free = [costs.start] * site.workers
    heapq.heapify(free)
    client = worked = end = 0.0
    again = 0
    for _ in range(chunks):
        client += CHUNK * (costs.reading + costs.writing)  # one process reads, sends, receives and writes
        length = sum(chance.lognormvariate(-0.18, 0.6) for _ in range(CHUNK)) * costs.finding
        begin = max(heapq.heappop(free), client)
        while chance.random() < length / (site.hours * 3600):  # it dies on the way, and another begins anew
            again += 1
            begin += length * chance.random() + costs.start
        heapq.heappush(free, begin + length)
        worked += length
        end = max(end, begin + length)
    return end, worked / (site.workers * end), again


SITES = {
    "a laptop": Site(1, 4),
    "a server": Site(1, 32),
    "10 machines": Site(10, 16),
    "100 machines": Site(100, 16),
}


def main() -> None:
    """Print the table for archives of growing size."""
    parser = argparse.ArgumentParser(prog="python -m bench.scaling", description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=float, action="append", help="size of an archive (repeatable)")
    parser.add_argument("--finding", type=float, default=Costs.finding, help="CPU seconds a document (0.10)")
    options = parser.parse_args()
    costs = replace(Costs(), finding=options.finding)
    print("| documents | on | finding | workers busy | loading | merging | triples | store |")
    print("|---|---|---|---|---|---|---|---|")
    for documents in options.documents or (1e5, 1e6, 1e7, 1.1e8):
        for name, site in SITES.items():
            found = simulate(int(documents), site, costs)
            cells = (f"{documents:,.0f}", name, _time(found.finding), f"{found.busy:.0%}", _time(found.loading))
            rest = (_time(found.merging) if found.merging else "–", f"{found.triples:.2g}", f"{found.terabytes:.2g} TB")
            print("| " + " | ".join((*cells, *rest)) + " |")


def _time(hours: float) -> str:
    return f"{hours * 60:.0f} min" if hours < 1 else f"{hours:.1f} h" if hours < 48 else f"{hours / 24:.0f} days"


if __name__ == "__main__":
    main()
