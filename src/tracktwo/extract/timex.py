"""A grammar of English time expressions, over plain text.

Each word of the text becomes one letter, its class (M for a month, W a weekday, d a number from
1 to 31, U a unit, ...); the grammar is a list of regular expressions over those letters, so it
reads like what it matches: ``M\\.?d(?:,?y)?`` is *Nov. 9, 2018*. The longest match wins; then
neighbours are joined (*late* + *last year*, *Tuesday* + *3 pm*, *from* A *to* B).

Values are TIMEX3 values, with X for what the words leave open, and a slash between the two ends
of a range:

========================  =====================================
``2021-10-20``            a day; ``2021-10`` a month, ``2021`` a year, ``198X`` a decade
``XXXX-10-20``            20 October; ``XXXX-XX-20`` the 20th
``XXXX-WXX-3``            Wednesday; ``XXXX-WXX-WE`` a weekend
``XXXX-SU``, ``2019-Q1``  summer; the first quarter; ``2018-H2`` the second half
``XXXX-XX-XX`` + shift    tomorrow (1, D), two days ago (-2, D)
``P2Y``, ``PT2H``         a length of time; ``PXY`` years
``T15:30``, ``TAF``       times of day, also after a day: ``XXXX-WXX-3TEV``
``PRESENT_REF``           now; ``PAST_REF``, ``FUTURE_REF``
========================  =====================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from tracktwo.extract.timerules import RULES, holidays_in
from tracktwo.extract.timewords import Match, Timex, Token, read_words

__all__ = ["Timex", "recognise"]


def recognise(text: str) -> list[Timex]:
    """Every time expression of the text, in order, none inside another."""
    words = read_words(text)
    letters = "".join(word.letter for word in words)
    return _joined(_longest(_matches(words, letters)), words, letters)


def _matches(words: Sequence[Token], letters: str) -> Iterator[tuple[int, int, Timex]]:
    for pattern, builder in RULES:
        for match in pattern.finditer(letters):
            if match.end() > match.start():
                here = Match(words, letters, match.start(), match.end() - 1)
                timex = builder(here)
                if timex:
                    yield match.start(), match.end() - 1, timex
    yield from holidays_in(words)


def _longest(found: Iterator[tuple[int, int, Timex]]) -> list[tuple[int, int, Timex]]:
    kept: list[tuple[int, int, Timex]] = []
    for first, last, timex in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2].value)):
        if all(last < other[0] or other[1] < first for other in kept):
            kept.append((first, last, timex))
    return sorted(kept, key=lambda f: f[0])


# ------------------------------------------------------------------ joining neighbours
def _joined(
    found: list[tuple[int, int, Timex]], words: Sequence[Token], letters: str
) -> list[Timex]:
    for join in (
        _day_with_week,
        _day_with_year,
        _with_part,
        _day_with_time,
        _range,
        _day_with_time,
    ):
        found = _fold(found, words, letters, join)
    return [timex for _, _, timex in found]


Atom: TypeAlias = tuple[int, int, Timex]
Join: TypeAlias = Callable[[Atom | None, Atom, Sequence[Token], str], "Atom | None"]


def _fold(found: list[Atom], words: Sequence[Token], letters: str, join: Join) -> list[Atom]:
    """Offer each atom with its left neighbour to `join`; the answer takes the place of both."""
    done: list[Atom] = []
    for atom in found:
        previous = done[-1] if done else None
        merged = join(previous, atom, words, letters)
        if merged is None:
            done.append(atom)
            continue
        if previous and merged[0] <= previous[0]:
            done.pop()
        done.append(merged)
    return done


def _day_with_week(
    left: Atom | None, right: Atom, words: Sequence[Token], letters: str
) -> Atom | None:
    """`Tuesday of last week`, `Tuesday next week`."""
    if left is None or not re.fullmatch(r"[O~]?|,", letters[left[1] + 1 : right[0]]):
        return None
    day, week = left[2], right[2]
    if week.value.startswith("XXXX-WXX-") and day.value == "XXXX-WXX":
        day, week = week, day  # this week Friday
    plain = re.fullmatch(r"XXXX-WXX-\d(?:T\w\w)?", day.value) and day.shift is None
    if not plain or week.value != "XXXX-WXX" or week.anchor == "event":
        return None
    return (
        left[0],
        right[1],
        replace(day, start=left[2].start, end=right[2].end, shift=week.shift, unit="W"),
    )


def _day_with_year(
    left: Atom | None, right: Atom, words: Sequence[Token], letters: str
) -> Atom | None:
    """`12 June last year`, `May 5 of next year`."""
    if left is None or not re.fullmatch(r"[O~]?|,", letters[left[1] + 1 : right[0]]):
        return None
    day, year = left[2], right[2]
    plain = re.fullmatch(r"XXXX-\d\d-\d\d", day.value) and day.shift is None
    if not plain or year.value != "XXXX" or year.unit != "Y" or year.anchor == "event":
        return None
    if year.shift is None or abs(year.shift) > 1:
        return None
    return (left[0], right[1], replace(day, end=year.end, shift=year.shift, unit="Y"))


def _with_part(left: Atom | None, right: Atom, words: Sequence[Token], letters: str) -> Atom | None:
    """`late last year`, `mid-August`, `the end of this month`, `earlier this week`."""
    match = re.search(r"t?E(?:[O~i@]|i?t)?(?:Ot)?-?t?$", letters[: right[0]])
    timex = right[2]
    if not match or timex.kind in ("set", "duration") or (left and match.start() <= left[1]):
        return None
    part = next(t for t in words[match.start() : match.end()] if t.letter == "E")
    word = part.text.lower()
    if word in ("late", "early", "later", "earlier", "mid"):
        start = part.start
        first = words.index(part)
    elif "O" in match.group():
        start, first = words[match.start()].start, match.start()
    else:
        return None
    if timex.kind == "time" and re.fullmatch(r"T\d.*", timex.value):
        return None
    return first, right[1], replace(timex, start=start, part=part.value)


_IS_DAY = re.compile(
    r"(?P<day>(?:\d{4}|XXXX)-(?:(?:\d\d|XX)-(?:\d\d|XX)|WXX-\d))(?P<part>T[A-Z]{2})?"
)


def _day_with_time(
    left: Atom | None, right: Atom, words: Sequence[Token], letters: str
) -> Atom | None:
    """`Tuesday at 10 a.m.`, `3 pm on Tuesday`, `this morning at 7:00`."""
    if left is None:
        return None
    between = letters[left[1] + 1 : right[0]]
    for day, time, gap in ((left[2], right[2], r"[,~@i]*-?"), (right[2], left[2], r"z?,?[~Oi]?")):
        match = _IS_DAY.fullmatch(day.value)
        if not match or not time.value.startswith("T") or not re.fullmatch(gap, between):
            continue
        if match.group("part") and not re.match(r"T\d", time.value):
            continue
        value = match.group("day") + _of_half_day(time.value, match.group("part"))
        start, end, part = left[2].start, right[2].end, day.part or time.part
        merged = replace(day, start=start, end=end, value=value, kind="time", part=part)
        return left[0], right[1], merged
    return None


def _of_half_day(clock: str, part: str | None) -> str:
    """`tomorrow evening at 7` is 19 o'clock."""
    hour = re.match(r"T(\d\d)", clock)
    if hour and int(hour.group(1)) < 12 and part in ("TAF", "TEV", "TNI"):
        return f"T{int(hour.group(1)) + 12}{clock[3:]}"
    return clock


def _range(left: Atom | None, right: Atom, words: Sequence[Token], letters: str) -> Atom | None:
    """`from 28 May to 3 June 2019`, `between 1979 and 1989`, `Monday to Friday`."""
    if left is None or left[2].kind not in ("date", "time") or right[2].kind != left[2].kind:
        return None
    between = letters[left[1] + 1 : right[0]]
    opened = letters[left[0] - 1] if left[0] else " "
    wanted = {"b": r"&", "f": r"\+|-"}.get(opened, r"-|\+")
    if not re.fullmatch(wanted, between) or "/" in left[2].value + right[2].value:
        return None
    if opened not in "fb" and (left[2].shift is not None or _shape(left[2]) != _shape(right[2])):
        return None
    if any(t.anchor == "event" or t.shift is not None for t in (left[2], right[2])):
        return None
    first, last = left[2].value, right[2].value
    if first.startswith("XXXX-") and re.match(r"\d{4}", last) and "W" not in first:
        first = last[:4] + first[4:]
    at = left[0] - 1 if opened in "fb" else left[0]
    start = words[at].start if opened in "fb" else left[2].start
    return at, right[1], replace(left[2], start=start, end=right[2].end, value=f"{first}/{last}")


def _shape(timex: Timex) -> str:
    return re.sub(r"\d", "0", timex.value.replace("X", "0"))
