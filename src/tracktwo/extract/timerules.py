"""The rules of the grammar of times: what to look for, and what it means.

Each rule is a regular expression over word classes (see `timewords`) and a function that makes a
`Timex` of the words it matched, or None if they mean something else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeAlias

from tracktwo.extract.timewords import TOKEN, Kind, Match, Timex, Token, Unit
from tracktwo.knowledge.calendar import holidays

_NUM = r"(?:c(?:-?c)*|[dny])"
_QTY = rf"(?:t?a?q(?:O)?t?|ha|a?h|t?a{{1,2}}(?:[op](?=h))?|{_NUM}(?:&ah)?)"
_YEAR = r"(?:,?y)"
_MON = r"[Mmv]\.?"
_MOD = r"[LVXFTG]"

Builder: TypeAlias = Callable[[Match], Timex | None]

RULES: list[tuple[re.Pattern[str], Builder]] = []


def rule(pattern: str) -> Callable[[Builder], Builder]:
    """Enter a builder for a pattern of word classes."""

    def enter(builder: Builder) -> Builder:
        RULES.append((re.compile(pattern), builder))
        return builder

    return enter


# days -----------------------------------------------------------------------------------
@rule("Z")
def _numeric(m: Match) -> Timex | None:
    parts = [int(p) for p in re.split(r"[-/.T:]", m.tokens[0].text.rstrip("Z"))]
    if parts[0] > 31:
        year, month, day = parts[:3]
    else:
        first, second, year = parts[:3]
        dotted = "." in m.tokens[0].text
        day, month = (first, second) if (first > 12 or dotted) and second <= 12 else (second, first)
        year += 0 if year > 99 else 2000 if year < 50 else 1900
    if not _exists(year, month, day):
        return None
    if len(parts) > 3:
        return m.timex(f"{_day(year, month, day)}T{parts[3]:02}:{parts[4]:02}", "time")
    return m.timex(_day(year, month, day))


@rule(r"(?<=[~@f+biJ])%|%(?=[.]?$)")
def _slashed(m: Match) -> Timex | None:
    """`on 4/22`; the larger number is the day, else the month comes first."""
    first, second = (int(n) for n in m.tokens[0].text.split("/"))
    month, day = (second, first) if first > 12 else (first, second)
    return m.timex(_day(None, month, day)) if _exists(None, month, day) else None


@rule(r"Y")
def _slashed_month(m: Match) -> Timex:
    """`3/2015`, `2015-3`; but `2011-12` are two years."""
    first, second = (int(n) for n in re.findall(r"\d+", m.tokens[0].text))
    year, month = (first, second) if first > 12 else (second, first)
    if first == year and month == year % 100 + 1:
        return m.timex(f"{year}/{year + 1}")
    return m.timex(f"{year:04}-{month:02}")


@rule(rf"(?:[LXT]?[Ww]\.?,?t?)?{_MON}t?(?:[dop](?![U-]U|U)|c-?p){_YEAR}?")
@rule(rf"(?:[LXT]?[Ww]\.?,?~?)?t?(?:c-?)?[dop]t?O?-?{_MON}(?:-?,?O?y|-?n)?")
def _month_day(m: Match) -> Timex | None:
    month, day = m.number("Mmv"), m.number("dop")
    if tens := m.number("c"):
        day = tens + (day or 0)
    year = m.number("y")
    short = m.pick("n")
    if short:
        if len(short.text) != 2:
            return None
        year = 1900 + int(short.text)
    if m.pick("v") and not (m.pick("op") or year):
        return None
    if not _exists(year, month, day):
        return None
    modifier = m.pick("LXT")
    if modifier:  # next Tuesday, 7 February
        shift = _SHIFTS[modifier.letter][0]
        return m.timex(_day(year, month, day), weekday=_weekday(m), shift=shift, unit="W")
    return m.timex(_day(year, month, day), weekday=_weekday(m))


@rule(rf"{_MON}[dop](?:-|\+|&)[dop](?!U){_YEAR}?")
@rule(rf"[fb]?t?[dop](?:-|\+|&)t?[dop]O?{_MON}{_YEAR}?")
def _month_days(m: Match) -> Timex | None:
    days = [int(t.value) for t in m.tokens if t.letter in "dop"]
    if m.pick("v") or (m.pick("&") and m.pick("f")):
        return None
    month, year = m.number("Mm"), m.number("y")
    return m.timex(f"{_day(year, month, days[0])}/{_day(year, month, days[1])}")


@rule(rf"{_MON}[dop](?:,[dop])+,?&[dop](?!U){_YEAR}?")
@rule(rf"t?[dop](?:,[dop])+,?&t?[dop]O?{_MON}{_YEAR}?")
def _days_on_end(m: Match) -> Timex | None:
    """`13, 14 and 15 September`: from the first day to the last, if none is left out."""
    days = [int(t.value) for t in m.tokens if t.letter in "dop"]
    if days != list(range(days[0], days[-1] + 1)) or m.pick("v"):
        return None
    month, year = m.number("Mm"), m.number("y")
    return m.timex(f"{_day(year, month, days[0])}/{_day(year, month, days[-1])}")


@rule(r"[Ww],?to(?!U)")
@rule(r"[Ww]t(?:c-?)?p(?=[,.)]|$|C|~)")
@rule(r"[Ww](?:o|d(?=[.,)]|$))")
@rule(r"t(?:c-?)?[op](?=[.]?$)")
@rule(r"(?<=[~@+i])t(?:c-?)?o(?=[,.)]|~|$)")
def _ordinal_day(m: Match) -> Timex | None:
    day = (m.number("c") or 0) + (m.number("dop") or 0)
    return m.timex(f"XXXX-XX-{day:02}", weekday=_weekday(m)) if day <= 31 else None


@rule(r"t?[do](?:U?O|i)t?[TLXFV]U")
def _day_of_shifted_month(m: Match) -> Timex | None:
    """`the 20th of next month`."""
    modifier, unit = m.one("TLXFV"), m.tokens[-1]
    if unit.value != "M":
        return None
    shift, anchor = _SHIFTS[modifier.letter]
    return m.timex(f"XXXX-XX-{m.number('do'):02}", shift=shift, unit="M", anchor=anchor)


@rule(rf"t?[opL][Ww](?:O|i)t?(?:{_MON}(?:,?O?y)?|[TLXFV]U|U)")
def _nth_weekday(m: Match) -> Timex | None:
    """`the first Friday of July`: a month, with weekday and number behind it."""
    which = m.one("opL")
    number = -1 if which.letter == "L" else int(which.value)
    month, last = m.number("Mmv"), m.tokens[-1]
    behind = f"-WXX-{m.number('Ww')}-#{number}"
    if number > 5:
        return None
    if month:
        return m.timex(f"{_year(m.number('y'))}-{month:02}{behind}")
    if last.value != "M":
        return None
    modifier = next((t for t in m.tokens[2:] if t.letter in "TLXFV"), None)
    shift, anchor = _SHIFTS[modifier.letter] if modifier else (0, "story")
    return m.timex(f"XXXX-XX{behind}", shift=shift, unit="M", anchor=anchor)


@rule(rf"t?[opL]U(?:O|i)(?:t?{_MON}(?:,?O?y)?|t?[TLX]U)")
def _nth_week(m: Match) -> Timex | None:
    """`the last week of July`: the seven days of the month so counted."""
    which, unit = m.one("opL"), m.one("U")
    number = -1 if which.letter == "L" else int(which.value)
    month, last = m.number("Mmv"), m.tokens[-1]
    if unit.value != "W" or number > 5:
        return None
    if month:
        return m.timex(f"{_year(m.number('y'))}-{month:02}-WXX-#{number}")
    if last.value != "M":
        return None
    shift, anchor = _SHIFTS[m.tokens[-2].letter]
    return m.timex(f"XXXX-XX-WXX-#{number}", shift=shift, unit="M", anchor=anchor)


@rule(rf"tUO~?t?(?:{_MON}[do](?:,?y)?|[do]O?{_MON}(?:,?y)?)")
def _week_of_day(m: Match) -> Timex | None:
    """`the week of Sept. 16`."""
    if m.one("U").value != "W":
        return None
    day = _day(m.number("y"), m.number("Mmv"), m.number("do"))
    return m.timex(f"{day}-W")


@rule(r"[Ww]\.?,?P")
def _weekday_part(m: Match) -> Timex:
    return m.timex(f"XXXX-WXX-{m.number('Ww')}T{m.tokens[-1].value}", "time")


@rule(r"W")
def _bare_weekday(m: Match) -> Timex | None:
    word = m.tokens[0]
    if word.text.lower().endswith("days"):
        return m.timex(f"XXXX-WXX-{word.value}", "set")
    return m.timex(f"XXXX-WXX-{word.value}")


# months, years, seasons -------------------------------------------------------------------
@rule(rf"(?:{_MON},?O?y|y,?{_MON})")
def _month_year(m: Match) -> Timex:
    return m.timex(f"{m.number('y'):04}-{m.number('Mmv'):02}")


@rule(r"[Mmv]\.?")
def _bare_month(m: Match) -> Timex | None:
    letter = m.letters[m.first]
    if letter == "m" and m.letters[m.last + 1 : m.last + 2] == "-":
        return None  # Mar-a-Lago
    if letter == "m" and m.before not in "i@+fbOEe~-" and not (_after_since(m) or _or_month(m)):
        return None
    if letter == "v" and m.before not in "iO":
        return None
    return m.timex(f"XXXX-{m.number('Mmv'):02}")


@rule(r"y")
def _bare_year(m: Match) -> Timex | None:
    year = m.number("y") or 0
    if m.before in "$n-." or m.after in "$%Uyx":
        return None
    if not 1900 <= year <= 2099 and m.before not in "ifO@b":
        return None
    return m.timex(f"{year:04}")


@rule(r"[fb]?y(?:-|/)[ydn]")
def _years(m: Match) -> Timex | None:
    first, last = (t for t in m.tokens if t.letter in "ydn")
    if last.letter != "y" and len(last.text) != 2:
        return None
    end = last.text if last.letter == "y" else first.text[:2] + last.text
    return m.timex(f"{first.text}/{end}") if end > first.text else None


@rule(r"t?'?D")
def _decade(m: Match) -> Timex | None:
    word = m.tokens[-1]
    if isinstance(word.value, int):
        return m.timex(f"19{word.value}X") if m.pick("t") else None
    digits = re.sub(r"\D", "", word.text)
    return m.timex(f"{digits[:-1]:>03}X" if len(digits) == 4 else f"19{digits[0]}X")


@rule(r"t?[op]U")
def _century(m: Match) -> Timex | None:
    unit, number = m.tokens[-1].value, m.number("op") or 0
    if unit == "CE":
        return m.timex(f"{number - 1:02}XX")
    if unit == "Q" and number <= 4:
        return m.timex(f"XXXX-Q{number}", shift=0, unit="Y")
    return None


@rule(r"t?[op][Uh](?:O?t?(?:y|TU|LU|XU|U))")
def _part_of_year(m: Match) -> Timex | None:
    number = m.number("op") or 0
    second = m.tokens[1 if m.tokens[0].letter in "op" else 2]
    if second.letter == "U" and second.value != "Q":
        return None
    year = m.number("y")
    last = m.tokens[-1]
    if last.letter == "U" and last.value != "Y":
        return None
    modifier = m.pick("LTX")
    shift = None if year else {"L": -1, "X": 1}.get(modifier.letter if modifier else "", 0)
    letter = "Q" if second.letter == "U" else "H"
    return m.timex(f"{_year(year)}-{letter}{number}", shift=shift, unit=None if year else "Y")


@rule(r"(?:Q,?O?y|yQ|Q)")
def _quarter(m: Match) -> Timex | None:
    year = m.number("y")
    return m.timex(f"{_year(year)}-{m.one('Q').text.upper()}")


@rule(r"t?[Ss](?:,?O?y)?")
def _season(m: Match) -> Timex | None:
    word, year = m.one("Ss"), m.number("y")
    bare = word.letter == "s" and not year and (not m.pick("t") or m.before not in "i@~O")
    named = m.after == "z" and not year and word.text.istitle()
    if named or (bare and m.before not in "iE"):
        return None
    return m.timex(f"{_year(year)}-{word.value}")


# relative to the story, or to another event ----------------------------------------------
@rule(r"t?N")
def _reference(m: Match) -> Timex | None:
    return m.timex(str(m.tokens[-1].value)) if not m.pick("t") else None


@rule(r"K(?:P)?")
def _deictic(m: Match) -> Timex:
    word, part = m.tokens[0], m.pick("P")
    time = f"T{part.value}" if part else "TNI" if word.text.lower() == "tonight" else ""
    kind: Kind = "time" if time else "date"
    return m.timex(f"XXXX-XX-XX{time}", kind, shift=word.value, unit="D")


@rule(r"tU[BJ]K")
def _day_beyond(m: Match) -> Timex | None:
    ahead = m.one("BJ").letter == "J"
    fits = m.one("U").value == "D" and m.tokens[-1].value == (1 if ahead else -1)
    return m.timex("XXXX-XX-XX", shift=2 if ahead else -2, unit="D") if fits else None


@rule(r"tUJt?X")
def _unit_beyond(m: Match) -> Timex | None:
    """`the week after next`."""
    return _shifted(m, 2, m.one("U").value, "story")


@rule(r"tU[BJ](?!K)")
def _day_before(m: Match) -> Timex | None:
    unit = m.one("U")
    shift = -1 if m.tokens[-1].letter == "B" else 1
    found = _shifted(m, shift, unit.value, "event")
    return replace(found, end=_adverb_end(m)) if found else None


@rule(rf"t?{_MOD}{{1,2}}U")
def _shifted_unit(m: Match) -> Timex | None:
    word, unit = m.tokens[-2], m.tokens[-1]
    many = unit.text.lower().endswith("s")
    definite = m.tokens[0].letter == "t"
    until_now = word.letter == "L" and (definite or word.value in ("past", "recent"))
    if until_now or (many and word.letter in "LX"):
        return _span(m, word, "X" if many else "1", unit.value)
    shift, anchor = _SHIFTS[word.letter]
    return _shifted(m, shift, unit.value, anchor)


@rule(rf"(?:t?[LXVT]|tF)(?:{_NUM}|q(?:O)?|aqO?)U")
@rule(rf"t?(?:{_NUM}|q)[LX]U")
def _shifted_span(m: Match) -> Timex | None:
    word, unit = m.one("LXFVT"), m.one("U")
    if m.tokens[-2] is word and not unit.text.lower().endswith("s"):
        return None  # "June 12 last year" are not twelve years
    return _span(m, word, _amount(m, _NUMBER_LETTERS), unit.value)


@rule(r"t?[LXTVFG]{1,2}(?:[Ww]P?|Mm?|m|S|s|P)")
def _shifted_name(m: Match) -> Timex | None:
    modifier, name = m.one("LXTVFG"), m.one("WwMmSsP")
    shift, anchor = _SHIFTS[modifier.letter]
    if modifier.letter == "L" and modifier.value == "recent":
        return None
    if any(t.letter == "X" for t in m.tokens[1:-1]):
        shift = 0 if modifier.letter == "T" else 1
    part = m.pick("P")
    if name.letter == "P":
        if modifier.letter == "T":
            return m.timex(f"XXXX-XX-XXT{name.value}", "time", shift=0, unit="D")
        if modifier.letter == "G" or modifier.letter in "LVFX":
            return m.timex(f"XXXX-XX-XXT{name.value}", "time", shift=shift, unit="D", anchor=anchor)
        return None
    if name.letter in "Ww":
        time = f"T{part.value}" if part else ""
        value, unit = f"XXXX-WXX-{name.value}{time}", "W"
    elif name.letter in "Mm":
        value, unit = f"XXXX-{name.value:02}", "Y"
    else:
        value, unit = f"XXXX-{name.value}", "SE"
    return m.timex(value, "time" if part else "date", shift=shift, unit=unit, anchor=anchor)


@rule(rf"{_QTY}-?U(?:,?&?(?:ah|{_NUM}U))*A")
def _ago(m: Match) -> Timex | None:
    return _counted(m, -1, "story")


@rule(rf"{_QTY}-?U(?:,?&?(?:ah|{_NUM}U))*[le]")
def _later(m: Match) -> Timex | None:
    last = m.tokens[-1]
    if last.text.lower() == "hence":
        return _counted(m, 1, "story")
    return _counted(m, 1 if last.letter == "l" or last.value == "end" else -1, "event")


@rule(rf"{_QTY}UE(?!O)")
def _later_as_part(m: Match) -> Timex | None:
    last = m.tokens[-1].text.lower()
    if last not in ("later", "earlier"):
        return None
    return _counted(m, 1 if last == "later" else -1, "event")


@rule(rf"{_QTY}U[BJ](?!zU)")
def _before_or_after(m: Match) -> Timex | None:
    found = _counted(m, -1 if m.tokens[-1].letter == "B" else 1, "event")
    return replace(found, end=_adverb_end(m)) if found else None


@rule(rf"i{_QTY}U(?:'=)?(?!O|A|E|l|e)")
def _from_now(m: Match) -> Timex | None:
    if m.tokens[0].text.lower() != "in":
        return None
    found = _counted(m, 1, "story")
    return replace(found, start=m.tokens[1].start) if found else None


@rule(rf"{_QTY}U(?:f[NK]|[BJ]K)")
def _from_today(m: Match) -> Timex | None:
    """`two days after tomorrow`."""
    found = _counted(m, -1 if "B" in m.letters[m.first : m.last] else 1, "story")
    base = m.tokens[-1].value
    if found and found.unit in ("D", "W") and found.shift is not None and isinstance(base, int):
        days = found.shift * (7 if found.unit == "W" else 1) + base
        return replace(found, value="XXXX-XX-XX", shift=days, unit="D")
    return found


@rule(r"tU")
def _this_unit(m: Match) -> Timex | None:
    unit = m.tokens[-1]
    if unit.value == "WE":
        return m.timex("XXXX-WXX-WE", shift=0, unit="W")
    part_of_it = re.search(r"E[Oi]$", m.letters[: m.first])
    if part_of_it and unit.value in ("D", "W", "M", "Y"):
        return _shifted(m, 0, unit.value, "story")
    return None


# lengths and repetitions ------------------------------------------------------------------
@rule(rf"{_QTY}-?U(?:,?&?(?:ah|{_NUM}U))*(?:-g)?")
def _duration(m: Match) -> Timex | None:
    unit = m.one("U")
    if m.after == "x" or m.letters[m.last + 1 : m.last + 3] in ("-x", "x"):
        return None
    if unit.value == "WE" or (
        unit.value == "Q" and m.letters[m.first : m.first + 2] in ("c-", "d-")
    ):
        return None  # three-quarters of them
    return m.timex(_period(_amount(m, _NUMBER_LETTERS, until="U"), unit.value), "duration")


@rule(r"(?<=i)U(?!A)|U(?=O)|U-g")
def _vague_duration(m: Match) -> Timex | None:
    unit = m.tokens[0]
    plural = unit.text.lower().endswith("s") and unit.value not in ("WE", "NI", "Q")
    if m.letters[m.first : m.last + 1] == "U-g":
        return m.timex(_period("1" if not plural else "X", unit.value), "duration")
    if not plural or m.letters[m.first] != "U" or m.before in "tzE-":
        return None
    return m.timex(_period("X", unit.value), "duration")


@rule(rf"r(?:{_NUM}|[opq])?(?:U|W|P|S)")
def _every(m: Match) -> Timex | None:
    last = m.tokens[-1]
    if m.tokens[0].text.lower() == "per":
        return None
    amount = m.number("cdnop") or 1
    if last.letter == "U":
        return m.timex(_period(str(amount), last.value), "set")
    if last.letter == "W":
        return m.timex(f"XXXX-WXX-{last.value}", "set")
    return m.timex(
        f"XXXX-XX-XXT{last.value}" if last.letter == "P" else f"XXXX-{last.value}", "set"
    )


@rule(r"x[ar]U")
def _times_a(m: Match) -> Timex | None:
    """`twice a week`."""
    return m.timex(_period("1", m.tokens[-1].value), "set")


@rule(r"R")
def _repeated(m: Match) -> Timex | None:
    word = m.tokens[0].text
    if word.istitle() and m.last + 1 < len(m.words) and m.words[m.last + 1].text.istitle():
        return None  # the name of a newspaper
    return m.timex(str(m.tokens[0].value), "set")


# times of day -----------------------------------------------------------------------------
@rule(r"C")
def _clock(m: Match) -> Timex | None:
    digits = re.findall(r"\d+", m.tokens[0].text)
    hour, minute = int(digits[0][:2]), digits[1] if len(digits) > 1 else ""
    if len(digits[0]) == 4:
        minute = digits[0][2:]
    if hour > 24 or minute > "59":
        return None
    half = re.search(r"([ap])\.?\s?m", m.tokens[0].text.lower())
    if half:
        hour = hour % 12 + (12 if half.group(1) == "p" else 0)
    return m.timex(f"T{hour:02}" + (f":{minute}" if minute else ""), "time")


@rule(r"[cd](?:-?[cd])*(?:'?k)?(?:\^|(?:i|t|@)+P)|[cd]'?k|CitP")
@rule(r"(?:i|t|@)+P@[cd](?:'?k)?")
def _hour(m: Match) -> Timex | None:
    """`ten am`, `seven in the morning`, `in the evening at 8`."""
    half = m.pick("^P")
    clock = m.pick("C")
    numbers = [int(t.value) for t in m.tokens if t.letter in "cd"]
    if clock:
        numbers = [int(n) for n in re.findall(r"\d+", clock.text)]
    hour, minutes = numbers[0], sum(numbers[1:])
    if hour > 24 or minutes > 59 or (half and hour > 12):
        return None
    if half and (half.text.lower() == "pm" or half.value in ("AF", "EV", "NI")):
        hour = hour % 12 + 12
    return m.timex(f"T{hour:02}" + (f":{minutes:02}" if minutes else ""), "time")


@rule(r"(?:(?:h|a?U)L|(?:a?U|[cd]U?)[L+])[cd](?:'?k)?(?:(?:i|t|@)+P|\^)?|hLC")
def _past_the_hour(m: Match) -> Timex | None:
    """`half past seven`, `a quarter to eight`, `ten past 9 in the evening`."""
    words = [t for t in m.tokens if t.letter in "hUcdC"]
    direction = m.one("L+")
    if direction.letter == "L" and direction.value != "past":
        return None
    if direction.letter == "+" and (direction.text.lower() != "to" or not m.pick("U")):
        return None
    first, hour = words[0], words[-1]
    minutes = 30 if first.letter == "h" else 15 if first.letter == "U" else int(first.value)
    if first.letter == "U" and first.value != "Q":
        return None
    half = m.pick("^P")
    told = int(re.findall(r"\d+", hour.text)[0]) if hour.letter == "C" else int(hour.value)
    afternoon = (
        "p" in hour.text.lower()
        if hour.letter == "C"
        else bool(half and (half.text.lower() == "pm" or half.value in ("AF", "EV", "NI")))
    )
    if told > 12 or minutes > 59:
        return None
    told += 12 if afternoon and told < 12 else 0
    if direction.letter == "+":
        told, minutes = told - 1, 60 - minutes
    return m.timex(f"T{told % 24:02}:{minutes:02}", "time")


@rule(r"[fb]?[cd](?:\+|&|-)C")
def _hours(m: Match) -> Timex | None:
    """`from 5 to 6 pm`: the first hour is of the same half of the day."""
    last = re.search(r"(\d+)(?::(\d\d))?\s*([ap])", m.tokens[-1].text.lower())
    first = m.number("cd") or 0
    if not last or first > 12 or (m.pick("&") and not m.pick("b")):
        return None
    shift = 12 if last.group(3) == "p" else 0
    begin, end = first % 12 + shift, int(last.group(1)) % 12 + shift
    minutes = f":{last.group(2)}" if last.group(2) else ""
    return m.timex(f"T{begin:02}/T{end:02}{minutes}", "time")


@rule(r"(?:K|[Ww])P?@[cd](?=[.,)~]|$)")
def _day_and_hour(m: Match) -> Timex | None:
    """`tonight at 8`."""
    day, hour, part = m.tokens[0], m.number("cd") or 0, m.pick("P")
    late = day.text.lower() == "tonight" or (part and part.value in ("AF", "EV", "NI"))
    if m.tokens[-2].text.lower() == "by" or hour > 24:
        return None
    told = f"T{hour % 12 + 12 if late and hour <= 12 else hour:02}"
    if day.letter == "K":
        return m.timex(f"XXXX-XX-XX{told}", "time", shift=day.value, unit="D")
    return m.timex(f"XXXX-WXX-{day.value}{told}", "time")


@rule(r"(?:i?t)?E-?P")
def _early_part(m: Match) -> Timex | None:
    """`early morning`, `in the late afternoon`."""
    part = m.one("E")
    if part.text.lower() not in ("early", "late", "mid"):
        return None
    return m.timex(f"T{m.tokens[-1].value}", "time", part=part.value)


@rule(r"P|(?<=i)tP|(?<=@)P")
def _day_part(m: Match) -> Timex | None:
    word = m.tokens[-1]
    alone = len(m.tokens) == 1 and m.before != "@"
    if alone and word.text.lower() not in ("noon", "midday", "midnight", "overnight"):
        return None
    return m.timex(f"T{word.value}" if word.value != "MI" else "T12:00", "time")


# ------------------------------------------------------------------ what the builders share
_SHIFTS: dict[str, tuple[int, Literal["story", "event"]]] = {
    "L": (-1, "story"),
    "X": (1, "story"),
    "T": (0, "story"),
    "V": (-1, "event"),
    "F": (1, "event"),
    "G": (0, "event"),
}
_SHIFT_UNITS: dict[str, Unit] = {
    "TS": "H", "TM": "H", "TH": "H", "D": "D", "W": "W", "M": "M", "Y": "Y", "DE": "DE", "WE": "W",
    "FN": "W", "NI": "D", "Q": "M",
}  # fmt: skip
_SHIFT_SIZES = {"FN": 2, "Q": 3}
_TEMPLATES = {
    "D": "XXXX-XX-XX", "NI": "XXXX-XX-XXTNI", "W": "XXXX-WXX", "FN": "XXXX-WXX", "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXXX", "TH": "XXXX-XX-XX", "TM": "XXXX-XX-XX",
    "TS": "XXXX-XX-XX",
}  # fmt: skip
_NUMBER_LETTERS = "acdnyqh"


def _day(year: int | None, month: int | None, day: int | None) -> str:
    return f"{_year(year)}-{month or 0:02}-{day or 0:02}"


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has that day; without a year, whether some year has it."""
    try:
        datetime.date(year or 2000, month or 0, day or 0)
    except ValueError:
        return False
    return True


def _year(year: int | None) -> str:
    return f"{year:04}" if year else "XXXX"


def _weekday(m: Match) -> int | None:
    return m.number("Ww")


def _after_since(m: Match) -> bool:
    return m.before == "z" and m.words[m.first - 1].text.lower() == "since"


def _or_month(m: Match) -> bool:
    """`April or May`: the word before the conjunction is a month, too."""
    before = m.words[: m.first]
    return m.before == "&" and len(before) > 1 and before[-2].letter in "Mmv"


def _adverb_end(m: Match) -> int:
    """`two days before.` includes its adverb; the preposition of `two days before X` is not in."""
    last = m.tokens[-1]
    return last.end if m.after in " ,.)&" else m.tokens[-2].end


def _amount(m: Match, letters: str, until: str = "") -> str:
    """The number before the unit: digits, `X` when vague, `0.5` for half."""
    total = 0.0
    end = next((i for i, t in enumerate(m.tokens) if t.letter == until), len(m.tokens))
    if any(t.letter == "h" for t in m.tokens[end:]):
        total = 0.5
    tokens = [t for t in m.tokens[:end] if t.letter in letters]
    for token in tokens:
        if token.letter == "q":
            if token.text.lower() != "couple":
                return "X"
            total = 2.0
        elif token.letter == "h":
            total += 0.5
        elif token.letter == "a":
            total += 0.0 if any(t.letter in "qh" for t in tokens) else 1.0
        elif token.letter == "c":
            value = float(token.value)
            total = (total or 1.0) * value if value >= 100 else total + value
        else:
            total += float(token.value)
    return f"{total or 1.0:g}"


def _period(amount: str, unit: str) -> str:
    if unit in ("FN", "Q"):
        amount = amount if amount == "X" else f"{float(amount) * _SHIFT_SIZES[unit]:g}"
        unit = "W" if unit == "FN" else "M"
    if unit in ("WE", "NI"):
        return f"P{amount}{unit}"
    if unit in ("DE", "CE"):
        size = 10 if unit == "DE" else 100
        return "PXY" if amount == "X" else f"P{float(amount) * size:g}Y"
    return f"PT{amount}{unit[1]}" if unit[0] == "T" else f"P{amount}{unit}"


def _shifted(m: Match, shift: int, unit: str, anchor: Literal["story", "event"]) -> Timex | None:
    if unit not in _SHIFT_UNITS:
        return None
    size = _SHIFT_SIZES.get(unit, 1)
    return m.timex(_TEMPLATES[unit], shift=shift * size, unit=_SHIFT_UNITS[unit], anchor=anchor)


def _counted(m: Match, sign: int, anchor: Literal["story", "event"]) -> Timex | None:
    """`two years ago`; without a number (`several`) the shift stays open."""
    unit = m.one("U").value
    if unit not in _SHIFT_UNITS:
        return None
    amount = _amount(m, _NUMBER_LETTERS, until="U")
    if amount == "X":
        return m.timex(_TEMPLATES[unit], unit=_SHIFT_UNITS[unit], anchor=anchor)
    count = float(amount) * _SHIFT_SIZES.get(unit, 1)
    target = _SHIFT_UNITS[unit]
    if count % 1 and target == "Y":
        return m.timex("XXXX-XX", shift=round(sign * count * 12), unit="M", anchor=anchor)
    return m.timex(_TEMPLATES[unit], shift=round(sign * count), unit=target, anchor=anchor)


def _span(m: Match, modifier: Token, amount: str, unit: str) -> Timex | None:
    """`the past two years`: a length that ends, or begins, at the story's day."""
    if unit not in _SHIFT_UNITS:
        return None
    shift, anchor = _SHIFTS[modifier.letter]
    count = None if amount == "X" else round(shift * float(amount) * _SHIFT_SIZES.get(unit, 1))
    return m.timex(
        _period(amount, unit), "duration", shift=count, unit=_SHIFT_UNITS[unit], anchor=anchor
    )


_UNMISTAKABLE = re.compile(
    r"christmas|easter|thanksgiving|halloween|ramadan|new year'?s|new year eve|eid"
)
"""Holidays that small letters do not make another thing."""


@lru_cache(maxsize=1)
def _holidays_by_first() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(holidays(), key=len, reverse=True):
        found.setdefault(re.split(r"[ .'-]", name)[0], []).append(name)
    return found


def holidays_in(words: Sequence[Token]) -> Iterator[tuple[int, int, Timex]]:
    """Holidays, named with capitals (`labour day` in small letters is no date)."""
    by_first = _holidays_by_first()
    for i, word in enumerate(words):
        for name in by_first.get(word.text.lower(), ()):
            pieces = [t.group() for t in TOKEN.finditer(name)]
            run = words[i : i + len(pieces)]
            if [t.text.lower().replace("’", "'") for t in run] != pieces:
                continue
            if word.text.islower() and not _UNMISTAKABLE.match(name):
                continue
            last = i + len(pieces) - 1
            year = (
                words[last + 1].value
                if last + 1 < len(words) and words[last + 1].letter == "y"
                else None
            )
            end = last + 1 if year else last
            prefix = f"{year:04}" if year else "XXXX"
            yield i, end, Timex(word.start, words[end].end, f"{prefix}-{name}")
            break
