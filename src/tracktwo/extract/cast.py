"""The cast of a story, by token: from a word to the mention it heads, and to the times beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Token

from tracktwo.extract.story import Story
from tracktwo.model import Extent, Mention, TimeExpression


class Cast:
    """What the rules about meetings look things up in."""

    def __init__(
        self, story: Story, mentions: Sequence[Mention], times: Sequence[TimeExpression]
    ) -> None:
        self.story = story
        self.doc = story.doc
        self.mentions = mentions
        self.times = times

    @cached_property
    def _tokens(self) -> list[tuple[int, int]]:
        return [self._ends(m.extent) for m in self.mentions]

    def _ends(self, extent: Extent) -> tuple[int, int]:
        found = self.story.tokens_in(extent)
        return (found.start, found.end - 1) if len(found) else (-1, -1)

    @cached_property
    def _at(self) -> dict[int, int]:
        """Token -> the mention that it heads, or whose name it is part of; small ones win."""
        found: dict[int, int] = {}
        for i in sorted(range(len(self.mentions)), key=lambda i: -self._width(i)):
            first, last = self._tokens[i]
            if first < 0:
                continue
            name = self.mentions[i].name
            if name is None:
                found[self.doc[first : last + 1].root.i] = i
                continue
            for token in self.story.tokens_in(name):
                found[token.i] = i
            if self.mentions[i].kind == "person":  # "[president] X": the title may be the head
                found.setdefault(self.doc[first : last + 1].root.i, i)
        return found

    def _width(self, i: int) -> int:
        first, last = self._tokens[i]
        return last - first

    def at(self, token: Token) -> int | None:
        """The mention that a word heads, or whose name it is part of."""
        return self._at.get(token.i)

    def tokens(self, mention: int) -> tuple[int, int]:
        """First and last token of a mention; (-1, -1) if the parse does not hold it."""
        return self._tokens[mention]

    def within(self, first: int, last: int) -> list[int]:
        """The mentions that lie between two tokens, both included, in text order."""
        inside = {i for t in range(max(first, 0), last + 1) if (i := self._at.get(t)) is not None}
        return sorted(
            i for i in inside if first <= self._tokens[i][0] and self._tokens[i][1] <= last
        )

    @cached_property
    def _times_by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for i, time in enumerate(self.times):
            found.setdefault(time.sentence, []).append(i)
        return found

    def times_in(self, sentence: int) -> list[int]:
        """The time expressions of one sentence."""
        return self._times_by_sentence.get(sentence, [])

    def sentence(self, token: Token) -> int:
        """Index of the sentence that a word stands in."""
        return int(self.story.sentence_of[token.i])

    def paragraph(self, token: Token) -> int:
        """Index of the block that a word stands in."""
        return int(self.story.block_of[token.i])
