"""The picture itself: a pyvis network of documents, actors and what they said, with places computed beforehand."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from math import hypot
from typing import Any, Final

from kg.model import Span
from kg.views.content import Content, visible
from kg.views.layout import Size, positions
from kg.views.look import EDGE_CLASSES, NODE_CLASSES

STILL: Final = 300
"""Up to this many nodes the picture moves when it is pulled at; beyond, physics would cost seconds."""

_COLUMNS = 26


def build_network(content: Content) -> Any:
    """Return a `pyvis.network.Network` with one node a document, actor and claim, and the lines between them.

    Ids are `document:INDEX`, `actor:ID` and `claim:ID`; every edge carries the index of the statement it stands for.
    """
    from pyvis.network import Network

    network = Network(directed=True)
    nodes = _nodes(content)
    edges = [edge for edge in _edges(content) if edge["from"] in nodes and edge["to"] in nodes]
    places = _places(nodes, edges)
    for identity, node in nodes.items():
        x, y = places[identity]
        shown = {name: value for name, value in node.items() if name not in ("box", "lift")}
        network.add_node(identity, **shown, shape=NODE_CLASSES[node["group"]].shape, x=x, y=y)
    for edge in edges:
        (x1, y1), (x2, y2) = places[edge["from"]], places[edge["to"]]
        options = {name: value for name, value in edge.items() if name not in ("from", "to")}
        # a spring at rest: what is drawn first is already in balance, and only moves when it is pulled at
        network.add_edge(edge["from"], edge["to"], **options, length=round(hypot(x2 - x1, y2 - y1)))
    network.set_options(json.dumps(_options(len(nodes))))
    return network


def label(text: str, columns: int = _COLUMNS, lines: int = 3) -> str:
    r"""Return the beginning of `text`, broken into at most `lines` lines of `columns`; wide characters count as two.

    >>> label("one two three four five six seven", columns=10, lines=2)
    'one two\nthree fou…'
    """
    rows: list[str] = [""]
    for word in _words(visible(text)[: columns * lines * 4], columns):
        joined = f"{rows[-1]} {word}".strip()
        if _width(joined) <= columns:
            rows[-1] = joined
        elif len(rows) < lines:
            rows.append(word)
        else:
            while _width(rows[-1]) > columns - 1:
                rows[-1] = rows[-1][:-1]
            return "\n".join(rows).rstrip(" ,;:.") + "…"
    return "\n".join(rows)


def _words(text: str, columns: int) -> Iterator[str]:
    """Yield the words of `text`, those too long for a line in parts (Chinese has no spaces, URLs have none either)."""
    for word in text.split():
        part = ""
        for character in word:
            if _width(part + character) > columns:
                yield part
                part = ""
            part += character
        yield part


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _nodes(content: Content) -> dict[str, dict[str, Any]]:
    nodes: dict[str, dict[str, Any]] = {}
    voices = Counter(statement["actor"] for statement in content.statements)
    for index, document in enumerate(content.documents):
        name = label(document.get("title") or document["id"], 26, 2)
        nodes[f"document:{index}"] = _node(name, "document", 17)
    for identity, actor in content.actors.items():
        size = min(30, round(9 + 4 * voices[identity] ** 0.5))
        nodes[f"actor:{identity}"] = _node(label(actor["name"], 24, 2), actor["class"], size)
    # the more boxes, the smaller: nobody reads a thousand at once, and all the words are a click away
    count = len(content.statements)
    lines = 3 if count <= 30 else 2 if count <= STILL else 1
    for statement in content.statements:
        words = label(" … ".join(_excerpt(content, statement, span) for span in statement["content"]), lines=lines)
        nodes.setdefault(f"claim:{statement['claim']}", _node(words or "…", statement["class"]))
    return nodes


def _node(words: str, group: str, size: int | None = None) -> dict[str, Any]:
    """Return a node; `box` is the room it takes, estimated from its words (only a browser could measure them).

    Words stand inside a claim and below anything else, whose shape is therefore above the middle of its room by `lift`.
    """
    rows = words.split("\n")
    width, height = round(max(map(_width, rows)) * 6.9), 17 * len(rows)
    if size is None:
        return {"label": words, "group": group, "box": (width + 20, height + 16), "lift": 0}
    room = (max(width, 2 * size), 2 * size + height + 6)
    return {"label": words, "group": group, "size": size, "box": room, "lift": (height + 6) // 2}


def _excerpt(content: Content, statement: dict[str, Any], span: Span) -> str:
    for start, text in content.documents[statement["document"]]["excerpts"]:
        if start <= span[0] < start + len(text):
            return str(text[span[0] - start : min(span[1] - start, span[0] - start + 200)])
    return ""


def _edges(content: Content) -> Iterator[dict[str, Any]]:
    for index, statement in enumerate(content.statements):
        claim = f"claim:{statement['claim']}"
        parent = statement.get("parent")
        if statement["actor"] is not None:
            yield _edge(f"actor:{statement['actor']}", claim, statement["relation"], index)
        if parent is None:
            yield _edge(f"document:{statement['document']}", claim, "inDocument", index)
        else:
            yield _edge(f"claim:{content.statements[parent]['claim']}", claim, "expresses", index)
        for name in ("interprets", "answers"):
            if name in statement:
                yield _edge(claim, f"claim:{content.statements[statement[name]]['claim']}", name, index)


def _edge(start: str, end: str, group: str, statement: int) -> dict[str, Any]:
    look = EDGE_CLASSES[group]
    style: dict[str, Any] = {"id": f"{group}:{statement}", "group": group, "statement": statement, "width": look.width}
    if look.dashes:
        style["dashes"] = list(look.dashes)
    style["arrows"] = "to" if look.arrow else ""
    return {"from": start, "to": end, **style}


def _places(nodes: dict[str, dict[str, Any]], edges: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    number = {identity: index for index, identity in enumerate(nodes)}
    sizes: list[Size] = [node["box"] for node in nodes.values()]
    pairs = [(number[edge["from"]], number[edge["to"]]) for edge in edges if edge["from"] != edge["to"]]
    return {
        identity: (x, y - nodes[identity]["lift"])
        for identity, (x, y) in zip(nodes, positions(sizes, pairs), strict=True)
    }


def _options(count: int) -> dict[str, Any]:
    moving = count <= STILL
    return {
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {"hover": moving, "tooltipDelay": 250, "hideEdgesOnDrag": not moving, "keyboard": False},
        "edges": {
            "smooth": {"enabled": True, "type": "continuous", "roundness": 0.35} if moving else False,
            "arrows": {"to": {"scaleFactor": 0.5}},
            "hoverWidth": 0.6,
            "selectionWidth": 1.2,
        },
        "nodes": {
            "margin": {"top": 7, "right": 9, "bottom": 7, "left": 9},
            "scaling": {"label": {"drawThreshold": 3 if moving else 5}},
        },
        "physics": {
            "enabled": moving,
            "stabilization": False,
            "solver": "repulsion",
            "repulsion": {"centralGravity": 0, "springConstant": 0.04, "nodeDistance": 60, "damping": 0.25},
            "minVelocity": 0.6,
        },
        "groups": {name: look.style() for name, look in NODE_CLASSES.items()},
    }
