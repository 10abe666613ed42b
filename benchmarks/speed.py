"""Documents a second of the whole pipeline, beside the bare language pipeline on the same texts.

    python -m benchmarks.speed [FOLDER…] [--rounds 3]

Both run in this process on one core, after one warm-up round; the best round of each counts.
Reading, extraction, resolution and the store are all in the pipeline's time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def best(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the fastest of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> int:
    """Print both rates, the ratio, and what each stage took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    import tracktwo
    from tracktwo.extract.story import language

    folders = args.folders or [
        f
        for f in (
            SHARED / "seeds",
            ROOT / "examples" / "articles",
            SHARED / "corpora" / "newswcl50-dev",
        )
        if f.exists()
    ]
    files = [p for folder in folders for p in sorted(folder.glob("*.txt"))]
    texts = [p.read_text(encoding="utf-8", errors="replace") for p in files]
    nlp = language()

    def bare() -> None:
        for _ in nlp.pipe(texts):
            pass

    def whole() -> None:
        with tempfile.TemporaryDirectory() as folder:
            tracktwo.build([str(p) for p in files], record=Path(folder) / "pile.db")

    bare()
    whole()
    rates = {
        name: len(files) / best(args.rounds, work)
        for name, work in (("spaCy alone", bare), ("tracktwo", whole))
    }
    for name, rate in rates.items():
        print(f"{name:<14}{rate:6.2f} documents a second ({len(files)} documents, one core)")
    print(f"ratio         {rates['tracktwo'] / rates['spaCy alone']:6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
