"""Days, months, years and terms as the data files write them, turned into intervals."""

from __future__ import annotations

import calendar
import datetime
from functools import lru_cache

from tracktwo.model import Interval


@lru_cache(maxsize=4096)
def days_of(value: str) -> Interval:
    """The days that `2021`, `2021-10` or `2021-10-20` hold; ValueError for anything else."""
    parts = [int(part) for part in value.split("-")]
    match parts:
        case [year]:
            return Interval(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        case [year, month]:
            return month_of(year, month)
        case [year, month, day]:
            here = datetime.date(year, month, day)
            return Interval(here, here)
    raise ValueError(f"no date: {value!r}")


def month_of(year: int, month: int) -> Interval:
    """The first to the last day of a month."""
    last = calendar.monthrange(year, month)[1]
    return Interval(datetime.date(year, month, 1), datetime.date(year, month, last))


def period(value: str) -> Interval:
    """`2017..2021-08-15`, `2017..`, `..1991`, `2018` or nothing: the widest reading of each end."""
    if ".." not in value:
        return days_of(value) if value else Interval()
    first, last = value.split("..")
    return Interval(
        days_of(first).earliest if first else None, days_of(last).latest if last else None
    )
