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
from typing import Final, Protocol, TypeVar

from kg.model import Document, Failure, Record

Work = Callable[[list[Document]], list[Record | Failure]]
"""What a worker does with a chunk; it must be importable by name in another process."""

CHUNK_DOCUMENTS: Final = 32
CHUNK_CHARACTERS: Final = 100_000
CHUNK_ITEMS: Final = 1_000

Other = TypeVar("Other")
"""What is no document and is passed on."""


def chunks(items: Iterable[Document | Other]) -> Iterator[list[Document | Other]]:
    """Yield lists of at most 32 documents and about 100,000 characters, so that no worker waits for a giant one.

    What is no document travels along in its place, at most 1,000 of them in one list.

    >>> [len(chunk) for chunk in chunks(Document(id=str(i), text="x") for i in range(40))]
    [32, 8]
    """
    chunk: list[Document | Other] = []
    documents = characters = 0
    for item in items:
        chunk.append(item)
        if isinstance(item, Document):
            documents += 1
            characters += len(item.text)
        if documents == CHUNK_DOCUMENTS or characters >= CHUNK_CHARACTERS or len(chunk) == CHUNK_ITEMS:
            yield chunk
            chunk, documents, characters = [], 0, 0
    if chunk:
        yield chunk


def spread(work: Work, items: Iterable[Document | Other], jobs: int) -> Iterator[Record | Failure | Other]:
    """Yield what `work` makes of the documents among `items`, by `jobs` processes (1: in this one).

    The order is that of `items`; what is no document comes back as it is.  Without a document `work` is not called.
    """
    if jobs <= 1:
        for chunk in chunks(items):
            documents = [item for item in chunk if isinstance(item, Document)]
            yield from _in_place(chunk, work(documents) if documents else [])
        return
    with _Pool(work, jobs) as pool:
        yield from through(pool, items)


class Pool(Protocol):
    """Something that works on chunks of documents: what is sent is received in the same order."""

    @property
    def is_full(self) -> bool: ...
    @property
    def has_work(self) -> bool: ...
    def send(self, chunk: list[Document]) -> None: ...
    def receive(self) -> list[Record | Failure]: ...


def through(pool: Pool, items: Iterable[Document | Other]) -> Iterator[Record | Failure | Other]:
    """Yield what `pool` makes of the documents among `items`, as `spread` does."""
    sent: deque[list[Document | Other]] = deque()
    for chunk in chunks(items):
        sent.append(chunk)
        pool.send([item for item in chunk if isinstance(item, Document)])
        while pool.is_full:
            yield from _in_place(sent.popleft(), pool.receive())
    while pool.has_work:
        yield from _in_place(sent.popleft(), pool.receive())


def _in_place(chunk: list[Document | Other], results: list[Record | Failure]) -> Iterator[Record | Failure | Other]:
    """Yield the items of `chunk`, each document replaced by its result."""
    rest = iter(results)
    for item in chunk:
        yield next(rest) if isinstance(item, Document) else item


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
        if not chunk:
            self._sent.append((chunk, _nothing()))
            return
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


def _nothing() -> Future[list[Record | Failure]]:
    future: Future[list[Record | Failure]] = Future()
    future.set_result([])
    return future


def _succeeded(future: Future[list[Record | Failure]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
