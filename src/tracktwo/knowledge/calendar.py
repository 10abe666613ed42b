"""Calendar words, and the days that values, terms and holidays stand for."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tracktwo.knowledge.tables import load_yaml
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


@dataclass(frozen=True)
class Word:
    """What a calendar word is: its class letter in the grammar of times, and its value."""

    letter: str
    value: Any = None


_SECTIONS = {
    "months": "M",
    "weekdays": "W",
    "seasons": "S",
    "units": "U",
    "day_parts": "P",
    "days": "K",
}
_NUMBERS = {"numbers": "c", "ordinals": "p", "sets": "R", "decades": "D"}


@lru_cache(maxsize=1)
def time_words() -> dict[str, Word]:
    """Every calendar word in lower case; ambiguous ones have the small letter of their class."""
    table = load_yaml("calendar.yaml")
    found: dict[str, Word] = {}
    for section, letter in _SECTIONS.items():
        unsure = frozenset(table.get(f"ambiguous_{section}", ()))
        for value, words in table[section].items():
            for word in words:
                found[word] = Word(letter.lower() if word in unsure else letter, value)
    for section, letter in _NUMBERS.items():
        found.update({word: Word(letter, value) for word, value in table[section].items()})
    for letter, words in table["modifiers"].items():
        found.update({word: Word(letter, word) for word in words})
    for part, words in table["parts"].items():
        found.update({word: Word("E", part) for word in words})
    found.update({word: Word("q") for word in table["vague"]})
    for reference in ("present", "past", "future"):
        found.update({word: Word("N", f"{reference.upper()}_REF") for word in table[reference]})
    return found


@lru_cache(maxsize=1)
def holidays() -> dict[str, tuple[str, Any]]:
    """Holiday in lower case -> (kind of rule, rule), as the table gives them."""
    table = load_yaml("calendar.yaml")["holidays"]
    return {name: (kind, rule) for kind, rules in table.items() for name, rule in rules.items()}


@lru_cache(maxsize=1024)
def holiday_in(name: str, year: int) -> tuple[Interval, ...]:
    """The days of a holiday that begin in a year (Islamic feasts may come twice, or by a day off).

    KeyError for a holiday that the table does not have.
    """
    kind, rule = holidays()[name]
    match kind:
        case "fixed":
            return (days_of(f"{year:04}-{rule}"),)
        case "easter":
            first, last = rule if isinstance(rule, list) else (rule, rule)
            sunday, day = _easter(year), datetime.timedelta(days=1)
            return (Interval(sunday + first * day, sunday + last * day),)
        case "hijri":
            return tuple(_hijri(year, *rule))
        case _:
            month, weekday, which = rule
            last = calendar.monthrange(year, month)[1]
            days = [datetime.date(year, month, d) for d in range(1, last + 1)]
            fitting = [day for day in days if day.isoweekday() == weekday]
            day = fitting[which - 1 if which > 0 else which]
            return (Interval(day, day),)


def _hijri(year: int, month: int, first: int, length: int) -> Iterator[Interval]:
    """By the tabular Islamic calendar, which the moon may miss by a day either way."""
    guess = int((year - 622) * 33 / 32)
    for hijri_year in range(guess - 1, guess + 3):
        passed = (hijri_year - 1) * 354 + (3 + 11 * hijri_year) // 30
        ordinal = _HIJRA + passed + 29 * (month - 1) + month // 2 + first - 1
        begin = datetime.date.fromordinal(ordinal)
        if begin.year == year:
            day = datetime.timedelta(days=1)
            yield Interval(begin - day, begin + day * length)


_HIJRA = datetime.date(622, 7, 19).toordinal()
"""The first day of the Islamic calendar, in proleptic Gregorian days."""


def _easter(year: int) -> datetime.date:
    """Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    r = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * r) // 433
    month = (h + r - 7 * m + 90) // 25
    day = (h + r - 7 * m + 33 * month + 19) % 32
    return datetime.date(year, month, day)
