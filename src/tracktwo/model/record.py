"""The record: what a pile of articles says, as section 8 of the record guide puts it in JSON."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from tracktwo.model.document import Document
from tracktwo.model.interval import Interval
from tracktwo.model.span import Span

ActorKind = Literal[
    "person", "state", "government", "armed_group", "party", "organisation", "international"
]
Status = Literal["held", "planned", "proposed", "postponed", "cancelled"]
Attendance = Literal["attended", "observer", "invited", "declined", "absent", "excluded"]
Capacity = Literal["host", "chair", "mediator", "delegate", "head", "observer"]
StatementKind = Literal["direct", "indirect", "mixed"]
Polarity = Literal["asserted", "denied", "reported_by_other"]
StanceKind = Literal[
    "supports",
    "opposes",
    "demands",
    "offers",
    "refuses",
    "promises",
    "warns",
    "accuses",
    "denies",
    "praises",
    "criticises",
]
Qualifier = Literal["exactly", "at_least", "more_than", "up_to", "about", "between"]
Verdict = Literal["contradicts", "compatible", "accusation_denial"]


class Role(msgspec.Struct, frozen=True):
    """An office that an actor holds, of another actor, for a time."""

    title: str
    of: str | None = None
    since: datetime.date | None = msgspec.field(default=None, name="from")
    until: datetime.date | None = msgspec.field(default=None, name="to")
    status: Literal["current", "former", "acting"] = "current"
    spans: tuple[Span, ...] = ()


class Actor(msgspec.Struct, frozen=True):
    """Somebody who takes part, speaks, or is spoken about."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    spans: tuple[Span, ...] = ()
    basis: tuple[str, ...] = ()


class Track(msgspec.Struct, frozen=True):
    """A named series of meetings."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where a meeting was."""

    city: str | None = None
    country: str | None = None
    venue: str | None = None


class Participation(msgspec.Struct, frozen=True):
    """One actor's seat at a meeting, taken or left empty."""

    actor: str
    attendance: Attendance
    represents: str | None = None
    capacity: Capacity | None = None
    count: int | None = None
    level: str | None = None
    head: bool = False
    reason: Span | None = None
    spans: tuple[Span, ...] = ()


class Meeting(msgspec.Struct, frozen=True):
    """An occasion on which parties sat, or were to sit, together."""

    id: str
    date: Interval = Interval()
    place: Place = Place()
    track: str | None = None
    round: int | None = None
    host: str | None = None
    status: Status = "held"
    participants: tuple[Participation, ...] = ()
    agenda: tuple[Span, ...] = ()
    outcome: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()
    basis: tuple[str, ...] = ()
    part_of: str | None = None


class Statement(msgspec.Struct, frozen=True):
    """An attribution: who is cited, with what words, by whom it reached us."""

    id: str
    content: tuple[Span, ...]
    source: Span | None = None
    speakers: tuple[str, ...] = ()
    on_behalf_of: str | None = None
    cue: Span | None = None
    kind: StatementKind = "indirect"
    addressee: Span | None = None
    polarity: Polarity = "asserted"
    date: Interval = Interval()
    meeting: str | None = None
    same_as: tuple[str, ...] = ()
    parent: str | None = None
    basis: tuple[str, ...] = ()


class Requirement(msgspec.Struct, frozen=True):
    """The condition of a position: what is required, and of whom."""

    requires: Span
    of: str | None = None


class Position(msgspec.Struct, frozen=True):
    """What an actor wants, offers, refuses or makes depend on something, on an issue."""

    id: str
    actor: str | None
    issue: str
    stance: StanceKind
    span: Span
    target: str | None = None
    condition: Requirement | None = None
    date: Interval = Interval()
    statement: str | None = None
    meeting: str | None = None
    basis: tuple[str, ...] = ()


class Claim(msgspec.Struct, frozen=True):
    """A checkable fact that an article states, or reports somebody as stating."""

    id: str
    subject: str
    attribute: str
    value: str
    span: Span
    unit: str | None = None
    qualifier: Qualifier = "exactly"
    according_to: str | None = None
    basis: tuple[str, ...] = ()


class Side(msgspec.Struct, frozen=True):
    """One value in a disagreement, and the independent sources that stand behind it."""

    value: str
    spans: tuple[Span, ...]
    independent_sources: int = 1
    claims: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


class Disagreement(msgspec.Struct, frozen=True):
    """Claims about one thing that cannot all be true, or an accusation and its denial."""

    id: str
    subject: str
    attribute: str
    verdict: Verdict
    sides: tuple[Side, ...]
    basis: tuple[str, ...] = ()
    settled: str | None = None
    """The value of the side that a person judged right, or `neither`."""


class Record(msgspec.Struct, frozen=True):
    """All of it. Every tuple is sorted by id, so that one pile gives one record, byte for byte."""

    documents: tuple[Document, ...] = ()
    actors: tuple[Actor, ...] = ()
    tracks: tuple[Track, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    claims: tuple[Claim, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
