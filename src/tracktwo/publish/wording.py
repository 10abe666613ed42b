"""Days, passages and texts as the dossier prints them."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from markupsafe import Markup, escape

from tracktwo.model import Document, Interval, Span

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s|\n")
_REACH = 160
"""Characters of a sentence that are shown on either side of a witness."""


def when(interval: Interval) -> str:
    """An interval as people write it: `9 November 2018`, `November 2018`, `1–3 May 2019`."""
    first, last = interval.earliest, interval.latest
    if first is None or last is None:
        if first is None and last is None:
            return "date unknown"
        return f"since {_day(first)}" if first else f"by {_day(last)}"
    if first == last:
        return _day(first)
    if first.day == 1 and _ends_month(last):
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B} {first.year}"
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else "?"


def _ends_month(day: datetime.date) -> bool:
    return day == datetime.date.max or (day + datetime.timedelta(days=1)).day == 1


class Passage(NamedTuple):
    """A witness with what its sentence says before and after it."""

    before: str
    span: Span
    after: str


def passage(span: Span, document: Document | None) -> Passage:
    """The sentence around a witness, cut where it is long; the words alone without a document."""
    if document is None:
        return Passage("", span, "")
    ahead = document.text[max(span.start - _REACH, 0) : span.start]
    behind = document.text[span.end : span.end + _REACH]
    starts = [m.end() for m in _SENTENCE_END.finditer(ahead)]
    if starts:
        ahead = ahead[starts[-1] :]
    elif span.start > _REACH:
        ahead = "…" + ahead.partition(" ")[2]
    end = _SENTENCE_END.search(behind)
    if end and not span.text.endswith((".", "!", "?")):
        behind = behind[: end.end()]
    elif span.text.endswith((".", "!", "?")):
        behind = ""
    elif span.end + _REACH < len(document.text):
        behind = behind.rpartition(" ")[0] + "…"
    return Passage(ahead, span, behind)


def article(document: Document) -> Markup:
    """The text of an article as HTML, its page furniture in spans of that class.

    A browser counts the same code points as we do, which takes care with the two characters
    that HTML does not keep: a carriage return, which it would read as a line feed, and the
    null character, which it would drop.
    """
    parts, at = [], 0
    for span in sorted(document.furniture):
        if span.start >= at:
            parts.append(_html(document.text[at : span.start]))
            parts.append(Markup('<span class="furniture">{}</span>').format(_html(span.text)))
            at = span.end
    parts.append(_html(document.text[at:]))
    return Markup("").join(parts)


def _html(text: str) -> Markup:
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))
