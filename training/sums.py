"""Eight-bit weights whose products are added whole by every processor, and fast.

Processors without the VNNI instructions multiply activations without a sign (0 to 255) by signed weights and add
neighbouring products in 16 bits; what does not fit is cut off, which costs half a point of F1.  Weights without a sign
are added whole everywhere, but take a fifth longer, and twice as long with VNNI.  Where the positive numbers of two
neighbouring weights of a column come to 128 at most, and the negative ones as well, 255 times their sum fits: so each
column gets the scale at which its weights, kept inside that bound, are nearest to what they were.

Done twice it changes nothing more.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
MOST = 128
"""Of two neighbours of one sign: 255 · 128 is less than 2¹⁵."""
SCALES = (1.0, *np.arange(1.02, 2.01, 0.02).tolist())
"""Tried for each column; at the last one every pair fits."""


def bounded(numbers: Floats) -> Floats:
    """Whole numbers [rows, columns], an even number of rows, each pair of rows brought inside the bound.

    What is too much is taken from both of a pair alike.
    """
    pairs = numbers.reshape(-1, 2, numbers.shape[1]).copy()
    for sign in (1, -1):
        of_sign = np.maximum(sign * pairs, 0)
        excess = np.maximum(of_sign.sum(1) - MOST, 0)
        pairs[:, 0] -= sign * np.ceil(excess / 2)
        pairs[:, 1] -= sign * np.floor(excess / 2)
    result: Floats = pairs.reshape(numbers.shape)
    return result


def nearest(numbers: Floats) -> tuple[Floats, Floats]:
    """For each column of eight-bit weights the factor of its scale, and its weights inside the bound at that scale."""
    factors, best = np.ones(numbers.shape[1]), bounded(numbers)
    error = ((best - numbers) ** 2).sum(0)
    for factor in SCALES[1:]:
        tried = bounded(np.rint(numbers / factor))
        distance = ((tried * factor - numbers) ** 2).sum(0)
        is_nearer = distance < error
        factors[is_nearer], error[is_nearer] = factor, distance[is_nearer]
        best[:, is_nearer] = tried[:, is_nearer]
    return factors, best


def make_summable(path: Path) -> None:
    """Rewrite the weights of all products in the quantized file ``path``."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(str(path))
    stored: dict[str, Any] = {item.name: item for item in model.graph.initializer}

    def write(name: str, values: npt.NDArray[Any]) -> None:
        stored[name].CopyFrom(numpy_helper.from_array(values, name))

    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            weights, zero = node.input[1], node.input[3]
            scale = weights.removesuffix("_quantized") + "_scale"
            read = {name: numpy_helper.to_array(stored[name]) for name in (weights, zero, scale)}
            factors, numbers = nearest(read[weights].astype(np.float64) - read[zero].astype(np.float64))
            write(weights, numbers.astype(np.int8))
            write(zero, np.zeros_like(read[zero], np.int8))
            write(scale, (read[scale] * factors).astype(np.float32))
    onnx.save(model, str(path))
