"""A cluster of several hosts, one of which is lost: network namespaces that share but a wire to the scheduler."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kg.model import Document, Failure, Record
from kg.workers.cluster import spread

HOSTS = ("10.203.71", "10.203.72")
"""The first three numbers of the network of each host; the scheduler's side is .1, the host's .2."""
WAIT = 60


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def plug_in(number: int, network: str, undo: ExitStack) -> str:
    """Make a host with a wire to here; return the name of its network namespace."""
    name, here, there = f"kg-host-{number}", f"kgh{number}", f"kgn{number}"
    run("ip", "netns", "add", name)
    undo.callback(run, "ip", "netns", "del", name)
    run("ip", "link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
    run("ip", "address", "add", f"{network}.1/30", "dev", here)
    run("ip", "link", "set", here, "up")
    for command in (
        ("address", "add", f"{network}.2/30", "dev", there),
        ("link", "set", there, "up"),
        ("link", "set", "lo", "up"),
        ("route", "add", "default", "via", f"{network}.1"),
    ):
        run("ip", "-n", name, *command)
    return name


@pytest.fixture
def hosts() -> Iterator[list[str]]:
    """Two network namespaces, where the machine allows it."""
    with ExitStack() as undo:
        try:
            yield [plug_in(number, network, undo) for number, network in enumerate(HOSTS)]
        except (OSError, subprocess.CalledProcessError) as error:
            reason = f"NOT TESTED: no network namespaces here ({error}); they need Linux, root and iproute2"
            warnings.warn(reason, stacklevel=1)
            pytest.skip(reason)


def start(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start a part of the cluster in a process group of its own."""
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent)}
    with log.open("wb") as file:
        return subprocess.Popen(command, stdout=file, stderr=file, env=environment, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Take away a process and all that it started, as when a host loses its power."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def slowly(documents: list[Document]) -> list[Record | Failure]:
    """Take a while; leave a mark that tells the host in the folder that the text of a document names."""
    namespace = Path("/proc/self/ns/net").readlink().name.strip("net:[]")
    for document in documents:
        if document.text.startswith("/"):
            (Path(document.text) / f"{namespace}-{document.id}").touch()
    time.sleep(0.3)
    return [Record(document) for document in documents]


def hosts_in(folder: Path) -> set[str]:
    return {path.name.partition("-")[0] for path in folder.iterdir()}


@pytest.mark.skipif(sys.platform != "linux" or not shutil.which("ip"), reason="NOT TESTED: needs Linux and iproute2")
def test_workers_on_other_hosts_of_which_one_is_lost(hosts: list[str], tmp_path: Path) -> None:
    """Both hosts work; when one is gone, all its documents come from the other, in their order."""
    marks = tmp_path / "marks"
    marks.mkdir()
    dask = [sys.executable, "-m", "dask"]
    address = f"tcp://{HOSTS[0]}.1:8796"
    with ExitStack() as undo:
        command = [*dask, "scheduler", "--host", "0.0.0.0", "--port", "8796", "--no-dashboard", "--no-show"]
        undo.callback(kill, start(command, tmp_path / "scheduler.log"))
        workers = []
        for name in hosts:
            command = ["ip", "netns", "exec", name, *dask, "worker", address, "--nthreads", "1", "--no-dashboard"]
            workers.append(start(command, tmp_path / f"{name}.log"))
            undo.callback(kill, workers[-1])
        wait_for_workers(address, len(hosts))
        given = [Document(id=f"{number:03}", text=str(marks)) for number in range(600)]
        found = []
        for item in spread(slowly, given, 0, address):
            found.append(item)
            if len(found) == 100:
                assert len(hosts_in(marks)) == 2
                kill(workers[0])
        assert [item.document.id for item in found if isinstance(item, Record)] == [d.id for d in given]


def wait_for_workers(address: str, count: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + WAIT
    while True:
        try:
            with Client(address, timeout=5) as client:  # type: ignore[no-untyped-call]
                client.wait_for_workers(count, timeout=WAIT)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
