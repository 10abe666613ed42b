"""Whether two spellings can be one name.

Names travel through alphabets: Sergey and Sergei, Massoud and Masoud, Mohammad and Muhammad.
Words are compared by their letters (rapidfuzz) and by their skeleton of consonants; where that
leaves doubt, by the part comparison of OpenSanctions' `rigour`, which is tuned to the drift of
transliterations.

There are two questions. `same_person` asks whether the press can mean one person by two names; a
record that answers it wrongly gives one man's words to another, so it forgives only what drifts.
`same_name` asks whether two names, of a person or of a body and in any script, can be one name
written down twice, by hands that slip, leave out, glue together and turn round.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rapidfuzz.distance import OSA, JaroWinkler

from tracktwo.extract.numbers import number_at, ordinal
from tracktwo.knowledge.words import is_honorific

_SOUNDS = (
    ("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sch", "sh"), ("tch", "ch"),
    ("dj", "j"), ("ck", "k"), ("q", "k"), ("c", "k"), ("w", "v"), ("x", "ks"), ("z", "s"), ("j", "y"),
)  # fmt: skip
"""Letters that the transliterations of one sound exchange (Arabic, Persian, Russian, Pashto)."""

_DRIFT = 0.75
"""Least score of rigour's residue comparison for two spellings of a given name."""

_VOWEL_PAIRS = frozenset(x + y for x in "aeiou" for y in "aeiou" if x != y)

_PARTICLES = frozenset("al el bin ibn bint abu de del la da dos von van der den ul ur y e".split())

_CHAIN = frozenset({"bin", "ibn", "ben", "bint"})
"""Words after which a father is named: what stands before and after them cannot change places."""

_GENERIC = frozenset("company co corporation corp group holding holdings the and of".split())
"""Words that tell no body from another."""

_SLIP_WORD, _SLIP_NAME, _MOST_SLIPS = 4, 5, 2
"""One wrong letter is forgiven in so many of a word, and of a name; of a word, at most two."""
_DRIFTED = 0.6
"""Share of a word's letters that transliteration can change while its skeleton stays."""
_SHORTEST = 5
"""Letters of a name that can be compared without regard to how it is cut into words."""


_GENERATIONS = frozenset({"jr", "jnr", "sr"})
"""What tells a son of a father of the same name."""


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
    if len(a) == len(b) <= 4 and not _drift(a, b):
        return False  # Tim is not Tom, as Noor is Nur
    near = JaroWinkler.similarity(a, b)
    if skeleton(a) == skeleton(b):
        return near >= 0.72
    return near >= 0.93 and min(len(a), len(b)) > 4


def _drift(a: str, b: str) -> bool:
    """Whether two words of one length differ only in vowels that transliterations exchange."""
    classes = ("iyej", "ouw")
    return all(
        x == y or any(x in c and y in c for c in classes) or x + y not in _VOWEL_PAIRS
        for x, y in zip(a, b, strict=True)
    )


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
    if len(short) < 2 or (left[-1] in _GENERATIONS) != (right[-1] in _GENERATIONS):
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


# ---------------------------------------------------------------- any name, any script
def same_name(a: str, b: str, schema: str = "Person") -> bool:
    """Whether two names can be one name, written down twice.

    Every word of the shorter name must stand in the longer one, in any order, give or take a
    slip in so many letters or the drift of a transliteration. A person's name may leave words
    out or shorten them to initials, as long as one stands in full and no name of one word stands
    for one of many; a body's may only leave out what tells no bodies apart (its legal form, *the*,
    *company*), or be an acronym of the other. Numbers are the same or not.

    Args:
        a: a name in any script, with or without titles.
        b: another.
        schema: what bears the names, in the terms of followthemoney: `Person`, else a body
            (`Company`, `Organization`, `LegalEntity`, …) or a thing (`Vessel`).
    """
    person = schema == "Person"
    left, right = _spelled(a, person), _spelled(b, person)
    if not left or not right:
        return a == b
    both = (_telling(left, person), _telling(right, person))
    if left == right or _glued(left, right) or _glued(*both):
        return True
    short, long = sorted(both, key=lambda words: (len(words), words))
    if not person and (_stands_for(a, long) or _stands_for(b, long)):
        return True
    if len(short) < len(long) and (not person or len(short) == 1):
        return False
    matched = _matched(short, long)
    if not matched:
        return False
    taken = {j for _, j, _ in matched}
    for i in sorted(set(range(len(short))) - {i for i, _, _ in matched}):
        free = (j for j in range(len(long)) if j not in taken and _abbreviates(short[i], long[j]))
        j = next(free, None) if person else None
        if j is None:
            return False
        taken.add(j)
    chained = not _CHAIN.isdisjoint(left) and not _CHAIN.isdisjoint(right)
    if chained and [j for _, j, _ in matched] != sorted(j for _, j, _ in matched):
        return False
    letters = sum(max(len(short[i]), len(long[j])) for i, j, _ in matched)
    return sum(n for _, _, n in matched) <= max(1, letters // _SLIP_NAME)


@lru_cache(maxsize=100_000)
def slips(a: str, b: str) -> int | None:
    """How many slips make one word of the other; None where that is more than can be forgiven.

    Words of one skeleton have drifted, and count as one slip. A wrong, missing, added or
    transposed letter is one each.
    """
    if a == b:
        return 0
    if a.isdigit() or b.isdigit():
        return None
    found, length = OSA.distance(a, b), max(len(a), len(b))
    if skeleton(a) == skeleton(b) and found <= _DRIFTED * length:
        return 1
    return found if found <= min(_MOST_SLIPS, length // _SLIP_WORD) else None


@lru_cache(maxsize=20_000)
def _spelled(name: str, person: bool) -> tuple[str, ...]:
    """The words of a name in small Latin letters, numbers in digits; titles and forms are gone."""
    from rigour.names import remove_org_prefixes, remove_org_types, remove_person_prefixes
    from rigour.text.translit import ascii_text

    bare = remove_person_prefixes(name)
    if not person:
        bare = remove_org_types(remove_org_prefixes(name))
        bare = (bare if re.search(r"\w", bare) else name).replace("&", " and ")
    plain = re.sub(r"['’`ʹ]", "", ascii_text(bare).lower())
    plain = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", plain)  # A.B.C. is one word
    words = [w for w in re.split(r"[\W_]+", plain) if w]
    while person and len(words) > 1 and is_honorific(words[0]):
        words = words[1:]
    return tuple(words if person else _numbered(words))


def _numbered(words: Sequence[str]) -> list[str]:
    """The words with numbers in digits: Forty-Four, forty 4, II, 1st."""
    found: list[str] = []
    at = 0
    while at < len(words):
        number = number_at(words, at)
        count, following = number or (ordinal(words[at]), at + 1)
        at = following
        if count is None:
            found.append(_roman(words[at - 1]))
        elif found and found[-1].isdigit() and found[-1].endswith("0") and 0 < count < 10:
            found[-1] = str(int(found[-1]) + int(count))  # forty 4
        else:
            found.append(f"{count:g}")
    return found


def _roman(word: str) -> str:
    """A number for a Roman numeral of two letters or more, else the word."""
    if not re.fullmatch(r"(?=..)x{0,3}(?:ix|iv|v?i{0,3})", word):
        return word
    values = [{"i": 1, "v": 5, "x": 10}[c] for c in word]
    return str(sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)))


def _telling(words: Sequence[str], person: bool) -> tuple[str, ...]:
    """The words that tell one name from another, each once; all of them where none does."""
    empty = _PARTICLES if person else _GENERIC
    return tuple(dict.fromkeys(w for w in words if w not in empty)) or tuple(words)


def _glued(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether two names differ in how they are cut into words, give or take one letter."""
    a, b = "".join(left), "".join(right)
    if len(left) == len(right) or min(len(a), len(b)) < _SHORTEST or re.search(r"\d", a + b):
        return False
    return OSA.distance(a, b) <= 1


def _stands_for(name: str, words: Sequence[str]) -> bool:
    """Whether a name is the acronym of these words."""
    letters = name.replace(".", "")
    return letters.isupper() and len(words) > 2 and letters.lower() == "".join(w[0] for w in words)


def _matched(short: Sequence[str], long: Sequence[str]) -> list[tuple[int, int, int]]:
    """(index, index, slips) of the words that fit each other, the best first taken, each once."""
    fitting = sorted(
        (n, abs(i - j), i, j)
        for i, one in enumerate(short)
        for j, other in enumerate(long)
        if (n := slips(one, other)) is not None
    )
    matched: dict[int, tuple[int, int]] = {}
    for n, _, i, j in fitting:
        if i not in matched and j not in {k for k, _ in matched.values()}:
            matched[i] = (j, n)
    return [(i, j, n) for i, (j, n) in sorted(matched.items())]


def _abbreviates(a: str, b: str) -> bool:
    """Whether one of two words is the initial of the other."""
    return len(a) != len(b) and _initial(a, b)
