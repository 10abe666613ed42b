"""Words of a text in the eyes of the grammar of times: one letter for each, its class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple, TypeAlias

from tracktwo.knowledge.calendar import time_words

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


class Token(NamedTuple):
    """One word, number or mark, with its class letter and what it stands for."""

    start: int
    end: int
    text: str
    letter: str
    value: Any = None


TOKEN = re.compile(
    r"""
    (?P<quarter>\b[qQ][1-4]\b|\b[hH][12]\b)
    |(?P<word>o['’]clock\b|[^\W\d_]+)
    |(?P<iso>\b\d{4}(?P<s1>[-/.])\d\d?(?P=s1)\d\d?(?:T\d\d:\d\d(?::\d\d)?Z?|(?![\d-]))
        |\b\d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d\d)\b(?![/.-]\d))
    |(?P<clock>\b\d{1,2}:\d\d(?::\d\d)?(?:\ ?[ap]\.?\ ?m\b\.?)?
        |\b\d{1,2}(?:\.\d\d)?\ ?[ap]\.?m\b\.?|\b\d{4}\ (?=gmt|utc|hours\b))
    |(?P<yearmonth>\b(?:19|20)\d\d\ ?[-/]\ ?(?:0?[1-9]|1[0-2])\b(?![-/\d])
        |\b(?:0?[1-9]|1[0-2])\ ?[-/]\ ?(?:19|20)\d\d\b(?![-/\d]))
    |(?P<monthday>\b\d{1,2}/\d{1,2}\b(?![/\d]))
    |(?P<decade>(?:\b[12]\d\d|['’]?\b[1-9])0['’]?s\b)
    |(?P<number>\b\d+(?:,\d{3})+|\b\d+(?:\.\d+)?)(?P<suffix>(?:st|nd|rd|th)\b)?
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
    words = []
    for match in TOKEN.finditer(text):
        letter, value = _class_of(match.group(), match.lastgroup or "other")
        words.append(Token(match.start(), match.end(), match.group(), letter, value))
    return words


@lru_cache(maxsize=65536)
def _class_of(text: str, kind: str) -> tuple[str, Any]:
    """The class letter of a word, number or mark, and what it stands for."""
    match kind:
        case "word":
            return _class_of_word(text)
        case "mark":
            return _MARKS.get(text, text), None
        case "other":
            return "$" if text in "$€£¥%#" else "(" if text in "([" else "z", None
        case "suffix":
            number = int(text[:-2].replace(",", ""))
            return "o" if 1 <= number <= 31 else "z", number
        case "number":
            return _class_of_number(text)
        case _:
            return _PRINTED[kind], text


def _class_of_word(text: str) -> tuple[str, Any]:
    known, lower = time_words(), text.lower().replace("’", "'")
    word = known.get(lower)
    if word is None and lower.endswith("days") and lower[:-1] in known:
        return "W", known[lower[:-1]].value
    if word is None:
        return _PLAIN.get(lower, "z"), None
    if lower in _LOWER_ONLY_AS_WORDS and text == lower and word.letter in "mw":
        return ("z" if word.letter == "w" else "v"), word.value
    return word.letter, word.value


def _class_of_number(text: str) -> tuple[str, Any]:
    digits = text.replace(",", "")
    value = float(digits)
    if len(text) == 4 and text.isdigit() and 1000 <= value <= 2199:
        return "y", int(value)
    return ("d" if 1 <= value <= 31 and digits.isdigit() else "n"), value


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
