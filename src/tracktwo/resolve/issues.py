"""What positions are about: an open list of issues that the pile itself suggests.

Each position brings the phrase that the text has for its matter. Phrases with the same head and
the same second word that matters most in the pile are one issue, named by the phrase that is met
most often.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping

from tracktwo.knowledge.stances import issue_words

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
_ARTICLE = re.compile(
    r"^(?:the|a|an|any|this|that|these|those|its|their|his|her|our|some)\s+", re.IGNORECASE
)
_AROUND = "“”\"'‘’.,;: "
_BOUND = frozenset(
    {"of", "with", "for", "to", "in", "on", "by", "from", "between", "against", "about"}
)
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


def name_issues(phrases: Iterable[str], names: Collection[str] = ()) -> Mapping[str, str]:
    """Phrase -> the name of its issue; `names` are words of actors, which tell no issue apart.

    The answer depends on the phrases alone, not on their order.
    """
    counted = Counter(phrases)
    own = {word.casefold() for name in names for word in _WORD.findall(name)}
    words = {phrase: _content(phrase, own) for phrase in counted}
    frequency: Counter[str] = Counter()
    for phrase, (_, others) in words.items():
        frequency.update(dict.fromkeys(others, counted[phrase]))
    clusters: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    key_of: dict[str, tuple[str, str]] = {}
    for phrase, (head, others) in words.items():
        second = min(others, key=lambda o: (-frequency[o], o), default="")
        key_of[phrase] = (head, second)
        clusters[head, second][shown(phrase)] += counted[phrase]
    names_of = {
        key: min(found, key=lambda p: (-found[p], len(p), p)) for key, found in clusters.items()
    }
    return {phrase: names_of[key] for phrase, key in key_of.items()}


def shown(phrase: str) -> str:
    """A phrase as the name of an issue: one line, no article or quotation marks around it."""
    plain = " ".join(phrase.split()).strip(_AROUND)
    return _ARTICLE.sub("", plain).strip(_AROUND) or plain or phrase


def stems(text: str) -> tuple[str, ...]:
    """The words that carry the matter, in one form each: talks and talk, troops and forces."""
    table = issue_words()
    found = []
    for word in _WORD.findall(text):
        plain = word.casefold().rstrip(".").removesuffix("’s").removesuffix("'s")
        if plain in table.stop or len(plain) < 3:
            continue
        found.append(table.same.get(_singular(plain), _singular(plain)))
    return tuple(found)


def _content(phrase: str, names: Collection[str]) -> tuple[str, frozenset[str]]:
    """The head of a phrase and its other words that matter."""
    before = phrase
    match = re.search(r"\s(?:" + "|".join(sorted(_BOUND)) + r")\s", phrase)
    if match:
        before = phrase[: match.start()]
    heads = stems(before) or stems(phrase)
    head = heads[-1] if heads else shown(phrase).casefold()
    kept = [s for s in stems(phrase) if s != head]
    others = [s for s in kept if s not in names] or kept
    return head, frozenset(others)


def _singular(word: str) -> str:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word
