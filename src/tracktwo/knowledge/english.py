"""Which words are ordinary English, by a list of stems and the common endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tracktwo.knowledge.tables import load_yaml, read_text

_ENDINGS = (
    "s", "es", "d", "ed", "ing", "ly", "ness", "er", "ers", "r", "rs", "able", "ity", "ment", "ments", "ist", "ists", "ism",
)  # fmt: skip
_PREFIXES = (
    "un", "re", "non", "over", "pre", "dis", "mis", "out", "under", "counter", "anti", "inter", "sub", "de", "bi", "co", "ultra",
)  # fmt: skip
_MADE_BY_RULE = re.compile(r"\w{3,}[iy][sz](?:e[sd]?|ing|ations?|ational|ers?|able)$")
_DEEPEST = 3
"""Endings and prefixes that a word may have on its stem."""


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    lines = read_text("common_words.txt").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


@lru_cache(maxsize=16)
def casing_words(sort: str) -> frozenset[str]:
    """One list of `casing.yaml`; KeyError if it has no such list."""
    return frozenset(load_yaml("casing.yaml")[sort].split())


@lru_cache(maxsize=100_000)
def is_common_word(word: str, deepest: int = _DEEPEST) -> bool:
    """Whether a word in lower case is an ordinary English word or a plain derivation of one."""
    if word in _stems() or word in casing_words("more_words") or _MADE_BY_RULE.match(word):
        return True
    return deepest > 0 and any(is_common_word(base, deepest - 1) for base in _bases(word))


def _bases(word: str) -> Iterator[str]:
    """What a word may be made from, by taking one ending or prefix off."""
    if word.endswith(("ies", "ied", "ily")):
        yield word[:-3] + "y"
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base == word or len(base) < 3:
            continue
        yield base
        if ending in ("ing", "able", "ity"):
            yield base + "e"
        if ending in ("ed", "ing", "er", "ers") and len(base) > 3 and base[-1] == base[-2]:
            yield base[:-1]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 4:
            yield word[len(prefix) :]
