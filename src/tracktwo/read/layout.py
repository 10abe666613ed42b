"""What of a text is story and what is page: headline, paragraphs, captions, furniture.

Three things tell furniture: its words (`roles`), its shape (short lines without an end, next
to each other) and its place (before the headline, behind the last paragraph). Words decide
alone; shape does only at the head and the foot of a page, where a line that stays unexplained
is taken for page. Between paragraphs it is taken for story, as a reader is harmed more by a
story cut short than by a menu item read out.

Lines that only tell who wrote (`By A. Writer`, `With reporting by …`) are neither: they are
credits of the story, kept out of its blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracktwo.knowledge.press import fold, furniture
from tracktwo.model import Extent
from tracktwo.read.bylines import author_in_bio, find_byline, is_person
from tracktwo.read.datelines import find_dateline, is_place
from tracktwo.read.dates import printed_dates
from tracktwo.read.lines import Piece, piece, pieces
from tracktwo.read.origin import find_origin, take_byline
from tracktwo.read.outlets import NAME_WORD, media_name, outlet_in_bio, split_title
from tracktwo.read.page import Page
from tracktwo.read.roles import (
    FURNITURE,
    LABEL,
    LABELLED_DATE,
    Role,
    is_dated,
    labelled,
    role_by_words,
)

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_SMALL = re.compile(r"[a-zà-öø-ÿ]")
_CLOCK = re.compile(
    r"[\s,|–—-]*(?:at )?"
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,4}(?:[+-]\d+)?\)?)?)?"
    r"[\s|–—·-]*"
)
# Words with which a story may open, a headline hardly ever.
_OPENS_STORY = re.compile(
    r"[\"“'‘]|(?:It|He|She|They|We|I|But|And|There|This|These|That|On|When|As|In|At|The)\b|.*[.!?] [A-Z]"
)
_SENTENCE_INSIDE = re.compile(r"[a-z]{4,}[.!?] +[A-Z]")
_MASTHEAD_END = re.compile(r"\s*[|,•·–—:]|\s{2,}|\s-\s|\d")
_PICTURE_CREDIT = re.compile(
    r"(?:photo|image|picture|photograph|credit|source: \w+/|getty)(?! galler)"
)
_PHOTOGRAPHER = re.compile(
    rf"[a-z)][.!?][\"”]? (?:© ?)?{NAME_WORD}(?: {NAME_WORD}){{1,2}}(?: ?/ ?[\w ]+)?$"
)
_INITIALS = re.compile(r"\(?[A-Z]{2,4}(?:[/-][A-Z]{2,4})*\)?$")
_BULLETS = "*•·●▪■►-–—"
_QUOTES = "\"“'‘"
_END_QUOTES = "\"”'’"

# The share of all running text that stands before a heading which ends the story.
_SHARE_BEFORE = {Role.RELATED: 0.6, Role.COMMENTS: 0.3, Role.BOX: 1.0}
_LEAST_BEFORE = 40
"""Words of running text that a story has at least before such a heading."""
_LONGEST_BOX = 12
"""Lines of a box inside a story."""
_LONGEST_TITLE = 30
"""Words of a headline."""
_LONGEST_MASTHEAD = 6
"""Words of a paper's name with its slogan."""
_SHORTEST_NAME = 6
"""Letters of a name that can be told from other words of the page."""
_LONGEST_CAPTION = 45
"""Words of a line under a picture."""
_LONGEST_PICTURE_CREDIT = 60
"""Characters of it."""
_LONGEST_IN_BOX = 14
"""Words of a line that may stand between lines of a box."""
_EARLY = 3
"""Pieces behind the beginning of running text among which bylines and dates may still stand."""
_LONGEST_BIO = 120
"""Words of an author box."""


def read_page(text: str) -> Page:
    """Tell story from page."""
    page = Page(text, pieces(text), [], _all_capitals(text))
    _split_leads(page)
    _split_tails(page)
    page.roles = [role_by_words(text, p, page.capitals) for p in page.pieces]
    _end_story(page)
    _find_bios(page)
    body = page.body()
    if body:
        first = _behind_headline(page, body)
        _read_head(page, first)
        _find_writers_box(page, body)
        last = max((i for i in body if page.roles[i] is not Role.PAGE), default=first)
        _read_tail(page, last)
        _read_middle(page, first, last)
    else:
        _read_short(page)
    find_origin(page)
    return page


def _all_capitals(text: str) -> bool:
    capitals = len(_CAPITAL.findall(text, 0, 4000))
    return capitals > 0.6 * (capitals + len(_SMALL.findall(text, 0, 4000))) if capitals else False


# ------------------------------------------------------------------ lines that hold both
def _split_leads(page: Page) -> None:
    """Cut `Masthead Monday, March 20, 2023` off a line that goes on with the story."""
    for i, p in enumerate(page.pieces[:6]):
        dates = list(printed_dates(page.text, p.extent)) if p.words >= 8 else []
        if not dates or is_dated(p):
            continue
        before = page.text[p.extent.start : dates[0].extent.start]
        masthead = (
            i == 0 and not p.prose and len(before.split()) <= 8 and not set(before) & set(".,;")
        )
        if not (masthead or LABELLED_DATE.match(p.words_as_read)) or find_byline(before.strip()):
            continue
        clock = _CLOCK.match(page.text, dates[0].extent.end, p.extent.end)
        end = clock.end() if clock else dates[0].extent.end
        lead = piece(page.text, Extent(p.extent.start, end), p.after_blank)
        rest = piece(page.text, Extent(end, p.extent.end), p.after_blank)
        apart = rest and end > dates[0].extent.end and not rest.words_as_read[0].islower()
        if lead and rest and apart and rest.words >= 4:
            page.furniture_parts.append(lead.extent)
            page.page_dates.append(dates[0])
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
            if not tails.fullmatch(fold(page.text[start : p.extent.end])):
                continue
            rest = piece(page.text, Extent(p.extent.start, start), p.after_blank)
            tail = piece(page.text, Extent(start, p.extent.end), after_blank=False)
            if rest and tail and rest.words >= 6:
                page.pieces[i] = rest
                page.furniture_parts.append(tail.extent)
            break


# ------------------------------------------------------------------ where the story ends
def _end_story(page: Page) -> None:
    """Behind `Related articles` or `Leave a reply` all is page, if the story stands before it."""
    body = page.body()
    total = sum(page.pieces[i].words for i in body)
    for at, role in enumerate(page.roles):
        if role not in _SHARE_BEFORE:
            continue
        before = sum(page.pieces[i].words for i in body if i < at)
        if before >= max(_LEAST_BEFORE, _SHARE_BEFORE[role] * total):
            page.mark(range(at + 1, len(page.pieces)), Role.PAGE, keep=(Role.CREDIT,))
            return
        if before:
            page.mark(_box(page, at + 1), Role.PAGE)


def _box(page: Page, start: int) -> Iterable[int]:
    """The lines of a box in the middle of a story: up to the next running text."""
    for i in range(start, min(start + _LONGEST_BOX, len(page.pieces))):
        p = page.pieces[i]
        if page.roles[i] is Role.UNKNOWN and (p.prose or (p.closed and not p.headline_case)):
            return
        yield i


def _find_bios(page: Page) -> None:
    """Author boxes behind the story, told by what they say of somebody the story does not name."""
    body = page.body()
    for n in range(len(body) - 1, 0, -1):
        p = page.pieces[body[n]]
        name = author_in_bio(p.words_as_read) if p.words <= _LONGEST_BIO else None
        if name is None:
            return
        story = (page.pieces[i].words_as_read for i in body[:n])
        if name and any(re.search(rf"\b{re.escape(name.split()[-1])}\b", s) for s in story):
            return
        page.roles[body[n]] = Role.PAGE
        page.outlet = page.outlet or outlet_in_bio(p.words_as_read)
        page.boxed_author = _author(page, body[n], name) or page.boxed_author


def _find_writers_box(page: Page, body: list[int]) -> None:
    """What begins with the writer's name behind the story is about the writer."""
    names = [fold(name) for name in (page.byline or "").split(" and ") if " " in name]
    start = body[len(body) * 2 // 3] if len(body) > 2 else body[-1] + 1
    for i in range(start, len(page.pieces)):
        p = page.pieces[i]
        if p.words <= _LONGEST_BIO and any(p.folded.startswith(f"{name} ") for name in names):
            page.mark([i], Role.PAGE)
            page.outlet = page.outlet or outlet_in_bio(p.words_as_read)


def _author(page: Page, bio: int, name: str) -> str | None:
    """The full name of the writer whom an author box describes, from the box or the line above."""
    if " " in name:
        return name
    for i in range(bio - 1, max(bio - 4, -1), -1):
        line = page.pieces[i].words_as_read
        if is_person(line) and (not name or name in line.split()):
            return line
    return name or None


# ------------------------------------------------------------------ head
def _read_head(page: Page, first: int) -> None:
    """Everything before the story's first running text: headline, byline, dates, menus."""
    title = _choose_title(page, first)
    for i in range(first):
        if i == title:
            page.roles[i] = Role.TITLE
        elif page.roles[i] is Role.UNKNOWN:
            page.roles[i] = _head_role(page, i, title)
        if page.roles[i] in FURNITURE:
            page.page_dates += printed_dates(page.text, page.pieces[i].extent)
    if title is not None:
        _trim_title(page, title)
        _mark_repeats(page, title)


def _behind_headline(page: Page, body: list[int]) -> int:
    """Where running text begins; a headline may look like it (`Will they talk?`) but is not."""
    first = body[0]
    p = page.pieces[first]
    if len(body) > 1 and _is_quoted_headline(page, first):
        return body[1]
    later = [i for i in body[1:4] if page.pieces[i].words >= 15]
    if not later or p.words > 20 or p.words_as_read[0] in _QUOTES or p.words_as_read.endswith(":"):
        return first
    if not re.search(r"\.[\"”’']?$", p.words_as_read):
        return body[1]
    if Role.UNKNOWN in page.roles[:first]:
        return first
    short = p.after_blank and p.words <= 16 and not _OPENS_STORY.match(p.words_as_read)
    filed = find_dateline(page.text, page.pieces[later[0]].extent, page.capitals)
    return body[1] if filed or short else first


def _is_quoted_headline(page: Page, i: int) -> bool:
    """`“We were close”` on a line of its own, with the writer's name or a date below it."""
    p, after = page.pieces[i], page.pieces[i + 1]
    words = p.words_as_read
    if words[0] not in _QUOTES or words[-1] not in _END_QUOTES or p.words > 20:
        return False
    signed = page.roles[i + 1] in (Role.BYLINE, Role.DATED) or find_byline(after.words_as_read)
    return bool(signed) and not set(words[1:-1]) & set('"“”')


def _choose_title(page: Page, first: int) -> int | None:
    """The headline among the lines before the story: the one that speaks of what the story does."""
    story = {_stem(w) for p in page.pieces[first : first + 12] for w in p.tokens if len(w) >= 4}
    menus = [i for i in range(first) if page.roles[i] in (Role.PAGE, Role.SECTION)]
    scores: dict[int, float] = {}
    for i in range(first):
        if not _may_be_title(page, i):
            continue
        p = page.pieces[i]
        own = {_stem(w) for w in p.tokens if len(w) >= 4}
        shared = len(own & story) / len(own) if own else 0.0
        twice = any(q.folded == p.folded for j, q in enumerate(page.pieces[: first + 1]) if j != i)
        likely = 2.0 * (labelled(p) == "title") + 0.3 * twice
        unlikely = 0.4 * any(printed_dates(page.text, p.extent))
        unlikely += 0.4 * bool(_PHOTOGRAPHER.search(p.words_as_read))
        if p.words <= _LONGEST_MASTHEAD or unlikely:
            opens = bool(menus) and i < menus[0]
            unlikely += 0.25 * opens + 0.5 * _is_masthead(page, i, first)
        scores[i] = min(1.0, (p.words - 1) / 5) * (0.3 + shared) + likely - unlikely
    best = max(scores.values(), default=0.0)
    if best < 0:
        return None
    near = (i for i in scores if scores[i] >= best - 0.25)
    return next((i for i in near if page.pieces[i].words >= 4 or scores[i] == best), None)


def _is_masthead(page: Page, i: int, first: int) -> bool:
    """Whether a line before the story is the name by which the page calls itself further down."""
    line = page.pieces[i].words_as_read
    name = _MASTHEAD_END.split(line)[0].strip()
    if media_name(name):
        return True
    if not page.pieces[i].headline_case or (" " not in name and name == line):
        return False
    squeezed = _squeezed(name)
    return len(squeezed) >= _SHORTEST_NAME and any(
        name in p.words_as_read or ("@" in p.words_as_read and squeezed in _squeezed(p.folded))
        for p, role in zip(page.pieces[first + 1 :], page.roles[first + 1 :], strict=True)
        if role is not Role.COMMENTS
    )


def _squeezed(name: str) -> str:
    """As a web address writes a name."""
    return re.sub(r"[\W_]", "", name.casefold().removeprefix("the "))


def _stem(word: str) -> str:
    return word.casefold()[:5]


def _may_be_title(page: Page, i: int) -> bool:
    p, role = page.pieces[i], page.roles[i]
    if not 2 <= p.words <= _LONGEST_TITLE or labelled(p) not in (None, "title"):
        return False
    if p.words_as_read[0] in _BULLETS:
        return False
    by_words = role in (Role.UNKNOWN, Role.CAPTION) or (role is Role.RELATED and p.words >= 5)
    if not by_words or find_byline(p.words_as_read):
        return False
    return find_dateline(page.text, p.extent, page.capitals) is None


def _head_role(page: Page, i: int, title: int | None) -> Role:
    """What a line before the story is that its words do not tell."""
    p = page.pieces[i]
    label = labelled(p)
    if take_byline(page, p):
        return Role.BYLINE
    if label:
        return Role.PAGE
    if find_dateline(page.text, p.extent, page.capitals):
        return Role.STORY
    if title is None:
        return Role.STORY if p.closed else Role.PAGE
    if i < title:
        page.outlet = page.outlet or media_name(_MASTHEAD_END.split(p.words_as_read)[0])
        return Role.PAGE
    return _below_title(page, i, title)


def _below_title(page: Page, i: int, title: int) -> Role:
    p = page.pieces[i]
    if p.folded == page.pieces[title].folded:
        return Role.PAGE
    has_date = any(printed_dates(page.text, p.extent))
    placed = has_date or i == title + 1 or page.beside(i, Role.DATED, Role.PAGE, Role.BYLINE)
    if placed and _names_writer(page, i, placed=True):
        return Role.BYLINE
    if has_date and not p.closed and p.words <= 16:
        return Role.PAGE
    if _has_picture_credit(page, i) or _speaks_of_picture(p):
        return Role.CAPTION
    if p.words <= 5 and is_place(p.words_as_read):
        return Role.STORY
    return Role.STORY if p.words >= 4 or p.closed else Role.PAGE


def _names_writer(page: Page, i: int, placed: bool = False) -> bool:
    """Whether a line is the writer's name alone; it stands beside a date, a link or a trade."""
    p = page.pieces[i]
    placed = placed or page.beside(i, Role.DATED, Role.PAGE, Role.BYLINE)
    if not placed or page.byline or p.words > 4 or not is_person(p.words_as_read):
        return False
    page.byline = p.words_as_read
    return True


def _trim_title(page: Page, i: int) -> None:
    """The headline without its label and without the outlet's name behind it."""
    p = page.pieces[i]
    start = p.extent.start
    label = LABEL.match(p.words_as_read) if labelled(p) == "title" else None
    if label:
        start += label.start("value")
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
        if i == title or p.words > _LONGEST_TITLE or not p.folded.startswith(folded):
            continue
        if fold(split_title(p.words_as_read)[0]) == folded:
            page.roles[i] = Role.PAGE


# ------------------------------------------------------------------ tail and middle
def _read_tail(page: Page, last: int) -> None:
    """Everything behind the story's last running text: credits stay, what else is short is page."""
    lead_in = page.pieces[last].words_as_read.rstrip().endswith(":")
    over = False
    for i in range(last + 1, len(page.pieces)):
        p = page.pieces[i]
        if page.roles[i] in (Role.DATED, Role.PAGE) and LABELLED_DATE.match(p.words_as_read):
            page.page_dates += printed_dates(page.text, p.extent)
        if page.roles[i] is not Role.UNKNOWN:
            lead_in = False
            over = over or page.roles[i] in FURNITURE
        elif _is_sentence(p, over) or lead_in:
            page.roles[i] = Role.STORY
        else:
            page.roles[i] = Role.PAGE if over else _tail_role(page, i, just_behind=i == last + 1)
            over = over or page.roles[i] is Role.PAGE


def _is_sentence(p: Piece, over: bool) -> bool:
    """Whether a short piece goes on with the story; `over` if page was met before it."""
    if over and p.words <= 5:
        return False
    if p.closed or p.words >= 15 or _SENTENCE_INSIDE.search(p.words_as_read):
        return True
    return not over and p.words_as_read[0] in '-•*“"‘['


def _tail_role(page: Page, i: int, just_behind: bool) -> Role:
    p = page.pieces[i]
    author = page.byline or page.boxed_author
    if just_behind and author is None and is_person(p.words_as_read):
        page.byline = p.words_as_read
        return Role.BYLINE
    if take_byline(page, p):
        return Role.BYLINE
    if _INITIALS.match(p.words_as_read) and not page.capitals:
        return Role.CREDIT
    return Role.STORY if page.capitals else Role.PAGE


def _read_middle(page: Page, first: int, last: int) -> None:
    """Between paragraphs only words decide; menu items count as headings unless among furniture."""
    for i in range(first, last + 1):
        p, role = page.pieces[i], page.roles[i]
        if role is Role.UNKNOWN:
            page.roles[i] = _middle_role(page, i, i - first)
        elif role is Role.SECTION and not page.beside(i, Role.PAGE, Role.RELATED, Role.COMMENTS):
            page.roles[i] = Role.STORY
        elif role is Role.DATED and (LABELLED_DATE.match(p.words_as_read) or i <= first + _EARLY):
            page.page_dates += printed_dates(page.text, p.extent)
        elif role is Role.DATED:
            page.roles[i] = Role.STORY
    page.mark([i for i in range(first + 1, last) if _in_box(page, i)], Role.PAGE)


def _middle_role(page: Page, i: int, behind: int) -> Role:
    """Story, but for what may stand just behind a lead that is set apart below the headline."""
    p = page.pieces[i]
    if _has_picture_credit(page, i) or (behind <= 1 and _speaks_of_picture(p)):
        return Role.CAPTION
    if behind > _EARLY or p.closed:
        return Role.STORY
    if take_byline(page, p) or _names_writer(page, i):
        return Role.BYLINE
    return Role.STORY


def _speaks_of_picture(p: Piece) -> bool:
    """Whether a line near the headline tells what a picture shows."""
    if not 6 <= p.words <= _LONGEST_CAPTION or p.words_as_read[0] in _QUOTES:
        return False
    if not p.closed and _PHOTOGRAPHER.search(p.words_as_read):
        return True
    return furniture().captions_likely.search(p.folded) is not None


def _has_picture_credit(page: Page, i: int) -> bool:
    """Whether one sentence at most is followed by a line such as `(photo: QNA)`."""
    p = page.pieces[i]
    behind = page.pieces[i + 1].folded if i + 1 < len(page.pieces) else ""
    if not _PICTURE_CREDIT.match(behind) or len(behind) > _LONGEST_PICTURE_CREDIT:
        return False
    one = not _SENTENCE_INSIDE.search(p.words_as_read) and p.words_as_read[0] not in _QUOTES
    return one and 4 <= p.words <= _LONGEST_CAPTION


def _in_box(page: Page, i: int) -> bool:
    """Whether a line stands inside a box: page not far above and not far below, no story between."""
    p = page.pieces[i]
    if page.roles[i] is not Role.STORY or p.words > _LONGEST_IN_BOX:
        return False
    if p.words_as_read[0] in _QUOTES or (p.closed and not p.headline_case):
        return False
    return all(_page_near(page, i, step) for step in (-1, 1))


def _page_near(page: Page, i: int, step: int) -> bool:
    for j in (i + step, i + 2 * step):
        if not 0 <= j < len(page.pieces) or page.pieces[j].words > _LONGEST_IN_BOX:
            return False
        if page.roles[j] in (Role.PAGE, Role.BOX):
            return True
    return False


def _read_short(page: Page) -> None:
    """A text without running text: what no word gives away is story, the first line its headline."""
    unknown = [i for i, role in enumerate(page.roles) if role is Role.UNKNOWN]
    page.mark(unknown, Role.STORY)
    if len(unknown) > 1 and not page.pieces[unknown[0]].closed:
        page.roles[unknown[0]] = Role.TITLE
        _trim_title(page, unknown[0])
    for p, role in page:
        if role is Role.DATED:
            page.page_dates += printed_dates(page.text, p.extent)
