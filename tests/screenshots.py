"""Pictures of the pages, by hand, to be looked at; no test makes them: other fonts on another machine give other bytes.

`python tests/screenshots.py` writes the tracked `outputs/screenshot.png` from `outputs/graph.html`;
`python tests/screenshots.py FOLDER` makes the explorer of `outputs/statements.jsonl`, and pictures of each of its views
in light, dark and on a phone, in FOLDER.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from browser import Visit, chromium
from kg.likeness import likenesses
from kg.model.streams import reopen
from kg.stores import STORES
from kg.views import write_explorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUTPUTS: Final = Path(__file__).parent.parent / "outputs"
LOOKS: Final[dict[str, dict[str, Any]]] = {
    "light": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1400, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light", "device_scale_factor": 2},
}


def main() -> None:
    """Make the one tracked picture, or those of the explorer in the folder that is named."""
    with chromium() as browser:
        for path in explorer(browser, Path(sys.argv[1])) if sys.argv[1:] else graph(browser):
            print(path)


def graph(browser: Browser) -> Iterator[Path]:
    """Open the page as a visitor sees it first, wait until it is still, and take its picture."""
    visit = Visit(browser.new_context(**LOOKS["light"]), OUTPUTS / "graph.html")
    visit.wait_for_picture()
    visit.page.wait_for_timeout(1500)
    yield shot(visit, OUTPUTS / "screenshot.png")


def explorer(browser: Browser, folder: Path) -> Iterator[Path]:
    """Make the explorer of the demo, open each of its views in each look, and take their pictures."""
    records = list(reopen(OUTPUTS / "statements.jsonl"))
    store = STORES["memory"].build(records, None)
    write_explorer(records, folder, graph=store, likenesses=likenesses(records))
    written = (folder / "explorer" / "data.js").read_text(encoding="utf-8")
    data = json.loads(written[written.index(",") + 1 : written.rindex(")")])
    for look, options in LOOKS.items():
        context = browser.new_context(**options)
        for name, address in addresses(data).items():
            visit = Visit(context, folder / "index.html", f"#{address}")
            visit.page.wait_for_selector("html[data-ready]")
            visit.page.wait_for_timeout(300)
            yield shot(visit, folder / f"{name}-{look}.png")
            visit.page.close()
        context.close()


def addresses(data: dict[str, Any]) -> dict[str, str]:
    """Give each picture its address: the views, with nothing chosen and with what there is most to see of."""
    columns = data["statements"]
    keys, actors = columns["key"], data["actors"]["key"]
    remark = Counter(at for at in columns["interprets"] if at >= 0).most_common(1)[0][0]
    deepest = max(range(len(keys)), key=lambda number: columns["depth"][number])
    actor = actors[Counter(columns["actor"]).most_common(1)[0][0]]
    views = ("overview", "statements", "reader", "compare", "chain", "timeline", "questions")
    return {
        **{view: view for view in views},
        "overview-actor": f"overview?actor={actor}",
        "overview-statement": f"overview?sel={keys[deepest]}",
        "statements-searched": "statements?q=rare+earth&kind=interpretation",
        "statements-nothing": "statements?q=nothing+has+these+words",
        "reader-statement": f"reader?sel={keys[remark]}",
        "compare-remark": f"compare?sel={keys[remark]}",
        "compare-actor": f"compare?actor={actor}",
        "chain-statement": f"chain?sel={keys[deepest]}",
        "timeline-topic": "timeline?by=topic",
        "questions-chain": "questions?ask=chain-of-custody",
    }


def shot(visit: Visit, path: Path) -> Path:
    visit.page.screenshot(path=path)
    return path


if __name__ == "__main__":
    main()
