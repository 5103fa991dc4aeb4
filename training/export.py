"""Trained network to shipped files: ONNX, int8, tokenizer and a manifest with the hash of each."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from kg.attribution_model import LINKER, MANIFEST, READER, TOKENIZER
from kg.attribution_model.decoding import Settings
from training.corpus import TAGS
from training.network import Network
from training.sums import make_summable


class Reader(nn.Module):
    """One window without padding: wordpieces to states and tag scores."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """``ids``, ``features``: [1, tokens]."""
        return self.network.read(ids, features, None)


class Linker(nn.Module):
    """One crop without padding: states around a cue to role scores and validity."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, mark: Tensor, distance: Tensor) -> tuple[Tensor, Tensor]:
        """``states``: [1, tokens, width]; ``mark``, ``distance``: [1, tokens]."""
        return self.network.link(states, mark, distance, None)


TOKENS = {1: "tokens"}
"""The axis of an input or output that is as long as the text."""


def quantized(module: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, dict[int, str]], path: Path) -> None:
    """Write ``module`` as int8; ``outputs`` are its names and the axes of each that grow with the text."""
    with tempfile.TemporaryDirectory() as temporary:
        plain, ready = Path(temporary) / "plain.onnx", Path(temporary) / "ready.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=dict.fromkeys(inputs, TOKENS) | outputs,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"DisableShapeInference": False},
        )
    make_summable(path)


def export(network: Network, tokenizer: Path, folder: Path, settings: Settings, name: str, version: str) -> None:
    """Write the four files of a release."""
    folder.mkdir(parents=True, exist_ok=True)
    width = network.norm.weight.shape[0]
    ids = torch.randint(999, 20000, (1, 40))
    states = torch.randn(1, 40, width)
    read, link = {"ids": ids, "features": ids % 9}, {"states": states, "mark": ids % 2, "distance": ids % 31}
    quantized(Reader(network), read, dict.fromkeys(("states", "tags"), TOKENS), folder / READER)
    quantized(Linker(network), link, dict.fromkeys(("roles", "valid"), TOKENS), folder / LINKER)
    shutil.copyfile(tokenizer, folder / TOKENIZER)
    write_manifest(folder, settings, name, version)


def write_manifest(folder: Path, settings: Settings, name: str, version: str) -> None:
    """Write what ``load`` checks and reads: hashes, and the numbers chosen on the development articles."""
    manifest = {
        "name": name,
        "version": version,
        "tags": list(TAGS),
        "settings": asdict(settings),
        "files": {
            file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (READER, LINKER, TOKENIZER)
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
