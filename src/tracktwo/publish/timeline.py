"""Meetings on a line of time: where each mark stands, in parts of the width."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.model import Meeting


@dataclass(frozen=True)
class Mark:
    """One meeting: from `left` for `width`, both in percent of the line."""

    meeting: Meeting
    label: str
    left: float
    width: float
    row: int


@dataclass(frozen=True)
class Lane:
    """One track (or the meetings of none), with its marks in rows that do not overlap."""

    name: str
    marks: tuple[Mark, ...]
    rows: int


@dataclass(frozen=True)
class Timeline:
    """Lanes over years; `undated` are the meetings without any date."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: tuple[tuple[Meeting, str], ...]


_LEAST = 1.2
"""Percent of the width that a single day takes, so that it can be seen and hit."""


def timeline(
    meetings: Sequence[Meeting], tracks: Mapping[str, str], label: Callable[[Meeting], str]
) -> Timeline:
    """Place dated meetings by their interval; an open end takes a month."""
    dated = [(m, *_ends(m)) for m in meetings if m.date.known]
    undated = tuple((m, label(m)) for m in meetings if not m.date.known)
    if not dated:
        return Timeline((), (), undated)
    first = min(start for _, start, _ in dated)
    last = max(end for _, _, end in dated)
    pad = max((last - first).days * 0.03, 10)
    first, last = _shift(first, -pad), _shift(last, pad)
    length = (last - first).days or 1

    def at(day: datetime.date) -> float:
        return round(100 * (day - first).days / length, 2)

    by_lane: dict[str, list[tuple[Meeting, float, float]]] = {}
    for meeting, start, end in dated:
        lane = tracks.get(meeting.track or "", "other meetings")
        width = max(at(end) - at(start), _LEAST)
        by_lane.setdefault(lane, []).append((meeting, at(start), round(width, 2)))
    lanes = []
    for name in sorted(by_lane, key=lambda n: (n == "other meetings", n)):
        ends: list[float] = []
        marks = []
        for meeting, left, width in sorted(by_lane[name], key=lambda m: (m[1], m[2], m[0].id)):
            row = next((i for i, end in enumerate(ends) if end <= left), len(ends))
            ends[row : row + 1] = [left + width + 0.3]
            marks.append(Mark(meeting, label(meeting), left, width, row))
        lanes.append(Lane(name, tuple(marks), len(ends)))
    return Timeline(tuple(lanes), tuple(_ticks(first, last, at)), undated)


def _ends(meeting: Meeting) -> tuple[datetime.date, datetime.date]:
    first, last = meeting.date.earliest, meeting.date.latest
    if first is None:
        assert last is not None
        return _shift(last, -30), last
    return first, last or _shift(first, 30)


def _shift(day: datetime.date, days: float) -> datetime.date:
    return day + datetime.timedelta(days=int(days))


def _ticks(
    first: datetime.date, last: datetime.date, at: Callable[[datetime.date], float]
) -> list[tuple[float, str]]:
    """Years, or months where the line is short; never more than a dozen or so."""
    years = last.year - first.year
    if years >= 2:
        step = max(1, years // 10)
        days = [datetime.date(y, 1, 1) for y in range(first.year + 1, last.year + 1, step)]
        return [(at(d), str(d.year)) for d in days]
    months = [
        datetime.date(first.year + m // 12, m % 12 + 1, 1)
        for m in range(first.month, first.month + years * 12 + 13)
    ]
    months = [d for d in months if first < d < last]
    step = max(1, len(months) // 8)
    return [(at(d), f"{d:%b %Y}") for d in months[::step]]
