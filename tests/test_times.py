"""Time expressions: what is found, and what it means, as far as its own words tell."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.extract.story import parse
from tracktwo.extract.times import find_times
from tracktwo.extract.timex import recognise
from tracktwo.model import Block, Document, Extent, TimeExpression


def found(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in recognise(text)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They signed on 4 June 1992.", "4 June 1992", "1992-06-04"),
        ("They signed on June 4th, 1992, at noon.", "June 4th, 1992, at noon", "1992-06-04T12:00"),
        ("OSLO, 4 JUN 92 (NTB) --", "4 JUN 92", "1992-06-04"),
        ("The note of 1992-06-04 says so.", "1992-06-04", "1992-06-04"),
        ("It opened on Thursday, June 4.", "Thursday, June 4", "XXXX-06-04"),
        ("The June 4 session went well.", "June 4", "XXXX-06-04"),
        ("Nothing moved in May.", "May", "XXXX-05"),
        ("Talks resumed on Monday.", "Monday", "XXXX-WXX-1"),
        ("He left late on Monday night.", "late on Monday night", "XXXX-WXX-1TNI"),
        ("They met from 3 to 5 March 2001.", "from 3 to 5 March 2001", "2001-03-03/2001-03-05"),
        ("It ran between 1999 and 2004.", "between 1999 and 2004", "1999/2004"),
        (
            "From 30 May to 2 June 2001 they sat.",
            "From 30 May to 2 June 2001",
            "2001-05-30/2001-06-02",
        ),
        ("In the early 1970s nobody asked.", "early 1970s", "197X"),
        ("In the second half of 2004 they stopped.", "the second half of 2004", "2004-H2"),
        ("By the summer of 1998 it was over.", "the summer of 1998", "1998-SU"),
        (
            "The first Sunday of October is a holiday.",
            "The first Sunday of October",
            "XXXX-10-WXX-7-#1",
        ),
        ("On the 21st, they flew home.", "the 21st", "XXXX-XX-21"),
        ("The envoy comes on Christmas Day.", "Christmas Day", "XXXX-christmas day"),
        ("A 36-hour truce held.", "36-hour", "PT36H"),
        ("It took a year and a half.", "a year and a half", "P1.5Y"),
        ("They waited for decades.", "decades", "PXY"),
        ("They meet twice a year.", "twice a year", "P1Y"),
        ("They meet every Friday.", "every Friday", "XXXX-WXX-5"),
        ("He spoke at half past seven.", "half past seven", "T07:30"),
        ("The session ends at 6:15 p.m. on Friday.", "6:15 p.m. on Friday", "XXXX-WXX-5T18:15"),
        ("They are now in Lisbon.", "now", "PRESENT_REF"),
    ],
)
def test_expressions_and_values(text: str, words: str, value: str) -> None:
    assert found(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "shift", "unit", "anchor"),
    [
        ("They met last week.", -1, "W", "story"),
        ("They will meet next month.", 1, "M", "story"),
        ("They met two years ago.", -2, "Y", "story"),
        ("They met yesterday.", -1, "D", "story"),
        ("They met the day before yesterday.", -2, "D", "story"),
        ("A week later, they met.", 1, "W", "event"),
        ("They met the following day.", 1, "D", "event"),
        ("They met three months after the coup.", 3, "M", "event"),
        ("They met this morning.", 0, "D", "story"),
        ("They meet on Tuesday of next week.", 1, "W", "story"),
        ("They will meet on the 20th of next month.", 1, "M", "story"),
        ("Two days after tomorrow they meet.", 3, "D", "story"),
    ],
)
def test_counting_from_the_story_or_an_event(text: str, shift: int, unit: str, anchor: str) -> None:
    (time,) = recognise(text)
    assert (time.shift, time.unit, time.anchor) == (shift, unit, anchor)


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the second town.",
        "Some 2,000 fighters and 1500 refugees crossed.",
        "He is 14 years old.",
        "Resolution 2254 stands.",
        "The fall of the town was sudden.",
        "The guards at Mar-a-Lago said so.",
        "About three-quarters of them agreed.",
        "The Daily Courier printed it.",
        "It was the first time, the second of its kind.",
        "",
    ],
)
def test_what_only_looks_like_time(text: str) -> None:
    assert found(text) == []


def test_capitals_of_a_wire_are_read() -> None:
    assert found("THE TALKS ON 3 MAY MAY FAIL IN MARCH.") == [
        ("3 MAY", "XXXX-05-03"),
        ("MARCH", "XXXX-03"),
    ]


def test_late_and_early_belong_to_the_expression() -> None:
    for text, part in (("late last year", "end"), ("mid-August", "mid"), ("early in May", "start")):
        (time,) = recognise(f"It was {text}.")
        assert time.part == part


def test_days_that_no_calendar_has_are_none() -> None:
    assert found("They meet on 31 June 2020.") == [("June 2020", "2020-06")]
    assert found("They meet on February 29.") == [("February 29", "XXXX-02-29")]
    assert found("They meet on 2021-02-29.") == []


WORDS = st.lists(
    st.sampled_from(
        ["on", "the", "3rd", "May", "2019", "last", "week", "Tuesday", "two", "years", "ago", "a", "half",
         "between", "and", "early", "of", ",", "-", "1980s", "every", "10:30", "pm", "next", "after", "today"]
    ),
    max_size=12,
)  # fmt: skip


@given(st.one_of(st.text(max_size=80), WORDS.map(" ".join)))
def test_extents_are_true_and_apart(text: str) -> None:
    times = recognise(text)
    for time in times:
        assert 0 <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip() == text[time.start : time.end]
        assert time.value
    for one, other in itertools.pairwise(times):
        assert one.end <= other.start


# ------------------------------------------------------------------ in a story
def times_of(text: str) -> tuple[str, tuple[TimeExpression, ...]]:
    head, _, body = text.partition("\n")
    blocks = (
        Block(Extent(0, len(head)), "title"),
        Block(Extent(len(head) + 1, len(text)), "paragraph"),
    )
    document = Document(id="d", text=text, blocks=blocks)
    (story,) = parse([document])
    return body, find_times(story)


STORY = (
    "Envoys gather on Monday\n"
    "Delegates of both sides met in Porto on Monday. They will meet again next month. "
    "The truce, which has held since 2017, ends by 4 May."
)


def test_a_story_keeps_its_offsets() -> None:
    _, times = times_of(STORY)
    assert [t.extent.of(STORY) for t in times] == [
        "Monday",
        "Monday",
        "next month",
        "2017",
        "4 May",
    ]
    assert [t.sentence for t in times] == sorted(t.sentence for t in times)


def test_tense_and_preposition_tell_the_direction() -> None:
    _, times = times_of(STORY)
    assert [t.direction for t in times][1:3] == ["past", "future"]
    assert [t.relation for t in times][3:] == ["since", "until"]
