"""Who sat with whom: the seats of one meeting by side, and all meetings by actor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracktwo.model import Actor, Meeting, Participation

SIGNS = {
    "attended": ("●", "sat at the table"),
    "observer": ("◐", "observed"),
    "invited": ("○", "was invited; whether they came is not told"),
    "declined": ("✕", "was invited and refused"),
    "absent": ("–", "was not there"),
    "excluded": ("⊘", "was kept out"),
}
"""Attendance -> its sign and what it means, in the order in which it is shown."""

_MOST_COLUMNS = 45
"""Actors that the table shows at most."""


@dataclass(frozen=True)
class Bench:
    """One side (an actor) at a meeting: its own seat, if it has one, and who speaks for it."""

    side: str
    seat: Participation | None
    people: tuple[Participation, ...]


@dataclass(frozen=True)
class Seatmap:
    """Meetings in rows, actors in columns: first `sides` states, bodies and groups, then people.

    A cell is the actor's seat at that meeting, or None. `left_out` counts the actors that the
    table has no room for; they sat at fewest meetings.
    """

    columns: tuple[Actor, ...]
    sides: int
    rows: tuple[tuple[Meeting, tuple[Participation | None, ...]], ...]
    left_out: int


def benches(meeting: Meeting, actors: Mapping[str, Actor]) -> list[tuple[str, list[Bench]]]:
    """(attendance, benches), in the order of `SIGNS`; delegations stand with their side."""
    found = []
    for attendance in SIGNS:
        seats = [p for p in meeting.participants if p.attendance == attendance]
        own = {p.actor: p for p in seats if not p.represents or p.represents == p.actor}
        people: dict[str, list[Participation]] = defaultdict(list)
        for seat in seats:
            if seat.actor not in own and seat.represents:
                people[seat.represents].append(seat)
        order = sorted({**own, **people}, key=lambda a: _order(a, people, actors))
        if order:
            rows = [Bench(a, own.get(a), tuple(sorted(people[a], key=_heads_first))) for a in order]
            found.append((attendance, rows))
    return found


def _order(
    actor: str, people: Mapping[str, Sequence[Participation]], actors: Mapping[str, Actor]
) -> tuple[bool, int, str]:
    """Sides before people, big delegations first."""
    known = actors.get(actor)
    alone = known is not None and known.kind == "person"
    return (alone, -len(people.get(actor, ())), known.name if known else actor)


def _heads_first(seat: Participation) -> tuple[bool, str]:
    return (not seat.head, seat.actor)


def seatmap(meetings: Sequence[Meeting], actors: Mapping[str, Actor]) -> Seatmap:
    """The table of all meetings that name somebody."""
    seats = Counter(p.actor for m in meetings for p in m.participants if p.actor in actors)
    ranked = sorted(seats, key=lambda a: (-seats[a], actors[a].name, a))
    shown = ranked[:_MOST_COLUMNS]
    columns = sorted(shown, key=lambda a: actors[a].kind == "person")
    rows = []
    for meeting in meetings:
        here = {p.actor: p for p in meeting.participants}
        cells = tuple(here.get(actor) for actor in columns)
        if any(cells):
            rows.append((meeting, cells))
    return Seatmap(
        tuple(actors[a] for a in columns),
        sum(actors[a].kind != "person" for a in shown),
        tuple(rows),
        len(ranked) - len(shown),
    )
