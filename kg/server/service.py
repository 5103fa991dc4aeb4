"""The one graph that is served now, and the next one when a build has put it in place."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final, TypeVar

from starlette.requests import Request

from kg.errors import SaidgraphError
from kg.queries import Query, refuse_outside
from kg.server import snapshot
from kg.server.answers import Answer, Answers
from kg.server.guards import note
from kg.server.metrics import Metrics
from kg.server.pool import AnswerError, Pool
from kg.server.settings import Settings
from kg.terms import prefixes

LOOK_SECONDS: Final = 1.0
"""How often a service looks whether a build has put another graph in place."""

Made = TypeVar("Made")

_FICKLE: Final = re.compile(r"now|rand|uuid|\\u", re.IGNORECASE)
"""What makes a query whose next answer may be another, or may hide it."""


class GoneError(Exception):
    """The client has gone; nobody is there to answer."""


class Service:
    """Answers from the newest whole graph; an answer that was begun on an earlier one is finished there."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.settings, self.metrics = settings, metrics
        self._pool: Pool | None = None
        self._answers = self._no_answers()
        self._snapshot: snapshot.Snapshot | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Open the graph and follow its place; raises `StoreError` where there is none."""
        await self._take_over()
        self._spawn(self._follow())

    async def stop(self) -> None:
        """End the workers and remove the snapshot."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._pool is not None:
            self._pool.kill()
        if self._snapshot is not None:
            self._snapshot.remove()

    @property
    def pool(self) -> Pool:
        """The workers on the newest graph."""
        assert self._pool is not None, "the service has not been started"
        return self._pool

    async def ask(
        self,
        query: str,
        *,
        rows: str | None = "application/sparql-results+json",
        graphs: str | None = None,
        default: tuple[str, ...] = (),
        named: tuple[str, ...] = (),
    ) -> Answer:
        """Return the answer to a SPARQL query, as the media type for rows or the one for graphs, `None` for neither.

        Raises `AnswerError`, and `QueryError` for a query that would leave this machine.
        """
        refuse_outside(Query("the query", "", "", (), {}, query))
        limits = self.settings.limits
        job = {
            "do": "ask",
            "query": query,
            "prefixes": dict(prefixes()),
            "rows": rows,
            "graphs": graphs,
            "default": default,
            "named": named,
            "most": limits.rows,
            "bytes": limits.answer_bytes,
        }
        return await self._do(job)

    async def do(self, what: str, **job: Any) -> Answer:
        """Return the answer to another job of `kg.server.worker.JOBS`; raises `AnswerError`."""
        return await self._do({"do": what, **job})

    async def export(self, graph: str | None, media: str) -> tuple[str, AsyncIterator[bytes]]:
        """Return media type and parts of a graph (`None`: the default graph); raises `AnswerError`."""
        job = {"do": "dump", "graph": graph, "media": media, "prefixes": dict(prefixes())}
        try:
            return await self.pool.export(job)
        except AnswerError as error:
            self.metrics.refused[error.problem] += 1
            raise

    def gauges(self) -> dict[str, tuple[str, float]]:
        """Return what the metrics say about now."""
        return {
            "kg_workers": ("Worker processes.", self.pool.size),
            "kg_workers_idle": ("Worker processes that wait for a query.", self.pool.idle),
            "kg_queries_waiting": ("Queries that wait for a worker.", self.pool.waiting),
        }

    async def _do(self, job: Mapping[str, Any]) -> Answer:
        pool = self.pool
        try:
            if _FICKLE.search(job.get("query", "")):
                return await self._make(pool, job)
            return await self._answers.get(json.dumps(job, sort_keys=True), partial(self._make, pool, job))
        except AnswerError as error:
            self.metrics.refused[error.problem] += 1
            raise

    async def _make(self, pool: Pool, job: Mapping[str, Any]) -> Answer:
        try:
            return await pool.answer(job)
        except asyncio.CancelledError:
            self.metrics.refused["cancelled"] += 1
            raise

    def _no_answers(self) -> Answers:
        return Answers(self.settings.limits.kept_bytes, self.metrics.asked)

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            now = await asyncio.to_thread(snapshot.mark, self.settings.store)
            if now is None or (self._snapshot is not None and now == self._snapshot.mark):
                continue
            try:
                await self._take_over()
                self.metrics.reloads["done"] += 1
                note("reload", outcome="done")
            except SaidgraphError as error:  # the graph at hand goes on being served
                self.metrics.reloads["failed"] += 1
                note("reload", outcome="failed", problem=str(error))
                await asyncio.sleep(10 * LOOK_SECONDS)

    async def _take_over(self) -> None:
        taken = await asyncio.to_thread(snapshot.take, self.settings.store)
        pool = Pool(taken.path, self.settings.limits, self.settings.workers)
        try:
            await pool.start()
        except BaseException:
            pool.kill()
            taken.remove()
            raise
        old_pool, old = self._pool, self._snapshot
        self._pool, self._snapshot, self._answers = pool, taken, self._no_answers()
        if old_pool is not None and old is not None:
            self._spawn(_retire(old_pool, old))

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def unless_gone(request: Request, work: Awaitable[Made]) -> Made:
    """Return what `work` makes; where the client goes away before that, stop the work and raise `GoneError`."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        raise GoneError
    finally:
        for task in (working, leaving):
            task.cancel()
        with suppress(BaseException):
            await asyncio.gather(working, leaving, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _retire(pool: Pool, old: snapshot.Snapshot) -> None:
    try:
        await pool.close()
    finally:
        pool.kill()
        old.remove()
