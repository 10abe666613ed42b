"""What has to happen first: each sentence here is made up."""

from __future__ import annotations

import pytest

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.stances import find_stances
from tracktwo.extract.story import parse
from tracktwo.extract.times import find_times
from tracktwo.read import read_bytes


def conditions_of(text: str) -> list[tuple[str, str, str | None]]:
    """(stance, what is required, of whom) of every stance with a condition."""
    story = next(parse([read_bytes(text.encode(), "made-up.txt")]))
    mentions, times = find_mentions(story), find_times(story)
    said = find_attributions(story, mentions, times)
    return [
        (
            s.stance,
            story.words(s.condition.requires),
            None if s.condition.of is None else story.words(mentions[s.condition.of].extent),
        )
        for s in find_stances(story, mentions, times, said)
        if s.condition is not None
    ]


@pytest.mark.parametrize(
    ("text", "required"),
    [
        ("Kenya refuses to sign until Norway withdraws its ships.", "Norway withdraws its ships"),
        ("Peru will not attend unless the pilots are freed.", "the pilots are freed"),
        ("Chile offered to open the port if Peru pays for it.", "Peru pays for it"),
        ("Kenya said recognition depends on free elections.", "free elections"),
        ("Norway said aid would be subject to an audit.", "an audit"),
        ("Kenya warned that a truce depends on free elections.", "free elections"),
        ("Kenya accepted the draft, provided that Norway signed it.", "Norway signed it"),
        ("Peru said its signature was conditional on a vote.", "a vote"),
        ("Chile offered a truce in exchange for two prisoners.", "two prisoners"),
        ("Kenya offered a truce in return for fishing rights.", "fishing rights"),
        ("Kenya promised to disarm as long as Norway pays.", "Norway pays"),
        ("Peru said the only way to peace is a new border.", "a new border"),
        ("Peru said the first step is to free the pilots.", "to free the pilots"),
        ("Chile said a treaty would require a referendum.", "a referendum"),
        ("Peru insists that Chile must pay before it can open the port.", "Chile must pay"),
        ("Norway would support the plan only if both armies leave.", "both armies leave"),
        ("Without a guarantee, Ruiz said, the treaty would collapse.", "a guarantee"),
    ],
)
def test_what_is_required(text: str, required: str) -> None:
    found = [r for _, r, _ in conditions_of(text)]
    assert any(required in r or r in required for r in found), found


def test_who_has_to_do_it() -> None:
    found = conditions_of("Kenya refuses to sign until Norway withdraws its ships.")
    assert found == [("refuses", "Norway withdraws its ships", "Norway")]


def test_a_condition_that_opens_the_sentence() -> None:
    found = conditions_of("“If nothing moves,” Ruiz told reporters, “we will leave the table.”")
    assert [r for _, r, _ in found] == ["nothing moves"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya called for talks without preconditions.",
        "Norway praised the truce before the session opened.",
        "Chile accused Peru of shelling a village after the truce began.",
    ],
)
def test_times_and_manners_are_no_conditions(text: str) -> None:
    assert conditions_of(text) == []
