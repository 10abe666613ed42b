"""What a meeting is about and what came of it, from the words right beside it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from tracktwo.extract.cast import Cast
from tracktwo.extract.clauses import child, is_verb, negated, phrases
from tracktwo.extract.sketch import Sketch
from tracktwo.extract.standing import force_of_verb
from tracktwo.knowledge.meetings import OBJECT, meeting_words
from tracktwo.model import Extent


def agenda_of(cast: Cast, sketch: Sketch) -> tuple[Extent, ...]:
    """`talks on X`, `met to discuss X`, `the conference will focus on X`."""
    heads = [c for core in (*sketch.cores, sketch.verb) if core is not None for c in _aims(core)]
    heads += [
        n for core in sketch.cores if sketch.noun for word, n in phrases(core) if word == "on"
    ]
    verb = sketch.verb
    if (
        verb is not None
        and sketch.link == "subj"
        and verb.lemma_.lower() in ("focus", "center", "centre")
    ):
        heads += [n for word, n in phrases(verb) if word == "on"]
    dates = {cast.times[i].extent for i in cast.times_in(cast.sentence(sketch.trigger))}
    found = (_extent(cast, head) for head in heads)
    return tuple(
        sorted(
            {
                e
                for e in found
                if not any(d.overlaps(e) and e.holds(d) and d.holds(e) for d in dates)
            }
        )
    )


def _aims(word: Token) -> Iterator[Token]:
    """Infinitives of purpose: `to discuss`, `aimed to discuss`."""
    for c in word.children:
        purpose = c.dep_ in ("acl", "advcl", "xcomp", "conj") and is_verb(c)
        if not purpose:
            continue
        if c.tag_ == "VB" and c.lemma_.lower() in meeting_words()["aims"]:
            yield c
        elif c.lemma_.lower() in ("aim", "intend", "seek", "design"):
            yield from (d for d in c.children if d.dep_ == "xcomp" and is_verb(d))


def outcome_of(cast: Cast, sketch: Sketch) -> tuple[Extent, ...]:
    """`the talks ended without an agreement`, `participants in the meeting called for X`."""
    verb, governor = sketch.verb, sketch.governor
    if (
        not sketch.noun
        or verb is None
        or not is_verb(verb)
        or (not force_of_verb(verb).real and not negated(verb))
    ):
        return ()
    words = meeting_words()
    lemma = verb.lemma_.lower()
    if governor is None and sketch.link == "subj" and lemma in words["yields"]:
        return (_extent(cast, verb, after=True),)
    told_by = governor is not None and governor.lemma_.lower() in words["attenders"]
    if told_by and governor is not None and governor.dep_ == "nsubj" and lemma in words["resolves"]:
        return (_extent(cast, verb, after=True),)
    if governor is None and sketch.link == OBJECT and lemma in ("end", "conclude"):
        result = child(verb, "advcl", "prep")
        return (_extent(cast, result),) if result is not None else ()
    return ()


def _extent(cast: Cast, head: Token, after: bool = False) -> Extent:
    """The words below a head; `after`: only from the head on."""
    words = [t for t in head.subtree if not (after and t.i < head.i)]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    while len(words) > 1 and words[0].is_punct:
        words.pop(0)
    return cast.story.between(words[0].i, words[-1].i)
