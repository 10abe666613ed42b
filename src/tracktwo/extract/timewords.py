"""Words of a text in the eyes of the grammar of times: one letter for each, its class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from tracktwo.knowledge.calendar import Word, time_words

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


@dataclass(frozen=True)
class Token:
    """One word, number or mark, with its class letter and what it stands for."""

    start: int
    end: int
    text: str
    letter: str
    value: Any = None


TOKEN = re.compile(
    r"""
    (?P<iso>\b\d{4}(?P<s1>[-/.])\d\d?(?P=s1)\d\d?(?:T\d\d:\d\d(?::\d\d)?Z?|(?![\d-]))|\b\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d\d)\b(?![/.-]\d))
    |(?P<clock>\b\d{1,2}:\d\d(?::\d\d)?(?:\ ?[ap]\.?\ ?m\b\.?)?|\b\d{1,2}(?:\.\d\d)?\ ?[ap]\.?m\b\.?|\b\d{4}\ (?=gmt|utc|hours\b))
    |(?P<yearmonth>\b(?:19|20)\d\d\ ?[-/]\ ?(?:0?[1-9]|1[0-2])\b(?![-/\d])|\b(?:0?[1-9]|1[0-2])\ ?[-/]\ ?(?:19|20)\d\d\b(?![-/\d]))
    |(?P<monthday>\b\d{1,2}/\d{1,2}\b(?![/\d]))
    |(?P<decade>(?:\b[12]\d\d|['’]?\b[1-9])0['’]?s\b)
    |(?P<quarter>\b[qQ][1-4]\b|\b[hH][12]\b)
    |(?P<number>\b\d+(?:,\d{3})+|\b\d+(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th)\b)?
    |(?P<word>o['’]clock\b|[^\W\d_]+)
    |(?P<mark>[-–—,.&'’:;/?!])
    |(?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRINTED = {
    "iso": "Z",
    "yearmonth": "Y",
    "monthday": "%",
    "clock": "C",
    "decade": "D",
    "quarter": "Q",
}
_PLAIN = {
    "a": "a", "an": "a", "the": "t", "ago": "A", "later": "l", "earlier": "e", "before": "B",
    "after": "J", "of": "O", "in": "i", "during": "i", "within": "i", "over": "i", "for": "i",
    "throughout": "i", "through": "+", "thru": "+", "to": "+", "until": "+", "till": "+", "and": "&",
    "or": "&", "from": "f", "between": "b", "every": "r", "each": "r", "on": "~", "at": "@", "by": "@",
    "around": "@", "about": "@", "half": "h", "another": "a", "whole": "a", "full": "a", "entire": "a",  "old": "x", "long": "g", "time": "=", "times": "x",
    "twice": "x", "once": "x", "since": "i", "per": "r", "o'clock": "k", "am": "^", "pm": "^", "oclock": "k", "hence": "l",
    "percent": "x", "dollars": "x", "upto": "+",
}  # fmt: skip
_MARKS = {"–": "-", "—": "-", "’": "'", ";": ".", "?": ".", "!": "."}
_LOWER_ONLY_AS_WORDS = frozenset(
    {"may", "march", "sat", "sun", "mar", "wed", "sec", "min", "fall", "spring"}
)


def read_words(text: str) -> list[Token]:
    """The words of a text, in order, with their classes."""
    known = time_words()
    return [_token(match, known) for match in TOKEN.finditer(text)]


def _token(match: re.Match[str], known: dict[str, Word]) -> Token:
    text, kind = match.group(), match.lastgroup
    at = match.start(), match.end(), text
    if kind == "word":
        lower = text.lower()
        word = known.get(lower)
        if word is None and lower.endswith("days") and lower[:-1] in known:
            return Token(*at, "W", known[lower[:-1]].value)
        if word is None:
            return Token(*at, _PLAIN.get(lower.replace("’", "'"), "z"))
        letter = word.letter
        if lower in _LOWER_ONLY_AS_WORDS and text == lower and letter in "mw":
            letter = "z" if letter == "w" else "v"
        return Token(*at, letter, word.value)
    if kind == "mark":
        return Token(*at, _MARKS.get(text, text))
    if kind == "other":
        return Token(*at, "$" if text in "$€£¥%#" else "(" if text in "([" else "z")
    if kind in ("number", "suffix"):
        digits = match.group("number").replace(",", "")
        value = float(digits)
        if kind == "suffix":
            return Token(*at, "o" if 1 <= value <= 31 else "z", int(value))
        if len(digits) == 4 and digits.isdigit() and 1000 <= value <= 2199 and "," not in text:
            return Token(*at, "y", int(value))
        return Token(*at, "d" if 1 <= value <= 31 and digits.isdigit() else "n", value)
    letter = _PRINTED[kind or ""]
    return Token(*at, letter, text)


@dataclass(frozen=True)
class Match:
    """The words that a rule has matched, and those around them."""

    words: Sequence[Token]
    letters: str
    first: int
    last: int
    """Index of the last word, included."""

    @property
    def tokens(self) -> Sequence[Token]:
        """The matched words."""
        return self.words[self.first : self.last + 1]

    @property
    def before(self) -> str:
        """The class of the word before, or a blank at the start."""
        return self.letters[self.first - 1] if self.first else " "

    @property
    def after(self) -> str:
        """The class of the word after, or a blank at the end."""
        return self.letters[self.last + 1] if self.last + 1 < len(self.letters) else " "

    def pick(self, letters: str) -> Token | None:
        """The first word of one of these classes."""
        return next((t for t in self.tokens if t.letter in letters), None)

    def one(self, letters: str) -> Token:
        """The same, where the pattern makes sure that there is one."""
        return next(t for t in self.tokens if t.letter in letters)

    def number(self, letters: str) -> int | None:
        """The number that the first word of one of these classes stands for."""
        found = self.pick(letters)
        return int(found.value) if found and isinstance(found.value, (int, float)) else None

    def timex(self, value: str, kind: Kind = "date", **fields: Any) -> Timex:
        """The matched words as a time expression, a full stop at the end left out."""
        tokens = list(self.tokens)
        while tokens[-1].letter == ".":
            tokens.pop()
        return Timex(tokens[0].start, tokens[-1].end, value, kind, **fields)
