"""Quotation marks of all sorts; every text here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import paragraphs

from tracktwo.extract.quotes import Quotation, find_quotations
from tracktwo.model import Extent


def quoted(text: str) -> list[str]:
    return [q.extent.of(text) for q in find_quotations(text, paragraphs(text)) if not q.depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We stay," he said.', ['"We stay,"']),
        ("“We stay,” he said. “They go.”", ["“We stay,”", "“They go.”"]),
        ("«We stay», he said.", ["«We stay»"]),
        ("„We stay“, he said.", ["„We stay“"]),
        ("``We stay,'' he said.", ["``We stay,''"]),
        ("''We stay,'' he said.", ["''We stay,''"]),
        ("‘We stay,’ he said.", ["‘We stay,’"]),
        ("'We stay,' he said.", ["'We stay,'"]),
        ('(“We stay.”) "No"—he left.', ["“We stay.”", '"No"']),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_wrong_way_marks_are_told_by_where_they_stand() -> None:
    text = "He left.”We stay,” Orla said.”They go.”"
    assert quoted(text) == ["”We stay,”", "”They go.”"]
    assert quoted("It was “good.””We stay,” she said.") == ["“good.”", "”We stay,”"]
    assert quoted("“We stay,“ he said.") == ["“We stay,“"]


def test_closed_by_the_wrong_mark() -> None:
    assert quoted("“We stay,’ he said. “They go.”") == ["“We stay,’", "“They go.”"]


def test_blanks_on_the_wrong_side_of_straight_marks() -> None:
    assert quoted('" We stay, "he said.') == ['" We stay, "']


def test_nested_quotations_know_their_depth() -> None:
    text = "“She said ‘no’ to us,” he said."
    found = find_quotations(text, paragraphs(text))
    assert [(q.extent.of(text), q.depth) for q in found] == [
        ("“She said ‘no’ to us,”", 0),
        ("‘no’", 1),
    ]


def test_apostrophes_are_no_marks() -> None:
    assert quoted("The envoys’ plan isn't what the king's men wanted in the '90s.") == []
    assert quoted("The ‘envoys’ plan’ isn't ready.") == ["‘envoys’ plan’"]


def test_inches_and_stray_marks_are_no_quotations() -> None:
    assert quoted('A 6\'2" guard said "no" at the gate.') == ['"no"']
    assert quoted("They left. ” The hall was empty.") == []
    assert quoted("“They left, he said.\nThe hall was “empty”.") == ["“empty”"]


def test_opened_again_with_each_paragraph() -> None:
    text = "“We stay.\n“They go,” he said."
    found = find_quotations(text, paragraphs(text))
    assert [(q.extent.of(text), q.goes_on) for q in found] == [
        ("“We stay.", True),
        ("“They go,”", False),
    ]


def test_a_break_inside_a_quotation() -> None:
    text = "He said: “We stay.\nNobody goes.\nThat is all,” and left."
    found = find_quotations(text, paragraphs(text))
    assert [(q.extent.of(text), q.goes_on) for q in found] == [
        ("“We stay.", True),
        ("Nobody goes.", True),
        ("That is all,”", False),
    ]


def test_a_mark_in_the_middle_of_a_sentence_does_not_run_on() -> None:
    assert quoted("He called it “stupid and left.\n“We won,” she said.") == ["“We won,”"]


def test_characters_beyond_the_basic_plane_keep_the_offsets_true() -> None:
    assert quoted("😀🤝 “𝔚e stay 🤝,” he said.") == ["“𝔚e stay 🤝,”"]


@given(st.text(alphabet="ab .,\n\"'“”‘’«»„`—😀", max_size=80))
def test_any_marks_at_all(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    assert list(found) == sorted(found, key=lambda q: (q.extent.start, -q.extent.end))
    for i, quotation in enumerate(found):
        assert 0 <= quotation.extent.start < quotation.extent.end <= len(text)
        for other in found[i + 1 :]:
            apart = other.extent.start >= quotation.extent.end
            assert apart or quotation.extent.holds(other.extent)
    assert found == find_quotations(text, paragraphs(text))


def test_nothing_in_nothing() -> None:
    assert find_quotations("", ()) == ()
    assert find_quotations('"', paragraphs('"')) == ()
    assert Quotation(Extent(0, 1)).depth == 0


def test_a_quotation_whose_end_was_forgotten_ends_before_its_speaker() -> None:
    text = 'It was late. "Does the war go on? Timo asked online. He would use "only words" now.'
    assert quoted(text) == ['"Does the war go on?', '"only words"']
