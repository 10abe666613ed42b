"""What people judged wrong, corrected, settled or renamed, carried into the record.

Judgements are applied in the order in which they were made, so the last word counts. What cannot
be found any more (its article has left the pile) is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from tracktwo.model import (
    Claim,
    Disagreement,
    Interval,
    Judgement,
    Participation,
    Position,
    Record,
    Ref,
)
from tracktwo.model.judgement import CORRECTABLE, SEAT, words_of
from tracktwo.resolve.agreement import Clue
from tracktwo.resolve.found import ByWords

_F = TypeVar("_F", bound=msgspec.Struct)

_OUTRANKS = 10_000
"""Weight of a person's word among the clues to a date."""


def clues_of_people(judgements: Iterable[Judgement]) -> dict[str, Clue]:
    """Document id -> when somebody knows it to have been written; the last word counts."""
    found: dict[str, Clue] = {}
    for judgement in judgements:
        fact = judgement.subject.fact
        if judgement.kind == "corrected" and fact.kind == "documents":
            days = _value(judgement, Interval | None) or Interval()
            found[fact.id] = Clue((days,), _OUTRANKS, judgement.signed("dated it"))
    return found


def as_judged(record: Record, judgements: Sequence[Judgement]) -> Record:
    """The record with the judgements carried out."""
    if not judgements:
        return record
    facts: dict[str, dict[str, Any]] = {
        kind: {fact.id: fact for fact in getattr(record, kind)}
        for kind in ("actors", "meetings", "statements", "positions", "claims", "disagreements")
    }
    places = {
        kind: ByWords(
            (fact.id, span.document, span.extent)
            for fact in known.values()
            for span in words_of(fact)
        )
        for kind, known in facts.items()
    }

    def found(ref: Ref | None) -> str | None:
        if ref is None or ref.kind not in facts:
            return None
        return ref.id if ref.id in facts[ref.kind] else places[ref.kind].likeliest(ref)

    for judgement in judgements:
        subject = judgement.subject
        if judgement.kind == "renamed":
            _rename(facts["positions"], places["positions"], judgement)
            continue
        identity = found(subject.fact)
        known = facts.get(subject.fact.kind, {})
        if identity is None or identity not in known:
            continue
        fact, actor, other = known[identity], found(subject.actor), found(subject.other)
        if judgement.kind == "settled":
            known[identity] = _with(fact, judgement, "settled it", settled=judgement.value)
        elif judgement.kind == "wrong" and subject.actor is None:
            del known[identity]
        elif judgement.kind == "wrong" and actor:
            seats = tuple(p for p in fact.participants if p.actor != actor)
            what = f"took {_name(facts, actor)} off"
            known[identity] = _with(fact, judgement, what, participants=seats)
        elif judgement.kind == "corrected" and subject.actor is None:
            known[identity] = _corrected(fact, judgement, other)
        elif judgement.kind == "corrected" and actor:
            seats = tuple(
                _reseated(p, judgement) if p.actor == actor else p for p in fact.participants
            )
            what = f"corrected the {subject.field} of {_name(facts, actor)}"
            known[identity] = _with(fact, judgement, what, participants=seats)
    return _tied(record, facts)


def _value(judgement: Judgement, type_: Any) -> Any:
    return msgspec.convert(judgement.value, type_, strict=False)


def _with(fact: _F, judgement: Judgement, what: str, **changes: Any) -> _F:
    """A fact with changes, and with the reason among its others, where it has some."""
    if "basis" in fact.__struct_fields__:
        basis = fact.basis  # type: ignore[attr-defined]
        changes["basis"] = (*basis, judgement.signed(what))
    return msgspec.structs.replace(fact, **changes)


def _name(facts: Mapping[str, Mapping[str, Any]], actor: str) -> str:
    return str(facts["actors"][actor].name)


def _corrected(fact: Any, judgement: Judgement, actor: str | None) -> Any:
    field = judgement.subject.field or ""
    value = actor or _value(judgement, CORRECTABLE[judgement.subject.fact.kind][field])
    changes: dict[str, Any] = {field: value}
    if field == "date":
        changes = {"date": value or Interval()}
    elif field == "speaker":
        changes = {"speakers": (value,) if value else ()}
    elif field in ("city", "country", "venue"):
        changes = {"place": msgspec.structs.replace(fact.place, **{field: value})}
    elif field == "name":
        changes = {"name": value, "aliases": tuple(sorted({*fact.aliases, value}))}
    return _with(fact, judgement, f"corrected the {field}", **changes)


def _reseated(seat: Participation, judgement: Judgement) -> Participation:
    field = judgement.subject.field or ""
    return msgspec.structs.replace(seat, **{field: _value(judgement, SEAT[field])})


def _rename(positions: dict[str, Position], places: ByWords[str], judgement: Judgement) -> None:
    """Give the issue of the positions that were seen another name, with all that is on it."""
    seen = places.every(judgement.subject.fact)
    issues = {positions[i].issue for i in seen if i in positions}
    for identity, position in positions.items():
        if position.issue in issues and position.issue != judgement.value:
            positions[identity] = _with(
                position, judgement, f"renamed “{position.issue}”", issue=judgement.value
            )


def _tied(record: Record, facts: Mapping[str, Mapping[str, Any]]) -> Record:
    """The record of these facts, with nothing that points at one which is gone."""
    kept: dict[str, tuple[Any, ...]] = {}
    for kind, known in facts.items():
        kept[kind] = tuple(known.values())

    def there(kind: str, identity: str | None) -> str | None:
        return identity if identity in facts[kind] else None

    kept["meetings"] = tuple(
        msgspec.structs.replace(m, part_of=there("meetings", m.part_of)) for m in kept["meetings"]
    )
    kept["statements"] = tuple(
        msgspec.structs.replace(
            s,
            meeting=there("meetings", s.meeting),
            parent=there("statements", s.parent),
            same_as=tuple(i for i in s.same_as if there("statements", i)),
        )
        for s in kept["statements"]
    )
    kept["positions"] = tuple(
        msgspec.structs.replace(
            p,
            meeting=there("meetings", p.meeting),
            statement=there("statements", p.statement),
        )
        for p in kept["positions"]
    )
    kept["disagreements"] = tuple(_disputed(kept["disagreements"], facts["claims"]))
    return msgspec.structs.replace(record, **kept)


def _disputed(
    disagreements: Iterable[Disagreement], claims: Mapping[str, Claim]
) -> Iterator[Disagreement]:
    """The disagreements that stand when some claims are gone: those with two sides left."""
    for item in disagreements:
        sides = []
        for side in item.sides:
            gone = {c for c in side.claims if c not in claims}
            if not gone:
                sides.append(side)
            elif len(gone) < len(side.claims):
                left = tuple(c for c in side.claims if c not in gone)
                spans = tuple(claims[c].span for c in left)
                sides.append(msgspec.structs.replace(side, claims=left, spans=spans))
        if len(sides) > 1:
            yield msgspec.structs.replace(item, sides=tuple(sides))
