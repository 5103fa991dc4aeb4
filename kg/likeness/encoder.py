"""What a sentence means, as numbers: all-MiniLM-L6-v2 (Reimers and Gurevych 2019) in one int8 file, on one processor.

Sentences that say much the same have vectors that point the same way, whatever their words.  The file has no word
vectors of its own: they stand in the reader's, which has the same.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.attribution_model import READER, TOKENIZER, read_manifest, session, verified
from kg.errors import LikenessWarning, ModelError
from kg.files.resources import weights_folder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vectors = npt.NDArray[np.int8]
    Encode = Callable[[Sequence[str]], Vectors]
    """Sentences to vectors, one a row; equal sentences give equal rows, in any company."""
    Encoding = Callable[[], Encode | None]
    """Gives what encodes, or None; asked when it is needed, for the network takes its memory from then on."""

ENCODER: Final = "sentence.int8.onnx"
LONGEST: Final = 128
"""Wordpieces of a sentence that are read."""
WIDTH: Final = 384
LENGTH: Final = 400
"""Of a vector, before its numbers are rounded to whole ones: two are `one @ other / LENGTH**2` near to each other."""


class Encoder:
    """The loaded network; `threads` sentences are read at a time."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load it from `folder`.  Raises `ModelError` where a file is missing or is not what the manifest says."""
        self.digest = verified(folder, read_manifest(folder), (ENCODER, READER, TOKENIZER))
        try:
            from tokenizers import Tokenizer

            self._session = session(folder / ENCODER)
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # onnxruntime and tokenizers raise types of their own, without a common base
            raise ModelError(f"{folder / ENCODER}: the sentence encoder cannot be loaded ({error})") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._threads = threads

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of `texts`, [texts, 384], their numbers 400 times those of a vector of length 1."""
        import numpy as np

        if not texts:
            return np.empty((0, WIDTH), np.int8)
        with ThreadPoolExecutor(self._threads) as pool:
            return np.stack(list(pool.map(self._vector, texts)))

    def _vector(self, text: str) -> Vectors:
        import numpy as np

        clean = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no text to the tokenizer
        ids = np.array([self._tokenizer.encode(clean).ids])
        (vector,) = self._session.run(None, {"ids": ids})
        whole: Vectors = np.clip(np.rint(vector[0] * LENGTH), -127, 127).astype(np.int8)
        return whole


def shipped_encoder(threads: int = 1) -> Encoder | None:
    """Return the shipped encoder, loaded (60 CPU ms): its 40 MB are free again when it is let go.

    Where it cannot run a `LikenessWarning` says why, and None comes back.
    """
    try:
        return Encoder(weights_folder(), threads)
    except ModelError as error:
        message = f"what is alike is told by words alone, for the sentence encoder cannot run: {error}"
        warnings.warn(message, LikenessWarning, stacklevel=2)
        return None
