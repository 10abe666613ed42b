"""Rules and labelled words together: which edges hold, and what counts; every sentence is made up."""

from __future__ import annotations

import pytest
from test_attributions import story_of
from test_attributions_linking import Label, runs

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions

Row = tuple[str, list[str]]


def told(text: str, *marked: tuple[Label, str]) -> list[Row]:
    """Cue and contents of each attribution."""
    found = find_attributions(story_of(text), (), (), runs(text, *marked))
    return [(a.cue.of(text) if a.cue else "", [e.of(text) for e in a.content]) for a in found]


def test_the_labels_settle_where_content_ends() -> None:
    text = "Brandt insisted that the port was open, which the rebels dispute."
    marked: list[tuple[Label, str]] = [
        ("source", "Brandt"),
        ("cue", "insisted"),
        ("content", "that the port was open"),
    ]
    assert ("insisted", ["the port was open"]) in told(text, *marked)


def test_labels_never_cut_a_quotation() -> None:
    text = "“We stay. Nobody goes,” said Brandt."
    marked: list[tuple[Label, str]] = [
        ("content", "Nobody goes,”"),
        ("cue", "said"),
        ("source", "Brandt"),
    ]
    assert told(text, *marked) == [("said", ["“We stay. Nobody goes,”"])]


def test_a_second_cue_keeps_the_speaker_of_the_first() -> None:
    text = "Brandt said that his men were ready, and called on the rebels to leave."
    found = find_attributions(
        story_of(text),
        (),
        (),
        runs(
            text,
            ("source", "Brandt"),
            ("cue", "said"),
            ("content", "that his men were ready"),
            ("cue", "called on"),
            ("content", "the rebels to leave"),
        ),
    )
    assert [a.source.of(text) for a in found if a.source] == ["Brandt", "Brandt"]
    assert [a.polarity for a in found] == ["asserted", "asserted"]


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        (
            "Brandt has denied it.",
            [("source", "Brandt"), ("cue", "has denied"), ("content", "it")],
            [("denied", ["it"])],
        ),
        (
            "Brandt offered it.",
            [("source", "Brandt"), ("cue", "offered"), ("content", "it")],
            [],
        ),
        (
            "The envoy, who asked not to be named, left.",
            [("source", "The envoy"), ("cue", "asked"), ("content", "not to be named")],
            [],
        ),
    ],
)
def test_what_counts(text: str, marked: list[tuple[Label, str]], wanted: list[Row]) -> None:
    assert told(text, *marked) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peace, in his words, “is not silence”.", ("words", ["Peace", "“is not silence”"])),
        (
            "The flood came late and, by the count of the relief office, killed 40 people.",
            ("by the count of", ["killed 40 people"]),
        ),
        (
            "The rebels let it be known that the group would stay.",
            ("let it be known", ["the group would stay"]),
        ),
        ("Two aides put the figure at 14.", ("put", ["the figure at 14"])),
    ],
)
def test_phrases_that_cite(text: str, wanted: Row) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    "text", ["Brandt called the report a fabrication.", "“False,” Brandt replied."]
)
def test_calling_it_false_is_denying_it(text: str) -> None:
    assert [a.polarity for a in find_attributions(story_of(text), (), ())] == ["denied"]


def test_the_second_half_of_a_content_is_kept() -> None:
    text = "A note said delegates would meet in May, the first month of calm, and that aides would stay."
    marked: list[tuple[Label, str]] = [
        ("source", "A note"),
        ("cue", "said"),
        ("content", "delegates would meet in May"),
    ]
    assert told(text, *marked)[0][1][0].endswith("and that aides would stay")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A note signed by Norway and Cuba said the talks would go on.", ["Norway", "Cuba"]),
        ("Its head, the former minister Juan Ruiz, said the talks would go on.", ["Juan Ruiz"]),
    ],
)
def test_whose_words_a_source_holds(text: str, wanted: list[str]) -> None:
    story = story_of(text)
    mentions = find_mentions(story)
    found = find_attributions(story, mentions, ())
    names = [mentions[i].name for a in found for i in a.sources]
    assert [name.of(text) for name in names if name] == wanted
