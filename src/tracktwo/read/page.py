"""A text as a page: its pieces, what each is, and what was met on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracktwo.model import Block, Extent
from tracktwo.model.document import BlockKind
from tracktwo.read.dates import PrintedDate
from tracktwo.read.lines import Piece
from tracktwo.read.roles import FURNITURE, Role

_BLOCK_KIND: dict[Role, BlockKind] = {
    Role.TITLE: "title",
    Role.STORY: "paragraph",
    Role.DATELINE: "paragraph",
    Role.CAPTION: "caption",
    **dict.fromkeys(FURNITURE, "furniture"),
}


@dataclass
class Page:
    """The pieces of a text with their roles; the rest is filled while they are told apart."""

    text: str
    pieces: list[Piece]
    roles: list[Role]
    capitals: bool
    """Whether the whole text is in capitals."""
    title: Extent | None = None
    dateline: Extent | None = None
    byline: str | None = None
    boxed_author: str | None = None
    """Whom an author box presents: the writer, if no line below the headline names one."""
    outlet: str | None = None
    wire: list[str] = field(default_factory=list)
    page_dates: list[PrintedDate] = field(default_factory=list)
    furniture_parts: list[Extent] = field(default_factory=list)
    """Page that shares a line with story."""

    def blocks(self) -> tuple[Block, ...]:
        """All that is story or page, in text order."""
        whole = [Block(p.extent, _BLOCK_KIND[role]) for p, role in self if role in _BLOCK_KIND]
        parts = [Block(extent, "furniture") for extent in self.furniture_parts]
        return tuple(sorted(whole + parts, key=lambda b: b.extent))

    def __iter__(self) -> Iterator[tuple[Piece, Role]]:
        """Each piece with its role."""
        return zip(self.pieces, self.roles, strict=True)

    def body(self) -> list[int]:
        """The places of running text that is not known to be anything but story."""
        return [
            i for i, (p, role) in enumerate(self) if role in (Role.UNKNOWN, Role.STORY) and p.prose
        ]

    def mark(self, places: Iterable[int], role: Role, keep: tuple[Role, ...] = ()) -> None:
        """Give pieces a role, but for those known to be page or to be kept."""
        for i in places:
            if self.roles[i] not in keep and self.roles[i] not in FURNITURE:
                self.roles[i] = role

    def beside(self, i: int, *roles: Role) -> bool:
        """Whether the piece before or behind has one of these roles."""
        return any(self.roles[j] in roles for j in (i - 1, i + 1) if 0 <= j < len(self.roles))
