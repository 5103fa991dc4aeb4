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
    "Those people would like to get a boat.": ("Those people", "would like", "to get a boat"),
    "The mayor's remarks in Osthavn about the harbour were wrong.": (
        "The mayor",
        "remarks about",
        "the harbour",
    ),
    "Growing objections from the union concerning the tax were heard.": (
        "the union",
        "objections from concerning",
        "the tax",
    ),
    "The loud debate about the harbour goes on.": ("", "debate about", "the harbour"),
    "This has little to do with the warnings of attacks.": ("", "warnings of", "attacks"),
    "She has said some critical things about the council.": (
        "She",
        "has said some critical things about",
        "the council",
    ),
    "The reference that he made was to the mayor.": ("he", "reference was to", "the mayor"),
    "It is, we believe, the best plan.": ("we", "believe", "It is the best plan"),
    "If anybody was hurt, I apologise.": ("I", "apologise", "If anybody was hurt"),
    "We want an answer.": ("We", "want", "an answer"),
    "She hinted at a sale.": ("She", "hinted at", "a sale"),
    "I said ‘utter rubbish’.": ("I", "said", "‘utter rubbish’"),
    "Two members exchanged views on the plan.": ("Two members", "exchanged views on", "the plan"),
    "I am curious what you think about the plan.": ("I", "am curious", "what you think about the plan"),
    "It had no plans to block the strait.": ("It", "had no plans", "to block the strait"),
    "He is unhappy about what she sees as an insult.": ("she", "sees", "what as an insult"),
    "What the mayor calls a success is a failure.": ("the mayor", "calls", "What a success"),
    "The radio quoted him saying that the plan is bad.": ("him", "saying", "that the plan is bad"),
    "We heard media reports that the plan is bad.": ("media", "reports", "that the plan is bad"),
    "They struggled to parse Ann's vow Tuesday at the congress to “wipe out” the fleet.": (
        "Ann",
        "vow",
        "to “wipe out” the fleet",
    ),
}


@pytest.mark.parametrize("sentence", INSIDE)
def test_an_attribution_that_no_clause_opens_is_found(sentence: str) -> None:
    found = [tuple(" ".join(part.split()) for part in row) for row in rows(f"Ann Smith said: {sentence}")]
    assert INSIDE[sentence] in [tuple(part.replace(" … ", " ") for part in row) for row in found]


def test_there_are_cases_of_each_kind() -> None:
    assert len(INSIDE) == 42


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
        "You would like to get a boat.",
        "He exploited Ann's vow Tuesday at the congress to win.",
        "Her vow on Monday was loud.",
        "The promise by Christmas is about the harbour.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_left(sentence: str) -> None:
    assert rows(f"It rains in Lund. {sentence}") == []


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("“He said ‘the plan is bad’,” Ann Smith said.", ("He", "said", "‘the plan is bad’")),
        (
            "“He said, ‘The plan is bad. Leave it.’ I did not,” Ann Smith said.",
            ("He", "said", "‘The plan is bad. Leave it.’"),
        ),
        (
            "“My mother told me ‘go home and wait’, so I went,” Ann Smith said.",
            ("My mother", "told", "‘go home and wait’"),
        ),
        ("“He said ‘the boys’ plan is bad’,” Ann Smith said.", ("He", "said", "‘the boys’ plan is bad’")),
    ],
)
def test_a_quotation_inside_a_quotation_is_whole(text: str, row: tuple[str, str, str]) -> None:
    """Single marks inside double ones are a quotation of their own, which a plural's apostrophe does not end."""
    assert row in rows(text)
