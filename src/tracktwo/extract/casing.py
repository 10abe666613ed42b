"""Natural case for text that was sent in capitals, character for character.

Old wires, monitoring services and some headlines are all in capitals, and a parser then takes
every noun for a name. Words become small unless something says that they are a name: the tables
of states, cities, peoples, groups and given names; a place that names take (after an office,
before an acronym in brackets); or that they are no English word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tracktwo.knowledge.english import casing_words, is_common_word
from tracktwo.knowledge.groups import bodies, groups
from tracktwo.knowledge.people import given_names
from tracktwo.knowledge.places import cities, regions, states
from tracktwo.knowledge.words import name_particles, title_heads, title_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_SMALL = re.compile(r"[a-zà-öø-ÿ]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*\s*[\"'“‘(\[.…]*$|:\s+[\"“]$")
_BRACKETS = re.compile(r"(?:\s*\[[^\]]*\])+\s*$")
_ENUMERATOR = re.compile(r"\W*(?:[A-Z]|[IVX]+|\d+)[.)]\s*$")
_ABBREVIATION = re.compile(
    r"(?:^|[^\w])[A-Z]\.\s*$|\b(?:MR|MRS|DR|ST|GEN|COL|SEN|REP|GOV|LT|MAJ|MSGR|NO)\.\s*$"
)
_HARD_TO_SAY = re.compile(
    r"[^AEIOU]+$|[^AEIOUY]{3}.$|.[^AEIOUY]{3}$|.*[BCDFGHJKLMNPQRSTVWXZ]{4}|.*[^AEIOUYLRNMST]{3}$"
)
_LEAST_SHARE = 0.6
"""The share of capitals among the letters from which a text counts as sent in capitals."""
_LEAST_LETTERS = 10
"""Shorter texts, such as a lone acronym, stay as they are."""

_MONTHS_TOO = frozenset(("march", "may"))
"""Months only beside a number, or behind a word that months follow."""
_LONGEST_NAME = 9
"""Words that a body's name has at most."""


@dataclass
class _Word:
    start: int
    end: int
    text: str
    """As read, in capitals."""
    small: str
    """In small letters, of the same length."""
    bare: str
    """In small letters, without the possessive."""
    cased: str | None = None
    """As it will be; None until decided."""

    @property
    def is_name(self) -> bool:
        return self.cased is not None and self.cased[:1].isupper()


def natural_case(words: str) -> str:
    """The text as it is, unless it is all capitals: then small letters with guessed capitals.

    The answer has the same length as the input, so that offsets stay true.
    """
    capitals = len(_CAPITAL.findall(words))
    if capitals < _LEAST_LETTERS or capitals <= _LEAST_SHARE * (
        capitals + len(_SMALL.findall(words))
    ):
        return words
    found = [_word(match) for match in _WORD.finditer(words)]
    for word in found:
        if not word.text.isupper():
            word.cased = word.text
    _known_names(words, found)
    _bracketed(words, found)
    _single_words(words, found)
    _beside_names(words, found)
    _sentence_starts(words, found)
    return _written(words, found)


def _written(words: str, found: list[_Word]) -> str:
    parts = []
    at = 0
    for word in found:
        parts += [words[at : word.start], word.cased or word.text]
        at = word.end
    return "".join(parts) + words[at:]


def _word(match: re.Match[str]) -> _Word:
    small = _lower(match.group())
    bare = small.removesuffix("'s").removesuffix("’s")
    return _Word(match.start(), match.end(), match.group(), small, bare)


def _lower(text: str) -> str:
    """In small letters, but for those whose small form has another length."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _capitalised(text: str) -> str:
    """`D'AUBUISSON` becomes D'Aubuisson, `GOVERNMENT'S` Government's."""
    cased = []
    new_part = True
    for i, letter in enumerate(text):
        cased.append(letter if new_part else _lower(letter))
        new_part = letter in "'’" and i == 1 and len(text) > 4
    return "".join(cased)


# ------------------------------------------------------------------ names of the tables
@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a known name, in small letters -> the words of each such name, longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for name, sure in _listed():
        parts = tuple(_WORD.findall(name))
        if not parts or (len(parts) == 1 and not sure and is_common_word(parts[0].lower())):
            continue
        if not any(part[0].isupper() for part in parts):
            continue
        found.setdefault(parts[0].lower(), set()).add(parts)
    return {
        first: tuple(sorted(names, key=lambda n: (-len(n), n))) for first, names in found.items()
    }


def _listed() -> Iterator[tuple[str, bool]]:
    """Every name of the tables, and whether it is one even if it is an English word as well."""
    for state in states():
        for names in ((state.name,), state.capitals, state.adjectives, state.people):
            yield from ((name, True) for name in names)
        # CAR and US are words as well, longer aliases are not.
        yield from ((name, len(name) > 3) for name in state.aliases)
        for names in (state.seats, state.cities):
            yield from ((name, False) for name in names)
    for city in cities():
        yield city, False
    for region in regions():
        yield region, False
    for table in (bodies(), groups()):
        for body in table:
            yield from ((name, False) for name in (body.name, *body.aliases))


def _known_names(words: str, found: list[_Word]) -> None:
    names = _names()
    i = 0
    while i < len(found):
        step = 1
        for name in names.get(found[i].bare, ()):
            run = found[i : i + len(name)]
            if _is(run, name) and _adjacent(words, run) and not _only_a_pronoun(found, i, name):
                for word, part in zip(run, name, strict=True):
                    word.cased = _like(part, word.text)
                step = len(name)
                break
        i += step


def _is(run: list[_Word], name: tuple[str, ...]) -> bool:
    """Whether the words are that name; the last one may be a plural (`Central Americans`)."""
    if len(run) != len(name) or any(
        w.bare != part.lower() for w, part in zip(run[:-1], name, strict=False)
    ):
        return False
    return run[-1].bare in (name[-1].lower(), name[-1].lower() + "s")


def _like(name: str, text: str) -> str:
    """The name's own case, and small letters for what the text adds to it ('s)."""
    return name + _lower(text[len(name) :])


def _adjacent(words: str, run: list[_Word]) -> bool:
    return all(
        words[a.end : b.start].strip(" .\r\n-") == "" and b.start - a.end <= 4
        for a, b in pairwise(run)
    )


def _only_a_pronoun(found: list[_Word], i: int, name: tuple[str, ...]) -> bool:
    """US is a state only behind an article; short words are hardly ever acronyms."""
    if (
        len(name) > 1
        or not (name[0] == "US" or is_common_word(name[0].lower()))
        or not name[0].isupper()
    ):
        return False
    return not (name[0] == "US" and i > 0 and found[i - 1].text == "THE")


# ------------------------------------------------------------------ brackets
def _bracketed(words: str, found: list[_Word]) -> None:
    """`PATRIOTIC UNION [UP]`, `FMLN (FRONT OF LIBERATION)`: an acronym and what it is short for."""
    for i, word in enumerate(found):
        if words[word.start - 1 : word.start] not in ("[", "(") or i == 0:
            continue
        alone = words[word.end : word.end + 1] in ("]", ")", ",", ";")
        before = found[i - 1]
        gap = words[before.end : word.start - 1]
        if alone and not gap.strip() and gap:
            meant = _meant(words, found, i)
            if meant or (
                word.cased is None and not is_common_word(word.small) and len(word.text) <= 5
            ):
                word.cased = word.text
                for named in meant:
                    named.cased = named.cased or _in_name(named, first=named is meant[0])
        elif not gap.strip() and before.cased == before.text and len(before.text) >= 2:
            for inside in _inside(words, found, i):
                inside.cased = inside.cased or _in_name(inside, first=False)


def _meant(words: str, found: list[_Word], i: int) -> list[_Word]:
    """The words before an acronym that it is short for.

    Those that begin with its letters, in this order or (as it may be foreign) another; else, if
    it is no word, all those behind the last article.
    """
    letters = sorted(found[i].text)
    run: list[_Word] = []
    best: list[_Word] = []
    for at in range(i - 1, max(-1, i - 1 - _LONGEST_NAME), -1):
        word = found[at]
        if words[word.end : found[at + 1].start].strip(" \r\n-'’") not in ("", "[", "("):
            break
        initials = sorted(w.text[0] for w in run if w.small not in casing_words("little"))
        if word.small in ("the", "a", "an") and run:
            if len(initials) >= 2 and set(initials) <= set(letters):
                best = list(run)
            elif not best and len(run) >= 2 and len(letters) >= 3:
                best = list(run) if not is_common_word(found[i].small) else []
            if at == 0 or found[at - 1].small not in casing_words("little"):
                break
        run.append(word)
        if (
            word.small not in casing_words("little")
            and sorted([*initials, word.text[0]]) == letters
        ):
            best = list(run)
            break
    return best[::-1]


def _inside(words: str, found: list[_Word], i: int) -> list[_Word]:
    close = re.compile(r"[\])]").search(words, found[i].end)
    inside = [w for w in found[i:] if close and w.end <= close.start()]
    return inside if len(inside) >= 2 else []


def _in_name(word: _Word, first: bool) -> str:
    return (
        word.small
        if word.small in casing_words("little") and not first
        else _capitalised(word.text)
    )


# ------------------------------------------------------------------ single words
def _single_words(words: str, found: list[_Word]) -> None:
    for i, word in enumerate(found):
        if word.cased is None:
            word.cased = _single(words, word, found[i - 1].small if i else "")


def _single(words: str, word: _Word, before: str) -> str:
    small, bare = word.small, word.bare
    if len(word.text) == 1:
        article = small == "a" and words[word.end : word.end + 1] != "."
        ending = small == "s" and words[word.start - 1 : word.start] in ("'", "’")
        return small if article or ending else word.text
    if bare in casing_words("months_and_days") or bare in casing_words("short_names"):
        return _capitalised(word.text)
    if bare in _MONTHS_TOO and (
        before in casing_words("before_months") or _beside_number(words, word)
    ):
        return _capitalised(word.text)
    if bare[:2] in ("i'", "i’"):
        return word.text[0] + small[1:]
    if (
        bare in casing_words("units")
        or is_common_word(bare)
        or is_common_word(re.split(r"['’]", small)[0])
    ):
        return small
    if bare in given_names():
        return _capitalised(word.text)
    if bare in name_particles():
        return small
    if before not in name_particles() and _is_acronym(word.text[: len(bare)]):
        return word.text[: len(bare)] + small[len(bare) :]
    return _capitalised(word.text)


def _is_acronym(text: str) -> bool:
    return len(text) <= 3 or (len(text) <= 6 and bool(_HARD_TO_SAY.match(text)))


def _beside_number(words: str, word: _Word) -> bool:
    before, after = (
        words[max(0, word.start - 3) : word.start].rstrip(),
        words[word.end :][:4].lstrip(" ."),
    )
    return before[-1:].isdigit() or after[:1].isdigit()


# ------------------------------------------------------------------ what stands beside names
def _beside_names(words: str, found: list[_Word]) -> None:
    """Surnames that are words too, then the offices before a name."""
    titles = title_words()
    for before, word in pairwise(found):
        gap = words[before.end : word.start]
        if gap.strip(" .\r\n") or word.cased != word.small:
            continue
        initial = len(before.text) == 1 and before.text not in ("A", "I", "S")
        named = before.is_name and before.small in given_names()
        if word.bare in casing_words("surnames") and (
            initial
            or named
            or before.small in title_heads()
            or before.small in casing_words("short_names")
        ):
            word.cased = _capitalised(word.text)
    for i in range(len(found) - 2, -1, -1):
        word, after = found[i], found[i + 1]
        office = (
            word.cased == word.small
            and word.small in titles
            and word.small not in ("of", "for", "the", "and", "to")
        )
        if office and after.is_name and not words[word.end : after.start].strip():
            person = after.small in given_names() or not _is_place(after)
            if person and not (after.text == after.cased and len(after.text) > 1):
                word.cased = _capitalised(word.text)


def _is_place(word: _Word) -> bool:
    return (word.cased,) in _names().get(word.bare, ())


def _sentence_starts(words: str, found: list[_Word]) -> None:
    for i, word in enumerate(found):
        if word.cased != word.small or word.cased == word.text:
            continue
        if i and not words[found[i - 1].end : word.start].strip(" ,;-'’"):
            continue
        before = _BRACKETS.sub(" ", words[max(0, word.start - 200) : word.start])
        near = before[-12:]
        opens = not before.strip(' "“[(') or _ENUMERATOR.fullmatch(before)
        if opens or (_SENTENCE_END.search(near) and not _ABBREVIATION.search(near)):
            word.cased = word.text[0] + word.small[1:]
