"""Which finder runs: the one that was named, or the best that can run here.

One line in `EXTRACTORS` adds a finder; command-line choices and contract tests follow.
"""

from __future__ import annotations

import warnings
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from kg.errors import ExtractError, FinderWarning, ModelError, unknown

if TYPE_CHECKING:
    from kg.extractors.prepared import Finder

EXTRACTORS: Final[dict[str, str]] = {
    "rules": "kg.extractors.rules:find",
    "model": "kg.extractors.trained:find",
}
"""The finders for running text, as "module:function" so that nothing heavy is imported before it is needed."""
DEFAULT_FINDER: Final = "auto"
"""The model, or the rules where its weights were left out or are broken."""


def settled(name: str) -> str:
    """Return `name`, or for "auto" the name of the finder that runs: "model" where its weights are whole.

    It is not loaded: what was found before, or is given, needs no finder.  Where it cannot run, a `FinderWarning` says
    why, and "rules" comes back.  Raises `ExtractError` for an unknown name.

    >>> settled("rules")
    'rules'
    """
    if name in EXTRACTORS:
        return name
    if name != DEFAULT_FINDER:
        raise ExtractError(unknown("finder", name, (DEFAULT_FINDER, *EXTRACTORS)))
    try:
        check()
    except ModelError as error:
        message = f"the rules find the statements, for the trained model cannot run: {error}"
        warnings.warn(message, FinderWarning, stacklevel=2)
        return "rules"
    return "model"


@cache
def check() -> None:
    """Raise `ModelError` where the shipped model cannot run."""
    from kg import attribution_model

    attribution_model.check()


def finder_named(name: str) -> Finder:
    """Return the finder called `name`, a name that `settled` gives or takes; raise `ExtractError` for others."""
    module, function = EXTRACTORS[settled(name)].split(":")
    found: Finder = getattr(import_module(module), function)
    return found
