"""Armed groups, parties, international bodies and government bodies: look-ups by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from tracktwo.knowledge.tables import load_tsv, load_yaml
from tracktwo.model.record import ActorKind

BodySort = Literal["ministry", "mission", "force", "chamber", "executive"]


@dataclass(frozen=True)
class Group:
    """A group or body; `state` is its home or the state whose body it is, if any."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    state: str | None
    part_of: str | None


def group(name: str) -> Group | None:
    """The group or body that a name, alias or acronym means; case counts, an article does not."""
    return groups_by_name().get(_plain(name))


def body_sort(words: str) -> BodySort | None:
    """What kind of government body the words name: `Foreign Ministry` -> ministry."""
    return body_words().get(_plain(words).lower())


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """Armed groups, parties and movements."""
    return tuple(g for g in _table() if g.kind in ("armed_group", "party"))


@lru_cache(maxsize=1)
def bodies() -> tuple[Group, ...]:
    """International bodies, organisations and well-known government bodies."""
    return tuple(g for g in _table() if g.kind not in ("armed_group", "party"))


@lru_cache(maxsize=1)
def _table() -> tuple[Group, ...]:
    return tuple(
        Group(
            row["name"],
            cast(ActorKind, row["kind"]),
            tuple(alias for alias in row["aliases"].split(";") if alias),
            row["state"] or None,
            row["part_of"] or None,
        )
        for row in load_tsv("groups.tsv")
    )


@lru_cache(maxsize=1)
def groups_by_name() -> dict[str, Group]:
    """Name or alias without article -> group; a name never gives way to an alias."""
    found = {_plain(known.name): known for known in _table()}
    for known in _table():
        for alias in known.aliases:
            found.setdefault(_plain(alias), known)
    return found


@lru_cache(maxsize=1)
def body_words() -> dict[str, BodySort]:
    """The words for the kinds of body that every government has, in lower case."""
    return {
        words: sort for sort, all_words in load_yaml("bodies.yaml").items() for words in all_words
    }


def _plain(name: str) -> str:
    return name.replace("’", "'").removeprefix("the ").removeprefix("The ").strip()
