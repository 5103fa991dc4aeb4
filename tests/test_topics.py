"""What contents are about: noun phrases in normal form, actors by the names sources have, each with its words."""

from __future__ import annotations

import pytest

from builders import HOSTILE
from kg.extractors import find
from kg.linking import link
from kg.model import Document, Failure, Record, check
from kg.model.subjects import topic_label
from kg.words.wording import broader, stem, topic_key


def read(text: str) -> Record:
    (found,) = find([Document(id="a", text=text)])
    assert not isinstance(found, Failure)
    record = link(found.record, found.mentions)
    check(record)
    return record


def about(claim: str) -> list[str]:
    """Return the labels of the topics of what Ann Smith says."""
    record = read(f"Ann Smith said that {claim}.")
    return [topic.label for topic in record.attributions[0].topics]


TOPICS = [
    ("rare earths are expensive", ["rare earth"]),
    ("the rare-earth market is small", ["rare earth market"]),
    ("exports of rare earths fell", ["rare earth export", "rare earth"]),
    ("the price of rare earths will rise", ["rare earth price", "rare earth"]),
    ("China's rare earth exports fell", ["rare earth export"]),
    ("our exports will grow", ["export"]),
    ("the issue of tariffs is closed", ["tariff"]),
    ("a number of hospitals were closed", ["hospital"]),
    ("the export problem is solved", ["export"]),
    ("three new important export quotas were set on Monday", ["export quota"]),
    ("policies change", ["policy"]),
    ("children need vaccines", ["child", "vaccine"]),
    ("the data were wrong and the media knew", ["data", "media"]),
    ("economic and trade cooperation goes on", ["economic trade cooperation"]),
    ("it was a long-term rare earth contract", ["rare earth contract"]),
    ("the Belt and Road Initiative works", ["belt and road initiative"]),
    ("non-renewable resources are rare", ["non renewable resource"]),
    ("he will come tomorrow", []),
    ("that is the way things are", []),
    ("higher taxes close military bases", ["tax", "military base"]),
    ("it costs 3 percent more than last year", []),
    ("Bo Chen lied", []),
]


@pytest.mark.parametrize(("claim", "expected"), TOPICS)
def test_a_content_is_about_its_noun_phrases_in_normal_form(claim: str, expected: list[str]) -> None:
    assert about(claim) == expected


def test_every_topic_shows_the_words_it_was_made_of() -> None:
    text = "Ann Smith said that the price of rare earths and rare-earth exports will fall."
    (found,) = read(text).attributions
    words = {topic.label: [text[start:end] for start, end in topic.spans] for topic in found.topics}
    assert words == {
        "rare earth price": ["price of rare earths"],
        "rare earth": ["rare earths"],
        "rare earth export": ["rare-earth exports"],
    }


def test_capitals_at_the_head_of_a_sentence_make_no_name() -> None:
    record = read("Ann Smith: Rare Earths are dear. We sell rare earths.\n\nBo Chen: Yes.\n")
    (topic,) = (topic for topic in record.attributions[0].topics if topic.label == "rare earth")
    assert len(topic.spans) == 2


def test_what_comes_up_again_has_all_its_places() -> None:
    text = "Ann Smith said that tariffs hurt because tariffs are taxes."
    tariff = next(topic for topic in read(text).attributions[0].topics if topic.label == "tariff")
    assert [text[start:end] for start, end in tariff.spans] == ["tariffs", "tariffs"]


def test_a_nested_content_has_its_share_of_the_topics() -> None:
    record = read("Ann Smith said that Reuters reported that the dam had burst and that taxes would rise.")
    outer, inner = record.attributions[:2]
    assert inner.parent == 0
    assert {topic.label for topic in inner.topics} <= {topic.label for topic in outer.topics}
    assert "dam" in {topic.label for topic in inner.topics}


def test_a_long_turn_is_about_what_comes_up_most() -> None:
    things = ("dam", "river", "road", "school", "bridge", "tower", "harbour", "airport", "market", "library", "theatre",
              "stadium", "museum", "factory")  # fmt: skip
    text = "Ann Smith: " + " ".join(f"We need the {thing}." for thing in things) + " We will build the factory.\n"
    (turn,) = read(text + "\nBo Chen: No.\n").attributions[:1]
    labels = [topic.label for topic in turn.topics]
    assert len(labels) == 12
    assert "factory" in labels


MENTIONS = [
    ("Bo Chen had lied to the United States", [("Bo Chen", "person"), ("United States", "country")]),
    ("China and Germany will talk", [("China", "country"), ("Germany", "country")]),
    ("Reuters got it wrong", [("Reuters", "outlet")]),
    ("the dam is safe", []),
    ("it was seen in Paris", []),
    ("Chinese exports will fall", []),
]


@pytest.mark.parametrize(("claim", "expected"), MENTIONS)
def test_a_content_mentions_actors_and_not_every_name(claim: str, expected: list[tuple[str, str]]) -> None:
    (found, *_) = read(f"Ann Smith said that {claim}.").attributions
    assert [(mention.name, mention.type) for mention in found.mentions] == expected


def test_a_surname_or_letters_mention_who_the_document_introduced() -> None:
    text = (
        "Bo Chen said he would go. The National Tax Board (NTB) said that rates would fall. "
        "Ann Smith said that Chen had never met the NTB."
    )
    found = read(text).attributions[-1]
    assert [mention.name for mention in found.mentions] == ["Bo Chen", "National Tax Board"]
    assert not {"chen", "ntb"} & {topic.label for topic in found.topics}


def test_who_is_mentioned_has_the_type_that_the_source_has() -> None:
    found = read("Velmark said it would pay. Ann Smith said that Velmark owed her money.").attributions
    source = found[0]
    if source.actor_type in ("country", "organization", "person"):
        assert [(m.name, m.type) for m in found[-1].mentions] == [(source.actor, source.actor_type)]


@pytest.mark.parametrize("text", ["", "\n", HOSTILE, f"Ann Smith said that {HOSTILE} is “{HOSTILE}”.", "said: " * 50])
def test_text_that_is_none_has_no_bad_topics(text: str) -> None:
    for attribution in read(text).attributions:
        for topic in attribution.topics:
            assert topic.label == topic_label(topic.label)


def test_topics_and_the_texts_order_have_nothing_to_do_with_each_other() -> None:
    documents = [Document(id=str(i), text=f"Ann Smith said that {claim}.") for i, (claim, _) in enumerate(TOPICS)]
    forwards = {f.record.document.id: f.record for f in find(documents) if not isinstance(f, Failure)}
    backwards = {f.record.document.id: f.record for f in find(documents[::-1]) if not isinstance(f, Failure)}
    assert forwards == backwards


@pytest.mark.parametrize(
    ("label", "wider"),
    [
        ("rare earth export", "export"),
        ("trade war", "war"),
        ("light rare earth", "rare earth"),
        ("rare earth", None),
        ("export", None),
        ("fake passport", None),
        ("belt and road initiative", None),
        ("boeing 747", None),
    ],
)
def test_a_topic_is_below_its_last_word_where_that_is_sound(label: str, wider: str | None) -> None:
    assert broader(label) == wider


@pytest.mark.parametrize(
    "forms",
    [
        ("export", "exports", "Exporting", "exported", "exporters"),
        ("policy", "policies"),
        ("child", "children"),
        ("woman", "women"),
        ("life", "lives"),
        ("vaccine", "vaccines", "vaccination"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1
    assert len({topic_key(f"rare {form}") for form in forms}) == 1
