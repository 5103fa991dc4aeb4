"""Extraction over several processes, in order, and with nothing lost when a process is killed.

The unit of work is a chunk of documents.  Chunks come back in the order in which they went out, so that the result is
the same for every number of processes.  When a worker dies (out of memory, killed) the pool is made anew and the
chunks that were under way go out again, one document at a time; a document that kills its worker twice is a `Failure`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context
from typing import Final

from kg.model import Document, Failure, Record

Work = Callable[[list[Document]], list[Record | Failure]]
"""What a worker does with a chunk; it must be importable by name in another process."""

CHUNK_DOCUMENTS: Final = 32
CHUNK_CHARACTERS: Final = 100_000


def chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield lists of at most 32 documents and about 100,000 characters, so that no worker waits for a giant one.

    >>> [len(chunk) for chunk in chunks(Document(id=str(i), text="x") for i in range(40))]
    [32, 8]
    """
    chunk: list[Document] = []
    size = 0
    for document in documents:
        chunk.append(document)
        size += len(document.text)
        if len(chunk) == CHUNK_DOCUMENTS or size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def spread(work: Work, documents: Iterable[Document], jobs: int) -> Iterator[Record | Failure]:
    """Yield what `work` makes of `documents`, in their order, by `jobs` processes (1: in this one)."""
    if jobs <= 1:
        for chunk in chunks(documents):
            yield from work(chunk)
        return
    with _Pool(work, jobs) as pool:
        for chunk in chunks(documents):
            pool.send(chunk)
            while pool.is_full:
                yield from pool.receive()
        while pool.has_work:
            yield from pool.receive()


class _Pool:
    """A process pool that is made anew when it breaks, with the chunks under way in the order they were sent."""

    def __init__(self, work: Work, jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._executor = self._start()
        self._sent: deque[tuple[list[Document], Future[list[Record | Failure]]]] = deque()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *exception: object) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)

    @property
    def is_full(self) -> bool:
        return len(self._sent) >= 2 * self._jobs

    @property
    def has_work(self) -> bool:
        return bool(self._sent)

    def send(self, chunk: list[Document]) -> None:
        try:
            future = self._executor.submit(self._work, chunk)
        except BrokenProcessPool:
            self._renew()
            future = self._executor.submit(self._work, chunk)
        self._sent.append((chunk, future))

    def receive(self) -> list[Record | Failure]:
        chunk, future = self._sent.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            self._renew()
            return list(chain.from_iterable(self._alone(document) for document in chunk))

    def _alone(self, document: Document) -> list[Record | Failure]:
        for _ in range(2):
            try:
                return self._executor.submit(self._work, [document]).result()
            except BrokenProcessPool:
                self._renew()
        return [Failure(document.id, "its worker process died twice (out of memory?); split it, or raise the memory")]

    def _renew(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._start()
        self._sent = deque(
            (chunk, future if _succeeded(future) else self._executor.submit(self._work, chunk))
            for chunk, future in self._sent
        )

    def _start(self) -> ProcessPoolExecutor:
        # A forked child would inherit the parser's threads and locks; a spawned one starts clean.
        return ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"))


def _succeeded(future: Future[list[Record | Failure]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
