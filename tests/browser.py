"""Helpers for tests and scripts that open a page in headless Chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a headless Chromium; without one a test fails where `CI` is set and is skipped elsewhere."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        message = "no Chromium on the path; install it (Debian: apt-get install chromium) to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # as root, which is what a container is, Chromium's own sandbox cannot start
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page opened from a file, with everything it complained about or asked the network for."""

    def __init__(self, context: BrowserContext, path: Path, address: str = "") -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.complaints.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.on("request", lambda request: self.requests.append(request.url))
        # processor time of the page's main thread: the clock on the wall also counts whatever else the machine does
        self.meter = context.new_cdp_session(self.page)
        self.meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        self.page.goto(path.resolve().as_uri() + address)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def wait_for_picture(self) -> dict[str, float]:
        """Wait for the first picture; return the seconds from opening the page to it, by the clock and of processor."""
        drawn = self.page.wait_for_selector("#picture[data-drawn]")
        metrics = {item["name"]: item["value"] for item in self.meter.send("Performance.getMetrics")["metrics"]}
        clock = float((drawn and drawn.get_attribute("data-drawn")) or "inf") / 1000
        return {"clock": clock, "processor": metrics["TaskDuration"]}

    def click_node(self, identity: str) -> None:
        """Click where the picture draws the node `identity`."""
        place = self.page.evaluate("id => saidgraph.placeOf(id)", identity)
        self.page.locator("#picture").click(position={"x": place["x"], "y": place["y"]})

    def panel(self) -> str:
        """Return what the panel says."""
        return self.page.locator("#panel").inner_text()

    def marked(self, role: str) -> list[str]:
        """Return the words the panel marks in a role of the statement that is open."""
        return self.page.locator(f"#panel mark[data-role={role}]").all_text_contents()
