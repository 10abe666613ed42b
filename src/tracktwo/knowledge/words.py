"""Words by which names are told from other words."""

from __future__ import annotations

from functools import lru_cache

from tracktwo.knowledge.tables import load_yaml
from tracktwo.knowledge.titles import Tenure, tenures, title, titles
from tracktwo.model.record import ActorKind


@lru_cache(maxsize=1)
def name_particles() -> frozenset[str]:
    """Small words inside a person's name: bin, de, von."""
    return frozenset(load_yaml("words.yaml")["name_particles"])


@lru_cache(maxsize=1)
def org_keywords() -> dict[str, ActorKind]:
    """Word in lower case -> the kind of body that a name with it is."""
    table = load_yaml("words.yaml")["org_keywords"]
    return {word: kind for kind, words in table.items() for word in words}


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return dict(load_yaml("words.yaml")["number_words"])


def number_words(word: str) -> int | None:
    """The whole number that a word or a run of digits means: `four`, `14`, `1,200`."""
    digits = word.replace(",", "")
    return int(digits) if digits.isdecimal() else _numbers().get(word)


@lru_cache(maxsize=1)
def alias_phrases() -> frozenset[str]:
    """Words between a name and another name of the same person, in lower case: `better known as`."""
    return frozenset(load_yaml("words.yaml")["alias_phrases"])


@lru_cache(maxsize=1)
def joint_verbs() -> dict[str, str]:
    """Each form of a verb with co- before it -> its lemma: `co-hosted` is of `co-host`."""
    found = {}
    for verb in load_yaml("words.yaml")["joint_verbs"]:
        stem = verb.removesuffix("e")
        for form in (verb, f"{verb}s", f"{stem}ed", f"{stem}ing"):
            found[f"co-{form}"] = f"co-{verb}"
    return found


@lru_cache(maxsize=1)
def title_heads() -> frozenset[str]:
    """The head words of offices: `minister` of `minister of foreign affairs`, in lower case.

    Royal titles are left out: Khan and Shah are parts of names more often than offices.
    """
    heads = set()
    for words, known in titles().items():
        if known.is_office and known.sort != "royal":
            before = words.split(" of ")[0].split(" for ")[0].split(" to ")[0].split(" on")[0]
            heads.add(before.split()[-1])
    return frozenset(heads)


@lru_cache(maxsize=1)
def title_words() -> frozenset[str]:
    """All words of all offices but the small ones, in lower case."""
    small = {"of", "for", "to", "the", "and", "on", "in", "at", "de"}
    every = {w for words, known in titles().items() if known.is_office for w in words.split()}
    return frozenset(every - small)


def is_title_head(word: str) -> bool:
    """Whether a word in lower case is the head of some office."""
    return word in title_heads()


def is_honorific(word: str) -> bool:
    """Whether a word in lower case, with or without its dot, is nothing but courtesy."""
    known = title(word.rstrip("."))
    return known is not None and not known.is_office and office_status(word) is None


def office_status(word: str) -> Tenure | None:
    """What a word before an office says of its tenure: `former`, `ex`, `acting`."""
    return tenures().get(word) or tenures().get(word.rstrip("-"))


@lru_cache(maxsize=1)
def _honorific_genders() -> dict[str, str]:
    table = load_yaml("words.yaml")["honorific_genders"]
    return {word: gender for gender, words in table.items() for word in words}


def honorific_gender(word: str) -> str | None:
    """`m` or `f` where an honorific in lower case tells it."""
    return _honorific_genders().get(word.rstrip("."))


def title_sort(word: str) -> str | None:
    """The sort of office that a single word in lower case names: `ambassador` -> envoy."""
    known = title(word)
    return known.sort if known is not None else None


@lru_cache(maxsize=1)
def not_actors() -> frozenset[str]:
    """Capitalised names of things that carry words, not of anybody who speaks."""
    return frozenset(load_yaml("words.yaml")["not_actors"])
