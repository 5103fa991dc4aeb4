"""How likely a whole sequence of tags is: a linear-chain conditional random field (Lafferty and others, ICML 2001).

Scores of single words do not know that a content which has begun seldom stops for one word and goes on. The chain
learns what one tag makes of the next; decoding (:func:`kg.attribution_model.decoding.best_paths`) uses what it learned.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.corpus import TAGS

UNLIKELY = -6.0


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

    def forward(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of ``tags``, summed over the rows.

        ``scores``: [rows, words, tags], any per-word constant added; ``tags``: [rows, words], what lies beyond
        ``lengths`` is not looked at.
        """
        scores = scores.float()
        inside = torch.arange(scores.shape[1])[None, :] < lengths[:, None]
        tags = tags.where(inside, torch.zeros_like(tags))
        chosen = scores.gather(2, tags[..., None]).squeeze(2)
        before = torch.cat([torch.full_like(tags[:, :1], len(TAGS)), tags[:, :-1]], 1)
        path = ((chosen + self.transitions[before, tags]) * inside).sum()
        reached = scores[:, 0] + self.transitions[-1]
        for step in range(1, scores.shape[1]):
            onward = torch.logsumexp(reached[:, :, None] + self.transitions[None, :-1], 1) + scores[:, step]
            reached = onward.where(inside[:, step, None], reached)
        return torch.logsumexp(reached, 1).sum() - path
