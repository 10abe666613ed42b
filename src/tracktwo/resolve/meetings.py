"""The meetings of a pile: one occasion, many witnesses, and who was there and who was not.

Mentions are gathered into occasions document by document (`occasions`), then occasions of
different documents are compared within blocks that share a party and a place, a track or a day;
each block is sorted by date and only neighbours are compared, so nothing is quadratic. Two
occasions are one meeting when they share enough of day, place, track, round and parties, and
nothing speaks against it; the same hall a year later is another meeting. What the mentions tell
of place, host, status and participants is then put together, each with its witnesses.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from tracktwo.extract.sketch import STRENGTH
from tracktwo.knowledge.places import capital_of, state_of_capital
from tracktwo.knowledge.tracks import find_tracks
from tracktwo.model import (
    Document,
    Interval,
    Meeting,
    Participation,
    Place,
    Seat,
    Span,
    Track,
)
from tracktwo.model.record import ActorKind, Attendance, Capacity, Status
from tracktwo.resolve.bonds import NONE, Bonds
from tracktwo.resolve.dates import MeetingDate
from tracktwo.resolve.dates import Telling as Dated
from tracktwo.resolve.expected import ExpectedSides
from tracktwo.resolve.occasions import (
    Occasion,
    awaited,
    by_its_town,
    clash,
    evidence,
    evidence_of_people,
    occasions_of,
    same_round,
    stale,
)
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.reasons import reasons
from tracktwo.resolve.tellings import PRESENT, Published, Telling, Who, tell
from tracktwo.resolve.timing import date_occasions, tellings_for_dates

_SAME = 4.0
"""Least evidence that occasions of two documents are one meeting."""
_SAME_NEWS = 21
"""Days within which stories speak of the same news."""
_FEW = 3
"""Occasions that the same parties can have in a pile before it is no sign of one meeting."""
Often: TypeAlias = Mapping[frozenset[str], int]
_WEEK, _MONTH = 7, 31
"""Days within which a meeting's date must be told, where little else is."""
_WINDOW = 12
"""How many neighbours, by date, an occasion is compared with in each block."""
_ELSEWHERE = 2.0
"""What a dateline from another place takes from the evidence."""
_BY_ITS_TOWN = 2.0
"""What it adds that both are known by a small town where the pile knows of one meeting."""
_ANY_YEAR = 3.0
"""What it takes that only a weekday agrees, and the story can be of any year."""
_WEAK = frozenset({"ceremony", "gathering", "signing", "dinner", "lunch", "luncheon", "banquet"})
"""Nouns that need parties to be meetings of parties."""
_SIDES: frozenset[ActorKind] = frozenset({"state", "international"})
"""Kinds that sit at the table when somebody comes for them."""
_GROUPS: frozenset[ActorKind] = frozenset({"armed_group", "party"})
"""Kinds that do so only where their people are the meeting's very parties."""


@dataclass(frozen=True)
class Meetings:
    """The meetings of a pile and their tracks, sorted by id."""

    meetings: tuple[Meeting, ...]
    tracks: tuple[Track, ...]
    of: Mapping[tuple[str, int], str]
    """(document id, gathering index) -> the meeting that it mentions."""


def resolve_meetings(
    readings: Sequence[Reading],
    who: Who,
    sides: Who,
    kinds: Mapping[str, ActorKind],
    published: Published,
    unnamed: Collection[str] = (),
    pairs: Mapping[str, tuple[str, ...]] | None = None,
    bonds: Bonds = NONE,
) -> Meetings:
    """Every meeting of the pile, in an order that does not depend on that of the readings.

    `who` gives each mention its actors, `sides` those whom it belongs to or speaks for; `kinds`
    the kind of every actor; `published` when each document can have been written; `unnamed` the
    actors without a name, whose side sits there only if it is told; `pairs` the two sides that each
    document is about; `bonds` what people judged to be one meeting or several.
    """
    by_id = {r.document.id: r for r in readings}
    occasions = merge(group(by_id, who, sides, published, bonds), published, bonds)
    dates = date_occasions(occasions, by_id, published)
    expected = ExpectedSides(occasions, kinds, pairs or {})
    builder = _Builder({name: r.document for name, r in by_id.items()}, kinds, unnamed, expected)
    kept = [
        (occasion, date)
        for occasion, date in zip(occasions, dates, strict=True)
        if is_meeting(occasion)
    ]
    of = {t.key: meeting_id(occasion) for occasion, _ in kept for t in occasion.tellings}
    built = [builder.meeting(occasion, date, _main_of(occasion, of)) for occasion, date in kept]
    return Meetings(tuple(sorted(built, key=lambda m: m.id)), builder.tracks(), of)


def _main_of(occasion: Occasion, of: Mapping[tuple[str, int], str]) -> str | None:
    """The meeting on whose sidelines it was."""
    mains = {of.get((t.document, main)) for t in occasion.tellings for main in t.beside}
    return min((m for m in mains if m and m != meeting_id(occasion)), default=None)


def told_together(
    readings: Sequence[Reading],
    who: Who,
    sides: Who,
    published: Published,
    bonds: Bonds = NONE,
) -> list[tuple[Dated, ...]]:
    """What the documents tell of the time of each meeting that several of them tell.

    For `dates.date_documents`, which lets such documents date each other.
    """
    by_id = {r.document.id: r for r in readings}
    occasions = merge(group(by_id, who, sides, published, bonds), published, bonds)
    shared = [o for o in occasions if len({t.document for t in o.tellings}) > 1]
    return [tellings_for_dates(o, by_id) for o in shared]


def group(
    readings: Mapping[str, Reading],
    who: Who,
    sides: Who,
    published: Published,
    bonds: Bonds = NONE,
) -> list[Occasion]:
    """The occasions of every document, each document on its own, in the order of their ids."""
    return [
        part
        for name in sorted(readings)
        for occasion in occasions_of(
            tell(readings[name], who, sides, published.get(name, Interval()))
        )
        for part in _parted(occasion, bonds)
    ]


def _parted(occasion: Occasion, bonds: Bonds) -> list[Occasion]:
    """An occasion without the mentions that somebody told apart from the others, and those."""
    parts = [occasion]
    for torn in bonds.torn([t.key for t in occasion.tellings]):
        whole = parts.pop(0)
        off = [t for t in whole.tellings if t.key in torn]
        rest = [t for t in whole.tellings if t.key not in torn]
        parts = [Occasion(rest), Occasion(off), *parts] if off and rest else [whole, *parts]
    return parts


# ------------------------------------------------------------------ across documents
def merge(
    occasions: Sequence[Occasion], published: Published, bonds: Bonds = NONE
) -> list[Occasion]:
    """Occasions of all documents, those of one meeting joined; the best evidence goes first.

    What people judged goes before all evidence.
    """
    order = sorted(range(len(occasions)), key=lambda i: occasions[i].key)
    often = Counter(frozenset(o.party_camps) for o in occasions if o.party_camps)
    towns = _lone_towns(occasions)
    rated = sorted(
        (
            (
                -likeness(occasions[i], occasions[j], published, often, towns),
                occasions[i].key,
                occasions[j].key,
                i,
                j,
            )
            for i, j in _pairs(occasions, published)
        ),
    )
    joined = {i: i for i in order}
    whole = {i: occasions[i] for i in order}

    def root(i: int) -> int:
        while joined[i] != i:
            joined[i] = joined[joined[i]]
            i = joined[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = sorted((root(i), root(j)))
        if a != b:
            joined[b] = a
            whole[a] = whole[a].joined(whole.pop(b))

    for together in bonds.same:
        found = [i for i in order if any(t.key in together for t in occasions[i].tellings)]
        for i in found[1:]:
            join(found[0], i)
    for negative, _, _, i, j in rated:
        if -negative < _SAME:
            break
        one, other = whole[root(i)], whole[root(j)]
        if one is not other and not (_cannot(one, other) or _forbidden(bonds, one, other)):
            join(i, j)
    return _recalled(sorted(whole.values(), key=lambda o: o.key), bonds)


def _lone_towns(occasions: Iterable[Occasion]) -> frozenset[str]:
    """Small towns where, by all the pile tells, one meeting was held: they stand for it."""
    days: dict[str, list[Interval]] = defaultdict(list)
    for occasion in occasions:
        for city in occasion.values("city"):
            days[str(city)].append(occasion.days if occasion.dated else Interval())
    return frozenset(
        city
        for city, told in days.items()
        if state_of_capital(city) is None
        and all(a.overlaps(b) for a, b in itertools.combinations(told, 2))
    )


def _forbidden(bonds: Bonds, one: Occasion, other: Occasion) -> bool:
    """Whether a person told the two apart."""
    return bool(bonds.apart) and bonds.forbid(
        [t.key for t in one.tellings], [t.key for t in other.tellings]
    )


def _recalled(occasions: Sequence[Occasion], bonds: Bonds) -> list[Occasion]:
    """Passing mentions by place and time (*the Oslo talks of 1993*) given to the meeting they recall.

    Such a mention names no parties; it recalls a meeting that another document tells in the same
    country on days that agree, if only one can be meant or one is told far more than the others.
    """
    by_country: dict[object, list[int]] = defaultdict(list)
    whole = dict(enumerate(occasions))
    for i, occasion in whole.items():
        if (country := occasion.most("country")) is not None:
            by_country[country].append(i)
    for i, occasion in enumerate(occasions):
        if not _in_passing(occasion):
            continue
        near = [
            j
            for j in by_country.get(occasion.most("country"), ())
            if j != i
            and j in whole
            and _can_recall(occasion, whole[j])
            and not _forbidden(bonds, occasion, whole[j])
        ]
        near.sort(key=lambda j: (_rank_of(whole[j]), whole[j].key), reverse=True)
        if near and (len(near) == 1 or _rank_of(whole[near[0]]) > _rank_of(whole[near[1]])):
            whole[near[0]] = whole[near[0]].joined(whole.pop(i))
    return sorted(whole.values(), key=lambda o: o.key)


def _in_passing(occasion: Occasion) -> bool:
    """Told by its place and time alone, as long past."""
    return (
        occasion.dated
        and (not occasion.ahead or occasion.status == "cancelled")
        and not occasion.parties
        and len({t.document for t in occasion.tellings}) == 1
        and len(occasion.tellings) <= 2
        and any(
            t.kind in ("occasion", "process") or t.gathering.lemma == "sign"
            for t in occasion.tellings
        )
    )


def _can_recall(passing: Occasion, told: Occasion) -> bool:
    """Whether a passing mention can mean a meeting that another document tells."""
    if {t.document for t in passing.tellings} & {t.document for t in told.tellings}:
        return False
    if passing.ahead != told.ahead or not told.dated or not passing.days.overlaps(told.days):
        return False
    mine, theirs = passing.most("city"), told.most("city")
    capital = capital_of(str(passing.most("country")))
    if mine != theirs and mine not in (None, capital) and theirs not in (None, capital):
        return False
    rounds = passing.most("round"), told.most("round")
    return None in rounds or rounds[0] == rounds[1]


def _rank_of(occasion: Occasion) -> tuple[bool, int]:
    """How much of a meeting it is: with parties, and by how many documents it is told."""
    return len(occasion.camps) > 1, len({t.document for t in occasion.tellings})


def _pairs(occasions: Sequence[Occasion], published: Published) -> Iterator[tuple[int, int]]:
    """Pairs of different documents that share a key; neighbours by date within each block."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, occasion in enumerate(occasions):
        for key in _keys(occasion):
            blocks[key].append(i)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        block.sort(key=lambda i: (_around(occasions[i], published), occasions[i].key))
        for position, i in enumerate(block):
            for j in block[position + 1 : position + 1 + _WINDOW]:
                pair = (i, j) if i < j else (j, i)
                if pair not in seen and occasions[i].key[0] != occasions[j].key[0]:
                    seen.add(pair)
                    yield pair


def _keys(occasion: Occasion) -> Iterator[tuple[object, ...]]:
    """What two occasions of one meeting nearly always share one of."""
    actors = occasion.present
    city = occasion.most("city")
    for actor in actors:
        yield "actor", actor, occasion.ahead
        if city:
            yield "seat", actor, city
    if track := occasion.most("track"):
        yield "track", track, occasion.most("round")
    if city:
        yield "city", city
    for house in occasion.houses:
        yield "house", house
    if occasion.days.exact:
        for actor in actors:
            yield "day", actor, occasion.days.earliest


def _around(occasion: Occasion, published: Published) -> str:
    """A day to sort by: its own, else that of its document."""
    days = occasion.days if occasion.days.known else published.get(occasion.key[0], Interval())
    day = days.earliest or days.latest
    return day.isoformat() if day else ""


def likeness(
    one: Occasion,
    other: Occasion,
    published: Published,
    often: Often | None = None,
    towns: Collection[str] = (),
) -> float:
    """How much speaks for two occasions being one meeting; 0 when something speaks against it.

    `often`: how many occasions of the pile are between whom; `towns`: those known for one meeting.
    """
    if _cannot(one, other):
        return 0.0
    persons = {a for a in one.present & other.present if a in one.parties or a in other.parties}
    people = evidence_of_people(one, other)
    people += 0.5 * len(one.present & other.present) + 0.5 * bool(persons)
    if len(one.party_camps) > 1 and one.party_camps.keys() == other.party_camps.keys():
        people += 1.5
    # Where the same two meet again and again, that it is they says little; yet of what the two
    # plan there is one at a time.
    usual = (often or {}).get(frozenset(one.party_camps) & frozenset(other.party_camps), 0)
    if one.ahead and other.ahead and _same_pair(one, other):
        usual = 0
        people += all(one.party_camps.values()) and all(other.party_camps.values())
    score = evidence(one, other) + people * min(1.0, _FEW / max(usual, 1))
    score += _by_dateline(one, other) + _by_dateline(other, one)
    if by_its_town(one, other) and one.most("city") in towns:
        return score + _BY_ITS_TOWN
    if _by_weekday_alone(one, other, published):
        score -= _ANY_YEAR
    elif same_round(one, other):
        pass  # its number and its city are told
    elif not (one.dated and other.dated):
        score -= _doubt(one, other, published)
    return score


def _by_weekday_alone(one: Occasion, other: Occasion, published: Published) -> bool:
    """Whether old history agrees in no more than the weekday with a story of who knows what year."""
    return any(
        bare.weekday_only
        and not published.get(bare.key[0], Interval()).spans_at_most(_MONTH)
        and not whole.weekday_only
        and stale(whole)
        for bare, whole in ((one, other), (other, one))
    )


def _same_pair(one: Occasion, other: Occasion) -> bool:
    """Whether both are between the same two, and nobody else."""
    return len(one.party_camps) == 2 and one.party_camps.keys() == other.party_camps.keys()


def _by_dateline(one: Occasion, other: Occasion) -> float:
    """What it says of two meetings where the news of one was sent from: a little, if it names no
    place itself and the other does."""
    town, cities, states = one.filed, other.values("city"), other.values("country")
    if town is None or not (cities or states):
        return 0.0
    if town.name in cities:
        return 1.0
    return -_ELSEWHERE if cities or town.state not in states else 0.0


def _doubt(one: Occasion, other: Occasion, published: Published) -> float:
    """What an unknown day takes from the evidence: little where the stories are of the same weeks."""
    first, second = (published.get(o.key[0], Interval()) for o in (one, other))
    known = _marked(one) and _marked(other)
    if not (first.earliest and first.latest and second.earliest and second.latest):
        return 0.5 if known else 2.5
    if (max(first.latest, second.latest) - min(first.earliest, second.earliest)).days <= _SAME_NEWS:
        return 0.0
    gap = max((second.earliest - first.latest).days, (first.earliest - second.latest).days)
    if gap <= _SAME_NEWS:
        return 0.5
    return 2.5 if known else 4.0


def _marked(occasion: Occasion) -> bool:
    """Whether a day, city or track is told, by which it can be known in a story of another month."""
    return occasion.dated or bool(occasion.values("city") or occasion.values("track"))


def _cannot(one: Occasion, other: Occasion) -> bool:
    if clash(one, other) or clash(other, one):
        return True
    if {t.document for t in one.tellings} & {t.document for t in other.tellings}:
        return True  # one document tells them apart
    references = {t.gathering.reference for o in (one, other) for t in o.tellings}
    if one.ahead != other.ahead and not awaited(one, other):
        return True
    return bool(references & {"previous"}) and not (one.dated and other.dated)


# ------------------------------------------------------------------ what is a meeting
def is_meeting(occasion: Occasion) -> bool:
    """Whether enough is told of an occasion to be one: two camps, or one and a day or place."""
    camps = len(occasion.camps)
    if camps == 1 and any(len(persons) > 1 for persons in occasion.party_camps.values()):
        camps = 2  # two rivals of one state who sit down with each other
    placed = any(occasion.values(name) for name in ("city", "country", "venue"))
    marks = (
        occasion.dated + placed + bool(occasion.values("track")) + bool(occasion.values("round"))
    )
    if all(t.kind == "journey" or t.gathering.lemma == "visit" for t in occasion.tellings):
        near = occasion.days.spans_at_most(_MONTH if occasion.ahead else _WEEK)
        return camps >= 2 or (camps == 1 and placed and near)
    if occasion.status == "proposed":
        named = any(t.kind == "occasion" for t in occasion.tellings)
        hosted = any(t.gathering.host is not None for t in occasion.tellings)
        return (named and (camps >= 2 or hosted or marks >= 1)) or (marks >= 2 and camps >= 1)
    if camps >= 2:
        return True
    seated = any(
        t.gathering.seats or t.gathering.reference == "next" or t.gathering.lemma == "round"
        for t in occasion.tellings
    )
    if seated and occasion.days.spans_at_most(_WEEK):
        return True
    if any(t.gathering.lemma == "round" for t in occasion.tellings):
        return marks >= 2 or occasion.days.spans_at_most(_MONTH)
    if camps == 1:
        return marks >= 1
    if marks >= 2 and any(t.gathering.seats for t in occasion.tellings):
        return True
    told_of = bool(occasion.values("city")) or (
        placed and (occasion.dated or len(occasion.tellings) > 2)
    )
    return told_of and any(_stands_alone(t) for t in occasion.tellings)


def _stands_alone(telling: Telling) -> bool:
    """*the previous Geneva meeting*: known by its place alone; not so any ceremony or crowd."""
    g = telling.gathering
    if g.lemma == "sign":
        return telling.dated
    if telling.kind == "process":
        return telling.dated or (g.reference in ("definite", "previous") and g.city is not None)
    pointed = g.reference in ("definite", "previous") or telling.dated
    return telling.kind == "occasion" and pointed and g.lemma not in _WEAK


# ------------------------------------------------------------------ the record
class _Builder:
    """Puts together what the mentions of a meeting tell."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        kinds: Mapping[str, ActorKind],
        unnamed: Collection[str],
        expected: ExpectedSides,
    ) -> None:
        self.expected = expected
        self.documents = documents
        self.kinds = kinds
        self.unnamed = unnamed
        self.track_forms: dict[str, set[str]] = defaultdict(set)

    def tracks(self) -> tuple[Track, ...]:
        """The tracks of the meetings built so far."""
        return tuple(
            sorted(
                (
                    Track(track_id(name), name, tuple(sorted(forms - {name})))
                    for name, forms in self.track_forms.items()
                ),
                key=lambda t: t.id,
            )
        )

    def meeting(self, occasion: Occasion, date: MeetingDate, part_of: str | None) -> Meeting:
        """The record of one occasion."""
        track = occasion.most("track")
        if track is not None:
            self._note_track(str(track), occasion)
        round_ = occasion.most("round")
        place = self._place(occasion)
        return Meeting(
            id=meeting_id(occasion),
            date=date.days,
            place=place,
            track=track_id(str(track)) if track is not None else None,
            round=round_ if isinstance(round_, int) else None,
            host=self._host(occasion),
            status=occasion.status,
            participants=self._participants(occasion),
            agenda=self._spans((t, e) for t in occasion.tellings for e in t.gathering.agenda),
            outcome=self._spans((t, e) for t in occasion.tellings for e in t.gathering.outcome),
            spans=self._spans((t, t.gathering.extent) for t in occasion.tellings),
            basis=reasons(occasion, place, date, self.documents),
            part_of=part_of,
        )

    def _spans(self, found: Iterable[tuple[Telling, object]]) -> tuple[Span, ...]:
        return tuple(
            sorted({self.documents[t.document].span(extent) for t, extent in found})  # type: ignore[arg-type]
        )

    def _note_track(self, name: str, occasion: Occasion) -> None:
        for telling in occasion.tellings:
            words = telling.gathering.extent.of(self.documents[telling.document].text)
            for start, end, known in find_tracks(words):
                if known.name == name:
                    self.track_forms[name].add(" ".join(words[start:end].split()))
        self.track_forms[name].add(name)

    def _place(self, occasion: Occasion) -> Place:
        city, country = occasion.most("city"), occasion.most("country")
        if city is not None:
            with_city = [t.gathering.country for t in occasion.tellings if t.gathering.city == city]
            country = next((c for c in with_city if c), country)
        if (
            city is None
            and country is None
            and (town := occasion.filed) is not None
            and not occasion.ahead
        ):
            city, country = town.name, town.state
        venue = occasion.most("venue")
        return Place(
            str(city) if city else None,
            str(country) if country else None,
            str(venue) if venue else None,
        )

    def _host(self, occasion: Occasion) -> str | None:
        hosts = [
            actor for t in occasion.tellings if t.gathering.host is not None for actor in t.hosts
        ]
        return min(hosts, key=lambda a: (-hosts.count(a), a)) if hosts else None

    # -- participants
    def _participants(self, occasion: Occasion) -> tuple[Participation, ...]:
        told: dict[str, list[tuple[Telling, Seat]]] = defaultdict(list)
        for telling in occasion.tellings:
            for seat, actor in telling.seats:
                told[actor].append((telling, seat))
        status = occasion.status
        found = {actor: self._participation(actor, seats, status) for actor, seats in told.items()}
        for side, witness in self._unseated(occasion, found, status).items():
            found[side] = witness
        for side, witness in self._expected(occasion).items():
            found.setdefault(side, witness)
        if status == "held" and all(p.attendance == "invited" for p in found.values()):
            # Told by name only where it lay ahead, and held since: by those who had agreed to it.
            found = {
                actor: msgspec.structs.replace(p, attendance="attended")
                if all(t.ahead for t, _ in told.get(actor, ()))
                else p
                for actor, p in found.items()
            }
        return tuple(found[actor] for actor in sorted(found))

    def _expected(self, occasion: Occasion) -> dict[str, Participation]:
        """The two sides of the talks that it continues, where no party is named for it."""
        attendance: Attendance = "attended" if occasion.status == "held" else "invited"
        spans = self._spans((t, t.gathering.extent) for t in occasion.tellings if not t.pointing)
        return {
            side: Participation(side, attendance, spans=spans)
            for side in self.expected.of(occasion)
        }

    def _participation(
        self, actor: str, told: Sequence[tuple[Telling, Seat]], status: Status
    ) -> Participation:
        named = [(t, s) for t, s in told if s.mention not in t.plural]
        attendance = attendance_told([_attendance(t, s, status) for t, s in named or told])
        deciding = [(t, s) for t, s in told if _attendance(t, s, status) == attendance]
        person = self.kinds.get(actor) == "person"
        sides = [side for t, _ in told for side in t.sides.get(actor, ()) if person]
        levels = [
            " ".join(s.level.of(self.documents[t.document].text).split())
            for t, s in told
            if s.level
        ]
        reasons = self._spans((t, s.reason) for t, s in deciding if s.reason is not None)
        capacities = {s.capacity for _, s in told}
        return Participation(
            actor=actor,
            attendance=attendance,
            represents=min(sides, key=lambda s: (-sides.count(s), s)) if sides else None,
            capacity=next((c for c in _RANK if c in capacities), None),
            count=max((s.count for _, s in named if s.count is not None), default=None),
            level=levels[0] if levels else None,
            head=any(s.head for _, s in told),
            reason=reasons[0] if reasons else None,
            spans=self._spans((t, s.extent) for t, s in told),
        )

    def _unseated(
        self, occasion: Occasion, seated: Mapping[str, Participation], status: Status
    ) -> dict[str, Participation]:
        """The sides of those who sat there: who comes for a state seats the state."""
        found: dict[str, list[tuple[Telling, Seat]]] = defaultdict(list)
        for telling in occasion.tellings:
            for seat, actor in telling.seats:
                if self.kinds.get(actor) != "person" or seated[actor].attendance not in PRESENT:
                    continue
                if seated[actor].attendance == "observer" or actor in self.unnamed:
                    continue
                own = actor in telling.parties  # "A's talks with B": they meet for their sides
                for side in telling.sides.get(actor, ()):
                    kind = self.kinds.get(side)
                    if side not in seated and (kind in _SIDES or (own and kind in _GROUPS)):
                        found[side].append((telling, seat))
        return {
            side: Participation(
                actor=side,
                attendance=attendance_told([_attendance(t, s, status) for t, s in told]),
                spans=self._spans((t, s.extent) for t, s in told),
            )
            for side, told in found.items()
        }


_RANK: list[Capacity] = ["host", "chair", "mediator", "head", "observer", "delegate"]


def _attendance(telling: Telling, seat: Seat, status: Status) -> Attendance:
    """What a seat tells, now that it is known whether the meeting was held.

    Nobody has attended what still lies ahead; who came to a meeting that then fell through, came;
    the very parties of a meeting that was held were there, even where it was told beforehand.
    """
    held = status == "held"
    own = seat.mention in telling.gathering.parties
    if status == "cancelled" and telling.pointing and telling.status == "held" and not own:
        return seat.attendance
    if not held and seat.attendance in ("attended", "observer"):
        return "invited"
    if held and seat.attendance == "invited" and telling.ahead:
        return "attended" if own else "invited"
    return seat.attendance


def attendance_told(told: Sequence[Attendance]) -> Attendance:
    """One attendance from all that is told: whoever came, came; refusals outweigh invitations."""
    return max(sorted(set(told)), key=lambda a: STRENGTH[a])


def meeting_id(occasion: Occasion) -> str:
    """A stable id, from where the meeting is first told."""
    document, start = occasion.key
    return "m" + hashlib.sha256(f"{document}:{start}".encode()).hexdigest()[:12]


def track_id(name: str) -> str:
    """A stable id, from the name."""
    return "t" + hashlib.sha256(name.casefold().encode()).hexdigest()[:12]


__all__ = ["Meetings", "group", "likeness", "merge", "resolve_meetings", "told_together"]
