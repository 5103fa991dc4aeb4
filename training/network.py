"""The network: a small BERT whose upper half exists twice.

``reader``: lower layers, then upper layers that tag every word of a window (source, cue, content of anything).
``linker``: takes what the lower layers saw around one cue, with that cue marked, and tags the source, the cue and
the content of this one attribution, and says whether it is one at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from kg.attribution_model.windows import N_FEATURES
from training.paths import Chain

N_TAGS, N_DISTANCES = 7, 31


class FusedAttention(torch.autograd.Function):
    """Stands for onnxruntime's own attention, without a mask, in an exported network."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Only the shape matters here."""
        return query + key + value

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """The operator that is written."""
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())


class Layer(nn.Module):
    """One transformer layer as in BERT (normalisation after each half)."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = nn.Linear(width, 3 * width)
        self.mixed = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x``: [batch, tokens, width]; ``mask``: added to attention scores, [batch, 1, 1, tokens], or None."""
        batch, tokens, width = x.shape
        mixed = self.query_key_value(x)
        if torch.onnx.is_in_onnx_export():
            seen = FusedAttention.apply(*mixed.split(width, dim=-1), self.heads)
        else:
            q, k, v = mixed.view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            # written out: PyTorch's own fused operator takes three times as long backwards on a processor
            near = (q * (width // self.heads) ** -0.5) @ k.transpose(-1, -2)
            near = near if mask is None else near + mask.to(near.dtype)
            seen = (near.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(batch, tokens, width)
        x = self.norm1(x + self.mixed(seen))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Network(nn.Module):
    """Both halves; ``depth`` layers in all, of which ``shared`` serve reader and linker alike."""

    def __init__(
        self,
        width: int = 384,
        heads: int = 12,
        inner: int = 1536,
        depth: int = 6,
        shared: int = 3,
        vocabulary: int = 30522,
        positions: int = 512,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.words.weight.requires_grad_(False)
        self.positions = nn.Embedding(positions, width)
        self.features = nn.Embedding(N_FEATURES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.trunk = nn.ModuleList(Layer(width, heads, inner) for _ in range(shared))
        self.tagger = nn.ModuleList(Layer(width, heads, inner) for _ in range(depth - shared))
        self.linker = nn.ModuleList(Layer(width, heads, inner) for _ in range(depth - shared))
        self.mark = nn.Embedding(2, width)
        self.distance = nn.Embedding(N_DISTANCES, width)
        self.drop = nn.Dropout(0.1)
        self.resting = 0  # this many of the lowest layers, and all below them, are not trained any further
        self.tag_head = nn.Linear(width, N_TAGS)
        self.role_head = nn.Linear(width, N_TAGS)
        self.valid_head = nn.Linear(width, 1)
        self.crf = Chain()
        for table in (self.features, self.mark, self.distance):
            nn.init.zeros_(table.weight)

    def embed(self, ids: Tensor, features: Tensor) -> Tensor:
        """Word, position and feature vectors, added and normalised."""
        places = self.positions.weight[: ids.shape[1]]
        return self.norm(self.words(ids) + places + self.features(features))

    def resting_parameters(self) -> list[nn.Parameter]:
        """What is not trained any further."""
        if not self.resting:
            return []
        below = (self.positions, self.features, self.norm, *self.trunk[: self.resting])
        return [parameter for module in below for parameter in module.parameters()]

    def read(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """Wordpieces to (states after the shared layers, tag scores), both per wordpiece."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and not self.resting):
            x = self.embed(ids, features)
            for layer in self.trunk[: self.resting]:
                x = layer(x, mask)
        for layer in self.trunk[self.resting :]:
            x = layer(x, mask)
        states = x
        for layer in self.tagger:
            x = layer(x, mask)
        return states, self.tag_head(self.drop(x))

    def link(self, states: Tensor, mark: Tensor, distance: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """States around one cue to (role scores per wordpiece, validity score per wordpiece: read it at the cue)."""
        x = states + self.mark(mark) + self.distance(distance)
        for layer in self.linker:
            x = layer(x, mask)
        x = self.drop(x)
        return self.role_head(x), self.valid_head(x).squeeze(-1)


def pretrained(weights: Path, **shape: int) -> Network:
    """A network whose layers come from a BERT checkpoint in safetensors form; both upper halves start equal."""
    from safetensors.torch import load_file

    old = load_file(str(weights))
    network = Network(**shape)
    shared = len(network.trunk)
    new = network.state_dict()
    new["words.weight"] = old["embeddings.word_embeddings.weight"]
    first_segment = old["embeddings.token_type_embeddings.weight"][0]
    new["positions.weight"] = old["embeddings.position_embeddings.weight"] + first_segment
    for part in ("weight", "bias"):
        new[f"norm.{part}"] = old[f"embeddings.LayerNorm.{part}"]
        for i in range(shared + len(network.tagger)):
            names = [f"trunk.{i}"] if i < shared else [f"tagger.{i - shared}", f"linker.{i - shared}"]
            at = f"encoder.layer.{i}."
            for name in names:
                new[f"{name}.query_key_value.{part}"] = torch.cat(
                    [old[f"{at}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                )
                new[f"{name}.mixed.{part}"] = old[f"{at}attention.output.dense.{part}"]
                new[f"{name}.norm1.{part}"] = old[f"{at}attention.output.LayerNorm.{part}"]
                new[f"{name}.up.{part}"] = old[f"{at}intermediate.dense.{part}"]
                new[f"{name}.down.{part}"] = old[f"{at}output.dense.{part}"]
                new[f"{name}.norm2.{part}"] = old[f"{at}output.LayerNorm.{part}"]
    network.load_state_dict(new)
    return network
