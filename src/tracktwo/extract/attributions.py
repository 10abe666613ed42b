"""Who is cited with what words: source, cue and content.

Rules (`cues`, `layouts`) propose candidates; here they meet: edges are cleaned, statements that
share a sentence are told apart, leftover quotations find their speaker, and what stands inside
another statement is hung below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.cues import propose
from tracktwo.extract.edges import content_edges, phrase_edges
from tracktwo.extract.layouts import lay_out
from tracktwo.extract.leftovers import claim_leftovers
from tracktwo.extract.page import Page, page_of
from tracktwo.extract.quotes import find_quotations
from tracktwo.extract.story import Story
from tracktwo.extract.tree import Tree, tree_of
from tracktwo.model import Attribution, Extent, Mention, TimeExpression
from tracktwo.model.record import StatementKind


def find_attributions(
    story: Story, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """Every attribution of the story, in text order."""
    page = page_of(tree_of(story), find_quotations(story.document.text, story.blocks))
    return assemble(page, [*propose(page), *lay_out(page)], mentions, times)


def assemble(
    page: Page,
    candidates: Iterable[Candidate],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> tuple[Attribution, ...]:
    """Candidates, from wherever they come, as the attributions of the story, in text order."""
    settled = [c for c in (_cleaned(page, c) for c in candidates) if c is not None]
    settled = told_apart(page, _distinct(settled))
    settled = _distinct(claim_leftovers(page, settled))
    settled.sort(key=lambda c: (c.contents, c.anchor))
    parents = _parents(settled)
    return tuple(
        _attribution(page, c, parent, mentions, times)
        for c, parent in zip(settled, parents, strict=True)
    )


def _cleaned(page: Page, candidate: Candidate) -> Candidate | None:
    text = page.tree.story.document.text
    edges = (
        content_edges(text, _after_that(page.tree, e), page.quotations) for e in candidate.contents
    )
    contents = tuple(sorted({e for e in edges if e is not None}))
    if not contents:
        return None
    return msgspec.structs.replace(
        candidate,
        contents=contents,
        source=None if candidate.source is None else phrase_edges(text, candidate.source),
        cue=None if candidate.cue is None else phrase_edges(text, candidate.cue),
    )


def _after_that(tree: Tree, extent: Extent) -> Extent:
    """Without the conjunction *that* at its beginning."""
    first = tree.story.tokens_in(extent)[:1]
    if len(first) and first[0].lower_ == "that" and tree.tag[first[0].i] == "IN":
        return Extent(extent.start + 4, extent.end)
    return extent


def told_apart(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that share a sentence: a second cue with the first one's subject ends its content.

    The parser hangs `…, adding that S` and `… and warned that S` below the clause before it as
    often as below the cue; the comma and the tense tell.
    """
    found = sorted(candidates, key=lambda c: c.anchor)
    anchors = {c.anchor for c in found}
    for j, second in enumerate(found):
        around = [
            i
            for i, first in enumerate(found)
            if first.anchor < second.anchor
            and second.cue is not None
            and first.contents[-1].holds(second.cue)
            and page.quoted[first.anchor] == page.quoted[second.anchor]
        ]
        if not around:
            continue
        i = max(around, key=lambda k: found[k].anchor)
        break_at = _break(page.tree, found[i].anchor, second.anchor, anchors)
        if break_at is None:
            continue
        text = page.tree.story.document.text
        cut = Extent(found[i].contents[-1].start, page.tree.between(break_at, break_at).start)
        edges = content_edges(text, cut, page.quotations) if cut.end > cut.start else None
        if edges is None:
            continue
        found[i] = msgspec.structs.replace(found[i], contents=(*found[i].contents[:-1], edges))
        found[j] = msgspec.structs.replace(second, source=found[i].source, heads=found[i].heads)
    return found


def _break(tree: Tree, first: int, second: int, anchors: set[int]) -> int | None:
    """The token at which the content of the first cue ends, if the second has the same subject."""
    before = second - 1
    while tree.dep[before] in ("advmod", "neg") and tree.head[before] == second:
        before -= 1
    governor = tree.head[second]
    comma = before
    while tree.tag[comma] in ("''", "``") and comma > first:
        comma -= 1
    if tree.tag[second] == "VBG" and tree.lower[comma] == ",":
        nested = governor in anchors and governor not in (first, second)
        return (
            None if nested or tree.child(second, "nsubj") is not None else before + (comma < before)
        )
    if (
        tree.dep[second] == "conj"
        and tree.tag[before] == "CC"
        and tree.tag[second] == tree.tag[first] == "VBD"
    ):
        while tree.dep[governor] == "conj" and governor > first:
            governor = tree.head[governor]
        if governor > first and tree.tag[governor] != "VBD":
            return before
    return None


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.anchor)):
        same = any(k.contents == candidate.contents for k in kept)
        if not same:
            kept.append(candidate)
    return kept


def _parents(candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the smallest one in whose content its cue stands."""
    found: list[int | None] = []
    for i, candidate in enumerate(candidates):
        cue = candidate.cue
        around = [
            (sum(e.end - e.start for e in other.contents), k)
            for k, other in enumerate(candidates)
            if k != i
            and cue is not None
            and other.spoken
            and any(e.holds(cue) for e in other.contents)
        ]
        found.append(min(around)[1] if around else None)
    return found


def _attribution(
    page: Page,
    candidate: Candidate,
    parent: int | None,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> Attribution:
    tree = page.tree
    return Attribution(
        content=candidate.contents,
        cue=candidate.cue,
        lemma=candidate.lemma,
        source=candidate.source,
        kind=_kind(page, candidate.contents),
        polarity="denied"
        if candidate.denied
        else "asserted"
        if parent is None
        else "reported_by_other",
        addressee=candidate.addressee,
        parent=parent,
        sentence=int(tree.story.sentence_of[candidate.anchor]),
        score=candidate.score,
    )


def _kind(page: Page, contents: Sequence[Extent]) -> StatementKind:
    """Whether all of the content stands in quotation marks, some of it, or none."""
    inside = [q.extent for q in page.quotations if any(c.holds(q.extent) for c in contents)]
    if not inside:
        return "indirect"
    return "direct" if all(any(q == c for q in inside) for c in contents) else "mixed"
