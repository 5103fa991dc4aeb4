"""The repaired view: what is mended, what is left alone, and that every span finds its way back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clock import loops
from kg.repair import View, repair

SEEDS: Final = Path(__file__).parent.parent / "seeds"

MENDED: Final = [
    ("``Not so,″ she said", "``Not so,'' she said"),
    ("& ldquo; gold from Stone & rdquo; which", "“gold from Stone” which"),
    ("Outgoing & ldquo; Clearly declare & rdquo;. Reported", "Outgoing “Clearly declare”. Reported"),
    ("a&nbsp;b", "a b"),
    ("a &nbsp b", "a b"),
    ("no&nbspBut", "no But"),
    ("a&amp;nbsp b", "a b"),
    ("a&amp;nbsp;b", "a b"),
    ("&amp;amp;", "&"),
    ("Morrow &amp; Finch", "Morrow & Finch"),
    ("?a=1&amp;b=2", "?a=1&b=2"),
    ("It&rsquo;s", "It’s"),
    ("It& rsquo ;s", "It’s"),
    ("&LDQUO;No&RDQUO;", "“No”"),
    ("&#8220;No&#8221;", "“No”"),
    ("&#x201C;No&#x201d;", "“No”"),
    ("&#147;No&#148;", "“No”"),
    ("caf&eacute;", "café"),
    (r"\xe2\x80\x9cNo\xe2\x80\x9d", "“No”"),
    (r"caf\xe9", "café"),
    (r"\u201cNo\u201d", "“No”"),
    (r"\ud83d\ude00!", "😀!"),
    ("â€œItâ€™s noâ€\x9d", "“It’s no”"),
    ("cafÃ© Ð¿Ñ€Ð¸Ð²ÐµÑ‚", "café привет"),
    ("ä¸\xadå›½", "中国"),
    ("\x93No\x94", "“No”"),
    ("noÂ never", "no never"),
    ("voilÃ  dit", "voilà dit"),
    ("gov\u00adern\u00adment", "government"),
    ("no\u200bwhere\ufeff", "nowhere"),
    ("in\u200dvisible", "invisible"),
    ("a\0b", "ab"),
    ("a  b\t\tc", "a b c"),
    ("a\u00a0b\u3000c", "a b c"),
    ("say so·····", "say so…"),
    ("“ No ” he said", "“No” he said"),
    ("said.\n& The website quotes", "said.\nThe website quotes"),
]

LEFT_ALONE: Final = [
    "``The 6′ 2″ guard,'' she said",
    "The board is 4 × 2″ and the sign ″ is a prime",
    "",
    "Ann said no.",
    "R&D at AT&T",
    "Smith & Sons; Co & Co.",
    "https://example.org/?a=1&copy=2&lt=3",
    "cost & image; price",
    r"C:\users\xenia",
    r"a\x0ab and \u000a",
    "“No,” she said — “never”…",
    "„Hallo“ und dann",
    "hon sade ”hej” och gick",
    "« Non », dit-il".replace(" »", "»").replace("« ", "«"),
    "Été à São Paulo, Ærøskøbing, ČEZ",
    "ÀÉÎÕÜ ÂÊ",
    "IRMÃ DE MARIA",
    "می‌خواهم",
    "👩‍👩‍👧",
    "外交部发言人表示，中方坚决反对。",
    "Он сказал: «нет».",
    "a\r\nb\rc\n\n\nd",
    "col·lecció",
    "He said: 5 > 3 & 2 < 4",
    "line\u2028separator",
]


@pytest.mark.parametrize(("raw", "mended"), MENDED)
def test_what_is_mended(raw: str, mended: str) -> None:
    """Damage of each kind disappears from the view."""
    assert repair(raw).text == mended


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_left_alone(text: str) -> None:
    """What only looks like damage stays, as the very same string, and every span maps to itself."""
    view = repair(text)
    assert view.text is text
    for start in range(len(text)):
        assert view.to_source((start, start + 1)) == (start, start + 1)


def test_number_of_cases() -> None:
    """The lists above have not shrunk."""
    assert len(MENDED) >= 32
    assert len(LEFT_ALONE) >= 20


@pytest.mark.parametrize(
    ("raw", "found", "source"),
    [
        ("as & ldquo; Vitamin & rdquo; in", "“Vitamin”", "& ldquo; Vitamin & rdquo;"),
        ("as & ldquo; Vitamin & rdquo; in", "Vitamin", "Vitamin"),
        ("as & ldquo; Vitamin & rdquo; in", "in", "in"),
        ("& The website quotes", "The website", "The website"),
        ("â€œItâ€™sâ€\x9d so", "“", "â€œ"),
        ("â€œItâ€™sâ€\x9d so", "It’s", "Itâ€™s"),
        ("ä¸\xadå›½", "国", "å›½"),
        ("the gov\u00adernment  of", "government of", "gov\u00adernment  of"),
        (r"\xe2\x80\x9cNo\xe2\x80\x9d", "“No", r"\xe2\x80\x9cNo"),
        ("&amp;nbsp; a&amp;amp;b", "a&b", "a&amp;amp;b"),
        ("so·····\nOn", "so…", "so·····"),
    ],
)
def test_spans_find_back(raw: str, found: str, source: str) -> None:
    """A span of the view maps to exactly the words of the source it was made from."""
    view = repair(raw)
    start = view.text.index(found)
    span = view.to_source((start, start + len(found)))
    assert span is not None
    assert raw[slice(*span)] == source


def test_empty_and_impossible_spans() -> None:
    """An empty span stands for nothing; one outside the view is an error that names the limits."""
    view = repair("a&nbsp;b")
    assert view.to_source((1, 1)) is None
    with pytest.raises(ValueError, match=r"\[0, 9\) is not inside the view \(0 to 3\)"):
        view.to_source((0, 9))


DIRT: Final = st.lists(
    st.one_of(
        st.text(max_size=6),
        st.sampled_from([raw for raw, _ in MENDED]),
        st.sampled_from(
            [
                "& ",
                "&",
                "“ ",
                " ”",
                "\\x",
                "\\u201c",
                "â€",
                "Ã",
                "\u00ad",
                "\u200b",
                "  ",
                "··",
                "\n",
                "\r\n",
                ";",
                "amp;",
            ]
        ),
    ),
    max_size=10,
).map("".join)


def mapped(view: View) -> list[tuple[int, int]]:
    spans = [view.to_source((i, i + 1)) for i in range(len(view.text))]
    return [span for span in spans if span is not None]


@given(DIRT)
def test_offset_map_properties(raw: str) -> None:
    """Spans lie in the text, are monotone, cover what their characters cover; characters that stayed are the same."""
    view = repair(raw)
    spans = mapped(view)
    assert len(spans) == len(view.text)
    last = (0, 0)
    for start, end in spans:
        assert last[0] <= start < end <= len(raw)
        assert last[1] <= start or last == (start, end)  # several characters may stand for one torn sequence
        last = start, end
    if spans:
        assert view.to_source((0, len(view.text))) == (spans[0][0], spans[-1][1])
    half = len(spans) // 2
    if half:
        assert view.to_source((0, half)) == (spans[0][0], spans[half - 1][1])


@given(DIRT)
def test_newlines_never_change(raw: str) -> None:
    """The view has the same line breaks in the same order."""
    assert re.findall(r"[\r\n]", repair(raw).text) == re.findall(r"[\r\n]", raw)


@given(st.text(alphabet=st.characters(categories=["L", "Nd"], max_codepoint=0x24F), max_size=60))
def test_latin_words_map_to_themselves(text: str) -> None:
    """Where a character of the view equals its source nothing has moved; letters of clean ASCII text never do."""
    view = repair(text)
    if text.isascii():
        assert view.text is text
    for position, span in enumerate(mapped(view)):
        if span[1] - span[0] == 1 and view.text == text:
            assert span == (position, position + 1)


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name)
def test_samples_have_no_dirt_left(path: Path) -> None:
    """Both sample documents come out without entities, dots and padding, line for line."""
    raw = path.read_bytes().decode("utf-8")
    view = repair(raw)
    assert view.text.count("\n") == raw.count("\n")
    assert not re.search(r"&(?!D)|  |·|\u00a0|“ | ”", view.text)


def test_there_are_samples() -> None:
    """The test above ran over both of them."""
    assert len(list(SEEDS.glob("*.txt"))) == 2


def test_clean_text_is_fast() -> None:
    """One megabyte without damage takes a third of a second."""
    text = "The minister said no. “It was fine,” she said.\n" * 21_000
    assert repair(text).text is text
    assert loops(lambda: repair(text)) < 100


HOSTILE: Final = [
    "&",
    "& ",
    "&amp;",
    "& amp; ",
    "\\x",
    "\\xe2",
    "\\u",
    " ",
    "·",
    "“ ",
    " ”",
    "â€œ",
    "Ã",
    "\u200d",
    "\u00ad",
    "&#",
    "\x93",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    """No pattern runs away on half a megabyte of the same damage."""
    text = piece * (500_000 // len(piece))
    assert loops(lambda: repair(text)) < 600
    view = repair(text)
    assert view.to_source((0, len(view.text))) is not None or not view.text
    assert len(HOSTILE) >= 17


SINGLE = [
    ("'I never left,' she said.", "“I never left,” she said."),
    ("The mayor's 'harmless' joke about the boys' club", "The mayor's “harmless” joke about the boys' club"),
    ("It's the '90s, and isn't it 'grand'?", "It's the '90s, and isn't it “grand”?"),
    ("'If you have to say 'dull,' say it,' he said.", "“If you have to say 'dull,' say it,” he said."),
    ("She said: \"He called it 'a joke' twice.\"", "She said: \"He called it 'a joke' twice.\""),
    ("‘some kind of deal’ during the talks", "“some kind of deal” during the talks"),
    ("'The workers' boss left,' she said.", "“The workers' boss left,” she said."),
    ("'First this.\n'Then that,' he said.", "“First this.\n“Then that,” he said."),
    ("Rock 'n' roll, 'tis said, is for the dogs' home.", "Rock 'n' roll, 'tis said, is for the dogs' home."),
]


@pytest.mark.parametrize(("text", "mended"), SINGLE)
def test_single_marks_are_double_where_they_are_no_apostrophes(text: str, mended: str) -> None:
    view = repair(text)
    assert view.text == mended
    assert view.to_source((0, len(view.text))) == (0, len(text))


def test_marks_that_a_wrong_decoding_has_torn_are_marks() -> None:
    text = "\ufffd\ufffdIt isn\ufffdt over,\ufffd\ufffd Ann said of the \ufffdpatient\ufffd bank \ufffd and left."
    view = repair(text)
    assert view.text == "“It isn’t over,” Ann said of the “patient” bank \ufffd and left."
    assert view.to_source((0, 4)) == (0, 5)
