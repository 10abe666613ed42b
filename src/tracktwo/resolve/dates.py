"""When each story was written and each meeting was: the narrowest days that the pile entails.

First every document is dated by itself. Then meetings that several documents tell lend each
other their days (the Wednesday of one is the 20 October of the other), and the documents are
dated again. A date that the page prints is a witness of its own: believed to say when the page
was printed, and of the story only if the story does not contradict it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from tracktwo.model import Document, Extent, Interval, PageDate, Published, TimeExpression
from tracktwo.model.record import Status
from tracktwo.resolve import wording
from tracktwo.resolve.agreement import Agreement, Clue, agreement
from tracktwo.resolve.clues import (
    clues_of,
    end_of_lead,
    recurring_days,
    told_from_the_place,
    weekday_of_news,
)
from tracktwo.resolve.namedates import RareNames
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import Direction, date_of, written_when

SHARED, STAMP, PRINTED = 45, 25, 3
"""Weights: a meeting told elsewhere, a date of publication, a date of the page."""

_ROUNDS = 2
_ENUMERABLE = 4000
"""Days of an interval in which weekdays are looked at one by one."""
_SHORT = 31
"""Days of a meeting's interval that is narrow enough to date a story by."""
_STAMP = re.compile(r"publi(?:shed|cation)|posted|first aired|date\s*:|issued", re.IGNORECASE)
_UPDATE = re.compile(r"updated|modified|revised|last edited", re.IGNORECASE)
_STAMP_REACH = 40
_SLACK = {"stamp": 7, "update": 45, "clock": 7}
"""Days after the last possible day of writing at which a page date does not contradict it."""
_SAME_NEWS = datetime.timedelta(days=7)
_ROUND = datetime.timedelta(days=150)
"""A round of talks that one story opens and another closes is taken to last no longer."""
_NEXT_DAY = datetime.timedelta(days=1)
"""What is told from the place of the news, with the weekday alone, is of that day or the day before."""
_CLOSE = datetime.timedelta(days=14)
_MEMORY = datetime.timedelta(days=4 * 365)
"""Stories tell something of the last years before them."""
_STEPS = 4
"""How often a story that has just been dated may date its neighbours in turn."""
_NARROW, _BESIDE, _COMMON = 120, 200, 2
"""Days of a story dated well enough to date its neighbours, how far off a neighbour may be, and
how many rare names the two must share."""
_BOUNDED = 400
"""A story dated within so many days by itself makes a page date among them believable."""


@dataclass(frozen=True)
class Dating:
    """When one document was written, and which of its page dates that contradicts."""

    published: Published
    page_dates: tuple[PageDate, ...]

    @property
    def days(self) -> Interval:
        """The days on which it can have been written."""
        return Interval(self.published.earliest, self.published.latest)


@dataclass(frozen=True)
class Telling:
    """One document's word on a meeting: the time expressions that stand with it."""

    document: str
    times: tuple[TimeExpression, ...]
    status: Status = "held"
    words: Extent | None = None
    """The words that mention it."""
    closing: bool = False
    """Whether its times are those of the end of a meeting whose beginning another document tells."""


@dataclass(frozen=True)
class MeetingDate:
    """The days of a meeting, from the first to the last possible one, and why."""

    days: Interval
    basis: tuple[str, ...]


OwnClues: TypeAlias = Mapping[str, tuple[Clue, ...]]
"""Document id -> what the pile tells of its date without regard to meetings."""


def own_clues(readings: Sequence[Reading]) -> OwnClues:
    """The clues of each document, to be worked out once and weighed as often as needed."""
    named = RareNames(readings).clues()
    own = {r.document.id: clues_of(r) for r in readings}
    for name, clues in own.items():
        days = agreement(clues).hull
        if _bounded(days):  # a name alone may be an old story told again
            clues += (c for c in named.get(name, ()) if any(d.overlaps(days) for d in c.days))
    return {name: tuple(clues) for name, clues in own.items()}


def date_documents(
    readings: Sequence[Reading],
    meetings: Iterable[Sequence[Telling]] = (),
    own: OwnClues | None = None,
) -> dict[str, Dating]:
    """Document id -> when it was written; `meetings` are the tellings of each known meeting."""
    names = RareNames(readings)
    own = own_clues(readings) if own is None else own
    documents = {reading.document.id: reading.document for reading in readings}
    weekdays = {reading.document.id: weekday_of_news(reading) for reading in readings}
    placed = frozenset(r.document.id for r in readings if told_from_the_place(r))
    leads = {reading.document.id: end_of_lead(reading) for reading in readings}
    found = {name: _settled(clues) for name, clues in own.items()}
    alone = {name: agreed.hull for name, agreed in found.items()}
    shared = [told for told in meetings if len({t.document for t in told}) > 1]
    for _ in range(_ROUNDS if shared else 0):
        written = {name: agreed.hull for name, agreed in found.items()}
        lent: dict[str, list[Clue]] = {name: [] for name in own}
        for told in shared:
            for name, clue in _lent(told, written, documents, weekdays, placed):
                lent[name].append(clue)
            for name, clue in _same_news(told, alone, written, documents, leads):
                lent[name].append(clue)
        found = {name: _settled([*clues, *lent[name]]) for name, clues in own.items()}
    found = _beside(found, names.shared())
    return {name: _dated(documents[name], agreed, weekdays[name]) for name, agreed in found.items()}


def meeting_date(
    tellings: Sequence[Telling],
    written: Mapping[str, Interval],
    documents: Mapping[str, Document],
) -> MeetingDate:
    """The days of a meeting by all that is told of it; `written` says when each document was."""
    clues: list[Clue] = []
    whole: Interval | None = None
    for telling in tellings:
        published = written.get(telling.document, Interval())
        direction = _direction(telling.status)
        for time in telling.times:
            days = _possible(time, published, direction)
            if days:
                story = wording.written(wording.article(documents[telling.document]), published)
                words = wording.quoted(time.extent, documents[telling.document])
                reason = f"{words} in {story} is {_among(days)}"
                clues.append(Clue(days, _weight(time), reason))
            if "/" in time.value and len(days) == 1:
                whole = days[0]
        if telling.status == "held" and published.latest:
            until = Interval(None, published.latest)
            reason = f"{_story(telling, published, documents)} is told as past"
            clues.append(Clue((until,), PRINTED, reason))
    if not any(telling.times for telling in tellings):
        clues += _headlined(tellings, written, documents)
    found = agreement(clues)
    days_told = found.hull
    if whole and whole.overlaps(days_told):
        days_told = whole  # a range names the first day and the last, not a choice of days
    return MeetingDate(days_told, tuple(clue.reason for clue in found.decisive()))


def _headlined(
    tellings: Sequence[Telling],
    written: Mapping[str, Interval],
    documents: Mapping[str, Document],
) -> Iterable[Clue]:
    """A meeting that a headline tells, without a day, was in the week before the story."""
    for telling in tellings:
        document, days = documents[telling.document], written.get(telling.document, Interval())
        title = document.title.extent if document.title else None
        headed = title is not None and telling.words is not None and title.overlaps(telling.words)
        if headed and telling.status == "held" and days.earliest and _width(days) <= _SHORT:
            story = wording.written(wording.article(document), days)
            week = Interval(days.earliest - _SAME_NEWS, days.latest)
            yield Clue((week,), PRINTED, f"it is the news of {story}", telling.words)


def _settled(clues: Sequence[Clue]) -> Agreement:
    """The days that agree; of years that fit alike, those soon after the last thing told."""
    found = agreement(clues)
    since = [c.days[0] for c in found.kept if c.fresh and len(c.days) == 1]
    known = [days.earliest for days in since if days.earliest]
    if len(found.days) == 1 or not known:
        return found
    return found.nearest(Interval(max(known), max(known) + _MEMORY))


def _beside(
    found: Mapping[str, Agreement], shared: Mapping[str, Mapping[str, int]]
) -> dict[str, Agreement]:
    """Of years that fit alike, the one beside the dated stories that know the same rare names."""
    settled = dict(found)
    for _ in range(_STEPS):
        dated = {n: a.hull for n, a in settled.items() if _width(a.hull) <= _NARROW}
        # Runs of most of a year leave no gap by which a neighbour could tell the year.
        open_ones = [
            name
            for name, agreed in sorted(settled.items())
            if len(agreed.days) > 1
            and _bounded(agreed.hull)
            and max(_width(run) for run in agreed.days) <= _BESIDE
        ]
        chosen: dict[str, Agreement] = {}
        for name in open_ones:
            known = {other: n for other, n in shared.get(name, {}).items() if other in dated}
            closest = max(known.values(), default=0)
            beside = [dated[other] for other, n in sorted(known.items()) if n == closest]
            if closest >= _COMMON and (nearer := _nearest_run(settled[name], beside)):
                chosen[name] = nearer
        if not chosen:
            break
        settled.update(chosen)
    return settled


def _nearest_run(agreed: Agreement, beside: Sequence[Interval]) -> Agreement | None:
    """The run of days nearest to the dated stories; None if none of them is near."""
    gaps = {run: min(_gap(run, other) for other in beside) for run in agreed.days}
    best = min(gaps.values())
    if best > _BESIDE or best == max(gaps.values()):
        return None
    return agreed.nearest(min(gaps, key=lambda run: (gaps[run], run)))


def _bounded(days: Interval) -> bool:
    return days.earliest is not None and days.latest is not None


def _width(days: Interval) -> int:
    return (days.latest - days.earliest).days if days.earliest and days.latest else 10**6


def _gap(one: Interval, other: Interval) -> int:
    if one.overlaps(other):
        return 0
    ends = (one.earliest, one.latest, other.earliest, other.latest)
    a, b, c, d = (end or datetime.date.max for end in ends)
    return (c - b).days if c > b else (a - d).days


# ------------------------------------------------------------------ meetings and stories
def _lent(
    tellings: Sequence[Telling],
    written: Mapping[str, Interval],
    documents: Mapping[str, Document],
    weekdays: Mapping[str, int | None],
    placed: frozenset[str],
) -> Iterable[tuple[str, Clue]]:
    """What a meeting's day, as all tell it, says of each story that tells it."""
    begun, ended = _ends(tellings, written, documents)
    for telling in tellings:
        known = ended if telling.closing else begun
        if known.earliest is None or known.latest is None:
            continue
        others = sorted({t.document for t in tellings} - {telling.document})
        if not others:
            continue
        for time in telling.times:
            direction = time.direction or _direction(telling.status)
            days = written_when(time, known, direction)
            if telling.document in placed and re.match(r"XXXX-WXX-\d", time.value):
                days = days.narrowed(Interval(None, known.latest + _NEXT_DAY)) or days
            if days.known:
                words = time.extent.of(documents[telling.document].text)
                reason = f"“{words}” is {wording.days_told(known)}, by {_names(others, documents)}"
                yield telling.document, Clue((days,), SHARED, reason, time.extent)
        told_on = weekdays.get(telling.document)
        of_that_day = known.exact and told_on == known.earliest.isoweekday()
        if telling.status == "held" and not telling.times and of_that_day:
            week = Interval(known.earliest, known.earliest + datetime.timedelta(days=6))
            reason = (
                f"its weekday is that of {wording.days_told(known)}, by {_names(others, documents)}"
            )
            yield telling.document, Clue((week,), SHARED // 2, reason)
        if telling.status == "held":
            reason = (
                f"tells of a meeting on {wording.days_told(known)}, by {_names(others, documents)}"
            )
            yield telling.document, Clue((Interval(known.earliest, None),), PRINTED, reason)


def _ends(
    tellings: Sequence[Telling], written: Mapping[str, Interval], documents: Mapping[str, Document]
) -> tuple[Interval, Interval]:
    """The days of a meeting, or of its beginning, and those of its end, as far as a story goes by them.

    Of a meeting whose beginning alone is dated, the end is some time after it.
    """
    begun, ended = (
        meeting_date([t for t in tellings if t.closing == closing], written, documents).days
        for closing in (False, True)
    )
    if _width(begun) > _SHORT:
        begun = Interval()
    if _width(ended) > _SHORT:
        ended = Interval()
        if begun.earliest and begun.latest:
            ended = Interval(begun.earliest, begun.latest + _ROUND)
    return begun, ended


def _same_news(
    tellings: Sequence[Telling],
    alone: Mapping[str, Interval],
    written: Mapping[str, Interval],
    documents: Mapping[str, Document],
    leads: Mapping[str, int],
) -> Iterable[tuple[str, Clue]]:
    """Stories whose heads tell of one meeting as their news are of one week or so."""
    told = sorted({t.document for t in tellings if _is_news(t, leads)})
    for name in told:
        for other in told:
            days = written[other]
            if name == other or _width(days) > _SHORT or not days.earliest or not days.latest:
                continue
            near = Interval(days.earliest - _SAME_NEWS, days.latest + _SAME_NEWS)
            if _width(near) < _width(alone[name]) and near.overlaps(alone[name]):
                story = wording.written(wording.article(documents[other]), days)
                yield name, Clue((near,), SHARED // 3, f"tells the news of {story}")


def _is_news(telling: Telling, leads: Mapping[str, int]) -> bool:
    """Whether a story tells a meeting at its head, of a day of the week or of no day at all."""
    headed = telling.words is not None and telling.words.start < leads[telling.document]
    fresh = all(time.unit in (None, "D") and time.anchor == "story" for time in telling.times)
    known = any(re.match(r"\d{4}|XXXX-\d\d$", time.value) for time in telling.times)
    return telling.status == "held" and headed and fresh and not known


def _possible(
    time: TimeExpression, published: Interval, direction: Direction
) -> tuple[Interval, ...]:
    """The days that the expression can mean; several when only the weekday or day is known."""
    if time.alternative is not None:
        either = [
            _possible(msgspec.structs.replace(t, alternative=None), published, direction)
            for t in time.choices
        ]
        return tuple(dict.fromkeys(either[0] + either[1])) if all(either) else ()
    hull = date_of(time, published, direction=time.direction or direction)
    value = re.sub(r"T[\dA-Z:]+$", "", time.value)
    if days := recurring_days(value, time.weekday, 0, 0):
        return tuple(d for d in days if d.overlaps(hull)) if hull.known else days
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", value)
    if not hull.known:
        return ()
    if (
        weekday
        and hull.earliest
        and hull.latest
        and (hull.latest - hull.earliest).days <= _ENUMERABLE
    ):
        length = (hull.latest - hull.earliest).days + 1
        all_days = (hull.earliest + datetime.timedelta(days=i) for i in range(length))
        return tuple(Interval(d, d) for d in all_days if d.isoweekday() == int(weekday.group(1)))
    return (hull,)


def _weight(time: TimeExpression) -> int:
    """Days before weekdays before longer times."""
    if re.match(r"(?:\d{4}|XXXX)-\d\d-\d\d", time.value):
        return 30
    return 20 if time.value.startswith("XXXX-WXX-") or time.unit == "D" else 10


def _direction(status: Status) -> Direction:
    return "past" if status == "held" else "future" if status in ("planned", "proposed") else None


# ------------------------------------------------------------------ pages
def _dated(document: Document, agreed: Agreement, weekday: int | None) -> Dating:
    """The story's days with what its page dates add, and which of those it contradicts."""
    own = agreed.hull
    page_dates = []
    added: list[Clue] = []
    notes: list[str] = []
    for printed in document.page_dates:
        sort = _sort_of(printed, document)
        contradicted = _contradicts(own, printed.date, sort)
        page_dates.append(msgspec.structs.replace(printed, contradicted=contradicted))
        words = " ".join(printed.span.text.split())
        if contradicted:
            notes.append(f"the page prints “{words}”, which the story contradicts")
        else:
            added += _page_clues(own, printed, sort, words, weekday)
    final = agreement([*agreed.kept, *added]) if added else agreed
    basis = [clue.reason for clue in final.decisive()] + notes
    basis += [f"set aside: {clue.reason}" for clue in (*agreed.dropped, *final.dropped)]
    published = Published(final.hull.earliest, final.hull.latest, tuple(dict.fromkeys(basis)))
    return Dating(published, tuple(page_dates))


def _page_clues(
    own: Interval, printed: PageDate, sort: str, words: str, weekday: int | None
) -> Iterable[Clue]:
    day, extent = printed.date, printed.span.extent
    if sort == "stamp":
        days = Interval(day - datetime.timedelta(days=1), day)
        yield Clue((days,), STAMP, f"published by the page: “{words}”", extent)
        return
    yield Clue((Interval(None, day),), PRINTED, f"the page was printed by “{words}”", extent)
    if own.spans_at_most(_BOUNDED):
        # The day after its news, or the same: then hardly the day on which somebody copied it.
        fits = weekday is not None and (day.isoweekday() - weekday) % 7 <= 1
        days = Interval(day - (_NEXT_DAY if fits else _CLOSE), day)
        yield Clue((days,), PRINTED, f"the story agrees with the page’s “{words}”", extent)


def _sort_of(printed: PageDate, document: Document) -> str:
    """A stamp says when the story came out, an update when it was changed, a clock only today."""
    start = printed.span.start
    before = document.text[max(0, start - _STAMP_REACH) : printed.span.end].rsplit("\n\n", 1)[-1]
    if _UPDATE.search(before):
        return "update"
    return "stamp" if _STAMP.search(before) else "clock"


def _contradicts(own: Interval, day: datetime.date, sort: str) -> bool:
    if own.earliest and day < own.earliest - datetime.timedelta(days=1):
        return True
    return bool(own.latest and day > own.latest + datetime.timedelta(days=_SLACK[sort]))


# ------------------------------------------------------------------ words for people
def _among(days: Sequence[Interval]) -> str:
    """One stretch of days, or how many there are to choose from."""
    if len(days) == 1:
        return wording.days_told(days[0])
    whole = Interval(days[0].earliest, days[-1].latest)
    return f"one of {len(days)} days, {wording.days_told(whole)}"


def _story(telling: Telling, published: Interval, documents: Mapping[str, Document]) -> str:
    """The words that mention a meeting, and the story that they stand in."""
    document = documents[telling.document]
    story = wording.written(wording.article(document), published)
    return f"{wording.quoted(telling.words, document)} in {story}" if telling.words else story


def _names(ids: Sequence[str], documents: Mapping[str, Document]) -> str:
    return " and ".join(wording.article(documents[name]) for name in ids)
