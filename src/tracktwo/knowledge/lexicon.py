"""All names that the knowledge tables hold, ready to be found in a run of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc

from tracktwo.knowledge.groups import bodies, groups
from tracktwo.knowledge.places import cities, regions, states
from tracktwo.model.record import ActorKind

EntrySort = Literal["state", "capital", "seat", "place", "region", "demonym", "group", "body"]

_PIECES = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Entry:
    """What a name of the tables stands for.

    `canonical` is the actor's name (`Russia` for Kremlin, Moscow and Russian); for a place that
    is nobody's seat it is the place's own name, and `state` the state it lies in.
    """

    canonical: str
    sort: EntrySort
    kind: ActorKind | None = None
    state: str | None = None


class Lexicon:
    """Names cut into pieces (words and marks) and kept by their first piece, longest first.

    Small differences of print do not matter: curly and straight apostrophes, hyphens with or
    without blanks, dots in acronyms. Case matters, as `US` is no `us`.
    """

    def __init__(self, entries: Iterator[tuple[str, Entry]]) -> None:
        self._by_name: dict[tuple[str, ...], Entry] = {}
        for name, entry in entries:
            key = pieces(name)
            self._by_name.setdefault(key, entry)
            # British papers print acronyms that are spoken as words with one capital: Farc, Nato.
            spoken = tuple(p.capitalize() if p.isupper() and len(p) > 3 else p for p in key)
            self._by_name.setdefault(spoken, entry)
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        for key, entry in self._by_name.items():
            self._by_first.setdefault(key[0], []).append((key, entry))
        for found in self._by_first.values():
            found.sort(key=lambda f: -len(f[0]))

    def exact(self, words: str) -> Entry | None:
        """The entry that these words, no more and no fewer, are a name of."""
        return self._by_name.get(pieces(words))

    def longest(self, doc: Doc, first: int, end: int) -> tuple[int, Entry] | None:
        """The longest name that begins at token `first` and ends before `end`: (tokens, entry)."""
        head = pieces(doc[first].text)
        shouted = (
            bool(head) and head[0] not in self._by_first and len(head[0]) > 3 and head[0].isupper()
        )
        if shouted:  # a dateline: `SEOUL, South Korea —`
            head = (head[0].capitalize(), *head[1:])
        if not head or head[0] not in self._by_first:
            return None
        run: list[str] = []
        ends: dict[int, int] = {}
        for token in doc[first : min(end, first + 10)]:
            run += pieces(token.text.title() if shouted else token.text)
            ends.setdefault(len(run), token.i - first + 1)
        for key, entry in self._by_first[head[0]]:
            if len(key) in ends and tuple(run[: len(key)]) == key:
                return ends[len(key)], entry
        return None


@lru_cache(maxsize=200_000)
def pieces(name: str) -> tuple[str, ...]:
    """Words and marks of a name, apostrophes and dashes made one, dots and small articles left out."""
    plain = name.replace("’", "'").replace("‘", "'").replace("–", "-")
    return tuple(p for p in _PIECES.findall(plain) if p != ".")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of all tables, built once in a process."""
    return Lexicon(_entries())


def _entries() -> Iterator[tuple[str, Entry]]:
    for state in states():
        entry = Entry(state.name, "state", "state")
        yield from ((name, entry) for name in (state.name, *state.aliases))
    for state in states():
        seat = Entry(state.name, "seat", "state")
        yield from ((name, seat) for name in state.seats)
    for table in (bodies(), groups()):
        for body in table:
            sort: EntrySort = "group" if body.kind in ("armed_group", "party") else "body"
            entry = Entry(body.name, sort, body.kind, body.state)
            yield from ((name, entry) for name in (body.name, *body.aliases))
    for state in states():
        demonym = Entry(state.name, "demonym", "state")
        yield from ((name, demonym) for name in (*state.adjectives, *state.people))
    for spelling, city in cities().items():
        if city.capital:
            yield spelling, Entry(city.state, "capital", "state", city.state)
        else:
            yield spelling, Entry(city.name, "place", None, city.state)
    for spelling, region in regions().items():
        yield spelling, Entry(region.name, "region", None, region.state)
