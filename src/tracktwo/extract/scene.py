"""A story with what was found in it so far, by token: who is mentioned there, who is cited there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from spacy.tokens import Token

from tracktwo.extract.clauses import coordinated
from tracktwo.extract.story import Story
from tracktwo.model import Attribution, Extent, Mention, TimeExpression


class Scene:
    """The findings of one story, looked up by token index."""

    def __init__(
        self,
        story: Story,
        mentions: Sequence[Mention],
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
    ) -> None:
        self.story = story
        self.mentions = mentions
        self.times = times
        self.attributions = attributions

    @cached_property
    def mention_at(self) -> dict[int, int]:
        """Head token of a mention -> the mention (the longest, where several share a head)."""
        found: dict[int, int] = {}
        for i, mention in enumerate(self.mentions):
            head = self._head(mention.extent)
            if head is None:
                continue
            rival = found.get(head)
            if rival is None or _length(self.mentions[rival]) < _length(mention):
                found[head] = i
        return found

    @cached_property
    def cited_in(self) -> dict[int, int]:
        """Token -> the innermost attribution whose content it stands in."""
        return self._covering(lambda a: a.content)

    @cached_property
    def cue_at(self) -> dict[int, int]:
        """Token -> the attribution whose cue it belongs to."""
        return self._covering(lambda a: (a.cue,) if a.cue else ())

    def mentions_of(self, head: Token) -> tuple[int, ...]:
        """The mentions that a noun stands for, with those joined to it by `and`."""
        found = []
        for token in coordinated(head):
            mention = self.mention_at.get(token.i)
            if mention is None and token.dep_ != "conj":
                mention = self._named_inside(token)
            if mention is not None:
                found.append(mention)
        return tuple(dict.fromkeys(found))

    def mentions_in(self, extent: Extent) -> Iterator[int]:
        """The mentions inside an extent, in text order."""
        for i, mention in enumerate(self.mentions):
            if mention.extent.start >= extent.end:
                break
            if extent.holds(mention.extent):
                yield i

    def times_in(self, extent: Extent) -> tuple[int, ...]:
        """The time expressions inside an extent."""
        return tuple(i for i, t in enumerate(self.times) if extent.holds(t.extent))

    def _named_inside(self, token: Token) -> int | None:
        """A mention that ends with the token, when the parser sees another head in it."""
        place = self.story.extent([token])
        for i, mention in enumerate(self.mentions):
            if mention.extent.end == place.end and mention.extent.holds(place):
                return i
        return None

    def _head(self, extent: Extent) -> int | None:
        words = self.story.tokens_in(extent)
        for token in words:
            if not words.start <= token.head.i < words.end or token.head.i == token.i:
                return int(token.i)
        return None

    def _covering(self, places: Callable[[Attribution], Iterable[Extent]]) -> dict[int, int]:
        """Token -> the attribution with the narrowest of such places that holds it."""
        found: dict[int, int] = {}
        width: dict[int, int] = {}
        for i, attribution in enumerate(self.attributions):
            for extent in places(attribution):
                size = extent.end - extent.start
                words = self.story.tokens_in(extent)
                for k in range(words.start, words.end):
                    if k not in found or size < width[k]:
                        found[k], width[k] = i, size
        return found


def _length(mention: Mention) -> int:
    return mention.extent.end - mention.extent.start
