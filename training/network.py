"""The network: a small BERT whose upper half exists twice.

``reader``: lower layers, then upper layers that tag every word of a window (source, cue, content of anything).
``linker``: takes what the lower layers saw around one cue, with that cue marked, and tags the source, the cue and
the content of this one attribution, and says whether it is one at all.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from kg.attribution_model.windows import N_FEATURES
from training.paths import Chain
from training.sums import MOST

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


class Product(nn.Linear):
    """A linear map that can be trained as it will be shipped: with weights rounded to seven bits."""

    rounded = False

    def forward(self, x: Tensor) -> Tensor:
        """``x``: [..., in] to [..., out]; gradients pass the rounding as if it were not there."""
        weight = self.weight
        if self.rounded:
            with torch.no_grad():
                step = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / (MOST // 2)
                loss = (weight / step).round() * step - weight
            weight = weight + loss
        return F.linear(x, weight, self.bias)


class Layer(nn.Module):
    """One transformer layer as in BERT (normalisation after each half)."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query_key_value = Product(width, 3 * width)
        self.mixed = Product(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = Product(width, inner)
        self.down = Product(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x``: [batch, tokens, width]; ``mask``: added to attention scores, [batch, 1, 1, tokens], or None.

        The mask may also be given for each head and pair of tokens, [batch, heads, tokens, tokens].
        """
        batch, tokens, width = x.shape
        mixed = self.query_key_value(x)
        if torch.onnx.is_in_onnx_export():
            seen = FusedAttention.apply(*mixed.split(width, dim=-1), self.heads)
        elif x.is_cuda:
            q, k, v = mixed.view(batch, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
            near = None if mask is None else mask.to(q.dtype).expand(batch, self.heads, tokens, tokens)
            seen = F.scaled_dot_product_attention(q, k, v, near).transpose(1, 2).reshape(batch, tokens, width)
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
        buckets: int = 0,
    ) -> None:
        """``buckets``: of distances between tokens, for encoders (MPNet) whose attention has a bias for each."""
        super().__init__()
        self.relative = nn.Embedding(buckets, heads).requires_grad_(False) if buckets else None
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
        self.tag_head = Product(width, N_TAGS)
        self.role_head = Product(width, N_TAGS)
        self.valid_head = Product(width, 1)
        self.crf = Chain()
        for table in (self.features, self.mark, self.distance):
            nn.init.zeros_(table.weight)

    @classmethod
    def of(cls, state: dict[str, Tensor]) -> Network:
        """A network with the parameters (and as many layers of the usual size) as the saved ones."""
        trunk, tagger = (1 + max(int(n.split(".")[1]) for n in state if n.startswith(p)) for p in ("trunk.", "tagger."))
        network = cls(depth=trunk + tagger, shared=trunk)
        network.load_state_dict(state)
        return network

    def thin(self, kept: Sequence[int]) -> None:
        """Keep only these layers of both upper halves, by number."""
        self.tagger, self.linker = (nn.ModuleList(half[i] for i in kept) for half in (self.tagger, self.linker))

    def round_weights(self) -> None:
        """From here on train with weights as they will be shipped."""
        for module in self.modules():
            if isinstance(module, Product):
                module.rounded = True

    def biased(self, mask: Tensor | None, tokens: int) -> Tensor | None:
        """The mask with the encoder's own bias for distances added, if it has any."""
        if self.relative is None:
            return mask
        places = torch.arange(tokens, device=self.relative.weight.device)
        away = places[:, None] - places[None, :]
        half = self.relative.num_embeddings // 2
        exact, size = half // 2, away.abs()
        far = exact + (torch.log(size.clamp_min(1) / exact) / math.log(128 / exact) * (half - exact)).long()
        bucket = half * (away < 0) + size.where(size < exact, far.clamp_max(half - 1))
        bias = self.relative(bucket).permute(2, 0, 1)[None]
        return bias if mask is None else bias + mask

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
        mask = self.biased(mask, ids.shape[1])
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
        mask = self.biased(mask, states.shape[1])
        x = states + self.mark(mark) + self.distance(distance)
        for layer in self.linker:
            x = layer(x, mask)
        x = self.drop(x)
        return self.role_head(x), self.valid_head(x).squeeze(-1)


MPNET = {"width": 768, "inner": 3072, "depth": 12, "shared": 6, "buckets": 32}
"""The shape of MPNet-base (Song and others, MPNet: Masked and permuted pre-training, NeurIPS 2020)."""


def as_bert(mpnet: dict[str, Tensor]) -> dict[str, Tensor]:
    """Parameters of an MPNet checkpoint under BERT's names, its word vectors in the order of BERT's vocabulary.

    MPNet has BERT's wordpieces behind four special tokens of its own, its mask at the end, and two unused positions.
    """
    words = mpnet["embeddings.word_embeddings.weight"]
    special = {101: 0, 102: 2, 103: len(words) - 1}
    order = [special.get(number, number + 4) for number in range(len(words) - 5)]
    renamed = {
        "embeddings.word_embeddings.weight": words[order],
        "embeddings.position_embeddings.weight": mpnet["embeddings.position_embeddings.weight"][2:],
        "embeddings.token_type_embeddings.weight": torch.zeros(1, words.shape[1]),
    }
    names = {"attn.q": "self.query", "attn.k": "self.key", "attn.v": "self.value", "attn.o": "output.dense"}
    for name, value in mpnet.items():
        new = name.replace("attention.LayerNorm", "attention.output.LayerNorm")
        for old, bert in names.items():
            new = new.replace(f"attention.{old}.", f"attention.{bert}.")
        renamed.setdefault(new, value)
    return renamed


def pretrained(weights: Path, **shape: int) -> Network:
    """A network with the layers of a BERT or MPNet checkpoint (safetensors); both upper halves start equal."""
    from safetensors.torch import load_file

    old = load_file(str(weights))
    bias = old.get("encoder.relative_attention_bias.weight")
    if bias is not None:
        old, shape = as_bert(old), MPNET | shape
    network = Network(**shape)
    shared = len(network.trunk)
    new = network.state_dict()
    if bias is not None:
        new["relative.weight"] = bias
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
