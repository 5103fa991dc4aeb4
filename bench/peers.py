"""`python -m bench.peers`: attributions by this package and by textacy, on the same documents in the same run.

The documents are those of PolNeAR's development part, which no model here was trained on.  Scored is what
`kg evaluate --outermost` scores; the words a CPU-second hold everything from text to attributions, parsing included,
on one processor, beside the bare spaCy pipeline that both use.  textacy is a peer and no dependency:
`pip install textacy`.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.corpus import count_words
from bench.harness import Clock
from kg.evaluation import Tally, evaluate, read_records
from kg.model import Attribution, Document, Record, Spans

if TYPE_CHECKING:
    from spacy.language import Language

Finder = Callable[[Document], Record]


def main() -> int:
    """Print one line a finder: F1 and words a CPU-second; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with dev.jsonl")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth document (1: all)")
    options = parser.parse_args()
    try:
        import textacy
    except ImportError as error:
        print(f"textacy cannot be imported ({error}); run: pip install textacy", file=sys.stderr)
        return 1
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    gold = read_records(options.corpus / "dev.jsonl")[:: options.every]
    finders: dict[str, Finder] = {"kg extract": _ours, f"textacy {textacy.__version__}": _textacy, "bare spaCy": _bare}
    words = sum(count_words(record.document.text) for record in gold)
    print(f"{len(gold)} documents, {words:,} words")
    print(f"{'':16}{'attributed':>12}{'exact':>8}{'direct':>8}{'words/CPU-s':>13}")
    for name, (predicted, clock) in compare(gold, finders).items():
        print(f"{name:16}{_scores(gold, predicted)}{words / clock.cpu:>13,.0f}")
    return 0


def compare(gold: Sequence[Record], finders: dict[str, Finder]) -> dict[str, tuple[list[Record], Clock]]:
    """Return what each finder makes of the documents and its clock; they run by turns, after one warming turn."""
    results: dict[str, tuple[list[Record], Clock]] = {name: ([], Clock()) for name in finders}
    for find in finders.values():
        find(gold[0].document)
    for record in gold:
        for name, find in finders.items():
            with results[name][1].running():
                found = find(record.document)
            results[name][0].append(found)
    return results


def _scores(gold: Sequence[Record], predicted: Sequence[Record]) -> str:
    outer = evaluate(gold, predicted, outermost=True).attribution
    direct = evaluate(gold, predicted, outermost=True, direct=True).attribution["attributed"]
    tallies: list[Tally] = [outer["attributed"], outer["exact"], direct]
    return "".join(f"{tally.f1:>{width}.1f}" for tally, width in zip(tallies, (12, 8, 8), strict=True))


def _ours(document: Document) -> Record:
    from kg.pipeline import extract_and_link

    (record,) = extract_and_link([document])
    if not isinstance(record, Record):
        raise RuntimeError(f"{record.where}: {record.problem}")
    return record


@cache
def _pipeline() -> Language:
    """The pipeline as it comes; `kg.language.load` makes it faster."""
    import spacy

    from kg.language import PIPELINE

    return spacy.load(PIPELINE)


def _bare(document: Document) -> Record:
    _pipeline()(document.text)
    return Record(document)


def _textacy(document: Document) -> Record:
    """Paragraph by paragraph, the kinder way: of a text with an odd number of quotation marks textacy gives nothing."""
    from textacy.extract import direct_quotations

    places = [match.span() for match in re.finditer(r"[^\n]+", document.text)]
    docs = _pipeline().pipe(document.text[start:end] for start, end in places)
    found = []
    for (start, _), doc in zip(places, docs, strict=True):
        with suppress(ValueError):
            found += [_attribution(quote, start) for quote in direct_quotations(doc)]
    return Record(document, tuple(found))


def _attribution(quote: Any, shift: int) -> Attribution:
    source, cue, content = (_spans(tokens, shift) for tokens in (quote.speaker, quote.cue, quote.content))
    return Attribution(source=source, cue=cue, content=content)


def _spans(tokens: Any, shift: int) -> Spans:
    """From the first to the last of some tokens."""
    words = list(tokens)
    return ((shift + words[0].idx, shift + words[-1].idx + len(words[-1])),) if words else ()


if __name__ == "__main__":
    sys.exit(main())
