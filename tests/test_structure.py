"""The layout of documents: headlines, datelines, paragraphs, turns, questions and answers, furniture."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import is_linear, loops
from kg.repair import repair
from kg.structure import Layout, Turn, divide, iso_date
from kg.structure.turns import name_of

SEEDS: Final = Path(__file__).parent.parent / "seeds"

# layout, and of each turn: role, speaker, first words of its content, number of paragraphs, the turn it answers
TRANSCRIPTS: Final[dict[str, tuple[str, list[tuple[str, str | None, str, int, int | None]]]]] = {
    "label alone on its line": (
        "Briefing on fisheries\n\nDaily Courier:\n\nWhy were the quotas cut? Thank you.\n\nMarta Oliveira:\n\n"
        "Stocks fell by half.\n\nWe had no choice. Thank you.",
        [("question", "Daily Courier", "Why were", 1, None), ("answer", "Marta Oliveira", "Stocks fell", 2, 0)],
    ),
    "name and text on one line": (
        "Ann Lee: Did you sign it?\nBo Chen: I did not sign it.\nAnn Lee: Who did?\nBo Chen: Nobody has told me.",
        [
            ("question", "Ann Lee", "Did you", 1, None),
            ("answer", "Bo Chen", "I did not", 1, 0),
            ("question", "Ann Lee", "Who did?", 1, None),
            ("answer", "Bo Chen", "Nobody", 1, 2),
        ],
    ),
    "bold Markdown": (
        "# The bridge\n\n**Interviewer:** When does it open?\n\n**Dr. Paula Reyes:** In May, we hope.\n\nOr in June.\n",
        [("question", "Interviewer", "When does", 1, None), ("answer", "Dr. Paula Reyes", "In May", 2, 0)],
    ),
    "upper case, titles and bare Q": (
        "1:05 P.M. EST\n\nMR. EARNEST: Good afternoon, everybody. Let's start.\n\n"
        "Q    Has the President signed the bill?\n\nMR. EARNEST:  He has not.  (Laughter.)\n\nHe will on Friday.\n\n"
        "Q    And the other one?\n\nMR. EARNEST:  No news on that.\n\nEND                2:00 P.M. EST",
        [
            ("statement", "Mr. Earnest", "Good afternoon", 1, None),
            ("question", None, "Has the President", 1, None),
            ("answer", "Mr. Earnest", "He has not", 2, 1),
            ("question", None, "And the other", 1, None),
            ("answer", "Mr. Earnest", "No news", 1, 3),
        ],
    ),
    "Q and A with colons and an introduction": (
        "The reporter interviewed the head of the Harbour Board on Monday.\nQ: Is the harbour safe?\nA: It is.\n"
        "Q: Since when?\nA: Since the new wall was built.",
        [
            ("question", "reporter", "Is the harbour", 1, None),
            ("answer", "head of the Harbour Board", "It is.", 1, 0),
            ("question", "reporter", "Since when?", 1, None),
            ("answer", "head of the Harbour Board", "Since the new", 1, 2),
        ],
    ),
    "Question and Answer written out": (
        "Question: What did the survey find?\nAnswer: Two wrecks.\n\n"
        "Question: Whose were they?\nAnswer: We do not know.",
        [
            ("question", None, "What did", 1, None),
            ("answer", None, "Two wrecks.", 1, 0),
            ("question", None, "Whose were", 1, None),
            ("answer", None, "We do not", 1, 2),
        ],
    ),
    "journalists and inaudible passages": (
        "Journalist: (…inaudible…) about the strike?\n\nMinister Havel: There is no strike.\n\n"
        "Journalist: (…inaudible…)\n\nMinister Havel: I have answered that.",
        [
            ("question", "Journalist", "(…inaudible…) about", 1, None),
            ("answer", "Minister Havel", "There is no", 1, 0),
            ("question", "Journalist", "(…inaudible…)", 1, None),
            ("answer", "Minister Havel", "I have answered", 1, 2),
        ],
    ),
    "several answers to one question": (
        "Moderator: Welcome to the panel.\nAudience member: What should cities do first?\n"
        "Ines Duarte: Plant trees in every street.\nTomas Berg: Close the streets to cars.\n"
        "Moderator: Thank you both.\nTomas Berg: It was a pleasure to be here.",
        [
            ("statement", "Moderator", "Welcome", 1, None),
            ("question", "Audience member", "What should", 1, None),
            ("answer", "Ines Duarte", "Plant trees", 1, 1),
            ("answer", "Tomas Berg", "Close the", 1, 1),
            ("statement", "Moderator", "Thank you", 1, None),
            ("statement", "Tomas Berg", "It was a", 1, None),
        ],
    ),
    "labels of upper-case surnames": (
        "HOLT: Mr. Grant, will you raise taxes?\nGRANT: I will not raise them.\nHOLT: Ms. Ochoa, will you?\n"
        "OCHOA: Only for a few people.",
        [
            ("question", "Holt", "Mr. Grant", 1, None),
            ("answer", "Grant", "I will not", 1, 0),
            ("question", "Holt", "Ms. Ochoa", 1, None),
            ("answer", "Ochoa", "Only for", 1, 2),
        ],
    ),
    "time stamps": (
        "Speaker 1 (00:12):\nWhere were you that night?\n\nSpeaker 2 (00:15):\nI was at home.\n\n"
        "Speaker 1 (00:20):\nAlone?",
        [
            ("question", "Speaker 1", "Where were", 1, None),
            ("answer", "Speaker 2", "I was at", 1, 0),
            ("question", "Speaker 1", "Alone?", 1, None),
        ],
    ),
    "names in capitals, titles and offices not": (
        "MARK HALE: Some say no.\nDr. UNA MARSH (Geologist, Hale Institute): It is a rock.\nHALE: A rock it is.",
        [
            ("statement", "Mark Hale", "Some say", 1, None),
            ("statement", "Dr. Una Marsh", "It is", 1, None),
            ("statement", "Hale", "A rock", 1, None),
        ],
    ),
    "who asks for an outlet among names in capitals": (
        "SPOKESPERSON HALE: Good day to all.\nUna Marsh (CNN Norland): Will it rain?\nSPOKESPERSON HALE: It will rain.",
        [
            ("statement", "Spokesperson Hale", "Good day", 1, None),
            ("question", "Una Marsh", "Will it", 1, None),
            ("answer", "Spokesperson Hale", "It will", 1, 1),
        ],
    ),
    "a clock beside each name": (
        "Ida Holm 00:00:02\nWelcome to the show. Bo.\n\nBo Chen 00:00:20\nGlad to be here, in the rain\n\n"
        "Ida Holm 00:00:31\n\nUna Marsh 00:00:35\nAnd so am I.",
        [
            ("statement", "Ida Holm", "Welcome", 1, None),
            ("statement", "Bo Chen", "Glad", 1, None),
            ("statement", "Una Marsh", "And so", 1, None),
        ],
    ),
    "numbered questions": (
        "Q1: Who pays?\nA1: The county pays.\nQ2: How much?\nA2: Two million a year.",
        [
            ("question", None, "Who pays?", 1, None),
            ("answer", None, "The county", 1, 0),
            ("question", None, "How much?", 1, None),
            ("answer", None, "Two million", 1, 2),
        ],
    ),
    "Q and A alone on their lines": (
        "Q\n\nIs it over?\n\nA\n\nIt is over.\n\nQ\n\nFor good?\n\nA\n\nFor good.",
        [
            ("question", None, "Is it over?", 1, None),
            ("answer", None, "It is over.", 1, 0),
            ("question", None, "For good?", 1, None),
            ("answer", None, "For good.", 1, 2),
        ],
    ),
    "answers without a label": (
        "An interview with Lena Fischer about beekeeping\n\nQ: How did you begin?\n\nWith one hive.\n\nIt died.\n\n"
        "Q: And then?\n\nI bought two.",
        [
            ("question", None, "How did you", 1, None),
            ("answer", "Lena Fischer", "With one hive.", 2, 0),
            ("question", None, "And then?", 1, None),
            ("answer", "Lena Fischer", "I bought two.", 1, 2),
        ],
    ),
    "office after the name, wide colon": (
        "记者： Will prices rise?\n\nXu Wei, Vice Minister of Trade: Not this year.\n\n记者： And next year?\n\n"
        "Xu Wei: We shall see then.",
        [
            ("question", "记者", "Will prices", 1, None),
            ("answer", "Xu Wei", "Not this year.", 1, 0),
            ("question", "记者", "And next", 1, None),
            ("answer", "Xu Wei", "We shall see", 1, 2),
        ],
    ),
    "hard-wrapped lines": (
        "THE PRESIDENT: We have come a long way since the first winter, and the\nroads that were closed then are open"
        " to everybody who wants to use them\ntoday.\n\nQ Will they stay open when the snow comes back in December, as"
        " it\ndoes every year?\n\nTHE PRESIDENT: They will stay open, because this time the money for the\nploughs is"
        " in the budget and nobody can take it out.\n\nQ Thank you.",
        [
            ("statement", "The President", "We have come", 1, None),
            ("question", None, "Will they stay", 1, None),
            ("answer", "The President", "They will", 1, 1),
            ("question", None, "Thank you.", 1, None),
        ],
    ),
    "quoted by a story": (
        "Reyes: We Will Win\n\nMarta Reyes spoke on television. A part of it:\n\n"
        "“HOLT: Will you win?\n\n“REYES: We will win, and it will be easy.\n\n“HOLT: How?”",
        [
            ("question", "Holt", "Will you", 1, None),
            ("answer", "Reyes", "We will win", 1, 0),
            ("question", "Holt", "How?", 1, None),
        ],
    ),
    "an interview that ends before the news": (
        "Q: Will you close the plant?\nA: No.\n\nWorkers cheer outside the gates\nThe crowd outside heard the news at"
        " noon and began to sing.\nPolice said that all was quiet.",
        [("question", None, "Will you close", 1, None), ("answer", None, "No.", 1, 0)],
    ),
    "a source line ends the last answer": (
        "Q: Will it rain?\nA: It will.\nSource: Weather Office\nThe office was founded in 1901.",
        [("question", None, "Will it rain?", 1, None), ("answer", None, "It will.", 1, 0)],
    ),
    "one question between two turns, no blank lines": (
        "MR. EARNEST: Good afternoon, everybody.\nQ  Thank you. Will he go?\nMR. EARNEST: He will go soon.",
        [
            ("statement", "Mr. Earnest", "Good afternoon", 1, None),
            ("question", None, "Thank you.", 1, None),
            ("answer", "Mr. Earnest", "He will go", 1, 1),
        ],
    ),
    "spoke to reporters": (
        "Governor Ada Stone spoke to reporters after the vote.\n\nQuestion: Are you pleased?\n\nAnswer: Very.\n",
        [("question", "reporters", "Are you", 1, None), ("answer", "Governor Ada Stone", "Very.", 1, 0)],
    ),
    "laughter behind a turn": (
        "Ann Lee: Props are not allowed. [Laughter.]\n\nBob Ray: So be it.\n\nAnn Lee: Good. (Applause.)\n",
        [
            ("statement", "Ann Lee", "Props are not allowed.", 1, None),
            ("statement", "Bob Ray", "So be it.", 1, None),
            ("statement", "Ann Lee", "Good.", 1, None),
        ],
    ),
    "she spoke to whoever asks": (
        "Ann Lee has run the port since May. She spoke to Bob Ray in Rome.\n\nQ: Are you pleased?\n\nA: Very.\n",
        [("question", "Bob Ray", "Are you", 1, None), ("answer", "Ann Lee", "Very.", 1, 0)],
    ),
    "an outlet of no known make among those who ask": (
        "Weekly briefing\n\nLee: The meeting will be held in May.\n\nReuters: Is it on time?\n\nLee: It is on time.\n\n"
        "Khabar 24: Which of these is closer to yours?\n\nLee: Neither of them is.\n",
        [
            ("statement", "Lee", "The meeting", 1, None),
            ("question", "Reuters", "Is it", 1, None),
            ("answer", "Lee", "It is", 1, 1),
            ("question", "Khabar 24", "Which of", 1, None),
            ("answer", "Lee", "Neither", 1, 3),
        ],
    ),
    "who has asked asks again, without a mark": (
        "Weekly briefing\n\nReuters: Is it on time?\n\nLee: It is on time.\n\nTASS: Is it safe?\n\nLee: It is safe.\n\n"
        "Reuters: A follow-up. The Times claims that a draft was rejected.\n\nLee: That report is not true.\n",
        [
            ("question", "Reuters", "Is it on", 1, None),
            ("answer", "Lee", "It is on", 1, 0),
            ("question", "Tass", "Is it safe", 1, None),
            ("answer", "Lee", "It is safe", 1, 2),
            ("question", "Reuters", "A follow-up", 1, None),
            ("answer", "Lee", "That report", 1, 4),
        ],
    ),
    "names alone on their lines": (
        "The ferries\n\nNora Vance (Ashby and Sefton) (Con)\n\nWill the Minister give way?\n\n"
        "The Minister for Ports (Dana Reyes)\n\nI will not.\n\nThe boats sail in May.\n\nMr Speaker\n\nOrder.\n\n"
        "Nora Vance\n\nAnd what of the fares?\n\nThe Minister for Ports\n\nindicated assent.\n",
        [
            ("question", "Nora Vance", "Will the Minister", 1, None),
            ("answer", "The Minister for Ports", "I will not.", 2, 0),
            ("statement", "Mr Speaker", "Order.", 1, None),
            ("question", "Nora Vance", "And what of", 1, None),
        ],
    ),
    "a long office, and who holds it": (
        "The Secretary of State for Harbours, Islands and Local Ferries (Ms Dana Reyes): I welcome this debate.\n\n"
        "Otto Vance (Ashby) (Con): Will she give way?\n\nMs Reyes: I will not give way.\n",
        [
            (
                "statement",
                "The Secretary of State for Harbours",
                "I welcome",
                1,
                None,
            ),
            ("question", "Otto Vance", "Will she", 1, None),
            ("answer", "Ms Reyes", "I will not", 1, 1),
        ],
    ),
    "a question put down": (
        "7. Mr. Vance\n\nasked the Minister of Ports what boats cost.\n\nThe Minister of Ports\n\nNine millions.\n\n"
        "Mr. Vance\n\nThat is too much.\n\nThe Minister of Ports\n\nIt is not.\n",
        [
            ("question", "Mr. Vance", "asked the", 1, None),
            ("answer", "The Minister of Ports", "Nine", 1, 0),
            ("statement", "Mr. Vance", "That is", 1, None),
            ("answer", "The Minister of Ports", "It is not.", 1, 0),
        ],
    ),
    "section marks, the name grown into the speech": (
        "§ Mr. Otto VanceOn a point of order. Is it true?\n§ Mr. SpeakerThat is not for me.\n§ Mr. McAdamIt is true.\n",
        [
            ("question", "Mr. Otto Vance", "On a point", 1, None),
            ("answer", "Mr. Speaker", "That is not", 1, 0),
            ("answer", "Mr. McAdam", "It is true.", 1, 0),
        ],
    ),
    "bold names alone on their lines": (
        "**Ida Crane**\n\nWhy now?\n\n**Sven Moll**\n\nBecause it was time.\n\nWe were ready.\n\n**Ida Crane**\n\n"
        "And the money?\n\n**Sven Moll**\n\nIt is there.\n",
        [
            ("question", "Ida Crane", "Why now?", 1, None),
            ("answer", "Sven Moll", "Because", 2, 0),
            ("question", "Ida Crane", "And the money?", 1, None),
            ("answer", "Sven Moll", "It is there.", 1, 2),
        ],
    ),
    "names and times alone on their lines": (
        "Ida Crane 0:03\nWhere were you?\nSven Moll 0:07\nAt home, with the cat.\nIda Crane 0:12\nAll night?\n",
        [
            ("question", "Ida Crane", "Where", 1, None),
            ("answer", "Sven Moll", "At home", 1, 0),
            ("question", "Ida Crane", "All night?", 1, None),
        ],
    ),
    "questions that nothing marks": (
        "We spoke to Ida Crane about her boats.\n\nHow did you begin?\n\nI bought one.\n\nIt sank.\n\n"
        "What did your family say?\n\nMy father laughed.\n",
        [
            ("question", None, "How did", 1, None),
            ("answer", "Ida Crane", "I bought", 2, 0),
            ("question", None, "What did", 1, None),
            ("answer", "Ida Crane", "My father", 1, 2),
        ],
    ),
    "an outlet asks once, a person answers": (
        "Harbour Times: Will you sell the boats?\n\nIda Crane: We shall not sell any boats.\n",
        [("question", "Harbour Times", "Will you", 1, None), ("answer", "Ida Crane", "We shall", 1, 0)],
    ),
    "one question to a surname in capitals": (
        "She was asked once. Transcript:\n\nQUESTION: Thank you. Will you sell?\n\nCRANE: No. Never.\n\nNot one.\n",
        [("question", None, "Thank you.", 1, None), ("answer", "Crane", "No. Never.", 2, 0)],
    ),
    "one speaker of a transcript": (
        "A transcript of the speech follows.\n\nCHAIRMAN CRANE: I thank you all for coming.\n\nWe have a lot to do.\n",
        [("statement", "Chairman Crane", "I thank", 2, None)],
    ),
    "colons out of place": (
        "CRANE :Well, we tried it.\n\nMOLL:Did you?\n\nCRANE :We did.\n",
        [
            ("statement", "Crane", "Well, we", 1, None),
            ("question", "Moll", "Did you?", 1, None),
            ("answer", "Crane", "We did.", 1, 1),
        ],
    ),
    "a letter without a colon, a colon in what is asked": (
        "Q Nora, can I follow up, briefly: Who pays?\n\nMS. HALE: The ports do.\n\n"
        "Q -- and the islands?\n\nMS. HALE: So do they.\n",
        [
            ("question", None, "Nora, can I", 1, None),
            ("answer", "Ms. Hale", "The ports", 1, 0),
            ("question", None, "and the islands?", 1, None),
            ("answer", "Ms. Hale", "So do", 1, 2),
        ],
    ),
    "one letter beside a name in capitals": (
        "MS. HALE:  He will be in Delmare.\n\nQ    Does he still back the bill?\n\nMR. ORD:  He does.\n",
        [
            ("statement", "Ms. Hale", "He will", 1, None),
            ("question", None, "Does he", 1, None),
            ("answer", "Mr. Ord", "He does.", 1, 1),
        ],
    ),
    "turns in brackets, which others of the debate are": (
        "[Shadow Minister for Ports (Linus Marrable): We know that it was misread … ]\n\n"
        "Dr Ottilie Finch: I will not say it again.\n\n[Mr Speaker: Order. That is enough.]\n\n"
        "[Mr Marrable: My hon. Friend [Dr Finch] is right.\n\nI think so too.]\n",
        [
            ("statement", "Shadow Minister for Ports", "We know that", 1, None),
            ("statement", "Dr Ottilie Finch", "I will not", 1, None),
            ("statement", "Mr Speaker", "Order.", 1, None),
            ("statement", "Mr Marrable", "My hon.", 2, None),
        ],
    ),
    "a surname is whoever has it in full": (
        "Trade Weekly: Is the pier safe?\n\nAnton da Marsh: It is.\n\n"
        "Trade Weekly: But that is what you told us in May, before it fell.\n\nDa Marsh: It was another pier.\n",
        [
            ("question", "Trade Weekly", "Is the pier", 1, None),
            ("answer", "Anton da Marsh", "It is.", 1, 0),
            ("question", "Trade Weekly", "But that", 1, None),
            ("answer", "Da Marsh", "It was", 1, 2),
        ],
    ),
    "names in brackets alone on their lines, then surnames": (
        "Ferry fares\n\nMr. Linus Marrable (Holm and Brae)\n\nWhat will they be?\n\n"
        "The Minister for Ports (Mrs. Ottilie Finch)\n\nThey will be fixed in May.\n\n"
        "Mr. Marrable\n\nBy whom?\n\nMrs. Finch\n\nBy me.\n",
        [
            ("question", "Mr. Linus Marrable", "What will", 1, None),
            ("answer", "The Minister for Ports", "They will", 1, 0),
            ("question", "Mr. Marrable", "By whom?", 1, None),
            ("answer", "Mrs. Finch", "By me.", 1, 2),
        ],
    ),
    "names in capitals, all in one line": (
        "MS. HALE: He has signed it. Q When? MS. HALE: On Monday, he told me. Q And the other? MS. HALE: He will not.",
        [
            ("statement", "Ms. Hale", "He has signed", 1, None),
            ("question", None, "When?", 1, None),
            ("answer", "Ms. Hale", "On Monday", 1, 1),
            ("question", None, "And the other?", 1, None),
            ("answer", "Ms. Hale", "He will not.", 1, 3),
        ],
    ),
    "names before a full stop": (
        "The Chairman. The committee will come to order.\n\nMr. Holt. Did you read it, Ms. Corr?\n\n"
        "Ms. Corr. I read the summary.\n\nIt was short.\n\nMr. Holt. Who wrote it?\n\nMs. Corr. My deputy did.\n",
        [
            ("statement", "The Chairman", "The committee", 1, None),
            ("question", "Mr. Holt", "Did you", 1, None),
            ("answer", "Ms. Corr", "I read", 2, 1),
            ("question", "Mr. Holt", "Who wrote", 1, None),
            ("answer", "Ms. Corr", "My deputy", 1, 3),
        ],
    ),
    "questions in bold": (
        "# The potter\n\n**What made you start?**\n\nMy aunt had a wheel.\n\n**You never trained, though.**\n\n"
        "I did not.\n\n**And what is next?**\n\nI hope to rest.\n",
        [
            ("question", None, "What made", 1, None),
            ("answer", None, "My aunt", 1, 0),
            ("question", None, "You never", 1, None),
            ("answer", None, "I did not.", 1, 2),
            ("question", None, "And what", 1, None),
            ("answer", None, "I hope", 1, 4),
        ],
    ),
    "clips, and a correspondent who answers": (
        "BRANT (voice-over): The ferry sank last night.\n\n(BEGIN VIDEO CLIP)\n\n"
        "OTTILIE FINCH, PORTS MINISTER: We heard a bang.\n\n(END VIDEO CLIP)\n\n"
        "BRANT (on camera): Milo, what do they say?\n\nMILO ORD, CNN CORRESPONDENT: A mine, Tessa.\n\n"
        "BRANT: Whose?\n\nORD: They do not know.\n",
        [
            ("statement", "Brant", "The ferry", 1, None),
            ("statement", "Ottilie Finch", "We heard", 1, None),
            ("question", "Brant", "Milo, what", 1, None),
            ("answer", "Milo Ord", "A mine", 1, 2),
            ("question", "Brant", "Whose?", 1, None),
            ("answer", "Ord", "They do", 1, 4),
        ],
    ),
    "names, a dash and an office alone on their lines": (
        "Operator\n\nWelcome to the call.\n\nInes Corr -- Chief Executive Officer\n\nWe did well.\n\n"
        "Operator\n\nOur first question comes from Milo Ord.\n\nMilo Ord -- Brae Bank -- Analyst\n\n"
        "Will you open in May?\n\nInes Corr -- Chief Executive Officer\n\nWe will.\n",
        [
            ("statement", "Operator", "Welcome", 1, None),
            ("statement", "Ines Corr", "We did", 1, None),
            ("statement", "Operator", "Our first", 1, None),
            ("question", "Milo Ord", "Will you", 1, None),
            ("answer", "Ines Corr", "We will.", 1, 3),
        ],
    ),
    "somebody else calls upon who asks next": (
        "Q    Is it over?\n\nMR. ORD:  It is not.\n\nMS. HALE:  Go ahead, Tessa.\n\nQ    That is odd.\n\n"
        "MR. ORD:  It is careful.\n\nQ    Okay.\n\nMR. ORD:  Yes, Bo.\n\nQ    Who sank it?\n\nMR. ORD:  Nobody.\n",
        [
            ("question", None, "Is it", 1, None),
            ("answer", "Mr. Ord", "It is not", 1, 0),
            ("statement", "Ms. Hale", "Go ahead", 1, None),
            ("question", None, "That is", 1, None),
            ("answer", "Mr. Ord", "It is careful", 1, 3),
            ("question", None, "Okay.", 1, None),
            ("statement", "Mr. Ord", "Yes, Bo.", 1, None),
            ("question", None, "Who sank", 1, None),
            ("answer", "Mr. Ord", "Nobody.", 1, 7),
        ],
    ),
    "names in capitals before a full stop, each called upon": (
        "CHAIR CORR. Good day. We kept the rate.\n\nMILA STRAND. Tessa.\n\n"
        "TESSA BRANT. Will you raise it in May?\n\nCHAIR CORR. It takes time.\n\nMILA STRAND. Bo Ord.\n\n"
        "BO ORD. Is it too low?\n\nCHAIR CORR. No.\n",
        [
            ("statement", "Chair Corr", "Good day", 1, None),
            ("statement", "Mila Strand", "Tessa.", 1, None),
            ("question", "Tessa Brant", "Will you", 1, None),
            ("answer", "Chair Corr", "It takes", 1, 2),
            ("statement", "Mila Strand", "Bo Ord.", 1, None),
            ("question", "Bo Ord", "Is it", 1, None),
            ("answer", "Chair Corr", "No.", 1, 5),
        ],
    ),
    "a first label that is broken off at a column's edge": (
        "PRESS SECRETARY LINUS F. MARRABLE: Good day. We will get started here in\njust a second, and it will not take "
        "long, for both the secretary and the\nchairman have opening comments for you, and both are in a hurry.\n\n"
        "SECRETARY OTTILIE J. FINCH III: Thanks to all of you for coming today, so late in\nthe day. It was long.\n\n"
        "MR. MARRABLE: We will take questions.\n\nQ: Was it worth it?\n\nSEC. FINCH: It was.\n",
        [
            ("statement", "Press Secretary Linus F. Marrable", "Good day", 1, None),
            ("statement", "Secretary Ottilie J. Finch III", "Thanks", 1, None),
            ("statement", "Mr. Marrable", "We will", 1, None),
            ("question", None, "Was it", 1, None),
            ("answer", "Sec. Finch", "It was.", 1, 3),
        ],
    ),
    "a host who mostly tells": (
        "TESSA BRANT: It is Sunday.\n\nTESSA BRANT: The bill is stuck.\n\n(Begin VT)\n\n"
        "OTTILIE FINCH (Ports Secretary): We will not sign it.\n\n(End VT)\n\n"
        "TESSA BRANT: Madam Secretary, do you mean that?\n\nSECRETARY OTTILIE FINCH: I do.\n",
        [
            ("statement", "Tessa Brant", "It is", 1, None),
            ("statement", "Tessa Brant", "The bill", 1, None),
            ("statement", "Ottilie Finch", "We will", 1, None),
            ("question", "Tessa Brant", "Madam", 1, None),
            ("answer", "Secretary Ottilie Finch", "I do.", 1, 3),
        ],
    ),
    "questions in bold, the answers on their lines": (
        "**Q: How did you begin?** My aunt gave me a wheel.\n\n**Q: And your father?** He told me not to.\n",
        [
            ("question", None, "How did", 1, None),
            ("answer", None, "My aunt", 1, 0),
            ("question", None, "And your", 1, None),
            ("answer", None, "He told", 1, 2),
        ],
    ),
    "questions behind bullets": (
        "I was glad to interview Ida Crane.\n\n  • Why do you sail?\n\n“Because I like it.”\n\n"
        "  • Who taught you?\n\n“My mother did.”\n",
        [
            ("question", None, "Why do", 1, None),
            ("answer", None, "“Because", 1, 0),
            ("question", None, "Who taught", 1, None),
            ("answer", None, "“My mother", 1, 2),
        ],
    ),
    "letters and names alone on their lines": (
        "Q\n\nDoes he still back it?\n\nMS. HALE\n\nHe does.\n\nQ\n\nAnd the other?\n\nMS. HALE\n\nNo.\n",
        [
            ("question", None, "Does he", 1, None),
            ("answer", "Ms. Hale", "He does.", 1, 0),
            ("question", None, "And the", 1, None),
            ("answer", "Ms. Hale", "No.", 1, 2),
        ],
    ),
    "a question of small words opens the text": (
        "Tessa Brant: What did she say?\n\nMilo Ord: She said: “I am ill.”\n\nTessa Brant: And?\n\nMilo Ord: I left.\n",
        [
            ("question", "Tessa Brant", "What did", 1, None),
            ("answer", "Milo Ord", "She said", 1, 0),
            ("question", "Tessa Brant", "And?", 1, None),
            ("answer", "Milo Ord", "I left.", 1, 2),
        ],
    ),
    "for whom a member sits, below the name": (
        "Linus Marrable\n(Holm) (Lab)\n\nWhat will the fares be?\n\nOttilie Finch\n\nNobody knows.\n\n"
        "Linus Marrable\n\nShe said so in May.\n\nOttilie Finch\n\nI did.\n",
        [
            ("question", "Linus Marrable", "What will", 1, None),
            ("answer", "Ottilie Finch", "Nobody", 1, 0),
            ("question", "Linus Marrable", "She said", 1, None),
            ("answer", "Ottilie Finch", "I did.", 1, 2),
        ],
    ),
    "a hyphen and an office, laughter and applause": (
        "Milo Ord - Analyst, Brae Bank\n\nWill you open?\n\nInes Corr - CEO\n\nWe will.  (Laughter and applause.)\n\n"
        "Milo Ord - Analyst, Brae Bank\n\nAnd then?\n\nInes Corr - CEO\n\nWe close.\n",
        [
            ("question", "Milo Ord", "Will you", 1, None),
            ("answer", "Ines Corr", "We will.", 1, 0),
            ("question", "Milo Ord", "And then", 1, None),
            ("answer", "Ines Corr", "We close.", 1, 2),
        ],
    ),
    "surnames that answer once each": (
        "Question: Why now?\n\nFerrow: Trees should stay.\n\nQuestion: All of them?\n\nSorrel: All.\n",
        [
            ("question", None, "Why now?", 1, None),
            ("answer", "Ferrow", "Trees", 1, 0),
            ("question", None, "All of", 1, None),
            ("answer", "Sorrel", "All.", 1, 2),
        ],
    ),
    "who begins with a question asks, whatever else is said, and order does not answer": (
        "Linus Marrable: We know that it was misread.\n\n"
        "Dr Ottilie Finch: Is it not odd that he still says so? He tried to laugh it off. That was no answer.\n\n"
        "Mr Speaker: Order.\n\nDr Finch: I withdraw that.\n\nLinus Marrable: My hon. Friend is right.\n",
        [
            ("statement", "Linus Marrable", "We know", 1, None),
            ("question", "Dr Ottilie Finch", "Is it not", 1, None),
            ("statement", "Mr Speaker", "Order.", 1, None),
            ("statement", "Dr Finch", "I withdraw", 1, None),
            ("answer", "Linus Marrable", "My hon.", 1, 1),
        ],
    ),
    "names in capitals that said something": (
        "THE MINISTER OF PORTS (SHRI ANAND KELVAR) moving the motion for the Bill, said: The ferries are old.\n\n"
        "SHRIMATI LATA ORRI initiating the discussion said: We oppose it.\n\nSHRI ANAND KELVAR: You always do.\n\n"
        "SHRIMATI LATA ORRI: That is not so.\n",
        [
            ("statement", "The Minister of Ports", "The ferries", 1, None),
            ("statement", "Shrimati Lata Orri", "We oppose", 1, None),
            ("statement", "Shri Anand Kelvar", "You always", 1, None),
            ("statement", "Shrimati Lata Orri", "That is", 1, None),
        ],
    ),
    "a remark, and the house": (
        "Question: Do you trust them?\n\nAnton Korvin: I do.\n\nRemark: They do not trust you.\n\n"
        "Anton Korvin: So they say.\n\nSome hon. members: Oh, oh!\n",
        [
            ("question", None, "Do you", 1, None),
            ("answer", "Anton Korvin", "I do.", 1, 0),
            ("question", None, "They do", 1, None),
            ("answer", "Anton Korvin", "So they", 1, 2),
            ("statement", "Some hon. members", "Oh, oh!", 1, None),
        ],
    ),
    "reporters with numbers, times before names": (
        "10:30 Min. Crane: We shall pay for it.\n\n10:32 REPORTER #2: When?\n\n10:33 Min. Crane: In May, I think.\n",
        [
            ("statement", "Min. Crane", "We shall", 1, None),
            ("question", "Reporter #2", "When?", 1, None),
            ("answer", "Min. Crane", "In May", 1, 1),
        ],
    ),
}

NO_TRANSCRIPTS: Final = {
    "credits between paragraphs": "It went on.\n\nGetty Images\n\nThe boats sailed in May.\n\nIt rained.\n\n"
    "Getty Images\n\nThey came back in June.\n\nRelated Stories\n\nThe ferry sank in July.",
    "subheadings in capitals": "It went on.\n\nWhat Comes Next\n\nThe boats sail.\n\nThe Money\n\nThere is none.\n\n"
    "The Captain\n\nHe stayed.",
    "quotations, each signed below": "“We won.”\n\nIda Crane\n\n“They lost.”\n\nSven Moll\n\n“Wait.”\n\nIda Crane",
    "questions that a story answers itself": "What happened?\n\nThe ferry sank off Holm.\n\nWho is to blame?\n\n"
    "Nobody knows that yet.\n\nWhat comes next?\n\nA court will decide.",
    "advice": "We spoke to the port about storms.\n\nShould you sail?\n\nSailors stay ashore.\n\nCan you wait?\n\n"
    "Nobody waits longer than a day.",
    "answers in bold to what readers ask": "**Do I need a visa?**\n\nEverybody does.\n\n**For how long?**\n\n"
    "It lasts a year.\n\n**Who pays?**\n\nThe traveller does.",
    "sentences that begin with a title": "Mr. Holt. That is what they called him.\n\nMs. Corr left. Nobody minded.",
    "one labelled line in capitals": "It went on.\n\nWARNING: the ice is thin here.\n\nIt ended.",
    "a headline with a colon": "Pat Caddell: Democrat voters worried\n\n"
    "The pollster said on Sunday that voters fear a war.",
    "notes": "The vote was close.\nNote: The figures are not final.\nUpdate: They are now.\nPhoto: Reuters",
    "times": "10:30 The doors open.\n11:00 The minister speaks.\n12:15 Lunch is served to all.",
    "addresses": "https://example.org/a: first\nhttps://example.org/b: second\nSee both pages.",
    "a list": "First: wash the rice well.\nSecond: boil it for ten minutes.\nThird: let it rest.",
    "one labelled line in a story": "It went on.\n\nJohn Doe: a man nobody knew at all.\n\nIt ended.\n\nSo it did.",
    "related headlines": "It went on.\n\nAnn Lee: Why I Left the Party\n\nAnn Lee: What I Would Do Now\n\nIt ended.",
    "poll figures": "Ann Lee: 45 percent\nBo Chen: 44 percent\nThe rest did not answer.",
    "a full statement": "He gave this answer:\n\nI have nothing to say.\n\nHe gave another one:\n\nGo away.",
    "multiple choice": "A: red\nB: green\nC: blue",
    "a sentence that begins with Q": "It went on.\n\nQ is the letter.\n\nAnn Lee: She said so.",
    "a sentence that begins with A": "A White House official said no.\n\nA second agreed.\n\nQ magazine reported it.",
}


def words(text: str, turn: Turn) -> str:
    return text[slice(*turn.content[0])]


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_turns_in_every_layout(name: str) -> None:
    """Each layout gives the same turns: who speaks, what, and whose question it answers."""
    raw, expected = TRANSCRIPTS[name]
    text = repair(raw).text
    turns = divide(text).turns
    got = [(t.role, t.speaker, len(t.content), t.answers) for t in turns]
    assert got == [(role, speaker, count, answers) for role, speaker, _, count, answers in expected]
    for turn, (_, _, start, _, _) in zip(turns, expected, strict=True):
        assert words(text, turn).startswith(start)


@pytest.mark.parametrize(
    ("raw", "contents"),
    [
        ("**Q: Will he go?**\n\n**A:** He will.\n\n**Q: Why?**\n\nA: Ask him.", ["Will he go?", "He will.", "Why?"]),
        ("Q: Will he go?\n\nA: He **will**.\n\nQ: Why?\n\nA: Ask.", ["Will he go?", "He **will**.", "Why?"]),
    ],
)
def test_bold_that_began_before_the_label_is_no_part_of_the_speech(raw: str, contents: list[str]) -> None:
    """The mark that closes what was opened before the label goes; marks in pairs stay."""
    assert [words(raw, turn) for turn in divide(raw).turns][:3] == contents


@pytest.mark.parametrize("name", NO_TRANSCRIPTS)
def test_false_turns(name: str) -> None:
    """A colon after a capitalised word makes no turn in a running story or a list."""
    assert divide(NO_TRANSCRIPTS[name]).turns == ()


def test_number_of_cases() -> None:
    """The lists above have not shrunk."""
    assert len(TRANSCRIPTS) >= 52
    assert len(NO_TRANSCRIPTS) >= 19
    assert len(DATELINES) >= 16
    assert len(HOSTILE) >= 30


def seed(number: str) -> tuple[str, Layout]:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    text = repair(path.read_bytes().decode("utf-8")).text
    return text, divide(text)


def test_first_sample_interview() -> None:
    """Three questions and answers; the introduction names both sides; the news section is not in the last answer."""
    text, layout = seed("000")
    assert [t.role for t in layout.turns] == ["question", "answer"] * 3
    assert [t.answers for t in layout.turns] == [None, 0, None, 2, None, 4]
    assert [len(t.content) for t in layout.turns] == [1, 2, 1, 4, 1, 2]
    answer, question = layout.turns[5], layout.turns[4]
    assert answer.speaker == "responsible persons of the National Development and Reform Commission"
    assert question.speaker == "reporter"
    for turn in (answer, question):
        assert turn.speaker_span is not None
        assert text[slice(*turn.speaker_span)] == turn.speaker
    assert text[slice(*answer.content[-1])].endswith("southern Jiangxi will be unhappy.")
    assert answer.label is not None and answer.mark is not None
    assert text[slice(*answer.label)] + text[slice(*answer.mark)] == "Answer:"


def test_first_sample_paragraphs() -> None:
    """Headline and subheading are found, the caption is text, the source note at the end is not."""
    text, layout = seed("000")
    assert layout.headline is not None
    assert text[slice(*layout.headline)].startswith("Rare earth counterfeit")
    kinds = {text[slice(*p.span)]: p.kind for p in layout.paragraphs}
    assert kinds["China's rare earth attitude attracts great attention from foreign media"] == "subheading"
    assert kinds["Bayan Obo Rare Earth Mine"] == "text"
    assert kinds["(excerpts from “global network”)"] == "boilerplate"
    assert (layout.dateline, layout.date, layout.place) == (None, None, None)


def test_second_sample() -> None:
    """A press-conference transcript: navigation and pager are furniture, the closing date is the dateline."""
    text, layout = seed("001")
    assert [(t.role, t.speaker, t.answers, len(t.content)) for t in layout.turns] == [
        ("question", "Asahi Shimbun", None, 1),
        ("answer", "Xiao Yaqing", 0, 2),
    ]
    assert layout.date == "2021-03-03"
    assert layout.dateline is not None and text[slice(*layout.dateline)] == "March 3, 2021"
    assert layout.headline is not None
    assert text[slice(*layout.headline)].startswith("SCIO briefing")
    assert [p.kind for p in layout.paragraphs].count("boilerplate") == 2
    assert layout.paragraphs[0].kind == layout.paragraphs[-1].kind == "boilerplate"


DATELINES: Final = [
    ("WASHINGTON (AP) — The vote failed.", "WASHINGTON (AP) —", None, "WASHINGTON"),
    ("BEIJING, March 3 (Xinhua) -- The ministry said so.", "BEIJING, March 3 (Xinhua) --", None, "BEIJING"),
    ("BEIJING, March 3, 2021 (Xinhua) -- It said so.", "BEIJING, March 3, 2021 (Xinhua) --", "2021-03-03", "BEIJING"),
    ("LONDON, 3 March 2021 (Reuters) - The bank said so.", "LONDON, 3 March 2021 (Reuters) -", "2021-03-03", "LONDON"),
    ("SEOUL, South Korea (AP) — He left.", "SEOUL, South Korea (AP) —", None, "SEOUL, South Korea"),
    ("NEW YORK — He left.", "NEW YORK —", None, "NEW YORK"),
    ("Paris (AFP) - He left.", "Paris (AFP) -", None, "Paris"),
    ("WASHINGTON, D.C. - He left.", "WASHINGTON, D.C. -", None, "WASHINGTON, D.C."),
    ("ST. LOUIS – He left.", "ST. LOUIS –", None, "ST. LOUIS"),
    ("Moscow, Jul 31 (Prensa Latina) He left.", "Moscow, Jul 31 (Prensa Latina)", None, "Moscow"),
    ("(Reuters) - He left.", "(Reuters) -", None, None),
    ("Washington, June 26 (ANI): He left.", "Washington, June 26 (ANI):", None, "Washington"),
    ("ISLAMABAD: The court adjourned.", "ISLAMABAD", None, "ISLAMABAD"),
    ("March 3, 2021", "March 3, 2021", "2021-03-03", None),
    ("Published: 3 March 2021 10:30 GMT", "Published: 3 March 2021 10:30 GMT", "2021-03-03", None),
    ("Wednesday, March 3, 2021", "Wednesday, March 3, 2021", "2021-03-03", None),
    ("Geneva, 3 March 2021", "Geneva, 3 March 2021", "2021-03-03", "Geneva"),
    ("2021-03-03T10:30:00Z", "2021-03-03T10:30:00Z", "2021-03-03T10:30:00Z", None),
]


@pytest.mark.parametrize(("line", "dateline", "date", "place"), DATELINES)
def test_datelines(line: str, dateline: str, date: str | None, place: str | None) -> None:
    """Datelines of many styles are found, with the date and the place they give."""
    text = f"Council votes on bridge\n\n{line}\n\nMore was said later in the day.\n"
    layout = divide(text)
    assert layout.dateline is not None
    assert text[slice(*layout.dateline)] in (dateline, dateline + ":")
    assert (layout.date, layout.place) == (date, place)


def test_a_place_below_a_byline_with_a_date_is_the_dateline() -> None:
    """Where and when may stand in two lines, with a byline and a caption between them and the headline."""
    layout = divide(
        "Council votes on bridge\n\nAFP Published 28 Sep, 2022\n\nPARIS: The vote failed on Monday evening.\n"
    )
    assert (layout.place, layout.date) == ("PARIS", "2022-09-28")


@pytest.mark.parametrize(
    "line",
    [
        "BREAKING — The vote failed.",
        "UPDATE - The vote failed.",
        "He left on March 3, 2021, for Paris.",
        "Washington — the man, not the town — left.",
        "The (old) — and new — house stood there.",
    ],
)
def test_no_datelines(line: str) -> None:
    """Dashes and dates inside sentences make no dateline."""
    assert divide(f"Council votes on bridge\n\n{line}\n\nMore was said later.").dateline is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read the rest here.", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("Share prices fell sharply on Monday.", "text"),
        ("Follow us on Twitter", "boilerplate"),
        ("Follow the money, he said.", "text"),
        ("© 2021 Daily Courier. All rights reserved.", "boilerplate"),
        ("Home | World | Politics", "boilerplate"),
        ("Home > World > Politics", "boilerplate"),
        ("Page 3 of 10", "boilerplate"),
        ("- 3 -", "boilerplate"),
        ("* * *", "boilerplate"),
        ("Reporting by Ann Lee; Editing by Bo Chen", "boilerplate"),
        ("By Ann Lee", "boilerplate"),
        ("By Monday, the Council had changed its mind.", "text"),
        ("A dog sleeps beside the road in Lagos on Tuesday.", "text"),
        ("Ten die in flood", "subheading"),
        ("“Never,” she said", "text"),
    ],
)
def test_furniture(line: str, kind: str) -> None:
    """Navigation, pagers, sharing and copyright lines are furniture; sentences that begin alike are text."""
    text = f"Council votes on bridge\n\nThe vote came late in the evening.\n\n{line}\n\n" + (
        "The mayor said that she had expected nothing else, and left the room.\n"
    )
    kinds = {text[slice(*p.span)]: p.kind for p in divide(text).paragraphs}
    assert kinds[line] == kind


def test_the_clock_of_a_live_entry_is_cut_off_its_heading() -> None:
    """A heading keeps its words, however the page glued its clock to them."""
    text = (
        "Live\n\nMinister defends cutspublished at 14:23 British Summer Time 5 September 2018\n\nShe says it is fair."
    )
    assert [text[slice(*p.span)] for p in divide(text).paragraphs][1] == "Minister defends cuts"


def test_trailing_invitation_is_cut_off() -> None:
    """An invitation at the end of a paragraph is a paragraph of its own."""
    text = "Council votes\n\nThe vote came late. Read the rest here."
    assert [(text[slice(*p.span)], p.kind) for p in divide(text).paragraphs][1:] == [
        ("The vote came late.", "text"),
        ("Read the rest here.", "boilerplate"),
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("MR. EARNEST", "Mr. Earnest"),
        ("THE PRESIDENT", "The President"),
        ("A.B. CRANE", "A.B. Crane"),
        ("SEN. McCAIN", "Sen. McCain"),
        ("MARY O'NEIL-SMITH", "Mary O'Neil-Smith"),
        ("BBC NEWS", "BBC News"),
        ("Xiao Yaqing (through interpreter)", "Xiao Yaqing"),
        ("Xu Wei, Vice Minister of Trade", "Xu Wei"),
        ("MINISTER OF TRADE", "Minister of Trade"),
    ],
)
def test_names(label: str, name: str) -> None:
    """A label gives a name that a reader would write."""
    assert name_of(label) == name


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 3, 2021", "2021-03-03"),
        ("3rd March 2021", "2021-03-03"),
        ("Sept. 9, 2020", "2020-09-09"),
        ("2021年3月3日", "2021-03-03"),
        ("2021/3/3", "2021-03-03"),
        ("March 2021", "2021-03"),
        ("2021-03-03T10:30:00+0100", "2021-03-03T10:30:00+01:00"),
        ("February 31, 2021", None),
        ("03/04/2021", None),
        ("next Tuesday", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    """Dates come out in XML Schema form; impossible and ambiguous ones do not come out."""
    assert iso_date(text) == date


LINES = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(["Q: Why?", "A: So.", "Ann Lee:", "Ann Lee: no.", "", "# T", "A (B) — No.", "1", "Bo Chen:"]),
    ),
    max_size=12,
)


@given(LINES)
def test_layout_invariants(lines: list[str]) -> None:
    """Whatever the text: spans are trimmed, in order, without overlap; turns have content; answers point back."""
    text = "\n".join(lines)
    layout = divide(text)
    last = 0
    for paragraph in layout.paragraphs:
        start, end = paragraph.span
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end
    last = 0
    for index, turn in enumerate(layout.turns):
        assert turn.content
        for start, end in turn.content:
            assert last <= start < end
            last = end
        assert turn.answers is None or layout.turns[turn.answers].role == "question"
        assert turn.answers is None or turn.answers < index


HOSTILE: Final = [
    *[
        "a",
        "A ",
        "A: ",
        "Q ",
        ": ",
        "(",
        "“",
        "*",
        "**A:** ",
        "A, ",
        "> ",
        "1",
        " ",
        "\n",
        "A-",
        "(AP) ",
        "A.\n",
        "Q\n",
    ],
    *[
        "— ",
        "The reporter interviewed ",
        "reporter ",
        "By A ",
        "[",
        "ㄑ",
        "March 3, ",
        "10:30 ",
        "Ann Lee: I said no.\n",
    ],
    *["thank you ", "interviewed by Ann, ", "A B, C D, "],
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_lines_take_linear_time(piece: str) -> None:
    """No pattern runs away on a long line of anything."""
    text = "Head\n" + piece * (60_000 // len(piece)) + "\nQ: Why?\nA: No."
    assert loops(lambda: divide(text)) < 600


def test_many_speakers_take_linear_time() -> None:
    """A transcript in which everybody speaks once is no slower a line than any other."""
    names = [f"Ann L{chr(97 + i // 676)}{chr(97 + i // 26 % 26)}{chr(97 + i % 26)}" for i in range(3_000)]

    def search(number: int) -> None:
        layout = divide("\n".join(f"{name}: I said no." for name in names[:number]))
        assert len(layout.turns) > 0.99 * number

    assert is_linear(search, 1_500)


def test_a_named_asker_asks_beside_turns_marked_q() -> None:
    text = (
        "Daily briefing\n\nREUTERS: Will there be further limits?\n\nLIAN HUA: Our position is known.\n\n"
        "Q: What is your comment on the letter?\n\nLIAN HUA: Which letter do you mean?\n"
    )
    turns = divide(text).turns
    assert [(turn.role, turn.answers) for turn in turns] == [
        ("question", None),
        ("answer", 0),
        ("question", None),
        ("answer", 2),
    ]


def test_an_interviewer_who_states_something_still_asks() -> None:
    """Where two talk and one asks, each turn of that one calls for an answer; a greeting and a nod do not."""
    text = (
        "Trade Weekly: Good to see you here again.\n\nAnn Lee: Likewise.\n\n"
        "Trade Weekly: Was the minister right?\n\nAnn Lee: No.\n\n"
        "Trade Weekly: You mean the plant. Its owner denies that.\n\nAnn Lee: I know.\n\n"
        "Trade Weekly: I see.\n\nAnn Lee: Read page nine.\n\n"
        "Trade Weekly: Will prices rise?\n\nAnn Lee: They will.\n\nTrade Weekly: And wages?\n\nAnn Lee: No.\n"
    )
    turns = divide(text).turns
    assert [turn.role for turn in turns[::2]] == [
        "statement",
        "question",
        "question",
        "statement",
        "question",
        "question",
    ]
    assert [turn.answers for turn in turns[1::2]] == [None, 2, 4, 4, 8, 10]


@pytest.mark.parametrize(
    ("head", "speaker"),
    [
        ("Foreign Ministry Spokesperson Geng Shuang's Regular Press Conference on January 13", "Geng Shuang"),
        ("Press Briefing by Press Secretary Ann Lee, July 6", "Ann Lee"),
        ("Press conference with President Ann Lee and Prime Minister Bo Ray", None),
    ],
)
def test_the_head_of_a_briefing_tells_who_answers(head: str, speaker: str | None) -> None:
    turns = divide(f"{head}\n\nQ Is it true?\n\nA It is.\n\nQ And then?\n\nA We will see.\n").turns
    assert [(turn.role, turn.speaker) for turn in turns[1::2]] == [("answer", speaker)] * 2


def test_initials_are_whom_another_label_spells_out() -> None:
    text = (
        "Chris Mason: “Who is to blame?”\nPrime Minister Ann Lee: “I am sorry.”\n"
        "CM: “Is it dead?”\nPM: “We have to wait.”\nCM: “Are they back?”\nPM: “They are.”\n"
    )
    turns = divide(text).turns
    assert [turn.speaker for turn in turns] == ["Chris Mason", "Prime Minister Ann Lee"] * 3
    assert [turn.answers for turn in turns] == [None, 0, None, 2, None, 4]


def test_initials_are_of_a_name_in_capitals_too() -> None:
    text = (
        "MONA LETT KALO: I have a good team. It works well.\nJONNY BLAKE: Is it true that the plan has failed?\n"
        "MLK: You should ask them. They know it.\nJB: And what of the islands?\nMLK: We will see them all.\n"
    )
    assert [turn.speaker for turn in divide(text).turns] == ["Mona Lett Kalo", "Jonny Blake"] * 2 + ["Mona Lett Kalo"]


def test_a_first_label_is_no_headline_where_its_surname_speaks_on() -> None:
    text = (
        "RONA BOND, HOST: Good morning!\nWe will talk about the flood today.\n"
        "NICK EIDER, HOST: Also today the story of a singer.\nBOND: News is next. Here is Kirsten Flavio.\n"
        "EIDER: And I am Nick Eider. Good morning!\n"
    )
    layout = divide(text)
    assert layout.headline is None
    assert [turn.speaker for turn in layout.turns] == ["Rona Bond", "Nick Eider", "Bond", "Eider"]


def test_the_line_that_lists_the_subjects_is_nobodys_turn() -> None:
    text = "SUBJECTS: Tax, Leadership, Roads\n\nJOURNALIST:\n\nWhy now?\n\nTREASURER:\n\nBecause we can.\n"
    assert [turn.speaker for turn in divide(text).turns] == ["Journalist", "Treasurer"]


EXTRACTS = {
    "constituencies and offices in brackets": (
        "HC Deb 11 July vol 263\nMrs. Anna Clay (Cyn Valley)\n\nI am sorry to raise this point.\n\n"
        "The Secretary of State for Ports (Mr. Will Hogg)\n\nI have already written to her.\n",
        ["Mrs. Anna Clay", "The Secretary of State for Ports"],
    ),
    "pictures that were lost": (
        "House debates\n\nPhoto of Clara O'NellClara O'Nell (Hotham, Labor Party) Share this | | Hansard source\n\n"
        "Why did the minister go?\n\nPhoto of Tom SmithTom Smith (Speaker) Share this | | Hansard source\n\n"
        "The member will sit down.\n",
        ["Clara O'Nell", "Tom Smith"],
    ),
}


@pytest.mark.parametrize("name", EXTRACTS)
def test_members_who_speak_once_in_a_short_extract_are_told_by_the_form_of_their_names(name: str) -> None:
    text, speakers = EXTRACTS[name]
    assert [turn.speaker.partition(" (")[0] for turn in divide(text).turns if turn.speaker] == speakers


@pytest.mark.parametrize(
    "line", ["Mrs. Anna Clay (Osthavn)", "Anna Clay (Osthavn)", "Photo of Anna ClayAnna Clay (Osthavn)"]
)
def test_a_name_alone_above_a_text_is_no_speaker(line: str) -> None:
    assert divide(f"The week in Osthavn\n\n{line}\n\nIt rained.\n\nBo Reyes\n\nIt was cold.\n").turns == ()


def test_a_place_before_the_lines_that_tell_who_talks_is_no_speaker_and_who_asks_at_all_asks() -> None:
    """Of the two who talk one asks, though not in each of the turns."""
    text = (
        "Sun on the harbour\n\nOsthavn: Ports Minister Kamal Nadh spoke to Karin Tapper about the harbour.\n\n"
        "Karin Tapper: Welcome. How would you describe it? Was it a mistake?\n\nKamal Nadh: Well, it was not.\n\n"
        "Karin Tapper: But you say in so many words that it was late.\n\nKamal Nadh: It was late, and it was right.\n\n"
        "Karin Tapper: The reason I ask is that one can be late and wrong.\n\nKamal Nadh: We are splitting hairs.\n"
    )
    turns = divide(text).turns
    assert [(turn.role, turn.answers) for turn in turns] == [
        (role, place - 1 if role == "answer" else None) for place, role in enumerate(["question", "answer"] * 3)
    ]
    assert {turn.speaker for turn in turns} == {"Karin Tapper", "Kamal Nadh"}


def test_a_dash_without_a_space_behind_it_marks_a_titled_speaker() -> None:
    text = (
        "Wednesday, 27 June 2001\n\nMr McHOLLAND (3:44 PM) —On that issue, you ruled a question out of order.\n\n"
        "Mr Reid —Mr Speaker, there are forms in the House.\n\nMr SPEAKER—I have heard the member for Grey.\n\n"
        "Mr McHOLLAND—The issue is simple: the government avoids it.\n"
    )
    speakers = [turn.speaker for turn in divide(text).turns]
    assert speakers == ["Mr McHolland", "Mr Reid", "Mr Speaker", "Mr McHolland"]
    assert divide("Mr Reid — a member for long — left.\n\nMr Holt — he is ill — stayed.\n").turns == ()


def test_a_line_of_links_may_lie_between_a_name_and_what_is_said() -> None:
    links = "Link to this: Individually | In context | Source"
    text = f"Debates\nWednesday, 5 February 2025\nRona Bond (Wexlow, Independent)\n{links}\nWe take questions now.\n"
    text += f"Nick Eider (Grey Central, Greens)\n{links}\nTen minutes?\nRona Bond (Wexlow, Independent)\n{links}\n"
    text += f"Four.\nNick Eider (Grey Central, Greens)\n{links}\nI have a lot to say.\n"
    assert [turn.speaker for turn in divide(text).turns] == ["Rona Bond", "Nick Eider"] * 2


def test_question_and_answer_behind_dashes_take_turns() -> None:
    text = (
        "R.Bond: we must stay\n\nWe asked R.Bond, the acting secretary.\n\n-What will the committee discuss?\n\n"
        "-It was planning to discuss members.\n\n-And when?\n\n- I can’t say.\n\nNor can others.\n"
    )
    layout = divide(text)
    assert [(turn.role, turn.answers) for turn in layout.turns] == [
        ("question", None),
        ("answer", 0),
        ("question", None),
        ("answer", 2),
    ]
    assert text[slice(*layout.turns[1].content[0])] == "It was planning to discuss members."
    assert divide("We need:\n- Bread\n- Milk?\n- Eggs\n- Tea\n").turns == ()


def test_turns_that_a_page_ran_together_into_one_line_are_turns() -> None:
    text = "Press Conference on May 6, 2031 |\nQ: Will you go? A:No. We stay. Q: Why? Is it the rain? A: It is."
    layout = divide(text)
    assert [(turn.role, turn.answers) for turn in layout.turns] == [
        ("question", None),
        ("answer", 0),
        ("question", None),
        ("answer", 2),
    ]
    assert [text[slice(*turn.content[0])] for turn in layout.turns[2:]] == ["Why? Is it the rain?", "It is."]
    assert not divide("He got an A: the best mark. Vitamin A: good for you. Q: who knows?").turns
