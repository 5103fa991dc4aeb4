"""Records made by hand, for tests that need some: spans are found by the words, so that they can be read."""

from __future__ import annotations

from typing import Any

from kg.model import Attribution, Document, Record, Remark, Spans, Verdict, check, order
from kg.model.claims import ActorLink, Likeness, likeness
from kg.model.subjects import Mentioned, Topic

HOSTILE = (
    "\"\"\" \\ '''} > <script>alert(1)</script> ]]> =cmd()|' "
    "\x01\x1f\x00\u0085\u2028 e\u0301 \U0001f600 \u202eabc\u202c \rX"
)


def spans(text: str, *parts: str) -> Spans:
    """Return where `parts` stand in `text`, each searched behind the one before it."""
    found = []
    last = 0
    for part in parts:
        start = text.index(part, last)
        last = start + len(part)
        found.append((start, last))
    return tuple(found)


def said(text: str, source: str, cue: str, *content: str, **values: Any) -> Attribution:
    """Return an attribution of the words `content`, to the `cue` nearest to them and the `source` nearest to that."""
    parts = spans(text, *content)
    cues = nearest(text, cue, parts[0][0])
    return Attribution(
        source=nearest(text, source, cues[0][0] if cues else parts[0][0]),
        cue=cues,
        content=parts,
        **{"extractor": "hand@1", **values},
    )


def nearest(text: str, words: str, place: int) -> Spans:
    """Return where `words` stand in `text` nearest to the offset `place`; nothing for no words."""
    starts = [start for start in range(len(text)) if words and text.startswith(words, start)]
    return tuple((start, start + len(words)) for start in sorted(starts, key=lambda s: abs(s - place))[:1])


def turn(text: str, label: str, words: str, **values: Any) -> Attribution:
    """Return the speaker turn of `label`: the label is the source, the colon behind it the cue."""
    ((start, end),) = spans(text, label)
    linked: dict[str, Any] = {"form": "turn", "link_method": "label", "link_score": 1.0, "extractor": "hand@1"}
    return Attribution(
        source=((start, end),), cue=((end, end + 1),), content=spans(text, words), actor=label, **(linked | values)
    )


def record(document: Document, *attributions: Attribution, verdicts: tuple[Verdict, ...] = ()) -> Record:
    """Return a checked record with its attributions in order."""
    made = Record(document, order(attributions), verdicts)
    check(made)
    return made


def briefing() -> Record:
    """Return a question and its answer as speaker turns, with an unnamed source nested in each."""
    question = (
        "More and more people in Japan are worried that China may reduce exports. Is it to counter the United States?"
    )
    answer = "Some countries say that we restrict exports, but our rare earth sells at an earth price."
    text = f"Asahi Shimbun:\n\n{question}\n\nXiao Yaqing:\n\n{answer}\n"
    return record(
        Document(id="briefing.txt", text=text, title="SCIO briefing", date="2021-03-01", publisher="State Council"),
        turn(
            text,
            "Asahi Shimbun",
            question,
            kind="question",
            speech_act="asking",
            actor_type="outlet",
            outlet="Asahi Shimbun",
        ),
        turn(text, "Xiao Yaqing", answer, speech_act="answering", actor_type="person", answers=0),
        said(
            text,
            "Some countries",
            "say",
            "that we restrict exports",
            parent=1,
            speech_act="accusing",
            actor="some countries",
            actor_type="anonymous",
            confidence=0.93,
        ),
        said(
            text,
            "More and more people in Japan",
            "are worried",
            "that China may reduce exports",
            parent=0,
            speech_act="fearing",
            certainty="possible",
            actor="people in Japan",
            actor_type="anonymous",
        ),
    )


def story() -> Record:
    """Return a news story: a reading of a remark, a chain of three, split content, a denial, a negated cue."""
    text = (
        "The head of the NDRC said rare earths should serve China first. "
        "Reuters said the remarks triggered speculation that Beijing might use rare earth as a weapon. "
        "The website quotes Bruno as saying that the head of the NDRC sent a message to Washington. "
        "“Prices,” Ann Lee said, “will rise.” Ann Lee denied that she would leave. "
        "Washington did not say it was afraid. It was reported that talks failed. The United States fears a ban."
    )
    ndrc = {"actor": "National Development and Reform Commission", "link_method": "acronym", "link_score": 0.8}
    ann = {"actor": "Ann Lee", "actor_type": "person", "link_method": "exact", "link_score": 1.0}
    return record(
        Document(
            id="news/story 1.txt",
            text=text,
            date="2019-05",
            publisher="Global Network",
            author="A. Writer",
            url="https://example.org/story?a=1&b=2",
            language="en",
        ),
        said(
            text,
            "The head of the NDRC",
            "said",
            "rare earths should serve China first",
            actor_type="organization",
            speech_act="asserting",
            certainty="certain",
            **ndrc,
        ),
        said(
            text,
            "Reuters",
            "said",
            "the remarks triggered speculation that Beijing might use rare earth as a weapon",
            kind="interpretation",
            speech_act="interpreting",
            actor="Reuters",
            actor_type="outlet",
            interprets=0,
            interprets_candidates=(Remark(0, 0.8, "place"), Remark(6, 0.25, "wording")),
            about_remark_of="National Development and Reform Commission",
            tense="past",
            date="2019-05-29",
        ),
        said(
            text,
            "The website",
            "quotes",
            "Bruno as saying that the head of the NDRC sent a message to Washington",
            actor="the website",
            actor_type="anonymous",
            speech_act="reporting",
        ),
        said(
            text,
            "Bruno",
            "saying",
            "that the head of the NDRC sent a message to Washington",
            actor="Bruno",
            actor_type="person",
            speaker_role=spans(text, "head of the NDRC"),
            parent=2,
            kind="interpretation",
            interprets=0,
        ),
        said(text, "the head of the NDRC", "sent", "a message to Washington", parent=3, actor_type="group", **ndrc),
        said(text, "Ann Lee", "said", "“Prices,”", "“will rise.”", form="direct", speech_act="predicting", **ann),
        said(
            text,
            "Ann Lee",
            "denied",
            "that she would leave",
            speech_act="denying",
            denies=5,
            content_negated=True,
            **ann,
        ),
        said(
            text,
            "Washington",
            "did not say",
            "it was afraid",
            cue_negated=True,
            actor="United States",
            actor_type="country",
            stands_for="Government of the United States",
            stands_for_method="capital",
            stands_for_score=0.8,
        ),
        said(text, "", "It was reported", "that talks failed", speech_act="reporting", confidence=0.5),
        said(
            text,
            "The United States",
            "fears",
            "a ban",
            actor="United States",
            actor_type="country",
            speech_act="fearing",
        ),
    )


def relay() -> Record:
    """Return a second story that relays a claim of the first, by another outlet, and spells an actor otherwise."""
    text = "According to Fox News, China controls the supply. BRUNO said rare earth prices will rise."
    return record(
        Document(id="relay.jsonl#2", text=text, date="2019-06-01T10:30:00+08:00", publisher="Fox News"),
        said(
            text,
            "Fox News",
            "According to",
            "China controls the supply",
            actor="Fox News",
            actor_type="outlet",
            topics=(Topic("supply", spans(text, "supply")),),
            mentions=(Mentioned("China", "country", spans(text, "China")),),
        ),
        said(
            text,
            "BRUNO",
            "said",
            "rare earth prices will rise",
            actor="BRUNO",
            actor_type="organization",
            topics=(Topic("rare earth price", spans(text, "rare earth prices")),),
        ),
        verdicts=(
            Verdict(id="5a1c", what="accept", why="heard it", about=(0, 1)),
            Verdict(id="7b2d", what="kind", value="statement", about=(1,)),
            Verdict(id="9c3e", what="reject", why='"""', rejected=spans(text, "rare earth", "will")),
        ),
    )


def alike() -> list[Likeness]:
    """Return an opinion of every relation on claims of these records, in the order `kg.graph.likenesses` gives them."""
    first, second = story(), relay()
    rise, will_rise, leave = (
        (first.document.id, first.attributions[index].content)
        for index in (_content(first, "will rise"), _content(first, "a ban"), _content(first, "that she would leave"))
    )
    prices = second.document.id, second.attributions[1].content
    return sorted(
        [
            likeness(rise, prices, "paraphrase", "meaning", 0.83),
            likeness(will_rise, prices, "contradicts", "negation", 0.9),
            likeness(leave, prices, "verbatim", "words", 1.0),
        ]
    )


def one_actor() -> ActorLink:
    """Return an opinion on two of the names in these records."""
    return ActorLink("Lee", "Ann Lee", "surname", 0.83, ("Reuters",))


def _content(given: Record, words: str) -> int:
    return next(
        i for i, a in enumerate(given.attributions) if words in given.document.text[a.content[0][0] : a.content[-1][1]]
    )


def hostile() -> Record:
    """Return a record in which every string that can hold anything holds what breaks careless writers."""
    text = f"{HOSTILE} said “{HOSTILE}”."
    fields = {"title": HOSTILE, "date": HOSTILE, "publisher": HOSTILE, "url": HOSTILE, "author": HOSTILE}
    return record(
        Document(id=HOSTILE, text=text, language=HOSTILE, **fields),
        said(
            text, HOSTILE, "said", f"“{HOSTILE}”", form="direct", actor=HOSTILE, actor_type="person",
            link_method=HOSTILE, extractor=HOSTILE,
        ),
        said(
            text, "\U0001f600", "\x01\x1f\x00", "\u202eabc\u202c \rX”", actor=HOSTILE, actor_type="anonymous",
            parent=0,
        ),
    )  # fmt: skip


def all_records() -> list[Record]:
    """Return every record of this module, in the order in which `kg.graph.records` gives them."""
    return sorted((briefing(), story(), relay(), hostile()), key=lambda r: r.document.id)
