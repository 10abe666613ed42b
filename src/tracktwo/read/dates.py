"""Dates as pages and datelines print them, in any common order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracktwo.model import Extent

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+)?"
MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DATES = re.compile(
    r"(?<![\w/])"
    + _WEEKDAY
    + r"(?:"
    + rf"(?P<m1>{MONTH})\s*{_DAY.format('d1')}\s*(?:,|\b)\s*{_YEAR.format('y1')}"
    + rf"|{_DAY.format('d2')}(?:\s+of)?[\s.,-]*(?P<m2>{MONTH})[\s,-]*(?:{_YEAR.format('y2')}|'?(?P<y3>\d\d)(?![:.]?\d| ?[ap]\.?m\b))"
    + rf"|{_YEAR.format('y4')}[\s,-]+(?P<m4>{MONTH})[\s-]+{_DAY.format('d4')}"
    + rf"|{_YEAR.format('y5')}(?P<s5>[-/.])(?P<n5>[01]?\d)(?P=s5){_DAY.format('d5')}(?:T[\d:.+Z-]+)?"
    + rf"|(?P<a6>[0-3]?\d)(?P<s6>[-/.])(?P<b6>[0-3]?\d)(?P=s6){_YEAR.format('y6')}"
    + r")(?![\w/])",
    re.IGNORECASE,
)
# Clocks of the United States make the month stand first in 05/06/2018.
_US_CLOCK = re.compile(r"\b(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b")
_FIRST_YEAR_OF_TWO_DIGITS = 1969
"""Two digits mean the hundred years from here: 90 is 1990, 05 is 2005."""


@dataclass(frozen=True)
class PrintedDate:
    """A day with its year, and where it is printed (weekday included)."""

    date: datetime.date
    extent: Extent


def printed_dates(text: str, extent: Extent) -> Iterator[PrintedDate]:
    """The full dates printed in a stretch of text, in text order; partial ones are passed over."""
    for match in _DATES.finditer(text, extent.start, extent.end):
        date = _date(match, bool(_US_CLOCK.search(text, extent.start, extent.end)))
        if date:
            yield PrintedDate(date, Extent(match.start(), match.end()))


def _date(match: re.Match[str], month_first: bool) -> datetime.date | None:
    parts = match.groupdict()
    if parts["a6"]:
        first, second = int(parts["a6"]), int(parts["b6"])
        month_first = (month_first and first <= 12) or second > 12
        month, day = (first, second) if month_first else (second, first)
        year = int(parts["y6"])
    else:
        number = next(n for n in "1245" if parts[f"d{n}"])
        named = parts.get(f"m{number}")
        month = _MONTHS[named.rstrip(".").casefold()] if named else int(parts["n5"])
        day = int(parts[f"d{number}"])
        year = int(parts[f"y{number}"] or 0) or _full_year(int(parts["y3"]))
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _full_year(two_digits: int) -> int:
    return (two_digits - _FIRST_YEAR_OF_TWO_DIGITS) % 100 + _FIRST_YEAR_OF_TWO_DIGITS
