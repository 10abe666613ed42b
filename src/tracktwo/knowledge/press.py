"""What the press prints around its stories: furniture of pages, agencies, outlets, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tracktwo.knowledge.tables import load_tsv, load_yaml

Label = Literal["title", "byline", "date", "source", "page"]

_PLAIN_MARKS = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'))
_SYMBOLS = re.compile(
    r"^[\s\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+|[\s\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+$"
)
_EDGE_MARKS = ' \t\r\n*•·●▪■►▶»›>→←«‹<|–—-_=~#+"[]()…:;,.!\u200b\ufeff'


def fold(line: str) -> str:
    """A line as the furniture table writes it: small letters, plain quotes, no marks at its ends."""
    if not line.isascii():
        for mark, plain in _PLAIN_MARKS:
            line = line.replace(mark, plain)
        line = _SYMBOLS.sub("", line)
    words = " ".join(line.casefold().split())
    return words.strip(_EDGE_MARKS)


@dataclass(frozen=True)
class FurnitureTable:
    """Tests of folded lines; how each is meant stands at the head of `furniture.yaml`."""

    words: frozenset[str]
    sections: frozenset[str]
    lines: re.Pattern[str]
    related: re.Pattern[str]
    boxes: re.Pattern[str]
    comments: re.Pattern[str]
    labels: dict[str, Label]
    asks: dict[str, re.Pattern[str]]
    tails: re.Pattern[str]
    credits: re.Pattern[str]
    bylines: frozenset[str]
    captions_sure: re.Pattern[str]
    captions_likely: re.Pattern[str]
    monitors: frozenset[str]


@lru_cache(maxsize=1)
def furniture() -> FurnitureTable:
    """What a page prints around its story."""
    table = load_yaml("furniture.yaml")
    return FurnitureTable(
        words=frozenset(table["words"].split()),
        sections=_names(table["sections"]),
        lines=_any_of(table["lines"]),
        related=_any_of(table["related"]),
        boxes=_any_of(table["boxes"]),
        comments=_any_of(table["comments"]),
        labels={name: label for label, names in table["labels"].items() for name in names},
        asks={key: _any_of(patterns) for key, patterns in table["asks"].items()},
        tails=_any_of(table["tails"]),
        credits=_any_of(table["credits"]),
        bylines=_names(table["bylines"]),
        captions_sure=_any_of(table["captions"]["sure"]),
        captions_likely=_any_of(table["captions"]["likely"]),
        monitors=_names(table["monitors"]),
    )


def _names(listed: str) -> frozenset[str]:
    return frozenset(name.strip() for name in listed.split("|"))


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


@lru_cache(maxsize=1)
def agencies() -> dict[str, str]:
    """Every form of an agency's name, short forms too, in small letters -> the name we print."""
    found: dict[str, str] = {}
    rows = load_tsv("agencies.tsv")
    for column in ("name", "aliases", "short"):
        for row in rows:
            for form in _list(row[column]):
                found.setdefault(_plain(form), row["name"])
    return found


@lru_cache(maxsize=1)
def long_agency_names() -> frozenset[str]:
    """The forms, in small letters, that mean the agency wherever they stand."""
    rows = load_tsv("agencies.tsv")
    short = {_plain(form) for row in rows for form in _list(row["short"])}
    return frozenset(agencies()) - short


def agency(form: str) -> str | None:
    """The agency that a credit names: `The Associated Press`, `ITAR-TASS`, `AFP`."""
    return agencies().get(_plain(form))


@lru_cache(maxsize=1)
def _outlets() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_tsv("outlets.tsv"):
        for form in (row["name"], *_list(row["aliases"])):
            found.setdefault(_plain(form), row["name"])
    return found


@lru_cache(maxsize=1)
def _domains() -> dict[str, str]:
    return {d: row["name"] for row in load_tsv("outlets.tsv") for d in _list(row["domain"])}


def outlet(form: str) -> str | None:
    """The newspaper, broadcaster or site of that name, as we print it."""
    return _outlets().get(_plain(form))


def outlet_at(host: str) -> str | None:
    """The outlet behind a web address's host: `www.rferl.org`."""
    parts = host.casefold().split(".")
    tails = (".".join(parts[i:]) for i in range(len(parts) - 1))
    return next((_domains()[tail] for tail in tails if tail in _domains()), None)


@lru_cache(maxsize=1)
def small_words() -> dict[str, frozenset[str]]:
    """Language code -> its commonest words."""
    return {code: frozenset(words) for code, words in load_yaml("languages.yaml").items()}


def _list(cell: str | None) -> list[str]:
    return [form for form in (cell or "").split(";") if form]


def _plain(form: str) -> str:
    words = " ".join(form.replace("’", "'").casefold().split())
    return words.removeprefix("the ")
