"""What the statement stage costs, as a share of the time of spaCy's own pipeline.

    python benchmarks/attribution/speed.py FOLDER

`shares` is for other benchmarks to call. Both sides are timed in this process, in CPU seconds of
the whole process, on the same documents; on how many cores is for the caller to choose.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import parse
from tracktwo.extract.tagger import tag
from tracktwo.extract.times import find_times
from tracktwo.model import Document
from tracktwo.read import find_files, read_file


def shares(
    documents: Sequence[Document], clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """Time of the tagger, the rules and both, each over that of the parse (1.0: as long).

    The rules' part takes in the linking of what the tagger has labelled. `clock` counts seconds;
    give `time.perf_counter` to time more cores than one.
    """
    tag(next(parse(documents[:1])))  # loads both models
    begun = clock()
    stories = list(parse(documents))
    parsed = clock() - begun
    known = [(find_mentions(s), find_times(s)) for s in stories]
    begun = clock()
    labels = [tag(s) for s in stories]
    tagged = clock() - begun
    begun = clock()
    for story, (mentions, times), chunks in zip(stories, known, labels, strict=True):
        find_attributions(story, mentions, times, chunks)
    ruled = clock() - begun
    return {
        "tagger": tagged / parsed,
        "rules and linking": ruled / parsed,
        "statement stage": (tagged + ruled) / parsed,
    }


def main() -> None:
    """Print the shares for a folder of articles."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    documents = [read_file(path) for path in find_files([args.folder])]
    for part, share in shares(documents).items():
        print(f"{part:<20}{share:5.2f} of spaCy's own time ({len(documents)} documents)")


if __name__ == "__main__":
    main()
