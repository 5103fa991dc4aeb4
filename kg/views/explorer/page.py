"""The files of the explorer: a page with its data beside it, or all of it in one file.

Beside it, a file of data is a script of one call (`kgExplorer.receive("data", …)`), because a page that was opened from
the disk may load scripts but not JSON.  The page's policy lets in what lies beside it and nothing else; in the one file
it names script and style by their hashes.
"""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import metadata
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, TextIO

from kg.errors import OutputError
from kg.files import atomic_write, explain, replace_folder
from kg.files.outputs import EXPLORER, EXPLORER_DATA
from kg.graph import actor_links
from kg.graph.iris import BASE
from kg.model import CERTAINTIES, FORMS, KINDS, TENSES, Record
from kg.model.claims import Likeness
from kg.terms import concepts, labels
from kg.views.content import visible
from kg.views.explorer.gathering import MOST, Gathered
from kg.views.explorer.questions import answered
from kg.views.explorer.texts import Sink
from kg.views.look import ACTOR_CLASSES, NODE_CLASSES, ontology_labels
from kg.views.page import TITLE, asset, embed, fill, hash_of

if TYPE_CHECKING:
    from rdflib import Graph

FORMAT: Final = 1
_OPTIONS: Final = 20
"""Topics and actors among which the questions find their parameters."""


def write_explorer(
    records: Iterable[Record],
    folder: Path,
    *,
    graph: Graph | None = None,
    title: str | None = None,
    likenesses: Iterable[Likeness] = (),
    most: int = MOST,
) -> None:
    """Write the explorer of `records`, documents in their order, to `folder`: `index.html` and the folder `explorer`.

    `records` is gone through once and not kept.  With `graph`, the graph of the same records, every question of
    `ontology/queries/` is answered.  Of more than `most` statements the first whole documents are shown, and the page
    says so.  An `explorer` folder that is there is replaced; equal input gives equal bytes.  Raises `OutputError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{EXPLORER_DATA}.", dir=folder) as name:
        new = Path(name) / EXPLORER_DATA
        new.mkdir()

        def sink(name: str, data: Iterable[str]) -> None:
            with _fresh(new / f"{name}.js") as file:
                file.writelines(chain([f"kgExplorer.receive({embed(name)},"], data, [");\n"]))

        _write_data(sink, records, graph, title, likenesses, most)
        sink("served", ['{"sparql":null,"corrections":null}'])
        for kind in ("js", "css"):
            with _fresh(new / f"app.{kind}") as out:
                out.write(asset(f"explorer.{kind}") + "\n")
        replace_folder(new, folder / EXPLORER_DATA)
    names = ("app", "served", "data")
    scripts = "\n".join(f'<script defer src="{EXPLORER_DATA}/{name}.js"></script>' for name in names)
    style = f'<link rel="stylesheet" href="{EXPLORER_DATA}/app.css">'
    with atomic_write(folder / EXPLORER) as file:
        file.write(_page(title, style, scripts, "script-src 'self'; style-src 'self'; connect-src 'self'"))


@contextmanager
def _fresh(path: Path) -> Iterator[TextIO]:
    """Give a new file in a folder that takes its place as a whole."""
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(explain(path, error)) from error


def write_single_file(
    records: Iterable[Record],
    path: Path,
    *,
    graph: Graph | None = None,
    title: str | None = None,
    likenesses: Iterable[Likeness] = (),
    most: int = MOST,
) -> None:
    """Write the explorer of `records` to the one file `path`, with everything in it; see `write_explorer`."""
    blocks: list[str] = []

    def sink(name: str, data: Iterable[str]) -> None:
        blocks.extend(chain([f'<script type="application/json" id="{name}">'], data, ["</script>\n"]))

    _write_data(sink, records, graph, title, likenesses, most)
    script, style = asset("explorer.js"), asset("explorer.css")
    policy = f"script-src {hash_of(script)}; style-src {hash_of(style)}; connect-src 'none'"
    before, after = _page(title, f"<style>{style}</style>", f"{_HERE}<script>{script}</script>", policy).split(_HERE, 1)
    with atomic_write(path) as file:
        file.writelines(chain([before], blocks, [after]))


_HERE: Final = "<!-- data -->"


def _write_data(
    sink: Sink,
    records: Iterable[Record],
    graph: Graph | None,
    title: str | None,
    likenesses: Iterable[Likeness],
    most: int,
) -> None:
    gathered = Gathered(sink, most)
    gathered.take(records, likenesses, actor_links(graph) if graph is not None else ())
    if graph is not None:
        sink("questions", [embed(list(_questions(gathered, graph)))])
    else:
        sink("questions", ["[]"])
    sink("data", _data(gathered, title))


def _questions(gathered: Gathered, graph: Graph) -> Iterator[dict[str, Any]]:
    topics = [topic for topic, _ in _commonest(gathered.topics.items())]
    speakers = [(gathered.actors.names[actor], count) for actor, count in gathered.speakers.items()]
    actors = [name for name, _ in _commonest(speakers)]
    return answered(graph, gathered.total["statements"], topics, actors)


def _commonest(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counts, key=lambda item: (-item[1], item[0]))[:_OPTIONS]


def _data(gathered: Gathered, title: str | None) -> Iterator[str]:
    head = {
        "format": FORMAT,
        "title": visible(title or TITLE),
        "generator": _generator(),
        "iri": BASE,
        "labels": _labels(),
        "corrections": None,
        "sparql": None,
    }
    yield embed(head)[:-1]
    for name, pieces in gathered.json():
        yield f",{embed(name)}:"
        yield from pieces
    yield "}"


def _labels() -> dict[str, list[dict[str, str]]]:
    known, drawn = labels(), ontology_labels()

    def scheme(name: str, words: Iterable[str]) -> list[dict[str, str]]:
        return [{"value": word, "label": known[concepts(name)[word]]} for word in words]

    return {
        "kinds": scheme("kinds", KINDS),
        "forms": scheme("forms", FORMS),
        "acts": scheme("speech-acts", concepts("speech-acts")),
        "certainties": scheme("certainty", CERTAINTIES),
        "tenses": scheme("tenses", TENSES),
        "actorTypes": [{"value": name, "label": drawn[NODE_CLASSES[name].term]} for name in ACTOR_CLASSES],
    }


def _page(title: str | None, style: str, script: str, sources: str) -> str:
    policy = f"default-src 'none'; {sources}; img-src data:; base-uri 'none'; form-action 'none'"
    return fill(
        asset("explorer.html"),
        title=html.escape(visible(title or TITLE)),
        generator=html.escape(_generator()),
        policy=html.escape(policy),
        style=style,
        script=script,
    )


def _generator() -> str:
    return f"saidgraph {metadata.version('saidgraph')}"
