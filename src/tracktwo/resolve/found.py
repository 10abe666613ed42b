"""Finding again, by its words, what a person judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from tracktwo.model import Extent, Ref, Span

_K = TypeVar("_K")


class ByWords(Generic[_K]):
    """Things of one kind with the places where they stand: (thing, document id, extent)."""

    def __init__(self, places: Iterable[tuple[_K, str, Extent]]) -> None:
        self._in: defaultdict[str, list[tuple[_K, Extent]]] = defaultdict(list)
        for thing, document, extent in places:
            self._in[document].append((thing, extent))

    def at(self, span: Span) -> set[_K]:
        """Everything that stands at a place; what only overlaps it, if nothing does exactly."""
        near = [(t, e) for t, e in self._in.get(span.document, ()) if e.overlaps(span.extent)]
        return {t for t, e in near if e == span.extent} or {t for t, _ in near}

    def every(self, ref: Ref) -> frozenset[_K]:
        """All that stand where the words of a reference are."""
        return frozenset(thing for span in ref.words for thing in self.at(span))

    def likeliest(self, ref: Ref) -> _K | None:
        """What shares most words with a reference."""
        votes = Counter(thing for span in ref.words for thing in self.at(span))
        return min(votes, key=lambda t: (-votes[t], str(t)), default=None)
