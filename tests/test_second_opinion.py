"""Borders that the parse and the quotation marks put right in what the model read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extractors import trained
from kg.extractors.edges import completed
from kg.extractors.finishing.relays import with_cited
from kg.extractors.prepared import Candidate, prepare_doc
from kg.extractors.second_opinion import revised
from kg.language import load
from kg.model import Spans, text_of

CASES = {
    "a quotation that the model leaves before its end": (
        "“We checked every bolt. Nothing is loose,” Ann Koh said.",
        ("Ann Koh", "said", ["We checked every bolt."]),
        ["“We checked every bolt. Nothing is loose,”"],
    ),
    "the second part of an interrupted quotation": (
        "“The bridge,” Ann Koh said, “is safe. Nothing is loose.”",
        ("Ann Koh", "said", ["“The bridge,”", "“is safe."]),
        ["“The bridge,”", "“is safe. Nothing is loose.”"],
    ),
    "marks around the cue belong to somebody else": (
        "“The mayor said that the bridge was safe, but who knows?” Bo Lind asked.",
        ("The mayor", "said", ["that the bridge was safe"]),
        ["that the bridge was safe"],
    ),
}


def places(text: str, phrases: list[str]) -> Spans:
    return tuple((text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases)


@pytest.mark.parametrize("case", CASES)
def test_a_content_has_the_whole_of_a_quotation(case: str) -> None:
    """What is quoted is said as a whole, wherever the model stopped; what is quoted with the cue is not."""
    text, (source, cue, content), wanted = CASES[case]
    read = Candidate(places(text, [source]), places(text, [cue]), places(text, content), "trained")
    found = revised(prepare_doc(load()(text)), read, [])
    assert found is not None
    assert [text[start:end] for start, end in found.content] == wanted


def test_a_noun_between_cue_and_content_is_lost_to_neither() -> None:
    """ "Called for dismissal of the clerk": nobody called for the clerk; an addressee is no part of what was said."""
    text = "The two members called for dismissal of the clerk."
    read = Candidate(
        places(text, ["The two members"]),
        places(text, ["called for dismissal of"]),
        places(text, ["the clerk"]),
        "trained",
    )
    rule = replace(read, cue=places(text, ["called for"]), content=places(text, ["dismissal of the clerk"]))
    found = revised(prepare_doc(load()(text)), read, [rule])
    assert found is not None
    assert [text[start:end] for start, end in (*found.cue, *found.content)] == ["called for", "dismissal of the clerk"]


def test_a_noun_of_saying_stays_with_its_light_verb() -> None:
    """ "Offered an explanation for": a rule that has the noun for the object of "offered" does not end the cue."""
    text = "The town offered an explanation for the flood."
    read = Candidate(
        places(text, ["The town"]), places(text, ["offered an explanation for"]), places(text, ["the flood"]), "trained"
    )
    rule = replace(read, cue=places(text, ["offered"]), content=places(text, ["an explanation for the flood"]))
    assert revised(prepare_doc(load()(text)), read, [rule]) == read


def test_sorry_for_is_a_cue_with_its_verb() -> None:
    text = "Ann Koh has said sorry for the delay."
    read = Candidate(
        places(text, ["Ann Koh"]), places(text, ["has said"]), places(text, ["sorry for the delay"]), "trained"
    )
    rule = Candidate(
        read.source, places(text, ["has said sorry for"]), places(text, ["the delay"]), "reporting_adjectives.object"
    )
    found = revised(prepare_doc(load()(text)), read, [rule])
    assert found is not None
    assert (found.cue, found.content) == (rule.cue, rule.content)


def test_what_a_noun_between_claims_is_not_signalled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second piece of a content that is the clause of a noun outside it belongs to that noun."""
    claim = "that the new tax on bread and salt hurts the poor children of the two lower towns"
    text = f"Ann Koh signalled a shift in policy after years of complaints {claim}."
    content = places(text, ["a shift in policy", claim])
    read = Candidate(places(text, ["Ann Koh"]), places(text, ["signalled"]), content, "trained", 0.9)
    monkeypatch.setattr(trained, "_read", lambda prepared, ruled: [read])
    found = trained.find(prepare_doc(load()(text)))
    assert [c.content for c in found if c.cue == read.cue] == [content[:1]]


SOURCES = {
    "blamed without an agent": ("The soldiers have been blamed for the flood.", "The soldiers", "blamed for", ""),
    "blamed by somebody": ("The soldiers have been blamed by Ann for it.", "Ann", "been blamed by", "Ann"),
    "in criticism": ("Ann Koh has faced sharp criticism for the delay.", "Ann Koh", "faced sharp criticism for", ""),
    "a state": ("Ann Koh was convinced that the bridge was safe.", "Ann Koh", "was convinced", "Ann Koh"),
    "who reports behind a comma": (
        "Ann Koh resigned, reported Radio Holm on Monday.",
        "",
        "reported",
        "Radio Holm",
    ),
    "a state of mind": ("Traders were relieved that it rained.", "Traders", "were relieved", "Traders"),
    "a thing before who speaks of it": (
        "They dig -- a tunnel Orland says it needs to drain the mine.",
        "a tunnel Orland",
        "says",
        "Orland",
    ),
    "doing": (
        "Ann Koh, speaking to voters in Oslo, said no.",
        "Ann Koh, speaking to voters in Oslo,",
        "said",
        "Ann Koh",
    ),
    "who": ("Ann Koh, who was born, said no.", "Ann Koh, who was born", "said", "Ann Koh, who was born"),
}


@pytest.mark.parametrize("case", SOURCES)
def test_who_is_blamed_says_nothing_and_what_a_speaker_does_is_not_the_name(case: str) -> None:
    """The subject of a passive is who it is said of; a relative clause stays with the source, a participle does not."""
    text, source, cue, wanted = SOURCES[case]
    behind = text[text.index(cue) + len(cue) :].strip()
    content = behind if source else text[: text.index(",")]
    read = Candidate(places(text, [source] if source else []), places(text, [cue]), places(text, [content]), "trained")
    found = revised(prepare_doc(load()(text)), read, [])
    assert found is not None
    assert " ".join(text[start:end] for start, end in found.source) == wanted


EDGES = {
    "a preposition whose noun is left out": (
        "Ann Koh said he slept at one of the inns on Monday.",
        ("Ann Koh", "said", ["he slept at"]),
        ("Ann Koh", ["he slept at one of the inns"]),
    ),
    "an article": (
        "Ann Koh said that he had a gun, and left.",
        ("Ann Koh", "said", ["that he had a"]),
        ("Ann Koh", ["that he had a gun"]),
    ),
    "a reason": (
        "The court paused the rule while it considered the matter, said Ann Koh.",
        ("Ann Koh", "said", ["The court paused the rule while"]),
        ("Ann Koh", ["The court paused the rule while it considered the matter"]),
    ),
    "the beginning of a relative clause": (
        "Ann Koh said they broke the rules, which the court in Oslo has upheld.",
        ("Ann Koh", "said", ["they broke the rules, which the"]),
        ("Ann Koh", ["they broke the rules"]),
    ),
    "an and": (
        "Ann Koh said the rain was over and Bo Lind wept.",
        ("Ann Koh", "said", ["the rain was over and"]),
        ("Ann Koh", ["the rain was over"]),
    ),
    "a question beside its answer": (
        "Asked about the vote, Ann Koh said: “We lost by far.”",
        ("Ann Koh", "said", ["the vote", "“We lost by far.”"]),
        ("Ann Koh", ["“We lost by far.”"]),
    ),
    "the subject of what is quoted": (
        "Rain in May, Ann Koh said, “is quite rare here.”",
        ("Ann Koh", "said", ["Rain in May", "“is quite rare here.”"]),
        ("Ann Koh", ["Rain in May", "“is quite rare here.”"]),
    ),
    "a day at the end of a source": (
        "Koh on Monday said that it rained.",
        ("Koh on", "said", ["that it rained"]),
        ("Koh", ["that it rained"]),
    ),
    "who is not meant": (
        "Not everyone said that it rained.",
        ("everyone", "said", ["that it rained"]),
        ("Not everyone", ["that it rained"]),
    ),
    "a relative pronoun": (
        "It was a move that traders read as a warning.",
        ("that traders", "read as", ["a warning"]),
        ("traders", ["a warning"]),
    ),
    "a condition alone": (
        "Ann Koh can tell that if it rains in the hills, the people of the lower town will be wet.",
        ("Ann Koh", "can tell", ["that if it rains in the hills"]),
        ("Ann Koh", ["that if it rains in the hills, the people of the lower town will be wet"]),
    ),
    "a gerund behind what it is about": (
        "Ann Koh gave instructions on keeping the river clean.",
        ("Ann Koh", "gave instructions on keeping", ["the river clean"]),
        ("Ann Koh", ["keeping the river clean"]),
    ),
    "an article before a cue": (
        "He read the warning from Ann Koh that it would rain.",
        ("Ann Koh", "warning from", ["that it would rain"]),
        ("Ann Koh", ["that it would rain"]),
    ),
    "what something is of": (
        "Ann Koh questioned the handling of wet permits in May.",
        ("Ann Koh", "questioned", ["the handling"]),
        ("Ann Koh", ["the handling of wet permits"]),
    ),
    "a noun from before the source": (
        "Speaking to “Lokalno,” Ann Koh said that it was raining.",
        ("Ann Koh", "said", ["“Lokalno,”", "that it was raining"]),
        ("Ann Koh", ["that it was raining"]),
    ),
    "a time alone": (
        "Ann Koh said as she got letters, she burned them in the yard.",
        ("Ann Koh", "said", ["as she got letters"]),
        ("Ann Koh", ["as she got letters, she burned them in the yard"]),
    ),
    "a comma behind": (
        "But it will rain by far, said Ann Koh.",
        ("Ann Koh", "said", ["But it will rain by far,"]),
        ("Ann Koh", ["But it will rain by far"]),
    ),
    "a comma that is quoted": (
        "“It will rain by far,” said Ann Koh.",
        ("Ann Koh", "said", ["“It will rain by far,”"]),
        ("Ann Koh", ["“It will rain by far,”"]),
    ),
    "a hyphen": (
        "The embassy called the reading far-fetched.",
        ("The embassy", "called", ["the reading far"]),
        ("The embassy", ["the reading far-fetched"]),
    ),
    "an and between two parts": (
        "Ann Koh said the rain was over and took the umbrella down.",
        ("Ann Koh", "said", ["the rain was over", "took the umbrella down"]),
        ("Ann Koh", ["the rain was over and took the umbrella down"]),
    ),
    "a word in marks before its noun": (
        "Ann Koh said that they would pay for such “silly” acts.",
        ("Ann Koh", "said", ["that they would pay for such “silly”"]),
        ("Ann Koh", ["that they would pay for such “silly” acts"]),
    ),
    "a day of a month": (
        "Ann Koh said that they would meet on Sept. 18, or never.",
        ("Ann Koh", "said", ["that they would meet on Sept."]),
        ("Ann Koh", ["that they would meet on Sept. 18"]),
    ),
    "a number": (
        "Ann Koh said that it sold less than 180,000 tons.",
        ("Ann Koh", "said", ["that it sold less than 180"]),
        ("Ann Koh", ["that it sold less than 180,000 tons"]),
    ),
    "the subject of a clause": (
        "The pact raises doubts about what the mayor calls “a fine bond” of the towns.",
        ("", "raises doubts about", ["what the mayor"]),
        ("", ["what the mayor calls “a fine bond” of the towns"]),
    ),
    "what belongs to the last noun": (
        "Ann Koh was opposed to a role in the project.",
        ("Ann Koh", "was opposed to", ["a role"]),
        ("Ann Koh", ["a role in the project"]),
    ),
    "a verb without its participle": (
        "Ann Koh asked if the plan for the valley was working well.",
        ("Ann Koh", "asked", ["if the plan for the valley was"]),
        ("Ann Koh", ["if the plan for the valley was working well"]),
    ),
    "a comma between two parts": (
        "It says “should”, not “must”.",
        ("It", "says", ["“should”", "not “must”"]),
        ("It", ["“should”, not “must”"]),
    ),
}
CUES = {
    "a gerund behind what it is about": "gave instructions on",
    "an article before a cue": "the warning from",
}


@pytest.mark.parametrize("case", EDGES)
def test_no_role_ends_inside_a_phrase_and_no_shred_stands_beside_a_quotation(case: str) -> None:
    """A phrase that the model broke off is completed, or the word that hangs is cut; quotations stand by themselves."""
    text, (source, cue, content), wanted = EDGES[case]
    read = Candidate(places(text, [source] if source else []), places(text, [cue]), places(text, content), "trained")
    found = completed(prepare_doc(load()(text)), read)
    assert (text_of(text, found.source), [text[s:e] for s, e in found.content]) == wanted
    assert [text[s:e] for s, e in found.cue] == [CUES.get(case, cue)]


def test_there_are_twenty_seven_cases_of_edges() -> None:
    assert len(EDGES) == 27


ENDS = {
    "a question behind": (
        "You said that it would open this year. When exactly?",
        ("You", "said", "that it would open this year. When exactly"),
        ("You", "said", "that it would open this year"),
    ),
    "a quotation that asks": (
        "Ann Koh said “we go. When exactly?”",
        ("Ann Koh", "said", "“we go. When exactly"),
        ("Ann Koh", "said", "“we go. When exactly?”"),
    ),
    "who is spoken to": (
        "Martin, the speaker's office says you knew it.",
        ("Martin, the speaker's office", "says", "you knew it"),
        ("the speaker's office", "says", "you knew it"),
    ),
    "an apposition": (
        "Ann Koh, the mayor, says you knew it.",
        ("Ann Koh, the mayor", "says", "you knew it"),
        ("Ann Koh, the mayor", "says", "you knew it"),
    ),
    "also": (
        "Ann Koh also said that you knew it.",
        ("Ann Koh", "also said", "that you knew it"),
        ("Ann Koh", "said", "that you knew it"),
    ),
    "a relative pronoun": (
        "The paper carried an article that accused Ann Koh of fraud.",
        ("", "that accused", "Ann Koh of fraud"),
        ("an article", "accused", "Ann Koh of fraud"),
    ),
    "there": (
        "There are many complaints about the river.",
        ("", "complaints about", "the river"),
        ("", "There are many complaints about", "the river"),
    ),
}


@pytest.mark.parametrize("case", ENDS)
def test_a_turn_s_addressee_and_its_next_question_belong_to_nobody(case: str) -> None:
    """Each text is the turn of a speaker; of words beside a cue only the "there" it needs is the cue's."""
    text, (source, cue, content), wanted = ENDS[case]
    prepared = prepare_doc(load()(text))
    prepared = replace(prepared, units=[replace(unit, turn=0) for unit in prepared.units])
    read = Candidate(places(text, [source] if source else []), places(text, [cue]), places(text, [content]), "trained")
    rule = replace(read, cue=places(text, [wanted[1]]))
    found = revised(prepared, read, [rule])
    assert found is not None
    assert tuple(" ".join(text[s:e] for s, e in role) for role in (found.source, found.cue, found.content)) == wanted


def test_a_content_that_stops_between_two_words_goes_on_to_where_a_rule_ends_it() -> None:
    text = "Our people talk to the embassy every day, Ann Koh said, but it rains."
    read = Candidate(places(text, ["Ann Koh"]), places(text, ["said"]), places(text, ["Our people talk"]), "trained")
    rule = replace(read, content=places(text, ["Our people talk to the embassy every day"]))
    found = revised(prepare_doc(load()(text)), read, [rule])
    assert found is not None
    assert found.content == rule.content


def test_a_reason_that_is_cited_is_no_source() -> None:
    text = "Ann Koh, citing the risk of frost, said that the race was off."
    prepared = prepare_doc(load()(text))
    said = Candidate(
        places(text, ["Ann Koh"]), places(text, ["said"]), places(text, ["that the race was off"]), "trained"
    )
    assert with_cited(prepared, [said]) == [said]
    quoting = text.replace("the risk of frost", "two officials")
    said = replace(said, cue=places(quoting, ["said"]), content=places(quoting, ["that the race was off"]))
    assert len(with_cited(prepare_doc(load()(quoting)), [said])) == 2
