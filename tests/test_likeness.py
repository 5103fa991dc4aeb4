"""The same claim elsewhere: what is the same, the opposite, or another matter, and how far comparing goes."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import pytest

from builders import HOSTILE, all_records, said
from kg.likeness import Comparison, likenesses
from kg.model import Attribution, Document, Record
from kg.model.claims import RELATIONS, Likeness


def document(identity: str, claim: str, actor: str | None = None, **values: Any) -> Record:
    """Return a document that holds one claim and no word more."""
    kind = "person" if actor else None
    whole = ((0, len(claim)),)
    return Record(
        Document(id=identity, text=claim), (Attribution(content=whole, actor=actor, actor_type=kind, **values),)
    )


def relation(one: str, other: str, **values: Any) -> str | None:
    """Return how two claims of two documents are alike."""
    found = likenesses([document("a", one), document("b", other, **values)])
    assert len(found) <= 1
    return found[0].relation if found else None


CASES = [
    ("“The gates stay closed until the spring,”", "the gates stay closed until the spring", "verbatim"),
    (
        "We fed them all. The whole tower hummed for a minute, and then it stopped.",
        "“The whole tower hummed”",
        "verbatim",
    ),
    ("The whole tower hummed for a long minute.", "whole tower hummed for a long minute", "verbatim"),
    ("our goalkeeper saved three penalties", "our goal keeper saved 3 penalties", "verbatim"),
    ("the harbour doesn't need a colour code", "the harbor does not need a color code", "verbatim"),
    ("prices rose by four percent in March", "in March, prices have risen by 4%", "paraphrase"),
    ("prices rose by four percent in March", "prices rose by 14 percent in March", "contradicts"),
    ("prices rose in March", "prices fell in March", "contradicts"),
    ("the council knew of the leak", "the council never knew of the leak", "contradicts"),
    ("the council did not know of the leak", "the council never knew of the leak", "paraphrase"),
    ("no fewer than 40 houses burned down", "40 houses burned down", "verbatim"),
    ("Orsel will leave the league in May", "Tarn will leave the league in May", None),
    ("a man from Orsel will leave the league", "a man from Tarn will leave the league", None),
    ("Tarn beat Orsel in the final", "Orsel beat Tarn in the final", None),
    ("the dam was built in 1931", "the dam holds nine million cubic metres", None),
    ("yes", "yes", None),
    ("it is what it is", "it is what it is", None),
]


@pytest.mark.parametrize(("one", "other", "expected"), CASES)
def test_two_claims(one: str, other: str, expected: str | None) -> None:
    """Marks, spelling and figures make no difference; a number, a negation, an opposite or a name does."""
    assert relation(one, other) == expected
    assert relation(other, one) == expected


def test_a_surname_and_a_first_letter_make_one_speaker_only_where_that_is_all_that_is_written() -> None:
    """Claims of "Jane Smith" and "J. Smith" are likelier one than those of Jane and of John Smith."""

    def score(actor: str) -> float:
        one = document("a", "prices rose by four percent in March", "Jane Smith")
        (found,) = likenesses([one, document("b", "in March, prices have risen by 4%", actor)])
        return found.score

    assert score("J. Smith") == score("Jane Smith") > score("John Smith")


def test_what_is_denied_is_contradicted_by_whoever_says_it() -> None:
    """The content of a denial has the words of what is denied."""
    assert relation("the ship carried weapons", "the ship carried weapons", speech_act="denying") == "contradicts"


def test_a_sentence_of_a_long_turn_is_found() -> None:
    """A turn is cut into sentences, so that a quotation of one of them is linked to the turn."""
    turn = " ".join(f"Point {n} concerns chapter {n} of the treaty." for n in range(40))
    turn += " Whoever treats hunger as a tool will answer for it. That is all."
    assert relation(turn, "“whoever treats hunger as a tool will answer for it”") == "verbatim"


def test_questions_and_what_nobody_said_claim_nothing() -> None:
    """A question and a negated cue put nothing forward."""
    words = "the ship carried weapons"
    assert relation(words, words, kind="question") is None
    assert relation(words, words, cue_negated=True) is None


def test_a_repetition_inside_one_document_counts_and_its_own_parts_do_not() -> None:
    """Twice in one document is a likeness; a claim is not like what stands inside it."""
    text = "Ann said the ship carried weapons. Later Ann repeated: the ship carried weapons. Bo said Ann saw it sink."
    outer = said(text, "Bo", "said", "Ann saw it sink")
    inner = said(text, "Ann", "saw", "it sink", parent=2)
    first = said(text, "Ann", "said", "the ship carried weapons")
    start = text.index("the ship", 40)
    second = Attribution(content=((start, start + len("the ship carried weapons")),))
    (found,) = likenesses([Record(Document(id="a", text=text), (first, second, outer, inner))])
    assert (found.first, found.second, found.relation) == (("a", first.content), ("a", second.content), "verbatim")


def test_a_report_of_a_claim_is_not_the_claim() -> None:
    """ "Bo has said that X" is linked to another report, not to X, which is linked to the X inside."""
    text = "The Times writes that Bo has said that the ship carried weapons."
    outer = said(text, "The Times", "writes", "that Bo has said that the ship carried weapons")
    inner = said(text, "Bo", "has said", "that the ship carried weapons", parent=0)
    report = Record(Document(id="b", text=text), (outer, inner))
    (found,) = likenesses([document("a", "the ship carried weapons"), report])
    assert found.second == ("b", inner.content)


def crowd(number: int, seed: int = 0) -> list[Record]:
    """Return documents of which many say the same and all have much in common."""
    chance = random.Random(seed)
    things = ("bridge", "dam", "tower", "ship", "mill", "school", "road", "tunnel", "harbour", "market")
    records = []
    for n in range(number):
        thing, will, days = chance.choice(things), chance.choice(("will", "will not")), chance.randint(2, 30)
        claim = f"the {thing} in the old town {will} be closed for {days} days"
        records.append(document(f"{n:05}", claim, f"Speaker {chance.randint(0, 9)}"))
    return records


def test_the_order_of_documents_changes_nothing() -> None:
    """The same records in any order give the same likenesses."""
    records = [*crowd(120), *all_records()]
    expected = likenesses(records)
    random.Random(1).shuffle(records)
    assert expected == sorted(expected) == likenesses(records)
    assert {item.relation for item in expected} >= {"verbatim", "contradicts"}


def test_work_grows_with_the_documents_and_not_with_their_square() -> None:
    """Blocks are bounded: a claim is compared with so many others at most, however alike all of them are."""
    number = 2_000
    comparison = Comparison()
    for record in crowd(number):
        comparison.add(record)
    assert list(comparison.likenesses())
    assert number < comparison.compared < 25 * number


def test_a_thousand_times_the_same_is_linked_throughout() -> None:
    """What all say is not linked each with each, but nobody is left out."""
    found = likenesses([document(f"{n:04}", "the gates stay closed until the spring") for n in range(1_000)])
    assert {place[0] for item in found for place in (item.first, item.second)} == {f"{n:04}" for n in range(1_000)}
    assert len(found) < 10_000
    assert all(after.first[0] <= before.second[0] for before, after in pairwise(found))


def test_hostile_and_odd_text_is_compared_like_any_other() -> None:
    """Nothing in a text breaks the comparison, and all that comes out is a legal likeness."""
    odd = [HOSTILE, "", " ", "…", "0", "1/0 %", "’" * 50, "one million million billion", "a" * 5_000, "x " * 5_000]
    records = [document(f"{n}{side}", text or "-") for n, text in enumerate(odd) for side in "ab"]
    found = likenesses([*records, *all_records()])
    assert all(isinstance(item, Likeness) and item.relation in RELATIONS and 0 <= item.score <= 1 for item in found)
