"""What one mention of a meeting tells, once it is known who its parties are and which days it names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

import msgspec

from tracktwo.knowledge.meetings import NounClass, meeting_words
from tracktwo.knowledge.places import City
from tracktwo.model import Extent, Gathering, Interval, Mention, Seat, TimeExpression
from tracktwo.model.record import Attendance, Status
from tracktwo.resolve.filed import filed_from
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import date_of

Who: TypeAlias = Mapping[tuple[str, int], tuple[str, ...]]
"""(document id, mention index) -> actors."""
Published: TypeAlias = Mapping[str, Interval]
"""Document id -> when it can have been written."""

PRESENT: frozenset[Attendance] = frozenset({"attended", "observer", "invited"})
AHEAD = frozenset({"planned", "proposed", "postponed", "cancelled"})
LEAD = 4
"""Sentences (headline counted) in which a story tells its news twice."""
_COMING = re.compile(r"\b(coming|next|tomorrow|soon)\b", re.IGNORECASE)
_COPIED = 6
"""Words of a phrase that two stories do not share by chance."""
_LONGEST = 14
"""Days that one meeting can last when several days are named with it."""


@dataclass(frozen=True, eq=False)
class Telling:
    """One mention of a meeting with its parties as actors."""

    document: str
    index: int
    gathering: Gathering
    status: Status
    """As told, or planned where the day it names lies ahead of the story."""
    when: Interval
    """The days that its own time expressions name; open if none do."""
    published: Interval
    """When its document can have been written."""
    dated: bool
    weekdays: frozenset[int]
    """Weekdays it names (Monday is 1), as long as the week is not known."""
    month_days: frozenset[str]
    """Days of the year it names, `10-20`."""
    months: frozenset[str]
    """Months it names, with or without a day: `10`."""
    filed: City | None
    """Where its story was sent from, if it tells news of no place."""
    seats: tuple[tuple[Seat, str], ...]
    """Each seat with its actor."""
    plural: frozenset[int]
    """Mentions that stand for several at once (*both sides*): weaker witnesses than names."""
    parties: frozenset[str]
    """Actors that belong to the meeting by its very words: `A's talks with B`, `A met B`."""
    comers: frozenset[str]
    """Actors of whom it is told that they came or were to come: `X opened the talks`."""
    unknown: int = 0
    """How many of its very parties are nobody that we know."""
    rank: str | None = None
    """The level it is at, by its words: heads, ministers, officials."""
    names: frozenset[str] = frozenset()
    """Capitalised words before the noun that are no place and no owner: `intra-Afghan`."""
    words: str = ""
    """The phrase itself, if it is long enough to be known again in a copy."""
    beside: tuple[int, ...] = ()
    """Gatherings of the document on whose sidelines it was."""
    headline: bool = False
    """Stands in the headline."""
    hosts: tuple[str, ...] = ()
    """Who convened it."""
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Actor -> whom it represents here."""

    @property
    def key(self) -> tuple[str, int]:
        """Document and index of the gathering."""
        return self.document, self.index

    @property
    def place_in_text(self) -> int:
        """Offset of the word that names it."""
        return self.gathering.trigger.start

    @property
    def ahead(self) -> bool:
        """Whether it had not been held when told."""
        return self.status in AHEAD

    @property
    def pointing(self) -> bool:
        """Whether it only tells attendance of an occasion named elsewhere."""
        return _points(self.gathering)

    @property
    def kind(self) -> NounClass | None:
        """The class of its noun; None for verbs."""
        return meeting_words().nouns.get(self.gathering.lemma) or meeting_words().nouns.get(
            self.gathering.lemma + "s"
        )

    @property
    def bare(self) -> bool:
        """Whether it says nothing that could tell one occasion from another."""
        g = self.gathering
        return not (
            self.dated or g.city or g.country or g.venue or g.track or g.round or self.parties
        )


def tell(reading: Reading, who: Who, sides: Who, published: Interval) -> list[Telling]:
    """All mentions of meetings of one document, in text order."""
    town = filed_from(reading.document)
    return [
        _telling(reading, i, who, sides, published, town)
        for i in range(len(reading.findings.gatherings))
    ]


def _telling(
    reading: Reading, i: int, who: Who, sides: Who, published: Interval, town: City | None
) -> Telling:
    document, findings = reading.document.id, reading.findings
    gathering = findings.gatherings[i]
    times = [seen_from(findings.times[t], gathering.status) for t in gathering.times]
    relations = ("on", "about") if gathering.status == "held" else ("on", "about", "since")
    dates = [t for t in times if t.kind in ("date", "time") and t.relation in relations]
    dates = [t for t in dates if t.value != "PRESENT_REF"] or dates  # "now due on 15 May"
    seats: list[tuple[Seat, str]] = []
    parties: set[str] = set()
    comers: set[str] = set()
    represented: dict[str, tuple[str, ...]] = {}
    for seat in gathering.seats:
        own = seat.mention in gathering.parties
        actors = who.get((document, seat.mention), ())
        if not actors and seat.represents is not None:
            actors = sides.get((document, seat.represents), ())  # an envoy whom nobody names
        spoken_for = (
            _spoken_for(findings.mentions, seat, document, sides) if len(actors) == 1 else ()
        )
        for actor in actors:
            seats.append((seat, actor))
            others = tuple(s for s in spoken_for if s != actor)
            if others:
                represented[actor] = others
            if seat.attendance in PRESENT:
                (parties if own else comers).add(actor)
    when = days_named(dates, published)
    return Telling(
        document=document,
        index=i,
        gathering=gathering,
        status=_status(gathering, reading.document.text, times, dates, when, published),
        when=when,
        published=published,
        dated=bool(dates),
        weekdays=frozenset(
            int(m.group(1))
            for d in dates
            for t in d.choices
            if (m := re.fullmatch(r"XXXX-WXX-(\d)(T.*)?", t.value))
        ),
        month_days=frozenset(
            m.group(1)
            for d in dates
            for t in d.choices
            if (m := re.fullmatch(r"(?:XXXX|\d{4})-(\d\d-\d\d)(T.*)?", t.value))
        ),
        months=frozenset(
            m.group(1)
            for d in dates
            for t in d.choices
            if (m := re.match(r"(?:XXXX|\d{4})-(\d\d)(?!\d)", t.value))
        ),
        filed=town if _can_be_there(gathering) else None,
        seats=tuple(seats),
        plural=frozenset(
            s.mention for s in gathering.seats if len(who.get((document, s.mention), ())) > 1
        ),
        parties=frozenset(parties),
        comers=frozenset(comers),
        unknown=sum(not who.get((document, m)) for m in gathering.parties),
        rank=_rank(gathering, reading),
        names=_names(gathering, reading),
        words=_phrase(gathering, reading),
        beside=tuple(j for j, g in enumerate(findings.gatherings) if g.aside and g.besides == i),
        headline=_in_headline(gathering, reading),
        hosts=who.get((document, gathering.host), ()) if gathering.host is not None else (),
        sides=represented,
    )


def _points(gathering: Gathering) -> bool:
    """Whether it only tells attendance of an occasion named elsewhere."""
    return gathering.lemma not in _words_of_meetings() and gathering.reference == "definite"


def _can_be_there(gathering: Gathering) -> bool:
    """Whether it is news of no place told, which can be where the story was sent from."""
    told = gathering.city or gathering.country or gathering.status in AHEAD
    return not told and gathering.sentence <= LEAD and not _points(gathering)


def _status(
    gathering: Gathering,
    text: str,
    times: Sequence[TimeExpression],
    dates: Sequence[TimeExpression],
    when: Interval,
    published: Interval,
) -> Status:
    """*next week's meeting* is planned, though no verb says so."""
    coming = any((t.shift or 0) > 0 and t.anchor == "story" for t in dates)
    coming |= any(_COMING.search(t.extent.of(text)) for t in times)
    later = when.earliest and published.latest and when.earliest > published.latest
    return "planned" if gathering.status == "held" and (coming or later) else gathering.status


def _rank(gathering: Gathering, reading: Reading) -> str | None:
    """The level that the noun, or a word before it, tells; titles of those who came tell none."""
    if _points(gathering):
        return None
    words = Extent(gathering.extent.start, gathering.trigger.end).of(reading.document.text)
    found = [
        meeting_words().ranks.get(w.strip("'’s,-") + "s") or meeting_words().ranks.get(w)
        for w in words.lower().split()
    ]
    return next((r for r in reversed(found) if r), None)


def _phrase(gathering: Gathering, reading: Reading) -> str:
    words = gathering.extent.of(reading.document.text).casefold().split()
    return " ".join(words) if len(words) >= _COPIED else ""


def _in_headline(gathering: Gathering, reading: Reading) -> bool:
    title = reading.document.title
    return title is not None and title.start <= gathering.trigger.start < title.end


_NAME = re.compile(r"(?<![\w’'])(?:[a-z]+-)?[A-Z][a-z]+(?!['’]s)\b")


def _names(gathering: Gathering, reading: Reading) -> frozenset[str]:
    if gathering.extent.start >= gathering.trigger.start or gathering.city or gathering.times:
        return frozenset()
    words = Extent(gathering.extent.start, gathering.trigger.start).of(reading.document.text)
    found = _NAME.findall(words[4:] if words[:4] in ("The ", "This") else words)
    return frozenset(w.lower() for w in found)


def _spoken_for(
    mentions: Sequence[Mention], seat: Seat, document: str, sides: Who
) -> tuple[str, ...]:
    """Whom somebody represents here; who is called former represents nobody any more."""
    if seat.represents is not None:
        return sides.get((document, seat.represents), ())
    titles = mentions[seat.mention].titles
    if titles and all(t.status == "former" for t in titles):
        return ()
    return sides.get((document, seat.mention), ())


def seen_from(time: TimeExpression, status: Status) -> TimeExpression:
    """What is planned lies ahead, though it be told in the past: `said they would meet on 5 May`."""
    if status in ("planned", "proposed") and time.direction == "past":
        return msgspec.structs.replace(time, direction="future")
    return time


def days_named(times: Sequence[TimeExpression], published: Interval) -> Interval:
    """The days that several expressions name together: the common ones, else first to last."""
    found: Interval | None = None
    for time in times:
        days = date_of(time, published)
        if not days.known:
            continue
        if found is None:
            found = days
            continue
        common = found.narrowed(days)
        if common is not None:
            found = common
        elif (together := _together(found, days)) is not None:
            found = together
    return found or Interval()


def _together(one: Interval, other: Interval) -> Interval | None:
    """From the first day to the last, if that is no longer than a meeting can be."""
    whole = one.hull(other)
    return whole if whole.spans_at_most(_LONGEST) else None


@lru_cache(maxsize=1)
def _words_of_meetings() -> frozenset[str]:
    words = meeting_words()
    return (
        frozenset(words.nouns)
        | frozenset(n.removesuffix("s") for n in words.nouns)
        | (frozenset(words.verbs) - words["bare"] - words["send"])
    )
