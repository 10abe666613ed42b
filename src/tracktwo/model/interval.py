"""Intervals of days: what is known of when something happened."""

from __future__ import annotations

import datetime

import msgspec


class Interval(msgspec.Struct, frozen=True, order=True):
    """The first and last day on which it can have been; None is an open end.

    An interval that is honest and wide beats a date that is exact and wrong.
    """

    earliest: datetime.date | None = None
    latest: datetime.date | None = None

    @property
    def known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    def spans_at_most(self, days: int) -> bool:
        """Whether both ends are known and no more than that many days apart."""
        if self.earliest is None or self.latest is None:
            return False
        return (self.latest - self.earliest).days <= days

    def told(self, unknown: str) -> str:
        """`2021-10-20`, `2021-10-20 to 2021-10-23`, `by 2021-10-20`; `unknown` where no end is."""
        if self.exact:
            return str(self.earliest)
        if self.earliest and self.latest:
            return f"{self.earliest} to {self.latest}"
        if self.known:
            return f"since {self.earliest}" if self.earliest else f"by {self.latest}"
        return unknown

    def overlaps(self, other: Interval) -> bool:
        """Whether some day lies in both; open ends reach for ever."""
        starts_late = self.earliest and other.latest and self.earliest > other.latest
        ends_early = self.latest and other.earliest and self.latest < other.earliest
        return not (starts_late or ends_early)

    def hull(self, other: Interval) -> Interval:
        """From the first day of either to the last of either; open where one of them is."""
        starts = [d for d in (self.earliest, other.earliest) if d]
        ends = [d for d in (self.latest, other.latest) if d]
        return Interval(
            min(starts) if len(starts) == 2 else None, max(ends) if len(ends) == 2 else None
        )

    def narrowed(self, other: Interval) -> Interval | None:
        """The days that lie in both, or None when there are none."""
        if not self.overlaps(other):
            return None
        starts = [d for d in (self.earliest, other.earliest) if d]
        ends = [d for d in (self.latest, other.latest) if d]
        return Interval(max(starts, default=None), min(ends, default=None))
