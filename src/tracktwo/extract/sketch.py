"""A mention of a meeting while its words are being read: what becomes a `Gathering`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.places import Where
from tracktwo.extract.seats import Party
from tracktwo.extract.standing import Force
from tracktwo.knowledge.meetings import Standing
from tracktwo.model import Extent, Seat, hull
from tracktwo.model.record import Attendance, Capacity

STRENGTH: dict[Attendance, int] = {
    "invited": 0,
    "absent": 1,
    "excluded": 2,
    "declined": 3,
    "attended": 4,
    "observer": 5,
}
"""Which evidence stands where there are two: to come is more than to be invited, to watch is a
way to come."""

_LIES_AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled"})
_PRESENT = frozenset({"attended", "host", "mediator", "observer"})
_CAPACITY: dict[Standing, Capacity] = {
    "host": "host",
    "mediator": "mediator",
    "observer": "observer",
}


def attendance_of(standing: Standing, force: Force) -> tuple[Attendance, Capacity | None]:
    """What a standing comes to when the deed is refused, fails, is denied or lies ahead."""
    if standing not in _PRESENT:
        return standing, None  # type: ignore[return-value]
    if force.refused:
        return "declined", None
    if force.failed or force.denied:
        return "absent", None
    capacity = _CAPACITY.get(standing)
    if force.status in _LIES_AHEAD:
        return "invited", capacity
    return "observer" if standing == "observer" else "attended", capacity


@dataclass
class Sketch:
    """One mention: its trigger, what governs it, and what was read so far."""

    trigger: Token
    kind: str
    cores: tuple[Token, ...] = ()
    """The trigger and the nouns that it counts: `round` and `talks`."""
    verb: Token | None = None
    """What governs the noun; for a verb of meeting, itself."""
    link: str = "self"
    """How the noun hangs on the verb: `obj`, `subj`, a preposition; `self` for a verb."""
    governor: Token | None = None
    """A noun between verb and meeting: `a [proposal] for talks`."""
    force: Force = field(default_factory=Force)
    clauses: tuple[Token, ...] = ()
    """Verbs of clauses on the noun by which it takes place: `talks [held] in Y`, `that [begin] on`."""
    place: Where = field(default_factory=Where)
    round: int | None = None
    series: bool = False
    occurs: bool = False
    """Takes place by the words that govern it, though the parser does not see them."""
    known: bool = False
    """A deed on something known: `[the deal] was signed at the palace by A and B`."""
    pointing: bool = False
    """Tells attendance only, of an occasion named elsewhere."""
    host: int | None = None
    lemma: str = ""
    """What it is called, if not by its trigger: a city that stands for talks."""
    seats: dict[int, Seat] = field(default_factory=dict)
    parties: set[int] = field(default_factory=set)
    """Mentions that belong to the meeting by its very words."""

    @property
    def noun(self) -> bool:
        """Whether the meeting is named by a noun here."""
        return self.link != "self"

    @property
    def ahead(self) -> Force:
        """The force that counts for those who only belong to the meeting."""
        return Force(status=self.force.status)

    def seat(
        self,
        cast: Cast,
        found: Iterable[Party],
        standing: Standing,
        force: Force,
        *,
        capacity: Capacity | None = None,
        reason: Extent | None = None,
        own: bool = False,
    ) -> None:
        """Put parties at the table, or note that they stayed away; stronger evidence stands.

        `own`: they belong to the meeting by its very words.
        """
        attendance, given = attendance_of(standing, force)
        trigger = cast.story.between(self.trigger.i, self.trigger.i)
        for party in found:
            if own:
                self.parties.add(party.mention)
            seat = Seat(
                mention=party.mention,
                attendance=attendance,
                extent=hull([cast.mentions[party.mention].extent, trigger]),
                capacity="head" if party.head else given or capacity,
                represents=party.represents,
                count=party.count,
                level=party.level,
                head=party.head,
                reason=reason,
            )
            before = self.seats.get(party.mention)
            if before is None or STRENGTH[seat.attendance] > STRENGTH[before.attendance]:
                self.seats[party.mention] = seat
            elif seat.head and not before.head:
                self.seats[party.mention] = msgspec.structs.replace(
                    before, head=True, capacity="head"
                )


def pointer(trigger: Token, verb: Token | None = None, force: Force | None = None) -> Sketch:
    """A mention that only tells how somebody stands to a meeting named elsewhere."""
    return Sketch(trigger, "pointer", (trigger,), verb, force=force or Force(), pointing=True)
