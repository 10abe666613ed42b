"""The record as one self-contained page, for people who would rather look than read.

Everything is in the page: style, script, drawings and the articles themselves. A fact is a link
that opens the article where its words stand, with the words marked.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import jinja2
from markupsafe import Markup

from tracktwo.model import (
    Actor,
    Disagreement,
    Document,
    Interval,
    Meeting,
    Position,
    Record,
    Side,
    Span,
    Statement,
)
from tracktwo.publish.conditions import ConditionGraph, condition_graph
from tracktwo.publish.timeline import Timeline, timeline

ATTENDANCE = {
    "attended": ("●", "sat at the table"),
    "observer": ("◐", "observed"),
    "invited": ("○", "was invited; whether they came is not told"),
    "declined": ("✕", "was invited and refused"),
    "absent": ("–", "was not there"),
    "excluded": ("⊘", "was kept out"),
}
"""Attendance -> its sign and what it means."""

_MATRIX_WIDTH = 40
"""Actors that the table of seats shows at most; the rest sat at one meeting only."""


def dossier(record: Record) -> bytes:
    """The page, in UTF-8. The same record gives the same bytes."""
    return _template().render(page=_Page(record)).encode("utf-8")


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("tracktwo.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["when"] = when
    return environment.get_template("dossier.html.j2")


def when(interval: Interval) -> str:
    """An interval as people write it: `9 November 2018`, `November 2018`, `1–3 May 2019`."""
    first, last = interval.earliest, interval.latest
    if first is None and last is None:
        return "date unknown"
    if first is None:
        return f"by {_day(last)}"
    if last is None:
        return f"since {_day(first)}"
    if first == last:
        return _day(first)
    following = last + datetime.timedelta(days=1)
    if first.day == 1 and following.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%B %Y}"
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {last:%B %Y}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else "?"


class _Page:
    """What the template asks for: the record by the names that it needs."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.attendance = ATTENDANCE
        self.actor = {a.id: a for a in record.actors}
        self.document = {d.id: d for d in record.documents}
        self.track = {t.id: t for t in record.tracks}
        self.statement = {s.id: s for s in record.statements}
        self.meetings = sorted(record.meetings, key=_by_date)
        self.number = {m.id: i for i, m in enumerate(self.meetings, 1)}

    @property
    def title(self) -> str:
        """Who meets whom most: what the pile is about."""
        seats = Counter(
            p.actor for m in self.record.meetings for p in m.participants if self._is_side(p.actor)
        )
        names = [self.name(a) for a, _ in sorted(seats.items(), key=lambda s: (-s[1], s[0]))[:3]]
        return ", ".join(names) if names else "Dossier"

    def _is_side(self, actor: str) -> bool:
        return actor in self.actor and self.actor[actor].kind != "person"

    @property
    def counts(self) -> list[tuple[int, str, str]]:
        """How many of what, with the part of the page that lists them."""
        r = self.record
        read = sum(d.status == "read" for d in r.documents)
        conflicts = sum(d.verdict != "compatible" for d in r.disagreements)
        return [
            (read, "articles read", "articles"),
            (len(r.meetings), "meetings", "meetings"),
            (len(r.statements), "statements", "statements"),
            (len(r.positions), "positions", "positions"),
            (conflicts, "disagreements", "disagreements"),
        ]

    def name(self, actor: str | None) -> str:
        """An actor's name; an id that the record does not hold stands for itself."""
        if actor is None:
            return "unnamed"
        return self.actor[actor].name if actor in self.actor else actor

    def names(self, actors: Iterable[str]) -> str:
        """Several names, joined."""
        return ", ".join(self.name(a) for a in actors)

    def label(self, meeting: Meeting) -> str:
        """A meeting in a few words: track and round, else the sides, else the place."""
        if meeting.track and meeting.track in self.track:
            name = self.track[meeting.track].name
            return f"{name}, round {meeting.round}" if meeting.round else name
        sides = [
            self.name(p.actor)
            for p in meeting.participants
            if self._is_side(p.actor) and p.attendance in ("attended", "observer", "invited")
        ]
        sides = sides or [self.name(p.actor) for p in meeting.participants]
        if sides:
            more = f" and {len(sides) - 3} more" if len(sides) > 4 else ""
            return ", ".join(sides[:3] if more else sides) + more
        return meeting.spans[0].text[:60] if meeting.spans else "Meeting"

    def place(self, meeting: Meeting) -> str:
        """City and country, with the venue where it is told."""
        place = meeting.place
        return ", ".join(x for x in (place.venue, place.city, place.country) if x)

    def seats(self, meeting: Meeting) -> list[tuple[str, str, list[object]]]:
        """(attendance, meaning, participants) in the order of the legend."""
        found: dict[str, list[object]] = defaultdict(list)
        for seat in meeting.participants:
            found[seat.attendance].append(seat)
        return [(a, ATTENDANCE[a][1], found[a]) for a in ATTENDANCE if a in found]

    @property
    def matrix(self) -> tuple[list[Actor], list[tuple[Meeting, list[tuple[str, str, Span | None]]]]]:
        """Actors in columns, most seats first; meetings in rows; (sign, attendance, witness)."""
        seats = Counter(p.actor for m in self.meetings for p in m.participants if p.actor in self.actor)
        columns = [
            self.actor[a] for a, _ in sorted(seats.items(), key=lambda s: (-s[1], self.name(s[0])))
        ][:_MATRIX_WIDTH]
        rows = []
        for meeting in self.meetings:
            here = {p.actor: p for p in meeting.participants}
            cells: list[tuple[str, str, Span | None]] = []
            for actor in columns:
                seat = here.get(actor.id)
                if seat is None:
                    cells.append(("", "", None))
                else:
                    witness = seat.spans[0] if seat.spans else None
                    cells.append((ATTENDANCE[seat.attendance][0], seat.attendance, witness))
            if here:
                rows.append((meeting, cells))
        return columns, rows

    @property
    def positions(self) -> list[tuple[str, list[tuple[str, list[Position]]]]]:
        """Actor -> issue -> positions, in time order; the actor with most positions first."""
        by_actor: dict[str, dict[str, list[Position]]] = defaultdict(lambda: defaultdict(list))
        for position in self.record.positions:
            by_actor[self.name(position.actor)][position.issue].append(position)
        ordered = sorted(by_actor.items(), key=lambda a: (-sum(map(len, a[1].values())), a[0]))
        return [
            (actor, [(i, sorted(found, key=self._position_order)) for i, found in sorted(issues.items())])
            for actor, issues in ordered
        ]

    def _position_order(self, position: Position) -> tuple[str, str, int]:
        return (str(position.date.earliest or "9999"), position.span.document, position.span.start)

    @property
    def disagreements(self) -> list[Disagreement]:
        """Conflicts first, then accusations and denials, near misses last."""
        order = {"contradicts": 0, "accusation_denial": 1, "compatible": 2}
        return sorted(self.record.disagreements, key=lambda d: (order[d.verdict], d.subject, d.id))

    def outlets(self, side: Side) -> str:
        """The articles behind a side, by outlet or file."""
        return ", ".join(sorted({self.source_of(s.document) for s in side.spans}))

    def source_of(self, document: str) -> str:
        """What to call an article: outlet, title or file."""
        found = self.document.get(document)
        if found is None:
            return document
        return found.outlet or (found.title.text if found.title else None) or _file(found) or found.id

    @property
    def statements(self) -> list[tuple[Document, list[Statement]]]:
        """Statements by article, in text order."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.record.statements:
            if statement.content:
                found[statement.content[0].document].append(statement)
        return [
            (document, sorted(found[document.id], key=lambda s: s.content[0].start))
            for document in self.articles
            if document.id in found
        ]

    def speaker(self, statement: Statement) -> str:
        """Who spoke, as far as it is known: names, else the words of the source."""
        if statement.speakers:
            return self.names(statement.speakers)
        return statement.source.text if statement.source else "source not told"

    @property
    def articles(self) -> list[Document]:
        """The articles that were read, by date, then file."""
        read = [d for d in self.record.documents if d.status == "read"]
        return sorted(read, key=lambda d: (str(d.published.latest or "9999"), _file(d), d.id))

    @property
    def failed(self) -> list[Document]:
        """What could not be read."""
        return sorted((d for d in self.record.documents if d.status == "failed"), key=_file)

    def marked(self, document: Document) -> Markup:
        """The article's text, its page furniture greyed; the words themselves are untouched."""
        parts, at = [], 0
        for span in sorted(document.furniture):
            if span.start < at:
                continue
            parts.append(jinja2.filters.escape(document.text[at : span.start]))
            parts.append(Markup('<span class="furniture">{}</span>').format(span.text))
            at = span.end
        parts.append(jinja2.filters.escape(document.text[at:]))
        return Markup("").join(parts)

    @property
    def timeline(self) -> Timeline:
        """The meetings on a line of time."""
        return timeline(self.meetings, {t.id: t.name for t in self.record.tracks}, self.label)

    @property
    def conditions(self) -> ConditionGraph:
        """Which demand waits for which."""
        return condition_graph(self.record.positions, self.name)


def _by_date(meeting: Meeting) -> tuple[str, str, str]:
    first, last = meeting.date.earliest, meeting.date.latest
    return (str(last or first or "9999"), str(first or ""), meeting.id)


def _file(document: Document) -> str:
    return (document.path or document.url or "").rsplit("/", 1)[-1]


def witnesses(spans: Sequence[Span]) -> list[Span]:
    """One witness a document, the first; what a short list shows."""
    return list({s.document: s for s in sorted(spans, reverse=True)}.values())[::-1]
