"""What became of a promise: where a later article comes back to it, or that none does.

A later article comes back to a promise when one of its sentences names who made it and shares two
words of the matter with it. Whether it was kept is for the reader of those words to say.
"""

from __future__ import annotations

import datetime
import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from tracktwo.model import Document, Extent, Interval, Position
from tracktwo.resolve import wording
from tracktwo.resolve.issues import stems
from tracktwo.resolve.reading import Reading
from tracktwo.resolve.tellings import Published, Who

_SHARED = 2
"""Words of the matter that a later sentence must have in common with the promise."""
_FEW = 3
"""Later mentions that are told, the first ones."""


@dataclass(frozen=True)
class _Naming:
    """One article that names somebody: its place in the order of writing, and those sentences."""

    place: int
    document: Document
    sentences: tuple[tuple[Extent, frozenset[str]], ...]
    """In text order, each with its words that carry a matter."""


def follow_promises(
    positions: Sequence[Position],
    readings: Sequence[Reading],
    who: Who,
    published: Published,
) -> tuple[Position, ...]:
    """The positions, each promise with the later articles that come back to it in its `basis`."""
    written = sorted(
        (first, r.document.id)
        for r in readings
        if (first := published.get(r.document.id, Interval()).earliest) is not None
    )
    promises = [p for p in positions if p.stance == "promises" and p.actor is not None]
    named = _named({p.actor for p in promises if p.actor}, readings, who, written)
    told: dict[str, str] = {}
    for promise in promises:
        last = published.get(promise.span.document, Interval()).latest
        if last is None:
            continue
        # later is what was surely written after this one
        start = bisect_right(written, last, key=lambda w: w[0])
        if start < len(written):
            told[promise.id] = _told(promise, start, len(written), named[promise.actor or ""])
    return tuple(
        msgspec.structs.replace(p, basis=(*p.basis, told[p.id])) if p.id in told else p
        for p in positions
    )


def _named(
    makers: Collection[str],
    readings: Sequence[Reading],
    who: Who,
    written: Sequence[tuple[datetime.date, str]],
) -> Mapping[str, list[_Naming]]:
    """Actor -> the dated articles that name it, in the order of writing."""
    by_id = {r.document.id: r for r in readings}
    found: dict[str, list[_Naming]] = defaultdict(list)
    for place, (_, name) in enumerate(written):
        document, findings = by_id[name].document, by_id[name].findings
        naming: dict[str, set[int]] = defaultdict(set)
        for i, mention in enumerate(findings.mentions):
            for actor in who.get((name, i), ()):
                if actor in makers:
                    naming[actor].add(mention.sentence)
        for actor, where in naming.items():
            extents = [findings.sentences[s] for s in sorted(where)]
            words = tuple((e, frozenset(stems(e.of(document.text)))) for e in extents)
            found[actor].append(_Naming(place, document, words))
    return found


def _told(promise: Position, start: int, stop: int, named: Sequence[_Naming]) -> str:
    """What the articles from place `start` to before `stop` say of a promise."""
    matter = frozenset(stems(promise.span.text)) | frozenset(stems(promise.issue))
    later = named[bisect_left(named, start, key=lambda n: n.place) :]
    mentions = list(itertools.islice(_mentions(matter, later), _FEW))
    if not mentions:
        return f"not mentioned again in {wording.counted(stop - start, 'later article')}"
    return f"mentioned again: {'; '.join(mentions)}"


def _mentions(matter: frozenset[str], later: Sequence[_Naming]) -> Iterator[str]:
    """The first sentence of each article that shares enough of the matter."""
    for naming in later:
        for extent, words in naming.sentences:
            if len(matter & words) >= _SHARED:
                quoted = wording.quoted(extent, naming.document)
                yield f"{quoted} in {wording.article(naming.document)}"
                break
