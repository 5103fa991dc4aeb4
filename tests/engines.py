"""Starts servers of other people for the tests, an Oxigraph server and a Virtuoso: on loopback, each in a folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def missing(program: str, remedy: str) -> NoReturn:
    """Skip, which the summary of a run tells: a program that the tests need is not there."""
    pytest.skip(f"NOT TESTED: no {program} here; {remedy}")


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """Give the address of an Oxigraph server with an empty store in `folder`."""
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        missing("oxigraph", "pip install oxigraph")
    port = free_port()
    command = [str(program), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Give the address of a Virtuoso with an empty store in `folder`, whose user is dba with the password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        missing("virtuoso-t", "make virtuoso (Debian: apt-get install --no-install-recommends virtuoso-opensource)")
    port = free_port()
    (folder / "v.ini").write_text(_INI.format(folder=folder, sql=free_port(), port=port), encoding="utf-8")
    command = [str(program), "+foreground", "+configfile", str(folder / "v.ini"), "+wait"]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql", seconds=240):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: Sequence[str], folder: Path, url: str, seconds: float = 120) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        until = time.monotonic() + seconds
        while not _answers(url):
            assert server.poll() is None and time.monotonic() < until, (folder / "log").read_text(errors="replace")
            time.sleep(0.1)
        yield
    finally:
        server.kill()
        server.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


_INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
FileExtend = 20
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
CheckpointInterval = 0
DirsAllowed = {folder}
DefaultIsolation = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 100000
"""
