"""What people judged to be one and what not, as mentions that belong together or apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tracktwo.model import Extent, Judgement
from tracktwo.model.judgement import FactKind
from tracktwo.resolve.found import ByWords
from tracktwo.resolve.reading import Reading

Key: TypeAlias = tuple[str, int]
"""A mention of an actor, or of a meeting: its document and its index there."""


@dataclass(frozen=True)
class Bonds:
    """Mentions that are of one actor or meeting, and pairs of groups of them that are not."""

    same: tuple[frozenset[Key], ...] = ()
    apart: tuple[tuple[frozenset[Key], frozenset[Key]], ...] = ()

    def torn(self, mentions: Collection[Key]) -> list[frozenset[Key]]:
        """Those of the mentions that do not belong with the others."""
        found = (
            here & set(mentions) for here, there in self.apart if not there.isdisjoint(mentions)
        )
        return [here for here in found if here]

    def forbid(self, one: Collection[Key], other: Collection[Key]) -> bool:
        """Whether somebody told the two groups apart."""
        return any(
            not (a.isdisjoint(one) or b.isdisjoint(other))
            or not (a.isdisjoint(other) or b.isdisjoint(one))
            for a, b in self.apart
        )


NONE = Bonds()


def bonds_of_actors(readings: Iterable[Reading], judgements: Sequence[Judgement]) -> Bonds:
    """What was judged of actors; every mention stands where the record shows it."""
    places = (
        ((r.document.id, i), r.document.id, m.name or m.phrase or m.extent)
        for r in readings
        for i, m in enumerate(r.findings.mentions)
    )
    return _bonds("actors", places, judgements)


def bonds_of_meetings(readings: Iterable[Reading], judgements: Sequence[Judgement]) -> Bonds:
    """The same for meetings."""
    places = (
        ((r.document.id, i), r.document.id, g.extent)
        for r in readings
        for i, g in enumerate(r.findings.gatherings)
    )
    return _bonds("meetings", places, judgements)


def _bonds(
    kind: FactKind,
    places: Iterable[tuple[Key, str, Extent]],
    judgements: Sequence[Judgement],
) -> Bonds:
    wanted = [
        (j.kind, j.subject.fact, j.subject.other)
        for j in judgements
        if j.kind in ("same", "apart") and j.subject.fact.kind == kind
    ]
    if not wanted:
        return NONE
    mentions = ByWords(places)
    pairs = [
        (decision, mentions.every(fact), mentions.every(other))
        for decision, fact, other in wanted
        if other is not None
    ]
    return Bonds(
        tuple(one | other for decision, one, other in pairs if decision == "same"),
        tuple((one, other) for decision, one, other in pairs if decision == "apart"),
    )
