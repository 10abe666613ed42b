"""The dossier as bytes: what it holds, and that nothing in an article can do anything to it."""

from __future__ import annotations

import datetime
import itertools
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up import a_record, document, records

from tracktwo.model import (
    Actor,
    Extent,
    Interval,
    Meeting,
    Participation,
    Position,
    Record,
    Requirement,
    Span,
    Statement,
)
from tracktwo.model.record import StanceKind
from tracktwo.publish.conditions import UNTOLD, condition_graph
from tracktwo.publish.dossier import dossier
from tracktwo.publish.seating import benches, seatmap
from tracktwo.publish.timeline import timeline
from tracktwo.publish.wording import article, passage, when

SLOW_IS_FINE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


class Page(HTMLParser):
    """A page taken apart: its elements, and the text of each article by document id."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.articles: dict[str, str] = {}
        self._details: list[str] = []
        self._depth = 0
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        self.elements.append((tag, here))
        if tag == "details":
            self._details.append(here.get("id", ""))
        if tag == "div" and here.get("class") == "text" and "id" not in here:
            self._depth = 1
            self.articles[self._details[-1]] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self._details.pop()
        if tag == "div":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.articles[self._details[-1]] += data

    @property
    def links(self) -> set[str]:
        return {a["href"] for tag, a in self.elements if tag == "a"}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def between(first: str | None, last: str | None) -> Interval:
    return Interval(first and day(first), last and day(last))  # type: ignore[arg-type]


def link(span: Span) -> str:
    return f"#{span.document}:{span.start}-{span.end}"


# ---------------------------------------------------------------- the page
def test_every_fact_links_to_its_words() -> None:
    record = a_record()
    page = Page(dossier(record))
    for meeting in record.meetings:
        assert {link(s) for s in meeting.spans} <= page.links
        assert {link(s) for p in meeting.participants for s in p.spans} <= page.links
    for statement in record.statements:
        assert {link(s) for s in statement.content} <= page.links
    for position in record.positions:
        assert link(position.span) in page.links
        assert position.condition is None or link(position.condition.requires) in page.links
    for disagreement in record.disagreements:
        assert {link(s) for side in disagreement.sides for s in side.spans} <= page.links


def test_links_inside_the_page_lead_somewhere() -> None:
    page = Page(dossier(a_record()))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for target in page.links:
        assert target.removeprefix("#").partition(":")[0] in ids


@SLOW_IS_FINE
@given(records())
def test_any_record_gives_one_page_that_loads_nothing(record: Record) -> None:
    page = dossier(record)
    assert page == dossier(record)
    for tag, attributes in Page(page).elements:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert not any(name.startswith("on") or name == "src" for name in attributes)
        if "href" in attributes:
            assert attributes["href"] == "data:," if tag == "link" else attributes["href"][0] == "#"


def test_long_names_give_way_to_their_letters_and_ids_to_names() -> None:
    read = document("They met.", "pile/they.txt")
    span = read.span(Extent(0, 9))
    name = "Coordination of Movements of the Hills"
    actor = Actor("a1", name, "armed_group", (name, "CMH", "Cmh"), spans=(span,))
    seat = Participation("a1", "attended", spans=(span,))
    meeting = Meeting(
        "m1", participants=(seat,), spans=(span,), basis=(f"told as past in {read.id}",)
    )
    page = dossier(Record(documents=(read,), actors=(actor,), meetings=(meeting,))).decode()
    assert "<h1>CMH</h1>" in page
    assert "told as past in “they.txt”" in page


def test_an_empty_record_says_what_is_not_there() -> None:
    page = dossier(Record()).decode()
    assert "No article of the pile tells of a meeting." in page
    assert "No disagreement was found." in page


def test_a_document_that_could_not_be_read_is_there() -> None:
    bad = msgspec.structs.replace(
        document("", "pile/broken.txt"), status="failed", reason="not text: holds zero bytes"
    )
    page = dossier(Record(documents=(bad,))).decode()
    assert "pile/broken.txt" in page
    assert "not text: holds zero bytes" in page


HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)> \"quoted\" 'too' & &lt;b>"


def test_hostile_text_stays_text() -> None:
    bad = document(HOSTILE, path=f"{HOSTILE}.txt", outlet=HOSTILE, byline=HOSTILE)
    span = bad.span(Extent(0, len(HOSTILE)))
    record = Record(
        documents=(bad,),
        actors=(Actor("a1", HOSTILE, "state", (HOSTILE,), spans=(span,)),),
        meetings=(
            Meeting(
                "m1", participants=(Participation("a1", "attended", spans=(span,)),), spans=(span,)
            ),
        ),
        statements=(Statement("s1", (span,), span, ("a1",)),),
        positions=(
            Position("p1", "a1", HOSTILE, "refuses", span, condition=Requirement(span, "a1")),
        ),
    )
    page = Page(dossier(record))
    assert sum(tag == "script" for tag, _ in page.elements) == 1
    assert not any(tag == "img" for tag, _ in page.elements)
    assert page.articles[bad.id] == HOSTILE


def test_only_our_script_may_run() -> None:
    page = dossier(a_record()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]
    assert "sha256-" in policy[1]


# ---------------------------------------------------------------- words and texts
@given(
    st.text(
        st.sampled_from("a\r\n\0<&>\"'") | st.characters(exclude_categories=["Cs"]), max_size=80
    ),
    st.data(),
)
def test_an_article_keeps_its_characters(text: str, data: st.DataObject) -> None:
    read = document(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    menu = read.span(Extent(start, end))
    read = msgspec.structs.replace(read, furniture=(menu,))
    html = f'<details id="{read.id}"><div class="text">{article(read)}</div></details>'
    assert Page(html.encode()).articles[read.id] == text.replace("\0", "\ufffd")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-06", "2031-05-06", "6 May 2031"),
        ("2031-05-01", "2031-05-03", "1–3 May 2031"),
        ("2031-05-01", "2031-05-31", "May 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2029-01-01", "2031-12-31", "2029–2031"),
        ("2031-05-30", "2031-06-02", "30 May – 2 June 2031"),
        ("2030-12-30", "2031-01-02", "30 December 2030 – 2 January 2031"),
        ("2031-05-06", None, "since 6 May 2031"),
        (None, "2031-05-06", "by 6 May 2031"),
        (None, None, "date unknown"),
        ("9999-12-01", "9999-12-31", "December 9999"),
    ],
)
def test_days_as_people_write_them(first: str | None, last: str | None, words: str) -> None:
    assert when(between(first, last)) == words


def test_a_passage_is_the_sentence_around_the_words() -> None:
    read = document("It rained. Some 40 boats wait at the lock, he said. Then it stopped.")
    before, span, after = passage(read.span(Extent(16, 24)), read)
    assert (before, span.text, after.rstrip()) == (
        "Some ",
        "40 boats",
        " wait at the lock, he said.",
    )


def test_a_passage_of_a_long_sentence_is_cut() -> None:
    read = document("word " * 100 + "here" + " word" * 100)
    before, _, after = passage(read.span(Extent(500, 504)), read)
    assert before.startswith("…word")
    assert after.endswith("word…")
    assert len(before) < 170


# ---------------------------------------------------------------- the line of time
days = st.dates(day("1970-01-01"), day("2030-12-31"))
intervals = (
    st.builds(lambda a, b: Interval(min(a, b), max(a, b)), days, days)
    | st.builds(Interval, days, st.none())
    | st.builds(Interval, st.none(), days)
)


@settings(deadline=None)
@given(st.lists(intervals, min_size=1, max_size=25))
def test_marks_stay_on_the_line_and_apart(dates: list[Interval]) -> None:
    line = timeline([Meeting(f"m{i:02}", date) for i, date in enumerate(dates)], {})
    marks = [mark for lane in line.lanes for mark in lane.marks]
    assert len(marks) + len(line.undated) == len(dates)
    for mark in marks:
        assert mark.left >= 0
        assert mark.left + mark.width <= 100.1
    for one in marks:
        for other in marks:
            if one is not other and one.row == other.row and one.left <= other.left:
                assert one.left + one.width <= other.left
    lefts = [tick.left for tick in line.ticks]
    assert all(b - a >= 7.9 for a, b in itertools.pairwise(lefts))


@settings(deadline=None)
@given(st.lists(days, min_size=2, max_size=20, unique=True))
def test_later_is_further_right(dates: list[datetime.date]) -> None:
    meetings = [Meeting(str(d), Interval(d, d)) for d in sorted(dates)]
    place = {m.meeting.id: m.left for lane in timeline(meetings, {}).lanes for m in lane.marks}
    lefts = [place[m.id] for m in meetings]
    assert lefts == sorted(lefts)


def test_years_without_meetings_are_folded() -> None:
    dates = ["1987-03-01", *(f"2020-{month:02}-10" for month in range(1, 12))]
    line = timeline([Meeting(d, between(d, d)) for d in dates], {})
    assert len(line.breaks) == 1
    (lane,) = line.lanes
    assert lane.marks[-1].left - lane.marks[1].left > 60  # 2020 has most of the room
    assert [t.label for t in line.ticks][:2] == ["Mar 1987", "Jan 2020"]


def test_meetings_without_a_date_are_listed() -> None:
    meetings = [Meeting("m1"), Meeting("m2", between("2020-01-01", "2020-01-01"), track="t")]
    line = timeline(meetings, {"t": "river talks"})
    assert [m.id for m in line.undated] == ["m1"]
    assert [lane.name for lane in line.lanes] == ["river talks"]


# ---------------------------------------------------------------- seats and conditions
def test_delegations_stand_with_their_side() -> None:
    actors = {
        a.id: a
        for a in (
            Actor("a1", "Arland", "state"),
            Actor("a2", "Mira Tolan", "person"),
            Actor("a3", "Joris Vane", "person"),
            Actor("a4", "Borduria", "state"),
        )
    }
    meeting = Meeting(
        "m1",
        participants=(
            Participation("a3", "attended", "a1"),
            Participation("a2", "attended", "a1", head=True),
            Participation("a1", "attended", count=2),
            Participation("a4", "declined"),
        ),
    )
    (came, sides), (refused, others) = benches(meeting, actors)
    assert (came, refused) == ("attended", "declined")
    assert [(b.side, [p.actor for p in b.people]) for b in sides] == [("a1", ["a2", "a3"])]
    assert [b.side for b in others] == ["a4"]
    table = seatmap([meeting, Meeting("m2")], actors)
    assert [a.name for a in table.columns] == ["Arland", "Borduria", "Joris Vane", "Mira Tolan"]
    assert table.sides == 2
    assert [m.id for m, _ in table.rows] == ["m1"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([f"a{i}" for i in range(20)]),
            st.sampled_from(["attended", "absent"]),
            st.none() | st.sampled_from([f"a{i}" for i in range(20)]),
        ),
        unique_by=lambda seat: seat[0],
        max_size=12,
    )
)
def test_nobody_loses_their_seat(seats: list[tuple[str, str, str | None]]) -> None:
    meeting = Meeting(
        "m",
        participants=tuple(Participation(a, b, c) for a, b, c in seats),  # type: ignore[arg-type]
    )
    shown = [
        p.actor
        for _, found in benches(meeting, {})
        for bench in found
        for p in ((bench.seat,) if bench.seat else ()) + bench.people
    ]
    assert sorted(shown) == sorted(a for a, _, _ in seats)


def test_conditions_of_a_pair_share_an_arc() -> None:
    read = document("We sign once the river is open.")
    wanted, required = read.span(Extent(0, 7)), read.span(Extent(13, 30))

    def position(number: int, actor: str, of: str | None) -> Position:
        condition = Requirement(required, of)
        return Position(f"p{number}", actor, "river", "refuses", wanted, condition=condition)

    positions = [
        position(1, "Arland", "Borduria"),
        position(2, "Arland", "Borduria"),
        position(3, "Borduria", None),
        Position("p4", "Arland", "river", "demands", wanted),
    ]
    graph = condition_graph(positions, lambda actor: actor or "unnamed")
    assert [(a.waiting.name, a.awaited.name, a.count) for a in graph.arcs] == [
        ("Arland", "Borduria", 2),
        ("Borduria", UNTOLD, 1),
    ]
    assert graph.left_out == 0
    many = [position(i, f"side {i:02}", "Arland") for i in range(30)]
    assert condition_graph(many, str).left_out == 18


@pytest.mark.parametrize(
    ("stance", "told"),
    [("offers", "was: demands (2 May 2031)"), ("demands", "as before (2 May 2031)")],
)
def test_what_an_actor_held_before_on_the_same_issue(stance: StanceKind, told: str) -> None:
    one = document("Arland wants the river. Arland speaks of the river.", "a.txt")
    early, late = datetime.date(2031, 5, 2), datetime.date(2031, 6, 1)
    arland = Actor("a1", "Arland", "state", spans=(one.span(Extent(0, 6)),))
    first = Position(
        "p1", "a1", "river", "demands", one.span(Extent(0, 22)), date=Interval(early, early)
    )
    second = Position(
        "p2", "a1", "river", stance, one.span(Extent(24, 50)), date=Interval(late, late)
    )
    page = dossier(Record((one,), (arland,), positions=(first, second))).decode()
    assert page.count(told) == 1
    undated = msgspec.structs.replace(second, date=Interval())
    assert told not in dossier(Record((one,), (arland,), positions=(first, undated))).decode()
