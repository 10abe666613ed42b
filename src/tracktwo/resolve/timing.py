"""When the meetings of a pile were: by what is told of each, and by what came before what.

The days that its own time expressions name are worked out in `dates`. Where they leave an end
open, the order of meetings helps (*the talks were preceded by a meeting*, *the previous round*),
as do the years of a track. Each narrowing says why.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracktwo.knowledge.tracks import track
from tracktwo.model import Document, Extent, Interval
from tracktwo.resolve import wording
from tracktwo.resolve.dates import MeetingDate, meeting_date
from tracktwo.resolve.dates import Telling as Dated
from tracktwo.resolve.occasions import Occasion
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.tellings import Published, Telling, seen_from
from tracktwo.resolve.when import date_of
from tracktwo.resolve.wording import article, days_told, quoted

_NEARBY = datetime.timedelta(days=60)
"""What a story tells as before or after another meeting lies within two months of it."""
_REMEMBERED = datetime.timedelta(days=548)
"""*The previous meeting*, *the most recent round* are taken to be no older than this."""
BOTH_ENDS = frozenset({"opening", "closing"})
"""What is told of a meeting of which both the first and the last day are."""
_CHAIN, _MONTHS = 6, 62
"""Sentences back to the day that another counts from, and how many days it may leave open."""
_RECALL = re.compile(r"\b(previous|last|recent|latest|preceding|prior)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Limit:
    """Days between which a meeting must lie, and the reason."""

    days: Interval
    reason: str


def tellings_for_dates(
    occasion: Occasion, readings: Mapping[str, Reading], without: Collection[str] = ()
) -> tuple[Dated, ...]:
    """What each document tells of the time of one occasion, in the terms of `dates`.

    `without`: leave out what is told of its opening, or of its closing.
    """
    found = []
    for telling in occasion.tellings:
        if telling.pointing or (telling.bare and not telling.dated):
            continue
        if telling.gathering.phase in without:
            continue
        times = readings[telling.document].findings.times
        status = occasion.status if occasion.ahead else telling.status
        relations = ("on", "about") if status == "held" else ("on", "about", "since")
        dates = tuple(
            seen_from(times[i], status)
            for i in telling.gathering.times
            if times[i].kind in ("date", "time") and times[i].relation in relations
        )
        ends = occasion.phases >= BOTH_ENDS and telling.gathering.phase == "closing"
        found.append(Dated(telling.document, dates, status, telling.gathering.extent, ends))
    if not found and not without and occasion.status == "held":
        first = occasion.tellings[0]  # what is only pointed at is told as past all the same
        found.append(Dated(first.document, (), "held", first.gathering.extent))
    return tuple(found)


def date_occasions(
    occasions: Sequence[Occasion], readings: Mapping[str, Reading], published: Published
) -> list[MeetingDate]:
    """The days of every occasion, in the order given, with the reasons."""
    documents = {name: reading.document for name, reading in readings.items()}
    found = [_days_of(o, readings, published, documents) for o in occasions]
    limits = _by_order(occasions, found, documents)
    for i, limit in _by_chain(occasions, found, readings, published):
        limits[i].append(limit)
    news = news_of(occasions)
    for i, occasion in enumerate(occasions):
        limits[i] += [*_by_memory(occasion, readings, published), *_by_track(occasion, documents)]
        limits[i] += _by_news(i, occasion, news, found, documents)
        limits[i] += _by_plan(occasion, published, documents)
    return [_within(date, limits[i]) for i, date in enumerate(found)]


def _days_of(
    occasion: Occasion,
    readings: Mapping[str, Reading],
    published: Published,
    documents: Mapping[str, Document],
) -> MeetingDate:
    """The days that its mentions name, from the opening to the end where both are told."""

    if (hull := _told_apart(occasion)) is not None:
        return MeetingDate(hull, ("articles tell different days of it",))

    def told(*without: str) -> MeetingDate:
        return meeting_date(tellings_for_dates(occasion, readings, without), published, documents)

    if not occasion.phases >= BOTH_ENDS:
        return told()
    first, last = told("closing"), told("opening")
    start, end = first.days.earliest, last.days.latest
    if start is not None and end is not None and start > end:
        return told()
    basis = dict.fromkeys((*first.basis, *last.basis))
    return MeetingDate(Interval(start, end), tuple(basis))


def _told_apart(occasion: Occasion) -> Interval | None:
    """From the first to the last of the days that articles tell of it, if they do not agree."""
    known = [t.when for t in occasion.tellings if t.when.exact and t.gathering.phase is None]
    firsts = [d.earliest for d in known if d.earliest]
    by_document = {t.document: t.when for t in occasion.tellings if t.when.exact}
    if len(by_document) < 2 or len(set(firsts)) < 2 or (max(firsts) - min(firsts)).days > 2:
        return None
    return Interval(min(firsts), max(firsts))


def _within(date: MeetingDate, limits: Sequence[Limit]) -> MeetingDate:
    """A date narrowed by what does not contradict it."""
    for limit in limits:
        days = date.days.narrowed(limit.days)
        if days is not None and days != date.days:
            date = MeetingDate(days, (*date.basis, limit.reason))
    return date


def _by_order(
    occasions: Sequence[Occasion],
    found: Sequence[MeetingDate],
    documents: Mapping[str, Document],
) -> dict[int, list[Limit]]:
    """`met before the talks`: not after them, and within two months."""
    at = {t.key: i for i, o in enumerate(occasions) for t in o.tellings}
    limits: dict[int, list[Limit]] = defaultdict(list)
    for i, occasion in enumerate(occasions):
        for telling in occasion.tellings:
            j = at.get(
                (
                    telling.document,
                    telling.gathering.besides if telling.gathering.besides is not None else -1,
                )
            )
            order = telling.gathering.order
            if j is None or j == i or order is None:
                continue
            first, second = (i, j) if order == "before" else (j, i)
            document = documents[telling.document]
            told = f"{quoted(telling.gathering.extent, document)} in {article(document)}"
            limits[first] += _before(found[second].days, told)
            limits[second] += _after(found[first].days, told)
    return limits


def _by_chain(
    occasions: Sequence[Occasion],
    found: Sequence[MeetingDate],
    readings: Mapping[str, Reading],
    published: Published,
) -> Iterator[tuple[int, Limit]]:
    """`five days later`, `the following month`, `that year`: counted from the day told before it.

    A story goes on from the last day that it told; what a meeting's day is known to be counts for
    more than what the words alone say.
    """
    told_of: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i, occasion in enumerate(occasions):
        for telling in occasion.tellings:
            for k in telling.gathering.times:
                told_of[telling.document, k].append(i)
    for name in sorted(readings):
        document, written = readings[name].document, published.get(name, Interval())
        base: Interval | None = None
        since = 0
        for k, time in enumerate(readings[name].findings.times):
            if time.kind not in ("date", "time"):
                continue
            owners = told_of.get((name, k), [])
            if time.anchor != "event":
                known = [found[i].days for i in owners if found[i].days.spans_at_most(_MONTHS)]
                days = known[0] if known else date_of(time, written)
            elif base is None or time.shift is None or time.sentence - since > _CHAIN:
                continue
            else:
                days = date_of(time, written, event=base)
                words = quoted(time.extent, document)
                for i in owners if days.known else ():
                    yield (
                        i,
                        Limit(
                            days, f"{words} in {article(document)}, counted from {days_told(base)}"
                        ),
                    )
            if days.spans_at_most(_MONTHS):
                base, since = days, time.sentence


def _before(other: Interval, told: str) -> Iterator[Limit]:
    if other.latest:
        first = other.earliest - _NEARBY if other.earliest else None
        reason = f"{told}: before the meeting of {days_told(other)}"
        yield Limit(Interval(first, other.latest), reason)


def _after(other: Interval, told: str) -> Iterator[Limit]:
    if other.earliest:
        last = other.latest + _NEARBY if other.latest else None
        reason = f"{told}: after the meeting of {days_told(other)}"
        yield Limit(Interval(other.earliest, last), reason)


def _by_memory(
    occasion: Occasion, readings: Mapping[str, Reading], published: Published
) -> Iterator[Limit]:
    """`the previous meeting` is not older than stories remember."""
    if occasion.dated:
        return
    for telling in occasion.tellings:
        written = published.get(telling.document, Interval())
        word = _recall(telling, readings[telling.document])
        if word and written.earliest:
            days = Interval(written.earliest - _REMEMBERED, written.latest)
            document = readings[telling.document].document
            story = wording.written(article(document), written)
            yield Limit(days, f"“{word}” in {story} is taken for the last year and a half")


def news_of(occasions: Sequence[Occasion]) -> dict[str, int]:
    """Document -> the occasion that it speaks of most."""
    told: dict[str, Counter[int]] = defaultdict(Counter)
    for i, occasion in enumerate(occasions):
        for telling in occasion.tellings:
            told[telling.document][i] += 1
    return {
        document: min(counts, key=lambda i: (-counts[i], occasions[i].key))
        for document, counts in told.items()
    }


def _by_news(
    i: int,
    occasion: Occasion,
    news: Mapping[str, int],
    found: Sequence[MeetingDate],
    documents: Mapping[str, Document],
) -> Iterator[Limit]:
    """`the previous meeting` was before the one that its story is about."""
    for telling in occasion.tellings:
        recalled = (
            telling.gathering.reference == "previous" or telling.gathering.same_as is not None
        )
        main = news[telling.document]
        if recalled and main != i and (days := found[main].days).latest:
            document = documents[telling.document]
            words = f"{quoted(telling.gathering.extent, document)} in {article(document)}"
            reason = f"{words} looks back from the meeting of {days_told(days)}"
            yield Limit(Interval(None, days.latest), reason)


def _by_plan(
    occasion: Occasion, published: Published, documents: Mapping[str, Document]
) -> Iterator[Limit]:
    """What is planned in a story was not before the story."""
    if occasion.status != "planned":
        return
    for name in sorted({t.document for t in occasion.tellings if t.ahead}):
        written = published.get(name, Interval())
        if written.earliest:
            story = wording.written(article(documents[name]), written)
            yield Limit(Interval(written.earliest, None), f"planned in {story}")


def _recall(telling: Telling, reading: Reading) -> str | None:
    g = telling.gathering
    if g.extent.start >= g.trigger.start:
        return None
    match = _RECALL.search(Extent(g.extent.start, g.trigger.start).of(reading.document.text))
    return match.group(1) if match else None


def _by_track(occasion: Occasion, documents: Mapping[str, Document]) -> Iterator[Limit]:
    name = occasion.most("track")
    known = track(str(name)) if name is not None else None
    if known is not None and known.years.known:
        told = next(t for t in occasion.tellings if t.gathering.track == name)
        document = documents[told.document]
        words = f"{quoted(told.gathering.extent, document)} in {article(document)}"
        reason = f"{words}: the {known.name} lasted {days_told(known.years)}"
        yield Limit(known.years, reason)
