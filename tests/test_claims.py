"""How well likenesses are found: pairs of claims written for it, all compared with all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from kg.likeness import Comparison, shipped_encoder
from kg.model import Attribution, Document, Record

PAIRS = yaml.safe_load((Path(__file__).parent / "gold" / "claims.yaml").read_text("utf-8"))
FLOORS = {
    "words": {"verbatim": (16, 16), "paraphrase": (6, 10), "contradicts": (16, 16)},
    "words and meaning": {"verbatim": (16, 16), "paraphrase": (12, 14), "contradicts": (16, 16)},
}
"""Of each relation: how many pairs are found, at least, and in how many links, at most."""


def document(identity: str, claim: str, actor: str | None = None) -> Record:
    """Return a document that holds one claim and no word more."""
    said = Attribution(content=((0, len(claim)),), actor=actor, actor_type="person" if actor else None)
    return Record(Document(id=identity, text=claim), (said,))


@pytest.mark.parametrize("told_by", FLOORS)
def test_pairs_of_claims_reach_their_floors(told_by: str) -> None:
    """Of 120 pairs, each with everything: what is linked is mostly right, and nothing is linked across pairs."""
    assert Counter(pair[0] for pair in PAIRS) == {"verbatim": 16, "paraphrase": 48, "contradicts": 24, "none": 32}
    comparison = Comparison(shipped_encoder if told_by == "words and meaning" else None)
    for number, (_, first, second, *actors) in enumerate(PAIRS):
        one, other = actors or (None, None)
        comparison.add(document(f"{number:03}a", first, one))
        comparison.add(document(f"{number:03}b", second, other))
    found = list(comparison.likenesses())
    assert {item.first[0][:3] == item.second[0][:3] for item in found} == {True}
    right = Counter(item.relation for item in found if PAIRS[int(item.first[0][:3])][0] == item.relation)
    given = Counter(item.relation for item in found)
    print(f"right {dict(right)}, of {dict(given)}")
    for relation, (least, most) in FLOORS[told_by].items():
        assert right[relation] >= least
        assert given[relation] <= most
