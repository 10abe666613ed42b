"""The parse and the quotations of a story laid side by side, as the rules for cues look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tracktwo.extract.quotes import Quotation
from tracktwo.extract.tree import Tree

MARK_TAGS = frozenset(
    {",", ":", ".", "``", "''", "CC", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP", "SYM"}
)

_NICKNAME = 2
"""Words of a nickname, at most."""


class Region(NamedTuple):
    """A run of tokens, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, eq=False)
class Page:
    """A parse with its quotations.

    `quoted[i]` is the index of the innermost quotation around token `i`, or -1; `opens` and
    `closes` give the outermost quotation that begins or ends with a token.
    """

    tree: Tree
    quotations: Sequence[Quotation]
    quoted: list[int]
    opens: dict[int, int]
    closes: dict[int, int]

    def tokens(self, quotation: int) -> Region:
        """First and last token of a quotation."""
        found = self.tree.story.tokens_in(self.quotations[quotation].extent)
        return Region(found.start, found.end - 1)

    def only_marks(self, start: int, stop: int) -> bool:
        """Whether nothing but marks and conjunctions stands from one token to before another."""
        tree = self.tree
        return all(
            tree.tag[i] in MARK_TAGS or not any(c.isalnum() for c in tree.words[i])
            for i in range(start, stop)
        )

    def to_noun(self, region: Region) -> Region:
        """A run that breaks off at an article, possessive or preposition, up to the noun after it."""
        tags, last = self.tree.tag, region.last
        if tags[last] not in ("POS", "PRP$", "DT", "IN"):
            return region
        for i in range(last + 1, min(last + 6, self.tree.stop[last])):
            if tags[i].startswith("NN"):
                return Region(region.first, i)
            if tags[i] in MARK_TAGS or self.tree.verbal(i):
                break
        return region

    def same_block(self, i: int, j: int) -> bool:
        """Whether two tokens stand in one paragraph."""
        return bool(self.tree.story.block_of[i] == self.tree.story.block_of[j])


def page_of(tree: Tree, quotations: Sequence[Quotation]) -> Page:
    """Lay quotations and tokens side by side; a quoted nickname is no quotation."""
    quotations = [q for q in quotations if not _nickname(tree, q)]
    quoted = [-1] * len(tree)
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    for k, quotation in enumerate(quotations):
        span = tree.story.tokens_in(quotation.extent)
        quoted[span.start : span.end] = [k] * (span.end - span.start)
        if quotation.depth == 0 and len(span):
            opens[span.start] = k
            closes[span.end - 1] = k
    return Page(tree, quotations, quoted, opens, closes)


def _nickname(tree: Tree, quotation: Quotation) -> bool:
    """`warned “Carlos”`, `Rodrigo “Carlos” Ruiz`: a name in marks, after a verb or a name."""
    span = tree.story.tokens_in(quotation.extent)
    inside = [i for i in range(span.start, span.end) if any(c.isalnum() for c in tree.words[i])]
    named = 0 < len(inside) <= _NICKNAME and all(tree.tag[i] in ("NNP", "NNPS") for i in inside)
    before = span.start - 1
    return named and before >= 0 and tree.tag[before] in ("VBD", "VBZ", "NNP")
