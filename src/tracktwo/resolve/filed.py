"""Where a story was filed: `ADDIS ABABA (Agency) -`, by the line that it prints at its head.

News that names no place is news of the place that it was sent from. That is weak evidence: it
fills a gap and never speaks against what is told.
"""

from __future__ import annotations

import re

from tracktwo.knowledge.places import City, city
from tracktwo.model import Document

_HEAD, _LONGEST = 6, 90
"""Blocks at the head of a page among which the line stands, and its most characters."""
_PLACE = re.compile(r"\s*([^\W\d_][^\d(,–—/:\n]{1,40}?)\s*(?:[(,–—/:]|-\s|-?$|\d)")


def filed_from(document: Document) -> City | None:
    """The city of a story's dateline; None if it has none that we know."""
    story = [b for b in document.blocks if b.kind == "paragraph"][:_HEAD]
    for block in story:
        words = block.extent.of(document.text)
        match = _PLACE.match(words)
        if match is None or len(words) > _LONGEST:
            continue
        name = match.group(1).strip()
        town = city(name) or (city(name.title()) if name.isupper() else None)
        if town is not None:
            return town
    return None
