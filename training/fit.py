"""The training loop: resumable, seeded, on one or several processes, with a clock instead of an epoch count.

The learning rate falls linearly to almost nothing at the end of the given minutes (or epochs, whichever comes
first), so that a loaded machine shortens the training and does not cut it off at a high rate.
"""

from __future__ import annotations

import copy
import json
import logging
import random
import time
from collections import Counter
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
    network: Network, examples: list[Example], known: set[int], recipe: Recipe, rng: random.Random
) -> dict[str, Tensor]:
    """Reader, linker and validity loss of one batch."""
    ids = padded([e.window.ids for e in examples], 0)
    features = padded([e.window.features for e in examples], 0)
    first = padded([e.window.first[:-1] for e in examples], 0)
    tags = padded([e.tags for e in examples], IGNORED)
    mask = attention_mask([len(e.window.ids) for e in examples], ids.shape[1])
    states, scores = network.read(ids, features, mask)
    scores = scores.gather(1, first[..., None].expand(-1, -1, scores.shape[-1]))
    out = {"read": F.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORED)}
    probability = scores.detach().float().softmax(-1)[..., 3:5].sum(-1).numpy()
    annotated = gold_cues(examples, rng)
    cues = [cue for cue in annotated if rng.random() < recipe.linked]
    others = annotated if rng.random() < recipe.narrow else []
    if recipe.false_share:
        cues += false_cues(examples, probability, known, rng, recipe.false_share)
    role, valid, n_role = [], [], 0
    for links in links_of(examples, cues, others, 1400, recipe.crop):
        crop = states[links.rows[:, None], links.positions]
        part = attention_mask(links.lengths, crop.shape[1])
        role_scores, valid_scores = network.link(crop, links.mark, links.distance, part)
        valid.append(
            F.binary_cross_entropy_with_logits(
                valid_scores.gather(1, links.anchor[:, None]).squeeze(1),
                torch.tensor([float(cue.owner != NOBODY) for cue in links.cues]),
                reduction="sum",
            )
        )
        wanted = padded(
            [_roles(examples[cue.row], cue.owner, span) for cue, span in zip(links.cues, links.words, strict=True)],
            IGNORED,
        )
        role_scores = role_scores.gather(1, links.first[..., None].expand(-1, -1, role_scores.shape[-1]))
        sizes = (wanted != IGNORED).sum(1)
        known_rows = sizes > 0
        if known_rows.any():
            role.append(network.crf(role_scores[known_rows], wanted[known_rows], sizes[known_rows]))
        n_role += int(sizes.sum())
    out["link"] = sum(role) / max(1, n_role) if role else scores.sum() * 0
    out["valid"] = sum(valid) / max(1, len(cues)) if valid else scores.sum() * 0
    return out


def _roles(example: Example, owner: int, span: tuple[int, int]) -> list[int]:
    """Tags of one attribution inside a crop; of a false cue nothing is asked but that it is one."""
    low, high = span
    if owner == NOBODY:
        return [IGNORED] * (high - low)
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


def fit(network: Network, articles: list[Article], pieces: Pieces, recipe: Recipe, folder: Path) -> Network:
    """Train, going on from ``folder/last.pt`` where there is one; returns the averaged network."""
    rank, world = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    folder.mkdir(parents=True, exist_ok=True)
    parameters = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups_of(network, recipe), betas=(0.9, 0.98), eps=1e-6, fused=True)
    averaged = copy.deepcopy(network)
    step = epoch = position = 0
    spent = 0.0
    if (folder / "last.pt").exists():
        state = torch.load(folder / "last.pt", weights_only=False)
        network.load_state_dict(state["network"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        step, epoch, position, spent = state["step"], state["epoch"], state["position"], state["spent"]
    known = frequent_cues(articles, pieces)
    begun, saved, sums, tokens = time.monotonic() - spent, time.monotonic(), Counter(), 0
    log.info("recipe %s", json.dumps(asdict(recipe)))
    progress = spent / 60 / recipe.minutes
    network.train()
    while progress < 1:
        now = recipe.at(progress)
        seed = recipe.seed * 1000 + epoch
        batches = epoch_of(articles, pieces, seed, now.budget, now.augmented, now.hidden, now.bare)
        batches = batches[: len(batches) // world * world]
        network.resting = recipe.resting if epoch >= recipe.rest_after else 0
        active = [p for p in parameters if id(p) not in set(map(id, network.resting_parameters()))]
        while position < len(batches) and progress < 1:
            examples = batches[position + rank]
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.half):
                found = losses(network, examples, known, now, random.Random(step * world + rank))
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
                    for mean, latest in zip(averaged.parameters(), network.parameters(), strict=True):
                        if latest.requires_grad:
                            mean.lerp_(latest, 1 - keep)
            sums.update({name: float(value.detach()) for name, value in found.items()})
            tokens += sum(len(e.window.ids) for e in examples)
            if step % 20 == 0 and rank == 0:
                log.info(
                    "step %d epoch %.2f progress %.3f %s tokens/s %.0f minutes %.1f",
                    step,
                    epoch + position / len(batches),
                    progress,
                    " ".join(f"{n} {v / 20:.4f}" for n, v in sums.items()),
                    tokens / (time.monotonic() - saved + 1e-9),
                    elapsed,
                )
                sums.clear()
                tokens, saved = 0, time.monotonic()
                if step % 40 == 0:
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
    if rank == 0:
        save(folder / "final.pt", averaged=averaged.state_dict(), network=network.state_dict())
    return averaged
