"""A text cut into pieces: what stands together as one paragraph, headline or line of the page.

Pages come with a paragraph a line, a sentence a line, or wrapped by hand at some column. Only
the last kind has lines to be joined, and it gives itself away: a line ends where the next
word would no longer have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tracktwo.knowledge.press import fold, small_words
from tracktwo.model import Extent

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_WORD = re.compile(r"\w[\w'’.-]*")
_ENDS_SENTENCE = re.compile(r"(?:[.!?…:][\"'”’»)\]]*|[,—–-][\"”’»]|[\"”»])(?:\s*\[[^\]]*\])*\s*$")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LINKS = re.compile(r"\s{3}|[|·©]")
"""What stands in strips of links and in notices, not in sentences."""
_BLANK = " \t\u00a0\ufeff\u200b\u200e\u200f\u2003\u3000"

_WIDEST = 110
"""Lines longer than this (in characters) are not wrapped by hand."""
_WRAPPED_FROM = 40
"""A line that is shorter says nothing about wrapping."""
_LONGEST_PIECE = 20_000
"""Longer pieces are cut at a sentence's end, as a parser's memory grows with its input."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stands together, and the shape of it."""

    extent: Extent
    words_as_read: str
    after_blank: bool
    """Whether a blank line, or the beginning of the text, stands before it."""

    @cached_property
    def folded(self) -> str:
        """As the furniture table writes it."""
        return fold(self.words_as_read)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words, as read."""
        return tuple(_WORD.findall(self.words_as_read))

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return len(self.tokens)

    @cached_property
    def closed(self) -> bool:
        """Whether it ends as a sentence, a quotation or a lead-in to one does."""
        return ends_sentence(self.words_as_read)

    @cached_property
    def headline_case(self) -> bool:
        """Whether Most of Its Longer Words Begin With a Capital."""
        longer = [w for w in self.tokens if len(w) >= 4]
        return bool(longer) and sum(w[0].isupper() or w[0].isdigit() for w in longer) >= 0.75 * len(
            longer
        )

    @cached_property
    def small_word_share(self) -> float:
        """The share of *the, of, and, …* among its words: a third or more in prose."""
        small = small_words()["en"]
        return sum(w.casefold() in small for w in self.tokens) / self.words if self.words else 0.0

    @cached_property
    def prose(self) -> bool:
        """Whether it reads as running text rather than as a headline, a label or a list of links."""
        if self.closed:
            return self.words >= 6 and (self.words > 25 or not self.headline_case)
        return self.words >= 30 or (
            self.words >= 15 and self.small_word_share >= 0.25 and not self.headline_case
        )


def ends_sentence(words: str) -> bool:
    """Whether words end as a sentence, a quotation or a lead-in to one does."""
    return bool(_ENDS_SENTENCE.search(words[-40:]))


@dataclass(frozen=True)
class _Line:
    start: int
    """Of its first letter; the blanks before it count as `indent`."""
    end: int
    indent: int
    after_blank: bool


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; lines without any letter or digit belong to none."""
    lines = list(_lines(text))
    wrapped_at = _wrap_column(text, lines)
    airy = sum(line.after_blank for line in lines) >= max(3, len(lines) / 15)
    found: list[Piece] = []
    run: list[_Line] = []
    for line in lines:
        if run and not _goes_on(text, run[-1], line, wrapped_at, airy):
            found += _joined(text, run)
            run = []
        run.append(line)
    return found + _joined(text, run)


def piece(text: str, extent: Extent, after_blank: bool) -> Piece | None:
    """The piece at a place, blanks at its ends left out; None if it holds no letter or digit."""
    words = extent.of(text)
    start = extent.start + len(words) - len(words.lstrip(_BLANK + "\r\n"))
    end = extent.end - (len(words) - len(words.rstrip(_BLANK + "\r\n")))
    if not _LETTER_OR_DIGIT.search(text, start, end):
        return None
    return Piece(Extent(start, end), text[start:end], after_blank)


def _lines(text: str) -> Iterator[_Line]:
    after_blank = True
    last_end = 0
    for match in _LINE.finditer(text):
        words = match.group()
        bare = words.strip(_BLANK)
        after_blank = after_blank or _blank_between(text, last_end, match.start())
        last_end = match.end()
        if not bare or not _LETTER_OR_DIGIT.search(bare):
            after_blank = True
            continue
        start = match.start() + words.index(bare[0])
        yield _Line(start, start + len(bare), start - match.start(), after_blank)
        after_blank = False


def _blank_between(text: str, last_end: int, start: int) -> bool:
    """Whether more than one line end lies between two lines."""
    return len(text[last_end:start].replace("\r\n", "\n")) > 1


def _wrap_column(text: str, lines: Sequence[_Line]) -> int | None:
    """The column at which the lines were broken by hand; None if they were not."""
    full = [
        (line, after)
        for line, after in pairwise(lines)
        if line.end - line.start >= _WRAPPED_FROM and not after.after_blank
    ]
    wide = sum(line.end - line.start > _WIDEST for line in lines)
    if len(full) < 3 or wide > 0.05 * len(full):
        return None
    broken = sum(not ends_sentence(text[line.start : line.end]) for line, _ in full)
    if broken < 0.6 * len(full):
        return None
    widths = [line.indent + line.end - line.start for line, _ in full]
    return max(width for width in widths if width <= _WIDEST)


def _goes_on(text: str, line: _Line, after: _Line, wrapped_at: int | None, airy: bool) -> bool:
    """Whether the second line goes on with the first one's paragraph.

    `airy` texts set their paragraphs apart by blank lines, so that a short line is no new start.
    """
    if after.after_blank:
        return False
    length = line.end - line.start
    ends = ends_sentence(text[line.start : line.end])
    if wrapped_at is None:
        # A stray line end in mid-sentence, as links leave them when a page is copied.
        return (
            length >= 25
            and not ends
            and text[after.start].islower()
            and not _LINKS.search(text, line.start, line.end)
            and not _LINKS.search(text, after.start, after.end)
            and not text[line.start : line.end].isupper()
        )
    if after.indent > line.indent + 1:
        return False
    first_word = len(text[after.start : after.end].split(maxsplit=1)[0])
    would_have_fitted = line.indent + length + 1 + first_word <= wrapped_at - 8
    if not would_have_fitted:
        return True
    return length >= 0.5 * wrapped_at and (airy or not ends)


def _joined(text: str, run: Sequence[_Line]) -> list[Piece]:
    if not run:
        return []
    start, end = run[0].start, run[-1].end
    found = []
    while end - start > _LONGEST_PIECE:
        cut = _cut(text, start, start + _LONGEST_PIECE)
        found.append(piece(text, Extent(start, cut), run[0].after_blank))
        start = cut
    found.append(piece(text, Extent(start, end), run[0].after_blank))
    return [p for p in found if p]


def _cut(text: str, start: int, end: int) -> int:
    """The last good place to cut before `end`: after a sentence, else after a word, else there."""
    for mark in (". ", " "):
        cut = text.rfind(mark, start + _LONGEST_PIECE // 2, end)
        if cut >= 0:
            return cut + len(mark)
    return end
