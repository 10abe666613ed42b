"""Whether a text is English, told by its small words."""

from __future__ import annotations

import re
from collections import Counter

from tracktwo.knowledge.press import small_words

_WORD = re.compile(r"[^\W\d_]+")
# Letters that English has in a name now and then; other scripts read as Windows-1252 are full of them.
_FOREIGN_LETTER = re.compile(r"[^\W\d_A-Za-z]")
_ENOUGH_LETTERS = 8
_ENOUGH_WORDS = 30
"""Fewer words than this give no judgement."""
_LEAST_SHARE = 0.12
"""English prose has well over a third of such words; menus pull a page's share down."""
_SAMPLE = 8_000
"""Characters looked at."""


def tell_language(text: str) -> str | None:
    """ISO 639-1 code, `und` for a language or script not known here, None if too short to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    letters = sum(map(len, words))
    if letters >= _ENOUGH_LETTERS and len(_FOREIGN_LETTER.findall(sample)) > 0.4 * letters:
        return "und"
    if len(words) < _ENOUGH_WORDS:
        return None
    counts = Counter(words)
    share = {
        code: sum(counts[word] for word in small) / len(words)
        for code, small in small_words().items()
    }
    best = max(share, key=lambda code: (share[code], code == "en"))
    return best if share[best] >= _LEAST_SHARE else "und"
