"""The audit of the pinned libraries finds what is known, says when nothing is, and says when nobody could be asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import audit

pytestmark = pytest.mark.skipif(
    not audit.TOOL.exists(), reason="NOT TESTED: the audit; `make pytest` installs pip-audit"
)

PINS = "numpy==1.26.4 \\\n    --hash=sha256:00\nzope_interface==5.0 \\\n    --hash=sha256:00\n"


def advisory(name: str, package: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    return {"id": name, "summary": "It runs\nwhat it reads.", **more} | {
        "affected": [{"package": {"name": package, "ecosystem": "PyPI"}, "ranges": ranges, "versions": ["5.0"]}]
    }


FAULTS = [
    advisory("OSV-1", "numpy", {"introduced": "0"}, {"fixed": "1.26.10"}),
    advisory("OSV-2", "numpy", {"introduced": "0"}, {"fixed": "1.26.4"}),
    advisory("OSV-3", "numpy", {"introduced": "1.0"}, {"last_affected": "1.26.3"}),
    advisory("OSV-4", "zope.interface"),
    advisory("OSV-5", "zope.interface", withdrawn="2020-01-01T00:00:00Z"),
]


def asked(tmp_path: Path, faults: list[dict[str, Any]]) -> int:
    """Return what the audit of two pins ends with, where these faults are known."""
    (tmp_path / "pins.txt").write_text(PINS)
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for fault in faults:
            archive.writestr(f"{fault['id']}.json", json.dumps(fault))
    return audit.main(["--advisories", str(tmp_path / "all.zip"), str(tmp_path / "pins.txt")])


def test_what_is_known_against_a_pinned_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault that was mended before, or taken back, is none; one that is listed by version or in a range is."""
    assert asked(tmp_path, FAULTS) == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "numpy 1.26.4: OSV-1, mended in 1.26.10: It runs what it reads.",
        "zope-interface 5.0: OSV-4, mended in no version: It runs what it reads.",
        "2 packages asked about, 2 faults known",
    ]


def test_every_pinned_library_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of all requirement files; nothing known ends well."""
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("OSV-2.json", json.dumps(advisory("OSV-2", "nothing-of-ours", {"introduced": "0"})))
    assert len(audit.PINNED) == 4
    assert audit.main(["--advisories", str(tmp_path / "all.zip")]) == 0
    count = int(capsys.readouterr().out.split()[0])
    assert count == len(audit._pins(audit.PINNED)) > 150


@pytest.mark.parametrize("options", [["--osv-url", "http://127.0.0.1:1/"], ["--advisories", "nothing.zip"]], ids=str)
def test_nobody_to_ask_is_no_good_news(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails, and says what it needs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pins.txt").write_text(PINS)
    assert audit.main([*options, "pins.txt"]) == 2
    told = capsys.readouterr().err
    assert "NOT AUDITED: " in told
    assert "make audit ADVISORIES=all.zip" in told
