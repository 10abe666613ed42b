"""One article, as it was read."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from tracktwo.model.span import Extent, Span

BlockKind = Literal["title", "paragraph", "caption", "furniture"]


class Block(msgspec.Struct, frozen=True):
    """A run of text that stands together: one paragraph, headline, caption or piece of page.

    Hard-wrapped lines belong to one block. Blocks do not overlap and come in text order;
    blank space between them belongs to none.
    """

    extent: Extent
    kind: BlockKind


class PageDate(msgspec.Struct, frozen=True):
    """A date that the page prints (header, "updated", crawl clock), not the story."""

    date: datetime.date
    span: Span
    contradicted: bool = False
    """Set by resolve, when the story cannot have been written around that day."""


class Published(msgspec.Struct, frozen=True):
    """When the article can have been written, and why."""

    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    basis: tuple[str, ...] = ()


class Document(msgspec.Struct, frozen=True):
    """One article: its text exactly as read, and what the page says of it.

    `id` comes from the bytes alone; `also_at` are the other places where the same bytes were
    met. `dateline` is a date that the story itself prints at its
    head (`MOSCOW, Nov. 9 (Reuters)`, `5 Apr 1989 --`), to be trusted over any page date.
    """

    id: str
    path: str | None = None
    also_at: tuple[str, ...] = ()
    url: str | None = None
    title: Span | None = None
    outlet: str | None = None
    byline: str | None = None
    wire: tuple[str, ...] = ()
    published: Published = Published()
    page_dates: tuple[PageDate, ...] = ()
    furniture: tuple[Span, ...] = ()
    status: Literal["read", "failed"] = "read"
    reason: str | None = None
    language: str | None = None
    encoding: str | None = None
    dateline: Span | None = None
    blocks: tuple[Block, ...] = ()
    text: str = ""

    def span(self, extent: Extent) -> Span:
        """The witness for a stretch of this text; ValueError if it lies outside the text."""
        if not 0 <= extent.start <= extent.end <= len(self.text):
            raise ValueError(
                f"{extent} lies outside document {self.id} ({len(self.text)} characters)"
            )
        return Span(self.id, extent.start, extent.end, self.text[extent.start : extent.end])
