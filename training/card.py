"""The tables of the model card: scores by construction and by publisher, and how far a confidence can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kg.evaluation import evaluate
from kg.evaluation.alignment import Found, Pair
from kg.model import Record

PRONOUNS = frozenset(["he", "she", "it", "they", "i", "we", "you", "who", "him", "her", "them"])
NOUNS = re.compile(
    r"(tion|sion|ment|ism|ity|ence|ance|ncy)s?$|^(plan|claim|report|poll|survey|study|view|belief|idea|hope|fear|call|"
    r"promise|pledge|vow|threat|argument|remark|comment|speech|tweet|letter|message|interview|question|answer|word|"
    r"opinion|support|criticism|doubt|concern|warning|request|demand|proposal|offer|response|reason|theory|notion|"
    r"analysis|advice|decision|attack|charge|complaint)s?$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+[“\"‘']?[A-Z]")


def words_of(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The characters of a role, its parts joined."""
    return " ".join(text[begin:end] for begin, end in spans)


def quoted_share(text: str, spans: Sequence[tuple[int, int]]) -> float:
    """Share of a content's characters that stands inside double quotation marks."""
    inside = [match.span() for match in re.finditer('[“"][^”"\n]*[”"]?', text)]
    size = sum(end - begin for begin, end in spans)
    return sum(max(0, min(e, end) - max(b, begin)) for b, e in spans for begin, end in inside) / max(1, size)


def constructions(record: Record, found: Found) -> Iterator[str]:
    """The constructions a gold attribution belongs to; the first of them is always how directly it quotes."""
    text, one = record.document.text, found.attribution
    share = quoted_share(text, one.content)
    yield "direct" if share >= 0.5 else "mixed" if share else "indirect"
    source, cue, content = (words_of(text, spans) for spans in (one.source, one.cue, one.content))
    if not one.source:
        yield "no source"
    if source.lower() in PRONOUNS:
        yield "pronoun source"
    if "?" in content[-3:]:
        yield "question"
    if any(NOUNS.search(word) for word in re.findall(r"\w+", cue)):
        yield "noun cue"
    if SENTENCE_END.search(content):
        yield "several sentences"
    if len(one.content) > 1:
        yield "content in parts"


def recall_table(
    gold: Sequence[Record],
    predicted: Sequence[Record],
    kinds: Callable[[Record, Found], Iterator[str]],
) -> list[str]:
    """Markdown rows: how many gold attributions of a kind, how many found, how many with the right source."""
    total, content, attributed = Counter[str](), Counter[str](), Counter[str]()
    for ours, theirs in zip(gold, predicted, strict=True):
        pair = Pair(ours, theirs, direct=False, outermost=False)
        for i, one in enumerate(pair.gold):
            names = list(kinds(ours, one))
            total.update(names)
            if i in pair.match:
                other = pair.predicted[pair.match[i]]
                content.update(names)
                size = len(one.source) + len(other.source)
                if not size or 2 * len(one.source & other.source) / size >= 0.5:
                    attributed.update(names)
    rows = ["| construction | gold | content found | and right source |", "| --- | ---: | ---: | ---: |"]
    return rows + [
        f"| {name} | {n} | {content[name]} ({100 * content[name] / n:.1f} %) | "
        f"{attributed[name]} ({100 * attributed[name] / n:.1f} %) |"
        for name, n in total.most_common()
    ]


def publisher_table(gold: Sequence[Record], predicted: Sequence[Record]) -> list[str]:
    """Markdown rows: F1 by publisher (what stands before the first underscore of an id)."""
    rows = [
        "| publisher | articles | gold | content | attributed | full | exact |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in sorted({record.document.id.split("_")[0] for record in gold}):
        pairs = [(g, p) for g, p in zip(gold, predicted, strict=True) if g.document.id.split("_")[0] == name]
        scores = evaluate([g for g, _ in pairs], [p for _, p in pairs]).attribution
        levels = " | ".join(str(scores[level].f1) for level in ("content", "attributed", "full", "exact"))
        rows.append(f"| {name} | {len(pairs)} | {scores['full'].gold} | {levels} |")
    return rows


def score_table(gold: Sequence[Record], predicted: Sequence[Record]) -> list[str]:
    """Markdown rows: every measure, overall and for direct quotations."""
    rows = ["| measure | of | P | R | F1 | gold | predicted |", "| --- | --- | ---: | ---: | ---: | ---: | ---: |"]
    for title, direct in (("all", False), ("direct quotations", True)):
        scores = evaluate(gold, predicted, direct=direct)
        for group, tallies in (("token", scores.token), ("span", scores.span), ("attribution", scores.attribution)):
            for name, tally in tallies.items():
                p, r, f = tally.rates
                rows.append(f"| {group} {name} | {title} | {p} | {r} | **{f}** | {tally.gold} | {tally.predicted} |")
    return rows


def calibration_table(right: Sequence[float], confidence: Sequence[float], bins: int = 8) -> list[str]:
    """Markdown rows: predictions by confidence, and how many of them have the right content and source."""
    rows = ["| confidence | predictions | mean confidence | right |", "| --- | ---: | ---: | ---: |"]
    ordered = sorted(zip(confidence, right, strict=True))
    for n in range(bins):
        part = ordered[len(ordered) * n // bins : len(ordered) * (n + 1) // bins]
        if part:
            believed, true = (sum(column) / len(part) for column in zip(*part, strict=True))
            rows.append(f"| {part[0][0]:.2f}–{part[-1][0]:.2f} | {len(part)} | {believed:.2f} | {true:.2f} |")
    return rows
