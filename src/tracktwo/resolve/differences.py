"""Claims about one thing whose values differ.

Two claims are only compared when they are plainly about one thing: same attribute, same unit,
same people counted, same event between the same sides.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from tracktwo.model import Disagreement, Interval
from tracktwo.model.record import Verdict
from tracktwo.resolve.amounts import contradict, most
from tracktwo.resolve.evidence import Evidence, Told, disagreement, side
from tracktwo.resolve.issues import stems

_Value: TypeAlias = tuple[str, ...]

# Contradictory tales of one deed stand at most so many sentences apart.
_NEAR = 6
# Victims of one incident are counted a little differently, not twice as many.
_CLOSE = 1.34
_FEW = 4
_HARMS = frozenset({"killed", "wounded", "kidnapped", "arrested"})
# Sentences that name more actors than this are compared by the first ones.
_ACTORS = 12
_DAYS = datetime.timedelta(days=3)
# Tolls of a war that goes on are compared while they are of one season, and other figures of a
# process (prisoners to be exchanged, wounded to be flown out) in articles of some weeks.
_WARS = frozenset({"war", "war so far"})
_GROWTH = 1.5
_SEASON = datetime.timedelta(days=200)
_WEEKS = datetime.timedelta(days=45)
_YEAR = datetime.timedelta(days=400)


def numbers(evidence: Evidence) -> Iterator[Disagreement]:
    """Counts, sizes, durations and ordinals of one thing that differ."""
    by_key: defaultdict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for told in evidence.told:
        figure = told.figure
        if figure.low is not None and figure.attribute != "duration so far":
            event = "war" if figure.event in _WARS else ""
            by_key[figure.attribute, event, figure.unit or ""].append(told)
    for key in sorted(by_key):
        yield from _differences(by_key[key])


def deeds(evidence: Evidence) -> Iterator[Disagreement]:
    """One says that they spoke, another that they did not."""
    by_key: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for told in evidence.told:
        if told.figure.unit == "deed":
            by_key[told.document.id, told.claim.attribute].append(told)
    for key in sorted(by_key):
        done = [t for t in by_key[key] if t.claim.value == "yes"]
        for no in (t for t in by_key[key] if t.claim.value == "no"):
            yes = [t for t in done if _same_deed(no, t)]
            if yes:
                sides = (side("no", [no]), side("yes", yes))
                basis = ("the same deed of the same sides, told as done and as not done",)
                yield disagreement(
                    no.claim.subject, no.claim.attribute, "contradicts", sides, basis
                )


def _differences(told: Sequence[Told]) -> Iterator[Disagreement]:
    """Each contradiction by itself; what stands beside each other without one, together."""
    sides: defaultdict[_Value, list[Told]] = defaultdict(list)
    verdicts: dict[tuple[_Value, _Value], Verdict] = {}
    for a, b in _pairs(told):
        verdict = _compare(a, b)
        if verdict is None:
            continue
        sides[_value(a)].append(a)
        sides[_value(b)].append(b)
        low, high = sorted((_value(a), _value(b)))
        if verdicts.get((low, high)) != "contradicts":
            verdicts[low, high] = verdict
    at_odds = {v for pair, verdict in verdicts.items() if verdict == "contradicts" for v in pair}
    for pair in sorted(p for p, verdict in verdicts.items() if verdict == "contradicts"):
        yield _numeric([sides[v] for v in pair], "contradicts")
    for group in _connected(p for p, v in verdicts.items() if v == "compatible"):
        agreeing = [v for v in group if v not in at_odds] or group[:1]
        shown = (
            agreeing if len(agreeing) > 1 else [*agreeing, *(v for v in group if v in at_odds)][:2]
        )
        if len(shown) > 1:
            yield _numeric([sides[v] for v in shown], "compatible")


def _pairs(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Claims that can be of one thing: they share a document, meeting, place or two actors."""
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, t in enumerate(told):
        chief = sorted(t.actors)[:_ACTORS]
        for key in (
            ("document", t.document.id),
            ("meeting", t.meeting or t.claim.id),
            *(("place", place) for place in t.places),
            *_incident(t),
            *itertools.combinations(chief, 2),
        ):
            index[key].append(i)
    found = {p for group in index.values() for p in itertools.combinations(group, 2)}
    for a, b in sorted(found):
        yield told[a], told[b]


def _incident(told: Told) -> Iterator[tuple[str, ...]]:
    """What harm done is known by in the articles of a few days: the words for it, and the week."""
    days, words = told.written, sorted(set(stems(told.claim.subject)))
    if (
        told.figure.attribute in _HARMS
        and words
        and days.earliest
        and days.spans_at_most(_DAYS.days)
    ):
        week = days.earliest.toordinal() // 7
        yield from (("incident", *words, str(w)) for w in (week, week + 1))


def _compare(a: Told, b: Told) -> Verdict | None:
    if not _one_thing(a, b):
        return None
    part = _part_and_whole(a, b)
    f, g = (a.figure, b.figure)
    same = (f.low, f.high, f.qualifier) == (g.low, g.high, g.qualifier)
    if same:
        return None
    if contradict(f, g):
        if part is None:
            return "contradicts"
        share, total = part
        return "contradicts" if most(share.figure) > most(total.figure) else None
    return "compatible" if part is None and f.unit == g.unit else None


def _one_thing(a: Told, b: Told) -> bool:
    f, g = a.figure, b.figure
    if f.unit != g.unit:
        return False
    if a.document.id == b.document.id and (a.witness == b.witness or f.attribute == "size"):
        return _told_again(a, b)
    if a.counted != b.counted and a.counted and b.counted:
        return False
    shared = a.actors & b.actors
    if f.attribute in ("ordinal", "size"):
        if a.meeting is None or a.meeting != b.meeting:
            return False
        return f.attribute == "ordinal" or bool(a.counted & b.counted)
    if f.attribute == "duration":
        return f.event == "war" and len(shared) >= 2
    if f.attribute == "length":
        return a.meeting is not None and a.meeting == b.meeting
    if f.attribute == "share":
        words = frozenset(stems(a.claim.subject)) & frozenset(stems(b.claim.subject))
        return bool(words and shared) and not _surely_apart(a.written, b.written, _YEAR)
    if f.attribute == "exchanged":
        return len(shared) >= 2 and _written_within(a, b, _WEEKS)
    if f.attribute == "evacuated":
        alike = most(a.figure) <= 2 * most(b.figure) and most(b.figure) <= 2 * most(a.figure)
        return alike and bool(shared) and _written_within(a, b, _WEEKS)
    if f.event in _WARS:
        return len(shared) >= 2 and not _grown(a, b)
    if f.attribute in _HARMS:
        return _one_incident(a, b)
    if f.event == "talks" == g.event:
        return a.meeting is not None and a.meeting == b.meeting and f.unit != "people"
    return False


def _grown(a: Told, b: Told) -> bool:
    """Whether a war that goes on may have cost so many more lives from one article to the other."""
    if a.figure.event == b.figure.event == "war" or _written_within(a, b, _SEASON):
        return False
    small, large = sorted((most(a.figure), most(b.figure)))
    return large > _GROWTH * small


def _written_within(a: Told, b: Told, time: datetime.timedelta) -> bool:
    days = _apart(a.written, b.written)
    return a.document.id == b.document.id or (days is not None and days <= time)


def _told_again(a: Told, b: Told) -> bool:
    """The ministry spoke of 18 dead; the president was speaking of 26."""
    bare = any(t.claim.span.text.replace(",", "").isdigit() for t in (a, b))
    apart = a.figure.sentence != b.figure.sentence
    told_of = a.figure.attribute in _HARMS or a.figure.attribute == "size"
    return bare and apart and told_of and a.claim.subject == b.claim.subject


def _one_incident(a: Told, b: Told) -> bool:
    """Attacks are many: the same place and people, told within days or side by side."""
    if a.document.id == b.document.id:
        near = abs(a.figure.sentence - b.figure.sentence) <= 1
        same = a.claim.subject == b.claim.subject or bool(a.actors & b.actors)
        return near and same and a.witness != b.witness
    days = _apart(a.written, b.written)
    if days is not None and days <= _DAYS:
        named = frozenset(stems(a.claim.subject))
        if len(a.actors & b.actors) >= 3 or (named and named == frozenset(stems(b.claim.subject))):
            return True
    small, large = sorted((most(a.figure), most(b.figure)))
    close = large <= _CLOSE * small and a.figure.qualifier == b.figure.qualifier == "exactly"
    return close and small > _FEW and bool(a.places & b.places)


def _numeric(told: Sequence[Sequence[Told]], verdict: Verdict) -> Disagreement:
    sides = sorted((side(_shown(s[0]), s) for s in told), key=lambda s: s.spans)
    first = min((t for s in told for t in s), key=lambda t: t.claim.span)
    return disagreement(
        first.claim.subject, first.claim.attribute, verdict, sides, (_why(told[0][0]),)
    )


def _why(told: Told) -> str:
    """Why the claims are held to be of one thing."""
    if told.figure.attribute in ("ordinal", "size", "length") or told.figure.event == "talks":
        return "told of one meeting"
    if told.figure.event in _WARS:
        return "told of one war: the same two sides or more stand beside it"
    if told.figure.attribute in ("share", "exchanged", "evacuated"):
        return "told of one matter, by articles of one time"
    return "told of one incident: the same place or sides, at the same time"


def _same_deed(a: Told, b: Told) -> bool:
    if a.witness == b.witness or abs(a.figure.sentence - b.figure.sentence) > _NEAR:
        return False
    doers = frozenset(stems(a.claim.subject)) & frozenset(stems(b.claim.subject))
    return bool(doers or len(a.actors & b.actors) >= 2)


def _value(told: Told) -> _Value:
    """What makes two claims one side: the value, and of whom it is told."""
    f = told.figure
    parts = (
        *sorted(told.counted),
        str(f.low),
        str(f.high),
        f.qualifier,
        f.unit or "",
        told.meeting or "",
    )
    return parts


def _connected(pairs: Iterable[tuple[_Value, _Value]]) -> list[list[_Value]]:
    """The groups that pairs join, each sorted, in order."""
    group: dict[_Value, set[_Value]] = {}
    for a, b in pairs:
        joined = group.get(a, {a}) | group.get(b, {b})
        for value in joined:
            group[value] = joined
    return sorted({id(g): sorted(g) for g in group.values()}.values())


def _part_and_whole(a: Told, b: Told) -> tuple[Told, Told] | None:
    """(part, whole) when one counts some people's and the other all people."""
    if a.counted == b.counted:
        return None
    return (a, b) if a.counted else (b, a)


def _shown(told: Told) -> str:
    return " ".join(told.claim.span.text.split())


def _apart(a: Interval, b: Interval) -> datetime.timedelta | None:
    """How far two days are apart at most; None when one is open."""
    dates = [a.earliest, a.latest, b.earliest, b.latest]
    known = [d for d in dates if d is not None]
    return max(known) - min(known) if len(known) == len(dates) else None


def _surely_apart(a: Interval, b: Interval, time: datetime.timedelta) -> bool:
    """Whether one day lies more than some time before the other, wherever each lies."""
    return any(
        early.latest is not None
        and late.earliest is not None
        and late.earliest - early.latest > time
        for early, late in ((a, b), (b, a))
    )
