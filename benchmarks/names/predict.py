"""Which pairs of names can be one name: adds a column `predicted` to a CSV of pairs.

    python benchmarks/names/predict.py IN.csv OUT.csv

`IN.csv` has at least the columns `schema`, `name1` and `name2`, as OpenSanctions' benchmark of name
pairs has; all columns are kept. `predicted` is `true` or `false`, by the program's own comparer.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from tracktwo.resolve.names import same_name


def main() -> None:
    """Read the arguments, write the answers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, metavar="IN.csv")
    parser.add_argument("out", type=Path, metavar="OUT.csv")
    given = parser.parse_args()
    with given.pairs.open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        columns, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        same = same_name(row["name1"], row["name2"], row["schema"])
        row["predicted"] = "true" if same else "false"
    columns += ["predicted"] if "predicted" not in columns else []
    with given.out.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
