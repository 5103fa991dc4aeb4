"""The sentence encoder that tells which claims say the same: all-MiniLM-L6-v2 as it is, as one int8 file.

``python -m training.sentences --encoder DIR --out kg/weights``: nothing is trained.  Its word vectors are those that
the reader began with and never changed, so they are not written again: the file points at them inside the reader's.  So
it is to be written anew whenever the reader is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, numpy_helper
from torch import Tensor, nn

from kg.attribution_model import MANIFEST, READER
from kg.likeness.encoder import ENCODER, LONGEST
from training.export import quantized
from training.network import Network, pretrained

WORDS = "network.words.weight_quantized"


class Sentences(nn.Module):
    """One piece of a claim without padding: wordpieces to a vector of length 1, the mean of all states."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.places = nn.Parameter(network.positions.weight[:LONGEST].clone())

    def forward(self, ids: Tensor) -> Tensor:
        """``ids``: [1, tokens]; returns [1, width]."""
        x = self.network.norm(self.network.words(ids) + self.places[: ids.shape[1]])
        for layer in (*self.network.trunk, *self.network.tagger):
            x = layer(x, None)
        return nn.functional.normalize(x.mean(1), dim=-1)


def share_words(path: Path, reader: Path) -> None:
    """Take the word vectors out of ``path`` and point at the same bytes inside ``reader``, which stands beside it.

    Raises:
        ValueError: the reader has other word vectors.
    """
    model, owner = onnx.load(str(path)), onnx.load(str(reader))
    mine, others = ({item.name: item for item in one.graph.initializer} for one in (model, owner))
    prefix = WORDS.removesuffix("_quantized")
    for part in ("quantized", "scale", "zero_point"):
        one, other = (numpy_helper.to_array(stored[f"{prefix}_{part}"]) for stored in (mine, others))
        if not np.array_equal(one, other):
            raise ValueError(f"{reader}: its word vectors ({part}) are not those of the encoder")
    words = mine[WORDS]
    raw = numpy_helper.to_array(words).tobytes()
    start = reader.read_bytes().find(raw)
    if start < 0:
        raise ValueError(f"{reader}: its word vectors do not stand there in one piece")
    words.ClearField("raw_data")
    words.data_location = TensorProto.EXTERNAL
    for key, value in (("location", reader.name), ("offset", start), ("length", len(raw))):
        words.external_data.add(key=key, value=str(value))
    path.write_bytes(model.SerializeToString())


def note_hash(path: Path) -> None:
    """Write the hash of ``path`` into the manifest beside it."""
    place = path.with_name(MANIFEST)
    manifest = json.loads(place.read_text(encoding="utf-8"))
    manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    place.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(prog="python -m training.sentences", description=__doc__)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors")
    parser.add_argument("--out", type=Path, required=True, help="folder with the reader, for the file that ships")
    arguments = parser.parse_args()
    network = pretrained(arguments.encoder / "model.safetensors")
    ids = torch.randint(999, 20000, (1, 40))
    path = arguments.out / ENCODER
    quantized(Sentences(network), {"ids": ids}, {"vector": {}}, path)
    share_words(path, arguments.out / READER)
    note_hash(path)


if __name__ == "__main__":
    main()
