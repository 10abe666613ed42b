"""Quotation marks: which opens, which closes, and what stands between them.

The press prints them straight and curly, nested, the wrong way round, and forgets one now and
then. Where a mark stands among blanks and letters says more than its glyph, so that is asked
first; a mark that finds no partner is no quotation, and nothing is lost by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from tracktwo.model import Block, Extent

_DOUBLE = '"“”„‟«»'
_MARK = re.compile("''|``|[\"“”„‟«»]")
_APOSTROPHE = re.compile("(?<!')'(?!')|[‘’‚‛]")
_FORGOTTEN_END = re.compile(
    r"[?!,.](?=\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|asked|wrote|added|told|replied|warned)\b)"
)
"""Where a quotation without an end must end: `"Does the war go on? X asked.`"""
_WRONG_END = re.compile(r"(?<=[,.?!])['’](?!\w)")
_OPENING = "“„‟«‘‚‛"
_CLOSING = "”»’"
_STOPS = ".,?!…;:—–-"

_LONGEST = 6
"""Paragraphs at most that a quotation may run on without a mark at their beginning."""

Side = Literal["opens", "closes", "either"]


class Quotation(msgspec.Struct, frozen=True):
    """Words in quotation marks, marks included.

    A quotation over several paragraphs is one `Quotation` a paragraph; `goes_on` says that the
    next one in the list continues it. `depth` is 0 unless it stands inside another.
    """

    extent: Extent
    depth: int = 0
    goes_on: bool = False


def find_quotations(text: str, blocks: Iterable[Block]) -> tuple[Quotation, ...]:
    """Every quotation of these blocks, in text order, an outer one before those inside it."""
    found: list[Quotation] = []
    pending: list[Extent] = []  # a quotation without its end, one piece a block
    for place in (block.extent for block in blocks):
        pairs, unclosed, stray = _pairs(text, place)
        reopened = _opens_at(text, place)
        if pending and stray is not None and not reopened:
            found += [Quotation(piece, goes_on=True) for piece in pending]
            pairs.append(Extent(place.start, stray))
            pending = []
        elif pending and reopened:
            found += [Quotation(piece, goes_on=True) for piece in pending]
            pending = []
        elif pending and not pairs and unclosed is None and len(pending) < _LONGEST:
            pending.append(place)
            continue
        else:
            pending = []
        if unclosed is not None:
            pending = [Extent(unclosed, place.end)]
        found += [Quotation(pair) for pair in pairs + _singles(text, place, pairs)]
    return _nested(found)


def _pairs(text: str, place: Extent) -> tuple[list[Extent], int | None, int | None]:
    """Paired double marks of one block, an opening one left over, and a closing one that came
    before any was open."""
    pairs: list[Extent] = []
    open_at: list[int] = []
    stray: int | None = None
    marks = list(_MARK.finditer(text, place.start, place.end))
    for mark in marks:
        side = _side(text, Extent(*mark.span()), place)
        if side == "closes" and not open_at and text[mark.start() - 1 : mark.start()].isspace():
            side = "opens"  # the wrong glyph, standing free: said: ” …
        if side == "closes" or (side == "either" and open_at):
            if open_at:
                pairs.append(Extent(open_at.pop(), mark.end()))
            elif stray is None and not pairs:
                stray = mark.end()
        elif text[mark.end() : place.end].strip():
            open_at.append(mark.start())
    if (
        open_at
        and (len(open_at) > 1 or stray is not None)
        and len(marks) % 2 == 0
        and all(m.group() == '"' for m in marks)
    ):
        # blanks on the wrong side of straight marks: " We stay, "he said.
        pairs = [Extent(a.start(), b.end()) for a, b in zip(marks[::2], marks[1::2], strict=True)]
        open_at = []
    for at in open_at[::-1]:
        # closed by the wrong mark: “…,’
        wrong = _WRONG_END.search(
            text, at + 1, min((p.start for p in pairs if p.start > at), default=place.end)
        )
        wrong = wrong or _FORGOTTEN_END.search(
            text, at + 1, min((p.start for p in pairs if p.start > at), default=place.end)
        )
        if wrong is not None:
            pairs.append(Extent(at, wrong.end()))
            open_at.remove(at)
    pairs = [pair for pair in pairs if any(c.isalnum() for c in pair.of(text))]
    unclosed = open_at[0] if open_at and _begins_speech(text, open_at[0], place) else None
    return pairs, unclosed, stray


def _begins_speech(text: str, at: int, place: Extent) -> bool:
    """Whether a mark stands where a sentence may begin, so that it may run on past the block."""
    before = text[place.start : at].rstrip()
    return not before or before[-1] in ".,:?!;—–-])"


def _side(text: str, mark: Extent, place: Extent) -> Side:
    """Which way a mark looks, by its neighbours; by its glyph where they do not tell."""
    at = mark.start
    before = text[at - 1] if at > place.start else " "
    after = text[mark.end] if mark.end < place.end else " "
    free_before = before.isspace() or before in "([{—–/" or before in _OPENING
    free_after = after.isspace() or after in ")]}.,;:?!—–/…" or after in _CLOSING
    if free_before and not free_after:
        return "opens"
    if free_after and not free_before:
        return "closes"
    if free_before and free_after:
        return "opens" if text[at] in _OPENING else "closes" if text[at] in _CLOSING else "either"
    if text[at] in _OPENING:
        return "opens"
    return "either"


def _opens_at(text: str, place: Extent) -> bool:
    start = place.start
    while start < place.end and text[start].isspace():
        start += 1
    mark = _MARK.match(text, start, place.end)
    return mark is not None and _side(text, Extent(*mark.span()), place) == "opens"


def _singles(text: str, place: Extent, doubles: Sequence[Extent]) -> list[Extent]:
    """Single quotation marks that enclose words, told from apostrophes."""
    marks = [m.start() for m in _APOSTROPHE.finditer(text, place.start, place.end)]
    found: list[Extent] = []
    end = place.start
    for k, at in enumerate(marks):
        if at < end or not _single_opens(text, at, place):
            continue
        limit = min((d.end for d in doubles if d.start < at < d.end), default=place.end)
        limit = min((m for m in marks[k + 1 :] if _single_opens(text, m, place)), default=limit)
        closers = [m for m in marks[k + 1 :] if m < limit and _single_closes(text, m, place)]
        if closers:
            sure = [m for m in closers if text[m - 1] != "s" or text[m + 1 : m + 2] in _STOPS]
            end = (sure or closers)[0] + 1
            found.append(Extent(at, end))
    return found


def _single_opens(text: str, at: int, place: Extent) -> bool:
    before = text[at - 1] if at > place.start else " "
    after = text[at + 1] if at + 1 < place.end else " "
    if not (before.isspace() or before in "([{—–" or before in _DOUBLE):
        return False
    if text[at] in "‘‚‛":
        return after.isalnum() or after in "[(…$£€"
    # an apostrophe may begin a word as well: '90s, ’em, ’tis
    return after.isalpha() and text[at + 1 : at + 4].rstrip().lower() not in {
        "em",
        "tis",
        "til",
        "cau",
    }


def _single_closes(text: str, at: int, place: Extent) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < place.end else " "
    return text[at] in "'’" and not before.isspace() and not after.isalnum()


def _nested(found: list[Quotation]) -> tuple[Quotation, ...]:
    """In text order, each with the number of quotations around it; crossing ones left out."""
    kept: list[Quotation] = []
    around: list[Extent] = []
    for quotation in sorted(found, key=lambda q: (q.extent.start, -q.extent.end)):
        while around and around[-1].end <= quotation.extent.start:
            around.pop()
        if around and not around[-1].holds(quotation.extent):
            continue
        kept.append(msgspec.structs.replace(quotation, depth=len(around)))
        around.append(quotation.extent)
    return tuple(kept)
