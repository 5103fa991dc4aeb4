"""How long and with how much memory one call reads and extracts a corpus of a given size."""

from __future__ import annotations

from bench.corpus import Corpus
from bench.harness import Clock, Figure, peak_memory


def measure(corpus: Corpus) -> list[Figure]:
    """Stream the corpus through once; what is found is counted and let go."""
    from kg.model import Record
    from kg.pipeline import observe

    clock = Clock()
    documents = found = 0
    with clock.running():
        for item in observe([corpus.bare]):
            if not isinstance(item, Record):
                raise RuntimeError(f"{item.where}: {item.problem}")
            documents += 1
            found += len(item.attributions)
    if documents != corpus.documents:
        raise RuntimeError(f"{documents} of {corpus.documents} documents came back")
    return [
        Figure("with start", clock.cpu, "CPU-s"),
        Figure("with start, words", corpus.words / clock.cpu, "words/CPU-s"),
        Figure("attributions", found),
        Figure("peak memory", peak_memory(), "MB"),
    ]
