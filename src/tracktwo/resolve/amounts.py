"""Numbers with qualifiers as intervals: what can both be true, and what cannot."""

from __future__ import annotations

from tracktwo.model import Figure

# A stated most ("up to 2 million") is another when it is this many times the other's most.
_FAR_ABOVE = 1.25
_ABOUT = 0.06
# Large counts are rounded by so much without a word.
_LARGE = 1000
_ROUNDING = 0.05


def contradict(f: Figure, g: Figure) -> bool:
    """Whether two figures of one thing cannot both be true.

    Qualifiers make intervals: at least 10 reaches up without end, about 10 some way to both
    sides. Two stated mosts contradict when one is far above the other.
    """
    if f.qualifier in ("up_to", "between") and g.qualifier in ("up_to", "between"):
        return max(most(f), most(g)) > _FAR_ABOVE * min(most(f), most(g))
    if _rounded(f, g):
        return False
    (a, b), (c, d) = _interval(f), _interval(g)
    if (f.qualifier == "more_than" and c <= d <= a) or (g.qualifier == "more_than" and a <= b <= c):
        return True
    return b < c or d < a


def _interval(f: Figure) -> tuple[float, float]:
    low, high = f.low or 0.0, f.high or 0.0
    if f.qualifier in ("at_least", "more_than"):
        return low, float("inf")
    if f.qualifier == "up_to":
        return float("-inf"), high
    if f.qualifier == "about" and low == high:
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def most(f: Figure) -> float:
    """The highest number that a figure states."""
    return f.high or 0.0


def _rounded(f: Figure, g: Figure) -> bool:
    """Large counts that differ by less than their rounding: 28,500 and 28,000."""
    if f.attribute in ("duration", "ordinal", "size") or f.low != f.high or g.low != g.high:
        return False
    small, large = sorted((f.low or 0.0, g.low or 0.0))
    return large >= _LARGE and large - small <= _ROUNDING * large
