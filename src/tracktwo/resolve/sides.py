"""The two sides of a story: whom `the government`, `both sides` and `the parties` mean in it.

News of a conflict names its sides once and then speaks of *the government* and *the parties*. An
armed group and the state it is at home in are the two sides of a story that names both; between
states they are the two that the story names most.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tracktwo.knowledge.lexicon import lexicon
from tracktwo.resolve.actors import Cast, Entity
from tracktwo.resolve.reading import Reading

_GROUPS = ("armed_group", "party")
_LEAST = 3
"""How often a story names each of two states that it is about."""
_SHARE = 0.4
"""How often it names the second of them, compared with the first."""


@dataclass(frozen=True, eq=False)
class MainSides:
    """The state whose government is `the government`, and the two sides; None and () if not told."""

    state: Entity | None
    pair: tuple[Entity, ...]


def main_sides(cast: Cast, reading: Reading) -> MainSides:
    """The sides of one story, by how often it names whom."""
    named: Counter[Entity] = Counter()
    for i, mention in enumerate(reading.findings.mentions):
        if mention.form not in ("name", "demonym"):
            continue
        for identity in cast.who.get((reading.document.id, i), ()):
            entity = cast.by_id[identity]
            weight = 1 if mention.kind != "place" else 0
            if entity.kind in ("state", "government", *_GROUPS):
                named[entity] += weight
    groups = sorted(
        (e for e in named if e.kind in _GROUPS and named[e]), key=lambda e: (-named[e], e.token)
    )
    for group in groups:
        home = _home(group)
        state = cast.entities.get(f"known:{home}") if home else None
        if state is not None and state in named and named[group] > 1:
            return MainSides(state, (state, group))
    states = sorted((e for e in named if e.kind == "state"), key=lambda e: (-named[e], e.token))
    if len(states) > 1:
        first, second = states[:2]
        if named[second] >= max(_LEAST, _SHARE * named[first]):
            return MainSides(None, (first, second))
    return MainSides(None, ())


def _home(group: Entity) -> str | None:
    entry = lexicon().exact(group.given or group.name)
    return entry.state if entry is not None else None
