"""What in a story tells when it was written.

No clue is a proof: sentences look back, quote and predict. So each says how far it is to be
trusted, and `agreement` weighs them. What offices tell stands in `incumbents`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec

from tracktwo.extract.timex import recognise
from tracktwo.knowledge.events import Event, Told, events_in
from tracktwo.model import Extent, Interval, TimeExpression
from tracktwo.model.span import hull
from tracktwo.resolve.agreement import (
    AGENCY,
    COUNTED,
    DATELINE,
    EVENT,
    HORIZON,
    NAMED_DAY,
    RECENT,
    YEAR,
    Clue,
)
from tracktwo.resolve.incumbents import of_offices
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.when import Direction, count_of_years, date_of, day_in, written_when

_NEWS = 10
"""Days after which a story no longer tells its main event as news, the weekly press included."""
_WEEK = 7
_HALF_A_YEAR = 183
_TWELVE_MONTHS = 335
_MONTH = datetime.timedelta(days=30)
_WHILE = 3
"""Days around a day whose event is under way as the story is told."""
_UNDER_WAY = re.compile(
    r"\b(?:is|are)\s+(?:\w+ly\s+)?(?:hosting|holding|meeting|attending|gathering|convening|receiving"
    r"|sitting|taking part|participating|opening|visiting|chairing|leading|headed|led|attended)\b"
)
_NAMED_WITH_WEEKDAY = 45
"""Days for which the press says weekday, month and day of a thing, without the year."""
_SAME_YEAR = 300
"""Days for which it says month and day without the year."""
_LEAD_PARAGRAPHS, _LEAD_LENGTH, _LONG = 3, 1200, 100
"""The lead ends with its third long paragraph, or after so many characters."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BESIDE = 8
"""Characters between an event and a month that is told of it."""
_NEAR = 60
"""Characters between an event and the time expression that counts from it."""

_HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|may|if|unless|will|fear\w*|threat\w*|prevent\w*|avoid\w*|possib\w+"
    r"|potential\w*|planned|next|upcoming|before|like|another)\b",
    re.IGNORECASE,
)
_INTENDED = re.compile(
    r"\bto\s+(?:withdraw|leave|sign|end|begin|start|open|resume|join|annex|invade|recogni[sz]e|disarm"
    r"|demobili[sz]e|disband|seize|take|capture|hold|launch|release|normali[sz]e|restore|announce"
    r"|declare|pull|quit|exit|kill|overthrow|topple|oust|return)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|could|may|might|should|shall|by|candidate\w*|election\w*|elected|electoral"
    r"|race|campaign\w*|nomin\w+|primar\w+|convention|ballot|polls?|vot\w+|bid|goal|target|plan\w*"
    r"|expect\w*|hop\w+|due|schedul\w+|going to|expir\w+|deadline|until|forecast\w*|run(?:ning)?)\b",
    re.IGNORECASE,
)
"""Words with which a year may be one to come, though no verb says so."""
_WOULD = re.compile(r"\b(?:would|was to|were to)\b", re.IGNORECASE)
"""What was then to come."""
_NUMBER_OF = re.compile(
    r"(?:(?:vol(?:ume)?|issue|no|number|briefing|note|paper|policy)\b\W*\d*\W+)*"
    r"([A-Z][a-z]+\.?,? (?:19|20)\d\d)",
    re.IGNORECASE,
)
"""What names the number of a review, on a line of its own."""
_AWAY = re.compile(r"\s+(?:away|off|hence|from (?:now|today))\b")
_COUNTED_BESIDE = re.compile(r"\W{1,4}|\W{1,3}(?:or|that is|and so|which is|now)\W{1,3}")
"""What stands between a day and the count of days that leads to it."""
_LOOKING_BACK = re.compile(
    r"\b(?:since|after|anniversary|years?|months?|ago|following|before|despite|last|first|ever|until"
    r"|\d{4})\b",
    re.IGNORECASE,
)
_IN_POWER = re.compile(
    r"\s+(?:in (?:power|office|charge)|of (?:\w+\s){0,2}(?:rule|power|government)|since|after|on\b)"
)
_ON = re.compile(r"(?:\bon|day,|,)\s+$", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b(\w+?)(?:st|nd|rd|th)?[\s-]+anniversary\b", re.IGNORECASE)
_ORDINALS = {
    "fir": 1,
    "seco": 2,
    "thi": 3,
    "four": 4,
    "fif": 5,
    "ten": 10,
    "twentie": 20,
    "thirtie": 30,
    "fiftie": 50,
}
"""The beginnings that the pattern leaves of first, second, third, …"""
_ENDED_AFTER = re.compile(
    r"\b(?:end(?:ed|ing)|clos(?:ed|ing)|conclud\w+|finish\w+|wrapp\w+ up|broke (?:up|down)|collapsed)"
    r"\W+(?:\w+\W+){0,3}?after\W+(?:(?:more than|just|only|about|some)\W+)?$",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(
    r",?\s+(?:of\s+)?(?:last|that|the|next|this)\s+(?:\w+\s+)?year|\s+of\s+\d", re.I
)
_AGENCY = re.compile(r"\s*\((?:[A-Z][\w.&/ -]{1,24})\)\s*(?:[.–—-]|--)")
_PLACE_LINE = re.compile(
    r"(?:[A-Z][A-Z'’.-]{2,}(?:[ -][A-Z'’.]+)*(?:, [A-Z][\w. ]+)?|[A-Z][\w ]{2,20}(?=\s\())"
    r"(?:\s*\([A-Z][\w/ ]{1,24}\))?\s*(?:[–—]|--?\s)"
)
_DATELINE_REACH = 60
"""Characters of a paragraph in which a dateline stands."""
_SCHEDULED = re.compile(
    r"\s+(?:\w+\s+){0,4}(?:elections?|vote|polls?|World Cup|Olympics?|Games|deadline|targets?|goals?|budget)\b",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(
    r"\s+(?:\[?M-?19|movement|revolution|brigade|front|attacks?)\b", re.IGNORECASE
)

_StoryDays: TypeAlias = Callable[[Interval], Interval]
"""The day of an event -> the days on which a story that counts so from it can be written."""


def clues_of(reading: Reading) -> list[Clue]:
    """Everything in the story that tells when it was written; the page's dates are not in it."""
    return [
        *_dateline(reading),
        *_masthead(reading),
        *_times(reading),
        *_events(reading),
        *of_offices(reading),
    ]


# ------------------------------------------------------------------ days that the story prints
def _dateline(reading: Reading) -> Iterator[Clue]:
    dateline = reading.document.dateline
    if dateline is None:
        return
    for timex in recognise(dateline.text):
        if re.match(r"\d{4}-\d\d-\d\d", timex.value):
            place = TimeExpression(extent=Extent(0, 0), value=timex.value)
            days: tuple[Interval, ...] = (date_of(place, Interval()),)
        else:
            days = recurring_days(timex.value, timex.weekday, 0, 1)
        if days:
            reason = f"the story’s own dateline, “{' '.join(dateline.text.split())}”"
            yield Clue(days, DATELINE, reason, dateline.extent)
            yield from _weekday_of_dateline(timex.value, reading, dateline.extent)
            return


def _masthead(reading: Reading) -> Iterator[Clue]:
    """`December 2022` on a line of its own above the story: the number that it stands in."""
    text, blocks = reading.document.text, reading.document.blocks
    for block in blocks:
        if block.kind == "paragraph" and block.extent.end - block.extent.start >= _LONG:
            return
        for line in re.finditer(r"[^\n]+", block.extent.of(text)):
            words = line.group().strip(" |·-")
            match = _NUMBER_OF.fullmatch(words)
            timex = recognise(match.group(1))[:1] if match else []
            days = (
                date_of(TimeExpression(extent=Extent(0, 0), value=t.value), Interval())
                for t in timex
                if re.fullmatch(r"\d{4}-(?:\d\d|SP|SU|FA|WI)", t.value)
            )
            for month in days:
                extent = Extent(block.extent.start + line.start(), block.extent.start + line.end())
                yield Clue((month,), EVENT, f"the page’s own “{words}”", extent)


def _weekday_of_dateline(value: str, reading: Reading, extent: Extent) -> Iterator[Clue]:
    """`SOCHI, November 26 - … on Friday`: the news is of the day of the dateline, or the day before."""
    weekday = weekday_of_news(reading)
    if weekday is None or not re.fullmatch(r"XXXX-\d\d-\d\d", value):
        return
    same = recurring_days(value, weekday, 0, 1)
    after = recurring_days(value, weekday % 7 + 1, 0, 1)  # told on the morrow
    days = tuple(sorted({*same, *after}))
    name = _WEEKDAYS[weekday - 1]
    yield Clue(
        days, NAMED_DAY // 2, f"its head tells of {name}, the day of the dateline or before", extent
    )


def _times(reading: Reading) -> Iterator[Clue]:
    text = reading.document.text
    lead = end_of_lead(reading)
    under_way = bool(_UNDER_WAY.search(text, _start_of_story(reading), lead))
    news: list[Clue] = []
    plain: list[tuple[TimeExpression, str]] = []
    met = {g.sentence for g in reading.findings.gatherings}
    sentences = reading.findings.sentences
    starts = {b.extent.start for b in reading.document.blocks if b.kind == "paragraph"}
    held = {i for g in reading.findings.gatherings if g.status == "held" for i in g.times}
    for k, time in enumerate(reading.findings.times):
        words = " ".join(time.extent.of(text).split())
        around = text[max(0, time.extent.start - 40) : time.extent.end + 20]
        behind = text[time.extent.end : time.extent.end + 40]
        first = re.sub(r"T[\dA-Z:]+$", "", time.value.split("/")[0])
        if time.anchor == "event" or time.kind in ("duration", "set") or "nniversary" in around:
            continue
        if (
            _AGENCY.match(behind)
            and time.extent.start - max((s for s in starts if s <= time.extent.start), default=0)
            < _DATELINE_REACH
        ):
            yield from _agency_dateline(time, first, words, reading)
        elif re.match(r"\d{4}", first) and (
            time.direction == "future" or not _SCHEDULED.match(behind)
        ):
            yield from _full_date(time, words, sentences[time.sentence].of(text))
        elif re.fullmatch(r"XXXX-\d\d-\d\d", first) and not _NAMESAKE.match(behind):
            if time.shift is not None:
                if time.unit == "W":
                    yield from _shifted_day(time, first, words)
                continue
            if counted := _count_beside(time, reading):
                yield from _counted_day(time, first, counted, reading)
                continue
            # A bare day to come (elections, a deadline) can be months away.
            newsy = time.weekday or (time.sentence in met and time.direction != "future")
            age = _age(time, first, reading)
            told = time.relation in ("on", "about") and age <= 2 * _NEWS
            if time.extent.start < lead and newsy and told:
                since = _days_told_since(time, reading)
                news += _news_day(time, first, words, under_way, since)
                plain += [(time, first)] if k in held and not (time.weekday or since) else []
            reach = _NAMED_WITH_WEEKDAY if time.weekday else _SAME_YEAR
            if time.weekday or not _perhaps_ahead(time, reading):
                yield from _month_day(time, first, words, reach, age)
        elif (
            re.fullmatch(r"XXXX-\d\d", first)
            and time.shift is None
            and not _perhaps_ahead(time, reading)
        ):
            yield from _month(time, first, words, behind)
    if news:
        # which of the days at its head the story is the news of, only its sense could tell
        days = tuple(sorted(d for clue in news for d in clue.days))
        reasons = dict.fromkeys(clue.reason for clue in news)
        weight = max(clue.weight for clue in news)
        yield Clue(days, weight, " or ".join(reasons), news[0].extent)
    weekday = weekday_of_news(reading)
    if weekday is not None and len(plain) == 1:
        time, value = plain[0]
        last = time.value.split("/")[-1]  # "June 18 and 19": the one or the other
        fitting = tuple(
            sorted({d for v in (value, last) for d in recurring_days(v, weekday, 0, 2 * _NEWS)})
        )
        words = " ".join(time.extent.of(text).split())
        reason = f"“{words}” is the {_WEEKDAYS[weekday - 1]} of its head ({_years_around(fitting)})"
        if fitting:
            yield Clue(fitting, RECENT, reason, time.extent)


def _agency_dateline(
    time: TimeExpression, value: str, words: str, reading: Reading
) -> Iterator[Clue]:
    """`HURDAL, Norway, Oct 18 (Reuters) -`: the day of writing, without its year."""
    yield Clue(recurring_days(value, None, 0, 1), AGENCY, f"dateline “{words}”", time.extent)
    following = (
        t
        for t in reading.findings.times
        if t.sentence <= time.sentence + 1 and t.extent.start > time.extent.end
    )
    for other in following:
        weekday = re.match(r"XXXX-WXX-(\d)", other.value)
        if weekday and other.shift is None and other.direction != "future":
            # what an agency tells with the weekday alone is mostly of the day itself
            days = recurring_days(value, int(weekday.group(1)), 0, 1)
            which = other.extent.of(reading.document.text)
            reason = f"“{which}” beside the dateline “{words}” ({_years_around(days)})"
            yield Clue(days, RECENT, reason, other.extent)
            return


def _full_date(time: TimeExpression, words: str, sentence: str) -> Iterator[Clue]:
    """What is told as past, with its year, has begun when the story is written."""
    named = date_of(time, Interval())
    if named.earliest is None or not HORIZON.overlaps(named):
        return
    if time.direction == "future":
        if named.latest and not _WOULD.search(sentence):
            reason = f"“{words}” is told as to come"
            yield Clue((Interval(None, named.latest),), YEAR, reason, time.extent)
            if re.fullmatch(r"\d{4}", time.value):  # else it would be "this year"
                year_before = Interval(None, named.earliest - datetime.timedelta(days=1))
                yield Clue((year_before,), RECENT, reason, time.extent)
        return
    if time.relation in ("until", "before"):
        return
    past, bare = time.direction == "past", re.fullmatch(r"\d{4}", time.value) is not None
    if not past and (bare or _AHEAD.search(sentence)):
        return  # the year of an election or a budget is named long before it comes
    weight = 2 * YEAR if past else YEAR
    days = (Interval(named.earliest, None),)
    reason = f"the story knows of “{words}”"
    yield Clue(days, weight, reason, time.extent, fresh=past and time.value.count("-") == 2)


def _perhaps_ahead(time: TimeExpression, reading: Reading) -> bool:
    """Whether a sentence in the past tense speaks of plans, elections or deadlines."""
    sentence = reading.findings.sentences[time.sentence].of(reading.document.text)
    return time.direction == "past" and bool(_AHEAD.search(sentence))


def _age(time: TimeExpression, value: str, reading: Reading) -> int:
    """How long before the last day that the story tells as past the named one was, in days.

    Of a spring and a summer day without years the spring day is taken for the earlier.
    """
    age, here = 0, _in_a_year(value)
    if here is None or time.direction != "past":
        return 0
    for other in reading.findings.times:
        there = _in_a_year(other.value)
        if there and other.direction == "past" and other.relation in ("on", "about"):
            gap = (there - here).days % 366
            if gap < _HALF_A_YEAR:
                age = max(age, gap)
    return age


def _in_a_year(value: str) -> datetime.date | None:
    """`XXXX-05-22` in some leap year."""
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value)
    return (day_in(2000, int(match[1]), int(match[2])) or Interval()).earliest if match else None


def _days_told_since(time: TimeExpression, reading: Reading) -> int:
    """How many days after the named one the story has certainly seen.

    `landed on Thursday, 14 September … the talks ended after five days`; `bombed on Friday, 22 May
    … by Saturday they counted 26`; `two days later` in the next sentence.
    """
    text, since = reading.document.text, 0
    for other in reading.findings.times:
        if other.direction != "past" or other.extent.start < time.extent.end:
            continue
        days = re.fullmatch(r"P(\d+)D", other.value)
        weekday = re.match(r"XXXX-WXX-(\d)", other.value)
        follows = other.sentence - time.sentence <= 1
        if days and _ENDED_AFTER.search(text, other.extent.start - 60, other.extent.start):
            since = max(since, int(days.group(1)) - 1)
        elif weekday and time.weekday and other.relation == "until" and other.shift is None:
            since = max(since, (int(weekday.group(1)) - time.weekday) % 7)
        elif follows and other.anchor == "event" and other.unit == "D" and (other.shift or 0) > 0:
            since = max(since, other.shift or 0)
    return min(since, 2 * _NEWS)


def _month(time: TimeExpression, value: str, words: str, behind: str) -> Iterator[Clue]:
    """A month without its year is one of the last, or of the next, twelve, and rarely the last."""
    if time.direction is None or time.relation not in ("on", "about") or _OF_A_YEAR.match(behind):
        return
    days = recurring_days(
        f"{value}-01", None, *_reaches(time.direction, _TWELVE_MONTHS, _TWELVE_MONTHS)
    )
    if time.direction == "future":  # the month may have begun
        days = tuple(Interval(d.earliest, d.latest + _MONTH) for d in days if d.latest)
    reason = f"“{words}” is told without its year"
    yield Clue(days, RECENT, reason, time.extent)


def _news_day(
    time: TimeExpression, value: str, words: str, under_way: bool, since: int
) -> Iterator[Clue]:
    """A day at the head of a story is that of its news, if it stands with a weekday or alone."""
    reach = _NEWS if time.weekday else 2 * _NEWS
    back, ahead = _reaches(time.direction, reach // 2 if time.direction is None else reach, reach)
    reason = f"“{words}” is news"
    if under_way and time.direction is None:
        back = ahead = _WHILE
        reason += " and under way"
    if since:
        back, ahead = -since, max(ahead, since + _NEWS // 2)
        reason += f", and the story knows of {since} days after it"
    days = recurring_days(value, time.weekday, back, ahead)
    if days:
        reason += f" (that weekday: {_years_around(days)})" if time.weekday else ""
        yield Clue(days, NAMED_DAY if time.weekday else NAMED_DAY // 2, reason, time.extent)


def _shifted_day(time: TimeExpression, value: str, words: str) -> Iterator[Clue]:
    """`next Tuesday, 7 February`: the story is of the week before."""
    named = recurring_days(value, time.weekday, 0, 0)
    days = tuple(written_when(time, day) for day in named)
    if days:
        reason = f"“{words}” (that weekday: {_years_around(named)})"
        yield Clue(days, NAMED_DAY, reason, time.extent)


def _count_beside(time: TimeExpression, reading: Reading) -> TimeExpression | None:
    """The `six weeks from now` of `24 December, six weeks from now`."""
    text = reading.document.text
    for other in reading.findings.times:
        if other.sentence != time.sentence or other.extent == time.extent:
            continue
        first, last = sorted((time.extent, other.extent))
        if not _COUNTED_BESIDE.fullmatch(text, first.end, last.start):
            continue
        if other.kind == "date" and other.unit in ("D", "W", "M") and other.anchor == "story":
            return other if abs(other.shift or 0) > 1 else None
        length = re.fullmatch(r"P(\d+)([DWM])", other.value)
        if length and _AWAY.match(text, other.extent.end):
            return msgspec.structs.replace(other, kind="date", unit=length[2], shift=int(length[1]))
    return None


def _counted_day(
    time: TimeExpression, value: str, counted: TimeExpression, reading: Reading
) -> Iterator[Clue]:
    """A day and how far off it is: the story is of so many days before it, or after."""
    days = tuple(written_when(counted, day) for day in recurring_days(value, time.weekday, 0, 0))
    words = " ".join(hull((time.extent, counted.extent)).of(reading.document.text).split())
    if days:
        yield Clue(days, NAMED_DAY, f"“{words}” counts from the story’s day", time.extent)


def _month_day(
    time: TimeExpression, value: str, words: str, reach: int, age: int
) -> Iterator[Clue]:
    """A day without its year is near the story; its weekday tells in which years that can be."""
    if time.relation in ("until", "before") and time.direction == "past":
        return  # "agreed to wait until 20 January": ahead of then, perhaps not of now
    coming = time.relation in ("until", "before")
    direction: Direction = "future" if coming else time.direction
    # An election or a deadline can be told of most of a year before it comes.
    back, ahead = _reaches(
        direction, _TWELVE_MONTHS if direction == "future" and not time.weekday else reach, reach
    )
    days = recurring_days(value, time.weekday, -age if age else back, max(ahead, age))
    if days:
        reason = f"“{words}” is told without its year"
        reason += f" (that weekday: {_years_around(days)})" if time.weekday else ""
        yield Clue(days, NAMED_DAY // 2 if time.weekday else RECENT, reason, time.extent)


def _reaches(direction: Direction, back: int, ahead: int) -> tuple[int, int]:
    """How many days before and after the named day the story can be."""
    return (0 if direction == "past" else back), (0 if direction == "future" else ahead)


# ------------------------------------------------------------------ events that everybody knows
def _events(reading: Reading) -> Iterator[Clue]:
    text, findings = reading.document.text, reading.findings
    lead = end_of_lead(reading)
    weekday = weekday_of_news(reading)
    title = reading.document.title.extent if reading.document.title else None
    for i, place in enumerate(findings.sentences):
        times = [t for t in findings.times if t.sentence == i]
        sentence = place.of(text)
        for time in times:
            if time.value.endswith("-FA"):  # a season is no downfall
                start, end = time.extent.start - place.start, time.extent.end - place.start
                sentence = sentence[:start] + " " * (end - start) + sentence[end:]
        told = events_in(sentence)
        if told and place.start < lead and not _LOOKING_BACK.search(sentence):
            yield from _news_of(told, place, weekday, title)
        for group in _overlapping(told):
            yield from _event(sentence, place.start, group, times)


def weekday_of_news(reading: Reading) -> int | None:
    """The weekday (Monday is 1) of a story's news: the first that its lead tells as past."""
    lead = end_of_lead(reading)
    for time in reading.findings.times:
        match = re.match(r"XXXX-WXX-(\d)", time.value)
        if match and time.extent.start < lead and time.direction != "future" and not time.shift:
            return int(match.group(1))
    return None


def told_from_the_place(reading: Reading) -> bool:
    """Whether the story opens with the place that it was sent from: `GENEVA, May 3 (AP) —`."""
    text = reading.document.text
    starts = (b.extent.start for b in reading.document.blocks if b.kind == "paragraph")
    return any(_PLACE_LINE.match(text, start) for start in starts)


def _news_of(
    told: Sequence[Told], place: Extent, weekday: int | None, title: Extent | None
) -> Iterator[Clue]:
    """A known event in the title, or in the lead with its own weekday, is the news of the story."""
    for event in dict.fromkeys(t.event for t in told if t.event.days.exact):
        titled = title is not None and title.overlaps(place)
        if weekday == event.day.isoweekday() or (titled and weekday is None):
            days = Interval(event.day, event.day + datetime.timedelta(days=_WEEK))
            reason = f"the news is the {event.name} ({event.day})"
            reason += ", told with the weekday that it had" if weekday else ""
            yield Clue((days,), EVENT if weekday else EVENT // 2, reason, place)


def _event(
    sentence: str, offset: int, told: Sequence[Told], times: Sequence[TimeExpression]
) -> Iterator[Clue]:
    """Events that share their words (two falls of Kabul) are alternatives, not a contradiction."""
    start, end = min(t.start for t in told), max(t.end for t in told)
    intended = _INTENDED.search(sentence, max(0, start - 4), end + 12)
    if intended or _HYPOTHETICAL.search(sentence, max(0, start - 30), end):
        return
    place = Extent(offset + start, offset + end)
    years = {t.value[:4] for t in times}
    events = [t.event for t in told]
    events = [e for e in events if str(e.day.year) in years] or events
    events = [e for e in events if not _of_another_month(e, place, times)]
    if not events:
        return
    counted = _counted(sentence, offset, place, times, events)
    if counted:
        words, story_days, events = counted
        possible = [(e, then) for e in events if _after_it(then := story_days(e.days), e)]
        if possible:
            which = " or ".join(f"{e.name} ({e.day})" for e, _ in possible)
            days = tuple(then for _, then in possible)
            own_day = any(
                re.match(r"XXXX-\d\d", t.value)
                and sentence[t.extent.start - offset : t.extent.end - offset] == words
                for t in times
            )
            # "On September 27 they spoke": a story that looks back for years leaves out the year too
            weight = RECENT if own_day else COUNTED
            yield Clue(days, weight, f"“{words}” counts from {which}", place)
            if not own_day:
                return
    which = " or ".join(f"{e.name} ({e.day})" for e in events)
    words = " ".join(sentence[start:end].split())
    earliest = min(e.day for e in events)
    yield Clue((Interval(earliest, None),), EVENT, f"“{words}” looks back on {which}", place)


def _of_another_month(event: Event, place: Extent, times: Sequence[TimeExpression]) -> bool:
    """`Hanoi on March 7 and 8`: what the words beside it date to another month is not the event."""
    if not event.days.exact:
        return False
    beside = [t for t in times if _gap(t.extent, place) <= _BESIDE and t.kind == "date"]
    named = [
        m
        for t in beside
        if (m := re.match(rf"(?:XXXX|{event.day.year})-(\d\d)(?:-(\d\d))?(?!\d)", t.value))
    ]
    close = [event.day + datetime.timedelta(days=d) for d in range(-_WHILE, _WHILE + 1)]
    days = {(f"{d.month:02}", f"{d.day:02}") for d in close}
    months = {month for month, _ in days}
    return bool(named) and not any(
        (m.group(1), m.group(2)) in days if m.group(2) else m.group(1) in months for m in named
    )


def _after_it(days: Interval, event: Event) -> bool:
    return days.known and (days.latest is None or days.latest >= event.day)


def _counted(
    sentence: str,
    offset: int,
    event: Extent,
    times: Sequence[TimeExpression],
    events: Sequence[Event],
) -> tuple[str, _StoryDays, list[Event]] | None:
    """The words that place an event in time as the story sees it, and what they say of the story."""
    match = _ANNIVERSARY.search(sentence)
    if match and abs(match.start() + offset - event.start) < 2 * _NEAR:
        number = match.group(1).lower()
        count = int(number) if number.isdigit() else _ORDINALS.get(number)
        if count:
            return match.group(), lambda days: _around_anniversary(count, days), list(events)
    if any(re.match(r"\d{4}", t.value) for t in times):
        return None  # the sentence says itself which year it speaks of
    for time in sorted(times, key=lambda t: (_gap(t.extent, event), t.extent)):
        if _gap(time.extent, event) > _NEAR:
            return None
        start, end = time.extent.start - offset, time.extent.end - offset
        names_it = time.extent.start <= event.start and event.end <= time.extent.end
        month_day = re.match(r"XXXX-\d\d-\d\d", time.value)
        if names_it or (month_day and not _ON.search(sentence[:start])):
            continue  # "the Sept. 11 attacks": the day is the name of the event
        story_days = _story_days(time, time.extent.end <= event.end, sentence[end:])
        meant = [e for e in events if _agrees(time, e)]
        if story_days and meant:
            return sentence[start:end], story_days, meant
    return None


def _agrees(time: TimeExpression, event: Event) -> bool:
    """Whether the month, and the day, that the expression names can be the event's."""
    month, day = f"{event.day.month:02}", f"{event.day.day:02}"
    weekday = re.match(r"XXXX-WXX-(\d)", time.value)
    if weekday:
        return event.days.exact and int(weekday.group(1)) == event.day.isoweekday()
    named = re.match(r"XXXX-(\d\d)(?:-(\d\d))?", time.value)
    return not named or (named.group(1) == month and named.group(2) in (None, day))


def _story_days(time: TimeExpression, ahead: bool, behind: str) -> _StoryDays | None:
    """How the expression counts from an event, if it does; `ahead` if it stands before it."""
    years = re.fullmatch(r"P(\d+)Y", time.value)
    after = time.anchor == "event" and time.unit == "Y" and time.relation == "after"
    if after and ahead and time.shift:
        return _years_later(time.shift)
    if years and time.kind == "duration" and _IN_POWER.match(behind):
        return _years_later(int(years.group(1)))
    if time.anchor == "story" and time.kind == "date" and time.direction != "future":
        return lambda days: written_when(time, days)
    return None


def _years_later(count: int) -> _StoryDays:
    return lambda days: count_of_years(count, days.earliest, 1) if days.earliest else Interval()


def _around_anniversary(count: int, days: Interval) -> Interval:
    """Anniversaries are spoken of some weeks before and after."""
    if days.earliest is None:
        return Interval()
    when = days.earliest.replace(day=min(days.earliest.day, 28))
    when = when.replace(year=when.year + count)
    slack = datetime.timedelta(days=60)
    return Interval(when - slack, when + slack)


def _overlapping(told: Sequence[Told]) -> list[list[Told]]:
    groups: list[list[Told]] = []
    for one in told:
        if groups and one.start < max(t.end for t in groups[-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _gap(one: Extent, other: Extent) -> int:
    return max(0, one.start - other.end, other.start - one.end)


# ------------------------------------------------------------------ shared
@lru_cache(maxsize=1024)
def recurring_days(value: str, weekday: int | None, back: int, ahead: int) -> tuple[Interval, ...]:
    """`XXXX-11-23` in every year in which it has that weekday, widened by days at both ends."""
    match = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", value)
    if not match:
        return ()
    assert HORIZON.earliest and HORIZON.latest
    found = []
    for year in range(HORIZON.earliest.year, HORIZON.latest.year + 1):
        day = (day_in(year, int(match.group(1)), int(match.group(2))) or Interval()).earliest
        if day and (weekday is None or day.isoweekday() == weekday):
            widened = day - datetime.timedelta(days=back), day + datetime.timedelta(days=ahead)
            found.append(Interval(*widened))
    return tuple(found)


def _years_around(days: Iterable[Interval]) -> str:
    """The years of a set of days, for people: those of the last forty years or so."""
    years = [d.latest.year for d in days if d.latest and 1985 <= d.latest.year <= 2030]
    return ", ".join(str(year) for year in years)


def _start_of_story(reading: Reading) -> int:
    return min(
        (b.extent.start for b in reading.document.blocks if b.kind != "furniture"), default=0
    )


def end_of_lead(reading: Reading) -> int:
    """Where the head of a story ends: its title and first paragraphs, which tell its news."""
    blocks = [b.extent for b in reading.document.blocks if b.kind != "furniture"]
    long = [extent for extent in blocks if extent.end - extent.start >= _LONG]
    head = long[:_LEAD_PARAGRAPHS] or blocks[:_LEAD_PARAGRAPHS]
    return min(head[-1].end, head[0].start + _LEAD_LENGTH) if head else 0
