"""Whether two spellings can be one name.

Names travel through alphabets: Sergey and Sergei, Massoud and Masoud, Mohammad and Muhammad.
Words are compared by their letters (rapidfuzz) and by their skeleton of consonants; where that
leaves doubt, by the part comparison of OpenSanctions' `rigour`, which is tuned to the drift of
transliterations.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import JaroWinkler

_SOUNDS = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("tch", "ch"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"), ("x", "ks"), ("z", "s"), ("j", "y"),
)  # fmt: skip
"""Letters that the transliterations of one sound exchange (Arabic, Persian, Russian, Pashto)."""

_DRIFT = 0.75
"""Least score of rigour's residue comparison for two spellings of a given name."""

_PARTICLES = frozenset("al el bin ibn bint abu de del la da dos von van der den ul ur y e".split())


@lru_cache(maxsize=100_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name: small letters, no accents, no marks, no particles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"['’`.]", "", plain)
    found = [w for w in re.split(r"[^\w]+", plain) if w]
    kept = [w for w in found if w not in _PARTICLES]
    return tuple(kept or found)


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """The consonants of a word, each sound written one way, doubles once."""
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    body = re.sub(r"[aeiouyh]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", (word[:1] if word[:1] not in "eiouy" else "a") + body)


@lru_cache(maxsize=100_000)
def same_word(a: str, b: str) -> bool:
    """Whether two words of names are spellings of one."""
    if a == b:
        return True
    if a[:1] != b[:1] and skeleton(a)[:1] != skeleton(b)[:1]:
        return False
    near = JaroWinkler.similarity(a, b)
    if skeleton(a) == skeleton(b):
        return near >= 0.72
    return near >= 0.93 and min(len(a), len(b)) > 4


def aligned(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether every word of the shorter name stands in the longer one, in order."""
    at = 0
    for word in short:
        while at < len(long) and not same_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def same_person(a: str, b: str) -> bool:
    """Whether two full names (two words or more) can be one person's.

    The last words must agree (or, for names in the eastern order, the first with the last), and
    no given name may contradict another.
    """
    left, right = words_of(a), words_of(b)
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < 2:
        return False
    if aligned(short, long) and same_word(short[-1], long[-1]):
        return True
    if _same_run(left, right):
        return True
    if len(short) == len(long) == 2 and aligned(short[::-1], long):
        return True
    if len(short) == len(long) and same_word(short[-1], long[-1]):
        return all(
            same_word(x, y) or same_given_name(x, y) or _initial(x, y)
            for x, y in zip(short[:-1], long[:-1], strict=True)
        )
    return False


def short_for(short: str, full: str) -> bool:
    """Whether a short name (`Noor`, `Muhammad Noor`) can stand for a full one."""
    left, right = words_of(short), words_of(full)
    if not left or len(left) >= len(right) + 1:
        return False
    if len(left) < len(right) and aligned(left, right):
        return True
    return any(_same_run(left, right[k:]) for k in range(1, len(right)))


def _same_run(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two names differ in how they are cut into words: Abdul-Salam, Abdulsalam."""
    if len(left) == len(right):
        return False
    return same_word("".join(left), "".join(right))


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 or len(b) == 1) and a[0] == b[0]


@lru_cache(maxsize=20_000)
def same_given_name(a: str, b: str) -> bool:
    """Whether rigour aligns two given names as drifting spellings of one (Yevgeny, Evgeny).

    Its tables of name symbols would know Mike and Michael as well, but take many seconds to load.
    """
    from rigour.names import compare_parts  # loaded where two people share a surname

    aligned_parts = compare_parts(_parts(a), _parts(b))
    return len(aligned_parts) == 1 and bool(aligned_parts[0].score >= _DRIFT)


def _parts(word: str) -> list[Any]:
    from rigour.names import NameTypeTag, analyze_names

    names = analyze_names(NameTypeTag.PER, [word], symbols=False)
    return [part for name in names for part in name.parts]
