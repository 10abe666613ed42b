"""The steps of `resolve`, in order.

The pile is sorted first, so the order of reading never matters; everything is worked out anew
from the findings each time, so adding one document to a pile gives what building the whole
pile gives.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.model import Record
from tracktwo.resolve.actors import gather
from tracktwo.resolve.coreference import assign_sides, follow, holders, rules_of
from tracktwo.resolve.reading import Reading


def resolve(pile: Sequence[Reading]) -> Record:
    """The record of a pile; the same readings in any order give the same record."""
    readings = sorted(pile, key=lambda r: r.document.id)
    cast = gather(readings)
    rules = rules_of(cast)
    for reading in readings:
        follow(cast, reading, rules)
    assign_sides(cast)
    seats = holders(cast)
    needed = {a for ids in seats.values() for a in ids}
    return Record(
        documents=tuple(r.document for r in readings),
        actors=cast.actors(needed),
    )
