"""What a person asks of the record: rows of one kind, filtered, each with its witnesses.

The columns are those of the views, so that `tracktwo show` and any SQLite tool show the same.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any, Literal, TypeAlias, get_args

import msgspec
from sqlalchemy import Connection, select, text

from tracktwo.store import tables

Kind: TypeAlias = Literal[
    "meetings", "actors", "statements", "positions", "claims", "disagreements", "documents"
]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Filters(msgspec.Struct, frozen=True):
    """What to leave out. Filters add up; None lets everything through.

    actor: a whole name or alias, else the beginning of a word in one, in any case; or an id.
    track: the same for tracks. Statements and positions are a track's when they belong to one
    of its meetings; actors when they had a seat there; other things when they stand in a
    document that tells of one.
    since, until: days, both included. What has a date of its own must be able to fall between
    them; what has none goes by the dates of the documents that tell of it; what has neither is
    left out.
    document: an id, a path, a file name, or a pattern such as `reuters/*.txt`.
    """

    actor: str | None = None
    track: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    document: str | None = None


EVERYTHING = Filters()
"""Leaves nothing out."""


class Seen(msgspec.Struct, frozen=True):
    """A witness as people look for it: the path of its document beside the id."""

    document: str
    path: str | None
    start: int
    end: int
    text: str
    part: str
    """Which field of the fact it bears out."""
    item: int
    """Which item of that field: the participant, the side; 0 where there is one only."""


class Listed(msgspec.Struct, frozen=True):
    """One row: its id, the columns of the view, the witnesses (the telling ones first)."""

    id: str
    columns: dict[str, str | int | None]
    witnesses: tuple[Seen, ...]
    fact: msgspec.Raw | None = None
    """The whole object as in `record.json`; None for documents."""


_ORDER: dict[Kind, str] = {
    "meetings": "coalesce(v.earliest, v.latest, '9999'), v.latest, v.id",
    "actors": "v.meetings_attended + v.statements + v.positions DESC, v.name, v.id",
    "statements": "v.document, v.start, v.id",
    "positions": "v.actor, coalesce(v.earliest, v.latest, '9999'), v.document, v.start, v.id",
    "claims": "v.subject, v.attribute, v.document, v.start, v.id",
    "disagreements": "v.verdict = 'compatible', v.subject, v.attribute, v.id",
    "documents": "v.path, v.id",
}

_TELLING: dict[Kind, str] = {
    "statements": "content",
    "positions": "span",
    "claims": "span",
    "disagreements": "sides.spans",
    "documents": "title",
}
"""The part that bears out the whole fact, where it is not called `spans`."""

_OF_ACTORS: dict[Kind, str] = {
    "meetings": """v.id IN (SELECT meeting_id FROM participants
        WHERE actor_id IN {actors} OR represents_id IN {actors}
        UNION SELECT id FROM meetings WHERE host_id IN {actors})""",
    "actors": "v.id IN {actors}",
    "statements": """v.id IN (SELECT statement_id FROM speakers WHERE actor_id IN {actors}
        UNION SELECT id FROM statements WHERE on_behalf_of_id IN {actors})""",
    "positions": """v.id IN (SELECT id FROM positions
        WHERE actor_id IN {actors} OR target IN {actors} OR required_of_id IN {actors})""",
    "claims": "v.id IN (SELECT id FROM claims WHERE according_to IN {actors})",
    "disagreements": """v.id IN (SELECT disagreement_id FROM side_actors
        WHERE actor_id IN {actors})""",
    "documents": """v.id IN (SELECT document_id FROM spans
        WHERE kind = 'actors' AND fact_id IN {actors})""",
}

_OF_TRACKS: dict[Kind, str] = {
    "meetings": "v.id IN {meetings}",
    "actors": """v.id IN (SELECT actor_id FROM participants WHERE meeting_id IN {meetings}
        UNION SELECT host_id FROM meetings WHERE id IN {meetings})""",
    "statements": "v.meeting_id IN {meetings}",
    "positions": "v.meeting_id IN {meetings}",
}

_IN_DOCUMENTS = (
    "v.id IN (SELECT fact_id FROM spans WHERE kind = :kind AND document_id IN {documents})"
)

_BETWEEN = """((:since IS NULL OR coalesce({x}.latest, '9999') >= :since)
    AND (:until IS NULL OR coalesce({x}.earliest, '') <= :until)
    AND coalesce({x}.earliest, {x}.latest) IS NOT NULL)"""

_DATED = ("meetings", "statements", "positions", "documents")
"""What has a date of its own."""


def listing(
    connection: Connection, kind: Kind, filters: Filters = EVERYTHING
) -> tuple[Listed, ...]:
    """The rows of one kind that pass the filters, in an order that reads well."""
    conditions, given = _conditions(connection, kind, filters)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        text(f"SELECT v.* FROM v_{kind} v {where} ORDER BY {_ORDER[kind]}"), given
    )
    found = [dict(row._mapping) for row in rows]
    seen = _witnesses(connection, kind, [row["id"] for row in found])
    facts = {} if kind == "documents" else _facts(connection, kind)
    return tuple(
        Listed(
            row["id"],
            {name: value for name, value in row.items() if name != "id"},
            tuple(seen.get(row["id"], ())),
            facts.get(row["id"]),
        )
        for row in found
    )


def telling(kind: Kind) -> str:
    """The part of a fact whose spans bear it out as a whole."""
    return _TELLING.get(kind, "spans")


def close_names(connection: Connection, name: str) -> list[str]:
    """Names of actors that are spelled much like a name that nobody has, the likest first."""
    known = connection.execute(select(tables.aliases.c.name).distinct()).scalars().all()
    folded = {called.casefold(): called for called in sorted(known)}
    return [folded[c] for c in difflib.get_close_matches(name.casefold(), folded, n=3)]


def actors_called(connection: Connection, name: str) -> list[str]:
    """The ids of the actors that a user can mean by a name."""
    aliases = tables.aliases.c
    return _called(name, connection.execute(select(aliases.actor_id, aliases.name)).all())


def tracks_called(connection: Connection, name: str) -> list[str]:
    """The ids of the tracks that a user can mean by a name."""
    rows = connection.execute(
        select(tables.tracks.c.id, tables.tracks.c.name, tables.tracks.c.aliases)
    )
    return _called(
        name, [(row.id, n) for row in rows for n in (row.name, *(row.aliases or "").split("; "))]
    )


def documents_at(connection: Connection, place: str) -> list[str]:
    """The ids of the documents that a user can mean by an id, path, file name or pattern."""
    documents = connection.execute(text("SELECT id, path FROM documents")).all()
    others = connection.execute(text("SELECT document_id, path FROM paths")).all()
    return sorted(
        {
            number
            for number, path in (*documents, *others)
            if place == number or (place and path and PurePosixPath(path).match(place))
        }
    )


def _called(name: str, known: Iterable[Any]) -> list[str]:
    wanted = name.casefold()
    pairs = [(number, called.casefold()) for number, called in known]
    whole = {number for number, called in pairs if wanted in (called, number.casefold())}
    begins = re.compile(rf"(?<!\w){re.escape(wanted)}")
    return sorted(whole or {number for number, called in pairs if begins.search(called)})


def _conditions(
    connection: Connection, kind: Kind, filters: Filters
) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    given: dict[str, Any] = {}

    def among(name: str, ids: list[str]) -> str:
        given[name] = msgspec.json.encode(ids).decode()
        return f"(SELECT value FROM json_each(:{name}))"

    def in_documents(ids: str) -> str:
        if kind == "documents":
            return f"v.id IN {ids}"
        given["kind"] = kind
        return _IN_DOCUMENTS.format(documents=ids)

    if filters.actor is not None:
        ids = among("actors", actors_called(connection, filters.actor))
        conditions.append(_OF_ACTORS[kind].format(actors=ids))
    if filters.track is not None:
        ids = among("tracks", tracks_called(connection, filters.track))
        meetings = f"(SELECT id FROM meetings WHERE track_id IN {ids})"
        tell = f"(SELECT document_id FROM spans WHERE kind = 'meetings' AND fact_id IN {meetings})"
        of_tracks = _OF_TRACKS.get(kind)
        conditions.append(of_tracks.format(meetings=meetings) if of_tracks else in_documents(tell))
    if filters.document is not None:
        conditions.append(
            in_documents(among("documents", documents_at(connection, filters.document)))
        )
    if filters.since is not None or filters.until is not None:
        given["since"] = filters.since and filters.since.isoformat()
        given["until"] = filters.until and filters.until.isoformat()
        told_then = f"(SELECT d.id FROM documents d WHERE {_BETWEEN.format(x='d')})"
        if kind in _DATED:
            own = "coalesce(v.earliest, v.latest) IS NOT NULL"
            conditions.append(
                f"CASE WHEN {own} THEN {_BETWEEN.format(x='v')} ELSE {in_documents(told_then)} END"
            )
        else:
            conditions.append(in_documents(told_then))
    return conditions, given


def _witnesses(connection: Connection, kind: Kind, ids: list[str]) -> dict[str, list[Seen]]:
    rows = connection.execute(
        text(
            'SELECT s.fact_id, s.part, s.item, s.document_id, s.document, s.start, s."end", s.text '
            "FROM v_spans s WHERE s.kind = :kind AND s.part <> 'furniture' "
            "AND s.fact_id IN (SELECT value FROM json_each(:ids)) "
            "ORDER BY s.part <> :telling, s.number"
        ),
        {
            "kind": kind,
            "ids": msgspec.json.encode(ids).decode(),
            "telling": telling(kind),
        },
    )
    found: dict[str, list[Seen]] = {}
    for row in rows:
        seen = Seen(row.document_id, row.document, row.start, row.end, row.text, row.part, row.item)
        found.setdefault(row.fact_id, []).append(seen)
    return found


def _facts(connection: Connection, kind: Kind) -> dict[str, msgspec.Raw]:
    table = tables.metadata.tables[kind]
    rows = connection.execute(select(table.c.id, table.c.data))
    return {row.id: msgspec.Raw(row.data.encode()) for row in rows}
