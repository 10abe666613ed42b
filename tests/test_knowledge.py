"""The tables of general knowledge: complete, consistent, and looked up as the press writes."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest

from tracktwo.knowledge.calendar import days_of, holiday_in, holidays, period, time_words
from tracktwo.knowledge.events import events, events_in
from tracktwo.knowledge.groups import bodies, body_sort, group, groups
from tracktwo.knowledge.offices import fitting, holders, terms
from tracktwo.knowledge.places import (
    capital_of,
    cities,
    city,
    region,
    regions,
    state_of,
    state_of_capital,
    state_of_people,
    states,
)
from tracktwo.knowledge.tables import load_tsv
from tracktwo.knowledge.titles import tenures, title, titles
from tracktwo.knowledge.tracks import find_tracks, track, tracks
from tracktwo.model import Interval


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


# ------------------------------------------------------------------ places
@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("U.S.", "United States"),
        ("the Netherlands", "Netherlands"),
        ("DPRK", "North Korea"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Burma", "Myanmar"),
        ("USSR", "Soviet Union"),
    ],
)
def test_states_go_by_many_names(name: str, state: str) -> None:
    found = state_of(name)
    assert found and found.name == state


def test_case_tells_a_state_from_a_pronoun() -> None:
    assert state_of("US") and not state_of("us")


@pytest.mark.parametrize(
    ("name", "state"),
    [("the Kremlin", "Russia"), ("Tehran", "Iran"), ("Downing Street", "United Kingdom")],
)
def test_seats_of_power_stand_for_their_state(name: str, state: str) -> None:
    found = state_of_capital(name)
    assert found and found.name == state


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Kenyans", "Kenya"),
        ("Dutch", "Netherlands"),
        ("Thais", "Thailand"),
        ("Swiss", "Switzerland"),
    ],
)
def test_peoples_and_adjectives(word: str, state: str) -> None:
    found = state_of_people(word)
    assert found and found.name == state


def test_a_city_knows_its_state_and_its_older_names() -> None:
    assert city("Nur-Sultan") == city("Astana")
    there = city("Esquipulas")
    assert there and there.state == "Guatemala" and not there.capital
    assert capital_of("South Korea") == "Seoul"


def test_every_member_of_the_united_nations_is_there() -> None:
    today = [s for s in states() if s.exists.latest is None]
    assert len(today) >= 197
    assert all(s.capitals for s in today)
    assert all(s.adjectives or s.people for s in today)


def test_names_of_states_are_not_given_twice() -> None:
    names = Counter(name for s in states() for name in (s.name, *s.aliases))
    assert [name for name, times in names.items() if times > 1] == []


def test_every_city_and_region_lies_somewhere_known() -> None:
    assert all(state_of(c.state) for c in cities().values())
    assert all(state_of(m) for r in regions().values() for m in r.members)
    assert all(r.state is None or state_of(r.state) for r in regions().values())
    andes = region("Andean")
    assert andes and "Peru" in andes.members


# ------------------------------------------------------------------ groups, titles, tracks
def test_groups_go_by_acronym_and_article() -> None:
    front = group("the FMLN")
    assert front and front.kind == "armed_group" and front.state == "El Salvador"
    ministry = group("Pentagon")
    assert ministry and ministry.state == "United States"
    assert group("fmln") is None


def test_groups_are_many_and_belong_to_known_places() -> None:
    assert len(groups()) >= 150 and len(bodies()) >= 100
    names = {g.name for g in (*groups(), *bodies())}
    for known in (*groups(), *bodies()):
        assert known.part_of is None or known.part_of in names
        assert known.state is None or state_of(known.state), known


def test_kinds_of_government_body() -> None:
    assert body_sort("Foreign Ministry") == "ministry"
    assert body_sort("embassy") == "mission"
    assert body_sort("orchestra") is None


def test_titles_say_for_whom_the_holder_speaks() -> None:
    for words, spokes, envoy, leader in (
        ("Spokeswoman", True, False, False),
        ("special representative", False, True, False),
        ("prime minister", False, False, True),
        ("Vice-President", False, False, True),
        ("Dr.", False, False, False),
    ):
        found = title(words)
        assert found, words
        assert (found.is_spokes, found.is_envoy, found.is_leader) == (spokes, envoy, leader), words
        assert found.speaks_for_principal == (spokes or envoy)
    honorific = title("sheikha")
    assert honorific and honorific.is_office
    assert tenures()["former"] == "former" and tenures()["acting"] == "acting"
    assert all(words == words.lower() for words in titles())


def test_tracks_are_found_whatever_their_print() -> None:
    assert len(tracks()) >= 60
    found = [
        known.name for _, _, known in find_tracks("the Six Party Talks and the “Normandy Format”")
    ]
    assert found == ["Six-Party Talks", "Normandy format"]
    minsk = track("Minsk Process")
    assert minsk and minsk.city == "Minsk"
    assert all(t.city is None or city(t.city) for t in tracks())
    assert all(state_of(s) for t in tracks() for s in t.subjects)


# ------------------------------------------------------------------ offices and events
def test_offices_have_terms() -> None:
    kenya = holders("Kenya", "president")
    assert [t.person for t in kenya][-2:] == ["Uhuru Kenyatta", "William Ruto"]
    rice = fitting(terms("Condoleezza Rice"), "Secretary of State")
    assert [t.days for t in rice] == [Interval(day("2005-01-26"), day("2009-01-20"))]


def test_spelling_and_family_names_find_the_same_person() -> None:
    assert {t.person for t in terms("Jose Ramos Horta")} == {
        t.person for t in terms("José Ramos-Horta")
    }
    bushes = {t.person for t in fitting(terms("Bush"), "President")}
    assert bushes == {"George H. W. Bush", "George W. Bush"}
    assert {t.person for t in fitting(terms("Moon"), "South Korean President")} == {"Moon Jae-in"}


def test_a_deputy_is_not_the_minister() -> None:
    ryabkov = terms("Sergei Ryabkov")
    assert fitting(ryabkov, "deputy foreign minister") and not fitting(ryabkov, "foreign minister")


def test_offices_cover_the_world() -> None:
    held = Counter[str]()
    for row in load_tsv("offices.tsv"):
        days = period(f"{row['from']}..{row['to']}")
        assert days.earliest and (days.latest is None or days.earliest <= days.latest), row
        assert row["source"]
        assert state_of(row["state"]) or group(row["state"]), row["state"]
        if row["office"] in (
            "president",
            "prime minister",
            "king",
            "premier",
            "chancellor",
            "leader",
        ):
            held[row["state"]] |= 1
        if row["office"] in ("foreign minister", "secretary of state", "foreign secretary"):
            held[row["state"]] |= 2
    assert sum(value == 3 for value in held.values()) >= 60


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        ("Thirty years on from the fall of the Berlin Wall, Europe looks east.", "1989-11-09"),
        ("Since Russia annexed Crimea, relations have been frosty.", "2014-03-18"),
        ("It recalled the agreement that was signed in Dayton: the Dayton accords.", "1995-11-21"),
        ("Iraq's invasion of Kuwait shook the Gulf.", "1990-08-02"),
    ],
)
def test_events_are_known_by_their_words(sentence: str, event: str) -> None:
    assert day(event) in [told.event.day for told in events_in(sentence)]


def test_events_need_their_words_near_each_other() -> None:
    far = "The Berlin " + "very " * 30 + "long wall did not fall."
    assert events_in(far) == []
    assert len(events()) >= 150


# ------------------------------------------------------------------ calendar
def test_periods() -> None:
    assert period("2017..2021-08") == Interval(day("2017-01-01"), day("2021-08-31"))
    assert period("") == Interval()
    assert days_of("2020-02").latest == day("2020-02-29")
    with pytest.raises(ValueError):
        days_of("last year")


@pytest.mark.parametrize(
    ("name", "year", "first"),
    [
        ("easter", 2016, "2016-03-27"),
        ("thanksgiving", 2022, "2022-11-24"),
        ("memorial day", 2021, "2021-05-31"),
        ("christmas", 1999, "1999-12-25"),
    ],
)
def test_holidays(name: str, year: int, first: str) -> None:
    assert holiday_in(name, year) == (Interval(day(first), day(first)),)


def test_islamic_feasts_are_known_to_a_day_or_so() -> None:
    for year, begin in ((2019, "2019-05-06"), (2022, "2022-04-02")):
        (ramadan,) = holiday_in("ramadan", year)
        assert ramadan.overlaps(Interval(day(begin), day(begin)))
    assert all(holiday_in(name, year) is not None for name in holidays() for year in (1990, 2024))


def test_ambiguous_words_are_marked() -> None:
    assert time_words()["may"].letter == "m" and time_words()["june"].letter == "M"
