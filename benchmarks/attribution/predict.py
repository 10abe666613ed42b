"""Label tokenised instances with the shipped tagger.

    python benchmarks/attribution/predict.py IN.jsonl OUT.jsonl

Reads one JSON object a line, `{"tokens": [...], "id": ...}` (tokens as CoreNLP cuts them, other
keys are ignored), and writes one a line in the same order, `{"id": ..., "labels": [...]}`, with
one of O, B-/I-source, B-/I-cue, B-/I-content for each token.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tracktwo.extract.tagger import LABELS, Tagger, Unit, cut

_PRINTED = {
    "``": "“", "''": "”", "`": "'", "--": "—", "...": "…",
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_TO_THE_LEFT = frozenset(
    {
        "n't",
        "'s",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        ",",
        ".",
        ";",
        ":",
        "?",
        "!",
        ")",
        "]",
        "}",
        "”",
        "%",
        "…",
    }
)
_TO_THE_RIGHT = frozenset({"(", "[", "{", "“", "$", "#"})
_GLUED = frozenset({"not", "na", "ta"})


def unit(tokens: Sequence[str]) -> Unit:
    """Tokens as the running text that they were cut from (near enough), with their places."""
    text = ""
    starts, ends = [], []
    for token in tokens:
        printed = _PRINTED.get(token, token)
        glued = (
            not text
            or printed.lower() in _TO_THE_LEFT
            or text[-1] in _TO_THE_RIGHT
            or (token in _GLUED and text.endswith(("can", "gon", "wan", "got", "Gon", "Can")))
        )
        text += printed if glued else " " + printed
        starts.append(len(text) - len(printed))
        ends.append(len(text))
    return Unit(text, np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))


def predict(instances: Iterable[Sequence[str]], model: Tagger | None = None) -> list[list[str]]:
    """The labels of each instance's tokens, in the order given."""
    model = model or Tagger.load()
    tokens = [list(found) for found in instances]
    parts = [(n, run) for n, words in enumerate(tokens) for run in cut(words)]
    units = [unit(tokens[n][run.start : run.stop]) for n, run in parts]
    labels = [["O"] * len(words) for words in tokens]
    for (n, run), (found, _) in zip(parts, model.label(units), strict=True):
        labels[n][run.start : run.stop] = [LABELS[i] for i in found.tolist()]
    return labels


def read(path: Path) -> list[dict[str, Any]]:
    """The instances of a file, one a line."""
    return [
        json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()
    ]


def main(arguments: Sequence[str]) -> int:
    """Label IN into OUT; the exit status."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    instances = read(Path(arguments[0]))
    with Path(arguments[1]).open("w", encoding="utf-8") as out:
        for instance, labels in zip(
            instances, predict(i["tokens"] for i in instances), strict=True
        ):
            out.write(json.dumps({"id": instance.get("id"), "labels": labels}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
