"""Numbers in words, units, and what is counted and measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.tables import by_word, load_yaml
from tracktwo.model.record import Qualifier


@dataclass(frozen=True)
class Units:
    """The table `units.yaml`; plain mappings go from a lemma in small letters to its class."""

    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    qualifiers: tuple[tuple[tuple[str, ...], Qualifier], ...]
    """Words before a number, the longest first."""
    days: Mapping[str, float]
    """Unit of time -> its length in days."""
    money: frozenset[str]
    counted: Mapping[str, str]
    attributes: Mapping[str, str]
    events: Mapping[str, str]
    deeds: Mapping[str, str]
    series: frozenset[str]
    groups: frozenset[str]


@lru_cache(maxsize=1)
def units() -> Units:
    """The units, read once in a process."""
    table = load_yaml("units.yaml")
    qualifiers = [
        (tuple(words.split()), kind) for kind, many in table["qualifiers"].items() for words in many
    ]
    return Units(
        numbers=table["numbers"],
        scales=table["scales"],
        ordinals=table["ordinals"],
        qualifiers=tuple(sorted(qualifiers, key=lambda q: (-len(q[0]), q[0]))),
        days=table["time_units"],
        money=frozenset(table["money"]),
        counted=by_word(table["counted"]),
        attributes=by_word(table["attributes"]),
        events=by_word(table["events"]),
        deeds=by_word(table["deeds"]),
        series=frozenset(table["series"]),
        groups=frozenset(table["groups"]),
    )
