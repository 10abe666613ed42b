"""Time expressions: strict F1 and value accuracy, beside two libraries in the same run.

    python benchmarks/times/run.py CASES [--table README.md] [--misses N]

`CASES` is a folder of the English Recognizers-Text specifications (`DateTimeModel.json`, …): an
input, a reference date and the expressions that must be found. The peers are dateparser
(`search_dates`) and parsedatetime (`nlp`); they are not needed by the program itself.

An expression counts when its first and last character are right; a signal word in front (*on*,
*since*, *from*, *the*) may be in or out, for every library alike. The value counts, of the
expressions found, when the days, the time of day, the length or the repetition are those of the
specification, in its past or its future reading. dateparser and parsedatetime answer with one
moment, which counts for a longer stretch when it lies within it.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from tracktwo.extract.timex import Timex, recognise
from tracktwo.knowledge.calendar import days_of
from tracktwo.model import Extent, Interval, TimeExpression
from tracktwo.resolve.when import date_of

Day: TypeAlias = datetime.datetime
_SIGNAL = re.compile(
    r"(?:(?:on|in|at|by|from|since|before|after|until|till|to|for|of|between|during|around|about"
    r"|over|within|through|the|starting|as|up|later than|earlier than|sooner than|more than|less than"
    r"|prior to|no later than|right)\s+)+",
    re.IGNORECASE,
)
_UNITS = {
    "D": 86400.0,
    "W": 604800.0,
    "M": 2592000.0,
    "Y": 31536000.0,
    "S": 1.0,
    "TM": 60.0,
    "H": 3600.0,
}


@dataclass(frozen=True)
class Case:
    """One sentence of the specification, with what must be found in it."""

    text: str
    now: Day
    gold: tuple[Gold, ...]


@dataclass(frozen=True)
class Gold:
    """One expected expression; `stretches` are its readings as (start, end), end excluded."""

    start: int
    end: int
    kind: str
    timex: str
    stretches: tuple[tuple[Day, Day], ...]
    times: tuple[str, ...]
    seconds: float | None


@dataclass(frozen=True)
class Found:
    """One expression that a library found, and whether its value is right for a gold one."""

    start: int
    end: int
    right: Callable[[Gold], bool]


# ------------------------------------------------------------------ the specification
def cases(path: Path) -> Iterator[Case]:
    """The cases of one file; those that the specification calls unsupported everywhere are kept."""
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        reference = (case.get("Context") or {}).get("ReferenceDateTime") or "2016-11-07T00:00:00"
        now = datetime.datetime.fromisoformat(reference[:19])
        text = case["Input"]
        gold = []
        for result in case["Results"]:
            start = result.get("Start", text.lower().find(result["Text"].lower()))
            end = start + len(result["Text"])
            gold.append(_gold(start, end, result))
        yield Case(text, now, tuple(gold))


def _gold(start: int, end: int, result: dict[str, Any]) -> Gold:
    kind = (result.get("TypeName") or result.get("Type") or "").removeprefix("datetimeV2.")
    value = result.get("Resolution") or result.get("Value") or {}
    rows = value.get("values") or [
        {**value.get(side, {}), "timex": value.get("Timex", "")}
        for side in ("PastResolution", "FutureResolution")
    ]
    stretches: list[tuple[Day, Day]] = []
    times: list[str] = []
    seconds: float | None = None
    for row in rows:
        first = row.get("start") or row.get("startDate") or row.get("startDateTime")
        last = row.get("end") or row.get("endDate") or row.get("endDateTime")
        point = row.get("value") or row.get("date") or row.get("dateTime")
        if "not resolved" in (row.get("value"), first):
            continue
        if kind == "duration":
            seconds = float(row.get("value") or row.get("duration") or 0)
        elif first and last and len(first) >= 10 and len(last) >= 10:
            stretches.append((_moment(first), _moment(last)))
        elif point and len(point) >= 10:
            begin = _moment(point)
            length = datetime.timedelta(days=1 if len(point) == 10 else 0)
            stretches.append((begin, begin + length))
        elif first and len(first) >= 10:
            stretches.append((_moment(first), datetime.datetime.max))
        elif last and len(last) >= 10:
            stretches.append((datetime.datetime.min, _moment(last)))
        times += [t[:5] for t in (row.get("value"), row.get("time"), first) if t and len(t) == 8]
    return Gold(
        start,
        end,
        kind,
        str(rows[0].get("timex", "")) if rows else "",
        tuple(stretches),
        tuple(times),
        seconds,
    )


def _moment(text: str) -> Day:
    return datetime.datetime.fromisoformat(text[:19])


# ------------------------------------------------------------------ the libraries
def by_tracktwo(text: str, now: Day) -> list[Found]:
    """The program's own grammar."""
    return [Found(t.start, t.end, _judge(t, now)) for t in recognise(text)]


def by_dateparser(text: str, now: Day) -> list[Found]:
    """dateparser.search.search_dates; it gives words, which are looked for one after the other."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": now}
    found = search_dates(text, languages=["en"], settings=settings) or []
    at, answers = 0, []
    for words, moment in found:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            answers.append(Found(start, at, _judge_moment(moment)))
    return answers


def by_parsedatetime(text: str, now: Day) -> list[Found]:
    """parsedatetime.Calendar().nlp."""
    import parsedatetime

    calendar = _CALENDARS.setdefault("en", parsedatetime.Calendar())
    found = calendar.nlp(text, sourceTime=now.timetuple()) or ()
    return [Found(start, end, _judge_moment(moment)) for moment, _, start, end, _ in found]


_CALENDARS: dict[str, Any] = {}
LIBRARIES: dict[str, Callable[[str, Day], list[Found]]] = {
    "tracktwo": by_tracktwo,
    "dateparser": by_dateparser,
    "parsedatetime": by_parsedatetime,
}


# ------------------------------------------------------------------ values
def _judge_moment(moment: Day) -> Callable[[Gold], bool]:
    plain = moment.replace(tzinfo=None)

    def right(gold: Gold) -> bool:
        if gold.times and not gold.stretches:
            return f"{plain:%H:%M}" in gold.times
        return any(a <= plain < b or a == plain for a, b in gold.stretches)

    return right


def _judge(timex: Timex, now: Day) -> Callable[[Gold], bool]:
    def right(gold: Gold) -> bool:
        if gold.kind == "set":
            return (
                gold.timex in (timex.value, timex.value.replace("XXXX-XX-XX", ""))
                and timex.kind == "set"
            )
        if gold.seconds is not None:
            return _seconds(timex.value) == gold.seconds
        clock = re.search(r"T(\d\d)(?::(\d\d))?", timex.value)
        told = f"{clock.group(1)}:{clock.group(2) or '00'}" if clock else None
        if gold.times and not gold.stretches:
            return told in gold.times or timex.value == gold.timex
        if gold.timex == timex.value and timex.value.endswith("_REF"):
            return True
        if "/" in timex.value and gold.timex.startswith("("):
            return _same_range(timex, now, gold)
        named = _timex_days(gold.timex)
        for days in _days(timex, now):
            if named and days == named and not told:
                return True
            if any(_same(stretch, days, told, gold) for stretch in gold.stretches):
                return True
        return gold.timex in (timex.value, timex.value.removeprefix("XXXX-")) and not gold.stretches

    return right


def _same_range(timex: Timex, now: Day, gold: Gold) -> bool:
    """The specification ends a range where its last part begins."""
    first, last = (replace(timex, value=value) for value in timex.value.split("/"))
    starts = [days.earliest for days in _days(first, now)]
    ends = [day for days in _days(last, now) for day in (days.earliest, _after(days.latest))]
    clocks = re.findall(r"T(\d\d)(?::(\d\d))?", timex.value)
    if gold.times and not gold.stretches:
        return bool(clocks) and f"{clocks[0][0]}:{clocks[0][1] or '00'}" in gold.times
    return any(a.date() in starts and b.date() in ends for a, b in gold.stretches)


def _after(day: datetime.date | None) -> datetime.date | None:
    return day + datetime.timedelta(days=1) if day else None


def _timex_days(timex: str) -> Interval | None:
    """The days of a TIMEX value that names a year, a month, or a week of a year."""
    if re.fullmatch(r"\d{4}(-\d\d)?", timex):
        return days_of(timex)
    match = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex)
    if not match:
        return None
    monday = datetime.date.fromisocalendar(int(match.group(1)), int(match.group(2)), 1)
    first = 5 if match.group(3) else 0
    return Interval(monday + datetime.timedelta(days=first), monday + datetime.timedelta(days=6))


def _same(stretch: tuple[Day, Day], days: Interval, told: str | None, gold: Gold) -> bool:
    """The same days; and, for moments, the same time of day."""
    first, last = stretch
    if first == datetime.datetime.min:
        return days.earliest == last.date()
    if last == datetime.datetime.max:
        return days.earliest == first.date()
    if gold.kind.startswith("datetime"):
        if days.earliest != first.date():
            return False
        return told is None or told == f"{first:%H:%M}" or gold.kind == "datetimerange"
    end = (last - datetime.timedelta(seconds=1)).date() if last > first else last.date()
    return (days.earliest, days.latest) == (first.date(), end)


def _days(timex: Timex, now: Day) -> Iterator[Interval]:
    """The days meant, read into the past and into the future, by the specification's customs."""
    day = now.date()
    place = Interval(day, day)
    one = datetime.timedelta(days=1)
    if timex.shift and timex.kind == "duration" and timex.unit:
        end = _moved(day, timex.shift, timex.unit)
        yield Interval(end, day - one) if timex.shift < 0 else Interval(day + one, end)
        return
    if (
        timex.shift is not None
        and abs(timex.shift) > 0
        and timex.unit
        and "W" not in timex.value[4:]
    ):
        moved = _moved(day, timex.shift, timex.unit)
        if re.fullmatch(r"[X-]+", timex.value):
            yield Interval(moved, moved)
    if timex.value == "XXXX-WXX" and timex.shift:
        moved = _moved(day, timex.shift, timex.unit or "W")
        yield Interval(moved, moved)
    time = TimeExpression(
        extent=Extent(timex.start, timex.end),
        value=timex.value,
        kind=timex.kind,
        shift=timex.shift,
        unit=timex.unit,
        anchor=timex.anchor,
        weekday=timex.weekday,
    )
    for direction in ("past", "future"):
        found = date_of(time, place, place, direction)  # type: ignore[arg-type]
        yield found
        if timex.value.startswith("XXXX-WXX-") and timex.shift:
            yield Interval(found.earliest, found.earliest)
            yield Interval(found.latest, found.latest)


def _moved(day: datetime.date, shift: int, unit: str) -> datetime.date:
    if unit in ("D", "W"):
        return day + datetime.timedelta(days=shift * (7 if unit == "W" else 1))
    months = shift * {"M": 1, "Y": 12, "DE": 120}.get(unit, 0)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (
        datetime.date(year + month // 11, (month + 1) % 12 + 1, 1) - datetime.timedelta(days=1)
    ).day
    return datetime.date(year, month + 1, min(day.day, last))


def _seconds(value: str) -> float | None:
    match = re.fullmatch(r"P(T?)([\d.]+)([A-Z]+)", value)
    if not match:
        return None
    unit = "TM" if match.group(1) and match.group(3) == "M" else match.group(3)
    return float(match.group(2)) * _UNITS[unit] if unit in _UNITS else None


# ------------------------------------------------------------------ the score
@dataclass
class Score:
    """Counts of one library on one file."""

    hits: int = 0
    found: int = 0
    gold: int = 0
    values: int = 0
    seconds: float = 0.0

    @property
    def f1(self) -> float:
        """Of exact extents."""
        return 2 * self.hits / (self.found + self.gold) if self.found + self.gold else 0.0

    @property
    def accuracy(self) -> float:
        """Of the values of the expressions found exactly."""
        return self.values / self.hits if self.hits else 0.0

    @property
    def both(self) -> float:
        """F1 of extents with the right value."""
        return 2 * self.values / (self.found + self.gold) if self.found + self.gold else 0.0

    def add(self, other: Score) -> None:
        """Sum of two files."""
        self.hits += other.hits
        self.found += other.found
        self.gold += other.gold
        self.values += other.values
        self.seconds += other.seconds


def score(library: Callable[[str, Day], list[Found]], path: Path, misses: list[str]) -> Score:
    """One library on one file of cases."""
    total = Score()
    for case in cases(path):
        begun = time.perf_counter()
        found = library(case.text, case.now)
        total.seconds += time.perf_counter() - begun
        total.found += len(found)
        total.gold += len(case.gold)
        wanted = {_edges(case.text, g.start, g.end): g for g in case.gold}
        for answer in found:
            gold = wanted.pop(_edges(case.text, answer.start, answer.end), None)
            if gold is None:
                misses.append(
                    f"{path.stem}: extra {case.text[answer.start : answer.end]!r} in {case.text!r}"
                )
                continue
            total.hits += 1
            right = answer.right(gold)
            total.values += right
            if not right:
                misses.append(
                    f"{path.stem}: value of {case.text[answer.start : answer.end]!r} is {gold.timex} {gold.kind} {gold.stretches[:1]} now {case.now}"
                )
        misses += [
            f"{path.stem}: missed {case.text[g.start : g.end]!r} in {case.text!r}"
            for g in wanted.values()
        ]
    return total


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    signal = _SIGNAL.match(words)
    if signal and signal.end() < len(words):
        start += signal.end()
    return start, end - (len(words) - len(words.rstrip(" .,")))


def main() -> int:
    """The table: one line a file and library, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("cases", type=Path, help="folder of the specification's JSON files")
    parser.add_argument("--misses", type=int, default=0, help="show so many misses of tracktwo")
    args = parser.parse_args()
    warnings.filterwarnings("ignore")
    print(f"{'file':<24}{'cases':>6}  " + "  ".join(f"{name:^27}" for name in LIBRARIES))
    print(" " * 32 + "  ".join(f"{'F1':>8}{'value':>9}{'both':>9} " for _ in LIBRARIES))
    totals = {name: Score() for name in LIBRARIES}
    shown: list[str] = []
    for path in sorted(args.cases.glob("*.json")):
        row = []
        for name, library in LIBRARIES.items():
            misses: list[str] = []
            part = score(library, path, misses)
            totals[name].add(part)
            row.append(part)
            shown += misses if name == "tracktwo" else []
        print(_line(path.stem, row))
    print(_line("all", list(totals.values())))
    print("seconds " + "  ".join(f"{name} {total.seconds:.1f}" for name, total in totals.items()))
    for miss in shown[: args.misses]:
        print(miss)
    return 0


def _line(name: str, row: list[Score]) -> str:
    parts = [f"{s.f1:>8.3f}{s.accuracy:>9.3f}{s.both:>9.3f} " for s in row]
    return f"{name:<24}{row[0].gold:>6}  " + "  ".join(parts)


if __name__ == "__main__":
    raise SystemExit(main())
