"""Work in several processes, which may die without taking the pile with them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeAlias

from threadpoolctl import threadpool_limits

from tracktwo.engine.work import Reading, given_up, read_out
from tracktwo.model import Document, Findings

_WAITING_PER_JOB = 2
"""Documents handed out for each process: one at work and one to go on with."""

Settled: TypeAlias = tuple[Document, Findings | None]
Work: TypeAlias = Callable[[Document], Reading]
"""A function of some module, so that another process can find it."""


def in_pool(
    items: Iterable[Document | Settled], jobs: int, work: Work = read_out
) -> Iterator[Settled]:
    """Have `work` done in `jobs` processes; what is settled already is passed on at once.

    When a process is killed (out of memory, say), all documents that were handed out are
    suspects: they are read out again one by one, and the one at which a process dies once more
    is given up.
    """
    source = iter(items)
    out: dict[Future[Reading], Document] = {}
    more = True
    pool = _started(jobs)
    try:
        while more or out:
            while more and len(out) < _WAITING_PER_JOB * jobs:
                item = next(source, None)
                if item is None:
                    more = False
                elif isinstance(item, Document):
                    try:
                        out[pool.submit(work, item)] = item
                    except BrokenProcessPool as error:
                        out[_broken(error)] = item
                        break
                else:
                    yield item
            done, _ = wait(out, return_when=FIRST_COMPLETED)
            if any(isinstance(future.exception(), BrokenProcessPool) for future in done):
                pool.shutdown(wait=False, cancel_futures=True)
                wait(out)
                yield from _one_by_one(out, work)
                out = {}
                pool = _started(jobs)
                continue
            for future in done:
                del out[future]
                yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(out: dict[Future[Reading], Document], work: Work) -> Iterator[Reading]:
    """What was handed out when a process died: what got done, and the rest alone."""
    pool: ProcessPoolExecutor | None = None
    try:
        for future, document in out.items():
            if not future.cancelled() and future.exception() is None:
                yield future.result()
                continue
            pool = pool or _started(1)
            try:
                yield pool.submit(work, document).result()
            except BrokenProcessPool:
                pool = None
                yield given_up(
                    document,
                    "the process that read it out was killed, perhaps for want of memory; "
                    "free some memory or use fewer jobs, then build again",
                )
    finally:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)


def _started(jobs: int) -> ProcessPoolExecutor:
    """A pool whose first process is ready; RuntimeError if it cannot be started."""
    # Processes are spawned, not forked: the same on every system, and no thread is copied.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_settle_in)
    try:
        pool.submit(_ready).result()
    except BrokenProcessPool as error:
        raise RuntimeError(
            "worker processes cannot be started; a script that calls this needs "
            "`if __name__ == '__main__':` around the call, or use one job"
        ) from error
    return pool


def _ready() -> None:
    """Nothing to do: that it gets done shows that a process lives."""


def _settle_in() -> None:
    """In a new process: leave Ctrl-C to the parent, go when the parent is gone, use one core."""
    import numpy  # noqa: F401 - only libraries that are loaded can be limited

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threadpool_limits(1)
    Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _broken(error: BrokenProcessPool) -> Future[Reading]:
    future: Future[Reading] = Future()
    future.set_exception(error)
    return future
