"""Datable events that stories count from, recognised by their words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.calendar import days_of
from tracktwo.knowledge.tables import load_tsv
from tracktwo.model import Interval

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-–/.'’][^\W_]+)*\+?")
_SPREAD = 4
"""Words of text that there may be to each word of a pattern."""
_CAPITALS_ONLY = frozenset({"us", "is", "who", "it"})


@dataclass(frozen=True)
class Event:
    """Something whose day everybody knows."""

    name: str
    days: Interval

    @property
    def day(self) -> datetime.date:
        """Its day, or its first."""
        assert self.days.earliest
        return self.days.earliest


@dataclass(frozen=True)
class Told:
    """An event that a stretch of text speaks of; `start` and `end` are character offsets."""

    event: Event
    start: int
    end: int


def events_in(sentence: str) -> list[Told]:
    """The events that the sentence speaks of, in order, each once."""
    words = [(m.start(), m.end(), _key(m.group())) for m in _WORD.finditer(sentence)]
    places: dict[str, list[int]] = {}
    for i, (_, _, word) in enumerate(words):
        for atom in _atoms_of(word):
            places.setdefault(atom, []).append(i)
    found: dict[Event, Told] = {}
    for first in sorted(places):
        for event, groups in _by_atom().get(first, ()):
            if event in found:
                continue
            hit = _nearest(groups, places)
            if hit:
                found[event] = Told(event, words[hit[0]][0], words[hit[1]][1])
    return sorted(found.values(), key=lambda t: (t.start, t.event.name))


@lru_cache(maxsize=1)
def events() -> tuple[tuple[Event, tuple[tuple[frozenset[str], ...], ...]], ...]:
    """Every event with its patterns: groups of words of which each must be told."""
    return tuple(
        (
            Event(row["name"], days_of(row["date"])),
            tuple(
                tuple(frozenset(group.split("|")) for group in pattern.split())
                for pattern in row["patterns"].split(";")
            ),
        )
        for row in load_tsv("events.tsv")
    )


@lru_cache(maxsize=1)
def _by_atom() -> dict[str, list[tuple[Event, tuple[frozenset[str], ...]]]]:
    """Patterns by each word of their first group."""
    found: dict[str, list[tuple[Event, tuple[frozenset[str], ...]]]] = {}
    for event, patterns in events():
        for groups in patterns:
            for atom in groups[0]:
                found.setdefault(atom, []).append((event, groups))
    return found


@lru_cache(maxsize=1)
def _known_atoms() -> frozenset[str]:
    return frozenset(a for _, ps in events() for groups in ps for group in groups for a in group)


@lru_cache(maxsize=65536)
def _atoms_of(word: str) -> tuple[str, ...]:
    """The pattern words that match a word of the text: itself and its starred beginnings."""
    known = _known_atoms()
    starred = (f"{word[:i]}*" for i in range(2, len(word) + 1))
    return tuple(atom for atom in (word, *starred) if atom in known)


def _nearest(
    groups: Sequence[frozenset[str]], places: dict[str, list[int]]
) -> tuple[int, int] | None:
    """First and last word of the tightest run that holds one word of each group."""
    spots = [sorted({i for atom in group for i in places.get(atom, ())}) for group in groups]
    if not all(spots):
        return None
    best: tuple[int, int] | None = None
    for start in spots[0]:
        chosen = [start]
        for spot in spots[1:]:
            free = [i for i in spot if i not in chosen]
            if not free:
                break
            chosen.append(min(free, key=lambda i: (abs(i - start), i)))
        else:
            run = (min(chosen), max(chosen))
            tight = run[1] - run[0] <= _SPREAD * len(groups)
            if tight and (best is None or run[1] - run[0] < best[1] - best[0]):
                best = run
    return best


def _key(word: str) -> str:
    lower = word.lower().replace("’", "'").removesuffix("'s").replace("–", "-")
    return "" if lower in _CAPITALS_ONLY and word.islower() else lower
