"""What of a text is story and what is page: headline, paragraphs, captions, furniture.

Three things tell furniture: its words (the furniture table), its shape (short lines without
an end, next to each other) and its place (before the headline, behind the last paragraph).
Words decide alone; shape does only at the head and the foot of a page, where a line that
stays unexplained is taken for page. Between paragraphs it is taken for story, as a reader
is harmed more by a story cut short than by a menu item read out.

Lines that only tell who wrote (`By A. Writer`, `With reporting by …`) are neither: they are
credits of the story, kept out of its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tracktwo.knowledge.press import fold, furniture
from tracktwo.model import Block, Extent
from tracktwo.model.document import BlockKind
from tracktwo.read.agencies import agencies_in, end_credit, lead_credit
from tracktwo.read.bylines import Byline, author_in_bio, find_byline, is_person
from tracktwo.read.datelines import find_dateline
from tracktwo.read.dates import PrintedDate, printed_dates
from tracktwo.read.lines import Piece, piece, pieces
from tracktwo.read.outlets import (
    media_name,
    outlet_in_bio,
    outlet_in_copyright,
    outlet_of_hosts,
    split_title,
)
from tracktwo.read.roles import (
    FURNITURE,
    LABEL,
    LABELLED_DATE,
    Role,
    is_dated,
    labelled,
    role_by_words,
)

_BLOCK_KIND: dict[Role, BlockKind] = {
    Role.TITLE: "title",
    Role.STORY: "paragraph",
    Role.DATELINE: "paragraph",
    Role.CAPTION: "caption",
    **dict.fromkeys(FURNITURE, "furniture"),
}
_CLOCK = re.compile(
    r"[\s,|–—-]*(?:at )?(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}(?:[+-]\d+)?\)?)?)?[\s|–—·-]*"
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_SMALL = re.compile(r"[a-zà-öø-ÿ]")
# Words with which a story may open, a headline hardly ever.
_OPENS_STORY = re.compile(
    r"[\"“'‘]|(?:It|He|She|They|We|I|But|And|There|This|These|That|On|When|As|In|At|The)\b|.*[.!?] [A-Z]"
)
_HIGHEST_TITLE = 30
"""Words that a headline has at most."""


@dataclass
class Page:
    """The pieces of a text with their roles, and what was met on the way."""

    text: str
    pieces: list[Piece]
    roles: list[Role]
    capitals: bool
    title: Extent | None = None
    dateline: Extent | None = None
    byline: str | None = None
    outlet: str | None = None
    wire: list[str] = field(default_factory=list)
    page_dates: list[PrintedDate] = field(default_factory=list)
    furniture_parts: list[Extent] = field(default_factory=list)
    """Page that shares a line with story."""

    def blocks(self) -> tuple[Block, ...]:
        """All that is story or page, in text order."""
        whole = [
            Block(p.extent, _BLOCK_KIND[role])
            for p, role in zip(self.pieces, self.roles, strict=True)
            if role in _BLOCK_KIND
        ]
        parts = [Block(extent, "furniture") for extent in self.furniture_parts]
        return tuple(sorted(whole + parts, key=lambda b: b.extent))


def read_page(text: str) -> Page:
    """Tell story from page."""
    found = pieces(text)
    page = Page(text, found, [], _all_capitals(text))
    _split_lead(page)
    _split_tails(page)
    page.roles = [role_by_words(text, p, page.capitals) for p in page.pieces]
    body = _body(page)
    if not body:
        _read_short(page)
        return page
    _end_story(page, body)
    body = _body(page)
    _find_bio(page, body)
    body = _body(page)
    _read_head(page, body[0])
    _read_tail(page, body[-1])
    _read_middle(page, body[0], body[-1])
    _find_credits(page)
    return page


# ------------------------------------------------------------------ lines that hold both
def _split_lead(page: Page) -> None:
    """Cut `Masthead Monday, March 20, 2023` off a line that goes on with the story."""
    for i, p in enumerate(page.pieces[:6]):
        label = LABELLED_DATE.match(p.words_as_read)
        dates = list(printed_dates(page.text, p.extent))
        if not dates or p.words < 8 or is_dated(p):
            continue
        date = dates[0]
        before = page.text[p.extent.start : date.extent.start]
        masthead = (
            i == 0
            and len(before.split()) <= 8
            and not any(c in before for c in ".,;")
            and not p.prose
        )
        if not label and not masthead:
            continue
        clock = _CLOCK.match(page.text, date.extent.end, p.extent.end)
        end = clock.end() if clock else date.extent.end
        rest = piece(page.text, Extent(end, p.extent.end), p.after_blank)
        if (
            rest is None
            or rest.words < 4
            or rest.words_as_read[0].islower()
            or end == date.extent.end
        ):
            continue
        lead = piece(page.text, Extent(p.extent.start, end), p.after_blank)
        if lead and not find_byline(before.strip()):
            page.furniture_parts.append(lead.extent)
            page.page_dates += dates[:1]
            page.pieces[i] = rest


def _split_tails(page: Page) -> None:
    """Cut `Read more: …` and its like off the end of a paragraph."""
    tails = furniture().tails
    for i, p in enumerate(page.pieces):
        if p.words < 12:
            continue
        low = max(p.extent.start, p.extent.end - 200)
        for stop in re.finditer(r"[.!?][\"”’']?\s+", page.text[low : p.extent.end]):
            start = low + stop.end()
            folded = fold(page.text[start : p.extent.end])
            if folded and tails.fullmatch(folded):
                rest = piece(page.text, Extent(p.extent.start, start), p.after_blank)
                tail = piece(page.text, Extent(start, p.extent.end), after_blank=False)
                if rest and tail and rest.words >= 6:
                    page.pieces[i] = rest
                    page.furniture_parts.append(tail.extent)
                break


# ------------------------------------------------------------------ the story's body
def _body(page: Page) -> list[int]:
    """The pieces that are running text and not known to be anything else."""
    return [
        i
        for i, (p, role) in enumerate(zip(page.pieces, page.roles, strict=True))
        if role in (Role.UNKNOWN, Role.STORY) and p.prose
    ]


def _end_story(page: Page, body: Sequence[int]) -> None:
    """Behind `Related articles` or `Leave a reply` all is page, if the story stands before it."""
    total = sum(page.pieces[i].words for i in body)
    for at, role in enumerate(page.roles):
        if role not in (Role.RELATED, Role.COMMENTS):
            continue
        before = sum(page.pieces[i].words for i in body if i < at)
        share = 0.6 if role is Role.RELATED else 0.3
        if before >= max(40, share * total):
            _mark(page, range(at + 1, len(page.pieces)), Role.PAGE, keep=(Role.CREDIT,))
            return
        if before or role is Role.RELATED:
            _mark(page, _run_of_short(page, at + 1), Role.PAGE)


def _run_of_short(page: Page, start: int, longest: int = 12) -> Iterable[int]:
    """The lines of a box in the middle of a story: up to the next running text."""
    for i in range(start, min(start + longest, len(page.pieces))):
        if page.roles[i] is Role.UNKNOWN and (page.pieces[i].prose or page.pieces[i].closed):
            return
        yield i


def _find_bio(page: Page, body: Sequence[int]) -> None:
    """Author boxes behind the story, told by what they say of somebody the story does not name."""
    for n in range(len(body) - 1, 0, -1):
        p = page.pieces[body[n]]
        name = author_in_bio(p.words_as_read) if p.words <= 120 else None
        if name is None:
            return
        story = " ".join(page.pieces[i].words_as_read for i in body[:n])
        if name and re.search(rf"\b{re.escape(name.split()[-1])}\b", story):
            return
        page.roles[body[n]] = Role.PAGE
        page.outlet = page.outlet or outlet_in_bio(p.words_as_read)
        page.byline = _author(page, body[n], name) or page.byline


def _author(page: Page, bio: int, name: str) -> str | None:
    """The full name of the writer whom an author box describes, from the box or the line above."""
    if " " in name:
        return name
    for i in range(bio - 1, max(bio - 4, -1), -1):
        line = page.pieces[i].words_as_read
        if is_person(line) and (not name or name in line.split()):
            return line
    return name or None


# ------------------------------------------------------------------ head, tail and middle
def _read_head(page: Page, first: int) -> None:
    """Everything before the story's first running text: headline, byline, dates, menus."""
    first = _headline_like_prose(page, first)
    title = _choose_title(page, first)
    for i in range(first):
        p, role = page.pieces[i], page.roles[i]
        if i == title:
            page.roles[i] = Role.TITLE
        elif role in (Role.CREDIT, Role.CAPTION):
            continue
        elif role is Role.UNKNOWN:
            page.roles[i] = _head_role(page, i, title)
        if page.roles[i] in FURNITURE or role is Role.DATED:
            page.page_dates += printed_dates(page.text, p.extent)
    if title is not None:
        _trim_title(page, title)
        _mark_repeats(page, title)


def _headline_like_prose(page: Page, first: int) -> int:
    """A headline may end like a sentence: `Will they talk?`; then the head reaches behind it."""
    p = page.pieces[first]
    later = [q for q in page.pieces[first + 1 : first + 4] if q.prose and q.words >= 15]
    if not later or p.words > 20 or any(page.roles[i] is Role.UNKNOWN for i in range(first)):
        return first
    stop = re.search(r"\.[\"”’']?$", p.words_as_read)
    filed = find_dateline(page.text, later[0].extent, page.capitals)
    asks = not stop and p.words_as_read[0] not in "\"“'‘" and not p.words_as_read.endswith(":")
    short = stop and p.words <= 16 and not _OPENS_STORY.match(p.words_as_read)
    return first + 1 if filed or ((asks or short) and p.after_blank) else first


def _choose_title(page: Page, first: int) -> int | None:
    """The headline among the lines before the story: the one that speaks of what the story does."""
    story = {_stem(w) for p in page.pieces[first : first + 12] for w in p.tokens if len(w) >= 4}
    scores: dict[int, float] = {}
    for i in range(first):
        p = page.pieces[i]
        if not _may_be_title(page, i):
            continue
        own = {_stem(w) for w in p.tokens if len(w) >= 4}
        shared = len(own & story) / len(own) if own else 0.0
        twice = any(q.folded == p.folded for j, q in enumerate(page.pieces[: first + 1]) if j != i)
        scores[i] = (
            shared
            + 0.3 * twice
            + 0.2 * (p.words >= 4)
            + 2.0 * (labelled(p) == "title")
            - 0.1 * (p.words < 3)
        )
    if not scores:
        return None
    best = max(scores.values())
    return next(i for i in scores if scores[i] >= best - 0.25)


def _may_be_title(page: Page, i: int) -> bool:
    p, role = page.pieces[i], page.roles[i]
    if (
        role not in (Role.UNKNOWN, Role.DATED, Role.CAPTION, Role.RELATED)
        or not 2 <= p.words <= _HIGHEST_TITLE
    ):
        return False
    if role is Role.DATED and is_dated(p):
        return False
    if role is Role.RELATED and p.words < 5:
        return False
    if labelled(p) not in (None, "title") or find_byline(p.words_as_read):
        return False
    return find_dateline(page.text, p.extent, page.capitals) is None


def _head_role(page: Page, i: int, title: int | None) -> Role:
    p = page.pieces[i]
    label = labelled(p)
    byline = find_byline(p.words_as_read) if p.words <= 25 else None
    if byline or label == "byline":
        _take_byline(page, i, byline)
        return Role.BYLINE
    if label:
        return Role.PAGE
    if find_dateline(page.text, p.extent, page.capitals):
        return Role.STORY
    if title is None:
        return Role.STORY if p.closed else Role.PAGE
    if i < title:
        page.outlet = page.outlet or media_name(p.words_as_read)
        return Role.PAGE
    if p.folded == page.pieces[title].folded:
        return Role.PAGE
    has_date = any(printed_dates(page.text, p.extent))
    placed = has_date or i == title + 1 or _near(page, i, (Role.DATED, Role.PAGE, Role.BYLINE))
    if placed and page.byline is None and p.words <= 4 and is_person(p.words_as_read):
        page.byline = p.words_as_read
        return Role.BYLINE
    if has_date and not p.closed and p.words <= 16:
        return Role.PAGE
    if furniture().captions_likely.search(p.folded) and p.words >= 6:
        return Role.CAPTION
    return Role.STORY if p.words >= 4 or p.closed else Role.PAGE


def _read_tail(page: Page, last: int) -> None:
    """Everything behind the story's last running text: credits stay, what else is short is page."""
    lead_in = page.pieces[last].words_as_read.rstrip().endswith(":")
    for i in range(last + 1, len(page.pieces)):
        if page.roles[i] is not Role.UNKNOWN:
            lead_in = False
            continue
        p = page.pieces[i]
        if p.closed or lead_in or p.words_as_read[0] in '-•*“"‘[' or p.words >= 15:
            page.roles[i] = Role.STORY
        elif i == last + 1 and page.byline is None and is_person(p.words_as_read):
            page.byline = p.words_as_read
            page.roles[i] = Role.BYLINE
        elif byline := find_byline(p.words_as_read):
            _take_byline(page, i, byline)
            page.roles[i] = Role.BYLINE
        elif p.words_as_read.isupper() and page.capitals:
            page.roles[i] = Role.STORY
        else:
            page.roles[i] = Role.PAGE


def _read_middle(page: Page, first: int, last: int) -> None:
    """Between paragraphs only words decide; menu items count as headings unless among furniture."""
    for i in range(first, last + 1):
        p, role = page.pieces[i], page.roles[i]
        if role is Role.UNKNOWN:
            early = i <= first + 1 and p.words <= 45
            caption = (
                early
                and furniture().captions_likely.search(p.folded)
                and p.words_as_read[0] not in '"“'
            )
            page.roles[i] = Role.CAPTION if caption else Role.STORY
        elif role is Role.SECTION and not _near(page, i, (Role.PAGE, Role.RELATED, Role.COMMENTS)):
            page.roles[i] = Role.STORY
        elif role is Role.DATED and LABELLED_DATE.match(p.words_as_read):
            page.page_dates += printed_dates(page.text, p.extent)
        elif role is Role.DATED:
            page.roles[i] = Role.STORY


def _read_short(page: Page) -> None:
    """A text without running text: what no word gives away is story, the first line its headline."""
    unknown = [i for i, role in enumerate(page.roles) if role is Role.UNKNOWN]
    for i in unknown:
        page.roles[i] = Role.STORY
    if len(unknown) > 1 and not page.pieces[unknown[0]].closed:
        page.roles[unknown[0]] = Role.TITLE
        _trim_title(page, unknown[0])
    for p, role in zip(page.pieces, page.roles, strict=True):
        if role is Role.DATED:
            page.page_dates += printed_dates(page.text, p.extent)


# ------------------------------------------------------------------ headline
def _trim_title(page: Page, i: int) -> None:
    """The headline without its label and without the outlet's name behind it."""
    p = page.pieces[i]
    start, words = p.extent.start, p.words_as_read
    if labelled(p) == "title":
        start = p.extent.start + LABEL.match(words).start("value")  # type: ignore[union-attr]
        page.furniture_parts.append(Extent(p.extent.start, start))
    bare, name = split_title(page.text[start : p.extent.end])
    end = start + len(bare)
    if name:
        page.outlet = page.outlet or name
        page.furniture_parts.append(Extent(end, p.extent.end))
    trimmed = piece(page.text, Extent(start, end), p.after_blank)
    if trimmed:
        page.pieces[i] = trimmed
        page.title = trimmed.extent


def _mark_repeats(page: Page, title: int) -> None:
    """A headline printed twice is page the second time."""
    folded = page.pieces[title].folded
    for i, p in enumerate(page.pieces):
        if i != title and p.folded and fold(split_title(p.words_as_read)[0]) == folded:
            page.roles[i] = Role.PAGE


# ------------------------------------------------------------------ credits
def _take_byline(page: Page, i: int, byline: Byline | None) -> None:
    p = page.pieces[i]
    if byline is None:
        value = LABEL.match(p.words_as_read)
        page.byline = page.byline or (" ".join(value.group("value").split()) if value else None)
        return
    page.byline = page.byline or byline.names
    page.wire += byline.wire
    dates = list(printed_dates(page.text, p.extent))
    if dates:
        page.page_dates += dates
        rest = piece(
            page.text, Extent(p.extent.start + byline.end, p.extent.end), after_blank=False
        )
        page.furniture_parts += [rest.extent] if rest else []


def _find_credits(page: Page) -> None:
    """Dateline, agencies and outlet, from where a credit can stand."""
    _cut_dateline(page)
    story = [i for i, role in enumerate(page.roles) if role in (Role.STORY, Role.DATELINE)]
    if story:
        page.wire += lead_credit(page.pieces[story[0]].words_as_read[:120])
        page.wire += end_credit(page.pieces[story[-1]].words_as_read)
    for p, role in zip(page.pieces, page.roles, strict=True):
        if role is Role.CREDIT:
            page.wire += agencies_in(p.words_as_read)
        elif role is Role.PAGE and (
            "copyright" in p.folded or "©" in p.words_as_read or "(c)" in p.folded
        ):
            page.wire += agencies_in(p.words_as_read)
            page.outlet = page.outlet or outlet_in_copyright(p.words_as_read)
        elif role is Role.PAGE and (name := author_in_bio(p.words_as_read)):
            page.outlet = page.outlet or outlet_in_bio(p.words_as_read)
            page.byline = page.byline or name or None
        elif role is Role.STORY and p.words <= 40 and furniture().credits.match(p.folded):
            page.wire += agencies_in(p.words_as_read)
    page.wire = list(dict.fromkeys(page.wire))
    hosts = (
        p.words_as_read
        for p, role in zip(page.pieces, page.roles, strict=True)
        if role in FURNITURE
    )
    page.outlet = page.outlet or outlet_of_hosts(hosts)


def _cut_dateline(page: Page) -> None:
    """Set the dateline apart from the paragraph that it opens, so that no parser reads them as one."""
    story = [i for i, role in enumerate(page.roles) if role is Role.STORY][:3]
    for i in story:
        p = page.pieces[i]
        found = find_dateline(page.text, p.extent, page.capitals)
        if not found:
            continue
        page.wire += found.wire
        if found.dated:
            page.dateline = found.extent
        rest = piece(page.text, Extent(found.end, p.extent.end), after_blank=False)
        head = piece(page.text, Extent(p.extent.start, found.end), p.after_blank)
        if head:
            page.pieces[i] = head
            page.roles[i] = Role.DATELINE
            if rest:
                page.pieces.insert(i + 1, rest)
                page.roles.insert(i + 1, Role.STORY)
        return


# ------------------------------------------------------------------ small helpers
def _mark(page: Page, places: Iterable[int], role: Role, keep: tuple[Role, ...] = ()) -> None:
    for i in places:
        if page.roles[i] not in keep and page.roles[i] not in FURNITURE:
            page.roles[i] = role


def _near(page: Page, i: int, roles: tuple[Role, ...]) -> bool:
    neighbours = [page.roles[j] for j in (i - 1, i + 1) if 0 <= j < len(page.roles)]
    return any(role in roles for role in neighbours)


def _stem(word: str) -> str:
    return word.casefold()[:5]


def _all_capitals(text: str) -> bool:
    capitals = len(_CAPITAL.findall(text, 0, 4000))
    return capitals > 0.6 * (capitals + len(_SMALL.findall(text, 0, 4000))) if capitals else False
