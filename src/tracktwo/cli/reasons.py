"""What `why` prints: one meeting, and the words that decided each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.text import Text

from tracktwo.cli.words import labelled, plain, quoted, where
from tracktwo.publish.why import (
    ArticleTold,
    Explanation,
    Reason,
    SeatTold,
    Words,
    days_in_words,
    place_in_words,
)

_Lines = list[tuple[str, Text]]


def explanation(found: Explanation) -> RenderableType:
    """When, where, who, and which mentions are of one meeting; each with its reasons."""
    track = " ".join(str(x) for x in (found.track, found.round and f"round {found.round}") if x)
    head = Text(plain(days_in_words(found.date)), "bold")
    for word in (place_in_words(found.place), track, found.status):
        if word:
            head.append(" · ").append(plain(word))
    head.append(f"  {found.id}", "dim")
    parts: list[RenderableType] = [head]

    def add(title: str, answer: str, lines: _Lines) -> None:
        parts.append(Text.assemble((f"\n{title}", "bold"), f"  {plain(answer)}"))
        if lines:
            parts.append(labelled(lines))

    when = _because(found.date_because) or [("", Text("no word of the articles tells the day"))]
    add("When", days_in_words(found.date), when)
    place = place_in_words(found.place)
    add("Where", place or "place unknown", _because(found.place_because))
    add("Who", _counted(found.participants), [])
    for seat in found.participants:
        parts += [_seat(seat), labelled(_seat_lines(seat))]
    if found.host:
        add("Host", found.host, [])
    mentions = sum(len(article.mentions) for article in found.articles)
    told = f"{mentions} mention{'s' if mentions != 1 else ''} taken for one"
    add("Which mentions", told, _because((*found.because, *found.merged_because)))
    for article in found.articles:
        add("Told in", article.path or article.document, _article_lines(article))
    return Group(*parts)


def _because(reasons: Iterable[Reason]) -> _Lines:
    lines: _Lines = []
    for reason in reasons:
        lines.append(("because", Text(plain(reason.text))))
        if reason.words:
            lines.append(("", _words(reason.words)))
    return lines


def _counted(seats: Iterable[SeatTold]) -> str:
    counts = Counter(seat.attendance for seat in seats)
    return ", ".join(f"{n} {attendance}" for attendance, n in counts.items()) or "nobody is told"


def _seat(seat: SeatTold) -> Text:
    marks = [
        seat.attendance,
        seat.represents and f"for {seat.represents}",
        seat.capacity,
        "head of delegation" if seat.head and seat.capacity != "head" else None,
        seat.level,
        f"{seat.count} of them" if seat.count else None,
    ]
    told = ", ".join(str(mark) for mark in marks if mark)
    return Text.assemble("   ", (plain(seat.name), "bold"), plain(f": {told}"))


def _seat_lines(seat: SeatTold) -> _Lines:
    lines: _Lines = [("", _words(words)) for words in seat.words]
    if seat.reason:
        lines.append(("reason told", _words(seat.reason)))
    return lines


def _article_lines(article: ArticleTold) -> _Lines:
    lines: _Lines = [("title", Text(plain(article.title)))] if article.title else []
    lines.append(("written", Text(days_in_words(article.published))))
    lines += _because(article.because)
    return lines + [("mention", _words(words)) for words in article.mentions]


def _words(words: Words) -> Text:
    return quoted(words.text, where(words.path, words.document, words.start, words.end))
