"""Scores predicted attributions against hand-annotated ones.

Only word tokens (runs of letters, digits and `_`) count, so quotation marks and punctuation never decide.  Per role:
the tokens, and the exact spans (all tokens of a role equal).  Per attribution, after a greedy one-to-one matching of
contents (Jaccard index of their tokens at least 0.5): `content` was found, also `attributed` to the right source (Dice
coefficient at least 0.5, or no source on either side), also in `full` (cues overlap, or there is none on either side),
and `exact` (all three roles equal).

On matched attributions the further fields are judged too, and the links between them: who stands inside whom
(`nesting`), what interprets what, what answers what.  A role (`speaker_role`) is right where its words are mostly the
gold's, wherever they stand.  A field or link that the gold never uses is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from kg.errors import RecordError
from kg.evaluation.alignment import Found, Pair
from kg.evaluation.files import read_records
from kg.evaluation.scores import FIELDS, HEADER, LEVELS, LINKS, Scores, Tally
from kg.ids import actor_key
from kg.model import ROLES, Attribution, Record, text_of

__all__ = ["HEADER", "Scores", "Tally", "evaluate", "evaluate_files", "read_records"]


def evaluate(
    gold: Iterable[Record], predicted: Iterable[Record], *, direct: bool = False, outermost: bool = False
) -> Scores:
    """Return how far `predicted` agrees with `gold`, documents matched by id.

    `direct` judges only attributions at least half of whose content stands inside quotation marks.  `outermost` leaves
    nested attributions out on both sides, for a gold that marks no others.  Raises `RecordError` where the two have no
    document in common, an id comes twice, or one id stands for two different texts.

    >>> from kg.model import Document
    >>> ann = Attribution(source=((0, 3),), cue=((4, 8),), content=((9, 11),))
    >>> gold = Record(Document(id="a", text="Ann said no."), (ann,))
    >>> evaluate([gold], [gold]).attribution["exact"].f1
    100.0
    """
    judged, guesses = _by_id(gold, "gold"), _by_id(predicted, "predictions")
    common = judged.keys() & guesses.keys()
    if not common:
        raise RecordError(_nothing_in_common(judged, guesses))
    scores = Scores(len(judged), len(judged) - len(common), len(guesses) - len(common))
    used = _used(judged.values())
    for identity, record in judged.items():
        guess = guesses.get(identity, Record(record.document))
        if guess.document.text != record.document.text:
            raise RecordError(f"document {identity!r}: its text differs between gold and predictions; extract again")
        _score(scores, Pair(record, guess, direct=direct, outermost=outermost), used)
    return scores


def evaluate_files(gold: Path, predicted: Path, *, direct: bool = False, outermost: bool = False) -> Scores:
    """Return the scores of one JSON Lines file against another; see `evaluate` and `read_records`."""
    judged = read_records(gold)
    texts = {record.document.id: record.document.text for record in judged}
    return evaluate(judged, read_records(predicted, texts=texts), direct=direct, outermost=outermost)


def _by_id(records: Iterable[Record], what: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        if record.document.id in found:
            raise RecordError(f"document {record.document.id!r} stands twice in the {what}; keep one of them")
        found[record.document.id] = record
    return found


def _nothing_in_common(gold: Mapping[str, Record], predicted: Mapping[str, Record]) -> str:
    if not gold or not predicted:
        return f"nothing to compare: {len(gold)} gold and {len(predicted)} predicted documents; give both"
    first = f"gold starts with {next(iter(gold))!r}, the predictions with {next(iter(predicted))!r}"
    return f"gold and predictions have no document id in common ({first}); extract from the gold's own documents"


def _score(scores: Scores, pair: Pair, used: frozenset[str]) -> None:
    for role in ROLES:
        ours, theirs = [getattr(f, role) for f in pair.gold], [getattr(f, role) for f in pair.predicted]
        _add_sets(scores.token[role], frozenset().union(*ours), frozenset().union(*theirs))
        _add_sets(scores.span[role], frozenset(filter(None, ours)), frozenset(filter(None, theirs)))
    matched = [(pair.gold[i], pair.predicted[j]) for i, j in pair.match.items()]
    reached = [_levels(ours, theirs) for ours, theirs in matched]
    for level in LEVELS:
        right = sum(level in levels for levels in reached)
        scores.attribution[level].add(right, len(pair.predicted), len(pair.gold))
    for name, link in LINKS.items():
        if link in used:
            _add_links(scores.link[name], pair, link)
    for name in FIELDS:
        if name in used:
            values = [(_value(pair, ours, name), _value(pair, theirs, name)) for ours, theirs in matched]
            _add_field(scores.field[name], name, values)


def _value(pair: Pair, found: Found, name: str) -> Any:
    """The value of a field; of a role its words, for it is said in more places than one."""
    value = getattr(found.attribution, name)
    if name == "speaker_role":
        return frozenset(re.findall(r"\w+", text_of(pair.text, value).casefold())) if value else None
    return value


def _add_sets(tally: Tally, gold: frozenset[Any], predicted: frozenset[Any]) -> None:
    tally.add(len(gold & predicted), len(predicted), len(gold))


def _levels(gold: Found, predicted: Found) -> set[str]:
    levels = {"content"}
    sizes = len(gold.source) + len(predicted.source)
    if not sizes or 2 * len(gold.source & predicted.source) / sizes >= 0.5:
        levels.add("attributed")
        if gold.cue & predicted.cue or not (gold.cue or predicted.cue):
            levels.add("full")
    if all(getattr(gold, role) == getattr(predicted, role) for role in ROLES):
        levels.add("exact")
    return levels


def _add_links(tally: Tally, pair: Pair, link: str) -> None:
    ours, theirs = _links(pair.gold, link), _links(pair.predicted, link)
    match = pair.match
    translated = {(match[child], match[target]) for child, target in ours if child in match and target in match}
    tally.add(len(translated & theirs), len(theirs), len(ours))


def _links(found: list[Found], link: str) -> set[tuple[int, int]]:
    place = {f.index: i for i, f in enumerate(found)}
    targets = ((i, getattr(f.attribution, link)) for i, f in enumerate(found))
    return {(i, place[target]) for i, target in targets if target in place}


def _add_field(tally: Tally, name: str, values: list[tuple[Any, Any]]) -> None:
    judged = [(ours, theirs) for ours, theirs in values if ours is not None]
    same = _SAME.get(name, _is_equal)
    tally.add(sum(same(ours, theirs) for ours, theirs in judged), len(judged), len(judged))


def _same_actor(ours: str, theirs: str | None) -> bool:
    return theirs is not None and _without_article(ours) == _without_article(theirs)


def _same_role(ours: frozenset[str], theirs: frozenset[str] | None) -> bool:
    """Tell whether the words of two roles are mostly the same: "director of the mint", "the director"."""
    return theirs is not None and 2 * len(ours & theirs) / (len(ours) + len(theirs)) >= 0.5


def _is_equal(ours: object, theirs: object) -> bool:
    return ours == theirs


_SAME: Final[Mapping[str, Callable[..., bool]]] = {
    "actor": _same_actor,
    "outlet": _same_actor,
    "speaker_role": _same_role,
}


def _without_article(name: str) -> str:
    return re.sub(r"^(the|an?) ", "", actor_key(name))


def _used(records: Iterable[Record]) -> frozenset[str]:
    """Return the fields and links that the gold uses at all: those that differ from the default somewhere."""
    default = Attribution(content=((0, 1),))
    attributions = [attribution for record in records for attribution in record.attributions]
    names = (*FIELDS, *LINKS.values())
    return frozenset(n for n in names if any(getattr(a, n) != getattr(default, n) for a in attributions))
