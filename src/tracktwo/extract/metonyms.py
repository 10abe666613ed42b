"""Cities that stand for the talks held there: *Almaty, twice the following year*, *after Geneva*.

Who writes of a process calls its rounds by their cities. A city means a meeting where it does
what only a meeting does (*Istanbul, in January 2011, was a fiasco*), or where a time is told of
it as of an event (*following Istanbul in April and Baghdad in May*).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import child, is_verb, negated, phrases
from tracktwo.extract.occasions import ORDINALS
from tracktwo.extract.places import Where
from tracktwo.extract.sketch import Sketch
from tracktwo.knowledge.meetings import meeting_words
from tracktwo.knowledge.places import city

_WHERE = frozenset({"in", "to", "from", "near", "outside", "of", "for", "into", "towards", "via",
                    "between", "around", "inside", "through", "by", "with", "on"})  # fmt: skip
"""Prepositions after which a city is a place."""
_WHEN = frozenset({"in", "on", "last", "this", "twice", "once", "early", "late", "earlier"})
"""Words with which a time behind the city begins."""
_REACH, _STEPS = 2, 4
"""Sentences back to the round that a number goes on from; words to the time behind it."""
_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LEMMA = "talks"
"""What such a mention is called: talks, as nothing more is said of it."""


def city_meetings(cast: Cast) -> Iterator[Sketch]:
    """The mentions of meetings by their city alone, in text order."""
    for token in cast.doc:
        if token.pos_ != "PROPN" or not token.text[:1].isupper():
            continue
        town = city(token.text)
        if town is None or _part_of_a_name(token):
            continue
        at = token.i > token.sent.start and token.nbor(-1).lower_ == "at"  # "At Geneva, …"
        if not (at or _dated(cast, token) or _acts(token)):
            continue
        yield Sketch(
            token,
            "process",
            (token,),
            place=Where(city=town.name, country=town.state),
            link="subj",
            lemma=_LEMMA,
            occurs=True,
        )


def ordinal_meetings(cast: Cast, named: Collection[int]) -> Iterator[Sketch]:
    """`The second, the following February, was no better`: a round told by its number alone.

    `named` are the sentences in which nouns name meetings; the number must go on from one of them.
    """
    for token in cast.doc:
        number = ORDINALS.get(token.lower_)
        if number is None or token.dep_ not in (
            "nsubj",
            "nsubjpass",
            "pobj",
            "dobj",
            "ROOT",
            "attr",
        ):
            continue
        here = cast.sentence(token)
        if not any(c.dep_ == "det" for c in token.lefts) or not any(
            here - _REACH <= i <= here for i in named
        ):
            continue
        if any(word == "of" for word, _ in phrases(token)) or token.nbor(1).pos_ in _NAMES:
            continue  # "the first of the ministers", "the first ruler"
        if not _behind(cast, token):
            continue
        yield Sketch(
            token, "process", (token,), round=number, link="subj", lemma="round", occurs=True,
            clauses=tuple(c for c in token.rights if c.dep_ in ("acl", "relcl")),
        )  # fmt: skip


def _behind(cast: Cast, token: Token) -> bool:
    """Whether a time or *held in* stands behind it, before the verb."""
    if any(c.dep_ == "acl" and c.lemma_ in ("hold", "convene") for c in token.rights):
        return True
    for k in cast.times_in(cast.sentence(token)):
        first = cast.story.tokens_in(cast.times[k].extent)
        if cast.times[k].kind == "date" and len(first) and 0 < first[0].i - token.i <= _STEPS:
            return True
    return False


def _part_of_a_name(token: Token) -> bool:
    """`the Geneva talks`, `Mexico City`, `Paris, France`: the city alone, and no office or house."""
    if token.dep_ in ("compound", "nmod", "amod", "poss") and token.head.i != token.i:
        return True
    before = token.nbor(-1) if token.i > token.sent.start else None
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    if before is not None and (before.lower_ in _WHERE or before.pos_ == "PROPN"):
        return True
    if (
        before is not None
        and before.lower_ == "at"
        and not (before.is_sent_start and after is not None and after.text == ",")
    ):
        return True
    if any(c.dep_ in ("compound", "det", "poss") for c in token.lefts):
        return True
    return after is not None and (after.pos_ == "PROPN" or after.lower_ in ("'s", "’s", "-", "("))


def _dated(cast: Cast, token: Token) -> bool:
    """`Istanbul in April`, `Moscow, in June 2012, was`: a month or year right behind it."""
    i = token.i + 1
    doc = cast.doc
    if i < token.sent.end and doc[i].text == ",":
        i += 1
    if i >= token.sent.end or doc[i].lower_ not in _WHEN:
        return False
    for k in cast.times_in(cast.sentence(token)):
        time = cast.times[k]
        first = cast.story.tokens_in(time.extent)
        if time.kind == "date" and len(first) and i <= first[0].i <= i + 1:
            now = token.dep_ == "nsubj" and token.head.tag_ in ("VBZ", "VBP")  # "is lovely"
            return not now and not (is_verb(token.head) and token.dep_ == "dobj")
    return False


def _acts(token: Token) -> bool:
    """`Doha was arranged`, `Lausanne produced a framework`: no city does that."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass") or not is_verb(verb) or negated(verb):
        return False
    words = meeting_words()
    if verb.lemma_ == "be":
        what = child(verb, "attr")
        return what is not None and what.lemma_.lower() in words["said_of_meetings"]
    return verb.lemma_.lower() in words["done_by_meetings"] or (
        token.dep_ == "nsubjpass" and verb.lemma_.lower() in words["set_for"]
    )
