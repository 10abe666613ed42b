"""Marked pages (tests/pages) as text, with what each stretch of it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tracktwo.model import Extent

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))


@dataclass(frozen=True)
class Marked:
    """A stretch of a page and its mark."""

    mark: str
    extent: Extent


def marked_page(path: Path) -> tuple[str, list[Marked]]:
    """The text of a page without its marks, and every stretch that is not blank."""
    text = ""
    stretches = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cut = re.split(r"(?:^|\|)([A-Z_])\|", line)[1:]
        parts = list(zip(cut[::2], cut[1::2], strict=True))
        for part_mark, part in parts:
            if part_mark != "_":
                start = len(text)
                stretches.append(Marked(part_mark, Extent(start, start + len(part.rstrip()))))
            text += part
        text += "\n"
    return text, stretches
