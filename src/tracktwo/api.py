"""The verbs: build, show, why, search, export, verify, report. The command line has the same.

Each takes the path of a record (an SQLite file, `tracktwo.db` unless told otherwise) and raises
`StoreError`, whose message is meant for users, when that file cannot be used.
"""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from tracktwo.model import Document, Findings
from tracktwo.store import Filters, Hit, Kind, Listed, Store, StoreError, Untrue

if TYPE_CHECKING:
    from tracktwo.engine import Source
    from tracktwo.publish.why import Explanation

__all__ = [
    "BuildReport",
    "Failure",
    "Filters",
    "Hit",
    "Listed",
    "Replacement",
    "Store",
    "StoreError",
    "Untrue",
    "build",
    "export",
    "graph",
    "names_like",
    "report",
    "schema",
    "search",
    "show",
    "verify",
    "why",
]

RECORD = "tracktwo.db"
"""The record that is meant when none is named."""

StrPath: TypeAlias = str | os.PathLike[str]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many documents are done, and of how many."""


class Failure(msgspec.Struct, frozen=True):
    """A document that could not be read, and why."""

    path: str | None
    reason: str


class Replacement(msgspec.Struct, frozen=True):
    """A text that is gone, because its file holds another one now."""

    path: str
    before: str
    after: str


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did."""

    record: str
    met: int
    """Documents in the paths given; the same bytes twice are one."""
    new: int
    """Those of them that had to be read out in this run."""
    unread: int
    """Those of them that could not be read."""
    failed: tuple[Failure, ...]
    """Why not, for every place where one was met."""
    replaced: tuple[Replacement, ...]
    refreshed: int
    """Documents of the record, not in the paths given, that an older program had read out."""
    resolved: bool
    """Whether the record was written anew; it is left alone when nothing has changed."""
    totals: dict[str, int]
    """How many of each kind the record holds."""
    seconds: float


def build(
    paths: Iterable[StrPath],
    record: StrPath = RECORD,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Read articles into a record; what it knows already is not read out again.

    Each document is kept as soon as it is read out: a build that was stopped goes on where it
    was. The record itself changes at the end, as a whole.

    Args:
        paths: text files and folders (with all that is in them); `-` is one article on
            standard input. None at all only brings the record up to date.
        record: the SQLite file, made if there is none.
        jobs: how many processes read; the record does not depend on it.
        progress: called after each document.
    """
    from tracktwo.engine import process
    from tracktwo.versions import extractor_version

    began = time.monotonic()
    version = extractor_version()
    given = [os.fspath(path) for path in paths]
    with Store.open(record) as store:
        met: set[str] = set()
        new: set[str] = set()
        unread: set[str] = set()
        failed: list[Failure] = []
        replaced: list[Replacement] = []
        sources = _sources(given)
        known = store.known(version)
        for done, (document, findings) in enumerate(
            process(sources, jobs, known.__contains__), start=1
        ):
            document = msgspec.structs.replace(document, path=_sayable(document.path))
            if findings is None:
                added = store.met(document.id, document.path)
            else:
                added = store.add(document, findings, version)
            met.add(document.id)
            if added.new:
                new.add(document.id)
            if added.replaces and document.path:
                replaced.append(Replacement(document.path, added.replaces, document.id))
            if document.status == "failed":
                unread.add(document.id)
                failed.append(Failure(document.path, document.reason or "no reason given"))
            if progress:
                progress(done, len(sources))
        store.forget_failures((p for p in given if p != "-"), met)
        refreshed = _refresh(store, version, jobs)
        resolved = settle_record(store)
        return BuildReport(
            record=os.fspath(record),
            met=len(met),
            new=len(new),
            unread=len(unread),
            failed=tuple(failed),
            replaced=tuple(replaced),
            refreshed=refreshed,
            resolved=resolved,
            totals=store.totals(),
            seconds=round(time.monotonic() - began, 3),
        )


def show(
    kind: Kind,
    record: StrPath = RECORD,
    *,
    actor: str | None = None,
    track: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    document: str | None = None,
) -> tuple[Listed, ...]:
    """What the record holds of one kind, each row with its witnesses; filters as in `Filters`."""
    with Store.open(record, create=False) as store:
        return store.show(kind, Filters(actor, track, since, until, document))


def why(meeting: str, record: StrPath = RECORD) -> Explanation:
    """One meeting explained: date, place, participants and merging, with the words that decided.

    Args:
        meeting: an id, a beginning of one that no other shares, or words that tell which.
        record: what holds it.

    Raises:
        tracktwo.publish.why.WhichMeetingError: if that is none or several (a `LookupError`).
    """
    from tracktwo.publish.why import why

    with Store.open(record, create=False) as store:
        return why(store.record(), meeting)


def names_like(name: str, record: StrPath = RECORD) -> tuple[str, ...]:
    """Names of actors that are spelled much like this one, for when nobody is called so."""
    with Store.open(record, create=False) as store:
        return store.names_like(name)


def search(words: str, record: StrPath = RECORD, *, limit: int = 20) -> tuple[Hit, ...]:
    """Statements and documents in which the words stand; see `Store.search`."""
    with Store.open(record, create=False) as store:
        return store.search(words, limit)


def export(record: StrPath = RECORD) -> bytes:
    """The record as `record.json`, in the form of the schema that `schema` gives."""
    from tracktwo.publish.record_json import record_json

    with Store.open(record, create=False) as store:
        return record_json(store.record())


def graph(record: StrPath = RECORD) -> bytes:
    """The graph of conditions as GraphML: who waits for what, and of whom."""
    from tracktwo.publish.graph import condition_graphml

    with Store.open(record, create=False) as store:
        return condition_graphml(store.record())


def verify(record: StrPath = RECORD) -> tuple[Untrue, ...]:
    """Every fact whose words do not stand where it says; an empty tuple is good news."""
    with Store.open(record, create=False) as store:
        return store.verify()


def report(record: StrPath = RECORD) -> bytes:
    """The record as a dossier: one HTML page that needs nothing else."""
    from tracktwo.publish.dossier import dossier

    with Store.open(record, create=False) as store:
        return dossier(store.record())


def schema() -> bytes:
    """The JSON Schema of what `export` gives."""
    from tracktwo.publish.schema import record_schema

    return record_schema()


def _sources(paths: list[str]) -> list[Source]:
    """What is to be read at and below the paths, and on standard input."""
    from tracktwo.read import find_files

    sources: list[Source] = [*find_files([Path(path) for path in paths if path != "-"])]
    if "-" in paths:
        sources.append((None, sys.stdin.buffer.read()))
    return sources


def _sayable(path: str | None) -> str | None:
    """A path as Unicode; bytes in a file name that are none become `\\xe9`."""
    return path and os.fsencode(path).decode("utf-8", "backslashreplace")


def _refresh(store: Store, version: str, jobs: int) -> int:
    """Read out again what only an older program has read out; how many those were."""
    from tracktwo.engine import process

    stale = [_as_it_is_now(document, place) for document, place in store.stale(version)]
    for document, findings in process(stale, jobs):
        store.add(document, findings or Findings(document=document.id), version)
    return len(stale)


def _as_it_is_now(document: Document, place: Path | None) -> Document:
    """The document by today's reader, if the same bytes still stand there; else as kept."""
    from tracktwo.read import read_file

    if place is None or not place.is_file():
        return document
    again = read_file(place)
    if again.id != document.id:
        return document
    return msgspec.structs.replace(again, path=document.path)


def settle_record(store: Store) -> bool:
    """Write the record anew if what it is made of has changed; whether that was so.

    Another process may add readings meanwhile, so the question is asked until it is settled.
    """
    from tracktwo.versions import resolver_version

    wrote = False
    while (made_of := f"{store.fingerprint()} {resolver_version()}") != store.made_of:
        from tracktwo.resolve import Reading, resolve

        readings = [Reading(*reading) for reading in store.readings()]
        record = resolve(readings, store.judgements(standing=True))
        store.write(record, made_of=made_of)
        wrote = True
    return wrote
