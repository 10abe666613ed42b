"""What cannot all be true, and what can: each article here is made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.extract.pipeline import extract
from tracktwo.model import Disagreement, Document, Extent, Figure
from tracktwo.model.record import Qualifier
from tracktwo.read import read_bytes
from tracktwo.resolve import Reading, resolve
from tracktwo.resolve.amounts import contradict
from tracktwo.resolve.independence import source_groups


def disagreements_of(*texts: str) -> list[Disagreement]:
    documents = [read_bytes(t.encode(), f"made-up-{i}.txt") for i, t in enumerate(texts)]
    readings = [Reading(d, f) for d, f in zip(documents, extract(documents), strict=True)]
    return list(resolve(readings).disagreements)


def conflicts_of(*texts: str) -> list[Disagreement]:
    return [d for d in disagreements_of(*texts) if d.verdict != "compatible"]


def figure(qualifier: Qualifier, low: float, high: float | None = None, **more: str) -> Figure:
    return Figure(
        extent=Extent(0, 1),
        attribute=more.get("attribute", "killed"),
        value="",
        low=low,
        high=low if high is None else high,
        qualifier=qualifier,
    )


@pytest.mark.parametrize(
    ("one", "other", "contradictory"),
    [
        (figure("at_least", 14_500), figure("more_than", 14_000), False),
        (figure("up_to", 2e6), figure("between", 7e5, 1.3e6), True),
        (figure("up_to", 40), figure("exactly", 31), False),
        (figure("up_to", 40), figure("exactly", 55), True),
        (figure("at_least", 40), figure("exactly", 31), True),
        (figure("exactly", 40), figure("exactly", 31), True),
        (figure("about", 40), figure("exactly", 41), False),
        (figure("about", 220_000), figure("exactly", 260_000), True),
        (figure("about", 6.3e6, 7e6), figure("about", 7.2e6, 8e6), True),
        (figure("exactly", 28_500), figure("exactly", 28_000), False),
        (figure("exactly", 9, attribute="duration"), figure("exactly", 10), True),
        (figure("more_than", 50), figure("exactly", 52), False),
    ],
)
def test_qualifiers_make_intervals(one: Figure, other: Figure, contradictory: bool) -> None:
    assert contradict(one, other) is contradictory
    assert contradict(other, one) is contradictory


qualifiers = st.sampled_from(["exactly", "at_least", "more_than", "up_to", "about"])


@given(qualifiers, st.integers(1, 10**7), qualifiers, st.integers(1, 10**7))
def test_contradiction_has_no_direction(p: Qualifier, a: int, q: Qualifier, b: int) -> None:
    assert contradict(figure(p, a), figure(q, b)) == contradict(figure(q, b), figure(p, a))
    assert not contradict(figure(p, a), figure(p, a))


def test_lengths_of_one_war() -> None:
    found = conflicts_of(
        "Chile’s seven-year war in Peru ruined the highlands.",
        "In Peru, Chile waged an eight-year war that ended with a treaty.",
    )
    assert [(d.verdict, d.attribute) for d in found] == [("contradicts", "duration")]
    assert [s.independent_sources for s in found[0].sides] == [1, 1]


def test_two_wars_are_two_things() -> None:
    assert not disagreements_of(
        "Chile’s seven-year war in Peru ruined the highlands.",
        "In Kenya, Norway waged a ten-year war that ended with a treaty.",
    )


def test_a_war_that_goes_on_grows_longer() -> None:
    assert not conflicts_of(
        "Envoys hope to end the seven-year war between Chile and Peru.",
        "Envoys hope to end the nine-year war between Chile and Peru.",
    )


def test_counts_of_the_dead_with_the_war_named_before() -> None:
    found = conflicts_of(
        "Chile’s war in Peru ruined the highlands. Up to 90,000 people died in the fighting.",
        "Chile fought a war in Peru that killed between 20,000 and 40,000 people.",
    )
    assert [(d.verdict, d.attribute) for d in found] == [("contradicts", "killed")]


def test_other_peoples_dead_are_not_compared() -> None:
    assert not conflicts_of(
        "Chile’s war in Peru killed at least 9,000 Chilean troops.",
        "Chile fought a war in Peru that killed 4,000 Peruvian troops.",
    )


def test_near_misses_are_compatible() -> None:
    found = disagreements_of(
        "Chile’s war in Peru killed at least 9,500 Chilean troops.",
        "Chile fought a war in Peru that killed more than 9,000 Chilean troops.",
    )
    assert [d.verdict for d in found] == ["compatible"]


def test_an_accusation_and_two_denials_are_two_sides() -> None:
    (found,) = conflicts_of(
        "Norwegian officers have accused Kenya of supplying the rebels of the delta with rockets. "
        "Kenya denies that claim.\n\n"
        "Rebel leader Peter Obi also denied that Kenya had supplied any rockets."
    )
    assert found.verdict == "accusation_denial"
    assert [len(s.spans) for s in found.sides] == [1, 2]
    assert [s.independent_sources for s in found.sides] == [1, 2]


def test_what_is_denied_at_once_was_an_accusation() -> None:
    (found,) = conflicts_of(
        "Kenyan Foreign Minister Jane Otieno said Norway had sold the rebels a radar; "
        "Norway denies it."
    )
    assert found.verdict == "accusation_denial"


def test_an_accusation_alone_is_no_disagreement() -> None:
    assert not conflicts_of("Norway accused Kenya of arming the rebels of the delta.")


def test_spoken_or_not_spoken() -> None:
    (found,) = conflicts_of(
        "Peruvian envoy Ana Ruiz said her delegation had not spoken with the Chilean delegation.\n\n"
        "Chilean delegate Juan Paz told reporters that the two delegations had spoken."
    )
    assert (found.verdict, found.attribute) == ("contradicts", "speak")


def article(name: str, text: str, *wire: str) -> Document:
    return Document(id=name, text=text, wire=wire)


def test_copies_and_wires_are_one_source() -> None:
    words = "The envoys of both states met in the old hotel by the lake and talked until dawn. "
    other = "Nothing like it was printed by the other paper, which told of a storm at sea instead. "
    groups = source_groups(
        [
            article("a", words * 3),
            article("b", words * 3 + "Printed on Monday."),
            article("c", other * 3, "AFP"),
            article("d", "A short note of few words.", "afp"),
            article("e", "Another short note, of other words.", "EFE"),
        ]
    )
    assert groups == {"a": "a", "b": "a", "c": "c", "d": "c", "e": "e"}


def test_one_agency_counts_once() -> None:
    texts = (
        "HURDAL, Norway (AFP) - Chile’s war in Peru killed 40,000 people. It ended in spring.",
        "LIMA (AFP) - The treaty is signed. Chile’s war in Peru killed 40,000 people.",
        "Chile’s war in Peru killed 90,000 people, a historian of the highlands wrote in a book.",
    )
    for found in conflicts_of(*texts):
        assert max(s.independent_sources for s in found.sides) == 1


def test_a_count_told_again_by_another() -> None:
    (found,) = conflicts_of(
        "The Norwegian army first spoke of 18 dead rebels. "
        "By Sunday Norwegian Prime Minister Nora Lund was speaking of 26."
    )
    assert (found.verdict, found.attribute) == ("contradicts", "killed")


def test_a_claim_of_others_inside_its_denial() -> None:
    (found,) = conflicts_of(
        "Rebel commander Juan Paz denied that his men would hide rockets, as the army maintains."
    )
    assert found.verdict == "accusation_denial"


def test_one_source_says_the_contrary_of_another() -> None:
    found = conflicts_of(
        "The envoys never sat at one table, Mira Tolan, the minister of Chile, said. "
        "The office of the mediator, Per Lund, said on the contrary that they had dined together."
    )
    assert [d.verdict for d in found] == ["contradicts"]
    assert len(found[0].sides) == 2


def test_a_size_put_otherwise_in_the_next_sentence() -> None:
    found = conflicts_of(
        "Mira Tolan headed the delegation, which numbered ten, a Chilean official told reporters. "
        "Two diplomats, however, put the figure at 14."
    )
    assert [[s.value for s in d.sides] for d in found] == [["ten", "14"]]


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [("70 per cent", "80 per cent", 1), ("80 per cent", "80 per cent", 0)],
)
def test_shares_of_one_thing(one: str, other: str, conflicts: int) -> None:
    told = (
        "Chile’s foreign minister said on 4 May 2019 that {} of Chile’s imports come through Arica."
    )
    asked = "Peru’s envoy wrote on 6 May 2019 that {} of Chile’s imports pass through Arica."
    assert len(conflicts_of(told.format(one), asked.format(other))) == conflicts


def test_the_tolls_of_a_war_that_goes_on_may_grow() -> None:
    told = "On {}, the United Nations said that {} people had been killed in the war in Yemen since 2014."
    early = told.format("4 May 2016", "6,400")
    late = told.format("4 May 2021", "150,000")
    assert not conflicts_of(early, late)


def test_two_days_of_one_meeting() -> None:
    found = conflicts_of(
        "President Ana Diaz of Chile met President Juan Perez of Peru in Lima on 12 March 2019.",
        "President Ana Diaz of Chile and President Juan Perez of Peru met in Lima on 13 March 2019.",
    )
    assert [(d.attribute, d.verdict) for d in found] == [("date", "contradicts")]
    assert {s.value for s in found[0].sides} == {"2019-03-12", "2019-03-13"}


def test_a_day_within_the_days_of_a_meeting_is_no_disagreement() -> None:
    assert not conflicts_of(
        "Chile and Peru held talks in Lima on 12 and 13 March 2019.",
        "Chile and Peru held talks in Lima on 13 March 2019.",
    )


def test_two_tolls_of_one_named_attack() -> None:
    found = conflicts_of(
        "LIMA, May 4, 2021 (AFP) - The blast at the port killed 40 people, the army said.",
        "QUITO, May 5, 2021 (EFE) - The blast at the port killed 90 people, doctors said.",
    )
    assert [(d.attribute, d.verdict) for d in found] == [("killed", "contradicts")]
    assert not conflicts_of(
        "LIMA, May 4, 2021 (AFP) - The blast at the port killed 40 people, the army said.",
        "QUITO, June 5, 2021 (EFE) - The blast at the port killed 90 people, doctors said.",
    )


def test_two_heads_of_one_delegation() -> None:
    found = conflicts_of(
        "Chile and Peru held talks in Lima on 12 March 2019. The Chilean delegation was led by Ana Diaz.",
        "Chile and Peru held talks in Lima on 12 March 2019. The Chilean delegation was led by Eva Soto.",
    )
    assert [(d.attribute, d.verdict) for d in found] == [("head of delegation", "contradicts")]


@pytest.mark.parametrize(
    ("one", "other", "conflicts"),
    [
        ("Our soldiers will not leave the northern valley", "Our soldiers will leave the northern valley", 1),
        ("We lost 40 soldiers in the northern valley", "We lost 60 soldiers in the northern valley", 1),
        ("Our soldiers must leave the northern valley", "Our soldiers may leave the northern valley", 1),
        ("Our soldiers will leave the northern valley", "Our soldiers shall leave the northern valley", 0),
        ("They will have bigger problems in the valley", "They're going to have big problems in the valley", 0),
        ("We must not let our soldiers leave the valley", "We must prevent our soldiers from leaving the valley", 0),
    ],
)  # fmt: skip
def test_two_versions_of_one_quotation(one: str, other: str, conflicts: int) -> None:
    found = conflicts_of(
        f"“{one},” President Ana Diaz of Chile said on 12 March 2019.",
        f"Speaking on 12 March 2019, Chile's President Ana Diaz said: “{other}.”",
    )
    assert sum(d.attribute == "wording" for d in found) == conflicts
