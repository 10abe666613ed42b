"""The tables of the store.

Three kinds stand side by side. What was *read* (`documents`, `paths`, `findings`) grows as
articles come in. What *people* decided (`judgements`) is never touched by the program. The
*record* (all others) is thrown away and written anew whenever it is rebuilt; each of its rows
has readable columns for people and the whole object as JSON in `data` for the round trip, so
that a new field in the model costs nothing here until somebody wants to see it in SQL.

The migrations build these tables; `tests/test_store.py` holds the two together.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
)

REVISION = "0001"
"""The newest migration, so that opening a store that is up to date need not load Alembic."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def _text(name: str, *, needed: bool = False) -> Column[str]:
    return Column(name, Text, nullable=not needed)


def _number(name: str, *, needed: bool = False, default: int | None = None) -> Column[int]:
    return Column(name, Integer, nullable=not needed, default=default)


def _id() -> Column[str]:
    return Column("id", Text, primary_key=True, nullable=False)


def _to(
    name: str, table: str, *, needed: bool = False, key: bool = False, index: bool = False
) -> Column[str]:
    """A reference; checked when the transaction ends, so rows may come in any order."""
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Text, target, nullable=not (needed or key), primary_key=key, index=index)


def _date() -> tuple[Column[str], Column[str], Column[str]]:
    """An interval of days: as people read it, and its two ends."""
    return _text("date"), _text("earliest"), _text("latest")


# ---------------------------------------------------------------- what was read
documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("path"),
    _text("also_at"),
    _text("url"),
    _text("title"),
    _text("outlet"),
    _text("byline"),
    _text("wire"),
    _text("published"),
    _text("earliest"),
    _text("latest"),
    _text("basis"),
    _text("language"),
    _text("encoding"),
    _text("status", needed=True),
    _text("reason"),
    _text("text", needed=True),
    _number("leaves", needed=True, default=0),
    _text("data"),
    CheckConstraint("status IN ('read', 'failed')", name="status"),
)
"""`leaves` marks what another text has displaced, and the next rebuild drops; `data` is null
until the document is in the record."""

paths = Table(
    "paths",
    metadata,
    Column("location", Text, primary_key=True, nullable=False),
    Column("path", Text, primary_key=True, nullable=False),
    _to("document_id", "documents", needed=True, index=True),
)
"""`path` as the user gave it; `location` the same place as seen from the store's folder."""

findings = Table(
    "findings",
    metadata,
    _to("document_id", "documents", key=True),
    _text("version", needed=True),
    _text("failure"),
    _text("reading", needed=True),
    _text("findings", needed=True),
)
"""`version` of the extractor; `failure` the reason why there is nothing to find, null if there is
none; `reading` the document as it was read, before any resolving. Its text is left out where it
is the one in `documents`."""

# ---------------------------------------------------------------- what people decided
judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    _text("made_at", needed=True),
    _text("made_by", needed=True),
    _text("kind", needed=True),
    _text("subject", needed=True),
    _text("value", needed=True),
    _text("note"),
    _text("undone_at"),
    _text("undone_by"),
    sqlite_autoincrement=True,
)

# ---------------------------------------------------------------- the record
state = Table("state", metadata, Column("key", Text, primary_key=True), _text("value"))
"""`record_of`: the fingerprint of the pile that the record was made of."""

actors = Table(
    "actors", metadata, _id(), _text("name", needed=True), _text("kind"), _text("basis"),
    _text("data", needed=True),
)  # fmt: skip

aliases = Table("aliases", metadata, _to("actor_id", "actors", key=True),
    Column("name", Text, primary_key=True, nullable=False),
)  # fmt: skip

roles = Table(
    "roles",
    metadata,
    _to("actor_id", "actors", key=True),
    Column("number", Integer, primary_key=True),
    _text("title", needed=True),
    _to("of_id", "actors"),
    _text("since"),
    _text("until"),
    _text("status", needed=True),
)

tracks = Table(
    "tracks", metadata, _id(), _text("name", needed=True), _text("aliases"),
    _text("data", needed=True),
)  # fmt: skip

meetings = Table(
    "meetings",
    metadata,
    _id(),
    *_date(),
    _text("city"),
    _text("country"),
    _text("venue"),
    _to("track_id", "tracks", index=True),
    _number("round"),
    _to("host_id", "actors"),
    _text("status", needed=True),
    _to("part_of_id", "meetings", index=True),
    _text("basis"),
    _text("data", needed=True),
)

participants = Table(
    "participants",
    metadata,
    _to("meeting_id", "meetings", key=True),
    Column("number", Integer, primary_key=True),
    _to("actor_id", "actors", needed=True, index=True),
    _to("represents_id", "actors"),
    _text("attendance", needed=True),
    _text("capacity"),
    _number("count"),
    _text("level"),
    _number("head", needed=True),
    _text("reason"),
)

statements = Table(
    "statements",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _text("source"),
    _to("on_behalf_of_id", "actors"),
    _text("cue"),
    _text("content", needed=True),
    _text("kind", needed=True),
    _text("polarity", needed=True),
    _text("addressee"),
    *_date(),
    _to("meeting_id", "meetings", index=True),
    _to("parent_id", "statements", index=True),
    _text("basis"),
    _text("data", needed=True),
)

speakers = Table(
    "speakers",
    metadata,
    _to("statement_id", "statements", key=True),
    Column("number", Integer, primary_key=True),
    _to("actor_id", "actors", needed=True, index=True),
)

same_statements = Table(
    "same_statements",
    metadata,
    _to("statement_id", "statements", key=True),
    _to("other_id", "statements", key=True),
)

positions = Table(
    "positions",
    metadata,
    _id(),
    _to("actor_id", "actors", index=True),
    _text("issue", needed=True),
    _text("stance", needed=True),
    _text("target"),
    _text("requires"),
    _to("required_of_id", "actors"),
    *_date(),
    _to("statement_id", "statements"),
    _to("meeting_id", "meetings", index=True),
    _text("basis"),
    _text("data", needed=True),
)

claims = Table(
    "claims",
    metadata,
    _id(),
    _text("subject", needed=True),
    _text("attribute", needed=True),
    _text("value", needed=True),
    _text("unit"),
    _text("qualifier", needed=True),
    _text("according_to"),
    _text("basis"),
    _text("data", needed=True),
)

disagreements = Table(
    "disagreements",
    metadata,
    _id(),
    _text("subject", needed=True),
    _text("attribute", needed=True),
    _text("verdict", needed=True),
    _text("basis"),
    _text("data", needed=True),
)

sides = Table(
    "sides",
    metadata,
    _to("disagreement_id", "disagreements", key=True),
    Column("number", Integer, primary_key=True),
    _text("value", needed=True),
    _number("independent_sources", needed=True),
)

side_claims = Table(
    "side_claims",
    metadata,
    _to("disagreement_id", "disagreements", key=True),
    Column("number", Integer, primary_key=True),
    _to("claim_id", "claims", key=True),
)

side_actors = Table(
    "side_actors",
    metadata,
    _to("disagreement_id", "disagreements", key=True),
    Column("number", Integer, primary_key=True),
    _to("actor_id", "actors", key=True),
)

spans = Table(
    "spans",
    metadata,
    Column("number", Integer, primary_key=True),
    _text("kind", needed=True),
    Column("fact_id", Text, nullable=False, index=True),
    _text("part", needed=True),
    _number("item", needed=True),
    _number("place", needed=True),
    _to("document_id", "documents", needed=True, index=True),
    _number("start", needed=True),
    _number("end", needed=True),
    _text("text", needed=True),
)
"""Every witness of every fact. `kind` names the fact's table; `part` the field that holds the
span (`content`, `participants.spans`); `item` the index in the outer list (the participant, the
side), `place` the index among the field's own spans; both 0 where there is no list."""

FACTS = ("actors", "tracks", "meetings", "statements", "positions", "claims", "disagreements")
"""The fields of a record that have a table of their own, besides its documents."""

RECORD: tuple[Table, ...] = tuple(
    table
    for table in metadata.sorted_tables
    if table not in (documents, paths, findings, judgements, state)
)
"""The tables that a rebuild throws away."""
