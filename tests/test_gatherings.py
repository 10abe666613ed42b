"""Mentions of meetings: which words name one, and who came, by the words around it."""

from __future__ import annotations

import hashlib
from functools import cache

import pytest
from made_up import paragraphs

from tracktwo.extract.gatherings import find_gatherings
from tracktwo.extract.mentions import find_mentions
from tracktwo.extract.story import parse
from tracktwo.extract.times import find_times
from tracktwo.model import Document, Gathering, Mention, TimeExpression


class Told:
    """What one little story tells of meetings."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        times: tuple[TimeExpression, ...],
        gatherings: tuple[Gathering, ...],
    ) -> None:
        self.text = text
        self.mentions = mentions
        self.times = times
        self.gatherings = gatherings

    def one(self, lemma: str) -> Gathering:
        """The first gathering named by that word."""
        return next(g for g in self.gatherings if g.lemma == lemma)

    def seats(self, lemma: str | None = None) -> dict[str, str]:
        """Bare names -> attendance, over all gatherings or those of one word."""
        return {
            self.words(seat.mention): seat.attendance
            for g in self.gatherings
            if lemma is None or g.lemma == lemma
            for seat in g.seats
        }

    def words(self, mention: int) -> str:
        """The name of a mention, else its words."""
        found = self.mentions[mention]
        return (found.name or found.extent).of(self.text).removeprefix("the ").removeprefix("The ")

    def when(self, gathering: Gathering) -> list[str]:
        """The words of its time expressions."""
        return [self.times[i].extent.of(self.text) for i in gathering.times]


@cache
def told(text: str) -> Told:
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    document = Document(id=name, blocks=paragraphs(text), text=text)
    story = next(iter(parse([document])))
    mentions, times = find_mentions(story), find_times(story)
    return Told(text, mentions, times, find_gatherings(story, mentions, times, ()))


# ------------------------------------------------------------------ which words name one
@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Envoys of Ruritania and Sudan held talks in Geneva on Monday.", "talk"),
        ("The prime minister of Japan met the president of Kenya in Nairobi.", "meet"),
        ("Chile hosted a summit of regional leaders.", "summit"),
        ("The foreign ministers of Egypt and Sudan sat down with Ethiopian officials.", "sit"),
        ("President Ruto spoke by phone with President Kagame.", "speak"),
        ("Delegations from Serbia and Kosovo gathered in Ohrid.", "gather"),
        ("Minister Anna Berg received a delegation of the rebels in Oslo.", "receive"),
        ("Sudan and Chad signed a peace agreement in Libreville.", "sign"),
    ],
)
def test_words_that_name_a_meeting(text: str, lemma: str) -> None:
    assert lemma in {g.lemma for g in told(text).gatherings}


@pytest.mark.parametrize(
    "text",
    [
        "The minister told a press conference that the plan had failed.",
        "The party conference elected a new leader.",
        "Smoke filled the conference room.",
        "The police met resistance in the village.",
        "The report meets all the conditions.",
        "Parliament did not meet its deadline.",
        "The minister did not meet the ambassador.",
        "The cabinet meeting lasted an hour.",
        "He played a round of golf.",
    ],
)
def test_what_is_no_meeting(text: str) -> None:
    assert told(text).gatherings == ()


# ------------------------------------------------------------------ held, planned, proposed, called off
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Egypt and Sudan held a meeting in Cairo on Monday.", "held"),
        ("Egypt and Sudan will hold a meeting in Cairo on Monday.", "planned"),
        ("A meeting of Egypt and Sudan is due to open in Cairo on Monday.", "planned"),
        ("The mediators proposed a meeting of Egypt and Sudan in Cairo.", "proposed"),
        ("Egypt called for a summit of Nile states in Cairo.", "proposed"),
        ("Egypt called off the summit with Sudan.", "cancelled"),
        ("The summit with Sudan was postponed.", "postponed"),
        ("The talks with Sudan will not open in Cairo on Monday.", "cancelled"),
        ("The summit with Sudan might be called off, aides said.", "planned"),
        ("President Kagame is going to meet President Ruto.", "planned"),
        ("President Kagame wants to meet President Ruto.", "proposed"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert {g.status for g in told(text).gatherings} == {status}


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("The talks ended on Friday.", "definite"),
        ("The previous meeting in Vienna had failed.", "previous"),
        ("Another meeting is planned in Vienna.", "next"),
        ("Qatar has hosted several conferences since 2017.", "series"),
        ("The rebels refuse to take part in any talks.", "general"),
        ("The union wants direct talks with the government.", "general"),
        ("The prime minister of Japan met the president of Kenya.", "new"),
    ],
)
def test_which_occasion_is_meant(text: str, reference: str) -> None:
    assert told(text).gatherings[0].reference == reference


# ------------------------------------------------------------------ where and when
def test_place_behind_before_and_with_the_journey() -> None:
    assert told("The Geneva talks ended.").one("talk").city == "Geneva"
    assert told("Sudan and Chad met in Vienna.").one("meet").country == "Austria"
    flew = told("Foreign Minister Anna Berg flew to Doha for talks with Ismail Omar.").one("talk")
    assert (flew.city, flew.country) == ("Doha", "Qatar")


def test_the_city_of_a_track_is_not_the_place() -> None:
    told_ = told("The third round of the Moscow format talks was held in Tashkent.")
    gathering = told_.one("round")
    assert (gathering.city, gathering.round, gathering.track) == ("Tashkent", 3, "Moscow format")


def test_times_of_the_meeting_and_not_of_the_telling() -> None:
    story = told("The spokesman said on Friday that Sudan and Chad would meet in Vienna on 3 May.")
    assert story.when(story.one("meet")) == ["3 May"]
    story = told("The summit, scheduled for 12 June in Oslo, worries Sudan.")
    assert story.when(story.one("summit")) == ["12 June"]


def test_what_came_before_what() -> None:
    story = told("Minister Anna Berg met the rebels before the talks.")
    later = story.one("talk")
    assert story.gatherings[later.besides or 0].lemma == "meet"
    assert later.order == "after"


# ------------------------------------------------------------------ who
def test_both_sides_of_a_bilateral() -> None:
    seats = told("US envoy John Hale held talks with Pakistan and Iran in Muscat.").seats()
    assert seats == {"John Hale": "attended", "Pakistan": "attended", "Iran": "attended"}


def test_officials_are_their_states_and_nobody_is_invented() -> None:
    story = told(
        "The conference was attended by officials from Kenya, Uganda and six other countries."
    )
    named = {w: a for w, a in story.seats().items() if w in ("Kenya", "Uganda")}
    assert named == {"Kenya": "attended", "Uganda": "attended"}
    assert len(story.seats()) <= 3


def test_a_long_list_with_titles() -> None:
    text = (
        "Several politicians including former President Daniel Otieno, Foreign Minister Grace Wanjiru, "
        "ex-senator Peter Mwangi and Ambassador Joseph Kibet took part in the conference."
    )
    people = ("Daniel Otieno", "Grace Wanjiru", "Peter Mwangi", "Joseph Kibet")
    assert all(told(text).seats().get(p) == "attended" for p in people)


def test_a_pair_before_the_noun() -> None:
    seats = told("The Israeli-Palestinian talks began in Oslo.").seats()
    assert seats == {"Israeli": "attended", "Palestinian": "attended"}


def test_head_count_and_level_of_a_delegation() -> None:
    story = told(
        "The talks opened in Oslo. Maria Lopez is heading a 12-member Colombian delegation."
    )
    seats = {story.words(s.mention): s for g in story.gatherings for s in g.seats}
    assert seats["Maria Lopez"].head
    assert seats["Colombian"].count == 12


@pytest.mark.parametrize(
    ("text", "who", "attendance"),
    [
        ("Sudan turned down an invitation to the talks in Cairo.", "Sudan", "declined"),
        ("Sudan boycotted the summit in Cairo.", "Sudan", "declined"),
        ("Sudan refused to attend the summit in Cairo.", "Sudan", "declined"),
        ("Sudan was absent from the conference in Cairo.", "Sudan", "absent"),
        ("Sudan did not attend the conference in Cairo.", "Sudan", "absent"),
        ("Sudan was unable to take part in the conference.", "Sudan", "absent"),
        ("Sudan was not invited to the conference.", "Sudan", "excluded"),
        ("Sudan was excluded from the conference.", "Sudan", "excluded"),
        ("No Sudanese delegates would take part in the conference.", "Sudanese", "excluded"),
        ("Sudan was invited to the conference.", "Sudan", "invited"),
        ("Sudan will attend the conference in Cairo.", "Sudan", "invited"),
        ("Sudan sent John Garang to observe the conference.", "John Garang", "observer"),
        ("Addressing the summit, John Garang praised the hosts.", "John Garang", "attended"),
        ("John Garang told the conference that peace was near.", "John Garang", "attended"),
        ("In his address at the summit, John Garang praised the hosts.", "John Garang", "attended"),
        (
            "The talks began. John Garang was invited, but he did not attend.",
            "John Garang",
            "absent",
        ),
        (
            "The summit opened. Foreign Minister Ana Diaz was accompanied by Juan Perez.",
            "Juan Perez",
            "attended",
        ),
        ("The summit opened. Chad and Togo were represented by ministers.", "Togo", "attended"),
        ("The summit opened. Ana Diaz attended in person.", "Ana Diaz", "attended"),
        ("The summit is co-hosted by Chad; Togo and Benin watch as observers.", "Chad", "attended"),
        (
            "The summit is co-hosted by Chad; Togo and Benin watch as observers.",
            "Benin",
            "observer",
        ),
        ("Togo and Chad act as observers of the talks in Lima.", "Chad", "observer"),
        ("The talks opened. Togo refused to send a delegation.", "Togo", "declined"),
        ("The talks opened. Togo sent no delegation.", "Togo", "absent"),
        (
            "The talks opened. Ana Diaz did not travel. Juan Perez could not.",
            "Juan Perez",
            "absent",
        ),
        ("The talks opened. Togo sent a team of six under Ana Diaz.", "Ana Diaz", "attended"),
    ],
)
def test_attendance(text: str, who: str, attendance: str) -> None:
    assert told(text).seats().get(who) == attendance


def test_the_reason_is_kept() -> None:
    story = told("Sudan was unable to take part in the summit due to bad weather.")
    seat = story.one("summit").seats[0]
    assert seat.reason is not None
    assert seat.reason.of(story.text) == "due to bad weather"


def test_hosts() -> None:
    story = told("The meeting was organized by the Peace Institute.")
    host = story.one("meeting").host
    assert host is not None and story.words(host) == "Peace Institute"
    assert story.seats() == {}, "who arranges a conference need not sit at it"
    assert told("Norway hosted a summit of Sahel states.").seats().get("Norway") == "attended"


def test_agenda_and_outcome() -> None:
    story = told("Sudan and Chad met in Cairo to discuss grain exports.")
    assert [e.of(story.text) for e in story.one("meet").agenda] == ["to discuss grain exports"]
    story = told("The talks in Cairo ended without an agreement.")
    assert [e.of(story.text) for e in story.one("talk").outcome] == ["ended without an agreement"]


# ------------------------------------------------------------------ laws
def test_every_extent_lies_in_the_text_and_points_at_mentions() -> None:
    text = (
        "Sudan and Chad held talks in Cairo on Monday.\n"
        "The rebels, who boycotted the meeting, said they would attend the next round in May.\n"
        "A delegation led by Ana Diaz, including Juan Perez, took part in the ceremony."
    )
    story = told(text)
    assert story.gatherings
    for gathering in story.gatherings:
        for extent in (gathering.extent, gathering.trigger, *gathering.agenda, *gathering.outcome):
            assert 0 <= extent.start < extent.end <= len(text)
        assert gathering.extent.holds(gathering.trigger)
        for seat in gathering.seats:
            assert 0 <= seat.mention < len(story.mentions)
            assert 0 <= seat.extent.start < seat.extent.end <= len(text)
        assert set(gathering.parties) <= {s.mention for s in gathering.seats}


def test_twice_is_the_same() -> None:
    text = "Sudan and Chad held talks in Cairo on Monday. The meeting ended without a result."
    told.cache_clear()
    first = told(text).gatherings
    told.cache_clear()
    assert told(text).gatherings == first


# ------------------------------------------------------------------ plain kinds of news
@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        (
            "Officials spoke of a call between President Anna Berg and Prime Minister Omar Diallo.",
            "call",
        ),
        ("Chad and Sudan agreed in Tunis in May to reopen the border.", "agree"),
        ("Chad and Sudan reached a ceasefire in Tunis in May.", "reach"),
        ("The president of Chad shook hands with the president of Sudan in Tunis.", "shake"),
        ("A five-party meeting on the dam opened in Tunis on Monday.", "meeting"),
        ("The president of Chad sat with the envoys of Sudan for two days.", "sit"),
        ("In Tunis in May the two sides did not sit in one room.", "sit"),
        ("At the Tunis round of May 2011 the envoys of Chad came late.", "round"),
    ],
)
def test_plain_kinds(text: str, lemma: str) -> None:
    assert lemma in {g.lemma for g in told(text).gatherings}


def test_those_who_failed_to_agree_at_a_meeting_were_there() -> None:
    story = told("Chad and Sudan failed to agree on water at a meeting in Tunis on Monday.")
    assert story.seats("meeting") == {"Chad": "attended", "Sudan": "attended"}


def test_brokers_before_the_noun() -> None:
    assert (
        told("Chad and Sudan began UN-brokered talks in Tunis.").seats("talk")["UN"] == "attended"
    )


def test_title_as_head_of_a_person() -> None:
    story = told("Chad's president Idris Saleh and rebel leader Adam Baraka met in Tunis.")
    assert story.seats("meet") == {"Idris Saleh": "attended", "Adam Baraka": "attended"}


def test_rows_of_names_behind_their_office() -> None:
    story = told("The foreign ministers, Reza Karimi and John Hale, held talks in Tunis on Monday.")
    assert set(story.seats("talk")) == {"Reza Karimi", "John Hale"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks ended on Monday before they had begun.", "cancelled"),
        ("An attempt to hold talks in Tunis in May failed.", "cancelled"),
        ("Envoys complained of the talks held in Tunis in May.", "held"),
        ("Minister John Hale is expected in Tunis for talks with Reza Karimi.", "planned"),
    ],
)
def test_states_of_plain_kinds(text: str, status: str) -> None:
    assert told(text).one("talk").status == status


@pytest.mark.parametrize(
    "text",
    [
        "The talks opened in Tunis. The rebels of the Front of Chad refused to travel.",
        "The talks opened in Tunis. Minister Adam Baraka stayed in Algiers.",
        "The talks opened in Tunis. Adam Baraka never left Algiers.",
        "The talks opened in Tunis. Adam Baraka was not in the room.",
    ],
)
def test_ways_of_not_coming(text: str) -> None:
    assert "absent" in told(text).seats().values()


def test_the_capital_is_a_city() -> None:
    assert told("Chad and Sudan held talks in the Tunisian capital.").one("talk").city == "Tunis"


def test_opening_and_end() -> None:
    assert told("The talks opened on 3 May 2011.").one("talk").phase == "opening"
    assert told("The talks ended on 9 May 2011.").one("talk").phase == "closing"


def test_a_roll_is_read_where_the_parser_loses_its_way() -> None:
    story = told(
        "The summit opened in Lima. Also present were the Danish special envoy for the Sahel, Inge "
        "Holm, Benin's foreign minister Paul Adjovi, and officials from Chad, Togo and Norway, "
        "while Ghana sent an observer."
    )
    seats = story.seats("be")
    assert set(seats) == {"Inge Holm", "Paul Adjovi", "Chad", "Togo", "Norway"}
    assert set(seats.values()) == {"attended"}


def test_those_told_after_as_did_came_too() -> None:
    story = told(
        "The summit opened. Chad's president, Ali Deby, attended, as did Togo's minister Ana Diaz "
        "and the Danish envoy Inge Holm."
    )
    assert {"Ali Deby", "Ana Diaz", "Inge Holm"} <= set(story.seats())


def test_the_matter_of_talks_is_not_their_place() -> None:
    story = told("Talks on a ceasefire in Sudan opened in Switzerland on 14 August 2024.")
    assert story.one("talk").country == "Switzerland"


def test_the_words_that_date_a_meeting_are_quoted_with_it() -> None:
    story = told("Talks on the border opened in Lima on 14 August 2024.")
    assert story.one("talk").extent.of(story.text).endswith("14 August 2024")


def test_who_speaks_next_is_no_apposition() -> None:
    story = told("The talks opened. Togo sent a team under Ana Diaz, a Swiss official said.")
    seat = next(
        s for g in story.gatherings for s in g.seats if story.words(s.mention) == "Ana Diaz"
    )
    assert seat.represents is None or story.words(seat.represents) != "Swiss"


@pytest.mark.parametrize(
    ("text", "city", "time"),
    [
        ("The talks went on. Lima, in January 2011, was a fiasco.", "Lima", "January 2011"),
        ("The round was the third, after Quito in April and Lima in May.", "Lima", "May"),
    ],
)
def test_a_city_that_stands_for_talks(text: str, city: str, time: str) -> None:
    story = told(text)
    found = [g for g in story.gatherings if g.city == city]
    assert [story.when(g) for g in found] == [[time]]


@pytest.mark.parametrize(
    "text",
    [
        "The talks went on. The envoy flew to Lima in May.",
        "The talks went on. Lima in May is lovely.",
        "The talks in Quito went on. She lives in Lima.",
    ],
)
def test_a_city_that_is_only_a_place(text: str) -> None:
    assert not [g for g in told(text).gatherings if g.city == "Lima"]


@pytest.mark.parametrize(
    ("text", "lemma", "who"),
    [
        ("President Deby called Ana Diaz to the palace in Lima on Friday.", "call", "Ana Diaz"),
        ("Ana Diaz travelled to Lima in May to see Juan Perez.", "see", "Juan Perez"),
        ("Ana Diaz shuttled between Juan Perez and Paul Adjovi.", "shuttle", "Paul Adjovi"),
        ("Ana Diaz told Juan Perez by telephone that she agreed.", "tell", "Juan Perez"),
        ("Ana Diaz signed the agreement in Lima before President Deby.", "sign", "Deby"),
        ("Ana Diaz spent two days in Lima talking to Juan Perez.", "talk", "Juan Perez"),
        ("Togo and Chad put their names to the accord in Lima.", "put", "Togo"),
    ],
)
def test_other_verbs_of_meeting(text: str, lemma: str, who: str) -> None:
    assert told(text).seats(lemma).get(who) == "attended"


def test_an_invitation_to_a_place_is_a_plan() -> None:
    story = told("Norway has invited Togo and Chad to Oslo from 9 to 12 November.")
    assert story.one("invite").status == "planned"
    assert story.seats("invite")["Togo"] == "invited"


def test_what_is_never_held_and_what_is_joined() -> None:
    assert told("The session set for July never took place.").one("session").status == "cancelled"
    text = "Ana Diaz broke off a tour to join talks between Togo and Chad."
    assert told(text).one("talk").status == "held"
    assert told("Ana Diaz flies to Lima on Sunday for talks.").one("talk").status == "planned"


def test_a_time_between_two_meetings_belongs_to_the_later() -> None:
    story = told("The talks were followed on 27 June by a ceremony in Lima.")
    assert story.when(story.one("ceremony")) == ["27 June"]
    assert story.when(story.one("talk")) == []


def test_who_was_shut_out_who_watched_and_who_sent_excuses() -> None:
    base = "The summit opened in Lima. "
    assert told(base + "Ana Diaz was kept out of the hall.").seats()["Ana Diaz"] == "excluded"
    assert told(base + "Togo had been invited, but pleaded illness.").seats()["Togo"] == "declined"
    assert told(base + "Not in the room was Togo.").seats()["Togo"] == "absent"
    text = base + "Togo and Chad sat down with Ana Diaz between them and Juan Perez looking on."
    assert told(text).seats("look")["Juan Perez"] == "observer"
    text = base + "Togo and Chad, which took part in the talks in Quito, were not represented."
    aside = next(g for g in told(text).gatherings if g.lemma == "represent")
    assert aside.besides is not None


@pytest.mark.parametrize(
    ("text", "lemma", "who"),
    [
        ("Ana Diaz had been received at the palace for an hour on Friday.", "receive", "Ana Diaz"),
        ("Ana Diaz was briefed that night by Juan Perez.", "brief", "Juan Perez"),
        ("Ana Diaz saw Juan Perez at Lima airport.", "see", "Juan Perez"),
        ("Ana Diaz stayed for four hours with Juan Perez.", "stay", "Juan Perez"),
        ("Delegates from Togo and Chad filed into the Palais Coburg at noon.", "file", "Togo"),
        ("The delegations of Togo and Chad climbed the steps of the palace.", "climb", "Chad"),
    ],
)
def test_meetings_told_by_what_was_done(text: str, lemma: str, who: str) -> None:
    assert told(text).seats(lemma).get(who) == "attended"


@pytest.mark.parametrize(
    "text",
    [
        "We'll see on Friday.",
        "Ana Diaz saw Juan Perez leave on Friday.",
        "Soldiers entered the palace on Friday.",
        "Togo and Chad signed an extradition treaty in 1979.",
        "Ana Diaz is expected to run on Friday.",
    ],
)
def test_deeds_that_are_no_meetings(text: str) -> None:
    assert not told(text).gatherings


def test_who_is_expected_at_a_palace_is_to_pay_a_call() -> None:
    story = told("Ana Diaz is expected at the palace on Friday, as is Juan Perez.")
    assert story.one("expect").status == "planned"
    assert set(story.seats("expect")) == {"Ana Diaz", "Juan Perez"}


def test_those_with_whom_somebody_was() -> None:
    story = told("Togo and Chad met on Friday. With Ana Diaz were Juan Perez and Paul Adjovi.")
    assert set(story.seats("be")) == {"Ana Diaz", "Juan Perez", "Paul Adjovi"}


def test_the_whole_name_of_a_palace() -> None:
    text = "Delegates from Togo and Chad filed into the Palace of Nations."
    assert told(text).one("file").venue == "Palace of Nations"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ana Diaz met Juan Perez over the weekend, according to media reports on Tuesday.", ["the weekend"]),
        ("Ana Diaz of Chile confirmed the meeting in a tweet on Wednesday.", []),
        ("The envoys met in Oslo with rebel leaders in June.", ["June"]),
        ("The minister spoke to President Ana Diaz by telephone on Wednesday.", ["Wednesday"]),
    ],
)  # fmt: skip
def test_whose_day_it_is(text: str, days: list[str]) -> None:
    found = told(text)
    assert [d for g in found.gatherings for d in found.when(g)] == days


def test_parties_behind_the_place_or_the_day() -> None:
    assert told("The meeting in Geneva of Russian and American negotiators ended.").seats() == {
        "Russian": "attended",
        "American": "attended",
    }
    found = told("The meeting on 12 January of a rebel delegation was described as positive.")
    assert list(found.seats().values()) == ["attended"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks in Geneva were pushed back to April.", "postponed"),
        ("The talks in Geneva were brought forward to Monday.", "planned"),
        ("Chancellor Ana Diaz meets the president in Paris later this week.", "planned"),
    ],
)
def test_moved_and_timetabled(text: str, status: str) -> None:
    assert {g.status for g in told(text).gatherings} == {status}


def test_who_convenes_for_talks_is_no_host() -> None:
    found = told("Ministers of Chile and Peru convened in Lima on Wednesday for a round of talks.")
    assert {s.capacity for g in found.gatherings for s in g.seats} == {None}
    assert found.one("round").host is None


def test_a_name_behind_the_name_of_a_state_is_a_person() -> None:
    found = told("Kim also met in secret with China's Xi Jinping last month.")
    assert found.seats() == {"Kim": "attended", "Xi Jinping": "attended"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The president was to have hosted the next round of talks in Lima.", "cancelled"),
        ("The president has summoned the envoys to a meeting on Monday.", "planned"),
        ("It made an encounter between the king and the rebels far more likely.", "proposed"),
    ],
)
def test_what_did_not_come_to_pass_yet(text: str, status: str) -> None:
    assert {g.status for g in told(text).gatherings} == {status}


def test_who_cried_off_and_who_did_not() -> None:
    cancelled = told("Chad cancelled its attendance at the Caracas meeting.")
    assert "declined" in cancelled.seats().values()
    stayed = told("Chad will not withdraw from the talks in Caracas.")
    assert "declined" not in stayed.seats().values()


def test_a_house_of_government_before_the_noun() -> None:
    found = told("Ana Diaz held a White House meeting with Juan Perez.").one("meeting")
    assert (found.city, found.venue) == ("Washington", "White House")


def test_talks_beside_a_summit() -> None:
    found = told("Diaz and Perez spoke on the margins of the G20 gathering in New Delhi.")
    assert found.one("speak").city == "New Delhi"
    assert found.seats("speak") == {"Diaz": "attended", "Perez": "attended"}


def test_without_somebody() -> None:
    assert told("The Astana talks took place in March without the Chilean delegation.").seats() == {
        "Chilean": "absent"
    }
    assert not told("Chile wants talks without preconditions.").seats().get("preconditions")


def test_where_a_guest_is_welcomed_to() -> None:
    found = told("The prime minister of Norway welcomed President Ana Diaz to Oslo on Tuesday.")
    assert found.one("welcome").city == "Oslo"


def test_a_town_with_a_hyphen_is_written_as_printed() -> None:
    found = told("Egypt will host a ceasefire summit in Sharm el-Sheikh on Monday.")
    assert found.one("summit").city == "Sharm el-Sheikh"


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("The Chilean side was represented by Ana Diaz, and the Peruvian side by Juan Perez.",
         {"Chilean": "attended", "Ana Diaz": "attended", "Peruvian": "attended", "Juan Perez": "attended"}),
        ("Bolivia was also at the table.", {"Bolivia": "attended"}),
        ("Bolivia said it would not take part for logistical reasons.", {"it": "absent"}),
        ("Among those attending were Ana Diaz and Juan Perez.",
         {"Ana Diaz": "attended", "Juan Perez": "attended"}),
        ("Leading the Bolivian delegation was Ana Diaz.",
         {"Bolivian": "attended", "Ana Diaz": "attended"}),
        ("The meeting was mediated by Norway and observed by Sweden.",
         {"Norway": "attended", "Sweden": "observer"}),
        ("It ended after Bolivia pulled out.", {"Bolivia": "declined"}),
        ("Among those killed were Ana Diaz and Juan Perez.", {}),
        ("Bolivia pulled out of the port.", {}),
    ],
)  # fmt: skip
def test_attendance_told_after_the_meeting(text: str, seats: dict[str, str]) -> None:
    found = told(f"Chile and Peru held talks in Lima on Friday. {text}").seats()
    assert {w: s for w, s in found.items() if w not in ("Chile", "Peru")} == seats


def test_a_counterpart_with_his_name() -> None:
    found = told(
        "President Diaz on Monday hosted his Somali counterpart Hassan Mohamud in Nairobi."
    )
    assert found.seats() == {"Diaz": "attended", "Hassan Mohamud": "attended"}
    assert found.one("host").city == "Nairobi"


def test_a_capital_that_hosts_is_the_place() -> None:
    found = told("Moscow hosted a meeting between the rebels and senior Afghan politicians.")
    assert found.one("meeting").city == "Moscow"
    assert "senior Afghan politicians" in found.seats()


def test_due_to_start() -> None:
    found = told("Talks due to start in Islamabad on Sunday were cancelled.").one("talk")
    assert (found.city, found.status, found.reference) == ("Islamabad", "cancelled", "new")


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The Joint Military Commission met in Geneva on Monday.", "meet"),
        ("President Juan Perez telephoned Ana Diaz on Saturday.", "telephone"),
        ("At Geneva, delegations of Chile and Peru agreed on May 2 to hold a vote.", "agree"),
        ("President Ana Diaz brought Chile and Peru around one table in Paris.", "bring"),
    ],
)
def test_bodies_calls_and_tables(text: str, lemma: str) -> None:
    assert told(text).one(lemma).status == "held"


def test_the_own_sitting_of_a_body_is_no_meeting_of_sides() -> None:
    assert not told("The party's central committee met in Hanoi on Monday.").gatherings


def test_places_of_a_wire_in_capitals() -> None:
    found = told(
        "THE GOVERNMENT AND THE REBELS HELD A MEETING IN SAN JOSE, COSTA RICA, ON FRIDAY.\n"
        "THE DELEGATIONS OF CHILE AND PERU WILL MEET IN COLOMBIA NEXT MONTH."
    )
    assert (found.one("meeting").city, found.one("meeting").country) == ("San Jose", "Costa Rica")
    assert (found.one("meet").city, found.one("meet").country) == (None, "Colombia")


def test_who_watched_a_ceremony_was_there() -> None:
    found = told(
        "Chile and Peru signed a treaty in Lima on Friday. President Juan Perez witnessed the "
        "ceremony and Ana Diaz looked on."
    ).seats()
    assert (found["Juan Perez"], found["Ana Diaz"]) == ("attended", "attended")


def test_a_signing_that_names_nobody() -> None:
    found = told("The Framework Agreement was signed in Lima in October 2012.").one("sign")
    assert (found.city, found.parties) == ("Lima", ())
    assert not told("The contract was signed in Paris in May.").gatherings
