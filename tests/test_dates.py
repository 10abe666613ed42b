"""Dating stories and meetings: what an expression names, which days agree, what a page may say."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracktwo.extract.pipeline import extract
from tracktwo.extract.timex import recognise
from tracktwo.model import (
    Block,
    Document,
    Extent,
    Findings,
    Interval,
    Mention,
    PageDate,
    Span,
    TimeExpression,
    Title,
)
from tracktwo.read import read_bytes
from tracktwo.resolve.agreement import Clue, agreement
from tracktwo.resolve.clues import clues_of
from tracktwo.resolve.dates import Telling, date_documents, meeting_date
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import Direction, date_of, reach_of, written_when


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(first: str, last: str | None = None) -> Interval:
    return Interval(day(first), day(last or first))


def time(words: str, start: int = 0, **fields: object) -> TimeExpression:
    (found,) = recognise(words)
    return TimeExpression(
        extent=Extent(start + found.start, start + found.end),
        value=found.value,
        kind=found.kind,
        shift=found.shift,
        unit=found.unit,
        part=found.part,
        anchor=found.anchor,
        weekday=found.weekday,
        **fields,  # type: ignore[arg-type]
    )


# ------------------------------------------------------------------ what an expression names
@pytest.mark.parametrize(
    ("words", "direction", "first", "last"),
    [
        ("on Friday", "past", "2003-04-11", None),
        ("on Friday", "future", "2003-04-18", None),
        ("yesterday", "past", "2003-04-15", None),
        ("last week", "past", "2003-04-07", "2003-04-13"),
        ("next month", "future", "2003-05-01", "2003-05-31"),
        ("in March", "past", "2003-03-01", "2003-03-31"),
        ("in March", "future", "2004-03-01", "2004-03-31"),
        ("on 20 December", "past", "2002-12-20", None),
        ("this year", "past", "2003-01-01", "2003-12-31"),
        ("the past two weeks", "past", "2003-04-02", "2003-04-16"),
        ("last weekend", "past", "2003-04-12", "2003-04-13"),
        ("from 12 to 14 April", "past", "2003-04-12", "2003-04-14"),
        ("in 1998", "past", "1998-01-01", "1998-12-31"),
        ("the 1960s", "past", "1960-01-01", "1969-12-31"),
        ("over Easter", "future", "2003-04-20", None),
        ("the last week of March", "past", "2003-03-25", "2003-03-31"),
        ("the first Monday of May", "future", "2003-05-05", None),
        ("the 20th of next month", "future", "2003-05-20", None),
        ("the summer of 1998", "past", "1998-06-01", "1998-08-31"),
    ],
)
def test_from_a_known_day(words: str, direction: Direction, first: str, last: str | None) -> None:
    assert date_of(time(words), days("2003-04-16"), direction=direction) == days(first, last)


def test_without_tense_a_weekday_may_be_before_or_after() -> None:
    assert date_of(time("Friday"), days("2003-04-16")) == days("2003-04-11", "2003-04-18")
    assert date_of(time("Wednesday"), days("2003-04-16")) == days("2003-04-16")


def test_an_interval_gives_the_hull() -> None:
    found = date_of(time("last month"), days("2003-01-10", "2003-04-16"))
    assert found == days("2002-12-01", "2003-03-31")


def test_nothing_known_gives_nothing() -> None:
    assert date_of(time("on Friday"), Interval()) == Interval()
    assert date_of(time("the following day"), days("2003-04-16")) == Interval()
    assert date_of(time("the following day"), Interval(), days("2003-04-01")) == days("2003-04-02")


def test_prepositions_reach_to_the_story() -> None:
    since = time("1998", relation="since")
    assert reach_of(since, days("2003-04-16")) == days("1998-01-01", "2003-04-16")


def test_years_are_counted_as_people_count_them() -> None:
    assert date_of(time("7 years ago"), days("2003-04-16")).overlaps(days("1995-05-01"))
    assert not date_of(time("7 years ago"), days("2003-04-16")).overlaps(days("1997-04-16"))
    assert date_of(time("30 years ago"), days("2003-04-16")).overlaps(days("1973-10-06"))


DAYS = st.dates(datetime.date(1975, 1, 1), datetime.date(2035, 12, 31))
RELATIVE = st.sampled_from(
    ["on Friday", "yesterday", "last week", "next month", "in March", "on 20 December", "last Tuesday",
     "this week", "two weeks ago", "17 years ago", "last year", "this summer", "the weekend", "tonight",
     "the past two years", "recently", "over Easter", "the 20th of next month", "last summer", "in May"]
)  # fmt: skip
TENSES = st.sampled_from(["past", "future", None])


@given(RELATIVE, DAYS, st.integers(0, 400), TENSES)
def test_a_wider_story_never_names_fewer_days(
    words: str, first: datetime.date, length: int, direction: Direction
) -> None:
    last = first + datetime.timedelta(days=length)
    whole = date_of(time(words), Interval(first, last), direction=direction)
    for here in (first, last):
        exact = date_of(time(words), Interval(here, here), direction=direction)
        assert whole.earliest and exact.earliest and whole.earliest <= exact.earliest
        assert whole.latest and exact.latest and exact.latest <= whole.latest


@given(
    st.sampled_from(
        [
            "on Friday",
            "yesterday",
            "last week",
            "this month",
            "last year",
            "17 years ago",
        ]
    ),
    DAYS,
)
def test_a_story_can_say_what_written_when_allows(words: str, here: datetime.date) -> None:
    said = time(words)
    named = date_of(said, Interval(here, here), direction="past")
    assert written_when(said, named, "past").overlaps(Interval(here, here))


# ------------------------------------------------------------------ clues that agree
def clue(first: str | None, last: str | None, weight: int, reason: str = "because") -> Clue:
    return Clue(
        (Interval(day(first) if first else None, day(last) if last else None),), weight, reason
    )


def test_the_heavier_clues_win_and_the_rest_is_shown() -> None:
    found = agreement(
        [
            clue("2001-01-01", None, 10),
            clue("2002-01-01", "2002-12-31", 10),
            clue("1999-01-01", "1999-02-01", 8, "odd"),
        ]
    )
    assert found.hull == days("2002-01-01", "2002-12-31")
    assert [c.reason for c in found.dropped] == ["odd"]


def test_what_contradicts_nearly_as_heavily_leaves_a_wide_answer() -> None:
    found = agreement([clue("2002-01-01", "2002-12-31", 14), clue("1999-01-01", "1999-02-01", 12)])
    assert found.hull == days("1999-01-01", "2002-12-31")
    assert not found.dropped


def test_no_clue_no_date() -> None:
    assert agreement([]).hull == Interval()


def test_years_that_fit_alike_are_all_kept() -> None:
    both = Clue((days("2001-05-01"), days("2007-05-01")), 3, "either")
    found = agreement([both])
    assert found.days == (days("2001-05-01"), days("2007-05-01"))
    assert found.nearest(days("2006-01-01", "2008-01-01")).hull == days("2007-05-01")
    assert found.nearest(days("1980-01-01")).hull == days("2001-05-01", "2007-05-01")


CLUES = st.lists(
    st.builds(
        lambda first, length, weight: Clue(
            (Interval(first, first + datetime.timedelta(days=length)),), weight, f"{first} {length}"
        ),
        DAYS,
        st.integers(0, 3000),
        st.integers(1, 50),
    ),
    max_size=8,
)


@given(CLUES, st.randoms())
def test_the_order_of_clues_does_not_matter(clues: list[Clue], random: object) -> None:
    shuffled = list(clues)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert agreement(clues) == agreement(shuffled)


@given(CLUES)
def test_agreed_days_fit_every_kept_clue_somewhere(clues: list[Clue]) -> None:
    found = agreement(clues)
    assert set(found.kept) | set(found.dropped) == set(clues)
    for kept in found.kept:
        assert any(d.overlaps(e) for d in kept.days for e in found.days)


# ------------------------------------------------------------------ stories
def story(
    text: str,
    *,
    name: str = "d",
    page: tuple[str, str] | None = None,
    dateline: str | None = None,
    titles: tuple[tuple[str, str, str], ...] = (),
    **tenses: str,
) -> Reading:
    """A reading of one paragraph; `titles` are (name, office, status), `tenses` words -> direction."""
    page_dates: tuple[PageDate, ...] = ()
    if page:
        at = text.index(page[1])
        span = Span(name, at, at + len(page[1]), page[1])
        page_dates = (PageDate(day(page[0]), span),)
    head = (
        Span(name, text.index(dateline), text.index(dateline) + len(dateline), dateline)
        if dateline
        else None
    )
    start = text.index("\n") + 1 if "\n" in text else 0
    block = Block(Extent(start, len(text)), "paragraph")
    document = Document(id=name, text=text, blocks=(block,), page_dates=page_dates, dateline=head)
    times = tuple(
        TimeExpression(
            extent=Extent(start + t.start, start + t.end),
            value=t.value,
            kind=t.kind,
            shift=t.shift,
            unit=t.unit,
            part=t.part,
            anchor=t.anchor,
            weekday=t.weekday,
            relation="after" if t.anchor == "event" else "on",
            direction=tenses.get(text[start + t.start : start + t.end].split()[0], "past"),  # type: ignore[arg-type]
        )
        for t in recognise(text[start:])
    )
    mentions = []
    for person, office, status in titles:
        extent = Extent(text.index(person), text.index(person) + len(person))
        title = Title(extent=Extent(extent.start, extent.start), text=office, status=status)  # type: ignore[arg-type]
        mentions.append(
            Mention(extent=extent, form="name", name=extent, kind="person", titles=(title,))
        )
    findings = Findings(
        document=name,
        sentences=(Extent(start, len(text)),),
        times=times,
        mentions=tuple(mentions),
    )
    return Reading(document, findings)


def published(reading: Reading) -> Interval:
    return date_documents([reading])[reading.document.id].days


def test_a_dateline_is_believed() -> None:
    reading = story("LISBON, 9 Nov 1994 -- They met again.", dateline="LISBON, 9 Nov 1994")
    assert published(reading) == days("1994-11-09")


def test_weekday_and_day_tell_the_years_and_knowledge_the_year() -> None:
    reading = story(
        "They met on Tuesday, June 3, with President Jacques Chirac.",
        titles=(("Jacques Chirac", "President", "current"),),
    )
    found = published(reading)
    assert found.earliest == day("1997-06-03") or found.earliest == day("2003-06-03")
    assert {d.earliest for c in clues_of(reading) for d in c.days} >= {
        day("1997-06-03"),
        day("2003-06-03"),
    }


def test_two_holders_of_office_narrow_each_other() -> None:
    reading = story(
        "President Jacques Chirac met Chancellor Angela Merkel.",
        titles=(
            ("Jacques Chirac", "President", "current"),
            ("Angela Merkel", "Chancellor", "current"),
        ),
    )
    found = published(reading)
    assert found.earliest == day("2005-11-22")
    assert found.latest and found.latest.year == 2007


def test_who_is_called_former_has_left() -> None:
    reading = story(
        "The former president Nelson Mandela spoke.",
        titles=(("Nelson Mandela", "president", "former"),),
    )
    assert published(reading).earliest == day("1999-06-14")


def test_years_after_an_event_that_everybody_knows() -> None:
    reading = story("Twenty years after the fall of the Berlin Wall, the delegates met.")
    found = published(reading)
    assert found.overlaps(days("2009-11-09"))
    assert found.earliest and found.earliest.year >= 2008
    assert found.latest and found.latest.year <= 2010


def test_what_may_happen_dates_nothing() -> None:
    reading = story("They fear that Russia would annex Crimea.")
    assert published(reading) == Interval()


PAGE = "Friday, 3 May 2019"


def test_a_page_date_that_the_story_contradicts_is_reported_and_not_used() -> None:
    reading = story(
        f"{PAGE}\nPresident Jacques Chirac met Chancellor Angela Merkel.",
        page=("2019-05-03", PAGE),
        titles=(
            ("Jacques Chirac", "President", "current"),
            ("Angela Merkel", "Chancellor", "current"),
        ),
    )
    dating = date_documents([reading])["d"]
    assert [p.contradicted for p in dating.page_dates] == [True]
    assert dating.days.latest and dating.days.latest.year == 2007
    assert any("contradicts" in reason for reason in dating.published.basis)


def test_a_clock_alone_says_only_when_the_page_was_printed() -> None:
    reading = story(f"{PAGE}\nThey met again.", page=("2019-05-03", PAGE))
    dating = date_documents([reading])["d"]
    assert dating.days == Interval(None, day("2019-05-03"))
    assert [p.contradicted for p in dating.page_dates] == [False]


def test_a_stamp_of_publication_is_believed_while_nothing_contradicts_it() -> None:
    stamp = f"Published: {PAGE}"
    reading = story(f"{stamp}\nThey met again.", page=("2019-05-03", PAGE))
    assert published(reading) == days("2019-05-02", "2019-05-03")


# ------------------------------------------------------------------ meetings
def test_a_weekday_and_a_day_of_one_meeting_find_the_year() -> None:
    one = story("In 2001 or later they met on Tuesday.", name="a")
    other = story("They met on June 3, after 2001.", name="b")
    tellings = [
        Telling("a", tuple(t for t in one.findings.times if t.value == "XXXX-WXX-2")),
        Telling("b", tuple(t for t in other.findings.times if t.value == "XXXX-06-03")),
    ]
    written = {"a": days("2001-01-01", "2005-12-31"), "b": days("2001-01-01", "2005-12-31")}
    documents = {"a": one.document, "b": other.document}
    found = meeting_date(tellings, written, documents)
    assert found.days == days("2003-06-03")
    assert any("“Tuesday” in “" in reason for reason in found.basis)


def test_a_range_is_the_meeting_from_first_to_last_day() -> None:
    told = story("They met from 3 to 5 March 2001.", name="a")
    found = meeting_date([Telling("a", told.findings.times)], {}, {"a": told.document})
    assert found.days == days("2001-03-03", "2001-03-05")


def test_a_shared_meeting_dates_the_other_story() -> None:
    one = story("They met on Tuesday.", name="a")
    other = story(
        "LISBON, 5 June 2003 -- They met on June 3.", name="b", dateline="LISBON, 5 June 2003"
    )
    shared = [Telling("a", one.findings.times), Telling("b", other.findings.times[-1:])]
    found = date_documents([one, other], [shared])
    assert found["a"].days == days("2003-06-03", "2003-06-09")
    assert found["b"].days == days("2003-06-05")


def test_the_order_of_the_pile_does_not_matter() -> None:
    readings = [
        story("They met on Tuesday.", name="a"),
        story(
            "LISBON, 5 June 2003 -- They met on June 3.", name="b", dateline="LISBON, 5 June 2003"
        ),
        story(
            "President Jacques Chirac spoke.",
            name="c",
            titles=(("Jacques Chirac", "President", "current"),),
        ),
    ]
    shared = [
        Telling("a", readings[0].findings.times),
        Telling("b", readings[1].findings.times[-1:]),
    ]
    forth = date_documents(readings, [shared])
    back = date_documents(readings[::-1], [shared[::-1]])
    assert forth == back


# ------------------------------------------------------------------ what must not mislead
def test_an_earlier_holder_of_the_office_is_history() -> None:
    reading = story(
        "President Jacques Chirac had refused; President Emmanuel Macron agreed.",
        titles=(
            ("Jacques Chirac", "president", "current"),
            ("Emmanuel Macron", "president", "current"),
        ),
    )
    found = published(reading)
    assert found.earliest and found.earliest.year == 2017


def test_a_family_name_alone_is_nobody_from_elsewhere() -> None:
    reading = story("President Santos spoke.", titles=(("Santos", "president", "current"),))
    assert not published(reading).known


def test_a_year_to_come_is_no_history() -> None:
    untold = {"2028": ""}  # no verb tells whether it is past
    reading = story("A race for the 2028 nomination began.", **untold)  # type: ignore[arg-type]
    assert not published(reading).known


def test_a_day_that_names_an_event_counts_nothing() -> None:
    reading = story("Families recalled the Sept. 11 attacks again.")
    assert published(reading).latest is None


def test_the_earlier_of_two_days_is_not_the_news() -> None:
    reading = story(
        "Talks opened on 21 April 2016. They began on 21 April and it was rejected on 31 July."
    )
    found = published(reading)
    assert found.earliest == day("2016-07-31")


def test_days_that_the_story_has_seen_since() -> None:
    text = (
        "In 2023 the war went on. The envoys landed on Thursday, September 14, for talks"
        ", which ended after five days."
    )
    clues = clues_of(story(text))
    assert any(Interval(day("2023-09-18"), day("2023-09-24")) in c.days for c in clues)


def test_stories_headed_by_one_meeting_are_of_one_week() -> None:
    dated = story("BERN, 4 May 2011\nThe two sides met.", name="a", dateline="BERN, 4 May 2011")
    open_one = story("A story\nThe two sides met in 2010 or so.", name="b")
    told = [
        Telling(r.document.id, (), "held", Extent(start, start + 5))
        for r in (dated, open_one)
        for start in [r.document.text.index("The two")]
    ]
    found = date_documents([dated, open_one], [told])
    assert found["b"].days == days("2011-04-27", "2011-05-11")


def read(text: str) -> Reading:
    """A story as the program itself reads it."""
    document = read_bytes(text.encode())
    return Reading(document, next(iter(extract([document]))))


OF_2015 = "The war began in March 2015 and the talks in Bern went on without a truce. "


def test_a_year_to_come_has_not_come() -> None:
    text = OF_2015 + "A conference of all parties should meet in the first weeks of 2017, he said."
    assert published(read(text)) == days("2015-03-01", "2016-12-31")
    looking_back = OF_2015 + "The army promised then that it would leave the town in 2017."
    assert published(read(looking_back)).latest is None


@pytest.mark.parametrize(
    "words", ["on 24 December, six weeks from now", "on 24 December, which is six weeks away"]
)
def test_a_day_and_the_weeks_to_it_date_the_story(words: str) -> None:
    text = (
        OF_2015 + f"Both sides agreed that the country must vote {words}, or by 2016 at the latest."
    )
    found = published(read(text + " An election in 2016 will be too late, and 2016 will be hard."))
    assert found == days("2015-11-05", "2015-11-19")


def test_the_age_of_a_government_dates_the_story() -> None:
    text = (
        "For Angela Merkel, whose coalition is five months old, the meeting in Bern was a success."
    )
    assert published(read(text)) == days("2006-04-01", "2006-04-30")
    text = "Five months into her term, Angela Merkel met the envoys in Bern and praised them."
    assert not published(read(text)).exact


def test_a_review_names_its_number() -> None:
    text = "POLICY CENTRE\n\nBriefing Note 47\nDecember 2012\n\nWhy the talks in Bern failed\n\n"
    text += "The envoys of both sides left the table in Bern last month, and nobody asked them to stay.\n"
    assert published(read(text)) == days("2012-12-01", "2012-12-31")


def test_those_who_are_named_together_were_in_office_together() -> None:
    text = "Around the table in Bern sat Gerhard Schröder, Jacques Chirac and Tony Blair. "
    alone = published(read(text))
    assert alone.earliest == day("1998-10-27") and alone.latest == day("2005-11-22")
    with_a_former_one = text.replace("Around", "Years before, in 1990, around")
    assert not published(read(with_a_former_one)).latest


def test_a_meeting_in_a_headline_is_of_the_week_before() -> None:
    text = "Two sides sign in Bern\nThey were glad."
    document = Document(id="d", text=text, title=Span("d", 0, 22, text[:22]))
    telling = Telling("d", (), "held", Extent(10, 14))
    found = meeting_date([telling], {"d": days("2011-05-04")}, {"d": document})
    assert found.days == days("2011-04-27", "2011-05-04")


@pytest.mark.parametrize(
    ("weekday", "first"),
    [("Thursday", "2006-08-03"), ("Friday", "2006-08-03"), ("Monday", "2006-07-21")],
)
def test_a_page_of_the_day_after_the_news_is_that_of_the_story(weekday: str, first: str) -> None:
    page = "Friday, 4 August 2006"
    reading = story(
        f"{page}\nPresident Jacques Chirac met Chancellor Angela Merkel on {weekday}. "
        "It had begun on 1 June 2006.",
        page=("2006-08-04", page),
        titles=(
            ("Jacques Chirac", "President", "current"),
            ("Angela Merkel", "Chancellor", "current"),
        ),
    )
    assert str(published(reading).earliest) == first


def test_who_is_new_in_office_may_only_be_elected() -> None:
    reading = story(
        "Jacques Chirac will lead them, they said.",
        titles=(("Jacques Chirac", "new president", "current"),),
    )
    found = published(reading)
    assert found.earliest and day("1995-01-01") < found.earliest < day("1995-05-17")
    assert found.latest and found.latest < day("1997-01-01")


def test_an_election_to_come_is_no_news_of_its_day() -> None:
    text = "On 6 May 2021 they met. They will lead them to elections on December 24."
    found = published(story(text, December="future"))
    assert found.overlaps(Interval(day("2021-05-07"), day("2021-05-20")))
