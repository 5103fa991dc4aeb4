"""The explorer of a generated graph in headless Chromium, beside pyvis alone: `python -m bench.explorer`.

Prints size of the data, seconds to the first picture, seconds of a search, memory of the tab; then the same of pages
that pyvis writes of the same actors and statements: one with places given, one where it looks for them itself, which is
given up after `--patience` seconds.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.browser import chromium
from bench.corpus import make
from bench.harness import machine
from kg.model import Record
from kg.model.streams import reopen
from kg.views import write_explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ACTORS = 400
PATIENCE = 120.0


def main() -> int:
    """Measure what the command line asks for and print it."""
    options = _options()
    for name, value in machine().items():
        print(f"{name:28} {value}")
    with TemporaryDirectory() as name:
        folder = Path(name)
        records = list(generated(options.corpus, folder, options.statements))
        start = time.process_time()
        write_explorer(records, folder / "explorer")
        print(f"{'written in':28} {time.process_time() - start:.1f} CPU-s")
        for label, size in sizes(folder / "explorer" / "explorer" / "data.js").items():
            print(f"{label:28} {size / 1e6:.2f} MB")
        for physics in (False, True):
            write_pyvis(records, folder / f"pyvis-{physics}.html", physics=physics)
        with chromium() as browser:
            show("explorer", explorer(browser, folder / "explorer" / "index.html"))
            show("explorer, table", table(browser, folder / "explorer" / "index.html"))
            show("pyvis, places given", pyvis(browser, folder / "pyvis-False.html", options.patience))
            show("pyvis, physics", pyvis(browser, folder / "pyvis-True.html", options.patience))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.explorer", description="Measure the explorer in Chromium.")
    parser.add_argument("--corpus", type=Path, default=Path("../shared/data/polnear"), help="folder with train.jsonl")
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds to wait for pyvis' first picture")
    return parser.parse_args()


def generated(corpus: Path, folder: Path, statements: int) -> Iterator[Record]:
    """Yield documents of the corpus' paragraphs with `statements` statements in all, their sources drawn from a few."""
    chance = random.Random(1)
    left = statements
    made = make(corpus, folder, statements // 5 + 20, paragraphs=8, seed=1)
    for record in reopen(made.annotated):
        found = [
            replace(a, actor=f"Person {min(chance.randrange(ACTORS), chance.randrange(ACTORS))}", actor_type="person")
            for a in record.attributions[:left]
        ]
        left -= len(found)
        document = replace(record.document, publisher=f"Outlet {chance.randrange(40)}", title=record.document.text[:60])
        yield Record(document, tuple(found))
        if not left:
            return


def sizes(data: Path) -> dict[str, int]:
    """Return bytes of the data without the texts, bare and packed."""
    written = data.read_bytes()
    return {"data.js": len(written), "data.js, gzip": len(gzip.compress(written))}


def write_pyvis(records: list[Record], path: Path, *, physics: bool) -> None:
    """Write what pyvis makes of actors and statements as nodes; without physics on places in rows."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(physics)
    for number, record in enumerate(records):
        for index, attribution in enumerate(record.attributions):
            claim = f"claim {number} {index}"
            network.add_node(attribution.actor, x=30 * (number % 100), y=30 * (number // 100))
            network.add_node(claim, x=30 * (number % 100) + index, y=30 * (number // 100) + 10 * index, size=3)
            network.add_edge(attribution.actor, claim)
    path.write_text(network.generate_html(), encoding="utf-8")


def explorer(browser: Browser, page: Path) -> dict[str, float]:
    """Return seconds from opening the page to the overview, and the memory of the tab."""
    opened = browser.new_page()
    start = time.perf_counter()
    opened.goto(page.as_uri())
    opened.wait_for_selector("html[data-ready] svg", state="attached", timeout=60_000)
    figures = {"first picture, s": time.perf_counter() - start, "memory, MB": _memory(opened)}
    opened.close()
    return figures


def table(browser: Browser, page: Path) -> dict[str, float]:
    """Return seconds from opening the page to the table, and from the last key of a search to its result."""
    opened = browser.new_page()
    start = time.perf_counter()
    opened.goto(page.as_uri() + "#statements")
    opened.wait_for_selector("html[data-ready]", state="attached", timeout=60_000)
    figures = {"first rows, s": time.perf_counter() - start}
    before = opened.inner_text("main, #app")
    opened.fill("#search", "")
    start = time.perf_counter()
    opened.fill("#search", "president campaign")
    with suppress(Exception):
        opened.wait_for_function("text => document.querySelector('main, #app').innerText !== text", arg=before)
    figures |= {"search, s": time.perf_counter() - start, "memory, MB": _memory(opened)}
    opened.close()
    return figures


def pyvis(browser: Browser, page: Path, patience: float) -> dict[str, float]:
    """Return seconds to the first picture, `patience` where there was none by then."""
    opened = browser.new_page()
    opened.route("http*://**", lambda route: route.abort())
    start = time.perf_counter()
    with suppress(Exception):
        opened.goto(page.as_uri(), timeout=1000 * patience)
        # the first picture is there when the layout, where it makes one, has come to its end
        opened.wait_for_function(
            "() => new Promise(done => network.physics.stabilized || !network.physics.physicsEnabled"
            " ? requestAnimationFrame(done) : network.once('stabilized', done)).then(() => true)",
            timeout=1000 * patience,
        )
    figures = {"first picture, s": min(time.perf_counter() - start, patience)}
    if figures["first picture, s"] < patience:
        figures["memory, MB"] = _memory(opened)
        opened.close()
    return figures


def show(name: str, figures: dict[str, float]) -> None:
    """Print the figures of one page."""
    for label, value in figures.items():
        print(f"{f'{name}: {label}':40} {value:.2f}", flush=True)


def _memory(page: Any) -> float:
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


if __name__ == "__main__":
    sys.exit(main())
