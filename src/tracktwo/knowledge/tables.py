"""Reading the data files that hold the program's general knowledge."""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Any

import yaml

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
