"""Where a meeting is: city, country, venue, from the words beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import phrases
from tracktwo.knowledge.meetings import meeting_words
from tracktwo.knowledge.places import (
    capital_of,
    city,
    region,
    state_of,
    state_of_capital,
    state_of_people,
)

AT = frozenset({"in", "at", "near", "outside", "inside"})
TO = frozenset({"to", "in", "at", "into"})
_TOWNS = frozenset({"town", "city", "village", "resort", "suburb"})


@dataclass(frozen=True)
class Where:
    """What is told of a place; None for what is not."""

    city: str | None = None
    country: str | None = None
    venue: str | None = None

    def __bool__(self) -> bool:
        return bool(self.city or self.country or self.venue)

    def __or__(self, other: Where) -> Where:
        """This place, filled up from another one where that does not contradict it."""
        if self.city and other.city and self.city != other.city:
            return self
        if self.country and other.country and self.country != other.country:
            return self
        return Where(
            self.city or other.city, self.country or other.country, self.venue or other.venue
        )


def where(cast: Cast, trigger: Token, verb: Token | None, journey: bool = False) -> Where:
    """The place of a meeting: before the noun, behind it, or with the verb that governs it.

    `journey`: the noun is a visit, and goes *to* its place.
    """
    found = _before(cast, trigger)
    found |= _behind(cast, trigger, TO if journey else AT)
    governed = verb is not None and verb.i != trigger.i
    if verb is not None and governed:
        travel = verb.lemma_.lower() in meeting_words()["travel"]
        found |= _behind(cast, verb, TO if travel else AT)
        if travel:
            found |= _of_object(cast, verb)
    # Last, as it may be the place of what they speak of: "talks on a truce in X opened in Y".
    for token in (trigger, verb) if verb is not None and governed else (trigger,):
        found |= _of_last_party(cast, token)
    return found


def _before(cast: Cast, trigger: Token) -> Where:
    """`the Moscow talks`, `the Paris climate conference`, `an Elysée Palace meeting`."""
    found = Where()
    for c in trigger.lefts:
        if _in_track(c):
            continue
        if c.dep_ in ("compound", "nmod") and c.lower_ in meeting_words()["venues"]:
            found |= Where(venue=_venue(cast, c))
        if c.dep_ in ("compound", "nmod", "amod", "poss") and not _paired(c):
            found |= named_place(cast, c, cities_only=True)
            for d in c.lefts:
                if d.dep_ == "compound" and not _paired(d):
                    found |= named_place(cast, d, cities_only=True)
    return found


def _in_track(token: Token) -> bool:
    """`[Moscow] format talks`: the city of the name need not be the place."""
    formats = meeting_words()["formats"]
    return token.lower_ in formats or token.nbor().lower_ in formats


def _paired(token: Token) -> bool:
    """Joined to another name by a dash: a pair of sides, not a place."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    before = token.doc[token.i - 1] if token.i else None
    return any(t is not None and t.text in ("-", "–", "—", "/") for t in (after, before))


def _behind(cast: Cast, token: Token, prepositions: frozenset[str]) -> Where:
    found = Where()
    hanging = list(phrases(token))
    for c in token.children:  # "met X in Y": the parser may hang the place on the object
        if c.dep_ == "dobj":
            parts = (c, *(a for a in c.children if a.dep_ == "appos"))
            hanging += [h for part in parts for h in phrases(part) if h[0] in ("in", "at")]
    for word, noun in hanging:
        if word in prepositions:
            found |= of_phrase(cast, noun)
            if word == "at" and not found.venue and noun.ent_type_ == "FAC":
                found |= Where(venue=_venue(cast, noun))
    return found


def _of_last_party(cast: Cast, token: Token) -> Where:
    """`talks with A in Geneva`: the parser may hang the place on the last party, or the matter."""
    found = Where()
    for word, noun in phrases(token):
        if word in ("with", "between", "of", "on", "to", "face to"):
            for last in (noun, *noun.conjuncts):
                for inner, place in phrases(last):
                    if inner in ("in", "at"):
                        found |= of_phrase(cast, place)
    return found


def _of_object(cast: Cast, verb: Token) -> Where:
    """`visits Moscow for talks`."""
    for c in verb.children:
        if c.dep_ == "dobj":
            return of_phrase(cast, c)
    return Where()


def of_phrase(cast: Cast, noun: Token) -> Where:
    """The place that a noun phrase names: `Russia's Kazan city`, `a hotel in Geneva, Switzerland`."""
    found = named_place(cast, noun)
    for c in noun.children:
        if c.dep_ in ("poss", "compound", "nmod", "appos", "npadvmod"):
            found |= named_place(cast, c)
            if c.dep_ == "appos":
                found |= of_phrase(cast, c)
    if noun.lemma_.lower() in ("capital", *_TOWNS):
        found |= _town_of(cast, noun)
    for word, inner in phrases(noun):
        if word in ("in", "of", "at", "near"):
            found |= of_phrase(cast, inner)
    if noun.lower_ in meeting_words()["venues"]:
        found |= Where(venue=_venue(cast, noun))
    return found


def _town_of(cast: Cast, noun: Token) -> Where:
    """`the Saudi capital`, `the Swiss town of Biel`, `the capital of Chad`."""
    near = [c for c in noun.lefts if c.dep_ in ("amod", "compound", "poss", "nmod")]
    owners = [n for word, n in phrases(noun) if word == "of"]
    capital = noun.lower_ == "capital"
    for one in (*near, *owners) if capital else near:
        state = state_of_people(one.text) or state_of(_name_of(cast, one))
        if state is not None:
            town = capital_of(state.name) if capital else None
            return Where(city=town, country=state.name) | _named_town(cast, noun)
    return _named_town(cast, noun)


def _named_town(cast: Cast, noun: Token) -> Where:
    """`the town of X`, whether or not anybody has heard of X."""
    for word, inner in phrases(noun):
        if word == "of" and inner.text[:1].isupper() and noun.lemma_.lower() in _TOWNS:
            return named_place(cast, inner) or Where(city=_name_of(cast, inner))
    return Where()


def _name_of(cast: Cast, token: Token) -> str:
    """A word with the name that it is part of."""
    i = cast.at(token)
    name = cast.mentions[i].name if i is not None else None
    return cast.story.words(name) if name is not None else token.text


def _venue(cast: Cast, noun: Token) -> str | None:
    """The name of the house, if it has one: `President-Hotel`, `the White House`."""
    first = noun.i
    while first > noun.sent.start:
        before = cast.doc[first - 1]
        if before.dep_ == "poss" or not (before.text[:1].isupper() or before.text == "-"):
            break
        first -= 1
    last = noun.i
    behind = next((n for word, n in phrases(noun) if word == "of" and n.text[:1].isupper()), None)
    if noun.text[:1].isupper() and behind is not None and behind.i == noun.i + 2:
        last = behind.i  # "the Palace of Nations"
    words = cast.story.words(cast.story.between(first, last))
    return " ".join(words.split()) if first < last and words[:1].isupper() else None


def named_place(cast: Cast, token: Token, cities_only: bool = False) -> Where:
    """The city or country that a word, alone or with its neighbours, is a name of."""
    if not token.text[:1].isupper():
        printed = cast.story.words(cast.story.between(token.i, token.i))
        town = city(printed.title()) if printed.isupper() and len(printed) > 3 else None
        return Where(city=town.name, country=town.state) if town is not None else Where()
    for first, last in _neighbourhoods(token):
        name = " ".join(cast.doc[first : last + 1].text.split())
        town = city(name)
        if town is not None:
            return Where(city=town.name, country=town.state)
        if (seat := state_of_capital(name)) is not None:
            return Where(city=capital_of(seat.name), country=seat.name, venue=name)
        if not cities_only and (state := state_of(name)) is not None:
            return Where(country=state.name)
    somebody = (i := cast.at(token)) is not None and cast.mentions[i].kind == "person"
    somebody |= state_of_people(token.text) is not None  # "the Kazakh city of X"
    if not cities_only and token.ent_type_ == "GPE" and region(token.text) is None and not somebody:
        return Where(city=_entity(token))
    return Where()


def _neighbourhoods(token: Token) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that hold the token, longest first."""
    first = last = token.i
    while (
        first > token.sent.start and token.doc[first - 1].text[:1].isupper() and token.i - first < 3
    ):
        first -= 1
    while (
        last + 1 < token.sent.end and token.doc[last + 1].text[:1].isupper() and last - token.i < 3
    ):
        last += 1
    for width in range(last - first, -1, -1):
        for start in range(max(first, token.i - width), min(token.i, last - width) + 1):
            yield start, start + width


def _entity(token: Token) -> str:
    """The whole name that the pipeline sees there."""
    words = [t for t in token.sent if t.ent_type_ == "GPE" and abs(t.i - token.i) < 4]
    first = last = token.i
    taken = {t.i for t in words}
    while first - 1 in taken and token.doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 in taken and token.doc[last + 1].ent_iob_ == "I":
        last += 1
    return " ".join(token.doc[first : last + 1].text.split())
