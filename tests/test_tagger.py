"""The learned tagger: marks and offsets, legal label sequences, and what the model finds."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.extract import tagger as module
from tracktwo.extract.story import Story, parse
from tracktwo.extract.tagger import (
    LABELS,
    LONGEST,
    Chunk,
    Tagger,
    WeightsMissing,
    batches,
    cut,
    legal,
    normalise,
    runs,
    shape,
    tag,
    viterbi,
)
from tracktwo.model import Block, Document, Extent

shipped = pytest.mark.skipif(
    not (module.WEIGHTS / "tagger.onnx").is_file(), reason="the model's weights are not installed"
)


def story_of(*blocks: str, between: str = "\n\n") -> Story:
    text, places = "", []
    for block in blocks:
        text += between if text else ""
        places.append(Block(Extent(len(text), len(text) + len(block)), "paragraph"))
        text += block
    (story,) = parse([Document("d", text=text, blocks=tuple(places))])
    return story


def said(story: Story, chunks: list[Chunk], label: str) -> list[str]:
    return [story.words(c.extent) for c in chunks if c.label == label]


# --- marks -----------------------------------------------------------------------------------


@given(st.text(alphabet="ab \"“”‘’'«».,-—😀é\n", max_size=60))
def test_normalising_keeps_every_character_in_its_place(text: str) -> None:
    found = normalise(text)
    assert len(found) == len(text)
    assert '"' not in found
    for before, after in zip(text, found, strict=True):
        assert before == after or not before.isalnum()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ('"We agree," she said.', "“”"),
        ('He said: "No." "Never," he added.', "“”“”"),
        ('a "so-called" truce', "“”"),
        ('("Not now.")', "“”"),
        ("“Curly” marks", "“”"),
        ('stray " mark', "“"),
    ],
)
def test_straight_marks_get_a_direction(text: str, marks: str) -> None:
    assert "".join(c for c in normalise(text) if c in "“”") == marks


@pytest.mark.parametrize(
    ("word", "expected"),
    [("talks", 1), ("Oslo", 2), ("I", 2), ("NATO", 3), ("1991", 4), ("—", 5), ("McCoy", 6)],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected


# --- label sequences -------------------------------------------------------------------------


def table() -> np.ndarray:
    rng = np.random.default_rng(7)
    learned = rng.normal(size=(len(LABELS) + 1, len(LABELS)))
    return np.where(legal(), learned, -1e4).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3), st.integers(0, 2**31))
def test_viterbi_finds_the_best_of_all_sequences(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(len(lengths), max(lengths), len(LABELS))).astype(np.float32)
    end = rng.normal(size=len(LABELS)).astype(np.float32)
    step = table()
    found = viterbi(scores, np.array(lengths), step, end)
    for row, n in enumerate(lengths):

        def worth(path: tuple[int, ...], row: int = row) -> float:
            total = step[-1, path[0]] + end[path[-1]]
            total += sum(scores[row, i, label] for i, label in enumerate(path))
            return float(total + sum(step[a, b] for a, b in itertools.pairwise(path)))

        best = max(map(worth, itertools.product(range(len(LABELS)), repeat=n)))
        assert worth(tuple(found[row, :n].tolist())) == pytest.approx(best, abs=1e-4)
        assert not found[row, n:].any()


@settings(deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 30))
def test_no_chunk_begins_in_its_middle(seed: int, length: int) -> None:
    rng = np.random.default_rng(seed)
    scores = (5 * rng.normal(size=(2, length, len(LABELS)))).astype(np.float32)
    found = viterbi(scores, np.array([length, length]), table(), np.zeros(len(LABELS), np.float32))
    for row in found:
        names = ["O", *(LABELS[i] for i in row)]
        for before, name in itertools.pairwise(names):
            assert not name.startswith("I-") or before[2:] == name[2:]


def test_runs_part_neighbours_of_one_kind() -> None:
    names = ["B-cue", "I-cue", "O", "B-content", "B-content", "I-content", "B-source"]
    assert list(runs(LABELS.index(n) for n in names)) == [
        ("cue", 0, 1),
        ("content", 3, 3),
        ("content", 4, 5),
        ("source", 6, 6),
    ]


@given(st.lists(st.integers(1, 400), max_size=40))
def test_batches_hold_every_unit_once_and_keep_their_room(lengths: list[int]) -> None:
    found = list(batches(lengths, 512))
    assert sorted(itertools.chain(*found)) == list(range(len(lengths)))
    for batch in found:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 512


@given(st.lists(st.sampled_from(["word", ".", "?"]), max_size=3 * LONGEST))
def test_long_units_are_cut_without_loss(words: list[str]) -> None:
    found = list(cut(words))
    assert [i for part in found for i in part] == list(range(len(words)))
    assert all(0 < len(part) <= LONGEST for part in found)


# --- the model -------------------------------------------------------------------------------


def test_missing_weights_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"tagger\.onnx.*training/README\.md"):
        Tagger.load(tmp_path)


def test_a_story_without_blocks_has_no_chunks() -> None:
    (story,) = parse([Document("d", text="Menu | Log in")])
    assert tag(story) == []


@shipped
def test_a_plain_attribution() -> None:
    story = story_of("The foreign minister said that the border would open on Friday.")
    chunks = tag(story)
    assert said(story, chunks, "source") == ["The foreign minister"]
    assert said(story, chunks, "cue") == ["said"]
    (content,) = said(story, chunks, "content")
    assert content.removeprefix("that ") == "the border would open on Friday"
    assert all(0 < chunk.score <= 1 for chunk in chunks)


@shipped
@pytest.mark.parametrize(("a", "b"), [('"', '"'), ("“", "”")])
def test_a_quotation_broken_by_its_cue_keeps_both_parts(a: str, b: str) -> None:
    story = story_of(f"{a}We are ready,{b} Ms Halvorsen said. {a}They are not.{b}")
    contents = " ".join(said(story, tag(story), "content"))
    assert "We are ready" in contents
    assert "They are not" in contents
    assert said(story, tag(story), "source") == ["Ms Halvorsen"]


@shipped
@pytest.mark.parametrize("before", ["", "😀 🇳🇴 ", "𝔸𝔹 ", "e\u0301 "])
def test_offsets_stay_true_after_astral_characters(before: str) -> None:
    story = story_of(f"{before}Talks.", "The envoy warned the delegates that time was short.")
    chunks = tag(story)
    assert said(story, chunks, "cue") == ["warned"]
    assert said(story, chunks, "source") == ["The envoy"]
    for chunk in chunks:
        assert story.sentences[chunk.sentence].start_char <= chunk.extent.start
        assert story.words(chunk.extent) == chunk.extent.of(story.document.text)


@shipped
def test_repeated_words_have_their_own_places() -> None:
    line = "“Never,” the rebel leader said."
    story = story_of(line, "The hall fell silent for a minute.", line)
    places = [c.extent for c in tag(story) if c.label == "cue"]
    assert len(places) == len(set(places)) == 2


@shipped
@pytest.mark.parametrize(
    "text",
    ['"', "“”", "\u200b", "…", "— — —", '"""" \'', "A" * 3000, "said " * 1500, "x. " * 1200],
)
def test_odd_text_is_read_without_a_crash(text: str) -> None:
    story = story_of(text, "The general denied it.")
    for chunk in tag(story):
        assert chunk.extent.of(story.document.text).strip()


@shipped
@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=80).filter(str.strip), min_size=1, max_size=4))
def test_chunks_lie_in_the_text_in_order_and_apart(blocks: list[str]) -> None:
    story = story_of(*blocks)
    chunks = tag(story)
    assert chunks == tag(story)
    for before, after in itertools.pairwise(chunks):
        assert before.extent.end <= after.extent.start
    for chunk in chunks:
        assert 0 <= chunk.extent.start < chunk.extent.end <= len(story.document.text)


@shipped
def test_what_else_is_read_changes_nothing() -> None:
    one = "Aid agencies said on Monday that the road was closed."
    other = "“Nobody asked us,” a farmer told reporters, adding that he would stay."
    first, second = story_of(one), story_of(other)
    alone = [tag(first), tag(second)]
    assert [tag(second), tag(first)] == alone[::-1]
