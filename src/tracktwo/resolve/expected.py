"""Who sits at talks of which a story names nobody: the two sides that it is about.

A story that has told of talks between A and B goes on to *the next round*, *a session in May*,
*delegates will gather in Geneva*, and means A and B: the sides of the meeting that it tells most,
else the two sides of the story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracktwo.model.record import ActorKind
from tracktwo.resolve.occasions import Occasion
from tracktwo.resolve.timing import news_of

TALKING: frozenset[ActorKind] = frozenset({"state", "government", "armed_group", "party"})
"""Kinds that talks are held between."""
_WORDS = frozenset({"round", "session", "talk", "negotiation", "sitting"})
"""Nouns that continue talks already spoken of."""


class ExpectedSides:
    """Looks up the sides of a meeting that names none."""

    def __init__(
        self,
        occasions: Sequence[Occasion],
        kinds: Mapping[str, ActorKind],
        pairs: Mapping[str, tuple[str, ...]],
    ) -> None:
        """`pairs`: document -> the two sides that it is about, as far as they are known."""
        self._sides = dict(pairs)
        for name, i in news_of(occasions).items():
            sides = tuple(a for a in occasions[i].party_camps if kinds.get(a) in TALKING)
            if len(sides) == 2:
                self._sides[name] = sides

    def of(self, occasion: Occasion) -> tuple[str, ...]:
        """The two sides that its words take for granted; () if they name others or mean none."""
        if occasion.parties or len(occasion.camps) > 1 or not _continues(occasion):
            return ()
        return self._sides.get(min(t.document for t in occasion.tellings), ())


def _continues(occasion: Occasion) -> bool:
    """Whether it is told as part of talks, or as a meeting of nameless delegates."""
    plain = [t for t in occasion.tellings if not t.pointing]
    nameless = any(t.unknown and not t.parties and t.kind is None for t in plain)
    return nameless or any(t.gathering.lemma in _WORDS for t in plain)
