"""The explorer in Chromium: its size, the first picture, a search, the memory of the tab; pyvis alone beside it."""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from bench.corpus import Corpus
from bench.harness import Figure
from kg.model import Record, text_of
from kg.records import reopen

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

STATEMENTS: Final = 10_000
ROUNDS: Final = 3
EXPLORED: Final = "html[data-ready]"
DRAWN: Final = "html[data-drawn]"
_TELL: Final = """<script>
requestAnimationFrame(() => requestAnimationFrame(() => { document.documentElement.dataset.drawn = "1"; }));
</script></body>"""


def measure(corpus: Corpus) -> list[Figure]:
    """Open the explorer and pyvis's page of the first statements of the corpus, by turns."""
    from kg.views import write_explorer

    records = list(_first(corpus.annotated))
    with TemporaryDirectory() as name, _chromium() as context:
        folder = Path(name)
        write_explorer(records, folder)
        _write_pyvis(records, folder / "pyvis.html")
        data = (folder / "explorer" / "data.js").read_bytes()
        rounds = [
            (_open(context, folder / "index.html", EXPLORED), _open(context, folder / "pyvis.html", DRAWN))
            for _ in range(ROUNDS)
        ]
    ours, theirs = ([min(column) for column in zip(*each, strict=True)] for each in zip(*rounds, strict=True))
    return [
        Figure("statements", sum(len(record.attributions) for record in records)),
        Figure("data", len(data) / 1e6, "MB"),
        Figure("data, gzip", len(gzip.compress(data, mtime=0)) / 1e6, "MB"),
        Figure("first picture", ours[0], "CPU-s"),
        Figure("first picture / pyvis's", ours[0] / theirs[0], "×"),
        Figure("search", ours[2], "CPU-s"),
        Figure("memory of scripts", ours[1], "MB"),
        Figure("memory of scripts / pyvis's", ours[1] / theirs[1], "×"),
    ]


def _first(path: Path) -> Iterator[Record]:
    """Yield records up to the number of statements; whoever speaks is an actor, called as the text has it."""
    left = STATEMENTS
    for record in reopen(path):
        found = record.attributions[:left]
        text = record.document.text
        named = tuple(replace(a, actor=text_of(text, a.source)[:60] or None, parent=None) for a in found)
        yield replace(record, attributions=named)
        left -= len(found)
        if not left:
            return


def _write_pyvis(records: list[Record], path: Path) -> None:
    """Write what pyvis alone makes of it: a node a document, actor and statement, at places given, without physics.

    With its physics, which it has by default, there is no picture of so many nodes within minutes.
    """
    from pyvis.network import Network

    chance = random.Random(1)
    network = Network(cdn_resources="in_line", directed=True)
    network.toggle_physics(False)
    network.options.edges.smooth.enabled = False

    def node(identity: str, label: str) -> None:
        network.add_node(identity, label=label[:40], x=chance.randrange(9_000), y=chance.randrange(9_000))

    for record in records:
        document = f"d {record.document.id}"
        node(document, record.document.id)
        for number, attribution in enumerate(record.attributions):
            statement, actor = f"{document} {number}", f"a {attribution.actor}"
            node(statement, text_of(record.document.text, attribution.content))
            node(actor, attribution.actor or "")
            network.add_edge(actor, statement)
            network.add_edge(document, statement)
    page = network.generate_html()
    path.write_text(page.replace("</body>", _TELL), encoding="utf-8")


@contextmanager
def _chromium() -> Iterator[BrowserContext]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        raise RuntimeError("no Chromium on the path; make chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser.new_context(offline=True, viewport={"width": 1400, "height": 900})
        finally:
            browser.close()


def _open(context: BrowserContext, path: Path, ready: str) -> tuple[float, float, float]:
    """Return CPU seconds to the first picture, the memory in MB, and CPU seconds of a search, of the main thread."""
    page = context.new_page()
    meter = context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> dict[str, float]:
        return {item["name"]: item["value"] for item in meter.send("Performance.getMetrics")["metrics"]}

    page.goto(path.as_uri(), wait_until="commit", timeout=300_000)
    page.wait_for_selector(ready, state="attached", timeout=300_000)
    first = spent()
    search = 0.0
    if ready == EXPLORED:
        page.evaluate("location.hash = 'statements'")
        page.wait_for_selector(".rows .line")
        before = spent()["TaskDuration"]
        page.evaluate("location.hash = 'statements?q=people'")
        page.wait_for_function("document.querySelector('.toolbar .summary').textContent.includes(' of ')")
        search = spent()["TaskDuration"] - before
    page.close()
    return first["TaskDuration"], first["JSHeapUsedSize"] / 1e6, search
