"""Praise and blame: names given (`called the plan weak`) and the words they are made of."""

from __future__ import annotations

from spacy.tokens import Token

from tracktwo.extract.clauses import child, is_verb
from tracktwo.extract.words import lemma_of
from tracktwo.knowledge.stances import stance_cues


def polarity(head: Token, first: int | None = None) -> int:
    """+1 where a phrase praises, -1 where it blames, 0 where it does neither."""
    cues = stance_cues()
    score, sign = 0, 1
    for token in head.subtree:
        if first is not None and token.i < first:
            continue
        word, lemma = token.lower_, lemma_of(token)
        if word in cues["reversing"]:
            sign = -1
        elif word in cues["praise"] or lemma in cues["praise"]:
            score += sign
            sign = 1
        elif word in cues["blame"] or lemma in cues["blame"]:
            score -= 2 * sign
            sign = 1
        if token.dep_ in ("relcl", "advcl") and token.i > head.i:
            break
    return (score > 0) - (score < 0)


def given_name(verb: Token) -> Token | None:
    """The name that is given: the object's complement, or what stands behind `as`."""
    for c in verb.children:
        if c.dep_ == "oprd":
            return c
        if c.dep_ == "prep" and c.lower_ == "as":
            return child(c, "pobj", "amod", "pcomp", "acomp", "prep") or c
        if (
            c.dep_ in ("ccomp", "xcomp")
            and lemma_of(verb) in ("call", "deem", "consider", "label", "brand", "find", "dub")
            and (not is_verb(c) and child(c, "nsubj") is not None)
        ):
            return c
    thing = child(verb, "dobj")
    if thing is not None:
        for c in thing.children:
            quoted = any(t.is_quote for t in verb.doc[thing.i + 1 : c.left_edge.i + 1])
            if c.dep_ == "appos" and quoted:  # called the plan "a milestone"
                return c
            if c.dep_ == "prep" and c.lower_ == "as" and c.i > thing.i:
                return child(c, "pobj", "amod", "pcomp")
    return None
