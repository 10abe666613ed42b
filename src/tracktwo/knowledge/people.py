"""Nouns that stand for people and bodies, and given names."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from tracktwo.knowledge.tables import load_yaml

HeadSort = Literal["person", "people", "body", "group", "state", "side"]


@lru_cache(maxsize=1)
def head_sorts() -> dict[str, frozenset[HeadSort]]:
    """Noun in lower case (singular or plural as listed) -> what it can stand for."""
    found: dict[str, set[HeadSort]] = {}
    for sort, nouns in load_yaml("heads.yaml").items():
        for noun in nouns:
            found.setdefault(noun, set()).add(sort)
    return {noun: frozenset(sorts) for noun, sorts in found.items()}


@lru_cache(maxsize=1)
def given_names() -> dict[str, Literal["f", "m"]]:
    """Given name, casefolded -> the gender it usually tells."""
    return {
        name.casefold(): gender
        for gender, names in load_yaml("given_names.yaml").items()
        for name in names
    }
