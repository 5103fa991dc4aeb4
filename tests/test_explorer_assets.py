"""What is bundled for the explorer: made from the sources that stand beside it, safe inside a page, licences listed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

VIEWS = Path(__file__).parent.parent / "kg" / "views"
FRONT, ASSETS = VIEWS / "front", VIEWS / "assets"


def sources() -> list[Path]:
    return sorted(path for path in FRONT.iterdir() if path.suffix in (".ts", ".css", ".mjs", ".json"))


@pytest.mark.parametrize("name", ["explorer.js", "explorer.css"])
def test_the_bundle_was_made_from_the_sources_as_they_stand(name: str) -> None:
    """Whoever changes a source without `make front-end` hears of it."""
    hashed = hashlib.sha256()
    for path in sources():
        hashed.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    first = (ASSETS / name).read_text(encoding="utf-8").splitlines()[0]
    assert f"sha256:{hashed.hexdigest()} " in first, "run make front-end, and commit what it makes"
    assert len(sources()) > 15


def test_nothing_in_the_bundle_ends_the_element_that_holds_it() -> None:
    """The page that is one file carries script and style inside itself."""
    script, style = ((ASSETS / name).read_text(encoding="utf-8") for name in ("explorer.js", "explorer.css"))
    assert not re.search("</script|<!--", script, re.IGNORECASE)
    assert "</style" not in style.lower()
    assert not re.search(r"url\(|@import|https?://", style)


def test_every_library_is_pinned_from_no_named_place_and_its_licence_is_listed() -> None:
    """Exact versions, no host of a registry in the lock file, and what is bundled comes with its licence."""
    wanted = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))
    versions = [*wanted.get("dependencies", {}).values(), *wanted["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    assert not any("resolved" in package for package in lock["packages"].values())
    listed = (ASSETS / "explorer-licences.txt").read_text(encoding="utf-8")
    assert [name for name in wanted.get("dependencies", {}) if name not in listed] == []
