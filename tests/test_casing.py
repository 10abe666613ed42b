"""Natural case for text in capitals: the same length always, names kept, the rest small."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracktwo.extract.casing import natural_case
from tracktwo.knowledge.english import is_common_word


@settings(deadline=None)  # the first text waits for the tables
@given(
    st.one_of(
        st.text(),
        st.text(st.characters(categories=["Lu", "Lt", "Zs", "Po"])),
        st.text().map(str.upper),
    )
)
def test_length_never_changes(words: str) -> None:
    cased = natural_case(words)
    assert len(cased) == len(words)
    assert cased.upper() == words.upper() or len(words.upper()) != len(words)


@given(
    st.text(st.characters(min_codepoint=97, max_codepoint=122)).map(
        lambda w: f"Talks in {w} go on."
    )
)
def test_text_in_natural_case_stays(words: str) -> None:
    assert natural_case(words) == words


def test_letters_whose_case_has_another_length_stay() -> None:
    assert (
        natural_case("İSTANBUL TALKS GO ON IN GROSSE STRAẞE")
        == "İstanbul talks go on in Grosse Straße"
    )


@pytest.mark.parametrize(
    "cased",
    [
        "The president of Russia said that the talks in Geneva will go on until May 1990.",
        "Foreign Minister Carlos Lopez told reporters that he may go to Costa Rica.",
        "The Patriotic Union [PU] and the FMLN met U.S. officials on Monday.",
        "The Farabundo Marti National Liberation Front [FMLN] will not lay down its weapons.",
        "Members of the Permanent Committee for the National Dialogue (PCND) were there.",
        "President Bush met Secretary Baker. He said nothing. “We have time,” he added.",
        "The United Nations and the Soviet Union want a cease-fire, not a showdown.",
        "It is up to us, the minister's aide said. I'm sure that it's possible.",
        "Roberto D'Aubuisson and Mr Ortega will meet on 3 April, in early March or in May.",
        "The Polish envoy left for Turkey. Central Americans want peace.",
    ],
)
def test_capitals_are_given_back(cased: str) -> None:
    assert natural_case(cased.upper()) == cased


def test_short_capitals_stay() -> None:
    assert natural_case("UN") == "UN"
    assert natural_case("NATO chiefs meet in Port Sol") == "NATO chiefs meet in Port Sol"


@pytest.mark.parametrize(
    "word", ["talks", "negotiations", "demobilized", "organisation", "leftists", "said"]
)
def test_common_words(word: str) -> None:
    assert is_common_word(word)


@pytest.mark.parametrize("word", ["lavrov", "fmln", "villalobos", "tegucigalpa", "xq"])
def test_uncommon_words(word: str) -> None:
    assert not is_common_word(word)
