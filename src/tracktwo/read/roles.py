"""The role that a line's own words give it, wherever on the page it stands."""

from __future__ import annotations

import re
from enum import Enum, auto

from tracktwo.knowledge.press import Label, fold, furniture
from tracktwo.model import Extent
from tracktwo.read.agencies import is_credit
from tracktwo.read.bylines import find_byline
from tracktwo.read.datelines import find_dateline
from tracktwo.read.dates import printed_dates
from tracktwo.read.lines import Piece
from tracktwo.read.outlets import media_name


class Role(Enum):
    """What a piece is on the page."""

    UNKNOWN = auto()
    STORY = auto()
    TITLE = auto()
    CAPTION = auto()
    DATELINE = auto()
    CREDIT = auto()
    BYLINE = auto()
    PAGE = auto()
    SECTION = auto()
    """The name of a menu item: page at the head and foot, a heading between paragraphs."""
    DATED = auto()
    """A line that is hardly more than a date."""
    RELATED = auto()
    """The heading of a list of other articles, which ends a story."""
    BOX = auto()
    """The heading of a box with other articles, inside a story or behind it."""
    COMMENTS = auto()
    """Part of a comment box."""


FURNITURE = frozenset({Role.PAGE, Role.SECTION, Role.DATED, Role.RELATED, Role.BOX, Role.COMMENTS})

_DIGIT = re.compile(r"\d")
_SEPARATORS = re.compile(r"\s*[|/·•»›>→,;]\s*|\s{2,}|\t+|\s+[-–—]\s+")
_STRIP_MARKS = re.compile(r"\s*[|·∙•»›>]\s*|\s*::\s*|\s{2,}|\t+")
_WEAK_MARKS = re.compile(r"\s+[/.–—-]\s+")
"""Marks that stand in headlines and sentences too, unless what they part is a menu."""
_DATE_LABELS = re.compile(
    r"\b(?:(?:last |first |date )?(?:updated?|published|posted|modified|edited|created|added|uploaded"
    r"|publication|publish|release[d]?|print(?:ed)?|date|today|time|local|current|is|on|at|by|in|the|and|of|as"
    r"|am|pm|a\.m|p\.m|gmt|utc|ist|pkt|aft|msk|cet|cest|bst|est|edt|et|pst|pdt|eat|wat|cat|hrs?|hours|h"
    r"|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|ago|minutes?|min|read|views?|comments?|no|shares?))\b\.?|\d+(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
LABELLED_DATE = re.compile(
    r"\W*(?:(?:last|first|date) ?)?(?:updated?|published|posted|modified|edited|created|uploaded|publication"
    r" date|publish date|release date|date"
    r"|(?:printed|archived|retrieved|accessed|captured|downloaded|saved|cached)(?: from [\w./:-]+)?)(?: ?(?:on|at|by|in|:))*\W",
    re.IGNORECASE,
)
_CLOCK_LABEL = re.compile(r"\b(?:last )?(?:updated?|published|posted|modified)\b")
_DAY_WITHOUT_YEAR = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:\w{3,9}\.? \d{1,2}|\d{1,2}\.? \w{3,9})",
    re.IGNORECASE,
)
_CLOCK_ALONE = re.compile(
    r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,5}\)?)?|\d{1,2} ?[ap]\.?m\.?(?: [a-z]{2,4})?"
)
_LONGEST_ITEM = 4
"""Words of an item in a strip of links."""
_LONGEST_LINE = 1000
"""Characters of a line whose words may tell that it is page."""
_SLUG = re.compile(
    r"(?=[^a-z]*\d)[A-Z][A-Z0-9]*(?:[-/_.][A-Z0-9]+)+(?: ?\([A-Z .&]+\))?$|(?:ZCZC|BC-|URGENT\b).{0,30}$"
)
LABEL = re.compile(
    r"(?P<label>[A-Za-z][A-Za-z -]{1,24}?) ?[:.](?P<gap>\s*)(?P<value>.*)$", re.DOTALL
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w+")


def role_by_words(text: str, p: Piece, capitals: bool) -> Role:
    """The role of a piece; `capitals` if all of the text is in capitals. UNKNOWN is most often story."""
    table = furniture()
    folded = p.folded
    if p.words <= 8 and find_dateline(text, p.extent, capitals):
        return Role.DATED if _CLOCK_LABEL.search(folded) else Role.STORY
    if labelled(p) in ("title", "byline"):
        return Role.UNKNOWN
    if table.comments.fullmatch(folded):
        return Role.COMMENTS
    if p.words <= 80 and _asks(folded):
        return Role.PAGE
    if p.words > 40 or len(folded) > _LONGEST_LINE:
        return Role.UNKNOWN
    if is_credit(p.words_as_read, folded):
        return Role.CREDIT
    if folded in table.bylines:
        return Role.BYLINE
    if is_dated(p):
        return Role.DATED
    if p.closed and p.words >= 8:
        return Role.CAPTION if _is_caption(text, p, capitals) else Role.UNKNOWN
    if _SLUG.match(p.words_as_read) or _DAY_WITHOUT_YEAR.fullmatch(folded):
        return Role.PAGE
    if table.boxes.fullmatch(folded):
        return Role.BOX
    if table.related.fullmatch(folded):
        return Role.RELATED
    if (folded in table.sections and not capitals) or _CLOCK_ALONE.fullmatch(folded):
        return Role.SECTION
    if table.lines.fullmatch(folded) or _only_page_words(folded) or _is_menu(p.words_as_read):
        return Role.PAGE
    if not (capitals or p.closed) and _is_strip(p.words_as_read):
        return Role.PAGE
    if p.words <= 6 and _ADDRESS.search(folded):
        return Role.PAGE
    return Role.CAPTION if _is_caption(text, p, capitals) else Role.UNKNOWN


def _is_caption(text: str, p: Piece, capitals: bool) -> bool:
    """Whether a line says of itself that it stands under a picture."""
    if not 6 <= p.words <= 60 or not furniture().captions_sure.search(p.folded):
        return False
    return find_dateline(text, p.extent, capitals) is None


def _asks(folded: str) -> bool:
    """Whether a line asks or tells the reader something on the page's behalf."""
    asks = furniture().asks
    keys = asks.keys() & {word.strip(".,:;!?()'\"*") for word in folded.split()}
    if any(asks[key].search(folded) for key in keys):
        return True
    return "@gmail." in folded or "mailto:" in folded


def _only_page_words(folded: str) -> bool:
    words = folded.replace("|", " ").replace("/", " ").split()
    known = furniture().words
    return any(w[0].isalpha() for w in words) and all(
        w.strip(".,:()+0123456789") in known or not w.strip(".,:()+0123456789km") for w in words
    )


def _is_menu(words: str) -> bool:
    """`Home > World > Asia`: two or more menu items in a line."""
    parts = [fold(part) for part in _SEPARATORS.split(words)]
    parts = [part for part in parts if part]
    table = furniture()
    return len(parts) >= 2 and all(
        part in table.sections or _only_page_words(part) or table.lines.fullmatch(part)
        for part in parts
    )


def _is_strip(words: str) -> bool:
    """`Orders   Help Desk   Track Order`: three or more short items with marks or gaps between."""
    strong, weak = (
        [part for part in marks.split(words) if part] for marks in (_STRIP_MARKS, _WEAK_MARKS)
    )
    if max(len(strong), len(weak)) < 3 or find_byline(words):
        return False
    if len(strong) >= 3:
        return all(len(part.split()) <= _LONGEST_ITEM for part in strong)
    items = [fold(part) for part in weak]
    known = any(item in furniture().sections or _only_page_words(item) for item in items)
    return known and all(
        len(i.split()) <= _LONGEST_ITEM and p[0].isupper() for i, p in zip(items, weak, strict=True)
    )


def is_dated(p: Piece) -> bool:
    """Whether a line is hardly more than a date, with its label and clock."""
    if p.words > 25 or not _DIGIT.search(p.words_as_read):
        return False
    dates = list(printed_dates(p.words_as_read, Extent(0, len(p.words_as_read))))
    if not dates:
        return False
    left = p.words_as_read
    for found in reversed(dates):
        left = left[: found.extent.start] + " " + left[found.extent.end :]
    if LABELLED_DATE.match(p.words_as_read) and not (p.closed and p.words >= 12):
        return True
    left = _DATE_LABELS.sub(" ", left)
    return len(re.findall(r"\w{2,}", left)) <= 1


def labelled(p: Piece) -> Label | None:
    """What an archive's or a mail's label says that the line holds."""
    match = LABEL.match(p.words_as_read)
    if not match or p.words > 40:
        return None
    label = furniture().labels.get(match.group("label").casefold())
    bare = not match.group("value").strip()
    value = match.group("value").strip()
    if label == "source" and not (media_name(value) or bare):
        return None
    if label == "page" and len(value.split()) > 12:
        return None
    return label if label and (bare or match.group("gap")) else None
