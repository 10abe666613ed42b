"""What people decide about a record: it outranks the program, lasts, and can be taken back."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tracktwo.model.interval import Interval
from tracktwo.model.record import (
    Actor,
    ActorKind,
    Attendance,
    Capacity,
    Claim,
    Disagreement,
    Meeting,
    Polarity,
    Position,
    Qualifier,
    StanceKind,
    Statement,
    StatementKind,
    Status,
)
from tracktwo.model.span import Span

FactKind = Literal[
    "actors",
    "meetings",
    "statements",
    "positions",
    "claims",
    "disagreements",
    "documents",
    "issues",
]
Decision = Literal["wrong", "corrected", "same", "apart", "settled", "renamed"]
NEITHER = "neither"
"""Settles a disagreement without siding with anybody in it."""

CORRECTABLE: dict[str, dict[str, Any]] = {
    "actors": {"name": str, "kind": ActorKind},
    "meetings": {
        "status": Status,
        "date": Interval | None,
        "round": int | None,
        "city": str | None,
        "country": str | None,
        "venue": str | None,
    },
    "statements": {"speaker": str | None, "kind": StatementKind, "polarity": Polarity},
    "positions": {
        "actor": str | None,
        "target": str | None,
        "stance": StanceKind,
        "issue": str,
    },
    "claims": {"subject": str, "value": str, "unit": str | None, "qualifier": Qualifier},
    "documents": {"published": Interval | None},
}
"""Kind of fact -> the fields that people can correct, with their types."""
SEAT: dict[str, Any] = {
    "attendance": Attendance,
    "capacity": Capacity | None,
    "level": str | None,
    "count": int | None,
    "head": bool,
}
"""The same for one actor's seat at a meeting."""
NAMING = frozenset({"speaker", "actor", "target"})
"""Fields whose value is an actor."""


class Ref(msgspec.Struct, frozen=True):
    """A fact as a person saw it: by its id and by its words.

    The words find it again when the pile has grown and the id is another one. An issue has its
    name for an id, and the words of its positions.
    """

    kind: FactKind
    id: str
    words: tuple[Span, ...] = ()


class Subject(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a judgement is about; which parts are needed belongs to its kind."""

    fact: Ref
    other: Ref | None = None
    """The other of two, or the actor that is the right value."""
    actor: Ref | None = None
    """Whose seat at the meeting is meant."""
    field: str | None = None


class Judgement(msgspec.Struct, frozen=True):
    """One decision: who, when, of what kind, about what, and whether it was taken back.

    - `wrong`: the fact is none; with `actor`, the seat that it is said to have had.
    - `corrected`: `field` of the fact (or of the actor's seat) is `value`; where the value is an
      actor, `other` tells which.
    - `same`: `fact` and `other` are one actor, or one meeting.
    - `apart`: the words of `fact` and those of `other` are not of one actor, or meeting.
    - `settled`: of the sides of the disagreement, the one with `value` is right.
    - `renamed`: the issue is called `value`; two issues of one name are one.
    """

    id: int
    made_at: str
    """UTC, ISO 8601, to the second."""
    made_by: str
    kind: Decision
    subject: Subject
    value: Any = None
    """Plain JSON, of the type that `CORRECTABLE` and `SEAT` give the field."""
    note: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody took it back."""
        return self.undone_at is None

    def signed(self, what: str) -> str:
        """A reason for the record: what was judged, by whom, when, and why."""
        note = f": {self.note}" if self.note else ""
        return f"{self.made_by} {what} ({self.made_at[:10]}){note}"


def words_of(
    fact: Actor | Meeting | Statement | Position | Claim | Disagreement,
) -> tuple[Span, ...]:
    """The words by which a fact is found again."""
    match fact:
        case Statement():
            return fact.content
        case Position() | Claim():
            return (fact.span,)
        case Disagreement():
            return tuple(span for side in fact.sides for span in side.spans)
        case Actor() | Meeting():
            return fact.spans
