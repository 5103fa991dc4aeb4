"""What the rules find inside what somebody says: who else wants, fears, claims or is accused of something there."""

from __future__ import annotations

import pytest

from test_extractors import rows

INSIDE = {
    "None of the members has asked for such a meeting.": ("None of the members", "has asked for", "such a meeting"),
    "Two members admitted taking the money.": ("Two members", "admitted", "taking the money"),
    "Two members criticised it as too dear.": ("Two members", "criticised", "it as too dear"),
    "Two members insisted on a new vote.": ("Two members", "insisted on", "a new vote"),
    "You warned of a flood.": ("You", "warned of", "a flood"),
    "The bridge was described as safe.": ("", "was described", "The bridge as safe"),
    "The bridge was called a disgrace.": ("", "was called", "The bridge a disgrace"),
    "He was accused of taking the money.": ("", "was accused", "He of taking the money"),
    "His comments against the nurses were wrong.": ("His", "comments against", "the nurses"),
    "Her call for a strike came too late.": ("Her", "call for", "a strike"),
    "Her warning of a flood came too late.": ("Her", "warning of", "a flood"),
    "There are rumours of a strike.": ("", "There are rumours of", "a strike"),
    "We heard rumours of a strike.": ("", "rumours of", "a strike"),
    "The minister has rejected calls to resign.": ("", "calls", "to resign"),
    "Her decision on the bridge came too late.": ("Her", "decision on", "the bridge"),
    "The pilots have no intention of leaving.": ("The pilots", "have no intention of", "leaving"),
    "There was criticism of the mayor.": ("", "There was criticism of", "the mayor"),
    "Her inclination is to wait.": ("Her", "inclination is", "to wait"),
    "The pilots are against the treaty.": ("The pilots", "are against", "the treaty"),
    "As far as I know, the treaty is dead.": ("I", "As far as know", "the treaty is dead"),
    "She has used the word “traitor”.": ("She", "has used the word", "“traitor”"),
    "His use of the phrase “too late” was wrong.": ("His", "use of the phrase", "“too late”"),
}


@pytest.mark.parametrize("sentence", INSIDE)
def test_an_attribution_that_no_clause_opens_is_found(sentence: str) -> None:
    found = [tuple(" ".join(part.split()) for part in row) for row in rows(f"Ann Smith said: {sentence}")]
    assert INSIDE[sentence] in [tuple(part.replace(" … ", " ") for part in row) for row in found]


def test_there_are_cases_of_each_kind() -> None:
    assert len(INSIDE) == 22


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge was called Lund Bridge.",  # a name
        "The plan was praised.",  # nobody need have said so
        "The views of the court are known.",  # whose they are, not of what
        "You know that it rains.",
        "You heard what I said.",
        "Norland adheres to its principle of openness.",
        "She avoided the word “traitor”.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_left(sentence: str) -> None:
    assert rows(f"It rains in Lund. {sentence}") == []
