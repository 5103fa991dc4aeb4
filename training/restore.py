"""Shipped int8 files back into a network, so that training goes on from a release where its checkpoints are gone.

Rounding to eight bits costs a few tenths of a point, which the first steps of training win back.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from kg.attribution_model import LINKER, READER
from training.network import Network

FROZEN = "words.weight"
"""Word vectors are never trained: those of the encoder that training began with are exact, the shipped ones rounded."""


def restore(network: Network, folder: Path) -> None:
    """Overwrite the trained parameters of ``network`` with those of the release in ``folder``.

    Upper layers that the release has not are cut off.

    Raises:
        ValueError: a parameter of the network is in none of the files, or has another shape there.
    """
    halves = {READER: ("trunk", "tagger", "tag_head"), LINKER: ("linker", "role_head", "valid_head")}
    files = {file: _values(onnx.load(str(folder / file))) for file in halves}
    upper = {int(name.split(".")[2]) for name in files[READER] if name.startswith("network.tagger.")}
    if upper and len(upper) < len(network.tagger):
        network.thin(sorted(upper))
    state = network.state_dict()
    read: dict[str, Tensor] = {}
    for file, parts in halves.items():
        values = files[file]
        numbered = sorted((n for n in values if n.startswith("onnx::MatMul")), key=lambda n: int(n.rpartition("_")[2]))
        matrices = iter([values[name] for name in numbered])
        linear = [n for n in state if n.split(".")[0] in parts and n.endswith(".weight") and "norm" not in n]
        read |= {name: next(matrices).T for name in linear}
        read |= {name.removeprefix("network."): v for name, v in values.items() if name.startswith("network.")}
    wanted = [name for name in state if name != FROZEN and not name.startswith("crf.")]
    for name in wanted:
        if name not in read or read[name].shape != state[name].shape:
            raise ValueError(f"{folder}: no {name} of shape {list(state[name].shape)} in {READER} or {LINKER}")
    network.load_state_dict(state | {name: read[name].clone() for name in wanted})


def _values(model: onnx.ModelProto) -> dict[str, Tensor]:
    """Initializers by name, int8 ones multiplied out under the name they had before."""
    raw = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    values = {}
    for name, value in raw.items():
        base = name.removesuffix("_quantized")
        if base != name:
            value = (value.astype(np.float32) - raw[f"{base}_zero_point"]) * raw[f"{base}_scale"]
        elif value.dtype != np.float32 or name.endswith(("_scale", "_zero_point")):
            continue
        values[base] = torch.from_numpy(np.array(value, np.float32))
    return values
