"""What became of a promise: where a later article comes back to it, or that none does.

A later article comes back to a promise when one of its sentences names who made it and shares two
words of the matter with it. Whether it was kept is for the reader of those words to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tracktwo.model import Interval, Position
from tracktwo.resolve import wording
from tracktwo.resolve.issues import stems
from tracktwo.resolve.reading import Reading

_SHARED = 2
"""Words of the matter that a later sentence must have in common with the promise."""
_FEW = 3
"""Later mentions that are told, the first ones."""

Who = Mapping[tuple[str, int], tuple[str, ...]]


def follow_promises(
    positions: Sequence[Position],
    readings: Sequence[Reading],
    who: Who,
    published: Mapping[str, Interval],
) -> tuple[Position, ...]:
    """The positions, each promise with the later articles that come back to it in its `basis`."""
    named = _sentences(readings, who)
    later = {r.document.id: _after(r, readings, published) for r in readings}
    return tuple(
        msgspec.structs.replace(p, basis=(*p.basis, _told(p, later[p.span.document], named)))
        if p.stance == "promises" and p.actor is not None and later[p.span.document]
        else p
        for p in positions
    )


def _sentences(
    readings: Sequence[Reading], who: Who
) -> Mapping[tuple[str, str], tuple[tuple[int, frozenset[str]], ...]]:
    """(document, actor) -> the sentences that name it, each with its words that carry a matter."""
    found: dict[tuple[str, str], tuple[tuple[int, frozenset[str]], ...]] = {}
    for reading in readings:
        document, findings = reading.document, reading.findings
        words = [frozenset(stems(e.of(document.text))) for e in findings.sentences]
        naming: dict[str, set[int]] = defaultdict(set)
        for i, mention in enumerate(findings.mentions):
            for actor in who.get((document.id, i), ()):
                naming[actor].add(mention.sentence)
        for actor, where in naming.items():
            found[document.id, actor] = tuple((s, words[s]) for s in sorted(where))
    return found


def _after(
    reading: Reading, readings: Sequence[Reading], published: Mapping[str, Interval]
) -> tuple[Reading, ...]:
    """The articles that were surely written after this one, in order."""
    last = published.get(reading.document.id, Interval()).latest
    known = (
        (first, r)
        for r in readings
        if (first := published.get(r.document.id, Interval()).earliest) is not None
    )
    return tuple(
        r
        for first, r in sorted(known, key=lambda k: (k[0], k[1].document.id))
        if last is not None and first > last
    )


def _told(
    promise: Position,
    later: Sequence[Reading],
    named: Mapping[tuple[str, str], tuple[tuple[int, frozenset[str]], ...]],
) -> str:
    matter = frozenset(stems(promise.span.text)) | frozenset(stems(promise.issue))
    mentions = list(_mentions(promise.actor or "", matter, later, named))
    if not mentions:
        return f"not mentioned again in {wording.counted(len(later), 'later article')}"
    return f"mentioned again: {'; '.join(mentions[:_FEW])}"


def _mentions(
    actor: str,
    matter: frozenset[str],
    later: Sequence[Reading],
    named: Mapping[tuple[str, str], tuple[tuple[int, frozenset[str]], ...]],
) -> Iterator[str]:
    for reading in later:
        document = reading.document
        for sentence, words in named.get((document.id, actor), ()):
            if len(matter & words) >= _SHARED:
                extent = reading.findings.sentences[sentence]
                yield f"{wording.quoted(extent, document)} in {wording.article(document)}"
                break
