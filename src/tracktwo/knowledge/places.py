"""States, their capitals, peoples and cities, and regions: quick look-ups by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.calendar import period
from tracktwo.knowledge.tables import load_tsv
from tracktwo.model import Interval


@dataclass(frozen=True)
class State:
    """One state, with what the press calls it, its people and its seat of power.

    `capitals`, `seats` and `cities` hold every spelling; the canonical spelling of a city is
    `city(name).name`. `exists` is open where the state is older than the news.
    """

    name: str
    aliases: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    cities: tuple[str, ...]
    exists: Interval


@dataclass(frozen=True)
class City:
    """A city or estate where talks are held; `capital` if its state is governed from there."""

    name: str
    state: str
    capital: bool


@dataclass(frozen=True)
class Region:
    """Several states (`members`, where settled), or a part of one (`state`)."""

    name: str
    state: str | None
    members: tuple[str, ...]
    adjectives: tuple[str, ...]


def state_of(name: str) -> State | None:
    """The state that a name or acronym means: `U.S.`, `Côte d'Ivoire`; case counts."""
    return _states_by_name().get(_plain(name))


def state_of_capital(name: str) -> State | None:
    """The state whose capital or seat of power it is: `Kabul`, `the Kremlin`."""
    return _states_by_seat().get(_plain(name))


def state_of_people(name: str) -> State | None:
    """The state of an adjective or of a noun for its people: `Russian`, `Afghans`."""
    return _states_by_people().get(_plain(name))


def capital_of(state: str) -> str | None:
    """The capital of a state, as we print it."""
    found = state_of(state)
    seat = city(found.capitals[0]) if found and found.capitals else None
    return seat.name if seat else None


def city(name: str) -> City | None:
    """A city by any of its spellings."""
    return cities().get(_plain(name))


def region(name: str) -> Region | None:
    """A region by name, alias or adjective."""
    return regions().get(_plain(name))


@lru_cache(maxsize=1)
def states() -> tuple[State, ...]:
    """Every state, those of today before those that are gone."""
    return tuple(_state(row) for row in load_tsv("states.tsv"))


@lru_cache(maxsize=1)
def cities() -> dict[str, City]:
    """Spelling -> city. Where two states share a city (Moscow), today's state has it."""
    found: dict[str, City] = {}
    for row in load_tsv("states.tsv"):
        for column in ("capitals", "cities"):
            for names in _list(row[column]):
                spellings = names.split("=")
                here = City(spellings[0], row["name"], column == "capitals")
                for spelling in spellings:
                    found.setdefault(spelling, here)
    return found


@lru_cache(maxsize=1)
def regions() -> dict[str, Region]:
    """Name, alias or adjective -> region; a name wins over an adjective."""
    found: dict[str, Region] = {}
    rows = load_tsv("regions.tsv")
    for column in ("name", "aliases", "adjectives"):
        for row in rows:
            here = Region(
                row["name"], row["state"] or None, _list(row["members"]), _list(row["adjectives"])
            )
            for spelling in _list(row[column]):
                found.setdefault(_plain(spelling), here)
    return found


def _plain(name: str) -> str:
    """Straight apostrophes, no article: tables hold names like that."""
    return name.replace("’", "'").removeprefix("the ").removeprefix("The ").strip()


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _spellings(cell: str) -> tuple[str, ...]:
    return tuple(name for names in _list(cell) for name in names.split("="))


def _people(row: dict[str, str]) -> tuple[str, ...]:
    """The nouns listed, else the adjectives and their plurals."""
    listed = _list(row["people"])
    if listed:
        return listed
    return tuple(form for word in _list(row["adjectives"]) for form in (word, f"{word}s"))


def _state(row: dict[str, str]) -> State:
    return State(
        name=row["name"],
        aliases=_list(row["aliases"]),
        capitals=_spellings(row["capitals"]),
        seats=_spellings(row["seats"]),
        adjectives=_list(row["adjectives"]),
        people=_people(row),
        cities=_spellings(row["cities"]),
        exists=period(row["exists"] or ""),
    )


def _by(*columns: str) -> dict[str, State]:
    """First come, first served, column by column: a name never gives way to an alias."""
    found: dict[str, State] = {}
    for column in columns:
        for state in states():
            value = getattr(state, column)
            for name in (value,) if isinstance(value, str) else value:
                found.setdefault(_plain(name), state)
    return found


@lru_cache(maxsize=1)
def _states_by_name() -> dict[str, State]:
    return _by("name", "aliases")


@lru_cache(maxsize=1)
def _states_by_seat() -> dict[str, State]:
    return _by("capitals", "seats")


@lru_cache(maxsize=1)
def _states_by_people() -> dict[str, State]:
    return _by("adjectives", "people")
