"""Saidgraph: who said what, who reported which reading of it, and where exactly it stands in the text.

    import kg

    g = kg.build(["seeds"])
    g.query("who-said-what-about", topic="rare earth")
    g.to_networkx()

Everything named in `__all__` is loaded when it is first used, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from kg.errors import SaidgraphError
    from kg.extractors import extract
    from kg.knowledge import Knowledge, open_store
    from kg.model import Attribution, Document, Failure, Record
    from kg.notebook import show
    from kg.pipeline import build, observe
    from kg.readers import read

__all__ = [
    "Attribution",
    "Document",
    "Failure",
    "Knowledge",
    "Record",
    "SaidgraphError",
    "build",
    "extract",
    "observe",
    "open_store",
    "read",
    "show",
]

_HOMES: Final = {
    "Attribution": "kg.model",
    "Document": "kg.model",
    "Failure": "kg.model",
    "Knowledge": "kg.knowledge",
    "Record": "kg.model",
    "SaidgraphError": "kg.errors",
    "build": "kg.pipeline",
    "extract": "kg.extractors",
    "observe": "kg.pipeline",
    "open_store": "kg.knowledge",
    "read": "kg.readers",
    "show": "kg.notebook",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
