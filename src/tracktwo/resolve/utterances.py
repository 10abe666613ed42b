"""Which statements of different documents are one utterance: translations and wire copies.

Two translations of one sentence keep its names, numbers and most of its content words, in
another order; wire copies keep nearly everything. Statements of one speaker are compared by
their content words; statements whose speakers differ or are unknown must be nearly the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from tracktwo.model import Statement

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_SMALL = frozenset(
    """a about after against all also an and any are as at be been before being but by can could
    did do does for from had has have he her him his i if in into is it its may more must no not of
    on or our out over she should so some such than that the their them there these they this those
    to up us was we were what when which who will with would you your""".split()
)
_TRANSLATION = 0.6
"""Share of the shorter statement's content words that both must have, for one speaker."""
_LONGER = 0.35
"""The same of the longer one's: more may have been quoted of it, but not the most."""
_COPY = 90.0
"""Likeness (0 to 100) that statements of different or unknown speakers need."""
_FEWEST = 4
"""Content words at least, lest two short phrases meet by chance."""


def same_utterances(statements: Iterable[Statement]) -> Mapping[str, tuple[str, ...]]:
    """Statement id -> the ids of the same utterance in other documents, sorted; symmetrical."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = sorted(statements, key=lambda s: s.id)
    texts = {s.id: _text(s) for s in rows}
    words = {key: _words(text) for key, text in texts.items()}
    for a, b in _pairs(rows, words):
        if _same(a, b, words, texts):
            found[a.id].add(b.id)
            found[b.id].add(a.id)
    return {i: tuple(sorted(others)) for i, others in sorted(found.items())}


def _pairs(
    rows: Sequence[Statement], words: Mapping[str, frozenset[str]]
) -> Iterable[tuple[Statement, Statement]]:
    """Statements of different documents that share at least two of each other's rarest words."""
    frequency: dict[str, int] = defaultdict(int)
    for found in words.values():
        for word in found:
            frequency[word] += 1
    by_word: dict[str, list[int]] = defaultdict(list)
    for i, statement in enumerate(rows):
        if len(words[statement.id]) < _FEWEST:
            continue
        rare = sorted(words[statement.id], key=lambda w: (frequency[w], w))[:8]
        shared: dict[int, int] = defaultdict(int)
        for word in rare:
            for j in by_word[word]:
                shared[j] += 1
            by_word[word].append(i)
        for j in sorted(shared):
            if shared[j] > 1 and rows[j].content[0].document != statement.content[0].document:
                yield rows[j], statement


def _same(
    a: Statement, b: Statement, words: Mapping[str, frozenset[str]], texts: Mapping[str, str]
) -> bool:
    ours, theirs = words[a.id], words[b.id]
    if not a.date.overlaps(b.date) or (a.polarity == "denied") != (b.polarity == "denied"):
        return False
    common = len(ours & theirs)
    if a.speakers and a.speakers == b.speakers:
        shorter, longer = sorted((len(ours), len(theirs)))
        enough = common >= _FEWEST or common >= _COPY / 100 * longer
        if enough and common >= _TRANSLATION * shorter and common >= _LONGER * longer:
            return True
    if a.speakers and b.speakers and not set(a.speakers) & set(b.speakers):
        return False
    return fuzz.token_sort_ratio(texts[a.id], texts[b.id], score_cutoff=_COPY) > 0


def _text(statement: Statement) -> str:
    return " ".join(" ".join(_WORD.findall(span.text)) for span in statement.content).casefold()


def _words(text: str) -> frozenset[str]:
    """Content words, cut down to what their forms share."""
    found = (w for w in text.split() if w not in _SMALL)
    return frozenset(_stem(w) for w in found)


def _stem(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    for ending in (
        "ization",
        "isation",
        "ations",
        "ation",
        "ingly",
        "ing",
        "ies",
        "ied",
        "ity",
        "ed",
        "es",
        "ly",
        "al",
        "s",
        "y",
        "e",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
