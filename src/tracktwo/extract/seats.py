"""Who sits at a table: from a phrase of the article to its parties.

"officials from China and Pakistan" are China and Pakistan at that level; "the Russian foreign
minister, Sergey Lavrov" is Lavrov, who represents Russia; "a 14-member delegation of the group
led by X" is the group, with 14 people, and X at its head. Nobody is invented: "and eight other
countries" stays one nameless party with its count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import agent, coordinated, passive, phrases
from tracktwo.knowledge.meetings import meeting_words
from tracktwo.knowledge.people import head_sorts
from tracktwo.knowledge.places import city
from tracktwo.knowledge.words import number_words
from tracktwo.model import Extent, Mention

_OF_SIDE = frozenset({"of", "from", "for", "representing"})
# What may stand between two names of one list.
_LIST_GAP = re.compile(
    r"[\s,;]*(?:,|;|and|&|as well as|along with)[\s,;]*(?:and\s+)?(?:the\s+)?", re.IGNORECASE
)


@dataclass(frozen=True)
class Party:
    """One mention at the table, before it is known whether it came."""

    mention: int
    represents: int | None = None
    count: int | None = None
    level: Extent | None = None
    head: bool = False


def parties(cast: Cast, token: Token) -> list[Party]:
    """Everybody whom a noun phrase with this head puts at the table, in text order."""
    found: dict[int, Party] = {}
    for part in coordinated(token):
        for party in (*_before_owner(cast, part), *_parties(cast, part)):
            found.setdefault(party.mention, party)
    for party in _rest_of_list(cast, token, found):
        found.setdefault(party.mention, party)
    return sorted(_told_once(cast, found), key=lambda p: p.mention)


def _before_owner(cast: Cast, token: Token) -> list[Party]:
    """`[X] and Chad's Y`: the parser may take X for an owner of Y."""
    owner = next((c for c in token.lefts if c.dep_ == "poss"), None)
    i, j = cast.at(token), cast.at(owner) if owner is not None else None
    if owner is None or i is None or j is None or not any(c.dep_ == "cc" for c in owner.children):
        return []
    return [person(cast, j)] if i != j and _a_person(cast, i) and _a_person(cast, j) else []


def seated(cast: Cast, tokens: Iterable[Token]) -> list[Party]:
    """The parties of all of these words that stand for somebody who could sit at a table."""
    return [p for t in tokens if human(cast, t) for p in parties(cast, t)]


def party_of(cast: Cast, token: Token) -> list[Party]:
    """The parties of this one phrase, whatever is joined to it by `and`."""
    return list(_parties(cast, token))


def person(cast: Cast, i: int) -> Party:
    """The party that a person's name is, with the side of the current office."""
    return Party(i, represents=_side_of(cast, cast.mentions[i]))


def human(cast: Cast, token: Token) -> bool:
    """Whether a word stands for somebody who could sit at a table."""
    if _no_party(token):
        return False
    i = cast.at(token)
    if i is not None:
        return cast.mentions[i].kind != "place"
    sorts = head_sorts()
    if token.lower_ in sorts or token.lemma_.lower() in sorts:
        return True
    if token.lower_ in meeting_words()["delegates"]:
        return True
    return token.pos_ in ("DET", "NUM", "PRON") and any(word == "of" for word, _ in phrases(token))


def _no_party(token: Token) -> bool:
    """`met the conditions`, `met opposition`; not so `met the opposition`."""
    if token.lower_ == "opposition" and any(c.lower_ == "the" for c in token.lefts):
        return False
    if token.lower_ == "it" and token.dep_ == "nsubj":
        return False  # "Chad said it had held talks"
    return token.lower_ in meeting_words()["not_parties"]


def _parties(cast: Cast, token: Token) -> Iterator[Party]:
    words = meeting_words()
    named = _listed(cast, token)
    yield from named
    yield from _leaders(cast, token)
    i = cast.at(token)
    if i is None:
        if token.lower_ in words["delegates"] or token.lower_ == "government":
            # "his Saudi and British colleagues", "Chad's government and the rebels"
            sides = _sides(cast, token, None)
            holder = next(
                (
                    p
                    for c in token.children
                    if _in_apposition(c) or c.dep_ == "appos"
                    for p in _of_names(cast, c)
                ),
                None,
            )
            if holder is not None:
                yield replace(holder, represents=next(iter(sides), holder.represents))
                return
            yield from (Party(s, level=_level(cast, token, sides)) for s in sides)
        yield from _carried(cast, token)
        return
    mention = cast.mentions[i]
    if mention.form != "description":
        if mention.kind != "place":
            yield Party(i, represents=_side_of(cast, mention))
        yield from _appositions(cast, token)
        return
    person = next((j for j in mention.same_as if cast.mentions[j].form == "name"), None)
    if person is None:
        person = _named_behind(cast, i)
    if person is not None:
        side = _side_of(cast, cast.mentions[person])
        yield Party(person, represents=side if side is not None else mention.of)
        return
    if _no_party(token):
        return
    count = _count(token, mention)
    if token.lower_ in words["delegates"]:
        sides = _sides(cast, token, mention)
        fellow = token.lemma_.lower() in ("counterpart", "colleague")
        if sides and mention.number == "one" and mention.kind == "person" and not fellow:
            yield Party(i, represents=sides[0])
            return
        if sides:
            level = _level(cast, token, sides)
            for side in sides:
                yield Party(side, count=count if len(sides) == 1 else None, level=level)
            return
    listed = [p for c in token.children if _in_apposition(c) for p in _of_names(cast, c)]
    if len(listed) > 1 and mention.number == "many":  # "the foreign ministers, X and Y,"
        yield from listed
        return
    if not named:
        yield Party(i, count=count)
    yield from _appositions(cast, token)


def _in_apposition(token: Token) -> bool:
    """A name behind a comma, which the parser takes for an apposition or the next of a list."""
    comma = token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text == ","
    return token.dep_ in ("appos", "conj") and token.i > token.head.i and comma


def _of_names(cast: Cast, token: Token) -> list[Party]:
    """The persons of a row of names; none if it holds anybody else."""
    found = []
    for part in coordinated(token):
        i = cast.at(part)
        if i is None or cast.mentions[i].form != "name" or cast.mentions[i].kind != "person":
            return []
        found.append(person(cast, i))
    return found


def _count(token: Token, mention: Mention) -> int | None:
    """How many: `a 14-member delegation`, `the four members`."""
    if mention.count is not None:
        return mention.count
    number = next((c for c in token.lefts if c.dep_ == "nummod"), None)
    return number_words(number.lower_) if number is not None else None


def _named_behind(cast: Cast, i: int) -> int | None:
    """`the deputy leader of the group [Mullah X]`: the name that follows an office at once."""
    mention = cast.mentions[i]
    if mention.kind != "person" or mention.number == "many":
        return None
    end = mention.phrase.end if mention.phrase is not None else mention.extent.end
    if mention.of is not None and cast.mentions[mention.of].extent.start >= end:
        end = cast.mentions[mention.of].extent.end
    for j in range(i + 1, min(i + 4, len(cast.mentions))):
        other = cast.mentions[j]
        if other.form == "name" and other.kind == "person" and other.extent.start > end:
            gap = cast.story.words(Extent(end, other.extent.start)).strip()
            closed = cast.story.words(Extent(other.extent.end, other.extent.end + 1)) == ","
            return j if not gap or (gap == "," and closed) else None
    return None


def _carried(cast: Cast, token: Token) -> Iterator[Party]:
    """`[some] of the top leaders`, `[dozens] of delegates`: what stands after `of`."""
    if (
        token.pos_ in ("DET", "PRON", "NUM", "ADJ")
        or token.lemma_.lower() in meeting_words()["groups"]
    ):
        for word, noun in phrases(token):
            if word == "of":
                for part in coordinated(noun):
                    yield from _parties(cast, part)


def _appositions(cast: Cast, token: Token) -> Iterator[Party]:
    """In a list the parser may take the next name for an apposition of the last one."""
    for c in token.children:
        if c.dep_ != "appos":
            continue
        i, j = cast.at(token), cast.at(c)
        if j is not None and (i == j or i in cast.mentions[j].same_as):
            for part in coordinated(c)[1:]:  # "X, A's ambassador, and Y"
                if (k := cast.at(part)) is not None and _names_somebody(cast, k):
                    yield from _parties(cast, part)
        elif j is not None and cast.mentions[j].form == "name":
            for part in coordinated(c):
                yield from _parties(cast, part)


def _names_somebody(cast: Cast, i: int) -> bool:
    mention = cast.mentions[i]
    return mention.form == "name" or any(cast.mentions[j].form == "name" for j in mention.same_as)


def _rest_of_list(cast: Cast, token: Token, found: dict[int, Party]) -> Iterator[Party]:
    """Names that stand in one row with those found, commas and `and` between them.

    The parser loses its way in long lists of names with titles; the row of names does not.
    """
    last = token.right_edge.i
    for i in sorted(found):
        if cast.mentions[i].form != "name":
            continue
        here = i
        while (after := _next_in_row(cast, here, last)) is not None:
            yield Party(after, represents=_side_of(cast, cast.mentions[after]))
            here = after


def _next_in_row(cast: Cast, i: int, last: int) -> int | None:
    end = cast.mentions[i].extent.end
    for j in range(i + 1, min(i + 6, len(cast.mentions))):
        mention = cast.mentions[j]
        if mention.form != "name" or mention.kind != cast.mentions[i].kind or _owns_next(cast, j):
            continue
        if mention.role == "possessive":
            return None  # "X, [Y]'s minister"
        start = min([mention.extent.start, *(t.extent.start for t in mention.titles)])
        if start < end:
            continue
        if cast.tokens(j)[1] > last:
            return None
        gap = cast.story.words(Extent(end, start))
        bare = re.sub(r"\b(former|acting|then|ex|the|late)\b[\s-]*", "", gap, flags=re.IGNORECASE)
        return j if _LIST_GAP.fullmatch(bare) else None
    return None


def _owns_next(cast: Cast, j: int) -> bool:
    """Only a part of the next one's title: `adviser to [President X] Y`."""
    start = cast.mentions[j].extent.start
    return any(t.extent.start < start for k in cast.mentions[j + 1 : j + 3] for t in k.titles)


def _listed(cast: Cast, token: Token) -> list[Party]:
    """Those whom the phrase names as examples: `including X and Y`, `such as X`."""
    found = []
    for c in token.children:
        such = c.lower_ == "as" and c.i > 0 and token.doc[c.i - 1].lower_ == "such"
        if c.lower_ == "including" or such:
            for d in c.children:
                if d.dep_ in ("dobj", "pobj"):
                    found += [p for part in coordinated(d) for p in _parties(cast, part)]
    return found


def _leaders(cast: Cast, token: Token) -> list[Party]:
    """Those at the head of a delegation: `a delegation led by X`."""
    found = []
    for c in token.children:
        if (
            c.dep_ in ("acl", "relcl")
            and c.lemma_.lower() in meeting_words()["lead"]
            and passive(c)
        ):
            chief = agent(c)
            if chief is not None:
                found += [replace(p, head=True) for p in parties(cast, chief)]
    for c in token.subtree:
        # "a team under Ambassador X", "a delegation of seven under X"
        if c.dep_ == "prep" and c.lower_ == "under" and c.head.i - token.i in (0, 1, 2):
            heads = [p for d in c.children if d.dep_ == "pobj" for p in party_of(cast, d)]
            found += [replace(p, head=True) for p in heads if _a_person(cast, p.mention)]
    return found


def _a_person(cast: Cast, i: int) -> bool:
    return cast.mentions[i].form == "name" and cast.mentions[i].kind == "person"


def _sides(cast: Cast, token: Token, mention: Mention | None) -> list[int]:
    """The sides that a delegation, envoy or official stands for."""
    found = [i for i in cast.within(_first(token), token.i - 1) if _can_be_side(cast, i)]
    of = mention.of if mention is not None else None
    if not found and mention is not None and of is not None and _can_be_side(cast, of):
        inside = cast.mentions[of].extent.end <= mention.extent.end
        found += [of] if inside else []
    for word, noun in phrases(token):
        if word not in _OF_SIDE:
            continue
        for part in coordinated(noun):
            i = cast.at(part)
            if i is None:
                continue
            examples = [p.mention for p in _listed(cast, part)]
            if examples:
                found += examples
            elif _can_be_side(cast, i):
                found.append(i)
            elif cast.mentions[i].form == "description" and not found:
                owner = cast.mentions[i].of
                body = "body" in head_sorts().get(part.lower_, frozenset())
                found.append(owner if owner is not None and body else i)
    return list(dict.fromkeys(found))


def _can_be_side(cast: Cast, i: int) -> bool:
    mention = cast.mentions[i]
    if mention.form not in ("name", "demonym") or mention.kind == "person":
        return False
    return mention.kind != "place" or capital_seat(cast, i)


def capital_seat(cast: Cast, i: int) -> bool:
    """`the Kabul delegation`: whether a place is the seat of a government."""
    known = city(cast.story.words(cast.mentions[i].name or cast.mentions[i].extent))
    return known is not None and known.capital


def _first(token: Token) -> int:
    """The first token of the phrase before its head."""
    apart = ("relcl", "punct", "cc", "prep", "advmod")
    edges = [int(c.left_edge.i) for c in token.lefts if c.dep_ not in apart]
    return min(edges, default=int(token.i))


def _side_of(cast: Cast, mention: Mention) -> int | None:
    """Whom somebody represents: the body that the current office belongs to."""
    if mention.kind not in ("person", None):
        return None
    for title in mention.titles:
        if title.status != "former" and title.of is not None:
            return title.of
    return mention.of if not mention.titles else None


def _level(cast: Cast, token: Token, sides: list[int]) -> Extent:
    """`deputy foreign ministers`, `top officials`: the words for the rank alone."""
    first = token.i
    taken = {t for s in sides for t in range(cast.tokens(s)[0], cast.tokens(s)[1] + 1)}
    while first > token.sent.start:
        before = cast.doc[first - 1]
        if (
            before.i in taken
            or before.dep_ == "nummod"
            or before.lower_ in ("man", "member")
            or before.dep_ not in ("amod", "compound", "nmod")
            or before.head.i > token.i
        ):
            break
        first -= 1
    return cast.story.between(first, token.i)


def _told_once(cast: Cast, found: dict[int, Party]) -> Iterator[Party]:
    """Without names inside another's phrase, second names of one party, and what a list explains."""
    for i, party in found.items():
        mention = cast.mentions[i]
        inside = any(
            j != i
            and cast.mentions[j].kind == "person"
            and cast.mentions[j].extent.holds(mention.extent)
            and cast.mentions[j].extent != mention.extent
            for j in found
        )
        same = any(j in mention.same_as and j < i for j in found)
        if not (inside or same or _explains(cast, i)):
            yield party


def _explains(cast: Cast, i: int) -> bool:
    """`X, the leader of an armed group, the [Front]`: a body that names the group before it."""
    mention = cast.mentions[i]
    first = cast.tokens(i)[0]
    if mention.form != "name" or mention.kind in ("person", "state", None) or first < 2:
        return False
    comma, noun = cast.doc[first - 1], cast.doc[first - 2]
    sorts = head_sorts().get(noun.lower_, frozenset())
    return comma.text in (",", "–", "—", "(") and bool(sorts & {"group", "body", "side"})
