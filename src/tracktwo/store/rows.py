"""The record as rows: what people see in columns, and the whole object as JSON beside it.

One function a fact. A field that the model gains is in the JSON at once; it needs a column
here, and a migration, only when somebody wants to see it in SQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

import msgspec

from tracktwo.model import (
    Actor,
    Claim,
    Disagreement,
    Document,
    Interval,
    Meeting,
    Position,
    Published,
    Record,
    Span,
    Statement,
    Track,
)
from tracktwo.store import tables
from tracktwo.store.witnesses import witnesses

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[str, list[Row]]


def record_rows(record: Record) -> Rows:
    """Every row of the record's tables, by the name of the table, documents left out."""
    rows: Rows = defaultdict(list)
    for actor in record.actors:
        _actor(actor, rows)
    for track in record.tracks:
        _track(track, rows)
    for meeting in record.meetings:
        _meeting(meeting, rows)
    for statement in record.statements:
        _statement(statement, rows)
    for position in record.positions:
        _position(position, rows)
    for claim in record.claims:
        _claim(claim, rows)
    for disagreement in record.disagreements:
        _disagreement(disagreement, rows)
    for kind in ("documents", *tables.FACTS):
        for fact in getattr(record, kind):
            _spans(kind, fact, rows)
    return rows


def document_columns(document: Document) -> Row:
    """The readable columns of a document, its text left out."""
    return {
        "id": document.id,
        "path": document.path,
        "also_at": _joined(document.also_at),
        "url": document.url,
        "title": _words(document.title),
        "outlet": document.outlet,
        "byline": document.byline,
        "wire": _joined(document.wire),
        "published": _day_or_days(document.published),
        "earliest": _day(document.published.earliest),
        "latest": _day(document.published.latest),
        "basis": _joined(document.published.basis),
        "language": document.language,
        "encoding": document.encoding,
        "status": document.status,
        "reason": document.reason,
    }


def without_text(document: Document) -> str:
    """A document as JSON, its text left out (that has a column of its own)."""
    return as_json(msgspec.structs.replace(document, text=""))


def as_json(value: object) -> str:
    """Any object of the model as JSON."""
    return msgspec.json.encode(value).decode()


def _actor(actor: Actor, rows: Rows) -> None:
    rows["actors"].append(
        {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "basis": _joined(actor.basis),
            "data": as_json(actor),
        }
    )
    names = sorted({actor.name, *actor.aliases})
    rows["aliases"] += ({"actor_id": actor.id, "name": name} for name in names)
    rows["roles"] += (
        {
            "actor_id": actor.id,
            "number": i,
            "title": role.title,
            "of_id": role.of,
            "since": _day(role.since),
            "until": _day(role.until),
            "status": role.status,
        }
        for i, role in enumerate(actor.roles)
    )


def _track(track: Track, rows: Rows) -> None:
    rows["tracks"].append(
        {
            "id": track.id,
            "name": track.name,
            "aliases": _joined(track.aliases),
            "data": as_json(track),
        }
    )


def _meeting(meeting: Meeting, rows: Rows) -> None:
    rows["meetings"].append(
        {
            "id": meeting.id,
            **_date(meeting.date),
            "city": meeting.place.city,
            "country": meeting.place.country,
            "venue": meeting.place.venue,
            "track_id": meeting.track,
            "round": meeting.round,
            "host_id": meeting.host,
            "status": meeting.status,
            "part_of_id": meeting.part_of,
            "basis": _joined(meeting.basis),
            "data": as_json(meeting),
        }
    )
    rows["participants"] += (
        {
            "meeting_id": meeting.id,
            "number": i,
            "actor_id": seat.actor,
            "represents_id": seat.represents,
            "attendance": seat.attendance,
            "capacity": seat.capacity,
            "count": seat.count,
            "level": seat.level,
            "head": seat.head,
            "reason": _words(seat.reason),
        }
        for i, seat in enumerate(meeting.participants)
    )


def _statement(statement: Statement, rows: Rows) -> None:
    rows["statements"].append(
        {
            "id": statement.id,
            "source": _words(statement.source),
            "on_behalf_of_id": statement.on_behalf_of,
            "cue": _words(statement.cue),
            "content": " … ".join(span.text for span in statement.content),
            "kind": statement.kind,
            "polarity": statement.polarity,
            "addressee": _words(statement.addressee),
            **_date(statement.date),
            "meeting_id": statement.meeting,
            "parent_id": statement.parent,
            "basis": _joined(statement.basis),
            "data": as_json(statement),
        }
    )
    rows["speakers"] += (
        {"statement_id": statement.id, "number": i, "actor_id": actor}
        for i, actor in enumerate(statement.speakers)
    )
    rows["same_statements"] += (
        {"statement_id": statement.id, "other_id": other}
        for other in sorted(set(statement.same_as))
    )


def _position(position: Position, rows: Rows) -> None:
    condition = position.condition
    rows["positions"].append(
        {
            "id": position.id,
            "actor_id": position.actor,
            "issue": position.issue,
            "stance": position.stance,
            "target": position.target,
            "requires": condition and condition.requires.text,
            "required_of_id": condition and condition.of,
            **_date(position.date),
            "statement_id": position.statement,
            "meeting_id": position.meeting,
            "basis": _joined(position.basis),
            "data": as_json(position),
        }
    )


def _claim(claim: Claim, rows: Rows) -> None:
    rows["claims"].append(
        {
            "id": claim.id,
            "subject": claim.subject,
            "attribute": claim.attribute,
            "value": claim.value,
            "unit": claim.unit,
            "qualifier": claim.qualifier,
            "according_to": claim.according_to,
            "basis": _joined(claim.basis),
            "data": as_json(claim),
        }
    )


def _disagreement(disagreement: Disagreement, rows: Rows) -> None:
    rows["disagreements"].append(
        {
            "id": disagreement.id,
            "subject": disagreement.subject,
            "attribute": disagreement.attribute,
            "verdict": disagreement.verdict,
            "basis": _joined(disagreement.basis),
            "data": as_json(disagreement),
        }
    )
    for i, side in enumerate(disagreement.sides):
        key = {"disagreement_id": disagreement.id, "number": i}
        rows["sides"].append(
            {**key, "value": side.value, "independent_sources": side.independent_sources}
        )
        rows["side_claims"] += ({**key, "claim_id": claim} for claim in sorted(set(side.claims)))
        rows["side_actors"] += ({**key, "actor_id": actor} for actor in sorted(set(side.actors)))


def _spans(kind: str, fact: Document | Any, rows: Rows) -> None:
    rows["spans"] += (
        {
            "kind": kind,
            "fact_id": fact.id,
            "part": part,
            "item": item,
            "place": place,
            "document_id": span.document,
            "start": span.start,
            "end": span.end,
            "text": span.text,
        }
        for part, item, place, span in witnesses(fact)
    )


def _words(span: Span | None) -> str | None:
    return span.text if span else None


def _joined(words: Iterable[str]) -> str | None:
    return "; ".join(words) or None


def _day(day: object) -> str | None:
    return str(day) if day else None


def _date(interval: Interval) -> Row:
    return {
        "date": _day_or_days(interval),
        "earliest": _day(interval.earliest),
        "latest": _day(interval.latest),
    }


def _day_or_days(interval: Interval | Published) -> str | None:
    """A day, or `first/last` with `..` for an open end; None when nothing is known."""
    first, last = _day(interval.earliest), _day(interval.latest)
    if first == last:
        return first
    return f"{first or '..'}/{last or '..'}"
