"""What the head noun of a description stands for when it is asked who acts."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from tracktwo.knowledge.people import head_sorts
from tracktwo.knowledge.tables import load_yaml
from tracktwo.knowledge.words import is_title_head

Standing = Literal[
    "executive", "delegation", "body", "group", "fighters", "country", "sides", "officials", "people",
    "collective", "joint", "person",
]  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> dict[str, Standing]:
    return {
        noun: standing for standing, nouns in load_yaml("standing.yaml").items() for noun in nouns
    }


def standing(head: str, many: bool) -> Standing | None:
    """What a head noun (lemma, lower case) stands for; `many` if it is a plural."""
    table = _table()
    for form in (head + "s", head) if many else (head,):
        if form in table:
            return table[form]
    if many:
        return table.get(head.removesuffix("y") + "ies") if head.endswith("y") else None
    return (
        "person" if "person" in head_sorts().get(head, frozenset()) or is_title_head(head) else None
    )
