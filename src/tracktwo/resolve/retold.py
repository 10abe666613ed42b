"""What articles tell differently of one meeting or one saying: its days, who led whom, the words.

Days of one meeting contradict each other when neither story's days hold the other's. Two versions
of one quotation differ in meaning when one denies what the other says, or names another number, or
only allows what the other orders; other differences are the translators' and are kept side by side
by the statements themselves.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tracktwo.model import Disagreement, Interval, Side, Span, Statement
from tracktwo.resolve import wording
from tracktwo.resolve.evidence import Evidence, disagreement
from tracktwo.resolve.when import date_of

_SPAN = 5
"""Days that a story may give a meeting, for its days to be compared."""
_DENIALS = frozenset({"not", "no", "never", "none", "nothing", "nobody", "neither", "without"})
_DENYING = frozenset(
    {"prevent", "avoid", "stop", "refuse", "refused", "reject", "rejected", "deny", "denied"}
    | {"fail", "failed", "lack", "oppose", "opposed", "against", "unless", "until", "impossible"}
)
"""Words that may say what `not` says: with one of them, a `not` too few or too many tells nothing."""
_ORDERS = frozenset({"must", "shall", "will"})
_LEAVES = frozenset({"may", "might", "could"})
_ALIKE = 0.5
"""Share of their words that two versions have in common, for one to be the other denied."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def days(evidence: Evidence) -> Iterator[Disagreement]:
    """One article has a meeting on the 12th, another on the 13th."""
    told: defaultdict[str, dict[str, list[tuple[Interval, Span]]]] = defaultdict(dict)
    for reading in evidence.readings:
        name = reading.document.id
        written = evidence.published.get(name, Interval())
        for g, gathering in enumerate(reading.findings.gatherings):
            meeting = evidence.meeting_of.get((name, g))
            if meeting is None or gathering.status != "held" or gathering.phase is not None:
                continue
            for k in gathering.times:
                time = reading.findings.times[k]
                if not re.match(r"(XXXX|\d{4})-\d\d-\d\d", time.value) or time.relation != "on":
                    continue
                when = date_of(time, written)
                if when.spans_at_most(_SPAN):
                    span = reading.document.span(time.extent)
                    told[meeting].setdefault(name, []).append((when, span))
    for meeting in sorted(told):
        yield from _apart(evidence, meeting, told[meeting])


def _apart(
    evidence: Evidence, meeting: str, told: Mapping[str, Sequence[tuple[Interval, Span]]]
) -> Iterator[Disagreement]:
    for one, other in itertools.combinations(sorted(told), 2):
        if evidence.groups[one] == evidence.groups[other]:
            continue
        pairs = [(a, b) for a in told[one] for b in told[other]]
        if any(_within(a[0], b[0]) or _within(b[0], a[0]) for a, b in pairs):
            continue
        a, b = pairs[0]
        sides = tuple(Side(wording.days_told(when), (span,), 1) for when, span in (a, b))
        yield disagreement(meeting, "date", "contradicts", sides, ("told of one meeting",))


def _within(one: Interval, other: Interval) -> bool:
    return one.narrowed(other) == one


def heads(evidence: Evidence) -> Iterator[Disagreement]:
    """One article has a delegation led by X, another by Y."""
    told: defaultdict[tuple[str, str], dict[str, list[Span]]] = defaultdict(dict)
    for reading in evidence.readings:
        for g, gathering in enumerate(reading.findings.gatherings):
            meeting = evidence.meeting_of.get((reading.document.id, g))
            for seat in gathering.seats if meeting is not None else ():
                chiefs = evidence.who.get((reading.document.id, seat.mention), ())
                if not seat.head or seat.represents is None or len(chiefs) != 1 or meeting is None:
                    continue
                for side in evidence.sides(reading, seat.represents):
                    spans = told[meeting, side].setdefault(chiefs[0], [])
                    spans.append(reading.document.span(seat.extent))
    for (_, side), by_chief in sorted(told.items()):
        for one, other in itertools.combinations(sorted(by_chief), 2):
            apart = {s.document for s in by_chief[one]}.isdisjoint(
                s.document for s in by_chief[other]
            )
            if apart:
                sides = tuple(_side(evidence, chief, by_chief[chief]) for chief in (one, other))
                basis = ("the delegation of one side at one meeting, told by different articles",)
                yield disagreement(side, "head of delegation", "contradicts", sides, basis)


def _side(evidence: Evidence, actor: str, spans: Sequence[Span]) -> Side:
    groups = {evidence.groups[s.document] for s in spans}
    return Side(actor, tuple(sorted(set(spans))), len(groups), actors=(actor,))


def wordings(evidence: Evidence) -> Iterator[Disagreement]:
    """Two outlets' versions of one quotation that do not mean the same."""
    for key in sorted(evidence.statements):
        one = evidence.statements[key]
        for other_key in one.same_as:
            other = evidence.statements.get(other_key)
            if other is None or other.id < one.id or "direct" not in (one.kind, other.kind):
                continue
            why = _differ(_words(one), _words(other))
            if why is not None and one.speakers:
                sides = tuple(
                    Side(" ".join(_text(s).split()), tuple(s.content), 1) for s in (one, other)
                )
                basis = (f"one saying, told by two articles: {why}",)
                yield disagreement(one.speakers[0], "wording", "contradicts", sides, basis)


def _text(statement: Statement) -> str:
    return " ".join(span.text for span in statement.content)


def _words(statement: Statement) -> list[str]:
    text = _text(statement).casefold().replace("’", "'")
    return _WORD.findall(text.replace("n't", " not").replace("cannot", "can not"))


def _differ(one: Sequence[str], other: Sequence[str]) -> str | None:
    """How two versions differ in meaning; None if they do not, or one is but longer."""
    numbers = [sorted(w for w in words if w.isdigit()) for words in (one, other)]
    if all(numbers) and numbers[0] != numbers[1] and len(numbers[0]) == len(numbers[1]):
        return f"{', '.join(numbers[0])} in one, {', '.join(numbers[1])} in the other"
    if min(len(one), len(other)) * 1.4 < max(len(one), len(other)):
        return None
    if len(set(one) & set(other)) < _ALIKE * min(len(set(one)), len(set(other))):
        return None
    denied = [sum(w in _DENIALS for w in words) % 2 for words in (one, other)]
    if denied[0] != denied[1] and _DENYING.isdisjoint({*one, *other}):
        return "one denies what the other says"
    ordered, left = (
        [bool(set(words) & known) for words in (one, other)] for known in (_ORDERS, _LEAVES)
    )
    if (ordered[0] and left[1] and not left[0]) or (ordered[1] and left[0] and not left[1]):
        return "one only allows what the other announces or orders"
    return None
