"""Attributions by layout: headlines, transcripts, press releases, signed quotations.

*Norway: Truce Must Hold*, *Truce Must Hold: Norway*, `MODERATOR: …`, `[RUIZ] …`,
*And from Chairwoman Ruiz:* before a quotation, and a quotation followed by a dash and a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracktwo.extract.candidates import Candidate
from tracktwo.extract.page import Page
from tracktwo.extract.sources import can_speak
from tracktwo.knowledge.cues import cues
from tracktwo.model import Block, Extent

_TRANSCRIPT = re.compile(
    r"[\"“]?\[?((?:[A-Z][\w.'’-]*\s?){1,5})(?:,[^:\]\n]{1,40})?(?:\]:?|:)\s+(?=\S)"
)
_BRACKET = re.compile(r"\[((?:[A-Z][\w.'’-]*)(?:,? [\w.'’-]+){0,6})\]\s*(?=[A-Z\"“.…])")
_END = re.compile(r"\[\s*(?:end|passage)\b[^\]]*\]", re.IGNORECASE)
_SIGNED = re.compile(r"\s*(?:[—–―]|--|-)\s*(?=[A-Z])")


def lay_out(page: Page) -> Iterator[Candidate]:
    """Every candidate that a block's layout offers."""
    for block in page.tree.story.blocks:
        if block.kind == "title":
            yield from _headline(page, block)
        else:
            yield from _transcript(page, block)
            yield from _signed(page, block)


def _headline(page: Page, block: Block) -> Iterator[Candidate]:
    """`X: S` and `S: X`, where X is a name or two."""
    tree = page.tree
    tokens = tree.story.tokens_in(block.extent)
    colons = [t.i for t in tokens if t.text == ":" and page.quoted[t.i] < 0]
    if len(colons) != 1 or not tokens.start < colons[0] < tokens.end - 1:
        return
    at = colons[0]
    for first, last, start, end in (
        (tokens.start, at - 1, at + 1, tokens.end - 1),
        (at + 1, tokens.end - 1, tokens.start, at - 1),
    ):
        if _is_name(page, first, last) and end - start >= 2:
            yield Candidate(
                anchor=at,
                lemma=":",
                contents=(tree.between(start, end),),
                cue=tree.between(at, at),
                source=tree.between(first, last),
                heads=_heads(page, first, last),
                score=0.8,
            )
            return


def _is_name(page: Page, first: int, last: int) -> bool:
    """Whether a run of at most six words names somebody who can speak."""
    tree = page.tree
    if last - first > 5 or any(
        tree.tag[i] in ("VBD", "VBZ", "VBP", "MD", "VBG") for i in range(first, last + 1)
    ):
        return False
    if any(tree.lower[i] in cues().words["rubrics"] for i in range(first, last + 1)):
        return False
    if not tree.words[first][:1].isupper():
        return False
    return any(
        tree.entity[i] in ("PERSON", "NORP", "ORG", "GPE") for i in range(first, last + 1)
    ) or (can_speak(tree, last) and tree.tag[last] != "CD")


def _heads(page: Page, first: int, last: int) -> tuple[int, ...]:
    """The tokens of the run that no other token of the run governs, coordinated ones included."""
    tree = page.tree
    tops = [
        i for i in range(first, last + 1) if not first <= tree.head[i] <= last or tree.head[i] == i
    ]
    tops = [i for i in tops if tree.tag[i] not in (":", ",", ".", "``", "''")]
    if not tops:
        return (last,)
    return tuple(m for m in tree.members(tops[-1]) if first <= m <= last)


def _transcript(page: Page, block: Block) -> Iterator[Candidate]:
    """`RUIZ: …` and `[RUIZ] …`: what follows is theirs to the end of the block or the next name."""
    text = page.tree.story.document.text
    brackets = [
        b
        for b in _BRACKET.finditer(text, block.extent.start, block.extent.end)
        if text[block.extent.start : b.start()].rstrip()[-1:] in ("", *".?!)]")
        and not any(q.extent.start < b.start() < q.extent.end for q in page.quotations)
        and _speaks(page, Extent(*b.span(1)))
    ]
    for k, bracket in enumerate(brackets):
        end = brackets[k + 1].start() if k + 1 < len(brackets) else block.extent.end
        over = _END.search(text, bracket.end(), end)
        end = end if over is None else over.start()
        yield _said(page, Extent(*bracket.span(1)), None, Extent(bracket.end(), end))
    head = _TRANSCRIPT.match(text, block.extent.start, block.extent.end)
    if head is None or brackets:
        return
    name = Extent(head.start(1), head.start(1) + len(head.group(1).rstrip()))
    colon = text.rfind(":", name.end, head.end())
    if colon >= 0 and _speaks(page, name) and block.extent.end - head.end() > 20:
        yield _said(page, name, Extent(colon, colon + 1), Extent(head.end(), block.extent.end))


def _speaks(page: Page, name: Extent) -> bool:
    """Whether a label is a name (capitals, or known as one) and no rubric."""
    words = name.of(page.tree.story.document.text)
    if words.lower().strip(".") in cues().words["rubrics"] or any(
        w.lower() in cues().words["rubrics"] for w in words.split()
    ):
        return False
    tokens = page.tree.story.tokens_in(name)
    if not len(tokens):
        return False
    named = any(page.tree.entity[t.i] in ("PERSON", "ORG", "GPE", "NORP") for t in tokens)
    capitals = words.replace(" ", "").replace(".", "").isupper() and len(words) > 2
    return capitals or named


def _said(page: Page, name: Extent, cue: Extent | None, content: Extent) -> Candidate:
    tokens = page.tree.story.tokens_in(name)
    return Candidate(
        anchor=tokens[0].i,
        lemma=":",
        contents=(content,),
        cue=cue,
        source=name,
        heads=_heads(page, tokens[0].i, tokens[-1].i),
        score=0.8,
    )


def _signed(page: Page, block: Block) -> Iterator[Candidate]:
    """A quotation that a dash and a name follow."""
    tree = page.tree
    text = tree.story.document.text
    here = [q for q in page.quotations if q.depth == 0 and block.extent.holds(q.extent)]
    for quotation in here:
        dash = _SIGNED.match(text, quotation.extent.end, block.extent.end)
        if dash is not None and text[quotation.extent.end : block.extent.end].count(".") <= 2:
            source = Extent(dash.end(), block.extent.end)
            tokens = tree.story.tokens_in(source)
            if 0 < len(tokens) <= 16 and not any(
                tree.tag[t.i] in ("VBD", "VBZ", "VBP", "MD") for t in tokens[:4]
            ):
                yield Candidate(
                    anchor=tokens[0].i,
                    lemma="—",
                    contents=(quotation.extent,),
                    cue=None,
                    source=source,
                    heads=_heads(page, tokens[0].i, tokens[-1].i)[:1],
                    score=0.6,
                )
