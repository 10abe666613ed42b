"""Which newspaper, broadcaster or site printed a story."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracktwo.knowledge.press import agency, outlet, outlet_at

NAME_WORD = r"(?:(?:[A-ZÀ-Ý]\.)+(?=\s)|[A-ZÀ-Ý](?:[\w'’-]|\.(?=\w))*|al-[A-Z]\w+)"
"""A word of a name: an initial with its dot, or a word with a capital."""
MEDIA_WORDS = re.compile(
    r"\b(?:News|Times|Post|Daily|Herald|Tribune|Press|Journal|Gazette|Chronicle|Radio|Television|TV"
    r"|Broadcasting|Media|Outlook|Observer|Guardian|Today|Review|Monitor|Telegraph|Weekly|Magazine"
    r"|Bulletin|Network|Dispatch|Express|Agency|Newspaper|Mirror|Inquirer|Examiner|Courier|Globe"
    r"|Argus|Sentinel|Echo|Standard|Mail|Star|Sun|Voice|Reporter|Online|Insider|Insight|Wire|Diario|Prensa|Correo|Gazeta|Gazette|Jornal|Giornale|Zeitung|Tageblatt|Nachrichten)\b(?!['’])"
)
"""Words that hardly any name but a medium's has."""
_WORKS_FOR = re.compile(
    r"\b(?:writers?|reporters?|correspondents?|editors?|columnists?|journalists?|contributors?|producer"
    r"|anchor|chief|writes|reports|reporting|works|covers [\w\s,]{2,60}?|freelancer?)"
    r" (?:in [A-Z]\w+ )?(?:of|for|at|with) (?:the )?"
    rf"(?P<name>{NAME_WORD}(?:[ -](?:(?:of|the|of the|&) )?{NAME_WORD}){{0,5}})"
)
_COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))[\s©:,]*(?i:\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d))?)?[\s,]*"
    rf"(?i:by )?(?P<name>(?:The )?{NAME_WORD}(?:[ .-](?:(?:of|the|of the|&) )?{NAME_WORD}){{0,5}})"
)
_SOURCE = re.compile(r"(?i:(?:original |news )?sources?)\s*:\s*(?P<names>.+)$")
_PRINTED_IN = re.compile(
    r"(?i:(?:first |originally )?(?:published|appeared|printed) (?:in|by|on) )(?:(?i:the) )?"
    rf"(?P<name>{NAME_WORD}(?:[ -](?:(?:of|the|of the|&) )?{NAME_WORD}){{0,5}})"
)
_LONGEST_NAME = 5
"""Words of an outlet's name."""
_HOST = re.compile(r"(?:https?://|www\.)([\w.-]+\.\w{2,})", re.IGNORECASE)
_TITLE_TAIL = re.compile(r"\s*(?:\||[-–—]|::|»)\s*(?P<name>[^|–—»]{2,40})$")


def media_name(name: str) -> str | None:
    """The outlet that a name means: one we know, or a name with a word that only media have."""
    name = " ".join(name.split()).strip(" .,")
    known = outlet(name)
    if known:
        return known
    bare = name.removeprefix("The ").removeprefix("the ")
    words = bare.title().split() if bare.isupper() else bare.split()
    telling = MEDIA_WORDS.search(words[0]) or MEDIA_WORDS.search(words[-1]) if words else None
    if not telling or not 2 <= len(words) <= _LONGEST_NAME or agency(bare):
        return None
    return bare if all(w[0].isupper() or w in ("of", "the", "and", "&") for w in words) else None


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


def outlet_in_source(words: str) -> str | None:
    """The outlet that a line `Source: …` names, if it names one."""
    match = _SOURCE.match(words)
    names = re.split(r"/|,|;|&|\band\b", match.group("names")) if match else []
    return next((found for name in names if (found := outlet(name.strip()))), None)


def outlet_of_print(words: str) -> str | None:
    """The outlet in which a line says that the story was printed."""
    match = _PRINTED_IN.search(words)
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
