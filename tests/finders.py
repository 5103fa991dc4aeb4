"""The finders as parameters of a test; the model is left out, loudly, where its weights are absent."""

from __future__ import annotations

import pytest

from kg.extractors import EXTRACTORS
from kg.files.resources import weights_folder

HAS_WEIGHTS = (weights_folder() / "manifest.json").is_file()
needs_weights = pytest.mark.skipif(not HAS_WEIGHTS, reason="NOT TESTED: the attribution model's weights are absent")
FINDERS = [pytest.param(name, marks=needs_weights if name == "model" else ()) for name in EXTRACTORS]
