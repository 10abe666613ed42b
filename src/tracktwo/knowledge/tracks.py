"""Named series of talks, found in running text by name or alias."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.calendar import period
from tracktwo.knowledge.tables import load_tsv
from tracktwo.model import Interval

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\+?")


@dataclass(frozen=True)
class KnownTrack:
    """A series of meetings with a name; `city` if the name or custom says where they are."""

    name: str
    aliases: tuple[str, ...]
    city: str | None
    subjects: tuple[str, ...]
    years: Interval


def track(name: str) -> KnownTrack | None:
    """The track of that name or alias, case, hyphens and quotation marks aside."""
    found = [known for start, end, known in find_tracks(name) if end - start >= len(name) - 2]
    return found[0] if found else None


def find_tracks(text: str) -> Iterator[tuple[int, int, KnownTrack]]:
    """Every track named in the text: (start, end, track), longest names first at each place."""
    words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for key, known in _by_first_word().get(words[at][2], ()):
            last = at + len(key) - 1
            if last < len(words) and all(words[at + i][2] == w for i, w in enumerate(key)):
                yield words[at][0], words[last][1], known
                at = last
                break
        at += 1


@lru_cache(maxsize=1)
def tracks() -> tuple[KnownTrack, ...]:
    """Every track of the table."""
    return tuple(
        KnownTrack(
            name=row["name"],
            aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
            city=row["city"] or None,
            subjects=tuple(state for state in row["subjects"].split(";") if state),
            years=period(row["years"]),
        )
        for row in load_tsv("tracks.tsv")
    )


@lru_cache(maxsize=1)
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], KnownTrack], ...]]:
    found: dict[str, dict[tuple[str, ...], KnownTrack]] = {}
    for known in tracks():
        for name in (known.name, *known.aliases):
            key = tuple(m.group().lower() for m in _WORD.finditer(name))
            found.setdefault(key[0], {}).setdefault(key, known)
    return {
        first: tuple(sorted(keys.items(), key=lambda item: -len(item[0])))
        for first, keys in found.items()
    }
