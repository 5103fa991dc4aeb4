"""Every regular expression of the package, and strings that would make a bad one run for ever."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import islice, product
from pathlib import Path
from typing import Any

import kg

PACKAGE = Path(kg.__file__).parent
FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
ANCHORED = {"match", "fullmatch"}
END = "\x00"
"""What no pattern expects: it has to give up, after all that it can try."""


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Return place → pattern, and whether it is searched for: else it has to match where it is asked to.

    They are those that modules hold, and those that are written where they are used.
    """
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py")))
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        if not name.endswith("__main__"):
            for key, value in vars(import_module(name)).items():
                if held := dict(_held(value)):
                    uses = set(re.findall(rf"\b{re.escape(key)}(?:\[\w+\])?\.(\w+)\(", sources)) & FUNCTIONS
                    is_searched = not uses or not uses <= ANCHORED
                    found |= {f"{name}.{key}{place}": (pattern, is_searched) for place, pattern in held.items()}
        found |= {f"{name}:{line}": (re.compile(text), use not in ANCHORED) for line, text, use in _written(path)}
    return {place: (pattern, use) for place, (pattern, use) in found.items() if isinstance(pattern.pattern, str)}


def _held(value: Any) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield "", value
    elif isinstance(value, dict) and len(value) < 100:
        for key, item in value.items():
            yield from ((f"[{key!r}]", pattern) for _, pattern in _held(item))
    elif isinstance(value, list | tuple | frozenset) and len(value) < 100:
        for place, item in enumerate(value):
            yield from ((f"[{place}]", pattern) for _, pattern in _held(item))


def _written(path: Path) -> Iterator[tuple[int, str, str]]:
    """Yield the patterns that are given to a function of `re` as plain strings, with their lines and the function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in FUNCTIONS:
            is_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            is_use = node.func.attr != "compile"  # what is compiled, a module holds
            if (
                is_re
                and is_use
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield node.lineno, node.args[0].value, node.func.attr


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield strings of about `length` signs: something the pattern likes, then a piece over and over, then `END`."""
    signs = list(dict.fromkeys(_signs(re._parser.parse(pattern.pattern, pattern.flags))))  # type: ignore[attr-defined]
    words = list(dict.fromkeys(re.findall(r"\w{2,12}", pattern.pattern)))
    pieces = [*signs[:5], *words[:1], *("".join(pair) for pair in islice(product(signs[:5], repeat=2), 4))]
    for start, piece in product(["", signs[0] if signs else "", *words[:1]], dict.fromkeys(pieces)):
        yield start + piece * (length // len(piece)) + END


def _signs(parsed: Any) -> Iterator[str]:
    """Yield a sign for every literal, range and class in a parsed pattern."""
    for part in parsed:
        if not isinstance(part, tuple) or not part:
            if isinstance(part, re._parser.SubPattern | list):  # type: ignore[attr-defined]
                yield from _signs(part)
            continue
        name, value = str(part[0]), part[-1]
        if name in ("LITERAL", "NOT_LITERAL"):
            yield chr(value) if name == "LITERAL" else "z"
        elif name == "RANGE":
            yield chr(value[0])
        elif name == "CATEGORY":
            yield {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(value), "!")
        elif name == "ANY":
            yield "x"
        elif isinstance(value, list | tuple | re._parser.SubPattern):  # type: ignore[attr-defined]
            yield from _signs([item for item in value if not isinstance(item, int)] if name != "IN" else value)
