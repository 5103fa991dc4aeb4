"""How many pronouns that are sources in real articles are resolved to the right actor: `python -m bench.pronouns`.

`pronouns.json` holds, for ten articles of PolNeAR's development part, where each such pronoun stands and by which names
it may be called, resolved by hand; no text.  A pronoun that means nobody in particular has no name, and is right where
it is left open.  The articles' own attributions are linked, so that what the finders miss does not count here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from kg.errors import SaidgraphError
from kg.ids import actor_key
from kg.model import Attribution, Record, Span

RESOLVED: Final[dict[str, list[tuple[int, int, list[str]]]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)
"""Document → start, end and names of each pronoun."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What became of one pronoun: the names that are right, and the actor it was given, None where left open."""

    document: str
    span: Span
    names: tuple[str, ...]
    actor: str | None

    @property
    def is_right(self) -> bool:
        """Whether the actor is one of the names, or none where there is none."""
        if self.actor is None or not self.names:
            return self.actor is None and not self.names
        return _plain(self.actor) in {_plain(name) for name in self.names}


def pronouns(corpus: Path) -> list[Pronoun]:
    """Return every pronoun of the ten articles with the actor found; `corpus` is PolNeAR's `dev.jsonl`.

    Raises `SaidgraphError` where the file cannot be read or an article is missing.
    """
    from kg.evaluation import read_records

    records = {record.document.id: record for record in read_records(corpus)}
    if missing := sorted(RESOLVED.keys() - records.keys()):
        raise SaidgraphError(f"{corpus} has no article {missing[0]!r}; give PolNeAR's dev.jsonl")
    return [one for record in _linked([records[name] for name in RESOLVED]) for one in _of(record)]


def _linked(records: list[Record]) -> Iterator[Record]:
    from kg.extractors import Finding, find
    from kg.linking import link

    for record, finding in zip(records, find([r.document for r in records], finder="rules"), strict=True):
        if not isinstance(finding, Finding):
            raise SaidgraphError(f"{finding.where}: {finding.problem}")
        yield link(Record(record.document, tuple(map(partial(_formed, record), record.attributions))), finding.mentions)


def _formed(record: Record, attribution: Attribution) -> Attribution:
    """The corpus marks no forms, which a finder tells: direct where all of the content stands in quotation marks."""
    from kg.extractors.quotations import quotations

    text = record.document.text
    for start, end in attribution.content:
        first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
        quotes = quotations(text, first, last if last >= 0 else len(text))
        if not any(low <= start and end <= high for low, high in quotes):
            return attribution
    return replace(attribution, form="direct")


def _of(record: Record) -> Iterator[Pronoun]:
    actors = {(a.source[0][0], a.source[-1][1]): a.actor for a in record.attributions if a.source}
    for start, end, names in RESOLVED[record.document.id]:
        if (start, end) not in actors:
            raise SaidgraphError(f"{record.document.id}: no source at {start}–{end}; the corpus is another version")
        yield Pronoun(record.document.id, (start, end), tuple(names), actors[start, end])


def _plain(name: str) -> str:
    key = actor_key(name)
    return key.removeprefix("the ").removeprefix("a ").removeprefix("an ")


def main() -> int:
    """Print each article's pronouns and how many are right."""
    parser = argparse.ArgumentParser(prog="python -m bench.pronouns", description="Measure how pronouns are resolved.")
    default = Path("../shared/data/polnear/dev.jsonl")
    parser.add_argument("--corpus", type=Path, default=default, help="PolNeAR's dev.jsonl")
    try:
        found = pronouns(parser.parse_args().corpus)
    except SaidgraphError as problem:
        print(problem, file=sys.stderr)
        return 1
    for name in RESOLVED:
        here = [one for one in found if one.document == name]
        print(f"{sum(one.is_right for one in here):4} of {len(here):3}  {name}")
    right = sum(one.is_right for one in found)
    print(f"{right:4} of {len(found):3}  {100 * right / len(found):.1f} of 100 pronouns have the right actor")
    print(f"{sum(one.actor is None for one in found):4} were left open")
    return 0


if __name__ == "__main__":
    sys.exit(main())
