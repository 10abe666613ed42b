"""Labelled runs of words put together, whatever labelled them; every sentence is made up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pytest
from test_attributions import story_of

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.linking import link
from tracktwo.extract.page import page_of
from tracktwo.extract.quotes import find_quotations
from tracktwo.extract.tree import tree_of
from tracktwo.model import Extent

Label = Literal["source", "cue", "content"]


@dataclass(frozen=True)
class Run:
    extent: Extent
    label: Label
    score: float = 0.9


def runs(text: str, *marked: tuple[Label, str]) -> list[Run]:
    """Runs in text order, each found after the one before it."""
    found, at = [], 0
    for label, words in marked:
        start = text.index(words, at)
        at = start + len(words)
        found.append(Run(Extent(start, at), label))
    return found


def linked(text: str, *marked: tuple[Label, str]) -> list[tuple[str | None, str, list[str]]]:
    story = story_of(text)
    page = page_of(tree_of(story), find_quotations(text, story.blocks))
    return [
        (
            c.source.of(text) if c.source else None,
            c.cue.of(text) if c.cue else "",
            [e.of(text) for e in c.contents],
        )
        for c in link(page, runs(text, *marked))
    ]


def test_each_content_goes_to_the_nearest_reporting_clause() -> None:
    text = "“We stay,” Brandt said. “Nobody goes,” Herrera answered. Mehta hoped they would talk."
    assert linked(
        text,
        ("content", "“We stay,”"),
        ("source", "Brandt"),
        ("cue", "said"),
        ("content", "“Nobody goes,”"),
        ("source", "Herrera"),
        ("cue", "answered"),
        ("source", "Mehta"),
        ("cue", "hoped"),
        ("content", "they would talk"),
    ) == [
        ("Brandt", "said", ["“We stay,”"]),
        ("Herrera", "answered", ["“Nobody goes,”"]),
        ("Mehta", "hoped", ["they would talk"]),
    ]


def test_a_broken_quotation_is_one() -> None:
    text = "“We stay,” Brandt said in Oslo, “and nobody goes.”"
    assert linked(
        text,
        ("content", "“We stay,”"),
        ("source", "Brandt"),
        ("cue", "said"),
        ("content", "“and nobody goes.”"),
    ) == [("Brandt", "said", ["“We stay,”", "“and nobody goes.”"])]


def test_two_cues_share_a_source_and_lose_their_auxiliaries() -> None:
    text = "Brandt has long said that time is short and has often warned that the rebels wait."
    assert linked(
        text,
        ("source", "Brandt"),
        ("cue", "has long said"),
        ("content", "that time is short"),
        ("cue", "has often warned"),
        ("content", "that the rebels wait"),
    ) == [
        ("Brandt", "said", ["that time is short"]),
        ("Brandt", "warned", ["that the rebels wait"]),
    ]


def test_a_cue_without_content_is_nothing() -> None:
    assert linked("Brandt spoke for an hour.", ("source", "Brandt"), ("cue", "spoke")) == []


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        # the rules do not know the word; a tagger does, and there is a quotation
        (
            "Brandt ventured an answer: “We stay here.”",
            [("source", "Brandt"), ("cue", "ventured"), ("content", "“We stay here.”")],
            [("Brandt", "“We stay here.”")],
        ),
        # a wish without a clause is a position, not a statement
        (
            "Brandt eyed a seat in the cabinet.",
            [("source", "Brandt"), ("cue", "eyed"), ("content", "a seat in the cabinet")],
            [],
        ),
        # nothing has been said
        (
            "Brandt would not predict whether the truce would hold.",
            [("source", "Brandt"), ("cue", "predict"), ("content", "whether the truce would hold")],
            [],
        ),
    ],
)
def test_what_the_rules_miss_is_added_if_it_counts(
    text: str, marked: list[tuple[Label, str]], expected: list[tuple[str, str]]
) -> None:
    found = find_attributions(story_of(text), (), (), runs(text, *marked))
    assert [(a.source.of(text), a.content[0].of(text)) for a in found if a.source] == expected
