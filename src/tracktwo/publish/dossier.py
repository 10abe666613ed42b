"""The record as one self-contained page, for people who would rather look than read.

Everything is in the page: style, script, drawings and the articles themselves. A fact is a link
that opens the article where its words stand, with the words marked. The page forbids itself to
load or run anything else, whatever stands in an article.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import importlib.resources
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

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
    Statement,
)
from tracktwo.publish.conditions import UNTOLD, ConditionGraph, condition_graph
from tracktwo.publish.seating import SIGNS, Bench, Seatmap, benches, seatmap
from tracktwo.publish.timeline import Timeline, closely_dated, timeline
from tracktwo.publish.wording import Passage, article, passage, when

_UNNAMED = "unnamed"
_SHORT = 60
"""So many statements, or positions, are all open at first; of more, only the first group."""
_FEW_MEETINGS = 40
_MANY_POSITIONS = 3
"""Positions that give an actor a group of its own."""
_CLOSELY = 400
"""Days within which an article's date counts as known."""
_LONG_NAME = 20
_ID = re.compile(r"\b[0-9a-f]{16}\b")
_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{1,7}")
_LONG_TITLE = 40
"""Characters of a headline that stand for an article of no known outlet."""
_MOST_BENCHES = 14
"""Sides that are listed for one attendance before the rest is folded away."""


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
    script = _file("dossier.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.filters["when"] = when
    environment.globals |= {
        "script": Markup(script),
        "script_hash": f"sha256-{digest}",
        "style": Markup(_file("dossier.css")),
        "signs": SIGNS,
        "untold": UNTOLD,
    }
    return environment.get_template("dossier.html.j2")


def _file(name: str) -> str:
    folder = importlib.resources.files("tracktwo.publish") / "templates"
    return (folder / name).read_text(encoding="utf-8")


class _Page:
    """What the template asks for: the record by the names that it needs."""

    few_meetings, short, most_benches = _FEW_MEETINGS, _SHORT, _MOST_BENCHES

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actor = {a.id: a for a in record.actors}
        self.document = {d.id: d for d in record.documents}
        self.track = {t.id: t for t in record.tracks}
        self.statement = {s.id: s for s in record.statements}
        self.meetings = sorted(record.meetings, key=_by_date)
        self.number = {m.id: i for i, m in enumerate(self.meetings, 1)}

    # ------------------------------------------------------------ what it is about
    @cached_property
    def title(self) -> str:
        """The sides that met most often: what the pile is about."""
        seats = Counter(p.actor for m in self.meetings for p in m.participants)
        ranked = sorted(seats, key=lambda a: (not self._is_side(a), -seats[a], self.name(a), a))
        ranked = [a for a in ranked if self._is_side(a)] or ranked
        return ", ".join(self.short_name(a) for a in ranked[:3]) or "Dossier"

    @property
    def written(self) -> str:
        """From when to when the articles are whose date is known within a year or so."""
        known = [d.published for d in self.articles]
        days = [
            (p.earliest, p.latest)
            for p in known
            if p.earliest and p.latest and (p.latest - p.earliest).days <= _CLOSELY
        ]
        if not days:
            return ""
        return when(Interval(min(first for first, _ in days), max(last for _, last in days)))

    @property
    def counts(self) -> list[tuple[int, str, str]]:
        """How many of what, with the part of the page that lists them."""
        r = self.record
        counts = [
            (len(self.articles), "article", "articles"),
            (len(r.meetings), "meeting", "meetings"),
            (len(r.statements), "statement", "statements"),
            (len(r.positions), "position", "positions"),
            (len(self.disagreements[0]), "disagreement", "disagreements"),
        ]
        return [(n, what if n == 1 else f"{what}s", part) for n, what, part in counts]

    # ------------------------------------------------------------ names
    def name(self, actor: str | None) -> str:
        """An actor's name; an id that the record does not hold stands for itself."""
        if actor is None:
            return _UNNAMED
        return self.actor[actor].name if actor in self.actor else actor

    def short_name(self, actor: str | None) -> str:
        """An actor's name for a place with little room: FARC, UNHCR, where there is such a name."""
        name = self.name(actor)
        if len(name) <= _LONG_NAME or actor not in self.actor:
            return name
        letters = (a for a in self.actor[actor].aliases if _ACRONYM.fullmatch(a))
        return min(letters, key=lambda a: (len(a), a), default=name)

    def _is_side(self, actor: str) -> bool:
        return actor in self.actor and self.actor[actor].kind != "person"

    def source_of(self, document: str) -> str:
        """What to call an article: outlet, title or file."""
        found = self.document.get(document)
        if found is None:
            return document
        title = " ".join(found.title.text.split()) if found.title else ""
        return found.outlet or _cut(title, _LONG_TITLE) or _file_name(found) or found.id

    def reason(self, text: str) -> str:
        """A reason of the record, with articles by name instead of id."""
        return _ID.sub(
            lambda m: f"“{self.source_of(m[0])}”" if m[0] in self.document else m[0], text
        )

    def headline(self, document: Document) -> str:
        """Title, else file name."""
        if document.title and document.title.text.strip():
            return " ".join(document.title.text.split())
        return _file_name(document) or document.id

    # ------------------------------------------------------------ meetings
    def label(self, meeting: Meeting) -> str:
        """A meeting in a few words: track and round, else the sides, else who was there."""
        if meeting.track and meeting.track in self.track:
            name = self.track[meeting.track].name
            return f"{name}, round {meeting.round}" if meeting.round else name
        actors = [p.actor for p in meeting.participants]
        expected = [
            p.actor
            for p in meeting.participants
            if p.attendance in ("attended", "observer", "invited")
        ]
        if meeting.status != "held" or not expected:
            expected = actors
        sides = [a for a in expected if self._is_side(a)] or expected
        names = list(dict.fromkeys(self.short_name(a) for a in sides))
        if names:
            return ", ".join(names if len(names) <= 4 else [*names[:3], f"{len(names) - 3} more"])
        words = " ".join(meeting.spans[0].text.split()) if meeting.spans else "Meeting"
        return _cut(words, 2 * _LONG_TITLE)

    def place(self, meeting: Meeting) -> str:
        """Venue, city and country, as far as they are told."""
        place = meeting.place
        return ", ".join(dict.fromkeys(x for x in (place.venue, place.city, place.country) if x))

    @property
    def years(self) -> list[tuple[str, list[Meeting]]]:
        """Meetings by the year in which they began, those known too roughly last."""
        found: dict[str, list[Meeting]] = defaultdict(list)
        for meeting in self.meetings:
            day = (meeting.date.earliest or meeting.date.latest) if closely_dated(meeting) else None
            found[str(day.year) if day else "Not closely dated"].append(meeting)
        return list(found.items())

    def benches(self, meeting: Meeting) -> list[tuple[str, list[Bench]]]:
        """Who was there, who was not, side by side."""
        return benches(meeting, self.actor)

    @property
    def seatmap(self) -> Seatmap:
        """Meetings by actors."""
        return seatmap(self.meetings, self.actor)

    @property
    def timeline(self) -> Timeline:
        """The meetings on a line of time."""
        return timeline(self.meetings, {t.id: t.name for t in self.record.tracks})

    # ------------------------------------------------------------ positions
    @property
    def positions(self) -> list[tuple[str | None, list[Position]]]:
        """Positions by actor and issue; see `_held`."""
        return self._held(self.record.positions)

    @property
    def conditional(self) -> list[tuple[str | None, list[Position]]]:
        """Positions with a condition, in the same form."""
        return self._held([p for p in self.record.positions if p.condition])

    def _held(self, positions: Iterable[Position]) -> list[tuple[str | None, list[Position]]]:
        """By actor, the one with most positions first; None for all who hold only one or two."""
        found: dict[str, list[Position]] = defaultdict(list)
        for position in positions:
            found[self.name(position.actor)].append(position)
        by_actor = sorted(found.items(), key=lambda a: (-len(a[1]), a[0]))
        many = [(name, held) for name, held in by_actor if len(held) >= _MANY_POSITIONS]
        rest = [p for name, held in by_actor[len(many) :] for p in sorted(held, key=self._by_issue)]
        groups: list[tuple[str | None, list[Position]]] = [
            (actor, sorted(held, key=self._by_issue)) for actor, held in many
        ]
        return groups + ([(None, rest)] if rest else [])

    def _by_issue(self, position: Position) -> tuple[str, str, str, int, str]:
        earliest = str(self._told_on(position).earliest or "9999")
        return (position.issue, earliest, position.span.document, position.span.start, position.id)

    @cached_property
    def turns(self) -> dict[str, str]:
        """Position id -> how it stands to what the same actor held on the issue before.

        Only positions whose days are surely later are compared; *as before* where the stance
        is the same, *was …* where it is another one.
        """
        held: dict[tuple[str, str], list[tuple[datetime.date, datetime.date, Position]]]
        held = defaultdict(list)
        for position in self.record.positions:
            days = self._told_on(position)
            if position.actor and days.earliest and days.latest:
                held[position.actor, position.issue].append((days.earliest, days.latest, position))
        found: dict[str, str] = {}
        for same in held.values():
            for first, _, position in same:
                before = [(begun, ended, p) for begun, ended, p in same if ended < first]
                if not before:
                    continue
                begun, ended, _ = max(before, key=lambda b: (b[1], b[0]))
                last = sorted({p.stance for b, e, p in before if (b, e) == (begun, ended)})
                stays = position.stance in last
                then = when(Interval(begun, ended))
                found[position.id] = (
                    f"as before ({then})" if stays else f"was: {', '.join(last)} ({then})"
                )
        return found

    def _told_on(self, position: Position) -> Interval:
        """When it was taken, else when the article can have been written."""
        if position.date.known:
            return position.date
        published = self.document[position.span.document].published
        return Interval(published.earliest, published.latest) if published else Interval()

    @cached_property
    def stances(self) -> list[str]:
        """The stances that occur."""
        return sorted({p.stance for p in self.record.positions})

    @property
    def conditions(self) -> ConditionGraph:
        """Who waits for whom."""
        return condition_graph(self.record.positions, self.short_name)

    # ------------------------------------------------------------ disagreements
    @cached_property
    def disagreements(self) -> tuple[list[Disagreement], list[Disagreement]]:
        """Conflicts (contradictions first), and near misses that can both be true."""
        order = {"contradicts": 0, "accusation_denial": 1, "compatible": 2}
        ordered = sorted(
            self.record.disagreements, key=lambda d: (order[d.verdict], d.subject, d.id)
        )
        conflicts = [d for d in ordered if d.verdict != "compatible"]
        return conflicts, ordered[len(conflicts) :]

    def passages(self, side: Side) -> list[Passage]:
        """The words of a side, in their sentences."""
        return [passage(span, self.document.get(span.document)) for span in sorted(side.spans)]

    # ------------------------------------------------------------ statements
    @property
    def statements(self) -> list[tuple[Document, list[Statement]]]:
        """Statements by article, in text order."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.record.statements:
            if statement.content:
                found[statement.content[0].document].append(statement)
        return [
            (document, sorted(found[document.id], key=lambda s: (s.content[0], s.id)))
            for document in self.articles
            if document.id in found
        ]

    def speaker(self, statement: Statement) -> str:
        """Who spoke, as far as it is known: names, else the words of the source."""
        if statement.speakers:
            return ", ".join(self.name(a) for a in statement.speakers)
        return statement.source.text if statement.source else "source not told"

    @property
    def speakers(self) -> list[tuple[str, str, int]]:
        """(id, name, statements) of everybody who is cited, by name."""
        counts = Counter(a for s in self.record.statements for a in s.speakers)
        return sorted(((a, self.name(a), n) for a, n in counts.items()), key=lambda s: (s[1], s[0]))

    def also(self, statement: Statement) -> list[tuple[str, str]]:
        """(id, article) of the same statement in other articles."""
        others = (self.statement[i] for i in statement.same_as if i in self.statement)
        return [(s.id, self.source_of(s.content[0].document)) for s in others]

    # ------------------------------------------------------------ who is who, articles
    @property
    def people(self) -> tuple[list[tuple[Actor, list[str]]], list[Actor]]:
        """Actors who sit, speak or want something, with how much of it; the others by name."""
        doings: dict[str, Counter[str]] = defaultdict(Counter)
        for meeting in self.meetings:
            for actor in {p.actor for p in meeting.participants}:
                doings[actor]["meeting"] += 1
        for statement in self.record.statements:
            for actor in statement.speakers:
                doings[actor]["statement"] += 1
        for position in self.record.positions:
            if position.actor:
                doings[position.actor]["position"] += 1
        active = [a for a in self.record.actors if a.id in doings]
        active.sort(key=lambda a: (-doings[a.id].total(), a.name, a.id))
        others = [a for a in self.record.actors if a.id not in doings]
        others.sort(key=lambda a: (a.name, a.id))
        return [(a, _counted(doings[a.id])) for a in active], others

    def also_called(self, actor: Actor) -> str:
        """The other spellings of a name."""
        return ", ".join(a for a in actor.aliases if a != actor.name)

    @cached_property
    def articles(self) -> list[Document]:
        """The articles that were read, by date, then file."""
        read = [d for d in self.record.documents if d.status == "read"]
        return sorted(read, key=lambda d: (str(d.published.latest or "9999"), _file_name(d), d.id))

    @property
    def failed(self) -> list[Document]:
        """What could not be read."""
        failed = (d for d in self.record.documents if d.status == "failed")
        return sorted(failed, key=lambda d: (_file_name(d), d.id))

    def article(self, document: Document) -> Markup:
        """The article itself."""
        return article(document)


def _counted(doings: Counter[str]) -> list[str]:
    kinds = ("meeting", "statement", "position")
    return [f"{doings[k]} {k}{'s' if doings[k] != 1 else ''}" for k in kinds if doings[k]]


def _by_date(meeting: Meeting) -> tuple[bool, str, str, str]:
    first, last = meeting.date.earliest, meeting.date.latest
    days = (str(first or last or "9999"), str(last or first or "9999"))
    return (not closely_dated(meeting), *days, meeting.id)


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _file_name(document: Document) -> str:
    return (document.path or document.url or "").rsplit("/", 1)[-1]
