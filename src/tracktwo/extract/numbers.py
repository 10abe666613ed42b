"""Numbers in a run of words: `700,000 to 1.3 million`, `two dozen`, `at least 14,500`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracktwo.knowledge.units import units
from tracktwo.model.record import Qualifier

_DIGITS = re.compile(r"^[$€£¥]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?$")
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_NEARLY = frozenset({"nearly", "almost", "close to", "just under", "a little under"})
_JUST_OVER = frozenset({"just over", "a little over"})
# Nearly eight million is no less than a tenth short of it.
_SHORT = 0.1
_RANGE = frozenset({"to", "and", "-", "–", "or"})


@dataclass(frozen=True)
class Amount:
    """A number or range that the words [first, end) tell; `low == high` for one number."""

    first: int
    end: int
    low: float
    high: float
    qualifier: Qualifier
    ranged: bool = False
    """Two numbers were told, not one that is almost or just over something."""


def amount_at(words: Sequence[str], i: int) -> Amount | None:
    """The amount that begins at word `i` (in small letters), with the qualifier before it."""
    number = number_at(words, i)
    if number is None:
        return None
    value, end = number
    low = high = value
    second = number_at(words, end + 1) if end < len(words) and words[end] in _RANGE else None
    spanned = (
        words[end] != "and" or _before(words, i, ("between",)) if second is not None else False
    )
    if second is not None and spanned and words[end] != "or":
        scaled = _scaled_like(value, second[0], words, i, end)
        if scaled <= second[0]:
            low, high, end = scaled, second[0], second[1]
    first, qualifier = _qualified(words, i)
    ranged = low != high
    if ranged:
        qualifier = "between"
        first = i - 1 if _before(words, i, ("between",)) or _before(words, i, ("from",)) else i
    elif qualifier == "about":
        before = " ".join(words[first:i])
        low = value * (1 - _SHORT if before in _NEARLY else 1)
        high = value * (1 + _SHORT if before in _JUST_OVER else 1)
    elif qualifier == "exactly":
        qualifier, end = _qualified_behind(words, end)
    return Amount(first, end, low, high, qualifier, ranged)


def number_at(words: Sequence[str], i: int) -> tuple[float, int] | None:
    """The number that begins at word `i`, and the index behind it; None if none does."""
    if i >= len(words):
        return None
    table = units()
    total = 0.0
    current: float | None = None
    j = i
    while j < len(words):
        word = words[j].lstrip("$€£¥")
        digits = _DIGITS.match(words[j])
        if digits:
            if current is not None:
                break
            current = float(digits[1].replace(",", "") + (digits[2] or ""))
        elif word in table.numbers and word != "a":
            part = table.numbers[word]
            if current is None:
                current = float(part)
            elif (current >= 100 and part < 100) or (20 <= current < 100 and part < 10):
                current += part
            else:
                break
        elif (
            word == "a" and j + 1 < len(words) and words[j + 1] in table.scales and current is None
        ):
            current = 1.0
        elif word in table.scales and current is not None:
            scale = table.scales[word]
            if scale >= 1000:
                total, current = total + current * scale, None
                if not _more(words, j + 1):
                    j += 1
                    break
            else:
                current *= scale
        elif (word == "and" and current is not None and current >= 100 and _more(words, j + 1)) or (
            word == "-" and current is not None and 20 <= current < 100 and _more(words, j + 1)
        ):
            pass
        else:
            break
        j += 1
    if current is None and not total:
        return None
    while j > i and words[j - 1] in ("and", "-"):
        j -= 1
    return total + (current or 0.0), j


def ordinal(word: str) -> int | None:
    """5 for `fifth` and `5th`."""
    found = _ORDINAL.match(word)
    return int(found[1]) if found else units().ordinals.get(word)


def _more(words: Sequence[str], j: int) -> bool:
    """Whether the next word goes on with a number in words (not with new digits)."""
    return j < len(words) and words[j] in units().numbers and words[j] != "a"


def _scaled_like(value: float, top: float, words: Sequence[str], i: int, end: int) -> float:
    """`2 to 3 million`: the first number has the scale of the second."""
    if top >= 1000 and value < 1000 and end == i + 1 and value < 100:
        for scale in (1e12, 1e9, 1e6, 1e3):
            if top >= scale and value * scale <= top:
                return value * scale
    return value


def _qualified(words: Sequence[str], i: int) -> tuple[int, Qualifier]:
    for phrase, kind in units().qualifiers:
        if _before(words, i, phrase):
            return i - len(phrase), kind
    return i, "exactly"


def _qualified_behind(words: Sequence[str], end: int) -> tuple[Qualifier, int]:
    for phrase, kind in (
        (("or", "more"), "at_least"), (("or", "so"), "about"), (("or", "less"), "up_to"),
        (("or", "fewer"), "up_to"),
    ):  # fmt: skip
        if tuple(words[end : end + 2]) == phrase:
            return kind, end + 2  # type: ignore[return-value]
    return "exactly", end


def _before(words: Sequence[str], i: int, phrase: tuple[str, ...]) -> bool:
    return i >= len(phrase) and tuple(words[i - len(phrase) : i]) == phrase
