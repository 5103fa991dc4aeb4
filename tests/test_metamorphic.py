"""Changes to a text that must not change what is found in it, or in the rest of it, whatever finder runs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from finders import FINDERS
from kg.extractors import extract
from kg.model import Document, Record, text_of
from kg.pipeline import extract_and_link

STORY = """Harbour plan divides the council

LINTON, May 4 - The port authority will double the size of the northern quay, Commissioner Ruth Alder said on Tuesday.

“We have waited twenty years for this,” Alder told reporters. “We will not wait another five.”

Councillor Peter Nash said that the plan would cost the city its beach.

According to the harbour office, work will begin in March.

The fishermen believe that the noise will drive the herring away, and Nash warned that the loans could not be repaid.
"""

Finding = tuple[str, str, str]


def _found(text: str, finder: str) -> list[Finding]:
    """Return source, first word of the cue, and content of every attribution, in text order.

    Where a cue ends ("said", "said on Tuesday") is the one thing in which the model wavers.
    """
    (record,) = extract([Document(id="story", text=text)], finder=finder)
    assert isinstance(record, Record)
    words = [
        (text_of(text, a.source), text_of(text, a.cue).split()[0], text_of(text, a.content))
        for a in record.attributions
    ]
    assert len(words) >= 1
    return words


def _renamed(text: str) -> str:
    return text.replace("Ruth Alder", "Mary Okonjo").replace("Alder", "Okonjo").replace("Nash", "Ferreira")


def _straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


def _spelled(findings: list[Finding], change: Callable[[str], str]) -> list[Finding]:
    return [(change(source), change(cue), change(content)) for source, cue, content in findings]


@pytest.mark.parametrize("finder", FINDERS)
def test_what_a_story_says_is_found(finder: str) -> None:
    sources = {source for source, _, _ in _found(STORY, finder)}
    assert len(_found(STORY, finder)) >= 5
    assert {"Alder", "the harbour office"} <= sources


@pytest.mark.parametrize("finder", FINDERS)
def test_another_name_is_found_in_the_same_place(finder: str) -> None:
    assert _found(_renamed(STORY), finder) == _spelled(_found(STORY, finder), _renamed)


@pytest.mark.parametrize("finder", FINDERS)
def test_another_style_of_quotation_marks_changes_nothing(finder: str) -> None:
    assert _found(_straight(STORY), finder) == _spelled(_found(STORY, finder), _straight)


@pytest.mark.parametrize("finder", FINDERS)
def test_a_paragraph_before_changes_nothing_after_it(finder: str) -> None:
    head, blank, rest = STORY.partition("\n\n")
    longer = head + blank + "The quay was built in 1931 and has forty berths.\n\n" + rest
    assert _found(longer, finder) == _found(STORY, finder)


@pytest.mark.parametrize("finder", FINDERS)
def test_a_story_cut_in_two_says_what_it_said_whole(finder: str) -> None:
    paragraphs = STORY.split("\n\n")
    first, second = "\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:])
    assert _found(first, finder) + _found(second, finder) == _found(STORY, finder)


@pytest.mark.parametrize("finder", FINDERS)
def test_documents_before_and_behind_it_change_nothing_in_a_document(finder: str) -> None:
    """Alone, with others, in any order: the same records, so the same bytes for every batch and number of jobs."""
    head, *paragraphs = STORY.strip().split("\n\n")
    documents = [Document(id=f"{n}", text=f"{head}\n\n{text}") for n, text in enumerate((STORY, *paragraphs))]
    together = extract_and_link(documents, finder=finder)
    assert together == [record for document in documents for record in extract_and_link([document], finder=finder)]
    assert together == extract_and_link(documents[::-1], finder=finder)[::-1]
    assert all(isinstance(record, Record) for record in together) and len(together) == 6
