"""Which days a time expression names, when we know (roughly) when the story was written.

Every expression that counts from the story's day moves forward as that day does, so for a story
written some day of an interval the answer is the hull of the answers for its first and last day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

from tracktwo.knowledge.calendar import days_of, holiday_in, month_of
from tracktwo.model import Extent, Interval, TimeExpression

Day: TypeAlias = datetime.date
Direction: TypeAlias = Literal["past", "future"] | None

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VAGUE_REACH = {"D": 10, "W": 70, "M": 365, "Y": 3653, "DE": 18263, "H": 1, "SE": 730}
"""Days that `recent weeks`, `several years ago` can reach back."""
_RECENTLY = 183
_FORTNIGHT = 14


def date_of(
    time: TimeExpression,
    published: Interval,
    event: Interval | None = None,
    direction: Direction = None,
) -> Interval:
    """The days that the expression names, for a story written some day of `published`.

    `event` is the day of the event that `later` or `the following day` counts from. `direction`
    overrides what the clause's tense says. An unknown answer is an open interval; `since` and
    `until` do not widen it (see `reach_of`).
    """
    if time.alternative is not None:
        either = [
            date_of(msgspec.structs.replace(t, alternative=None), published, event, direction)
            for t in time.choices
        ]
        return either[0].hull(either[1]) if all(days.known for days in either) else Interval()
    direction = direction or time.direction
    if time.anchor == "event":
        return _hull(lambda day: _moved(time, day), event) if event else Interval()
    value = re.sub(r"T[\dA-Z:]+(?=/|$)", "", time.value)
    if "/" in value:
        return _range(value, published, direction)
    if re.match(r"\d\d", value):
        return narrowed_to_part(_absolute(value), time)
    found = _hull(lambda day: _told_on(time, value, day, direction), published)
    return narrowed_to_part(found, time) if published.exact else found


def reach_of(time: TimeExpression, published: Interval, event: Interval | None = None) -> Interval:
    """The same with its preposition: `since 2017` has no last day but the story's own."""
    named = date_of(time, published, event)
    match time.relation:
        case "since" | "after":
            last = published.latest if time.direction != "future" else None
            return Interval(named.earliest, last)
        case "until" | "before":
            first = published.earliest if time.direction == "future" else None
            return Interval(first, named.latest)
        case _:
            return named


def narrowed_to_part(days: Interval, time: TimeExpression) -> Interval:
    """The third of the days that `early`, `mid-` or `late` leaves, with a little room."""
    if not time.part or not days.earliest or not days.latest:
        return days
    length = (days.latest - days.earliest).days
    if length < 20:
        return days
    cuts = {"start": (0.0, 0.45), "mid": (0.25, 0.75), "end": (0.55, 1.0)}
    low, high = cuts[time.part]
    return Interval(
        days.earliest + datetime.timedelta(days=int(length * low)),
        days.earliest + datetime.timedelta(days=round(length * high)),
    )


def written_when(time: TimeExpression, day: Interval, direction: Direction = "past") -> Interval:
    """The days on which a story can have been written that calls `day` by this expression.

    The inverse of `date_of` for expressions that count from the story's day; open for others.
    """
    first, last = day.earliest, day.latest
    if first is None or last is None or time.anchor == "event":
        return Interval()
    value = re.sub(r"T[\dA-Z:]+$", "", time.value)
    if time.shift is not None and time.unit and time.kind != "duration":
        return _written_when_shifted(time, value, first, last)
    if re.fullmatch(r"XXXX-WXX-\d", value):
        return _near(first, last, direction, 6)
    if re.fullmatch(r"XXXX-\d\d-\d\d", value):
        return _near(first, last, direction, 45 if time.weekday else 300)
    if re.fullmatch(r"XXXX-(\d\d|SP|SU|FA|WI)", value):
        return _near(first, last, direction, 330)
    return Interval()


# ------------------------------------------------------------------ one expression, one day
def _told_on(time: TimeExpression, value: str, day: Day, direction: Direction) -> Interval:
    if value == "PRESENT_REF":
        return Interval(day, day)
    if value == "PAST_REF":
        return Interval(_plus(day, -_RECENTLY), day)
    if value == "FUTURE_REF":
        return Interval(day, _plus(day, _RECENTLY))
    if time.kind == "duration":
        return _span_at(time, day)
    if time.kind == "set":
        return Interval()
    if match := re.fullmatch(r"XXXX-WXX-(\d)", value):
        return _weekday(int(match.group(1)), time.shift, day, direction)
    if value == "XXXX-WXX-WE":
        return _weekend(day, time.shift or 0)
    if match := re.fullmatch(r"XXXX-(\d\d|XX)(-WXX.*|-\d\d-W)", value):
        piece = match.group(2)
        if match.group(1) == "XX":
            shifted = _months(day.replace(day=1), time.shift or 0)
            return _piece_of_month(shifted.year, shifted.month, piece)
        month = int(match.group(1))
        return _recurring(lambda y: _piece_of_month(y, month, piece), None, day, direction)
    if time.unit == "M" and time.shift is not None and re.fullmatch(r"XXXX-XX-\d\d", value):
        shifted = _months(day.replace(day=1), time.shift)
        return day_in(shifted.year, shifted.month, int(value[-2:])) or Interval()
    if match := re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value):
        month, number = int(match.group(1)), int(match.group(2))
        if time.unit == "Y" and time.shift is not None:  # "12 June last year"
            return day_in(day.year + time.shift, month, number) or Interval()
        return _recurring(lambda y: day_in(y, month, number), None, day, direction)
    if match := re.fullmatch(r"XXXX-XX-(\d\d)", value):
        return _day_of_month(int(match.group(1)), day, direction)
    if re.fullmatch(r"XXXX-\d\d", value):
        month = int(value[5:])
        return _recurring(lambda y: month_of(y, month), time.shift, day, direction)
    if re.fullmatch(r"XXXX-(SP|SU|FA|WI|Q\d|H\d)", value):
        return _recurring(lambda y: _piece_of_year(y, value[5:]), time.shift, day, direction)
    if value.startswith("XXXX-") and re.search("[a-z]", value):
        return _recurring(lambda y: _holiday(value[5:], y), time.shift, day, direction)
    return _moved(time, day)


def _moved(time: TimeExpression, day: Day) -> Interval:
    """A day so many units before or after another; larger units give the whole unit."""
    shift, unit = time.shift, time.unit
    if unit is None:
        return Interval()
    if shift is None:
        reach = _VAGUE_REACH[unit]
        if time.kind == "duration" or time.anchor == "story":
            return Interval(_plus(day, -reach), day)
        return Interval()
    counted = abs(shift) > 1 or (shift != 0 and time.anchor == "event")
    match unit:
        case "H":
            return Interval(_plus(day, -1 if shift < 0 else 0), _plus(day, 0 if shift < 0 else 1))
        case "D":
            return _on(_plus(day, shift))
        case "W" if time.value.endswith("-WE"):
            return _weekend(day, shift)
        case "W" if not counted:
            monday = _monday(_plus(day, 7 * shift))
            return Interval(monday, _plus(monday, 6))
        case "W":
            return Interval(_plus(day, 7 * shift - 4), _plus(day, 7 * shift + 4))
        case "M" if time.value == "XXXX-QX":
            shifted = _months(day.replace(day=1), shift)
            return _piece_of_year(shifted.year, f"Q{(shifted.month + 2) // 3}")
        case "M" if not counted:
            year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
            return month_of(year, month + 1)
        case "M" if abs(shift) == 1:  # `the following month`, or `a month later`
            year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
            whole, then = month_of(year, month + 1), _months(day, shift)
            assert whole.earliest and whole.latest
            first, last = _plus(then, -_FORTNIGHT), _plus(then, _FORTNIGHT)
            return Interval(min(whole.earliest, first), max(whole.latest, last))
        case "M":
            return Interval(_months(day, shift - 1), _months(day, shift + 1))
        case "Y" if not counted:
            return days_of(f"{day.year + shift:04}")
        case "Y":
            return count_of_years(abs(shift), day, -1 if shift < 0 else 1)
        case "DE":
            return Interval(_months(day, 120 * shift - 36), _months(day, 120 * shift + 36))
        case _:
            return Interval()


def count_of_years(count: int, day: Day, sign: int) -> Interval:
    """The days that lie `count` years from a day, as people count years.

    Round numbers are rounded up as readily as down; others tell full years, or nearly full ones.
    """
    if count >= 10 and count % 5 == 0:
        low, high = 12 * count - 10, 12 * count + 10
    else:
        low, high = 12 * count - 7, 12 * count + 12
    ends = sorted((_months(day, sign * low), _months(day, sign * high)))
    return Interval(*ends)


def _ends_of_year(first: Day, last: Day) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return (first.year, 1, 1), (last.year, 12, 31)


def _written_when_shifted(time: TimeExpression, value: str, first: Day, last: Day) -> Interval:
    shift, unit = time.shift or 0, time.unit
    if unit == "Y" and re.fullmatch(r"XXXX-\d\d-\d\d", value):
        years = (datetime.date(y - shift, m, d) for y, m, d in _ends_of_year(first, last))
        return Interval(*years)
    if re.fullmatch(r"XXXX-WXX-\d|XXXX-\d\d-\d\d", value):
        return Interval(_plus(_monday(first), -7 * shift), _plus(_monday(last), 6 - 7 * shift))
    if re.match(r"XXXX-(\d\d|SP|SU|FA|WI)", value):
        return _near(first, last, "past" if shift < 0 else "future" if shift else None, 365)
    counted = abs(shift) > 1
    match unit:
        case "H":
            return Interval(_plus(first, -1), _plus(last, 1))
        case "D":
            return Interval(_plus(first, -shift), _plus(last, -shift))
        case "W":
            slack = 4 if counted else 0
            return Interval(
                _plus(_monday(first), -7 * shift - slack),
                _plus(_monday(last), 6 - 7 * shift + slack),
            )
        case "M":
            return Interval(
                _months(first.replace(day=1), -shift), _months(_month_end(last), -shift)
            )
        case "Y" if not counted:
            return Interval(
                datetime.date(first.year - shift, 1, 1), datetime.date(last.year - shift, 12, 31)
            )
        case "Y":
            sign = 1 if shift < 0 else -1
            return Interval(
                count_of_years(abs(shift), first, sign).earliest,
                count_of_years(abs(shift), last, sign).latest,
            )
        case _:
            return Interval()


# ------------------------------------------------------------------ the pieces
def _hull(told: Callable[[Day], Interval], published: Interval) -> Interval:
    first = told(published.earliest).earliest if published.earliest else None
    last = told(published.latest).latest if published.latest else None
    return Interval(first, last)


def _range(value: str, published: Interval, direction: Direction) -> Interval:
    first, last = value.split("/")
    ends = []
    for part in (first, last):
        time = TimeExpression(extent=Extent(0, 0), value=part)
        ends.append(date_of(time, published, direction=direction))
    low, high = ends[0].earliest, ends[1].latest
    if low and high and low > high:  # from December to January
        low = low.replace(year=low.year - 1)
    return Interval(low, high)


def _absolute(value: str) -> Interval:
    if match := re.fullmatch(r"(\d{3})X", value):
        return Interval(
            datetime.date(int(match.group(1)) * 10, 1, 1),
            datetime.date(int(match.group(1)) * 10 + 9, 12, 31),
        )
    if match := re.fullmatch(r"(\d\d)XX", value):
        century = int(match.group(1)) * 100
        return Interval(datetime.date(century, 1, 1), datetime.date(century + 99, 12, 31))
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI|Q\d|H\d)", value):
        return _piece_of_year(int(match.group(1)), match.group(2))
    if match := re.fullmatch(r"(\d{4})-(\d\d)(-WXX.*|-\d\d-W)", value):
        return _piece_of_month(int(match.group(1)), int(match.group(2)), match.group(3))
    if match := re.fullmatch(r"(\d{4})-([a-z].*)", value):
        return _holiday(match.group(2), int(match.group(1))) or Interval()
    try:
        return days_of(value)
    except ValueError:
        return Interval()


def _holiday(name: str, year: int) -> Interval | None:
    found = holiday_in(name, year)
    return found[0] if found else None


def _piece_of_month(year: int, month: int, piece: str) -> Interval:
    """`-WXX-5-#1` the first Friday, `-WXX-#-1` the last week, `-16-W` the week of the 16th."""
    first, last = month_of(year, month).earliest, month_of(year, month).latest
    assert first and last
    if match := re.fullmatch(r"-(\d\d)-W", piece):
        day = (day_in(year, month, int(match.group(1))) or Interval(first)).earliest
        assert day
        return Interval(_monday(day), _plus(_monday(day), 6))
    match = re.fullmatch(r"-WXX(?:-(\d))?-#(-?\d)", piece)
    if match is None:
        return Interval()
    which = int(match.group(2))
    if match.group(1) is None:
        start = _plus(last, -6) if which < 0 else _plus(first, 7 * (which - 1))
        return Interval(start, min(last, _plus(start, 6)))
    fitting = [
        day
        for day in (_plus(first, i) for i in range(last.day))
        if day.isoweekday() == int(match.group(1))
    ]
    index = which if which < 0 else which - 1
    return _on(fitting[index]) if index < len(fitting) else Interval()


def _piece_of_year(year: int, piece: str) -> Interval:
    if piece in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[piece]
    else:
        size = 3 if piece[0] == "Q" else 6
        last = int(piece[1]) * size
        first = last - size + 1
    start, end = divmod(first - 1, 12), divmod(last - 1, 12)
    return Interval(
        datetime.date(year + start[0], start[1] + 1, 1), month_of(year + end[0], end[1] + 1).latest
    )


def _recurring(
    in_year: Callable[[int], Interval | None], shift: int | None, day: Day, direction: Direction
) -> Interval:
    """What comes round once a year: the last one, the next one, or the nearest."""
    around = [found for y in range(day.year - 5, day.year + 6) if (found := in_year(y))]
    done = [i for i in around if i.earliest and i.earliest <= day]
    ahead = [i for i in around if i.latest and i.latest >= day]
    if not done or not ahead:
        return Interval()
    if shift == 0:
        return next(
            i for i in around if i.latest and (i.latest >= day or i.latest.year == day.year)
        )
    if shift == -1:
        over = [i for i in around if i.latest and i.latest < day]
        this_year = over[-1].earliest and over[-1].earliest.year == day.year
        return Interval(over[-2].earliest, over[-1].latest) if this_year else over[-1]
    if shift == 1:
        future = [i for i in around if i.earliest and i.earliest > day]
        return future[0]
    if direction == "past":
        return Interval(done[-1].earliest, min(done[-1].latest or day, day))
    if direction == "future":
        return ahead[0]
    return min(around, key=lambda i: (_distance(i, day), i.earliest))


def _weekday(number: int, shift: int | None, day: Day, direction: Direction) -> Interval:
    here = _plus(_monday(day), number - 1)
    last = here if here <= day else _plus(here, -7)
    coming = here if here >= day else _plus(here, 7)
    if shift is None:
        if direction == "past":
            return _on(last)
        if direction == "future":
            return _on(coming)
        return Interval(last, coming)
    if shift == 0:
        return _on(here)
    if shift < 0:
        before = last if last < day else _plus(day, -7)
        return Interval(min(before, _plus(here, 7 * shift)), max(before, _plus(here, 7 * shift)))
    after = coming if coming > day else _plus(day, 7)
    return Interval(min(after, _plus(here, 7 * shift)), max(after, _plus(here, 7 * shift)))


def _weekend(day: Day, shift: int) -> Interval:
    monday = _monday(_plus(day, 7 * shift))
    return Interval(_plus(monday, 5), _plus(monday, 6))


def _day_of_month(number: int, day: Day, direction: Direction) -> Interval:
    months = [divmod(day.year * 12 + day.month - 1 + i, 12) for i in range(-3, 4)]
    around = [found for y, m in months if (found := day_in(y, m + 1, number))]
    done = [i for i in around if i.latest and i.latest <= day]
    ahead = [i for i in around if i.earliest and i.earliest >= day]
    if direction == "past":
        return done[-1]
    if direction == "future":
        return ahead[0]
    return min(around, key=lambda i: _distance(i, day))


def _span_at(time: TimeExpression, day: Day) -> Interval:
    """`the past two years` end on the story's day, `the coming weeks` begin on it."""
    if time.unit is None:
        return Interval()
    if time.shift is None:
        reach = _VAGUE_REACH[time.unit]
        if time.direction == "future":
            return Interval(day, _plus(day, reach))
        return Interval(_plus(day, -reach), day)
    ends = [end for end in (_moved_exactly(time, day), day) if end]
    return Interval(min(ends), max(ends))


def _moved_exactly(time: TimeExpression, day: Day) -> Day | None:
    shift = time.shift or 0
    match time.unit:
        case "D" | "H":
            return _plus(day, shift if time.unit == "D" else 0)
        case "W":
            return _plus(day, 7 * shift)
        case "M":
            return _months(day, shift)
        case "Y":
            return _months(day, 12 * shift)
        case "DE":
            return _months(day, 120 * shift)
        case _:
            return None


def _near(first: Day, last: Day, direction: Direction, reach: int) -> Interval:
    back = 0 if direction == "past" else reach
    ahead = 0 if direction == "future" else reach
    return Interval(_plus(first, -back), _plus(last, ahead))


def _distance(days: Interval, day: Day) -> int:
    if days.earliest and day < days.earliest:
        return (days.earliest - day).days
    if days.latest and day > days.latest:
        return (day - days.latest).days
    return 0


def day_in(year: int, month: int, day: int) -> Interval | None:
    """That day, or None where the year does not have it (29 February)."""
    try:
        return _on(datetime.date(year, month, day))
    except ValueError:
        return None


def _on(day: Day) -> Interval:
    return Interval(day, day)


def _plus(day: Day, days: int) -> Day:
    return day + datetime.timedelta(days=days)


def _monday(day: Day) -> Day:
    return _plus(day, 1 - day.isoweekday())


def _months(day: Day, months: int) -> Day:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = month_of(year, month + 1).latest
    assert last
    return datetime.date(year, month + 1, min(day.day, last.day))


def _month_end(day: Day) -> Day:
    last = month_of(day.year, day.month).latest
    assert last
    return last
