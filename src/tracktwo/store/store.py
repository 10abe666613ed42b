"""The store: readings in, the record out, in one SQLite file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

import msgspec
from sqlalchemy import Connection, Engine, Select, delete, func, insert, select, text, update
from sqlalchemy import Row as SQLRow
from sqlalchemy.dialects.sqlite import insert as upsert

from tracktwo.model import Document, Findings, Judgement, Record, Span, Subject
from tracktwo.model.judgement import Decision
from tracktwo.store import database, judgements, searching, tables
from tracktwo.store.errors import StoreError
from tracktwo.store.listing import EVERYTHING, Filters, Kind, Listed, close_names, listing
from tracktwo.store.rows import Row, as_json, document_columns, record_rows, without_text
from tracktwo.store.searching import Hit
from tracktwo.store.witnesses import witnesses

_T = TypeVar("_T")

_READINGS = (
    select(tables.findings, tables.documents.c.text)
    .join(tables.documents)
    .where(tables.documents.c.leaves == 0)
    .order_by(tables.documents.c.id)
)


class Added(NamedTuple):
    """What became of a document that was handed in."""

    new: bool
    """Whether its findings were new here (not known, or of another version)."""
    replaces: str | None
    """The id of the text that stood at the same place before, if it stands nowhere else."""


class Untrue(msgspec.Struct, frozen=True):
    """A fact whose witness does not hold, with the reason."""

    kind: str
    fact: str
    part: str
    span: Span | None
    reason: str


class Store:
    """One record with all that it was made of.

    Readings are added one by one, each in its own transaction, so that a killed run loses
    nothing that it read. The record is written as a whole or not at all.

    Every method raises `StoreError` when the file cannot be used.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine

    @classmethod
    def open(
        cls, path: str | os.PathLike[str], *, create: bool = True, patience: float = 10.0
    ) -> Self:
        """Open a store, making or upgrading it where needed.

        Args:
            path: the SQLite file.
            create: make the file if there is none; otherwise that is a `StoreMissingError`.
            patience: seconds to wait for another process that writes.
        """
        place = Path(path)
        return cls(place, database.connect(place, create=create, patience=patience))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------ what was read
    def add(self, document: Document, findings: Findings, version: str) -> Added:
        """Keep what one document says. Adding it again changes nothing.

        Args:
            document: as it was read; its path is kept beside those known for the same bytes.
            findings: what it says.
            version: of the extractor that found it. What another version found is replaced, and
                so is a failure.
        """
        failure = (document.reason or "") if document.status == "failed" else None
        with self._writing() as c:
            table = tables.findings.c
            known = c.execute(
                select(table.version, table.failure).where(table.document_id == document.id)
            ).first()
            new = known is None or known != (version, failure)
            if new:
                _keep(c, document, findings, version, failure)
            _leaves(c, document.id, False)
            return Added(new, self._place(c, document.id, document.path))

    def met(self, document: str, path: str | None) -> Added:
        """Note that a document which is known stands (also) at a path."""
        with self._writing() as c:
            _leaves(c, document, False)
            return Added(False, self._place(c, document, path))

    def known(self, version: str) -> frozenset[str]:
        """The documents that this version of the extractor has read out; not the failed ones."""
        with self._reading() as c:
            return frozenset(c.execute(_known(version)).scalars())

    def has(self, document: str, version: str) -> bool:
        """Whether this version of the extractor has read out the document, and did not fail."""
        query = _known(version).where(tables.findings.c.document_id == document)
        with self._reading() as c:
            return c.execute(query).first() is not None

    def readings(self) -> Iterator[tuple[Document, Findings]]:
        """All that was read and stands, sorted by document."""
        with self._reading() as c:
            paths = _paths(c)
            rows = c.execute(_READINGS).all()
        for row in rows:
            yield self._document(row, paths), self._decoded(row.findings, Findings)

    def stale(self, version: str) -> Iterator[tuple[Document, Path | None]]:
        """What another version of the extractor read out, each with a file that held it."""
        with self._reading() as c:
            paths = _paths(c)
            rows = c.execute(_READINGS.where(tables.findings.c.version != version)).all()
            places = dict(
                c.execute(select(tables.paths.c.document_id, tables.paths.c.location)).all()
            )
        for row in rows:
            location = places.get(row.document_id)
            place = None if location is None else self.path.absolute().parent / location
            yield self._document(row, paths), place

    def forget_failures(self, below: Iterable[str], but: Iterable[str]) -> tuple[str, ...]:
        """Drop the documents that could not be read once, and that a new look did not meet.

        Args:
            below: the files and folders that were looked through.
            but: the documents that were met there.

        Returns:
            the ids of those dropped.
        """
        met = set(but)
        looked = [self._location(path) for path in below]
        with self._writing() as c:
            failed = c.execute(
                select(tables.paths.c.document_id, tables.paths.c.location)
                .join(tables.findings, tables.findings.c.document_id == tables.paths.c.document_id)
                .where(tables.findings.c.failure.is_not(None))
            ).all()
            gone = {
                row.document_id
                for row in failed
                if row.document_id not in met
                and any(row.location == w or row.location.startswith(f"{w}/") for w in looked)
            }
            for document in gone:
                _leaves(c, document, True)
        return tuple(sorted(gone))

    def fingerprint(self) -> str:
        """What the record is made of, in one short word: readings, paths and judgements."""
        with self._reading() as c:
            parts = [
                c.execute(
                    select(
                        tables.findings.c.document_id,
                        tables.findings.c.version,
                        tables.findings.c.failure,
                    )
                    .join(tables.documents)
                    .where(tables.documents.c.leaves == 0)
                    .order_by(tables.findings.c.document_id)
                ).all(),
                sorted(_paths(c).items()),
                [j.id for j in judgements.all_of(c, standing=True)],
            ]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    # ------------------------------------------------------------ the record
    def write(self, record: Record, *, made_of: str = "") -> None:
        """Put a record in the place of the one before, as a whole or not at all.

        Args:
            record: with every tuple sorted by id.
            made_of: whatever tells whether the record has to be made anew; see `made_of`.

        Raises:
            ValueError: the record points at something that it does not hold.
        """
        rows = record_rows(record)
        with self._writing() as c:
            for table in reversed(tables.RECORD):
                c.execute(delete(table))
            _write_documents(c, record.documents)
            for table in tables.RECORD:
                if rows[table.name]:
                    c.execute(insert(table), rows[table.name])
            c.execute(text("INSERT INTO statements_words (statements_words) VALUES ('rebuild')"))
            _no_loose_ends(c)
            c.execute(
                upsert(tables.state)
                .values(key="made_of", value=made_of)
                .on_conflict_do_update(index_elements=["key"], set_={"value": made_of})
            )

    @property
    def made_of(self) -> str | None:
        """What `write` was told that the record is made of; None before the first one."""
        with self._reading() as c:
            query = select(tables.state.c.value).where(tables.state.c.key == "made_of")
            return c.execute(query).scalar()

    def record(self) -> Record:
        """The record as it was written, byte for byte."""
        facts: dict[str, Any] = {}
        types = {field.name: field.type for field in msgspec.structs.fields(Record)}
        with self._reading() as c:
            documents = tables.documents
            rows = c.execute(
                select(documents.c.data, documents.c.text)
                .where(documents.c.data.is_not(None))
                .order_by(documents.c.id)
            ).all()
            for name in tables.FACTS:
                table = tables.metadata.tables[name]
                data = c.execute(select(table.c.data).order_by(table.c.id)).scalars()
                facts[name] = self._decoded(f"[{','.join(data)}]", types[name])
        return Record(
            documents=tuple(
                msgspec.structs.replace(self._decoded(row.data, Document), text=row.text)
                for row in rows
            ),
            **facts,
        )

    def totals(self) -> dict[str, int]:
        """How many of each kind the record holds."""
        documents = tables.documents.c.data.is_not(None)
        with self._reading() as c:
            return {
                "documents": c.execute(select(func.count()).where(documents)).scalar_one(),
                **{
                    name: c.execute(
                        select(func.count()).select_from(tables.metadata.tables[name])
                    ).scalar_one()
                    for name in tables.FACTS
                },
            }

    def show(self, kind: Kind, filters: Filters = EVERYTHING) -> tuple[Listed, ...]:
        """What the record holds of one kind, each with its witnesses; see `listing`."""
        with self._reading() as c:
            return listing(c, kind, filters)

    def names_like(self, name: str) -> tuple[str, ...]:
        """Names of actors that are spelled much like this one, for when nobody is called so."""
        with self._reading() as c:
            return tuple(close_names(c, name))

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Where words stand: statements first, then documents, the best `limit` of each.

        All words must be there, in any form (*talk, talks*); `"two words"` asks for a phrase,
        `nego*` for a beginning.
        """
        with self._reading() as c:
            return searching.find(c, words, limit)

    def verify(self) -> tuple[Untrue, ...]:
        """Every fact of the record whose witness does not hold; an empty tuple is good news."""
        record = self.record()
        texts = {document.id: document.text for document in record.documents}
        found = {
            untrue
            for kind in ("documents", *tables.FACTS)
            for fact in getattr(record, kind)
            for untrue in _untrue(kind, fact, texts)
        }
        with self._reading() as c:
            rows = c.execute(select(tables.spans)).all()
        for row in rows:
            span = Span(row.document_id, row.start, row.end, row.text)
            if reason := _fault(span, texts):
                found.add(Untrue(row.kind, row.fact_id, row.part, span, reason))
        return tuple(sorted(found, key=lambda u: msgspec.json.encode(u)))

    # ------------------------------------------------------------ what people decided
    def judge(
        self,
        kind: Decision,
        subject: Subject,
        value: Any = None,
        *,
        by: str,
        note: str | None = None,
    ) -> Judgement:
        """Write down what a person decided; see `Judgement`."""
        with self._writing() as c:
            return judgements.add(c, kind, subject, value, by, note)

    def undo(self, judgement: int, *, by: str) -> Judgement:
        """Take a judgement back; it stays on the list. KeyError if there is none."""
        with self._writing() as c:
            return judgements.undo(c, judgement, by)

    def judgements(self, *, standing: bool = False) -> tuple[Judgement, ...]:
        """Every judgement in the order made; `standing` leaves out those taken back."""
        with self._reading() as c:
            return judgements.all_of(c, standing=standing)

    # ------------------------------------------------------------ inside
    def _reading(self) -> AbstractContextManager[Connection]:
        return database.reading(self._engine, self.path)

    def _writing(self) -> AbstractContextManager[Connection]:
        return database.writing(self._engine, self.path)

    def _decoded(self, data: str, kind: type[_T]) -> _T:
        try:
            return msgspec.json.decode(data, type=kind)
        except msgspec.MsgspecError as error:
            raise StoreError(
                f"{self.path} holds what this version of tracktwo cannot read ({error}). "
                f"Build it again: tracktwo build --record {self.path}"
            ) from error

    def _document(self, row: SQLRow[Any], paths: dict[str, list[str]]) -> Document:
        """A document as it was read, with all the paths that it was met at."""
        document = self._decoded(row.reading, Document)
        found = {"text": document.text or row.text}
        if at := paths.get(document.id):
            return msgspec.structs.replace(document, **found, path=at[0], also_at=tuple(at[1:]))
        return msgspec.structs.replace(document, **found)

    def _location(self, path: str) -> str:
        """A place as seen from the store's folder, so that both may move together."""
        return Path(os.path.relpath(path, self.path.absolute().parent)).as_posix()

    def _place(self, c: Connection, document: str, path: str | None) -> str | None:
        """Note where a document stands; the id of the text that it displaces, if any."""
        if path is None:
            return None
        paths = tables.paths
        here = paths.c.location == self._location(path)
        before: str | None = c.execute(
            select(paths.c.document_id).where(here, paths.c.document_id != document)
        ).scalar()
        if before is not None:
            c.execute(delete(paths).where(here))
        c.execute(
            upsert(paths)
            .values(location=self._location(path), path=path, document_id=document)
            .on_conflict_do_nothing()
        )
        elsewhere = select(paths.c.path).where(paths.c.document_id == before).limit(1)
        if before is None or c.execute(elsewhere).first():
            return None
        _leaves(c, before, True)
        return before


def _keep(
    c: Connection, document: Document, findings: Findings, version: str, failure: str | None
) -> None:
    """Keep a reading; the record's own copy of the document is left as it is until `write`."""
    row = c.execute(
        select(tables.documents.c.text).where(tables.documents.c.id == document.id)
    ).first()
    if row is None:
        c.execute(insert(tables.documents), {**document_columns(document), "text": document.text})
    same_text = row is None or row.text == document.text
    values = {
        "version": version,
        "failure": failure,
        "reading": without_text(document) if same_text else as_json(document),
        "findings": as_json(findings),
    }
    c.execute(
        upsert(tables.findings)
        .values(document_id=document.id, **values)
        .on_conflict_do_update(index_elements=["document_id"], set_=values)
    )


def _known(version: str) -> Select[str]:
    table = tables.findings.c
    return select(table.document_id).where(table.version == version, table.failure.is_(None))


def _leaves(c: Connection, document: str, leaves: bool) -> None:
    c.execute(
        update(tables.documents).where(tables.documents.c.id == document).values(leaves=leaves)
    )


def _paths(c: Connection) -> dict[str, list[str]]:
    """Document -> the paths that it was given under, sorted."""
    found: dict[str, list[str]] = {}
    query = select(tables.paths.c.document_id, tables.paths.c.path).distinct()
    for document, path in c.execute(query.order_by(tables.paths.c.path)):
        found.setdefault(document, []).append(path)
    return found


def _write_documents(c: Connection, documents: Sequence[Document]) -> None:
    """Bring the documents of the record up to date, and drop those that were to leave."""
    table = tables.documents
    before = {
        row.id: row
        for row in c.execute(select(table.c.id, table.c.leaves, table.c.data, table.c.text))
    }
    new: list[Row] = []
    for document in documents:
        row = {
            **document_columns(document),
            "text": document.text,
            "data": without_text(document),
        }
        old = before.pop(document.id, None)
        if old is None:
            new.append(row)
        elif (old.data, old.text) != (row["data"], row["text"]):
            c.execute(update(table).where(table.c.id == document.id).values(row))
    if new:
        c.execute(insert(table), new)
    for old in before.values():
        if old.leaves:
            for other in (tables.findings, tables.paths):
                c.execute(delete(other).where(other.c.document_id == old.id))
            c.execute(delete(table).where(table.c.id == old.id))
        elif old.data is not None:
            c.execute(update(table).where(table.c.id == old.id).values(data=None))


def _no_loose_ends(c: Connection) -> None:
    loose = c.execute(text("PRAGMA foreign_key_check")).all()
    if loose:
        listed = ", ".join(sorted({f"{row[0]} points at {row[2]}" for row in loose}))
        raise ValueError(f"the record points at what it does not hold: {listed}")


def _untrue(kind: str, fact: Any, texts: dict[str, str]) -> Iterator[Untrue]:
    found = list(witnesses(fact))
    for witness in found:
        if reason := _fault(witness.span, texts):
            yield Untrue(kind, fact.id, witness.part, witness.span, reason)
    if not found and kind not in ("documents", "tracks"):
        yield Untrue(kind, fact.id, "", None, "no words bear it out")


def _fault(span: Span, texts: dict[str, str]) -> str | None:
    """Why a span is not true, or None when it is."""
    words = texts.get(span.document)
    if words is None:
        return "the record has no such document"
    if not 0 <= span.start <= span.end <= len(words):
        return "lies outside the text"
    if words[span.start : span.end] != span.text:
        return f"the text there is {words[span.start : span.end]!r}"
    return None
