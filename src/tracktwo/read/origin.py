"""Where a story comes from: its dateline, writer, agencies and outlet, from where a credit can stand."""

from __future__ import annotations

from tracktwo.knowledge.press import furniture
from tracktwo.model import Extent
from tracktwo.read.agencies import agencies_in, end_credit, lead_credit
from tracktwo.read.bylines import author_in_bio, find_byline
from tracktwo.read.datelines import find_dateline
from tracktwo.read.dates import printed_dates
from tracktwo.read.lines import Piece, piece
from tracktwo.read.outlets import (
    outlet_in_bio,
    outlet_in_copyright,
    outlet_in_source,
    outlet_of_hosts,
    outlet_of_print,
)
from tracktwo.read.page import Page
from tracktwo.read.roles import FURNITURE, LABEL, Role, labelled

_LONGEST_BYLINE = 25
"""Words of a line that tells who wrote."""
_LONGEST_CREDIT = 40
"""Words of a sentence that thanks agencies or colleagues."""


def take_byline(page: Page, p: Piece) -> bool:
    """Whether a line tells who wrote; if so, the page has it, and the date beside it."""
    words, offset = p.words_as_read, 0
    label = LABEL.match(words) if labelled(p) == "byline" else None
    if label:
        words, offset = f"By {label.group('value')}", len("By ") - label.start("value")
    byline = find_byline(words) if p.words <= _LONGEST_BYLINE else None
    if byline is None:
        return label is not None
    page.byline = page.byline or byline.names
    page.wire += byline.wire
    dates = list(printed_dates(page.text, p.extent))
    if dates:
        page.page_dates += dates
        start = p.extent.start + byline.end - offset
        rest = piece(page.text, Extent(start, p.extent.end), after_blank=False)
        page.furniture_parts += [rest.extent] if rest else []
    return True


def find_origin(page: Page) -> None:
    """Cut off the dateline, then collect agencies and outlet."""
    _cut_dateline(page)
    story = [p for p, role in page if role in (Role.STORY, Role.DATELINE)]
    if story:
        page.wire += lead_credit(story[0].words_as_read[:120])
        page.wire += end_credit(story[-1].words_as_read)
    for p, role in page:
        if role is Role.CREDIT:
            page.wire += agencies_in(p.words_as_read)
            page.outlet = page.outlet or outlet_in_source(p.words_as_read)
        elif role in FURNITURE:
            _from_furniture(page, p)
        elif p.words <= _LONGEST_CREDIT and furniture().credits.match(p.folded):
            page.wire += agencies_in(p.words_as_read)
    page.wire = list(dict.fromkeys(page.wire))
    hosts = (p.words_as_read for p, role in page if role in FURNITURE)
    page.outlet = page.outlet or outlet_of_hosts(hosts)
    page.byline = page.byline or page.boxed_author


def _from_furniture(page: Page, p: Piece) -> None:
    """What author boxes and copyright lines tell."""
    if any(sign in p.folded for sign in ("copyright", "©", "(c)")):
        page.wire += agencies_in(p.words_as_read)
        page.outlet = page.outlet or outlet_in_copyright(p.words_as_read)
        return
    page.outlet = page.outlet or outlet_of_print(p.words_as_read)
    name = author_in_bio(p.words_as_read)
    if name is not None:
        page.outlet = page.outlet or outlet_in_bio(p.words_as_read)
        page.boxed_author = page.boxed_author or name or None


def _cut_dateline(page: Page) -> None:
    """Set the dateline apart from the paragraph that it opens, so that no parser reads them as one."""
    for i in [i for i, role in enumerate(page.roles) if role is Role.STORY][:3]:
        p = page.pieces[i]
        found = find_dateline(page.text, p.extent, page.capitals)
        head = piece(page.text, Extent(p.extent.start, found.end), p.after_blank) if found else None
        if not found or not head:
            continue
        page.wire += found.wire
        page.dateline = found.extent if found.dated else None
        page.pieces[i], page.roles[i] = head, Role.DATELINE
        rest = piece(page.text, Extent(found.end, p.extent.end), after_blank=False)
        if rest:
            page.pieces.insert(i + 1, rest)
            page.roles.insert(i + 1, Role.STORY)
        return
