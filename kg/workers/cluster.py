"""Extraction over many machines: dask.distributed, one model a worker, in order, with nothing lost when a worker dies.

The client reads the documents and sends them in chunks; workers send records back.  A chunk whose worker dies goes to
another one, which is Dask's own doing; a chunk that kills several goes out again, one document at a time, and a
document that kills its workers by itself is a `Failure`.  What failed otherwise is tried once more before it is told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import chain, cycle
from threading import Lock
from time import sleep
from typing import Any, Final, TypeVar

from kg.errors import ClusterError
from kg.model import Document, Failure, Record
from kg.workers import Work, through

Client = Any  # distributed has half of its types
Other = TypeVar("Other")

_AHEAD: Final = 3
"""Chunks under way for each worker: one at work, one that waits there, one on its way."""
_DEATHS: Final = 2
"""Workers that a chunk may outlive; the third makes it suspect."""
_WAIT: Final = 60.0
"""Seconds to wait for a scheduler, and for its first worker."""
_QUIET: Final = {
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "500ms",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.scheduler.active-memory-manager.start": False,
}
"""What Dask watches over by itself: a hundred samples a second of what workers do cost a tenth of their time."""


def spread(
    work: Work, items: Iterable[Document | Other], workers: int, scheduler: str | None = None
) -> Iterator[Record | Failure | Other]:
    """Yield what `work` makes of the documents among `items`, as `kg.workers.spread` does, on a cluster.

    `scheduler` is the address of a running one, such as "tcp://10.0.0.1:8786"; without it `workers` processes are
    started on this machine, which listen to it alone.  Raises `ClusterError` where there is no cluster to be had, or
    its workers run another version of this package.
    """
    with _client(workers, scheduler) as client:
        _prepare(client, work)
        yield from through(_ClusterPool(client, work), items)


@contextmanager
def _client(workers: int, scheduler: str | None) -> Iterator[Client]:
    try:
        dask, distributed = import_module("dask"), import_module("distributed")
    except ModuleNotFoundError as error:
        raise ClusterError(f"--engine dask needs {error.name}: pip install 'saidgraph[cluster]'") from error
    with dask.config.set({"distributed.scheduler.allowed-failures": _DEATHS}):
        if scheduler is None:
            options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
            quiet = dask.config.set(_QUIET)
            with quiet, distributed.LocalCluster(workers, **options) as local, distributed.Client(local) as client:
                yield client
            return
        try:
            client = distributed.Client(scheduler, timeout=_WAIT)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterError(
                f"no scheduler answers at {scheduler} ({error}); start one with `dask scheduler`"
            ) from error
        with client:
            yield client


def _prepare(client: Client, work: Work) -> None:
    """Have every worker, also those that come later, load what the work needs, once."""
    from distributed import WorkerPlugin

    from kg.builds import program

    wanted = program()

    class Prepared(WorkerPlugin):
        """Loads the model before the first chunk comes, and sees to it that all workers find the same."""

        name = "saidgraph"

        def setup(self, worker: Any) -> None:
            prepare(work, wanted, worker.address)

    try:
        client.wait_for_workers(1, timeout=_WAIT)
        client.register_plugin(Prepared())
    except TimeoutError as error:
        raise ClusterError("the scheduler has no worker; start some with `dask worker ADDRESS --nthreads 1`") from error
    except RuntimeError as error:
        raise ClusterError(str(error)) from error


def prepare(work: Work, wanted: str, address: str) -> None:
    """Load what `work` needs.  Raises `RuntimeError` where this is not the program with the digest `wanted`."""
    from kg.builds import program

    if program() != wanted:
        raise RuntimeError(f"the worker at {address} runs another version of saidgraph, its ontology or its libraries")
    work([Document(id="to load the model", text="Ann said no.")])


class _ClusterPool:
    """A `kg.workers.Pool` whose processes are the workers of a cluster."""

    def __init__(self, client: Client, work: Work) -> None:
        self._client = client
        self._work = work
        self._sent: deque[tuple[list[Document], Any]] = deque()

    @property
    def is_full(self) -> bool:
        return len(self._sent) >= _AHEAD * max(1, len(self._client.nthreads()))

    @property
    def has_work(self) -> bool:
        return bool(self._sent)

    def send(self, chunk: list[Document]) -> None:
        self._sent.append((chunk, self._submit(chunk) if chunk else None))

    def receive(self) -> list[Record | Failure]:
        from distributed import KilledWorker

        chunk, future = self._sent.popleft()
        try:
            found: list[Record | Failure] = self._result(future) if future else []
        except KilledWorker:
            return list(chain.from_iterable(self._alone(document) for document in chunk))
        return [
            item if isinstance(item, Record) else self._alone(document)[0]
            for item, document in zip(found, chunk, strict=True)
        ]

    def _alone(self, document: Document) -> list[Record | Failure]:
        from distributed import KilledWorker

        try:
            return self._result(self._submit([document]))
        except KilledWorker:
            problem = "the workers died of it (out of memory?); split it, or give them more memory"
            return [Failure(document.id, problem)]

    def _submit(self, chunk: list[Document]) -> Any:
        return self._client.submit(_one_at_a_time, self._work, chunk, pure=False)

    def _result(self, future: Any) -> list[Record | Failure]:
        """Wait for what comes of a chunk, as long as there is somebody to work on it."""
        for patience in cycle((True, False)):
            try:
                found: list[Record | Failure] = future.result(timeout=_WAIT)
                return found
            except TimeoutError as error:
                if not self._client.nthreads() and not patience:
                    raise ClusterError("all workers of the cluster are gone; start some, and run again") from error
        raise AssertionError


_ONE: Final = Lock()
_SETTLES: Final = 3.0
"""Seconds until a worker that has just started is known to the process that watches over it."""


def _one_at_a_time(work: Work, chunk: list[Document]) -> list[Record | Failure]:
    from distributed import Status, get_worker

    if get_worker().status is Status.init:  # one that dies in its first moments is not started again
        sleep(_SETTLES)
    with _ONE:  # a worker may have several threads; the parser wants one
        return work(chunk)
