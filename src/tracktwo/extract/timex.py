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
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from tracktwo.knowledge.calendar import Word, holidays, time_words

Kind: TypeAlias = Literal["date", "time", "duration", "set"]
Unit: TypeAlias = Literal["H", "D", "W", "M", "Y", "DE", "SE"]
Part: TypeAlias = Literal["start", "mid", "end"]


@dataclass(frozen=True)
class Timex:
    """A time expression in plain text; fields as in `model.TimeExpression`."""

    start: int
    end: int
    value: str
    kind: Kind = "date"
    shift: int | None = None
    unit: Unit | None = None
    part: Part | None = None
    anchor: Literal["story", "event"] = "story"
    weekday: int | None = None


def recognise(text: str) -> list[Timex]:
    """Every time expression of the text, in order, none inside another."""
    words = _words(text)
    letters = "".join(word.letter for word in words)
    return _joined(_longest(_matches(words, letters)), words, letters)


# ------------------------------------------------------------------ words and their classes
@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    text: str
    letter: str
    value: Any = None


_TOKEN = re.compile(
    r"""
    (?P<iso>\b\d{4}-\d\d?-\d\d?(?!\d)|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)\b(?![/.]\d)|\b\d{4}/\d\d?/\d\d?\b)
    |(?P<clock>\b\d{1,2}:\d\d(?::\d\d)?(?:\ ?[ap]\.?\ ?m\b\.?)?|\b\d{1,2}\ ?[ap]\.?m\b\.?|\b\d{4}\ (?=gmt|utc|hours\b))
    |(?P<decade>(?:\b[12]\d\d|['’]?\b[1-9])0['’]?s\b)
    |(?P<quarter>\b[qQ][1-4]\b|\b[hH][12]\b)
    |(?P<number>\b\d+(?:,\d{3})+|\b\d+(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th)\b)?
    |(?P<word>[^\W\d_]+)
    |(?P<mark>[-–—,.&'’:;/?!])
    |(?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN = {
    "a": "a", "an": "a", "the": "t", "ago": "A", "later": "l", "earlier": "e", "before": "B",
    "after": "J", "of": "O", "in": "i", "during": "i", "within": "i", "over": "i", "for": "i",
    "throughout": "i", "through": "+", "thru": "+", "to": "+", "until": "+", "till": "+", "and": "&",
    "or": "&", "from": "f", "between": "b", "every": "r", "each": "r", "on": "~", "at": "@", "by": "@",
    "around": "@", "about": "@", "half": "h", "old": "x", "long": "g", "time": "=", "times": "x",
    "twice": "x", "once": "x", "since": "i", "per": "r", "o'clock": "k", "oclock": "k", "hence": "l",
    "quarter": "U", "percent": "x", "dollars": "x", "upto": "+",
}  # fmt: skip
_MARKS = {"–": "-", "—": "-", "’": "'", ";": ".", "?": ".", "!": "."}
_LOWER_ONLY_AS_WORDS = frozenset(
    {"may", "march", "sat", "sun", "mar", "wed", "sec", "min", "fall", "spring"}
)


def _words(text: str) -> list[_Token]:
    known = time_words()
    return [_token(match, known) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str], known: dict[str, Word]) -> _Token:
    text, kind = match.group(), match.lastgroup
    at = match.start(), match.end(), text
    if kind == "word":
        lower = text.lower()
        word = known.get(lower)
        if word is None:
            return _Token(*at, _PLAIN.get(lower, "z"))
        letter = word.letter
        if lower in _LOWER_ONLY_AS_WORDS and text == lower and letter in "mw":
            letter = "z" if letter == "w" else "v"
        return _Token(*at, letter, word.value)
    if kind == "mark":
        return _Token(*at, _MARKS.get(text, text))
    if kind == "other":
        return _Token(*at, "$" if text in "$€£¥%#" else "(" if text in "([" else "z")
    if kind in ("number", "suffix"):
        digits = match.group("number").replace(",", "")
        value = float(digits)
        if kind == "suffix":
            return _Token(*at, "o" if 1 <= value <= 31 else "z", int(value))
        if len(digits) == 4 and digits.isdigit() and 1000 <= value <= 2199 and "," not in text:
            return _Token(*at, "y", int(value))
        return _Token(*at, "d" if 1 <= value <= 31 and digits.isdigit() else "n", value)
    letter = {"iso": "Z", "clock": "C", "decade": "D", "quarter": "Q"}[kind or ""]
    return _Token(*at, letter, text)


# ------------------------------------------------------------------ the grammar
_NUM = r"(?:c(?:-?c)*|[dny])"
_QTY = rf"(?:t?a?q(?:O)?t?|ha|a?h|a(?:[op](?=h))?|{_NUM}(?:&ah)?)"
_YEAR = r"(?:,?y)"
_MON = r"[Mmv]\.?"
_MOD = r"[LVXFTG]"

Builder: TypeAlias = Callable[["_Match"], "Timex | None"]


@dataclass(frozen=True)
class _Match:
    words: Sequence[_Token]
    letters: str
    first: int
    last: int
    """Index of the last word, included."""

    @property
    def tokens(self) -> Sequence[_Token]:
        return self.words[self.first : self.last + 1]

    @property
    def before(self) -> str:
        """The class of the word before, or a blank at the start."""
        return self.letters[self.first - 1] if self.first else " "

    @property
    def after(self) -> str:
        """The class of the word after, or a blank at the end."""
        return self.letters[self.last + 1] if self.last + 1 < len(self.letters) else " "

    def pick(self, letters: str) -> _Token | None:
        """The first word of one of these classes."""
        return next((t for t in self.tokens if t.letter in letters), None)

    def one(self, letters: str) -> _Token:
        """The same, where the pattern makes sure that there is one."""
        return next(t for t in self.tokens if t.letter in letters)

    def number(self, letters: str) -> int | None:
        found = self.pick(letters)
        return int(found.value) if found and isinstance(found.value, (int, float)) else None

    def timex(self, value: str, kind: Kind = "date", **fields: Any) -> Timex:
        tokens = list(self.tokens)
        while tokens[-1].letter == ".":
            tokens.pop()
        return Timex(tokens[0].start, tokens[-1].end, value, kind, **fields)


_RULES: list[tuple[re.Pattern[str], Builder]] = []


def _rule(pattern: str) -> Callable[[Builder], Builder]:
    def enter(builder: Builder) -> Builder:
        _RULES.append((re.compile(pattern), builder))
        return builder

    return enter


def _matches(words: Sequence[_Token], letters: str) -> Iterator[tuple[int, int, Timex]]:
    for pattern, builder in _RULES:
        for match in pattern.finditer(letters):
            if match.end() > match.start():
                here = _Match(words, letters, match.start(), match.end() - 1)
                timex = builder(here)
                if timex:
                    yield match.start(), match.end() - 1, timex
    yield from _holidays(words)


def _longest(found: Iterator[tuple[int, int, Timex]]) -> list[tuple[int, int, Timex]]:
    kept: list[tuple[int, int, Timex]] = []
    for first, last, timex in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2].value)):
        if all(last < other[0] or other[1] < first for other in kept):
            kept.append((first, last, timex))
    return sorted(kept, key=lambda f: f[0])


# days -----------------------------------------------------------------------------------
@_rule("Z")
def _numeric(m: _Match) -> Timex | None:
    parts = [int(p) for p in re.split(r"[-/.]", m.tokens[0].text)]
    if parts[0] > 31:
        year, month, day = parts
    else:
        first, second, year = parts
        dotted = "." in m.tokens[0].text
        day, month = (first, second) if (first > 12 or dotted) and second <= 12 else (second, first)
        year += 0 if year > 99 else 2000 if year < 50 else 1900
    return m.timex(_day(year, month, day)) if month <= 12 and 1 <= day <= 31 else None


@_rule(rf"(?:[Ww]\.?,?t?)?{_MON}t?(?:[dop](?![U-]U|U)|c-?p){_YEAR}?")
@_rule(rf"(?:[Ww]\.?,?~?)?t?(?:c-?)?[dop]t?O?-?{_MON}(?:-?,?O?y|-?n)?")
def _month_day(m: _Match) -> Timex | None:
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
    return m.timex(_day(year, month, day), weekday=_weekday(m))


@_rule(rf"{_MON}[dop](?:-|\+|&)[dop](?!U){_YEAR}?")
@_rule(rf"[fb]?t?[dop](?:-|\+|&)t?[dop]O?{_MON}{_YEAR}?")
def _month_days(m: _Match) -> Timex | None:
    days = [int(t.value) for t in m.tokens if t.letter in "dop"]
    if m.pick("v") or (m.pick("&") and m.pick("f")):
        return None
    month, year = m.number("Mm"), m.number("y")
    return m.timex(f"{_day(year, month, days[0])}/{_day(year, month, days[1])}")


@_rule(r"Wt?,?to(?!U)")
@_rule(r"(?:~|@|\+)to(?=[,.)]|~|$)")
def _ordinal_day(m: _Match) -> Timex | None:
    found = m.timex(f"XXXX-XX-{m.number('o'):02}", weekday=_weekday(m))
    return found if m.letters[m.first] == "W" else replace(found, start=m.tokens[1].start)


@_rule(r"[Ww]\.?,?P")
def _weekday_part(m: _Match) -> Timex:
    return m.timex(f"XXXX-WXX-{m.number('Ww')}T{m.tokens[-1].value}", "time")


@_rule(r"W")
def _bare_weekday(m: _Match) -> Timex | None:
    word = m.tokens[0]
    if word.text.lower().endswith("days"):
        return m.timex(f"XXXX-WXX-{word.value}", "set")
    return m.timex(f"XXXX-WXX-{word.value}")


# months, years, seasons -------------------------------------------------------------------
@_rule(rf"(?:{_MON},?O?y|y,?{_MON})")
def _month_year(m: _Match) -> Timex:
    return m.timex(f"{m.number('y'):04}-{m.number('Mmv'):02}")


@_rule(r"[Mmv]\.?")
def _bare_month(m: _Match) -> Timex | None:
    letter = m.letters[m.first]
    if letter == "m" and m.before not in "i@+fbOEe~-" and not _after_since(m):
        return None
    if letter == "v" and m.before not in "iO":
        return None
    return m.timex(f"XXXX-{m.number('Mmv'):02}")


@_rule(r"y")
def _bare_year(m: _Match) -> Timex | None:
    year = m.number("y") or 0
    if m.before in "$n-." or m.after in "$%Uyx":
        return None
    if not 1900 <= year <= 2099 and m.before not in "ifO@+&b":
        return None
    return m.timex(f"{year:04}")


@_rule(r"[fb]?y(?:-|/)[ydn]")
def _years(m: _Match) -> Timex | None:
    first, last = (t for t in m.tokens if t.letter in "ydn")
    if last.letter != "y" and len(last.text) != 2:
        return None
    end = last.text if last.letter == "y" else first.text[:2] + last.text
    return m.timex(f"{first.text}/{end}") if end > first.text else None


@_rule(r"t?'?D")
def _decade(m: _Match) -> Timex | None:
    word = m.tokens[-1]
    if isinstance(word.value, int):
        return m.timex(f"19{word.value}X") if m.pick("t") else None
    digits = re.sub(r"\D", "", word.text)
    return m.timex(f"{digits[:-1]:>03}X" if len(digits) == 4 else f"19{digits[0]}X")


@_rule(r"t?[op]U")
def _century(m: _Match) -> Timex | None:
    unit, number = m.tokens[-1].value, m.number("op") or 0
    if unit == "CE":
        return m.timex(f"{number - 1:02}XX")
    if unit == "Q" and number <= 4:
        return m.timex(f"XXXX-Q{number}", shift=0, unit="Y")
    return None


@_rule(r"t?[op][Uh](?:O?t?(?:y|TU|LU|XU|U))")
def _part_of_year(m: _Match) -> Timex | None:
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


@_rule(r"(?:Q,?O?y|yQ|Q)")
def _quarter(m: _Match) -> Timex | None:
    year = m.number("y")
    return m.timex(f"{_year(year)}-{m.one('Q').text.upper()}")


@_rule(r"t?[Ss](?:,?O?y)?")
def _season(m: _Match) -> Timex | None:
    word, year = m.one("Ss"), m.number("y")
    bare = word.letter == "s" and not year and (not m.pick("t") or m.before not in "i@~O")
    named = m.after == "z" and not year and word.text.istitle()
    if named or (bare and m.before not in "iE"):
        return None
    return m.timex(f"{_year(year)}-{word.value}")


# relative to the story, or to another event ----------------------------------------------
@_rule(r"t?N")
def _reference(m: _Match) -> Timex | None:
    return m.timex(str(m.tokens[-1].value)) if not m.pick("t") else None


@_rule(r"K(?:P)?")
def _deictic(m: _Match) -> Timex:
    word, part = m.tokens[0], m.pick("P")
    time = f"T{part.value}" if part else "TNI" if word.text.lower() == "tonight" else ""
    kind: Kind = "time" if time else "date"
    return m.timex(f"XXXX-XX-XX{time}", kind, shift=word.value, unit="D")


@_rule(r"tU[BJ]K")
def _day_beyond(m: _Match) -> Timex | None:
    ahead = m.one("BJ").letter == "J"
    fits = m.one("U").value == "D" and m.tokens[-1].value == (1 if ahead else -1)
    return m.timex("XXXX-XX-XX", shift=2 if ahead else -2, unit="D") if fits else None


@_rule(r"tU[BJ](?!K)")
def _day_before(m: _Match) -> Timex | None:
    unit = m.one("U")
    shift = -1 if m.tokens[-1].letter == "B" else 1
    found = _shifted(m, shift, unit.value, "event")
    return replace(found, end=_adverb_end(m)) if found else None


@_rule(rf"t?{_MOD}{{1,2}}U")
def _shifted_unit(m: _Match) -> Timex | None:
    word, unit = m.tokens[-2], m.tokens[-1]
    many = unit.text.lower().endswith("s")
    definite = m.tokens[0].letter == "t"
    until_now = word.letter == "L" and (definite or word.value in ("past", "recent"))
    if until_now or (many and word.letter in "LX"):
        return _span(m, word, "X" if many else "1", unit.value)
    shift, anchor = _SHIFTS[word.letter]
    return _shifted(m, shift, unit.value, anchor)


@_rule(rf"(?:t?[LXVT]|tF)(?:{_NUM}|q(?:O)?|aqO?)U")
@_rule(rf"t?(?:{_NUM}|q)[LX]U")
def _shifted_span(m: _Match) -> Timex | None:
    word, unit = m.one("LXFVT"), m.one("U")
    return _span(m, word, _amount(m, _NUMBER_LETTERS), unit.value)


@_rule(r"t?[LXTVFG]{1,2}(?:[Ww]P?|Mm?|m|S|s|P)")
def _shifted_name(m: _Match) -> Timex | None:
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


@_rule(rf"{_QTY}-?U(?:&(?:ah|{_QTY}U))?A")
def _ago(m: _Match) -> Timex | None:
    return _counted(m, -1, "story")


@_rule(rf"{_QTY}-?U(?:&ah)?[le]")
def _later(m: _Match) -> Timex | None:
    last = m.tokens[-1]
    if last.text.lower() == "hence":
        return _counted(m, 1, "story")
    return _counted(m, 1 if last.letter == "l" or last.value == "end" else -1, "event")


@_rule(rf"{_QTY}UE(?!O)")
def _later_as_part(m: _Match) -> Timex | None:
    last = m.tokens[-1].text.lower()
    if last not in ("later", "earlier"):
        return None
    return _counted(m, 1 if last == "later" else -1, "event")


@_rule(rf"{_QTY}U[BJ](?!zU)")
def _before_or_after(m: _Match) -> Timex | None:
    found = _counted(m, -1 if m.tokens[-1].letter == "B" else 1, "event")
    return replace(found, end=_adverb_end(m)) if found else None


@_rule(rf"i{_QTY}U(?:'=)?(?!O|A|E|l|e)")
def _from_now(m: _Match) -> Timex | None:
    if m.tokens[0].text.lower() != "in":
        return None
    found = _counted(m, 1, "story")
    return replace(found, start=m.tokens[1].start) if found else None


@_rule(rf"{_QTY}Uf[NK]")
def _from_today(m: _Match) -> Timex | None:
    return _counted(m, 1, "story")


@_rule(r"tU")
def _this_unit(m: _Match) -> Timex | None:
    unit = m.tokens[-1]
    if unit.value == "WE":
        return m.timex("XXXX-WXX-WE", shift=0, unit="W")
    if m.before == "O" and m.first >= 2 and m.letters[m.first - 2] == "E" and unit.value in "MYWD":
        return _shifted(m, 0, unit.value, "story")
    return None


# lengths and repetitions ------------------------------------------------------------------
@_rule(rf"{_QTY}-?U(?:&(?:ah|{_QTY}U))?(?:-g)?")
def _duration(m: _Match) -> Timex | None:
    unit = m.one("U")
    if m.after == "x" or m.letters[m.last + 1 : m.last + 3] in ("-x", "x"):
        return None
    if unit.value == "WE":
        return None
    if m.letters[m.first] in "ah" and m.before == "x":
        return m.timex(f"P1{unit.value}", "set")
    return m.timex(_period(_amount(m, _NUMBER_LETTERS, until="U"), unit.value), "duration")


@_rule(r"(?<=i)U(?!A)|U(?=O)|U-g")
def _vague_duration(m: _Match) -> Timex | None:
    unit = m.tokens[0]
    plural = unit.text.lower().endswith("s") and unit.value not in ("WE", "NI", "Q")
    if m.letters[m.first : m.last + 1] == "U-g":
        return m.timex(_period("1" if not plural else "X", unit.value), "duration")
    if not plural or m.letters[m.first] != "U" or m.before in "tzE-":
        return None
    return m.timex(_period("X", unit.value), "duration")


@_rule(rf"r(?:{_NUM}|[opq])?(?:U|W|P|S)")
def _every(m: _Match) -> Timex | None:
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


@_rule(r"R")
def _repeated(m: _Match) -> Timex | None:
    word = m.tokens[0].text
    if word.istitle() and m.last + 1 < len(m.words) and m.words[m.last + 1].text.istitle():
        return None  # the name of a newspaper
    return m.timex(str(m.tokens[0].value), "set")


# times of day -----------------------------------------------------------------------------
@_rule(r"C")
def _clock(m: _Match) -> Timex | None:
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


@_rule(r"[cd]'?k")
def _hour(m: _Match) -> Timex | None:
    hour = m.number("cd") or 0
    return m.timex(f"T{hour:02}", "time") if hour <= 24 else None


@_rule(r"P|(?<=i)tP|(?<=@)P")
def _day_part(m: _Match) -> Timex | None:
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


def _year(year: int | None) -> str:
    return f"{year:04}" if year else "XXXX"


def _weekday(m: _Match) -> int | None:
    return m.number("Ww")


def _after_since(m: _Match) -> bool:
    return m.before == "z" and m.words[m.first - 1].text.lower() == "since"


def _adverb_end(m: _Match) -> int:
    """`two days before.` includes its adverb; the preposition of `two days before X` is not in."""
    last = m.tokens[-1]
    return last.end if m.after in " ,.)&" else m.tokens[-2].end


def _amount(m: _Match, letters: str, until: str = "") -> str:
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


def _shifted(m: _Match, shift: int, unit: str, anchor: Literal["story", "event"]) -> Timex | None:
    if unit not in _SHIFT_UNITS:
        return None
    size = _SHIFT_SIZES.get(unit, 1)
    return m.timex(_TEMPLATES[unit], shift=shift * size, unit=_SHIFT_UNITS[unit], anchor=anchor)


def _counted(m: _Match, sign: int, anchor: Literal["story", "event"]) -> Timex | None:
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


def _span(m: _Match, modifier: _Token, amount: str, unit: str) -> Timex | None:
    """`the past two years`: a length that ends, or begins, at the story's day."""
    if unit not in _SHIFT_UNITS:
        return None
    shift, anchor = _SHIFTS[modifier.letter]
    count = None if amount == "X" else round(shift * float(amount) * _SHIFT_SIZES.get(unit, 1))
    return m.timex(
        _period(amount, unit), "duration", shift=count, unit=_SHIFT_UNITS[unit], anchor=anchor
    )


@lru_cache(maxsize=1)
def _holidays_by_first() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(holidays(), key=len, reverse=True):
        found.setdefault(re.split(r"[ .']", name)[0], []).append(name)
    return found


def _holidays(words: Sequence[_Token]) -> Iterator[tuple[int, int, Timex]]:
    """Holidays, named with capitals (`labour day` in small letters is no date)."""
    by_first = _holidays_by_first()
    for i, word in enumerate(words):
        for name in by_first.get(word.text.lower(), ()):
            pieces = [t.group() for t in _TOKEN.finditer(name)]
            run = words[i : i + len(pieces)]
            if [t.text.lower().replace("’", "'") for t in run] != pieces or word.text.islower():
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


# ------------------------------------------------------------------ joining neighbours
def _joined(
    found: list[tuple[int, int, Timex]], words: Sequence[_Token], letters: str
) -> list[Timex]:
    for join in (_day_with_week, _with_part, _day_with_time, _range):
        found = _fold(found, words, letters, join)
    return [timex for _, _, timex in found]


Atom: TypeAlias = tuple[int, int, Timex]
Join: TypeAlias = Callable[[Atom | None, Atom, Sequence[_Token], str], "Atom | None"]


def _fold(found: list[Atom], words: Sequence[_Token], letters: str, join: Join) -> list[Atom]:
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
    left: Atom | None, right: Atom, words: Sequence[_Token], letters: str
) -> Atom | None:
    """`Tuesday of last week`, `Tuesday next week`."""
    if left is None or not re.fullmatch(r"O?", letters[left[1] + 1 : right[0]]):
        return None
    day, week = left[2], right[2]
    plain = re.fullmatch(r"XXXX-WXX-\d(?:T\w\w)?", day.value) and day.shift is None
    if not plain or week.value != "XXXX-WXX" or week.anchor == "event":
        return None
    return left[0], right[1], replace(day, end=week.end, shift=week.shift, unit="W")


def _with_part(
    left: Atom | None, right: Atom, words: Sequence[_Token], letters: str
) -> Atom | None:
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


_IS_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:(?:\d\d|XX)-(?:\d\d|XX)|WXX-\d)")


def _day_with_time(
    left: Atom | None, right: Atom, words: Sequence[_Token], letters: str
) -> Atom | None:
    """`Tuesday at 10 a.m.`, `3 pm on Tuesday`, `Tuesday afternoon`."""
    if left is None:
        return None
    between = letters[left[1] + 1 : right[0]]
    if (
        left[2].kind == "date"
        and right[2].value.startswith("T")
        and _IS_DAY.fullmatch(left[2].value)
    ):
        if not re.fullmatch(r"[,~@i]*", between):
            return None
        value = left[2].value + right[2].value
        return left[0], right[1], replace(left[2], end=right[2].end, value=value, kind="time")
    if (
        left[2].value.startswith("T")
        and right[2].kind == "date"
        and _IS_DAY.fullmatch(right[2].value)
    ):
        if not re.fullmatch(r"z?,?[~Oi]?", between):
            return None
        value = right[2].value + left[2].value
        return left[0], right[1], replace(right[2], start=left[2].start, value=value, kind="time")
    return None


def _range(left: Atom | None, right: Atom, words: Sequence[_Token], letters: str) -> Atom | None:
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
    if (
        between == "+"
        and words[left[1] + 1].text.lower() != "to"
        and opened != "f"
        and left[2].kind == "time"
    ):
        return None
    if left[2].anchor == "event" or right[2].anchor == "event":
        return None
    if left[2].shift is not None or right[2].shift is not None:
        return None
    first, last = left[2].value, right[2].value
    if first.startswith("XXXX-") and re.match(r"\d{4}", last) and "W" not in first:
        first = last[:4] + first[4:]
    at = left[0] - 1 if opened in "fb" else left[0]
    start = words[at].start if opened in "fb" else left[2].start
    return at, right[1], replace(left[2], start=start, end=right[2].end, value=f"{first}/{last}")


def _shape(timex: Timex) -> str:
    return re.sub(r"\d", "0", timex.value.replace("X", "0"))
