"""Reading the data files that hold the program's general knowledge."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any, TypeVar

import yaml

_Class = TypeVar("_Class", bound=str)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of one data file; FileNotFoundError names it when it is missing."""
    return files("tracktwo.knowledge").joinpath("data", name).read_text(encoding="utf-8")


def load_yaml(name: str) -> Any:
    """A YAML table, as plain lists and dicts."""
    return yaml.load(read_text(name), Loader=_Loader)


def load_tsv(name: str) -> list[dict[str, str]]:
    """A table with a header line and tab-separated columns; lines that begin with # are remarks."""
    lines = [line for line in read_text(name).splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def by_word(table: Mapping[_Class, Iterable[str]]) -> dict[str, _Class]:
    """{class: words} -> {word: class}; the first class that lists a word has it."""
    found: dict[str, _Class] = {}
    for name, words in table.items():
        for word in words:
            found.setdefault(word, name)
    return found
