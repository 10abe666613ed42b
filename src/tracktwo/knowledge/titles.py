"""Offices and honorifics that stand with persons' names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tracktwo.knowledge.tables import load_yaml

TitleSort = Literal[
    "leader",
    "minister",
    "envoy",
    "spokes",
    "official",
    "delegate",
    "military",
    "legislator",
    "group",
    "clergy",
    "royal",
    "academic",
    "society",
    "honorific",
]
Tenure = Literal["current", "former", "acting"]


@dataclass(frozen=True)
class KnownTitle:
    """An office or honorific, by the words for it in lower case."""

    words: str
    sort: TitleSort

    @property
    def speaks_for_principal(self) -> bool:
        """Whether what the holder says counts as the principal's word (spokesmen, envoys)."""
        return self.sort in ("spokes", "envoy")

    @property
    def is_spokes(self) -> bool:
        """Whether it is a spokesman's office."""
        return self.sort == "spokes"

    @property
    def is_envoy(self) -> bool:
        """Whether the holder is sent or accredited."""
        return self.sort == "envoy"

    @property
    def is_leader(self) -> bool:
        """Whether the holder decides and speaks for himself."""
        return self.sort in ("leader", "minister", "royal")

    @property
    def is_office(self) -> bool:
        """Whether it is more than courtesy."""
        return self.sort != "honorific"


def title(words: str) -> KnownTitle | None:
    """The office or honorific that the words name, case and hyphens aside."""
    plain = words.replace("’", "'").lower()
    return titles().get(plain) or titles().get(plain.replace("-", " "))


@lru_cache(maxsize=1)
def titles() -> dict[str, KnownTitle]:
    """Words in lower case -> office; the first section that lists them has them."""
    found: dict[str, KnownTitle] = {}
    for sort, all_words in load_yaml("titles.yaml").items():
        if sort != "qualifiers":
            for words in all_words:
                found.setdefault(words, KnownTitle(words, sort))
    return found


@lru_cache(maxsize=1)
def tenures() -> dict[str, Tenure]:
    """Words before an office that say whether it is held now: `former`, `ex-`, `acting`."""
    listed = load_yaml("titles.yaml")["qualifiers"]
    return {word: tenure for tenure in ("former", "acting") for word in listed[tenure]}


@lru_cache(maxsize=1)
def rank_words() -> frozenset[str]:
    """Words before an office that say how high it is, and nothing of who holds it."""
    return frozenset(load_yaml("titles.yaml")["qualifiers"]["rank"])
