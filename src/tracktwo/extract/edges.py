"""Where content, source and cue begin and end, to the character.

Content keeps its quotation marks and the comma or stop inside them; it gives up the stop and
comma outside. A quotation is never cut in two.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracktwo.extract.quotes import Quotation
from tracktwo.model import Extent

_LOOSE = " \t\r\n\u00a0\u2028\u2029,;:—–-…"
_MARKS = "\"“”„‟«»'‘’‚‛"


def content_edges(text: str, extent: Extent, quotations: Sequence[Quotation]) -> Extent | None:
    """The extent of one piece of content, or None where no word is left."""
    start, end = extent.start, extent.end
    for _ in range(4):
        before = (start, end)
        start, end = _trimmed(text, start, end, quotations)
        start, end = _whole(text, start, end, quotations)
        if (start, end) == before:
            break
    if end <= start or not any(c.isalnum() for c in text[start:end]):
        return None
    return Extent(start, end)


def phrase_edges(text: str, extent: Extent) -> Extent:
    """A source or cue without blanks, commas and stray marks at its ends."""
    start, end = extent.start, extent.end
    while start < end and (text[start] in _LOOSE or text[start] in '"“”«»>'):
        start += 1
    while end > start and (text[end - 1] in _LOOSE or text[end - 1] in '"“”«»'):
        end -= 1
    if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
        end += 1
    return Extent(start, end) if end > start else extent


def _trimmed(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> tuple[int, int]:
    opens = {q.extent.start for q in quotations}
    closes = {q.extent.end for q in quotations}
    while (
        start < end
        and start not in opens
        and (text[start] in _LOOSE or text[start] in ".!?)]" or text[start] in _MARKS)
    ):
        start += 1
    while end > start and end not in closes:
        last = text[end - 1]
        if (
            last in _LOOSE
            or (
                last in _MARKS and not (last in "'’" and end - 2 >= start and text[end - 2] in "sS")
            )
            or (last == "." and not _abbreviated(text, start, end))
            or last in "(["
            or (last in ")]" and _unopened(text, start, end))
        ):
            end -= 1
        else:
            break
    return start, end


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the stop at the end belongs to the word: U.S., Jr."""
    word = text[start:end].rsplit(None, 1)[-1] if text[start:end].split() else ""
    return ("." in word[:-1].strip(".") and len(word) <= 6) or word in (
        "Jr.",
        "Sr.",
        "Inc.",
        "Ltd.",
        "Co.",
        "Corp.",
    )


def _unopened(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return words.count(")") > words.count("(") or words.count("]") > words.count("[")


def _whole(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> tuple[int, int]:
    """Grow over quotations that would be cut in two, unless the content lies within one."""
    for q in quotations:
        if q.extent.start >= end:
            break
        if q.extent.end <= start:
            continue
        if q.extent.start <= start and end <= q.extent.end:
            rest = text[end : q.extent.end]
            if q.extent.start == start and not any(c.isalnum() for c in rest):
                end = q.extent.end
            continue
        if start < q.extent.start < end < q.extent.end:
            end = q.extent.end
        elif q.extent.start < start < q.extent.end < end:
            start = q.extent.start
    return start, end
