"""What somebody wants, offers and refuses: each sentence here is made up."""

from __future__ import annotations

import pytest

from tracktwo.extract.acts import find_acts
from tracktwo.extract.attributions import find_attributions
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.stances import find_stances
from tracktwo.extract.story import Story, parse
from tracktwo.extract.times import find_times
from tracktwo.knowledge.stances import condition_cues, stance_cues
from tracktwo.model import Mention, Stance
from tracktwo.read import read_bytes


def read_out(text: str) -> tuple[Story, tuple[Mention, ...], tuple[Stance, ...]]:
    story = next(parse([read_bytes(text.encode(), "made-up.txt")]))
    mentions, times = find_mentions(story), find_times(story)
    said = find_attributions(story, mentions, times)
    return story, mentions, find_stances(story, mentions, times, said)


def stances_of(text: str) -> list[tuple[str, str, str]]:
    """(holder, stance, words) of every stance."""
    story, mentions, found = read_out(text)
    return [
        (
            " + ".join(story.words(mentions[i].extent) for i in s.holders),
            s.stance,
            story.words(s.extent),
        )
        for s in found
    ]


@pytest.mark.parametrize(
    ("text", "holder", "stance", "words"),
    [
        ("Norway on Monday demanded the release of all prisoners.", "Norway", "demands", "release"),
        ("Chile called on Peru to reopen the crossing.", "Chile", "demands", "called on Peru"),
        ("Peru has refused to sign the protocol.", "Peru", "refuses", "refused to sign"),
        ("Peru turned the mediators down on Friday.", "Peru", "refuses", "turned"),
        ("Chile accused Peru of arming the rebels.", "Chile", "accuses", "arming the rebels"),
        ("Peru denies the allegation.", "Peru", "denies", "denies the allegation"),
        ("Norway praised the restraint of both armies.", "Norway", "praises", "restraint"),
        ("Kenya condemned the raid as an outrage.", "Kenya", "criticises", "condemned the raid"),
        ("Kenya warned that the truce could collapse.", "Kenya", "warns", "truce could collapse"),
        ("Mr. Lund voiced disappointment at the delay.", "Mr. Lund", "criticises", "at the delay"),
        ("Chile backs the plan: Mr. Lund is expected in Oslo.", "Chile", "supports", "the plan"),
        (
            "A minister of Chile said that Peru had refused to let an aid plane take off.",
            "A minister",
            "accuses",
            "refused to let an aid plane take off",
        ),
        ("Chile offered to host the next round.", "Chile", "offers", "offered to host"),
        ("Kenya has promised to withdraw its troops.", "Kenya", "promises", "withdraw its troops"),
        ("Norway backs the plan for a joint council.", "Norway", "supports", "backs the plan"),
        ("Kenya opposes any change of the border.", "Kenya", "opposes", "change of the border"),
        ("Chile is ready to exchange maps.", "Chile", "offers", "ready to exchange maps"),
        ("Kenya remains opposed to the dam.", "Kenya", "opposes", "opposed to the dam"),
        ("Chile does not support the boycott.", "Chile", "opposes", "not support the boycott"),
        ("Peru called the draft unacceptable.", "Peru", "criticises", "the draft unacceptable"),
        ("Kenya held Norway responsible for the delay.", "Kenya", "accuses", "responsible"),
        ("Chile hopes that Peru will return the ships.", "Chile", "demands", "return the ships"),
        ("Norway will release forty prisoners.", "Norway", "promises", "release forty prisoners"),
    ],
)
def test_acts_told_by_the_writer(text: str, holder: str, stance: str, words: str) -> None:
    found = stances_of(text)
    assert [(h, s) for h, s, w in found if words in w] == [(holder, stance)], found


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("foreign troops must leave the island", "demands"),
        ("there is no need to hurry into elections", "opposes"),
        ("no talks are possible while the port is closed", "refuses"),
        ("the crisis has no military solution", "opposes"),
        ("dialogue with the rebels is necessary", "supports"),
        ("it was in the interest of all sides to keep the truce", "supports"),
        ("the future of the dam would not be discussed", "refuses"),
        ("his country would not take part in the drill", "refuses"),
        ("medicine would be sent to the camps", "promises"),
        ("such a step would destabilise the region", "warns"),
        ("the army had violated the truce", "accuses"),
        ("the meeting had brought positive results", "praises"),
        ("the offer was not on the table", "refuses"),
        ("the talks are suspended until the pilots are freed", "refuses"),
        ("a new round would be held in May", "promises"),
        ("there was optimism about the talks", "praises"),
        ("Chile was shipping weapons to the rebels", "accuses"),
    ],
)
def test_views_in_somebodys_words(words: str, stance: str) -> None:
    found = stances_of(f"Speaking in Lima, Peruvian minister Ana Ruiz said {words}.")
    assert [s for h, s, _ in found if "Ruiz" in h] == [stance], found


@pytest.mark.parametrize(
    "text",
    [
        "Norway said the talks began on Monday in a hotel.",
        "The minister declined to comment on the report.",
        "King Harald welcomed President Ruiz to the palace.",
        "Chile plans to attend the conference in May.",
        "It is not clear whether Peru will reject the offer.",
        "If Peru rejects the offer, the ships will sail.",
        "Did Chile accept the plan?",
    ],
)
def test_plain_information_is_no_position(text: str) -> None:
    assert stances_of(text) == []


def test_one_act_is_one_stance_however_many_verbs_it_holds() -> None:
    found = stances_of("Kenya insists that Norway must accept the map that it rejects.")
    assert [(h, s) for h, s, _ in found if s != "refuses"] == [("Kenya", "demands")]


def test_two_holders_and_two_targets() -> None:
    story, mentions, found = read_out(
        "Norway and Kenya called on Chile and Peru to stop the drill."
    )
    assert [story.words(mentions[i].extent) for i in found[0].holders] == ["Norway", "Kenya"]
    assert [story.words(mentions[i].extent) for i in found[0].targets] == ["Chile", "Peru"]


def test_a_noun_with_its_owner_or_agent() -> None:
    found = stances_of("Kenya rejected a call by Norway for new elections.")
    assert ("Kenya", "refuses") in [(h, s) for h, s, _ in found]
    assert ("Norway", "demands") in [(h, s) for h, s, _ in found]


def test_a_participle_goes_on_with_its_own_stance() -> None:
    found = stances_of("Peru rejected the draft, insisting on a vote of its parliament.")
    assert [(h, s) for h, s, _ in found] == [("Peru", "refuses"), ("Peru", "demands")]
    assert not any("insisting" in w for _, s, w in found if s == "refuses")


def test_the_one_who_says_we_is_the_holder() -> None:
    found = stances_of("“We want a treaty with our neighbours,” Kenyan minister Jane Otieno said.")
    assert [s for h, s, _ in found if "Otieno" in h] == ["supports"]


def test_an_accusation_that_nobody_signs_has_no_holder() -> None:
    found = stances_of("The report names two officers accused of burning the village.")
    assert ("", "accuses") in [(h, s) for h, s, _ in found]


def test_extents_are_true_and_in_order() -> None:
    story, _, found = read_out(
        "Norway demanded a truce. Kenya, which opposes it, warned of chaos. “Never,” said Peru."
    )
    assert list(found) == sorted(found, key=lambda s: (s.extent, s.stance))
    for stance in found:
        for place in (stance.extent, stance.issue):
            if place is not None:
                assert 0 <= place.start < place.end <= len(story.document.text)


def test_the_tables_hold_words_only() -> None:
    """YAML takes on, no and off for truth values unless they stand in quotation marks."""
    for table in (stance_cues(), condition_cues()):
        for words in table.words.values():
            assert all(isinstance(w, str) for w in words)
    for frames in (stance_cues().verbs, stance_cues().nouns, stance_cues().attitudes):
        for lemma, stances in frames.items():
            assert isinstance(lemma, str)
            assert all(isinstance(w, str) for _, needed in stances for w in needed)


def test_acts_are_found_in_text_order() -> None:
    story, _, _ = read_out("Chile rejects the map and demands a new one, Norway supports neither.")
    heads = [a.head.i for a in find_acts(story.doc)]
    assert heads == sorted(heads)
