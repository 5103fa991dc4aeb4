"""Which remark is meant: denials and readings that hardly say so in words, linked to what they are about."""

from __future__ import annotations

import pytest

from kg.extractors import Finding, find
from kg.linking import link
from kg.model import Attribution, Document, text_of
from kg.remarks import relate


def related(text: str) -> list[tuple[str, Attribution]]:
    """Return what the rules find in a text, related, each with its cue."""
    (found,) = find([Document(id="x", text=text)], finder="rules")
    assert isinstance(found, Finding), found
    return [(text_of(text, a.cue), a) for a in relate(link(found.record, found.mentions)).attributions]


DENIALS = [
    ("Ann Lee claimed that the mill cheats. Bob Ray denied that.", "denied"),
    ("Ann Lee accused Bob Ray of hiding the accounts. It rained. Bob Ray rejected the accusation.", "rejected"),
    ("The Post reported that the mill will close. The report was denied by the owner.", "was denied"),
    ("Ann Lee said that the mill will close. Bob Ray called the claim absurd.", "called"),
    ("Ann Lee said that the mill will close. Bob Ray said that no such plan exists.", "said"),
    ("Ann Lee said that the mill will close. Bob Ray said the claim was false.", "said"),
    ("Ann Lee said that the mill will close. “That is simply not true,” Bob Ray said.", "said"),
    ("Ann Lee said that the mill sold the boats. Bob Ray said that the boats were lent, not sold.", "said"),
    ("The Post said that rents rose. Ann Lee said that wages fell. Bob Ray refuted the claim of the Post.", "refuted"),
    ("Ann Lee said that the mill cheated farmers. “We never cheated anybody,” Bob Ray said.", "said"),
    ("Ann Lee accused Bob Ray of fraud, which he denies.", "denies"),
    ("Ann Lee reads the speech as a threat. Bob Ray said this was taking something out of context.", "said"),
    ("Ann Lee read the speech as a jab at Rome. Bob Ray denied that it was directed at anybody.", "denied"),
    ("Ann Lee called the drills a rehearsal for war, an accusation the ministry denied.", "denied"),
    ("The Post reported that Bob Ray is in talks. It rained. Bob Ray denied that any talks were held.", "denied"),
    ("The Post said that the mill will close. Bob Ray poured cold water on the report.", "poured cold water on"),
    ("The Post said that the mill will close. Bob Ray brushed off the claim.", "brushed off"),
    ("Ann Lee said that the mill will close. Bob Ray brushed aside those fears.", "brushed aside"),
    ("Ann Lee said that the mill will close. The mayor played down her fears.", "played down"),
    ("Ann Lee said that the mill will close. The mayor rubbished the claim.", "rubbished"),
    ("Claim: The mill is full of sand. Verdict: False.", "Verdict"),
    ("Ann Lee said that the mill will close. Bob Ray characterized the claim as without merit.", "characterized"),
    ("Ann Lee said that the mill will close. “There is no truth in the report,” Bob Ray said.", "said"),
    ("Ann Lee read the speech as the opening shot of a tax. Bob Ray denied that any tax was planned.", "denied"),
    ("Ann Lee read the speech as a threat. Bob Ray rejected that interpretation on Sunday evening.", "rejected"),
    ("Ann Lee said that a list had been drawn up. “There isn't a list,” Bob Ray said.", "said"),
    ("Ann Lee read the speech as a threat. Bob Ray said that such an interpretation is untenable.", "said"),
    ("Ann Lee said that the mill will close. Bob Ray called this “fantasy”.", "called"),
    ("Ann Lee accused Bob Ray of theft. Bob Ray denied theft. “I did not say any such thing,” Bob Ray said.", "said"),
    ("Ann Lee said that the mill will close. Bob Ray said: “Also rubbish. Read the accounts.”", "said"),
    ("Ann Lee said that the mill is illegal. “You were incorrect,” said Bob Ray. “There is no such law.”", "said"),
    ("Ann Lee reads the speech as a threat. “Things have been misinterpreted,” Bob Ray said.", "said"),
    ("Ann Lee said that a meeting is held. Bob Ray said he was not aware of any such meeting.", "said"),
]


@pytest.mark.parametrize(("text", "cue"), DENIALS)
def test_a_denial_that_only_points_is_linked_to_the_first_claim(text: str, cue: str) -> None:
    found = related(text)
    assert [(c, a.denies) for c, a in found if c == cue][-1:] == [(cue, 0)]
    assert found[0][1].denies is None


HEAD = "Lund warns Norland over fish\n\nOSTHAVN - Fisheries Minister Ida Lund spoke to a crowd on Monday.\n\n"
BETWEEN = (
    "Most of the catch has been sold to Norland for years.\n\nThe crowd applauded. A brass band played.\n\n"
    "The harbour master, Olaf Brinck, said that he had not seen so many people on the quay since the war.\n\n"
)
TELLINGS = {
    "given": HEAD + "“We will not forget who stood with us,” Lund said.\n\n{}",
    "told": HEAD + "Lund said that the country would not forget who stood with it.\n\n{}",
    "far": HEAD + "“We will not forget who stood with us,” Lund said.\n\n" + BETWEEN + "{}",
    "below": "Lund warns Norland over fish\n\nOSTHAVN - Fisheries Minister Ida Lund caused a stir with a remark. "
    "{}\n\n“We will not forget who stood with us,” Lund told the crowd.",
}
"""One remark: in its own words, in others, with half a story behind it, and told after what was made of it."""
READ = [
    ("Her spokesman said she was referring to the budget.", "given told far below"),
    ("She was apparently referring to Norland, which left the pact last week.", "given told far below"),
    ("The comment was viewed by some as a direct dig at King Otto.", "given told far below"),
    ("The comments were widely seen as a shot at the mayor.", "given told far below"),
    ("Opposition leaders said the remarks amounted to blackmail.", "given told far below"),
    ("Lund later clarified that she was only talking about sport.", "given told far"),
    ("“What she meant was that the traders should pay,” her press secretary said.", "given told far"),
    ("“What (the) PM meant by that was that the traders should pay,” said an aide.", "given told"),
    ("Opposition leader Karl Brandt called Lund's words “a slap in the face”.", "given told far below"),
    ("“It's a threat, pure and simple,” opposition leader Karl Brandt said.", "given told far"),
    ("“I think she was sending a message to Norland,” said Ada Holm, an analyst.", "given told far below"),
    ("“That tells me they are preparing to leave,” said Ada Holm, an analyst.", "given"),
    ("“The way I read it, she is leaving the door open,” said Ada Holm, an analyst.", "given"),
    ("Ada Holm, an analyst, said the language left the door open to talks.", "given far"),
    ("Traders interpreted the speech to mean that a ban will come.", "given told far below"),
    ("It was an apparent reference to Norland, which left the pact last week.", "given told"),
    ("Some saw the comment as aimed at the king.", "given told far below"),
    ("Lund insisted the comment was not aimed at Norland.", "given told far below"),
    ("Lund said she had been quoted out of context, and that she had been joking in her remarks.", "given far below"),
    ("Supporters said the minister had merely stated a fact.", "given told far"),
    ("“Those are fighting words,” said Ada Holm, an analyst.", "given far"),
    ("“The message is that nobody is safe,” said Ada Holm, an analyst.", "given told far"),
    ("Ada Holm, an analyst, believes the minister was talking to her own voters.", "given told far"),
    ("“She's basically saying that the pact is dead,” said Ada Holm, an analyst.", "given told far"),
    ("“It sounded to me like a threat,” said Ada Holm, an analyst.", "given told far"),
    ("“It's clear she wants to leave the pact,” said Ada Holm, an analyst.", "given told"),
    ("Some newspapers suggested the minister was hinting at an election.", "given told far"),
    ("Lund told the Herald that her remark had been misunderstood: she had meant the traders.", "given"),
    ("Norland denounced the remark as a declaration of war.", "given told far below"),
    ("Lund sought to clarify the remark, saying that she had only spoken about the traders.", "given far"),
    ("Her words, which many in Norland heard as a threat, were printed in all papers.", "given told far below"),
]


def sayings_in(text: str, part: str) -> list[Attribution]:
    start = text.index(part)
    return [a for _, a in related(text) if start <= a.start < start + len(part)]


@pytest.mark.parametrize(("reading", "telling"), [(r, t) for r, tellings in READ for t in tellings.split()])
def test_a_reading_finds_its_remark_however_it_is_told(reading: str, telling: str) -> None:
    text = TELLINGS[telling].format(reading)
    (remark,) = (i for i, (_, a) in enumerate(related(text)) if "not forget" in text_of(text, a.content))
    assert remark in {a.interprets for a in sayings_in(text, reading) if a.kind == "interpretation"}


def test_readings_were_asked_of_in_every_telling() -> None:
    assert sum(len(tellings.split()) for _, tellings in READ) == 93


CLAIMED = (
    "Opposition leader Karl Brandt {} in secret.\n\nThe quota is worth nine million crowns a year.\n\n"
    "Fishermen in the harbour said that they had heard nothing of a sale.\n\n"
)
CHARGES = ("said that Fisheries Minister Ida Lund had sold the quota", "accused Minister Ida Lund of selling the quota")
DEFENCES = [
    "Lund strongly denied ever having spoken to Norland.",
    "“That is a lie,” Lund said.",
    "“I have never sold anything to anybody,” Lund said.",
    "“Nothing was sold,” Lund said.",
    "Lund said there was no truth in the allegation.",
    "Lund called Brandt's claim “a fairy tale”.",
    "Her spokesman said the story was made up.",
    "The ministry refuted the allegations.",
    "Lund said Brandt was lying.",
    "“He is lying,” Lund said.",
    "A ministry official, who asked not to be named, denied the report.",
]


@pytest.mark.parametrize("defence", DEFENCES)
@pytest.mark.parametrize("charge", CHARGES)
def test_who_is_charged_denies_the_charge_and_not_what_others_say(charge: str, defence: str) -> None:
    text = CLAIMED.format(charge) + defence
    (claim,) = (i for i, (_, a) in enumerate(related(text)) if a.actor == "Karl Brandt" and a.start < 60)
    assert claim in {a.denies for a in sayings_in(text, defence)} <= {claim, None}


def test_a_claim_that_is_not_accepted_is_denied() -> None:
    text = "They did not accept the allegation that the mill is full of sand."
    (found,) = find([Document(id="x", text=text)])
    assert isinstance(found, Finding)
    assert [a.denies for a in relate(found.record).attributions] == [1, None]


def test_a_denial_points_at_a_claim_and_not_at_a_cry_or_at_another_denial() -> None:
    text = (
        "The words were read as a threat to the crowd. It met him with chants of “Hodge out”."
        " Bob Ray insisted that was not the case."
    )
    found = related(text)
    assert [found[a.denies][1].kind for c, a in found if c == "insisted" and a.denies is not None] == ["interpretation"]
    text = "Ann Lee said that the mill will close. Dan Fox said the claim was wrong. Bob Ray said the claim is false."
    assert [a.denies for c, a in related(text)][1:] == [0, 0]


def test_who_sets_a_reading_right_in_the_lead_denies_what_is_read_below() -> None:
    text = (
        "Anna Berg says she never intended to imply that crews are lazy.\n\n"
        "Berg was in trouble last week when her comments in the Herald seemed to indicate that she was tired.\n\n"
        "“Whoever gets up early earns more, and that is that,” she said."
    )
    found = related(text)
    assert [found[a.denies][0] for c, a in found if a.denies is not None][:1] == ["to indicate"]


def test_a_flat_no_to_a_question_of_its_own_denies_nothing_told_before_it() -> None:
    told = "Q: Ann Lee says that the mill is sinking. {}\nA: Absolutely not. We went to the mill."
    assert [a.denies for _, a in related(told.format("Is that so?")) if a.form == "turn"] == [None, 1]
    asked = told.format("Has the owner failed to pay what he promised?")
    assert [a.denies for _, a in related(asked) if a.form == "turn"] == [None, None]


def test_a_denial_may_be_told_before_its_claim() -> None:
    found = related("Bob Ray rejected the allegations of the Post. The Post had claimed that the scales were false.")
    assert [(c, a.denies) for c, a in found] == [("rejected", 1), ("had claimed", None)]
    found = related("Bob Ray denied that he was planning to resign, after the Post reported that he had left.")
    assert [found[a.denies][0] for c, a in found if c == "denied" and a.denies is not None] == ["reported"]


def test_an_answer_that_does_not_recognise_what_is_claimed_denies_it() -> None:
    found = related(
        "Q: The union claimed that the mill dumped steel. Is that so?\n\nA: I do not recognise that description."
    )
    assert [found[a.denies][0] for _, a in found if a.form == "turn" and a.denies is not None] == ["claimed"]


def test_a_turn_that_rejects_the_turn_before_denies_what_was_told_there() -> None:
    found = related("Ann Lee: The union says that the mill dumped steel.\n\nBob Ray: I gave no such order.")
    assert [found[a.denies][0] for _, a in found if a.form == "turn" and a.denies is not None] == ["says"]


@pytest.mark.parametrize(
    ("question", "answer", "denied"),
    [
        ("Was she wrong?", "She was, and I rang her that evening.", True),
        ("Was she wrong?", "She was not.", False),
        ("Is she right?", "No, she is not.", True),
        ("Is she right?", "She is.", False),
        ("Is she wrong?", "Completely. It was a joke.", True),
        ("Is she right?", "Completely. It was a threat.", False),
        ("Do you dispute that?", "I do. It was a joke.", True),
        ("Do you dispute that?", "I do not.", False),
        ("Will you tell us whether she was right?", "I am grateful. She was not. I spoke of the sea.", True),
    ],
)
def test_a_verdict_that_is_asked_for_denies_or_does_not(question: str, answer: str, denied: bool) -> None:
    found = related(f"Q: The mayor took your sentence as a threat to the town. {question}\n\nA: {answer}")
    assert [a.denies for _, a in found if a.form == "turn"] == [None, 1 if denied else None]


def test_there_has_been_no_offer_denies_that_somebody_was_offered_something() -> None:
    found = related(
        "Q: The Post reported that you have been offered a job in Rome.\n\nA: There has been no offer. I stay."
    )
    assert [found[a.denies][0] for _, a in found if a.denies is not None] == ["reported"]


def test_that_sentence_is_what_was_said_right_before() -> None:
    text = (
        "“At no time have we hinted at a closure,” said Ann Lee. What she had said was that every pit has its season."
        " Several papers interpreted that sentence as the announcement of a sale."
    )
    found = related(text)
    assert [found[a.interprets][0] for c, a in found if c == "interpreted" and a.interprets is not None] == [
        "What … had said was"
    ]


TWO_MINDS = [
    "Ann Lee said that the mill sold the boats. There will be no such luck for the mill, said observers.",
    "Ann Lee said that the mill will sell the boats. Bob Ray said that the mill has no money for boats.",
    "Ann Lee said that the boats sell well. Bob Ray said that not only the boats sell well.",
    "Ann Lee said that the mill sold the boats. Bob Ray said that he would not sell the boats.",
    "Ann Lee said that the mill does not rule out a sale of boats. Bob Ray said that it cannot rule out selling boats.",
    "Ann Lee praised the mill. Bob Ray said that nobody sells the mill's boats.",
    "Ann Lee said that the mill sold the boats. Bob Ray said that the price was not wrong for untrue friends.",
    "Ann Lee said that the mill will close. Bob Ray refused to comment.",
    "Ann Lee said that the mill will close. Bob Ray declined to comment.",
    "Ann Lee blamed the usual people. Bob Ray denied that any boats were damaged.",
    "Ann Lee said that the boats sell well. “I don't know much about boats,” Bob Ray said.",
]


@pytest.mark.parametrize("text", TWO_MINDS)
def test_a_negative_about_the_same_things_denies_nothing(text: str) -> None:
    assert {a.denies for _, a in related(text)} == {None}


@pytest.mark.parametrize("answer", ["This accusation is groundless. We keep the rules.", "We have never dumped steel."])
def test_an_answer_that_rejects_what_the_question_tells_denies_it(answer: str) -> None:
    found = related(f"Q: The union says that the mill dumped steel. What do you say?\n\nA: {answer}")
    told = next(i for i, (cue, _) in enumerate(found) if cue == "says")
    assert [a.denies for _, a in found if a.form == "turn"] == [None, told]


def test_what_was_not_meant_is_denied_of_who_read_it_so() -> None:
    found = related(
        "Ann Lee said the talks had “run into sand”, which diplomats understood as a threat to leave. "
        "Her spokesman said that she had been speaking about the pace of the talks, not their end."
    )
    assert [(a.kind, a.interprets, a.denies) for c, a in found[:3]] == [
        ("statement", None, None),
        ("interpretation", 0, None),
        ("interpretation", 0, 1),
    ]


def test_what_goes_on_denying_denies_the_same_claim() -> None:
    found = related("Ann Lee said that the mill cheats. Bob Ray denied that. He said that the scales are new.")
    assert [a.denies for _, a in found] == [None, 0, 0]


READINGS = [
    "Ann Lee said: “We will not wait for ever.” Traders read the remark as a warning.",
    "Ann Lee said: “We will not wait for ever.” Many took that as a threat.",
    "Ann Lee said: “We will not wait for ever.” Her words were interpreted by the press as an ultimatum.",
    "Ann Lee said: “We will not wait for ever.” “This is a veiled threat,” said Bob Ray.",
    "Ann Lee said: “We will not wait for ever.” Bob Ray said her comments amount to a threat.",
    "Ann Lee said: “We will not wait for ever.” Bob Ray takes this to be an admission.",
    "Ann Lee said: “We will not wait for ever.” Bob Ray saw the speech as an opening bid.",
    "Ann Lee said: “We will not wait for ever.” Her phrase was always going to be heard as an ultimatum.",
    "Ann Lee said: “We will not wait for ever.” “What she is telling us is: sign, or wait,” said Bob Ray.",
    "Ann Lee said: “We will not wait for ever.” Bob Ray said that what Lee said is more like a reminder.",
    "Ann Lee said: “We will not wait for ever.” Bob Ray called the remark a polite no.",
    "Ann Lee said: “We will not wait for ever.” Her spokesman said that she had been quoting a proverb.",
    "Ann Lee said: “We will not wait for ever.” Most commentators assumed that she was warning of a strike.",
    "Ann Lee said: “We will not wait for ever.” Analysts at the bank said in her language this means never.",
    "Ann Lee said: “We will not wait for ever.” Lee told the Post that she had only been quoting a proverb.",
    "Ann Lee said: “We will not wait for ever.” The likeliest interpretation is that she will go.",
    "Ann Lee said: “We will not wait for ever”, by which she seems to mean the strike.",
]


@pytest.mark.parametrize("text", READINGS)
def test_what_a_remark_is_taken_for_is_an_interpretation_of_it(text: str) -> None:
    found = [a for _, a in related(text)]
    assert [(a.kind, a.interprets) for a in found if a.kind == "interpretation"] == [("interpretation", 0)]
    assert [a.about_remark_of for a in found if a.kind == "interpretation"] == ["Ann Lee"]


REMARK = "Ann Lee said that the harbour “will burn”. "
READ_BY_SHAPE = [
    "Bob Ray said that at least some of the remarks were related to the election.",
    "“It is worth remembering that some of the statements are linked to the election,” Bob Ray said.",
    "Analysts say these types of comments suggest that the council will sell.",
    "Bob Ray said that Lee's threat will feed an old story.",
    "“With those words, Ann Lee handed them the slogan of the year,” Bob Ray wrote.",
    "Bob Ray said that the statement may have been a rare mistake by the port.",
    "Bob Ray said her comment was a general statement about fires.",
    "Bob Ray said that her use of that word could be misleading.",
    "“It was a misunderstanding, I think,” Bob Ray said.",
    "Bob Ray said that Lee was dovish.",
    "Bob Ray said that Lee stopped short of a threat.",
    "“It's about making her look great,” Bob Ray said.",
    "“That's a misreading of the harbour's books,” Bob Ray said.",
    "Ann Lee added: “I was responding to a question about fires.”",
    "Ann Lee told the Post: “What I was trying to say was that fires are bad.”",
    "Ann Lee insisted: “That is of course not what I meant.”",
    "“It had nothing to do with fires,” Ann Lee said.",
]


@pytest.mark.parametrize("text", READ_BY_SHAPE)
def test_what_is_said_of_a_remark_by_its_shape_reads_it(text: str) -> None:
    found = [a for _, a in related(REMARK + text) if a.parent is None][1:]
    assert [(a.kind, a.interprets) for a in found] == [("interpretation", 0)]


@pytest.mark.parametrize(
    "text",
    [
        "Bob Ray said that Lee's words matter to the port.",
        "Bob Ray said that Lee's threat fed an old story.",
        "“This is an analyst call and no fair,” Bob Ray said.",
        "Bob Ray accepted that she and the team had to do more.",
        "Bob Ray said that critics of her remarks suggest a vote.",
    ],
)
def test_what_is_said_beside_a_remark_does_not_read_it(text: str) -> None:
    assert [a.kind for _, a in related(REMARK + text) if a.parent is None][1:] == ["statement"]


def test_all_that_somebody_says_is_what_a_remark_means() -> None:
    """What is read inside makes what holds it a reading, and what another "was saying" is read too."""
    text = REMARK + "“I believe that this was not a gaffe,” Bob Ray said."
    assert [(c, a.kind, a.interprets) for c, a in related(text)][1:] == [
        ("said", "interpretation", 0),
        ("believe", "interpretation", 0),
    ]
    text = REMARK + "Bob Ray said the remark was a joke. He said that Lee was saying that fires are bad."
    kinds = {c: a.kind for c, a in related(text)}
    assert kinds["was saying"] == "interpretation"


def test_a_bank_that_sends_a_signal_and_a_minister_who_strongly_suggests_are_read_at_once() -> None:
    text = "The bank is sending a signal that rates will rise. Ann Lee strongly suggested that they will not."
    assert [a.kind for _, a in related(text)] == ["interpretation", "interpretation"]
    text = "The bank sent a signal: “Rates will rise.” Ann Lee suggested that they will not."
    assert [a.kind for _, a in related(text)] == ["statement", "statement"]


def test_a_sign_right_behind_what_a_country_reiterated_is_a_reading_of_it() -> None:
    text = (
        "Ann Lee reiterated Norland's commitment to peace. This is a clear message that ships may pass, Bob Ray said."
    )
    assert [(c, a.kind, a.interprets) for c, a in related(text) if c == "said"] == [("said", "interpretation", 0)]


def test_of_several_tellings_the_one_that_quotes_most_is_read() -> None:
    text = (
        "Ann Lee said that the pier should be “torn down”. Bob Ray saw the remark as a threat to the port.\n\n"
        "It rained for a day. The fleet stayed out. The market was shut.\n\n"
        "Ann Lee had described the pier as a “blot on the town” that should be “torn down”."
    )
    found = related(text)
    assert [found[a.interprets][0] for _, a in found if a.interprets is not None][:1] == ["had described"]


def test_what_corrects_a_remark_is_not_the_remark_that_is_read() -> None:
    text = (
        "Ann Lee said that the crew were “lazy”. On Friday Ann Lee said: “My words were twisted, and I am sorry.”"
        " Ann Lee added: “I was responding to a question about pay.”"
    )
    assert [a.interprets for c, a in related(text) if c == "added"] == [0]
    text = (
        "Ann Lee said that the crew were “lazy”. On Friday Ann Lee said: “My words were twisted, and I never meant to"
        " hurt.” The Post read her remarks as a threat to the crew."
    )
    (read,) = [a for c, a in related(text) if c == "read"]
    assert [candidate.target for candidate in read.interprets_candidates] == [0]


def test_her_comments_as_a_source_are_hers_and_the_words_follow() -> None:
    text = (
        "Anna Berg went home on Monday. Her comments in the Herald seemed to indicate that she was tired.\n\n"
        "“Whoever gets up early earns more, and that is that,” she said."
    )
    found = related(text)
    assert [(a.actor, found[a.interprets][0]) for _, a in found if a.interprets is not None] == [("Anna Berg", "said")]


def test_what_words_were_taken_for_is_no_part_of_them() -> None:
    text = "Karl Hodge said that he “had never been loved” and that was interpreted as an attack on the crowd."
    (found,) = find([Document(id="x", text=text)])
    assert isinstance(found, Finding)
    contents = [text_of(text, a.content) for a in found.record.attributions]
    assert contents[0] == "that he “had never been loved”"


TALKED_OF = "Ann Lee said: “A door on a chain is no wall.” Traders read the remark as a warning. "
ONE_MORE = [
    "The Post argued that Lee was preparing the ground for a tax.",
    "Bob Ray believes that Lee had simply lost her place.",
    "Her friends insist that she had no wall in mind.",
    "Her friends insist that she was talking about a garden.",
    "“If she had meant more, we would know,” Bob Ray said.",
    "“When a Lee speaks of doors, she means gates,” Bob Ray said.",
    "Bob Ray said that the door was Britain.",
    "Bob Ray suspects that there was no message at all.",
    "Bob Ray said the real target of the speech was Rome.",
    "Bob Ray wrote that her words were “a curtsey to Rome”.",
    "Bob Ray saw in it a rebuke to Rome.",
    "Bob Ray took that for a yes.",
    "Bob Ray swears that she was praising the carpenter.",
    "Bob Ray said that Lee's jokes never mean anything.",
    "“You don't say door in January by accident,” Bob Ray said.",
]


@pytest.mark.parametrize("text", ONE_MORE)
def test_a_remark_that_is_talked_of_is_read_in_what_is_said_next(text: str) -> None:
    found = [a for _, a in related(TALKED_OF + text)]
    assert [(a.kind, a.interprets) for a in found[1:3]] == [("interpretation", 0)] * 2


@pytest.mark.parametrize("text", ["Bob Ray demanded that Lee should go.", "Bob Ray thinks that Lee will go to Rome."])
def test_what_somebody_is_to_do_reads_nothing(text: str) -> None:
    assert [a.kind for _, a in related(TALKED_OF + text)][2:] == ["statement"]


def test_what_is_said_of_a_remark_is_not_the_remark_that_is_read_next() -> None:
    text = TALKED_OF + "Bob Ray told the Post that the remark “came out of nowhere”. Many took it as a threat."
    assert [(c, a.interprets) for c, a in related(text) if a.kind == "interpretation"] == [("read", 0), ("took", 0)]


def test_what_readers_say_besides_is_not_the_remark_that_is_read_next() -> None:
    text = (
        TALKED_OF
        + "Bob Ray swears that Lee was joking. “People are projecting,” Ray said. The Post saw in it a threat."
    )
    assert [(c, a.interprets) for c, a in related(text) if a.kind == "interpretation"] == [
        ("read", 0),
        ("swears", 0),
        ("saw", 0),
    ]


def test_who_is_told_to_hint_it_inside_a_reading_hints_by_the_same_remark() -> None:
    text = (
        "Ann Lee said: “A door on a chain is no wall.” The Post believes that Lee is hinting that the port will close."
    )
    found = [(c, a.interprets) for c, a in related(text) if a.kind == "interpretation"]
    assert found == [("believes", 0), ("is hinting", 0)]
    text = "Ann Lee said: “We will not wait for ever.” Most commentators assumed that she was hinting at a strike."
    found = [(c, a.interprets) for c, a in related(text) if a.kind == "interpretation"]
    assert found == [("assumed", 0), ("was hinting at", 0)]


def test_you_are_read_in_a_question_and_no_turn_is_read_by_who_does_not_talk() -> None:
    text = (
        "Ann Lee has run the port since May. In June she said that it “would not be buried here”. She spoke to Bob Ray"
        " in Rome.\n\nQ: Most people thought you were announcing a sale. Is that so?\n\nA: No. We stay here.\n\n"
        "Q: The mayor took the sentence as an ultimatum. Was she wrong?\n\nA: She was, and I told her.\n"
    )
    found = related(text)
    assert [(c, a.interprets) for c, a in found if a.kind == "interpretation"] == [("thought", 0), ("took", 0)]
    assert [a.actor for _, a in found if a.form == "turn"] == ["Bob Ray", "Ann Lee"] * 2
    assert [found[a.denies][0] for _, a in found if a.form == "turn" and a.denies is not None] == ["thought", "took"]


HUNG = [
    ("Ann Lee said she was in no hurry, a comment that analysts read as a message to Rome.", "read"),
    ("Ann Lee said she had no comment, a response widely taken as confirmation.", "widely taken"),
    (
        "“We will not be bullied,” Ann Lee said on Monday, in an apparent reference to Rome.",
        "in an apparent reference to",
    ),
    ("Ann Lee said that she could not be bullied, a clear swipe at her deputy.", "a clear swipe at"),
    ("Ann Lee said the bank could “afford to be patient”, signalling that rates will stay.", "signalling"),
    ("Ann Lee said that the unit faced a crisis, comments that critics say amount to an admission of failure.", "say"),
    (
        "Ann Lee said: “We are patient.” The remark, a thinly veiled jab at the bank, came late.",
        "a thinly veiled jab at",
    ),
    ("Ann Lee said: “We are patient.” Days later, the line was a clear nod to Rome.", "was a clear nod to"),
    ("Ann Lee said: “We are patient.” To her rivals it sounded like a settling of scores.", "sounded"),
    ("Ann Lee said: “We are patient.” Opposition leaders heard in it a warning to the courts.", "heard"),
    ("Ann Lee said: “We are patient.” In what investors called a clear break with the past, she wept.", "called"),
    ("Ann Lee said: “We are patient.” Bob Ray understood her to be saying that rates will stay.", "understood"),
    ("Ann Lee said that the mill will wait. It was a clear rebuke to the bank.", "was a clear rebuke to"),
    ("Ann Lee said that the mill will wait. That was a veiled threat to the two towns.", "was a veiled threat to"),
    ("In what was widely seen as a warning to Rome, Ann Lee said that the mill will wait.", "was widely seen"),
    ("In an apparent jab at her deputy, Ann Lee said that the mill will wait.", "In an apparent jab at"),
    ("Ann Lee said that the mill will “wait”, a signal that the sale is off.", "a signal"),
    ("“Some of us like cameras,” Ann Lee said in an apparent dig at the mayor.", "in an apparent dig at"),
    ("Ann Lee said that the mill will close, a move that traders read as the end of the strike.", "read"),
    ("Ann Lee said that the mill will wait. The statement raised hopes that it would not close.", "hopes"),
    ("Ann Lee said that the mill will wait. The remark stoked speculation that she would go.", "speculation"),
    ("Ann Lee said that the mill will wait. Her words fuelled fears of a deal with the bank.", "fears of"),
    ("Ann Lee said prices were stable, signalling that the bank would wait.", "signalling"),
    ("Ann Lee said that the mill will wait. Her comments appeared to contradict the bank.", "appeared to contradict"),
    ("Ann Lee said that the mill will wait. The remarks seemed aimed at the bank.", "seemed aimed at"),
    ("“Some of us like cameras,” Ann Lee said. She seemed to be referring to the mayor.", "seemed to be referring to"),
    ("“Some of us like cameras,” Ann Lee said, apparently referring to the mayor.", "apparently referring to"),
    (
        "“Some of us like cameras,” Ann Lee said, in what appeared to be a reference to the mayor.",
        "in what appeared to be a reference to",
    ),
    (
        "“We will all wait,” said Ann Lee, who appeared to be alluding to the mayor.",
        "appeared to be alluding to",
    ),
    (
        "Ann Lee said that the mill will wait, in remarks that appeared to contradict the bank.",
        "in remarks that appeared to contradict",
    ),
]


@pytest.mark.parametrize(("text", "cue"), HUNG)
def test_a_reading_by_a_noun_a_participle_or_an_apposition_is_of_what_was_just_said(text: str, cue: str) -> None:
    found = related(text)
    remark = next(i for i, (c, _) in enumerate(found) if c == "said")
    assert [(c, a.interprets) for c, a in found if a.kind == "interpretation"] == [(cue, remark)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee said that she took the town as a base.",
        "Ann Lee said that orders fell in May, in a message to her staff.",
        "Ann Lee said that the statement, a response to critics, came late.",
        "Ann Lee said that Bob Ray heard a warning in the house.",
        "Ann Lee said: “It is cold.” Bob Ray said that no such sign is there.",
        "Ann Lee said: “It is cold.” It was a gesture of a child.",
        "Ann Lee said: “It is cold.” Bob Ray brushed off the snow and played down the left wing.",
        "The lake froze. It was a clear blow to the boats. Ann Lee said that it is cold.",
        "Ann Lee said that orders fell in May, a sign of the times.",
        "Ann Lee said the report was long. Bob Ray read the report as a child.",
        "Ann Lee said: “It is cold.” “I really mean this,” said Bob Ray.",
        "Ann Lee said: “It is cold.” That does not mean that the lake is frozen, Bob Ray said.",
        "Ann Lee said: “It is cold.” Bob Ray said that she means what she says.",
        "Ann Lee said: “It is cold.” “What does that mean?” Bob Ray asked.",
        "Ann Lee said: “It is cold.” Bob Ray cast his rival as offering a narrow message to the voters.",
        "Ann Lee said: “It is cold.” “It was never meant to be,” said Bob Ray.",
        "Ann Lee said: “It is cold.” Bob Ray said the figures suggest that it will rain.",
        "Ann Lee said: “It is cold.” “They want me,” said Bob Ray.",
        "Ann Lee said: “It is cold.” Two people said she had been warned by her staff that it would rain.",
        "Ann Lee said: “It is cold.” Bob Ray called her words a lie.",
        "Ann Lee said: “It is cold.” Bob Ray said that her comments about fishermen were intolerable.",
        "Ann Lee said: “It is cold.” She will not go out, meaning that the house needs wood, Bob Ray said.",
        "Ann Lee described a town which many saw as a base.",
        "Ann Lee said: “It is cold.” Bob Ray bristled at the suggestion that he had advised her.",
        "Ann Lee said: “It is cold.” “We were looking for signs that the ice will hold,” said Bob Ray.",
        "Ann Lee said: “It is cold.” Bob Ray is pointing to an interview that the mayor gave.",
        "Ann Lee said: “It is cold.” Bob Ray sees the bridge as a way to win votes.",
        "Mayor Ida Crane said that loud words have never moved a ship.",
        "Mayor Ida Crane said that relying on free speech alone puts the town in a bind.",
        "Mayor Ida Crane alluded to the flood of last spring.",
        "The harbour council signalled support for the second pier.",
        "“I mean, a raid is a raid,” Mayor Ida Crane said.",
        "“The boat is late, and that means the mail is late,” Mayor Ida Crane said.",
        "Mayor Ida Crane said: “The town had an old bond with the island which meant that nobody waited.”",
        "Mayor Ida Crane said the harbour would look for signs that the ice was thin.",
    ],
)
def test_what_takes_no_remark_for_anything_is_no_interpretation(text: str) -> None:
    assert {a.kind for _, a in related(text)} == {"statement"}


ELSEWHERE = [
    "“It is cold,” Ann Lee said. Cal Fox told Bob Ray that the port would close. Bob Ray signalled that he backed it.",
    "“It is cold,” Ann Lee said. Friday's announcement suggested an effort to hurt the mayor, Bob Ray said.",
    "“Not even one,” Ann Lee said. Bob Ray said the message that Cal Fox was sending would be read as a warning.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_reading_of_somebody_else_is_not_linked_to_whoever_spoke_last(text: str) -> None:
    found = related(text)
    assert [a.interprets for _, a in found if a.kind == "interpretation"] in ([None], [None, None])


NO_DENIALS = [
    "Ann Lee said that the attack was radical. The mayor's refusal to call it radical is a weakness, Bob Ray said.",
    "Ann Lee emphasized her ties to the president. Bob Ray said that the president does not get credit.",
    "Ann Lee said that she was wrong about the ban. Bob Ray criticised the mayor over the ban.",
    "Ann Lee says: “We have generals who think that we can win, but we have to be furious.”",
    "Sixty percent said they think that the mayor should go on. But the new ban divides the town.",
    "Ann Lee said that many doubted her, but that she went on.",
]


@pytest.mark.parametrize("text", NO_DENIALS)
def test_what_only_has_a_negative_or_a_but_denies_nothing(text: str) -> None:
    assert [a.denies for _, a in related(text)] == [None] * len(related(text))


def test_an_act_is_read_as_a_remark_is() -> None:
    found = related(
        "The mill will close, a move widely seen as retaliation for the strike. Bob Ray read the vote as a yes."
    )
    acts = [(c, a.kind) for c, a in found if c in ("widely seen", "read")]
    assert acts == [("widely seen", "interpretation"), ("read", "interpretation")]


def test_a_remark_about_something_is_the_one_that_speaks_of_it() -> None:
    found = related(
        "Ann Lee said that no contract would be broken. “Fish is fish,” she said. "
        "Bob Ray said her remark about contracts was a warning."
    )
    assert [a.interprets for _, a in found if a.kind == "interpretation"] == [0]


def test_your_answer_is_that_of_whom_one_speaks_to() -> None:
    text = (
        "Ann Lee: We looked at the hulls and found no cracks.\n\nBob Ray: The lawyers told us to say nothing.\n\n"
        "Chair: Ms Lee, I take your answer to mean that nobody looked."
    )
    assert [a.about_remark_of for _, a in related(text) if a.kind == "interpretation"] == ["Ann Lee"]


def test_what_the_other_readings_are_about_tells_what_an_unclear_one_is_about() -> None:
    told = "“She turns with every wind,” Karl Brandt said of Ida Lund. “We are busy people,” Brandt told reporters."
    unclear = "Radio Holm took the remark as a threat."
    clear = (
        "Unions interpreted the phrase “every wind” as a snub. The Herald read Brandt's words on the wind as an insult."
    )
    alone, in_company = (
        next(a.interprets for c, a in related(f"{told}\n\n{readings}") if c == "took")
        for readings in (unclear, f"{unclear} {clear}")
    )
    assert (alone, in_company) == (1, 0)
