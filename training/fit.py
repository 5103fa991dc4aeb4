"""The training loop: resumable, seeded, on one or several processes, with a clock instead of an epoch count.

The learning rate falls linearly to almost nothing at the end of the given minutes (or epochs, whichever comes
first), so that a loaded machine shortens the training and does not cut it off at a high rate.
"""

from __future__ import annotations

import copy
import json
import logging
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import torch
import torch.distributed as dist
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its usual name

from kg.attribution_model.windows import Pieces
from training.batches import IGNORED, Example, attention_mask, epoch_of, false_cues, gold_cues, links_of, padded
from training.corpus import NOBODY, Article
from training.network import Network
from training.paths import marginals

log = logging.getLogger("training")


@dataclass
class Recipe:
    """Every number of the training."""

    epochs: float = 8.0
    minutes: float = 100.0
    rate: float = 1.2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: int = 60
    budget: int = 1400  # wordpieces of a batch in each process
    augmented: float = 0.4
    hidden: float = 0.06
    bare: float = 0.6  # of the paragraphs without attributions
    linked: float = 0.8  # of the cues, in each epoch
    crop: int = 128  # wordpieces around a cue
    narrow: float = 0.75  # of the batches, in which a crop ends before a sentence with another cue, as it does in use
    false_share: float = 0.1
    rest_after: float = 5.0  # epochs, then …
    resting: int = 2  # … this many of the lowest layers are trained no further, which saves a sixth of the time
    average: float = 0.95  # of the weights, at every meeting
    meet_every: int = 8  # steps
    late: float = 0.6  # share of the training after which it sees more of what it will be used on:
    late_augmented: float = 0.3
    late_hidden: float = 0.03
    late_bare: float = 1.0
    late_false_share: float = 0.0
    soft: float = 0.5  # of what is right is what a teacher believes, where there is one
    round_after: float = 0.6  # share of the training after which weights are rounded as they will be shipped
    save_every: float = 1.0  # minutes
    half: bool = True  # bfloat16 where a product allows it: three times as fast on processors that have it
    seed: int = 1

    def at(self, progress: float) -> Recipe:
        """The recipe as it is after this share of the training."""
        if progress < self.late:
            return self
        return replace(
            self,
            augmented=self.late_augmented,
            hidden=self.late_hidden,
            bare=self.late_bare,
            false_share=self.late_false_share,
        )


GOING_ON: Final[dict[str, Any]] = {"rate": 8e-5, "head_rate": 4e-4, "augmented": 0.45, "rest_after": 0.0}
"""What differs where training goes on from released weights."""
TEACHING: Final[dict[str, Any]] = {"rate": 1e-4, "augmented": 0.35, "warm_up": 80, "round_after": 9.0}
"""What differs for a teacher, whose weights are never shipped."""
LEARNING: Final[dict[str, Any]] = {"rate": 2e-4, "head_rate": 5e-4, "augmented": 0.45}
"""What differs for a network that has teachers."""
ON_A_GPU: Final[dict[str, Any]] = {"budget": 4000, "rest_after": 1e9, "meet_every": 4, "save_every": 3.0}
"""What differs on a graphics processor: larger steps, and all layers are trained throughout."""


def groups_of(network: Network, recipe: Recipe) -> list[dict[str, object]]:
    """Parameter groups: lower layers learn more slowly, new ones fast, biases and norms do not decay."""
    shared, upper = len(network.trunk), len(network.tagger)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        part, *rest = name.split(".")
        if part in ("trunk", "tagger", "linker"):
            height = int(rest[0]) + (0 if part == "trunk" else shared)
            rate = recipe.rate * recipe.layer_decay ** (shared + upper - 1 - height)
        elif part in ("positions", "norm"):
            rate = recipe.rate * recipe.layer_decay ** (shared + upper)
        else:
            rate = recipe.head_rate
        groups.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": ps, "lr": rate, "base": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


def frequent_cues(articles: list[Article], pieces: Pieces, least: int = 3) -> set[int]:
    """First wordpieces of the words that begin a cue at least ``least`` times."""
    seen = Counter(
        pieces(labelled.paragraph.words[i])[0]
        for article in articles
        for labelled in article.paragraphs
        for i, tag in enumerate(labelled.tags)
        if tag == 3
    )
    return {piece for piece, n in seen.items() if n >= least}


def losses(
    network: Network,
    examples: list[Example],
    known: set[int],
    recipe: Recipe,
    rng: random.Random,
    teacher: Network | None = None,
) -> dict[str, Tensor]:
    """Reader, linker and validity loss of one batch; a ``teacher`` has its ``soft`` share of what is right."""
    device = network.words.weight.device
    ids, features, first, tags = (
        padded(rows, fill).to(device)
        for rows, fill in (
            ([e.window.ids for e in examples], 0),
            ([e.window.features for e in examples], 0),
            ([e.window.first[:-1] for e in examples], 0),
            ([e.tags for e in examples], IGNORED),
        )
    )
    mask = moved(attention_mask([len(e.window.ids) for e in examples], ids.shape[1]), device)
    share = recipe.soft if teacher else 0.0

    def at(places: Tensor, scores: Tensor) -> Tensor:
        return scores.gather(1, places[..., None].expand(-1, -1, scores.shape[-1]))

    states, scores = network.read(ids, features, mask)
    scores = at(first, scores)
    is_word = tags != IGNORED
    wanted = F.one_hot(tags[is_word], scores.shape[-1]).float()
    if teacher:
        with torch.no_grad():
            its_states, believed = teacher.read(ids, features, mask)
            wanted = wanted.lerp(at(first, believed)[is_word].float().softmax(-1), share)
    out = {"read": F.cross_entropy(scores[is_word].float(), wanted)}
    probability = scores.detach().float().softmax(-1)[..., 3:5].sum(-1).cpu().numpy()
    annotated = gold_cues(examples, rng)
    cues = [cue for cue in annotated if rng.random() < recipe.linked]
    others = annotated if rng.random() < recipe.narrow else []
    if recipe.false_share:
        cues += false_cues(examples, probability, known, rng, recipe.false_share)
    role, valid, n_role = [], [], 0
    for links in links_of(examples, cues, others, recipe.budget, recipe.crop):
        rows, positions, mark, distance, first, anchor = (
            part.to(device)
            for part in (links.rows, links.positions, links.mark, links.distance, links.first, links.anchor)
        )
        part = moved(attention_mask(links.lengths, positions.shape[1]), device)
        role_scores, valid_scores = network.link(states[rows[:, None], positions], mark, distance, part)
        is_one = torch.tensor([float(cue.owner != NOBODY) for cue in links.cues]).to(device)
        role_tags = [
            _roles(examples[cue.row], cue.owner, span) for cue, span in zip(links.cues, links.words, strict=True)
        ]
        taught = [number for number, cue in enumerate(links.cues) if cue.owner != NOBODY]
        sizes = torch.tensor([len(role_tags[number]) for number in taught]).to(device)
        paths = network.crf.paths(padded([role_tags[n] for n in taught], 0).to(device), sizes) if taught else None
        if teacher:
            with torch.no_grad():
                crop = its_states[rows[:, None], positions]
                its_roles, its_valid = teacher.link(crop, mark, distance, part)
                is_one = is_one.lerp(its_valid.float().gather(1, anchor[:, None]).squeeze(1).sigmoid(), share)
                if paths:
                    its_roles = at(first, its_roles)[taught, : paths[1].shape[1] + 1]
                    steps = marginals(*teacher.crf.potentials(its_roles, sizes))
                    paths = paths[0].lerp(steps[0], share), paths[1].lerp(steps[1], share)
        chosen = valid_scores.float().gather(1, anchor[:, None]).squeeze(1)
        valid.append(F.binary_cross_entropy_with_logits(chosen, is_one, reduction="sum"))
        if paths:
            role.append(network.crf(at(first, role_scores)[taught, : paths[1].shape[1] + 1], paths, sizes))
            n_role += int(sum(len(role_tags[number]) for number in taught))
    out["link"] = sum(role) / max(1, n_role) if role else scores.sum() * 0
    out["valid"] = sum(valid) / max(1, len(cues)) if valid else scores.sum() * 0
    return out


def moved(mask: Tensor | None, device: torch.device) -> Tensor | None:
    """A mask, if there is one, on that device."""
    return None if mask is None else mask.to(device)


def _roles(example: Example, owner: int, span: tuple[int, int]) -> list[int]:
    """Tags of one attribution inside a crop."""
    low, high = span
    words = zip(example.tags[low:high], example.owners[low:high], strict=True)
    return [tag if owner in owners else 0 for tag, owners in words]


def meet(parameters: list[Tensor], progress: float) -> float:
    """Average the weights (and the progress) of all processes; each has gone some steps of its own since the last time.

    Meeting seldom costs less waiting than sharing every gradient, above all where the machine has other work.
    """
    if not dist.is_initialized():
        return progress
    with torch.no_grad():
        flat = torch.cat([p.flatten() for p in parameters] + [torch.tensor([progress])])
        dist.all_reduce(flat)
        flat /= dist.get_world_size()
        start = 0
        for p in parameters:
            p.copy_(flat[start : start + p.numel()].view_as(p))
            start += p.numel()
    return float(flat[-1])


def save(path: Path, **state: object) -> None:
    """Write a checkpoint in one move."""
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


Batch = tuple[int, list[Example]]
"""A number of the fold that all its windows come from, and the windows."""


def shuffled(articles: Sequence[Article], pieces: Pieces, epoch: int, recipe: Recipe, folds: int) -> list[Batch]:
    """The batches of an epoch; the article with number ``i`` is in fold ``i % folds``."""
    seed, numbers = recipe.seed * 1000 + epoch, range(folds)
    settings = seed, recipe.budget, recipe.augmented, recipe.hidden, recipe.bare
    batches = [(fold, batch) for fold in numbers for batch in epoch_of(articles[fold::folds], pieces, *settings)]
    if folds > 1:
        random.Random(seed).shuffle(batches)
    return batches


class Epochs:
    """Batches of one epoch after another; beside a graphics processor another process makes them ahead."""

    def __init__(self, articles: Sequence[Article], pieces: Pieces, folds: int, in_parallel: bool) -> None:
        self.given = articles, pieces, folds
        fork = multiprocessing.get_context("fork")
        self.pool = ProcessPoolExecutor(1, fork, _keep, self.given) if in_parallel else None
        self.waiting: dict[int, Future[list[Batch]]] = {}

    def of(self, epoch: int, recipe: Recipe) -> list[Batch]:
        """The batches of this epoch; what is made ahead is made by the recipe of the epoch before."""
        if not self.pool:
            articles, pieces, folds = self.given
            return shuffled(articles, pieces, epoch, recipe, folds)
        for number in (epoch, epoch + 1):
            if number not in self.waiting:
                self.waiting[number] = self.pool.submit(_kept_shuffled, number, recipe)
        return self.waiting.pop(epoch).result()

    def close(self) -> None:
        """Let the other process go, and what it would have made ahead."""
        if self.pool:
            self.pool.shutdown(cancel_futures=True)


_kept: list[Any] = []


def _keep(*given: object) -> None:
    _kept[:] = given


def _kept_shuffled(epoch: int, recipe: Recipe) -> list[Batch]:
    articles, pieces, folds = _kept
    return shuffled(articles, pieces, epoch, recipe, folds)


def fit(
    network: Network,
    articles: list[Article],
    pieces: Pieces,
    recipe: Recipe,
    folder: Path,
    device: str = "cpu",
    teachers: Sequence[Network] = (),
) -> Network:
    """Train, going on from ``folder/last.pt`` where there is one; returns the averaged network.

    Each of the ``teachers`` tells of the articles that it has not been trained on: the first of those with the numbers
    0, n, 2n …, where n is how many they are.
    """
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    folder.mkdir(parents=True, exist_ok=True)
    epochs = Epochs(articles, pieces, max(1, len(teachers)), device != "cpu")
    first_made = epochs.pool and epochs.pool.submit(len, ())  # the process starts before the device is in use
    if first_made:
        first_made.result()
    network = network.to(device)
    teachers = [teacher.to(device).eval() for teacher in teachers]
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups_of(network, recipe), betas=(0.9, 0.98), eps=1e-6, fused=True)
    averaged = copy.deepcopy(network)
    means = [p for p in averaged.parameters() if p.requires_grad]
    step = epoch = position = 0
    spent = 0.0
    if (folder / "last.pt").exists():
        state = torch.load(folder / "last.pt", weights_only=False, map_location=device)
        network.load_state_dict(state["network"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        step, epoch, position, spent = state["step"], state["epoch"], state["position"], state["spent"]
    known = frequent_cues(articles, pieces)
    begun, saved, tokens = time.monotonic() - spent, time.monotonic(), 0
    written = saved
    sums: dict[str, Tensor] = Counter()
    log.info("recipe %s", json.dumps(asdict(recipe)))
    progress = spent / 60 / recipe.minutes
    network.train()
    while progress < 1:
        now = recipe.at(progress)
        batches = epochs.of(epoch, now)
        batches = batches[: len(batches) // world * world]
        network.resting = recipe.resting if epoch >= recipe.rest_after else 0
        active = [p for p in parameters if id(p) not in set(map(id, network.resting_parameters()))]
        while position < len(batches) and progress < 1:
            if progress >= recipe.round_after and not network.tag_head.rounded:
                network.round_weights()
            fold, examples = batches[position + rank]
            with torch.autocast(device, torch.bfloat16, enabled=recipe.half):
                chance = random.Random(step * world + rank)
                found = losses(network, examples, known, now, chance, teachers[fold] if teachers else None)
            (found["read"] + found["link"] + 0.3 * found["valid"]).backward()
            elapsed = (time.monotonic() - begun) / 60
            here = max((epoch + position / len(batches)) / recipe.epochs, elapsed / recipe.minutes)
            torch.nn.utils.clip_grad_norm_(active, 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min(1.0, (step + 1) / recipe.warm_up) * max(0.01, 1 - progress)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, position = step + 1, position + world
            if step % recipe.meet_every == 0:
                progress = meet(active, here)
                keep = min(recipe.average, 1 - 1 / (step / recipe.meet_every + 1))
                with torch.no_grad():
                    torch._foreach_lerp_(means, parameters, 1 - keep)
            for name, value in found.items():
                sums[name] = sums[name] + value.detach()
            tokens += sum(len(e.window.ids) for e in examples)
            if step % 20 == 0 and rank == 0:
                log.info(
                    "step %d epoch %.2f progress %.3f %s tokens/s %.0f minutes %.1f",
                    step,
                    epoch + position / len(batches),
                    progress,
                    " ".join(f"{n} {float(v) / 20:.4f}" for n, v in sums.items()),
                    tokens / (time.monotonic() - saved + 1e-9),
                    elapsed,
                )
                sums.clear()
                tokens, saved = 0, time.monotonic()
                if time.monotonic() - written > 60 * recipe.save_every:
                    written = time.monotonic()
                    save(
                        folder / "last.pt",
                        network=network.state_dict(),
                        averaged=averaged.state_dict(),
                        optimizer=optimizer.state_dict(),
                        step=step,
                        epoch=epoch,
                        position=position,
                        spent=time.monotonic() - begun,
                    )
        if position >= len(batches):
            epoch, position = epoch + 1, 0
            if rank == 0:
                save(folder / f"epoch{epoch}.pt", averaged=averaged.state_dict())
    epochs.close()
    if rank == 0:
        save(folder / "final.pt", averaged=averaged.state_dict(), network=network.state_dict())
    return averaged
