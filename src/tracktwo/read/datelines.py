"""Datelines: where and when a story was filed, as it prints itself at its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracktwo.knowledge.places import city, state_of
from tracktwo.knowledge.press import agency, furniture, outlet
from tracktwo.model import Extent
from tracktwo.read.agencies import agencies_in, agencies_listed
from tracktwo.read.bylines import STAFF
from tracktwo.read.dates import MONTH

_UPPER_PLACE = r"[A-ZÀ-Ý][A-ZÀ-Ý.'’-]+(?:[ -][A-ZÀ-Ý][A-ZÀ-Ý.'’-]*){0,4}"
_PLACE = r"[A-ZÀ-Ý][\w.'’-]*(?: (?:[A-ZÀ-Ý][\w.'’-]*|de|del|la|el|al|of|and)){0,3}"
_REGION = r"(?P<region>,? ?\([A-Za-z .]{2,30}\)|, ?[A-ZÀ-Ý][\w.]+(?: [A-ZÀ-Ý][\w.]+){0,2})?"
_DAY = (
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
    rf"(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?:,? (?:(?:19|20)\d\d|'?\d\d)\b)?"
    r"|(?:19|20)\d\d-\d\d-\d\d|NO DATE)"
)
_CREDIT = r"(?:\((?P<in_round>[^()\n]{2,50})\)|/(?P<in_slashes>[^/\n]{2,30})/|\[(?P<in_square>[^\]\n]{2,30})\])"
_DASH = r"\s*(?:--+|—|–|-(?=\s))"
_MARK = rf"(?:{_DASH}|\s*:(?=\s))"

# Tried in this order; each wants enough around the place to be nothing but a dateline.
_DATED = re.compile(
    rf"(?P<place>{_PLACE}){_REGION}[,.:]? (?P<day>(?i:{_DAY}))[.,]?(?: ?{_CREDIT})?"
    rf"(?:[, ]+(?P<bare>[A-Z][\w-]+))?(?P<mark>{_MARK}|\.(?=\s|$)|(?=\s*$))"
)
_ONLY_DAY = re.compile(rf"(?P<day>(?i:{_DAY}))\.?(?: ?{_CREDIT})?(?P<mark>{_DASH})")
_CREDITED = re.compile(
    rf"(?:(?P<place>{_PLACE}){_REGION},? ?:? ?)?{_CREDIT}(?P<mark>{_MARK}|\.(?=\s))?"
)
_UNDATED = re.compile(rf"(?P<place>{_UPPER_PLACE}){_REGION}(?P<mark>{_DASH}|\s*:(?=\s)|\s*[—–]$)")
_UNDATED_MIXED = re.compile(rf"(?P<place>{_PLACE}){_REGION}(?P<mark>\s*(?:--+|—|–)\s)")
# What stands before a date without being where the story was filed.
_NO_PLACE = re.compile(
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last |first )?(?:updated?|published|posted|modified"
    r"|printed|edited|created|date|issued|on|in|at|by|from|since|until|the|a|an|and|for|to|of|this|as"
    rf"|after|before|during|between|when|while|but|with)|{MONTH})\b"
)
_LONGEST = 300
"""Characters of a dateline, and more."""
_MONITORS = re.compile(r"\s*\[([^\]\n]{2,60})\]")


@dataclass(frozen=True)
class Dateline:
    """`MOSCOW, Nov. 9 (Reuters) –`: where and when a story was filed, and by whom.

    `extent` leaves the dash out, `end` is where the story goes on; `dated` if it tells the day.
    """

    extent: Extent
    end: int
    dated: bool
    wire: tuple[str, ...]


def find_dateline(text: str, extent: Extent, capitals: bool) -> Dateline | None:
    """The dateline with which a paragraph begins, if any; `capitals` if all of it is in capitals."""
    for pattern in (_DATED, _ONLY_DAY, _CREDITED, _UNDATED, _UNDATED_MIXED):
        match = pattern.match(text, extent.start, min(extent.end, extent.start + _LONGEST))
        if match and _is_dateline(pattern, match, capitals):
            return _dateline(text, extent, match)
    return None


def _is_dateline(pattern: re.Pattern[str], match: re.Match[str], capitals: bool) -> bool:
    parts = match.groupdict()
    place = (parts.get("place") or "").strip()
    if STAFF.search(place) or outlet(place) or _NO_PLACE.match(place):
        return False
    by_name = city(place) or city(place.title()) or state_of(place) or state_of(place.title())
    if pattern is _DATED:
        bare = parts["bare"]
        alone = not match.group("mark") and not parts["in_round"]
        return (bare is None or agency(bare) is not None) and not (alone and by_name is None)
    if pattern is _ONLY_DAY:
        return True
    if pattern is _CREDITED:
        return bool(_credited(match))
    if pattern is _UNDATED and ":" not in match.group("mark") and parts["region"]:
        return not capitals
    return not capitals and by_name is not None


def _dateline(text: str, extent: Extent, match: re.Match[str]) -> Dateline:
    end = _behind_monitors(text, match.end(), extent.end)
    while end < extent.end and text[end].isspace():
        end += 1
    dated = (
        match.groupdict().get("day") is not None and "no date" not in match.group("day").casefold()
    )
    last = match.start("mark") if match.group("mark") else match.end()
    return Dateline(
        Extent(extent.start, max(last, extent.start + 1)),
        end,
        dated,
        _credited(match) or (_unknown_credit(match) if dated else ()),
    )


def _behind_monitors(text: str, start: int, end: int) -> int:
    """Behind `[REPORT] [A. REPORTER] [TEXT]`: the marks and names of a monitoring service."""
    cut = at = start
    while monitor := _MONITORS.match(text, at, end):
        at = monitor.end()
        words = monitor.group(1).casefold().split()
        if " ".join(words) in furniture().monitors:
            cut = at
        elif len(words) > 4:
            break
    return cut


def _credited(match: re.Match[str]) -> tuple[str, ...]:
    parts = match.groupdict()
    inside = (
        parts["in_round"] or parts["in_slashes"] or parts["in_square"]
        if "in_round" in parts
        else None
    )
    return agencies_listed(" ".join((inside or parts.get("bare") or "").split()))


def _unknown_credit(match: re.Match[str]) -> tuple[str, ...]:
    """A station or paper that no table knows is a credit all the same, after a date."""
    inside = match.groupdict().get("in_round")
    name = " ".join(inside.split()) if inside else ""
    if city(name) or city(name.title()) or state_of(name) or not any(c.isupper() for c in name):
        return ()
    return agencies_in(name) or (name,)


def is_place(words: str) -> bool:
    """Whether a line is nothing but where a story was filed: `Port Sol, Norway`, `Geneva`."""
    *before, last = [part.strip(" .") for part in words.split(",")]
    if len(before) > 1 or any(not re.fullmatch(_PLACE, part) for part in (*before, last)):
        return False
    return city(before[0] if before else last) is not None or bool(before and state_of(last))
