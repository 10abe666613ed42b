"""The file: is it ours, is it of this version, and connections that keep their word.

A store opens in WAL mode (readers do not wait for a writer) with foreign keys on. Every write
takes the write lock when it begins, so two processes wait for each other instead of failing
half-way; one that waited too long raises `BusyStoreError`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tracktwo.store.errors import (
    BusyStoreError,
    NewerStoreError,
    NotAStoreError,
    StoreError,
    StoreMissingError,
)
from tracktwo.store.tables import REVISION

APPLICATION_ID = 0x74726B32
"""`trk2`: the mark at byte 68 of the file by which a store is known."""

_MAGIC = b"SQLite format 3\0"


def connect(path: Path, *, create: bool = True, patience: float = 10.0) -> Engine:
    """Open a store and bring its schema up to date.

    Args:
        path: the file; made if there is none and `create` says so.
        create: whether a missing store is made or is an error.
        patience: seconds to wait for another process that writes.

    Raises:
        StoreError: as its subclasses tell.
    """
    _claim(path, create)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience, "check_same_thread": False},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    try:
        with plainly(path):
            _upgrade(engine, path)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def reading(engine: Engine, path: Path) -> Iterator[Connection]:
    """One consistent look at the store."""
    with plainly(path), engine.begin() as connection:
        yield connection


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """One change of the store: all of it or nothing."""
    with (
        plainly(path),
        engine.connect().execution_options(writing=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Say in plain words what SQLite cannot do."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.DatabaseError as error:
        raise _in_words(path, str(error.orig)) from error
    except sqlite3.DatabaseError as error:
        raise _in_words(path, str(error)) from error


def _in_words(path: Path, problem: str) -> StoreError:
    if "locked" in problem or "busy" in problem:
        return BusyStoreError(
            f"{path} is being written by another program. "
            "Wait until that one has finished, then run this again."
        )
    if "not a database" in problem or "malformed" in problem:
        return NotAStoreError(
            f"{path} is damaged ({problem}). Move it away and build the record again."
        )
    if "readonly" in problem or "unable to open" in problem:
        return StoreError(
            f"{path} cannot be written ({problem}). "
            "Copy it to a folder where you may write, or give another --record."
        )
    if "full" in problem:
        return StoreError(f"No space left for {path} ({problem}). Make room, then run this again.")
    return StoreError(f"{path} cannot be used: {problem}.")


def _claim(path: Path, create: bool) -> None:
    """Make sure that the file is a store or may become one."""
    if path.is_dir():
        raise NotAStoreError(f"{path} is a folder. Give the path of a file with --record.")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        head = b""
        if not create:
            raise StoreMissingError(
                f"There is no record at {path}. Make one with: tracktwo build PATH --record {path}"
            ) from None
        if not path.parent.is_dir():
            raise StoreError(
                f"{path} cannot be made: there is no folder {path.parent}. Make it first."
            ) from None
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}.") from None
    if not head:
        with plainly(path):
            _mark(path)
    elif not head.startswith(_MAGIC):
        raise NotAStoreError(
            f"{path} is not a tracktwo record: it is no database. Give another --record."
        )
    elif int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotAStoreError(
            f"{path} is a database of another program, and was left as it is. "
            "Give another --record."
        )


def _mark(path: Path) -> None:
    # Before WAL mode, so that the mark stands in the file itself from the first moment.
    connection = sqlite3.connect(path)
    try:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        connection.close()


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions begin in `_begin`, nowhere else
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _upgrade(engine: Engine, path: Path) -> None:
    with reading(engine, path) as connection:
        if _revision(connection) == REVISION:
            return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine, path) as connection:
        revision = _revision(connection)
        try:
            ScriptDirectory.from_config(config).get_revision(revision or "base")
        except CommandError:
            raise NewerStoreError(
                f"{path} was written by a newer tracktwo (its schema is {revision}, this program "
                f"knows {REVISION}). Update tracktwo, or give another --record."
            ) from None
        for (view,) in connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'view'")
        ).all():
            connection.exec_driver_sql(f'DROP VIEW "{view}"')
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        for statement in _views():
            connection.exec_driver_sql(statement)


def _revision(connection: Connection) -> str | None:
    known = connection.execute(
        text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
    ).first()
    if known is None:
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _views() -> list[str]:
    script = resources.files("tracktwo.store").joinpath("views.sql").read_text(encoding="utf-8")
    return [s for s in script.split(";\n\n") if "CREATE VIEW" in s]
