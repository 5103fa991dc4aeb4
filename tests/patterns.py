"""Every regular expression of the package, and strings that would make a bad one run for ever."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import kg

PACKAGE = Path(kg.__file__).parent
ANCHORED = {"match", "fullmatch"}
FUNCTIONS = {"compile", "search", "sub", "subn", "split", "findall", "finditer", *ANCHORED}
END = "\x00"
"""What no pattern expects: it has to give up, after all that it can try."""
WORD = "Ann"
"""Stands in a pattern for a word that is only known when it is used."""
MANY = 20
"""What may be repeated so often, a text can repeat."""


class Site(NamedTuple):
    """A call of `re` in the source: where, whether a text is searched (else matched in one place), and for what."""

    place: str
    is_searched: bool
    patterns: tuple[re.Pattern[str], ...]


def sites() -> list[Site]:
    """Return every call in the package of a function of `re` that takes a pattern."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    everywhere = _uses(trees.values())
    found = []
    for path, tree in trees.items():
        module = ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        here = _uses([tree])
        holders = {id(node): name for name, value in _assigned(tree) for node in ast.walk(value)}
        for call in _calls(tree):
            names = _Names(vars(import_module(module)))
            name = holders.get(id(call), "")
            how = {_function(call)} - {"compile"} or here.get(name) or everywhere.get(name) or set()
            patterns = tuple(_compiled(call, tree, names))
            place = f"{module}.{name}" if name.isidentifier() else f"{module}:{call.lineno}"
            found.append(Site(place, not how or not how <= ANCHORED, patterns))
    return found


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _function(node)]


def _function(call: ast.Call) -> str:
    """Return which function of `re` is called, or ""."""
    function = call.func
    is_re = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "re" and function.attr in FUNCTIONS
    return function.attr if is_re and isinstance(function, ast.Attribute) else ""


def _assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            yield ast.unparse(target), node.value


def _uses(trees: Any) -> dict[str, set[str]]:
    """Return name → the functions by which a pattern of that name, or one held under it, is used."""
    found: dict[str, set[str]] = {}
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Attribute) and node.attr in FUNCTIONS:
            held = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            found.setdefault(ast.unparse(held), set()).add(node.attr)
    return found


class _Names(dict[str, Any]):
    """What the names of a module mean; one that it does not know, because it is a function's own, is a word."""

    def __missing__(self, name: str) -> Any:
        return vars(builtins).get(name, WORD)


def _compiled(call: ast.Call, tree: ast.Module, names: _Names) -> Iterator[re.Pattern[str]]:
    """Yield what a call is given as its pattern: several where it stands in a loop over patterns."""
    keywords = [keyword.value for keyword in call.keywords if keyword.arg == "flags"]
    flags = [*(call.args[1:2] if _function(call) == "compile" else []), *keywords]
    loops = (node for node in ast.walk(tree) if isinstance(node, _LOOPS))
    around = [loop for loop in loops if any(part is call for part in ast.walk(loop))]
    for known in _turns(call.args[0], around, names):
        text = _value(call.args[0], known)
        flag = _value(flags[0], known) if flags else 0
        if text != WORD:
            yield re.compile(text.decode("latin-1") if isinstance(text, bytes) else text, flag)


_LOOPS = ast.For | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def _turns(pattern: ast.expr, around: list[Any], names: _Names) -> Iterator[_Names]:
    """Yield what the names in a pattern may mean: where a loop around it gives them their values, each of these."""
    own = _named(pattern) - names.keys() - vars(builtins).keys()
    loops = [loop for node in around for loop in getattr(node, "generators", [node])]
    items = [(loop.target, _value(loop.iter, names)) for loop in loops if own & _named(loop.target)]
    known = [(target, item) for target, found in items if found != WORD for item in found]
    yield from (_Names(names | dict(_bound(target, item))) for target, item in known)
    if not known:
        yield names


def _named(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _bound(target: ast.expr, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(target, ast.Tuple):
        for part, each in zip(target.elts, value, strict=True):
            yield from _bound(part, each)
    else:
        yield ast.unparse(target), value


def _value(node: ast.expr, names: _Names) -> Any:
    """Return what an expression of the source means, or a word where a function's own objects are asked."""
    try:
        return eval(compile(ast.Expression(node), "<source>", "eval"), dict(names), names)
    except (AttributeError, NameError, TypeError):
        return WORD


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Yield strings of about `length` signs: a start that the pattern likes, a piece over and over, and `END`.

    Pieces are what each of its repeated parts repeats, its first signs, and pairs of these.
    """
    parsed = re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]
    signs = list(dict.fromkeys(_signs(parsed)))[:4]
    pumps = list(dict.fromkeys(_pumps(parsed, "")))
    pairs = [first + second for first, second in product(signs, repeat=2) if first != second][:4]
    starts = dict.fromkeys(["", signs[0] if signs else ""])
    plain = product(starts, [*signs, *pairs, *dict.fromkeys(piece for _, piece in pumps)])
    for start, piece in dict.fromkeys([*plain, *pumps]):
        yield start + piece * (length // len(piece)) + END


def _pumps(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield, for every part that may be repeated, a text that leads there and one that it repeats."""
    for name, value in parsed:
        part = str(name)
        if part.endswith("_REPEAT"):
            _, most, body = value
            if most >= MANY:
                yield from ((before, piece) for piece in _repeated(body) if piece)
                yield from [("", before)] if before else []
            yield from _pumps(body, before)
        elif part == "BRANCH":
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif part in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _pumps(value[-1] if part == "SUBPATTERN" else value, before)
        before += _sample([(name, value)])


def _repeated(body: Any) -> list[str]:
    """Return texts that a repeated part may match again and again: its first choices, and all choices in a row."""
    choices = [_sample(branch) for name, value in body if str(name) == "BRANCH" for branch in value[1]]
    return [_sample(body), "".join(choices)]


def _sample(parsed: Any) -> str:
    """Return a short text that parsed parts of a pattern match, or nearly."""
    return "".join(_sampled(str(name), value) for name, value in parsed)


def _sampled(name: str, value: Any) -> str:
    if name.endswith("_REPEAT"):
        return _sample(value[2]) * max(1, int(value[0]))
    if name == "BRANCH":
        return _sample(value[1][0])
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _sample(value[-1] if name == "SUBPATTERN" else value)
    if name in ("ASSERT", "ASSERT_NOT", "AT", "GROUPREF", "GROUPREF_EXISTS"):
        return ""
    return next(_signs([(name, value)]), "")


def _signs(parsed: Any) -> Iterator[str]:
    """Yield a sign for every literal, range and class in a parsed pattern; of what a class excludes, another sign."""
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
        elif name == "IN" and str(value[0][0]) == "NEGATE":
            yield next(sign for sign in "z ,\n0(" if sign not in set(_signs(value[1:])))
        elif isinstance(value, list | tuple | re._parser.SubPattern):  # type: ignore[attr-defined]
            yield from _signs([item for item in value if not isinstance(item, int)] if name != "IN" else value)
