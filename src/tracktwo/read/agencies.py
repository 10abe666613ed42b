"""Which agencies a text credits: two articles that credit one agency are one witness."""

from __future__ import annotations

import re
from functools import lru_cache

from tracktwo.knowledge.places import city
from tracktwo.knowledge.press import agencies, agency, furniture, long_agency_names, outlet
from tracktwo.read.outlets import MEDIA_WORDS, NAME_WORD

_LONGEST_BARE = 50
"""Characters of a line that only names agencies."""
_LEAD_CREDIT = re.compile(rf"(?P<name>{NAME_WORD}(?:[ -]{NAME_WORD}){{0,4}})\s?:\s")
_END_CREDIT = re.compile(
    r"(?:[.!?][\"”’']?\s*[-–—]*\s*[(/\[]\s*(?P<enclosed>[^()/\[\]\n]{2,50})\s*[)/\]]"
    r"|[.!?][\"”’']?\s*[-–—]+\s*(?P<bare>[A-Z][\w -]{1,30}))\.?\s*$"
)


def agencies_listed(words: str) -> tuple[str, ...]:
    """`AP/Reuters`, `AFP and TASS`: the agencies, if it names nothing else."""
    names = [p.strip() for p in re.split(r"/|,|;|&|\+|\band\b|\bwith\b", words) if p.strip()]
    known = (
        [agency(words)] if agency(words) else [agency(name) or _newsroom(name) for name in names]
    )
    return tuple(name for name in known if name) if all(known) else ()


def _newsroom(name: str) -> str | None:
    """An outlet that stands where an agency may: `(CNN)`."""
    return outlet(name) if name.isupper() or MEDIA_WORDS.search(name) else None


def is_credit(line: str, folded: str) -> bool:
    """Whether a line of some words thanks agencies or colleagues, or only names an agency."""
    return (len(line) <= _LONGEST_BARE and _only_credits(line)) or bool(
        furniture().credits.match(folded)
    )


def _only_credits(line: str) -> bool:
    """`AP/Reuters`, `dm/rt (AFP, dpa)`, `[Port City - QNA]`: agencies, initials and places."""
    left = line.replace("’", "'")
    if not agencies_in(left):
        return False
    rest = re.findall(r"[\w']+", _known_names().sub(" ", left))
    return all(len(w) <= 3 and w.islower() for w in rest) or (
        bool(re.match(r"[(\[]", line)) and city(" ".join(rest)) is not None
    )


@lru_cache(maxsize=1)
def _known_names() -> re.Pattern[str]:
    names = sorted(agencies(), key=lambda n: (-len(n), n))
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])", re.IGNORECASE
    )


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
    return (name,) if MEDIA_WORDS.search(name.split()[-1]) and " " in name else ()


def end_credit(words: str) -> tuple[str, ...]:
    """`… he said. (Reuters)`: the agency after a story's last sentence."""
    match = _END_CREDIT.search(words[-80:])
    return agencies_listed(match.group("enclosed") or match.group("bare")) if match else ()
