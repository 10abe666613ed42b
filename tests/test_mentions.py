"""Who is spoken of: each sentence here is made up."""

from __future__ import annotations

import pytest

from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import Story, parse
from tracktwo.model import Mention
from tracktwo.read import read_bytes


def story_of(text: str) -> Story:
    return next(parse([read_bytes(text.encode(), "made-up.txt")]))


def mentions_of(text: str) -> dict[str, Mention]:
    story = story_of(text)
    return {story.words(m.name or m.extent): m for m in find_mentions(story)}


def test_a_person_has_title_owner_and_kind() -> None:
    text = "Norwegian Foreign Minister Ola Dahl met reporters after the long session in Geneva."
    found = mentions_of(text)
    dahl = found["Ola Dahl"]
    assert dahl.kind == "person"
    assert dahl.titles[0].text == "Foreign Minister"
    owner = find_mentions(story_of(text))[dahl.of or 0]
    assert owner.form == "demonym"


def test_office_with_its_body_between_title_and_name() -> None:
    text = (
        "The speakers were the chairman of UNESCO Karim Haddad, Ambassador Nora Falk, and former "
        "Defence Minister Pedro Lund, who spoke last of all."
    )
    found = mentions_of(text)
    assert found["Pedro Lund"].titles[0].status == "former"
    assert found["Pedro Lund"].titles[0].text == "Defence Minister"
    assert found["Nora Falk"].titles[0].text == "Ambassador"
    assert "UNESCO Karim Haddad" not in found


def test_apposition_joins_a_description_to_a_name() -> None:
    text = "Amal Sabri, a former envoy to Yemen, said on Monday that the truce would hold."
    story = story_of(text)
    found = find_mentions(story)
    sabri = next(i for i, m in enumerate(found) if m.name and story.words(m.name) == "Amal Sabri")
    envoy = next(i for i, m in enumerate(found) if m.head == "envoy")
    assert envoy in found[sabri].same_as
    assert found[sabri].titles[0].status == "former"


def test_acronym_in_brackets_is_the_same_body() -> None:
    text = "The National Peace Council (NPC) sent nobody, and the NPC gave no reason for it."
    story = story_of(text)
    found = find_mentions(story)
    full = next(m for m in found if m.name and story.words(m.name) == "National Peace Council")
    assert any(story.words(found[j].extent) == "NPC" for j in full.same_as)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("The talks took place in Doha after a long delay, officials said.", "Doha", "place"),
        ("London rejected the offer on Friday and sent its envoy home at once.", "London", "state"),
        ("The accord was signed by Peru and Chile after years of quarrel.", "Peru", "state"),
    ],
)
def test_a_capital_is_a_place_or_a_government(text: str, word: str, kind: str) -> None:
    assert mentions_of(text)[word].kind == kind


def test_surnames_with_particles() -> None:
    found = mentions_of(
        "Luis de la Torre opened the meeting. De la Torre said that he was glad to see everybody."
    )
    assert found["Luis de la Torre"].kind == "person"
    assert found["De la Torre"].kind == "person"


def test_delegation_has_owner_and_count() -> None:
    story = story_of("A 14-member Houthi delegation arrived in Stockholm on Tuesday evening.")
    found = find_mentions(story)
    delegation = next(m for m in found if m.head == "delegation")
    assert delegation.count == 14
    assert delegation.of is not None


def test_expletive_it_is_nobody() -> None:
    story = story_of("It is necessary to end the war, and it said that it would help to do so.")
    pronouns = [m.extent.start for m in find_mentions(story) if m.form == "pronoun"]
    assert 0 not in pronouns
    assert len(pronouns) == 2


def test_calendar_words_are_nobody() -> None:
    found = mentions_of("The Houthis came late Tuesday, and the United Nations in December.")
    assert not {"Tuesday", "December", "late Tuesday"} & set(found)


@pytest.mark.parametrize(
    ("text", "person", "state"),
    [
        ("President Ana Diaz of Chile met the rebels.", "Ana Diaz", "Chile"),
        ("Secretary of State Ana Diaz of the United States left.", "Ana Diaz", "United States"),
        ("Talks with Ana Diaz of France went on.", "Ana Diaz", "France"),
    ],
)
def test_the_state_behind_a_name(text: str, person: str, state: str) -> None:
    found = find_mentions(story_of(text))
    of = [
        o
        for m in found
        if m.kind == "person"
        for o in (m.of, *(t.of for t in m.titles))
        if o is not None
    ]
    assert [state in found[o].extent.of(text) for o in of] == [True]
