"""When something was said: expressions of time where they tell of the saying, and where they tell of something else."""

from __future__ import annotations

from typing import Final

import pytest

from kg.model import Attribution, Document, Record
from kg.pipeline import extract_and_link

PUBLISHED: Final = "2023-05-12"
"""A Friday, the date of every document."""

CASES: Final[list[tuple[str, str | None]]] = [
    # days
    ("Chinese officials said on Friday they had no knowledge of the deal.", "2023-05-12"),
    ("Police said Friday they are looking for two men.", "2023-05-12"),
    ("Police said late on Thursday that they are looking for two men.", "2023-05-11"),
    ("Ann Lee told the council on Thursday evening that the bank would close.", "2023-05-11"),
    ("On Monday, Ann Lee said that the bank would close.", "2023-05-08"),
    ("Ann Lee on Wednesday accused the bank of lying.", "2023-05-10"),
    ("“It is over,” Piet Haan, who has led the union since 2009, told the newspaper on Friday.", "2023-05-12"),
    ("“The bank will close,” Ann Lee, the chairwoman, said at a news conference in Oslo on Wednesday.", "2023-05-10"),
    ("Ann Lee said last Friday that the bank would close.", "2023-05-05"),
    ("The bank would close, Ann Lee said yesterday.", "2023-05-11"),
    ("Ann Lee said this morning that the bank would close.", "2023-05-12"),
    ("Last night, Lund said that prices would fall.", "2023-05-11"),
    ("Earlier in the day Lund said that prices would fall.", "2023-05-12"),
    ("Three days ago Ann Lee promised to resign.", "2023-05-09"),
    ("Lund said at 2:30 p.m. on Wednesday that prices would fall.", "2023-05-10T14:30:00"),
    ("On Tuesday, May 2, Lund said that prices would fall.", "2023-05-02"),
    ("Lund said on 2 May that prices would fall.", "2023-05-02"),
    ("Lund said on November 20 that prices would fall.", "2022-11-20"),
    ("On March 4, 2019, Ann Lee said that the bank would close.", "2019-03-04"),
    # weeks, months, years
    ("A week ago, Ann Lee said that the bank would close.", "2023-05"),
    ("Two weeks ago, Ann Lee said that the bank would close.", "2023-04"),
    ("Last month Ann Lee said that the bank would close.", "2023-04"),
    ("In January this year, Ann Lee said that the bank would close.", "2023-01"),
    ("Ann Lee said in late December that the bank would close.", "2022-12"),
    ("Ann Lee said earlier this month that the bank would close.", "2023-05"),
    ("Six months ago, Lund said that prices would fall.", "2022-11"),
    ("Lund said in 2022 that prices would fall.", "2022"),
    ("In the summer of 2022, Lund said that prices would fall.", "2022"),
    ("Last year, Ann Lee warned that the bank would close.", "2022"),
    # occasions, and other verbs that the time hangs on
    ("In an interview on Wednesday, Ann Lee said that the bank would close.", "2023-05-10"),
    ("In a statement issued on Wednesday, Ann Lee said the bank would close.", "2023-05-10"),
    (
        "Speaking to reporters after a meeting of ministers on Wednesday, Ann Lee said the bank would close.",
        "2023-05-10",
    ),
    ("During a visit to Oslo on Friday, Lund promised that prices would fall.", "2023-05-12"),
    ("Friday's report by the ministry warns that prices will rise.", "2023-05-12"),
    ("Prices had fallen, according to figures released by the ministry on Thursday.", "2023-05-11"),
    ("According to Ann Lee on Wednesday, the bank will close.", "2023-05-10"),
    ("Ida Lund declined on Friday to say whether prices will rise.", "2023-05-12"),
    # what is still to come
    ("Lund will tell parliament on Monday that prices must fall.", "2023-05-15"),
    ("Lund will announce next month that prices must fall.", "2023-06"),
    # the time of something else
    ("Ann Lee said on Thursday that the bank had closed on Tuesday.", "2023-05-11"),
    ("“The bank will close on Monday,” Ann Lee said on Wednesday.", "2023-05-10"),
    ("Ann Lee said that the bank would close on Friday.", None),
    ("The bank lost money in 2019, Ann Lee said.", None),
    ("On Friday the bank lost money, Ann Lee said.", None),
    ("Ann Lee, who resigned on Friday, said that the bank would close.", None),
    ("After Monday's vote, Ann Lee said that the bank would close.", None),
    ("Before the vote on Tuesday, Lund said that prices would fall.", None),
    ("Lund has said since 2019 that prices would fall.", None),
    ("Theresa May said that the bank would close.", None),
    ("Two days later, Lund said that prices would fall.", None),
]


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Attribution, ...]]:
    """Return what stands outermost in the sentence of each case, by sentence."""
    return attributions([sentence for sentence, _ in CASES])


def attributions(texts: list[str], date: str | None = PUBLISHED) -> dict[str, tuple[Attribution, ...]]:
    records = extract_and_link([Document(id=str(n), text=text, date=date) for n, text in enumerate(texts)])
    return {
        record.document.text: tuple(a for a in record.attributions if a.parent is None)
        for record in records
        if isinstance(record, Record)
    }


@pytest.mark.parametrize(("sentence", "date"), CASES)
def test_a_statement_has_the_time_of_saying(
    sentence: str, date: str | None, found: dict[str, tuple[Attribution, ...]]
) -> None:
    """The date is that of the saying, as precise as the text tells it, read against the date of the document."""
    assert len(found) == len(CASES) >= 40
    assert [a.date for a in found[sentence]][:1] == [date]


def test_a_time_is_no_part_of_what_is_said(found: dict[str, tuple[Attribution, ...]]) -> None:
    """ "Said in 2022 that …": the content begins with what was said."""
    sentence = "Lund said in 2022 that prices would fall."
    (start, _), *more = found[sentence][0].content
    assert sentence[start:].startswith("that prices") and not more


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "Lind said on Wednesday that it rains. A day earlier, Bo Dahl had said it would snow.",
            ["2023-05-10", "2023-05-09"],
        ),
        ("Lind said on Wednesday that it rains. Earlier that day, Bo Dahl had said no.", ["2023-05-10", "2023-05-10"]),
        ("Ida Lind said on Monday that it rains. “It is over,” Lind told reporters.", ["2023-05-08", "2023-05-08"]),
        ("Ida Lind said on Monday that it rains. “It is over,” Lind has said.", ["2023-05-08", None]),
        ("Ida Lind said on Monday that it rains. “It is over,” Bo Dahl told reporters.", ["2023-05-08", None]),
        ("Ida Lind and Bo Dahl met on Monday. Lind told him that it rains.", ["2023-05-08"]),
        ("On Friday Lind criticised the mayor and said that it rains.", ["2023-05-12", "2023-05-12"]),
        ("On Wednesday Lind told parliament that it rains, adding that it would stop.", ["2023-05-10", "2023-05-10"]),
    ],
)
def test_one_occasion_is_told_in_several_sentences(text: str, dates: list[str | None]) -> None:
    """What follows without a time of its own has the day of what it goes on from; what may be another day has none."""
    assert [a.date for a in attributions([text])[text]] == dates


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("OSLO, May 10, 2023 (NTB) - ", "2023-05-10"),
        ("Oslo, 10 May 2023. Moderator: Ann Lee.\n\n", "2023-05-10"),
        ("2023-05-10 09:12 Source: Global Ore Net\n\n", "2023-05-10"),
        ("OSLO - ", None),
    ],
)
def test_a_dateline_dates_what_is_told_by_the_weekday(head: str, date: str | None) -> None:
    """The document's date is taken from its own head where nothing else told it; without one "Wednesday" is open."""
    text = f"Bank to close\n\n{head}The bank will close, Ida Lund said on Wednesday."
    assert [a.date for a in attributions([text], None)[text]][-1:] == [date]
