"""Which mentions of one document mean the same occasion.

The document is read once, in order. A mention that brings its own day, place or parties joins an
occasion that it shares them with, or opens a new one; *the talks* join what is being spoken of;
*the previous meeting* and *another round* are others. Talks in general are no occasion.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from tracktwo.knowledge.places import City
from tracktwo.model import Interval
from tracktwo.model.record import Status
from tracktwo.resolve.names import words_of
from tracktwo.resolve.tellings import AHEAD, LEAD, Telling

_NEW = 2.5
"""Least evidence that a mention with a day, place or parties of its own means a known occasion."""
_DEFINITE = 0.5
"""The same for one that points: *the Geneva talks*."""
_CALLED_OFF: tuple[Status, ...] = ("cancelled", "postponed")
_COMMON = frozenset(
    {"meeting", "meet", "talk", "talks", "session", "event", "conference", "discussion"}
)
"""Words for a meeting that tell little of which one it is."""
_ELABORATES = 4.0
"""Evidence that the next sentence tells who sat at a meeting just named without its parties."""
_JUST_BEFORE = 2
"""Sentences back to what *this* and *that* can mean."""
_SHORT, _APART = 3, 2
"""Days that a meeting lasts, and days between two articles' dates of it, for them to be of one."""
_LONGEST = 150
"""Days that may lie between the opening and the end of one meeting."""
_BESIDE_HEADLINE = 4
"""Sentences that bylines, captions and standfirsts can take between headline and story."""
_RETOLD = 2.3
"""Evidence that the first sentences tell the news of the headline."""
_STALE = 60
"""Days after which a meeting is no news any more."""


class Occasion:
    """Mentions that mean one meeting, and what they tell together."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.tellings = sorted(tellings, key=lambda t: t.key)

    def joined(self, other: Occasion) -> Occasion:
        """The occasion that both are."""
        return Occasion([*self.tellings, *other.tellings])

    @property
    def key(self) -> tuple[str, int]:
        """The document and place where it is first mentioned."""
        first = self.tellings[0]
        return first.document, first.place_in_text

    @cached_property
    def status(self) -> Status:
        """What the mentions with marks of their own say; held if one of them tells it as held."""
        plain = [t for t in self.tellings if not t.pointing] or self.tellings
        marked = [t for t in plain if not t.bare]
        called_off = [t.status for t in self.tellings if t.pointing and t.status in _CALLED_OFF]
        if called_off and all(t.ahead or t.bare for t in self.tellings):
            return called_off[0]
        firm = [t for t in marked if t.gathering.reference != "definite" or t.dated]
        told = [t.status for t in firm or marked or plain]
        for status in _CALLED_OFF:
            said = sum(t.status == status for t in plain)
            if "held" not in told and (status in told or 2 * said >= len(plain)):
                return status
        if self._stood_up():
            return "cancelled"
        if "held" in told:
            return "held"
        return max(sorted(set(told)), key=lambda s: (told.count(s), s == "planned"))

    def _stood_up(self) -> bool:
        """Whether one of the only two sides of a meeting did not come to it."""
        actors = {actor for t in self.tellings for _, actor in t.seats}
        absent = {a for t in self.tellings for s, a in t.seats if s.attendance == "absent"}
        return len(actors) == 2 and len(absent) == 1 and actors - absent <= self.parties

    @property
    def ahead(self) -> bool:
        """Whether it had not been held when told."""
        return self.status in AHEAD

    @cached_property
    def dated(self) -> bool:
        """Whether some mention names a day, week, month or year."""
        return any(t.dated for t in self.tellings)

    @cached_property
    def weekday_only(self) -> bool:
        """Whether all that is told of its time is a weekday."""
        told = [t for t in self.tellings if t.dated]
        return bool(told) and all(t.weekdays and not (t.month_days or t.months) for t in told)

    @cached_property
    def days(self) -> Interval:
        """The days that the mentions name, narrowed as far as they agree."""
        first, last = self._days_of("opening"), self._days_of("closing")
        if first.earliest and last.latest and first.earliest <= last.latest:
            return Interval(first.earliest, last.latest)
        return self._days_of(None, "opening", "closing")

    def _days_of(self, *phases: str | None) -> Interval:
        found = Interval()
        for telling in self.tellings:
            if telling.dated and telling.gathering.phase in phases:
                found = found.narrowed(telling.when) or found
        return found

    @cached_property
    def phases(self) -> frozenset[str]:
        """Of its dated mentions, whether they tell its opening or its end; `all` for neither."""
        return frozenset(t.gathering.phase or "all" for t in self.tellings if t.dated)

    @cached_property
    def parties(self) -> frozenset[str]:
        """Everybody who belongs to it by its words."""
        return frozenset(a for t in self.tellings for a in t.parties)

    @cached_property
    def ranks(self) -> frozenset[str]:
        """The levels that the mentions put it at."""
        return frozenset(t.rank for t in self.tellings if t.rank)

    @cached_property
    def present(self) -> frozenset[str]:
        """Everybody who was there or was to be."""
        return frozenset(a for t in self.tellings for a in (*t.parties, *t.comers))

    @cached_property
    def known(self) -> frozenset[str]:
        """Everybody who has a seat, with those whom they represent."""
        sides = (s for t in self.tellings for found in t.sides.values() for s in found)
        return frozenset(a for t in self.tellings for _, a in t.seats) | frozenset(sides)

    @cached_property
    def unknown(self) -> int:
        """How many of its very parties are nobody that we know."""
        return max(t.unknown for t in self.tellings)

    @cached_property
    def side_of(self) -> dict[str, str]:
        """Person -> the side it sits for here, as far as some mention tells."""
        return {a: s[0] for t in self.tellings for a, s in t.sides.items() if s}

    def _by_camp(self, actors: Iterable[str]) -> dict[str, set[str]]:
        """Side -> the persons who sit for it; a person without a side is a camp of its own."""
        found: dict[str, set[str]] = {}
        for actor in actors:
            camp = self.side_of.get(actor, actor)
            found.setdefault(camp, set()).update({actor} - {camp})
        return found

    @cached_property
    def party_camps(self) -> dict[str, set[str]]:
        """The camps of its very parties."""
        return self._by_camp(self.parties)

    @cached_property
    def all_camps(self) -> dict[str, set[str]]:
        """The camps of everybody with a seat."""
        return self._by_camp(a for t in self.tellings for _, a in t.seats)

    def _knows(self, camp: str, persons: set[str]) -> bool:
        """Whether a camp of another occasion has a seat here.

        A side has one where somebody sits for it; two persons of one side are two.
        """
        if persons & self.known or camp in self.parties:
            return True  # the side as such sits there, whoever comes for it
        rivals = self.all_camps.get(camp)
        if rivals is None:
            return camp in self.known
        return not (persons and rivals)

    def strangers_to(self, other: Occasion) -> int:
        """How many of its parties' camps another occasion knows nothing of."""
        return sum(not other._knows(camp, persons) for camp, persons in self.party_camps.items())

    @cached_property
    def filed(self) -> City | None:
        """Where the news of it was sent from, if it is news and no place is told."""
        if self.values("city") or self.values("country") or stale(self):
            return None
        return self.tellings[0].filed

    @cached_property
    def houses(self) -> frozenset[str]:
        """The venues that have a name, without articles, accents and case."""
        named = (str(v) for v in self.values("venue") if str(v) != str(v).lower())
        return frozenset(" ".join(w for w in words_of(v) if w != "the") for v in named)

    @cached_property
    def kept_away(self) -> frozenset[str]:
        """Who is told not to have been there; whoever came to the other one is not its party."""
        away = ("absent", "declined", "excluded")
        return frozenset(a for t in self.tellings for s, a in t.seats if s.attendance in away)

    @cached_property
    def camps(self) -> frozenset[str]:
        """Those with a seat, persons counted with the side that they represent."""
        return frozenset(self.all_camps)

    @cached_property
    def _values(self) -> dict[str, Counter[object]]:
        return {
            name: Counter(v for t in self.tellings if (v := getattr(t.gathering, name)) is not None)
            for name in ("city", "country", "venue", "track", "round", "lemma")
        }

    def values(self, name: str) -> Counter[object]:
        """How often a field of the gatherings has which value."""
        return self._values[name]

    def most(self, name: str) -> object | None:
        """The value that most mentions give to a field, the first in order among equals."""
        found = self._values[name]
        return min(found, key=lambda v: (-found[v], str(v))) if found else None

    def camps_shared(self, other: Occasion) -> int:
        """How many camps have a seat, taken or left empty, in the other occasion too."""
        return sum(other._knows(camp, persons) for camp, persons in self.all_camps.items())


def occasions_of(tellings: Sequence[Telling]) -> list[Occasion]:
    """The occasions of one document, in the order of their first mention."""
    reader = _Reader({t.gathering.besides for t in tellings if t.gathering.reference == "definite"})
    for group in _groups(tellings):
        reader.read(group)
    return sorted(reader.occasions.values(), key=lambda o: o.key)


def _groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Mentions that the grammar makes the same stand together; the others alone."""
    group_of: dict[int, list[Telling]] = {}
    groups: list[list[Telling]] = []
    for telling in tellings:
        same = telling.gathering.same_as
        if same is not None and same in group_of:
            group_of[same].append(telling)
            group_of[telling.index] = group_of[same]
        else:
            group_of[telling.index] = [telling]
            groups.append(group_of[telling.index])
    return groups


class _Reader:
    """Keeps the occasions of a document while it is read."""

    def __init__(self, set_apart: Collection[int | None]) -> None:
        self.set_apart = set_apart
        self.occasions: dict[int, Occasion] = {}
        self.of: dict[int, int] = {}  # gathering -> occasion

    def read(self, group: Sequence[Telling]) -> None:
        """Give a group of mentions to an occasion, or to none."""
        here = Occasion(group)
        references = {t.gathering.reference for t in group}
        if references <= {"general", "series"}:
            return
        apart = {
            self.of[b] for t in group if (b := t.gathering.besides) in self.of and b is not None
        }
        if references & {"previous", "next"} or _superlative(group):
            self._other(here, apart)
        elif any(t.index in self.set_apart for t in group):
            self._put(here, None)  # "had met before the talks": not the talks
        elif all(t.pointing or t.bare for t in group):
            self._point(here, apart)
        else:
            self._identify(here, apart)

    def _put(self, here: Occasion, at: int | None) -> None:
        """Into occasion number `at`, or into a new one."""
        if at is None:
            at = len(self.occasions)
            self.occasions[at] = here
        else:
            self.occasions[at] = self.occasions[at].joined(here)
        for telling in here.tellings:
            self.of[telling.index] = at

    def _other(self, here: Occasion, apart: set[int]) -> None:
        """*the previous meeting*, *another round*: not the one spoken of."""
        kind = here.tellings[0].gathering.reference
        alike = [
            i
            for i, o in self.occasions.items()
            if o.tellings[0].gathering.reference == kind and i not in apart and not clash(here, o)
        ]
        bare = all(t.bare for t in here.tellings)
        if alike and (bare or _all_evidence(here, self.occasions[alike[-1]]) > 0):
            self._put(here, alike[-1])
        elif not bare:
            self._put(here, None)

    def _point(self, here: Occasion, apart: set[int]) -> None:
        """*the talks*, *they did not attend*: the occasion that is being spoken of."""
        best = self._best(here, apart, lambda o: self._salience(o, here), 0.0)
        telling = here.tellings[0]
        if best is not None or telling.kind == "occasion" or telling.comers:
            self._put(here, best)

    def _identify(self, here: Occasion, apart: set[int]) -> None:
        """A mention with marks of its own."""
        telling = here.tellings[0]
        definite = telling.gathering.reference == "definite"

        def score(occasion: Occasion) -> float:
            shared = _all_evidence(here, occasion)
            if definite:
                return shared + 0.35 * self._salience(occasion, here)
            told_again = telling.kind is None or telling.gathering.sentence < LEAD
            if self._retold(here, occasion):
                shared += _RETOLD
            if _elaborates(telling, occasion):
                shared += _ELABORATES
            return shared + 0.2 * self._salience(occasion, here) - (0.0 if told_again else 2.5)

        self._put(here, self._best(here, apart, score, _DEFINITE if definite else _NEW))

    def _retold(self, here: Occasion, occasion: Occasion) -> bool:
        """Whether the story now tells what its headline told, and is not done with it."""
        first, telling = occasion.tellings[0], here.tellings[0]
        near = telling.gathering.sentence - first.gathering.sentence <= LEAD + _BESIDE_HEADLINE
        return first.headline and not telling.headline and near and here.ahead == occasion.ahead

    def _best(
        self, here: Occasion, apart: set[int], score: Callable[[Occasion], float], least: float
    ) -> int | None:
        rated = [
            (score(o), i)
            for i, o in self.occasions.items()
            if i not in apart and _can_mean(here, o) and not clash(here, o)
        ]
        rated = [r for r in rated if r[0] > least]
        return max(rated, key=lambda r: (r[0], -r[1]))[1] if rated else None

    def _salience(self, occasion: Occasion, here: Occasion) -> float:
        """How much an occasion is being spoken of where a mention stands."""
        telling = here.tellings[0]
        g = telling.gathering
        near = max(occasion.tellings, key=lambda t: t.place_in_text).gathering
        distance = abs(g.sentence - near.sentence)
        recency = 2.0 if distance == 0 else 1.5 if distance == 1 else 1.0 if distance <= 3 else 0.0
        known = 1.5 * math.log2(1 + len(occasion.tellings))
        same_word = 1.5 if g.lemma in occasion.values("lemma") else 0.0
        time = 0.0 if telling.pointing or occasion.ahead == telling.ahead else -4.0
        if telling.pointing and occasion.status in ("planned", "proposed") and _came(telling):
            time = -3.0  # nobody has come to what lies ahead
        latest = max(
            (t for o in self.occasions.values() for t in o.tellings),
            key=lambda t: t.place_in_text,
        )
        if telling.pointing and latest in occasion.tellings:
            recency += 1.0  # "…, ordered by a summit on Thursday. X attended"
        beside = telling.pointing and near.paragraph == g.paragraph and distance <= 1
        if beside and bool(near.city or near.country or near.times):
            return 4.0 + recency + known + time  # "In 2012 they met in Y. X did not come."
        aside = occasion.tellings[0].gathering.reference in ("previous", "next") or stale(occasion)
        journey = telling.kind in ("occasion", "process") and all(
            t.kind == "journey" for t in occasion.tellings
        )
        return recency + known + same_word + time - 2.5 * (aside + journey)


def _can_mean(here: Occasion, occasion: Occasion) -> bool:
    """*That round* is one of the sentences just before."""
    g = here.tellings[0].gathering
    last = max(t.gathering.sentence for t in occasion.tellings)
    return not g.near or g.sentence - last <= _JUST_BEFORE


def _came(telling: Telling) -> bool:
    """Whether it tells that somebody has come."""
    g = telling.gathering
    return g.status == "held" and any(s.attendance in ("attended", "observer") for s in g.seats)


def _elaborates(telling: Telling, occasion: Occasion) -> bool:
    """`The May meeting was the first. A sat with B.`: a verb that brings the parties alone."""
    g = telling.gathering
    last = max(occasion.tellings, key=lambda t: t.place_in_text).gathering
    if telling.kind is None and telling.unknown and not telling.parties:
        # "The fourth round ended. Delegates met in Y for 13 days": nobody else is meant
        return last.paragraph == g.paragraph and g.sentence - last.sentence <= 1
    if telling.kind is not None or telling.dated or g.city or g.country or occasion.parties:
        return False
    if not (last.city or last.country or last.times):
        return False
    return last.paragraph == g.paragraph and g.sentence - last.sentence <= 1


def _opened_and_closed(one: Occasion, other: Occasion) -> bool:
    """Whether one tells the opening, the other the end, and both can be of one meeting."""
    if one.phases == {"closing"} or other.phases == {"opening"}:
        one, other = other, one
    if one.phases != {"opening"} or "closing" not in other.phases or "opening" in other.phases:
        return False
    first, last = one.days.earliest, one.days.latest
    if first is None or last is None or not other.days.known:
        return True
    return other.days.overlaps(Interval(first, last + datetime.timedelta(days=_LONGEST)))


def stale(occasion: Occasion) -> bool:
    """Whether its day lies so far from the story that it cannot be the news."""
    told, days = occasion.tellings[0].published, occasion.days
    before = days.latest and told.earliest and (told.earliest - days.latest).days > _STALE
    after = days.earliest and told.latest and (days.earliest - told.latest).days > _STALE
    return occasion.dated and bool(before or after)


def _superlative(group: Sequence[Telling]) -> bool:
    """*the most recent gathering was …*: told beside the one that is the news."""
    return len(group) > 1 and group[0].bare and group[0].gathering.reference == "definite"


def clash(one: Occasion, other: Occasion) -> bool:
    """Whether two cannot be the same occasion: other days, place, track, round, parties."""
    for name in ("city", "country", "track", "round"):
        mine, theirs = one.values(name), other.values(name)
        if mine and theirs and not mine.keys() & theirs.keys():
            return True
    ranks, others = one.ranks, other.ranks
    if ranks and others and not ranks & others:
        return True
    dated = one.dated and other.dated and not _opened_and_closed(one, other)
    if (
        dated
        and (not _a_day_apart(one, other))
        and (not one.days.overlaps(other.days) or _days_clash(one, other))
    ):
        return True
    new = any(t.gathering.reference == "new" for t in one.tellings)
    same_parties = bool(one.parties) and one.parties == other.parties
    if new and one.ahead != other.ahead and not same_parties and not awaited(one, other):
        return True
    if _named_otherwise(one, other):
        return True
    return _far_from_news(one, other) or _parties_clash(one, other)


def _a_day_apart(one: Occasion, other: Occasion) -> bool:
    """Days that two articles tell a little differently of one city and the same parties."""
    if {t.document for t in one.tellings} & {t.document for t in other.tellings}:
        return False
    cities = one.values("city").keys() & other.values("city").keys()
    parties = set(one.party_camps) & set(other.party_camps)
    first, last, start, end = (
        one.days.earliest, one.days.latest, other.days.earliest, other.days.latest,
    )  # fmt: skip
    if not cities or len(parties) < 2 or None in (first, last, start, end):
        return False
    assert first and last and start and end
    short = max((last - first).days, (end - start).days) <= _SHORT
    return short and 0 < max((start - last).days, (first - end).days) <= _APART


def awaited(one: Occasion, other: Occasion) -> bool:
    """Whether what one story expects can be what another has seen: that week, that house on that
    weekday, or that round in that city."""
    house = _same_house(one, other) and _same_day_words(one, other)
    return house or same_week(one, other) or same_round(one, other)


def same_round(one: Occasion, other: Occasion) -> bool:
    """Whether both tell of a round by its number and its city: no day is needed to know it."""
    numbers = [
        {t.gathering.round for t in o.tellings if t.gathering.lemma == "round"} - {None}
        for o in (one, other)
    ]
    return bool(numbers[0] & numbers[1] and one.values("city").keys() & other.values("city").keys())


def by_its_town(one: Occasion, other: Occasion) -> bool:
    """Whether both are known by the town that they were held in: *the Tela summit*."""
    return one.values("city").keys() == other.values("city").keys() and all(
        any(t.gathering.reference == "definite" and t.gathering.city for t in o.tellings)
        and not o.ahead
        for o in (one, other)
    )


def same_week(one: Occasion, other: Occasion) -> bool:
    """Whether both are dated to within a week, and to the same."""
    return _narrow(one) and _narrow(other) and one.days.overlaps(other.days)


def _narrow(occasion: Occasion) -> bool:
    return occasion.days.spans_at_most(7)


def _named_otherwise(one: Occasion, other: Occasion) -> bool:
    """What has a name of its own and lies ahead is not the meeting just held."""
    mine = {n for t in one.tellings for n in t.names}
    theirs = {n for t in other.tellings for n in t.names}
    return bool(mine) and one.ahead and not other.ahead and not mine & theirs


def _far_from_news(one: Occasion, other: Occasion) -> bool:
    """A story's news needs no date; what is dated months away from the story is not its news."""
    return any(
        not news.dated
        and (len(news.tellings) > 1 or (len(news.party_camps) > 1 and news.key < dated.key))
        and stale(dated)
        for dated, news in ((one, other), (other, one))
    )


def _days_clash(one: Occasion, other: Occasion) -> bool:
    """Different weekdays or days of the year."""
    for name in ("weekdays", "month_days"):
        mine = {d for t in one.tellings for d in getattr(t, name)}
        theirs = {d for t in other.tellings for d in getattr(t, name)}
        if mine and theirs and not mine & theirs:
            return True
    if not _opened_and_closed(one, other) and _months_clash(one, other):
        return True
    return _wrong_weekday(one, other) or _wrong_weekday(other, one)


def _months_clash(one: Occasion, other: Occasion) -> bool:
    """Different months; or, in one story, the Monday just past and some month that it names."""
    mine = {m for t in one.tellings for m in t.months}
    theirs = {m for t in other.tellings for m in t.months}
    if mine and theirs:
        return not mine & theirs
    if {t.document for t in one.tellings} != {t.document for t in other.tellings}:
        return False
    return (_this_week(one) and bool(theirs)) or (_this_week(other) and bool(mine))


def _this_week(occasion: Occasion) -> bool:
    return any(t.weekdays for t in occasion.tellings)


def _wrong_weekday(one: Occasion, other: Occasion) -> bool:
    """10 December is no Monday that year."""
    day = one.days.earliest
    weekdays = {d for t in other.tellings for d in t.weekdays}
    return (
        one.days.exact and day is not None and bool(weekdays) and day.isoweekday() not in weekdays
    )


def _parties_clash(one: Occasion, other: Occasion) -> bool:
    """*A's meeting with B* is not the meeting of A and C.

    Two pairs must share both; where one side alone is told (*a meeting with D*), the other
    occasion must know it, unless many sit there.
    """
    if not one.parties or not other.parties:
        return False
    strangers, size = one.strangers_to(other), len(one.party_camps) + one.unknown
    if min(size, len(other.party_camps)) > 1:
        return strangers > 0 and len(one.party_camps) - strangers < 2
    if max(size, len(other.party_camps)) > 2:
        return False
    if size == 1:
        return strangers == 1
    return other.strangers_to(one) == len(other.party_camps)


def evidence(one: Occasion, other: Occasion) -> float:
    """How much two occasions share: day, place, track, round, words."""
    score = 0.0
    if one.dated and other.dated:
        score += 2.0 if one.days == other.days and _narrow(one) else 0.5
        if _same_day_words(one, other):
            score += 1.5
    for name in ("city", "track", "round"):
        if one.values(name).keys() & other.values(name).keys():
            score += 2.0
    if _same_house(one, other):
        score += 1.5
    lemmas = one.values("lemma").keys() & other.values("lemma").keys()
    score += max((0.5 if lemma in _COMMON else 1.0 for lemma in lemmas), default=0.0)
    one_city = not (one.values("city") and other.values("city"))
    if one_city and one.values("country").keys() & other.values("country").keys():
        score += 1.0
    if {t.words for t in one.tellings} & {t.words for t in other.tellings} - {""}:
        score += 1.5
    return score


def _same_house(one: Occasion, other: Occasion) -> bool:
    """Whether both name one venue: `the Casa de Narino`, `Casa de Nariño`."""
    return bool(one.houses & other.houses)


def evidence_of_people(one: Occasion, other: Occasion) -> float:
    """How much the camps say that they share."""
    shared = {0: 0.0, 1: 1.0}.get(one.camps_shared(other), 2.5)
    return shared - 2.0 * bool(one.parties & other.kept_away or other.parties & one.kept_away)


def _all_evidence(one: Occasion, other: Occasion) -> float:
    return evidence(one, other) + evidence_of_people(one, other)


def _same_day_words(one: Occasion, other: Occasion) -> bool:
    return any(
        {d for t in one.tellings for d in getattr(t, name)}
        & {d for t in other.tellings for d in getattr(t, name)}
        for name in ("weekdays", "month_days")
    )
