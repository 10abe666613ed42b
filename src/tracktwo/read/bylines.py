"""Who wrote a story."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracktwo.knowledge.english import is_common_word
from tracktwo.knowledge.press import outlet
from tracktwo.read.agencies import agencies_in, agencies_listed
from tracktwo.read.outlets import MEDIA_WORDS, NAME_WORD, media_name

_NAME = rf"{NAME_WORD}(?: (?:{NAME_WORD}|al|el|bin|ibn|de|del|da|van|von|der|la|ul|ur)){{1,4}}"
_BYLINE = re.compile(
    rf"(?i:(?:written |reported |story |report |words |text |interview |analysis |dispatch )?by|author|reporter|from)\s*:?\s+"
    rf"(?P<names>{_NAME}(?:(?:,| and| &|, and) {_NAME}){{0,4}})(?P<rest>.*)$",
    re.DOTALL,
)
_BYLINE_REST = re.compile(
    r"\.?\s*$|\s*[,|/–—·•(\n-]|\s+(?i:in|for|at|on|updated|published|posted)\b|\s+\d"
)
_SIGNED = re.compile(
    rf"(?P<names>{NAME_WORD} {NAME_WORD})(?:,| [-–—|]|)(?: [\w'’-]+){{0,4}}"
    r" (?i:correspondent|reporter|editor|columnist|staff writer"
    r"|newsroom|editorial staff|special envoy|news desk)"
    rf"(?:, {NAME_WORD}(?: {NAME_WORD})?)?$"
)
_SIGNED_FOR = re.compile(
    rf"(?P<names>{NAME_WORD}(?: {NAME_WORD}){{1,2}}) [-–—|] (?P<outlet>.{{4,40}})$"
)
_AND = re.compile(r",? (?:and|&) ")
_PERSON = re.compile(rf"{_NAME}$")
STAFF = re.compile(
    r"(?i)\b(?:admin|administrator|staff|editor|editors|desk|correspondents?|reporters?|agenc(?:y|ies)"
    r"|newsroom|web|team|bureau|monitoring|service|board|guest|contributors?|writers?)\b"
)
"""Words of a desk or an office where a person's name may stand."""

_BIO_SUBJECT = (
    r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Prof|Professor|Amb|Ambassador|Sir)\.? )?[A-ZÀ-Ý][\w.'’-]*"
    r"(?: (?:[A-ZÀ-Ý][\w.'’-]*|al|el|bin|de|da|van|von|der|ul)){0,4})"
)
_BIO = re.compile(
    rf"(?:The (?:author|writer)s?\b|{_BIO_SUBJECT})(?:,[^,]{{3,90}},| \([^)]{{2,40}}\))?"
    r" (?:(?:is|(?P<many>are))(?! (?:not|being|expected|said|to))|works|teaches|tweets|(?P<trade>covers|writes|reports|blogs|edits))\b"
)
_BIO_WORK = re.compile(
    r"\b(?:journalists?|writers?|reporters?|correspondents?|columnists?|editors?|authors?|analysts?|fellow|freelancer?|"
    r"contributors?|professor|lecturer|researchers?|scholar|bloggers?|commentator|producer|broadcaster|"
    r"anchor|consultant|student|candidate|historian|covers|writes|reports|teaches|diplomat|expert)\b",
    re.IGNORECASE,
)
_NEAR = 120
"""Characters behind the verb in which an author box names the trade."""


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
        if not _BYLINE_REST.match(match.group("rest")):
            return None
        listed = _listed(match.group("names"))
        wire = [*agencies_in(match.group("names")), *agencies_in(match.group("rest"))]
        people = [name for part in listed if (name := _person(part))]
        return Byline(" and ".join(people) or None, tuple(wire), match.end("names"))
    signed = _SIGNED.match(words)
    if signed:
        return Byline(signed.group("names"), (), signed.end("names"))
    signed = _SIGNED_FOR.match(words)
    if signed and is_person(signed.group("names")) and media_name(signed.group("outlet")):
        return Byline(signed.group("names"), (), signed.end("names"))
    bare = re.match(r"(?i:by)\s+(?:the\s+)?([\w./&'’ -]{2,40})$", words)
    if bare and (agencies_listed(bare.group(1)) or STAFF.search(bare.group(1))):
        return Byline(None, agencies_listed(bare.group(1)), len(words))
    return None


def _listed(names: str) -> list[str]:
    """`A, B and C, Port City`: each name; what stands behind a last comma is no name."""
    *before, last = _AND.split(names)
    return [name for part in before for name in part.split(", ")] + [last.split(",")[0]]


def _person(name: str) -> str | None:
    """A writer's name without the agency behind it; None for a desk, an outlet or an agency."""
    words = name.split()
    for at in range(1, len(words)):
        rest = " ".join(words[at:])
        if agencies_listed(rest) or outlet(rest):
            words = words[:at]
            break
    else:
        words = [] if agencies_listed(name) or media_name(name) else words
    bare = " ".join(words).rstrip(".")
    return bare if bare and not STAFF.search(bare) else None


def is_person(words: str) -> bool:
    """Whether a line may be nothing but a writer's name."""
    if not _PERSON.match(words) or STAFF.search(words) or MEDIA_WORDS.search(words):
        return False
    return not all(is_common_word(word) for word in words.casefold().split())


def author_in_bio(words: str) -> str | None:
    """Whom a paragraph presents as a writer (`A. Writer is a journalist who …`).

    None if it presents nobody, the empty string for `The author`.
    """
    match = _BIO.match(words)
    if not match or (match["many"] and match["name"]):
        return None  # "Sceptics are easy to find"
    if not match["trade"] and not _BIO_WORK.search(words, match.end(), match.end() + _NEAR):
        return None
    return match.group("name") or ""
