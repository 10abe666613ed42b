"""The steps of `resolve`, in order.

The pile is sorted first, so the order of reading never matters; everything is worked out anew
from the findings each time, so adding one document to a pile gives what building the whole
pile gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from tracktwo.model import Disagreement, Interval, Judgement, Meeting, Position, Record, Statement
from tracktwo.resolve.actors import Cast, gather
from tracktwo.resolve.bonds import bonds_of_actors, bonds_of_meetings
from tracktwo.resolve.claims import resolve_claims
from tracktwo.resolve.coreference import assign_sides, follow, holders, rules_of
from tracktwo.resolve.dates import Dating, date_documents, own_clues
from tracktwo.resolve.disagreements import resolve_disagreements
from tracktwo.resolve.judged import as_judged, clues_of_people
from tracktwo.resolve.meetings import Meetings, resolve_meetings, told_together
from tracktwo.resolve.positions import resolve_positions
from tracktwo.resolve.promises import follow_promises
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.statements import resolve_statements


@dataclass(frozen=True)
class Met:
    """Who is who in a pile, when each document was written, and which meetings there were."""

    readings: tuple[Reading, ...]
    """Sorted by document."""
    cast: Cast
    seats: Mapping[tuple[str, int], tuple[str, ...]]
    """(document id, mention index) -> the actors that a seat of that mention is for."""
    unnamed: frozenset[str]
    dated: Mapping[str, Dating]
    meetings: Meetings

    @property
    def published(self) -> dict[str, Interval]:
        """Document id -> the days on which it can have been written."""
        return {name: found.days for name, found in self.dated.items()}


def meet(pile: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> Met:
    """The first half of `resolve`: actors, dates and meetings, each with the help of the others."""
    readings = tuple(sorted(pile, key=lambda r: r.document.id))
    of_actors = bonds_of_actors(readings, judgements)
    of_meetings = bonds_of_meetings(readings, judgements)
    cast = gather(readings, of_actors)
    rules = rules_of(cast)
    for reading in readings:
        follow(cast, reading, rules)
    cast.bind(of_actors)
    assign_sides(cast)
    seats = holders(cast)
    kinds = {e.id: e.kind for e in cast.entities.values()}
    unnamed = frozenset(e.id for e in cast.entities.values() if e.latent)
    # Documents alone, then with the meetings that several of them tell, which date each other.
    clues = {**own_clues(readings)}
    clues |= {name: (clue,) for name, clue in clues_of_people(judgements).items() if name in clues}
    alone = {name: dated.days for name, dated in date_documents(readings, own=clues).items()}
    dated = date_documents(
        readings, told_together(readings, seats, cast.side, alone, of_meetings), clues
    )
    published = {name: found.days for name, found in dated.items()}
    met = resolve_meetings(
        readings, seats, cast.side, kinds, published, unnamed, cast.pair, of_meetings
    )
    return Met(readings, cast, seats, unnamed, dated, met)


def resolve(pile: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> Record:
    """The record of a pile; the same readings in any order give the same record.

    `judgements`: those that stand, in the order in which people made them.
    """
    found = meet(pile, judgements)
    readings, cast, seats, dated, met = (
        found.readings, found.cast, found.seats, found.dated, found.meetings,
    )  # fmt: skip
    published = found.published
    everybody = {a.id: a for a in cast.actors(found.unnamed)}
    told = resolve_statements(readings, cast.who, everybody, published, met.of)
    positions = resolve_positions(readings, seats, told.of, told.statements, everybody)
    positions = follow_promises(positions, readings, seats, published)
    claims = resolve_claims(readings, seats, told.of, told.statements)
    disagreements = resolve_disagreements(
        readings, seats, claims, told.of, told.statements, met.of, published
    )
    facts: list[Meeting | Statement | Position | Disagreement] = [
        *met.meetings,
        *told.statements.values(),
        *positions,
        *disagreements,
    ]
    needed = {actor for fact in facts for actor in pointed_at(fact)}
    record = Record(
        documents=tuple(
            msgspec.structs.replace(
                r.document,
                published=dated[r.document.id].published,
                page_dates=dated[r.document.id].page_dates,
            )
            for r in readings
        ),
        actors=cast.actors(needed),
        tracks=met.tracks,
        meetings=met.meetings,
        statements=tuple(told.statements.values()),
        positions=positions,
        claims=tuple(sorted(claims.values(), key=lambda c: c.id)),
        disagreements=disagreements,
    )
    return as_judged(record, judgements)


def pointed_at(fact: Meeting | Statement | Position | Disagreement) -> Iterator[str]:
    """The ids of all actors that an object of the record names."""
    match fact:
        case Meeting():
            found = [fact.host, *(a for p in fact.participants for a in (p.actor, p.represents))]
        case Statement():
            found = [fact.on_behalf_of, *fact.speakers]
        case Position():
            of = fact.condition.of if fact.condition else None
            found = [fact.actor, fact.target, of]
        case Disagreement():
            found = [a for side in fact.sides for a in side.actors]
    yield from (actor for actor in found if actor)
