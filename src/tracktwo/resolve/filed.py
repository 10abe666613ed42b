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
_SENT = re.compile(r"\b(?:envoy|correspondent),?\s+(?:in\s+)?([^\W\d_][^\d,:\n]{1,40})\s*$", re.I)
"""`X Y, special envoy, Geneva`: whoever was sent somewhere writes from there."""


def filed_from(document: Document) -> City | None:
    """The city of a story's dateline; None if it has none that we know."""
    story = [b.extent for b in document.blocks if b.kind == "paragraph"][:_HEAD]
    above = document.text[: story[0].start].splitlines() if story else []
    lines = [(_PLACE.match, place.of(document.text)) for place in story]
    for find, words in [*lines, *((_SENT.search, line) for line in above)]:
        match = find(words)
        if match is None or len(words) > _LONGEST:
            continue
        name = match.group(1).strip()
        town = city(name) or (city(name.title()) if name.isupper() else None)
        if town is not None:
            return town
    return None
