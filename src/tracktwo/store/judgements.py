"""What people decided, in rows of their own that no rebuild touches."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from tracktwo.model import Judgement, Subject
from tracktwo.model.judgement import Decision
from tracktwo.store.tables import judgements


def add(
    connection: Connection,
    kind: Decision,
    subject: Subject,
    value: Any,
    by: str,
    note: str | None,
) -> Judgement:
    """Write a judgement down."""
    row = connection.execute(
        insert(judgements)
        .values(
            made_at=_now(),
            made_by=by,
            kind=kind,
            subject=msgspec.json.encode(subject).decode(),
            value=msgspec.json.encode(value).decode(),
            note=note,
        )
        .returning(judgements)
    ).one()
    return _judgement(row)


def undo(connection: Connection, number: int, by: str) -> Judgement:
    """Take a judgement back; it stays in the table. One taken back before is left as it is.

    Raises:
        KeyError: there is no judgement of that number.
    """
    connection.execute(
        update(judgements)
        .where(judgements.c.id == number, judgements.c.undone_at.is_(None))
        .values(undone_at=_now(), undone_by=by)
    )
    row = connection.execute(select(judgements).where(judgements.c.id == number)).first()
    if row is None:
        raise KeyError(f"there is no judgement {number}")
    return _judgement(row)


def all_of(connection: Connection, *, standing: bool) -> tuple[Judgement, ...]:
    """Every judgement in the order made; `standing` leaves out those taken back."""
    query = select(judgements).order_by(judgements.c.id)
    if standing:
        query = query.where(judgements.c.undone_at.is_(None))
    return tuple(_judgement(row) for row in connection.execute(query))


def _judgement(row: Row[Any]) -> Judgement:
    fields = {str(name): value for name, value in row._mapping.items()}
    for name in ("subject", "value"):
        fields[name] = msgspec.json.decode(fields[name])
    return msgspec.convert(fields, Judgement)


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
