"""Whether a text is English, told by its small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tracktwo.knowledge.press import small_words

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 30
"""Fewer words than this give no judgement."""
_LEAST_SHARE = 0.12
"""English prose has well over a third of such words; menus pull a page's share down."""
_SAMPLE_WORDS = 5000


def tell_language(text: str) -> str | None:
    """ISO 639-1 code, `und` for a language or script not known here, None if too short to tell."""
    words = [m.group().casefold() for m, _ in zip(_WORD.finditer(text), range(_SAMPLE_WORDS))]
    if len(words) < _ENOUGH_WORDS and not _foreign_script(words):
        return None
    if _foreign_script(words):
        return "und"
    counts = Counter(words)
    share = {
        code: sum(counts[word] for word in small) / len(words)
        for code, small in small_words().items()
    }
    best = max(share, key=lambda code: (share[code], code == "en"))
    return best if share[best] >= _LEAST_SHARE else "und"


def _foreign_script(words: list[str]) -> bool:
    letters = [c for word in words[:500] for c in word]
    foreign = sum(c > "\u024f" and not unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return foreign > 0.5 * len(letters) if len(letters) >= 8 else False
