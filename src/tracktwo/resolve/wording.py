"""Reasons in words for people: articles by name, days, quotations."""

from __future__ import annotations

from tracktwo.model import Document, Extent, Interval

_LONGEST = 120
"""Characters of a quotation in a reason."""

_LONG_TITLE = 50
"""Characters of a title that stand for an article."""


def article(document: Document) -> str:
    """What to call an article in a reason: its title, else its file, else its id."""
    title = document.title.text if document.title else ""
    place = (document.path or document.url or "").rstrip("/").rsplit("/", 1)[-1]
    return f"“{_one_line(title, _LONG_TITLE) or place or document.id}”"


def quoted(extent: Extent, document: Document) -> str:
    """Words of an article, in quotation marks."""
    return f"“{_one_line(extent.of(document.text), _LONGEST)}”"


def days_told(days: Interval) -> str:
    """An interval for people: `2021-10-20`, `2021-10-20 to 2021-10-23`, `by 2021-10-20`."""
    return days.told("an unknown day")


def written(document: str, days: Interval) -> str:
    """An article, by its name, and when it can have been written."""
    return f"{document} (written {days_told(days)})" if days.known else document


def counted(number: int, thing: str) -> str:
    """`1 article`, `2 articles`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _one_line(words: str, most: int) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0] + " …"
