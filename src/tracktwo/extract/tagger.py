"""The learned tagger of attributions: which words are a source, a cue, a content.

A small transformer (see `weights/MODEL_CARD.md`) reads one block of the story at a time, the
unit it was trained on, and gives every word a score for each of seven labels; the best legal
sequence of labels is then found with the learned transition scores (a linear-chain CRF, so
that edges are chosen together and no chunk begins in its middle). What belongs to whom is not
decided here.

The model is uncased and sees word pieces only, so each piece is given two more facts that the
letters carried: the shape of its word, and whether it stands inside double quotation marks.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from spacy.attrs import IDX, IS_SPACE, LENGTH

from tracktwo.model import Extent

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from tracktwo.extract.story import Story

WEIGHTS = Path(__file__).with_name("weights")
"""Where the shipped model lies: `tagger.onnx`, `tokenizer.json`, `tagger.json`."""

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""The labels of a word, in the order of the model's scores."""

SHAPES = 7
"""Number of word shapes, the one of the special pieces ([CLS], [SEP]) included."""
QUOTING = 4
"""Number of quotation states: outside, inside, an opening mark, a closing mark."""

LONGEST = 320
"""Words at most in one unit: longer blocks are cut at the last sentence end before it."""
_MOST_PIECES = 510
_BATCH_PIECES = 256
"""Few at a time: on one core, what stays in the cache counts for more than long rows."""

ChunkLabel: TypeAlias = Literal["source", "cue", "content"]
Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float32]


class WeightsMissing(RuntimeError):  # noqa: N818 - reads as what it says
    """The model's files are not where the package keeps them."""


@dataclass(frozen=True, slots=True, order=True)
class Chunk:
    """A run of words that the tagger takes for (a part of) a source, cue or content.

    `sentence` is the index in `Story.sentences` of the sentence where it begins; `score` the
    mean probability of its words' labels, 0 to 1, as the network gives it (not calibrated).
    """

    extent: Extent
    label: ChunkLabel
    sentence: int
    score: float


@dataclass(frozen=True, slots=True)
class Unit:
    """One text for the model, with the offsets of its words in that text (start, end)."""

    text: str
    starts: Ints
    ends: Ints


@dataclass(frozen=True, slots=True)
class Encoded:
    """A unit in the model's own terms: one entry a word piece, [CLS] and [SEP] included.

    `first[w]` is the index of word w's first piece, or -1 for a word without one.
    """

    ids: Ints
    features: Ints
    first: Ints


# --- text to pieces ------------------------------------------------------------------------

_OPENERS = frozenset(" \t\n([{—-'")
_CLOSERS = frozenset(" \t\n)]}—-'.,;:!?")
_SAME = str.maketrans(
    {"‘": "'", "’": "'", "`": "'", "´": "'", "–": "—", "„": "“", "«": "“", "»": "”"}
)
_ENDS = frozenset({".", "!", "?", "”", "''"})
_DOUBLE = re.compile('["“”]')


def normalise(text: str) -> str:
    """The text as the model reads it, character for character: one form for each mark.

    Straight double quotation marks become opening or closing ones by what stands beside them
    (by turns where both sides look alike).
    """
    text = text.translate(_SAME)
    if '"' not in text:
        return text
    found = list(text)
    inside = False
    for match in _DOUBLE.finditer(text):
        i = match.start()
        if found[i] == '"':
            opens = i == 0 or text[i - 1] in _OPENERS
            closes = i + 1 == len(text) or text[i + 1] in _CLOSERS
            found[i] = ("”" if inside else "“") if opens == closes else ("“" if opens else "”")
        inside = found[i] == "“"
    return "".join(found)


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The class of a word's shape: 1 small, 2 Capital, 3 ALL CAPITALS, 4 number, 5 mark, 6 other."""
    if word.islower():
        return 1
    if word.istitle() or (word[:1].isupper() and word[1:].islower()):
        return 2
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if any(c.isdigit() for c in word):
        return 4
    return 6 if any(c.isalpha() for c in word) else 5


def _features(text: str, starts: Ints, ends: Ints) -> Ints:
    """One number a word that holds its shape and its quotation state."""
    found = np.empty(len(starts), dtype=np.int64)
    quoted = "“" in text or "”" in text
    state = 0
    for i, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        word = text[start:end]
        found[i] = shape(word) * QUOTING + state
        if quoted:
            if word == "“":
                found[i], state = 5 * QUOTING + 2, 1
            elif word == "”":
                found[i], state = 5 * QUOTING + 3, 0
    return found


def encode(tokenizer: Tokenizer, units: Sequence[Unit]) -> list[Encoded]:
    """Word pieces and features of many units."""
    texts = [normalise(unit.text) for unit in units]
    done: list[Encoded] = []
    for text, unit, pieces in zip(texts, units, tokenizer.encode_batch(texts), strict=True):
        ids = np.array(pieces.ids, dtype=np.int64)
        offsets = np.array(pieces.offsets, dtype=np.int64).reshape(-1, 2)
        inner = offsets[1:-1, 0]
        after = np.searchsorted(inner, unit.starts)
        place = np.append(inner, len(text) + 1)[after]
        first = np.where(place < unit.ends, after + 1, -1)
        of_word = _features(text, unit.starts, unit.ends)
        features = np.zeros(len(ids), dtype=np.int64)
        if len(of_word):
            at = np.searchsorted(unit.starts, inner, side="right") - 1
            features[1:-1] = of_word[np.maximum(at, 0)]
        if len(ids) > _MOST_PIECES + 2:
            ids, features = ids[: _MOST_PIECES + 2], features[: _MOST_PIECES + 2]
            first = np.where(first <= _MOST_PIECES, first, -1)
        done.append(Encoded(ids, features, first))
    return done


def cut(words: Sequence[str]) -> Iterator[range]:
    """Runs of at most LONGEST words, cut at the last sentence end where there is one."""
    start = 0
    while start < len(words):
        stop = min(len(words), start + LONGEST)
        if stop < len(words):
            ends = [i for i in range(start + 1, stop) if words[i - 1] in _ENDS]
            stop = ends[-1] if ends else stop
        yield range(start, stop)
        start = stop


# --- scores to labels ----------------------------------------------------------------------


def legal() -> npt.NDArray[np.bool_]:
    """`legal()[a, b]`: whether label b may follow label a; the last row is for the first word."""
    found = np.ones((len(LABELS) + 1, len(LABELS)), dtype=np.bool_)
    for b, label in enumerate(LABELS):
        if label.startswith("I-"):
            kind = label[2:]
            for a in range(len(LABELS) + 1):
                found[a, b] = a < len(LABELS) and LABELS[a][2:] == kind
    return found


def viterbi(scores: Floats, lengths: Ints, transitions: Floats, end: Floats) -> Ints:
    """The best label sequences of a batch.

    `scores` is (units, words, labels), `lengths` the number of words of each unit (at least
    one); `transitions` has a last row for the start. Beyond a unit's length the answer is 0.
    """
    count, longest, labels = scores.shape
    back = np.zeros((longest, count, labels), dtype=np.int64)
    best = scores[:, 0] + transitions[labels]
    final = best.copy()
    for t in range(1, longest):
        paths = best[:, :, None] + transitions[None, :labels, :]
        back[t] = paths.argmax(axis=1)
        best = paths.max(axis=1) + scores[:, t]
        final = np.where((t < lengths)[:, None], best, final)
    found = np.zeros((count, longest), dtype=np.int64)
    rows = np.arange(count)
    last = (final + end).argmax(axis=1)
    for t in range(longest - 1, -1, -1):
        here = t < lengths
        found[here, t] = last[here]
        last = np.where(here, back[t, rows, last], last)
    return found


@dataclass(frozen=True, eq=False)
class Tagger:
    """The model, loaded: the network's session, its tokenizer, the transition scores."""

    session: Any
    tokenizer: Tokenizer
    transitions: Floats
    end: Floats

    @classmethod
    def load(cls, folder: Path = WEIGHTS, threads: int = 1) -> Tagger:
        """Read the model from a folder; WeightsMissing when a file is not there."""
        for name in ("tagger.onnx", "tokenizer.json", "tagger.json"):
            if not (folder / name).is_file():
                raise WeightsMissing(
                    f"the attribution tagger's {name} is not in {folder}: install the package "
                    "with its data, or train and export a model (training/README.md)"
                )
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"),
            options,
            providers=["CPUExecutionProvider"],
            # The fused operator is slower on a CPU than the two that it stands for.
            disabled_optimizers=["SkipLayerNormFusion"],
        )
        crf = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        if tuple(crf["labels"]) != LABELS:
            raise WeightsMissing(f"{folder / 'tagger.json'} is of another model: {crf['labels']}")
        transitions = np.array(crf["transitions"], dtype=np.float32)
        return cls(
            session,
            Tokenizer.from_file(str(folder / "tokenizer.json")),
            np.where(legal(), transitions, np.float32(-1e4)).astype(np.float32),
            np.array(crf["end"], dtype=np.float32),
        )

    def label(self, units: Sequence[Unit]) -> list[tuple[Ints, Floats]]:
        """For each unit, each word's label (index in LABELS) and that label's probability."""
        encoded = encode(self.tokenizer, units)
        found = [
            (np.zeros(len(e.first), dtype=np.int64), np.zeros(len(e.first), dtype=np.float32))
            for e in encoded
        ]
        for batch in batches([len(e.ids) for e in encoded], _BATCH_PIECES):
            scores = self._scores([encoded[i] for i in batch])
            kept = [np.flatnonzero(encoded[i].first >= 0) for i in batch]
            lengths = np.array([len(k) for k in kept], dtype=np.int64)
            if not lengths.max(initial=0):
                continue
            words = np.zeros((len(batch), int(lengths.max()), len(LABELS)), dtype=np.float32)
            for row, (i, k) in enumerate(zip(batch, kept, strict=True)):
                words[row, : len(k)] = scores[row, encoded[i].first[k]]
            best = viterbi(words, lengths, self.transitions, self.end)
            chances = np.exp(words - words.max(axis=2, keepdims=True))
            chances /= chances.sum(axis=2, keepdims=True)
            chance = np.take_along_axis(chances, best[:, :, None], axis=2)[:, :, 0]
            for row, (i, k) in enumerate(zip(batch, kept, strict=True)):
                found[i][0][k] = best[row, : len(k)]
                found[i][1][k] = chance[row, : len(k)]
                _bridge(found[i][0], encoded[i].first)
        return found

    def _scores(self, batch: Sequence[Encoded]) -> Floats:
        width = max(len(e.ids) for e in batch)
        ids = np.zeros((len(batch), width), dtype=np.int64)
        features = np.zeros((len(batch), width), dtype=np.int64)
        mask = np.zeros((len(batch), width), dtype=np.int64)
        for row, e in enumerate(batch):
            ids[row, : len(e.ids)] = e.ids
            features[row, : len(e.ids)] = e.features
            mask[row, : len(e.ids)] = 1
        given = {"ids": ids, "features": features, "mask": mask}
        return cast(Floats, self.session.run(["scores"], given)[0])


def _bridge(labels: Ints, first: Ints) -> None:
    """Give a word without a piece the label that its neighbours make: inside, or outside."""
    for i in np.flatnonzero(first < 0).tolist():
        after = int(labels[i + 1]) if i + 1 < len(labels) else 0
        labels[i] = after if LABELS[after].startswith("I-") else 0


def batches(lengths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Indices in batches of like length, so that `longest x number` stays within `room`."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], i)):
        if batch and (len(batch) + 1) * lengths[i] > room:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def runs(labels: Iterable[int]) -> Iterator[tuple[ChunkLabel, int, int]]:
    """The chunks of a label sequence: kind, first word, last word (included)."""
    kind, first, last = "", 0, -1
    for i, index in enumerate(labels):
        name = LABELS[index]
        if name.startswith("I-") and name[2:] == kind:
            last = i
            continue
        if kind:
            yield cast(ChunkLabel, kind), first, last
        kind, first, last = (name[2:], i, i) if name != "O" else ("", 0, -1)
    if kind:
        yield cast(ChunkLabel, kind), first, last


# --- stories -------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The shipped model, loaded once a process."""
    return Tagger.load()


def tag(story: Story) -> list[Chunk]:
    """The sources, cues and contents of a story, in text order; WeightsMissing without a model.

    The blocks of one story share batches, and no two stories do: the 8-bit network measures its
    numbers over a batch, so an answer must not hang on what else was read.
    """
    table = _places(story)
    places = list(_units_of(story, table))
    if not places:
        return []
    found = []
    answers = tagger().label([_unit(story, tokens, table) for tokens in places])
    for tokens, (labels, chances) in zip(places, answers, strict=True):
        for kind, first, last in runs(labels.tolist()):
            found.append(
                Chunk(
                    extent=story.between(tokens[first], tokens[last]),
                    label=kind,
                    sentence=int(story.sentence_of[tokens[first]]),
                    score=round(float(chances[first : last + 1].mean()), 4),
                )
            )
    return sorted(found)


def _units_of(story: Story, table: Ints) -> Iterator[list[int]]:
    """The token indices of each unit: a block's words, cut at sentence ends where too long."""
    current: list[int] = []
    block = -1
    blank = table[:, 2].tolist()
    for sentence in story.sentences:
        words = [i for i in range(sentence.start, sentence.end) if not blank[i]]
        if not words:
            continue
        here = int(story.block_of[words[0]])
        if current and (here != block or len(current) + len(words) > LONGEST):
            yield current
            current = []
        block = here
        current += words
        while len(current) > LONGEST:
            yield current[:LONGEST]
            current = current[LONGEST:]
    if current:
        yield current


def _unit(story: Story, tokens: list[int], table: Ints) -> Unit:
    """One unit's text and where its words stand in it; `table` as `_places` gives it."""
    text = story.doc[tokens[0] : tokens[-1] + 1].text
    starts = table[tokens, 0] - table[tokens[0], 0]
    return Unit(text, starts, starts + table[tokens, 1])


def _places(story: Story) -> Ints:
    """Each token's place in the parsed text, its length, and whether it is blank: (tokens, 3)."""
    found: Ints = story.doc.to_array([IDX, LENGTH, IS_SPACE]).astype(np.int64)
    return found
