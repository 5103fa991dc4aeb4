"""The trained attribution model: running text in, attributions as code-point spans out.

Two small int8 networks run on ``onnxruntime``. The reader tags every word of a window of neighbouring paragraphs;
the linker looks again at the surroundings of each possible cue, with that cue marked, and says what is its source
and its content, and whether it is a cue at all. Windows are made from one text alone and each is run by itself,
so nothing that stands beside a text in a batch can change what is found in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.attribution_model.windows import (
    CROP,
    WINDOW,
    Paragraph,
    Pieces,
    Window,
    breaks_of,
    cut,
    end_of,
    features_of,
    pack,
    paragraphs_of,
    sentence_starts,
    surroundings,
    window_of,
)
from kg.errors import ModelError
from kg.files.resources import weights_folder

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from onnxruntime import InferenceSession

    from kg.attribution_model.decoding import Link, Settings


READER, LINKER, TOKENIZER, MANIFEST = "reader.int8.onnx", "linker.int8.onnx", "tokenizer.json", "manifest.json"
FILES = (READER, LINKER, TOKENIZER)
FORMAT = 1  # of the manifest
REMEDY = "reinstall the package, or write the weights anew with `python -m training`"
SLOWER = ["SkipLayerNormFusion"]  # onnxruntime's sum and normalisation in one operator takes longer than both apart
MOST_WORDS = 400_000  # of one text: what comes after is not read
MOST_CUES = 80  # asked about in one window
LEAST_VARIETY = 0.06  # distinct words to words: a window below it is a list of marks or one word over and over

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution; every role is a tuple of half-open ``(start, end)`` code-point offsets in text order.

    ``source`` is empty where nobody is named. ``confidence`` is calibrated: of the attributions with 0.8 about
    eight in ten have the right content and source.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


class AttributionModel:
    """Loaded weights; make one with :func:`load`."""

    def __init__(self, folder: Path, manifest: dict[str, Any], threads: int = 1) -> None:
        from kg.attribution_model.decoding import Settings

        self.name: str = manifest["name"]
        self.version: str = manifest["version"]
        self.settings: Settings = Settings.of(manifest["settings"])
        self._pieces = Pieces(folder / TOKENIZER)
        self._reader, self._linker = (session(folder / file, threads) for file in (READER, LINKER))

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """Attributions of each text, in the order of their first offset.

        Paragraphs are separated by line ends. A text is read by itself: its neighbours change nothing.
        """
        return [self._find_in(text) for text in texts]

    def _find_in(self, text: str) -> list[Found]:
        from kg.attribution_model.decoding import attributions, confidence_of

        found = []
        for window in self.windows(text):
            for one in attributions(self.links(window), breaks_of(text, window), self.settings):
                source, cue, content = (offsets(spans, window) for spans in one.spans)
                found.append(Found(source, cue, content, confidence_of(one.score, self.settings)))
        return sorted(found, key=lambda f: (min(f.source + f.cue + f.content), f.cue))

    def windows(self, text: str) -> Iterator[Window]:
        """What the reader takes at a time: neighbouring paragraphs, absurd ones left out."""
        parts: list[tuple[list[list[int]], list[int], list[tuple[int, int]]]] = []
        starts: list[list[bool]] = []
        for paragraph in limited(paragraphs_of(text)):
            ids = [self._pieces(word) for word in paragraph.words]
            features, begins = features_of(paragraph), sentence_starts(paragraph)
            for begin, end in cut(paragraph, ids, WINDOW - 2):
                parts.append((ids[begin:end], features[begin:end], paragraph.spans[begin:end]))
                starts.append([True, *begins[begin + 1 : end]])
        for begin, end in pack([sum(map(len, part[0])) for part in parts], lambda: WINDOW):
            window = window_of(parts[begin:end], self._pieces.cls, self._pieces.sep)
            window.sentence += accumulate(chain.from_iterable(starts[begin:end]))
            if not is_monotonous(window):
                yield window

    def links(self, window: Window) -> list[Link]:
        """Run the reader on a window, then the linker for each possible cue."""
        import numpy as np

        from kg.attribution_model.decoding import candidates, log_softmax, plainly_read

        inputs = {"ids": np.array([window.ids]), "features": np.array([window.features])}
        states, scores = self._reader.run(None, inputs)
        tags = log_softmax(scores[0, window.first[:-1]])
        cues = candidates(tags, window, self.settings.ask)
        if len(cues) > MOST_CUES:
            cues = sorted(sorted(cues, key=lambda cue: -cue[2])[:MOST_CUES])
        places = [cue[:2] for cue in cues]
        crops = [surroundings(window, place, places, CROP) for place in places]
        plain = plainly_read(tags, window, cues, crops, self.settings.sure)
        asked = enumerate(zip(cues, crops, strict=True))
        return [plain.get(number) or self._link(window, states, tags, cue, crop) for number, (cue, crop) in asked]

    def _link(
        self,
        window: Window,
        states: npt.NDArray[np.float32],
        tags: npt.NDArray[np.float32],
        cue: tuple[int, int, float],
        crop: tuple[int, int],
    ) -> Link:
        import numpy as np

        from kg.attribution_model.decoding import Link, distances, log_softmax

        (begin, end, probability), (low, high) = cue, crop
        start, stop = window.first[low], end_of(window, high)
        mark_from, mark_to = window.first[begin] - start, end_of(window, end) - start
        mark = np.zeros((1, stop - start), np.int64)
        mark[0, mark_from:mark_to] = 1
        inputs = {
            "states": states[:, start:stop],
            "mark": mark,
            "distance": distances(stop - start, mark_from, mark_to)[None],
        }
        roles, valid = self._linker.run(None, inputs)
        rows = [position - start for position in window.first[low:high]]
        believed = float(valid[0, mark_from])
        return Link(begin, end, low, high, probability, believed, log_softmax(roles[0, rows]), tags[low:high])


def load(path: Path | None = None, threads: int = 1) -> AttributionModel:
    """Load the shipped weights (or those in the folder ``path``), after checking the hash of every file.

    Raises:
        ModelError: a file is missing, is not what the manifest says, or cannot be read.
    """
    folder = weights_folder() if path is None else path
    check(folder)
    try:
        return AttributionModel(folder, read_manifest(folder), threads)
    except Exception as error:  # onnxruntime and tokenizers raise types of their own, without a common base
        raise ModelError(f"{folder}: the attribution model cannot be loaded ({error}); {REMEDY}") from error


def check(path: Path | None = None) -> None:
    """Do all of :func:`load` but what takes memory: are the weights whole, and the libraries there?

    Raises:
        ModelError: a file is missing or is not what the manifest says, or a library cannot be imported.
    """
    folder = weights_folder() if path is None else path
    verified(folder, read_manifest(folder), FILES)
    try:
        for library in ("onnxruntime", "tokenizers"):
            import_module(library)
    except ImportError as error:
        raise ModelError(
            f"the attribution model needs {error.name}, which is not installed; "
            f"`pip install onnxruntime tokenizers`, or use the rules instead"
        ) from error


def verified(folder: Path, manifest: dict[str, Any], files: Iterable[str]) -> str:
    """Return a digest of ``files`` in ``folder``, each of which has the hash that ``manifest`` says.

    Raises:
        ModelError: a file is missing, or is not what the manifest says.
    """
    for file in files:
        try:
            with (folder / file).open("rb") as data:
                is_hash = hashlib.file_digest(data, "sha256").hexdigest()
        except OSError as error:
            raise ModelError(
                f"{folder / file}: cannot read this file of the weights ({error.strerror}); {REMEDY}"
            ) from error
        wanted = manifest["files"].get(file)
        if is_hash != wanted:
            raise ModelError(
                f"{folder / file}: sha256 is {is_hash}, the manifest says {wanted}: the file is damaged "
                f"or of another version; {REMEDY}"
            )
    return hashlib.sha256("".join(manifest["files"][file] for file in files).encode()).hexdigest()


def session(path: Path, threads: int = 1) -> InferenceSession:
    """Return the network at ``path``, ready to run on ``threads`` cores."""
    import onnxruntime

    onnxruntime.set_default_logger_severity(3)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a weights folder, checked for what :func:`load` needs of it."""
    path = folder / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(
            f"{path}: cannot read the manifest of the attribution model ({error.strerror}); {REMEDY}"
        ) from error
    except ValueError as error:
        raise ModelError(f"{path}: the manifest of the attribution model is not JSON ({error}); {REMEDY}") from error
    wanted = {"name", "version", "settings", "files"}
    missing = sorted(wanted - set(manifest)) if isinstance(manifest, dict) else sorted(wanted)
    if missing or not isinstance(manifest["files"], dict) or not set(manifest["files"]) >= set(FILES):
        raise ModelError(
            f"{path}: the manifest of the attribution model is incomplete (no {', '.join(missing)}); it "
            f"needs {', '.join(sorted(wanted))}, and the files {READER}, {LINKER}, {TOKENIZER}; {REMEDY}"
        )
    return manifest


def limited(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs up to ``MOST_WORDS`` words in all."""
    left = MOST_WORDS
    for paragraph in paragraphs:
        if len(paragraph.words) > left:
            paragraph = Paragraph(paragraph.words[:left], paragraph.spans[:left], paragraph.spaced[:left])
        left -= len(paragraph.words)
        if paragraph.words:
            yield paragraph
        if left <= 0:
            return


def is_monotonous(window: Window) -> bool:
    """Whether a long window repeats so few wordpieces that nobody can have said it."""
    return len(window.ids) > 60 and len(set(window.ids)) < LEAST_VARIETY * len(window.ids) + 3


def offsets(spans: Sequence[tuple[int, int]], window: Window) -> Spans:
    """Word spans as code-point offsets."""
    return tuple((window.spans[begin][0], window.spans[end - 1][1]) for begin, end in spans)
