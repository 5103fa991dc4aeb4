"""How likely a whole sequence of tags is: a linear-chain conditional random field (Lafferty and others, ICML 2001).

Scores of single words do not know that a content which has begun seldom stops for one word and goes on. The chain
learns what one tag makes of the next; decoding (:func:`kg.attribution_model.decoding.best_paths`) uses what it learned.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from training.corpus import TAGS

UNLIKELY, FORBIDDEN = -6.0, -1e4


class Chain(nn.Module):
    """Transition scores between tags; row: the tag before, column: the tag after; the last row is the beginning."""

    def __init__(self) -> None:
        super().__init__()
        start = torch.zeros(len(TAGS) + 1, len(TAGS))
        for inside in range(2, len(TAGS), 2):
            start[:, inside] = UNLIKELY
            start[inside - 1 : inside + 1, inside] = 0.0
        self.transitions = nn.Parameter(start)

    def steps(self) -> tuple[float, ...]:
        """The transition scores row by row, as the manifest of the weights keeps them."""
        return tuple(round(float(value), 4) for value in self.transitions.detach().flatten())

    def potentials(self, scores: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """What a path adds up: scores of the first tag [rows, tags], and of every further step [rows, words - 1, tags,
        tags], the tag before by the tag after.

        Beyond ``lengths`` a step changes nothing: it keeps each tag, and costs nothing.
        """
        scores = scores.float()
        steps = self.transitions[:-1] + scores[:, 1:, None, :]
        inside = torch.arange(1, scores.shape[1], device=scores.device)[None, :] < lengths[:, None]
        stay = torch.full_like(self.transitions[:-1], FORBIDDEN).fill_diagonal_(0.0)
        return scores[:, 0] + self.transitions[-1], steps.where(inside[..., None, None], stay)

    def paths(self, tags: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Tags as one path each: 1 where it goes and 0 elsewhere, in the shape of :meth:`potentials`."""
        inside = torch.arange(tags.shape[1], device=tags.device)[None, :] < lengths[:, None]
        chosen = F.one_hot(tags.where(inside, torch.zeros_like(tags)), len(TAGS)).float()
        return chosen[:, 0], chosen[:, :-1, :, None] * chosen[:, 1:, None, :] * inside[:, 1:, None, None]

    def forward(self, scores: Tensor, wanted: tuple[Tensor, Tensor], lengths: Tensor) -> Tensor:
        """Cross-entropy from the ``wanted`` paths to this chain, summed over the rows.

        ``scores``: [rows, words, tags], any per-word constant added. ``wanted``: how likely each first tag and each
        step should be (:meth:`paths`, :func:`marginals`): one path, or what a teacher believes, mixed at will. What
        lies beyond ``lengths`` is not looked at. Between chains the cross-entropy of whole sequences is that of their
        steps (Wang and others, Structural knowledge distillation, ACL 2021).
        """
        first, steps = self.potentials(scores, lengths)
        inside = torch.arange(1, scores.shape[1], device=scores.device)[None, :] < lengths[:, None]
        path = (wanted[0] * first).sum() + (wanted[1] * steps * inside[..., None, None]).sum()
        return total(first, steps).sum() - path


def total(first: Tensor, steps: Tensor) -> Tensor:
    """Logarithm of the sum over all paths, [rows]; neighbouring steps are joined pair by pair, so in few rounds."""
    while steps.shape[1] > 1:
        pairs, odd = steps[:, : steps.shape[1] // 2 * 2], steps[:, steps.shape[1] // 2 * 2 :]
        joined = torch.logsumexp(pairs[:, 0::2, :, :, None] + pairs[:, 1::2, None, :, :], 3)
        steps = torch.cat([joined, odd], 1)
    reached = first[:, :, None] + steps[:, 0] if steps.shape[1] else first[:, :, None]
    return torch.logsumexp(reached.flatten(1), 1)


def marginals(first: Tensor, steps: Tensor) -> tuple[Tensor, Tensor]:
    """How likely each first tag and each step is: the derivatives of :func:`total`, in the shapes of its arguments."""
    with torch.enable_grad():
        first, steps = first.detach().requires_grad_(), steps.detach().requires_grad_()
        found = torch.autograd.grad(total(first, steps).sum(), (first, steps), allow_unused=True)
    return found[0], torch.zeros_like(steps) if found[1] is None else found[1]
