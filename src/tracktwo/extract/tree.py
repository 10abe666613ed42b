"""The parse of a story as plain lists, for rules that ask many small questions of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from tracktwo.extract.story import Story, texts
from tracktwo.model import Extent

_COLUMNS = ("HEAD", "DEP", "TAG", "LEMMA", "ORTH", "ENT_TYPE", "SENT_START")
CLAUSE_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, eq=False)
class Tree:
    """Everything by token index: `head[i]` is the governor (itself at a root), `children[i]` the
    dependents in text order, `left[i]` and `right[i]` the ends of the subtree (both included),
    `sentence[i]` the first token of its sentence, `stop[i]` the first one after it."""

    story: Story
    words: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    entity: list[str]
    head: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence: list[int]
    stop: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def child(self, i: int, *labels: str) -> int | None:
        """The first dependent with one of these labels."""
        for c in self.children[i]:
            if self.dep[c] in labels:
                return c
        return None

    def climb(self, i: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def verbal(self, i: int) -> bool:
        """Whether the token is tagged as a verb."""
        return self.tag[i] in CLAUSE_TAGS

    def between(self, first: int, last: int) -> Extent:
        """The place from token `first` to token `last`, both included."""
        return self.story.between(first, last)

    def members(self, i: int) -> list[int]:
        """A token and those coordinated with it, in text order."""
        found = [i]
        for c in self.children[i]:
            if self.dep[c] == "conj":
                found += self.members(c)
        return found


def tree_of(story: Story) -> Tree:
    """The plain lists of a story's parse."""
    doc = story.doc
    heads, deps, tags, lemmas, words, entities, starts = _columns(doc)
    n = len(doc)
    head = (np.arange(n) + heads.astype(np.int64)).tolist()
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(head):
        if h != i:
            children[h].append(i)
    sentence: list[int] = []
    begins = (starts == 1).tolist()
    for i in range(n):
        sentence.append(i if begins[i] or not sentence else sentence[-1])
    stop = [n] * n
    for i in range(n - 2, -1, -1):
        stop[i] = i + 1 if sentence[i + 1] == i + 1 else stop[i + 1]
    left, right = _edges(head)
    return Tree(
        story=story,
        words=texts(doc, words),
        lower=story.lower,
        lemma=[lemma.lower() for lemma in texts(doc, lemmas)],
        tag=texts(doc, tags),
        dep=texts(doc, deps),
        entity=texts(doc, entities),
        head=head,
        children=children,
        left=left,
        right=right,
        sentence=sentence,
        stop=stop,
    )


def _columns(doc: Doc) -> Iterable[np.ndarray]:
    table = doc.to_array(list(_COLUMNS))
    return (table[:, k] for k in range(len(_COLUMNS)))


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    """First and last token of each subtree. Governors are passed up until nothing moves."""
    left, right = list(range(len(head))), list(range(len(head)))
    moved = True
    while moved:
        moved = False
        for i in (*range(len(head)), *range(len(head) - 1, -1, -1)):
            h = head[i]
            if left[i] < left[h]:
                left[h], moved = left[i], True
            if right[i] > right[h]:
                right[h], moved = right[i], True
    return left, right
