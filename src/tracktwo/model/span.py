"""Where words stand: extents inside one document, spans that name their document."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Extent(msgspec.Struct, frozen=True, order=True, array_like=True):
    """A stretch of one document's text: code point offsets, start included, end excluded."""

    start: int
    end: int

    def overlaps(self, other: Extent) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Extent) -> bool:
        """Whether the other lies inside this one (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


class Span(msgspec.Struct, frozen=True, order=True):
    """An extent with its document and words: the witness of a fact.

    `text == document.text[start:end]` always holds; `span` below is the one way to make one.
    """

    document: str
    start: int
    end: int
    text: str

    @property
    def extent(self) -> Extent:
        """The place without the document."""
        return Extent(self.start, self.end)


def hull(extents: Iterable[Extent]) -> Extent:
    """The smallest extent that holds all of them; ValueError when there are none."""
    found = list(extents)
    if not found:
        raise ValueError("no extents to enclose")
    return Extent(min(e.start for e in found), max(e.end for e in found))
