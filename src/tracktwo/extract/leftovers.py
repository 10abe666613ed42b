"""Quotations that no cue has claimed: the rest of a quotation before them, or words without a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.page import Page
from tracktwo.extract.quotes import Quotation
from tracktwo.extract.sources import can_speak, phrase_of, speakers_of
from tracktwo.model import Extent, hull

_MARKS = "\"'“”‘’„«» \n\r\t"
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SHORTEST = 5
_LONGEST_TAIL = 12
"""Words at most between a cue and the quotation that goes on: `…,” X said in Oslo. “…”`."""


def claim_leftovers(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the quotations that go on after them, and what is left by itself."""
    found = sorted(candidates, key=lambda c: (hull(c.contents), c.anchor))
    outer = [q for q in page.quotations if not q.depth]
    for before, quotation in reversed(list(pairwise(outer))):
        # a quotation over several paragraphs whose cue stands at its end
        if before.goes_on and not _claimed(before, found):
            _add(found, _holding(quotation, found), before)
    for quotation in outer:
        if _claimed(quotation, found):
            continue
        k = _goes_on_from(page, quotation, found)
        held = _held_by(page, quotation) if k is None else None
        if k is not None:
            _add(found, k, quotation)
        elif held is not None:
            found.append(_said(page, quotation, held, None))
        elif is_speech(page, quotation) or _before_a_report(page, quotation, found):
            alone = _alone(page, quotation)
            if alone is not None:
                found.append(alone)
    return found


def is_speech(page: Page, quotation: Quotation) -> bool:
    """Whether it holds a sentence rather than a title, nickname or doubted word."""
    words = quotation.extent.of(page.tree.story.document.text).strip(_MARKS)
    tokens = page.tree.story.tokens_in(quotation.extent)
    stops = words[-1:] in ".,?!…" or quotation.goes_on
    return stops and len(words.split()) > 2 and any(page.tree.verbal(t.i) for t in tokens)


def _add(found: list[Candidate], k: int | None, quotation: Quotation) -> None:
    if k is not None:
        contents = tuple(sorted((*found[k].contents, quotation.extent)))
        found[k] = msgspec.structs.replace(found[k], contents=contents)


def _holding(quotation: Quotation, candidates: Sequence[Candidate]) -> int | None:
    for k, candidate in enumerate(candidates):
        if any(e.holds(quotation.extent) for e in candidate.contents):
            return k
    return None


def _claimed(quotation: Quotation, candidates: Sequence[Candidate]) -> bool:
    """Whether some content holds the quotation, or reaches into it from outside."""
    place = quotation.extent
    return any(
        e.overlaps(place) and not (place.start < e.start and e.end <= place.end)
        for c in candidates
        for e in c.contents
    )


def _goes_on_from(page: Page, quotation: Quotation, candidates: Sequence[Candidate]) -> int | None:
    """The candidate whose quotation this one continues: the last one that ends before it."""
    text = page.tree.story.document.text
    best: tuple[int, int] | None = None
    for k, candidate in enumerate(candidates):
        parts = [*candidate.contents, *(e for e in (candidate.cue, candidate.source) if e)]
        end = max(e.end for e in parts)
        if end > quotation.extent.start or (best is not None and end <= best[0]):
            continue
        gap = text[end : quotation.extent.start]
        quoted = [
            q
            for q in page.quotations
            if q.depth == 0 and any(e.holds(q.extent) for e in candidate.contents)
        ]
        beside = end == candidate.contents[-1].end and gap.strip() in (":", ",")
        if beside or (quoted and _continues(page, quoted[-1], quotation, end)):
            best = end, k
    return best[1] if best is not None else None


def _continues(page: Page, before: Quotation, quotation: Quotation, end: int) -> bool:
    """Whether nothing but the rest of a reporting clause parts the two quotations.

    In the same paragraph it is enough that no other verb stands between; the next paragraph
    has to be the quotation and nothing else.
    """
    story = page.tree.story
    start = quotation.extent.start
    gap = story.document.text[end:start]
    if before.goes_on and not gap.strip(_MARKS):
        return True
    block = _block_at(page, start)
    last = _block_at(page, end - 1)
    if last != block:
        if last + 1 != block:
            return False
        place = story.blocks[block].extent
        gap = story.document.text[end : story.blocks[last].extent.end]
        rest = place.of(story.document.text).replace(quotation.extent.of(story.document.text), "")
        if rest.strip(_MARKS + ".,"):
            return False
    tail = gap.strip(_MARKS).rstrip(".,:;—–- ")
    if any(stop in tail for stop in (". ", "? ", "! ", ";")) or len(tail.split()) > _LONGEST_TAIL:
        return False
    between = story.tokens_in(Extent(end, start))
    return not any(page.tree.tag[t.i] in _FINITE for t in between)


def _block_at(page: Page, offset: int) -> int:
    for i, block in enumerate(page.tree.story.blocks):
        if offset < block.extent.end:
            return i
    return len(page.tree.story.blocks) - 1


def _alone(page: Page, quotation: Quotation) -> Candidate | None:
    """Speech without a cue: its source is the phrase before a colon, or the last subject."""
    tree = page.tree
    first = tree.story.tokens_in(quotation.extent)[0].i
    before = first - 1
    colon = before >= 0 and tree.lower[before] == ":"
    if before < 0 or not (colon or page.same_block(before, first)):
        return None
    start = tree.sentence[before]
    head: int | None = None
    if colon and before - start <= _LONGEST_TAIL:
        # And from Chairwoman X: “…”
        named = (i for i in range(before - 1, start - 1, -1) if tree.tag[i].startswith("NN"))
        head = next((i for i in named if can_speak(tree, i)), None)
    if colon:
        # X was pleased with the result: “…”
        subjects = (i for i in range(start, before) if tree.dep[i] == "nsubj")
        doer = next((i for i in subjects if can_speak(tree, i) and page.quoted[i] < 0), None)
        head = head if doer is None else doer
        while head is not None and start <= tree.head[head] < before and _same_name(page, head):
            head = tree.head[head]
    elif tree.lower[before] in (".", "?", "!"):
        subjects = (i for i in range(start, before) if tree.dep[i] == "nsubj")
        head = next((i for i in subjects if can_speak(tree, i) and page.quoted[i] < 0), None)
    if head is None:
        return None
    return _said(page, quotation, head, before if colon else None)


def _said(page: Page, quotation: Quotation, head: int, cue: int | None) -> Candidate:
    tree = page.tree
    return Candidate(
        anchor=tree.story.tokens_in(quotation.extent)[0].i,
        lemma="" if cue is None else tree.lower[cue],
        contents=(quotation.extent,),
        cue=tree.between(cue, cue) if cue is not None else None,
        source=tree.between(*phrase_of(tree, head, -1)),
        heads=speakers_of(tree, head),
        score=0.4,
    )


def _held_by(page: Page, quotation: Quotation) -> int | None:
    """The head of X in `For X, “…”`, where the quotation is the sentence's own clause."""
    tree = page.tree
    words = tree.story.tokens_in(quotation.extent)
    if not len(words):
        return None  # its marks are glued to the words around it
    first = words[0].i
    start = tree.sentence[first]
    if start >= first - 2 or tree.lower[start] not in ("for", "to") or tree.lower[first - 1] != ",":
        return None
    clause = any(tree.child(t.i, "nsubj", "nsubjpass") is not None for t in words)
    head = tree.child(start, "pobj")
    if not clause or head is None or not can_speak(tree, head):
        return None
    person = tree.tag[head] == "NNP" and tree.right[head] < first
    return head if person else None


def _before_a_report(page: Page, quotation: Quotation, candidates: Sequence[Candidate]) -> bool:
    """`X was curter. “…” — and he warned that S`: a dash, and a report that goes on."""
    text = page.tree.story.document.text
    end = quotation.extent.end
    goes_on = re.match(r"\s*[—–-]+\s+and\s+", text[end : end + 12])
    if goes_on is None or len(quotation.extent.of(text).split()) < _SHORTEST:
        return False
    at = end + goes_on.end()
    return any(c.source is not None and c.source.start == at for c in candidates)


def _same_name(page: Page, i: int) -> bool:
    return page.tree.dep[i] in ("compound", "appos", "flat", "nmod")
