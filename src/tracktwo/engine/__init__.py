"""Reading many documents: `read` and `extract` in this process or in several.

A document is read out alone, whatever else is in the pile: the findings are the same for any
number of processes, in any order. Nothing that one document does ends the others' reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

from tracktwo.engine.pool import in_pool
from tracktwo.engine.work import Reading, read_out
from tracktwo.model import Document, Findings
from tracktwo.read import read_bytes, read_file

__all__ = ["Met", "Reading", "Source", "process", "read_out"]

Source: TypeAlias = Path | tuple[str | None, bytes] | Document
"""A file, bytes with a name to show, or a document that was read before."""

Met: TypeAlias = tuple[Document, Findings | None]
"""A document and what it says; None for one that was known already."""


def process(
    sources: Iterable[Source],
    jobs: int = 1,
    known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Met]:
    """Every source once, as it gets done: in the order given for one job, in any for more.

    Sources are taken as they are needed, so there may be more than fit in memory. What was
    given out is done: a caller that keeps it may stop at any time and go on later.

    Args:
        sources: what to read. A source that cannot be read comes out as a failed document.
        jobs: processes to read out in; 1 is this one.
        known: told the id of a document before it is read out; if true, it is not.

    Raises:
        ValueError: for less than one job.
        RuntimeError: if no worker process can be started.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    items = (_opened(source, known) for source in sources)
    if jobs > 1:
        yield from in_pool(items, jobs)
        return
    for item in items:
        yield read_out(item) if isinstance(item, Document) else item


def _opened(source: Source, known: Callable[[str], bool]) -> Document | Met:
    """The document to read out, or what is settled about it without that."""
    if isinstance(source, Document):
        document = source
    elif isinstance(source, Path):
        document = read_file(source)
    else:
        name, raw = source
        document = read_bytes(raw, name)
    if known(document.id):
        return document, None
    if document.status == "failed":
        return document, Findings(document=document.id)
    return document
