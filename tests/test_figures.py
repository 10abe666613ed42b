"""Numbers, and what they are told of: each sentence here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.figures import find_figures
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.numbers import amount_at, number_at, ordinal
from tracktwo.extract.story import Story, parse
from tracktwo.extract.times import find_times
from tracktwo.model import Figure
from tracktwo.read import read_bytes


def read_out(text: str) -> tuple[Story, tuple[Figure, ...]]:
    story = next(parse([read_bytes(text.encode(), "made-up.txt")]))
    mentions, times = find_mentions(story), find_times(story)
    said = find_attributions(story, mentions, times)
    return story, find_figures(story, mentions, times, said, ())


@pytest.mark.parametrize(
    ("words", "low", "high", "qualifier"),
    [
        ("1,250", 1250, 1250, "exactly"),
        ("1.3 million", 1_300_000, 1_300_000, "exactly"),
        ("twenty five", 25, 25, "exactly"),
        ("two hundred and fifty", 250, 250, "exactly"),
        ("three dozen", 36, 36, "exactly"),
        ("a thousand", 1000, 1000, "exactly"),
        ("at least 40", 40, 40, "at_least"),
        ("more than 40", 40, 40, "more_than"),
        ("up to 2 million", 2_000_000, 2_000_000, "up_to"),
        ("about 40", 40, 40, "about"),
        ("nearly 40", 36, 40, "about"),
        ("just over 40", 40, 44, "about"),
        ("40 or more", 40, 40, "at_least"),
        ("600,000 to 1.2 million", 600_000, 1_200_000, "between"),
        ("between 40 and 60", 40, 60, "between"),
        ("2 to 3 million", 2_000_000, 3_000_000, "between"),
    ],
)
def test_amounts(words: str, low: float, high: float, qualifier: str) -> None:
    run = words.split()
    found = next(a for i in range(len(run)) if (a := amount_at(run, i)) is not None)
    assert (round(found.low), round(found.high), found.qualifier) == (low, high, qualifier)


def test_a_word_that_is_no_number() -> None:
    assert number_at(["and"], 0) is None
    assert number_at(["a", "man"], 0) is None
    assert ordinal("fifth") == 5
    assert ordinal("21st") == 21
    assert ordinal("sixty") is None


@given(st.integers(min_value=0, max_value=999_999_999))
def test_digits_with_commas_are_read_back(number: int) -> None:
    assert number_at([f"{number:,}"], 0) == (float(number), 1)


@given(st.lists(st.sampled_from(["two", "hundred", "and", "million", "5", "-", "to", "about"])))
def test_any_run_of_words_is_survived(words: list[str]) -> None:
    for i in range(len(words)):
        found = amount_at(words, i)
        if found is not None:
            assert found.first <= i < found.end <= len(words)
            assert found.low <= found.high


@pytest.mark.parametrize(
    ("text", "attribute", "unit", "value", "qualifier"),
    [
        ("The war killed at least 1,200 Kenyan troops.", "killed", "troops", "1200", "at_least"),
        ("Up to 3 million people died in the fighting.", "killed", "people", "3000000", "up_to"),
        ("The conflict has claimed some 40,000 lives.", "killed", "people", "40000", "about"),
        ("The raid left at least 40 dead.", "killed", "people", "40", "at_least"),
        ("The floods caused 300 deaths.", "killed", "people", "300", "exactly"),
        ("Chile waged a seven-year war in the highlands.", "duration", "year", "7", "exactly"),
        ("A 12-member Kenyan delegation arrived.", "size", "members", "12", "exactly"),
        ("The fifth round of talks opened in Oslo.", "ordinal", "round", "5", "exactly"),
    ],
)
def test_figures(text: str, attribute: str, unit: str, value: str, qualifier: str) -> None:
    _, found = read_out(text)
    told = [(f.attribute, f.unit, f.value, f.qualifier) for f in found]
    assert (attribute, unit, value, qualifier) in told, told


def test_a_war_that_goes_on_has_no_length_yet() -> None:
    _, found = read_out("The seven-year war in the highlands shows no sign of an end.")
    assert [f.attribute for f in found] == ["duration so far"]


def test_dates_count_nothing() -> None:
    _, found = read_out("The ministers met on 14 May 2019 at 10 a.m. in Oslo.")
    assert found == ()


def test_deeds_said_to_be_done_or_not() -> None:
    _, found = read_out(
        "Envoy Ana Ruiz said her delegation had not spoken with the rebels. "
        "Rebel leader Juan Paz said the two delegations had talked for an hour."
    )
    assert [(f.attribute, f.value) for f in found if f.unit == "deed"] == [
        ("speak", "no"),
        ("speak", "yes"),
    ]


def test_extents_are_true() -> None:
    story, found = read_out("The war killed 1,200 troops and 40 civilians, the 3-man panel said.")
    assert found
    for figure in (f for f in found if f.unit != "deed"):
        assert figure.value.replace(",", "") in story.words(figure.extent).replace(",", "")


@pytest.mark.parametrize(
    ("sentence", "attribute", "value", "unit"),
    [
        ("The government team of 12 sat down in Oslo.", "size", "12", "members"),
        ("The group, which numbered ten, sat down in Oslo.", "size", "10", "members"),
        ("They put the number of people killed since 2016 at 60,000.", "killed", "60000", "people"),
        ("Some 80 per cent of the imports come through Arica.", "share", "80", "percent"),
        ("The parties exchanged 40 prisoners on Friday.", "exchanged", "40", "prisoners"),
        ("Then 60 wounded fighters were flown to Lima.", "evacuated", "60", "wounded"),
    ],
)
def test_what_is_counted(sentence: str, attribute: str, value: str, unit: str) -> None:
    _, found = read_out(sentence)
    assert (attribute, value, unit) in [(f.attribute, f.value, f.unit) for f in found]
