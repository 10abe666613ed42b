"""Labelled runs of words (source, cue, content) put together: who said which content.

A tagger labels words, but does not say what belongs together. The grammar is asked first (the
subject of the cue); where it does not know, the nearest runs belong together, with a price for
each word, sentence end and other cue between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.page import Page, Region
from tracktwo.extract.sources import phrase_of, speakers_of, subject_of
from tracktwo.extract.tree import Tree
from tracktwo.extract.unsaid import denies
from tracktwo.knowledge.cues import cues
from tracktwo.model import Extent

_SENTENCE = 8
"""Words that a sentence end or semicolon between two runs weighs."""
_OTHER_CUE = 25
"""Words that another cue between them weighs."""
_FARTHEST = 40
"""Runs farther apart than this, all told, do not belong together."""
_GRAMMAR = 30
"""What the grammar's word is worth."""

_TOO_FAR = 2 * (_FARTHEST + _GRAMMAR)
"""Tokens between two runs beyond which the words need not be counted."""


class Labelled(Protocol):
    """A run of words with a label; `tagger.Chunk` is one."""

    @property
    def extent(self) -> Extent:
        """Its place in the document."""

    @property
    def label(self) -> Literal["source", "cue", "content"]:
        """What it is part of."""

    @property
    def score(self) -> float:
        """How sure the label is, 0 to 1."""


def link(page: Page, chunks: Sequence[Labelled]) -> list[Candidate]:
    """One candidate for each cue that has content, in text order."""
    runs = [(chunk, _region(page, chunk.extent)) for chunk in chunks]
    placed = [(chunk, region) for chunk, region in runs if region is not None]
    found = [(c, r) for c, r in placed if c.label == "cue"]
    sources = [r for c, r in placed if c.label == "source"]
    chosen = [_source(page, r, sources, [x for _, x in found]) for _, r in found]
    contents: list[list[Region]] = [[] for _ in found]
    for content in (r for c, r in placed if c.label == "content"):
        k = _cue(page, content, [r for _, r in found], chosen)
        if k is not None:
            contents[k].append(content)
    return [
        _candidate(page, cue, region, source, said)
        for (cue, region), source, said in zip(found, chosen, contents, strict=True)
        if said
    ]


def _region(page: Page, extent: Extent) -> Region | None:
    tokens = page.tree.story.tokens_in(extent)
    return Region(tokens.start, tokens.end - 1) if len(tokens) else None


def anchor_of(tree: Tree, cue: Region) -> int:
    """The word that cites within a cue: its verb, else its topmost word."""
    words = range(cue.first, cue.last + 1)
    if cue.first < cue.last:
        # used his turn to rail against: whatever the parser made of it
        known = [
            i
            for i in words
            if tree.lemma[i] in cues().verbs or tree.lemma[i] in cues().prepositions
        ]
        if known and any(tree.lower[i] == "to" for i in range(cue.first, known[-1])):
            return known[-1]
    verbs = [i for i in words if tree.verbal(i) and tree.dep[i] not in ("aux", "auxpass")]
    tops = [i for i in verbs or words if not cue.first <= tree.head[i] <= cue.last]
    return (tops or verbs or list(words))[-1 if verbs else 0]


def _price(page: Page, a: Region, b: Region, others: Sequence[Region]) -> int:
    """What parts two runs: words, sentence ends, other cues."""
    tree = page.tree
    first, last = (a.last, b.first) if a.last < b.first else (b.last, a.first)
    if last - first > _TOO_FAR:
        return _FARTHEST + _GRAMMAR + 1
    words = sum(tree.tag[i][:1].isalpha() for i in range(first + 1, last))
    stops = sum(tree.sentence[i] == i or tree.lower[i] == ";" for i in range(first + 1, last + 1))
    crossed = sum(first < c.first and c.last < last for c in others)
    return words + _SENTENCE * stops + _OTHER_CUE * crossed


def _source(
    page: Page, cue: Region, sources: Sequence[Region], cues: Sequence[Region]
) -> Region | None:
    """The source of a cue: the run that holds its subject, else the nearest one."""
    subject = subject_of(page.tree, anchor_of(page.tree, cue))
    best: tuple[int, Region] | None = None
    for source in sources:
        if not page.same_block(source.first, cue.first):
            continue
        price = _price(page, source, cue, cues)
        if subject is not None and source.first <= subject <= source.last:
            price -= _GRAMMAR
        if price <= _FARTHEST and (best is None or price < best[0]):
            best = price, source
    return None if best is None else best[1]


def _cue(
    page: Page, content: Region, cues: Sequence[Region], sources: Sequence[Region | None]
) -> int | None:
    """The cue that a content belongs to: the one whose reporting clause stands nearest."""
    tree = page.tree
    best: tuple[int, int] | None = None
    for k, (cue, source) in enumerate(zip(cues, sources, strict=True)):
        if not page.same_block(content.first, cue.first) or _beyond(page, content, cue):
            continue
        price = _price(page, content, cue, [c for c in cues if c != cue])
        if source is not None:
            price = min(price, _price(page, content, source, cues))
        anchor = anchor_of(tree, cue)
        governed = any(
            content.first <= c <= content.last and tree.dep[c] in ("ccomp", "dobj", "xcomp", "pobj")
            for c in tree.children[anchor]
        )
        apart = any(tree.lower[i] == ";" for i in range(content.last + 1, cue.first))
        price -= _GRAMMAR // 3 * (governed and not apart)
        if price <= _FARTHEST and (best is None or price < best[0]):
            best = price, k
    return None if best is None else best[1]


def _beyond(page: Page, content: Region, cue: Region) -> bool:
    """Whether a sentence ends between them, and the content is no quotation that goes on there; or
    the content is a complement (that S, to VP), which stands behind its cue."""
    tree = page.tree
    if tree.lower[content.first] in ("that", "to") and cue.first > content.first:
        return True
    first, last = sorted((content, cue))
    if tree.sentence[last.first] <= first.last:
        return False
    quoted = any(page.quoted[i] >= 0 for i in range(content.first, content.last + 1))
    return not quoted and not page.only_marks(first.last + 1, last.first)


def _candidate(
    page: Page, cue: Labelled, region: Region, source: Region | None, contents: Sequence[Region]
) -> Candidate:
    tree = page.tree
    anchor = anchor_of(tree, region)
    # without auxiliaries and adverbs: the guide's cue is the word that cites
    last = region.last
    heads: tuple[int, ...] = ()
    if source is not None:
        inside = range(source.first, source.last + 1)
        tops = [i for i in inside if not source.first <= tree.head[i] <= source.last]
        top = next((i for i in tops if tree.tag[i][:1].isalpha()), source.last)
        heads = tuple(h for h in speakers_of(tree, top) if h in inside)
    else:
        subject = subject_of(tree, anchor)
        if subject is not None:
            source, heads = Region(*phrase_of(tree, subject, anchor)), speakers_of(tree, subject)
    while last > anchor and tree.tag[last] in (":", ",", "``", "''"):
        last -= 1
    return Candidate(
        anchor=anchor,
        lemma=tree.lemma[anchor],
        contents=tuple(tree.between(*r) for r in sorted(contents)),
        cue=tree.between(anchor, last),
        source=None if source is None else tree.between(*source),
        heads=heads,
        denied=denies(tree, anchor, tree.lemma[anchor]),
        score=cue.score,
    )
