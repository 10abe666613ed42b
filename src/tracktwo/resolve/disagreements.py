"""What cannot all be true, and who accuses and who denies.

A conflict that is none costs a reader more trust than one that is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tracktwo.model import Claim, Disagreement, Interval, Side, Span, Statement
from tracktwo.model.record import Attendance
from tracktwo.resolve.contradictions import contradictions
from tracktwo.resolve.denials import denials
from tracktwo.resolve.differences import deeds, numbers
from tracktwo.resolve.evidence import Evidence, disagreement
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.retold import days, heads, wordings
from tracktwo.resolve.tellings import Who

_THERE = frozenset({"attended", "observer"})
_NOT_THERE = frozenset({"absent", "declined", "excluded"})


def resolve_disagreements(
    readings: Sequence[Reading],
    who: Who,
    claims: Mapping[tuple[str, int], Claim],
    statement_of: Mapping[tuple[str, int], str],
    statements: Mapping[str, Statement],
    meeting_of: Mapping[tuple[str, int], str],
    published: Mapping[str, Interval] | None = None,
) -> tuple[Disagreement, ...]:
    """Every disagreement of the pile, by id.

    `claims` come from `resolve_claims`; `meeting_of` leads from (document id, gathering index)
    to the meeting's id; `published` tells by document id when an article can have been written.
    """
    evidence = Evidence(
        readings, who, claims, statement_of, statements, meeting_of, published or {}
    )
    found = (
        *numbers(evidence),
        *deeds(evidence),
        *contradictions(evidence),
        *denials(evidence),
        *_attendance(evidence),
        *days(evidence),
        *heads(evidence),
        *wordings(evidence),
    )
    return tuple(sorted({d.id: d for d in found}.values(), key=lambda d: d.id))


def _attendance(evidence: Evidence) -> Iterator[Disagreement]:
    """One article has an actor at a meeting, another has it stay away."""
    told: defaultdict[tuple[str, str], list[tuple[Attendance, Span]]] = defaultdict(list)
    for reading in evidence.readings:
        for g, gathering in enumerate(reading.findings.gatherings):
            meeting = evidence.meeting_of.get((reading.document.id, g))
            if meeting is None or gathering.status != "held":
                continue
            for seat in gathering.seats:
                ids = evidence.who.get((reading.document.id, seat.mention), ())
                if len(ids) == 1:
                    span = reading.document.span(seat.extent)
                    told[meeting, ids[0]].append((seat.attendance, span))
    for key in sorted(told):
        yield from _seats(evidence, key[1], told[key])


def _seats(
    evidence: Evidence, actor: str, told: Sequence[tuple[Attendance, Span]]
) -> Iterator[Disagreement]:
    there = sorted({s for a, s in told if a in _THERE})
    away = sorted({s for a, s in told if a in _NOT_THERE})
    apart = {s.document for s in there}.isdisjoint({s.document for s in away})
    if not there or not away or not apart:
        return
    sides = tuple(
        Side(
            value=value,
            spans=tuple(spans),
            independent_sources=len({evidence.groups[s.document] for s in spans}),
        )
        for value, spans in (("attended", there), ("did not attend", away))
    )
    basis = ("one meeting, told by different articles",)
    yield disagreement(actor, "attendance", "contradicts", sides, basis)
