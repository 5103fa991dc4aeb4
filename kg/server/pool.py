"""Warm worker processes that answer queries, each within its limits, and are replaced when they had to be killed."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from kg.errors import SaidgraphError, StoreError
from kg.server import frames
from kg.server.answers import Answer
from kg.server.settings import Limits

PROBLEMS: Final[Mapping[str, int]] = {
    "query": 400,
    "graph": 404,
    "media": 406,
    "rows": 422,
    "memory": 422,
    "time": 503,
    "busy": 503,
}
"""Why a job was not done → the status that tells a client so."""

_START_SECONDS: Final = 120.0


class AnswerError(SaidgraphError):
    """A job could not be done; `problem` is a word of `PROBLEMS`."""

    def __init__(self, problem: str, message: str) -> None:
        super().__init__(message)
        self.problem = problem

    @property
    def status(self) -> int:
        """The HTTP status that says so."""
        return PROBLEMS[self.problem]


class Worker:
    """One process (see `kg.server.worker`); it does one job at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, store: Path, limits: Limits) -> Worker:
        """Start a worker on `store` and wait until it is ready; raises `StoreError` where it cannot open it."""
        command = [sys.executable, "-m", "kg.server.worker", str(store), str(limits.memory)]
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe)
        worker = cls(process)
        try:
            await asyncio.wait_for(worker._read(), _START_SECONDS)
        except BaseException as error:
            worker.kill()
            told = await process.stderr.read() if process.stderr and isinstance(error, EOFError) else b""
            if isinstance(error, EOFError | TimeoutError):
                reason = told.decode("utf-8", "replace").strip().rpartition("\n")[2] or "it did not start in time"
                raise StoreError(f"the store at {store} cannot be served: {reason}; build it again") from error
            raise
        return worker

    async def head(self, job: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the worker a job and return how its answer begins; raises `AnswerError` where it is refused."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            await self._process.stdin.drain()
            _, payload = await self._read()
        except (EOFError, ConnectionError) as error:
            raise AnswerError("memory", "the query needs more memory than it may have; ask for less") from error
        head: Mapping[str, Any] = json.loads(payload)
        if "problem" in head:
            raise AnswerError(head["problem"], head["message"])
        return head

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield what follows the head."""
        while True:
            try:
                kind, payload = await self._read()
            except EOFError as error:
                raise AnswerError("memory", "the worker ended before its answer did") from error
            if kind == frames.END:
                return
            yield payload

    def kill(self) -> None:
        """End the process now, whatever it does."""
        with suppress(ProcessLookupError):
            self._process.kill()

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.returncode is None

    async def _read(self) -> tuple[bytes, bytes]:
        assert self._process.stdout is not None
        return await frames.read(self._process.stdout)


class Pool:
    """`size` workers on one snapshot of the graph, and a queue in front of them."""

    def __init__(self, store: Path, limits: Limits, size: int) -> None:
        self.store, self.limits, self.size = store, limits, size
        self.waiting = 0
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._all: set[Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._exporting = asyncio.Semaphore(1)
        self._in_use = 0
        self._unused = asyncio.Event()
        self._unused.set()
        self._closed = False

    async def start(self) -> None:
        """Start the workers; raises `StoreError` where one cannot open the store."""
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    async def answer(self, job: Mapping[str, Any]) -> Answer:
        """Return the whole answer to `job`; raises `AnswerError`.

        Where the caller is cancelled, the worker is killed: nobody else waits for what it does.
        """
        with self._used():
            worker = await self._take()
            done = False
            try:
                async with asyncio.timeout(self.limits.seconds):
                    head = await worker.head(job)
                    body = b"".join([part async for part in worker.parts()])
                done = True
                return Answer(head["media"], body)
            except TimeoutError as error:
                message = f"the query took longer than {self.limits.seconds:g} seconds; ask for less"
                raise AnswerError("time", message) from error
            except AnswerError as error:
                # a refused job leaves the worker as it was; after a death there is none
                done = error.problem != "memory" and worker.is_alive
                raise
            finally:
                self._give_back(worker, whole=done)

    async def export(self, job: Mapping[str, Any]) -> tuple[str, AsyncIterator[bytes]]:
        """Return media type and parts of a whole graph, by a worker of its own; raises `AnswerError`.

        One export runs at a time, so that those who want everything do not take what the others need.
        """
        if self._exporting.locked():
            raise AnswerError("busy", "somebody is fetching a whole graph; try again later")
        await self._exporting.acquire()
        self._enter()
        worker = None
        try:
            worker = await Worker.start(self.store, self.limits)
            head = await asyncio.wait_for(worker.head(job), self.limits.export_seconds)
        except BaseException:
            self._end_export(worker)
            raise
        return head["media"], self._export_parts(worker)

    async def close(self) -> None:
        """Wait until nobody needs the workers any more (at most as long as an export may take), and end them."""
        self._closed = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._unused.wait(), self.limits.export_seconds)
        self.kill()

    def kill(self) -> None:
        """End all workers now."""
        self._closed = True
        for worker in self._all:
            worker.kill()

    @property
    def idle(self) -> int:
        """How many workers wait for a query."""
        return self._idle.qsize()

    async def _export_parts(self, worker: Worker) -> AsyncIterator[bytes]:
        try:
            async with asyncio.timeout(self.limits.export_seconds):
                async for part in worker.parts():
                    yield part
        finally:
            self._end_export(worker)

    def _end_export(self, worker: Worker | None) -> None:
        if worker is not None:
            worker.kill()
        self._exporting.release()
        self._leave()

    async def _take(self) -> Worker:
        if self._idle.empty() and self.waiting >= self.limits.waiting:
            raise AnswerError("busy", f"{self.waiting} queries are waiting already; try again later")
        self.waiting += 1
        try:
            async with asyncio.timeout(self.limits.wait_seconds):
                while True:
                    worker = await self._idle.get()
                    if worker.is_alive:
                        return worker
                    self._replace(worker)
        except TimeoutError as error:
            raise AnswerError("busy", "no worker became free in time; try again later") from error
        finally:
            self.waiting -= 1

    def _give_back(self, worker: Worker, *, whole: bool) -> None:
        if whole:
            self._idle.put_nowait(worker)
        else:
            self._replace(worker)

    def _replace(self, worker: Worker) -> None:
        worker.kill()
        self._all.discard(worker)
        if not self._closed:
            task = asyncio.get_running_loop().create_task(self._add())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _add(self) -> None:
        worker = await Worker.start(self.store, self.limits)
        self._all.add(worker)
        self._idle.put_nowait(worker)

    @contextmanager
    def _used(self) -> Iterator[None]:
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        self._in_use += 1
        self._unused.clear()

    def _leave(self) -> None:
        self._in_use -= 1
        if not self._in_use:
            self._unused.set()
