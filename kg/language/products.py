"""Products of matrices for spaCy's networks by NumPy, which brings a faster library for them than thinc does.

BLIS, which thinc calls, takes four times as long for matrices of these sizes as the OpenBLAS inside NumPy (on macOS:
Accelerate), and half of what `en_core_web_sm` costs is such products.  The networks and what they find are the same,
but for the order in which floating-point numbers are added.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations on NumPy arrays, with NumPy's own product of matrices."""

    name = "numpy_products"

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Return `x` times `y`, each transposed where that is asked for; written to `out` where that is given."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def quicken(language: Language) -> None:
    """Let every network of `language` that runs on NumPy multiply by NumPy."""
    products = NumpyProducts()
    for _, component in language.pipeline:
        if (model := getattr(component, "model", None)) is not None and hasattr(model, "walk"):
            for part in model.walk():
                if type(part.ops) is NumpyOps:
                    part.ops = products


def on_one_thread() -> AbstractContextManager[Any]:
    """Return a context in which a product takes one thread: these are small, and there is a process a core anyway."""
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


@cache
def _controller() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
