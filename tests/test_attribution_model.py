"""The shipped attribution model: same result in any company, any input survived, damaged weights named."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import warnings
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from clock import loops
from kg.attribution_model import LINKER, MANIFEST, READER, TOKENIZER, AttributionModel, Found, load
from kg.attribution_model.decoding import Link, best_paths, plainly_read
from kg.attribution_model.windows import Window, breaks_of, paragraphs_of, sentence_starts, surroundings
from kg.errors import ModelError
from kg.files.resources import weights_folder

FILES = (READER, LINKER, TOKENIZER)
STORY = (
    "Minister Ana Koh said that the bridge was safe.\n\n"
    "“We checked every bolt,” she told reporters. “Nothing is loose.”\n\n"
    "Engineers disagreed. According to a report by Larsen, two cables are rusting."
)
OTHER = "The weather was fine. Nobody spoke.\n\n'I think it will rain,' Bruno warned, and everybody laughed."


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    """The shipped weights; without them most of this file has nothing to test."""
    if not (weights_folder() / MANIFEST).is_file():
        warnings.warn("NO ATTRIBUTION WEIGHTS in kg/weights: the model is NOT tested", stacklevel=1)
        pytest.skip("NO ATTRIBUTION WEIGHTS in kg/weights: the model is NOT tested")
    return load()


def cut(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The words of a role."""
    return " ".join(text[begin:end] for begin, end in spans)


def check(found: list[Found], text: str) -> None:
    """Spans lie inside the text, in order, apart from each other; confidences are between 0 and 1."""
    for one in found:
        assert one.content
        assert 0 <= one.confidence <= 1
        assert one.confidence == round(one.confidence, 2)
        spans = sorted(one.source + one.cue + one.content)
        assert all(0 <= begin < end <= len(text) for begin, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert all(list(role) == sorted(role) for role in (one.source, one.cue, one.content))


def test_importing_the_module_loads_nothing_heavy() -> None:
    """A command that needs no model does not pay for one."""
    heavy = ("numpy", "onnxruntime", "tokenizers", "torch")
    script = f"import sys, kg.attribution_model; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_are_what_the_manifest_says(model: AttributionModel) -> None:
    """Hash of every file, and no file that the manifest does not know; small enough for a wheel."""
    folder = weights_folder()
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["name"] == model.name
    for name in FILES:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == manifest["files"][name]
    assert sum(path.stat().st_size for path in folder.iterdir()) < 50_000_000


def test_the_card_names_the_shipped_files(model: AttributionModel) -> None:
    """The model card is about these weights: it names their version and hashes."""
    card = Path(__file__).parent.parent / "training" / "README.md"
    if not card.is_file():
        pytest.skip("no model card beside the package")
    text = card.read_text(encoding="utf-8")
    manifest = json.loads((weights_folder() / MANIFEST).read_text(encoding="utf-8"))
    assert all(manifest["files"][name][:16] in text for name in (READER, LINKER))
    assert model.version in text


def test_a_plain_sentence_is_found(model: AttributionModel) -> None:
    """Source, cue and content of the simplest construction there is."""
    text = "Minister Ana Koh said that the bridge was safe."
    ((one,),) = model.find([text])
    assert "Koh" in cut(text, one.source)
    assert "said" in cut(text, one.cue)
    assert "bridge was safe" in cut(text, one.content)


def test_an_interrupted_quotation_is_one_attribution_in_two_parts(model: AttributionModel) -> None:
    """A discontinuous content keeps both parts, quotation marks included."""
    text = "“The bridge is safe,” Ana Koh said on Monday, “and the tunnel will be checked.”"
    ((one, *_),) = model.find([text])
    assert "bridge" in cut(text, one.content)
    assert "tunnel" in cut(text, one.content)
    assert "Koh" in cut(text, one.source)


@pytest.mark.parametrize("name", ["Trump", "Nakamura", "Okafor", "Xiao Yaqing"])
def test_the_speaker_s_name_does_not_decide(model: AttributionModel, name: str) -> None:
    """A name never seen in training is a source as much as a famous one."""
    text = f"{name} said the tariffs would not work."
    ((one,),) = model.find([text])
    assert cut(text, one.source) == name


@pytest.mark.parametrize("marks", ["“”", '""', "''", "‘’", "«»", "„“"])
def test_the_style_of_quotation_marks_does_not_decide(model: AttributionModel, marks: str) -> None:
    """The same sentence in other marks has the same source and content."""
    text = f"{marks[0]}We will not pay for it,{marks[1]} Larsen told reporters on Friday."
    ((one, *_),) = model.find([text])
    assert cut(text, one.source) == "Larsen"
    assert "We will not pay for it" in cut(text, one.content)


def test_neighbours_change_nothing(model: AttributionModel) -> None:
    """Alone, in company, in another order, twice: always the same."""
    (alone,), (other,) = model.find([STORY]), model.find([OTHER])
    assert alone
    assert model.find([OTHER, STORY, OTHER, STORY]) == [other, alone, other, alone]
    assert model.find([STORY] * 3) == [alone] * 3
    assert load().find([STORY]) == [alone]
    check(alone, STORY)


def test_the_linker_is_not_asked_what_the_reader_tells_already(
    model: AttributionModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paragraph with one cue, every word read surely, costs no second look, and the same is found."""
    text = "Minister Ana Koh said that the bridge was safe.\n\nBo Lund said no, and Ana Koh added that he knew"
    asked: list[int] = []
    look = model._link

    def counted(window: Window, states: Any, tags: Any, cue: tuple[int, int, float], crop: tuple[int, int]) -> Link:
        asked.append(cue[0])
        return look(window, states, tags, cue, crop)

    monkeypatch.setattr(model, "_link", counted)
    (short,) = model.find([text])
    n_short = len(asked)
    monkeypatch.setattr(model, "settings", replace(model.settings, sure=2.0))
    (long,) = model.find([text])
    assert len(asked) - n_short > n_short
    assert [(f.source, f.cue, f.content) for f in short] == [(f.source, f.cue, f.content) for f in long]
    assert len(short) > 1


@pytest.mark.parametrize(
    ("doubt", "content", "sentences", "crop", "cues", "plain"),
    [
        (0.0, 5, [0, 0, 0, 1, 1], (0, 5), [(1, 2, 0.9)], True),  # a whole paragraph of two sentences
        (0.5, 5, [0, 0, 0, 1, 1], (0, 5), [(1, 2, 0.9)], False),
        (0.0, 5, [0, 0, 0, 1, 1], (0, 5), [(1, 2, 0.9), (4, 5, 0.9)], False),
        (0.0, 5, [0, 0, 0, 1, 1], (0, 3), [(1, 2, 0.9), (4, 5, 0.9)], True),  # a sentence of its own
        (0.0, 5, [0, 0, 1, 1, 2], (0, 4), [(1, 2, 0.9), (4, 5, 0.9)], False),  # said between two cues: by whom?
        (0.0, 0, [0, 0, 1, 1, 2], (0, 4), [(1, 2, 0.9), (4, 5, 0.9)], True),  # nothing is said between them
    ],
)
def test_what_is_plainly_read(
    doubt: float,
    content: int,
    sentences: list[int],
    crop: tuple[int, int],
    cues: list[tuple[int, int, float]],
    plain: bool,
) -> None:
    """No other cue in what the linker would see, no doubt about any word, nothing that another cue may own."""
    n = len(sentences)
    window = Window(
        list(range(n + 2)), [1] * (n + 2), list(range(1, n + 2)), [0] * n, [(i, i + 1) for i in range(n)], sentences
    )
    shares = np.full((n, 7), 0.01, np.float32)
    shares[:, content] = 0.94
    shares[2, [content, 3]] = 0.94 - doubt, 0.01 + doubt
    crops = [crop, *((4, 5) for _ in cues[1:])]
    links = plainly_read(np.log(shares), window, cues, crops, 0.7)
    assert (0 in links) == plain
    assert not plain or (links[0].low, links[0].high) == crop


def test_the_linker_is_not_shown_the_sentences_of_other_cues() -> None:
    """What lies between two cues is shown with each; titles and initials end no sentence."""
    text = "He said no. It was late. “Mr. Koh and J. Lund left.” She added: “Go.” it went on"
    (paragraph,) = paragraphs_of(text)
    starts = sentence_starts(paragraph)
    assert [word for word, start in zip(paragraph.words, starts, strict=True) if start] == ["He", "It", "“", "She"]
    n = len(starts)
    sentence = [sum(starts[: i + 1]) for i in range(n)]
    window = Window([0] * (n + 2), [], list(range(1, n + 2)), [0] * n, paragraph.spans, sentence)
    said, added = ((i, i + 1) for i, word in enumerate(paragraph.words) if word in ("said", "added"))
    assert surroundings(window, said, [said, added], 128) == (0, paragraph.words.index("She"))
    assert surroundings(window, added, [said, added], 128) == (paragraph.words.index("It"), n)
    assert surroundings(window, said, [said], 128) == (0, n)
    assert surroundings(window, said, [said], 3) == (0, 3)


def test_nothing_gives_nothing(model: AttributionModel) -> None:
    """No text, empty text, white space, punctuation."""
    assert model.find([]) == []
    assert model.find(["", " ", "\n\n\n", "...", "\u00a0\ufeff"]) == [[], [], [], [], []]


@pytest.mark.parametrize(
    "text",
    [
        "He said " + "it is very long and goes on and on, " * 2000 + "she added.",
        '"' * 10_000,
        '" ' * 10_000 + "he said.",
        "said " * 300_000,
        "x" * 1_000_000,
        "Shesaidthatthebridgewassafe" * 2000,
        "👍🏽 she said 👩‍👩‍👧 “ok 👍🏽” 🇧🇷",
        "Ame\u0301lie sai\u0301d “ouı\u0308” \u0301\u0301\u0301",
        "部长说：“桥是安全的。”他还说，一切都好。" * 300,
        "وقال الوزير إن الجسر آمن. " * 300,
        "\x00\x01 he said \ud83d no",
        "\t\r he said \u2028 that \u2029 this\x0b is \x0c it",
        "\n".join("Ana said no." for _ in range(3000)),
    ],
    ids=lambda text: f"{text[:12]!r} {len(text)}",
)
def test_absurd_text_is_survived_in_bounded_time(model: AttributionModel, text: str) -> None:
    """No crash, valid spans, and no more than some seconds of processor time."""
    found: list[list[Found]] = []
    assert loops(lambda: found.extend(model.find([text]))) < 3_000
    check(found[0], text)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    """The message holds the path and what to do."""
    with pytest.raises(ModelError, match=r"manifest\.json.*reinstall"):
        load(tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"name": "x"}', "\udcff"])
def test_a_damaged_manifest_is_named(tmp_path: Path, content: str) -> None:
    """Not JSON, not an object, incomplete, not UTF-8."""
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(ModelError, match=r"manifest\.json.*reinstall"):
        load(tmp_path)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("damage", ["missing", "cut", "other"])
def test_damaged_weights_are_named(model: AttributionModel, tmp_path: Path, file: str, damage: str) -> None:
    """Whichever file is damaged and however, the message says which."""
    for name in (*FILES, MANIFEST):
        shutil.copy(weights_folder() / name, tmp_path / name)
    if damage == "missing":
        (tmp_path / file).unlink()
    else:
        data = (tmp_path / file).read_bytes()
        (tmp_path / file).write_bytes(data[:1000] if damage == "cut" else b"#" + data[1:])
    with pytest.raises(ModelError, match=file.replace(".", r"\.")):
        load(tmp_path)


def test_files_that_are_no_model_but_have_the_right_hash(tmp_path: Path) -> None:
    """A manifest that fits rubbish still gives a clear error."""
    for name in FILES:
        (tmp_path / name).write_bytes(b"rubbish")
    rubbish = hashlib.sha256(b"rubbish").hexdigest()
    manifest = {"name": "x", "version": "0", "settings": {}, "files": dict.fromkeys(FILES, rubbish)}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(tmp_path)


def scores_at_random(rng: np.random.Generator, words: int) -> npt.NDArray[np.float32]:
    """Scores of seven tags for every word."""
    return rng.normal(size=(words, 7)).astype(np.float32)


def test_the_best_path_is_the_best_of_all_lawful_ones() -> None:
    """Viterbi finds what trying everything finds; no I stands without its B or I before it; loose ends cost."""
    rng = np.random.default_rng(3)
    learned = rng.normal(size=(8, 7))
    loose = np.array([0, 3, 0, 3], np.float32)

    def worth(path: tuple[int, ...], scores: npt.NDArray[np.float32]) -> float:
        steps = list(zip((7, *path), path, strict=False))
        if any(tag in (2, 4, 6) and before not in (tag, tag - 1) for before, tag in steps):
            return -np.inf
        ends = sum(loose[i] for i, (before, tag) in enumerate(steps) if before in (5, 6) and tag == 0)
        return float(sum(learned[a, b] + scores[i, b] for i, (a, b) in enumerate(steps)) - ends)

    for words in (1, 2, 4):
        scores = scores_at_random(rng, words)
        best = max(product(range(7), repeat=words), key=lambda path: worth(path, scores))
        assert best_paths([scores], learned.flatten().tolist(), [loose[:words]]) == [list(best)]


def test_a_clause_may_begin_beside_punctuation_and_with_a_paragraph() -> None:
    text = "Ann said no, Bo\n“yes”"
    spans = [(0, 3), (4, 8), (9, 11), (11, 12), (13, 15), (16, 17), (17, 20), (20, 21)]
    window = Window([], [], [], [0, 0, 0, 0, 0, 1, 1, 1], spans)
    assert breaks_of(text, window) == [True, False, False, True, True, True, True, True]


def test_paths_are_the_same_alone_and_beside_longer_ones() -> None:
    """Padding decides nothing, and no rows give no paths."""
    rng = np.random.default_rng(4)
    rows = [scores_at_random(rng, words) for words in (1, 9, 30, 4)]
    assert best_paths(rows) == [best_paths([row])[0] for row in rows]
    assert best_paths([]) == []
