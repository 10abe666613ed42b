"""Who held which office when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.calendar import period
from tracktwo.knowledge.tables import load_tsv
from tracktwo.model import Interval


@dataclass(frozen=True)
class Term:
    """One term of office; `until` is open where the holder was still in office."""

    state: str
    office: str
    person: str
    days: Interval


def terms(name: str) -> tuple[Term, ...]:
    """Every term of whoever is called so, by full name, spelling variant or surname alone."""
    return _by_name().get(_plain(name), ())


def holders(state: str, office: str) -> tuple[Term, ...]:
    """The terms of an office of a state or body, in order of time."""
    return _by_office().get((state, office.lower()), ())


def fitting(found: Iterable[Term], title: str, state: str | None = None) -> tuple[Term, ...]:
    """The terms whose office the title can mean, and whose state it is, where one is told."""
    wanted = _sort_of(title)
    return tuple(
        term
        for term in found
        if wanted & _sort_of(term.office) and (state is None or state == term.state)
    )


_FAMILY_NAME_FIRST = frozenset(
    {"Cambodia", "China", "North Korea", "South Korea", "Singapore", "Taiwan", "Vietnam"}
)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Term, tuple[str, ...]], ...]:
    rows = []
    for row in load_tsv("offices.tsv"):
        days = period(f"{row['from']}..{row['to']}")
        names = (row["person"], *(alias for alias in row["aliases"].split(";") if alias))
        rows.append((Term(row["state"], row["office"], row["person"], days), names))
    return tuple(rows)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[Term, ...]]:
    """Full names and family names; a name of both kinds means whom it names in full."""
    full: dict[str, dict[Term, None]] = {}
    short: dict[str, dict[Term, None]] = {}
    for term, names in _table():
        for name in names:
            words = _plain(name).removesuffix(" jr").split()
            full.setdefault(" ".join(words), {})[term] = None
            family = words[0] if term.state in _FAMILY_NAME_FIRST else words[-1]
            short.setdefault(family, {})[term] = None
    return {name: tuple(found) for name, found in (short | full).items()}


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """The family names of all who held an office of the table, as printed."""
    return frozenset(
        (name.split()[0] if term.state in _FAMILY_NAME_FIRST else name.split()[-1])
        for term, names in _table()
        for name in names
        if name.split()
    )


@lru_cache(maxsize=1)
def _by_office() -> dict[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for term, _ in _table():
        found.setdefault((term.state, term.office.lower()), []).append(term)
    return {
        key: tuple(sorted(held, key=lambda t: (str(t.days.earliest), t.person)))
        for key, held in found.items()
    }


_SORTS = {
    "head": r"\b(?:president|king|emir|sultan|supreme leader|leader|pope|head of state|ruler|queen|emperor|monarch)\b",
    "government": r"\b(?:prime minister|premier|chancellor|taoiseach|head of government|chief executive|state counsellor)\b",
    "foreign": r"\b(?:foreign minister|foreign secretary|secretary of state|minister (?:of|for) (?:foreign|external) affairs|external affairs minister|foreign affairs minister|top diplomat)\b",
    "defence": r"\b(?:defen[cs]e (?:minister|secretary)|minister of defen[cs]e|secretary of defense)\b",
    "deputy": r"\b(?:deputy|vice|under|assistant)\b",
    "envoy": r"\b(?:envoy|coordinator|representative|mediator|emissary|peace adviser)\b",
    "ambassador": r"\bambassador\b",
    "adviser": r"\b(?:advis[eo]r|security council)\b",
    "spokes": r"\b(?:spokes\w+|press secretary)\b",
    "general": r"\b(?:secretary[- ]general|director[- ]general|high representative|foreign policy chief|chief|chairperson|chairman)\b",
    "negotiator": r"\bnegotiator\b",
    "commander": r"\b(?:commander|army chief|general staff|general)\b",
    "speaker": r"\bspeaker\b",
    "crown": r"\bcrown prince\b",
    "clergy": r"\b(?:archbishop|cardinal|monsignor|bishop)\b",
    "interior": r"\b(?:interior|unification|justice|presidency|home|treasury)\b",
    "high commissioner": r"\bcommissioner\b",
}
_FIRST_ONLY = ("deputy", "defence", "foreign", "government", "spokes", "crown")
"""Sorts that leave no room for another: a deputy foreign minister is no foreign minister."""


@lru_cache(maxsize=4096)
def _sort_of(title: str) -> frozenset[str]:
    words = title.lower().replace("-", " ").replace("secretary general", "secretary-general")
    found = [sort for sort, pattern in _SORTS.items() if re.search(pattern, words)]
    for sort in _FIRST_ONLY:
        if sort in found:
            return frozenset((sort,))
    return frozenset(found)


def _plain(name: str) -> str:
    """Lower case, no accents, no hyphens, single blanks: spelling as the press varies it."""
    flat = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i").replace("ø", "o"))
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return " ".join(flat.casefold().replace("-", " ").replace(".", " ").split())
