"""Finding the days on which most clues agree.

A clue says on which days something can have been, how far it is to be trusted, and why. The
answer is the set of days that satisfies the greatest weight of clues; what does not fit is set
aside and can be shown.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from tracktwo.model import Extent, Interval

DATELINE, AGENCY, COUNTED, NAMED_DAY, EVENT, OFFICE, YEAR, RECENT = 1000, 500, 40, 40, 14, 12, 10, 4
"""Weights of the kinds of clue; they order them and mean nothing more: a printed dateline above all,
then days that name themselves and counts from what everybody knows, then events, offices, years."""

HORIZON = Interval(datetime.date(1945, 1, 1), datetime.date(2049, 12, 31))
"""The days that are looked at; an answer that reaches the horizon is open there."""

_A_YEAR = datetime.timedelta(days=366)
_NARROWLY = 8
"""Weight by which the better of two answers must win, if the other is not to be possible too."""

_Run: TypeAlias = tuple[int, int]
"""First and last day, as ordinals."""


@dataclass(frozen=True)
class Clue:
    """The days that are possible if this clue is right."""

    days: tuple[Interval, ...]
    weight: int
    reason: str
    extent: Extent | None = None
    """The words that witness it, in the document that it is of."""
    fresh: bool = False
    """Whether it names a day or month of something that stories soon stop telling."""

    @cached_property
    def runs(self) -> list[_Run]:
        """The days as disjoint runs in order, cut off at the horizon."""
        horizon = _run(HORIZON)
        return _common([horizon], _merged(sorted(_run(i) for i in self.days)))


@dataclass(frozen=True)
class Agreement:
    """The days on which most clues agree, and which clues those are."""

    days: tuple[Interval, ...]
    kept: tuple[Clue, ...]
    dropped: tuple[Clue, ...]

    @property
    def hull(self) -> Interval:
        """From the first to the last day; an end within a year of the horizon is open.

        What comes round every year ends in the last year that is looked at, and means no end.
        """
        first, last = self.days[0].earliest, self.days[-1].latest
        assert first and last and HORIZON.earliest and HORIZON.latest
        return Interval(
            None if first - HORIZON.earliest < _A_YEAR else first,
            None if HORIZON.latest - last < _A_YEAR else last,
        )

    def nearest(self, then: Interval) -> Agreement:
        """Of days that lie apart, those runs that meet the given days, if any do."""
        runs = tuple(run for run in self.days if run.overlaps(then))
        return Agreement(runs, self.kept, self.dropped) if runs else self

    def decisive(self) -> Iterator[Clue]:
        """The kept clues that, taken by weight, each rule out further days."""
        left = [_run(HORIZON)]
        for clue in self.kept:
            narrower = _common(left, clue.runs)
            if narrower and narrower != left:
                left = narrower
                yield clue


def agreement(clues: Iterable[Clue]) -> Agreement:
    """The days that satisfy the greatest weight of clues, whatever order they come in.

    Where the weight that speaks against these days is nearly as great, the days that it speaks
    for are possible too: clues that contradict each other leave a wide answer, not a wrong one.
    """
    ordered = sorted(clues, key=lambda c: (-c.weight, c.extent or Extent(0, 0), c.reason, c.runs))
    weighed = _weighed(ordered)
    best = max(weight for _, weight in weighed)
    chosen = [run for run, weight in weighed if weight == best]
    merged = _merged(chosen)
    contrary = [c for c in ordered if not _common(c.runs, merged)]
    for clue in contrary:
        runs = clue.runs
        inside = [(run, weight) for run, weight in weighed if _meets(run, runs)]
        most = max((weight for _, weight in inside), default=0)
        if most >= best - _NARROWLY:
            chosen += [run for run, weight in inside if weight == most]
    found = _merged(sorted(chosen))
    days = tuple(_interval(run) for run in found)
    kept = tuple(c for c in ordered if any(_meets(run, found) for run in c.runs))
    return Agreement(days, kept, tuple(c for c in ordered if c not in kept))


def _weighed(clues: Sequence[Clue]) -> list[tuple[_Run, int]]:
    """All days, cut where a clue begins or ends, with the weight of the clues that they satisfy."""
    first, last = _run(HORIZON)
    changes: dict[int, int] = {first: 0, last + 1: 0}
    for clue in clues:
        for start, end in clue.runs:
            changes[start] = changes.get(start, 0) + clue.weight
            changes[end + 1] = changes.get(end + 1, 0) - clue.weight
    weight = 0
    found: list[tuple[_Run, int]] = []
    for here, there in itertools.pairwise(sorted(changes)):
        weight += changes[here]
        found.append(((here, there - 1), weight))
    return found


def _run(days: Interval) -> _Run:
    assert HORIZON.earliest and HORIZON.latest
    return (days.earliest or HORIZON.earliest).toordinal(), (
        days.latest or HORIZON.latest
    ).toordinal()


def _merged(runs: Sequence[_Run]) -> list[_Run]:
    """Runs in order, joined where they touch."""
    joined: list[_Run] = []
    for start, end in runs:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start <= end:
            joined.append((start, end))
    return joined


def _common(one: Sequence[_Run], other: Sequence[_Run]) -> list[_Run]:
    """The days that lie in both, each given as disjoint runs in order."""
    shared: list[_Run] = []
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start <= end:
            shared.append((start, end))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return shared


def _meets(run: _Run, runs: Sequence[_Run]) -> bool:
    """Whether a run has a day in common with one of several."""
    first, last = run
    return any(start <= last and first <= end for start, end in runs)


def _interval(run: _Run) -> Interval:
    return Interval(datetime.date.fromordinal(run[0]), datetime.date.fromordinal(run[1]))
