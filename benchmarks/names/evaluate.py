"""F1 of the name comparer on pairs of names, overall, per schema and per group of cases.

    python benchmarks/names/evaluate.py PAIRS.csv [--table README.md] [--misses N]

`PAIRS.csv` is OpenSanctions' benchmark of name pairs (columns `case_group`, `schema`, `name1`,
`name2`, `is_match`). Beside it stand two simpler comparers: rapidfuzz's token-set ratio, at the
threshold that suits it best on this very file, and `same_person`, the stricter question that the
program asks before it takes two names of the press for one person (persons only).
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from rapidfuzz import fuzz, utils

from tracktwo.resolve.names import same_name, same_person

BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"

Pair: TypeAlias = dict[str, str]
Comparer: TypeAlias = Callable[[Pair], bool]


def scores(pairs: Sequence[Pair], same: Comparer) -> tuple[float, float, float]:
    """F1, precision and recall of the pairs that are said to match."""
    said = [same(pair) for pair in pairs]
    true = [pair["is_match"] == "true" for pair in pairs]
    both = sum(s and t for s, t in zip(said, true, strict=True))
    return (
        2 * both / ((sum(said) + sum(true)) or 1),
        both / (sum(said) or 1),
        both / (sum(true) or 1),
    )


def token_set(threshold: int) -> Comparer:
    """Names match from this token-set ratio (0 to 100) on."""

    def same(pair: Pair) -> bool:
        ratio = fuzz.token_set_ratio(pair["name1"], pair["name2"], processor=utils.default_process)
        return ratio >= threshold

    return same


def ours(pair: Pair) -> bool:
    """The program's comparer of any two names."""
    return same_name(pair["name1"], pair["name2"], pair["schema"])


def persons(pair: Pair) -> bool:
    """The program's stricter comparer of persons."""
    return pair["schema"] == "Person" and same_person(pair["name1"], pair["name2"])


def table(pairs: Sequence[Pair]) -> str:
    """All figures, in Markdown."""
    best = max(range(50, 101), key=lambda t: (scores(pairs, token_set(t))[0], t))
    comparers = [ours, token_set(best), persons]
    lines = [
        f"| pairs | | same_name | token-set ratio ≥ {best} | same_person |",
        "|---|--:|--:|--:|--:|",
        _row("**all**", pairs, comparers),
    ]
    for column in ("schema", "case_group"):
        for value in sorted({pair[column] for pair in pairs}):
            chosen = [pair for pair in pairs if pair[column] == value]
            lines.append(_row(value, chosen, comparers))
    return "\n".join(lines)


def _row(name: str, pairs: Sequence[Pair], comparers: Sequence[Comparer]) -> str:
    cells = [
        "–"
        if same is persons and name != "Person"
        else "{:.3f} ({:.2f} / {:.2f})".format(*scores(pairs, same))
        for same in comparers
    ]
    return f"| {name} | {len(pairs)} | {' | '.join(cells)} |"


def main() -> None:
    """Read the arguments, print the table, write it where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, metavar="PAIRS.csv")
    parser.add_argument("--table", type=Path, help="a page to write the table into")
    parser.add_argument("--misses", type=int, default=0, help="how many wrong answers to print")
    given = parser.parse_args()
    with given.pairs.open(encoding="utf-8", newline="") as source:
        pairs = list(csv.DictReader(source))
    wrong = [pair for pair in pairs if ours(pair) != (pair["is_match"] == "true")]
    figures = table(pairs)
    print(figures)
    for pair in wrong[: given.misses]:
        print("missed" if pair["is_match"] == "true" else "wrong ", pair["schema"], end=": ")
        print(f"{pair['name1']} | {pair['name2']}")
    if given.table:
        page = given.table.read_text(encoding="utf-8")
        between = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
        put = f"{BEGIN}\n{figures}\n{END}"
        given.table.write_text(between.sub(lambda _: put, page), encoding="utf-8")


if __name__ == "__main__":
    main()
