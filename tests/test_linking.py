"""Who the sources are: outlets, people, bodies, countries, the unnamed, and words that point elsewhere."""

from __future__ import annotations

import re

import pytest

from clock import loops
from kg.extractors import Finding, find
from kg.language import Mention
from kg.linking import link
from kg.linking.cast.cutting import names_in
from kg.linking.cast.names import main_part, plain_name, without_titles
from kg.linking.cast.people import is_same_person
from kg.model import Attribution, Document, Record


def linked(text: str) -> list[Attribution]:
    """Return the linked attributions of a text."""
    (found,) = find([Document(id="x", text=text)], finder="rules")
    assert isinstance(found, Finding)
    return list(link(found.record, found.mentions).attributions)


def actor_of(text: str, content: str) -> tuple[str | None, str | None, str | None]:
    """Return actor, type and method of the one attribution whose content begins with these words."""
    hits = [a for a in linked(text) if text[a.content[0][0] :].startswith(content)]
    assert len(hits) == 1, hits
    return hits[0].actor, hits[0].actor_type, hits[0].link_method


@pytest.mark.parametrize(
    ("text", "content", "actor", "kind", "method"),
    [
        ("Reuters said that prices will rise.", "that", "Reuters", "outlet", "gazetteer"),
        ("According to Fox News, prices will rise.", "prices", "Fox News", "outlet", "gazetteer"),
        ("Time said that prices will rise.", "that", "Time", "outlet", "gazetteer"),
        ("President Barack Obama said that prices will rise.", "that", "Barack Obama", "person", "entity"),
        ("The United States fears that prices will rise.", "that", "United States", "country", "gazetteer"),
        ("Some countries say that prices will rise.", "that", "some countries", "anonymous", "description"),
        ("Chinese officials said that prices will rise.", "that", "Chinese officials", "anonymous", "description"),
        ("One of the officials said that prices rose.", "that", "one of the officials", "anonymous", "description"),
        ("Nobody said that prices will rise.", "that", "nobody", "anonymous", "description"),
        ("Ann’s claim that prices rose is wrong.", "that", "Ann", "person", "entity"),
        ("China's claim that prices rose is wrong.", "that", "China", "country", "gazetteer"),
    ],
)
def test_a_source_becomes_an_actor(text: str, content: str, actor: str, kind: str, method: str) -> None:
    assert actor_of(text, content) == (actor, kind, method)


def test_a_surname_goes_back_to_the_full_name() -> None:
    text = "Barack Obama visited Berlin. Mr. Obama said that prices will rise."
    assert actor_of(text, "that") == ("Barack Obama", "person", "surname")


Row = tuple[str, str, str | None, str | None, str | None]

NAMES: list[Row] = [
    ("The opposition leader, Peter Nash, said that prices rose.", "that", "Peter Nash", "person", "entity"),
    ("Ann Lee of Reuters said that prices rose.", "that", "Ann Lee", "person", "entity"),
    ("Ann Lee, a spokeswoman for Acme Corp, said that prices rose.", "that", "Ann Lee", "person", "entity"),
    ("Trump adviser Kellyanne Conway said that prices rose.", "that", "Kellyanne Conway", "person", "entity"),
    ("Secretary of State John Kerry said that prices rose.", "that", "John Kerry", "person", "entity"),
    ("The director of the FBI, James Comey, said that prices rose.", "that", "James Comey", "person", "entity"),
    ("Ann Lee's lawyer, Peter Nash, said that prices rose.", "that", "Peter Nash", "person", "entity"),
    ("“Prices rose,” said Peter Nash, an analyst at Acme Corp.", "“Prices", "Peter Nash", "person", "entity"),
    (
        "A spokesman for Peter Nash said that prices rose.",
        "that",
        "spokesman for Peter Nash",
        "anonymous",
        "description",
    ),
    (
        "A spokesman for the ministry, who declined to be named, said that prices rose.",
        "that",
        "spokesman for the ministry",
        "anonymous",
        "description",
    ),
    ("The head of the NDRC said that prices rose.", "that", "head of the NDRC", "anonymous", "description"),
    (
        "Mmamosa Molefe, Botswana High Commissioner to Kenya, came. Molefe said that prices rose.",
        "that",
        "Mmamosa Molefe",
        "person",
        "surname",
    ),
    ("Hilary Bent came to Berlin. Mr Bent said that prices rose.", "that", "Hilary Bent", "person", "surname"),
    (
        "The spokesman to the Ministry of Water Management Shukrad Suyov said that prices rose.",
        "that",
        "Shukrad Suyov",
        "person",
        "entity",
    ),
    ("The Kenyan ambassador to Norway Botir Asadov said that prices rose.", "that", "Botir Asadov", "person", "entity"),
    (
        "The President of the Kyrgan Republic Sadir Japov said that prices rose.",
        "that",
        "Sadir Japov",
        "person",
        "entity",
    ),
    (
        "The spokesman for the Ministry of Foreign Economic Relations said that prices rose.",
        "that",
        "spokesman for the Ministry of Foreign Economic Relations",
        "anonymous",
        "description",
    ),
    ("Peter Nash came to Berlin. Mr. Nash said that prices rose.", "that", "Peter Nash", "person", "surname"),
    ("House Republicans said that prices rose.", "that", "House Republicans", "group", "spelling"),
    ("The Times newspaper said that prices rose.", "that", "The Times", "outlet", "gazetteer"),
    ("The Huffington Post's Scott Conroy said that prices rose.", "that", "Scott Conroy", "person", "entity"),
    ('George "Jay" Keyworth came. Keyworth said that prices rose.', "that", "George Keyworth", "person", "surname"),
    (
        "Trade Office spokesperson Osim Belkar Tuvay said that prices rose.",
        "that",
        "Osim Belkar Tuvay",
        "person",
        "entity",
    ),
    ("Velmark captain Orrel-ul-Dam said that prices rose.", "that", "Orrel-ul-Dam", "person", "entity"),
    ("Deputy County Commissioner Gitora Murun said that prices rose.", "that", "Gitora Murun", "person", "entity"),
    ("Chair of the Home Affairs Committee Una Marsh said that prices rose.", "that", "Una Marsh", "person", "entity"),
    ("Press Secretary of the President Ivo Senn said that prices rose.", "that", "Ivo Senn", "person", "entity"),
    (
        "Trade Office Spokesperson said that prices rose.",
        "that",
        "Trade Office Spokesperson",
        "anonymous",
        "description",
    ),
    (
        "Reform leader in the Lok Sabha Adar Rajan Chowd said that prices rose.",
        "that",
        "Adar Rajan Chowd",
        "person",
        "entity",
    ),
    ("The Congress MP said that prices rose.", "that", "Congress MP", "anonymous", "description"),
    ("The German said that prices rose.", "that", "German", "anonymous", "description"),
    ("The Germans said that prices rose.", "that", "Germany", "country", "people"),
    ("According to the e-mails, prices rose.", "prices", "e-mails", "anonymous", "description"),
    ("Taoiseach Conor Hale said that prices rose.", "that", "Conor Hale", "person", "entity"),
    ("Minister for Justice Helen McEntee said that prices rose.", "that", "Helen McEntee", "person", "entity"),
    ("TFO said that prices rose.", "that", "TFO", "organization", "entity"),
    ("Assemblywoman Claudia Tenney said that prices rose.", "that", "Claudia Tenney", "person", "entity"),
    (
        "Mario Vargas Llosa came to Berlin. Vargas Llosa said that prices rose.",
        "that",
        "Mario Vargas Llosa",
        "person",
        "spelling variant",
    ),
    ("Everyone but Ann Lee said that prices rose.", "that", "everyone but Ann Lee", "anonymous", "description"),
    ("Obama Says Prices Rose\nObama came.\nMr. Obama said that wages fell.", "that", "Obama", "person", "entity"),
    ("Kobe Bryant came. Later Coby Bryant said that prices rose.", "that", "Kobe Bryant", "person", "spelling variant"),
    ("Donald J. Trump came. Trump said that prices rose.", "that", "Donald J. Trump", "person", "surname"),
    (
        "The Department of Justice (DOJ) met. The DOJ said that prices rose.",
        "that",
        "Department of Justice",
        "organization",
        "acronym",
    ),
    (
        "The DOJ (Department of Justice) met. The DOJ said that prices rose.",
        "that",
        "Department of Justice",
        "organization",
        "acronym",
    ),
    (
        "The World Health Organization met in Geneva. The WHO said that prices rose.",
        "that",
        "World Health Organization",
        "organization",
        "acronym",
    ),
    ("Ann Lee and Peter Nash said that prices rose.", "that", "Ann Lee and Peter Nash", "group", "coordination"),
    ("Germany and France said that prices rose.", "that", "Germany and France", "group", "coordination"),
    (
        "Ann Lee of Reuters and Peter Nash of AFP said that prices rose.",
        "that",
        "Ann Lee and Peter Nash",
        "group",
        "coordination",
    ),
    (
        "The writer Toni Berg and the actor Sam Fox said that prices rose.",
        "that",
        "Toni Berg and Sam Fox",
        "group",
        "coordination",
    ),
    (
        "The show's producers, Carl Dow and Eva Roe, said that prices rose.",
        "that",
        "Carl Dow and Eva Roe",
        "group",
        "coordination",
    ),
    (
        "Maria Gomez came. Gomez and her colleagues said that prices rose.",
        "that",
        "Maria Gomez and her colleagues",
        "group",
        "coordination",
    ),
    ("The U.S. said that prices rose.", "that", "United States", "country", "acronym"),
    ("The U.N. said that prices rose.", "that", "United Nations", "organization", "acronym"),
    ("Musk's critics said that prices rose.", "that", "Musk's critics", "anonymous", "description"),
    ("Sam Fox came to Berlin. Fox said that prices rose.", "that", "Sam Fox", "person", "surname"),
    ("The Daily Planet said that prices rose.", "that", "Daily Planet", "organization", "spelling"),
    ("Reporters said that prices rose.", "that", "reporters", "anonymous", "description"),
    (
        "People familiar with the matter said prices rose.",
        "prices",
        "people familiar with the matter",
        "anonymous",
        "description",
    ),
    ("Two of them said that prices rose.", "that", "two of them", "anonymous", "description"),
    (
        "Federal Minister for Railways Sheikh Rashid said that prices rose.",
        "that",
        "Sheikh Rashid",
        "person",
        "entity",
    ),
    (
        "Indian Minister of State for External Affairs General VK Singh said that prices rose.",
        "that",
        "VK Singh",
        "person",
        "entity",
    ),
    (
        "Fraternal Order of Police President John Teller said that prices rose.",
        "that",
        "John Teller",
        "person",
        "entity",
    ),
    ("Premier Imran Khan came. PM Imran said that prices rose.", "that", "Imran Khan", "person", "first name"),
    ("DSP Chidi Nwabuzor said that prices rose.", "that", "Chidi Nwabuzor", "person", "entity"),
    ("Police Superintendent Dave Cliff said that prices rose.", "that", "Dave Cliff", "person", "entity"),
    (
        "Chief Cabinet Secretary Yoshihide Suga said that prices rose.",
        "that",
        "Yoshihide Suga",
        "person",
        "entity",
    ),
    ("The Chinese side said that prices rose.", "that", "China", "country", "people"),
    (
        "China’s Foreign Ministry responded Monday that prices rose.",
        "that",
        "China's Foreign Ministry",
        "organization",
        "spelling",
    ),
    ("N. Korea said that prices rose.", "that", "North Korea", "country", "gazetteer"),
    ("South Korea held a drill. The North said that prices rose.", "that", "North Korea", "country", "short name"),
    ("South Africa held a drill. The South said that prices rose.", "that", "South", "anonymous", "description"),
    ("The Fed said that prices rose.", "that", "Federal Reserve", "organization", "gazetteer"),
    ("Wall Street said that prices rose.", "that", "Wall Street", "organization", "gazetteer"),
    (
        "Railway Minister Javed Anwar Rashin Thursday said that prices rose.",
        "that",
        "Javed Anwar Rashin",
        "person",
        "entity",
    ),
    ("The Mail on Sunday came. Ann Lee Monday said that prices rose.", "that", "Ann Lee", "person", "entity"),
    (
        "Corrigan Ices Hopes for Rate Cut\n\nOwen Corrigan came to Berlin. Corrigan said that prices rose.",
        "that",
        "Owen Corrigan",
        "person",
        "surname",
    ),
    (
        "Sheikh Omar al-Jaber al-Mansur came to Berlin. Sheikh Omar said that prices rose.",
        "that",
        "Omar al-Jaber al-Mansur",
        "person",
        "first name",
    ),
    (
        "Prince Faisal bin Omar al-Mansur came to Berlin. Prince Faisal said that prices rose.",
        "that",
        "Faisal bin Omar al-Mansur",
        "person",
        "first name",
    ),
    (
        "Omar al-Jaber al-Mansur came. Mansur said that prices rose.",
        "that",
        "Omar al-Jaber al-Mansur",
        "person",
        "surname",
    ),
    ("Crown Prince Edmund said that prices rose.", "that", "Edmund", "person", "entity"),
    ("According to Associated Press coverage, prices rose.", "prices", "Associated Press", "outlet", "gazetteer"),
    (
        "The campaign for the challenger, Una Marsh, said that prices rose.",
        "that",
        "campaign for the challenger, Una Marsh",
        "anonymous",
        "description",
    ),
    ("House Minority Whip Owen Strand said that prices rose.", "that", "Owen Strand", "person", "entity"),
    ("Germany's Der Spiegel magazine said that prices rose.", "that", "Der Spiegel", "outlet", "gazetteer"),
    ("The bakery, Grenrich Loaf, said that prices rose.", "that", "Grenrich Loaf", "organization", "apposition"),
    ("His party's newspaper, the Vigil, said that prices rose.", "that", "Vigil", "outlet", "apposition"),
    (
        "The Tarn Coffee Institute, TCI, said that prices rose.",
        "that",
        "Tarn Coffee Institute",
        "organization",
        "acronym",
    ),
    ("According to quay.tarn.org, prices rose.", "prices", "quay.tarn.org", "organization", "spelling"),
    ("NATO said that prices rose.", "that", "NATO", "organization", "acronym"),
    ("A Kremlin statement said that prices rose.", "that", "Kremlin", "organization", "remark"),
    ("A diplomat who asked not to be named said that it rose.", "that", "diplomat", "anonymous", "description"),
    ("A friend of mine who sings said that prices rose.", "that", "friend", "anonymous", "description"),
    ("According to a post shared more than 80 times, it rose.", "it", "post", "anonymous", "description"),
    ("Her party's mayors said that prices rose.", "that", "mayors", "anonymous", "description"),
    ("The brokerage Orsted said that prices rose.", "that", "Orsted", "organization", "entity"),
    (
        "Veltrame shares fell. Veltrame closed a plant. Veltrame said that prices rose.",
        "that",
        "Veltrame",
        "organization",
        "entity",
    ),
    (
        "Bihar Minister for Mines and Geology Vinod Kumar Ranjit said that prices rose.",
        "that",
        "Vinod Kumar Ranjit",
        "person",
        "entity",
    ),
    ("Jana Dol (United) leader Bo Chen said that prices rose.", "that", "Bo Chen", "person", "entity"),
    ("Washington and its allies said that prices rose.", "that", "Washington and its allies", "group", "description"),
    (
        "Danish and German officials said that it rose.",
        "that",
        "Danish and German officials",
        "anonymous",
        "description",
    ),
    ("ECB's Lindgren said that prices rose.", "that", "Lindgren", "person", "entity"),
    ("It is a program Iran says it needs.", "it", "Iran", "country", "gazetteer"),
    (
        "Gordon Marsh came. Mr Marsh and Labour leader Carl Dow said that prices rose.",
        "that",
        "Gordon Marsh and Carl Dow",
        "group",
        "coordination",
    ),
    (
        "A statement from Ann Lee's office said that prices rose.",
        "that",
        "Ann Lee's office",
        "organization",
        "description",
    ),
    (
        "Badenoch says wages fell. She adds that rents rose.\n\nBadenoch says fees fell. "
        "She adds that taxes rose.\n\nBadenoch said that prices rose.",
        "that prices",
        "Badenoch",
        "person",
        "entity",
    ),
]


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row[0][:60])
def test_a_source_is_whom_its_words_are_about(row: Row) -> None:
    text, content, *expected = row
    assert actor_of(text, content) == tuple(expected)


def test_a_surname_of_two_people_is_the_one_named_last_only_where_nothing_competes() -> None:
    both = "Bill Clinton met Hillary Clinton in Berlin. Clinton said that prices rose."
    assert actor_of(both, "that") == ("Hillary Clinton", "person", "surname ambiguous")
    rain = "It rained in Berlin that day. " * 20
    far = f"Bill Clinton came.\n{rain}\nHillary Clinton left. Clinton said that prices rose."
    assert actor_of(far, "that") == ("Hillary Clinton", "person", "surname")


def test_people_who_differ_in_more_than_spelling_are_two() -> None:
    assert not is_same_person("John Smith", "Joan Smith")
    assert is_same_person("Mohammed Tahir", "Mohamed Tahir")


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Zelenka Maron says she never meant it. Maron spoke on Monday.", ["Zelenka Maron", "Zelenka Maron", "Maron"]),
        ("Then Maron spoke. Then Maron left.", ["Maron Clears", "Maron", "Maron"]),  # no first name
    ],
)
def test_a_first_name_that_the_entity_finder_passed_over_is_one_if_it_comes_twice(body: str, names: list[str]) -> None:
    text = f"Zelenka Maron Clears Up Harbour Comments\n\n{body}"
    places = [text.index("Maron Clears"), *(m.start() for m in re.finditer("Maron (?!Clears)", text))]
    sizes = [len("Maron Clears"), *([len("Maron")] * (len(places) - 1))]
    labels = ["ORG", *(["PERSON"] * (len(places) - 1))]
    given = [
        Mention((place, place + size), label, text[place : place + size])
        for place, size, label in zip(places, sizes, labels, strict=True)
    ]
    assert [mention.text for mention in names_in(text, given)] == names


def test_an_acronym_goes_back_to_what_the_document_says_it_means() -> None:
    text = (
        "The National Development and Reform Commission (NDRC) met in Beijing.\n"
        "The NDRC said that prices will rise.\nThe head of the NDRC said that he is glad."
    )
    assert actor_of(text, "that prices") == ("National Development and Reform Commission", "organization", "acronym")
    assert actor_of(text, "that he") == ("head of the NDRC", "anonymous", "description")


def test_the_speaker_of_a_turn_is_the_one_who_says_i() -> None:
    text = "Reporter:\n\nWill prices rise?\n\nXiao Yaqing:\n\nI think that prices will fall."
    assert actor_of(text, "that prices") == ("Xiao Yaqing", "person", "first person")


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Q: Will prices rise soon?\nA: They will not rise at all.", ["reporter", "interviewee"]),
        ("Journalist: Will prices rise?\nMinister: They will not rise.", ["journalist", "minister"]),
        ("Q1: Will prices rise?\nThe Prime Minister: They will not rise.", ["reporter", "prime minister"]),
    ],
)
def test_a_label_that_names_nobody_is_an_unnamed_speaker(text: str, actors: list[str]) -> None:
    assert [(a.actor, a.actor_type) for a in linked(text)] == [(actor, "anonymous") for actor in actors]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Q Jake, is the bridge open?\n\nMR. HALE: It is.\n\nQ And, Jake, the tunnel?\n\nMR. HALE: No.\n",
            ["reporter", "Jake Hale", "reporter", "Jake Hale"],
        ),
        (
            "Q    Thank you, Nerine. Is it open?\n\nMS. HALE:  It is.\n\nQ    Why?\n\nMS. HALE:  It was paid for.\n",
            ["reporter", "Nerine Hale"] * 2,
        ),
        (
            "Q    Kate, is it open?\n\nMR. HALE:  It is.\n\nQ    Also, is it paid for?\n\nMR. HALE:  Yes.\n",
            ["reporter", "Hale"] * 2,
        ),
        (
            "MS. HALE:  We have time for two.  Go ahead, Milo.\n\nQ    Is it open?\n\nMR. ORD:  It is.\n\n"
            "MS. HALE:  Next.\n\nQ    Going on — who paid?\n\nMR. ORD:  What I can tell you, Milo, is that we did.\n\n"
            "Tessa Brant.\n\nQ    And the tunnel?\n\nMR. ORD:  Nobody.  Ask Bo.\n\nQ    Whom?\n\nMR. ORD:  Bo.\n",
            ["Hale", "Milo", "Ord", "Hale", "Milo", "Ord", "Tessa Brant", "Ord", "Tessa Brant", "Ord"],
        ),
        (
            "QUESTION: Is it open?\n\nMR HALE: It is. Yes, Milo.\n\nQUESTION: Milo Ord, Radio Brae. Who paid?\n\n"
            "MR HALE: The state. Ms. Bello?\n\nQUESTION: How much?\n\nMR HALE: A lot.\n",
            ["reporter", "Hale", "Milo Ord", "Hale", "Bello", "Hale"],
        ),
        (
            "Q Thank you, Minister. Is it open?\n\nMR. HALE: It is. We spoke to Velmark. And Iran.\n\n"
            "Q Thank you, Minister. Who sank it?\n\nMR. HALE: Anton Korvin.\n\nQ Why?\n\n"
            "MR. HALE: Yes, Mr. President.\n\nQ And?\n\nMR. HALE: No.\n",
            ["reporter", "Hale"] * 4,
        ),
        (
            "QUESTION: Is it open?\n\nMR HALE: It is.\n\nJohn. John.\n\nQUESTION: Why?\n\nMR HALE: It was paid for.\n",
            ["reporter", "Hale", "John", "Hale"],
        ),
        (
            "THE MINISTER OF PORTS (SHRI ANAND KELVAR) said: They are old.\n\nSHRIMATI LATA ORRI: No.\n\n"
            "SHRI ANAND KELVAR: They are.\n\nHON. SPEAKER: Order.\n",
            ["Anand Kelvar", "Lata Orri", "Anand Kelvar", "speaker"],
        ),
        (
            "Mr. Bo Reyes: Will they sail?\n\nHon. Ann Lee (Minister of Ports): They will.\n\n"
            "Mr. Bo Reyes: When?\n\nHon. Ann Lee: In May.\n",
            ["Bo Reyes", "Ann Lee"] * 2,
        ),
        (
            "Noon briefing by Anselm Quarrie, Spokesman for the Secretary-General.\n\nQuestion: Is it open?\n\n"
            "Spokesman: It is.\n\nQuestion: Who paid?\n\nSpokesman: The members.\n",
            ["reporter", "Anselm Quarrie"] * 2,
        ),
    ],
)
def test_those_who_talk_are_who_they_call_each_other(text: str, actors: list[str]) -> None:
    """A first name in a question is that of the surname that answers; who is called upon asks next."""
    assert [a.actor for a in linked(text) if a.form == "turn"] == actors


def test_a_surname_among_labels_is_who_holds_an_office_in_brackets() -> None:
    text = (
        "[Shadow Minister for Ports (Linus Marrable): We know that it was misread.]\n\n"
        "Dr Ottilie Finch: I do not.\n\n[Mr Marrable: My hon. Friend should.]\n"
    )
    turns = [a.actor for a in linked(text) if a.form == "turn"]
    assert turns == ["Linus Marrable", "Ottilie Finch", "Linus Marrable"]


@pytest.mark.parametrize(
    ("text", "content", "actor"),
    [
        (
            "Q On the President’s remarks about President Korvin: Clearly, he tried to suggest that it was new. Is it?"
            "\n\nMS. HALE: I think the words of the President were clear. He believes that it is time.\n",
            ("that it was new", "that it is time"),
            "president",
        ),
        (
            "MS. HALE: Good day. The President spoke this morning with Prime Minister Adaeze Norling of Karvenia. "
            "He told her that the port will close. Questions?\n\nQ: Why?\n\nMS. HALE: It is old.\n",
            ("that the port",),
            "president",
        ),
        (
            "MR. ORD: The Prime Minister was ill that day. When asked, he said that the bill was lost.\n\n"
            "MS. HALE: Was it?\n\nMR. ORD: It was.\n",
            ("that the bill was lost",),
            "prime minister",
        ),
        (
            "MS. HALE: My brother was wrong, as I said. I have listened to the Minister and I think that he believes "
            "that it is over.\n\nMR. ORD: Is it?\n\nMS. HALE: It is.\n",
            ("that it is over",),
            "minister",
        ),
    ],
)
def test_an_office_in_capitals_may_be_he(text: str, content: tuple[str, ...], actor: str) -> None:
    """A tagger takes "the President" for a name; nobody's name it is, and another president is somebody else."""
    assert [actor_of(text, words)[0] for words in content] == [actor] * len(content)


def test_what_is_asked_about_is_he_in_the_answer() -> None:
    text = (
        "Q: And the president?\n\nSEC. HALE: It is what I told you on Monday.\n\nHe has said that it is over.\n\n"
        "He knows that it will not come back.\n"
    )
    assert [actor_of(text, words)[0] for words in ("that it is over", "that it will")] == ["president"] * 2


def test_we_is_no_house_that_is_called_like_the_other_minister() -> None:
    text = (
        "On Monday, Forests Minister Daud Ferrow and Vice Minister of Commerce Elin Sorrel answered questions.\n\n"
        "Question: Why now?\n\nFerrow: We advocated that trees should stay.\n\nQuestion: All?\n\nSorrel: All.\n"
    )
    assert actor_of(text, "that trees")[0] == "Daud Ferrow"


@pytest.mark.parametrize(
    ("text", "content", "actor"),
    [
        (
            "MS. HALE: The Minister left, and he was ill. Next.\n\n"
            "Q: Prime Minister, Ottawa says that it is over. Have you spoken to the Ostrian President?\n\n"
            "MS. HALE: Somebody did, last night. He told us that he knows.\n",
            "that he knows",
            "Ostrian President",
        ),
        (
            "Ann Lee: Is it safe?\n\nBo Chen: I was at home.\n\nAnn Lee: Your answer means that it is not.\n",
            "that it is not",
            "Bo Chen",
        ),
    ],
)
def test_question_and_answer_point_to_each_other(text: str, content: str, actor: str) -> None:
    """The last of a question is what the answer is about; "your answer" was given before."""
    assert actor_of(text, content)[0] == actor


def test_a_label_in_capitals_is_the_one_who_is_named_in_full_elsewhere() -> None:
    text = "Press Secretary Josh Earnest met the press.\n\nMR. EARNEST: Good day.\n\nQ: Will prices rise?"
    assert [a.actor for a in linked(text) if a.form == "turn"] == ["Josh Earnest", "reporter"]


def test_his_is_a_pronoun_and_no_name() -> None:
    text = "Barack Obama said that prices will rise. His claim that prices rose is wrong."
    assert actor_of(text, "that prices rose") == ("Barack Obama", "person", "pronoun")


PRONOUN_ROWS: list[tuple[str, str, str | None]] = [
    ("Barack Obama said that wages fell. He said that prices rose.", "that prices", "Barack Obama"),
    ("Peter Nash met Ann Lee in Berlin. She said that prices rose.", "that", "Ann Lee"),
    ("Peter Nash met Ann Lee in Berlin. He said that prices rose.", "that", "Peter Nash"),
    ("Barack Obama came. Angela Merkel stayed in Berlin. He said that prices rose.", "that", "Barack Obama"),
    ("Xiao Yaqing said that he was glad. Ann Lee left. He added that prices rose.", "that prices", "Xiao Yaqing"),
    ("Mrs. Chen came to Berlin. Mr. Bo stayed. She said that prices rose.", "that", "Chen"),
    ("Peter Nash criticized Donald Trump in Berlin. He said that prices rose.", "that", "Peter Nash"),
    ("Bo Chen and Xu Ming came to Berlin. He said that prices rose.", "that", None),
    ("Bo Chen met Xu Ming in Berlin.\nHe said that prices rose.", "that", "Bo Chen"),
    ("“Trump is wrong about prices,” he said.", "“Trump", None),
    ("“Trump is wrong,” said Peter Nash. “He thinks that wages rose.”", "that", None),
    ("Peter Nash said that he believes that prices rose.", "that prices", "Peter Nash"),
    ("When Peter Nash came to Berlin, he said that prices rose.", "that", "Peter Nash"),
    ("Peter Nash said that wages fell. His claim that prices rose is wrong.", "that prices", "Peter Nash"),
    ("Peter Nash left. According to him, prices rose.", "prices", "Peter Nash"),
    ("Ann Lee told Peter Nash that he had to leave. She said that prices rose.", "that prices", "Ann Lee"),
    ("Carl Dow sued Peter Nash. Dow said that wages fell. He added that prices rose.", "that prices", "Carl Dow"),
    ("Ann Lee said that wages fell.\n“We have won,” she said.\nShe added that prices rose.", "that prices", "Ann Lee"),
    ("The spokeswoman declined to comment. She said that prices rose.", "that", "spokeswoman"),
    ("A spokesman denied that wages fell. He added that prices rose.", "that prices", "spokesman"),
    ("A spokesman denied that wages fell. She added that prices rose.", "that prices", None),
    ("Acme Corp opened a plant in Berlin. It said that prices rose.", "that", "Acme Corp"),
    ("The ministry denied that wages fell. It added that prices rose.", "that prices", "ministry"),
    ("Reuters reported that wages fell. It said that prices rose.", "that prices", "Reuters"),
    ("Several officials said wages fell. They added that prices rose.", "that prices", "several officials"),
    ("Ann Lee and Peter Nash left. They said that prices rose.", "that", "Ann Lee and Peter Nash"),
    ("Sen. Ann Lee and former Gov. Peter Nash left. They said prices rose.", "prices", "Ann Lee and Peter Nash"),
    ("Peter Nash met Ann Lee, who said that prices rose.", "that", "Ann Lee"),
    (
        "Ann Lee, 59, of Salem, Ore., who came early, said so. Bo Chen of Ohio, who says that prices rose.",
        "that",
        "Bo Chen",
    ),
    ("Even economists who think that prices rose, left.", "that", "economists"),
    ("In her speech, Ann Lee said that prices rose.", "that", "Ann Lee"),
    ("Peter Nash said that Carl Dow had lied. He accused Dow of a fraud.", "Dow of a fraud", "Peter Nash"),
    (
        "“I was there. I saw it. It was dark. Nobody spoke.” Carl Dow left.\n“No. Yes. It rose,” said Bo Chen.",
        "“No",
        "Bo Chen",
    ),
    (
        "Ann Lee and Peter Nash denied that wages fell. They said that prices rose.",
        "that prices",
        "Ann Lee and Peter Nash",
    ),
    ("“I think that prices rose,” said Peter Nash.", "that", "Peter Nash"),
    ("“I think that prices rose,” she said. Ann Lee left.", "that", None),
    ("“We hope that prices rise,” said Ann Lee, a spokeswoman for Acme Corp.", "that", "Acme Corp"),
    ("“We think that prices rose,” said Ann Lee, a spokeswoman for Acme Corp.", "that", "Ann Lee"),
    ("“We think that prices rose,” said Peter Nash.", "that", "Peter Nash"),
    ("“No,” Peter Nash said in Berlin. “I have told them that prices rose.”", "that", "Peter Nash"),
    ("Many officials said they had warned that prices rose.", "that", "many officials"),
    ("Joe Dow said that Carl Poe was “late” and that he feared that prices rose.", "that prices", "Joe Dow"),
    ("Ann Lee left early.\nEva Roe, who said that wages fell, came.\n“They rose,” she said.", "“They", "Eva Roe"),
    ("Carl Dow left.\nPeter Nash gave a talk, and he said that prices rose.", "that", "Peter Nash"),
    ("78 percent of voters said that they feared that prices rose.", "that prices", "78 percent of voters"),
    ("Carl Dow asked Peter Nash whether prices rose.\n“They did,” he said.", "“They", "Peter Nash"),
    ("Ann Lee came. Some think that prices rose.", "that", "some"),
    ("Bo Chen wrote. The Prime Minister misled us. When asked, he said that prices rose.", "that", "prime minister"),
    ("It rained. The minister's words were clear. He said that prices rose.", "that", "minister"),
    (
        "The Port Office's spokesperson spoke about Transport Minister Carl Dow.\n\n"
        "He said that the transport minister was late.",
        "that",
        "Port Office's spokesperson",
    ),
    (
        "Of the President’s words about President Carl Dow nothing came. The President said that prices rose.",
        "that",
        "president",
    ),
    ("When the Bishop of Stoke came, he said that prices rose. The bishop left.", "that", "Bishop of Stoke"),
    ("Reuters quoted Carl Dow as saying: “Nothing is lost. He thinks that prices rose.”", "that", None),
    (
        "“It rained,” said Bo Chen.\n\nThis worried one reader, Carl Dow, who wrote to the mayor. "
        "“I knew that prices rose,” he told me.",
        "“I knew",
        "Carl Dow",
    ),
    ("Gordon Marsh is not worried, his spokesman has said.\n\nLater he said that prices rose.", "that", "Gordon Marsh"),
    ("Minister Kolja Saddiqa came. He said that prices rose.", "that", "Kolja Saddiqa"),
    (
        "The Port Office said that wages fell. “An article of today is untrue. It harms all. It is wrong,” it added.",
        "“An",
        "Port Office",
    ),
    (
        "Dow's tweet was fake, US judge says\n\nInvestors took aim at Carl Dow's words. He said that prices rose.",
        "that",
        "Carl Dow",
    ),
    (
        "It was about the mayor's remarks on Carl Dow: yesterday he said that prices rose.",
        "that",
        "mayor",
    ),
    ("Investors feared Carl Dow's words, in which he said that prices rose.", "that", "Carl Dow"),
    (
        "Carl Dow came. Owen Strand came. Investors took aim at Strand's words. He said that prices rose.",
        "that",
        "Owen Strand",
    ),
    ("Bo Chen met a former official on Monday who said that prices rose.", "that", "former official"),
    ("Two days ago, the German president came. President Una Marsh said that prices rose.", "that", "Una Marsh"),
]


@pytest.mark.parametrize("row", PRONOUN_ROWS, ids=lambda row: row[0][:60])
def test_a_pronoun_is_whom_it_must_be_or_nobody(row: tuple[str, str, str | None]) -> None:
    text, content, actor = row
    assert actor_of(text, content)[0] == actor


@pytest.mark.parametrize(
    ("asked", "actor"),
    [
        ("Former Minister Imrad Kahn wrote. In his book, he said that prices rose.", "Imrad Kahn"),
        ("He said that prices rose. What does he mean?", None),
        ("The spokesman says that it is enough. In March he said that prices rose. Which is it?", "Vernon Pell"),
    ],
)
def test_whoever_answers_a_question_is_he_in_it_only_where_it_speaks_of_him(asked: str, actor: str | None) -> None:
    text = (
        "Ministry spokesman Vernon Pell met the press.\n\nMR. PELL: Good day.\n\n"
        f"QUESTION: {asked} Any comment?\n\nMR. PELL: I have none.\n"
    )
    assert actor_of(text, "that prices")[0] == actor


def test_a_pronoun_says_how_sure_it_is() -> None:
    def score(text: str) -> float:
        return next(a.link_score or 0.0 for a in linked(text) if a.link_method == "pronoun")

    alone = score("Peter Nash came to Berlin. He said that prices rose.")
    above = score("Peter Nash came to Berlin.\nHe said that prices rose.")
    rival = score("Peter Nash met Carl Dow in Berlin. He said that prices rose.")
    assert alone > above > rival >= 0.3


NOMINAL_ROWS: list[tuple[str, str]] = [
    ("Abel Soto came to Berlin. The 58-year-old said that prices rose.", "Abel Soto"),
    ("Sen. Ann Lee of Ohio came. Bo Chen left. The Ohio senator said that prices rose.", "Ann Lee"),
    ("Peter Nash came to Berlin. The billionaire said that prices rose.", "Peter Nash"),
    ("Peter Nash came to Berlin. Some Republicans said that prices rose.", "some Republicans"),
    ("Peter Nash came. Mr. Nash's campaign said that prices rose.", "Nash campaign"),
    ("Peter Nash came. The Nash campaign said that prices rose.", "Nash campaign"),
    ("Bo Chen, a spokesman for the Nash campaign, came. The campaign said that prices rose.", "Nash campaign"),
    ("Presumptive nominee Peter Nash came. Carl Dow spoke. The party's nominee said that prices rose.", "Peter Nash"),
    ("Ten officials, including Gov. Peter Nash, said that prices rose.", "ten officials"),
    ("Mr. Khan came with Mrs. Khan, and Aisha Khan left. Mr. Khan said that prices rose.", "Khan"),
    ("Xiao Yaqing, minister of industry, came. The minister said that prices rose.", "Xiao Yaqing"),
    ("Industry Minister Xiao Yaqing came to Berlin. The minister said that prices rose.", "Xiao Yaqing"),
    ("Sen. Ann Lee came to Berlin. The senator said that prices rose.", "Ann Lee"),
    ("Ann Lee, a spokeswoman for Acme Corp, came. The spokesperson said that prices rose.", "Ann Lee"),
    ("Ann Lee, a spokeswoman for Acme Corp, came. The spokesman said that prices rose.", "spokesman"),
    ("“It is so,” said Sen. Ann Lee, a Democrat. The senator said that prices rose.", "Ann Lee"),
    ("Peter Nash, who owns Nash Motors, left Berlin. The company said that prices rose.", "Nash Motors"),
    ("A spokesman for Nash Motors denied that wages fell. The company said that prices rose.", "Nash Motors"),
    ("Prime Minister Ann Lee: Good day.\n\nBo Chen: The Prime Minister said that prices rose.", "Ann Lee"),
    ("Bo Chen: Good day.\n\nAnn Lee: The Prime Minister said that prices rose.", "prime minister"),
    ("The Daily Planet wrote that wages fell. The newspaper said that prices rose.", "Daily Planet"),
    ("Foreign Minister Peter Nash met Ann Lee. The foreign minister said that prices rose.", "Peter Nash"),
    ("Prime Minister Ann Lee came. The defense minister said that prices rose.", "defense minister"),
    ("The opposition leader, Peter Nash, came to Berlin. The leader said that prices rose.", "Peter Nash"),
    ("Peter Nash came to Berlin. The president said that prices rose.", "president"),
    ("Acme Corp opened a plant in Berlin. The company said that prices rose.", "Acme Corp"),
    ("Volkswagen, a German carmaker, grew. The carmaker said that prices rose.", "Volkswagen"),
    ("The Ministry of Commerce met in Berlin. The ministry said that prices rose.", "Ministry of Commerce"),
    ("The Guardian wrote about wages. The newspaper said that prices rose.", "The Guardian"),
    ("Xinhua reported that wages fell. The agency said that prices rose.", "Xinhua News Agency"),
    ("Xinhua reported that wages fell. The newspaper said that prices rose.", "newspaper"),
    ("A ministry official denied that wages fell. The same source said that prices rose.", "ministry official"),
    ("The website said that prices rose.", "website"),
    ("Ann Lee is head of the ministry. The officials said that prices rose.", "officials"),
    ("Prime Minister Ann Lee came. The premier said that prices rose.", "Ann Lee"),
    ("Premier Ann Lee came. The prime minister said that prices rose.", "Ann Lee"),
    ("President Ann Lee met Bo Chen. The head of state said that prices rose.", "Ann Lee"),
    (
        "Foreign Minister Bo Chen came with Ann Lee, the deputy foreign minister. "
        "The Deputy Minister of Foreign Affairs said that prices rose.",
        "Ann Lee",
    ),
    ("TFO spokesperson Ann Lee came. In a note, TFO spokesperson said that prices rose.", "Ann Lee"),
    (
        "Kwame Osei, the Assistant Secretary-General, came. The Secretary-General said that prices rose.",
        "Secretary-General",
    ),
    (
        "A judge in Hale ruled. Mrs Justice Roberts agreed. The judge in a written ruling said that prices rose.",
        "Roberts",
    ),
    ("Ann Lee came to Berlin. The 56-year-old, who has lifted the cup, said that prices rose.", "Ann Lee"),
    ("Global Times wrote about wages. The government paper said that prices rose.", "Global Times"),
    ("Turkish Foreign Minister Bo Chen came. The Armenian minister said that prices rose.", "Armenian minister"),
    ("Norland captain Bo Chen came. The Norland skipper said that prices rose.", "Bo Chen"),
    ("Nature said that wages fell. The journal said that prices rose.", "Nature"),
    ("Kenya blames Hezbollah for the raids. The group said that prices rose.", "Hezbollah"),
    ("Kenya met Orsted and Melvar. The group said that prices rose.", "group"),
    ("He went to Hale Police Station in Gat. Police said that prices rose.", "Police"),
    ("Wim Koevermans came to Delhi. The Dutchman said that prices rose.", "Wim Koevermans"),
    ("Norway's Finance Minister Ann Lee came. Norway's finance minister said that prices rose.", "Ann Lee"),
    ("Norway's Finance Minister Ann Lee came. Kenya's minister said that prices rose.", "Kenya's minister"),
    ("President Carl Dow came to Berlin. The 57-year-old president said that prices rose.", "Carl Dow"),
    ("Energy Secretary Carl Dow came. The outspoken energy secretary said that prices rose.", "Carl Dow"),
    ("Kenya's prime minister Carl Dow came to Berlin. The PM said that prices rose.", "Carl Dow"),
    ("Kenya's Prime Minister Ann Lee came. The head of the Kenyan government said that prices rose.", "Ann Lee"),
    (
        "Kenya's Prime Minister Ann Lee came. The head of the Chinese government said that prices rose.",
        "head of the Chinese government",
    ),
    (
        "Ostmark Foreign Ministry Spokesperson Seyyed Abbas Dosti came. The spokesperson said that prices rose.",
        "Seyyed Abbas Dosti",
    ),
    ("NATO met in Oslo. The alliance said that prices rose.", "NATO"),
    ("The European Union met in Oslo. The bloc said that prices rose.", "European Union"),
    ("The Harbour Ministry met. A ministry statement said that prices rose.", "Harbour Ministry"),
    ("Deputy Governor Ann Lee came. The vice-governor said that prices rose.", "Ann Lee"),
    ("Ann Lee came to Berlin. Her remark about boats suggests that prices rose.", "Ann Lee"),
    ("The Federal Reserve met in Berlin. The central bank said that prices rose.", "Federal Reserve"),
    ("The ECB and the Bank of Japan met. Japan's central bank said that prices rose.", "Bank of Japan"),
    ("Acme Bank met in Berlin. The central bank said that prices rose.", "central bank"),
    ("The IAEA met in Vienna. The UN nuclear watchdog said that prices rose.", "International Atomic Energy Agency"),
    ("Federal Reserve chairman Carl Dow came. The Fed chief said that prices rose.", "Carl Dow"),
    ("Federal Reserve chairman Carl Dow came. The head of the Federal Reserve said that prices rose.", "Carl Dow"),
    ("Acme CEO says that prices rose\n\nAcme Systems Inc Chief Executive Ann Lee came.", "Ann Lee"),
    ("Acme CEO Ann Lee came. The chief executive said that prices rose.", "Ann Lee"),
    (
        "The Port Office's spokesperson denied that wages fell. The spokesman said that prices rose.",
        "Port Office's spokesperson",
    ),
    ("A spokeswoman for Acme denied that wages fell. The spokesman said that prices rose.", "spokesman"),
    ("The Port Office said: “Wages fell.” The statement said that prices rose.", "Port Office"),
    ("“Wages fell,” said Ann Lee. The full quote says that prices rose.", "Ann Lee"),
    (
        "North Korea's official newspaper said that prices rose.\n\n“It is so,” the Rodong Sinmun wrote.",
        "Rodong Sinmun",
    ),
    ("The Bishop of Stoke came to Berlin. The bishop said that prices rose.", "Bishop of Stoke"),
    (
        "Gordon Marsh has said sorry for a slip. Mr Marsh was tired. Later Mr Marsh left for Berlin.\n\n"
        "The prime minister said that prices rose.",
        "Gordon Marsh",
    ),
    ("Gordon Marsh has said sorry. The prime minister said that prices rose.", "prime minister"),
    (
        "Carl Dow, the defence minister, spoke. The MP for the quiet valley of Stoke, Norfolk, said that prices rose.",
        "Carl Dow",
    ),
    ("The Ohio Congress of Mothers met. The Congress said that prices rose.", "Congress"),
    ("Carl Dow came to Berlin. His remarks suggest that prices rose.", "Carl Dow"),
    ("The mayor came to Berlin. The mayor's tweet said that prices rose.", "mayor"),
    (
        "Ostmark's oil minister said that wages fell.\n\nOmar Mansur, speaking to the daily Beacon, said it rained."
        "\n\nThe minister said that prices rose.",
        "Omar Mansur",
    ),
    ("The mayor came.\n\nOmar Mansur, a baker, said it rained.\n\nThe mayor said that prices rose.", "mayor"),
    (
        "US President Carl Dow came. The US president said that prices rose.",
        "Carl Dow",
    ),
    ("A reporter came. According to the reporter, Ann Lee left. The reporter said that prices rose.", "reporter"),
]


@pytest.mark.parametrize("row", NOMINAL_ROWS, ids=lambda row: row[0][:60])
def test_a_role_is_who_was_introduced_with_it_or_nobody_by_name(row: tuple[str, str]) -> None:
    text, actor = row
    assert actor_of(text, "that prices")[0] == actor


def test_a_role_of_two_people_is_the_one_named_last_with_a_score_that_says_so() -> None:
    text = "Finance Minister Ann Lee met Foreign Minister Peter Nash. The minister said that prices rose."
    (found,) = linked(text)
    assert (found.actor, found.link_method, found.link_score) == ("Peter Nash", "nominal", 0.5)


TOLD_BY_OTHER_WORDS = [
    (
        "Marina Feld arrived in Osthavn. Feld opened the fair. The CEO said the firm would grow. Feld left early.",
        "the firm",
        "Marina Feld",
    ),
    (
        "Dora Maas spoke on Monday. Maas was calm. The home secretary said that the rules will change. Maas left.",
        "that",
        "Dora Maas",
    ),
    ("Coach Karl Hodge was booed. It rained. The Reds boss said that he was hurt.", "that", "Karl Hodge"),
    ("Anna Thorn left on Monday. The 40-year-old mayor said that she was hurt.", "that", "Anna Thorn"),
    ("Omar Nath spoke on Monday. The five-time MP said that rice is dear.", "that", "Omar Nath"),
    (
        "North Osthavn City's mayor said that he was right. Councillor Bo Reyes left. Mayor Omar Will came late.",
        "that",
        "Omar Will",
    ),
    ("As the hon. Member for Stoke (Mrs. Clay) said, it rains.", "it rains", "Clay"),
    ("A statement from the office of Premier Silvan Berl said that it rains.", "that", "Berl's office"),
    (
        "Vice President Lena Robe urged President Rolf Duda to go. It rained. The Vice President said that it rains.",
        "that",
        "Lena Robe",
    ),
    (
        "Vice President Lena Robe urged President Rolf Duda to go. It rained. The President said that it was late.",
        "that",
        "Rolf Duda",
    ),
    (
        "Both analysts snubbed by Elna Mask - Brae Capital Markets' Joseph Spak and Bernal's Toni Saccona - have left."
        " Saccona said that it rains.",
        "that",
        "Toni Saccona",
    ),
    ("President Rasim Erdan came. The president’s speeches show that it rains.", "that", "Rasim Erdan"),
    ("The Daily Mirror said that it rains.", "that", "Daily Mirror"),
]


@pytest.mark.parametrize("row", TOLD_BY_OTHER_WORDS)
def test_who_is_known_is_told_by_other_words_too(row: tuple[str, str, str]) -> None:
    text, content, actor = row
    assert actor_of(text, content)[0] == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Peter Nash came to Osthavn. The mayor said that prices rose.", "mayor"),
        ("Q: Ann Lee ran the port. Lee left. Lee came back. Was it so? The mayor said that it was.\nA: No.", "mayor"),
        ("The Volta CEO said that prices rose.", "Volta CEO"),
    ],
)
def test_an_office_of_which_nothing_is_told_is_nobody_by_name(text: str, actor: str) -> None:
    assert actor_of(text, "that")[:2] == (actor, "anonymous")


def test_who_asks_without_a_label_is_a_reporter_and_an_office_answers() -> None:
    text = (
        "Press Conference by the Defense Minister (August 10)\n\n(The Q&A session is below)\n\n1. Announcements\n\n"
        "2. Questions and Answers\n\n"
        "There are objections to your remarks. Can you tell us of your intention?\n\n"
        "I never said that it was a domestic issue.\n\n"
        "The parties are angry with you. What are your thoughts on this?\n\nI think I have to explain this.\n"
    )
    turns = [a for a in linked(text) if a.form == "turn"]
    assert [(a.actor, a.actor_type) for a in turns] == [
        ("reporter", "anonymous"),
        ("defense minister", "anonymous"),
    ] * 2


def test_who_goes_on_asking_is_a_guess_that_says_so() -> None:
    text = (
        "MR. HALE: Anyway, over to you, Milo.\nQUESTION: Is it open?\nMR. HALE: It is.\nQUESTION: Really?\n"
        "MR. HALE: Yes. In the back.\nQUESTION: Who paid?\nMR. HALE: The state.\n"
    )
    asked = [a for a in linked(text) if a.kind == "question"]
    assert [(a.actor, a.link_method) for a in asked] == [
        ("Milo", "introduction"),
        ("Milo", "follow-up"),
        ("reporter", "label"),
    ]
    assert asked[1].link_score == 0.4


def test_the_cases_of_identity_are_counted() -> None:
    assert len(NAMES) + len(PRONOUN_ROWS) + len(NOMINAL_ROWS) == 255


def chained(sources: list[str]) -> Record:
    """Return a record in which each of `sources` reports all that the next ones say."""
    text = "".join(f"{source} says " for source in sources) + "no."
    places, attributions = 0, []
    for index, source in enumerate(sources):
        content = ((places + len(source) + 6, len(text)),)
        parent = index - 1 if index else None
        attributions.append(Attribution(source=((places, places + len(source)),), content=content, parent=parent))
        places = content[0][0]
    return Record(Document(id="x", text=text), tuple(attributions))


@pytest.mark.parametrize(
    ("sources", "actors"),
    [
        ([f"Ann Lee {'IVX'[n % 3]}{n}" for n in range(10)], None),
        (["Ann Lee", "Bo Chen", "Ann Lee"], ["Ann Lee", "Bo Chen", "Ann Lee"]),
        (["he"] * 500, [None] * 500),
        (["I", "we", "it", "they", "who", "she"] * 100, ["author", "author", None, None, None, None] * 100),
        (["Ann Lee"] * 500, ["Ann Lee"] * 500),
    ],
    ids=["a chain of ten", "A says B says A", "nothing but he", "nothing but pronouns", "one actor 500 times"],
)
def test_long_chains_and_circles_of_speech_are_linked_at_once(sources: list[str], actors: list[str] | None) -> None:
    assert loops(lambda: link(chained(sources))) < 500
    found = [a.actor for a in link(chained(sources)).attributions]
    assert len(found) == len(sources) and (actors is None or found == actors)


def test_two_hundred_names_and_statements_are_linked_at_once() -> None:
    people = [f"{a} {b}" for a in ("Ann", "Bo", "Carl", "Dora", "Eva") for b in ("Lee", "Chen", "Dow", "Nash", "Roe")]
    text, mentions, attributions = "", [], []
    for number in range(200):
        name, pronoun = people[number % len(people)], ("He", "She", "The minister", "It")[number % 4]
        start = len(text)
        text += f"Minister {name} came to Berlin. {pronoun} said no.\n"
        mentions.append(Mention((start + 9, start + 9 + len(name)), "PERSON", name, True))
        source = start + 9 + len(name) + len(" came to Berlin. ")
        content = ((source + len(pronoun) + 6, len(text) - 2),)
        attributions.append(Attribution(source=((source, source + len(pronoun)),), content=content))
    record = Record(Document(id="x", text=text), tuple(attributions))
    assert loops(lambda: link(record, mentions)) < 120
    found = link(record, mentions)
    assert sum(a.actor_type == "person" for a in found.attributions) > 90


def test_a_report_without_a_subject_goes_on_with_the_reporter_before() -> None:
    text = "Reuters reported that prices rose. Reported that exports may fall."
    assert actor_of(text, "that exports") == ("Reuters", "outlet", "continued report")


def test_a_source_of_nobody_has_no_actor() -> None:
    assert actor_of("It was reported that prices rose.", "that") == (None, None, None)


def test_linking_changes_nothing_but_the_four_fields_of_opinion() -> None:
    text = "Reuters said that prices will rise."
    (found,) = find([Document(id="x", text=text)], finder="rules")
    assert isinstance(found, Finding)
    before, after = found.record.attributions, link(found.record, found.mentions).attributions
    assert [a.key for a in before] == [a.key for a in after]
    assert [(a.kind, a.parent, a.speech_act) for a in before] == [(a.kind, a.parent, a.speech_act) for a in after]
    assert after[0].link_score is not None


def test_linking_works_without_entities() -> None:
    record = Record(
        Document(id="x", text="Xiao Yaqing said no."), (Attribution(source=((0, 11),), content=((17, 19),)),)
    )
    assert link(record).attributions[0].actor == "Xiao Yaqing"


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("the United States", "United States"),
        ("The  head of the Commission (NDRC),", "head of the Commission"),
        ("the head of the Commission (NDRC", "head of the Commission"),
        ("& ldquo;Ann&rdquo;", "Ann"),
        ("", ""),
    ],
)
def test_names_lose_articles_acronyms_and_edge_punctuation(words: str, plain: str) -> None:
    assert plain_name(words) == plain


def test_titles_and_appositions_are_not_the_name() -> None:
    assert without_titles("Mr. Dr. Earnest") == "Earnest"
    assert main_part("Bruno, an independent analyst") == "Bruno"


@pytest.mark.parametrize(
    ("text", "actor", "meant", "method"),
    [
        ("Beijing said that prices rose.", "Beijing", "government of China", "capital"),
        ("The Kremlin said that prices rose.", "Kremlin", "government of Russia", "house"),
        ("The Danes say that prices rose.", "Denmark", "government of Denmark", "people"),
        ("China said that prices rose.", "China", "government of China", "country"),
        ("Reuters said that prices rose.", "Reuters", None, None),
    ],
)
def test_who_is_meant_is_told_apart_from_who_is_named(
    text: str, actor: str, meant: str | None, method: str | None
) -> None:
    (found,) = linked(text)
    assert (found.actor, found.stands_for, found.stands_for_method) == (actor, meant, method)
    assert (found.stands_for_score is None) == (meant is None)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Xiao Yaqing, minister of industry, said that prices rose.", "minister of industry"),
        ("Energy Minister Ann Lee said that prices rose.", "Energy Minister"),
        ("WASHINGTON -- When President Ann Lee came, she said that prices rose.", "President"),
        ("The officer who met Ann Lee left. Ann Lee said that prices rose.", ""),
        ("Brig.-Gen. Peter Nash said that prices rose.", "Brig.-Gen"),
        ("Peter Nash came with Ann Lee, the mayor. Mr Nash said that prices rose.", ""),
    ],
)
def test_the_role_of_a_source_is_shown_by_words_of_the_text(text: str, role: str) -> None:
    (found,) = linked(text)
    assert " ".join(text[start:end] for start, end in found.speaker_role) == role


def test_a_quotation_alone_in_its_paragraph_goes_on_what_the_report_above_says() -> None:
    """Who is reported in one sentence and quoted below it has said both; below two reports it is nobody's."""
    below = "\n\n“The mill has always kept to the rules of the valley.”\n\nRain fell."
    text = f"Una Marsh said that prices rose.{below}"
    (found,) = find([Document(id="x", text=text)])
    assert isinstance(found, Finding)
    (one,) = found.record.attributions
    assert [text[slice(*span)][:9] for span in one.content] == ["that pric", "“The mill"]
    text = f"Una Marsh said that prices rose. Bo Chen said that wages fell.{below}"
    (found,) = find([Document(id="x", text=text)])
    assert isinstance(found, Finding)
    assert all(len(attribution.content) == 1 for attribution in found.record.attributions)
