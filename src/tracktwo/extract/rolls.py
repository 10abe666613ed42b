"""Rolls: rows of those present, as they stand in the text.

Press English packs a long list of people with titles and countries into one clause (*Also present
were the envoy of A, X, B's minister Y, and officials from C and D*), and there a parser loses its
way more often than not. The row itself does not: its items stand between commas, semicolons and
*and*, each with one name that counts. These rules read the words from left to right and use the
parse only to find where the clause ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.seats import Party, capital_seat, person
from tracktwo.knowledge.meetings import meeting_words

_BETWEEN = frozenset({",", ";", "and", "&", "plus"})
"""What stands between two items of a row."""
_BREAKS = frozenset({"while", "but", "whereas", "although", "though", "when", "after", "before",
                     "because", "as", "if", "since", ":", "—", "–", "“", "”", '"'})  # fmt: skip
"""Words and marks at which another clause begins."""
_ASIDE = frozenset({"who", "whom", "whose", "which", "where", "that", "under", "led", "headed"})
"""Words at which an item goes on about somebody rather than naming the next one."""
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


def roll_before(cast: Cast, token: Token) -> list[Party]:
    """Everybody in the row that ends before this word, in text order."""
    first = token.i
    while first > token.sent.start and not _bounds(cast.doc[first - 1]):
        if cast.doc[first - 1].text == ";" and _tells(cast.doc[token.sent.start : first - 1]):
            break
        first -= 1
    return _read(cast, first, token.i - 1)


def roll_after(cast: Cast, token: Token) -> list[Party]:
    """Everybody in the row that begins after this word, in text order."""
    last = token.i
    while last + 1 < token.sent.end and not _bounds(cast.doc[last + 1]):
        last += 1
    return _read(cast, token.i + 1, last)


def _bounds(token: Token) -> bool:
    """Whether another clause begins or ends with this word."""
    if token.lower_ in _BREAKS:
        return True
    aside = token.dep_ in ("relcl", "acl") or token.head.dep_ in ("relcl", "acl")
    return token.tag_ in _FINITE and not aside


def _tells(words: Span) -> bool:
    """Whether a stretch is a clause of its own: `the talks are hosted by A; [B and C watch]`."""
    return any(t.tag_ in _FINITE and t.dep_ not in ("relcl", "acl") for t in words)


def _read(cast: Cast, first: int, last: int) -> list[Party]:
    found: dict[int, Party] = {}
    row = list(_items(cast, first, last))
    for k, (start, end) in enumerate(row):
        for party in _of_item(cast, start, end, named_next=k + 1 < len(row)):
            found.setdefault(party.mention, party)
    return [found[i] for i in sorted(found)]


def _items(cast: Cast, first: int, last: int) -> Iterator[tuple[int, int]]:
    """First and last token of each item; what is told aside of somebody is left out."""
    while last > first and cast.doc[last].is_punct:
        last -= 1
    start, aside = first, False
    for i in range(first, last + 2):
        word = cast.doc[i].lower_ if i <= last else ","
        if not aside and word in _ASIDE:
            if i > start:
                yield start, i - 1
            aside = True
        elif word in _BETWEEN:
            if not aside and i > start:
                yield start, i - 1
            start, aside = i + 1, aside and word != ","


def _of_item(cast: Cast, start: int, end: int, named_next: bool) -> Iterator[Party]:
    """The one that an item names: a person, else the body or state that it speaks of."""
    inside = cast.within(start, end)
    named = [i for i in inside if cast.mentions[i].form == "name"]
    persons = [i for i in named if cast.mentions[i].kind == "person"]
    if persons:
        yield person(cast, persons[-1])  # "adviser to X Y": the last one is who came
        return
    words = meeting_words()
    head = cast.doc[end]
    office = any(t.lower_ in words["delegates"] for t in cast.doc[start : end + 1])
    single = any(
        cast.mentions[i].form == "description" and cast.mentions[i].number == "one" for i in inside
    )
    if single and office and named_next and _name_follows(cast, end):
        return  # "the envoy of A, [X]": the name tells who
    for i in inside:
        mention = cast.mentions[i]
        if mention.form not in ("name", "demonym") or mention.kind == "person":
            continue
        if mention.kind == "place" and not (office and capital_seat(cast, i)):
            continue
        if office or cast.tokens(i)[1] == head.i:
            yield Party(i)


def _name_follows(cast: Cast, end: int) -> bool:
    """Whether a person's name stands behind the comma."""
    after = cast.doc[end + 2] if end + 2 < len(cast.doc) else None
    i = cast.at(after) if after is not None and cast.doc[end + 1].text == "," else None
    return i is not None and cast.mentions[i].kind == "person" and cast.mentions[i].form == "name"
