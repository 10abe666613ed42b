"""Why a meeting is one meeting, was then and was there: the sentences of its `basis`."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from tracktwo.model import Document, Place
from tracktwo.resolve.dates import MeetingDate
from tracktwo.resolve.occasions import Occasion
from tracktwo.resolve.tellings import Telling
from tracktwo.resolve.wording import article, counted, days_told, quoted

_POINTING = ("definite", "previous", "next")


def reasons(
    occasion: Occasion, place: Place, date: MeetingDate, documents: Mapping[str, Document]
) -> tuple[str, ...]:
    """All reasons, each once; those for the date begin with `date:`, for the place with `place:`.

    Those for taking several mentions for one meeting begin with `merged:`.
    """
    number = len({t.document for t in occasion.tellings})
    found = [
        f"told in {counted(number, 'article')}, {counted(len(occasion.tellings), 'mention')}",
        *(f"merged: {reason}" for reason in _merged(occasion, documents)),
        *(f"date: {reason}" for reason in date.basis),
        *(f"place: {reason}" for reason in _placed(occasion, place, documents)),
    ]
    return tuple(dict.fromkeys(found))


def _merged(occasion: Occasion, documents: Mapping[str, Document]) -> Iterator[str]:
    """What the mentions of one article, and what the articles have in common."""
    by_document = {
        name: list(told)
        for name, told in itertools.groupby(occasion.tellings, lambda t: t.document)
    }
    for name, told in by_document.items():
        if len(told) > 1:
            shared = (
                "; ".join(_shared_within(told, documents[name])) or "one goes on from the other"
            )
            yield f"{counted(len(told), 'mention')} in {article(documents[name])}: {shared}"
    if len(by_document) > 1:
        names = " and ".join(
            f"{_clearest(told, documents[name])} in {article(documents[name])}"
            for name, told in by_document.items()
        )
        alike = "; ".join(_shared_between(occasion)) or "what each tells fits the other"
        yield f"{names} tell alike: {alike}"


def _shared_within(told: Sequence[Telling], document: Document) -> Iterator[str]:
    for value in sorted({str(v) for t in told for v in _marks(t)}):
        number = sum(value in map(str, _marks(t)) for t in told)
        if number > 1:
            yield f"{number} tell of {value}"
    actors = {actor for t in told for _, actor in t.seats}
    seated = max((sum(any(a == b for _, b in t.seats) for t in told) for a in actors), default=0)
    if seated > 1:
        yield f"{seated} have the same participants"
    pointing = [t for t in told if t.gathering.reference in _POINTING]
    if pointing:
        shortest = min((t.gathering.extent for t in pointing), key=lambda e: e.end - e.start)
        words = quoted(shortest, document)
        yield f"{len(pointing)} point at a meeting known from the text, as {words} does"
    else:
        yield f"the clearest is {_clearest(told, document)}"


def _shared_between(occasion: Occasion) -> Iterator[str]:
    for value in sorted({str(v) for t in occasion.tellings for v in _marks(t)}):
        if _told_by(occasion, lambda t, v=value: v in map(str, _marks(t))) > 1:  # type: ignore[misc]
            yield value
    if occasion.days.known and _told_by(occasion, lambda t: t.dated) > 1:
        yield f"days that agree ({days_told(occasion.days)})"
    actors = {actor for t in occasion.tellings for _, actor in t.seats}
    common = sum(
        _told_by(occasion, lambda t, a=a: any(a == b for _, b in t.seats)) > 1  # type: ignore[misc]
        for a in actors
    )
    if common:
        yield f"{counted(common, 'participant')} in common"


def _clearest(told: Sequence[Telling], document: Document) -> str:
    """The mention of one article that tells most of which meeting it is, in the fewest words."""
    best = min(
        told,
        key=lambda t: (
            -len(_marks(t)) - t.dated,
            t.gathering.extent.end - t.gathering.extent.start,
            t.key,
        ),
    )
    return quoted(best.gathering.extent, document)


def _marks(telling: Telling) -> list[str]:
    """What a mention names that could tell one meeting from another."""
    g = telling.gathering
    named = [mark for mark in (g.city or g.country, g.venue, g.track) if mark]
    return [*named, *([f"round {g.round}"] if g.round else [])]


def _told_by(occasion: Occasion, holds: Callable[[Telling], bool]) -> int:
    return len({t.document for t in occasion.tellings if holds(t)})


def _placed(occasion: Occasion, place: Place, documents: Mapping[str, Document]) -> Iterator[str]:
    """The words that name the place, as far as it is told."""
    for name in ("venue", "city", "country"):
        value = getattr(place, name)
        if value is None or (name == "country" and place.city):
            continue  # the country of a city needs no witness
        told = [t for t in occasion.tellings if getattr(t.gathering, name) == value]
        words = [quoted(t.gathering.extent, documents[t.document]) for t in told]
        named = [i for i, w in enumerate(words) if value.casefold() in w.casefold()]
        if named:
            best = min(named, key=lambda i: (len(words[i]), i))
            yield f"{words[best]} in {article(documents[told[best].document])}"
        elif not told:
            first = documents[occasion.tellings[0].document]
            yield f"{value} is where {article(first)} was filed"
        else:
            yield f"{value} is told with {words[0]} in {article(documents[told[0].document])}"
