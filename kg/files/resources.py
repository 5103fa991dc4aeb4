"""Where the package's own data files are: `ontology/` and the model weights, in a checkout or in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def ontology_folder() -> Path:
    """Return the folder with `kg.ttl`, the SKOS schemes, shapes, queries and checks.

    In a checkout it is `ontology/` beside the package; a wheel carries the same folder inside it.  Raises
    `OntologyError` where neither is there.
    """
    for folder in (_PACKAGE.parent / "ontology", _PACKAGE / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise OntologyError(f"no ontology/kg.ttl beside or inside {_PACKAGE.name}/; install saidgraph again")


def ontology_file(name: str) -> Path:
    """Return the path of `name` below the ontology folder; raise `OntologyError` where there is no such file."""
    path = ontology_folder() / name
    if not path.is_file():
        raise OntologyError(f"ontology/{name} is missing; install saidgraph again or restore the file")
    return path


def weights_folder() -> Path:
    """Return the folder with the attribution model's files (it may be empty where they were left out)."""
    return _PACKAGE / "weights"
