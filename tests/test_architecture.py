"""The layers of the house: imports point down, neighbours meet in the pipeline.  This table is the architecture."""

from __future__ import annotations

import ast
from pathlib import Path

import kg

PACKAGE = Path(kg.__file__).parent

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"model", "errors", "ids", "files"}),
    frozenset({"terms", "words", "language", "repair", "structure", "attribution_model"}),
    frozenset({"readers", "extractors", "linking", "remarks", "likeness", "evaluation", "decisions"}),
    frozenset({"graph", "stores", "queries"}),
    frozenset({"checks", "exporters", "views"}),
    frozenset({"pipeline", "workers", "builds", "knowledge", "notebook", "server"}),
    frozenset({"cli", "__main__"}),
)
"""Rooms from the ground up.  A room may use rooms below it, and the rooms in `TOGETHER` each other."""

TOGETHER: tuple[frozenset[str], ...] = (
    LAYERS[0],
    frozenset({"terms", "words"}),
    LAYERS[3],
    LAYERS[5],
    LAYERS[6],
)

TEXT_SIDE = LAYERS[2] | {"repair", "structure", "language", "attribution_model"}
GRAPH_SIDE = LAYERS[3] | LAYERS[4] | {"terms", "words"}
FOREIGN = {"rdflib": TEXT_SIDE, "pyoxigraph": TEXT_SIDE, "spacy": GRAPH_SIDE}


def _room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _level(room: str) -> int:
    return next(level for level, rooms in enumerate(LAYERS) if room in rooms)


def _modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def test_every_module_has_a_room_in_the_table() -> None:
    rooms = {_room(path) for path in _modules()}
    assert rooms - frozenset.union(*LAYERS) == set()
    assert len(_modules()) > 30


def test_imports_point_down() -> None:
    wrong = []
    for path in _modules():
        here = _room(path)
        for name in _imports(path):
            parts = name.split(".")
            if parts[0] != "kg" or len(parts) < 2:
                continue
            there = parts[1]
            if there == here or there not in frozenset.union(*LAYERS):
                continue
            beside = any({here, there} <= rooms for rooms in TOGETHER)
            if _level(there) >= _level(here) and not beside:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert wrong == []


def test_text_side_has_no_rdf_and_graph_side_no_parser() -> None:
    wrong = []
    for path in _modules():
        for name in _imports(path):
            if _room(path) in FOREIGN.get(name.split(".")[0], ()):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {name}")
    assert wrong == []


def test_waist_needs_the_standard_library_alone() -> None:
    import sys

    for room in sorted(LAYERS[0]):
        for path in (path for path in _modules() if _room(path) == room):
            outside = {name.split(".")[0] for name in _imports(path)} - set(sys.stdlib_module_names)
            assert outside <= {"kg", "__future__"}, path
