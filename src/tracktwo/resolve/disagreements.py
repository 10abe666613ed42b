"""What cannot all be true, and who accuses and who denies.

A conflict that is none costs a reader more trust than one that is missed, so two claims are only
compared when they are plainly about one thing: same attribute, same unit, same people counted,
same event between the same sides.
"""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from tracktwo.knowledge.places import state_of, state_of_capital, state_of_people
from tracktwo.knowledge.stances import stance_cues
from tracktwo.model import (
    Claim,
    Disagreement,
    Document,
    Figure,
    Side,
    Span,
    Stance,
    Statement,
)
from tracktwo.model.record import Attendance, Verdict
from tracktwo.resolve.claims import cited
from tracktwo.resolve.independence import source_groups
from tracktwo.resolve.issues import stems
from tracktwo.resolve.positions import Who
from tracktwo.resolve.reading import Reading

# A stated most ("up to 2 million") is another when it is this many times the other's most.
_FAR_ABOVE = 1.25
_ABOUT = 0.06
# A denial stands at most so many sentences behind "that claim", and contradictory tales of one
# deed at most so many sentences apart.
_NEXT = 2
_NEAR = 6
# Victims of one incident are counted a little differently, not twice as many.
_CLOSE = 1.34
_FEW = 4
_HARMS = frozenset({"killed", "wounded", "kidnapped", "arrested"})
_DAYS = datetime.timedelta(days=3)

_THERE = frozenset({"attended", "observer"})
_NOT_THERE = frozenset({"absent", "declined", "excluded"})


_Value: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Told:
    """One claim with all that decides what it can be compared with.

    `actors` are ids, and names of places; `counted` whose people are counted; `witness` who
    stands behind it: an actor, an unnamed source, or the article's group of copies.
    """

    document: Document
    figure: Figure
    claim: Claim
    actors: frozenset[str]
    places: frozenset[str]
    counted: frozenset[str]
    meeting: str | None
    witness: str


def resolve_disagreements(
    readings: Sequence[Reading],
    who: Who,
    claims: Mapping[tuple[str, int], Claim],
    statement_of: Mapping[tuple[str, int], str],
    statements: Mapping[str, Statement],
    meeting_of: Mapping[tuple[str, int], str],
) -> tuple[Disagreement, ...]:
    """Every disagreement of the pile, by id.

    `claims` come from `resolve_claims`; `meeting_of` leads from (document id, gathering index)
    to the meeting's id.
    """
    groups = source_groups([r.document for r in readings])
    bench = _Bench(readings, who, claims, statement_of, statements, meeting_of, groups)
    found = [*bench.numbers(), *bench.deeds(), *bench.denials(), *bench.attendance()]
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: d.id))


class _Bench:
    """Compares what the pile says."""

    def __init__(
        self,
        readings: Sequence[Reading],
        who: Who,
        claims: Mapping[tuple[str, int], Claim],
        statement_of: Mapping[tuple[str, int], str],
        statements: Mapping[str, Statement],
        meeting_of: Mapping[tuple[str, int], str],
        groups: Mapping[str, str],
    ) -> None:
        self.readings = readings
        self.who = who
        self.statement_of = statement_of
        self.statements = statements
        self.meeting_of = meeting_of
        self.groups = groups
        self.told = [
            self._tell(reading, i, figure, claims[reading.document.id, i])
            for reading in readings
            for i, figure in enumerate(reading.findings.figures)
        ]

    def _tell(self, reading: Reading, i: int, figure: Figure, claim: Claim) -> Told:
        document = reading.document
        meeting = None
        if figure.gathering is not None:
            meeting = self.meeting_of.get((document.id, figure.gathering))
        return Told(
            document=document,
            figure=figure,
            claim=claim,
            actors=frozenset(self._ids(reading, figure.mentions)),
            places=frozenset(self._places(reading, figure.mentions)),
            counted=frozenset(self._ids(reading, figure.counted or ())),
            meeting=meeting,
            witness=self._witness(document.id, figure.attribution),
        )

    def _ids(self, reading: Reading, mentions: Sequence[int]) -> Iterator[str]:
        """Actors by their id, everything else that has a name by its name."""
        for i in mentions:
            mention = reading.findings.mentions[i]
            ids = self.who.get((reading.document.id, i), ())
            yield from ids
            if mention.name is not None and not ids:
                name = mention.name.of(reading.document.text)
                state = state_of_people(name) or state_of_capital(name)
                yield (state.name if state else name).casefold()

    def _places(self, reading: Reading, mentions: Sequence[int]) -> Iterator[str]:
        """Names of towns and provinces; capitals and states are everywhere in the news."""
        for i in mentions:
            mention = reading.findings.mentions[i]
            if mention.name is None or self.who.get((reading.document.id, i)):
                continue
            name = mention.name.of(reading.document.text)
            if mention.kind == "place" and not (state_of_capital(name) or state_of(name)):
                yield name.casefold()

    def _witness(self, document: str, attribution: int | None) -> str:
        if attribution is not None:
            key = self.statement_of.get((document, attribution))
            statement = self.statements.get(key) if key else None
            source = cited(statement)
            if statement is not None and source and (statement.speakers or statement.on_behalf_of):
                return f"actor {source}"
            if source:
                return f"source {self.groups[document]} {source.casefold()}"
        return f"article {self.groups[document]}"

    # numbers
    def numbers(self) -> Iterator[Disagreement]:
        """Counts, sizes, durations and ordinals of one thing that differ."""
        by_key: defaultdict[tuple[str, str | None], list[Told]] = defaultdict(list)
        for told in self.told:
            if told.figure.low is not None and told.figure.attribute != "duration so far":
                event = "war" if told.figure.event == "war" else None
                by_key[told.claim.attribute, event].append(told)
        for key in sorted(by_key, key=lambda k: (k[0], k[1] or "")):
            yield from self._differences(by_key[key])

    def _differences(self, told: Sequence[Told]) -> Iterator[Disagreement]:
        """Each contradiction by itself; what stands beside each other without one, together."""
        sides: defaultdict[_Value, list[Told]] = defaultdict(list)
        verdicts: dict[tuple[_Value, _Value], Verdict] = {}
        for a, b in itertools.combinations(told, 2):
            verdict = self._compare(a, b)
            if verdict is None:
                continue
            sides[_value(a)].append(a)
            sides[_value(b)].append(b)
            low, high = sorted((_value(a), _value(b)))
            if verdicts.get((low, high)) != "contradicts":
                verdicts[low, high] = verdict
        at_odds = {
            v for pair, verdict in verdicts.items() if verdict == "contradicts" for v in pair
        }
        for pair in sorted(p for p, verdict in verdicts.items() if verdict == "contradicts"):
            yield self._numeric([sides[v] for v in pair], "contradicts")
        for group in _connected(p for p, v in verdicts.items() if v == "compatible"):
            agreeing = [v for v in group if v not in at_odds] or group[:1]
            shown = (
                agreeing
                if len(agreeing) > 1
                else [*agreeing, *(v for v in group if v in at_odds)][:2]
            )
            if len(shown) > 1:
                yield self._numeric([sides[v] for v in shown], "compatible")

    def _compare(self, a: Told, b: Told) -> Verdict | None:
        if not self._one_thing(a, b):
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
            return "contradicts" if _most(share.figure) > _most(total.figure) else None
        return "compatible" if part is None and f.unit == g.unit else None

    def _one_thing(self, a: Told, b: Told) -> bool:
        f, g = a.figure, b.figure
        if f.unit != g.unit or (a.document.id == b.document.id and a.witness == b.witness):
            return False
        if a.counted != b.counted and a.counted and b.counted:
            return False
        shared = a.actors & b.actors
        if f.attribute in ("ordinal", "size"):
            if a.meeting is None or a.meeting != b.meeting:
                return False
            return f.attribute == "ordinal" or bool(a.counted & b.counted)
        if f.attribute == "duration":
            return f.event == "war" and len(shared) >= 2
        if f.event == "war":
            return len(shared) >= 2
        if f.attribute in _HARMS:
            return self._one_incident(a, b)
        if f.event == "talks" == g.event:
            return a.meeting is not None and a.meeting == b.meeting and f.unit != "people"
        return False

    def _one_incident(self, a: Told, b: Told) -> bool:
        """Attacks are many: the same place and people, told within days or side by side."""
        if a.document.id == b.document.id:
            near = abs(a.figure.sentence - b.figure.sentence) <= 1
            return near and a.witness != b.witness and bool(a.actors & b.actors)
        days = _apart(a.document, b.document)
        if days is not None and days <= _DAYS and len(a.actors & b.actors) >= 3:
            return True
        small, large = sorted((_most(a.figure), _most(b.figure)))
        close = large <= _CLOSE * small and a.figure.qualifier == b.figure.qualifier == "exactly"
        return close and small > _FEW and bool(a.places & b.places)

    def _numeric(self, told: Sequence[Sequence[Told]], verdict: Verdict) -> Disagreement:
        sides = sorted((self._side(_shown(s[0]), s) for s in told), key=lambda s: s.spans)
        first = min((t for s in told for t in s), key=lambda t: t.claim.span)
        return _disagreement(first.claim.subject, first.claim.attribute, verdict, sides)

    def _side(self, value: str, told: Sequence[Told]) -> Side:
        unique = {t.claim.id: t for t in told}
        return Side(
            value=value,
            spans=tuple(sorted({t.claim.span for t in unique.values()})),
            independent_sources=len({t.witness for t in unique.values()}),
            claims=tuple(sorted(unique)),
            actors=tuple(
                sorted(
                    {
                        t.witness.removeprefix("actor ")
                        for t in unique.values()
                        if t.witness.startswith("actor ")
                    }
                )
            ),
        )

    # deeds
    def deeds(self) -> Iterator[Disagreement]:
        """One says that they spoke, another that they did not."""
        by_key: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
        for told in self.told:
            if told.figure.unit == "deed":
                by_key[told.document.id, told.claim.attribute].append(told)
        for key in sorted(by_key):
            told_not = [t for t in by_key[key] if t.claim.value == "no"]
            told_so = [t for t in by_key[key] if t.claim.value == "yes"]
            for no in told_not:
                yes = [t for t in told_so if self._same_deed(no, t)]
                if yes:
                    sides = (self._side("no", [no]), self._side("yes", yes))
                    yield _disagreement(no.claim.subject, no.claim.attribute, "contradicts", sides)

    def _same_deed(self, a: Told, b: Told) -> bool:
        if a.witness == b.witness or abs(a.figure.sentence - b.figure.sentence) > _NEAR:
            return False
        doers = frozenset(stems(a.claim.subject)) & frozenset(stems(b.claim.subject))
        return bool(doers or len(a.actors & b.actors) >= 2)

    # accusations
    def denials(self) -> Iterator[Disagreement]:
        """Accusations with the denials that answer them."""
        accusations = [*self._charges("accuses"), *self._assertions()]
        denials = list(self._charges("denies"))
        answered: defaultdict[int, list[_Charge]] = defaultdict(list)
        for denial in denials:
            matching = [i for i, a in enumerate(accusations) if _answers(denial, a)]
            if matching:
                answered[max(matching, key=lambda i: _closeness(denial, accusations[i]))].append(
                    denial
                )
        for i in sorted(answered):
            accusation = accusations[i]
            alike = [a for a in accusations if a is accusation or _same_charge(a, accusation)]
            sides = (
                _charged("yes", alike, self.groups),
                _charged("no", answered[i], self.groups),
            )
            yield _disagreement(accusation.subject, "accusation", "accusation_denial", sides)

    def _charges(self, kind: str) -> Iterator[_Charge]:
        for reading in self.readings:
            names = {
                word
                for m in reading.findings.mentions
                if m.form in ("name", "demonym")
                for word in stems(m.extent.of(reading.document.text))
            }
            for stance in reading.findings.stances:
                if stance.stance == kind:
                    yield self._charge(reading, stance, names)

    def _assertions(self) -> Iterator[_Charge]:
        """What was cited just before somebody denies `it`: an accusation by being denied."""
        for reading in self.readings:
            document, findings = reading.document, reading.findings
            denials = [
                s
                for s in findings.stances
                if s.stance == "denies"
                and s.issue is not None
                and _takes_up(s.extent.of(document.text), s.issue.of(document.text))
            ]
            for denial in denials:
                before = [
                    a
                    for a in findings.attributions
                    if a.polarity != "denied"
                    and 0 <= denial.sentence - a.sentence <= 1
                    and a.content[-1].end <= denial.extent.start
                    and a.sources
                    and a.sources != denial.holders
                ]
                if before:
                    said = max(before, key=lambda a: a.content[-1])
                    yield _Charge(
                        span=document.span(said.content[0]),
                        sentence=said.sentence,
                        holders=frozenset(h for i in said.sources for h in self._sides(reading, i)),
                        targets=frozenset(
                            h for i in denial.holders for h in self._sides(reading, i)
                        ),
                        words=frozenset(),
                        taken_up=False,
                        subject=" ".join(said.content[0].of(document.text).split()),
                        asserted=True,
                    )

    def _charge(self, reading: Reading, stance: Stance, names: set[str]) -> _Charge:
        document = reading.document
        words = stance.extent.of(document.text)
        holders = frozenset(a for i in stance.holders for a in self._sides(reading, i))
        issue = stance.issue.of(document.text) if stance.issue else words
        return _Charge(
            span=document.span(stance.extent),
            sentence=stance.sentence,
            holders=holders,
            targets=frozenset(a for i in stance.targets for a in self._sides(reading, i)),
            words=frozenset(stems(f"{words} {issue}")) - names - _ACT_WORDS,
            taken_up=_takes_up(words, issue),
            subject=" ".join(words.split()),
        )

    def _sides(self, reading: Reading, mention: int) -> Iterator[str]:
        yield from self.who.get((reading.document.id, mention), ())
        of = reading.findings.mentions[mention].of
        if of is not None:
            yield from self.who.get((reading.document.id, of), ())

    # attendance
    def attendance(self) -> Iterator[Disagreement]:
        """One article has an actor at a meeting, another has it stay away."""
        told: defaultdict[tuple[str, str], list[tuple[Attendance, Span]]] = defaultdict(list)
        for reading in self.readings:
            for g, gathering in enumerate(reading.findings.gatherings):
                meeting = self.meeting_of.get((reading.document.id, g))
                if meeting is None or gathering.status != "held":
                    continue
                for seat in gathering.seats:
                    ids = self.who.get((reading.document.id, seat.mention), ())
                    if len(ids) == 1:
                        span = reading.document.span(seat.extent)
                        told[meeting, ids[0]].append((seat.attendance, span))
        for key in sorted(told):
            yield from self._seats(key[1], told[key])

    def _seats(self, actor: str, told: Sequence[tuple[Attendance, Span]]) -> Iterator[Disagreement]:
        there = sorted({s for a, s in told if a in _THERE})
        away = sorted({s for a, s in told if a in _NOT_THERE})
        apart = {s.document for s in there}.isdisjoint({s.document for s in away})
        if not there or not away or not apart:
            return
        sides = tuple(
            Side(
                value=value,
                spans=tuple(spans),
                independent_sources=len({self.groups[s.document] for s in spans}),
            )
            for value, spans in (("attended", there), ("did not attend", away))
        )
        yield _disagreement(actor, "attendance", "contradicts", sides)


@dataclass(frozen=True, eq=False)
class _Charge:
    """An accusation or a denial."""

    span: Span
    sentence: int
    holders: frozenset[str]
    targets: frozenset[str]
    words: frozenset[str]
    taken_up: bool
    """Denies `that claim`, whatever it was."""
    subject: str
    asserted: bool = False
    """Cited without the words of an accusation."""


def _takes_up(words: str, issue: str) -> bool:
    """denied it, rejects that claim, "false": denies what was just said, whatever it was."""
    plain = words.casefold().split()
    if issue.casefold() in ("it", "this", "that", "them") or len(plain) <= _SHORTEST:
        return True
    return any(w in stance_cues()["claims"] for w in stems(words))


_SHORTEST = 2
_ACT_WORDS = frozenset(
    stems(
        "accuse accused accusing accuses deny denied denies denying blame blamed charge charged claim say said any also recently"
    )
)


def _answers(denial: _Charge, accusation: _Charge) -> bool:
    """Whether a denial answers an accusation: by its words, or by standing right behind it."""
    if denial.holders & accusation.holders:
        return False
    one_document = denial.span.document == accusation.span.document
    if one_document and accusation.span.extent.holds(denial.span.extent):
        return False  # the accuser tells of it
    behind = denial.sentence - accusation.sentence if one_document else -1
    accused = bool(denial.holders & accusation.targets)
    if 0 <= behind <= _NEXT and accusation.span < denial.span:
        if denial.taken_up or (accused and behind <= 1):
            return True
        if behind <= 1 and not accusation.targets - accusation.holders:
            return True  # nobody else is known to be accused
    common = len(_deed_words(denial.words) & _deed_words(accusation.words))
    if one_document:
        return common >= 2 or (accused and common >= 1)
    return common >= (2 if accused else 3)


def _deed_words(words: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:5] for w in words)


def _closeness(denial: _Charge, accusation: _Charge) -> tuple[int, bool, int, Span]:
    common = len(_deed_words(denial.words) & _deed_words(accusation.words))
    same = denial.span.document == accusation.span.document
    return (
        common,
        not accusation.asserted,
        -abs(denial.sentence - accusation.sentence) if same else -10_000,
        accusation.span,
    )


def _same_charge(a: _Charge, b: _Charge) -> bool:
    return bool(a.targets & b.targets) and len(_deed_words(a.words) & _deed_words(b.words)) >= 2


def _charged(value: str, charges: Sequence[_Charge], groups: Mapping[str, str]) -> Side:
    witnesses = {min(c.holders) if c.holders else groups[c.span.document] for c in charges}
    return Side(
        value=value,
        spans=tuple(sorted({c.span for c in charges})),
        independent_sources=len(witnesses),
        actors=tuple(sorted({h for c in charges for h in c.holders})),
    )


def contradict(f: Figure, g: Figure) -> bool:
    """Whether two figures of one thing cannot both be true.

    Qualifiers make intervals: at least 10 reaches up without end, about 10 some way to both
    sides. Two stated mosts contradict when one is far above the other.
    """
    if f.qualifier in ("up_to", "between") and g.qualifier in ("up_to", "between"):
        return max(_most(f), _most(g)) > _FAR_ABOVE * min(_most(f), _most(g))
    if _rounded(f, g):
        return False
    (a, b), (c, d) = _interval(f), _interval(g)
    if (f.qualifier == "more_than" and c <= d <= a) or (g.qualifier == "more_than" and a <= b <= c):
        return True
    return b < c or d < a


def _interval(f: Figure) -> tuple[float, float]:
    low, high = f.low or 0.0, f.high or 0.0
    if f.qualifier in ("at_least", "more_than"):
        return low, float("inf")
    if f.qualifier == "up_to":
        return float("-inf"), high
    if f.qualifier == "about" and low == high:
        return low * (1 - _ABOUT), high * (1 + _ABOUT)
    return low, high


def _most(f: Figure) -> float:
    return f.high or 0.0


def _rounded(f: Figure, g: Figure) -> bool:
    """Large counts that differ by less than their rounding: 28,500 and 28,000."""
    if f.attribute in ("duration", "ordinal", "size") or f.low != f.high or g.low != g.high:
        return False
    small, large = sorted((f.low or 0.0, g.low or 0.0))
    return large >= 1000 and (large - small) <= 0.05 * large


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


def _apart(a: Document, b: Document) -> datetime.timedelta | None:
    """How far two articles are apart at most; None when it is not known."""
    dates = [a.published.earliest, a.published.latest, b.published.earliest, b.published.latest]
    known = [d for d in dates if d is not None]
    return max(known) - min(known) if len(known) == len(dates) else None


def _disagreement(
    subject: str, attribute: str, verdict: Verdict, sides: Sequence[Side]
) -> Disagreement:
    places = sorted(f"{s.document}:{s.start}-{s.end}" for side in sides for s in side.spans)
    key = "\x1f".join((attribute, verdict, *places))
    return Disagreement(
        id="x" + blake2b(key.encode(), digest_size=6).hexdigest(),
        subject=subject,
        attribute=attribute,
        verdict=verdict,
        sides=tuple(sides),
    )
