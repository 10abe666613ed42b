"""Accuracy on the hand-coded piles: the tables of the README and of `benchmarks/piles`.

    python -m benchmarks.scores [--write]

Needs the scorer and the seed pile, which are not part of the project (`../shared` beside it);
without them it says so and ends well.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import tracktwo

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PILES = {
    "seeds": (SHARED / "seeds", SHARED / "gold" / "seeds"),
    "sample": (ROOT / "examples" / "articles", ROOT / "examples" / "gold"),
    **{
        name: (
            ROOT / "benchmarks" / "piles" / name / "articles",
            ROOT / "benchmarks" / "piles" / name / "gold",
        )
        for name in (
            "cyprus",
            "libya",
            "mindanao",
            "yemen",
            "sudan",
            "southsudan",
            "iran",
            "korea",
            "caucasus",
        )
    },
}
PAGES = {
    ROOT / "README.md": ("seeds", "sample", "cyprus"),
    ROOT / "benchmarks" / "piles" / "README.md": tuple(PILES),
}
"""Which page shows the figures of which piles."""
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"

Scores = dict[str, dict[str, Any]]


def score(texts: Path, gold: Path) -> Scores:
    """The scorer's figures for one pile, built from nothing; CalledProcessError if it fails."""
    with tempfile.TemporaryDirectory() as folder:
        store, record = Path(folder) / "pile.db", Path(folder) / "record.json"
        tracktwo.build([str(texts)], record=store)
        record.write_bytes(tracktwo.export(store))
        out = Path(folder) / "scores.json"
        subprocess.run(
            [sys.executable, str(SHARED / "score" / "score.py"), "--gold", str(gold),
             "--texts", str(texts), "--record", str(record), "--json", str(out)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        found: Scores = json.loads(out.read_text(encoding="utf-8"))
        return found


def table(piles: dict[str, Scores]) -> str:
    """The figures of several piles side by side, in Markdown."""
    first = next(iter(piles.values()))
    lines = [f"| layer | figure | {' | '.join(piles)} |", f"|---|---|{'---|' * len(piles)}"]
    for layer, figures in first.items():
        for name in figures:
            cells = " | ".join(cell(scores[layer][name]) for scores in piles.values())
            lines.append(f"| {layer} | {name.replace('_', ' ')} | {cells} |")
    return "\n".join(lines)


def cell(value: Any) -> str:
    """One figure: F1 (precision / recall), a share with its number of cases, or a count."""
    if isinstance(value, dict) and "f1" in value:
        return f"{value['f1']:.2f} ({value['precision']:.2f} / {value['recall']:.2f})"
    if isinstance(value, dict):
        return f"{value['accuracy']:.2f} of {value['n']}"
    return str(value)


def main() -> int:
    """Print the table of all piles, or write the tables of the pages too."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--write", action="store_true", help="put the tables into their pages")
    args = parser.parse_args()
    if not (SHARED / "score" / "score.py").exists():
        print("No scorer beside the project (../shared/score): nothing was scored.")
        return 0
    scored = {name: score(*where) for name, where in PILES.items() if where[0].exists()}
    print(table(scored))
    for page, names in PAGES.items() if args.write else ():
        text = table({name: scored[name] for name in names if name in scored})
        before, rest = page.read_text(encoding="utf-8").split(BEGIN)
        after = rest.split(END)[1]
        page.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
