"""Meetings of a pile: which mentions are one, who was there, when and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import paragraphs

from tracktwo.extract.gatherings import find_gatherings
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import parse
from tracktwo.extract.times import find_times
from tracktwo.model import Block, Document, Extent, Findings, Interval, Meeting, Participation
from tracktwo.resolve.filed import filed_from
from tracktwo.resolve.meetings import Meetings
from tracktwo.resolve.pipeline import meet
from tracktwo.resolve.reading import Reading


@cache
def reading(text: str) -> Reading:
    """One little story, read out."""
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    document = Document(id=name, path=f"{name}.txt", blocks=paragraphs(text), text=text)
    story = next(iter(parse([document])))
    mentions, times = find_mentions(story), find_times(story)
    findings = Findings(
        document=name,
        sentences=tuple(story.extent(s) for s in story.sentences),
        mentions=mentions,
        times=times,
        gatherings=find_gatherings(story, mentions, times, ()),
    )
    return Reading(document, findings)


@dataclass(frozen=True)
class Pile:
    """The meetings of some stories, with the names of their people."""

    found: Meetings
    names: dict[str, str]

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return self.found.meetings

    def only(self) -> Meeting:
        assert len(self.meetings) == 1, [m.spans[0].text for m in self.meetings]
        return self.meetings[0]

    def table(self, meeting: Meeting) -> dict[str, str]:
        """Name -> attendance."""
        return {self.names[p.actor]: p.attendance for p in meeting.participants}

    def seat(self, meeting: Meeting, name: str) -> Participation:
        return next(p for p in meeting.participants if self.names[p.actor] == name)


def pile(*texts: str) -> Pile:
    found = meet([reading(t) for t in texts])
    return Pile(found.meetings, {e.id: e.name for e in found.cast.entities.values()})


MUSCAT = (
    "Iranian Foreign Minister Reza Karimi met US envoy John Hale in Muscat on 4 March 2019.\n"
    "The talks lasted three hours. Oman hosted the meeting, and Sudan turned down an invitation to the talks."
)


# ------------------------------------------------------------------ within a story
def test_definite_mentions_join_what_is_spoken_of() -> None:
    meeting = pile(MUSCAT).only()
    assert len(meeting.spans) >= 3
    assert (meeting.place.city, meeting.place.country) == ("Muscat", "Oman")
    assert meeting.date.earliest is not None and meeting.date.exact


def test_persons_and_their_sides_sit_there_and_refusals_are_kept() -> None:
    found = pile(MUSCAT)
    table = found.table(found.only())
    assert table["Reza Karimi"] == table["Iran"] == "attended"
    assert table["John Hale"] == table["United States"] == "attended"
    assert table["Oman"] == "attended"
    assert table["Sudan"] == "declined"
    karimi = found.seat(found.only(), "Reza Karimi")
    assert karimi.represents is not None and found.names[karimi.represents] == "Iran"
    assert found.names[found.only().host or ""] == "Oman"


def test_the_previous_and_the_next_meeting_are_others() -> None:
    found = pile(
        "Sudan and Chad held a summit in Cairo on 4 March 2019. The previous summit was held in "
        "Nairobi in 2017. Another summit will be held in Vienna in June 2020."
    )
    cities = {m.place.city: m.status for m in found.meetings}
    assert cities == {"Cairo": "held", "Nairobi": "held", "Vienna": "planned"}


def test_other_parties_make_another_meeting() -> None:
    found = pile(
        "President Ruto met President Kagame in Kigali on 4 March 2019. "
        "President Kagame met Prime Minister Abiy in Kigali on 6 March 2019."
    )
    assert len(found.meetings) == 2


def test_talks_in_general_are_none() -> None:
    found = pile(
        "The rebels want direct talks with Sudan. Sudan rejected any negotiations with them."
    )
    assert found.meetings == ()


def test_invited_and_absent_is_absent() -> None:
    found = pile(
        "Kenya and Uganda held a summit in Nairobi on 4 March 2019. "
        "Rwanda was invited to the summit. Rwanda did not attend the summit."
    )
    assert found.table(found.only())["Rwanda"] == "absent"


def test_where_one_of_two_sides_did_not_come_the_meeting_is_cancelled() -> None:
    found = pile(
        "The rebels of the FARC failed to show up for the talks with Colombia, planned for "
        "4 March 2015 in Havana."
    )
    assert found.only().status == "cancelled"
    assert sorted(found.table(found.only()).values()) == ["absent", "invited"]


# ------------------------------------------------------------------ across stories
def test_two_witnesses_of_one_meeting() -> None:
    found = pile(
        MUSCAT,
        "John Hale, the US envoy, held talks with Reza Karimi, the Iranian foreign minister, in "
        "Muscat on 4 March 2019. Qatar was absent from the talks.",
    )
    meeting = found.only()
    assert len({s.document for s in meeting.spans}) == 2
    table = found.table(meeting)
    assert table["Sudan"] == "declined" and table["Qatar"] == "absent"
    assert any("2 articles" in reason for reason in meeting.basis)


def test_the_same_hall_a_year_later_is_another_meeting() -> None:
    found = pile(
        MUSCAT,
        "Iranian Foreign Minister Reza Karimi met US envoy John Hale in Muscat on 4 March 2020.",
    )
    assert len(found.meetings) == 2


def test_rounds_are_told_apart_and_share_a_track() -> None:
    found = pile(
        "The third round of the Astana talks on Syria was held on 14 March 2017 in Astana.",
        "The fourth round of the Astana talks on Syria was held on 3 May 2017 in Astana.",
    )
    assert {m.round for m in found.meetings} == {3, 4}
    assert len({m.track for m in found.meetings}) == len(found.found.tracks) == 1


def test_one_document_is_no_second_witness_of_itself() -> None:
    once = pile(MUSCAT)
    twice = pile(MUSCAT, MUSCAT)
    assert once.found.meetings == twice.found.meetings or len(twice.meetings) == 1


# ------------------------------------------------------------------ laws
STORIES = (
    MUSCAT,
    "John Hale, the US envoy, held talks with Reza Karimi in Muscat on 4 March 2019.",
    "Sudan and Chad held a summit in Cairo on 4 March 2019. Libya boycotted the summit.",
    "Kenya and Uganda will hold a summit in Nairobi on 6 May 2019.",
    "The summit of Sudan and Chad in Cairo ended on 4 March 2019 without an agreement.",
)


@settings(deadline=None, max_examples=25)
@given(st.permutations(STORIES))
def test_the_order_of_reading_does_not_matter(texts: list[str]) -> None:
    assert pile(*texts).found == pile(*STORIES).found


def test_every_span_is_true_and_every_link_leads_to_a_meeting() -> None:
    texts = {reading(t).document.id: t for t in STORIES}
    found = pile(*STORIES).found
    assert found.meetings
    for meeting in found.meetings:
        spans = [*meeting.spans, *meeting.agenda, *meeting.outcome]
        for seat in meeting.participants:
            assert seat.spans
            spans += [*seat.spans, *([seat.reason] if seat.reason else [])]
        assert meeting.spans and meeting.basis
        for span in spans:
            assert texts[span.document][span.start : span.end] == span.text
    assert set(found.of.values()) == {m.id for m in found.meetings}


def test_ids_are_sorted_and_do_not_depend_on_other_stories() -> None:
    alone = pile(STORIES[3]).only()
    found = pile(*STORIES).meetings
    assert [m.id for m in found] == sorted(m.id for m in found)
    assert alone.id in {m.id for m in found}


def test_nothing_read_gives_nothing() -> None:
    assert pile().found.meetings == ()
    assert pile("Rain fell on the hills.").found.meetings == ()
    assert Interval() == Interval()


# ------------------------------------------------------------------ opening, end, and passing mentions
def test_from_the_opening_to_the_end() -> None:
    meeting = pile(
        "Talks between Chad and Sudan in Tunis opened on 3 May 2011.\n"
        "The talks ended on 20 May 2011."
    ).only()
    assert (str(meeting.date.earliest), str(meeting.date.latest)) == ("2011-05-03", "2011-05-20")


def test_a_passing_mention_is_given_to_the_meeting_that_it_recalls() -> None:
    found = pile(
        "Chadian Foreign Minister Adam Baraka met Sudanese Foreign Minister Omar Diallo in Tunis on 3 May 2011.",
        "The border was reopened after negotiations in Tunis broke down in May 2011.",
    )
    assert len({s.document for s in found.only().spans}) == 2


def test_who_came_to_a_meeting_that_fell_through_came() -> None:
    found = pile(
        "Talks between Chad and Sudan in Tunis were called off on Monday.\n"
        "The delegation of Chad, led by Adam Baraka, had arrived on Sunday."
    )
    assert found.table(found.only())["Adam Baraka"] == "attended"


def test_a_round_of_which_nobody_is_named_is_of_the_sides_of_the_talks() -> None:
    found = pile(
        "The government of Mali and the rebels of the Azawad Front held talks in Algiers on 4 March "
        "2019. The talks ended without a deal. A new round is to open in Tunis on 8 April 2019."
    )
    planned = next(m for m in found.meetings if m.status == "planned")
    assert set(found.table(planned).values()) == {"invited"} and len(planned.participants) == 2


def test_who_opened_in_one_story_and_closed_in_another_is_one_meeting() -> None:
    found = pile(
        "Talks between Chad and Sudan opened in Vienna on 4 March 2019.",
        "Talks between Chad and Sudan in Vienna ended on Friday, 29 March.",
    )
    days = found.only().date
    assert (str(days.earliest), str(days.latest)) == ("2019-03-04", "2019-03-29")


def test_days_are_counted_from_the_day_told_before() -> None:
    found = pile(
        "President Aba and President Obi met in Kigali on 4 March 2019. Five days later the two "
        "presidents sat down in Nairobi. President Aba and President Obi met in Kampala in July "
        "that year."
    )
    days = {m.place.city: (str(m.date.earliest), str(m.date.latest)) for m in found.meetings}
    assert days["Nairobi"] == ("2019-03-09", "2019-03-09")
    assert days["Kampala"][0].startswith("2019")


def test_where_nobody_names_the_place_it_is_where_the_story_was_filed() -> None:
    found = pile(
        "NAIROBI (Reuters) -\n\nPresident Aba met President Obi on 4 March 2019 to sign a truce."
    )
    assert found.only().place.city == "Nairobi"
    assert any("filed" in reason for reason in found.only().basis)


def test_that_the_same_two_meet_again_is_no_sign_of_one_meeting() -> None:
    pairs = "The government of Mali and the Azawad Front met in {} on {}."
    texts = [
        pairs.format(city, day)
        for city, day in [
            ("Algiers", "4 March 2015"),
            ("Tunis", "9 May 2016"),
            ("Rome", "2 July 2017"),
        ]
    ]
    found = pile(*texts, "The government of Mali and the Azawad Front met on Friday.")
    assert len(found.meetings) == 4


def test_what_one_story_awaits_another_has_seen() -> None:
    found = pile(
        "Ana Diaz is expected at the Casa Rosada on Wednesday, 6 March 2019.",
        "Ana Diaz and Juan Perez met at the Casa Rosada on Wednesday, 6 March 2019.",
    )
    assert found.only().status == "held"


@pytest.mark.parametrize(("town", "meetings"), [("HAVANA", 2), ("OSLO", 1)])
def test_where_a_story_was_sent_from_tells_meetings_apart(town: str, meetings: int) -> None:
    found = pile(
        "Envoys of Chad and Sudan held talks in Oslo on 4 March 2019.",
        f"{town} (Reuters) -\n\nThe delegations of Chad and Sudan filed into a palace.",
    )
    assert len(found.meetings) == meetings


def test_whoever_was_sent_somewhere_writes_from_there() -> None:
    text = "Talks resume\nJULIA MORA, special envoy, Havana\nEnvoys filed into a palace on Monday."
    start = text.index("Envoys")
    story = Block(Extent(start, len(text)), "paragraph")
    town = filed_from(Document(id="made-up", text=text, blocks=(story,)))
    assert town is not None and town.name == "Havana"


def test_who_was_kept_away_is_no_party_of_that_meeting() -> None:
    found = pile(
        "Chad and Sudan held a ceremony in Oslo on 6 March 2019. Ana Diaz was not invited.",
        "Ana Diaz met Juan Perez on Wednesday, 6 March 2019.",
    )
    assert len(found.meetings) == 2


def test_now_is_no_day_beside_a_day() -> None:
    found = pile(
        "LIMA, 18 October 2012 - The negotiators now move to Havana, where a first round of talks "
        "between Chad and Sudan is to open on 15 November."
    )
    assert str(found.only().date.earliest) == "2012-11-15"


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ("in May or early June 2018", "2018-05-01", "2018-06-14"),
        ("on 4 or 6 May 2018", "2018-05-04", "2018-05-06"),
        ("on 13, 14, and 15 May 2018", "2018-05-13", "2018-05-15"),
        ("over Easter weekend 2018", "2018-03-30", "2018-04-02"),
    ],
)
def test_days_between_which_the_text_leaves_the_choice(days: str, first: str, last: str) -> None:
    found = pile(f"Ana Diaz of Chile will meet Juan Perez of Peru in Lima {days}.").only()
    assert (str(found.date.earliest), str(found.date.latest)) == (first, last)


def test_what_the_same_two_plan_is_one_meeting_however_many_tell_it() -> None:
    texts = [
        "President Ana Diaz of Chile will meet President Juan Perez of Peru in May.",
        "President Juan Perez of Peru has agreed to meet President Ana Diaz of Chile.",
        "A summit between President Ana Diaz of Chile and President Juan Perez of Peru is planned.",
        "President Ana Diaz of Chile is preparing to meet President Juan Perez of Peru.",
        "President Juan Perez of Peru is expected to meet President Ana Diaz of Chile.",
    ]
    assert pile(*texts).only().status == "planned"


def test_two_rivals_of_one_state_who_sit_down_with_each_other() -> None:
    assert pile(
        "President Ana Diaz of Chile met Vice President Juan Perez of Chile. The two spoke for hours."
    ).only()


PLACES = [("Quito", 2009), ("Bogota", 2010), ("La Paz", 2011), ("Caracas", 2012)]


def test_a_weekday_in_a_story_of_who_knows_what_year_is_no_sign_of_old_history() -> None:
    found = pile(
        "Talks between Chile and Peru ended in Lima on Tuesday.",
        "On August 5, 2008, Chile and Peru held talks in Lima. On 3 May 2014 it all ended.",
        *(f"Chile and Peru held talks in {c} on 4 March {y}." for c, y in PLACES),
    )
    assert len(found.meetings) == 2 + len(PLACES)


def test_a_small_town_stands_for_the_one_meeting_held_there() -> None:
    told = "It rained on {} March 2012. Ana Diaz of Chile praised the summit in Tela, Honduras."
    assert len(pile(told.format(4), told.format(24)).meetings) == 1
    again = "Chile and Peru met in Tela, Honduras, on 3 May 2010. They met in Tela on 7 May 2011."
    assert len(pile(told.format(4), told.format(24), again).meetings) == 4


def test_a_round_is_known_by_its_number_and_its_city() -> None:
    found = pile(
        "BERN, 29 Sept 2009 -- The second round of talks between Chile and Peru will be held in Lima "
        "on 16 and 17 October.",
        "BERN, 3 Nov 2009 -- Chile and Peru quarrel. The second round in Lima in October failed, "
        "Chile said.",
    )
    assert found.only().status == "held"


def test_the_rebels_of_a_country_do_not_come_for_it() -> None:
    found = pile(
        "The FMLN and the Salvadoran government are at war. President Oscar Arias of Costa Rica met "
        "representatives of the Salvadoran rebels in San Jose on 6 November 1989."
    )
    assert "El Salvador" not in found.table(found.only())


def test_whoever_is_praised_for_it_agreed_to_meet() -> None:
    found = pile(
        "Prime Minister Shinzo Abe of Japan praised President Donald Trump for his courage in "
        "agreeing to meet with North Korean leader Kim Jong Un."
    )
    assert found.table(found.only()).keys() >= {"Donald Trump", "Kim Jong Un"}
    assert "Shinzo Abe" not in found.table(found.only())


def test_the_leader_of_a_country_is_who_is_named_as_such_thereafter() -> None:
    found = pile(
        "President Donald Trump met the leader of Japan in Florida on 17 April 2018. "
        "Japanese Prime Minister Shinzo Abe said that the talks were good."
    )
    assert "Shinzo Abe" in found.table(found.only())


def test_a_son_is_not_his_father() -> None:
    found = pile(
        "President Donald Trump spoke. Donald Trump, Jr., met lawyer Natalia Veselnitskaya in "
        "New York on 9 June 2016."
    )
    assert {n.rstrip(".") for n in found.table(found.only())} >= {"Donald Trump, Jr"}
    assert "Donald Trump" not in found.table(found.only())


def test_a_house_before_the_noun_is_the_venue() -> None:
    meeting = pile("Chile and Peru spoke of the Tupac Tower meeting between them of 2016.").only()
    assert meeting.place.venue == "Tupac Tower"


def test_old_history_did_not_happen_where_the_story_was_sent_from() -> None:
    meeting = pile(
        "LIMA (AP) -- It rained on 4 March 2012. Envoys of Chile and Peru met on 3 May 2008."
    ).only()
    assert meeting.place.city is None


def test_the_two_leaders_of_one_sentence() -> None:
    found = pile(
        "Donald Trump tweeted. President Moon Jae-in of South Korea was to call North Korean leader "
        "Kim Jong Un before the two leaders meet in Panmunjom on 27 April 2018."
    )
    seated = {n for m in found.meetings if m.place.city == "Panmunjom" for n in found.table(m)}
    assert seated >= {"Moon Jae-in", "Kim Jong Un"}
    assert "Donald Trump" not in seated


@pytest.mark.parametrize(
    "opening",
    [
        "After two days of talks in Geneva, John Kerry and Sergei Lavrov announced a truce.",
        "After four hours of talks in the Chancellery, John Kerry and Sergei Lavrov gave a paper out.",
    ],
)
def test_who_speaks_after_hours_of_talks_was_there(opening: str) -> None:
    found = pile(opening)
    assert found.table(found.only()).keys() >= {"John Kerry", "Sergei Lavrov"}
    assert set(found.table(found.only()).values()) == {"attended"}


def test_offices_of_those_who_came_are_not_the_rank_of_the_meeting() -> None:
    found = pile(
        "After four hours of talks in the Chancellery, Angela Merkel gave a paper out. "
        "Italian Prime Minister Giuseppe Conte and French President Emmanuel Macron were all at the "
        "round table.\nTwo ports were shut on Saturday, the eve of the summit."
    )
    table = found.table(found.only())
    assert table.keys() >= {"Angela Merkel", "Giuseppe Conte", "Emmanuel Macron"}
    assert any("summit" in span.text for span in found.only().spans)


def test_a_president_of_one_country_is_not_the_president_of_another() -> None:
    found = pile(
        "President Carlos Menem flew to Managua on 28 October 1989. "
        "The Nicaraguan president received Menem there for an hour."
    )
    menem = found.seat(found.only(), "Carlos Menem")
    assert menem.represents is None or found.names[menem.represents] != "Nicaragua"


def test_those_who_agreed_to_a_round_that_was_held_were_there() -> None:
    found = pile(
        "BERN, 29 Sept 2009 -- Chile and Peru are at odds. The two delegations agreed to continue the "
        "talks on 16 and 17 October in Lima. The second round will be held in Lima on 16 and 17 October.",
        "BERN, 3 Nov 2009 -- The second round in Lima on 16 and 17 October failed, an envoy said.",
    )
    (held,) = [m for m in found.meetings if m.status == "held"]
    assert set(found.table(held).values()) == {"attended"}
