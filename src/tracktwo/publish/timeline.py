"""Meetings on a line of time: where each mark stands, in parts of the width.

Piles speak of one busy season and of a few meetings decades before it. Long empty stretches are
therefore folded into a short break, which the page draws as one.
"""

from __future__ import annotations

import bisect
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracktwo.model import Meeting

_LEAST = 3.6
"""Percent of the width that a mark takes at least, so that it can be read and hit."""
_BREAK = 8.0
"""Percent of the width that a folded stretch takes."""
_EDGE = 1.0
"""Percent of the width that stays free at either end."""
_MOST_BREAKS = 4
_LONG = 0.2
"""A stretch is folded when it is this part of all that is not folded yet."""
_APART = 8.0
"""Percent of the width between two labels of the axis."""
_WIDEST = 5 * 366
"""Days; a meeting that is known less closely than that would only fill the line."""
_OTHERS = "other meetings"


@dataclass(frozen=True)
class Mark:
    """One meeting: from `left` for `width`, both in percent; rows count from 0 at the top.

    `wide` if it takes more room than a day needs; `fades` to the side on which the end is not known.
    """

    meeting: Meeting
    left: float
    width: float
    row: int
    wide: bool
    fades: Literal["left", "right", ""]


@dataclass(frozen=True)
class Lane:
    """One track (or the meetings of none), with its marks in rows that do not overlap."""

    name: str
    marks: tuple[Mark, ...]
    rows: int


@dataclass(frozen=True)
class Tick:
    """A label of the axis: a year, a month, or the month at which the line goes on."""

    left: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """Lanes over an axis; `undated` are the meetings without a date that could be drawn.

    `breaks` are (left, width) of folded stretches, in percent.
    """

    lanes: tuple[Lane, ...] = ()
    ticks: tuple[Tick, ...] = ()
    breaks: tuple[tuple[float, float], ...] = ()
    undated: tuple[Meeting, ...] = ()


def closely_dated(meeting: Meeting) -> bool:
    """Whether it is known well enough when a meeting was to draw it."""
    if not meeting.date.known:
        return False
    first, last = _ends(meeting)
    return (last - first).days <= _WIDEST


def timeline(meetings: Sequence[Meeting], tracks: Mapping[str, str]) -> Timeline:
    """Place dated meetings by their interval; an open end takes a month. `tracks`: id -> name."""
    dated = [(m, *_ends(m)) for m in meetings if closely_dated(m)]
    undated = tuple(m for m in meetings if not closely_dated(m))
    if not dated:
        return Timeline(undated=undated)
    axis = _Axis([day for _, start, end in dated for day in (start, end)])
    by_lane: dict[str, list[tuple[float, float, Meeting]]] = {}
    for meeting, start, end in dated:
        lane = tracks.get(meeting.track or "", _OTHERS)
        by_lane.setdefault(lane, []).append((axis.at(start), axis.at(end), meeting))
    names = sorted(by_lane, key=lambda name: (name == _OTHERS, name))
    lanes = tuple(_lane(name, by_lane[name]) for name in names)
    return Timeline(lanes, axis.ticks(), axis.breaks, undated)


def _lane(name: str, places: list[tuple[float, float, Meeting]]) -> Lane:
    """Each mark goes into the first row that is free where it starts."""
    ends: list[float] = []
    marks = []
    for start, end, meeting in sorted(places, key=lambda p: (p[0], p[1], p[2].id)):
        width = max(end - start, _LEAST)
        left = max(min(start, 100 - width), 0.0)
        row = next((i for i, taken in enumerate(ends) if taken <= left), len(ends))
        ends[row : row + 1] = [left + width + 0.3]
        wide = end - start > _LEAST
        fades: Literal["left", "right", ""] = (
            "left" if not meeting.date.earliest else "right" if not meeting.date.latest else ""
        )
        marks.append(Mark(meeting, round(left, 2), round(width, 2), row, wide, fades))
    return Lane(name, tuple(marks), len(ends))


def _ends(meeting: Meeting) -> tuple[datetime.date, datetime.date]:
    first, last = meeting.date.earliest, meeting.date.latest
    if first is None:
        assert last is not None
        return _shift(last, -30), last
    return first, last or _shift(first, 30)


def _shift(day: datetime.date, days: int) -> datetime.date:
    least, most = datetime.date.min.toordinal(), datetime.date.max.toordinal()
    return datetime.date.fromordinal(min(max(day.toordinal() + days, least), most))


class _Axis:
    """Days to percent, in stretches between which the scale changes."""

    def __init__(self, days: Sequence[datetime.date]) -> None:
        first, last = min(days), max(days)
        self.days = sorted({*days, last if last > first else _shift(first, 30)})
        lengths = [(b - a).days for a, b in zip(self.days, self.days[1:], strict=False)]
        folded = _to_fold(lengths)
        shown = sum(n for i, n in enumerate(lengths) if i not in folded) or 1
        unit = (100 - 2 * _EDGE - _BREAK * len(folded)) / shown
        self.places = [_EDGE]
        for i, length in enumerate(lengths):
            self.places.append(self.places[-1] + (_BREAK if i in folded else length * unit))
        self.folded = folded

    def at(self, day: datetime.date) -> float:
        """The place of a day in percent."""
        i = min(max(bisect.bisect_right(self.days, day) - 1, 0), len(self.days) - 2)
        a, b = self.days[i], self.days[i + 1]
        part = (day - a).days / (b - a).days
        return round(self.places[i] + part * (self.places[i + 1] - self.places[i]), 2)

    @property
    def breaks(self) -> tuple[tuple[float, float], ...]:
        """(left, width) of what is folded."""
        return tuple((round(self.places[i], 2), _BREAK) for i in sorted(self.folded))

    def ticks(self) -> tuple[Tick, ...]:
        """Where the line goes on after a break, then years, then months, as far as there is room.

        A month says its year where the label before it does not.
        """
        months = [day for day in self._months() if not self._is_folded(day)]
        resumed = [
            self.days[i + 1]
            for i in sorted(self.folded)
            if i + 1 not in self.folded and i + 2 < len(self.days)
        ]
        placed: dict[datetime.date, float] = {}
        for day in [self.days[0], *resumed, *sorted(months, key=lambda d: d.month != 1)]:
            left = self.at(day)
            if left <= 100 - _APART and all(abs(left - at) >= _APART for at in placed.values()):
                placed[day] = left
        ticks, year = [], 0
        for day, left in sorted(placed.items()):
            month = "" if day.month == 1 and day.day == 1 else f"{day:%b}"
            told = "" if day.year == year else str(day.year)
            ticks.append(Tick(left, f"{month} {told}".strip()))
            year = day.year
        return tuple(ticks)

    def _months(self) -> list[datetime.date]:
        first, last = self.days[0], self.days[-1]
        numbers = range(first.year * 12 + first.month, last.year * 12 + last.month)
        return [datetime.date(n // 12, n % 12 + 1, 1) for n in numbers]

    def _is_folded(self, day: datetime.date) -> bool:
        return bisect.bisect_right(self.days, day) - 1 in self.folded


def _to_fold(lengths: Sequence[int]) -> frozenset[int]:
    """Which stretches are so long that the rest would be squeezed beside them."""
    folded: set[int] = set()
    left = sum(lengths)
    for i in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i))[:_MOST_BREAKS]:
        if len(lengths) - len(folded) <= 3 or lengths[i] < 120 or lengths[i] < _LONG * left:
            break
        folded.add(i)
        left -= lengths[i]
    return frozenset(folded)
