"""Write `outputs/screenshot.png` from `outputs/graph.html`: `python tests/screenshots.py`, by hand, when it looks new.

The picture is tracked, but no test and no other command makes it: other fonts on another machine give other bytes.
"""

from __future__ import annotations

from pathlib import Path

from browser import Visit, chromium

OUTPUTS = Path(__file__).parent.parent / "outputs"


def main() -> None:
    """Open the page as a visitor sees it first, wait until it is still, and take its picture."""
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
        visit = Visit(context, OUTPUTS / "graph.html")
        visit.wait_for_picture()
        visit.page.wait_for_timeout(1500)
        visit.page.screenshot(path=OUTPUTS / "screenshot.png")
        print("outputs/screenshot.png")


if __name__ == "__main__":
    main()
