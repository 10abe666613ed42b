"""Who stands behind a story: dateline, agencies, byline, outlet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tracktwo.knowledge.places import city, state_of
from tracktwo.knowledge.press import agencies, agency, furniture, long_agency_names, outlet, outlet_at
from tracktwo.model import Extent
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
_CREDITED = re.compile(rf"(?:(?P<place>{_PLACE}){_REGION},? ?:? ?)?{_CREDIT}(?P<mark>{_MARK}|\.(?=\s))?")
_UNDATED = re.compile(rf"(?P<place>{_UPPER_PLACE}){_REGION}(?P<mark>{_DASH}|\s*:(?=\s)|\s*[—–]$)")
_UNDATED_MIXED = re.compile(rf"(?P<place>{_PLACE}){_REGION}(?P<mark>\s*(?:--+|—|–)\s)")
# What stands before a date without being where the story was filed.
_NO_PLACE = re.compile(
    r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:last |first )?(?:updated?|published|posted|modified"
    r"|printed|edited|created|date|issued|on|in|at|by|from|since|until|the|a|an|and|for|to|of|this|as"
    rf"|after|before|during|between|when|while|but|with)|{MONTH})\b"
)
_MONITORS = re.compile(r"\s*\[([^\]\n]{2,60})\]")

_NAME_WORD = r"(?:(?:[A-ZÀ-Ý]\.)+(?=\s)|[A-ZÀ-Ý](?:[\w'’-]|\.(?=\w))*|al-[A-Z]\w+)"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|al|el|bin|ibn|de|del|da|van|von|der|la|ul|ur)){{1,4}}"
_BYLINE = re.compile(
    rf"(?i:(?:written |reported |story |report |words )?by|author|reporter|from)\s*:?\s+"
    rf"(?P<names>{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,4}})(?P<rest>.*)$",
    re.DOTALL,
)
_BYLINE_REST = re.compile(r"\s*$|\s*[,|/–—·•(\n-]|\s+(?i:in|for|at|on|updated|published|posted)\b|\s+\d")
_PERSON = re.compile(rf"{_NAME}$")
_STAFF = re.compile(
    r"(?i)\b(?:admin|administrator|staff|editor|editors|desk|correspondents?|reporters?|agenc(?:y|ies)"
    r"|newsroom|web|team|bureau|monitoring|service|board|guest|contributors?|writers?)\b"
)
_LEAD_CREDIT = re.compile(rf"(?P<name>{_NAME_WORD}(?:[ -]{_NAME_WORD}){{0,4}})\s?:\s")
_END_CREDIT = re.compile(
    r"(?:[.!?][\"”’']?\s*[-–—]*\s*[(/\[]\s*(?P<enclosed>[^()/\[\]\n]{2,50})\s*[)/\]]"
    r"|[.!?][\"”’']?\s*[-–—]+\s*(?P<bare>[A-Z][\w -]{1,30}))\.?\s*$"
)
_MEDIA_WORDS = re.compile(
    r"\b(?:News|Times|Post|Daily|Herald|Tribune|Press|Journal|Gazette|Chronicle|Radio|Television|TV"
    r"|Broadcasting|Media|Outlook|Observer|Guardian|Today|Review|Monitor|Telegraph|Weekly|Magazine"
    r"|Bulletin|Network|Dispatch|Express|Agency|Newspaper|Mirror|Inquirer|Examiner|Courier|Globe"
    r"|Argus|Sentinel|Echo|Standard|Mail|Star|Sun|Voice|Reporter|Online|Insider|Insight|Wire)\b"
)
_WORKS_FOR = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|columnists?|journalists?|contributors?|producer"
    r"|anchor|chief|writes|reports|reporting|works|covers [\w\s,]{2,60}?|freelancer?)"
    r" (?:in [A-Z]\w+ )?(?:of|for|at|with) (?:the )?"
    rf"(?P<name>{_NAME_WORD}(?:[ -](?:{_NAME_WORD}|of|the|and|&)){{0,5}})"
)
_COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))[\s©:,]*(?i:\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d))?)?[\s,]*"
    rf"(?i:by )?(?P<name>(?:The )?{_NAME_WORD}(?:[ .-](?:{_NAME_WORD}|of|the|and|&)){{0,5}})"
)
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]+\.\w{2,})", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s*(?:\||[-–—]|::|»)\s*(?P<name>[^|–—»]{2,40})$")


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
        match = pattern.match(text, extent.start, extent.end)
        if match and _is_dateline(pattern, match, capitals):
            return _dateline(text, extent, match)
    return None


def _is_dateline(pattern: re.Pattern[str], match: re.Match[str], capitals: bool) -> bool:
    parts = match.groupdict()
    place = (parts.get("place") or "").strip()
    if _STAFF.search(place) or outlet(place) or _NO_PLACE.match(place):
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
    dated = match.groupdict().get("day") is not None and "no date" not in match.group("day").casefold()
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
    inside = parts["in_round"] or parts["in_slashes"] or parts["in_square"] if "in_round" in parts else None
    return _agencies_listed(" ".join((inside or parts.get("bare") or "").split()))


def _unknown_credit(match: re.Match[str]) -> tuple[str, ...]:
    """A station or paper that no table knows is a credit all the same, after a date."""
    inside = match.groupdict().get("in_round")
    name = " ".join(inside.split()) if inside else ""
    return agencies_in(name) or ((name,) if any(c.isupper() for c in name) else ())


def _agencies_listed(words: str) -> tuple[str, ...]:
    """`AP/Reuters`, `AFP and TASS`: the agencies, if it names nothing else."""
    names = [p.strip() for p in re.split(r"/|,|;|&|\+|\band\b|\bwith\b", words) if p.strip()]
    known = [agency(words)] if agency(words) else [agency(name) or _newsroom(name) for name in names]
    return tuple(name for name in known if name) if all(known) else ()


def _newsroom(name: str) -> str | None:
    """An outlet that stands where an agency may: `(CNN)`."""
    return outlet(name) if name.isupper() or _MEDIA_WORDS.search(name) else None


def is_credit(folded: str, words: int) -> bool:
    """Whether a line thanks agencies or colleagues, or is nothing but an agency's name."""
    if words <= 6 and _agencies_listed(folded):
        return True
    return words <= 40 and furniture().credits.match(folded) is not None


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    names = sorted(agencies(), key=lambda n: (-len(n), n))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])", re.IGNORECASE)


def agencies_in(words: str) -> tuple[str, ...]:
    """Every agency that a credit line or copyright line names, in order."""
    plain = words.replace("’", "'")
    found = []
    for match in _known_names().finditer(plain):
        form = match.group()
        if form.casefold() in long_agency_names() or form.isupper():
            found.append(agencies()[form.casefold()])
    return tuple(dict.fromkeys(found))


def lead_credit(words: str) -> tuple[str, ...]:
    """`ABC News: A delegation …`: whom a story is taken from, at its very beginning."""
    match = _LEAD_CREDIT.match(words)
    if not match:
        return ()
    name = match.group("name")
    known = agency(name) or outlet(name)
    if known:
        return (known,)
    return (name,) if _MEDIA_WORDS.search(name.split()[-1]) and " " in name else ()


def end_credit(words: str) -> tuple[str, ...]:
    """`… he said. (Reuters)`: the agency after a story's last sentence."""
    match = _END_CREDIT.search(words[-80:])
    return _agencies_listed(match.group("enclosed") or match.group("bare")) if match else ()


@dataclass(frozen=True)
class Byline:
    """Who wrote it: `names` as printed, or an agency where the line names one; `end` of the names."""

    names: str | None
    wire: tuple[str, ...]
    end: int


def find_byline(words: str) -> Byline | None:
    """The writer that a line of at most a few words names: `By A. Writer, Staff Reporter`."""
    match = _BYLINE.match(words)
    if match:
        names, end = match.group("names"), match.end("names")
        if not _BYLINE_REST.match(match.group("rest")):
            return None
        wire = _agencies_listed(names) or agencies_in(match.group("rest"))
        if _agencies_listed(names) or _STAFF.search(names) or media_name(names):
            return Byline(None, wire, end)
        return Byline(" ".join(names.split()).rstrip("."), wire, end)
    bare = re.match(r"(?i:by)\s+(?:the\s+)?([\w./& -]{2,40})$", words)
    if bare and (_agencies_listed(bare.group(1)) or _STAFF.search(bare.group(1))):
        return Byline(None, _agencies_listed(bare.group(1)), len(words))
    return None


def is_person(words: str) -> bool:
    """Whether a line may be nothing but a writer's name."""
    return bool(_PERSON.match(words)) and not (_STAFF.search(words) or _MEDIA_WORDS.search(words))


def media_name(name: str) -> str | None:
    """The outlet that a name means: one we know, or a name with a word that only media have."""
    name = " ".join(name.split()).strip(" .,")
    known = outlet(name)
    if known:
        return known
    bare = name.removeprefix("The ").removeprefix("the ")
    return bare if " " in bare and _MEDIA_WORDS.search(bare) and not agency(bare) else None


def outlet_in_bio(words: str) -> str | None:
    """The outlet that an author box says the writer works for."""
    for match in _WORKS_FOR.finditer(words):
        found = media_name(match.group("name"))
        if found:
            return found
    return None


def outlet_in_copyright(words: str) -> str | None:
    """The outlet that a copyright line names."""
    match = _COPYRIGHT.search(words)
    return media_name(match.group("name")) if match else None


def outlet_of_hosts(lines: Iterable[str]) -> str | None:
    """The outlet behind the first web address that a page prints and that we know."""
    for line in lines:
        for host in _HOST.findall(line):
            found = outlet_at(host)
            if found:
                return found
    return None


def split_title(words: str) -> tuple[str, str | None]:
    """A headline and the outlet that a page puts behind it: `Talks resume | BBC News`."""
    match = _TITLE_TAIL.search(words)
    if not match:
        return words, None
    name = match.group("name").strip()
    found = outlet(name) or agency(name)
    if not found and match.group().strip()[0] == "|":
        found = media_name(name)
    return (words[: match.start()], found) if found else (words, None)
