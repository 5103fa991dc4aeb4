"""What is known against the pinned libraries?  `python tests/audit.py`, which `make audit` runs.

pip-audit asks the advisory service of OSV (https://osv.dev), another that speaks its language (`--osv-url`), or, where
there is no network, a service on the loopback that answers from a file: the `all.zip` that OSV publishes of the
packages of PyPI.  It ends with 0 where nothing is known, 1 where something is, and 2 where nobody could be asked.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from zipfile import BadZipFile, ZipFile

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

ROOT = Path(__file__).parent.parent
PINNED = sorted((ROOT / "requirements").glob("*.txt"))
TOOL = ROOT / ".venv" / "audit" / "bin" / "pip-audit"
NEEDS = """\
NOT AUDITED: {problem}
It needs the advisory service of OSV, one that speaks its language (make audit OSV=http://HOST/v1/query), or a file of
advisories carried here from a machine with a network (make audit ADVISORIES=all.zip: OSV publishes one of PyPI)."""

Advisory = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask about every pinned package, print what is known, and return the exit code."""
    options = _options(arguments)
    try:
        with nullcontext(options.osv_url) if not options.advisories else answering(options.advisories) as url:
            audited = _ask(options.pinned, url)
    except (OSError, BadZipFile, RuntimeError) as problem:
        print(NEEDS.format(problem=problem), file=sys.stderr)
        return 2
    known = [(package, fault) for package in audited for fault in package["vulns"]]
    for package, fault in known:
        mended = ", ".join(fault["fix_versions"]) or "no version"
        print(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}: {fault['description']}")
    print(f"{len(audited)} packages asked about, {len(known)} faults known")
    return 1 if known else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/audit.py", description="Audit the pinned libraries.")
    parser.add_argument("--osv-url", default="", help="a service that speaks the language of OSV's")
    parser.add_argument("--advisories", type=Path, help="the all.zip of OSV, in place of a service")
    parser.add_argument("pinned", type=Path, nargs="*", default=PINNED, help="requirement files (requirements/*.txt)")
    return parser.parse_args(arguments)


def _ask(pinned: Sequence[Path], url: str) -> list[dict[str, Any]]:
    """Return every pinned package with its faults, as pip-audit tells them.  Raises `RuntimeError` where it cannot."""
    service = ["--vulnerability-service", "osv", *(["--osv-url", url] if url else [])]
    with TemporaryDirectory() as folder:
        pins, report = Path(folder) / "pins.txt", Path(folder) / "report.json"
        pins.write_text("\n".join(sorted(_pins(pinned))), encoding="utf-8")
        how = ["--strict", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
        command = [str(TOOL), *how, *service, "--requirement", str(pins), "--format", "json", "--output", str(report)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not report.exists():
            raise RuntimeError(done.stderr.strip().rpartition("\n")[2])
        audited: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    if missing := _pins(pinned) - {f"{package['name']}=={package['version']}" for package in audited}:
        raise RuntimeError(f"nobody was asked about {', '.join(sorted(missing))}")
    return audited


def _pins(pinned: Sequence[Path]) -> set[str]:
    """Return `name==version` for all that requirement files pin; what two of them pin, they pin alike."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in pinned)
    return {f"{canonicalize_name(name)}=={at}" for name, at in re.findall(r"(?m)^([\w.-]+)==([^\s;]+)", text)}


@contextmanager
def answering(path: Path) -> Iterator[str]:
    """Give the address of a service on the loopback that answers from a file of OSV's advisories."""
    advisories = _read(path)

    class Answer(BaseHTTPRequestHandler):
        """Says what is known of the version of a package that is asked about."""

        def do_POST(self) -> None:
            query = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name, version = query["package"]["name"], query["version"]
            found = {"vulns": [each for each in advisories.get(name, []) if _concerns(each, name, version)]}
            body = json.dumps(found).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Be silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/v1/query"
        finally:
            server.shutdown()


def _read(path: Path) -> dict[str, list[Advisory]]:
    """Return package → advisories."""
    found: dict[str, list[Advisory]] = {}
    with ZipFile(path) as archive:
        for name in archive.namelist():
            advisory = json.loads(archive.read(name))
            for package in {canonicalize_name(each["package"]["name"]) for each in _affected(advisory)}:
                found.setdefault(package, []).append(advisory)
    if not found:
        raise RuntimeError(f"{path} holds no advisory about a package of PyPI")
    return found


def _affected(advisory: Advisory) -> list[dict[str, Any]]:
    return [each for each in advisory.get("affected", []) if each.get("package", {}).get("ecosystem") == "PyPI"]


def _concerns(advisory: Advisory, name: str, version: str) -> bool:
    """Tell whether a version is one of those that an advisory lists or is in one of its ranges."""
    return any(
        version in each.get("versions", [])
        or any(_is_in(Version(version), kept["events"]) for kept in each.get("ranges", []) if kept["type"] != "GIT")
        for each in _affected(advisory)
        if canonicalize_name(each["package"]["name"]) == name
    )


def _is_in(version: Version, events: list[dict[str, str]]) -> bool:
    """Tell what OSV's schema says of events: what is introduced holds until it is fixed, or last affected."""
    inside = False
    try:
        for what, at in sorted(((w, Version(at)) for e in events for w, at in e.items()), key=lambda each: each[1]):
            if what == "introduced" and version >= at:
                inside = True
            elif (what == "fixed" and version >= at) or (what == "last_affected" and version > at):
                inside = False
    except InvalidVersion:
        return True  # rather looked at once too often
    return inside


if __name__ == "__main__":
    sys.exit(main())
