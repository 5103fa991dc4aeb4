"""The training recipe's own parts: labels, augmentation, batches and, where torch is installed, the network."""

from __future__ import annotations

import json
import random
import re
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.attribution_model.windows import Pieces, paragraphs_of, quotation_states
from kg.files.resources import weights_folder
from training.augment import augment, letter_case, names, no_punctuation, quotation_marks
from training.corpus import Labelled, label, read_articles, spans_of
from training.sums import MOST, nearest

needs_weights = pytest.mark.skipif(not (weights_folder() / "manifest.json").is_file(), reason="NOT TESTED: no weights")

SENTENCE = 'Ana Koh said on Monday that "the bridge is safe," and left.'
SPEECH = {
    "source": [[0, 7]],
    "cue": [[8, 12]],
    "content": [[23, 49]],
}


def labelled() -> Labelled:
    """The sentence above with its labels."""
    (only,) = label(SENTENCE, [SPEECH])
    return only


def roles_of(one: Labelled) -> dict[int, str]:
    """Words of every role, joined."""
    found: dict[int, str] = {}
    for role, begin, end in spans_of(one.tags):
        found[role] = " ".join(one.paragraph.words[begin:end])
    return found


def test_labels_come_back_as_the_spans_they_were_made_of() -> None:
    """Spans to word tags and back is the identity where spans begin and end with words."""
    one = labelled()
    spans = [(r, one.paragraph.spans[b][0], one.paragraph.spans[e - 1][1]) for r, b, e in spans_of(one.tags)]
    assert spans == [(0, 0, 7), (1, 8, 12), (2, 23, 49)]
    assert {owner for owner, tag in zip(one.owners, one.tags, strict=True) if tag} == {(0,)}


def test_a_discontinuous_content_keeps_both_parts_and_its_owner() -> None:
    """Two parts of one content are two spans with the same owner."""
    text = '"Yes," Ana said, "we can."'
    (one,) = label(text, [{"source": [[7, 10]], "cue": [[11, 15]], "content": [[0, 6], [17, 26]]}])
    assert [role for role, *_ in spans_of(one.tags)] == [2, 0, 1, 2]
    assert set(one.owners) == {(0,), ()}


def test_one_source_of_two_attributions_belongs_to_both() -> None:
    """Somebody said one thing, adding another: the source is shared."""
    text = "Ana said no, adding why."
    said = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]}
    adding = {"source": [[0, 3]], "cue": [[13, 19]], "content": [[20, 23]]}
    (one,) = label(text, [said, adding])
    assert one.owners == [(0, 1), (0,), (0,), (), (1,), (1,), ()]


def test_what_kg_extract_wrote_trains_without_what_stands_inside_a_content(tmp_path: Path) -> None:
    """The corpus marks outermost attributions alone, so further documents are taken that way too."""
    inner = SPEECH | {"parent": 0}
    line = {"id": "a", "text": SENTENCE, "attributions": [SPEECH | {"parent": None, "kind": "statement"}, inner]}
    (tmp_path / "more.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (article,) = read_articles(tmp_path / "more.jsonl")
    assert [one.owners for one in article.paragraphs] == [labelled().owners]


def test_the_recipe_follows_what_is_trained_and_where_and_a_given_number_counts_most() -> None:
    """A teacher is not rounded, a student learns faster, a graphics processor takes larger steps."""
    pytest.importorskip("torch")
    from training.__main__ import recipe_of
    from training.fit import Recipe

    def recipe(**given: object) -> Recipe:
        usual: dict[str, object] = {"minutes": 1.0, "epochs": 2.0, "seed": 3, "start": None, "fold": None}
        return recipe_of(Namespace(**(usual | {"teachers": [], "device": "cpu", "recipe": []} | given)))

    assert recipe() == Recipe(minutes=1.0, epochs=2.0, seed=3)
    assert recipe(fold="0/4").round_after > 1
    assert recipe(start=Path("w"), teachers=[Path("t")]).rate > recipe(start=Path("w")).rate
    assert recipe(device="cuda").budget > recipe().budget
    assert recipe(device="cuda", recipe=["budget=70", "soft=0.8"]) == replace(
        recipe(device="cuda"), budget=70, soft=0.8
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"fold": "0/4"}, "--teacher-encoder"),
        ({"teachers": [Path("t")]}, "--teacher-encoder"),
        ({"fold": "first", "teacher_encoder": Path("e")}, "I/N"),
        ({"recipe": ["speed=3"]}, "head_rate"),
        ({"recipe": ["rate=fast"]}, "NAME=NUMBER"),
    ],
)
def test_options_that_cannot_be_are_told_with_what_can(given: dict[str, object], told: str) -> None:
    pytest.importorskip("torch")
    from training.__main__ import mistake

    usual: dict[str, object] = {
        "fold": None,
        "teachers": [],
        "teacher_encoder": None,
        "device": "cpu",
        "recipe": ["rate=1e-4", "soft=0.8"],
    }
    assert mistake(Namespace(**usual)) is None
    assert told in str(mistake(Namespace(**(usual | given))))


def test_a_span_over_two_paragraphs_begins_anew_in_each() -> None:
    """No tag continues what stands in another paragraph."""
    text = "Ana said we go.\n\nWe stay."
    first, second = label(text, [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 25]]}])
    assert first.tags == [1, 3, 5, 6, 6]
    assert second.tags == [5, 6, 6]


@pytest.mark.parametrize("seed", range(12))
def test_other_quotation_marks_move_no_word_to_another_role(seed: int) -> None:
    """Whatever the marks become, the words of each role stay the same."""
    changed = roles_of(quotation_marks(labelled(), random.Random(seed)))
    words = {role: re.sub(r"[^\w ]", "", text).split() for role, text in changed.items()}
    assert words == {0: ["Ana", "Koh"], 1: ["said"], 2: ["that", "the", "bridge", "is", "safe"]}


@pytest.mark.parametrize("change", [letter_case, no_punctuation, names])
def test_changed_text_keeps_one_span_for_each_role(change) -> None:  # type: ignore[no-untyped-def]
    """Case, punctuation and names change; there are still one source, one cue and one content."""
    one = change(labelled(), random.Random(3))
    assert [role for role, *_ in spans_of(one.tags)] == [0, 1, 2]
    assert len(one.paragraph.words) == len(one.tags) == len(one.owners) == len(one.paragraph.spaced)


def test_where_the_first_word_of_a_span_goes_the_next_one_begins_it() -> None:
    """A content that loses its opening mark still begins with a B tag, so two neighbours stay two."""
    text = '"Yes" "No"'
    (one,) = label(text, [{"content": [[0, 5]]}, {"content": [[6, 10]]}])
    bare = no_punctuation(one, random.Random(0))
    assert bare.tags == [5, 5]
    assert bare.owners == [(0,), (1,)]


def test_a_name_becomes_the_same_other_name_throughout() -> None:
    """Two mentions of one person stay mentions of one person, and the same seed gives the same name."""
    (one,) = label("Clinton said Clinton would go.", [])
    swapped = names(one, random.Random(5)).paragraph.words
    assert swapped[0] == swapped[2] != "Clinton"
    first, again = (augment([one], random.Random(1), 1.0)[0].paragraph.words for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "go now" twice', "go now"),
        ("He said “go now” twice", "go now"),
        ("He said «go now» twice", "go now"),
        ("He said 'go now' twice", "go now"),
        ("He said ‘don’t go’ twice", "don t go"),
        ("He said ``go now'' twice", "go now"),
        ("He said ''go now'' twice", "go now"),
        ("the workers' plan isn't ready", ""),
        ("He said “never closed", "never closed"),
    ],
)
def test_quotation_states_know_every_kind_of_mark(text: str, inside: str) -> None:
    """Words inside quotation marks, whichever marks; an apostrophe opens nothing."""
    (paragraph,) = paragraphs_of(text)
    states = quotation_states(paragraph.words, paragraph.spaced)
    found = [word for word, state in zip(paragraph.words, states, strict=True) if state and word[0].isalnum()]
    assert " ".join(found) == inside


@needs_weights
def test_a_crop_ends_before_a_sentence_with_another_cue_as_it_does_in_use() -> None:
    """Two sentences, a cue in each: of the one nothing of the other is shown, of one cue alone all of both."""
    pytest.importorskip("torch")
    from training.batches import Cue, example_of, links_of

    text = "Ana Koh said the bridge was safe. Bo Lund denied it."
    (one,) = label(text, [{"source": [[0, 7]], "cue": [[8, 12]], "content": [[13, 32]]}])
    words = one.paragraph.words
    (example,) = example_of([one], Pieces(weights_folder() / "tokenizer.json"))
    said, denied = (Cue(0, words.index(word), words.index(word) + 1, 0) for word in ("said", "denied"))
    shown = [next(iter(links_of([example], [said], others, 1400))).words for others in ([], [said, denied])]
    assert [" ".join(words[begin:end]) for ((begin, end),) in shown] == [
        " ".join(words),
        " ".join(words[: words.index("Bo")]),
    ]


def test_the_network_gives_a_state_and_seven_scores_for_every_wordpiece() -> None:
    """Shapes of both halves, and lower layers that rest get no gradient."""
    torch = pytest.importorskip("torch")
    from training.network import Network

    network = Network(width=24, heads=2, inner=48, depth=4, shared=2, vocabulary=50, positions=16)
    ids = torch.randint(0, 50, (2, 10))
    states, scores = network.read(ids, ids % 9, None)
    roles, valid = network.link(states[:, 2:8], ids[:, :6] % 2, ids[:, :6] % 31, None)
    assert (states.shape, scores.shape, roles.shape, valid.shape) == ((2, 10, 24), (2, 10, 7), (2, 6, 7), (2, 6))
    network.resting = 1
    network.read(ids, ids % 9, None)[1].sum().backward()
    assert network.trunk[0].up.weight.grad is None
    assert network.trunk[1].up.weight.grad is not None


def test_padding_changes_no_score() -> None:
    """A window gives the same scores alone and beside a longer one."""
    torch = pytest.importorskip("torch")
    from training.batches import attention_mask
    from training.network import Network

    torch.manual_seed(0)
    network = Network(width=24, heads=2, inner=48, depth=4, shared=2, vocabulary=50, positions=16).eval()
    ids = torch.randint(1, 50, (2, 10))
    ids[1, 6:] = 0
    _, beside = network.read(ids, ids % 9, attention_mask([10, 6], 10))
    _, alone = network.read(ids[1:, :6], ids[1:, :6] % 9, None)
    assert torch.allclose(beside[1, :6], alone[0], atol=1e-5)


def test_the_chain_scores_a_path_as_listing_all_paths_does() -> None:
    """The likelihood of one tag sequence is its share among all sequences, whatever stands in the padding."""
    torch = pytest.importorskip("torch")
    from itertools import product

    from training.paths import Chain

    torch.manual_seed(0)
    chain = Chain()
    scores, tags = torch.randn(1, 3, 7), torch.tensor([[1, 3, 4]])

    def worth(path: tuple[int, ...]) -> float:
        steps = zip((7, *path), path, strict=False)
        return sum(float((chain.transitions[a, b] + scores[0, i, b]).detach()) for i, (a, b) in enumerate(steps))

    every = torch.logsumexp(torch.tensor([worth(path) for path in product(range(7), repeat=3)]), 0)
    padded = torch.cat([scores, torch.randn(1, 2, 7)], 1), torch.cat([tags, torch.tensor([[-100, -100]])], 1)
    three = torch.tensor([3])
    for given, wanted in ((scores, tags), padded):
        loss = float(chain(given, chain.paths(wanted, three), three).detach())
        assert loss == pytest.approx(float(every) - worth((1, 3, 4)), abs=1e-4)


def test_what_a_teacher_believes_of_each_step_is_its_share_among_all_sequences() -> None:
    """Marginals of first tags and of steps are sums over all sequences, and no student is nearer than the teacher."""
    torch = pytest.importorskip("torch")
    from itertools import product

    from training.paths import Chain, marginals

    torch.manual_seed(0)
    chain, scores, three = Chain(), torch.randn(1, 5, 7), torch.tensor([3])
    first, steps = (part.detach() for part in chain.potentials(scores, three))
    every = list(product(range(7), repeat=3))
    worth = torch.stack([first[0, a] + steps[0, 0, a, b] + steps[0, 1, b, c] for a, b, c in every]).softmax(0)
    likely, stepped = marginals(first, steps)
    shares = list(zip(every, worth.tolist(), strict=True))
    assert float(likely[0, 3]) == pytest.approx(sum(share for path, share in shares if path[0] == 3), abs=1e-4)
    wanted = sum(share for path, share in shares if path[1:] == (1, 2))
    assert float(stepped[0, 1, 1, 2]) == pytest.approx(wanted, abs=1e-4)
    own = chain(scores, (likely, stepped), three).detach()
    others = [chain(scores + 0.3 * torch.randn(1, 5, 7), (likely, stepped), three).detach() for _ in range(5)]
    assert min(others) > own


def test_a_network_is_trained_with_the_weights_that_will_be_shipped() -> None:
    """Rounded, every row has at most 64 steps on each side of zero, so any two fit; gradients pass the rounding."""
    torch = pytest.importorskip("torch")
    from training.network import Product

    torch.manual_seed(0)
    product = Product(8, 5, bias=False)
    plain = product(torch.eye(8)).T
    product.rounded = True
    rounded = product(torch.eye(8)).T
    step = plain.abs().amax(1, keepdim=True) / (MOST // 2)
    assert torch.allclose(rounded / step, (plain / step).round(), atol=1e-4)
    assert not torch.allclose(rounded, plain, atol=1e-6)
    rounded.sum().backward()
    assert torch.equal(product.weight.grad, torch.ones(5, 8))


def test_mpnet_words_stand_where_bert_has_them() -> None:
    """Its wordpieces come behind four tokens of its own, its mask last; window borders are its own."""
    torch = pytest.importorskip("torch")
    from training.network import as_bert

    size = 200
    words = torch.arange(size, dtype=torch.float32)[:, None]
    mpnet = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": torch.arange(6.0)[:, None],
        "encoder.layer.0.attention.attn.q.weight": torch.ones(1),
        "encoder.layer.0.attention.LayerNorm.bias": torch.ones(1),
    }
    bert = as_bert(mpnet)
    order = bert["embeddings.word_embeddings.weight"][:, 0].tolist()
    assert (order[101], order[102], order[103], order[110]) == (0, 2, size - 1, 114)
    assert bert["embeddings.position_embeddings.weight"][0] == 2
    assert {"encoder.layer.0.attention.self.query.weight", "encoder.layer.0.attention.output.LayerNorm.bias"} < set(
        bert
    )


def test_distances_between_tokens_count_for_an_encoder_that_has_a_bias_for_them() -> None:
    """The same window further to the right in padding keeps its scores; turned round, near and far differ."""
    torch = pytest.importorskip("torch")
    from training.network import Network

    network = Network(width=24, heads=2, inner=48, depth=4, shared=2, vocabulary=50, positions=16, buckets=8).eval()
    bias = network.biased(None, 9)
    assert bias.shape == (1, 2, 9, 9)
    assert torch.equal(bias[0, :, 0, 1], bias[0, :, 5, 6])
    assert not torch.equal(bias[0, :, 0, 1], bias[0, :, 1, 0])


@needs_weights
def test_a_smaller_network_learns_from_others_what_the_labels_leave_out(tmp_path: Path) -> None:
    """Two teachers, each for the articles of its fold; what comes out has fewer layers and can be loaded again."""
    torch = pytest.importorskip("torch")
    from training.corpus import Article
    from training.fit import Recipe, fit
    from training.network import Network

    torch.manual_seed(0)
    shape = {"width": 24, "heads": 2, "inner": 48, "depth": 4, "shared": 2}
    teachers = [Network(**shape, buckets=8) for _ in range(2)]
    student = Network(**shape)
    student.thin([1])
    articles = [Article(str(number), [labelled()] * 3) for number in range(6)]
    recipe = Recipe(epochs=2, minutes=1, budget=80, meet_every=1, half=False)
    pieces = Pieces(weights_folder() / "tokenizer.json")
    learned = fit(student, articles, pieces, recipe, tmp_path, teachers=teachers)
    assert (len(learned.trunk), len(learned.tagger), len(learned.linker)) == (2, 1, 1)
    assert student.tag_head.rounded
    saved = torch.load(tmp_path / "final.pt", weights_only=False)["averaged"]
    assert all(torch.isfinite(value).all() for value in saved.values())


@pytest.mark.filterwarnings("default")  # what torch says of its own export
def test_training_goes_on_from_released_files(tmp_path: Path) -> None:
    """What was exported comes back but for the rounding to eight bits; the word vectors are not taken from there."""
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from kg.attribution_model.decoding import Settings
    from training.export import export
    from training.network import Network
    from training.restore import restore

    shape = {"width": 24, "heads": 2, "inner": 48, "depth": 4, "shared": 2, "vocabulary": 20100, "positions": 64}
    torch.manual_seed(0)
    released, fresh = Network(**shape), Network(**(shape | {"depth": 5}))
    for parameter in released.parameters():  # no two alike, as after training
        torch.nn.init.normal_(parameter, std=0.05)
    tokenizer = tmp_path / "tokenizer.json"
    tokenizer.write_text("{}")
    export(released, tokenizer, tmp_path / "out", Settings(), "test", "1")
    before = fresh.words.weight.clone()
    restore(fresh, tmp_path / "out")
    assert (len(fresh.tagger), len(fresh.linker)) == (2, 2)
    assert torch.equal(fresh.words.weight, before)
    for name, value in released.state_dict().items():
        if name != "words.weight" and not name.startswith("crf."):
            assert torch.allclose(fresh.state_dict()[name], value, atol=0.02), name


def test_weights_whose_sums_fit_into_sixteen_bits_are_near_to_what_they_were() -> None:
    """Neighbours of one sign come to 128 at most, a step is less than twice as wide, done twice it changes nothing."""
    numbers = np.rint(np.clip(np.random.default_rng(0).normal(0, 40, (384, 50)), -127, 127))
    numbers[:4, 0] = [127, 127, -127, -127]
    factors, fitting = nearest(numbers)
    pairs = fitting.reshape(-1, 2, 50)
    assert max(np.maximum(sign * pairs, 0).sum(1).max() for sign in (1, -1)) <= MOST
    assert factors.min() >= 1 and factors.max() <= 2
    assert np.sqrt(((fitting * factors - numbers) ** 2).mean()) < 1
    again, same = nearest(fitting)
    assert (again == 1).all() and (same == fitting).all()
