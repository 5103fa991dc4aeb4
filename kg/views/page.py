"""The page: one HTML file that carries everything it needs and is allowed to load nothing.

Other people's text reaches the page as data only: JSON in which no character can end the element, shown by scripts that
insert text and never markup.  The security policy names the one script and the one style by their hashes, so that
nothing else could run or be fetched even if some of that text were taken for markup.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

from kg.files import atomic_write
from kg.model import Record
from kg.views.content import Content, gather, visible
from kg.views.look import ACTOR_CLASSES, CLAIM_CLASSES, EDGE_CLASSES, NODE_CLASSES, ontology_labels
from kg.views.network import build_network
from kg.views.selection import LIMIT, select

TITLE: Final = "Who said what"
_SCRIPTS: Final = ("data.js", "evidence.js", "filters.js", "picture.js", "list.js", "panel.js", "main.js")
_VIS: Final = "lib/vis-9.1.2/vis-network.min.js"


def write_graph_page(
    records: Sequence[Record],
    path: Path,
    *,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    limit: int = LIMIT,
) -> None:
    """Write the interactive page for `records` to `path`, whole or not at all; equal input gives equal bytes.

    `title` is the page's heading; `labels` maps ontology terms (`Claim`, `reportedlySaid` …) to the words shown for
    them and is read from the ontology where it is not given.  A picture of more than about `limit` nodes is no picture:
    whole documents are left out, those that share least with others first, and the page says so.  Raises `OutputError`
    where `path` cannot be written.
    """
    with atomic_write(path, "wb") as file:
        file.write(render(records, title=title, labels=labels, limit=limit).encode("utf-8"))


def render(
    records: Sequence[Record],
    *,
    title: str | None = None,
    labels: Mapping[str, str] | None = None,
    limit: int = LIMIT,
) -> str:
    """Return the page that `write_graph_page` writes."""
    shown = select(records, limit)
    content = gather(shown)
    network = build_network(content)
    heading = visible(title or TITLE)
    data = {
        "title": heading,
        "total": {"documents": len(records), "statements": sum(len(record.attributions) for record in records)},
        "classes": _classes(labels or ontology_labels()),
        "network": {"nodes": network.nodes, "edges": network.edges, "options": network.options},
        **_lists(content),
    }
    style = asset("graph.css")
    script = "\n".join((_vis_network(), "(() => {", *map(asset, _SCRIPTS), "})();"))
    parts = {
        "title": html.escape(heading),
        "generator": html.escape(f"saidgraph {metadata.version('saidgraph')}"),
        "policy": html.escape(_policy(script, style)),
        "style": style,
        "data": embed(data),
        "script": script,
    }
    return fill(asset("graph.html"), **parts)


def embed(value: Any) -> str:
    r"""Return `value` as JSON that can stand inside a `<script>` element: no character of it can end the element.

    >>> embed("</script>&\u2028")
    '"\\u003c/script\\u003e\\u0026\\u2028"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", text)


def fill(template: str, **parts: str) -> str:
    """Return `template` with each `{{name}}` replaced by that part; what stands in a part stays as it is.

    >>> fill("<b>{{a}}</b>", a="{{a}}")
    '<b>{{a}}</b>'
    """
    return re.sub(r"\{\{(\w+)\}\}", lambda slot: parts[slot[1]], template)


def hash_of(text: str) -> str:
    """Return the source by which a policy lets in an inline script or style of exactly this text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def asset(name: str) -> str:
    """Return the file `name` of the package's assets, with plain newlines and none at its end."""
    return _plain(resources.files("kg.views").joinpath("assets", name).read_text(encoding="utf-8"))


def _lists(content: Content) -> dict[str, Any]:
    return {"documents": content.documents, "actors": content.actors, "statements": content.statements}


def _classes(labels: Mapping[str, str]) -> dict[str, Any]:
    nodes = {name: {"label": labels[look.term], "shape": look.shape} for name, look in NODE_CLASSES.items()}
    edges = {name: {"label": labels[look.term], "dashes": list(look.dashes)} for name, look in EDGE_CLASSES.items()}
    return {"nodes": nodes, "edges": edges, "actors": list(ACTOR_CLASSES), "claims": list(CLAIM_CLASSES.values())}


def _policy(script: str, style: str) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {hash_of(script)}",
            f"style-src {hash_of(style)}",
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _vis_network() -> str:
    """Return vis-network as pyvis ships it, licence header included, without the pointer to a file that is not there.

    Its style sheet stays out: it dresses editing tools, buttons and a colour picker that this page does not have.
    """
    text = resources.files("pyvis").joinpath(*_VIS.split("/")).read_text(encoding="utf-8")
    return _plain(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "", _plain(text)))


def _plain(text: str) -> str:
    """Return `text` with plain newlines: a browser hashes the script after it has made them so."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
