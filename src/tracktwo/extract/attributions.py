"""Who is cited with what words: source, cue and content.

Rules (`cues`, `layouts`) propose candidates; here they meet: edges are cleaned, statements that
share a sentence are told apart, leftover quotations find their speaker, and what stands inside
another statement is hung below it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.cues import FIRST_PERSON, propose
from tracktwo.extract.edges import content_edges, phrase_edges
from tracktwo.extract.fusion import fuse
from tracktwo.extract.layouts import lay_out
from tracktwo.extract.leftovers import claim_leftovers
from tracktwo.extract.linking import Labelled, link
from tracktwo.extract.page import Page, page_of
from tracktwo.extract.quotes import find_quotations
from tracktwo.extract.sources import can_speak
from tracktwo.extract.speech import FINITE
from tracktwo.extract.story import Story
from tracktwo.extract.tree import Tree, tree_of
from tracktwo.knowledge.cues import cues
from tracktwo.model import Attribution, Extent, Mention, TimeExpression
from tracktwo.model.record import Polarity, StatementKind


def find_attributions(
    story: Story,
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
    chunks: Sequence[Labelled] = (),
) -> tuple[Attribution, ...]:
    """Every attribution of the story, in text order.

    `chunks` are words that a tagger has labelled as source, cue or content.
    """
    page = page_of(tree_of(story), find_quotations(story.document.text, story.blocks))
    rules = [*propose(page), *lay_out(page)]
    if chunks:
        rules = fuse(page, told_apart(page, _clean(page, rules)), link(page, chunks))
    return assemble(page, rules, mentions, times)


def assemble(
    page: Page,
    candidates: Iterable[Candidate],
    mentions: Sequence[Mention],
    times: Sequence[TimeExpression],
) -> tuple[Attribution, ...]:
    """Candidates, from wherever they come, as the attributions of the story, in text order."""
    settled = told_apart(page, _clean(page, candidates))
    settled = _distinct(claim_leftovers(page, settled))
    settled.sort(key=lambda c: (c.contents, c.anchor))
    settled = _through_others(page, settled)
    when = _times(page, settled, times)
    return tuple(
        _attribution(page, c, parent, mentions, when[i])
        for i, (c, parent) in enumerate(zip(settled, _parents(settled), strict=True))
    )


def _clean(page: Page, candidates: Iterable[Candidate]) -> list[Candidate]:
    """With edges settled, each content once, those without a word left out."""
    return _distinct([c for c in (_cleaned(page, c) for c in candidates) if c is not None])


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
        addressee=None if candidate.addressee is None else phrase_edges(text, candidate.addressee),
    )


def _after_that(tree: Tree, extent: Extent) -> Extent:
    """Without the conjunction *that* at its beginning."""
    first = tree.story.tokens_in(extent)[:1]
    if len(first) and first[0].lower_ == "that" and tree.tag[first[0].i] in ("IN", "WDT"):
        return Extent(extent.start + 4, extent.end)
    return extent


def told_apart(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Candidates that share a sentence: a second cue with the first one's subject ends its content.

    The parser hangs `…, adding that S` and `… and warned that S` below the clause before it as
    often as below the cue; the comma and the tense tell.
    """
    found = [_own_speaker(page, c, candidates) for c in sorted(candidates, key=lambda c: c.anchor)]
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


def _own_speaker(page: Page, candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """A participle after a quotation (“we stay,” he said, warning of NP) speaks for the one who is
    quoted, though the parser hangs it on a verb inside the quotation."""
    inside = [h for h in candidate.heads if page.quoted[h] >= 0]
    if not inside or page.quoted[candidate.anchor] >= 0:
        return candidate
    head = page.tree.between(inside[0], inside[0])
    for other in others:
        if other.anchor < candidate.anchor and any(e.holds(head) for e in other.contents):
            return msgspec.structs.replace(candidate, source=other.source, heads=other.heads)
    return candidate


def _break(tree: Tree, first: int, second: int, anchors: set[int]) -> int | None:
    """The token at which the content of the first cue ends, if the second has the same subject."""
    before = second - 1
    while tree.dep[before] in ("advmod", "neg") and tree.head[before] == second:
        before -= 1
    governor = tree.head[second]
    comma = before
    while tree.tag[comma] in ("''", "``") and comma > first:
        comma -= 1
    participle = tree.tag[second] == "VBG" and tree.lower[second] != "according"
    if participle and tree.lower[comma] == ",":
        nested = governor in anchors and governor not in (first, second)
        return (
            None if nested or tree.child(second, "nsubj") is not None else before + (comma < before)
        )
    if tree.dep[second] == "conj" and tree.tag[before] == "CC" and tree.tag[second] in FINITE:
        while tree.dep[governor] == "conj" and governor > first:
            governor = tree.head[governor]
        if governor > first and tree.tag[governor] != tree.tag[second]:
            return before
    return None


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.anchor)):
        same = any(k.contents == candidate.contents for k in kept)
        if not same:
            kept.append(candidate)
    return kept


def _through_others(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without what a speaker says of his own thoughts inside his own words (I believe that S), what
    others want in them, and nouns of saying that are the object of a cue."""
    parents = _parents(candidates)
    return [
        c
        for c, parent in zip(candidates, parents, strict=True)
        if parent is None or not _is_no_other_voice(page, c, candidates[parent])
    ]


def _is_no_other_voice(page: Page, inner: Candidate, outer: Candidate) -> bool:
    own = any(page.tree.lower[h] in FIRST_PERSON for h in inner.heads)
    wanted = not inner.spoken and cues().is_a("attitude", inner.lemma)
    return own or wanted or _owned_noun(page, inner, outer)


def _owned_noun(page: Page, inner: Candidate, outer: Candidate) -> bool:
    """Whether a noun of saying is but the object of the cue around it (repeated NP's concern)."""
    tree = page.tree
    return tree.tag[inner.anchor].startswith("NN") and tree.head[inner.anchor] == outer.anchor


def _parents(candidates: Sequence[Candidate]) -> list[int | None]:
    """For each candidate the smallest longer one in whose content its cue stands."""
    sizes = [sum(e.end - e.start for e in c.contents) for c in candidates]
    found: list[int | None] = []
    for candidate, size in zip(candidates, sizes, strict=True):
        cue = candidate.cue
        around = [
            (sizes[k], k)
            for k, other in enumerate(candidates)
            if cue is not None
            and other.spoken
            and sizes[k] > size
            and any(e.holds(cue) for e in other.contents)
        ]
        found.append(min(around)[1] if around else None)
    return found


def _attribution(
    page: Page,
    candidate: Candidate,
    parent: int | None,
    mentions: Sequence[Mention],
    times: tuple[int, ...],
) -> Attribution:
    return Attribution(
        content=candidate.contents,
        cue=candidate.cue,
        lemma=candidate.lemma,
        source=candidate.source,
        sources=_speakers(page, candidate, mentions),
        kind=_kind(page, candidate.contents),
        polarity=_polarity(candidate.denied or _is_no(page, candidate), parent is not None),
        addressee=candidate.addressee,
        times=times,
        parent=parent,
        sentence=int(page.tree.story.sentence_of[candidate.anchor]),
        score=candidate.score,
    )


def _is_no(page: Page, candidate: Candidate) -> bool:
    """Whether the answer is that it is not so: “False,” X replied."""
    words = [t for t in page.tree.story.tokens_in(candidate.contents[0]) if t.is_alpha]
    return len(words) == 1 and words[0].lower_ in cues().words["falsehoods"]


def _polarity(denied: bool, through_other: bool) -> Polarity:
    if denied:
        return "denied"
    return "reported_by_other" if through_other else "asserted"


def _speakers(page: Page, candidate: Candidate, mentions: Sequence[Mention]) -> tuple[int, ...]:
    """The mentions that the heads of the source stand in; a name before what it is called."""
    source = candidate.source
    if source is None:
        return ()
    found: list[int] = []
    heads = [a for h in candidate.heads for a in (_authors(page.tree, h) or (h,))]
    for head in heads:
        k = _mention_at(page.tree, head, mentions)
        same = () if k is None else mentions[k].same_as
        names = [i for i in same if mentions[i].form == "name" and source.holds(mentions[i].extent)]
        names += [
            i
            for i in (_mention_at(page.tree, a, mentions) for a in _called(page.tree, head))
            if i is not None and mentions[i].form == "name" and source.holds(mentions[i].extent)
        ]
        best = names[0] if names and (k is None or mentions[k].form != "name") else k
        if best is not None and best not in found:
            found.append(best)
    return tuple(found)


def _mention_at(tree: Tree, token: int, mentions: Sequence[Mention]) -> int | None:
    """The mention that a token heads, or else the smallest one around it."""
    place = tree.between(token, token)
    holding = [
        (m.form == "demonym", m.head != tree.lemma[token], m.extent.start - m.extent.end, i)
        for i, m in enumerate(mentions)
        if m.extent.holds(place)
    ]
    return min(holding)[-1] if holding else None


def _authors(tree: Tree, paper: int) -> list[int]:
    """Who wrote, signed or read out the paper that a source names: a note signed by X and Y."""
    if tree.lemma[paper] not in cues().words["papers"]:
        return []
    for made in tree.children[paper]:
        made_it = tree.dep[made] == "acl" and tree.lemma[made] in cues().words["writing"]
        by = tree.child(made, "agent") if made_it else None
        whom = None if by is None else tree.child(by, "pobj")
        if whom is not None:
            named = [m for c in _called(tree, whom) for m in tree.members(c)]
            return named if named and tree.tag[whom] == "NNS" else tree.members(whom)
    for clause in (v for c in (paper, *tree.children[paper]) for v in tree.children[c]):
        # a communiqué (dated in Geneva,) in which they propose a truce
        within = tree.child(clause, "prep") if tree.dep[clause] == "relcl" else None
        if within is None or tree.lower[within] != "in":
            continue
        which = tree.child(within, "pobj")
        if which is not None and tree.tag[which] == "WDT":
            writer = tree.child(clause, "nsubj")
            if writer is not None and can_speak(tree, writer):
                return tree.members(writer)
    return []


def _called(tree: Tree, head: int) -> list[int]:
    """The appositions of a noun, and theirs: its head, the former minister NAME."""
    found = [c for c in tree.children[head] if c > head and tree.dep[c] == "appos"]
    return found + [below for c in found for below in _called(tree, c)]


def _times(
    page: Page, candidates: Sequence[Candidate], times: Sequence[TimeExpression]
) -> list[tuple[int, ...]]:
    """For each candidate the time expressions that hang from its cue, not from what was said."""
    tree = page.tree
    found: list[list[int]] = [[] for _ in candidates]
    by_anchor = {c.anchor: k for k, c in enumerate(candidates)}
    for i, time in enumerate(times):
        tokens = tree.story.tokens_in(time.extent)
        if not len(tokens):
            continue
        for above in tree.climb(tokens[0].i):
            k = by_anchor.get(above)
            if k is not None and not any(e.overlaps(time.extent) for e in candidates[k].contents):
                found[k].append(i)
                break
    for k, candidate in enumerate(candidates):
        # Last week X warned that S, and claimed that S: one time for both
        for j, other in enumerate(candidates):
            if other.source == candidate.source is not None and other.anchor > candidate.anchor:
                start = tree.between(candidate.anchor, candidate.anchor).start
                shared = [i for i in found[k] if times[i].extent.end <= start]
                found[j] += [i for i in shared if i not in found[j]]
    return [tuple(sorted(f)) for f in found]


def _kind(page: Page, contents: Sequence[Extent]) -> StatementKind:
    """Whether all of the content stands in quotation marks, some of it, or none."""
    inside = [q.extent for q in page.quotations if any(c.holds(q.extent) for c in contents)]
    if not inside:
        return "indirect"
    return "direct" if all(any(q == c for q in inside) for c in contents) else "mixed"
