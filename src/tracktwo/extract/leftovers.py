"""Quotations that no cue has claimed: the rest of a quotation before them, or words without a cue."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.page import Page
from tracktwo.extract.quotes import Quotation
from tracktwo.extract.sources import can_speak, phrase_of, speakers_of
from tracktwo.model import Extent, hull

_MARKS = "\"'“”‘’„«»"


def claim_leftovers(page: Page, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the quotations that go on after them, and what is left by itself."""
    found = sorted(candidates, key=lambda c: (hull(c.contents), c.anchor))
    for quotation in page.quotations:
        if quotation.depth or _claimed(quotation, found):
            continue
        k = _goes_on_from(page, quotation, found)
        if k is not None:
            found[k] = msgspec.structs.replace(
                found[k], contents=(*found[k].contents, quotation.extent)
            )
        elif is_speech(page, quotation):
            alone = _alone(page, quotation)
            if alone is not None:
                found.append(alone)
    return found


def is_speech(page: Page, quotation: Quotation) -> bool:
    """Whether it holds a sentence rather than a title, nickname or doubted word."""
    words = quotation.extent.of(page.tree.story.document.text).strip(_MARKS + " ")
    tokens = page.tree.story.tokens_in(quotation.extent)
    if len(words.split()) < 3:
        return False
    stops = words[-1:] in ".,?!…" or quotation.goes_on
    return stops and any(page.tree.verbal(t.i) for t in tokens)


def _claimed(quotation: Quotation, candidates: Sequence[Candidate]) -> bool:
    """Whether some content holds the quotation, or reaches into it from outside."""
    return any(
        e.overlaps(quotation.extent)
        and not (
            quotation.extent.holds(e) and e != quotation.extent and quotation.extent.start < e.start
        )
        for c in candidates
        for e in c.contents
    )


def _goes_on_from(page: Page, quotation: Quotation, candidates: Sequence[Candidate]) -> int | None:
    """The candidate whose quotation this one continues."""
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
        if beside or (quoted and _continues(page, quoted[-1], quotation, gap, end)):
            best = end, k
    return best[1] if best is not None else None


def _continues(page: Page, before: Quotation, quotation: Quotation, gap: str, end: int) -> bool:
    """Whether nothing but the rest of a reporting clause parts the two quotations."""
    if (
        before.goes_on
        and before.extent.end <= quotation.extent.start
        and not gap.strip(_MARKS + " \n\r\t")
    ):
        return True
    story = page.tree.story
    same_block = _block_at(page, end - 1) == _block_at(page, quotation.extent.start)
    trailing = gap.strip().rstrip(".,:;—–- ")
    if same_block:
        # “…,” X said in Oslo. “…”: only the rest of the reporting clause may stand between
        if any(stop in trailing for stop in (". ", "? ", "! ", ";")) or len(trailing.split()) > 12:
            return False
        tokens = story.tokens_in(Extent(end, quotation.extent.start))
        return not any(page.tree.tag[t.i] in ("VBD", "VBZ", "VBP", "MD") for t in tokens)
    # the next paragraph is nothing but a quotation
    block = story.blocks[_block_at(page, quotation.extent.start)].extent
    rest = gap + story.document.text[quotation.extent.end : block.end]
    return _block_at(page, end - 1) + 1 == _block_at(
        page, quotation.extent.start
    ) and not rest.strip(_MARKS + " \n\r\t.,")


def _block_at(page: Page, offset: int) -> int:
    for i, block in enumerate(page.tree.story.blocks):
        if offset < block.extent.end:
            return i
    return len(page.tree.story.blocks) - 1


def _alone(page: Page, quotation: Quotation) -> Candidate | None:
    """Speech without a cue: its source is the phrase before a colon, or the last subject."""
    tree = page.tree
    tokens = tree.story.tokens_in(quotation.extent)
    first = tokens[0].i
    block = tree.story.block_of[first]
    before = first - 1
    if before < 0 or tree.story.block_of[before] != block:
        return None
    head: int | None = None
    cue: Extent | None = None
    if tree.lower[before] == ":":
        start = tree.sentence[before]
        names = [
            i
            for i in range(start, before)
            if tree.tag[i] in ("NNP", "NNPS", "NN", "NNS")
            and can_speak(tree, i)
            and not (start < tree.head[i] < before and tree.dep[i] in ("compound", "amod", "poss"))
        ]
        if names and before - start <= 14:
            head, cue = names[0], tree.between(before, before)
    elif tree.lower[before] in (".", "?", "!", ""):
        start = tree.sentence[before]
        subjects = [
            i for i in range(start, before) if tree.dep[i] == "nsubj" and can_speak(tree, i)
        ]
        if subjects and page.quoted[subjects[0]] < 0:
            head = subjects[0]
    if head is None:
        return None
    return Candidate(
        anchor=first,
        lemma=":" if cue is not None else "",
        contents=(quotation.extent,),
        cue=cue,
        source=tree.between(*phrase_of(tree, head, -1)),
        heads=speakers_of(tree, head),
        score=0.4,
    )
