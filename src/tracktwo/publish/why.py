"""One meeting explained: its date, its place, who was there and which mentions are of it, and why.

Everything comes from the record: the spans of the meeting and of its seats, its `basis`, and the
`basis` of the dates of the articles that tell of it. Words that a reason quotes are found again in
the article, so that they can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from tracktwo.model import (
    Actor,
    Document,
    Extent,
    Interval,
    Meeting,
    Participation,
    Place,
    Record,
    Span,
)
from tracktwo.model.record import Attendance, Capacity, Status

_ANSWERS = ("date", "place", "merged")
"""What the reasons of a meeting are for, as they begin."""
_QUOTED = re.compile(r"“(.+?)”")
_ORDER: tuple[Attendance, ...] = (
    "attended",
    "observer",
    "invited",
    "declined",
    "absent",
    "excluded",
)
_MOST = 10
"""Meetings that are listed when several are meant."""


class Words(msgspec.Struct, frozen=True):
    """Words of an article that decided something, with their offsets."""

    document: str
    path: str | None
    start: int
    end: int
    text: str


class Reason(msgspec.Struct, frozen=True):
    """A sentence for people, and the words that it quotes, where they can be found."""

    text: str
    words: Words | None = None


class SeatTold(msgspec.Struct, frozen=True):
    """One participant, with the words that tell that it came or did not."""

    actor: str
    name: str
    attendance: Attendance
    represents: str | None
    capacity: Capacity | None
    head: bool
    count: int | None
    level: str | None
    reason: Words | None
    words: tuple[Words, ...]


class ArticleTold(msgspec.Struct, frozen=True):
    """One article that tells of the meeting: when it was written, and its mentions."""

    document: str
    path: str | None
    title: str | None
    published: Interval
    because: tuple[Reason, ...]
    """Why it was written then."""
    mentions: tuple[Words, ...]


class Explanation(msgspec.Struct, frozen=True):
    """What the record says of one meeting, each answer with its reasons."""

    id: str
    status: Status
    track: str | None
    round: int | None
    host: str | None
    date: Interval
    date_because: tuple[Reason, ...]
    place: Place
    place_because: tuple[Reason, ...]
    participants: tuple[SeatTold, ...]
    merged_because: tuple[Reason, ...]
    articles: tuple[ArticleTold, ...]
    because: tuple[Reason, ...]
    """Reasons of any other kind."""


class WhichMeetingError(LookupError):
    """No meeting, or more than one, is meant; the message says so to people."""


def why(record: Record, meeting: str) -> Explanation:
    """The explanation of a meeting.

    Args:
        record: what holds it.
        meeting: its id, a beginning of it that no other shares, or words that only the mentions,
            place, track, participants and days of one meeting hold.

    Raises:
        WhichMeetingError: if that is none or several.
    """
    return _Explainer(record).explain(_meant(record, meeting.strip()))


def _meant(record: Record, wanted: str) -> Meeting:
    folded = wanted.casefold()
    found = [m for m in record.meetings if m.id.casefold() == folded]
    found = found or [m for m in record.meetings if folded and m.id.casefold().startswith(folded)]
    if not found and wanted:
        begins = [re.compile(rf"(?<!\w){re.escape(word)}") for word in folded.split()]
        found = [
            m
            for m in record.meetings
            if all(word.search(told) for told in [_told_of(record, m)] for word in begins)
        ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise WhichMeetingError(
            f"No meeting has the id {wanted!r} or tells of these words; "
            "tracktwo show meetings lists them all."
        )
    listed = "\n".join(f"  {m.id}  {_label(record, m)}" for m in found[:_MOST])
    rest = f"\n  and {len(found) - _MOST} more" if len(found) > _MOST else ""
    raise WhichMeetingError(
        f"{len(found)} meetings fit {wanted!r}; name one by its id:\n{listed}{rest}"
    )


def _told_of(record: Record, meeting: Meeting) -> str:
    """All words by which somebody may look for a meeting, in small letters."""
    sides = {a for p in meeting.participants for a in (p.actor, p.represents)}
    names = [n for a in record.actors if a.id in sides for n in (a.name, *a.aliases)]
    tracks = [n for t in record.tracks if t.id == meeting.track for n in (t.name, *t.aliases)]
    place = (meeting.place.city, meeting.place.country, meeting.place.venue)
    days = (meeting.date.earliest, meeting.date.latest)
    words = [*names, *tracks, *place, *days, *(s.text for s in meeting.spans)]
    return " ".join(str(w) for w in words if w).casefold()


def _label(record: Record, meeting: Meeting) -> str:
    """A meeting in a line: days, place, the first words that tell of it."""
    days = days_in_words(meeting.date)
    place = place_in_words(meeting.place)
    words = " ".join(meeting.spans[0].text.split())[:60] if meeting.spans else ""
    return " · ".join(part for part in (days, place, f"“{words}”") if part)


def days_in_words(days: Interval) -> str:
    """An interval of days: `2021-10-20`, `2021-10-20 to 2021-10-23`, `by 2021-10-20`."""
    return days.told("date unknown")


def place_in_words(place: Place) -> str:
    """Venue, city and country, as far as they are known."""
    parts = (place.venue, place.city, place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part))


class _Explainer:
    def __init__(self, record: Record) -> None:
        self.actors: dict[str, Actor] = {a.id: a for a in record.actors}
        self.documents: dict[str, Document] = {d.id: d for d in record.documents}
        self.tracks = {t.id: t.name for t in record.tracks}

    def explain(self, meeting: Meeting) -> Explanation:
        told = {kind: tuple(self._reasons(meeting, kind)) for kind in (*_ANSWERS, "")}
        seats = sorted(meeting.participants, key=lambda p: (_ORDER.index(p.attendance), p.actor))
        return Explanation(
            id=meeting.id,
            status=meeting.status,
            track=self.tracks.get(meeting.track or "", meeting.track),
            round=meeting.round,
            host=self._name(meeting.host),
            date=meeting.date,
            date_because=told["date"],
            place=meeting.place,
            place_because=told["place"],
            participants=tuple(self._seat(p) for p in seats),
            merged_because=told["merged"],
            articles=tuple(self._articles(meeting)),
            because=told[""],
        )

    def _name(self, actor: str | None) -> str | None:
        return self.actors[actor].name if actor in self.actors else actor

    def _words(self, span: Span) -> Words:
        document = self.documents.get(span.document)
        path = document.path if document else None
        return Words(span.document, path, span.start, span.end, span.text)

    def _seat(self, seat: Participation) -> SeatTold:
        return SeatTold(
            actor=seat.actor,
            name=self._name(seat.actor) or seat.actor,
            attendance=seat.attendance,
            represents=self._name(seat.represents),
            capacity=seat.capacity,
            head=seat.head,
            count=seat.count,
            level=seat.level,
            reason=self._words(seat.reason) if seat.reason else None,
            words=tuple(self._words(span) for span in seat.spans),
        )

    def _articles(self, meeting: Meeting) -> Iterator[ArticleTold]:
        for name in sorted({s.document for s in meeting.spans}):
            document = self.documents.get(name, Document(id=name))
            published = document.published
            spans = tuple(s for s in sorted(meeting.spans) if s.document == name)
            yield ArticleTold(
                document=name,
                path=document.path,
                title=" ".join(document.title.text.split()) if document.title else None,
                published=Interval(published.earliest, published.latest),
                because=tuple(Reason(b, self._quoted(b, spans)) for b in published.basis),
                mentions=tuple(self._words(span) for span in spans),
            )

    # ------------------------------------------------------------ reasons
    def _reasons(self, meeting: Meeting, kind: str) -> Iterator[Reason]:
        """The reasons for one answer; for the empty kind, those that begin with none."""
        for reason in meeting.basis:
            begins, colon, text = reason.partition(": ")
            if colon and begins in _ANSWERS:
                if begins == kind:
                    yield Reason(text, self._quoted(text, meeting.spans))
            elif not kind:
                yield Reason(reason, self._quoted(reason, meeting.spans))

    def _quoted(self, reason: str, spans: Sequence[Span]) -> Words | None:
        """The first words that a reason quotes, in an article that it names or that spans are of.

        Of several places, the one nearest to a span.
        """
        quotations = _QUOTED.findall(reason)
        named = {d.id for d in self.documents.values() for q in quotations if _is_called(d, q)}
        words = next((q for q in quotations if not self._names(q)), None)
        if words is None:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words.removesuffix(" …").split())))
        of_spans = {s.document for s in spans} & set(self.documents)
        for among in (named & of_spans, of_spans, named):
            found = [
                (_away(match, spans, name), name, match.start(), match.end())
                for name in sorted(among)
                for match in pattern.finditer(self.documents[name].text)
            ]
            if found:
                _, name, start, end = min(found)
                return self._words(self.documents[name].span(Extent(start, end)))
        return None

    def _names(self, quotation: str) -> bool:
        """Whether a quotation is the name of an article rather than words of one."""
        return any(_is_called(document, quotation) for document in self.documents.values())


def _away(match: re.Match[str], spans: Sequence[Span], document: str) -> int:
    """Characters between some words and the nearest span of their article."""
    near = [s for s in spans if s.document == document]
    gaps = (max(0, s.start - match.end(), match.start() - s.end) for s in near)
    return min(gaps, default=0)


def _is_called(document: Document, name: str) -> bool:
    """Whether a reason means this article: by its title, perhaps cut short, its file or its id."""
    title = " ".join(document.title.text.split()) if document.title else ""
    place = (document.path or document.url or "").rstrip("/").rsplit("/", 1)[-1]
    if name.endswith(" …"):
        return title.startswith(name.removesuffix(" …"))
    return name in (title, place, document.id)
